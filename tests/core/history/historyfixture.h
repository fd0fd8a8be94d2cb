// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callbackreceiver.h"
#include "core/history/activitylog.h"
#include "core/simulator/simulator.h"
#include "tests/support/fakeclock.h"

#include <QTest>

namespace daraja {

/// A client of one server whose every move is on a timeline.
class FollowedClient final
{
public:
    FollowedClient(const QUrl &server, const Clock &clock, const RequestContext &context,
                   const QString &secret = QStringLiteral("shop-secret"))
        : http(server, clock, quickLimits())
        , tokens(http, clock, QStringLiteral("shop-key"), secret)
        , client(std::make_unique<MpesaClient>(http, tokens, clock))
    {
        client->setContext(context);
    }

    /// Short pauses between attempts.
    static HttpClientLimits quickLimits()
    {
        HttpClientLimits limits;
        limits.retryDelay = 5;
        return limits;
    }

    HttpClient http;
    TokenManager tokens;
    std::unique_ptr<MpesaClient> client;
};

/// What a profile for the simulator with its default constants gives.
inline RequestContext shopContext(const QUrl &callbackUrl)
{
    RequestContext context;
    context.profile.name = QStringLiteral("Demo shop");
    context.profile.shortCode = QStringLiteral("174379");
    context.profile.consumerKey = QStringLiteral("shop-key");
    context.profile.initiatorName = QStringLiteral("testapi");
    context.secrets.consumerSecret = QStringLiteral("shop-secret");
    context.secrets.passkey = QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");
    context.secrets.initiatorPassword = QStringLiteral("Safaricom999!*!");
    context.callbackUrl = callbackUrl;
    return context;
}

inline SimulatorOptions quickSimulator()
{
    SimulatorOptions options;
    options.consumerKey = QStringLiteral("shop-key");
    options.consumerSecret = QStringLiteral("shop-secret");
    options.callbackDelay = 0;
    options.automaticAnswer = 0;
    options.tooEarlyQuery = 0;
    return options;
}

inline Callback stkCallback(const QString &conversation, const QString &code, const QString &receipt = {})
{
    Callback callback;
    callback.kind = Callback::Kind::StkResult;
    callback.conversation = conversation;
    callback.resultCode = code;
    callback.resultDescription = code == QStringLiteral("0") ? QStringLiteral("Processed") : QStringLiteral("Request cancelled by user");
    callback.transactionId = receipt;
    callback.raw = QByteArrayLiteral("{}");
    callback.path = QStringLiteral("/stk");
    callback.peer = QStringLiteral("127.0.0.1");
    return callback;
}

inline Values pushValues(const QString &amount = QStringLiteral("1250"))
{
    return {{QStringLiteral("Amount"), amount},
            {QStringLiteral("PhoneNumber"), QStringLiteral("0708 374 149")},
            {QStringLiteral("AccountReference"), QStringLiteral("INV-00231")}};
}

inline QStringList stepTexts(const ActivityEntry &entry)
{
    QStringList texts;
    for (const ActivityEntry::Step &step : entry.steps) {
        texts.append(step.text);
    }
    return texts;
}

} // namespace daraja
