// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// S1 to S4: whether short code and passkey belong together, and how sure that is.

#include "core/base/nairobitime.h"
#include "core/crypto/stkpassword.h"
#include "core/doctor/passkeyreading.h"
#include "core/doctor/registry.h"
#include "tests/core/doctor/checkbench.h"

#include <QJsonDocument>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Proof = ExaminationFacts::Proof;
using Status = Finding::Status;

Q_DECLARE_METATYPE(daraja::HttpResponse)

namespace {

constexpr const char *queryPath = "/mpesa/stkpushquery/v1/query";
constexpr const char *pushPath = "/mpesa/stkpush/v1/processrequest";

HttpResponse unknownId()
{
    return refusal(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID");
}

HttpResponse wrongCredentials()
{
    return refusal(500, "500.001.1001", "Wrong credentials");
}

HttpResponse pending()
{
    return refusal(500, "500.001.1001", "The transaction is being processed");
}

HttpResponse noMerchant()
{
    return refusal(500, "500.001.1001", "Merchant does not exist");
}

HttpResponse queryResult(const QByteArray &code, const QByteArray &words)
{
    return HttpResponse::json(200,
                              "{\"ResponseCode\":\"0\",\"ResponseDescription\":\"The service request has been accepted successsfully\","
                              "\"MerchantRequestID\":\"3b7d-4c1e-9f02\",\"CheckoutRequestID\":\"ws_CO_00000000000000000000000000\","
                              "\"ResultCode\":\"" +
                                  code + "\",\"ResultDesc\":\"" + words + "\"}");
}

QJsonObject bodyOf(const HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

QString passkeyIn(const HttpRequest &request)
{
    const QJsonObject body = bodyOf(request);
    const QString plain = QString::fromLatin1(QByteArray::fromBase64(body.value(u"Password").toString().toLatin1()));
    const QString code = body.value(u"BusinessShortCode").toString();
    return plain.startsWith(code) && plain.endsWith(body.value(u"Timestamp").toString())
               ? plain.mid(code.size(), plain.size() - code.size() - 14)
               : QString();
}

} // namespace

class PasskeyChecksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answers_data();
    void answers();
    void asksWithTheRealPassword();
    void pendingIsAskedAgain();
    void busyIsAskedAgain();
    void control_data();
    void control();
    void controlChangesOneDigit_data();
    void controlChangesOneDigit();
    void nothingToAskWith_data();
    void nothingToAskWith();
    void noProductNoQuestion();
    void variantPasses_data();
    void variantPasses();
    void variantsAreFourAtMost();
    void nothingToVary();
    void otherEnvironmentByConsent_data();
    void otherEnvironmentByConsent();
    void secretsNeverShow();
    void promptNeverOnProduction_data();
    void promptNeverOnProduction();
    void simulator_data();
    void simulator();
    void simulatorReports_data();
    void simulatorReports();
    void simulatorPrompt_data();
    void simulatorPrompt();
    void cancelledPrompt();
};

void PasskeyChecksTest::answers_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<QString>("blamed");
    QTest::newRow("unknown id") << unknownId() << Status::Good << QString();
    QTest::newRow("unknown id, 03") << refusal(400, "400.002.03", "Invalid CheckoutRequestID") << Status::Good << QString();
    QTest::newRow("unknown id, in capitals")
        << HttpResponse::json(
               400, "{\"RequestID\":\"1\",\"ErrorCode\":\"400.002.02\",\"ErrorMessage\":\"Bad Request - Invalid CheckoutRequestID\"}")
        << Status::Good << QString();
    QTest::newRow("no such payment") << refusal(500, "500.001.1001", "The transaction does not exist") << Status::Good << QString();
    QTest::newRow("no such payment, as a result") << queryResult("2033", "The transaction does not exist") << Status::Good << QString();
    QTest::newRow("wrong credentials") << wrongCredentials() << Status::Bad << u"passkey"_s;
    QTest::newRow("merchant validate") << refusal(500, "500.001.1001", "[MerchantValidate] - Wrong credentials") << Status::Bad
                                       << u"passkey"_s;
    QTest::newRow("4999 with the words") << queryResult("4999", "Wrong credentials") << Status::Bad << u"passkey"_s;
    QTest::newRow("password") << refusal(400, "400.002.02", "Bad Request - Invalid Password") << Status::Bad << u"passkey"_s;
    QTest::newRow("merchant") << noMerchant() << Status::Bad << u"shortCode"_s; // not: "the transaction does not exist"
    QTest::newRow("short code") << refusal(400, "400.002.02", "Bad Request - Invalid BusinessShortCode") << Status::Bad << u"shortCode"_s;
    QTest::newRow("being processed") << pending() << Status::Unknown << QString();
    QTest::newRow("4999") << queryResult("4999", "The transaction is still under processing") << Status::Unknown << QString();
    QTest::newRow("4999 without words") << queryResult("4999", "") << Status::Unknown << QString();
    QTest::newRow("token") << refusal(404, "404.001.03", "Invalid Access Token") << Status::Unknown << QString();
    QTest::newRow("no product") << refusal(401, "401.003.01",
                                           "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found")
                                << Status::Unknown << QString();
    QTest::newRow("firewall") << firewall() << Status::Unknown << QString();
    QTest::newRow("busy") << refusal(500, "500.003.02", "System is busy. Please try again in few minutes.") << Status::Unknown << QString();
    QTest::newRow("internal") << refusal(500, "500.001.1001", "Internal Server Error") << Status::Unknown << QString();
    QTest::newRow("paid") << queryResult("0", "The service request is processed successfully.") << Status::Unknown << QString();
    QTest::newRow("empty") << HttpResponse{.status = 500, .headers = {}, .body = {}} << Status::Unknown << QString();
    QTest::newRow("not JSON") << page(200, "hello") << Status::Unknown << QString();
}

