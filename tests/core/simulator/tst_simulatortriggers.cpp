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

/// Outcomes that an amount, a number or a scenario chooses.
class TestSimulatorTriggers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void triggersAreAsPublished()
    {
        // The table of the README, by hand.
        // amount, number, code, and whether STK push and the results of other operations obey
        const QList<QStringList> expected{
            {text("10000"), text("254700000000"), text("0"), text("push")},
            {text("10001"), text("254700000001"), text("1"), text("both")},
            {text("10002"), text("254700000002"), text("2"), text("both")},
            {text("10004"), text("254700000004"), text("4"), text("both")},
            {text("10008"), text("254700000008"), text("8"), text("both")},
            {text("10011"), text("254700000011"), text("11"), text("result")},
            {text("10017"), text("254700000017"), text("17"), text("both")},
            {text("10021"), text("254700000021"), text("21"), text("result")},
            {text("10026"), text("254700000026"), text("26"), text("both")},
            {text("1001"), text("254700001001"), text("1001"), text("push")},
            {text("1019"), text("254700001019"), text("1019"), text("push")},
            {text("1025"), text("254700001025"), text("1025"), text("push")},
            {text("1032"), text("254700001032"), text("1032"), text("push")},
            {text("1036"), text("254700001036"), text("1036"), text("push")},
            {text("1037"), text("254700001037"), text("1037"), text("push")},
            {text("2001"), text("254700002001"), text("2001"), text("both")},
            {text("2006"), text("254700002006"), text("2006"), text("result")},
            {text("2028"), text("254700002028"), text("2028"), text("both")},
            {text("2040"), text("254700002040"), text("2040"), text("result")},
            {text("8006"), text("254700008006"), text("8006"), text("both")},
            {text("9999"), text("254700009999"), text("9999"), text("push")},
            {text("4999"), text("254700004999"), text("4999"), text("push")},
            {text("10003"), text("254700010003"), text("SFC_IC0003"), text("both")},
        };
        QList<QStringList> table;
        const QList<Simulator::Trigger> triggers = Simulator::triggers();
        for (const Simulator::Trigger &trigger : triggers) {
            table.append({trigger.amount, trigger.msisdn, trigger.code,
                          trigger.isForPush && trigger.isForResult ? text("both")
                          : trigger.isForPush                      ? text("push")
                          : trigger.isForResult                    ? text("result")
                                                                   : QString()});
            QVERIFY(!trigger.text.isEmpty());
        }
        QCOMPARE(table, expected);
    }

    void triggers_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("description");
        const QList<Simulator::Trigger> triggers = Simulator::triggers();
        for (const Simulator::Trigger &trigger : triggers) {
            if (trigger.isForPush && trigger.code != u"4999") {
                QTest::addRow("amount %s", qPrintable(trigger.amount))
                    << QJsonObject{{text("Amount"), trigger.amount}} << trigger.code << trigger.text;
                QTest::addRow("number %s", qPrintable(trigger.msisdn))
                    << QJsonObject{{text("PhoneNumber"), trigger.msisdn}} << trigger.code << trigger.text;
            }
        }
    }
    void triggers()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, code);
        QFETCH(QString, description);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy opened(&harness.simulator.handset(), &Handset::promptOpened);
        const WireReply push = harness.push(changes);
        QCOMPARE(push.text("ResponseCode"), text("0"));
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        const QJsonObject callback = harness.shop.stkCallback(0);
        QCOMPARE(callback.value(u"CheckoutRequestID").toString(), push.text("CheckoutRequestID"));
        QCOMPARE(callback.value(u"ResultDesc").toString(), description);
        QCOMPARE(callback.contains(u"CallbackMetadata"), code == u"0");
        if (code == u"SFC_IC0003") {
            QCOMPARE(callback.value(u"ResultCode"), QJsonValue(code));
        } else {
            QCOMPARE(callback.value(u"ResultCode"), QJsonValue(code.toInt()));
        }
        QVERIFY(opened.isEmpty());
        QCOMPARE(harness.simulator.handset().prompt(push.text("CheckoutRequestID")).state, Prompt::State::Answered);
        const qint64 paid = harness.simulator.accounts().utility - 40'211'00;
        QCOMPARE(paid > 0, code == u"0");
        harness.clock.advance(std::chrono::seconds(2));
        QCOMPARE(harness.query(push.text("CheckoutRequestID")).json().value(u"ResultCode"), QJsonValue(code));
    }

    void triggersDoNotWaitForEachOther()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSet<QString> ids;
        for (int i = 0; i < 20; ++i) {
            ids.insert(harness.push({{text("Amount"), 1032}}).text("CheckoutRequestID"));
        }
        QCOMPARE(ids.size(), 20); // though the clock stands still
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 20; }));
    }

    void certainPaymentNeverOverdrawsAWallet()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        harness.simulator.setWallet(text("254708374149"), 1);
        QCOMPARE(harness.push({{text("Amount"), 10000}}).status, 200);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 0);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 10'000'00);
    }

    void neverSettles()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString id = harness.push({{text("Amount"), 4999}}).text("CheckoutRequestID");
        QCOMPARE(harness.push({{text("Amount"), 1032}}).status, 200);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QVERIFY(harness.shop.stkCallback(0).value(u"CheckoutRequestID").toString() != id);
        harness.clock.advance(std::chrono::hours(10 * 24));
        harness.simulator.expireTokens();
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1);
    }

    void nextOutcomeIsForOneAcceptedPush()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy changed(&harness.simulator, &Simulator::nextOutcomeChanged);
        harness.simulator.setNextOutcome(text("1025"));
        harness.simulator.setNextOutcome(text("1025"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(harness.push({{text("Amount"), 0}}).status, 400);
        QCOMPARE(harness.simulator.nextOutcome(), text("1025"));
        QCOMPARE(harness.push({{text("Amount"), 1032}}).status, 200);
        QCOMPARE(harness.simulator.nextOutcome(), QString());
        QCOMPARE(changed.size(), 2);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"ResultCode"), QJsonValue(1025));

        QCOMPARE(harness.push().status, 200);
        QCOMPARE(harness.simulator.handset().openPrompts().size(), 1);

        harness.simulator.setNextOutcome(text("E3008"));
        QCOMPARE(harness.push({{text("PhoneNumber"), 254711000001LL}}).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.stkCallback(1).value(u"ResultCode"), QJsonValue(text("E3008")));
        QCOMPARE(harness.shop.stkCallback(1).value(u"ResultDesc").toString(), text("Error, the user has a bad debt contract."));

        const QString odd = QStringLiteral("\"\\\n");
        harness.simulator.setNextOutcome(odd);
        QCOMPARE(harness.push({{text("PhoneNumber"), 254711000002LL}}).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 3; }));
        QCOMPARE(harness.shop.stkCallback(2).value(u"ResultCode"), QJsonValue(odd));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorTriggers)

#include "tst_simulatortriggers.moc"
