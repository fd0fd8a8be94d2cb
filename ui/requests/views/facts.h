// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"

namespace daraja {

/// One line of a statement, ready to be read.
struct Fact
{
    enum class Kind { Text, Code };

    QString label;
    QString value;
    Kind kind = Kind::Text;
    QString copied; ///< what the copy button takes: the value as Daraja wrote it

    bool operator==(const Fact &) const = default;
};

/// A result as an account of one transaction: the headline amount, from whom to whom, and all else that was told. Nothing is left out:
/// parameters that nobody knows follow with their own names.
struct Statement
{
    QString amount; ///< `KES 500.00`; may be empty
    QString from;
    QString to;
    QString status; ///< `TransactionStatus`, with AnswerKind::Statement
    QList<Fact> facts;
};
[[nodiscard]] Statement statementOf(const CallResult &result);

/// Members of a synchronous answer, inner objects included, lists one line an entry. Ids and codes of the answer itself come last.
[[nodiscard]] QList<Fact> factsOf(const QJsonObject &answer);

} // namespace daraja
