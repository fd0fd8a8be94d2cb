// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace daraja {

/// Money is whole cents in a qint64, never a floating-point number. Nothing here depends on the locale.

/// For people: `KES 1,250.00`, `KES -312.50`.
[[nodiscard]] QString formatKes(qint64 cents);

/// A decimal text as Daraja writes it (`1250`, `1250.00`, `-312.5`) for people. Text that is not such a number comes back as it is.
[[nodiscard]] QString formatKes(const QString &decimal);

/// Cents of a decimal text as Daraja writes it: digits with at most two decimals, perhaps a minus. Nothing for other text or when too
/// large.
[[nodiscard]] std::optional<qint64> parseCents(const QString &decimal);

/// Whole shillings typed by a person: `1250`, `1,250`, `1 250`, `1,250.00`, also behind `KES`, `Ksh` or `KSh.`. Nothing for other text,
/// for separators that do not stand before three digits (`12,50`), for cents, signs, or when too large.
[[nodiscard]] std::optional<qint64> parseShillings(const QString &typed);

} // namespace daraja
