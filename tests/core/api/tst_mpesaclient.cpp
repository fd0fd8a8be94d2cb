// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// How calls use tokens, and what becomes of an answer: accepted, refused, unknown.

#include "tests/core/api/apidesk.h"
#include "tests/support/scriptedserver.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

Q_DECLARE_METATYPE(daraja::HttpResponse)
Q_DECLARE_METATYPE(MpesaError::Origin)

class MpesaClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void rejectedTokenIsRenewedOnce_data();
    void rejectedTokenIsRenewedOnce();
    void freshTokenRejectedMeansNoProduct();
    void newTokenRejectedTooMeansNoProduct();
    void badHeaderIsNoMissingProduct();
    void fiveLateRejectionsCostOneRefresh();
    void aThousandCallsOneToken();
    void refreshThatFailsFailsTheCall();
    void abortBetweenRejectionAndResend();

    void acknowledgements_data();
    void acknowledgements();
    void refusalsPassUnchanged_data();
    void refusalsPassUnchanged();
    void moneyIsNeverSentTwice_data();
    void moneyIsNeverSentTwice();
    void nobodyThereIsNetwork();
    void queryOutcomes_data();
    void queryOutcomes();
    void shorthandsSendWhatTheySay();
    void contextAffectsLaterCallsOnly();
};

void MpesaClientTest::rejectedTokenIsRenewedOnce_data()
{
    QTest::addColumn<HttpResponse>("rejection");
    QTest::newRow("STK") << darajaError(404, "404.001.03", "Invalid Access Token");
    QTest::newRow("portal") << darajaError(400, "400.003.01", "Invalid Access Token");
    QTest::newRow("old") << darajaError(401, "401.002.01", "Error Occurred - Invalid Access Token - abc");
    QTest::newRow("C2B") << darajaError(401, "401.003.01", "Error Occurred - Invalid Access Token");
    QTest::newRow("pull") << darajaError(401, "401.001", "Invalid Access Token");
    QTest::newRow("bill manager") << HttpResponse::json(401, R"({"errorCode":"401","errorMessage":"Unauthorized - Invalid Access Token"})");
    QTest::newRow("header") << darajaError(404, "404.001.04", "Invalid Authentication Header");
    QTest::newRow("bare 401") << HttpResponse{.status = 401, .headers = {}, .body = {}};
}

void MpesaClientTest::rejectedTokenIsRenewedOnce()
{
    QFETCH(HttpResponse, rejection);
    ApiDesk desk;
    desk.daraja.rejection = rejection;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.reject(1); // say another desk has asked for a token since

    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded, 1);
    QCOMPARE(watch.said.stages,
             QList<Stage>({Stage::Authorizing, Stage::Sending, Stage::Authorizing, Stage::Sending, Stage::Waiting, Stage::Done}));
    QCOMPARE(watch.said.exchanges.size(), 2);
    QCOMPARE(desk.daraja.tokens, 2);
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 3);
    QCOMPARE(desk.daraja.last(DarajaStub::pushPath).token, DarajaStub::tokenNamed(2));
    QCOMPARE(desk.daraja.seen.at(desk.daraja.seen.size() - 3).body, desk.daraja.last(DarajaStub::pushPath).body); // the same request
}

void MpesaClientTest::freshTokenRejectedMeansNoProduct()
{
    ApiDesk desk;
    desk.daraja.rejectAll = true;
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Auth);
    QCOMPARE(watch.said.error.code, u"PRODUCT_MISSING"_s);
    QCOMPARE(watch.said.error.httpStatus, 404);
    const QString message = watch.said.error.message;
    QVERIFY2(message.contains(catalogueText(findOperation(u"stk_push")->product)), qPrintable(message));
    QVERIFY2(message.contains(u"404.001.03 Invalid Access Token"), qPrintable(message)); // Daraja's own words
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 1);
    QCOMPARE(desk.daraja.tokens, 1);
    QVERIFY(desk.tokens.isUsable()); // other products may take it
}

void MpesaClientTest::newTokenRejectedTooMeansNoProduct()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.clock.advance(20min);
    desk.daraja.rejectAll = true;
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"PRODUCT_MISSING"_s);
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 3);
    QCOMPARE(desk.daraja.tokens, 2);
}

