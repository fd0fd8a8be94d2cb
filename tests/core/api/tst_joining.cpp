// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Results find their calls, whatever the product calls their ids; and what to ask when they do not come.

#include "core/api/followup.h"
#include "tests/core/api/samplecalls.h"

#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

class JoiningTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void resultEnvelopes_data();
    void resultEnvelopes();
    void joinedByTheOtherId();
    void queueTimeoutIsUnknown();
    void expressCallbacks_data();
    void expressCallbacks();
    void orderCallbacks_data();
    void orderCallbacks();
    void overtakingCallbacks_data();
    void overtakingCallbacks();
    void resultOfALostAnswer();
    void resultAfterALostAnswer();
    void resultDuringTheSecondSending_data();
    void resultDuringTheSecondSending();
    void callbacksThatAnswerNoCall_data();
    void callbacksThatAnswerNoCall();
    void aRefusedSenderSettlesNothing();
    void statusThatWorkedSaysNothingOfTheMoney_data();
    void statusThatWorkedSaysNothingOfTheMoney();
    void followUps_data();
    void followUps();
    void followUpOfACall();

private:
    static ApiCall *start(ApiDesk &desk, const QString &id, const HttpResponse &answer, const Values &more = {})
    {
        const OperationSpec &operation = *findOperation(id);
        desk.daraja.script(operation.path, {answer});
        Values values = sampleValues(operation);
        values.insert(more);
        return desk.client->call(operation, values, ApiDesk::waiting(60s));
    }
    static HttpResponse orderAccepted()
    {
        return HttpResponse::json(200, R"({"ResponseHeader":{"responseRefID":"4dd9b5d9-1","responseCode":"200","ResultDesc":"ok"},
  "ResponseBody":{"responseDescription":"Request accepted for processing","responseCode":"200"}})");
    }
    static HttpResponse expressAccepted() { return HttpResponse::json(200, R"({"code":"0","status":"USSD Initiated Successfully"})"); }
};

void JoiningTest::resultEnvelopes_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("outcome");
    for (const char *id : {"b2c_payment", "b2c_payment_v1", "b2c_pochi", "b2b_paybill", "b2b_buygoods", "b2b_pay_to_bulk", "b2b_transfer",
                           "tax_remittance", "reversal", "transaction_status", "account_balance"}) {
        const QString name = QString::fromLatin1(id);
        QTest::addRow("%s: done", id) << name << QByteArray("0") << u"done"_s;
        QTest::addRow("%s: as text", id) << name << QByteArray("\"0\"") << u"done"_s;
        QTest::addRow("%s: operator", id) << name << QByteArray("2001") << u"refused"_s;
        QTest::addRow("%s: letters", id) << name << QByteArray("\"SFC_IC0003\"") << u"refused"_s;
        const bool reads = findOperation(name) && findOperation(name)->readsOnly();
        QTest::addRow("%s: never seen", id) << name << QByteArray("77777") << (reads ? u"refused"_s : u"unknown"_s);
    }
}

void JoiningTest::resultEnvelopes()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, code);
    ApiDesk desk;
    CallWatch watch(start(desk, id, resultAccepted()));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(watch.call()->soFar().conversation, u"AG_20260314_70104c9e2ab81d5f6037"_s);
    QCOMPARE(desk.client->deliver(resultCallback(code, "words", R"({ "Key": "Amount", "Value": "640.00" })")), watch.id);
    QVERIFY(watch.wait());
    QTEST(outcomeName(watch.said.response.outcome), "outcome");
    QCOMPARE(watch.said.response.result->from, CallResult::From::Callback);
    QCOMPARE(watch.said.response.result->transactionId, u"UCE6R0V8NA"_s);
    QCOMPARE(watch.said.response.originator, u"6f20-4a9d-8b13-c0de5a7712f4640091"_s);
    QCOMPARE(watch.said.response.result->parameters.first().second, u"640.00"_s);
}

void JoiningTest::joinedByTheOtherId()
{
    ApiDesk desk;
    CallWatch watch(start(desk, u"b2c_payment"_s, resultAccepted("AG_1", "payroll-1")));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(resultCallback("0", "ok", {}, "AG_9", "payroll-9")), 0);
    QCOMPARE(watch.call()->stage(), Stage::Waiting);
    QCOMPARE(desk.client->deliver(resultCallback("0", "ok", {}, "AG_other", "payroll-1")), watch.id);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Done);
}

