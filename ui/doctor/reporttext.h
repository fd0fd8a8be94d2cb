// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/checkspec.h"
#include "core/doctor/report.h"

namespace daraja {

/// A finding with its whole transcript as plain text for a message to somebody else. As redacted as the exchanges are.
[[nodiscard]] QString checkReport(const CheckSpec &spec, const Finding &finding);

/// `POST /mpesa/stkpushquery/v1/query` and its body: what matters of a request, for a narrow view.
[[nodiscard]] QString shortRequest(HttpExchange exchange);
/// `HTTP/1.1 500 …` and the body; or why there is no answer.
[[nodiscard]] QString shortResponse(HttpExchange exchange);

} // namespace daraja
