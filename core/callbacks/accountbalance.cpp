// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/accountbalance.h"

#include <algorithm>

namespace daraja {

namespace {

/// `0.008` between two accounts: seen in Safaricom's own sample, belongs to nobody.
bool isStrayNumber(const QString &segment)
{
    return std::all_of(segment.begin(), segment.end(), [](QChar c) { return c.isDigit() || c == u'.' || c == u'-' || c == u','; });
}

} // namespace

QList<AccountBalance> parseAccountBalance(const QString &text)
{
    QList<AccountBalance> accounts;
    const QStringList segments = text.split(u'&');
    for (const QString &segment : segments) {
        QStringList fields = segment.split(u'|').first(std::min<qsizetype>(6, segment.count(u'|') + 1));
        std::for_each(fields.begin(), fields.end(), [](QString &field) { field = field.trimmed(); });
        const bool isEmpty = std::all_of(fields.cbegin(), fields.cend(), [](const QString &field) { return field.isEmpty(); });
        if (isEmpty || (fields.size() == 1 && isStrayNumber(fields.constFirst()))) {
            continue;
        }
        accounts.append({fields.value(0), fields.value(1), fields.value(2), fields.value(3), fields.value(4), fields.value(5)});
    }
    return accounts;
}

} // namespace daraja
