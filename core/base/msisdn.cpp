// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/msisdn.h"

#include <algorithm>

namespace daraja {

namespace {

constexpr QStringView kenya = u"254";

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isSeparator(QChar c)
{
    return c.isSpace() || c == u'.' || c == u'(' || c == u')' || c.category() == QChar::Punctuation_Dash ||
           c.category() == QChar::Other_Format; // marks around numbers copied from a phone's contacts
}

/// 9 digits, of which the first is 7 or 1.
bool isSubscriber(QStringView digits)
{
    return digits.size() == 9 && (digits[0] == u'7' || digits[0] == u'1') && std::all_of(digits.begin(), digits.end(), isAsciiDigit);
}

bool isWireForm(QStringView text)
{
    return text.startsWith(kenya) && isSubscriber(text.sliced(kenya.size()));
}

} // namespace

std::optional<QString> normalizeMsisdn(const QString &typed)
{
    QString bare = typed;
    bare.removeIf(isSeparator);

    QStringView number = bare;
    bool international = false;
    for (const QStringView prefix : {QStringView(u"+"), QStringView(u"00")}) {
        if (number.startsWith(prefix)) {
            number = number.sliced(prefix.size());
            international = true;
            break;
        }
    }
    if (number.startsWith(kenya)) {
        number = number.sliced(kenya.size());
    } else if (international) {
        return {};
    }
    if (number.startsWith(u'0')) {
        number = number.sliced(1);
    }
    if (!isSubscriber(number)) {
        return {};
    }
    return QStringLiteral("254%1").arg(number);
}

QString displayMsisdn(const QString &msisdn)
{
    if (!isWireForm(msisdn)) {
        return msisdn;
    }
    return QStringLiteral("0%1 %2 %3").arg(msisdn.sliced(3, 3), msisdn.sliced(6, 3), msisdn.sliced(9));
}

QString maskMsisdn(const QString &msisdn)
{
    if (!isWireForm(msisdn)) {
        return msisdn;
    }
    return QStringLiteral("0%1 ••• %2").arg(msisdn.sliced(3, 3), msisdn.sliced(9));
}

} // namespace daraja
