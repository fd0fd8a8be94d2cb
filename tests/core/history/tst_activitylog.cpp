// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"
#include "tests/core/history/historyfixture.h"
#include "tests/support/scriptedserver.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace daraja;

namespace {

using Kind = ActivityEntry::Kind;
using State = ActivityEntry::State;

const QByteArray tokenAnswer = R"({"access_token":"aaaabbbbccccddddeeeeffff1234","expires_in":"3599"})";
const QByteArray pushAnswer =
    R"({"MerchantRequestID":"m-1","CheckoutRequestID":"ws_CO_1","ResponseCode":"0","ResponseDescription":"ok","CustomerMessage":"ok"})";

} // namespace

class TestActivityLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void paid();
    void cancelledByCustomer();
    void balance();
    void foundByQuery();
    void askedDirectly();
    void notValid();
    void refusedByDaraja();
    void noUsableAnswer();
    void attemptsAreSteps();
    void duplicateCallback();
    void callbackOvertakesAcknowledgement();
    void lateCallback_data();
    void lateCallback();
    void callbackAfterItsClientIsGone();
    void looseCallback_data();
    void looseCallback();
    void looseCallbackTwice();
    void clientDestroyed();
    void calledBeforeFollowed();
    void token();
    void tokenRefused();
    void tokenNobodyWaitsFor();
    void tokensDestroyed();
    void secretsStayOut();
    void bounded();
    void runningEntriesStay();
    void bigBodiesAreCut();
    void signalsTellEverything();

private:
    void startSimulator(const SimulatorOptions &options = quickSimulator());
    /// A client of a scripted server: the token, then this.
    FollowedClient *startScripted(const QList<ScriptedAnswer> &answers);
    FollowedClient *follow(const QUrl &server, const RequestContext &context, const QString &secret = QStringLiteral("shop-secret"));
    void endClients() { m_clients.clear(); }
    const ActivityEntry &newest() const { return m_log->at(0); }
    int countOf(Kind kind) const;

    FakeClock m_clock;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<CallbackReceiver> m_receiver;
    std::unique_ptr<ActivityLog> m_log;
    std::vector<std::unique_ptr<FollowedClient>> m_clients;
};

void TestActivityLog::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_log = std::make_unique<ActivityLog>(m_clock);
    m_receiver = std::make_unique<CallbackReceiver>(m_clock);
    QVERIFY(m_receiver->listen());
}

void TestActivityLog::cleanup()
{
    m_clients.clear();
    m_log.reset();
    m_receiver.reset();
    m_server.reset();
    m_simulator.reset();
}

void TestActivityLog::startSimulator(const SimulatorOptions &options)
{
    m_simulator = std::make_unique<Simulator>(m_clock);
    QVERIFY(m_simulator->start(options));
}

FollowedClient *TestActivityLog::follow(const QUrl &server, const RequestContext &context, const QString &secret)
{
    m_clients.push_back(std::make_unique<FollowedClient>(server, m_clock, context, secret));
    FollowedClient *followed = m_clients.back().get();
    m_log->follow(*followed->client, followed->tokens);
    connect(m_receiver.get(), &CallbackReceiver::received, followed->client.get(), [this, followed](const Callback &callback) {
        if (followed->client->deliver(callback) == 0) {
            m_log->addLoose(callback);
        }
    });
    return followed;
}

FollowedClient *TestActivityLog::startScripted(const QList<ScriptedAnswer> &answers)
{
    m_server = std::make_unique<ScriptedServer>(QList<ScriptedAnswer>{ScriptedAnswer::json(tokenAnswer)} + answers);
    return follow(m_server->url(), shopContext(m_receiver->baseUrl()));
}

int TestActivityLog::countOf(Kind kind) const
{
    int found = 0;
    for (int i = 0; i < m_log->count(); ++i) {
        found += m_log->at(i).kind == kind ? 1 : 0;
    }
    return found;
}

