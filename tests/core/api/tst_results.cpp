// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Waiting for the callback of an accepted call, in every order.

#include "tests/core/api/apidesk.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = ApiCall::Stage;

namespace {

Callback balanceResult(const QByteArray &conversation = "AG_20260314_70104c9e2ab81d5f6037", const QByteArray &code = "0",
                       Callback::Kind kind = Callback::Kind::Result)
{
    return parseCallback(R"({ "Result": { "ResultType": 0, "ResultCode": )" + code +
                             R"(, "ResultDesc": "As told",
  "OriginatorConversationID": "6f20-4a9d-8b13-c0de5a7712f4640091", "ConversationID": ")" +
                             conversation + R"(", "TransactionID": "UCE0000000",
  "ResultParameters": { "ResultParameter": [ { "Key": "AccountBalance", "Value": "Working Account|KES|88214.00|88214.00|0.00|0.00" } ] } } })",
                         kind);
}

} // namespace

class ResultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void callbackOutcomes_data();
    void callbackOutcomes();
    void balanceOutcomes_data();
    void balanceOutcomes();
    void paidWithReceipt();
    void callbackOvertakesTheAcknowledgement();
    void overtakenWithoutWaiting();
    void callbackTwice();
    void callbackForNobody();
    void callbackAfterTheLimit();
    void unreadableCallback();
    void earlyOnesAreForgottenInTime();
    void earlyOnesAreBounded();
    void twoCallsEachTheirOwn();
    void noLimitNoWaiting();
    void limitReached();
};

void ResultsTest::callbackOutcomes_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const QByteArray &code, const QString &outcome) { QTest::newRow(code.constData()) << code << outcome; };
    row("0", u"paid"_s);
    for (const char *code : {"1",    "2",    "3",    "4",    "8",    "17",   "26",   "1001", "1019",           "1025",
                             "9999", "1031", "1032", "1036", "1037", "2001", "2028", "8006", "\"SFC_IC0003\"", "\"1032\""}) {
        row(code, u"refused"_s);
    }
    row("7777", u"unknown"_s);
    row("\"XYZ\"", u"unknown"_s);
}

void ResultsTest::callbackOutcomes()
{
    QFETCH(QByteArray, code);
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(stkRefused(code, "Said by Daraja")), watch.id);
    QVERIFY(watch.wait());
    QTEST(outcomeName(watch.said.response.outcome), "outcome");
    QVERIFY(watch.said.response.result);
    QCOMPARE(watch.said.response.result->code, QString::fromLatin1(QByteArray(code).replace('"', "")));
    QCOMPARE(watch.said.response.result->description, u"Said by Daraja"_s);
    QCOMPARE(watch.said.response.result->from, CallResult::From::Callback);
}

void ResultsTest::balanceOutcomes_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("timedOut");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("done") << QByteArray("0") << false << u"done"_s;
    QTest::newRow("2001") << QByteArray("2001") << false << u"refused"_s;
    QTest::newRow("text") << QByteArray("\"SFC_IC0003\"") << false << u"refused"_s;
    QTest::newRow("never seen, but nothing can have moved") << QByteArray("7777") << false << u"refused"_s;
    QTest::newRow("queue timeout") << QByteArray("\"1\"") << true << u"unknown"_s;
}

void ResultsTest::balanceOutcomes()
{
    QFETCH(QByteArray, code);
    QFETCH(bool, timedOut);
    ApiDesk desk;
    CallWatch watch(desk.client->accountBalance({}, ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(watch.said.soFar.conversation, wireConversation);
    const auto kind = timedOut ? Callback::Kind::QueueTimeout : Callback::Kind::Result;
    QCOMPARE(desk.client->deliver(balanceResult("AG_20260314_70104c9e2ab81d5f6037", code, kind)), watch.id);
    QVERIFY(watch.wait());
    QTEST(outcomeName(watch.said.response.outcome), "outcome");
    QVERIFY(watch.said.response.result);
}

void ResultsTest::paidWithReceipt()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    Callback callback = stkPaid();
    callback.receivedAt = desk.clock.now();
    desk.client->deliver(callback);
    QVERIFY(watch.wait());
    const CallResult result = *watch.said.response.result;
    QCOMPARE(result.transactionId, u"UCE4K7Q2ZB"_s);
    QCOMPARE(result.parameters.size(), 5);
    QCOMPARE(result.raw, callback.raw);
    QCOMPARE(result.at, desk.clock.now());
}

void ResultsTest::callbackOvertakesTheAcknowledgement()
{
    ApiDesk desk;
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    desk.daraja.hold(DarajaStub::pushPath);
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    QCOMPARE(desk.client->deliver(stkPaid()), 0u); // nobody knows it yet
    QCOMPARE(joined.count(), 0);
    desk.daraja.held.first().respond(pushAccepted());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.order, QStringList({u"acknowledged"_s, u"succeeded"_s, u"finished"_s}));
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(joined.count(), 1);
    QCOMPARE(joined.first().at(1).toULongLong(), watch.id);
    QCOMPARE(joined.first().at(0).value<Callback>().transactionId, u"UCE4K7Q2ZB"_s);
}

