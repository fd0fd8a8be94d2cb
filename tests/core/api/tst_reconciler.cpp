// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/reconciler.h"
#include "tests/core/api/samplecalls.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stage = ApiCall::Stage;

Q_DECLARE_METATYPE(daraja::HttpResponse)

namespace {

const QByteArray statusPath = "/mpesa/transactionstatus/v1/query";

struct ReconcileDesk : ApiDesk
{
    explicit ReconcileDesk(std::chrono::milliseconds pace = 0ms)
        : reconciler(*client, clock, {.pace = pace, .resultWait = 10s})
    {
        QObject::connect(&reconciler, &Reconciler::asking, &reconciler, [this](const QString &conversation, int attempt, ApiCall *query) {
            said.append(u"asking %1 %2 %3"_s.arg(conversation.left(10)).arg(attempt).arg(QLatin1StringView(query->operation().id)));
        });
        QObject::connect(&reconciler, &Reconciler::undecided, &reconciler,
                         [this](const QString &conversation, int attempt, const QString &text, const QDateTime &at) {
                             said.append(u"undecided %1 %2"_s.arg(conversation.left(10)).arg(attempt));
                             lastText = text;
                             next = at;
                         });
        QObject::connect(&reconciler, &Reconciler::settled, &reconciler,
                         [this](const QString &conversation, CallOutcome outcome, const CallResult &told) {
                             said.append(u"settled %1 %2"_s.arg(conversation.left(10), outcomeName(outcome)));
                             result = told;
                         });
        QObject::connect(&reconciler, &Reconciler::givenUp, &reconciler, [this](const QString &conversation, const QString &why) {
            said.append(u"given up %1"_s.arg(conversation.left(10)));
            lastText = why;
        });
        daraja.script(statusPath, {resultAccepted("AG_status", "status-1")});
        daraja.script("/mpesa/b2c/v3/paymentrequest", {resultAccepted("AG_payment", "payroll-1")});
    }

    /// Until it says so many things.
    [[nodiscard]] bool says(int count)
    {
        return waitUntil([this, count] { return said.size() >= count; });
    }
    [[nodiscard]] int queries() const { return daraja.count(DarajaStub::queryPath); }
    /// A push that was accepted so long ago.
    bool watchPush(const QString &checkout = wireCheckout, std::chrono::minutes ago = 0min, int attempts = 0)
    {
        return reconciler.watch({{u"stk_push"_s, {{u"BusinessShortCode"_s, u"174379"_s}}, checkout, {}, {}},
                                 clock.now().addMSecs(-std::chrono::milliseconds(ago).count()),
                                 attempts});
    }
    bool watchPayment()
    {
        return reconciler.watch({{u"b2c_payment"_s, {{u"PartyA"_s, u"600984"_s}}, u"AG_payment"_s, u"payroll-1"_s, {}}, clock.now(), 0});
    }
    [[nodiscard]] Callback statusResult(const QByteArray &status) const
    {
        return resultCallback("0", "The service request is processed successfully.",
                              R"({ "Key": "TransactionStatus", "Value": ")" + status +
                                  R"(" }, { "Key": "ReceiptNo", "Value": "UCE6R0V8NA" })",
                              "AG_status", "status-1");
    }

    Reconciler reconciler;
    QStringList said;
    QString lastText;
    QDateTime next;
    CallResult result;
};

} // namespace

class ReconcilerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void lostCallbackIsFound_data();
    void lostCallbackIsFound();
    void asksWithGrowingGapsAndGivesUp();
    void undecided_data();
    void undecidedAnswersAreAskedAgain_data() { undecided_data(); }
    void undecidedAnswersAreAskedAgain();
    void aLongSleepKeepsTheGaps();
    void attemptsOfEarlierStartsCount();
    void callbackEndsIt_data();
    void callbackEndsIt();
    void queueTimeoutDoesNotEndIt();
    void settledCallsAreForgotten();
    void unknownOutcomeIsAskedFor();
    void waitingCallsAreLeftAlone();
    void oneQueryAtAPace();
    void paceIsSharedWithWaitingPushes();
    void paymentByTransactionStatus_data();
    void paymentByTransactionStatus();
    void hopelessIsGivenUp_data();
    void hopelessIsGivenUp();
    void callbackDuringTheQuery();
    void nothingToAskBy();
    void neverSendsMoney();
    void clientGoneWhileAsking();
};

void ReconcilerTest::lostCallbackIsFound_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("paid") << queryTells("0", "The service request is processed successfully.") << u"paid"_s;
    QTest::newRow("cancelled") << queryTells("1032", "Request cancelled by user") << u"refused"_s;
}