void PasskeyChecksTest::answers()
{
    QFETCH(HttpResponse, answer);
    QFETCH(Finding::Status, status);
    QFETCH(QString, blamed);
    GatewayStub stub;
    stub.script(queryPath, {answer});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(passkeyChecks(), u"S1"_s);
    QCOMPARE(finding.status, status);
    QCOMPARE(finding.blamed().value(0), blamed);
    QVERIFY(!finding.title.isEmpty() && !finding.means.isEmpty() && !finding.because.isEmpty());
    QVERIFY(status == Status::Good || !finding.steps.isEmpty());
    QCOMPARE(bench.examination->facts().passkey, status == Status::Bad ? Proof::Refused : Proof::None); // alone it proves nothing
    if (status == Status::Bad) {
        QVERIFY(!finding.said.isEmpty() && !finding.code.isEmpty() && !finding.requestId.isEmpty());
    }
}

void PasskeyChecksTest::asksWithTheRealPassword()
{
    GatewayStub stub;
    stub.script(queryPath, {unknownId()});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    (void)bench.run(passkeyChecks(), u"S1"_s);
    QCOMPARE(stub.at(queryPath).size(), 1);
    const QJsonObject body = bodyOf(stub.at(queryPath).first());
    const QString timestamp = body.value(u"Timestamp").toString();
    QVERIFY(qAbs(fromDarajaTimestamp(timestamp).secsTo(QDateTime::currentDateTimeUtc())) < 60); // Nairobi time
    QCOMPARE(body.value(u"BusinessShortCode").toString(), u"174379"_s);
    QCOMPARE(body.value(u"CheckoutRequestID").toString(), u"ws_CO_00000000000000000000000000"_s);
    QCOMPARE(
        body.value(u"Password").toString(),
        QString::fromLatin1(("174379bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919" + timestamp.toLatin1()).toBase64()));
}

void PasskeyChecksTest::pendingIsAskedAgain()
{
    GatewayStub stub;
    stub.script(queryPath, {pending(), queryResult("4999", "The transaction is still under processing"), wrongCredentials()});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(passkeyChecks(), u"S1"_s).status, Status::Bad);
    QCOMPARE(stub.at(queryPath).size(), 3);

    stub.script(queryPath, {pending()});
    QCOMPARE(bench.run(passkeyChecks(), u"S1"_s).status, Status::Unknown);
    QCOMPARE(stub.at(queryPath).size(), 3 + 3); // and not for ever
}

