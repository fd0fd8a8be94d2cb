// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/moneyharness.h"

using namespace daraja;

namespace {

QJsonObject with(const char *name, const QJsonValue &value)
{
    return {{QString::fromLatin1(name), value}};
}

} // namespace

/// B2C: acknowledged, then the utility account pays the customer.
class TestSimulatorB2c final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answersWithTheDocumentedShapes()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const WireReply reply = harness.b2c();
        QCOMPARE(reply.status, 200);
        static const QRegularExpression shape(
            QStringLiteral(R"(^\{"OriginatorConversationID":"payroll-2026-03-0016","ConversationID":"AG_20260314_[0-9a-f]{20}",)"
                           R"("ResponseCode":"0","ResponseDescription":"Accept the service request successfully."\}$)"));
        QVERIFY2(shape.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.constData());

        const QJsonObject result = harness.resultOf(reply);
        const QString receipt = result.value(u"TransactionID").toString();
        static const QRegularExpression receiptShape(QStringLiteral("^UCE[0-9A-Z]{7}$"));
        QVERIFY2(receiptShape.match(receipt).hasMatch(), qPrintable(receipt));
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/result"));
        const QByteArray sample = R"({ "Result": {
            "ResultType": 0, "ResultCode": 0, "ResultDesc": "The service request is processed successfully.",
            "OriginatorConversationID": "payroll-2026-03-0016", "ConversationID": "%1", "TransactionID": "%2",
            "ResultParameters": { "ResultParameter": [
              { "Key": "TransactionAmount", "Value": 500 },
              { "Key": "TransactionReceipt", "Value": "%2" },
              { "Key": "B2CRecipientIsRegisteredCustomer", "Value": "Y" },
              { "Key": "B2CChargesPaidAccountAvailableFunds", "Value": -325.50 },
              { "Key": "ReceiverPartyPublicName", "Value": "254712345678 - CUSTOMER SIMULATED 5678" },
              { "Key": "TransactionCompletedDateTime", "Value": "14.03.2026 12:00:00" },
              { "Key": "B2CUtilityAccountAvailableFunds", "Value": 39711.00 },
              { "Key": "B2CWorkingAccountAvailableFunds", "Value": 88214.00 } ] },
            "ReferenceData": { "ReferenceItem": { "Key": "QueueTimeoutURL",
               "Value": "https://internalsandbox.safaricom.co.ke/mpesa/b2cresults/v1/submit" } } } })";
        QCOMPARE(QJsonDocument::fromJson(harness.shop.body(0)),
                 QJsonDocument::fromJson(QString::fromUtf8(sample).arg(reply.text("ConversationID"), receipt).toUtf8()));
        QVERIFY(harness.shop.body(0).contains("\"Value\":39711.00"));
        const SimulatorAccounts accounts = harness.simulator.accounts();
        QCOMPARE(accounts.utility, 39'711'00);
        QCOMPARE(accounts.working, 88'214'00);
        QCOMPARE(accounts.chargesPaid, -325'50);
        QCOMPARE(harness.simulator.walletOf(QStringLiteral("254712345678")), 50'500'00);
    }

    void everyVersionPays_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("originator");
        const QString id = QStringLiteral("OriginatorConversationID");
        QTest::newRow("v3") << QByteArrayLiteral("/mpesa/b2c/v3/paymentrequest") << QJsonObject{{id, QStringLiteral("mine-1")}}
                            << QStringLiteral("mine-1");
        QTest::newRow("v1") << QByteArrayLiteral("/mpesa/b2c/v1/paymentrequest") << QJsonObject{{id, QJsonValue()}} << QString();
        QTest::newRow("pochi") << QByteArrayLiteral("/mpesa/b2pochi/v1/paymentrequest")
                               << QJsonObject{{QStringLiteral("CommandID"), QStringLiteral("BusinessPayToPochi")},
                                              {id, QStringLiteral("mine-2")}}
                               << QStringLiteral("mine-2");
        QTest::newRow("salary") << QByteArrayLiteral("/mpesa/b2c/v1/paymentrequest")
                                << QJsonObject{{QStringLiteral("CommandID"), QStringLiteral("SalaryPayment")}, {id, QJsonValue()}}
                                << QString();
        QTest::newRow("promotion") << QByteArrayLiteral("/mpesa/b2c/v3/paymentrequest")
                                   << with("CommandID", QStringLiteral("PromotionPayment")) << QStringLiteral("payroll-2026-03-0016");
    }
    void everyVersionPays()
    {
        QFETCH(QByteArray, path);
        QFETCH(QJsonObject, changes);
        QFETCH(QString, originator);
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const WireReply reply = harness.post(path, harness.b2cMembers(changes));
        const QJsonObject result = harness.resultOf(reply);
        QCOMPARE(result.value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(result.value(u"OriginatorConversationID").toString(), reply.text("OriginatorConversationID"));
        if (originator.isEmpty()) {
            static const QRegularExpression made(QStringLiteral("^[0-9a-f]{4}-4[0-9a-f]{3}-"));
            QVERIFY(made.match(reply.text("OriginatorConversationID")).hasMatch());
        } else {
            QCOMPARE(reply.text("OriginatorConversationID"), originator);
        }
        QCOMPARE(harness.simulator.walletOf(QStringLiteral("254712345678")), 50'500'00);
    }

    void anOriginatorConversationIdIsTakenOnce()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        QCOMPARE(harness.codeOf(harness.b2c(with("Amount", 600))), QJsonValue(0));
        QVERIFY(isRefusal(harness.b2c(with("Amount", 600)), 500, QStringLiteral("500.002.1001"),
                          QStringLiteral("Duplicate OriginatorConversationID.")));
        QCOMPARE(harness.simulator.accounts().utility, 39'611'00);
        // Also when the first one failed; not when it was refused.
        QCOMPARE(harness.codeOf(
                     harness.b2c({{QStringLiteral("OriginatorConversationID"), QStringLiteral("b")}, {QStringLiteral("Amount"), 200000}})),
                 QJsonValue(1));
        QCOMPARE(harness.b2c(with("OriginatorConversationID", QStringLiteral("b"))).text("errorCode"), QStringLiteral("500.002.1001"));
        QCOMPARE(harness.b2c({{QStringLiteral("OriginatorConversationID"), QStringLiteral("c")}, {QStringLiteral("Amount"), 9}}).status,
                 400);
        QCOMPARE(harness.codeOf(harness.b2c(with("OriginatorConversationID", QStringLiteral("c")))), QJsonValue(0));
        harness.simulator.reset();
        QCOMPARE(harness.codeOf(harness.b2c(with("OriginatorConversationID", QStringLiteral("b")))), QJsonValue(0));
    }

    void refusedAtOnce_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("member");
        QTest::newRow("minimum") << with("Amount", 9) << QStringLiteral("Amount");
        QTest::newRow("maximum") << with("Amount", 250001) << QStringLiteral("Amount");
        QTest::newRow("decimals") << with("Amount", 10.5) << QStringLiteral("Amount");
        QTest::newRow("local number") << with("PartyB", QStringLiteral("0712345678")) << QStringLiteral("PartyB");
        QTest::newRow("command") << with("CommandID", QStringLiteral("businesspayment")) << QStringLiteral("CommandID");
        QTest::newRow("no id") << with("OriginatorConversationID", QJsonValue()) << QStringLiteral("OriginatorConversationID");
        QTest::newRow("Initiator instead of InitiatorName")
            << QJsonObject{{QStringLiteral("InitiatorName"), QJsonValue()}, {QStringLiteral("Initiator"), QStringLiteral("testapi")}}
            << QStringLiteral("InitiatorName");
        QTest::newRow("credential") << with("SecurityCredential", QStringLiteral("not base64!")) << QStringLiteral("SecurityCredential");
        QTest::newRow("result URL") << with("ResultURL", QStringLiteral("shop.example")) << QStringLiteral("ResultURL");
    }
    void refusedAtOnce()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, member);
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        QVERIFY(isRefusal(harness.b2c(changes), 400, QStringLiteral("400.002.02"), QStringLiteral("Bad Request - Invalid %1").arg(member)));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void failedResults_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QJsonValue>("code");
        QTest::addColumn<QString>("description");
        const QString limit = QStringLiteral("Declined due to limit rule: ");
        QTest::newRow("utility account short") << with("Amount", 40212) << QJsonValue(1)
                                               << QStringLiteral("The balance is insufficient for the transaction.");
        QTest::newRow("other organisation") << with("PartyA", 512345) << QJsonValue(QStringLiteral("SFC_IC0003"))
                                            << QStringLiteral("The operator does not exist.");
        QTest::newRow("operator") << with("InitiatorName", QStringLiteral("somebody")) << QJsonValue(2001)
                                  << QStringLiteral("The initiator information is invalid.");
        QTest::newRow("amount 2") << with("Amount", 10002) << QJsonValue(2)
                                  << limit + QStringLiteral("less than the minimum transaction amount.");
        QTest::newRow("amount 8") << with("Amount", 10008) << QJsonValue(8) << limit + QStringLiteral("would exceed the maximum balance.");
        QTest::newRow("amount 2001") << with("Amount", 2001) << QJsonValue(2001) << QStringLiteral("The initiator information is invalid.");
        QTest::newRow("number 26") << with("PartyB", 254700000026LL) << QJsonValue(26)
                                   << QStringLiteral("Traffic blocking condition in place.");
        QTest::newRow("nobody's number") << with("PartyB", 254700010003LL) << QJsonValue(QStringLiteral("SFC_IC0003"))
                                         << QStringLiteral("The operator does not exist.");
        QTest::newRow("unregistered") << with("PartyB", 254700002040LL) << QJsonValue(2040)
                                      << QStringLiteral(
                                             "Credit Party customer type (Unregistered or Registered Customer) can't be supported "
                                             "by the service.");
        QTest::newRow("Remarks 21") << with("Remarks", QStringLiteral("simulate 21")) << QJsonValue(21)
                                    << QStringLiteral("The initiator is not allowed to initiate this request");
        QTest::newRow("Remarks SFC_IC0003") << with("Remarks", QStringLiteral("simulate SFC_IC0003"))
                                            << QJsonValue(QStringLiteral("SFC_IC0003")) << QStringLiteral("The operator does not exist.");
    }
    void failedResults()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QJsonValue, code);
        QFETCH(QString, description);
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QJsonObject result = harness.resultOf(harness.b2c(changes));
        QCOMPARE(result.value(u"ResultCode"), code);
        QCOMPARE(result.value(u"ResultDesc").toString(), description);
        QVERIFY(!result.contains(u"ResultParameters"));
        QCOMPARE(result.value(u"TransactionID").toString(), QStringLiteral("UCE0000000"));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
        QCOMPARE(harness.simulator.accounts().chargesPaid, -312'50);
    }

    void salaryReachesTheUnregistered()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const QJsonObject result = harness.resultOf(
            harness.b2c({{QStringLiteral("PartyB"), 254700002040LL}, {QStringLiteral("CommandID"), QStringLiteral("SalaryPayment")}}));
        QCOMPARE(result.value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(MoneyHarness::parameter(result, "B2CRecipientIsRegisteredCustomer"), QJsonValue(QStringLiteral("N")));
    }

    void customersHaveLimits()
    {
        MoneyHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.utilityAccount = 2'000'000'00;
        options.tokenLifetime = 48 * 3'600'000;
        QVERIFY(harness.startReady(options));
        int number = 0;
        const auto pay = [&harness, &number](int amount) {
            return harness.codeOf(
                harness.b2c({{QStringLiteral("OriginatorConversationID"), QString::number(++number)}, {QStringLiteral("Amount"), amount}}));
        };
        const QString customer = QStringLiteral("254712345678");
        QCOMPARE(pay(250'000), QJsonValue(0)); // 50,000 were there
        QCOMPARE(pay(200'001), QJsonValue(8)); // 500,000 is the most that one may have
        QCOMPARE(pay(200'000), QJsonValue(0));
        harness.simulator.setWallet(customer, 0);
        QCOMPARE(pay(50'001), QJsonValue(4)); // 450,000 of the 500,000 a day are used
        QCOMPARE(pay(50'000), QJsonValue(0));
        harness.simulator.setWallet(customer, 0);
        QCOMPARE(pay(100), QJsonValue(4));
        harness.clock.advance(std::chrono::hours(12)); // midnight in Nairobi
        QCOMPARE(pay(100), QJsonValue(0));
    }

    void operatorLacksTheRole()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        harness.simulator.setMissingRoles({QStringLiteral("b2c")});
        const QJsonObject result = harness.resultOf(harness.b2c());
        QCOMPARE(result.value(u"ResultCode"), QJsonValue(21));
        QCOMPARE(harness.codeOf(harness.balance()), QJsonValue(0));
        harness.simulator.setMissingRoles({});
        QCOMPARE(harness.codeOf(harness.b2c(with("OriginatorConversationID", QStringLiteral("second")))), QJsonValue(0));
    }

    void refusesTokensInItsOwnWay()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const WireReply reply =
            harness.send("POST", "/mpesa/b2c/v1/paymentrequest",
                         {"Authorization: Bearer c9SQxWWhmdVRlyh0zh8gZDTkubVF", "Content-Type: application/json"}, "{}");
        QVERIFY(isRefusal(reply, 401, QStringLiteral("401.002.01"),
                          QStringLiteral("Error Occurred - Invalid Access Token - c9SQxWWhmdVRlyh0zh8gZDTkubVF")));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorB2c)

#include "tst_simulatorb2c.moc"
