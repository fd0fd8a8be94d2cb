// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/moneyharness.h"

#include <QSignalSpy>

using namespace daraja;

namespace {

QString word(const char *value)
{
    return QString::fromLatin1(value);
}

/// The request that was answered last.
SimulatorRequest lastRequest(const Simulator &simulator)
{
    return simulator.requests().last();
}

QJsonArray callbackItems(const QJsonObject &callback)
{
    return callback.value(u"CallbackMetadata").toObject().value(u"Item").toArray();
}

QStringList itemNames(const QJsonArray &items)
{
    QStringList names;
    for (const QJsonValue &item : items) {
        names.append(item[u"Name"].toString());
    }
    return names;
}

/// A push that is paid at once.
const QJsonObject paidAtOnce{{QStringLiteral("Amount"), 10000}};

} // namespace

/// Everything that can go wrong on purpose.
class TestSimulatorFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tableIsAsPublished()
    {
        const QStringList expected{word("lost-callback"),
                                   word("late-callback"),
                                   word("duplicate-callback"),
                                   word("early-callback"),
                                   word("out-of-order"),
                                   word("queue-timeout"),
                                   word("cut"),
                                   word("slow"),
                                   word("spike-arrest"),
                                   word("query-limit"),
                                   word("busy"),
                                   word("unavailable"),
                                   word("forbidden"),
                                   word("not-json"),
                                   word("empty-answer"),
                                   word("capitalised-error"),
                                   word("pending-4999"),
                                   word("masked-phone"),
                                   word("missing-phone"),
                                   word("text-code"),
                                   word("single-parameter"),
                                   word("reference-array"),
                                   word("shuffled-items")};
        QStringList ids;
        int amount = 20001;
        const QList<SimulatorFault> faults = Simulator::faults();
        for (const SimulatorFault &fault : faults) {
            ids.append(fault.id);
            QCOMPARE(fault.amount, QString::number(amount));
            QCOMPARE(fault.msisdn, QStringLiteral("2547000%1").arg(amount));
            QVERIFY(!fault.text.isEmpty() && !fault.what.isEmpty());
            ++amount;
        }
        QCOMPARE(ids, expected);
    }

    void everyOneIsTriggered_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("id");
        const QList<SimulatorFault> faults = Simulator::faults();
        for (const SimulatorFault &fault : faults) {
            QTest::addRow("amount, %s", qPrintable(fault.id)) << QJsonObject{{word("Amount"), fault.amount.toInt()}} << fault.id;
            QTest::addRow("number, %s", qPrintable(fault.id)) << QJsonObject{{word("PhoneNumber"), fault.msisdn.toLongLong()}} << fault.id;
            QTest::addRow("words, %s", qPrintable(fault.id))
                << QJsonObject{{word("TransactionDesc"), word("simulate ") + fault.id}} << fault.id;
        }
    }
    void everyOneIsTriggered()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, id);
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.automaticAnswer = 0;
        options.slowAnswer = options.lateCallback = 1;
        QVERIFY(harness.start(options));
        QCOMPARE(harness.push(changes).status == 0, id == u"cut");
        QCOMPARE(lastRequest(harness.simulator).note, QStringLiteral("Fault: %1.").arg(id));
        QVERIFY(harness.simulator.activeFaults().isEmpty());
    }

    void onceAndUntilOff()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(!harness.token().isEmpty());
        QSignalSpy changed(&harness.simulator, &Simulator::faultsChanged);
        QVERIFY(harness.simulator.setFault(word("busy"), FaultUse::Once));
        QCOMPARE(harness.simulator.activeFaults().size(), 1);
        QCOMPARE(harness.push(paidAtOnce).text("errorCode"), word("500.003.02"));
        QVERIFY(harness.simulator.activeFaults().isEmpty());
        QCOMPARE(changed.size(), 2);
        QCOMPARE(harness.push(paidAtOnce).status, 200);
        QVERIFY(harness.simulator.setFault(word("busy"), FaultUse::UntilOff));
        QCOMPARE(harness.push(paidAtOnce).status, 500);
        QCOMPARE(harness.push(paidAtOnce).status, 500);
        QVERIFY(harness.simulator.setFault(word("busy"), FaultUse::Off));
        QCOMPARE(harness.push(paidAtOnce).status, 200);
    }

    void limitedToAProduct()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString id = harness.push(paidAtOnce).text("CheckoutRequestID");
        harness.clock.advance(std::chrono::seconds(2));
        QVERIFY(harness.simulator.setFault(word("busy"), FaultUse::UntilOff, word("stk_query")));
        QCOMPARE(harness.push(paidAtOnce).status, 200);
        QCOMPARE(harness.query(id).status, 500);
        QVERIFY(harness.simulator.setFault(word("busy"), FaultUse::Off, word("stk_query")));
        QVERIFY(harness.simulator.setFault(word("busy"), FaultUse::UntilOff, word("express")));
        QCOMPARE(harness.push(paidAtOnce).status, 500);
        QCOMPARE(harness.query(id).status, 500);
        QCOMPARE(harness.askToken().status, 200);
        QVERIFY(harness.simulator.setFault(word("unavailable"), FaultUse::Once, word("oauth")));
        QCOMPARE(harness.askToken().status, 503);
        QCOMPARE(harness.askToken().status, 200);
        QVERIFY(!harness.simulator.setFault(word("busy"), FaultUse::Once, word("payments")));
        QVERIFY(!harness.simulator.setFault(word("bussy"), FaultUse::Once));
    }

    void switchedOnFromTheStart()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.faults = word("busy:stk_push,duplicate-callback");
        QVERIFY(harness.start(options));
        QCOMPARE(harness.simulator.activeFaults().size(), 2);
        QCOMPARE(harness.push().status, 500);
        harness.simulator.stop();
        options.faults = word("bussy");
        QVERIFY(!harness.simulator.start(options));
        QVERIFY(harness.simulator.errorString().startsWith(u"There is no fault bussy."));
        options.faults = word("busy:payments");
        QVERIFY(!harness.simulator.start(options));
        QVERIFY(harness.simulator.errorString().startsWith(u"Nothing here is called payments."));
        QVERIFY(!harness.simulator.isRunning());
    }

    void gatewayRefusals_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("429") << word("spike-arrest") << 429 << QByteArrayLiteral("application/json")
                             << QByteArrayLiteral("{\"fault\":{\"faultstring\":\"Spike arrest violation. Allowed rate : "
                                                  "MessageRate{messagesPerPeriod=5, periodInMicroseconds=60000000, "
                                                  "maxBurstMessageCount=1.0}\",\"detail\":{\"errorcode\":"
                                                  "\"policies.ratelimit.SpikeArrestViolation\"}}}");
        QTest::newRow("503") << word("unavailable") << 503 << QByteArrayLiteral("text/html")
                             << QByteArrayLiteral("Request unsuccessful. Incapsula incident ID: ");
        QTest::newRow("403") << word("forbidden") << 403 << QByteArrayLiteral("text/html")
                             << QByteArrayLiteral("<html style=\"height:100%\"><head><META NAME=\"ROBOTS\"");
    }
    void gatewayRefusals()
    {
        QFETCH(QString, id);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(id, FaultUse::Once, word("stk_push")));
        const WireReply reply = harness.push();
        QCOMPARE(reply.status, status);
        QVERIFY(reply.headers.value("Content-Type").startsWith(type));
        QVERIFY2(reply.body.contains(body), reply.body.constData());
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
    }

    void fiveQueriesAMinute()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString id = harness.push(paidAtOnce).text("CheckoutRequestID");
        harness.clock.advance(std::chrono::seconds(2));
        QVERIFY(harness.simulator.setFault(word("query-limit"), FaultUse::UntilOff));
        QCOMPARE(harness.query(id).status, 200);
        QCOMPARE(harness.query(id).status, 429);
        QCOMPARE(harness.push(paidAtOnce).status, 200); // the push has no such limit
        QCOMPARE(harness.push(paidAtOnce).status, 200);
        harness.clock.advance(std::chrono::milliseconds(11'999));
        QCOMPARE(harness.query(id).status, 429);
        harness.clock.advance(std::chrono::milliseconds(1));
        QCOMPARE(harness.query(id).status, 200);
    }

    void spoiltAnswers()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(word("not-json"), FaultUse::Once, word("stk_push")));
        const WireReply half = harness.push(paidAtOnce);
        QCOMPARE(half.status, 200);
        QVERIFY(half.body.startsWith("{\"MerchantRequestID\""));
        QVERIFY(half.json().isEmpty());
        QVERIFY(harness.simulator.setFault(word("empty-answer"), FaultUse::Once, word("stk_push")));
        const WireReply empty = harness.push(paidAtOnce);
        QCOMPARE(empty.status, 200);
        QVERIFY(empty.body.isEmpty());
        QVERIFY(harness.simulator.setFault(word("cut"), FaultUse::Once, word("stk_push")));
        QCOMPARE(harness.push(paidAtOnce).status, 0);
        QCOMPARE(lastRequest(harness.simulator).status, 0);
        // All three were carried out.
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 3; }));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 30'000'00);
    }

    void capitalisedErrors()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(word("capitalised-error"), FaultUse::UntilOff, word("stk_push")));
        const WireReply refused = harness.push({{word("Amount"), 0}});
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.json().keys(), (QStringList{word("ErrorCode"), word("ErrorMessage"), word("RequestID")}));
        QCOMPARE(refused.text("ErrorCode"), word("400.002.02"));
        QCOMPARE(refused.text("ErrorMessage"), word("Bad Request - Invalid Amount"));
        const WireReply accepted = harness.push(paidAtOnce);
        QCOMPARE(accepted.status, 500);
        QCOMPARE(accepted.text("ErrorCode"), word("500.003.1001"));
        QCOMPARE(accepted.text("ErrorMessage"), word("Internal Server Error"));
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1; }));
    }

    void slowAnswerDoesNotHoldOthersUp()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.slowAnswer = 3'000;
        QVERIFY(harness.start(options));
        const QByteArray token = harness.token();
        QVERIFY(harness.simulator.setFault(word("slow"), FaultUse::Once, word("stk_push")));
        const QByteArray body = QJsonDocument(harness.pushMembers()).toJson(QJsonDocument::Compact);
        RawConnection slow(static_cast<quint16>(harness.simulator.baseUrl().port()));
        slow.send("POST /mpesa/stkpush/v1/processrequest HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
                  "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QVERIFY(waitUntil([&harness] { return harness.simulator.handset().openPrompts().size() == 1; }));
        QCOMPARE(harness.askToken().status, 200);
        QVERIFY(slow.answers().isEmpty());
        QVERIFY(waitUntil([&slow] { return !slow.answers().isEmpty(); }));
        QCOMPARE(slow.answers().first().status, 200);
    }

    void stoppingDropsSlowAnswers()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(word("slow"), FaultUse::Once));
        RawConnection slow(static_cast<quint16>(harness.simulator.baseUrl().port()));
        slow.send("GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY(waitUntil([&harness] { return !harness.simulator.requests().isEmpty(); }));
        harness.simulator.stop();
        QVERIFY(waitUntil([&slow] { return slow.isClosed(); }));
        QVERIFY(slow.answers().isEmpty());
    }

    void pendingIs4999()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString id = harness.push().text("CheckoutRequestID");
        harness.clock.advance(std::chrono::seconds(2));
        QVERIFY(isRefusal(harness.query(id), 500, word("500.001.1001"), word("The transaction is being processed")));
        QVERIFY(harness.simulator.setFault(word("pending-4999"), FaultUse::UntilOff));
        const WireReply pending = harness.query(id);
        QCOMPARE(pending.status, 200);
        QCOMPARE(pending.text("ResultCode"), word("4999"));
        QCOMPARE(pending.text("ResultDesc"), word("The transaction is still under processing"));
    }

    void lostCallback()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(word("lost-callback"), FaultUse::Once));
        QCOMPARE(harness.push({{word("Amount"), 0}}).status, 400);
        QCOMPARE(harness.simulator.activeFaults().size(), 1); // a refused request has no callback to lose
        const QString lost = harness.push(paidAtOnce).text("CheckoutRequestID");
        QVERIFY(harness.simulator.activeFaults().isEmpty());
        const QString told = harness.push(paidAtOnce).text("CheckoutRequestID");
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1; }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"CheckoutRequestID").toString(), told);
        const CallbackAttempt attempt = harness.simulator.callbackAttempts().first();
        QCOMPARE(attempt.conversation, lost);
        QCOMPARE(attempt.problem, word("Not posted: lost by the fault lost-callback."));
        harness.clock.advance(std::chrono::seconds(2));
        QCOMPARE(harness.query(lost).text("ResultCode"), word("0"));
    }

    void lostAfterTheCustomerTookTime()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString lost = harness.push({{word("Amount"), 20001}}).text("CheckoutRequestID");
        QCOMPARE(harness.push({{word("PhoneNumber"), 254711000001LL}}).status, 200);
        harness.simulator.handset().enterPin(lost, word("1234"));
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1);
        QVERIFY(harness.simulator.callbackAttempts().first().problem.contains(u"lost-callback"));
    }

    void lateCallback()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.lateCallback = 1'000;
        QVERIFY(harness.start(options));
        QVERIFY(harness.simulator.setFault(word("late-callback"), FaultUse::Once));
        const QString late = harness.push(paidAtOnce).text("CheckoutRequestID");
        const QString usual = harness.push(paidAtOnce).text("CheckoutRequestID");
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"CheckoutRequestID").toString(), usual);
        QCOMPARE(harness.shop.stkCallback(1).value(u"CheckoutRequestID").toString(), late);
    }

    void duplicateCallback()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(word("duplicate-callback"), FaultUse::Once));
        QCOMPARE(harness.push(paidAtOnce).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.body(0), harness.shop.body(1));
        QCOMPARE(harness.simulator.accounts().utility, 50'211'00); // the money moved once
    }

    void callbackBeforeTheAcknowledgement()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.callbackDelay = 60'000;
        QVERIFY(harness.start(options));
        QVERIFY(harness.simulator.setFault(word("early-callback"), FaultUse::Once));
        const WireReply reply = harness.push(paidAtOnce);
        QCOMPARE(reply.status, 200);
        QCOMPARE(harness.shop.requests.size(), 1);
        QCOMPARE(harness.shop.stkCallback(0).value(u"CheckoutRequestID").toString(), reply.text("CheckoutRequestID"));
    }

    void callbacksOutOfOrder()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(word("out-of-order"), FaultUse::Once));
        const QString first = harness.push(paidAtOnce).text("CheckoutRequestID");
        const QString second = harness.push(paidAtOnce).text("CheckoutRequestID");
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"CheckoutRequestID").toString(), second);
        QCOMPARE(harness.shop.stkCallback(1).value(u"CheckoutRequestID").toString(), first);
    }

    void phoneNumbersInCallbacks()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.simulator.setFault(word("masked-phone"), FaultUse::Once));
        QCOMPARE(harness.push(paidAtOnce).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1; }));
        QCOMPARE(callbackItems(harness.shop.stkCallback(0)).last()[u"Value"], QJsonValue(word("2547*****149")));
        QVERIFY(harness.simulator.setFault(word("missing-phone"), FaultUse::Once));
        QCOMPARE(harness.push(paidAtOnce).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(itemNames(callbackItems(harness.shop.stkCallback(1))),
                 (QStringList{word("Amount"), word("MpesaReceiptNumber"), word("Balance"), word("TransactionDate")}));
        QVERIFY(harness.simulator.setFault(word("shuffled-items"), FaultUse::Once));
        QCOMPARE(harness.push(paidAtOnce).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 3; }));
        QCOMPARE(itemNames(callbackItems(harness.shop.stkCallback(2))),
                 (QStringList{word("PhoneNumber"), word("TransactionDate"), word("Balance"), word("MpesaReceiptNumber"), word("Amount")}));
        QVERIFY(harness.simulator.setFault(word("text-code"), FaultUse::Once));
        QCOMPARE(harness.push({{word("Amount"), 1032}}).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 4; }));
        QCOMPARE(harness.shop.stkCallback(3).value(u"ResultCode"), QJsonValue(word("1032")));
    }

    void queueTimeout()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        const WireReply reply = harness.b2c({{word("Remarks"), word("simulate queue-timeout")}});
        QCOMPARE(reply.text("ResponseCode"), word("0"));
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1; }));
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/timeout"));
        const QByteArray sample = R"({ "Result": { "ResultType": 1, "ResultCode": "1", "ResultDesc": "The service request timed out.",
            "OriginatorConversationID": "payroll-2026-03-0016", "ConversationID": "%1" } })";
        QCOMPARE(QJsonDocument::fromJson(harness.shop.body(0)),
                 QJsonDocument::fromJson(QString::fromUtf8(sample).arg(reply.text("ConversationID")).toUtf8()));
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void shapesOfResults()
    {
        MoneyHarness harness;
        QVERIFY(harness.startReady());
        QVERIFY(harness.simulator.setFault(word("text-code"), FaultUse::Once, word("balance")));
        const QJsonObject quoted = harness.resultOf(harness.balance());
        QCOMPARE(quoted.value(u"ResultCode"), QJsonValue(word("0")));
        QCOMPARE(quoted.value(u"ResultType"), QJsonValue(word("0")));

        QVERIFY(harness.simulator.setFault(word("single-parameter"), FaultUse::Once, word("balance")));
        const QJsonObject single = harness.resultOf(harness.balance());
        const QJsonValue only = single.value(u"ResultParameters").toObject().value(u"ResultParameter");
        QVERIFY(only.isObject());
        QCOMPARE(only[u"Key"].toString(), word("AccountBalance"));

        QVERIFY(harness.simulator.setFault(word("single-parameter"), FaultUse::Once, word("b2b")));
        const QJsonObject failed = harness.resultOf(harness.b2b({{word("Amount"), 100000}}));
        QCOMPARE(failed.value(u"ResultCode"), QJsonValue(1));
        QCOMPARE(failed.value(u"ResultParameters").toObject().value(u"ResultParameter"),
                 QJsonValue(QJsonObject{{word("Key"), word("Occassion")}}));

        QVERIFY(harness.simulator.setFault(word("reference-array"), FaultUse::Once, word("balance")));
        const QJsonObject list = harness.resultOf(harness.balance());
        const QJsonArray references = list.value(u"ReferenceData").toObject().value(u"ReferenceItem").toArray();
        QCOMPARE(references.size(), 2);
        QVERIFY(!references.last().toObject().contains(u"Value"));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorFaults)

#include "tst_simulatorfaults.moc"