void ReconcilerTest::lostCallbackIsFound()
{
    QFETCH(HttpResponse, answer);
    QFETCH(QString, outcome);
    ReconcileDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {answer});
    CallWatch push(desk.push()); // nobody waits for it
    QVERIFY(push.wait());
    QCOMPARE(desk.reconciler.watched(), QStringList{wireCheckout});
    desk.clock.advance(2min + 59s);
    desk.reconciler.check();
    QVERIFY(desk.said.isEmpty());
    desk.clock.advance(1s);
    desk.reconciler.check();
    QVERIFY(desk.says(2));
    QCOMPARE(desk.said, QStringList({u"asking ws_CO_1403 1 stk_query"_s, u"settled ws_CO_1403 "_s + outcome}));
    QCOMPARE(desk.result.from, CallResult::From::Query);
    QCOMPARE(desk.queries(), 1);
    QVERIFY(desk.daraja.last(DarajaStub::queryPath).body.contains(wireCheckout.toLatin1()));
    QVERIFY(desk.reconciler.watched().isEmpty());
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 1);
}

void ReconcilerTest::asksWithGrowingGapsAndGivesUp()
{
    ReconcileDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {queryTells("4999", "The transaction is still under processing")});
    QVERIFY(desk.watchPush());
    int minute = 0;
    int attempt = 0;
    for (const int at : {3, 6, 15, 60}) {
        desk.clock.advance(std::chrono::minutes(at - minute) - 1s);
        desk.reconciler.check();
        QCOMPARE(desk.queries(), attempt); // not yet
        desk.clock.advance(1s);
        desk.reconciler.check();
        ++attempt;
        QVERIFY(desk.says(2 * attempt));
        QCOMPARE(desk.queries(), attempt);
        minute = at;
    }
    QCOMPARE(desk.said.last(), u"given up ws_CO_1403"_s);
    QVERIFY(desk.lastText.contains(u"4 times"));
    QVERIFY(desk.lastText.contains(u"still under processing"));
    QVERIFY(desk.reconciler.watched().isEmpty());
    desk.clock.advance(24h);
    desk.reconciler.check();
    QCOMPARE(desk.queries(), 4);
}

void ReconcilerTest::undecided_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::newRow("4999") << queryTells("4999", "The transaction is still under processing");
    QTest::newRow("being processed") << beingProcessed();
    QTest::newRow("never seen") << queryTells("7777", "A code of tomorrow");
    QTest::newRow("unknown id") << darajaError(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID");
    QTest::newRow("429") << spikeArrest();
    QTest::newRow("busy") << darajaError(500, "500.003.02", "System is busy. Please try again in few minutes.");
    QTest::newRow("gateway page") << HttpResponse::html(503, "<html>Incapsula incident ID: 1-2</html>");
    QTest::newRow("no code") << HttpResponse::json(200, R"({"ResponseCode":"0"})");
}

void ReconcilerTest::undecidedAnswersAreAskedAgain()
{
    QFETCH(HttpResponse, answer);
    ReconcileDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {answer, queryTells("0", "ok")});
    QVERIFY(desk.watchPush());
    desk.clock.advance(3min);
    desk.reconciler.check();
    QVERIFY(desk.says(2));
    QCOMPARE(desk.said.last(), u"undecided ws_CO_1403 1"_s);
    QVERIFY(!desk.lastText.isEmpty());
    QCOMPARE(desk.next, desk.clock.now().addSecs(180));
    QCOMPARE(desk.queries(), 1); // also when Daraja is busy: no second try at once
    desk.reconciler.check();
    desk.clock.advance(3min);
    desk.reconciler.check();
    QVERIFY(desk.says(4));
    QCOMPARE(desk.said.last(), u"settled ws_CO_1403 paid"_s);
    QCOMPARE(desk.queries(), 2);
}

void ReconcilerTest::aLongSleepKeepsTheGaps()
{
    ReconcileDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {beingProcessed()});
    QVERIFY(desk.watchPush(wireCheckout, 300min)); // of yesterday's start
    desk.reconciler.check();
    QVERIFY(desk.says(2));
    QCOMPARE(desk.next, desk.clock.now().addSecs(180));
    desk.reconciler.check();
    QCOMPARE(desk.queries(), 1);
    desk.clock.advance(3min);
    desk.reconciler.check();
    QVERIFY(desk.says(4));
    QCOMPARE(desk.next, desk.clock.now().addSecs(9 * 60));
}