void MpesaClientTest::badHeaderIsNoMissingProduct()
{
    ApiDesk desk;
    desk.daraja.rejectAll = true;
    desk.daraja.rejection = darajaError(404, "404.001.04", "Invalid Authentication Header");
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Auth);
    QCOMPARE(watch.said.error.code, u"404.001.04"_s);
    QCOMPARE(watch.said.error.message, u"Invalid Authentication Header"_s);
}

void MpesaClientTest::fiveLateRejectionsCostOneRefresh()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.hold(DarajaStub::balancePath);
    std::vector<std::unique_ptr<CallWatch>> watches;
    for (int i = 0; i < 5; ++i) {
        watches.push_back(std::make_unique<CallWatch>(desk.client->accountBalance({})));
    }
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 5; }));
    desk.daraja.release(DarajaStub::balancePath);
    for (int i = 0; i < 5; ++i) { // each is rejected after the one before was answered with the new token
        desk.daraja.held[i].respond(desk.daraja.rejection);
        QVERIFY(watches[std::size_t(i)]->wait());
        QCOMPARE(watches[std::size_t(i)]->said.succeeded, 1);
        desk.clock.advance(3min);
    }
    QCOMPARE(desk.daraja.tokens, 2);
    QCOMPARE(desk.daraja.count("/oauth/v1/generate"), 2);
    QCOMPARE(desk.daraja.count(DarajaStub::balancePath), 10);
}

void MpesaClientTest::aThousandCallsOneToken()
{
    ApiDesk desk;
    int succeeded = 0;
    int finished = 0;
    for (int i = 0; i < 1000; ++i) {
        ApiCall *call = desk.client->accountBalance({});
        connect(call, &ApiCall::succeeded, this, [&succeeded] { ++succeeded; });
        connect(call, &ApiCall::finished, this, [&finished] { ++finished; });
    }
    QCOMPARE(desk.client->activeCalls().size(), 1000);
    QVERIFY(waitUntil([&finished] { return finished == 1000; }, 60'000));
    QCOMPARE(succeeded, 1000);
    QCOMPARE(desk.daraja.count("/oauth/v1/generate"), 1);
    QCOMPARE(desk.daraja.count(DarajaStub::balancePath), 1000);
    QVERIFY(desk.client->activeCalls().isEmpty());
}

void MpesaClientTest::refreshThatFailsFailsTheCall()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.reject(1);
    desk.daraja.oauthRefusal = HttpResponse{.status = 400, .headers = {}, .body = {}};
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"AUTH_INVALID_CREDENTIALS"_s);
    QCOMPARE(watch.said.error.origin, Origin::Auth);
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 2);
}

void MpesaClientTest::abortBetweenRejectionAndResend()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.reject(1);
    desk.daraja.hold("/oauth/v1/generate");
    CallWatch watch(desk.push());
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    watch.call()->abort();
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Aborted); // the gateway refused it: nothing moved
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 2);
}

void MpesaClientTest::acknowledgements_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const QByteArray &answer, bool accepted, const QString &origin = {}, const QString &code = {}) {
        QTest::newRow(name) << answer << accepted << origin << code;
    };
    row("0", R"({"CheckoutRequestID":"ws_CO_1","ResponseCode":"0"})", true);
    row("number", R"({"CheckoutRequestID":"ws_CO_1","ResponseCode":0})", true);
    row("00", R"({"CheckoutRequestID":"ws_CO_1","ResponseCode":"00"})", true);
    row("00000000", R"({"CheckoutRequestID":"ws_CO_1","ResponseCode":"00000000"})", true);
    row("without ResponseCode", R"({"CheckoutRequestID":"ws_CO_1"})", true);
    row("other case", R"({"checkoutRequestId":"ws_CO_1","responseCode":"0"})", true);
    row("refused", R"({"CheckoutRequestID":"ws_CO_1","ResponseCode":"1","ResponseDescription":"Rejected"})", false, u"api"_s, u"1"_s);
    row("refused without a word", R"({"ResponseCode":"2001"})", false, u"api"_s, u"2001"_s);
    row("no id", R"({"MerchantRequestID":"1","ResponseCode":"0"})", false, u"unknown"_s, u"OUTCOME_UNKNOWN"_s);
    row("empty id", R"({"CheckoutRequestID":" ","ResponseCode":"0"})", false, u"unknown"_s, u"OUTCOME_UNKNOWN"_s);
    row("id of another type", R"({"CheckoutRequestID":{"a":1},"ResponseCode":"0"})", false, u"unknown"_s, u"OUTCOME_UNKNOWN"_s);
    row("empty object", "{}", false, u"unknown"_s, u"OUTCOME_UNKNOWN"_s);
    row("array", "[]", false, u"unknown"_s, u"NOT_JSON"_s);
    row("not JSON", "accepted", false, u"unknown"_s, u"NOT_JSON"_s);
    row("5 MB", "{\"x\":\"" + QByteArray(5 * 1024 * 1024, 'x') + "\"}", false, u"unknown"_s, u"OUTCOME_UNKNOWN"_s);
    row("HTML", "<html><title>Maintenance</title></html>", false, u"unknown"_s, u"GATEWAY_PAGE"_s);
}

