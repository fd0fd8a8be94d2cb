// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What becomes of an answer: accepted, refused, unknown, and that money is never sent twice.

#include "tests/core/api/apidesk.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

Q_DECLARE_METATYPE(daraja::HttpResponse)

class AnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void acknowledgements_data();
    void acknowledgements();
    void refusalsPassUnchanged_data();
    void refusalsPassUnchanged();
    void moneyIsNeverSentTwice_data();
    void moneyIsNeverSentTwice();
    void nobodyThereIsNetwork();
    void queryOutcomes_data();
    void queryOutcomes();
};

void AnswersTest::acknowledgements_data()
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

void AnswersTest::acknowledgements()
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

void AnswersTest::refusalsPassUnchanged_data()
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

void AnswersTest::refusalsPassUnchanged()
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

void AnswersTest::moneyIsNeverSentTwice_data()
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

void AnswersTest::moneyIsNeverSentTwice()
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

void AnswersTest::nobodyThereIsNetwork()
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

void AnswersTest::queryOutcomes_data()
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

void AnswersTest::queryOutcomes()
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

QTEST_GUILESS_MAIN(AnswersTest)
#include "tst_answers.moc"
