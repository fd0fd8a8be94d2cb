// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace daraja {

/// One account of the AccountBalance text (daraja-api 14): `Working Account|KES|88214.00|88214.00|0.00|0.00`.
/// Amounts stay the text that Daraja wrote.
struct AccountBalance
{
    QString name;
    QString currency;
    QString current;
    QString available;
    QString reserved;
    QString uncleared;
};

/// Reads accounts joined by `&`, six fields joined by `|`. Accepts fewer fields, empty segments and stray text: what is not there stays
/// empty.
[[nodiscard]] QList<AccountBalance> parseAccountBalance(const QString &text);

} // namespace daraja
