// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// I1 and I2: what results say about the operator, and that no more than two attempts are ever made.

#include "core/doctor/operatorreading.h"
#include "core/doctor/registry.h"
#include "tests/core/doctor/checkbench.h"

#include <QJsonDocument>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Status = Finding::Status;

Q_DECLARE_METATYPE(daraja::HttpResponse)

namespace {

constexpr const char *balancePath = "/mpesa/accountbalance/v1/query";
constexpr const char *statusPath = "/mpesa/transactionstatus/v1/query";

HttpResponse accepted()
{
    return HttpResponse::json(200,
                              "{\"OriginatorConversationID\":\"6f20-4a9d-8b13-c0de5a7712f4640091\",\"ConversationID\":"
                              "\"AG_20260314_70104c9e2ab81d5f6037\",\"ResponseCode\":\"0\",\"ResponseDescription\":\"Accept the service "
                              "request successfully.\"}");
}

QByteArray resultOf(const QByteArray &code, const QByteArray &words)
{
    return "{\"Result\":{\"ResultType\":0,\"ResultCode\":" + code + ",\"ResultDesc\":\"" + words +
           "\",\"OriginatorConversationID\":\"6f20-4a9d-8b13-c0de5a7712f4640091\",\"ConversationID\":\"AG_20260314_70104c9e2ab81d5f6037\","
           "\"TransactionID\":\"UCE0000000\"}}";
}

/// The bench on a stub that accepts the question and whose result the test posts.
class OperatorDesk final
{
    Q_DISABLE_COPY_MOVE(OperatorDesk)

public:
    OperatorDesk()
        : bench(stub.url())
    {
        stub.script(balancePath, {accepted()});
        stub.script(statusPath, {accepted()});
        bench.context.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'c').toBase64());
    }
    ~OperatorDesk() = default;

    /// The result comes as soon as the question was accepted.
    void answerWith(const QByteArray &result)
    {
        QObject::connect(&bench.client, &MpesaClient::started, &m_life, [this, result](ApiCall *call) {
            QObject::connect(call, &ApiCall::acknowledged, &m_life,
                             [this, result] { bench.client.deliver(parseCallback(result, Callback::Kind::Result)); });
        });
    }
    [[nodiscard]] qsizetype attempts() const { return stub.at(balancePath).size() + stub.at(statusPath).size(); }

    GatewayStub stub;
    CheckBench bench;

private:
    QObject m_life;
};

} // namespace

class OperatorChecksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void balanceResults_data();
    void balanceResults();
    void statusResults_data();
    void statusResults();
    void refusedAtOnce_data();
    void refusedAtOnce();
    void tokenRefusedIsNotAskedAgain();
    void busyIsNotAskedAgain();
    void silence();
    void statusOnlyAfterTheBalance_data();
    void statusOnlyAfterTheBalance();
    void twoAttemptsAtMost();
    void lockedEndsIt();
    void attemptsThatCannotBeCounted();
    void nothingToAskWith_data();
    void nothingToAskWith();
    void tillAsksForTheTill();
    void profileChangedInMidRun();
    void secretsNeverShow();
    void simulator_data();
    void simulator();
    void simulatorReports_data();
    void simulatorReports();
    void cancelled();
};