void TestActivityLog::paid()
{
    startSimulator();
    FollowedClient *followed = follow(m_simulator->baseUrl(), shopContext(m_receiver->baseUrl()));
    ApiCall *call = followed->client->call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(30), .query = false});
    const quint64 callId = call->id();

    // It is there as soon as the call is.
    QCOMPARE(m_log->count(), 1);
    const quint64 id = newest().id;
    QCOMPARE(newest().state, State::Running);
    QCOMPARE(newest().callId, callId);
    QCOMPARE(newest().kind, Kind::Call);
    QCOMPARE(newest().operationId, QStringLiteral("stk_push"));
    QCOMPARE(newest().title, QStringLiteral("STK push"));
    QCOMPARE(newest().party, QStringLiteral("254708374149"));
    QCOMPARE(newest().amount, QStringLiteral("1250"));
    QCOMPARE(newest().at, m_clock.now());
    QVERIFY(!newest().summary.isEmpty());

    QTRY_COMPARE(m_log->at(m_log->indexOf(id)).state, State::Paid);
    QCOMPARE(m_log->count(), 2); // the token came in between
    QCOMPARE(newest().kind, Kind::Token);
    const ActivityEntry &entry = m_log->at(1);
    QCOMPARE(entry.id, id);
    QVERIFY(entry.conversation.startsWith(QStringLiteral("ws_CO_")));
    QCOMPARE(entry.receipt.size(), 10);
    QCOMPARE(entry.summary, entry.receipt + QStringLiteral(" · callback after 0.0 s"));
    QCOMPARE(entry.exchanges.size(), 1);
    QCOMPARE(entry.exchanges.at(0).status, 200);
    QCOMPARE(entry.callbacks.size(), 1);
    QCOMPARE(entry.callbacks.at(0).transactionId, entry.receipt);
    QVERIFY(entry.result.has_value());
    QCOMPARE(entry.result->code, QStringLiteral("0"));
    QVERIFY(!entry.error.isError());
    const QStringList steps = stepTexts(entry);
    QCOMPARE(steps.size(), 3);
    QCOMPARE(steps.at(0), QStringLiteral("sent"));
    static const QRegularExpression accepted(QStringLiteral("^accepted \\d+ ms$"));
    QVERIFY2(accepted.match(steps.at(1)).hasMatch(), qPrintable(steps.at(1)));
    QCOMPARE(steps.at(2), QStringLiteral("callback received"));
    QCOMPARE(entry.steps.at(2).at, m_clock.now());
    QCOMPARE(entry.values.value(u"Amount").toString(), QStringLiteral("1250"));
    QCOMPARE(entry.values.value(u"AccountReference").toString(), QStringLiteral("INV-00231"));
    QVERIFY(!entry.values.contains(u"Password"));
}

void TestActivityLog::cancelledByCustomer()
{
    startSimulator();
    FollowedClient *followed = follow(m_simulator->baseUrl(), shopContext(m_receiver->baseUrl()));
    followed->client->call(QStringLiteral("stk_push"), pushValues(QStringLiteral("1032")),
                           {.limit = std::chrono::seconds(30), .query = false});
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Refused);
    const ActivityEntry &entry = m_log->at(m_log->count() - 1);
    QCOMPARE(entry.summary, QStringLiteral("1032 Request cancelled by user"));
    QCOMPARE(entry.receipt, QString());
    QVERIFY(!entry.error.isError());
}

void TestActivityLog::balance()
{
    startSimulator();
    QTRY_VERIFY(m_simulator->isReady());
    RequestContext context = shopContext(m_receiver->baseUrl());
    context.certificate = m_simulator->certificatePem();
    FollowedClient *followed = follow(m_simulator->baseUrl(), context);
    followed->client->call(QStringLiteral("account_balance"), {}, {.limit = std::chrono::seconds(30)});
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Done);
    const ActivityEntry &entry = m_log->at(m_log->count() - 1);
    QCOMPARE(entry.party, QStringLiteral("174379"));
    QCOMPARE(entry.amount, QString());
    QVERIFY2(entry.summary.startsWith(QStringLiteral("Working 88,214.00 · Utility 40,211.00")), qPrintable(entry.summary));
    QVERIFY2(entry.summary.endsWith(QStringLiteral("· callback after 0.0 s")), qPrintable(entry.summary));
    QVERIFY(!entry.values.contains(u"SecurityCredential"));
}

void TestActivityLog::foundByQuery()
{
    startSimulator();
    FollowedClient *followed = follow(m_simulator->baseUrl(), shopContext(QUrl(QStringLiteral("http://127.0.0.1:1/nobody"))));
    followed->client->call(
        QStringLiteral("stk_push"), pushValues(),
        {.limit = std::chrono::seconds(30), .firstQuery = std::chrono::milliseconds(1), .queryInterval = std::chrono::milliseconds(1)});
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Paid);
    const ActivityEntry &entry = m_log->at(m_log->count() - 1);
    QCOMPARE(entry.summary, QStringLiteral("found by query after 0.0 s"));
    QCOMPARE(stepTexts(entry).constLast(), QStringLiteral("answered by query"));
    QVERIFY(entry.callbacks.isEmpty());
    QVERIFY(entry.exchanges.size() >= 2);
}

