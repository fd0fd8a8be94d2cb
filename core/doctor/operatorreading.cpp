// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/operatorreading.h"

#include <array>

namespace daraja {

namespace {

struct WordsRow
{
    QStringView words; ///< in any case
    OperatorReading reading;
};

/// Plain words (daraja-api 26.3). Locked comes first: nothing may be tried after it.
constexpr std::array wordsRows{
    WordsRow{u"credential is locked", OperatorReading::Locked},
    WordsRow{u"initiator information is invalid", OperatorReading::WrongPassword},
    WordsRow{u"initiator credential check", OperatorReading::WrongPassword},
    WordsRow{u"unresolved initiator", OperatorReading::NoOperator},
    WordsRow{u"not allowed to initiate", OperatorReading::NoRole},
    WordsRow{u"operator does not exist", OperatorReading::WrongParty},
    WordsRow{u"transaction does not exist", OperatorReading::UnknownReceipt},
    WordsRow{u"receipt does not exist", OperatorReading::UnknownReceipt},
    WordsRow{u"transaction not found", OperatorReading::UnknownReceipt},
    WordsRow{u"receipt not found", OperatorReading::UnknownReceipt},
};

struct CodeRow
{
    QStringView code;
    OperatorReading reading;
};

constexpr std::array codeRows{
    CodeRow{u"0", OperatorReading::Works},
    CodeRow{u"2001", OperatorReading::WrongPassword},
    CodeRow{u"18", OperatorReading::WrongPassword},
    CodeRow{u"20", OperatorReading::NoOperator},
    CodeRow{u"21", OperatorReading::NoRole},
    CodeRow{u"TP40153", OperatorReading::NoRole},
    CodeRow{u"22", OperatorReading::NotActive},
    CodeRow{u"8006", OperatorReading::Locked},
    CodeRow{u"2033", OperatorReading::UnknownReceipt},
    CodeRow{u"SFC_IC0003", OperatorReading::WrongParty},
    CodeRow{u"6", OperatorReading::WrongParty},
    CodeRow{u"13", OperatorReading::WrongParty},
    CodeRow{u"17", OperatorReading::Busy},
    CodeRow{u"19", OperatorReading::Busy},
    CodeRow{u"26", OperatorReading::Busy},
};

} // namespace

OperatorReading readOperatorResult(const QString &code, const QString &description)
{
    if (code == u"0") {
        return OperatorReading::Works;
    }
    for (const WordsRow &row : wordsRows) {
        if (description.contains(row.words, Qt::CaseInsensitive)) {
            return row.reading;
        }
    }
    for (const CodeRow &row : codeRows) {
        if (code == row.code) {
            return row.reading;
        }
    }
    if (code.startsWith(u"100000")) {
        return OperatorReading::Busy;
    }
    return code.endsWith(u"SFC_IC0003") ? OperatorReading::WrongParty : OperatorReading::Unclear;
}

} // namespace daraja
