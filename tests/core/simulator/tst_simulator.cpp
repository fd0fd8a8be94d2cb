// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace daraja;

/// Starting, stopping, and what is kept about requests.
class TestSimulator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void fillsInTheSandboxConstants()
    {
        FakeClock clock;
        Simulator simulator(clock);
        QVERIFY(simulator.start());
        const SimulatorOptions &options = simulator.options();
        QCOMPARE(options.shortCode, QStringLiteral("174379"));
        QCOMPARE(options.passkey, QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"));
        QCOMPARE(options.msisdn, QStringLiteral("254708374149"));
        QCOMPARE(options.initiatorName, QStringLiteral("testapi"));
        QCOMPARE(options.initiatorPassword, QStringLiteral("Safaricom999!*!"));
        QVERIFY(options.consumerKey.startsWith(QStringLiteral("sim-")));
        QVERIFY(options.consumerSecret.size() >= 32);
        QCOMPARE(simulator.baseUrl(), QUrl(QStringLiteral("http://127.0.0.1:%1").arg(options.port)));
        QCOMPARE(simulator.wallets(), QStringList{QStringLiteral("254708374149")});
    }

    void makesItsCertificateInTheBackground()
    {
        SimulatorHarness harness;
        QSignalSpy ready(&harness.simulator, &Simulator::ready);
        QVERIFY(harness.start());
        QVERIFY(!harness.simulator.isReady());
        QVERIFY(harness.simulator.certificatePem().isEmpty());
        QVERIFY(ready.wait(60'000));
        QVERIFY(harness.simulator.certificatePem().startsWith("-----BEGIN CERTIFICATE-----"));
        const QByteArray certificate = harness.simulator.certificatePem();

        harness.simulator.stop();
        QVERIFY(harness.start());
        QCOMPARE(ready.size(), 1);
        QVERIFY(ready.wait());
        QCOMPARE(harness.simulator.certificatePem(), certificate);
    }

    void canBeDestroyedWhileTheKeyIsMade()
    {
        FakeClock clock;
        for (int i = 0; i < 3; ++i) {
            Simulator simulator(clock);
            QVERIFY(simulator.start());
            QVERIFY(!simulator.isReady());
        }
    }

    void saysThatThePortIsTaken()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        Simulator second(harness.clock);
        SimulatorOptions options;
        options.port = harness.simulator.options().port;
        QVERIFY(!second.start(options));
        QVERIFY(!second.isRunning());
        QVERIFY(second.errorString().contains(QString::number(options.port)));
        QVERIFY(second.baseUrl().isEmpty());
        QVERIFY(!harness.simulator.start());
        QVERIFY(harness.simulator.isRunning());

        harness.simulator.stop();
        QVERIFY(second.start(options));
        QVERIFY(second.errorString().isEmpty());
    }

    void bindsToLoopbackOnly()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const quint16 port = harness.simulator.options().port;
        QTcpServer other;
        // Nobody else has this port on the other loopback addresses: 0.0.0.0 would.
        QVERIFY(other.listen(QHostAddress(QStringLiteral("127.0.0.2")), port));
    }

    void keepsRequestsWithoutSecrets()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy seen(&harness.simulator, &Simulator::requestSeen);
        QSignalSpy answered(&harness.simulator, &Simulator::requestAnswered);
        const QByteArray token = harness.token();
        QCOMPARE(harness.push({{QStringLiteral("AccountReference"), QStringLiteral("shop-secret")}}).status, 200);
        QVERIFY(harness.push({{QStringLiteral("Password"), SimulatorHarness::password("174379", "wrong-passkey")}}).status == 500);
        QCOMPARE(harness.simulator.requests().size(), 3);
        QCOMPARE(seen, (QList<QVariantList>{{0}, {1}, {2}}));
        QCOMPARE(answered, (QList<QVariantList>{{0}, {1}, {2}}));

        const SimulatorRequest &oauth = harness.simulator.requests().at(0);
        QCOMPARE(oauth.method, QByteArrayLiteral("GET"));
        QCOMPARE(oauth.path, QStringLiteral("/oauth/v1/generate"));
        QCOMPARE(oauth.status, 200);
        QCOMPARE(oauth.at, harness.clock.now());
        QVERIFY(oauth.answer.contains("\"expires_in\":\"3599\""));
        QVERIFY(!oauth.answer.contains(token));

        const SimulatorRequest &push = harness.simulator.requests().at(1);
        QCOMPARE(push.path, QStringLiteral("/mpesa/stkpush/v1/processrequest"));
        QVERIFY(push.body.contains("\"PhoneNumber\":254708374149"));
        QVERIFY(!push.body.contains(SimulatorHarness::password().toLatin1()));
        QVERIFY(!push.body.contains("shop-secret"));
        QVERIFY(push.note.isEmpty());
        QVERIFY(push.id != oauth.id);

        QVERIFY(harness.simulator.requests().at(2).note.contains(QStringLiteral("passkey")));
        QVERIFY(!harness.simulator.requests().at(2).note.contains(QStringLiteral("wrong-passkey")));
    }

    void keepsTheLastThousandRequests()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy answered(&harness.simulator, &Simulator::requestAnswered);
        RawConnection connection(harness.simulator.options().port);
        for (int i = 0; i < 1'003; ++i) {
            connection.send("GET /n" + QByteArray::number(i) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            QVERIFY(waitUntil([&answered, i] { return answered.size() > i; }));
        }
        QCOMPARE(harness.simulator.requests().size(), 1'000);
        QCOMPARE(harness.simulator.requests().constFirst().path, QStringLiteral("/n3"));
        QCOMPARE(harness.simulator.requests().constLast().path, QStringLiteral("/n1002"));
        QCOMPARE(answered.constLast(), QVariantList{999});
        QCOMPARE(harness.simulator.requests().constLast().status, 404);
    }

    void survivesGarbage_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("binary") << QByteArray("\x00\xff\x16\x03\x01\r\n\r\n", 9) << 400;
        QTest::newRow("no host") << QByteArrayLiteral("GET / HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("endless head") << "GET / HTTP/1.1\r\nHost: x\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n" << 431;
        QTest::newRow("big body") << "POST /mpesa/stkpush/v1/processrequest HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n" +
                                         QByteArray(100'000, ' ')
                                  << 413;
    }
    void survivesGarbage()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(exchangeRaw(harness.simulator.options().port, bytes).status, status);
        QCOMPARE(harness.askToken().status, 200);
    }

    void cutsLongBodiesInTheRecord()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.push({{QStringLiteral("AccountReference"), QString(500'000, u'x')}}).status, 400);
        QVERIFY(harness.simulator.requests().constLast().body.size() < 20'000);
    }

    void resetStartsAfresh()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy wasReset(&harness.simulator, &Simulator::wasReset);
        const WireReply paid = harness.push({{QStringLiteral("Amount"), 10000}});
        QCOMPARE(paid.status, 200);
        QTRY_COMPARE(harness.shop.requests.size(), 1);
        const WireReply open = harness.push();
        QCOMPARE(open.status, 200);
        harness.simulator.setWallet(QStringLiteral("254711000001"), 5);
        harness.simulator.setNextOutcome(QStringLiteral("17"));
        QSignalSpy closed(&harness.simulator.handset(), &Handset::promptClosed);

        harness.simulator.reset();
        QCOMPARE(wasReset.size(), 1);
        QCOMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<Prompt>().state, Prompt::State::Withdrawn);
        QVERIFY(harness.simulator.requests().isEmpty());
        QVERIFY(harness.simulator.callbackAttempts().isEmpty());
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
        QVERIFY(harness.simulator.nextOutcome().isEmpty());
        QCOMPARE(harness.simulator.wallets(), QStringList{QStringLiteral("254708374149")});
        QCOMPARE(harness.simulator.walletOf(QStringLiteral("254708374149")), 50'000'00);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
        QVERIFY(harness.simulator.isRunning());

        harness.clock.advance(std::chrono::seconds(5));
        QVERIFY(isRefusal(harness.query(paid.text("CheckoutRequestID")), 400, QStringLiteral("400.002.02"),
                          QStringLiteral("Bad Request - Invalid CheckoutRequestID")));
        QCOMPARE(harness.push().status, 200);
    }

    void stopsWithPromptsOpen()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy closed(&harness.simulator.handset(), &Handset::promptClosed);
        const QString id = harness.push().text("CheckoutRequestID");
        QCOMPARE(harness.push({{QStringLiteral("PhoneNumber"), 254711000001LL}}).status, 200);
        const quint16 port = harness.simulator.options().port;
        harness.simulator.stop();
        QVERIFY(!harness.simulator.isRunning());
        QCOMPARE(closed.size(), 2);
        QCOMPARE(harness.simulator.handset().prompt(id).state, Prompt::State::Withdrawn);
        QCOMPARE(exchangeRaw(port, QByteArrayLiteral("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).status, 0);
        QCOMPARE(harness.simulator.requests().size(), 3);

        // A prompt that was taken away has no result, and its number is free again.
        harness.simulator.handset().cancel(id);
        QVERIFY(harness.start());
        QCOMPARE(harness.askToken().status, 200);
        QVERIFY(harness.shop.requests.isEmpty());
    }

    void mayBeStoppedByWhoeverWatchesIt()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        connect(&harness.simulator, &Simulator::requestSeen, &harness.simulator, &Simulator::stop);
        QCOMPARE(harness.askToken().status, 0);
        QVERIFY(!harness.simulator.isRunning());
        harness.simulator.disconnect();
        QVERIFY(harness.start());
        connect(&harness.simulator, &Simulator::requestSeen, &harness.simulator, &Simulator::reset);
        QCOMPARE(harness.askToken().status, 200);
        QVERIFY(harness.simulator.requests().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSimulator)

#include "tst_simulator.moc"
