// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpretry.h"

#include <QRandomGenerator>

#include <algorithm>

namespace daraja {

namespace {

constexpr int tooManyRequests = 429;
constexpr int serviceUnavailable = 503;

bool mayRepeat(const HttpCall &call, const HttpResult &result)
{
    switch (result.exchange.failure) {
    case HttpFailure::Refused:
    case HttpFailure::HostNotFound:
        return result.exchange.outcome == HttpOutcome::NotSent;
    case HttpFailure::Timeout:
    case HttpFailure::ConnectionLost:
        return call.readOnly;
    case HttpFailure::None:
        return call.readOnly && (result.status == tooManyRequests || result.status >= 500) &&
               !(call.isAnswer && call.isAnswer(result.status, result.body));
    default:
        return false;
    }
}

/// Milliseconds the server asks for; dates and nonsense count as nothing asked.
qint64 askedDelay(const HttpResult &result)
{
    if (result.status != tooManyRequests && result.status != serviceUnavailable) {
        return 0;
    }
    constexpr qint64 longest = 1'000'000'000; // keeps the product small
    bool isNumber = false;
    const qint64 seconds = result.headers.value("Retry-After").trimmed().toLongLong(&isNumber);
    return isNumber ? std::clamp<qint64>(seconds, 0, longest) * 1000 : 0;
}

} // namespace

std::optional<int> delayBeforeRetry(const HttpCall &call, const HttpResult &result, const HttpClientLimits &limits)
{
    if (result.attempts >= limits.maxAttempts || !mayRepeat(call, result)) {
        return {};
    }
    const qint64 asked = askedDelay(result);
    if (asked > limits.retryAfter) {
        return {};
    }
    constexpr int mostDoublings = 16;
    const qint64 backOff = static_cast<qint64>(limits.retryDelay) << std::min(result.attempts - 1, mostDoublings);
    const double jittered = static_cast<double>(backOff) * (0.5 + QRandomGenerator::global()->generateDouble());
    return static_cast<int>(std::max(asked, std::min(static_cast<qint64>(jittered), static_cast<qint64>(limits.retryAfter))));
}

} // namespace daraja
