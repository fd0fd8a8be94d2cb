// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// STK `Password`: base64 of BusinessShortCode + passkey + Timestamp (daraja-api 3.1). `timestamp` is the 14 digits that also go in the
/// body.
[[nodiscard]] QString stkPassword(const QString &shortCode, const QString &passkey, const QString &timestamp);

} // namespace daraja