void TestActivityLog::askedDirectly()
{
    FollowedClient *followed = startScripted({ScriptedAnswer::json(
        R"({"ResponseCode":"0","CheckoutRequestID":"ws_CO_1","ResultCode":"1032","ResultDesc":"Request cancelled by user"})")});
    followed->client->stkQuery(QStringLiteral("ws_CO_1"));
    QTRY_COMPARE(m_log->at(1).state, State::Refused);
    QCOMPARE(m_log->at(1).summary, QStringLiteral("1032 Request cancelled by user"));
    QCOMPARE(m_log->at(1).title, QStringLiteral("STK query"));
    QCOMPARE(m_log->at(1).party, QStringLiteral("174379"));
    const QStringList steps = stepTexts(m_log->at(1));
    QCOMPARE(steps.size(), 2);
    QVERIFY2(steps.at(1).startsWith(QStringLiteral("answered ")) && steps.at(1).endsWith(QStringLiteral(" ms")), qPrintable(steps.at(1)));
    // A callback of that payment is not the query's.
    m_log->addLoose(stkCallback(QStringLiteral("ws_CO_1"), QStringLiteral("1032")));
    QCOMPARE(newest().kind, Kind::LooseCallback);
}

void TestActivityLog::notValid()
{
    FollowedClient *followed = startScripted({});
    followed->client->call(QStringLiteral("stk_push"), pushValues(QStringLiteral("12.50")));
    QTRY_COMPARE(newest().state, State::Failed);
    QCOMPARE(m_log->count(), 1);
    QCOMPARE(newest().error.origin, MpesaError::Origin::Validation);
    QCOMPARE(newest().error.field, QStringLiteral("Amount"));
    QVERIFY2(newest().summary.contains(QStringLiteral("Amount")) && !newest().summary.contains(u'\n'), qPrintable(newest().summary));
    QCOMPARE(stepTexts(newest()), QStringList{QStringLiteral("not sent")});
    QVERIFY(newest().exchanges.isEmpty());

    followed->client->call(QStringLiteral("no_such_thing"), {});
    QTRY_COMPARE(newest().state, State::Failed);
    QCOMPARE(m_log->count(), 2);
    QVERIFY(newest().summary.contains(QStringLiteral("no_such_thing")));
}

void TestActivityLog::refusedByDaraja()
{
    startSimulator();
    RequestContext context = shopContext(m_receiver->baseUrl());
    context.secrets.passkey = QStringLiteral("0000000000000000000000000000000000000000000000000000000000000000");
    FollowedClient *followed = follow(m_simulator->baseUrl(), context);
    followed->client->call(QStringLiteral("stk_push"), pushValues());
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Failed);
    const ActivityEntry &entry = m_log->at(m_log->count() - 1);
    QCOMPARE(entry.error.code, QStringLiteral("500.001.1001"));
    QVERIFY2(entry.summary.startsWith(QStringLiteral("500.001.1001 ")) && entry.summary.endsWith(QStringLiteral("Wrong credentials")),
             qPrintable(entry.summary));
    QCOMPARE(stepTexts(entry), (QStringList{QStringLiteral("sent"), QStringLiteral("refused")}));
    QCOMPARE(entry.exchanges.size(), 1);
}

void TestActivityLog::noUsableAnswer()
{
    FollowedClient *followed = startScripted({ScriptedAnswer::close()});
    followed->client->call(QStringLiteral("stk_push"), pushValues());
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Unknown);
    const ActivityEntry &entry = m_log->at(m_log->count() - 1);
    QCOMPARE(entry.error.origin, MpesaError::Origin::UnknownOutcome);
    QCOMPARE(stepTexts(entry), (QStringList{QStringLiteral("sent"), QStringLiteral("no usable answer")}));
}

void TestActivityLog::attemptsAreSteps()
{
    FollowedClient *followed =
        startScripted({ScriptedAnswer::status(503, "busy"),
                       ScriptedAnswer::json(R"({"ResponseCode":"0","CheckoutRequestID":"ws_CO_1","ResultCode":"0","ResultDesc":"ok"})")});
    followed->client->stkQuery(QStringLiteral("ws_CO_1"));
    QTRY_COMPARE(m_log->at(1).state, State::Paid);
    const QStringList steps = stepTexts(m_log->at(1));
    QCOMPARE(steps.size(), 4);
    QCOMPARE(steps.at(0), QStringLiteral("sent"));
    QVERIFY2(steps.at(1).contains(QStringLiteral("attempt 2")), qPrintable(steps.at(1)));
    QCOMPARE(steps.at(2), QStringLiteral("sent again"));
    QCOMPARE(m_log->at(1).exchanges.size(), 2);
}