/// STK query may be asked once in 12 s (daraja-api 6.2).
void PasskeyChecksTest::busyIsAskedAgain()
{
    const HttpResponse spikeArrest =
        HttpResponse::json(429, "{\"fault\":{\"faultstring\":\"Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5, "
                                "periodInMicroseconds=60000000, "
                                "maxBurstMessageCount=1.0}\",\"detail\":{\"errorcode\":\"policies.ratelimit.SpikeArrestViolation\"}}}");
    GatewayStub stub;
    stub.script(queryPath, {spikeArrest, pending(), spikeArrest, unknownId(), spikeArrest, wrongCredentials()});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(passkeyChecks(), u"S1"_s).status, Status::Good);
    QCOMPARE(bench.run(passkeyChecks(), u"S2"_s).status, Status::Good);
    QCOMPARE(stub.at(queryPath).size(), 6);

    stub.script(queryPath, {spikeArrest});
    const Finding finding = bench.run(passkeyChecks(), u"S1"_s);
    QCOMPARE(finding.status, Status::Unknown);
    QVERIFY2(finding.title.contains(u"busy"), qPrintable(finding.title));
    QCOMPARE(stub.at(queryPath).size(), 6 + 3); // and not for ever
}

void PasskeyChecksTest::control_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<int>("proof");
    QTest::newRow("refused") << wrongCredentials() << Status::Good << int(Proof::Proven);
    QTest::newRow("refused, 4999") << queryResult("4999", "Wrong credentials") << Status::Good << int(Proof::Proven);
    QTest::newRow("the same") << unknownId() << Status::Unknown << int(Proof::NotProvable);
    QTest::newRow("the same, other words") << refusal(400, "400.002.03", "Invalid CheckoutRequestID") << Status::Unknown
                                           << int(Proof::NotProvable);
    QTest::newRow("pending") << pending() << Status::Unknown << int(Proof::None);
    QTest::newRow("merchant") << noMerchant() << Status::Unknown << int(Proof::None);
    QTest::newRow("token") << refusal(404, "404.001.03", "Invalid Access Token") << Status::Unknown << int(Proof::None);
    QTest::newRow("firewall") << firewall() << Status::Unknown << int(Proof::None);
    QTest::newRow("internal") << refusal(500, "500.001.1001", "Internal Server Error") << Status::Unknown << int(Proof::None);
}

void PasskeyChecksTest::control()
{
    QFETCH(HttpResponse, answer);
    QFETCH(Finding::Status, status);
    QFETCH(int, proof);
    GatewayStub stub;
    stub.script(queryPath, {unknownId(), answer});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(passkeyChecks(), u"S1"_s).status, Status::Good);
    const Finding finding = bench.run(passkeyChecks(), u"S2"_s);
    QCOMPARE(finding.status, status);
    QCOMPARE(int(bench.examination->facts().passkey), proof);
    if (proof == int(Proof::NotProvable)) {
        QCOMPARE(finding.cure.check, u"S4"_s);
    }
    const QList<HttpRequest> asked = stub.at(queryPath);
    QCOMPARE(passkeyIn(asked.first()), sandboxPasskey());
    const QString changed = passkeyIn(asked.last());
    QCOMPARE(changed.size(), sandboxPasskey().size());
    int differences = 0;
    for (qsizetype i = 0; i < changed.size(); ++i) {
        differences += changed.at(i) == sandboxPasskey().at(i) ? 0 : 1;
    }
    QCOMPARE(differences, 1);
}

void PasskeyChecksTest::controlChangesOneDigit_data()
{
    QTest::addColumn<QString>("passkey");
    QTest::newRow("ends in 0") << u"abc0"_s;
    QTest::newRow("ends in f") << u"000f"_s;
    QTest::newRow("capitals") << u"ABCDEF"_s;
    QTest::newRow("digit in the middle") << u"xyz7uvw"_s;
    QTest::newRow("no digit") << u"xyzuvw"_s;
    QTest::newRow("no digit, ends in x") << u"wyx"_s;
}

