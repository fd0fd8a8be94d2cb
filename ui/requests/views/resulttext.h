// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

// Texts inside results, for people. What cannot be read comes back as it is. Pure functions.

/// Money in any of Daraja's forms, one a line when there are several (daraja-api 11, 12, 15):
/// `640.00`; `{Amount={CurrencyCode=KES, MinimumAmount=482150, BasicAmount=4821.50}}`, whose BasicAmount is shillings and whose
/// MinimumAmount is cents; `Fee For B2C Payment|KES|13.00`; `Working Account|KES|current|available|reserved|uncleared`, of which the
/// available one counts. Several of the last two are joined by `&`.
[[nodiscard]] QString moneyText(const QString &value);

/// A time in any of Daraja's forms as `14 Mar 2026, 12:04:49 EAT` (daraja-api 1.5).
[[nodiscard]] QString timeText(const QString &value);

/// `OrganizationShortCode` as `Organization short code`, `trxDate` as `Trx date`.
[[nodiscard]] QString nameText(const QString &member);

} // namespace daraja
