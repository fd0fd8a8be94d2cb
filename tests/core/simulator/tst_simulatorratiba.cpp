// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

/// It is 14 March 2026; the order of Safaricom's sample begins the day after.
class RatibaHarness : public SimulatorHarness
{
public:
    [[nodiscard]] WireReply order(const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/standingorder/v1/createStandingOrderExternal"),
                    changed({{text("StandingOrderName"), text("Rent")},
                             {text("StartDate"), text("20260315")},
                             {text("EndDate"), text("20270314")},
                             {text("BusinessShortCode"), text("174379")},
                             {text("TransactionType"), text("Standing Order Customer Pay Bill")},
                             {text("ReceiverPartyIdentifierType"), text("4")},
                             {text("Amount"), text("4500")},
                             {text("PartyA"), text("254708374149")},
                             {text("CallBackURL"), shop.url(text("/order"))},
                             {text("AccountReference"), text("House 4")},
                             {text("TransactionDesc"), text("Rent")},
                             {text("Frequency"), text("4")}},
                            changes));
    }

    /// The same, and the customer agrees.
    [[nodiscard]] WireReply agreedOrder(const QJsonObject &changes = {})
    {
        const WireReply reply = order(changes);
        for (const Prompt &prompt : simulator.handset().openPrompts()) {
            simulator.handset().enterPin(prompt.id, text(Handset::defaultPin));
        }
        return reply;
    }

    [[nodiscard]] bool waitForCallbacks(qsizetype count)
    {
        return waitUntil([this, count] { return shop.requests.size() >= count; });
    }
    [[nodiscard]] QString codeOf(qsizetype index) const
    {
        return shop.json(index).value(u"ResponseHeader").toObject().value(u"responseCode").toString();
    }
};

} // namespace

