// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpclient.h"

#include <optional>

namespace daraja {

/// Whether a call may be made again after `result`, and after how many milliseconds; nothing when this result is the last word.
///
/// Any call: the connection was refused or the name not found, and nothing was sent. Read-only calls also: 429, 5xx (unless
/// HttpCall::isAnswer says that it is an answer), timeout, lost connection. The delay is HttpClientLimits::retryDelay, doubled each time, ±
/// 50 % by chance, and at least the seconds of Retry-After on 429 and 503.
[[nodiscard]] std::optional<int> delayBeforeRetry(const HttpCall &call, const HttpResult &result, const HttpClientLimits &limits);

} // namespace daraja
