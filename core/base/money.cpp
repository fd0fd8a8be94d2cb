// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/money.h"

#include <QList>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype mostDigits = 15; // 10^15 shillings in cents fit a qint64 many times over

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QStringView withoutLeadingZeros(QStringView digits)
{
    while (digits.size() > 1 && digits.startsWith(u'0')) {
        digits = digits.sliced(1);
    }
    return digits;
}

/// The digits of `1250`, `1,250` or `1 250` without separators; empty when the groups are not of three.
QString ungroupedDigits(QStringView text)
{
    const qsizetype separatorAt = std::find_if(text.begin(), text.end(), [](QChar c) { return c == u',' || c.isSpace(); }) - text.begin();
    if (separatorAt == text.size()) {
        return isDigits(text) ? text.toString() : QString();
    }
    const QChar separator = text[separatorAt];
    QString digits;
    const QList<QStringView> groups = text.split(separator);
    for (const QStringView group : groups) {
        const bool first = digits.isEmpty();
        if (!isDigits(group) || group.size() > 3 || (!first && group.size() != 3)) {
            return {};
        }
        digits += group;
    }
    return digits;
}

} // namespace

QString formatKes(qint64 cents)
{
    const quint64 magnitude = cents < 0 ? quint64(0) - static_cast<quint64>(cents) : static_cast<quint64>(cents);
    QString shillings = QString::number(magnitude / 100);
    for (qsizetype at = shillings.size() - 3; at > 0; at -= 3) {
        shillings.insert(at, u',');
    }
    const QString decimals = QString::number(magnitude % 100).rightJustified(2, u'0');
    return QStringLiteral("KES ") + (cents < 0 ? QStringLiteral("-") : QString()) + shillings + u'.' + decimals;
}

QString formatKes(const QString &decimal)
{
    const std::optional<qint64> cents = parseCents(decimal);
    return cents ? formatKes(*cents) : decimal;
}

std::optional<qint64> parseCents(const QString &decimal)
{
    QStringView text = decimal;
    const bool negative = text.startsWith(u'-');
    if (negative) {
        text = text.sliced(1);
    }
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = withoutLeadingZeros(point < 0 ? text : text.first(point));
    const QStringView decimals = point < 0 ? QStringView(u"00") : text.sliced(point + 1);
    if (!isDigits(whole) || whole.size() > mostDigits || !isDigits(decimals) || decimals.size() > 2) {
        return {};
    }
    const qint64 cents = whole.toLongLong() * 100 + decimals.toLongLong() * (decimals.size() == 1 ? 10 : 1);
    return negative ? -cents : cents;
}

std::optional<qint64> parseShillings(const QString &typed)
{
    QStringView text = QStringView(typed).trimmed();
    for (const QStringView currency : {QStringView(u"KES"), QStringView(u"KSh."), QStringView(u"KSh")}) {
        if (text.startsWith(currency, Qt::CaseInsensitive)) {
            text = text.sliced(currency.size()).trimmed();
            break;
        }
    }
    for (const QStringView noCents : {QStringView(u".00"), QStringView(u".0")}) {
        if (text.endsWith(noCents)) {
            text = text.chopped(noCents.size());
            break;
        }
    }
    const QString digits = ungroupedDigits(text);
    const QStringView significant = withoutLeadingZeros(digits);
    if (significant.isEmpty() || significant.size() > mostDigits) {
        return {};
    }
    return significant.toLongLong();
}

} // namespace daraja
