// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/securitycredential.h"
#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

/// Answers what the harness cannot: it needs the certificate.
class BalanceHarness final : public SimulatorHarness
{
public:
    [[nodiscard]] bool startReady(const SimulatorOptions &options = quickOptions())
    {
        return start(options) && waitUntil([this] { return simulator.isReady(); }, 60'000);
    }

    [[nodiscard]] QString credential(const QString &password = QStringLiteral("Safaricom999!*!")) const
    {
        const auto made = securityCredential(password, simulator.certificatePem());
        return std::holds_alternative<QString>(made) ? std::get<QString>(made) : QString();
    }

    [[nodiscard]] WireReply ask(const QString &securityCredential, const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/mpesa/accountbalance/v1/query"),
                    changed({{QStringLiteral("Initiator"), QStringLiteral("testapi")},
                             {QStringLiteral("SecurityCredential"), securityCredential},
                             {QStringLiteral("CommandID"), QStringLiteral("AccountBalance")},
                             {QStringLiteral("PartyA"), 174379},
                             {QStringLiteral("IdentifierType"), QStringLiteral("4")},
                             {QStringLiteral("Remarks"), QStringLiteral("Balance")},
                             {QStringLiteral("QueueTimeOutURL"), shop.url(QStringLiteral("/timeout"))},
                             {QStringLiteral("ResultURL"), shop.url(QStringLiteral("/result"))}},
                            changes));
    }

    /// ResultCode of the result that a request ends in, as its JSON.
    [[nodiscard]] QJsonValue outcome(const QString &securityCredential, const QJsonObject &changes = {})
    {
        const qsizetype before = shop.requests.size();
        const WireReply reply = ask(securityCredential, changes);
        if (reply.text("ResponseCode") != u"0" || !waitUntil([this, before] { return shop.requests.size() > before; })) {
            return QJsonValue(QJsonValue::Undefined);
        }
        return shop.result(before).value(u"ResultCode");
    }
};

} // namespace