void TestActivityLog::duplicateCallback()
{
    FollowedClient *followed = startScripted({ScriptedAnswer::json(pushAnswer)});
    followed->client->call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(30), .query = false});
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Waiting);
    Callback callback = stkCallback(QStringLiteral("ws_CO_1"), QStringLiteral("0"), QStringLiteral("UCE4K7Q2ZB"));
    for (int i = 0; i < 3; ++i) {
        m_clock.advance(std::chrono::seconds(2));
        callback.receivedAt = m_clock.now();
        QVERIFY(followed->client->deliver(callback) != 0);
    }
    const ActivityEntry &entry = m_log->at(1);
    QTRY_COMPARE(entry.state, State::Paid);
    QCOMPARE(entry.summary, QStringLiteral("UCE4K7Q2ZB · callback after 2.0 s"));
    QCOMPARE(stepTexts(entry).mid(2), (QStringList{QStringLiteral("callback received"), QStringLiteral("callback received again"),
                                                   QStringLiteral("callback received again")}));
    QCOMPARE(entry.callbacks.size(), 3);
    QCOMPARE(m_log->count(), 2);

    // Somebody who repeats it for ever does not fill the memory.
    for (int i = 0; i < 1'000; ++i) {
        followed->client->deliver(callback);
    }
    QVERIFY(entry.callbacks.size() <= 20);
    QVERIFY(entry.steps.size() <= 200);
    QCOMPARE(entry.state, State::Paid);
}

void TestActivityLog::callbackOvertakesAcknowledgement()
{
    FollowedClient *followed = startScripted({ScriptedAnswer::silence()});
    followed->client->call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(30), .query = false});
    QTRY_COMPARE(m_server->posts(), 1);
    m_clock.advance(std::chrono::seconds(1));
    Callback callback = stkCallback(QStringLiteral("ws_CO_1"), QStringLiteral("0"), QStringLiteral("UCE4K7Q2ZB"));
    callback.receivedAt = m_clock.now();
    QCOMPARE(followed->client->deliver(callback), 0u);
    m_log->addLoose(callback);
    QCOMPARE(countOf(Kind::LooseCallback), 1);
    QCOMPARE(m_log->at(m_log->count() - 1).state, State::Running);

    m_clock.advance(std::chrono::seconds(1));
    m_server->writeNow(ScriptedAnswer::json(pushAnswer).bytes);
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Paid);
    QCOMPARE(countOf(Kind::LooseCallback), 0);
    const ActivityEntry &entry = m_log->at(m_log->count() - 1);
    const QStringList steps = stepTexts(entry);
    QCOMPARE(steps.size(), 3);
    QCOMPARE(steps.at(0), QStringLiteral("sent"));
    QCOMPARE(steps.at(1), QStringLiteral("callback received")); // in order of time
    QVERIFY(steps.at(2).startsWith(QStringLiteral("accepted ")));
    QCOMPARE(entry.receipt, QStringLiteral("UCE4K7Q2ZB"));
}

void TestActivityLog::lateCallback_data()
{
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("summary");
    const QString words = QStringLiteral("Request cancelled by user");
    QTest::newRow("paid after all") << QStringList{QStringLiteral("0")} << State::Paid << QStringLiteral("UCE4K7Q2ZB · late callback");
    QTest::newRow("cancelled") << QStringList{QStringLiteral("1032")} << State::Refused << QStringLiteral("late callback: 1032 ") + words;
    QTest::newRow("never heard of") << QStringList{QStringLiteral("77777")} << State::Pending << QStringLiteral("Accepted; no result yet");
    QTest::newRow("not settled") << QStringList{QStringLiteral("4999")} << State::Pending << QStringLiteral("Accepted; no result yet");
    QTest::newRow("paid after no answer") << QStringList{QStringLiteral("1037"), QStringLiteral("0")} << State::Paid
                                          << QStringLiteral("UCE4K7Q2ZB · late callback");
    QTest::newRow("paid stays paid") << QStringList{QStringLiteral("0"), QStringLiteral("1032")} << State::Paid
                                     << QStringLiteral("UCE4K7Q2ZB · late callback");
}

