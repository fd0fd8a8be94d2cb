// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace daraja;

namespace {

/// Real time: durations of deliveries are measured.
class CallbackHarness final : public SimulatorHarness
{
public:
    [[nodiscard]] bool startWithTimeout(int milliseconds)
    {
        SimulatorOptions options = quickOptions();
        options.callbackTimeout = milliseconds;
        return start(options);
    }

    /// A push that is cancelled at once; its callback goes to `url`.
    [[nodiscard]] QString cancelled(const QString &url)
    {
        return push({{QStringLiteral("Amount"), 1032}, {QStringLiteral("CallBackURL"), url}}).text("CheckoutRequestID");
    }

    [[nodiscard]] CallbackAttempt attempt(qsizetype index) const { return simulator.callbackAttempts().value(index); }
    [[nodiscard]] bool waitForEnd(qsizetype index)
    {
        return waitUntil([this, index] { return simulator.callbackAttempts().size() > index && attempt(index).durationMs >= 0; });
    }
};

} // namespace

/// What becomes of callbacks at receivers of every kind.
class TestSimulatorCallbacks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void deliveredOnceAndRecorded()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        QSignalSpy attempted(&harness.simulator, &Simulator::callbackAttempted);
        const QString id = harness.cancelled(harness.shop.url(QStringLiteral("/cb/a%20b?key=1%2F2")));
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.shop.requests.size(), 1);
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/cb/a%20b?key=1%2F2"));
        const CallbackAttempt attempt = harness.attempt(0);
        QCOMPARE(attempt.conversation, id);
        QCOMPARE(attempt.url, QUrl(harness.shop.url(QStringLiteral("/cb/a%20b?key=1%2F2"))));
        QCOMPARE(attempt.body, harness.shop.body(0));
        QCOMPARE(attempt.status, 200);
        QCOMPARE(attempt.problem, QString());
        QCOMPARE(attempt.at, harness.clock.now());
        QCOMPARE(attempted, (QList<QVariantList>{{0}, {0}}));
    }

    void addressWithoutPath()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        QVERIFY(!harness.cancelled(harness.shop.url(QString())).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.shop.requests.size(), 1);
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/"));
    }

    void comesAfterTheDelay()
    {
        CallbackHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.callbackDelay = 300;
        QVERIFY(harness.start(options));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QVERIFY(timer.elapsed() >= 250);
        harness.simulator.setCallbackDelay(0);
        timer.start();
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(harness.waitForEnd(1));
        QCOMPARE(harness.simulator.options().callbackDelay, 0);
    }

    void isNotRepeatedWhateverTheReceiverSays_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {204, 400, 404, 429, 500, 503}) {
            QTest::addRow("%d", status) << status;
        }
    }
    void isNotRepeatedWhateverTheReceiverSays()
    {
        QFETCH(int, status);
        CallbackHarness harness;
        QVERIFY(harness.start());
        harness.shop.response = HttpResponse();
        harness.shop.response.status = status;
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, status);
        // The next one is sent after whatever the first would have caused.
        harness.shop.response.status = 200;
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(harness.waitForEnd(1));
        QCOMPARE(harness.shop.requests.size(), 2);
        QCOMPARE(harness.simulator.callbackAttempts().size(), 2);
    }

    void redirectIsNotFollowed_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("%d", status) << status;
        }
    }
    void redirectIsNotFollowed()
    {
        QFETCH(int, status);
        CallbackHarness harness;
        QVERIFY(harness.start());
        ShopServer other;
        harness.shop.response = HttpResponse();
        harness.shop.response.status = status;
        harness.shop.response.headers.set(QByteArrayLiteral("Location"), other.url().toLatin1());
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, status);
        QVERIFY(!harness.attempt(0).problem.isEmpty());
        QVERIFY(!harness.cancelled(other.url()).isEmpty());
        QVERIFY(harness.waitForEnd(1));
        QCOMPARE(other.requests.size(), 1);
        QCOMPARE(harness.shop.requests.size(), 1);
    }

    void deadReceiver()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        const QString url = harness.shop.url();
        harness.shop.close();
        const QString id = harness.cancelled(url);
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, 0);
        QVERIFY(!harness.attempt(0).problem.isEmpty());
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1);
        harness.clock.advance(std::chrono::seconds(2));
        QCOMPARE(harness.query(id).text("ResultCode"), QStringLiteral("1032"));
    }

    void receiverThatHangsUp()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        harness.shop.holdsAnswers = true;
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(waitUntil([&harness] { return harness.shop.held.size() == 1; }));
        harness.shop.held.first().reset();
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, 0);
        QVERIFY(!harness.attempt(0).problem.isEmpty());
        QCOMPARE(harness.shop.requests.size(), 1);
    }

    void slowReceiver()
    {
        CallbackHarness harness;
        QVERIFY(harness.startWithTimeout(30'000));
        harness.shop.holdsAnswers = true;
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(waitUntil([&harness] { return harness.shop.held.size() == 1; }));
        QCOMPARE(harness.attempt(0).durationMs, -1);
        QCOMPARE(harness.askToken().status, 200); // nobody else waits
        harness.clock.advance(std::chrono::milliseconds(700));
        harness.shop.held.first().respond(harness.shop.response);
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, 200);
        QCOMPARE(harness.attempt(0).durationMs, 700);
    }

    void receiverThatNeverAnswers()
    {
        CallbackHarness harness;
        QVERIFY(harness.startWithTimeout(200));
        harness.shop.holdsAnswers = true;
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, 0);
        QVERIFY(!harness.attempt(0).problem.isEmpty());
        QCOMPARE(harness.shop.requests.size(), 1);
    }

    void plainHttpOnlyToThisComputer()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        QVERIFY(!harness.cancelled(QStringLiteral("http://192.0.2.7/cb")).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, 0);
        QVERIFY(harness.attempt(0).problem.contains(QStringLiteral("https")));
    }

    void untrustedTls()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        // A server that does not even speak TLS.
        QVERIFY(!harness.cancelled(harness.shop.url().replace(QStringLiteral("http:"), QStringLiteral("https:"))).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.attempt(0).status, 0);
        QVERIFY(!harness.attempt(0).problem.isEmpty());
        QVERIFY(harness.shop.requests.isEmpty());
    }

    void manyToOneReceiver()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        QSet<QString> sent;
        for (int i = 0; i < 60; ++i) {
            sent.insert(harness.cancelled(harness.shop.url()));
        }
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 60; }));
        QSet<QString> received;
        for (int i = 0; i < 60; ++i) {
            received.insert(harness.shop.stkCallback(i).value(u"CheckoutRequestID").toString());
        }
        QCOMPARE(received, sent);
    }

    void manyReceiversOfWhichSomeHang()
    {
        CallbackHarness harness;
        QVERIFY(harness.startWithTimeout(30'000));
        std::vector<std::unique_ptr<ShopServer>> shops;
        for (int i = 0; i < 20; ++i) {
            shops.push_back(std::make_unique<ShopServer>());
            shops.back()->holdsAnswers = true;
            QVERIFY(!harness.cancelled(shops.back()->url()).isEmpty());
        }
        QVERIFY(waitUntil([&shops] { return shops.at(15)->requests.size() == 1; }));
        QVERIFY(shops.at(16)->requests.isEmpty());
        shops.at(3)->held.first().respond(harness.shop.response);
        QVERIFY(waitUntil([&shops] { return shops.at(16)->requests.size() == 1; }));
        for (const auto &shop : shops) {
            shop->holdsAnswers = false;
            for (HttpResponder &responder : shop->held) {
                responder.respond(harness.shop.response);
            }
        }
        QVERIFY(waitUntil(
            [&shops] { return std::all_of(shops.begin(), shops.end(), [](const auto &shop) { return shop->requests.size() == 1; }); }));
        QVERIFY(harness.waitForEnd(19));
        QCOMPARE(harness.simulator.callbackAttempts().size(), 20);
    }

    void keepsTheLastThousandAttempts()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        QSignalSpy attempted(&harness.simulator, &Simulator::callbackAttempted);
        QString first;
        QString last;
        for (int i = 0; i < 1'002; ++i) {
            last = harness.cancelled(harness.shop.url());
            if (i == 2) {
                first = last;
            }
        }
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1'002; }, 30'000));
        QVERIFY(harness.waitForEnd(999));
        const QList<CallbackAttempt> &attempts = harness.simulator.callbackAttempts();
        QCOMPARE(attempts.size(), 1'000);
        QCOMPARE(attempts.constFirst().conversation, first);
        QCOMPARE(attempts.constLast().conversation, last);
        QCOMPARE(attempts.constLast().id, attempts.constFirst().id + 999);
        QCOMPARE(attempted.constLast(), QVariantList{999});
    }

    void stoppedBeforeDelivery()
    {
        CallbackHarness harness;
        QVERIFY(harness.startWithTimeout(30'000));
        harness.shop.holdsAnswers = true;
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(waitUntil([&harness] { return harness.shop.held.size() == 1; }));
        harness.simulator.setCallbackDelay(50);
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        harness.simulator.stop();
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1);
        QVERIFY(!harness.attempt(0).problem.isEmpty());
        QVERIFY(harness.attempt(0).durationMs >= 0);

        // What was dropped stays dropped, and a new life delivers again.
        harness.shop.holdsAnswers = false;
        QVERIFY(harness.startWithTimeout(30'000));
        harness.simulator.setCallbackDelay(100);
        const QByteArray token = harness.askToken().text("access_token").toLatin1();
        QCOMPARE(harness
                     .send("POST", "/mpesa/stkpush/v1/processrequest", {"Content-Type: application/json", "Authorization: Bearer " + token},
                           QJsonDocument(harness.pushMembers({{QStringLiteral("Amount"), 1037}})).toJson())
                     .status,
                 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.stkCallback(1).value(u"ResultCode"), QJsonValue(1037));
    }

    void destroyedInMidDelivery()
    {
        ShopServer shop;
        shop.holdsAnswers = true;
        {
            CallbackHarness harness;
            QVERIFY(harness.start());
            QVERIFY(!harness.cancelled(shop.url()).isEmpty());
            QVERIFY(waitUntil([&shop] { return shop.held.size() == 1; }));
            QVERIFY(!harness.push().body.isEmpty());
        }
        QVERIFY(waitUntil([&shop] { return !shop.held.first().isAlive(); }));
    }

    void mayBeResetByWhoeverWatchesIt()
    {
        CallbackHarness harness;
        QVERIFY(harness.start());
        connect(&harness.simulator, &Simulator::callbackAttempted, &harness.simulator, [&harness](int index) {
            if (harness.attempt(index).durationMs >= 0) {
                harness.simulator.reset();
            }
        });
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1 && harness.simulator.callbackAttempts().isEmpty(); }));
        harness.simulator.disconnect(&harness.simulator);
        QVERIFY(!harness.cancelled(harness.shop.url()).isEmpty());
        QVERIFY(harness.waitForEnd(0));
        QCOMPARE(harness.shop.requests.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorCallbacks)

#include "tst_simulatorcallbacks.moc"
