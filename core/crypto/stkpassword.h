// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace daraja {

/// STK `Password`: base64 of BusinessShortCode + passkey + Timestamp (daraja-api 3.1). `timestamp` is the 14 digits that also go in the
/// body.
[[nodiscard]] QString stkPassword(const QString &shortCode, const QString &passkey, const QString &timestamp);

/// What a finished STK `Password` was made of.
struct StkPasswordParts
{
    QString shortCode;
    QString passkey;
    QString timestamp; ///< 14 digits
};

/// The reverse; nothing when the text is no such password: base64 of 5 to 7 digits, a passkey of at least 20 printable characters and a
/// date of 14 digits. A passkey that itself begins with digits is told from the short code by `shortCode`, or by its usual 64 hex digits;
/// else the short code counts as 6 digits.
[[nodiscard]] std::optional<StkPasswordParts> readStkPassword(const QString &password, const QString &shortCode = {});

} // namespace daraja
