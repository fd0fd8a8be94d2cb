// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace daraja;

/// Starting, stopping, tokens, and what is kept about requests.
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

    void tokenHasTheDocumentedShape()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.askToken();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("Content-Type"), QByteArrayLiteral("application/json"));
        static const QRegularExpression shape(QStringLiteral(R"(^\{"access_token":"[A-Za-z0-9]{28}","expires_in":"3599"\}$)"));
        QVERIFY(shape.match(QString::fromUtf8(reply.body)).hasMatch());
        QVERIFY(harness.askToken().text("access_token") != reply.text("access_token"));
    }

    void oauthAsClientsReallySendIt()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QByteArray pair = QByteArrayLiteral("shop-key:shop-secret").toBase64();
        QCOMPARE(
            harness.send("GET", "/oauth/v1/generate?grant_type=client_credentials", {"authorization: basic " + pair, "accept: */*"}).status,
            200);
        QCOMPARE(harness
                     .send("GET", "/oauth/v1/generate?grant_type=client%5Fcredentials",
                           {"Authorization: Basic " + pair, "Content-Type: application/json"})
                     .status,
                 200);
    }

    void oauthRefusals_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        const QByteArray target = QByteArrayLiteral("/oauth/v1/generate?grant_type=client_credentials");
        const auto basic = [](const char *pair) { return "Authorization: Basic " + QByteArray(pair).toBase64(); };
        const QString type = QStringLiteral("Invalid Authentication passed");
        const QString grant = QStringLiteral("Invalid grant type passed");
        QTest::newRow("wrong secret") << target << basic("shop-key:other") << QString() << QString();
        QTest::newRow("wrong key") << target << basic("other:shop-secret") << QString() << QString();
        QTest::newRow("swapped") << target << basic("shop-secret:shop-key") << QString() << QString();
        QTest::newRow("space behind the secret") << target << basic("shop-key:shop-secret ") << QString() << QString();
        QTest::newRow("no colon") << target << basic("shop-key") << QString() << QString();
        QTest::newRow("not base64") << target << QByteArrayLiteral("Authorization: Basic ***") << QString() << QString();
        QTest::newRow("no header") << target << QByteArrayLiteral("Accept: */*") << QStringLiteral("400.008.01") << type;
        QTest::newRow("bearer") << target << QByteArrayLiteral("Authorization: Bearer abc") << QStringLiteral("400.008.01") << type;
        QTest::newRow("scheme alone") << target << QByteArrayLiteral("Authorization: Basic") << QStringLiteral("400.008.01") << type;
        QTest::newRow("no grant type") << QByteArrayLiteral("/oauth/v1/generate") << basic("shop-key:shop-secret")
                                       << QStringLiteral("400.008.02") << grant;
        QTest::newRow("other grant type") << QByteArrayLiteral("/oauth/v1/generate?grant_type=password") << basic("shop-key:shop-secret")
                                          << QStringLiteral("400.008.02") << grant;
        QTest::newRow("space behind the grant type")
            << target + "%20" << basic("shop-key:shop-secret") << QStringLiteral("400.008.02") << grant;
    }
    void oauthRefusals()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, authorization);
        QFETCH(QString, code);
        QFETCH(QString, message);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.send("GET", target, {authorization});
        if (code.isEmpty()) {
            QCOMPARE(reply.status, 400);
            QCOMPARE(reply.body, QByteArray());
        } else {
            QVERIFY(isRefusal(reply, 400, code, message));
        }
        QVERIFY(!harness.simulator.requests().constLast().note.isEmpty());
    }

    void pathAndVerb_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        for (const char *path : {"/mpesa/stkpush/v1/processrequest", "/mpesa/stkpushquery/v1/query", "/mpesa/accountbalance/v1/query"}) {
            QTest::addRow("GET %s", path) << QByteArrayLiteral("GET") << QByteArray(path) << 405;
            QTest::addRow("PUT %s", path) << QByteArrayLiteral("PUT") << QByteArray(path) << 405;
        }
        QTest::newRow("POST oauth") << QByteArrayLiteral("POST") << QByteArrayLiteral("/oauth/v1/generate?grant_type=client_credentials")
                                    << 405;
        QTest::newRow("root") << QByteArrayLiteral("GET") << QByteArrayLiteral("/") << 404;
        QTest::newRow("other version") << QByteArrayLiteral("POST") << QByteArrayLiteral("/mpesa/stkpush/v2/processrequest") << 404;
        QTest::newRow("slash behind") << QByteArrayLiteral("POST") << QByteArrayLiteral("/mpesa/stkpush/v1/processrequest/") << 404;
        QTest::newRow("two slashes") << QByteArrayLiteral("GET") << QByteArrayLiteral("//oauth/v1/generate?grant_type=client_credentials")
                                     << 404;
    }
    void pathAndVerb()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.send(method, target, {}, QByteArrayLiteral(""));
        QVERIFY(status == 405 ? isRefusal(reply, 405, QStringLiteral("405.001"), QStringLiteral("Method Not Allowed"))
                              : isRefusal(reply, 404, QStringLiteral("404.001.01"), QStringLiteral("Resource not found")));
    }

    void tokenRefusals_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        struct Product
        {
            const char *path;
            int status;
            const char *code;
        };
        for (const Product &product :
             {Product{"/mpesa/stkpush/v1/processrequest", 404, "404.001.03"}, Product{"/mpesa/stkpushquery/v1/query", 404, "404.001.03"},
              Product{"/mpesa/accountbalance/v1/query", 400, "400.003.01"}}) {
            const QByteArray path(product.path);
            const QString header = QStringLiteral("404.001.04");
            QTest::addRow("unknown token at %s", product.path)
                << path << QByteArrayLiteral("Authorization: Bearer c9SQxWWhmdVRlyh0zh8gZDTkubVF") << product.status
                << QString::fromLatin1(product.code) << QStringLiteral("Invalid Access Token");
            for (const char *authorization :
                 {"Accept: */*", "Authorization: Bearer", "Authorization: Basic YTpi", "Authorization: c9SQxWWhmdVRlyh0zh8gZDTkubVF"}) {
                QTest::addRow("%s at %s", authorization, product.path)
                    << path << QByteArray(authorization) << 404 << header << QStringLiteral("Invalid Authentication Header");
            }
        }
    }
    void tokenRefusals()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, authorization);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, message);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.send("POST", path, {authorization, "Content-Type: application/json"}, QByteArrayLiteral("{}")), status,
                          code, message));
    }

    void tokensExpireByTheSteadyClock()
    {
        using namespace std::chrono_literals;
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(!harness.token().isEmpty());
        harness.clock.jumpWall(48h);
        harness.clock.advance(3598s);
        QCOMPARE(harness.query(QStringLiteral("x")).text("errorCode"), QStringLiteral("400.002.02"));
        harness.clock.jumpWall(-96h);
        harness.clock.advance(1s);
        QVERIFY(isRefusal(harness.query(QStringLiteral("x")), 404, QStringLiteral("404.001.03"), QStringLiteral("Invalid Access Token")));
    }

    void tokenLifetimeAndSwitches()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.tokenLifetime = 90'000;
        QVERIFY(harness.start(options));
        const WireReply first = harness.askToken();
        QCOMPARE(first.text("expires_in"), QStringLiteral("90"));
        const auto works = [&harness](const WireReply &reply) {
            return harness
                       .send("POST", "/mpesa/stkpushquery/v1/query",
                             {"authorization: bearer " + reply.text("access_token").toLatin1(), "Content-Type: application/json"},
                             QByteArrayLiteral("{}"))
                       .status == 400;
        };
        const WireReply second = harness.askToken();
        QVERIFY(works(first));
        QVERIFY(works(second));
        harness.simulator.expireTokens();
        QVERIFY(!works(first));
        QVERIFY(!works(second));
        QVERIFY(works(harness.askToken()));

        harness.simulator.stop();
        options.newTokenCancelsOld = true;
        QVERIFY(harness.start(options));
        const WireReply old = harness.askToken();
        QVERIFY(works(old));
        const WireReply fresh = harness.askToken();
        QVERIFY(!works(old));
        QVERIFY(works(fresh));
        harness.simulator.reset();
        QVERIFY(works(fresh));
        harness.simulator.stop();
        QVERIFY(harness.start(options));
        QVERIFY(!works(fresh));
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
