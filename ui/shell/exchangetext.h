// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpexchange.h"

#include <QString>

namespace daraja {

/// A recorded exchange as text for a CodeView with Language::Http: start line, headers, empty line, body (JSON indented). As redacted as
/// the exchange is.
[[nodiscard]] QString requestText(const HttpExchange &exchange);
/// The same for the answer; without one, the reason in words.
[[nodiscard]] QString responseText(const HttpExchange &exchange);

} // namespace daraja