void MpesaClientTest::acknowledgements()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, accepted);
    ApiDesk desk;
    desk.daraja.script(DarajaStub::pushPath, {HttpResponse::json(200, answer)});
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded == 1, accepted);
    QCOMPARE(watch.said.acknowledged == 1, accepted);
    QTEST(originName(watch.said.error.origin), "origin");
    QTEST(watch.said.error.code, "code");
    if (accepted) {
        QCOMPARE(watch.said.response.conversation, u"ws_CO_1"_s);
        QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    } else {
        QVERIFY(!watch.said.error.message.isEmpty());
        QVERIFY(watch.said.error.body.size() <= 64 * 1024);
    }
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 1);

    desk.daraja.script(DarajaStub::balancePath, {HttpResponse::json(200, R"({"ResponseCode":"0"})")});
    CallWatch balance(desk.client->accountBalance({}));
    QVERIFY(balance.wait());
    QCOMPARE(balance.said.error.origin, Origin::Api); // read-only: nothing can have moved
    QCOMPARE(balance.said.error.code, u"BAD_ANSWER"_s);
}

void MpesaClientTest::refusalsPassUnchanged_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](int status, const char *code, const char *message) {
        QTest::newRow(message) << status << QByteArray(code) << QByteArray(message);
    };
    row(400, "400.002.02", "Bad Request - Invalid Timestamp");
    row(404, "404.001.01", "Resource not found");
    row(405, "405.001", "Method Not Allowed");
    row(500, "500.001.1001", "Wrong credentials");
    row(500, "500.001.1001", "Merchant does not exist");
    row(500, "500.001.1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber");
    row(500, "500.003.02", "System is busy. Please try again in few minutes.");
    row(500, "500.003.03", "Error Occurred: Quota Violation");
}

void MpesaClientTest::refusalsPassUnchanged()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, message);
    ApiDesk desk;
    desk.daraja.script(DarajaStub::pushPath, {darajaError(status, code, message)});
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Api);
    QCOMPARE(watch.said.error.code, QString::fromLatin1(code));
    QCOMPARE(watch.said.error.message, QString::fromLatin1(message));
    QCOMPARE(watch.said.error.httpStatus, status);
    QCOMPARE(watch.said.acknowledged, 0);
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 1);
}

void MpesaClientTest::moneyIsNeverSentTwice_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("end");
    const auto row = [](const char *name, const ScriptedAnswer &answer) { QTest::newRow(name) << answer.bytes << int(answer.end); };
    row("closed without an answer", ScriptedAnswer::close());
    row("reset", ScriptedAnswer::reset());
    row("garbage", ScriptedAnswer::raw("garbage\r\n\r\n", ScriptedAnswer::End::Close));
    row("cut in mid-body", ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"Checkout", ScriptedAnswer::End::Reset));
    row("503 page", ScriptedAnswer::status(503, "<html>Request unsuccessful. Incapsula incident ID: 1-2</html>"));
    row("500 internal",
        ScriptedAnswer::status(500, R"({"requestId":"1","errorCode":"500.003.1001","errorMessage":"Internal Server Error"})"));
    row("redirect", ScriptedAnswer::status(307, {}, {"Location: http://127.0.0.1:1/elsewhere"}));
}