void JoiningTest::queueTimeoutIsUnknown()
{
    ApiDesk desk;
    CallWatch watch(start(desk, u"b2b_paybill"_s, resultAccepted()));
    QVERIFY(watch.reaches(Stage::Waiting));
    desk.client->deliver(resultCallback("1", "The service request timed out.", {}, "AG_20260314_70104c9e2ab81d5f6037",
                                        "6f20-4a9d-8b13-c0de5a7712f4640091", Callback::Kind::QueueTimeout));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Unknown);
}

void JoiningTest::expressCallbacks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("paid") << QByteArray(R"({ "resultCode": "0", "resultDesc": "The service request is processed successfully.",
  "amount": "85.0", "requestId": "c2f1-77de", "paymentReference": "ORD-88",
  "resultType": "0", "conversationID": "AG_20260314_20ab19e77c3d5f4420e1",
  "transactionId": "UCE3M5P1YX", "status": "SUCCESS" })")
                          << u"done"_s;
    QTest::newRow("cancelled")
        << QByteArray(
               R"({"resultCode":"4001","resultDesc":"User cancelled transaction","requestId":"c2f1-77de","amount":"85.0","paymentReference":"ORD-88"})")
        << u"refused"_s;
}

void JoiningTest::expressCallbacks()
{
    QFETCH(QByteArray, body);
    ApiDesk desk;
    CallWatch watch(start(desk, u"b2b_express"_s, expressAccepted(), {{u"RequestRefID"_s, u"c2f1-77de"_s}}));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(watch.said.soFar.conversation, u"c2f1-77de"_s);
    QCOMPARE(desk.client->deliver(parseCallback(body, Callback::Kind::B2bExpress)), watch.id);
    QVERIFY(watch.wait());
    QTEST(outcomeName(watch.said.response.outcome), "outcome");
}

void JoiningTest::orderCallbacks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("agreed")
        << QByteArray(
               R"({"ResponseHeader":{"responseRefID":"4dd9b5d9-1","requestRefID":"0a-2","responseCode":"0","responseDescription":"ok"},
  "ResponseBody":{"responseData":[{"name":"TransactionID","value":"UCE3M5P1YX"},{"name":"responseCode","value":"0"},{"name":"Status","value":"OKAY"}]}})")
        << u"done"_s;
    QTest::newRow("named by the request")
        << QByteArray(R"({"ResponseHeader":{"responseRefID":"other","requestRefID":"4dd9b5d9-1","responseCode":"0"},"ResponseBody":{}})")
        << u"done"_s;
    QTest::newRow("nobody answered")
        << QByteArray(
               R"({"ResponseHeader":{"responseRefID":"4dd9b5d9-1","requestRefID":"0a-2","responseCode":"1037","responseDescription":"No response"},
  "ResponseBody":{"ResponseData":[{"Name":"Status","Value":"ERROR"}]}})")
        << u"refused"_s;
}

void JoiningTest::orderCallbacks()
{
    QFETCH(QByteArray, body);
    ApiDesk desk;
    CallWatch watch(start(desk, u"standing_order"_s, orderAccepted()));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(watch.said.soFar.conversation, u"4dd9b5d9-1"_s);
    QCOMPARE(desk.client->deliver(parseCallback(body, Callback::Kind::StandingOrder)), watch.id);
    QVERIFY(watch.wait());
    QTEST(outcomeName(watch.said.response.outcome), "outcome");
}

void JoiningTest::overtakingCallbacks_data()
{
    QTest::addColumn<bool>("byConversation");
    QTest::newRow("by ConversationID") << true;
    QTest::newRow("by OriginatorConversationID") << false;
}

void JoiningTest::overtakingCallbacks()
{
    QFETCH(bool, byConversation);
    ApiDesk desk;
    const Callback early =
        byConversation ? resultCallback("0", "ok", {}, "AG_1", "other") : resultCallback("0", "ok", {}, "other", "mine-1");
    QCOMPARE(desk.client->deliver(early), 0);
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    CallWatch watch(start(desk, u"b2c_payment"_s, resultAccepted("AG_1", "mine-1")));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Done);
    QCOMPARE(watch.said.order, QStringList({u"acknowledged"_s, u"succeeded"_s, u"finished"_s}));
    QCOMPARE(joined.size(), 1);
}