/// Account balance: acknowledged first, judged afterwards.
class TestSimulatorBalance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answersWithTheDocumentedShapes()
    {
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        const WireReply reply = harness.ask(harness.credential());
        QCOMPARE(reply.status, 200);
        static const QRegularExpression shape(
            QStringLiteral(R"(^\{"OriginatorConversationID":"[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}[0-9]+",)"
                           R"("ConversationID":"AG_20260314_[0-9a-f]{20}","ResponseCode":"0",)"
                           R"("ResponseDescription":"Accept the service request successfully."\}$)"));
        QVERIFY2(shape.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.constData());

        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/result"));
        const QByteArray sample = R"({ "Result": {
            "ResultType": 0, "ResultCode": 0,
            "ResultDesc": "The service request is processed successfully.",
            "OriginatorConversationID": "%1", "ConversationID": "%2",
            "TransactionID": "UCE0000000",
            "ResultParameters": { "ResultParameter": [
              { "Key": "AccountBalance", "Value": "Working Account|KES|88214.00|88214.00|0.00|0.00&Float Account|KES|0.00|0.00|0.00|0.00&Utility Account|KES|40211.00|40211.00|0.00|0.00&Charges Paid Account|KES|-312.50|-312.50|0.00|0.00&Organization Settlement Account|KES|0.00|0.00|0.00|0.00" },
              { "Key": "BOCompletedTime", "Value": 20260314120000 } ] },
            "ReferenceData": { "ReferenceItem": { "Key": "QueueTimeoutURL",
               "Value": "https://internalsandbox.safaricom.co.ke/mpesa/abresults/v1/submit" } } } })";
        QCOMPARE(QJsonDocument::fromJson(harness.shop.body(0)),
                 QJsonDocument::fromJson(
                     QString::fromUtf8(sample).arg(reply.text("OriginatorConversationID"), reply.text("ConversationID")).toUtf8()));
        QVERIFY(harness.shop.body(0).startsWith("{\"Result\":{\"ResultType\":0,\"ResultCode\":0,"));
    }

    void showsWhatCustomersPaid()
    {
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        harness.simulator.handset().enterPin(harness.push().text("CheckoutRequestID"), QStringLiteral("1234"));
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1; }));
        QCOMPARE(harness.outcome(harness.credential()), QJsonValue(0));
        QVERIFY(harness.shop.body(1).contains("Utility Account|KES|41461.00|41461.00|0.00|0.00"));
    }

    void waitsForItsKey()
    {
        BalanceHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.ask(QString::fromLatin1(QByteArray(256, 'x').toBase64()));
        QVERIFY(!harness.simulator.isReady());
        QCOMPARE(reply.text("ResponseCode"), QStringLiteral("0"));
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }, 60'000));
        QVERIFY(harness.simulator.isReady());
        QCOMPARE(harness.shop.result(0).value(u"ResultCode"), QJsonValue(2001));
    }

    void failedResults_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QJsonValue>("code");
        QTest::addColumn<QString>("description");
        const QString right = QStringLiteral("Safaricom999!*!");
        const QString invalid = QStringLiteral("The initiator information is invalid.");
        const QString nobody = QStringLiteral("The operator does not exist.");
        const QJsonValue text(QStringLiteral("SFC_IC0003"));
        QTest::newRow("password") << QStringLiteral("Safaricom999!*") << QJsonObject() << QJsonValue(2001) << invalid;
        QTest::newRow("timestamp appended") << right + QStringLiteral("20260314120000") << QJsonObject() << QJsonValue(2001) << invalid;
        QTest::newRow("operator name") << right << QJsonObject{{QStringLiteral("Initiator"), QStringLiteral("TestApi")}} << QJsonValue(2001)
                                       << invalid;
        QTest::newRow("plain password") << QString()
                                        << QJsonObject{{QStringLiteral("SecurityCredential"),
                                                        QString::fromLatin1(right.toLatin1().toBase64())}}
                                        << QJsonValue(2001) << invalid;
        QTest::newRow("other short code") << right << QJsonObject{{QStringLiteral("PartyA"), 512345}} << text << nobody;
        QTest::newRow("paybill as till") << right << QJsonObject{{QStringLiteral("IdentifierType"), QStringLiteral("2")}} << text << nobody;
        QTest::newRow("till as paybill") << right << QJsonObject{{QStringLiteral("PartyA"), 174380}} << text << nobody;
        QTest::newRow("phone") << right
                               << QJsonObject{{QStringLiteral("PartyA"), 254708374149LL},
                                              {QStringLiteral("IdentifierType"), QStringLiteral("1")}}
                               << text << nobody;
    }
    void failedResults()
    {
        QFETCH(QString, password);
        QFETCH(QJsonObject, changes);
        QFETCH(QJsonValue, code);
        QFETCH(QString, description);
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        QCOMPARE(harness.outcome(password.isEmpty() ? QStringLiteral("eA==") : harness.credential(password), changes), code);
        const QJsonObject result = harness.shop.result(0);
        QCOMPARE(result.value(u"ResultDesc").toString(), description);
        QVERIFY(!result.contains(u"ResultParameters"));
        QCOMPARE(result.value(u"TransactionID").toString(), QStringLiteral("UCE0000000"));
        QVERIFY(result.contains(u"ReferenceData"));
    }

    void tillHasABalance()
    {
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        QCOMPARE(harness.outcome(harness.credential(),
                                 {{QStringLiteral("PartyA"), QStringLiteral("174380")}, {QStringLiteral("IdentifierType"), 2}}),
                 QJsonValue(0));
    }

    void certificateOfSomebodyElse()
    {
        BalanceHarness other;
        QVERIFY(other.startReady());
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        QCOMPARE(harness.outcome(other.credential()), QJsonValue(2001));
    }

    void locksTheOperator()
    {
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        const QString right = harness.credential();
        const QString wrong = harness.credential(QStringLiteral("guess"));
        QCOMPARE(harness.outcome(wrong), QJsonValue(2001));
        QCOMPARE(harness.outcome(wrong), QJsonValue(2001));
        QCOMPARE(harness.outcome(right), QJsonValue(0)); // starts the count again
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(harness.outcome(wrong), QJsonValue(2001));
        }
        QCOMPARE(harness.outcome(right), QJsonValue(8006));
        QCOMPARE(harness.shop.result(6).value(u"ResultDesc").toString(), QStringLiteral("The security credential is locked."));
        QCOMPARE(harness.outcome(wrong), QJsonValue(8006));
        harness.simulator.reset();
        QCOMPARE(harness.outcome(right), QJsonValue(0));
    }

    void attemptsAreAnOption()
    {
        BalanceHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.operatorAttempts = 1;
        options.initiatorName = QStringLiteral("cashier");
        options.initiatorPassword = QStringLiteral("Sufuria#7");
        QVERIFY(harness.startReady(options));
        const QJsonObject name{{QStringLiteral("Initiator"), QStringLiteral("cashier")}};
        QCOMPARE(harness.outcome(harness.credential(QStringLiteral("Sufuria#7")), name), QJsonValue(0));
        // A name that is nobody's is refused, and locks nobody.
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(harness.outcome(harness.credential(QStringLiteral("x"))), QJsonValue(2001));
        }
        QCOMPARE(harness.outcome(harness.credential(QStringLiteral("x")), name), QJsonValue(2001));
        QCOMPARE(harness.outcome(harness.credential(QStringLiteral("Sufuria#7")), name), QJsonValue(8006));
    }

    void refusedAtOnce_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("named");
        for (const char *member :
             {"Initiator", "SecurityCredential", "CommandID", "PartyA", "IdentifierType", "Remarks", "QueueTimeOutURL", "ResultURL"}) {
            QTest::addRow("no %s", member) << QJsonObject{{QLatin1StringView(member), QJsonValue()}} << QString::fromLatin1(member);
            QTest::addRow("empty %s", member) << QJsonObject{{QLatin1StringView(member), QString()}} << QString::fromLatin1(member);
        }
        const auto row = [](const char *member, const QJsonValue &value) {
            QTest::addRow("bad %s", member) << QJsonObject{{QLatin1StringView(member), value}} << QString::fromLatin1(member);
        };
        row("SecurityCredential", QStringLiteral("Safaricom999!*!"));
        row("CommandID", QStringLiteral("Balance"));
        row("PartyA", QStringLiteral("shop"));
        row("IdentifierType", QStringLiteral("9"));
        row("Remarks", QString(101, u'x'));
        row("ResultURL", QStringLiteral("shop.example"));
    }
    void refusedAtOnce()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, named);
        BalanceHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.ask(QStringLiteral("eA=="), changes), 400, QStringLiteral("400.002.02"),
                          QStringLiteral("Bad Request - Invalid ") + named));
    }

    void unreadableBody_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("form") << QByteArrayLiteral("application/x-www-form-urlencoded") << QByteArrayLiteral("Initiator=testapi");
        QTest::newRow("cut") << QByteArrayLiteral("application/json") << QByteArrayLiteral("{\"Initiator\":");
        QTest::newRow("array") << QByteArrayLiteral("application/json") << QByteArrayLiteral("[]");
    }
    void unreadableBody()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        BalanceHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.send("POST", "/mpesa/accountbalance/v1/query",
                                       {"Content-Type: " + type, "Authorization: Bearer " + harness.token()}, body),
                          400, QStringLiteral("400.002.05"), QStringLiteral("Invalid Request Payload")));
    }

    void credentialIsNotKept()
    {
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        const QString credential = harness.credential();
        QCOMPARE(credential.size(), 344);
        QCOMPARE(harness.ask(credential).status, 200);
        QVERIFY(harness.simulator.requests().constLast().body.contains("\"Initiator\":\"testapi\""));
        QVERIFY(!harness.simulator.requests().constLast().body.contains(credential.first(100).toLatin1()));
    }

    void resetDropsWhatHasNoResultYet()
    {
        BalanceHarness harness;
        QVERIFY(harness.startReady());
        connect(&harness.simulator, &Simulator::requestAnswered, &harness.simulator, &Simulator::reset);
        QCOMPARE(harness.ask(harness.credential()).status, 200);
        harness.simulator.disconnect(&harness.simulator);
        QCOMPARE(harness.outcome(harness.credential()), QJsonValue(0));
        QCOMPARE(harness.shop.requests.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorBalance)

#include "tst_simulatorbalance.moc"