void TestActivityLog::lateCallback()
{
    QFETCH(QStringList, codes);
    QFETCH(State, state);
    QFETCH(QString, summary);
    FollowedClient *followed = startScripted({ScriptedAnswer::json(pushAnswer)});
    followed->client->call(QStringLiteral("stk_push"), pushValues()); // does not wait
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Pending);
    const ActivityEntry &entry = m_log->at(1);
    QCOMPARE(entry.summary, QStringLiteral("Accepted; no result yet"));
    QCOMPARE(stepTexts(entry).constLast(), QStringLiteral("no result yet"));
    for (const QString &code : codes) {
        QVERIFY(followed->client->deliver(stkCallback(QStringLiteral("ws_CO_1"), code,
                                                      code == QStringLiteral("0") ? QStringLiteral("UCE4K7Q2ZB") : QString())) != 0);
    }
    QCOMPARE(entry.state, state);
    QCOMPARE(entry.summary, summary);
    QCOMPARE(entry.receipt, state == State::Paid ? QStringLiteral("UCE4K7Q2ZB") : QString());
    QCOMPARE(entry.callbacks.size(), codes.size());
}

void TestActivityLog::callbackAfterItsClientIsGone()
{
    FollowedClient *followed = startScripted({ScriptedAnswer::json(pushAnswer)});
    followed->client->call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(30), .query = false});
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Waiting);
    endClients(); // another profile was chosen
    QCOMPARE(m_log->at(1).state, State::Pending);
    QCOMPARE(stepTexts(m_log->at(1)).constLast(), QStringLiteral("no longer followed"));
    m_log->addLoose(stkCallback(QStringLiteral("ws_CO_1"), QStringLiteral("0"), QStringLiteral("UCE4K7Q2ZB")));
    QCOMPARE(m_log->count(), 2);
    QCOMPARE(m_log->at(1).state, State::Paid);
    QCOMPARE(m_log->at(1).receipt, QStringLiteral("UCE4K7Q2ZB"));
}

void TestActivityLog::looseCallback_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Callback::Kind>("hint");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("says");
    QTest::newRow("paid")
        << QByteArray(
               R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_9","ResultCode":0,"ResultDesc":"fine","CallbackMetadata":{"Item":[)"
               R"({"Name":"Amount","Value":1250.00},{"Name":"MpesaReceiptNumber","Value":"UCE4K7Q2ZB"},{"Name":"PhoneNumber","Value":254712345678}]}}}})")
        << Callback::Kind::StkResult << State::Paid << QStringLiteral("0 fine");
    QTest::newRow("cancelled")
        << QByteArray(R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_9","ResultCode":1032,"ResultDesc":"cancelled"}}})")
        << Callback::Kind::StkResult << State::Refused << QStringLiteral("1032 cancelled");
    QTest::newRow("unknown code") << QByteArray(R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_9","ResultCode":31415}}})")
                                  << Callback::Kind::StkResult << State::Unknown << QStringLiteral("31415");
    QTest::newRow("balance") << QByteArray(R"({"Result":{"ConversationID":"AG_9","ResultCode":"0","ResultDesc":"fine"}})")
                             << Callback::Kind::Result << State::Done << QStringLiteral("0 fine");
    QTest::newRow("timeout") << QByteArray(R"({"Result":{"ConversationID":"AG_9","ResultCode":"1"}})") << Callback::Kind::QueueTimeout
                             << State::Unknown << QStringLiteral("Waited too long");
    QTest::newRow("garbage") << QByteArray("<html>") << Callback::Kind::StkResult << State::Failed << QStringLiteral("Cannot be read");
}

void TestActivityLog::looseCallback()
{
    QFETCH(QByteArray, body);
    QFETCH(Callback::Kind, hint);
    QFETCH(State, state);
    QFETCH(QString, says);
    Callback callback = parseCallback(body, hint);
    callback.receivedAt = m_clock.now().addSecs(-3);
    m_log->addLoose(callback);
    QCOMPARE(m_log->count(), 1);
    QCOMPARE(newest().kind, Kind::LooseCallback);
    QCOMPARE(newest().state, state);
    QCOMPARE(newest().at, callback.receivedAt);
    QCOMPARE(newest().operationId, QString());
    QVERIFY2(newest().summary.contains(says), qPrintable(newest().summary));
    QCOMPARE(newest().conversation, callback.conversation);
    QCOMPARE(newest().callbacks.size(), 1);
    QCOMPARE(newest().callbacks.at(0).raw, body);
    QCOMPARE(stepTexts(newest()), QStringList{QStringLiteral("callback received")});
    if (state == State::Paid) {
        QCOMPARE(newest().amount, QStringLiteral("1250"));
        QCOMPARE(newest().party, QStringLiteral("254712345678"));
        QCOMPARE(newest().receipt, QStringLiteral("UCE4K7Q2ZB"));
    }
}