void PasskeyChecksTest::controlChangesOneDigit()
{
    QFETCH(QString, passkey);
    const QString changed = withOneDigitChanged(passkey);
    QCOMPARE(changed.size(), passkey.size());
    int differences = 0;
    for (qsizetype i = 0; i < passkey.size(); ++i) {
        differences += changed.at(i) == passkey.at(i) ? 0 : 1;
    }
    QCOMPARE(differences, 1);
}

void PasskeyChecksTest::nothingToAskWith_data()
{
    QTest::addColumn<QString>("shortCode");
    QTest::addColumn<QString>("passkey");
    QTest::addColumn<Finding::Status>("status");
    QTest::newRow("neither") << QString() << QString() << Status::NotNeeded;
    QTest::newRow("no passkey") << u"174379"_s << u" "_s << Status::NotNeeded;
    QTest::newRow("no short code") << QString() << sandboxPasskey() << Status::NotRun;
}

void PasskeyChecksTest::nothingToAskWith()
{
    QFETCH(QString, shortCode);
    QFETCH(QString, passkey);
    QFETCH(Finding::Status, status);
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.context.profile.shortCode = shortCode;
    bench.context.secrets.passkey = passkey;
    QVERIFY(bench.begin());
    for (const QString &id : {u"S1"_s, u"S2"_s, u"S3"_s}) {
        QCOMPARE(bench.run(passkeyChecks(), id).status, status);
    }
    QVERIFY(stub.at(queryPath).isEmpty());
}

void PasskeyChecksTest::noProductNoQuestion()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    bench.examination->facts().products.insert(u"stk_query"_s, ExaminationFacts::Grant::NotGranted);
    QCOMPARE(bench.run(passkeyChecks(), u"S1"_s).status, Status::NotRun);
    QVERIFY(stub.at(queryPath).isEmpty());
}

void PasskeyChecksTest::variantPasses_data()
{
    QTest::addColumn<HttpResponse>("first");
    QTest::addColumn<int>("refusedVariants");
    QTest::addColumn<QHash<QString, QString>>("values");
    using Cures = QHash<QString, QString>;
    QTest::newRow("extracted passkey") << wrongCredentials() << 0
                                       << Cures{{u"passkey"_s, u"1111222233334444555566667777888899990000aaaabbbb"_s}};
    QTest::newRow("till and store number") << wrongCredentials() << 1 << Cures{{u"shortCode"_s, u"987654"_s}, {u"till"_s, u"4123456"_s}};
    QTest::newRow("till for the store number") << noMerchant() << 0 << Cures{{u"shortCode"_s, u"987654"_s}, {u"till"_s, u"4123456"_s}};
    QTest::newRow("test values") << noMerchant() << 1 << Cures{{u"shortCode"_s, sandboxShortCode()}, {u"passkey"_s, sandboxPasskey()}};
    QTest::newRow("UTC") << wrongCredentials() << 3 << Cures();
}