/// Ratiba: a standing order is acknowledged, and its outcome posted.
class TestSimulatorRatiba final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void acknowledgementAndCallback()
    {
        RatibaHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.agreedOrder();
        QCOMPARE(reply.status, 200);
        static const QRegularExpression shape(
            text("^\\{\"ResponseHeader\":\\{\"responseRefID\":\"([0-9a-f-]{36})\",\"responseCode\":\"200\","
                 "\"responseDescription\":\"Request accepted for processing\","
                 "\"ResultDesc\":\"The service request is processed successfully\\.\"\\},"
                 "\"ResponseBody\":\\{\"responseDescription\":\"Request accepted for processing\",\"responseCode\":\"200\"\\}\\}$"));
        const QRegularExpressionMatch match = shape.match(QString::fromUtf8(reply.body));
        QVERIFY2(match.hasMatch(), reply.body.constData());
        QVERIFY(harness.waitForCallbacks(1));
        const QRegularExpression told(
            text("^\\{\"ResponseHeader\":\\{\"responseRefID\":\"%1\",\"requestRefID\":\"[0-9a-f-]{36}\",\"responseCode\":\"0\","
                 "\"responseDescription\":\"The service request is processed successfully\"\\},"
                 "\"ResponseBody\":\\{\"responseData\":\\[\\{\"name\":\"TransactionID\",\"value\":\"UCE[0-9A-Z]{7}\"\\},"
                 "\\{\"name\":\"responseCode\",\"value\":\"0\"\\},\\{\"name\":\"Status\",\"value\":\"OKAY\"\\},"
                 "\\{\"name\":\"Msisdn\",\"value\":\"254\\*\\*\\*\\*\\*\\*149\"\\}\\]\\}\\}$")
                .arg(match.captured(1)));
        QVERIFY2(told.match(QString::fromUtf8(harness.shop.body(0))).hasMatch(), harness.shop.body(0).constData());
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00); // nothing is due yet
    }

    void capitals()
    {
        RatibaHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.products.ratibaCapitals = true;
        QVERIFY(harness.start(options));
        QCOMPARE(harness.order({{text("Amount"), text("1037")}}).status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        const QJsonObject body = harness.shop.json(0).value(u"ResponseBody").toObject();
        QCOMPARE(QJsonDocument(body).toJson(QJsonDocument::Compact),
                 QByteArray(R"({"ResponseData":[{"Name":"TransactionID","Value":"0000000000"},{"Name":"responseCode","Value":"1037"},)"
                            R"({"Name":"Status","Value":"ERROR"},{"Name":"Msisdn","Value":"254******149"}]})"));
    }

    void outcomes_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("code");
        for (const char *code : {"1001", "1025", "1032", "1037", "2001"}) {
            QTest::newRow(code) << QJsonObject{{text("Amount"), text(code)}} << text(code);
        }
        QTest::newRow("by number") << QJsonObject{{text("PartyA"), text("254700001032")}} << "1032";
        QTest::newRow("ends before it starts") << QJsonObject{{text("EndDate"), text("20260314")}} << "1051";
        QTest::newRow("starts in the past") << QJsonObject{{text("StartDate"), text("20260313")}} << "1051";
        QTest::newRow("foreign short code") << QJsonObject{{text("BusinessShortCode"), text("555555")}} << "1051";
        QTest::newRow("till as paybill") << QJsonObject{{text("BusinessShortCode"), text("174380")}} << "1051";
        QTest::newRow("till") << QJsonObject{{text("BusinessShortCode"), text("174380")},
                                             {text("ReceiverPartyIdentifierType"), text("2")},
                                             {text("TransactionType"), text("Standing Order Customer Pay Merchant")}}
                              << "0";
    }
    void outcomes()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, code);
        RatibaHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.agreedOrder(changes).status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.codeOf(0), code);
    }

    void customerIsAsked_data()
    {
        QTest::addColumn<QString>("pin"); // empty: the customer cancels
        QTest::addColumn<QString>("code");
        QTest::newRow("agrees") << "1234"
                                << "0";
        QTest::newRow("cancels") << ""
                                 << "1032";
        QTest::newRow("wrong PIN") << "4321"
                                   << "2001";
    }
    void customerIsAsked()
    {
        QFETCH(QString, pin);
        QFETCH(QString, code);
        RatibaHarness harness;
        QVERIFY(harness.start());
        harness.simulator.setWallet(text(SimulatorHarness::msisdn), 0); // nothing is paid yet
        QCOMPARE(harness.order().status, 200);
        Handset &handset = harness.simulator.handset();
        QCOMPARE(handset.openPrompts().size(), 1);
        const Prompt prompt = handset.openPrompts().first();
        QCOMPARE(prompt.standingOrder, text("Rent"));
        QCOMPARE(prompt.amount, text("4500"));
        QCOMPARE(prompt.payee, text("Demo shop"));
        QCOMPARE(prompt.msisdn, text(SimulatorHarness::msisdn));
        if (pin.isEmpty()) {
            handset.cancel(prompt.id);
        } else {
            handset.enterPin(prompt.id, pin);
        }
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.codeOf(0), code);
        QCOMPARE(harness.shop.requests.first().path(), QByteArray("/order"));
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1); // no STK callback beside it
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void nobodyAnswers()
    {
        RatibaHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.promptLifetime = 10;
        QVERIFY(harness.start(options));
        QCOMPARE(harness.order().status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.codeOf(0), text("1037"));
    }

    void answeredAsItRings()
    {
        RatibaHarness harness;
        QVERIFY(harness.start());
        Handset &handset = harness.simulator.handset();
        connect(&handset, &Handset::promptOpened, this,
                [&handset](const Prompt &prompt) { handset.enterPin(prompt.id, text(Handset::defaultPin)); });
        QCOMPARE(harness.order().status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.codeOf(0), text("0"));
    }

    void phoneIsBusy()
    {
        RatibaHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.push().status, 200);
        QCOMPARE(harness.order().status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.codeOf(0), text("1001"));
        QCOMPARE(harness.order({{text("PartyA"), text("254712345678")}}).status, 200);
        QCOMPARE(harness.push({{text("PhoneNumber"), 254712345678LL}}).status, 500); // and the other way round
    }

    void stoppedWhileAsking()
    {
        RatibaHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.order().status, 200);
        harness.simulator.stop();
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
        QVERIFY(harness.simulator.callbackAttempts().isEmpty());
    }

    void nameIsUniqueForTheCustomer()
    {
        RatibaHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.order({{text("Amount"), text("1032")}}).status, 200); // refused by the customer: the name is still free
        QCOMPARE(harness.agreedOrder().status, 200);
        QCOMPARE(harness.agreedOrder().status, 200);
        QCOMPARE(harness.agreedOrder({{text("PartyA"), text("254712345678")}}).status, 200);
        QCOMPARE(harness.agreedOrder({{text("StandingOrderName"), text("Water")}}).status, 200);
        QVERIFY(harness.waitForCallbacks(5));
        QStringList codes;
        for (int i = 0; i < 5; ++i) {
            codes.append(harness.codeOf(i));
        }
        codes.sort();
        QCOMPARE(codes, (QStringList{text("0"), text("0"), text("0"), text("1032"), text("1050")}));
        harness.simulator.reset();
        harness.shop.requests.clear();
        QCOMPARE(harness.agreedOrder().status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.codeOf(0), text("0"));
    }

    void firstPaymentIsMadeOnTheFirstDay()
    {
        RatibaHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.order({{text("StartDate"), text("20260314")}}).status, 200);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
        const Prompt prompt = harness.simulator.handset().openPrompts().first();
        harness.simulator.handset().enterPin(prompt.id, text(Handset::defaultPin));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 4'500'00);
        QCOMPARE(harness.simulator.walletOf(text(SimulatorHarness::msisdn)), 50'000'00 - 4'500'00);
    }

    void refusals_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("member");
        QTest::newRow("date") << QJsonObject{{text("StartDate"), text("2026-03-15")}} << "StartDate";
        QTest::newRow("frequency") << QJsonObject{{text("Frequency"), text("9")}} << "Frequency";
        QTest::newRow("type") << QJsonObject{{text("TransactionType"), text("CustomerPayBillOnline")}} << "TransactionType";
        QTest::newRow("phone") << QJsonObject{{text("PartyA"), text("0708374149")}} << "PartyA";
        QTest::newRow("name") << QJsonObject{{text("StandingOrderName"), QJsonValue()}} << "StandingOrderName";
    }
    void refusals()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, member);
        RatibaHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.order(changes);
        QCOMPARE(reply.status, 400);
        const QJsonObject header = reply.json().value(u"ResponseHeader").toObject();
        QCOMPARE(header.value(u"responseCode").toString(), text("400"));
        QCOMPARE(header.value(u"responseDescription").toString(), text("Bad Request - Invalid ") + member);
        QVERIFY(harness.simulator.callbackAttempts().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSimulatorRatiba)

#include "tst_simulatorratiba.moc"
