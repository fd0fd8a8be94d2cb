// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"

#include <optional>

namespace daraja {

/// What stands behind the scheme in the Authorization header, or nothing when there is none, another scheme, or nothing behind it.
/// The scheme compares without case.
[[nodiscard]] std::optional<QByteArray> credentialsOf(const HttpRequest &request, QByteArrayView scheme);

} // namespace daraja
