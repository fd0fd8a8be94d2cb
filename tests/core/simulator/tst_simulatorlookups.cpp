// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

QJsonObject hakikisha(const char *msisdn, const char *shortCode = "174379")
{
    return {{text("header"), QJsonObject{{text("requestID"), text("r-1")}, {text("timestamp"), text("1773478800")}}},
            {text("body"), QJsonObject{{text("msisdn"), text(msisdn)}, {text("shortcode"), text(shortCode)}}}};
}

QJsonObject redemption(const QJsonObject &changes = {})
{
    return SimulatorHarness::changed({{text("msisdn"), text("254712345678")},
                                      {text("amount"), 40},
                                      {text("bongaPoints"), 200},
                                      {text("conversionRate"), 0.2},
                                      {text("shortCode"), text("174379")},
                                      {text("accountNumber"), text("INV-00231")}},
                                     changes);
}

const QByteArray hakikishaPath = QByteArrayLiteral("/mpesa/b2c/hakikisha/v1/hakikisha");
const QByteArray orgPath = QByteArrayLiteral("/sfcverify/v1/query/info");
const QByteArray pointsPath = QByteArrayLiteral("/v1/lipa/na/bonga/calculate-points");
const QByteArray redeemPath = QByteArrayLiteral("/v1/lipa/na/bonga/redeem-paybill");

bool matches(const WireReply &reply, const char *shape)
{
    const bool is = QRegularExpression(text(shape)).match(QString::fromUtf8(reply.body)).hasMatch();
    if (!is) {
        qInfo("got %d %s", reply.status, reply.body.constData());
    }
    return is;
}

} // namespace

