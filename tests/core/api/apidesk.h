// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/mpesaclient.h"
#include "tests/core/api/darajastub.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waituntil.h"

#include <QPointer>

namespace daraja {

/// \name Answers of Daraja as they stand on the wire (daraja-api 5.2, 5.4, 6, 10)
/// @{
inline const QString wireCheckout = QStringLiteral("ws_CO_14032026101530417712345678");
inline const QString wireConversation = QStringLiteral("AG_20260314_70104c9e2ab81d5f6037");

[[nodiscard]] inline HttpResponse pushAccepted(const QString &checkout = wireCheckout)
{
    return HttpResponse::json(200, R"({ "MerchantRequestID": "3b7d-4c1e-9f02-7a6c1d9e0b42118305",
  "CheckoutRequestID": ")" + checkout.toLatin1() +
                                       R"(",
  "ResponseCode": "0",
  "ResponseDescription": "Success. Request accepted for processing",
  "CustomerMessage": "Success. Request accepted for processing" })");
}

[[nodiscard]] inline HttpResponse balanceAccepted()
{
    return HttpResponse::json(200, R"({ "OriginatorConversationID": "6f20-4a9d-8b13-c0de5a7712f4640091",
  "ConversationID": "AG_20260314_70104c9e2ab81d5f6037",
  "ResponseCode": "0",
  "ResponseDescription": "Accept the service request successfully." })");
}

[[nodiscard]] inline HttpResponse queryTells(const QByteArray &resultCode, const QByteArray &description)
{
    return HttpResponse::json(200, R"({ "ResponseCode": "0",
  "ResponseDescription": "The service request has been accepted successsfully",
  "MerchantRequestID": "3b7d-4c1e-9f02-7a6c1d9e0b42118305",
  "CheckoutRequestID": "ws_CO_14032026101530417712345678",
  "ResultCode": ")" + resultCode + R"(", "ResultDesc": ")" +
                                       description + R"(" })");
}

[[nodiscard]] inline HttpResponse darajaError(int status, const QByteArray &code, const QByteArray &message)
{
    return HttpResponse::json(status,
                              R"({"requestId":"41877-9023416-2","errorCode":")" + code + R"(","errorMessage":")" + message + R"("})");
}

[[nodiscard]] inline HttpResponse beingProcessed()
{
    return darajaError(500, "500.001.1001", "The transaction is being processed");
}

[[nodiscard]] inline HttpResponse spikeArrest()
{
    return HttpResponse::json(
        429,
        R"({ "fault": { "faultstring": "Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5, periodInMicroseconds=60000000, maxBurstMessageCount=1.0}",
             "detail": { "errorcode": "policies.ratelimit.SpikeArrestViolation" } } })");
}

[[nodiscard]] inline Callback stkPaid(const QString &checkout = wireCheckout)
{
    return parseCallback(R"({ "Body": { "stkCallback": {
  "MerchantRequestID": "3b7d-4c1e-9f02-7a6c1d9e0b42118305",
  "CheckoutRequestID": ")" + checkout.toLatin1() +
                             R"(",
  "ResultCode": 0,
  "ResultDesc": "The service request is processed successfully.",
  "CallbackMetadata": { "Item": [
    { "Name": "Amount", "Value": 1250.00 },
    { "Name": "MpesaReceiptNumber", "Value": "UCE4K7Q2ZB" },
    { "Name": "Balance" },
    { "Name": "TransactionDate", "Value": 20260314101552 },
    { "Name": "PhoneNumber", "Value": 254712345678 } ] } } } })",
                         Callback::Kind::StkResult);
}

[[nodiscard]] inline Callback stkRefused(const QByteArray &code, const QByteArray &description)
{
    return parseCallback(R"({ "Body": { "stkCallback": {
  "MerchantRequestID": "3b7d-4c1e-9f02-7a6c1d9e0b42118305",
  "CheckoutRequestID": "ws_CO_14032026101530417712345678",
  "ResultCode": )" + code + R"(, "ResultDesc": ")" +
                             description + R"(" } } })",
                         Callback::Kind::StkResult);
}
/// @}

/// What an ApiCall said. A value.
struct CallSaid
{
    int acknowledged = 0;
    int succeeded = 0;
    int failed = 0;
    int finished = 0;
    QList<ApiCall::Stage> stages;
    QStringList texts;
    QStringList order; ///< names of the signals, stages left out
    ApiResponse soFar;
    ApiResponse response;
    MpesaError error;
    QList<HttpExchange> exchanges;

