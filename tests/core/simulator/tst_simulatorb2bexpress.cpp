// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

class ExpressHarness : public SimulatorHarness
{
public:
    [[nodiscard]] WireReply ask(const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/v1/ussdpush/get-msisdn"), changed({{text("primaryShortCode"), text("555551")},
                                                                           {text("receiverShortCode"), text("174379")},
                                                                           {text("amount"), text("85")},
                                                                           {text("paymentRef"), text("ORD-88")},
                                                                           {text("callbackUrl"), shop.url(text("/express"))},
                                                                           {text("partnerName"), text("Demo shop")},
                                                                           {text("RequestRefID"), text("c2f1-77de")}},
                                                                          changes));
    }
    [[nodiscard]] bool waitForCallback()
    {
        return waitUntil([this] { return !shop.requests.isEmpty(); });
    }
};

} // namespace

/// B2B Express Checkout: another merchant's till pays.
class TestSimulatorB2bExpress final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void success()
    {
        ExpressHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.ask();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, QByteArray(R"({"code":"0","status":"USSD Initiated Successfully"})"));
        QVERIFY(harness.waitForCallback());
        static const QRegularExpression shape(
            text("^\\{\"resultCode\":\"0\",\"resultDesc\":\"The service request is processed successfully\\.\",\"amount\":\"85\\.0\","
                 "\"requestId\":\"c2f1-77de\",\"paymentReference\":\"ORD-88\",\"resultType\":\"0\","
                 "\"conversationID\":\"AG_20260314_[0-9a-f]{20}\",\"transactionId\":\"UCE[0-9A-Z]{7}\",\"status\":\"SUCCESS\"\\}$"));
        QVERIFY2(shape.match(QString::fromUtf8(harness.shop.body(0))).hasMatch(), harness.shop.body(0).constData());
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 85'00);
    }

    void failures_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"4001", "4102", "4104", "4201", "4203"}) {
            QTest::newRow(code) << text(code);
        }
    }
    void failures()
    {
        QFETCH(QString, code);
        ExpressHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.ask({{text("amount"), code}}).status, 200);
        QVERIFY(harness.waitForCallback());
        const QRegularExpression shape(text("^\\{\"resultCode\":\"%1\",\"resultDesc\":\"%2\",\"requestId\":\"c2f1-77de\","
                                            "\"amount\":\"%1\\.0\",\"paymentReference\":\"ORD-88\"\\}$")
                                           .arg(code, code == u"4001" ? text("User cancelled transaction") : text("[^\"]+")));
        QVERIFY2(shape.match(QString::fromUtf8(harness.shop.body(0))).hasMatch(), harness.shop.body(0).constData());
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void ourTillPays()
    {
        ExpressHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.merchantAccount = 100'00;
        QVERIFY(harness.start(options));
        QCOMPARE(harness.ask({{text("primaryShortCode"), text("174380")}}).status, 200);
        QCOMPARE(harness.simulator.accounts().merchant, 15'00);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 85'00);
        QCOMPARE(harness.ask({{text("primaryShortCode"), text("174380")}, {text("RequestRefID"), text("second")}}).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.json(1).value(u"resultCode").toString(), text("1"));
        QCOMPARE(harness.simulator.accounts().merchant, 15'00);
    }

    void referenceIsUnique()
    {
        ExpressHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.ask().status, 200);
        QVERIFY(isRefusal(harness.ask(), 400, text("400.002.02"), text("Bad Request - Invalid RequestRefID")));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 85'00);
        harness.simulator.reset();
        QCOMPARE(harness.ask().status, 200);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("amount") << "amount" << QJsonValue(text("8.5"));
        QTest::newRow("payer") << "primaryShortCode" << QJsonValue(text("till"));
        QTest::newRow("callback") << "callbackUrl" << QJsonValue();
        QTest::newRow("reference") << "RequestRefID" << QJsonValue(text(""));
    }
    void refusals()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        ExpressHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.ask({{member, value}}), 400, text("400.002.02"), text("Bad Request - Invalid ") + member));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorB2bExpress)

#include "tst_simulatorb2bexpress.moc"
