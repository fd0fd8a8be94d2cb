// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

struct SimulatorOptions;

/// The name that Daraja gives a party: `254708374149 - CUSTOMER SIMULATED 4149`, `174379 - Demo shop`.
[[nodiscard]] QString publicName(const SimulatorOptions &options, const QString &party);

/// The paybill, or a number of the sandbox's family 600000 to 600999 (daraja-api 24): tutorials use any of them for the same organisation.
[[nodiscard]] bool isOurShortCode(const SimulatorOptions &options, const QString &code);

/// The party belongs to the organisation, and its IdentifierType is right: 4 for a short code, 2 for the till.
[[nodiscard]] bool isOurs(const SimulatorOptions &options, const QString &party, const QString &identifierType);

/// Twelve digits that begin with 254: a customer.
[[nodiscard]] bool isCustomerNumber(const QString &party);

} // namespace daraja