void ReconcilerTest::attemptsOfEarlierStartsCount()
{
    ReconcileDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {beingProcessed()});
    QVERIFY(!desk.watchPush(u"ws_CO_done"_s, 300min, 4)); // all are used up
    QVERIFY(desk.watchPush(wireCheckout, 300min, 3));
    QCOMPARE(desk.reconciler.watched(), QStringList{wireCheckout});
    desk.reconciler.check();
    QVERIFY(desk.says(2));
    QCOMPARE(desk.said, QStringList({u"asking ws_CO_1403 4 stk_query"_s, u"given up ws_CO_1403"_s}));
}

void ReconcilerTest::callbackEndsIt_data()
{
    QTest::addColumn<bool>("byForget");
    QTest::newRow("joined by the client") << false;
    QTest::newRow("told by somebody else") << true;
}

void ReconcilerTest::callbackEndsIt()
{
    QFETCH(bool, byForget);
    ReconcileDesk desk;
    CallWatch push(desk.push());
    QVERIFY(push.wait());
    QCOMPARE(desk.reconciler.watched().size(), 1);
    if (byForget) {
        desk.reconciler.forget(u"ws_CO_other"_s);
        QCOMPARE(desk.reconciler.watched().size(), 1);
        desk.reconciler.forget(wireCheckout);
    } else {
        QCOMPARE(desk.client->deliver(stkPaid()), push.id);
    }
    QVERIFY(desk.reconciler.watched().isEmpty());
    desk.clock.advance(1h);
    desk.reconciler.check();
    QVERIFY(desk.said.isEmpty());
}

void ReconcilerTest::queueTimeoutDoesNotEndIt()
{
    ReconcileDesk desk;
    CallWatch payment(desk.client->call(u"b2c_payment"_s, sampleValues(*findOperation(u"b2c_payment")), ApiDesk::waiting(60s)));
    QVERIFY(payment.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(
                 resultCallback("1", "The service request timed out.", {}, "AG_payment", "payroll-1", Callback::Kind::QueueTimeout)),
             payment.id);
    QVERIFY(payment.wait());
    QCOMPARE(payment.said.response.outcome, CallOutcome::Unknown);
    QCOMPARE(desk.reconciler.watched(), QStringList{u"AG_payment"_s}); // nobody knows: so it is asked for
}

void ReconcilerTest::settledCallsAreForgotten()
{
    ReconcileDesk desk;
    CallWatch push(desk.push(ApiDesk::waiting(60s, true)));
    QVERIFY(push.wait()); // paid, says its own query
    QCOMPARE(push.said.response.outcome, CallOutcome::Paid);
    QVERIFY(desk.reconciler.watched().isEmpty());
    desk.daraja.script(DarajaStub::pushPath, {darajaError(400, "400.002.02", "Bad Request - Invalid Amount")});
    CallWatch refused(desk.push());
    QVERIFY(refused.wait());
    CallWatch balance(desk.client->accountBalance({}));
    QVERIFY(balance.wait());
    QVERIFY(desk.reconciler.watched().isEmpty());
}

void ReconcilerTest::unknownOutcomeIsAskedFor()
{
    ReconcileDesk desk;
    desk.daraja.script("/mpesa/b2c/v3/paymentrequest", {HttpResponse::html(503, "<html>Incapsula incident ID: 1-2</html>")});
    Values values = sampleValues(*findOperation(u"b2c_payment"));
    values.insert(u"OriginatorConversationID"_s, u"payroll-1"_s);
    CallWatch payment(desk.client->call(u"b2c_payment"_s, values));
    QVERIFY(payment.wait());
    QCOMPARE(desk.reconciler.watched(), QStringList{u"payroll-1"_s});
    desk.clock.advance(3min);
    desk.reconciler.check();
    QVERIFY(waitUntil([&desk] { return desk.daraja.count(statusPath) == 1; }));
    const QJsonObject body = QJsonDocument::fromJson(desk.daraja.last(statusPath).body).object();
    QCOMPARE(body.value(u"OriginalConversationID").toString(), u"payroll-1"_s);
}

void ReconcilerTest::waitingCallsAreLeftAlone()
{
    ReconcileDesk desk;
    CallWatch push(desk.push(ApiDesk::waiting(60s)));
    QVERIFY(push.reaches(Stage::Waiting));
    desk.clock.advance(5min);
    desk.reconciler.check();
    QVERIFY(desk.said.isEmpty());
    push.call()->abort();
    QVERIFY(push.wait());
    desk.clock.advance(1min);
    desk.reconciler.check();
    QVERIFY(desk.says(2));
    QCOMPARE(desk.said.last(), u"settled ws_CO_1403 paid"_s);
}

