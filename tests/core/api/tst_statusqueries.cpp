// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Waiting where no callback comes: STK query at one polite pace, and the limit.

#include "tests/core/api/apidesk.h"

#include <QElapsedTimer>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = ApiCall::Stage;

Q_DECLARE_METATYPE(daraja::HttpResponse)

class StatusQueriesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void queryUntilSettled();
    void queryPendings_data();
    void queryPendings();
    void unknownCodeTurnsUnknownAtTheLimit();
    void invalidIdIsPendingWhenYoung();
    void invalidIdIsUnknownWhenOld();
    void hopelessQueriesStop_data();
    void hopelessQueriesStop();
    void callbackBeatsTheQuery();
    void queriesShareOnePace();
    void busyQueriesAreNotRetriedFaster();
    void queryTokensAreRenewed();
    void queriesOnlyForPushes();
};

void StatusQueriesTest::queryUntilSettled()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {darajaError(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID"), beingProcessed(),
                                               queryTells("4999", "The transaction is still under processing"), spikeArrest(),
                                               queryTells("1032", "Request cancelled by user")});
    CallWatch watch(desk.push(ApiDesk::waiting(10s, true)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Refused);
    QCOMPARE(watch.said.response.result->code, u"1032"_s);
    QCOMPARE(watch.said.response.result->from, CallResult::From::Query);
    QVERIFY(watch.said.response.result->transactionId.isEmpty());
    QCOMPARE(desk.daraja.count(DarajaStub::queryPath), 5); // nothing was retried in between
    QCOMPARE(watch.said.exchanges.size(), 6);
    QVERIFY(desk.daraja.last(DarajaStub::queryPath).body.contains(wireCheckout.toLatin1()));
    QVERIFY(watch.said.texts.join(u'\n').contains(u"4999"));
}

void StatusQueriesTest::queryPendings_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::newRow("500.001.1001") << beingProcessed();
    QTest::newRow("4999") << queryTells("4999", "The transaction is still under processing");
    QTest::newRow("429") << spikeArrest();
    QTest::newRow("busy") << darajaError(500, "500.003.02", "System is busy. Please try again in few minutes.");
    QTest::newRow("internal") << darajaError(500, "500.003.1001", "Internal Server Error");
    QTest::newRow("gateway page") << HttpResponse::html(503, "<html>Request unsuccessful. Incapsula incident ID: 1-2</html>");
    QTest::newRow("not JSON") << HttpResponse::json(200, "OK");
    QTest::newRow("no ResultCode") << HttpResponse::json(200, R"({"ResponseCode":"0"})");
    QTest::newRow("array") << HttpResponse::json(200, "[]");
}

void StatusQueriesTest::queryPendings()
{
    QFETCH(HttpResponse, answer);
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {answer});
    CallWatch watch(desk.push(ApiDesk::waiting(30s, true)));
    QVERIFY(waitUntil([&desk] { return desk.daraja.count(DarajaStub::queryPath) == 4; }));
    QCOMPARE(watch.call()->stage(), Stage::Waiting);
    watch.call()->abort();
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QVERIFY(!watch.said.response.result);
}

void StatusQueriesTest::unknownCodeTurnsUnknownAtTheLimit()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {beingProcessed(), queryTells("7777", "A code of tomorrow")});
    CallWatch watch(desk.push(ApiDesk::waiting(500ms, true)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Unknown);
    QCOMPARE(watch.said.response.result->code, u"7777"_s);

    desk.daraja.script(DarajaStub::queryPath, {queryTells("7777", "A code of tomorrow"), beingProcessed()});
    desk.daraja.script(DarajaStub::pushPath, {pushAccepted(u"ws_CO_B"_s)});
    CallWatch second(desk.push(ApiDesk::waiting(500ms, true)));
    QVERIFY(second.wait());
    QCOMPARE(second.said.response.outcome, CallOutcome::Pending); // the last word counts

    desk.daraja.script(DarajaStub::queryPath, {queryTells("7777", "A code of tomorrow"), queryTells("0", "Success")});
    desk.daraja.script(DarajaStub::pushPath, {pushAccepted(u"ws_CO_C"_s)});
    CallWatch third(desk.push(ApiDesk::waiting(10s, true)));
    QVERIFY(third.wait());
    QCOMPARE(third.said.response.outcome, CallOutcome::Paid); // it stayed pending until then
}

