// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

#include <functional>

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
/// Digits, perhaps a point and more digits.
[[nodiscard]] bool isDecimal(const QString &text);
/// `07…` or `01…` with 10 digits.
[[nodiscard]] bool isLocalMsisdn(QStringView text);
/// Something, `@`, a host with a point.
[[nodiscard]] bool isEmail(const QString &text);
/// Whether an identifier type or transaction code means a phone number: `1` (daraja-api 14) and `SM` of a QR code (daraja-api 17).
[[nodiscard]] bool meansPhone(QStringView type);
/// The word in a URL that keeps Safaricom from registering it (daraja-api 22.2), or empty.
[[nodiscard]] QString refusedWordIn(const QString &url);
/// localhost, private and link-local addresses, and names of local networks: Daraja refuses them (daraja-api 22.2).
[[nodiscard]] bool isPrivateHost(const QString &host);
/// Tunnels and request bins, which production refuses (daraja-api 22.2).
[[nodiscard]] bool isTunnelHost(const QString &host);
/// Whether `requiredWhen` of the field holds. `valueOf` gives the value of another member.
[[nodiscard]] bool isRequiredNow(const FieldSpec &field, const std::function<QString(const QString &name)> &valueOf);
/// Absolute, http or https, with a host and without spaces.
[[nodiscard]] bool isWebAddress(const QString &text);

} // namespace daraja