    [[nodiscard]] int signalCount() const { return acknowledged + succeeded + failed + finished + int(stages.size()); }
};

/// Follows one ApiCall to its end.
class CallWatch final : public QObject
{
public:
    explicit CallWatch(ApiCall *call)
        : m_call(call)
        , id(call->id())
    {
        connect(call, &ApiCall::stageChanged, this, [this](ApiCall::Stage stage) {
            said.stages.append(stage);
            said.texts.append(m_call->stageText());
        });
        connect(call, &ApiCall::acknowledged, this, [this](const ApiResponse &soFar) {
            ++said.acknowledged;
            said.soFar = soFar;
            said.order.append(QStringLiteral("acknowledged"));
        });
        connect(call, &ApiCall::succeeded, this, [this](const ApiResponse &response) {
            ++said.succeeded;
            said.response = response;
            said.order.append(QStringLiteral("succeeded"));
        });
        connect(call, &ApiCall::failed, this, [this](const MpesaError &error) {
            ++said.failed;
            said.error = error;
            said.order.append(QStringLiteral("failed"));
        });
        connect(call, &ApiCall::finished, this, [this] {
            ++said.finished;
            said.order.append(QStringLiteral("finished"));
            said.exchanges = m_call->exchanges();
        });
    }

    /// Waits until the call is over and gone. False when it is not in time, or did not say exactly one of succeeded and failed, then
    /// finished.
    [[nodiscard]] bool wait()
    {
        return waitUntil([this] { return m_call.isNull(); }) && said.succeeded + said.failed == 1 && said.finished == 1 &&
               said.acknowledged <= 1 && said.order.last() == u"finished";
    }
    [[nodiscard]] bool reaches(ApiCall::Stage stage)
    {
        return waitUntil([this, stage] { return said.stages.contains(stage) || !m_call; }) && m_call && m_call->stage() == stage;
    }
    [[nodiscard]] ApiCall *call() const { return m_call; }

private:
    QPointer<ApiCall> m_call;

public:
    const quint64 id;
    CallSaid said;
};

/// A client with a whole profile, on a stub.
struct ApiDesk
{
    explicit ApiDesk(const QUrl &elsewhere = {})
        : http(elsewhere.isEmpty() ? daraja.url() : elsewhere, clock, limits())
        , tokens(http, clock, QStringLiteral("consumer-key-1"), QStringLiteral("consumer-secret-1"))
        , client(std::make_unique<MpesaClient>(http, tokens, clock))
    {
        RequestContext context;
        context.profile.environment = Environment::Custom;
        context.profile.shortCode = QStringLiteral("174379");
        context.profile.initiatorName = QStringLiteral("testapi");
        context.secrets.passkey = QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");
        context.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'c').toBase64());
        context.callbackUrl = QUrl(QStringLiteral("http://127.0.0.1:9/cb/7f31"));
        client->setContext(context);
        daraja.script(DarajaStub::pushPath, {pushAccepted()});
        daraja.script(DarajaStub::queryPath, {queryTells("0", "The service request is processed successfully.")});
        daraja.script(DarajaStub::balancePath, {balanceAccepted()});
    }

    static HttpClientLimits limits()
    {
        HttpClientLimits fast;
        fast.retryDelay = 1;
        return fast;
    }

    /// Short times; no STK query unless told.
    static WaitOptions waiting(std::chrono::milliseconds limit, bool query = false)
    {
        WaitOptions options;
        options.limit = limit;
        options.query = query;
        options.firstQuery = std::chrono::milliseconds(5);
        options.queryInterval = std::chrono::milliseconds(5);
        return options;
    }

    ApiCall *push(const WaitOptions &wait = {})
    {
        return client->call(QStringLiteral("stk_push"),
                            {{QStringLiteral("Amount"), QStringLiteral("1250")},
                             {QStringLiteral("PhoneNumber"), QStringLiteral("0712 345 678")},
                             {QStringLiteral("AccountReference"), QStringLiteral("INV-00231")},
                             {QStringLiteral("TransactionDesc"), QStringLiteral("School fees")}},
                            wait);
    }

    FakeClock clock;
    DarajaStub daraja;
    HttpClient http;
    TokenManager tokens;
    std::unique_ptr<MpesaClient> client;
};

} // namespace daraja
