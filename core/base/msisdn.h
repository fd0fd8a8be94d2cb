// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace daraja {

/// The wire form of a Kenyan number typed by a person, `254` + 9 digits of which the first is 7 or 1, or nothing.
/// Accepts what people paste: 0712…, 712…, +254…, 00254…, 2540712…, with spaces, dashes, dots and parentheses.
/// Operator prefixes are not checked: numbers are portable. For outgoing values only; incoming ones may be masked and stay text.
[[nodiscard]] std::optional<QString> normalizeMsisdn(const QString &typed);

/// For people: `0712 345 678`. Text that is not a wire form comes back as it is.
[[nodiscard]] QString displayMsisdn(const QString &msisdn);

/// For exports and lists: `0712 ••• 678`. Text that is not a wire form comes back as it is.
[[nodiscard]] QString maskMsisdn(const QString &msisdn);

} // namespace daraja