void TestActivityLog::looseCallbackTwice()
{
    m_log->addLoose(stkCallback(QStringLiteral("ws_CO_1"), QStringLiteral("1032")));
    m_log->addLoose(stkCallback(QStringLiteral("ws_CO_1"), QStringLiteral("1032")));
    m_log->addLoose(stkCallback(QStringLiteral("ws_CO_2"), QStringLiteral("1032")));
    QCOMPARE(m_log->count(), 2);
    QCOMPARE(stepTexts(m_log->at(1)), (QStringList{QStringLiteral("callback received"), QStringLiteral("callback received again")}));
    // Those that cannot be read have nothing in common.
    m_log->addLoose(parseCallback("a", Callback::Kind::StkResult));
    m_log->addLoose(parseCallback("b", Callback::Kind::StkResult));
    QCOMPARE(m_log->count(), 4);
}

void TestActivityLog::clientDestroyed()
{
    // Not yet begun; sent without an answer, money mover; the same, read-only.
    FollowedClient *followed = startScripted({ScriptedAnswer::silence()});
    followed->client->call(QStringLiteral("stk_push"), pushValues());
    endClients();
    QCOMPARE(newest().state, State::Failed);

    followed = startScripted({ScriptedAnswer::silence()});
    followed->client->call(QStringLiteral("stk_push"), pushValues());
    followed->client->stkQuery(QStringLiteral("ws_CO_1"));
    QTRY_COMPARE(m_server->posts(), 2);
    const quint64 query = m_log->at(1).id; // above it the token
    const quint64 push = m_log->at(2).id;
    endClients();
    QCOMPARE(m_log->at(m_log->indexOf(push)).state, State::Unknown);
    QCOMPARE(m_log->at(m_log->indexOf(query)).state, State::Failed);
    for (int i = 0; i < m_log->count(); ++i) {
        QVERIFY(m_log->at(i).state != State::Running);
        QVERIFY(!m_log->at(i).summary.isEmpty());
    }
}

void TestActivityLog::calledBeforeFollowed()
{
    m_server = std::make_unique<ScriptedServer>(QList<ScriptedAnswer>{ScriptedAnswer::json(tokenAnswer), ScriptedAnswer::json(pushAnswer)});
    FollowedClient followed(m_server->url(), m_clock, shopContext(m_receiver->baseUrl()));
    followed.client->call(QStringLiteral("stk_push"), pushValues());
    followed.tokens.request();
    m_log->follow(*followed.client, followed.tokens);
    QCOMPARE(m_log->count(), 2);
    QTRY_COMPARE(m_log->at(1).state, State::Pending);
    QCOMPARE(m_log->at(0).state, State::Done);
}