void OperatorChecksTest::balanceResults_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<QString>("blamed");
    const QByteArray invalid = "The initiator information is invalid.";
    QTest::newRow("0") << QByteArray("0") << QByteArray("The service request is processed successfully.") << Status::Good << QString();
    QTest::newRow("0 as text") << QByteArray("\"0\"") << QByteArray("The service request is processed successfully.") << Status::Good
                               << QString();
    QTest::newRow("2001") << QByteArray("2001") << invalid << Status::Bad << u"securityCredential"_s;
    QTest::newRow("2001 as text") << QByteArray("\"2001\"") << QByteArray() << Status::Bad << u"securityCredential"_s;
    QTest::newRow("18") << QByteArray("18") << QByteArray("Initiator Credential Check Failure") << Status::Bad << u"securityCredential"_s;
    QTest::newRow("20") << QByteArray("20") << QByteArray("Unresolved Initiator") << Status::Bad << u"initiatorName"_s;
    QTest::newRow("21") << QByteArray("21") << QByteArray("The initiator is not allowed to initiate this request") << Status::Bad
                        << QString();
    QTest::newRow("TP40153") << QByteArray("\"TP40153\"") << QByteArray("Operator lacks permission") << Status::Bad << QString();
    QTest::newRow("22") << QByteArray("22") << QByteArray("Initiator to Receiver Party Permission Failure") << Status::Bad
                        << u"initiatorName"_s;
    QTest::newRow("8006") << QByteArray("8006") << QByteArray("The security credential is locked.") << Status::Bad
                          << u"securityCredential"_s;
    QTest::newRow("words before code") << QByteArray("2001") << QByteArray("The security credential is locked.") << Status::Bad
                                       << u"securityCredential"_s;
    QTest::newRow("SFC_IC0003") << QByteArray("\"SFC_IC0003\"") << QByteArray("The operator does not exist.") << Status::Bad
                                << u"shortCode"_s;
    QTest::newRow("0xSFC_IC0003") << QByteArray("\"0xSFC_IC0003\"") << QByteArray() << Status::Bad << u"shortCode"_s;
    QTest::newRow("17") << QByteArray("17") << QByteArray("Internal Failure") << Status::Unknown << QString();
    QTest::newRow("26") << QByteArray("26") << QByteArray("Traffic blocking condition") << Status::Unknown << QString();
    QTest::newRow("100000001") << QByteArray("100000001") << QByteArray("System overloaded") << Status::Unknown << QString();
    QTest::newRow("24") << QByteArray("24") << QByteArray("Missing mandatory fields") << Status::Unknown << QString();
    QTest::newRow("unheard of") << QByteArray("\"R002\"") << QByteArray("Something") << Status::Unknown << QString();
}

void OperatorChecksTest::balanceResults()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, words);
    QFETCH(Finding::Status, status);
    QFETCH(QString, blamed);
    OperatorDesk desk;
    desk.answerWith(resultOf(code, words));
    QVERIFY(desk.bench.begin());
    const Finding finding = desk.bench.run(operatorChecks(), u"I1"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(finding.blamed().value(0), blamed);
    QCOMPARE(finding.said, QString::fromLatin1(words));
    QVERIFY(!finding.title.isEmpty() && !finding.means.isEmpty() && !finding.because.isEmpty());
    QVERIFY(status == Status::Good || !finding.steps.isEmpty());
    QCOMPARE(desk.attempts(), 1);
    QCOMPARE(desk.bench.examination->operatorAttempts(), 1);
    if (code.contains("2001") && !words.contains("locked")) {
        QVERIFY2(finding.because.startsWith(u"1 of 2"), qPrintable(finding.because));
        QCOMPARE(finding.sure, Finding::Sure::Medium);
    }
    const QJsonObject body = QJsonDocument::fromJson(desk.stub.at(balancePath).first().body).object();
    QCOMPARE(body.value(u"CommandID").toString(), u"AccountBalance"_s);
    QCOMPARE(body.value(u"IdentifierType").toString(), u"4"_s);
}

void OperatorChecksTest::statusResults_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<Finding::Status>("status");
    QTest::newRow("2033") << QByteArray("2033") << QByteArray("The transaction was not found") << Status::Good;
    QTest::newRow("not found in words") << QByteArray("\"R000002\"") << QByteArray("The transaction does not exist.") << Status::Good;
    QTest::newRow("25") << QByteArray("25") << QByteArray("The format of parameter null is invalid.") << Status::Good;
    QTest::newRow("0") << QByteArray("0") << QByteArray("The service request is processed successfully.") << Status::Good;
    QTest::newRow("21") << QByteArray("21") << QByteArray("The initiator is not allowed to initiate this request") << Status::Bad;
    QTest::newRow("TP40153") << QByteArray("\"TP40153\"") << QByteArray() << Status::Bad;
    QTest::newRow("2001") << QByteArray("2001") << QByteArray("The initiator information is invalid.") << Status::Unknown; // after a 0
    QTest::newRow("17") << QByteArray("17") << QByteArray("Internal Failure") << Status::Unknown;
    QTest::newRow("unheard of") << QByteArray("2043") << QByteArray("Something") << Status::Unknown;
}

void OperatorChecksTest::statusResults()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, words);
    QFETCH(Finding::Status, status);
    OperatorDesk desk;
    QVERIFY(desk.bench.begin());
    Finding balance;
    balance.checkId = u"I1"_s;
    balance.status = Status::Good;
    desk.bench.examination->add(balance);
    desk.answerWith(resultOf(code, words));
    const Finding finding = desk.bench.run(operatorChecks(), u"I2"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(desk.attempts(), 1);
    const QJsonObject body = QJsonDocument::fromJson(desk.stub.at(statusPath).first().body).object();
    QCOMPARE(body.value(u"TransactionID").toString(), u"AAZ0000000"_s); // no receipt of any day
    if (status == Status::Bad) {
        QVERIFY2(finding.title.contains(u"Transaction Status query ORG API"), qPrintable(finding.title));
    }
}

