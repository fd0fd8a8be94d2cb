// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;
using namespace std::chrono_literals;

/// STK query: what a push that is pending, settled or unknown looks like.
class TestSimulatorQuery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void settledPushHasTheDocumentedShape()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply push = harness.push();
        const QString id = push.text("CheckoutRequestID");
        harness.simulator.handset().cancel(id);
        harness.clock.advance(1s);
        const WireReply reply = harness.query(id);
        QCOMPARE(reply.status, 200);
        const QString expected = QStringLiteral(R"({"ResponseCode":"0",)"
                                                R"("ResponseDescription":"The service request has been accepted successfully",)"
                                                R"("MerchantRequestID":"%1","CheckoutRequestID":"%2",)"
                                                R"("ResultCode":"1032","ResultDesc":"Request cancelled by user"})")
                                     .arg(push.text("MerchantRequestID"), id);
        QCOMPARE(QString::fromUtf8(reply.body), expected);
    }

    void settledAtOnceThoughTheCallbackIsSlow()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.callbackDelay = 60'000;
        QVERIFY(harness.start(options));
        const QString id = harness.push().text("CheckoutRequestID");
        harness.simulator.handset().enterPin(id, QStringLiteral("1234"));
        harness.clock.advance(2s);
        const WireReply reply = harness.query(id, {{QStringLiteral("BusinessShortCode"), QStringLiteral("174379")}});
        QCOMPARE(reply.json().value(u"ResultCode"), QJsonValue(QStringLiteral("0")));
        QVERIFY(harness.simulator.callbackAttempts().isEmpty());
    }

    void pendingStyles_data()
    {
        QTest::addColumn<QString>("style");
        QTest::addColumn<bool>("isError");
        QTest::newRow("500") << QStringLiteral("500.001.1001") << true;
        QTest::newRow("4999") << QStringLiteral("4999") << false;
    }
    void pendingStyles()
    {
        QFETCH(QString, style);
        QFETCH(bool, isError);
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.pendingStyle = style;
        QVERIFY(harness.start(options));
        const QString id = harness.push().text("CheckoutRequestID");
        harness.clock.advance(10s);
        const WireReply reply = harness.query(id);
        if (isError) {
            QVERIFY(isRefusal(reply, 500, QStringLiteral("500.001.1001"), QStringLiteral("The transaction is being processed")));
        } else {
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.json().value(u"ResultCode"), QJsonValue(QStringLiteral("4999")));
            QCOMPARE(reply.text("ResultDesc"), QStringLiteral("The transaction is still under processing"));
            QCOMPARE(reply.text("CheckoutRequestID"), id);
        }
        harness.simulator.handset().enterPin(id, QStringLiteral("0000"));
        QCOMPARE(harness.query(id).text("ResultCode"), QStringLiteral("2001"));
    }

    void pendingForEver()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.tokenLifetime = 1'000'000'000;
        QVERIFY(harness.start(options));
        const QString id = harness.push({{QStringLiteral("PhoneNumber"), 254700004999LL}}).text("CheckoutRequestID");
        harness.clock.advance(24h);
        QCOMPARE(harness.query(id).text("ResultCode"), QStringLiteral("4999"));
    }

    void tooEarlyLooksUnknown()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.tooEarlyQuery = 5'000;
        QVERIFY(harness.start(options));
        const QString id = harness.push().text("CheckoutRequestID");
        const QString message = QStringLiteral("Bad Request - Invalid CheckoutRequestID");
        QVERIFY(isRefusal(harness.query(id), 400, QStringLiteral("400.002.02"), message));
        harness.clock.jumpWall(1h);
        harness.clock.advance(4999ms);
        QVERIFY(isRefusal(harness.query(id), 400, QStringLiteral("400.002.02"), message));
        harness.clock.advance(1ms);
        QVERIFY(isRefusal(harness.query(id), 500, QStringLiteral("500.001.1001"), QStringLiteral("The transaction is being processed")));
        QVERIFY(isRefusal(harness.query(QStringLiteral("ws_CO_00000000000000000000000000")), 400, QStringLiteral("400.002.02"), message));
    }

    void refusals_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        const QString field = QStringLiteral("400.002.02");
        const QString server = QStringLiteral("500.001.1001");
        const auto invalid = [](const char *name) { return QStringLiteral("Bad Request - Invalid ") + QLatin1StringView(name); };
        for (const char *member : {"BusinessShortCode", "Password", "Timestamp", "CheckoutRequestID"}) {
            QTest::addRow("no %s", member) << QJsonObject{{QLatin1StringView(member), QJsonValue()}} << 400 << field << invalid(member);
        }
        QTest::newRow("timestamp") << QJsonObject{{QStringLiteral("Timestamp"), QStringLiteral("today")}} << 400 << field
                                   << invalid("Timestamp");
        QTest::newRow("empty id") << QJsonObject{{QStringLiteral("CheckoutRequestID"), QString()}} << 400 << field
                                  << invalid("CheckoutRequestID");
        QTest::newRow("passkey") << QJsonObject{{QStringLiteral("Password"), SimulatorHarness::password("174379", QByteArray(64, 'f'))}}
                                 << 500 << server << QStringLiteral("Wrong credentials");
        QTest::newRow("merchant") << QJsonObject{{QStringLiteral("BusinessShortCode"), 600984}} << 500 << server
                                  << QStringLiteral("Merchant does not exist");
    }
    void refusals()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, message);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        // The id is unknown too: the Password is judged first.
        QVERIFY(isRefusal(harness.query(QStringLiteral("ws_CO_00000000000000000000000000"), changes), status, code, message));
    }

    void formEncodedBody()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.send("POST", "/mpesa/stkpushquery/v1/query",
                                       {"Content-Type: application/x-www-form-urlencoded", "Authorization: Bearer " + harness.token()},
                                       QByteArrayLiteral("BusinessShortCode=174379")),
                          400, QStringLiteral("400.002.02"), QStringLiteral("Bad Request - Invalid BusinessShortCode")));
    }

    void remembersTheLastThousandPushes()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.callbackDelay = 3'600'000;
        options.tooEarlyQuery = 0;
        QVERIFY(harness.start(options));
        const QString open = harness.push().text("CheckoutRequestID");
        QStringList ids;
        for (int i = 0; i < 1'000; ++i) {
            ids.append(harness.push({{QStringLiteral("PhoneNumber"), 254700001032LL}}).text("CheckoutRequestID"));
        }
        QCOMPARE(harness.query(ids.first()).status, 400);
        QCOMPARE(harness.query(ids.at(1)).text("ResultCode"), QStringLiteral("1032"));
        QCOMPARE(harness.query(ids.last()).text("ResultCode"), QStringLiteral("1032"));
        QCOMPARE(harness.query(open).status, 500); // an open prompt is never forgotten
    }
};

QTEST_GUILESS_MAIN(TestSimulatorQuery)

#include "tst_simulatorquery.moc"