void TestActivityLog::token()
{
    FollowedClient *followed = startScripted({});
    followed->tokens.request();
    QCOMPARE(m_log->count(), 1);
    QCOMPARE(newest().kind, Kind::Token);
    QCOMPARE(newest().operationId, QStringLiteral("token"));
    QCOMPARE(newest().state, State::Running);
    QTRY_COMPARE(newest().state, State::Done);
    QCOMPARE(newest().summary, QStringLiteral("Valid until ") + nairobiClock(m_clock.now().addSecs(3'599)));
    QCOMPARE(newest().exchanges.size(), 1);
    QCOMPARE(stepTexts(newest()).constFirst(), QStringLiteral("sent"));
    QVERIFY(stepTexts(newest()).constLast().startsWith(QStringLiteral("answered ")));

    // One that comes from memory is no event; a forced one is.
    QSignalSpy ready(followed->tokens.request(), &TokenRequest::ready);
    QVERIFY(ready.wait());
    QCOMPARE(m_log->count(), 1);
    m_server->setScript({ScriptedAnswer::json(tokenAnswer)});
    followed->tokens.request(TokenManager::Mode::ForceRefresh);
    QCOMPARE(m_log->count(), 2);
    QTRY_COMPARE(newest().state, State::Done);
    // Forgotten: nothing new to tell.
    followed->tokens.invalidate(QStringLiteral("aaaabbbbccccddddeeeeffff1234"));
    QCOMPARE(m_log->count(), 2);
    QCOMPARE(newest().state, State::Done);
}

void TestActivityLog::tokenRefused()
{
    startSimulator();
    FollowedClient *followed = follow(m_simulator->baseUrl(), shopContext(m_receiver->baseUrl()), QStringLiteral("wrong-secret"));
    followed->client->call(QStringLiteral("stk_push"), pushValues());
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Failed);
    QCOMPARE(m_log->count(), 2);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(m_log->at(i).state, State::Failed);
        QCOMPARE(m_log->at(i).error.code, QLatin1StringView(ErrorCode::authInvalidCredentials));
        QVERIFY(!m_log->at(i).summary.isEmpty());
    }
    QCOMPARE(newest().kind, Kind::Token);
    QCOMPARE(newest().exchanges.at(0).status, 400);
}

void TestActivityLog::tokenNobodyWaitsFor()
{
    m_server = std::make_unique<ScriptedServer>(QList<ScriptedAnswer>{ScriptedAnswer::silence()});
    FollowedClient *followed = follow(m_server->url(), shopContext(m_receiver->baseUrl()));
    TokenRequest *request = followed->tokens.request();
    QTRY_COMPARE(m_server->requests().size(), 1);
    request->abort();
    QCOMPARE(newest().state, State::Failed);
    QCOMPARE(newest().error.origin, MpesaError::Origin::Aborted);
    QCOMPARE(stepTexts(newest()), (QStringList{QStringLiteral("sent"), QStringLiteral("cancelled")}));
}

void TestActivityLog::tokensDestroyed()
{
    m_server = std::make_unique<ScriptedServer>(QList<ScriptedAnswer>{ScriptedAnswer::silence()});
    FollowedClient *followed = follow(m_server->url(), shopContext(m_receiver->baseUrl()));
    followed->tokens.request();
    endClients();
    QCOMPARE(m_log->count(), 1);
    QCOMPARE(newest().state, State::Failed);
    QCOMPARE(stepTexts(newest()).constLast(), QStringLiteral("no longer followed"));
    QTRY_VERIFY(m_log->children().isEmpty()); // nothing is left that listens
}

void TestActivityLog::secretsStayOut()
{
    startSimulator();
    QTRY_VERIFY(m_simulator->isReady());
    RequestContext context = shopContext(m_receiver->baseUrl());
    context.certificate = m_simulator->certificatePem();
    FollowedClient *followed = follow(m_simulator->baseUrl(), context);
    QString password;
    QString credential;
    connect(followed->client.get(), &MpesaClient::started, this, [&](ApiCall *call) {
        password += call->request().values.value(QStringLiteral("Password"));
        credential += call->request().values.value(QStringLiteral("SecurityCredential"));
    });
    followed->client->call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(30), .query = false});
    followed->client->call(QStringLiteral("account_balance"), {}, {.limit = std::chrono::seconds(30)});
    QTRY_COMPARE(m_log->count(), 3);
    QTRY_VERIFY(m_log->at(1).state == State::Done && m_log->at(2).state == State::Paid);
    QVERIFY(password.size() > 20 && credential.size() == 344);
    const QString token = followed->tokens.token().token;
    QVERIFY(!token.isEmpty());

    QByteArray everything;
    for (int i = 0; i < m_log->count(); ++i) {
        const ActivityEntry &entry = m_log->at(i);
        everything +=
            (entry.title + entry.party + entry.summary + entry.conversation + stepTexts(entry).join(u'\n') + entry.error.message).toUtf8();
        everything += QJsonDocument(entry.values).toJson() + entry.error.body + (entry.result ? entry.result->raw : QByteArray());
        for (const HttpExchange &exchange : entry.exchanges) {
            everything += exchange.url.toEncoded() + exchange.requestBody + exchange.responseBody;
            for (const HttpHeaders &headers : {exchange.requestHeaders, exchange.responseHeaders}) {
                for (const HttpHeaders::Field &field : headers.fields()) {
                    everything += field.first + ": " + field.second + '\n';
                }
            }
        }
    }
    QVERIFY(everything.contains("Authorization")); // the right text was searched
    QVERIFY(everything.contains("PhoneNumber"));
    for (const QString &secret :
         {token, password, credential, context.secrets.consumerSecret, context.secrets.passkey, context.secrets.initiatorPassword}) {
        QVERIFY2(!everything.contains(secret.toUtf8()), qPrintable(secret));
        QVERIFY2(!everything.contains(secret.toUtf8().toBase64()), qPrintable(secret));
    }
    QVERIFY(!everything.contains(QByteArrayLiteral("shop-key:shop-secret").toBase64()));
}

