// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"

#include <QLocale>

#include <algorithm>

namespace daraja {

namespace {
constexpr int eastAfricaOffset = 3 * 60 * 60;

/// `digits` ASCII digits at `at`.
int numberAt(const QString &text, qsizetype at, qsizetype digits)
{
    int number = 0;
    for (qsizetype i = at; i < at + digits; ++i) {
        number = number * 10 + (text.at(i).unicode() - u'0');
    }
    return number;
}
} // namespace

QDateTime toNairobi(const QDateTime &instant)
{
    return instant.toOffsetFromUtc(eastAfricaOffset);
}

QString darajaTimestamp(const QDateTime &instant)
{
    if (!instant.isValid()) {
        return {};
    }
    const QDateTime local = toNairobi(instant);
    const QDate date = local.date();
    const QTime time = local.time();
    const int day = (date.year() * 100 + date.month()) * 100 + date.day();
    const int second = (time.hour() * 100 + time.minute()) * 100 + time.second();
    return QString::number(day).rightJustified(8, u'0') + QString::number(second).rightJustified(6, u'0');
}

QDateTime fromDarajaTimestamp(const QString &digits)
{
    if (digits.size() != 14 || !std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; })) {
        return {};
    }
    const QDate date(numberAt(digits, 0, 4), numberAt(digits, 4, 2), numberAt(digits, 6, 2));
    const QTime time(numberAt(digits, 8, 2), numberAt(digits, 10, 2), numberAt(digits, 12, 2));
    return date.isValid() && time.isValid() ? QDateTime(date, time, Qt::OffsetFromUTC, eastAfricaOffset) : QDateTime();
}

QString nairobiClock(const QDateTime &instant)
{
    return toNairobi(instant).toString(QStringLiteral("HH:mm:ss")) + QStringLiteral(" EAT");
}

QString nairobiClockAndDay(const QDateTime &instant)
{
    return nairobiClock(instant) + QLocale::c().toString(toNairobi(instant), QStringLiteral(", ddd d MMM"));
}

QString nairobiIso(const QDateTime &instant)
{
    return toNairobi(instant).toString(Qt::ISODateWithMs);
}

} // namespace daraja