void MpesaClientTest::moneyIsNeverSentTwice()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, end);
    ScriptedServer server(
        {ScriptedAnswer::json(R"({"access_token":"token-1-of-the-stub","expires_in":"3599"})"), {bytes, ScriptedAnswer::End(end)}});
    ApiDesk desk(server.url());
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::UnknownOutcome);
    QCOMPARE(server.posts(), 1);
    QCOMPARE(watch.said.exchanges.size(), 1);
}

void MpesaClientTest::nobodyThereIsNetwork()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());

    ScriptedServer nobody({ScriptedAnswer::silence()});
    nobody.stopListening();
    HttpClient http(nobody.url(), desk.clock, ApiDesk::limits());
    MpesaClient client(http, desk.tokens, desk.clock); // the token is there, the product is not
    client.setContext(desk.client->context());
    CallWatch watch(client.stkPush({.amount = u"1"_s,
                                    .phoneNumber = u"0712345678"_s,
                                    .accountReference = u"A"_s,
                                    .transactionDesc = u"B"_s,
                                    .transactionType = {},
                                    .businessShortCode = {},
                                    .partyB = {},
                                    .callBackUrl = {}}));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Network);
    QCOMPARE(watch.said.error.code, u"NETWORK"_s);
}

void MpesaClientTest::queryOutcomes_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::addColumn<QString>("outcome"); // or the error's code
    QTest::addColumn<QString>("resultCode");

    QTest::newRow("paid") << queryTells("0", "The service request is processed successfully.") << u"paid"_s << u"0"_s;
    QTest::newRow("cancelled") << queryTells("1032", "Request cancelled by user") << u"refused"_s << u"1032"_s;
    QTest::newRow("number") << HttpResponse::json(200, R"({"ResponseCode":"0","ResultCode":1037,"ResultDesc":"No response from user."})")
                            << u"refused"_s << u"1037"_s;
    QTest::newRow("letters") << queryTells("SFC_IC0003", "The operator does not exist.") << u"refused"_s << u"SFC_IC0003"_s;
    QTest::newRow("4999") << queryTells("4999", "The transaction is still under processing") << u"pending"_s << u"4999"_s;
    QTest::newRow("500 being processed") << beingProcessed() << u"pending"_s << QString();
    QTest::newRow("never seen") << queryTells("7777", "A code of tomorrow") << u"unknown"_s << u"7777"_s;
    QTest::newRow("no ResultCode") << HttpResponse::json(200, R"({"ResponseCode":"0"})") << u"pending"_s << QString();
    QTest::newRow("refused") << HttpResponse::json(200, R"({"ResponseCode":"1","ResponseDescription":"no"})") << u"error 1"_s << QString();
    QTest::newRow("wrong passkey") << darajaError(500, "500.001.1001", "Wrong credentials") << u"error 500.001.1001"_s << QString();
    QTest::newRow("unknown id") << darajaError(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID") << u"error 400.002.02"_s
                                << QString();
}

void MpesaClientTest::queryOutcomes()
{
    QFETCH(HttpResponse, answer);
    QFETCH(QString, outcome);
    QFETCH(QString, resultCode);
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {answer});
    CallWatch watch(desk.client->stkQuery(wireCheckout));
    QVERIFY(watch.wait());
    if (outcome.startsWith(u"error ")) {
        QCOMPARE(u"error "_s + watch.said.error.code, outcome);
        QCOMPARE(watch.said.error.origin, Origin::Api);
    } else {
        QCOMPARE(watch.said.succeeded, 1);
        QCOMPARE(outcomeName(watch.said.response.outcome), outcome);
        QCOMPARE(watch.said.response.result ? watch.said.response.result->code : QString(), resultCode);
        QVERIFY(!watch.said.response.acknowledgement.isEmpty());
        QVERIFY(!watch.said.response.result || watch.said.response.result->from == CallResult::From::Answer);
    }
    QCOMPARE(watch.said.acknowledged, 0); // the answer is the outcome
    QVERIFY(!watch.said.stages.contains(Stage::Waiting));
    QCOMPARE(desk.daraja.count(DarajaStub::queryPath), 1); // HTTP 500 was an answer, not a reason to retry
}