void ResultsTest::overtakenWithoutWaiting()
{
    ApiDesk desk;
    desk.client->deliver(stkPaid());
    CallWatch watch(desk.push()); // limit 0
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(watch.said.acknowledged, 1);
}

void ResultsTest::callbackTwice()
{
    ApiDesk desk;
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(stkPaid()), watch.id);
    QCOMPARE(desk.client->deliver(stkRefused("1032", "Request cancelled by user")), watch.id);
    QVERIFY(watch.wait());
    QCOMPARE(desk.client->deliver(stkPaid()), watch.id);
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(watch.said.order, QStringList({u"acknowledged"_s, u"succeeded"_s, u"finished"_s}));
    QCOMPARE(joined.count(), 3);

    // Two early ones: the first decides, both are joined.
    ApiDesk other;
    QSignalSpy otherJoined(other.client.get(), &MpesaClient::joined);
    other.client->deliver(stkRefused("1032", "Request cancelled by user"));
    other.client->deliver(stkPaid());
    CallWatch late(other.push(ApiDesk::waiting(10s)));
    QVERIFY(late.wait());
    QCOMPARE(late.said.response.outcome, CallOutcome::Refused);
    QCOMPARE(otherJoined.count(), 2);
}

void ResultsTest::callbackForNobody()
{
    ApiDesk desk;
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    CallWatch watch(desk.push(ApiDesk::waiting(300ms)));
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(stkPaid(u"ws_CO_of_somebody_else"_s)), 0u);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QCOMPARE(joined.count(), 0);
}

void ResultsTest::callbackAfterTheLimit()
{
    ApiDesk desk;
    QSignalSpy joined(desk.client.get(), &MpesaClient::joined);
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QCOMPARE(desk.client->deliver(stkPaid()), watch.id);
    QCOMPARE(joined.count(), 1);
}

void ResultsTest::unreadableCallback()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    for (const QByteArray &body :
         {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray(R"({"Body":{"stkCallback":{"ResultCode":0}}})")}) {
        QCOMPARE(desk.client->deliver(parseCallback(body, Callback::Kind::StkResult)), 0u);
    }
    Callback nameless;
    nameless.kind = Callback::Kind::StkResult;
    nameless.resultCode = u"0"_s;
    QCOMPARE(desk.client->deliver(nameless), 0u);
    QCOMPARE(watch.call()->stage(), Stage::Waiting);
}

void ResultsTest::earlyOnesAreForgottenInTime()
{
    ApiDesk desk;
    desk.client->deliver(stkPaid());
    desk.clock.advance(10min + 1ms);
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);

    ApiDesk other;
    other.client->deliver(stkPaid());
    other.clock.advance(10min);
    CallWatch intime(other.push());
    QVERIFY(intime.wait());
    QCOMPARE(intime.said.response.outcome, CallOutcome::Paid);
}

void ResultsTest::earlyOnesAreBounded()
{
    ApiDesk desk;
    desk.client->deliver(stkPaid());
    for (int i = 0; i < 1000; ++i) {
        desk.client->deliver(stkPaid(u"ws_CO_%1"_s.arg(i)));
    }
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending); // pushed out by the thousand
    desk.daraja.script(DarajaStub::pushPath, {pushAccepted(u"ws_CO_0"_s)});
    CallWatch kept(desk.push());
    QVERIFY(kept.wait());
    QCOMPARE(kept.said.response.outcome, CallOutcome::Paid);
}

void ResultsTest::twoCallsEachTheirOwn()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::pushPath, {pushAccepted(u"ws_CO_A"_s), pushAccepted(u"ws_CO_B"_s)});
    CallWatch first(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(first.reaches(Stage::Waiting));
    CallWatch second(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(second.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(stkPaid(u"ws_CO_B"_s)), second.id);
    QVERIFY(second.wait());
    QCOMPARE(first.call()->stage(), Stage::Waiting);
    QCOMPARE(desk.client->deliver(stkPaid(u"ws_CO_A"_s)), first.id);
    QVERIFY(first.wait());
}

void ResultsTest::noLimitNoWaiting()
{
    ApiDesk desk;
    WaitOptions options = ApiDesk::waiting(0ms, true);
    CallWatch watch(desk.push(options));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QCOMPARE(watch.said.order, QStringList({u"acknowledged"_s, u"succeeded"_s, u"finished"_s}));
    QCOMPARE(desk.daraja.count(DarajaStub::queryPath), 0);
}

void ResultsTest::limitReached()
{
    ApiDesk desk;
    QElapsedTimer timer;
    timer.start();
    CallWatch watch(desk.client->accountBalance({}, ApiDesk::waiting(80ms)));
    QVERIFY(watch.wait());
    QVERIFY(timer.elapsed() >= 75);
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QVERIFY(!watch.said.response.result);
    QCOMPARE(watch.said.response.conversation, wireConversation);
}

QTEST_GUILESS_MAIN(ResultsTest)
#include "tst_results.moc"