void TestActivityLog::bounded()
{
    for (int i = 0; i < 5'010; ++i) {
        m_log->addLoose(stkCallback(QStringLiteral("ws_CO_%1").arg(i), QStringLiteral("1032")));
    }
    QCOMPARE(m_log->count(), 5'000);
    QCOMPARE(newest().conversation, QStringLiteral("ws_CO_5009"));
    QCOMPARE(m_log->at(4'999).conversation, QStringLiteral("ws_CO_10"));
    QCOMPARE(newest().id, 5'010u);
    for (int i = 0; i < m_log->count(); i += 999) {
        QCOMPARE(m_log->indexOf(m_log->at(i).id), i);
    }
    QCOMPARE(m_log->indexOf(10), -1);
    QCOMPARE(m_log->indexOf(0), -1);
    QCOMPARE(m_log->indexOf(99'999), -1);
}

void TestActivityLog::runningEntriesStay()
{
    FollowedClient *followed = startScripted({ScriptedAnswer::silence()});
    followed->client->call(QStringLiteral("stk_push"), pushValues());
    QTRY_COMPARE(m_server->posts(), 1);
    const quint64 id = m_log->at(1).id;
    for (int i = 0; i < 5'010; ++i) {
        m_log->addLoose(stkCallback(QStringLiteral("other_%1").arg(i), QStringLiteral("1032")));
    }
    QCOMPARE(m_log->count(), 5'000);
    QCOMPARE(m_log->indexOf(id), 4'999);
    m_server->writeNow(ScriptedAnswer::json(pushAnswer).bytes);
    QTRY_COMPARE(m_log->at(4'999).state, State::Pending);
    // Now it is as old as any other.
    m_log->addLoose(stkCallback(QStringLiteral("one more"), QStringLiteral("1032")));
    QCOMPARE(m_log->indexOf(id), -1);
}

void TestActivityLog::bigBodiesAreCut()
{
    const QByteArray big = "{\"filler\":\"" + QByteArray(300'000, 'x') + "\"}";
    FollowedClient *followed = startScripted({ScriptedAnswer::json(big)});
    followed->client->call(QStringLiteral("stk_push"), pushValues());
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Unknown);
    const QByteArray kept = m_log->at(1).exchanges.constFirst().responseBody;
    QVERIFY(kept.startsWith("{\"filler\":\"xxx"));
    QVERIFY(kept.size() < 66'000);
    QVERIFY(kept.contains("300013 bytes in all"));

    Callback callback = stkCallback(QStringLiteral("ws_CO_7"), QStringLiteral("0"));
    callback.raw = big;
    m_log->addLoose(callback);
    QVERIFY(newest().callbacks.constFirst().raw.size() < 66'000);
}

/// Somebody who only listens knows the same list.
void TestActivityLog::signalsTellEverything()
{
    QList<std::pair<quint64, State>> heard;
    int expected = -1;
    connect(m_log.get(), &ActivityLog::aboutToInsert, this, [&] { expected = m_log->count() + 1; });
    connect(m_log.get(), &ActivityLog::inserted, this, [&] {
        QCOMPARE(m_log->count(), expected);
        heard.prepend({m_log->at(0).id, m_log->at(0).state});
    });
    connect(m_log.get(), &ActivityLog::changed, this, [&](int index) {
        QCOMPARE(heard.at(index).first, m_log->at(index).id);
        heard[index].second = m_log->at(index).state;
    });
    connect(m_log.get(), &ActivityLog::aboutToRemove, this, [&](int index) {
        expected = m_log->count() - 1;
        heard.removeAt(index);
    });
    connect(m_log.get(), &ActivityLog::removed, this, [&] { QCOMPARE(m_log->count(), expected); });

    const auto compare = [&] {
        QCOMPARE(heard.size(), m_log->count());
        for (int i = 0; i < m_log->count(); ++i) {
            QCOMPARE(heard.at(i).first, m_log->at(i).id);
            QCOMPARE(heard.at(i).second, m_log->at(i).state);
        }
    };
    startSimulator();
    FollowedClient *followed = follow(m_simulator->baseUrl(), shopContext(m_receiver->baseUrl()));
    for (const char *amount : {"10", "1032", "0", "2001"}) {
        followed->client->call(QStringLiteral("stk_push"), pushValues(QString::fromLatin1(amount)),
                               {.limit = std::chrono::seconds(30), .query = false});
    }
    QTRY_VERIFY(followed->client->activeCalls().isEmpty());
    QCOMPARE(m_log->count(), 5);
    compare();
    for (int i = 0; i < 5'000; ++i) {
        m_log->addLoose(stkCallback(QStringLiteral("other_%1").arg(i % 4'999), QStringLiteral("1032")));
    }
    compare();
}

QTEST_GUILESS_MAIN(TestActivityLog)
#include "tst_activitylog.moc"
