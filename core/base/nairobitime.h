// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QString>

namespace daraja {

/// Every time that Daraja writes and that a person reads here is East Africa Time, UTC+3 the whole year.

/// The same instant in East Africa Time.
[[nodiscard]] QDateTime toNairobi(const QDateTime &instant);

/// Daraja's 14 digits, `yyyyMMddHHmmss` in Nairobi time (STK `Timestamp`, `TransactionDate`).
[[nodiscard]] QString darajaTimestamp(const QDateTime &instant);

/// The instant behind 14 digits in Nairobi time; invalid unless the text is exactly such a date.
[[nodiscard]] QDateTime fromDarajaTimestamp(const QString &digits);

/// For people: `18:41:08 EAT`.
[[nodiscard]] QString nairobiClock(const QDateTime &instant);

/// For people: `19:41:07 EAT, Mon 23 Nov`.
[[nodiscard]] QString nairobiClockAndDay(const QDateTime &instant);

/// For machines: ISO 8601 with `+03:00`.
[[nodiscard]] QString nairobiIso(const QDateTime &instant);

} // namespace daraja