void StatusQueriesTest::invalidIdIsPendingWhenYoung()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {darajaError(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID")});
    CallWatch watch(desk.push(ApiDesk::waiting(500ms, true)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QVERIFY(desk.daraja.count(DarajaStub::queryPath) >= 2);
}

void StatusQueriesTest::invalidIdIsUnknownWhenOld()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {darajaError(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID")});
    WaitOptions options = ApiDesk::waiting(500ms, true);
    options.tooEarly = 1ms;
    CallWatch watch(desk.push(options));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Unknown);
    QVERIFY(!watch.said.response.result);
}

void StatusQueriesTest::hopelessQueriesStop_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::newRow("wrong passkey") << darajaError(500, "500.001.1001", "Wrong credentials");
    QTest::newRow("field") << darajaError(400, "400.002.02", "Bad Request - Invalid BusinessShortCode");
}

void StatusQueriesTest::hopelessQueriesStop()
{
    QFETCH(HttpResponse, answer);
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {answer});
    CallWatch watch(desk.push(ApiDesk::waiting(10s, true)));
    QVERIFY(waitUntil([&watch] { return watch.said.texts.join(u'\n').contains(u"cannot be asked for"); }));
    // A later query of another push shows that this one is not asked about again.
    desk.daraja.script(DarajaStub::pushPath, {pushAccepted(u"ws_CO_B"_s)});
    desk.daraja.script(DarajaStub::queryPath, {queryTells("0", "Success")});
    CallWatch other(desk.push(ApiDesk::waiting(10s, true)));
    QVERIFY(other.wait());
    QCOMPARE(other.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(desk.daraja.count(DarajaStub::queryPath), 2);
    QCOMPARE(watch.call()->stage(), Stage::Waiting); // a callback may still come
    desk.client->deliver(stkPaid());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
}

void StatusQueriesTest::callbackBeatsTheQuery()
{
    ApiDesk desk;
    desk.daraja.hold(DarajaStub::queryPath);
    CallWatch watch(desk.push(ApiDesk::waiting(10s, true)));
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    desk.client->deliver(stkPaid());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.result->from, CallResult::From::Callback);
    QVERIFY(waitUntil([&desk] { return !desk.daraja.held.first().isAlive(); })); // the query was given up
    QCOMPARE(desk.daraja.count(DarajaStub::queryPath), 1);
}

void StatusQueriesTest::queriesShareOnePace()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {beingProcessed()});
    desk.daraja.script(DarajaStub::pushPath, {pushAccepted(u"ws_CO_A"_s), pushAccepted(u"ws_CO_B"_s), pushAccepted(u"ws_CO_C"_s)});
    WaitOptions options = ApiDesk::waiting(10s, true);
    options.firstQuery = 500ms; // all three wait by then
    options.queryInterval = 60ms;
    QElapsedTimer timer;
    timer.start();
    std::vector<std::unique_ptr<CallWatch>> watches;
    for (int i = 0; i < 3; ++i) {
        watches.push_back(std::make_unique<CallWatch>(desk.push(options)));
        QVERIFY(watches.back()->reaches(Stage::Waiting));
    }
    QVERIFY(waitUntil([&desk] { return desk.daraja.count(DarajaStub::queryPath) == 6; }));
    QVERIFY2(timer.elapsed() >= 500 + 5 * 60, qPrintable(QString::number(timer.elapsed()))); // five intervals, whoever asked
    for (const char *id : {"ws_CO_A", "ws_CO_B", "ws_CO_C"}) {
        const auto asked = std::count_if(desk.daraja.seen.begin(), desk.daraja.seen.end(), [id](const DarajaStub::Seen &seen) {
            return seen.path == DarajaStub::queryPath && seen.body.contains(id);
        });
        QCOMPARE(asked, 2); // in turn
    }
}

void StatusQueriesTest::busyQueriesAreNotRetriedFaster()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {spikeArrest()});
    WaitOptions options = ApiDesk::waiting(30s, true);
    options.queryInterval = 30s;
    CallWatch watch(desk.push(options));
    QVERIFY(waitUntil([&watch] { return watch.said.texts.join(u'\n').contains(u"Spike arrest"); })); // the query is over
    QCOMPARE(desk.daraja.count(DarajaStub::queryPath), 1);
}

void StatusQueriesTest::queryTokensAreRenewed()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s, true)));
    QVERIFY(watch.reaches(Stage::Waiting));
    desk.daraja.reject(1);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(desk.daraja.tokens, 2);
}

void StatusQueriesTest::queriesOnlyForPushes()
{
    ApiDesk desk;
    CallWatch watch(desk.client->accountBalance({}, ApiDesk::waiting(80ms, true)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QCOMPARE(desk.daraja.count(DarajaStub::queryPath), 0);
}

QTEST_GUILESS_MAIN(StatusQueriesTest)
#include "tst_statusqueries.moc"