void PasskeyChecksTest::variantPasses()
{
    QFETCH(HttpResponse, first);
    QFETCH(int, refusedVariants);
    using Cures = QHash<QString, QString>;
    QFETCH(Cures, values);
    GatewayStub stub;
    QList<HttpResponse> answers{first};
    for (int i = 0; i < refusedVariants; ++i) {
        answers.append(wrongCredentials());
    }
    stub.script(queryPath, answers << unknownId());
    CheckBench bench(stub.url());
    bench.context.profile.receiver = ReceiverKind::Till;
    bench.context.profile.shortCode = u"4123456"_s;
    bench.context.profile.till = u"987654"_s;
    bench.context.secrets.passkey = u"ffffeeeeddddccccbbbbaaaa999988887777666655554444"_s;
    QVERIFY(bench.begin());
    bench.examination->facts().extractedPasskey = u"1111222233334444555566667777888899990000aaaabbbb"_s;
    QCOMPARE(bench.run(passkeyChecks(), u"S1"_s).status, Status::Bad);
    const Finding finding = bench.run(passkeyChecks(), u"S3"_s);
    QCOMPARE(finding.status, Status::Bad);
    QCOMPARE(finding.cure.values, values);
    QCOMPARE(finding.cure.action == Finding::Cure::Action::ApplyValues, !values.isEmpty());
    QCOMPARE(finding.facts.size(), refusedVariants + 1);
    const HttpRequest last = stub.at(queryPath).last();
    QCOMPARE(bodyOf(last).value(u"BusinessShortCode").toString(), values.value(u"shortCode"_s, u"4123456"_s));
    QCOMPARE(passkeyIn(last), values.value(u"passkey"_s, bench.context.secrets.passkey));
    if (values.isEmpty()) { // three hours behind Nairobi
        const QDateTime asNairobi = fromDarajaTimestamp(bodyOf(last).value(u"Timestamp").toString());
        QVERIFY(qAbs(asNairobi.addSecs(3 * 3600).secsTo(QDateTime::currentDateTimeUtc())) < 60);
    }
}

void PasskeyChecksTest::variantsAreFourAtMost()
{
    GatewayStub stub;
    stub.script(queryPath, {wrongCredentials()});
    CheckBench bench(stub.url());
    bench.context.profile.till = u"987654"_s;
    bench.context.secrets.passkey = u"ffffeeeeddddccccbbbbaaaa999988887777666655554444"_s;
    bench.patient.otherBaseUrl = stub.url();
    QVERIFY(bench.begin(Consent::OtherEnvironment));
    bench.examination->facts().extractedPasskey = u"1111222233334444555566667777888899990000aaaabbbb"_s;
    (void)bench.run(passkeyChecks(), u"S1"_s);
    const Finding finding = bench.run(passkeyChecks(), u"S3"_s);
    QCOMPARE(finding.status, Status::Note);
    QCOMPARE(finding.facts.size(), 4);
    QCOMPARE(stub.at(queryPath).size(), 1 + 4);
}

void PasskeyChecksTest::nothingToVary()
{
    GatewayStub stub;
    stub.script(queryPath, {unknownId()});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    (void)bench.run(passkeyChecks(), u"S1"_s);
    QCOMPARE(bench.run(passkeyChecks(), u"S3"_s).status, Status::NotNeeded);
    QCOMPARE(stub.at(queryPath).size(), 1);
}

void PasskeyChecksTest::otherEnvironmentByConsent_data()
{
    QTest::addColumn<bool>("agreed");
    QTest::newRow("not agreed") << false;
    QTest::newRow("agreed") << true;
}

void PasskeyChecksTest::otherEnvironmentByConsent()
{
    QFETCH(bool, agreed);
    GatewayStub stub;
    stub.script(queryPath, {noMerchant()});
    GatewayStub other;
    other.script(queryPath, {unknownId()});
    CheckBench bench(stub.url());
    bench.context.profile.environment = Environment::Production;
    bench.patient.otherBaseUrl = other.url();
    QVERIFY(bench.begin(agreed ? Consent::OtherEnvironment : Consents()));
    (void)bench.run(passkeyChecks(), u"S1"_s);
    const Finding finding = bench.run(passkeyChecks(), u"S3"_s);
    QCOMPARE(other.seen.isEmpty(), !agreed);
    if (agreed) {
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.cure.action, Finding::Cure::Action::SwitchEnvironment);
        QCOMPARE(finding.cure.values.value(u"environment"_s), u"sandbox"_s);
    } else {
        QCOMPARE(finding.status, Status::NotNeeded);
    }
}

