// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/moneyharness.h"

using namespace daraja;

namespace {

QString word(const char *value)
{
    return QString::fromLatin1(value);
}

QJsonObject byReceipt(const QString &receipt)
{
    return {{word("TransactionID"), receipt}};
}

QJsonObject byConversation(const QString &id)
{
    return {{word("OriginalConversationID"), id}};
}

} // namespace

/// Transaction status and reversal: of what really happened.
class TestSimulatorStatus final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void statementOfAPayOut()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const WireReply paid = harness.b2c();
        const QString receipt = harness.resultOf(paid).value(u"TransactionID").toString();
        harness.clock.advance(std::chrono::minutes(5));
        const WireReply reply = harness.status(byReceipt(receipt));
        const QJsonObject result = harness.resultOf(reply);
        const QByteArray sample = R"({ "ResultType": 0, "ResultCode": 0, "ResultDesc": "The service request is processed successfully.",
            "OriginatorConversationID": "%1", "ConversationID": "%2", "TransactionID": "UCE0000000",
            "ResultParameters": { "ResultParameter": [
              { "Key": "DebitPartyName", "Value": "600984 - Demo shop" },
              { "Key": "CreditPartyName", "Value": "254712345678 - CUSTOMER SIMULATED 5678" },
              { "Key": "OriginatorConversationID", "Value": "payroll-2026-03-0016" }, { "Key": "InitiatedTime", "Value": 20260314120000 },
              { "Key": "DebitAccountType", "Value": "Utility Account" },
              { "Key": "DebitPartyCharges", "Value": "Fee For B2C Payment|KES|13.00" },
              { "Key": "TransactionReason" }, { "Key": "ReasonType", "Value": "Business Payment to Customer via API" },
              { "Key": "TransactionStatus", "Value": "Completed" }, { "Key": "FinalisedTime", "Value": 20260314120000 },
              { "Key": "Amount", "Value": 500 }, { "Key": "ConversationID", "Value": "%3" },
              { "Key": "ReceiptNo", "Value": "%4" } ] },
            "ReferenceData": { "ReferenceItem": { "Key": "Occasion" } } })";
        QCOMPARE(result, QJsonDocument::fromJson(QString::fromUtf8(sample)
                                                     .arg(reply.text("OriginatorConversationID"), reply.text("ConversationID"),
                                                          paid.text("ConversationID"), receipt)
                                                     .toUtf8())
                             .object());
    }

    void foundByEveryId()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const WireReply paid = harness.b2c();
        const QJsonValue receipt = harness.resultOf(paid).value(u"TransactionID");
        for (const QString &id : {word("payroll-2026-03-0016"), paid.text("ConversationID")}) {
            const QJsonObject result = harness.resultOf(harness.status(byConversation(id)));
            QCOMPARE(MoneyHarness::parameter(result, "ReceiptNo"), receipt);
        }
    }

    void aPaymentThatFailedIsDeclined()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        QCOMPARE(harness.codeOf(harness.b2c({{word("Amount"), 100000}})), QJsonValue(1));
        const QJsonObject result = harness.resultOf(harness.status(byConversation(word("payroll-2026-03-0016"))));
        QCOMPARE(result.value(u"ResultCode"), QJsonValue(0)); // the query worked
        QCOMPARE(MoneyHarness::parameter(result, "TransactionStatus"), QJsonValue(word("Declined")));
        QCOMPARE(MoneyHarness::parameter(result, "ReceiptNo"), QJsonValue(QJsonValue::Undefined));
        QCOMPARE(MoneyHarness::parameter(result, "Amount"), QJsonValue(100000));
    }

    void customersPaymentsAreFound()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QString receipt = harness.payByPush(1250);
        const QJsonObject result = harness.resultOf(harness.status(byReceipt(receipt)));
        QCOMPARE(MoneyHarness::parameter(result, "DebitPartyName"), QJsonValue(word("254708374149 - CUSTOMER SIMULATED 4149")));
        QCOMPARE(MoneyHarness::parameter(result, "CreditPartyName"), QJsonValue(word("174379 - Demo shop")));
        QCOMPARE(MoneyHarness::parameter(result, "TransactionStatus"), QJsonValue(word("Completed")));
        QCOMPARE(MoneyHarness::parameter(result, "Amount"), QJsonValue(1250));

        const QString cancelled = harness.push({{word("Amount"), 1032}}).text("CheckoutRequestID");
        QCOMPARE(MoneyHarness::parameter(harness.resultOf(harness.status(byConversation(cancelled))), "TransactionStatus"),
                 QJsonValue(word("Cancelled")));
    }

    void c2bPaymentsAreFoundAndReversed()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QString base = harness.shop.url(word("/c2b/"));
        QCOMPARE(harness
                     .post("/mpesa/c2b/v2/registerurl", {{word("ShortCode"), 600984},
                                                         {word("ResponseType"), word("Completed")},
                                                         {word("ConfirmationURL"), base + word("confirmation")},
                                                         {word("ValidationURL"), base + word("validation")}})
                     .status,
                 200);
        QCOMPARE(harness
                     .post("/mpesa/c2b/v2/simulate", {{word("ShortCode"), 600984},
                                                      {word("CommandID"), word("CustomerPayBillOnline")},
                                                      {word("Amount"), 300},
                                                      {word("Msisdn"), 254708374149LL},
                                                      {word("BillRefNumber"), word("INV-9")}})
                     .status,
                 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        const QString receipt = harness.shop.json(1).value(u"TransID").toString();
        const QJsonObject result = harness.resultOf(harness.status(byReceipt(receipt)));
        QCOMPARE(MoneyHarness::parameter(result, "Amount"), QJsonValue(300));
        QCOMPARE(MoneyHarness::parameter(result, "ReceiptNo"), QJsonValue(receipt));
        QCOMPARE(harness.codeOf(harness.reversal(receipt, 300)), QJsonValue(0));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void notFound_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QJsonValue>("code");
        QTest::newRow("receipt") << byReceipt(word("UCE9T3W1HD")) << QJsonValue(2033);
        QTest::newRow("conversation") << byConversation(word("AG_20260314_70104c9e2ab81d5f6037")) << QJsonValue(2033);
        QTest::newRow("not ours") << QJsonObject{{word("TransactionID"), word("UCE9T3W1HD")}, {word("PartyA"), 512345}}
                                  << QJsonValue(word("SFC_IC0003"));
        QTest::newRow("till as paybill") << QJsonObject{{word("TransactionID"), word("UCE9T3W1HD")}, {word("PartyA"), 174380}}
                                         << QJsonValue(word("SFC_IC0003"));
        QTest::newRow("wanted") << QJsonObject{{word("TransactionID"), word("UCE9T3W1HD")}, {word("Remarks"), word("simulate 25")}}
                                << QJsonValue(25);
    }
    void notFound()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QJsonValue, code);
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QJsonObject result = harness.resultOf(harness.status(changes));
        QCOMPARE(result.value(u"ResultCode"), code);
        QVERIFY(!result.contains(u"ResultParameters"));
    }

    void needsOneOfTheTwoIds()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        QCOMPARE(harness.status({}).text("errorCode"), word("400.002.02"));
    }

    void reversalGivesTheMoneyBackOnce()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QString receipt = harness.payByPush(1250);
        QCOMPARE(harness.simulator.accounts().utility, 41'461'00);
        QCOMPARE(harness.simulator.walletOf(word("254708374149")), 48'750'00);
        const WireReply reply = harness.reversal(receipt, 1250);
        const QJsonObject result = harness.resultOf(reply);
        QCOMPARE(result.value(u"ResultCode"), QJsonValue(0));
        QVERIFY(result.value(u"TransactionID").toString() != receipt);
        const QByteArray sample = R"({ "ResultParameter": [
              { "Key": "DebitAccountBalance", "Value": "Utility Account|KES|40211.00|40211.00|0.00|0.00" },
              { "Key": "Amount", "Value": 1250 }, { "Key": "TransCompletedTime", "Value": 20260314120000 },
              { "Key": "OriginalTransactionID", "Value": "%1" }, { "Key": "Charge", "Value": 0 },
              { "Key": "CreditPartyPublicName", "Value": "254708374149 - CUSTOMER SIMULATED 4149" },
              { "Key": "DebitPartyPublicName", "Value": "174379 - Demo shop" } ] })";
        QCOMPARE(result.value(u"ResultParameters").toObject(),
                 QJsonDocument::fromJson(QString::fromUtf8(sample).arg(receipt).toUtf8()).object());
        QVERIFY(harness.shop.body(1).contains("https://internalsandbox.safaricom.co.ke/mpesa/reversalresults/v1/submit"));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
        QCOMPARE(harness.simulator.walletOf(word("254708374149")), 50'000'00);

        const QJsonObject second = harness.resultOf(harness.reversal(receipt, 1250));
        QCOMPARE(second.value(u"ResultCode"), QJsonValue(word("R000001")));
        QCOMPARE(second.value(u"ResultDesc").toString(), word("The transaction has already been reversed."));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
        // The reversal is a transaction too.
        const QJsonObject statement = harness.resultOf(harness.status(byReceipt(result.value(u"TransactionID").toString())));
        QCOMPARE(MoneyHarness::parameter(statement, "ReasonType"), QJsonValue(word("Transaction Reversal via API")));
    }

    void reversalOfATillPaymentTakesFromTheMerchantAccount()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QString receipt =
            harness.payByPush(700, {{word("TransactionType"), word("CustomerBuyGoodsOnline")}, {word("PartyB"), 174380}});
        QCOMPARE(harness.simulator.accounts().merchant, 700'00);
        const QJsonObject till = harness.resultOf(harness.balance({{word("PartyA"), 174380}, {word("IdentifierType"), word("2")}}));
        QVERIFY(MoneyHarness::parameter(till, "AccountBalance").toString().startsWith(u"Merchant Account|KES|700.00|700.00|0.00|0.00&"));
        const QJsonObject result = harness.resultOf(harness.reversal(receipt, 700));
        QCOMPARE(MoneyHarness::parameter(result, "DebitAccountBalance"), QJsonValue(word("Merchant Account|KES|0.00|0.00|0.00|0.00")));
        QCOMPARE(harness.simulator.accounts().merchant, 0);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void reversalsThatFail()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        QCOMPARE(harness.codeOf(harness.reversal(word("UCE9T3W1HD"), 500)), QJsonValue(word("R000002")));
        const QString payOut = harness.resultOf(harness.b2c()).value(u"TransactionID").toString();
        QCOMPARE(harness.codeOf(harness.reversal(payOut, 500)), QJsonValue(word("R000002"))); // B2C cannot be reversed
        const QString receipt = harness.payByPush(1250);
        QCOMPARE(harness.codeOf(harness.reversal(receipt, 1000)), QJsonValue(word("R000002")));
        QCOMPARE(harness.codeOf(harness.reversal(receipt, 1250, {{word("ReceiverParty"), 512345}})), QJsonValue(word("SFC_IC0003")));
        QCOMPARE(harness.codeOf(harness.reversal(receipt, 1250, {{word("Remarks"), word("simulate 21")}})), QJsonValue(21));
        QVERIFY(isRefusal(
            harness.reversal(receipt, 1250, {{word("RecieverIdentifierType"), QJsonValue()}, {word("ReceiverIdentifierType"), word("11")}}),
            400, word("400.002.02"), word("Bad Request - Invalid RecieverIdentifierType")));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 - 500'00 + 1'250'00);
    }

    void reversalNeedsTheMoney()
    {
        MoneyHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.utilityAccount = 0;
        QVERIFY(harness.startReady(options));
        const QString receipt = harness.payByPush(1250);
        QCOMPARE(harness.codeOf(harness.b2c({{word("Amount"), 1000}})), QJsonValue(0));
        QCOMPARE(harness.codeOf(harness.reversal(receipt, 1250)), QJsonValue(1));
        QCOMPARE(harness.simulator.accounts().utility, 250'00);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorStatus)

#include "tst_simulatorstatus.moc"