void ReconcilerTest::oneQueryAtAPace()
{
    ReconcileDesk slow(1h);
    QVERIFY(slow.watchPush(u"ws_CO_A"_s));
    QVERIFY(slow.watchPush(u"ws_CO_B"_s));
    QVERIFY(slow.watchPush(u"ws_CO_B"_s)); // once is enough
    QCOMPARE(slow.reconciler.watched().size(), 2);
    slow.clock.advance(3min);
    slow.reconciler.check();
    slow.reconciler.check();
    QVERIFY(slow.says(2));
    slow.reconciler.check();
    QCOMPARE(slow.said, QStringList({u"asking ws_CO_A 1 stk_query"_s, u"settled ws_CO_A paid"_s}));
    QCOMPARE(slow.queries(), 1);

    ReconcileDesk quick(1ms);
    QVERIFY(quick.watchPush(u"ws_CO_A"_s, 3min));
    QVERIFY(quick.watchPush(u"ws_CO_B"_s, 3min));
    QVERIFY(quick.says(4)); // by its own timer
    QCOMPARE(quick.said.last(), u"settled ws_CO_B paid"_s);
}

void ReconcilerTest::paceIsSharedWithWaitingPushes()
{
    ReconcileDesk desk(1h);
    CallWatch push(desk.push(ApiDesk::waiting(60s, true)));
    QVERIFY(push.wait()); // it was asked for
    QCOMPARE(desk.queries(), 1);
    QVERIFY(desk.watchPush(u"ws_CO_A"_s, 3min));
    desk.reconciler.check();
    QVERIFY(desk.said.isEmpty());

    ReconcileDesk other;
    QVERIFY(other.watchPush(u"ws_CO_A"_s, 3min));
    other.reconciler.check();
    QVERIFY(other.says(2));
    WaitOptions wait = ApiDesk::waiting(300ms, true);
    wait.queryInterval = 1h;
    CallWatch second(other.push(wait));
    QVERIFY(second.wait()); // the limit came first
    QCOMPARE(second.said.response.outcome, CallOutcome::Pending);
    QCOMPARE(other.queries(), 1);
}

void ReconcilerTest::paymentByTransactionStatus_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QString>("ends");
    QTest::newRow("completed") << QByteArray("Completed") << u"settled AG_payment done"_s;
    QTest::newRow("declined") << QByteArray("Declined") << u"settled AG_payment refused"_s;
    QTest::newRow("initiated") << QByteArray("Initiated") << u"undecided AG_payment 1"_s;
    QTest::newRow("new") << QByteArray("Whatever") << u"undecided AG_payment 1"_s;
}

void ReconcilerTest::paymentByTransactionStatus()
{
    QFETCH(QByteArray, status);
    QFETCH(QString, ends);
    ReconcileDesk desk;
    QVERIFY(desk.watchPayment());
    desk.clock.advance(3min);
    desk.reconciler.check();
    QVERIFY(waitUntil(
        [&desk] { return !desk.client->activeCalls().isEmpty() && desk.client->activeCalls().first()->stage() == Stage::Waiting; }));
    const QJsonObject body = QJsonDocument::fromJson(desk.daraja.last(statusPath).body).object();
    QCOMPARE(body.value(u"OriginalConversationID").toString(), u"payroll-1"_s);
    QCOMPARE(body.value(u"PartyA").toVariant().toString(), u"600984"_s);
    QCOMPARE(desk.said, QStringList{u"asking AG_payment 1 transaction_status"_s});
    QVERIFY(desk.client->deliver(desk.statusResult(status)) != 0);
    QVERIFY(desk.says(2));
    QCOMPARE(desk.said.last(), ends);
    if (ends.startsWith(u"undecided")) {
        QVERIFY(desk.lastText.contains(QString::fromLatin1(status)));
    }
}

void ReconcilerTest::hopelessIsGivenUp_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"no way back", "no operator", "product missing", "operator refused"}) {
        QTest::newRow(fault) << QString::fromLatin1(fault);
    }
}