void OperatorChecksTest::refusedAtOnce_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<QString>("blamed");
    QTest::newRow("credential") << refusal(400, "400.002.02", "Bad Request - Invalid SecurityCredential") << Status::Bad
                                << u"securityCredential"_s;
    QTest::newRow("initiator") << refusal(400, "400.002.02", "Bad Request - Invalid Initiator") << Status::Bad << u"initiatorName"_s;
    QTest::newRow("party") << refusal(400, "400.002.02", "Bad Request - Invalid PartyA") << Status::Bad << u"shortCode"_s;
    QTest::newRow("other field") << refusal(400, "400.002.02", "Bad Request - Invalid ResultURL") << Status::Unknown << QString();
    QTest::newRow("firewall") << firewall() << Status::Unknown << QString();
    QTest::newRow("internal") << refusal(500, "500.003.1001", "Internal Server Error") << Status::Unknown << QString();
}

void OperatorChecksTest::refusedAtOnce()
{
    QFETCH(HttpResponse, answer);
    QFETCH(Finding::Status, status);
    QFETCH(QString, blamed);
    OperatorDesk desk;
    desk.stub.script(balancePath, {answer});
    QVERIFY(desk.bench.begin());
    const Finding finding = desk.bench.run(operatorChecks(), u"I1"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(finding.blamed().value(0), blamed);
    QCOMPARE(desk.attempts(), 1);
}

void OperatorChecksTest::tokenRefusedIsNotAskedAgain()
{
    OperatorDesk desk;
    QVERIFY(desk.bench.begin());
    desk.stub.script(balancePath, {refusal(404, "404.001.03", "Invalid Access Token")});
    const Finding finding = desk.bench.run(operatorChecks(), u"I1"_s);
    QCOMPARE(finding.status, Status::Unknown);
    QVERIFY2(finding.title.contains(u"token"), qPrintable(finding.title));
    QCOMPARE(desk.attempts(), 1); // a second call would carry the credential once more
}

void OperatorChecksTest::busyIsNotAskedAgain()
{
    OperatorDesk desk;
    desk.stub.script(balancePath, {refusal(500, "500.003.02", "System is busy. Please try again in few minutes."), accepted()});
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::Unknown);
    QCOMPARE(desk.attempts(), 1);
}

void OperatorChecksTest::silence()
{
    OperatorDesk desk;
    QVERIFY(desk.bench.begin());
    const Finding finding = desk.bench.run(operatorChecks(), u"I1"_s);
    QCOMPARE(finding.status, Status::Unknown); // the acknowledgement is no pass
    QVERIFY(finding.cure.check.startsWith(u'K'));
}

void OperatorChecksTest::statusOnlyAfterTheBalance_data()
{
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<qsizetype>("attempts");
    QTest::newRow("worked") << resultOf("0", "The service request is processed successfully.") << qsizetype(2);
    QTest::newRow("role missing") << resultOf("21", "The initiator is not allowed to initiate this request") << qsizetype(2);
    QTest::newRow("refused") << resultOf("2001", "The initiator information is invalid.") << qsizetype(1);
    QTest::newRow("locked") << resultOf("8006", "The security credential is locked.") << qsizetype(1);
    QTest::newRow("busy") << resultOf("17", "Internal Failure") << qsizetype(1);
}

void OperatorChecksTest::statusOnlyAfterTheBalance()
{
    QFETCH(QByteArray, result);
    QFETCH(qsizetype, attempts);
    OperatorDesk desk;
    desk.answerWith(result);
    QVERIFY(desk.bench.begin());
    (void)desk.bench.run(operatorChecks(), u"I1"_s);
    const Finding status = desk.bench.run(operatorChecks(), u"I2"_s);
    QCOMPARE(desk.attempts(), attempts);
    QCOMPARE(status.status == Status::NotRun, attempts == 1);
}

