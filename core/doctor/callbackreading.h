// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/finding.h"
#include "core/http/httpclient.h"

namespace daraja {

// What K1 to K3 and K5 read, as pure functions: findings without checkId.

/// K1: the answer to a GET of the callback address, redirects not followed. `hasAllowList`: the server is known to let only listed
/// addresses in, so that a refusal of ours is right.
[[nodiscard]] Finding readReach(const HttpResult &result, const QUrl &address, bool hasAllowList);

/// K2: the answer to a failed callback that was posted there. Good is 2xx within `replyLimit`.
inline constexpr qint64 replyLimitMs = 5'000;
[[nodiscard]] Finding readReply(const HttpResult &result);

/// K3: the pasted list beside the published one (doctor 1.13). Takes what servers are configured with: one address a line, commas, CIDR
/// ranges, `allow …;`. Lines that deny and comments are passed over.
[[nodiscard]] Finding readAllowList(const QString &pasted);

/// K5: the last answer to a registration of URLs.
[[nodiscard]] Finding readRegistration(const QString &answer);

} // namespace daraja
