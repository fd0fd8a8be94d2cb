// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// Lays JSON out on lines, indented by two spaces, without reading its meaning: order, duplicate members, spelling of numbers and escapes
/// stay as sent. Linear in time. What does not look like a JSON object or array comes back as it is (as UTF-8).
[[nodiscard]] QString prettyJson(const QByteArray &json);

} // namespace daraja