/// The answer never comes, but the result did, under the id that was made here.
void JoiningTest::resultOfALostAnswer()
{
    ApiDesk desk;
    desk.client->deliver(resultCallback("0", "ok", {}, "AG_1", "payroll-1"));
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    CallWatch watch(start(desk, u"b2c_payment"_s, HttpResponse::html(503, "<html>Incapsula incident ID: 1-2</html>"),
                          {{u"OriginatorConversationID"_s, u"payroll-1"_s}}));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded, 1);
    QCOMPARE(watch.said.acknowledged, 0);
    QCOMPARE(watch.said.response.outcome, CallOutcome::Done);
    QCOMPARE(watch.said.response.conversation, u"AG_1"_s);
    QCOMPARE(joined.size(), 1);
    QCOMPARE(joined.first().at(1).toULongLong(), watch.id);
}

void JoiningTest::resultAfterALostAnswer()
{
    ApiDesk desk;
    const HttpResponse page = HttpResponse::html(503, "<html>Incapsula incident ID: 1-2</html>");
    CallWatch first(start(desk, u"b2c_payment"_s, page, {{u"OriginatorConversationID"_s, u"payroll-1"_s}}));
    QVERIFY(first.wait());
    QCOMPARE(first.said.error.origin, Origin::UnknownOutcome);
    // Sent once more by hand: Daraja knows the id. The result still belongs to the first.
    CallWatch second(start(desk, u"b2c_payment"_s, darajaError(500, "500.002.1001", "Duplicate OriginatorConversationID."),
                           {{u"OriginatorConversationID"_s, u"payroll-1"_s}}));
    QVERIFY(second.wait());
    QCOMPARE(second.said.error.origin, Origin::UnknownOutcome);
    QCOMPARE(desk.client->deliver(resultCallback("0", "ok", {}, "AG_1", "payroll-1")), first.id);
}

void JoiningTest::resultDuringTheSecondSending_data()
{
    QTest::addColumn<bool>("accepted");
    QTest::newRow("the second is accepted") << true;
    QTest::newRow("the second is a duplicate") << false;
}

/// The same intent is sent once more by hand, and a result under its id overtakes the answer.
void JoiningTest::resultDuringTheSecondSending()
{
    QFETCH(bool, accepted);
    const QByteArray path = findOperation(u"b2c_payment")->path;
    const Values id{{u"OriginatorConversationID"_s, u"payroll-1"_s}};
    ApiDesk desk;
    CallWatch first(start(desk, u"b2c_payment"_s, HttpResponse::html(503, "<html>Incapsula incident ID: 1-2</html>"), id));
    QVERIFY(first.wait());
    desk.daraja.hold(path);
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    CallWatch second(start(desk, u"b2c_payment"_s, {}, id));
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    QCOMPARE(desk.client->deliver(resultCallback("0", "ok", {}, "AG_1", "payroll-1")), 0); // whose it is will be seen
    QCOMPARE(joined.size(), 0);
    desk.daraja.held.first().respond(accepted ? resultAccepted("AG_1", "payroll-1")
                                              : darajaError(500, "500.002.1001", "Duplicate OriginatorConversationID."));
    QVERIFY(second.wait());
    QCOMPARE(joined.size(), 1);
    QCOMPARE(joined.first().at(1).toULongLong(), accepted ? second.id : first.id);
    if (accepted) {
        QCOMPARE(second.said.response.outcome, CallOutcome::Done);
    } else {
        QCOMPARE(second.said.error.origin, Origin::UnknownOutcome);
    }
}

void JoiningTest::callbacksThatAnswerNoCall_data()
{
    QTest::addColumn<Callback::Kind>("kind");
    QTest::addColumn<QByteArray>("body");
    const QByteArray payment = R"({ "TransactionType": "Pay Bill", "TransID": "UCE9T3W1HD", "TransTime": "20260314113007",
  "TransAmount": "1250.00", "BusinessShortCode": "600984", "BillRefNumber": "INV-00231", "MSISDN": "2547 ***** 678" })";
    QTest::newRow("validation") << Callback::Kind::C2bValidation << payment;
    QTest::newRow("confirmation") << Callback::Kind::C2bConfirmation << payment;
    QTest::newRow("bill") << Callback::Kind::BillPayment
                          << QByteArray(R"({"transactionId":"UCE9T3W1HD","paidAmount":"10","msisdn":"254712345678","shortCode":"600984"})");
    QTest::newRow("garbage") << Callback::Kind::Result << QByteArray("{");
}

