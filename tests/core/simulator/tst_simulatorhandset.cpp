// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QSignalSpy>

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

} // namespace

/// The virtual phone: prompts, what answers them, and what comes back for each answer.
class TestSimulatorHandset final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void promptShowsWhatIsAsked()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.organisation = text("Duka la Wanjiku");
        QVERIFY(harness.start(options));
        Handset &handset = harness.simulator.handset();
        QSignalSpy opened(&handset, &Handset::promptOpened);
        QSignalSpy books(&harness.simulator, &Simulator::booksChanged);
        const WireReply reply = harness.push({{text("PhoneNumber"), 254711000001LL}});
        QCOMPARE(opened.size(), 1);
        const auto prompt = opened.first().first().value<Prompt>();
        QCOMPARE(prompt.id, reply.text("CheckoutRequestID"));
        QCOMPARE(prompt.msisdn, text("254711000001"));
        QCOMPARE(prompt.amount, text("1250"));
        QCOMPARE(prompt.payee, text("Duka la Wanjiku"));
        QCOMPARE(prompt.accountReference, text("INV-00231"));
        QCOMPARE(prompt.openedAt, harness.clock.now());
        QCOMPARE(prompt.expiresAt, harness.clock.now().addSecs(60));
        QCOMPARE(prompt.state, Prompt::State::Open);
        QCOMPARE(handset.openPrompts().size(), 1);
        QCOMPARE(handset.prompt(prompt.id).msisdn, prompt.msisdn);
        QVERIFY(handset.prompt(text("other")).id.isEmpty());
        QCOMPARE(harness.simulator.wallets(), (QStringList{text("254708374149"), text("254711000001")}));
        QVERIFY(!books.isEmpty());
    }

    void paidWithThePin()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy closed(&harness.simulator.handset(), &Handset::promptClosed);
        QSignalSpy books(&harness.simulator, &Simulator::booksChanged);
        const WireReply push = harness.push();
        const QString id = push.text("CheckoutRequestID");
        harness.clock.advance(std::chrono::seconds(22));
        harness.simulator.handset().enterPin(id, text(Handset::defaultPin));
        QCOMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<Prompt>().state, Prompt::State::Paid);
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 50'000'00 - 1'250'00);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 1'250'00);
        QCOMPARE(harness.simulator.accounts().working, 88'214'00);
        QVERIFY(!books.isEmpty());
        QVERIFY(harness.shop.requests.isEmpty()); // comes later, by itself

        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.requests.first().method, QByteArrayLiteral("POST"));
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/cb/7f31"));
        QCOMPARE(harness.shop.requests.first().headers.value("Content-Type"), QByteArrayLiteral("application/json"));

        const QByteArray body = harness.shop.body(0);
        static const QRegularExpression receiptShape(text("\"MpesaReceiptNumber\",\"Value\":\"(UCE[0-9A-Z]{7})\""));
        const QString receipt = receiptShape.match(QString::fromUtf8(body)).captured(1);
        QVERIFY2(!receipt.isEmpty(), body.constData());
        // What Safaricom's page shows, with this payment's values.
        const QByteArray sample = R"({ "Body": { "stkCallback": {
            "MerchantRequestID": "%1",
            "CheckoutRequestID": "ws_CO_140320261200000708374149",
            "ResultCode": 0,
            "ResultDesc": "The service request is processed successfully.",
            "CallbackMetadata": { "Item": [
              { "Name": "Amount", "Value": 1250.00 },
              { "Name": "MpesaReceiptNumber", "Value": "%2" },
              { "Name": "Balance" },
              { "Name": "TransactionDate", "Value": 20260314120022 },
              { "Name": "PhoneNumber", "Value": 254708374149 } ] } } } })";
        const QByteArray expected = QString::fromUtf8(sample).arg(push.text("MerchantRequestID"), receipt).toUtf8();
        QCOMPARE(QJsonDocument::fromJson(body), QJsonDocument::fromJson(expected));
        QVERIFY(body.contains("\"Value\":1250.00}"));
        QVERIFY(body.contains("\"ResultCode\":0,"));
        QVERIFY(body.contains("{\"Name\":\"Balance\"}"));

        // The end is the end.
        harness.simulator.handset().cancel(id);
        harness.simulator.handset().enterPin(id, text("0000"));
        QCOMPARE(closed.size(), 1);
        QCOMPARE(harness.simulator.handset().prompt(id).state, Prompt::State::Paid);
    }

    void refusedOnThePhone_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("description");
        QTest::addColumn<Prompt::State>("state");
        QTest::newRow("cancel") << text("cancel") << 1032 << text("Request cancelled by user") << Prompt::State::Cancelled;
        QTest::newRow("wrong PIN") << text("0000") << 2001 << text("The initiator information is invalid.") << Prompt::State::WrongPin;
        QTest::newRow("no PIN") << QString() << 2001 << text("The initiator information is invalid.") << Prompt::State::WrongPin;
        QTest::newRow("empty wallet") << text("1234") << 1 << text("The balance is insufficient for the transaction.")
                                      << Prompt::State::NotEnough;
        QTest::newRow("nobody answers") << text("ignore") << 1037 << text("DS timeout user cannot be reached.") << Prompt::State::Expired;
    }
    void refusedOnThePhone()
    {
        QFETCH(QString, action);
        QFETCH(int, code);
        QFETCH(QString, description);
        QFETCH(Prompt::State, state);
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.promptLifetime = action == u"ignore" ? 30 : 60'000;
        QVERIFY(harness.start(options));
        harness.simulator.setWallet(text("254708374149"), 1'249'99);
        const WireReply push = harness.push();
        const QString id = push.text("CheckoutRequestID");
        if (action == u"cancel") {
            harness.simulator.handset().cancel(id);
        } else if (action != u"ignore") {
            harness.simulator.handset().enterPin(id, action);
        }
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.json(0),
                 (QJsonObject{{text("Body"),
                               QJsonObject{{text("stkCallback"), QJsonObject{{text("MerchantRequestID"), push.text("MerchantRequestID")},
                                                                             {text("CheckoutRequestID"), id},
                                                                             {text("ResultCode"), code},
                                                                             {text("ResultDesc"), description}}}}}}));
        QCOMPARE(harness.simulator.handset().prompt(id).state, state);
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 1'249'99);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void paysToTheLastCent()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        harness.simulator.setWallet(text("254708374149"), 1'250'00);
        harness.simulator.handset().enterPin(harness.push().text("CheckoutRequestID"), text("1234"));
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 0);
    }

    void oneOpenPromptForEachNumber()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString first = harness.push().text("CheckoutRequestID");
        QVERIFY(isRefusal(harness.push({{text("Amount"), 10032}}), 500, text("500.001.1001"),
                          text("Unable to lock subscriber, a transaction is already in process for the current subscriber")));
        const QString other = harness.push({{text("PhoneNumber"), 254711000001LL}}).text("CheckoutRequestID");
        QCOMPARE(harness.simulator.handset().openPrompts().size(), 2);
        QCOMPARE(harness.simulator.handset().openPrompts().first().id, first);
        harness.simulator.handset().cancel(first);
        QCOMPARE(harness.simulator.handset().openPrompts().size(), 1);
        QCOMPARE(harness.simulator.handset().openPrompts().first().id, other);
        const QString again = harness.push().text("CheckoutRequestID");
        QVERIFY(!again.isEmpty());
        QVERIFY(again != first); // in the same millisecond
    }

    void answersByItselfWhenTold()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.automaticAnswer = 0;
        QVERIFY(harness.start(options));
        QSignalSpy closed(&harness.simulator.handset(), &Handset::promptClosed);
        QCOMPARE(harness.push().status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1; }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(closed.first().first().value<Prompt>().state, Prompt::State::Paid);

        harness.simulator.setWallet(text("254708374149"), 0);
        QCOMPARE(harness.push().status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.stkCallback(1).value(u"ResultCode"), QJsonValue(1));

        harness.simulator.setAutomaticAnswer(-1);
        const QString id = harness.push().text("CheckoutRequestID");
        harness.simulator.handset().cancel(id);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 3; }));
        QCOMPARE(harness.shop.stkCallback(2).value(u"ResultCode"), QJsonValue(1032));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorHandset)

#include "tst_simulatorhandset.moc"
