// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/moneyharness.h"

using namespace daraja;

namespace {

QString word(const char *value)
{
    return QString::fromLatin1(value);
}

} // namespace

/// B2B and tax: the working account pays.
class TestSimulatorB2b final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void resultIsAllText()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const WireReply reply = harness.b2b();
        QVERIFY(reply.text("OriginatorConversationID").size() > 20);
        const QJsonObject result = harness.resultOf(reply);
        QCOMPARE(result.value(u"ResultCode"), QJsonValue(0));
        // 88,214.00 - 640.00
        const QList<std::pair<const char *, QString>> expected{
            {"DebitAccountBalance", word("{Amount={CurrencyCode=KES, MinimumAmount=8757400, BasicAmount=87574.00}}")},
            {"InitiatorAccountCurrentBalance", word("{Amount={CurrencyCode=KES, MinimumAmount=8757400, BasicAmount=87574.00}}")},
            {"Amount", word("640.00")},
            {"DebitPartyAffectedAccountBalance", word("Working Account|KES|87574.00|87574.00|0.00|0.00")},
            {"TransCompletedTime", word("20260314120000")},
            {"DebitPartyCharges", QString()},
            {"ReceiverPartyPublicName", word("888880 - SIMULATED BUSINESS")},
            {"Currency", word("KES")},
        };
        for (const auto &[key, value] : expected) {
            QCOMPARE(MoneyHarness::parameter(result, key), QJsonValue(value));
        }
        const QJsonArray references{
            QJsonObject{{word("Key"), word("BillReferenceNumber")}, {word("Value"), word("ACC-7781")}},
            QJsonObject{{word("Key"), word("QueueTimeoutURL")},
                        {word("Value"), word("https://internalsandbox.safaricom.co.ke/mpesa/b2bresults/v1/submit")}}};
        QCOMPARE(result.value(u"ReferenceData").toObject(), (QJsonObject{{word("ReferenceItem"), references}}));
        QCOMPARE(harness.simulator.accounts().working, 87'574'00);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
        QCOMPARE(harness.simulator.accounts().chargesPaid, -312'50);
    }

    void everyCommandMovesMoneyWhereItSays_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("receiver");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("working");
        QTest::addColumn<int>("utility");
        QTest::addColumn<int>("merchant");
        QTest::newRow("pay bill") << word("BusinessPayBill") << word("888880") << word("4") << -640 << 0 << 0;
        QTest::newRow("buy goods") << word("BusinessBuyGoods") << word("832909") << word("4") << -640 << 0 << 0;
        QTest::newRow("buy goods, type 2") << word("BusinessBuyGoods") << word("832909") << word("2") << -640 << 0 << 0;
        QTest::newRow("our own till") << word("BusinessBuyGoods") << word("174380") << word("2") << -640 << 0 << 640;
        QTest::newRow("top up") << word("BusinessPayToBulk") << word("600000") << word("4") << -640 << 640 << 0;
        QTest::newRow("working to utility") << word("BusinessTransferFromMMFToUtility") << word("600984") << word("4") << -640 << 640 << 0;
        QTest::newRow("merchant to working") << word("MerchantTransferFromMerchantToWorking") << word("600984") << word("4") << 640 << 0
                                             << -640;
        QTest::newRow("legacy") << word("DisburseFundsToBusiness") << word("888880") << word("4") << -640 << 0 << 0;
    }
    void everyCommandMovesMoneyWhereItSays()
    {
        QFETCH(QString, command);
        QFETCH(QString, receiver);
        QFETCH(QString, type);
        QFETCH(int, working);
        QFETCH(int, utility);
        QFETCH(int, merchant);
        MoneyHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.merchantAccount = 1'000'00;
        QVERIFY(harness.startReady(options));
        QCOMPARE(
            harness.codeOf(harness.b2b({{word("CommandID"), command}, {word("PartyB"), receiver}, {word("RecieverIdentifierType"), type}})),
            QJsonValue(0));
        const SimulatorAccounts accounts = harness.simulator.accounts();
        QCOMPARE(accounts.working, 88'214'00 + working * 100);
        QCOMPARE(accounts.utility, 40'211'00 + utility * 100);
        QCOMPARE(accounts.merchant, 1'000'00 + merchant * 100);
    }

    void taxGoesToTheAuthority()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QByteArray path = "/mpesa/b2b/v1/remittax";
        const QJsonObject tax{
            {word("CommandID"), word("PayTaxToKRA")}, {word("PartyB"), 572572}, {word("AccountReference"), word("353353")}};
        const QJsonObject result = harness.resultOf(harness.b2b(tax, path));
        QCOMPARE(result.value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(MoneyHarness::parameter(result, "ReceiverPartyPublicName"), QJsonValue(word("572572 - KENYA REVENUE AUTHORITY")));
        QCOMPARE(harness.simulator.accounts().working, 87'574'00);
        QVERIFY(isRefusal(harness.b2b(SimulatorHarness::changed(tax, {{word("PartyB"), 572573}}), path), 400, word("400.002.02"),
                          word("Bad Request - Invalid PartyB")));
        QJsonObject withoutNumber = tax;
        withoutNumber.insert(word("AccountReference"), QJsonValue());
        QVERIFY(isRefusal(harness.b2b(withoutNumber, path), 400, word("400.002.02"), word("Bad Request - Invalid AccountReference")));
    }

    void refusedAtOnce()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        QVERIFY(isRefusal(harness.b2b({{word("RecieverIdentifierType"), QJsonValue()}, {word("ReceiverIdentifierType"), word("4")}}), 400,
                          word("400.002.02"), word("Bad Request - Invalid RecieverIdentifierType")));
        QVERIFY(isRefusal(harness.b2b({{word("AccountReference"), QJsonValue()}}), 400, word("400.002.02"),
                          word("Bad Request - Invalid AccountReference")));
        QVERIFY(isRefusal(harness.b2b({{word("CommandID"), word("BusinessPayBills")}}), 400, word("400.002.02"),
                          word("Bad Request - Invalid CommandID")));
        const WireReply reply =
            harness.send("POST", "/mpesa/b2b/v1/paymentrequest",
                         {"Authorization: Bearer " + harness.token(), "Content-Type: application/json"}, "{\"Amount\":");
        QVERIFY(isRefusal(reply, 400, word("400.002.05"), word("Invalid Request Payload")));
        QCOMPARE(harness.simulator.accounts().working, 88'214'00);
    }

    void failedResults_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QJsonValue>("code");
        QTest::addColumn<QString>("description");
        QTest::newRow("working account short") << QJsonObject{{word("Amount"), 88215}} << QJsonValue(1)
                                               << word("The balance is insufficient for the transaction.");
        QTest::newRow("merchant account short")
            << QJsonObject{{word("CommandID"), word("MerchantTransferFromMerchantToWorking")}, {word("PartyB"), 600984}} << QJsonValue(1)
            << word("The balance is insufficient for the transaction.");
        QTest::newRow("not ours") << QJsonObject{{word("PartyA"), 512345}} << QJsonValue(word("SFC_IC0003"))
                                  << word("Receiver party is invalid");
        QTest::newRow("amount 17") << QJsonObject{{word("Amount"), 10017}} << QJsonValue(17) << word("Rule limited.");
        QTest::newRow("Remarks 2007") << QJsonObject{{word("Remarks"), word("simulate 2007")}} << QJsonValue(2007)
                                      << word("External validation failed.");
    }
    void failedResults()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QJsonValue, code);
        QFETCH(QString, description);
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QJsonObject result = harness.resultOf(harness.b2b(changes));
        QCOMPARE(result.value(u"ResultCode"), code);
        QCOMPARE(result.value(u"ResultDesc").toString(), description);
        QVERIFY(!result.contains(u"ResultParameters"));
        const QJsonArray references = result.value(u"ReferenceData").toObject().value(u"ReferenceItem").toArray();
        QCOMPARE(references.first(), QJsonValue(QJsonObject{{word("Key"), word("Occassion")}}));
        QCOMPARE(harness.simulator.accounts().working, 88'214'00);
    }

    void identifierTypeOfATillCanBeDisputed_data()
    {
        QTest::addColumn<QString>("taken");
        QTest::addColumn<QString>("sent");
        QTest::addColumn<QJsonValue>("code");
        const QJsonValue invalid(word("SFC_IC0003"));
        QTest::newRow("4 as the portal says") << word("4") << word("4") << QJsonValue(0);
        QTest::newRow("2 where 4 is taken") << word("4") << word("2") << invalid;
        QTest::newRow("2 as seen in production") << word("2") << word("2") << QJsonValue(0);
        QTest::newRow("4 where 2 is taken") << word("2") << word("4") << invalid;
    }
    void identifierTypeOfATillCanBeDisputed()
    {
        QFETCH(QString, taken);
        QFETCH(QString, sent);
        QFETCH(QJsonValue, code);
        MoneyHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.buyGoodsIdentifier = taken;
        QVERIFY(harness.startReady(options));
        QCOMPARE(harness.codeOf(harness.b2b({{word("CommandID"), word("BusinessBuyGoods")}, {word("RecieverIdentifierType"), sent}})),
                 code);
        QCOMPARE(harness.codeOf(harness.b2b()), QJsonValue(0)); // pay bill does not care
    }
};

QTEST_GUILESS_MAIN(TestSimulatorB2b)

#include "tst_simulatorb2b.moc"