void JoiningTest::callbacksThatAnswerNoCall()
{
    QFETCH(Callback::Kind, kind);
    QFETCH(QByteArray, body);
    ApiDesk desk;
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    CallWatch watch(start(desk, u"b2c_payment"_s, resultAccepted()));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(parseCallback(body, kind)), 0);
    QCOMPARE(watch.call()->stage(), Stage::Waiting);
    QCOMPARE(joined.size(), 0);
}

void JoiningTest::aRefusedSenderSettlesNothing()
{
    ApiDesk desk;
    Callback forged = resultCallback("0", "ok");
    forged.refused = true;
    QCOMPARE(desk.client->deliver(forged), 0); // nor is it kept for later
    CallWatch watch(start(desk, u"b2c_payment"_s, resultAccepted()));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(forged), 0);
    QCOMPARE(watch.call()->stage(), Stage::Waiting);
}

void JoiningTest::statusThatWorkedSaysNothingOfTheMoney_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("ofTheQuery");
    QTest::addColumn<QString>("ofTheMoney");
    const auto row = [](const char *status, const char *outcome) {
        QTest::newRow(status) << QByteArray("0")
                              << QByteArray(R"({ "Key": "Amount", "Value": 500 }, { "Key": "TransactionStatus", "Value": ")") + status +
                                     R"(" }, { "Key": "ReceiptNo", "Value": "UCE6R0V8NA" })"
                              << u"done"_s << QString::fromLatin1(outcome);
    };
    row("Completed", "done");
    row("completed", "done");
    row("Cancelled", "refused");
    row("Declined", "refused");
    row("Expired", "refused");
    row("Initiated", "pending");
    row("Authorized", "pending");
    row("Pending Authorized", "pending");
    row("Something new", "unknown");
    row("", "unknown");
    QTest::newRow("no status") << QByteArray("0") << QByteArray(R"({ "Key": "Amount", "Value": 500 })") << u"done"_s << u"unknown"_s;
    QTest::newRow("no parameters") << QByteArray("0") << QByteArray() << u"done"_s << u"unknown"_s;
    QTest::newRow("the query failed") << QByteArray("2001") << QByteArray(R"({ "Key": "TransactionStatus", "Value": "Completed" })")
                                      << u"refused"_s << u"unknown"_s;
}

void JoiningTest::statusThatWorkedSaysNothingOfTheMoney()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, parameters);
    ApiDesk desk;
    CallWatch watch(start(desk, u"transaction_status"_s, resultAccepted()));
    QVERIFY(watch.reaches(Stage::Waiting));
    desk.client->deliver(resultCallback(code, "words", parameters));
    QVERIFY(watch.wait());
    QTEST(outcomeName(watch.said.response.outcome), "ofTheQuery");
    QTEST(outcomeName(outcomeOfTransaction(*watch.said.response.result)), "ofTheMoney");
}

