// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

/// Tokens: how they are given and how each product refuses them; path and verb before that.
class TestSimulatorOauth final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

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
};

QTEST_GUILESS_MAIN(TestSimulatorOauth)

#include "tst_simulatoroauth.moc"
