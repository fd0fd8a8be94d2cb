// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"

#include <QLocale>

namespace daraja {

namespace {
constexpr int eastAfricaOffset = 3 * 60 * 60;
}

QDateTime toNairobi(const QDateTime &instant)
{
    return instant.toOffsetFromUtc(eastAfricaOffset);
}

QString darajaTimestamp(const QDateTime &instant)
{
    return toNairobi(instant).toString(QStringLiteral("yyyyMMddHHmmss"));
}

QDateTime fromDarajaTimestamp(const QString &digits)
{
    if (digits.size() != 14) {
        return {};
    }
    QDateTime local = QDateTime::fromString(digits, QStringLiteral("yyyyMMddHHmmss"));
    if (!local.isValid()) {
        return {};
    }
    local.setOffsetFromUtc(eastAfricaOffset);
    return local;
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
