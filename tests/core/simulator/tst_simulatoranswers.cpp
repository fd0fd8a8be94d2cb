// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QLocale>

using namespace daraja;

namespace {

QString neverGivenOut()
{
    return QStringLiteral("ws_CO_00000000000000000000000000");
}

const char *const noProduct = "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found";

} // namespace

/// Answers that are reported in more than one form: each can be had, and the default is the one that tutorials meet.
class TestSimulatorAnswers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void wrongKeyPair()
    {
        SimulatorHarness usual;
        QVERIFY(usual.start());
        const WireReply nothing = usual.askToken(QByteArrayLiteral("shop-key:wrong"));
        QCOMPARE(nothing.status, 400);
        QCOMPARE(nothing.body, QByteArray());

        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.unknownPair = ReportedAnswers::UnknownPair::Code;
        QVERIFY(harness.start(options));
        QVERIFY(isRefusal(harness.askToken(QByteArrayLiteral("shop-key:wrong")), 400, QStringLiteral("400.008.01"),
                          QStringLiteral("Invalid Authentication passed")));
        QCOMPARE(harness.askToken().status, 200);
    }

    void unknownPush_data()
    {
        using Answer = ReportedAnswers::UnknownPush;
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("text");
        QTest::newRow("400.002.02") << Answer::BadRequest << 400 << "400.002.02"
                                    << "Bad Request - Invalid CheckoutRequestID";
        QTest::newRow("400.002.03") << Answer::InvalidId << 400 << "400.002.03"
                                    << "Invalid CheckoutRequestID";
        QTest::newRow("no such transaction") << Answer::NoSuchPush << 500 << "500.001.1001"
                                             << "The transaction does not exist";
        QTest::newRow("in process") << Answer::InProcess << 500 << "500.001.1001"
                                    << "The transaction is being processed";
        QTest::newRow("4999") << Answer::StillPending << 200 << "4999"
                              << "The transaction is still under processing";
    }
    void unknownPush()
    {
        QFETCH(ReportedAnswers::UnknownPush, answer);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, text);
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.unknownPush = answer;
        QVERIFY(harness.start(options));
        const WireReply reply = harness.query(neverGivenOut());
        if (status == 200) {
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.text("ResultCode"), code);
            QCOMPARE(reply.text("ResultDesc"), text);
        } else {
            QVERIFY(isRefusal(reply, status, code, text));
        }
        QVERIFY(isRefusal(harness.query(neverGivenOut(), {{QStringLiteral("Password"), SimulatorHarness::password("174379", "wrong")}}),
                          500, QStringLiteral("500.001.1001"), QStringLiteral("Wrong credentials")));
    }

    void wrongPassword_data()
    {
        using Answer = ReportedAnswers::WrongPassword;
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("text");
        QTest::newRow("refused") << Answer::Refused << "Wrong credentials";
        QTest::newRow("merchant validate") << Answer::MerchantValidate << "[MerchantValidate] - Wrong credentials";
        QTest::newRow("as result") << Answer::AsResult << "";
    }
    void wrongPassword()
    {
        QFETCH(ReportedAnswers::WrongPassword, answer);
        QFETCH(QString, text);
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.wrongPassword = answer;
        QVERIFY(harness.start(options));
        const QJsonObject wrong{{QStringLiteral("Password"), SimulatorHarness::password("174379", "wrong")}};
        const WireReply reply = harness.query(neverGivenOut(), wrong);
        if (text.isEmpty()) {
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.text("ResultCode"), QStringLiteral("4999"));
            QCOMPARE(reply.text("ResultDesc"), QStringLiteral("Wrong credentials"));
        } else {
            QVERIFY(isRefusal(reply, 500, QStringLiteral("500.001.1001"), text));
        }
        QVERIFY(isRefusal(harness.push(wrong), 500, QStringLiteral("500.001.1001"), QStringLiteral("Wrong credentials")));
    }

    void passwordCheckedLate()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.passwordIsCheckedLate = true;
        options.tooEarlyQuery = 0;
        QVERIFY(harness.start(options));
        const QJsonObject wrong{{QStringLiteral("Password"), SimulatorHarness::password("174379", "wrong")}};
        const QString invalid = QStringLiteral("Bad Request - Invalid CheckoutRequestID");
        QVERIFY(isRefusal(harness.query(neverGivenOut()), 400, QStringLiteral("400.002.02"), invalid));
        QVERIFY(isRefusal(harness.query(neverGivenOut(), wrong), 400, QStringLiteral("400.002.02"), invalid));
        QVERIFY(isRefusal(harness.query(neverGivenOut(), {{QStringLiteral("BusinessShortCode"), 600000}}), 500,
                          QStringLiteral("500.001.1001"), QStringLiteral("Merchant does not exist")));
        const QString known = harness.push().text("CheckoutRequestID");
        QVERIFY(isRefusal(harness.query(known, wrong), 500, QStringLiteral("500.001.1001"), QStringLiteral("Wrong credentials")));
    }

    void unknownMerchant()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.unknownMerchant = ReportedAnswers::UnknownMerchant::BadRequest;
        QVERIFY(harness.start(options));
        QVERIFY(isRefusal(harness.query(neverGivenOut(), {{QStringLiteral("BusinessShortCode"), 777777}}), 400,
                          QStringLiteral("400.002.02"), QStringLiteral("Bad Request - Invalid BusinessShortCode")));
    }

    void missingProductIsNamed()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.apiProducts = QStringList{QStringLiteral("qr")};
        QVERIFY(harness.start(options));
        QVERIFY(isRefusal(harness.query(neverGivenOut()), 404, QStringLiteral("404.001.03"), QStringLiteral("Invalid Access Token")));

        SimulatorHarness naming;
        options.answers.namesMissingProduct = true;
        QVERIFY(naming.start(options));
        QVERIFY(isRefusal(naming.query(neverGivenOut()), 401, QStringLiteral("401.003.01"), QString::fromLatin1(noProduct)));
    }

    void otherVersionIsRefusedBeforeTheBodyIsRead()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.products.c2bVersion = ProductSwitches::C2bVersion::V1;
        QVERIFY(harness.start(options));
        QVERIFY(
            isRefusal(harness.post("/mpesa/c2b/v2/registerurl", {}), 401, QStringLiteral("401.003.01"), QString::fromLatin1(noProduct)));
        QCOMPARE(harness.post("/mpesa/c2b/v1/registerurl", {}).status, 400);
    }

    void organisationInformation()
    {
        const QByteArray path = QByteArrayLiteral("/sfcverify/v1/query/info");
        const auto question = [](const char *number) {
            return QJsonObject{{QStringLiteral("IdentifierType"), QStringLiteral("4")},
                               {QStringLiteral("Identifier"), QString::fromLatin1(number)}};
        };
        SimulatorHarness usual;
        QVERIFY(usual.start());
        QCOMPARE(usual.post(path, question("174379")).text("ResponseCode"), QStringLiteral("4000"));
        QVERIFY(isRefusal(usual.post(path, question("777777")), 400, QStringLiteral("400.002.02"),
                          QStringLiteral("Bad Request - Invalid Identifier")));

        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.organisationFound = QStringLiteral("0");
        options.answers.unknownOrganisation = ReportedAnswers::UnknownOrganisation::InAnswer;
        QVERIFY(harness.start(options));
        QCOMPARE(harness.post(path, question("174379")).text("ResponseCode"), QStringLiteral("0"));
        const WireReply unknown = harness.post(path, question("777777"));
        QCOMPARE(unknown.status, 200);
        QCOMPARE(unknown.text("DetailedMessage"), QStringLiteral("Invalid Identifier"));
        QVERIFY(!unknown.json().contains(u"OrganizationName"));
    }

    void operatorResult_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("text");
        QTest::newRow("18") << "18"
                            << "The initiator credential check failed.";
        QTest::newRow("20") << "20"
                            << "The initiator could not be resolved.";
        QTest::newRow("22") << "22"
                            << "The initiator is not in an active state.";
        QTest::newRow("TP40153") << "TP40153"
                                 << "The initiator lacks the permission for this request.";
        QTest::newRow("8006") << "8006"
                              << "The security credential is locked.";
        QTest::newRow("0") << "0"
                           << "The service request is processed successfully.";
    }
    void operatorResult()
    {
        QFETCH(QString, code);
        QFETCH(QString, text);
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.operatorResults.insert(QStringLiteral("balance"), code);
        QVERIFY(harness.start(options));
        QCOMPARE(harness.post("/mpesa/accountbalance/v1/query", balanceMembers(harness)).status, 200);
        QTRY_COMPARE(harness.shop.requests.size(), 1);
        const QJsonValue resultCode = harness.shop.result(0).value(u"ResultCode");
        QCOMPARE(resultCode.isString() ? resultCode.toString() : QString::number(resultCode.toInt()), code);
        QCOMPARE(harness.shop.result(0).value(u"ResultDesc").toString(), text);
        QCOMPARE(harness.shop.result(0).contains(u"ResultParameters"), code == u"0");
    }

    void operatorResultOfAProductThatIsNone()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.operatorResults.insert(QStringLiteral("balances"), QStringLiteral("18"));
        QVERIFY(!harness.start(options));
        QVERIFY(harness.simulator.errorString().contains(u"balances"));
    }

    void unknownReceipt()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.operatorResults.insert(QStringLiteral("status"), QStringLiteral("0"));
        options.answers.unknownReceiptCode = QStringLiteral("25");
        options.answers.unknownReceiptText = QStringLiteral("Transaction not found");
        QVERIFY(harness.start(options));
        QJsonObject members = balanceMembers(harness);
        members.insert(QStringLiteral("CommandID"), QStringLiteral("TransactionStatusQuery"));
        members.insert(QStringLiteral("TransactionID"), QStringLiteral("UCE0000000"));
        QCOMPARE(harness.post("/mpesa/transactionstatus/v1/query", members).status, 200);
        QTRY_COMPARE(harness.shop.requests.size(), 1);
        QCOMPARE(harness.shop.result(0).value(u"ResultCode").toInt(), 25);
        QCOMPARE(harness.shop.result(0).value(u"ResultDesc").toString(), QStringLiteral("Transaction not found"));
    }

    void callbacksToOtherComputersGoThroughTheTunnel()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.tunnel = QUrl(harness.shop.url(QString()));
        QVERIFY(harness.start(options));
        QJsonObject members = balanceMembers(harness);
        members.insert(QStringLiteral("ResultURL"), QStringLiteral("https://shop.example:8443/results/7f31?from=balance"));
        QCOMPARE(harness.post("/mpesa/accountbalance/v1/query", members).status, 200);
        QTRY_COMPARE(harness.shop.requests.size(), 1);
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/results/7f31?from=balance"));
    }

    void clockOfTheOtherSide()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.answers.clockOffset = std::chrono::minutes(-7);
        QVERIFY(harness.start(options));
        QCOMPARE(harness.askToken().headers.value("Date"), QByteArrayLiteral("Sat, 14 Mar 2026 08:53:00 GMT"));
    }

private:
    static QJsonObject balanceMembers(const SimulatorHarness &harness)
    {
        return {{QStringLiteral("Initiator"), QStringLiteral("testapi")},
                {QStringLiteral("SecurityCredential"), QString::fromLatin1(QByteArray(256, 'x').toBase64())},
                {QStringLiteral("CommandID"), QStringLiteral("AccountBalance")},
                {QStringLiteral("PartyA"), QStringLiteral("174379")},
                {QStringLiteral("IdentifierType"), QStringLiteral("4")},
                {QStringLiteral("Remarks"), QStringLiteral("check")},
                {QStringLiteral("QueueTimeOutURL"), harness.shop.url()},
                {QStringLiteral("ResultURL"), harness.shop.url()}};
    }
};

QTEST_GUILESS_MAIN(TestSimulatorAnswers)

#include "tst_simulatoranswers.moc"