void PasskeyChecksTest::secretsNeverShow()
{
    GatewayStub stub;
    stub.script(queryPath, {wrongCredentials(),
                            refusal(401, "401.002.01", "Error Occurred - Invalid Access Token - " + QByteArray(GatewayStub::token))});
    CheckBench bench(stub.url());
    const QString passkey = u"ffffeeeeddddccccbbbbaaaa999988887777666655554444"_s;
    bench.context.secrets.passkey = passkey;
    QVERIFY(bench.begin());
    bench.examination->facts().extractedPasskey = u"1111222233334444555566667777888899990000aaaabbbb"_s;
    for (const QString &id : {u"S1"_s, u"S3"_s}) {
        const Finding finding = bench.run(passkeyChecks(), id);
        const QByteArray shown = CheckBench::transcript(finding);
        QVERIFY(!finding.exchanges.isEmpty());
        for (const QByteArray &secret :
             {passkey.toLatin1(), QByteArray(GatewayStub::token), QByteArray("1111222233334444"), QByteArray("secret-of-the-bench")}) {
            QVERIFY2(!shown.contains(secret), secret.constData());
        }
        for (const HttpRequest &request : stub.at(queryPath)) {
            QVERIFY(!shown.contains(bodyOf(request).value(u"Password").toString().toLatin1()));
        }
    }
}

void PasskeyChecksTest::promptNeverOnProduction_data()
{
    QTest::addColumn<Environment>("environment");
    QTest::newRow("production") << Environment::Production;
    QTest::newRow("custom") << Environment::Custom;
}

void PasskeyChecksTest::promptNeverOnProduction()
{
    QFETCH(Environment, environment);
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.context.profile.environment = environment;
    bench.context.callbackUrl = QUrl(u"https://shop.example/cb"_s); // so that nothing else stands in its way
    QVERIFY(bench.begin(Consent::RealPrompt));
    QCOMPARE(bench.run(passkeyChecks(), u"S4"_s).status, Status::NotRun);
    QVERIFY(stub.at(pushPath).isEmpty());

    CheckBench careful(stub.url()); // nor without being asked for
    QVERIFY(careful.begin());
    QCOMPARE(careful.run(passkeyChecks(), u"S4"_s).status, Status::NotRun);
    QVERIFY(stub.at(pushPath).isEmpty());
}

void PasskeyChecksTest::simulator_data()
{
    QTest::addColumn<QString>("shortCode");
    QTest::addColumn<QString>("passkey");
    QTest::addColumn<Finding::Status>("asked");
    QTest::addColumn<int>("proof");
    const QString wrong = u"0fb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"_s;
    QTest::newRow("right") << u"174379"_s << sandboxPasskey() << Status::Good << int(Proof::Proven);
    QTest::newRow("wrong passkey") << u"174379"_s << wrong << Status::Bad << int(Proof::Refused);
    QTest::newRow("till for the store number") << u"174380"_s << sandboxPasskey() << Status::Bad << int(Proof::Refused);
    QTest::newRow("nobody's number") << u"999123"_s << sandboxPasskey() << Status::Bad << int(Proof::Refused);
}

void PasskeyChecksTest::simulator()
{
    QFETCH(QString, shortCode);
    QFETCH(QString, passkey);
    QFETCH(Finding::Status, asked);
    QFETCH(int, proof);
    SimulatorBench desk;
    desk.bench->context.profile.shortCode = shortCode;
    desk.bench->context.secrets.passkey = passkey;
    QVERIFY(desk.bench->begin());
    const Finding first = desk.bench->run(passkeyChecks(), u"S1"_s);
    QVERIFY2(first.status == asked, qPrintable(findingText(first)));
    const Finding second = desk.bench->run(passkeyChecks(), u"S2"_s);
    QCOMPARE(second.status, asked == Status::Good ? Status::Good : Status::NotRun);
    const Finding variants = desk.bench->run(passkeyChecks(), u"S3"_s);
    if (asked == Status::Bad) { // the simulator takes the public test values
        QCOMPARE(variants.cure.values, (QHash<QString, QString>{{u"shortCode"_s, sandboxShortCode()}, {u"passkey"_s, sandboxPasskey()}}));
    }
    QCOMPARE(int(desk.bench->examination->facts().passkey), proof);
    QVERIFY(!desk.hasActed());
    QVERIFY(desk.simulator.handset().openPrompts().isEmpty());
}

