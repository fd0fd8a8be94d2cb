// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

namespace daraja {

/// The name by which Daraja complains about a member: `Remarks` for TransactionDesc (daraja-api 5.3), else the member's own.
[[nodiscard]] QString complaintName(const FieldSpec &field);

/// A problem with the field, in our words and in Daraja's.
[[nodiscard]] FieldProblem fieldProblem(const FieldSpec &field, const QString &message);

/// Exactly `254` + 9 digits of which the first is 7 or 1 (daraja-api 4).
[[nodiscard]] bool isWireMsisdn(QStringView text);
/// 5 to 7 digits.
[[nodiscard]] bool isShortCode(QStringView text);
/// At least one character, all of them 0 to 9.
[[nodiscard]] bool isDigits(QStringView text);
/// Absolute, http or https, with a host and without spaces.
[[nodiscard]] bool isWebAddress(const QString &text);

} // namespace daraja