void MpesaClientTest::shorthandsSendWhatTheySay()
{
    ApiDesk desk;
    CallWatch push(desk.client->stkPush({.amount = u"1"_s,
                                         .phoneNumber = u"+254 712 345 678"_s,
                                         .accountReference = u"INV-1"_s,
                                         .transactionDesc = u"Fees"_s,
                                         .transactionType = u"CustomerBuyGoodsOnline"_s,
                                         .businessShortCode = u"174380"_s,
                                         .partyB = u"174381"_s,
                                         .callBackUrl = u"https://shop.example/cb"_s}));
    CallWatch query(desk.client->stkQuery(wireCheckout));
    CallWatch balance(desk.client->accountBalance({.initiator = u"operator7"_s,
                                                   .securityCredential = QString::fromLatin1(QByteArray(256, 'd').toBase64()),
                                                   .commandId = u"AccountBalance"_s,
                                                   .partyA = u"600984"_s,
                                                   .identifierType = u"4"_s,
                                                   .remarks = u"Evening"_s,
                                                   .queueTimeOutUrl = u"https://shop.example/t"_s,
                                                   .resultUrl = u"https://shop.example/r"_s}));
    for (CallWatch *watch : {&push, &query, &balance}) {
        QVERIFY(watch->wait());
        QCOMPARE(watch->said.succeeded, 1);
    }
    const auto sent = [&desk](const char *path) { return QJsonDocument::fromJson(desk.daraja.last(path).body).object(); };
    const QJsonObject pushBody = sent(DarajaStub::pushPath);
    QCOMPARE(pushBody.value(u"Amount").toInt(), 1);
    QCOMPARE(pushBody.value(u"PartyA").toInteger(), 254712345678);
    QCOMPARE(pushBody.value(u"PhoneNumber").toInteger(), 254712345678);
    QCOMPARE(pushBody.value(u"TransactionType").toString(), u"CustomerBuyGoodsOnline"_s);
    QCOMPARE(pushBody.value(u"BusinessShortCode").toVariant().toString(), u"174380"_s);
    QCOMPARE(pushBody.value(u"PartyB").toVariant().toString(), u"174381"_s);
    QCOMPARE(pushBody.value(u"CallBackURL").toString(), u"https://shop.example/cb"_s);
    QCOMPARE(pushBody.value(u"AccountReference").toString(), u"INV-1"_s);
    QCOMPARE(pushBody.value(u"TransactionDesc").toString(), u"Fees"_s);
    QCOMPARE(pushBody.value(u"Timestamp").toString(), u"20260314120000"_s); // Nairobi
    QCOMPARE(sent(DarajaStub::queryPath).value(u"CheckoutRequestID").toString(), wireCheckout);
    const QJsonObject balanceBody = sent(DarajaStub::balancePath);
    QCOMPARE(balanceBody.value(u"Initiator").toString(), u"operator7"_s);
    QCOMPARE(balanceBody.value(u"SecurityCredential").toString().toLatin1(), QByteArray(256, 'd').toBase64());
    QCOMPARE(balanceBody.value(u"CommandID").toString(), u"AccountBalance"_s);
    QCOMPARE(balanceBody.value(u"PartyA").toVariant().toString(), u"600984"_s);
    QCOMPARE(balanceBody.value(u"IdentifierType").toVariant().toString(), u"4"_s);
    QCOMPARE(balanceBody.value(u"Remarks").toString(), u"Evening"_s);
    QCOMPARE(balanceBody.value(u"QueueTimeOutURL").toString(), u"https://shop.example/t"_s);
    QCOMPARE(balanceBody.value(u"ResultURL").toString(), u"https://shop.example/r"_s);
}

void MpesaClientTest::contextAffectsLaterCallsOnly()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    RequestContext context = desk.client->context();
    QCOMPARE(context.now, desk.clock.now());
    QCOMPARE(context.baseUrl, desk.daraja.url());
    context.profile.shortCode = u"600984"_s;
    desk.client->setContext(context);
    QVERIFY(first.wait());
    QVERIFY(desk.daraja.last(DarajaStub::pushPath).body.contains("174379"));
    CallWatch second(desk.push());
    QVERIFY(second.wait());
    QVERIFY(desk.daraja.last(DarajaStub::pushPath).body.contains("600984"));
}

QTEST_GUILESS_MAIN(MpesaClientTest)
#include "tst_mpesaclient.moc"