/// Who is behind a number, and loyalty points.
class TestSimulatorLookups final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void customer()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(hakikishaPath, hakikisha("254708374149"));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, QByteArray(R"({"header":{"status":"200","message":"Success"},)"
                                        R"("body":{"firstName":"CUSTOMER","middleName":"S********","lastName":"4149"}})"));
    }

    void unknownCustomer()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(hakikishaPath, hakikisha("254700010003"));
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json().value(u"body").toObject().value(u"message").toString(), text("The customer does not exist."));
        QCOMPARE(reply.json().value(u"header").toObject().value(u"status").toString(), text("400"));
    }

    void customerRefused()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(hakikishaPath, hakikisha("0708374149"));
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json().value(u"body").toObject().value(u"message").toString(), text("Invalid msisdn"));
    }

    void organisation_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("identifier");
        QTest::newRow("paybill") << "4"
                                 << "174379";
        QTest::newRow("till") << "2"
                              << "174380";
    }
    void organisation()
    {
        QFETCH(QString, type);
        QFETCH(QString, identifier);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(orgPath, {{text("IdentifierType"), type}, {text("Identifier"), identifier}});
        QCOMPARE(reply.status, 200);
        QVERIFY(matches(reply, "^\\{\"ConversationID\":\"[0-9a-f-]+[0-9]+\",\"ResponseCode\":\"4000\",\"ResponseMessage\":\"Success\","
                               "\"DetailedMessage\":\"[^\"]+\",\"OrganizationShortCode\":\"1743(79|80)\",\"OrganizationName\":\"Demo "
                               "shop\",\"ChargeProfileID\":\"1\"\\}$"));
        QCOMPARE(reply.text("OrganizationShortCode"), identifier);
    }

    void unknownOrganisation_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("identifier");
        QTest::newRow("nobody's") << "4"
                                  << "555555";
        QTest::newRow("till as paybill") << "4"
                                         << "174380";
        QTest::newRow("paybill as till") << "2"
                                         << "174379";
    }
    void unknownOrganisation()
    {
        QFETCH(QString, type);
        QFETCH(QString, identifier);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.post(orgPath, {{text("IdentifierType"), type}, {text("Identifier"), identifier}}), 400,
                          text("400.002.02"), text("Bad Request - Invalid Identifier")));
    }

    void simCard_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("day");
        QTest::newRow("long ago") << "254712345678"
                                  << "01-01-1900";
        QTest::newRow("yesterday") << "254712345600"
                                   << "13-03-2026";
    }
    void simCard()
    {
        QFETCH(QString, number);
        QFETCH(QString, day);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QJsonObject asked{{text("customerNumber"), number}};
        const WireReply imsi = harness.post(QByteArrayLiteral("/imsi/v1/checkATI"), asked);
        QCOMPARE(imsi.status, 200);
        QVERIFY(matches(imsi, "^\\{\"requestRefID\":\"[0-9a-f-]+[0-9]+\",\"responseCode\":\"200\",\"responseDesc\":\"Success\","
                              "\"imsi\":\"[0-9]{16}\",\"lastSwapDate\":\"[0-9]{2}-[0-9]{2}-[0-9]{4}\","
                              "\"msisdnRegistrationDate\":\"[0-9]{2}-[0-9]{2}-[0-9]{4}\",\"customerNumber\":\"2547123456[0-9]{2}\"\\}$"));
        QCOMPARE(imsi.text("lastSwapDate"), day);
        QCOMPARE(imsi.text("customerNumber"), number);
        const WireReply swap = harness.post(QByteArrayLiteral("/imsi/v2/checkATI"), asked);
        QCOMPARE(swap.text("lastSwapDate"), day);
        QVERIFY(!swap.json().contains(u"imsi"));
        QCOMPARE(swap.json().size(), 6);
    }

    void pointsAreWorth_data()
    {
        QTest::addColumn<QString>("points");
        QTest::addColumn<QString>("amount");
        QTest::newRow("documented") << "40"
                                    << "8";
        QTest::newRow("part of a shilling") << "41"
                                            << "8.2";
        QTest::newRow("one") << "1"
                             << "0.2";
    }
    void pointsAreWorth()
    {
        QFETCH(QString, points);
        QFETCH(QString, amount);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(pointsPath, {{text("points"), points}});
        QCOMPARE(reply.status, 200);
        const QJsonObject body = reply.json().value(u"body").toObject();
        QCOMPARE(body.value(u"amount").toString(), amount);
        QCOMPARE(body.value(u"points").toString(), points);
        QCOMPARE(body.value(u"rate").toString(), text("0.2"));
        QVERIFY(matches(reply,
                        "^\\{\"header\":\\{\"requestRefId\":\"[0-9a-f-]+[0-9]+\",\"responseCode\":200,\"responseMessage\":\"Success\","
                        "\"customerMessage\":\"[^\"]+\",\"timestamp\":\"2026-03-14T12:00:00\\.000\"\\},\"body\":\\{"));
    }

    void pointsPay()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(
            harness
                .post(QByteArrayLiteral("/mpesa/c2b/v2/registerurl"), {{text("ShortCode"), text("174379")},
                                                                       {text("ResponseType"), text("Completed")},
                                                                       {text("ConfirmationURL"), harness.shop.url(text("/confirmation"))},
                                                                       {text("ValidationURL"), harness.shop.url(text("/validation"))}})
                .status,
            200);
        const WireReply reply = harness.post(redeemPath, redemption());
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().value(u"header").toObject().value(u"responseCode").toInt(), 200);
        QVERIFY(reply.json().value(u"body").isNull());
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.requests.at(1).path(), QByteArray("/confirmation"));
        QCOMPARE(harness.shop.json(1).value(u"TransAmount").toString(), text("40.00"));
        QCOMPARE(harness.shop.json(1).value(u"BillRefNumber").toString(), text("INV-00231"));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 40'00);
        QCOMPARE(harness.simulator.walletOf(text("254712345678")), 50'000'00); // points are no money
    }

    void redemptionRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::newRow("too few points") << QJsonObject{{text("bongaPoints"), 199}};
        QTest::newRow("foreign short code") << QJsonObject{{text("shortCode"), text("555555")}};
        QTest::newRow("no phone") << QJsonObject{{text("msisdn"), QJsonValue()}};
        QTest::newRow("nothing") << QJsonObject{{text("amount"), 0}, {text("bongaPoints"), 0}};
    }
    void redemptionRefused()
    {
        QFETCH(QJsonObject, changes);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.post(redeemPath, redemption(changes));
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json().value(u"header").toObject().value(u"responseCode").toInt(), 6001);
        QVERIFY(!harness.simulator.requests().constLast().note.isEmpty());
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void tokenRefusals_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        const QString plain = text("Invalid Access Token");
        const QString echoing = text("Error Occurred - Invalid Access Token - @token@");
        QTest::newRow("C2B register") << QByteArray("/mpesa/c2b/v1/registerurl") << 401 << "401.003.01" << echoing;
        QTest::newRow("C2B simulate") << QByteArray("/mpesa/c2b/v2/simulate") << 401 << "401.003.01" << echoing;
        QTest::newRow("QR") << QByteArray("/mpesa/qrcode/v1/generate") << 400 << "400.003.01" << plain;
        QTest::newRow("Pull") << QByteArray("/pulltransactions/v1/query") << 401 << "401.001" << plain;
        QTest::newRow("Hakikisha") << hakikishaPath << 401 << "401.001" << plain;
        QTest::newRow("Org info") << orgPath << 401 << "401.001" << plain;
        QTest::newRow("B2B Express") << QByteArray("/v1/ussdpush/get-msisdn") << 400 << "400.003.01" << plain;
    }
    void tokenRefusals()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, message);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        message.replace(text("@token@"), QString::fromLatin1(harness.token()));
        harness.simulator.expireTokens();
        QVERIFY(isRefusal(harness.post(path, {}), status, code, message));
        const WireReply without = harness.send("POST", path, {"Content-Type: application/json"}, "{}");
        QCOMPARE(without.text("errorCode"), text("404.001.04"));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorLookups)

#include "tst_simulatorlookups.moc"
