// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/auth/accesstoken.h"
#include "core/errors/mpesaerror.h"

#include <variant>

class QJsonValue;

namespace daraja {

/// How long a token lives, from the `expires_in` that Daraja gave.
struct TokenLifetime
{
    std::chrono::seconds expiresIn;
    QString asSaid; ///< as it stood in the JSON; empty when it was missing
};

/// Text and numbers are read alike (daraja-api 2.1). Missing, unreadable or more than a day: 3600. Zero and negative: 0, expired at birth.
[[nodiscard]] TokenLifetime readLifetime(const QJsonValue &expiresIn);

/// What OAuth answered: a token without its creation times, or why there is none. A pure function.
///
/// HTTP 400 without a body (or with `Invalid Credentials` in words) is AUTH_INVALID_CREDENTIALS (daraja-api 2.2); other 400 and 401 answers
/// keep Daraja's code and have Origin::Auth; 200 without a usable `access_token` is TOKEN_MISSING. With duplicate members the last one
/// counts.
[[nodiscard]] std::variant<AccessToken, MpesaError> readTokenAnswer(const HttpResult &result);

/// The text for AUTH_INVALID_CREDENTIALS: what to check.
[[nodiscard]] QString invalidCredentialsText();

} // namespace daraja