void ReconcilerTest::hopelessIsGivenUp()
{
    QFETCH(QString, fault);
    ReconcileDesk desk;
    RequestContext context = desk.client->context();
    if (fault == u"no way back") {
        context.callbackUrl.clear();
    } else if (fault == u"no operator") {
        context.profile.initiatorName.clear();
    } else if (fault == u"product missing") {
        desk.daraja.rejectAll = true;
    }
    desk.client->setContext(context);
    QVERIFY(desk.watchPayment());
    desk.clock.advance(3min);
    desk.reconciler.check();
    const bool asked = fault == u"product missing" || fault == u"operator refused";
    if (fault == u"operator refused") {
        QVERIFY(waitUntil(
            [&desk] { return !desk.client->activeCalls().isEmpty() && desk.client->activeCalls().first()->stage() == Stage::Waiting; }));
        desk.client->deliver(resultCallback("2001", "The initiator information is invalid.", {}, "AG_status", "status-1"));
    }
    QVERIFY(desk.says(asked ? 2 : 1));
    QCOMPARE(desk.said.last(), u"given up AG_payment"_s);
    QVERIFY(!desk.lastText.isEmpty());
    QCOMPARE(desk.daraja.count(statusPath) > 0, asked);
    QVERIFY(desk.reconciler.watched().isEmpty());
    const int before = desk.daraja.count(statusPath);
    desk.clock.advance(24h);
    desk.reconciler.check();
    QCOMPARE(desk.daraja.count(statusPath), before); // an operator asked four times with a wrong password is locked
}

void ReconcilerTest::callbackDuringTheQuery()
{
    ReconcileDesk desk;
    CallWatch push(desk.push());
    QVERIFY(push.wait());
    desk.daraja.hold(DarajaStub::queryPath);
    desk.clock.advance(3min);
    desk.reconciler.check();
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    QCOMPARE(desk.client->deliver(stkPaid()), push.id);
    desk.daraja.held.first().respond(queryTells("1032", "Request cancelled by user"));
    QVERIFY(waitUntil([&desk] { return desk.client->activeCalls().isEmpty(); }));
    QCOMPARE(desk.said.size(), 1); // the callback was quicker: nothing more is said
    QVERIFY(desk.reconciler.watched().isEmpty());

    desk.daraja.release(DarajaStub::queryPath);
    QVERIFY(desk.watchPush(u"ws_CO_B"_s, 3min)); // and it goes on with others
    desk.reconciler.check();
    QVERIFY(desk.says(3));
}

void ReconcilerTest::nothingToAskBy()
{
    ReconcileDesk desk;
    const auto watch = [&desk](const QString &operation, const QString &conversation, const Values &values = {}) {
        return desk.reconciler.watch({{operation, values, conversation, {}, {}}, desk.clock.now(), 0});
    };
    QVERIFY(!watch(u"stk_push"_s, {}));
    QVERIFY(!watch(u"account_balance"_s, u"AG_1"_s));
    QVERIFY(!watch(u"standing_order"_s, u"4dd9"_s));
    QVERIFY(!watch(u"b2b_express"_s, u"c2f1"_s));
    QVERIFY(!watch(u"reversal"_s, {}, {{u"TransactionID"_s, u"UCE4K7Q2ZB"_s}})); // says nothing certain about the reversal
    QVERIFY(!watch(u"gone"_s, u"AG_1"_s));
    QVERIFY(desk.reconciler.watched().isEmpty());
    desk.reconciler.check();
    QVERIFY(desk.said.isEmpty());
}

void ReconcilerTest::neverSendsMoney()
{
    ReconcileDesk desk;
    desk.daraja.script(DarajaStub::queryPath, {beingProcessed()});
    QVERIFY(desk.watchPush());
    QVERIFY(desk.watchPayment());
    for (int step = 0; step < 40; ++step) {
        desk.clock.advance(2min);
        desk.reconciler.check();
        QVERIFY(waitUntil([&desk] {
            for (ApiCall *call : desk.client->activeCalls()) {
                if (call->stage() == Stage::Waiting) {
                    call->abort(); // the result of the status never comes
                }
            }
            return desk.client->activeCalls().isEmpty();
        }));
    }
    QCOMPARE(desk.said.filter(u"asking"_s).size(), 8);
    QCOMPARE(desk.said.filter(u"given up"_s).size(), 2);
    for (const DarajaStub::Seen &seen : std::as_const(desk.daraja.seen)) {
        QVERIFY(seen.path == DarajaStub::queryPath || seen.path == statusPath || seen.path == "/oauth/v1/generate");
    }
}

void ReconcilerTest::clientGoneWhileAsking()
{
    ApiDesk desk;
    auto reconciler = std::make_unique<Reconciler>(*desk.client, desk.clock, ReconcileOptions{});
    desk.daraja.hold(DarajaStub::queryPath);
    QVERIFY(reconciler->watch({{u"stk_push"_s, {}, wireCheckout, {}, {}}, desk.clock.now().addSecs(-180), 0}));
    reconciler->check();
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    reconciler.reset(); // it goes first, and takes nobody along
    desk.client.reset();
    QVERIFY(waitUntil([&desk] { return !desk.daraja.held.first().isAlive(); }));
}

QTEST_GUILESS_MAIN(ReconcilerTest)
#include "tst_reconciler.moc"
