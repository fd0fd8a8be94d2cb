// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/tokenreading.h"

namespace daraja {

/// \name T2 to T4, each in files of their own
/// @{
[[nodiscard]] std::unique_ptr<Check> makeVariantsCheck(Examination &examination, const CheckSpec &spec);
[[nodiscard]] std::unique_ptr<Check> makeOtherEnvironmentCheck(Examination &examination, const CheckSpec &spec);
[[nodiscard]] std::unique_ptr<Check> makeOverlapCheck(Examination &examination, const CheckSpec &spec);
/// @}

/// Key and secret as the run began.
[[nodiscard]] KeyPair pairOf(const RequestContext &context);

/// When a request for a token leaves: its age counts from there.
struct TokenBirth
{
    explicit TokenBirth(const Clock &clock)
        : at(clock.now())
        , steady(clock.steady())
    {
    }
    [[nodiscard]] AccessToken stamp(AccessToken token, const HttpResult &result) const
    {
        token.createdAt = result.exchange.startedAt.isValid() ? result.exchange.startedAt : at;
        token.createdSteady = steady;
        return token;
    }
    QDateTime at;
    std::chrono::milliseconds steady;
};

/// From here on it is the token of the run and of the whole program.
void useToken(Examination &examination, const AccessToken &token);

} // namespace daraja