void PasskeyChecksTest::simulatorReports_data()
{
    QTest::addColumn<int>("unknownPush");
    QTest::addColumn<int>("wrongPassword");
    QTest::addColumn<bool>("late");
    for (int push = 0; push <= int(ReportedAnswers::UnknownPush::StillPending); ++push) {
        for (int password = 0; password <= int(ReportedAnswers::WrongPassword::AsResult); ++password) {
            for (const bool late : {false, true}) {
                QTest::newRow(qPrintable(u"unknown %1, wrong %2%3"_s.arg(push).arg(password).arg(late ? u", late"_s : QString())))
                    << push << password << late;
            }
        }
    }
}

/// Under each reported answer a right passkey is proven or not told, never refused; a wrong one is refused or not told, never proven.
void PasskeyChecksTest::simulatorReports()
{
    QFETCH(int, unknownPush);
    QFETCH(int, wrongPassword);
    QFETCH(bool, late);
    SimulatorOptions options;
    options.answers.unknownPush = ReportedAnswers::UnknownPush(unknownPush);
    options.answers.wrongPassword = ReportedAnswers::WrongPassword(wrongPassword);
    options.answers.passwordIsCheckedLate = late;
    SimulatorBench desk(options);
    for (const bool right : {true, false}) {
        CheckBench bench(desk.simulator.baseUrl());
        bench.context.secrets.passkey = right ? sandboxPasskey() : withOneDigitChanged(sandboxPasskey());
        QVERIFY(bench.begin());
        const Finding asked = bench.run(passkeyChecks(), u"S1"_s);
        const Finding control = bench.run(passkeyChecks(), u"S2"_s);
        const Proof proof = bench.examination->facts().passkey;
        const bool saysNothing = unknownPush >= int(ReportedAnswers::UnknownPush::InProcess);
        QCOMPARE(proof == Proof::Proven, right && !late && !saysNothing);
        QCOMPARE(control.status == Status::Good, proof == Proof::Proven);
        QCOMPARE(asked.status == Status::Bad, !right && !late);
    }
}

void PasskeyChecksTest::simulatorPrompt_data()
{
    QTest::addColumn<QString>("passkey");
    QTest::addColumn<Finding::Status>("status");
    QTest::newRow("right") << sandboxPasskey() << Status::Good;
    QTest::newRow("wrong") << u"0fb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"_s << Status::Bad;
}

void PasskeyChecksTest::simulatorPrompt()
{
    QFETCH(QString, passkey);
    QFETCH(Finding::Status, status);
    SimulatorOptions options;
    options.automaticAnswer = 50;
    SimulatorBench desk(options);
    desk.bench->context.secrets.passkey = passkey;
    QVERIFY(desk.bench->begin(Consent::RealPrompt));
    const Finding finding = desk.bench->run(passkeyChecks(), u"S4"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(desk.posts(QString::fromLatin1(pushPath)), 1);
    QCOMPARE(desk.bench->examination->facts().passkey == Proof::Proven, status == Status::Good);
    QVERIFY(!finding.exchanges.isEmpty());
}

void PasskeyChecksTest::cancelledPrompt()
{
    SimulatorBench desk; // nobody answers the prompt
    QVERIFY(desk.bench->begin(Consent::RealPrompt));
    const CheckRow row = passkeyChecks().at(3);
    const std::unique_ptr<Check> check = row.make(*desk.bench->examination, row.spec);
    QSignalSpy done(check.get(), &Check::done);
    check->begin();
    QVERIFY(waitUntil([&desk] { return desk.simulator.handset().openPrompts().size() == 1; }));
    QCOMPARE(desk.bench->client.activeCalls().size(), 1);
    check->cancel();
    QVERIFY(waitUntil([&desk] { return desk.bench->client.activeCalls().isEmpty(); }));
    QVERIFY(done.isEmpty());
}

QTEST_GUILESS_MAIN(PasskeyChecksTest)
#include "tst_passkeychecks.moc"