void JoiningTest::followUps_data()
{
    QTest::addColumn<SentCall>("sent");
    QTest::addColumn<QString>("asks");
    QTest::addColumn<Values>("values");
    QTest::addColumn<bool>("tells");
    const auto row = [](const char *name, const SentCall &sent, const QString &asks = {}, const Values &values = {}, bool tells = true) {
        QTest::newRow(name) << sent << asks << values << tells;
    };
    const Values push{{u"BusinessShortCode"_s, u"600984"_s}, {u"Amount"_s, u"1"_s}};
    const Values salaryValues{{u"PartyA"_s, u"600985"_s}, {u"PartyB"_s, u"254712345678"_s}};
    const Values back{{u"ReceiverParty"_s, u"600984"_s}, {u"TransactionID"_s, u"UCE4K7Q2ZB"_s}};
    const QString status = u"transaction_status"_s;
    row("push", {u"stk_push"_s, push, wireCheckout, u"3b7d"_s, {}}, u"stk_query"_s,
        {{u"CheckoutRequestID"_s, wireCheckout}, {u"BusinessShortCode"_s, u"600984"_s}});
    row("push that was not acknowledged", {u"stk_push"_s, push, {}, {}, {}});
    row("B2C", {u"b2c_payment"_s, salaryValues, u"AG_1"_s, u"payroll-1"_s, {}}, status,
        {{u"OriginalConversationID"_s, u"payroll-1"_s}, {u"PartyA"_s, u"600985"_s}});
    row("B2C that was not acknowledged", {u"b2c_payment"_s, salaryValues, {}, u"payroll-1"_s, {}}, status,
        {{u"OriginalConversationID"_s, u"payroll-1"_s}, {u"PartyA"_s, u"600985"_s}});
    row("B2C with a receipt", {u"b2c_payment"_s, salaryValues, u"AG_1"_s, u"payroll-1"_s, u"UCE6R0V8NA"_s}, status,
        {{u"TransactionID"_s, u"UCE6R0V8NA"_s}, {u"PartyA"_s, u"600985"_s}});
    row("only its conversation", {u"b2b_paybill"_s, salaryValues, u"AG_1"_s, {}, {}}, status,
        {{u"OriginalConversationID"_s, u"AG_1"_s}, {u"PartyA"_s, u"600985"_s}});
    row("B2B that was not acknowledged", {u"b2b_paybill"_s, salaryValues, {}, {}, {}});
    row("reversal", {u"reversal"_s, back, u"AG_1"_s, u"6f20"_s, {}}, status,
        {{u"OriginalConversationID"_s, u"6f20"_s}, {u"PartyA"_s, u"600984"_s}});
    row("reversal that was not acknowledged", {u"reversal"_s, back, {}, {}, {}}, status,
        {{u"TransactionID"_s, u"UCE4K7Q2ZB"_s}, {u"PartyA"_s, u"600984"_s}}, false);
    row("B2B Express", {u"b2b_express"_s, {}, u"c2f1"_s, {}, {}});
    row("B2B Express with a receipt", {u"b2b_express"_s, {}, u"c2f1"_s, {}, u"UCE3M5P1YX"_s}, status,
        {{u"TransactionID"_s, u"UCE3M5P1YX"_s}});
    row("standing order", {u"standing_order"_s, {}, u"4dd9"_s, {}, {}});
    row("what only reads", {u"account_balance"_s, salaryValues, u"AG_1"_s, u"6f20"_s, {}});
    row("no such operation", {u"gone"_s, salaryValues, u"AG_1"_s, u"6f20"_s, {}});
}

void JoiningTest::followUps()
{
    QFETCH(SentCall, sent);
    QFETCH(QString, asks);
    QFETCH(Values, values);
    QFETCH(bool, tells);
    const std::optional<FollowUp> question = followUp(sent);
    QCOMPARE(question.has_value(), !asks.isEmpty());
    if (question) {
        QCOMPARE(question->operationId, asks);
        QCOMPARE(question->values, values);
        QCOMPARE(question->tellsOutcome, tells);
        const OperationSpec *operation = findOperation(asks);
        QVERIFY(operation && operation->readsOnly());
        ApiDesk desk;
        const PreparedRequest request = prepareRequest(*operation, question->values, desk.client->context());
        QVERIFY2(request.isValid(), qPrintable(request.problems.value(0).message)); // it can be sent as it is
    }
}

void JoiningTest::followUpOfACall()
{
    ApiDesk desk;
    std::optional<FollowUp> question;
    ApiCall *call = start(desk, u"b2c_payment"_s, HttpResponse::html(503, "<html>Incapsula incident ID: 1-2</html>"),
                          {{u"OriginatorConversationID"_s, u"payroll-1"_s}});
    connect(call, &ApiCall::failed, this, [&question, call] { question = followUp(sentCall(*call)); });
    CallWatch watch(call);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::UnknownOutcome);
    QVERIFY(question);
    QCOMPARE(question->values.value(u"OriginalConversationID"_s), u"payroll-1"_s);

    CallWatch push(desk.push(ApiDesk::waiting(60s)));
    QVERIFY(push.reaches(Stage::Waiting));
    QCOMPARE(followUp(sentCall(*push.call()))->values.value(u"CheckoutRequestID"_s), wireCheckout);
}

QTEST_GUILESS_MAIN(JoiningTest)
#include "tst_joining.moc"