void OperatorChecksTest::twoAttemptsAtMost()
{
    OperatorDesk desk;
    desk.answerWith(resultOf("0", "The service request is processed successfully."));
    for (int run = 0; run < 3; ++run) {
        QVERIFY(desk.bench.begin());
        const Finding balance = desk.bench.run(operatorChecks(), u"I1"_s);
        const Finding status = desk.bench.run(operatorChecks(), u"I2"_s);
        QCOMPARE(balance.status, run == 0 ? Status::Good : Status::Note);
        QCOMPARE(status.status, run == 0 ? Status::Good : Status::Note);
        QVERIFY(run == 0 || balance.title.contains(u"not asked again"));
    }
    QCOMPARE(desk.attempts(), 2);

    desk.bench.context.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'd').toBase64()); // another was accepted
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::NotRun);
    QCOMPARE(desk.bench.run(operatorChecks(), u"I2"_s).status, Status::NotRun);
    QCOMPARE(desk.attempts(), 2);
}

void OperatorChecksTest::lockedEndsIt()
{
    OperatorDesk desk;
    desk.answerWith(resultOf("8006", "The security credential is locked."));
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::Bad);
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::NotRun); // one was left
    QCOMPARE(desk.attempts(), 1);

    desk.bench.context.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'd').toBase64()); // a new password
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::Bad);
    QCOMPARE(desk.attempts(), 2);
}

void OperatorChecksTest::attemptsThatCannotBeCounted()
{
    OperatorDesk desk;
    AttemptMeter meter(desk.bench.clock, u"/proc/no-such-folder/attempts"_s);
    desk.bench.patient.meter = &meter;
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::NotRun);
    desk.bench.patient.meter = nullptr;
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::NotRun);
    QCOMPARE(desk.attempts(), 0);
}

void OperatorChecksTest::nothingToAskWith_data()
{
    QTest::addColumn<QString>("initiator");
    QTest::addColumn<QString>("credential");
    QTest::addColumn<bool>("reachable");
    QTest::addColumn<Finding::Status>("status");
    const QString credential = QString::fromLatin1(QByteArray(256, 'c').toBase64());
    QTest::newRow("no operator") << QString() << QString() << true << Status::NotNeeded;
    QTest::newRow("no operator, no callbacks") << QString() << QString() << false << Status::NotNeeded;
    QTest::newRow("no password") << u"testapi"_s << QString() << true << Status::NotRun;
    QTest::newRow("no name") << QString() << credential << true << Status::NotRun;
    QTest::newRow("no callbacks") << u"testapi"_s << credential << false << Status::NotRun;
}

void OperatorChecksTest::nothingToAskWith()
{
    QFETCH(QString, initiator);
    QFETCH(QString, credential);
    QFETCH(bool, reachable);
    QFETCH(Finding::Status, status);
    OperatorDesk desk;
    desk.bench.context.profile.initiatorName = initiator;
    desk.bench.context.secrets.securityCredential = credential;
    desk.bench.patient.resultsReachUs = reachable;
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, status);
    QCOMPARE(desk.bench.run(operatorChecks(), u"I2"_s).status, status);
    QCOMPARE(desk.attempts(), 0);
}

void OperatorChecksTest::tillAsksForTheTill()
{
    OperatorDesk desk;
    desk.bench.context.profile.receiver = ReceiverKind::Till;
    desk.bench.context.profile.till = u"987654"_s;
    desk.answerWith(resultOf("0", "The service request is processed successfully."));
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::Good);
    const QJsonObject body = QJsonDocument::fromJson(desk.stub.at(balancePath).first().body).object();
    QCOMPARE(body.value(u"IdentifierType").toString(), u"2"_s);
    QCOMPARE(body.value(u"PartyA").toVariant().toString(), u"987654"_s);
}

void OperatorChecksTest::profileChangedInMidRun()
{
    OperatorDesk desk;
    desk.answerWith(resultOf("0", "The service request is processed successfully."));
    QVERIFY(desk.bench.begin());
    RequestContext other = desk.bench.context;
    other.profile.initiatorName = u"somebodyelse"_s;
    other.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'x').toBase64());
    desk.bench.client.setContext(other);
    QCOMPARE(desk.bench.run(operatorChecks(), u"I1"_s).status, Status::Good);
    const QJsonObject body = QJsonDocument::fromJson(desk.stub.at(balancePath).first().body).object();
    QCOMPARE(body.value(u"Initiator").toString(), desk.bench.context.profile.initiatorName);
    QCOMPARE(body.value(u"SecurityCredential").toString(), desk.bench.context.secrets.securityCredential);
}

