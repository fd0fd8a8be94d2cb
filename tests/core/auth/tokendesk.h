// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/core/auth/tokenwatch.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"

namespace daraja {

inline const QString testConsumerKey = QStringLiteral("GAkey1x9ZqwTfGh3");
inline const QString testConsumerSecret = QStringLiteral("pA55w0rd-0f-app");

/// OAuth's answer; `expiresIn` as it stands in the JSON.
[[nodiscard]] inline ScriptedAnswer tokenAnswer(const QByteArray &token, const QByteArray &expiresIn = "\"3599\"")
{
    return ScriptedAnswer::json(R"({"access_token":")" + token + R"(","expires_in":)" + expiresIn + "}");
}

/// A TokenManager, its server and its clock.
struct TokenDesk
{
    explicit TokenDesk(const QList<ScriptedAnswer> &script, const QString &key = testConsumerKey,
                       const QString &secret = testConsumerSecret)
        : server(script)
        , http(server.url(), clock, fastRetries())
        , tokens(std::make_unique<TokenManager>(http, clock, key, secret))
    {
    }

    static HttpClientLimits fastRetries()
    {
        HttpClientLimits limits;
        limits.retryDelay = 1;
        return limits;
    }

    /// Asks and waits for the end; says nothing when that was not as it should be.
    TokenSaid ask(TokenManager::Mode mode = TokenManager::Mode::Cached)
    {
        TokenWatch watch(tokens->request(mode));
        return watch.wait() ? watch.said : TokenSaid();
    }

    FakeClock clock;
    ScriptedServer server;
    HttpClient http;
    std::unique_ptr<TokenManager> tokens;
};

} // namespace daraja