void OperatorChecksTest::secretsNeverShow()
{
    OperatorDesk desk;
    desk.answerWith(resultOf("2001", "The initiator information is invalid."));
    QVERIFY(desk.bench.begin());
    const Finding finding = desk.bench.run(operatorChecks(), u"I1"_s);
    QCOMPARE(finding.exchanges.size(), 1);
    QCOMPARE(finding.gatewayCalls, 1);
    const QByteArray shown = CheckBench::transcript(finding);
    QVERIFY(!shown.contains(desk.bench.context.secrets.securityCredential.toLatin1()));
    QVERIFY(!shown.contains(GatewayStub::token));
}

void OperatorChecksTest::simulator_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QStringList>("missingRoles");
    QTest::addColumn<Finding::Status>("balance");
    QTest::addColumn<Finding::Status>("status");
    const QString right = u"Safaricom999!*!"_s;
    QTest::newRow("right") << u"testapi"_s << right << QStringList() << Status::Good << Status::Good;
    QTest::newRow("wrong password") << u"testapi"_s << u"Safaricom998!*!"_s << QStringList() << Status::Bad << Status::NotRun;
    QTest::newRow("wrong name") << u"TestApi"_s << right << QStringList() << Status::Bad << Status::NotRun;
    QTest::newRow("no balance role") << u"testapi"_s << right << QStringList{u"balance"_s} << Status::Bad << Status::Good;
    QTest::newRow("no status role") << u"testapi"_s << right << QStringList{u"status"_s} << Status::Good << Status::Bad;
}

void OperatorChecksTest::simulator()
{
    QFETCH(QString, name);
    QFETCH(QString, password);
    QFETCH(QStringList, missingRoles);
    QFETCH(Finding::Status, balance);
    QFETCH(Finding::Status, status);
    SimulatorOptions options;
    options.missingRoles = missingRoles;
    SimulatorBench desk(options);
    desk.bench->context.profile.initiatorName = name;
    desk.bench->context.secrets.initiatorPassword = password;
    QVERIFY(desk.bench->begin());
    const Finding first = desk.bench->run(operatorChecks(), u"I1"_s);
    QVERIFY2(first.status == balance, qPrintable(findingText(first)));
    const Finding second = desk.bench->run(operatorChecks(), u"I2"_s);
    QVERIFY2(second.status == status, qPrintable(findingText(second)));
    QVERIFY(desk.posts(QString::fromLatin1(balancePath)) + desk.posts(QString::fromLatin1(statusPath)) <= AttemptMeter::limit);
    QVERIFY(!desk.hasActed());
    if (balance == Status::Good) {
        QCOMPARE(first.facts.first(), qMakePair(u"Working Account"_s, u"KES 88214.00"_s));
    }
    QVERIFY(!CheckBench::transcript(first).contains(password.toUtf8()));
}

void OperatorChecksTest::simulatorReports_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<Finding::Status>("status");
    for (const auto &[code, status] :
         {std::pair(u"2001"_s, Status::Bad), std::pair(u"18"_s, Status::Bad), std::pair(u"20"_s, Status::Bad),
          std::pair(u"21"_s, Status::Bad), std::pair(u"TP40153"_s, Status::Bad), std::pair(u"22"_s, Status::Bad),
          std::pair(u"8006"_s, Status::Bad), std::pair(u"17"_s, Status::Unknown), std::pair(u"26"_s, Status::Unknown),
          std::pair(u"100000001"_s, Status::Unknown)}) {
        QTest::newRow(qPrintable(code)) << code << status;
    }
}

void OperatorChecksTest::simulatorReports()
{
    QFETCH(QString, code);
    QFETCH(Finding::Status, status);
    SimulatorOptions options;
    options.answers.operatorResults.insert(u"balance"_s, code);
    SimulatorBench desk(options);
    QVERIFY(desk.bench->begin());
    const Finding finding = desk.bench->run(operatorChecks(), u"I1"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(finding.code, code);
}

void OperatorChecksTest::cancelled()
{
    OperatorDesk desk;
    QVERIFY(desk.bench.begin());
    const CheckRow row = operatorChecks().first();
    const std::unique_ptr<Check> check = row.make(*desk.bench.examination, row.spec);
    QSignalSpy done(check.get(), &Check::done);
    check->begin();
    QVERIFY(waitUntil([&desk] { return desk.attempts() == 1; }));
    check->cancel();
    QVERIFY(waitUntil([&desk] { return desk.bench.client.activeCalls().isEmpty(); }));
    QVERIFY(done.isEmpty());
}

QTEST_GUILESS_MAIN(OperatorChecksTest)
#include "tst_operatorchecks.moc"
