// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// P1: what the answers to an empty body tell, and which missing product is a fault.

#include "core/doctor/productreading.h"
#include "core/doctor/registry.h"
#include "tests/core/doctor/checkbench.h"

#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Grant = ExaminationFacts::Grant;
using Status = Finding::Status;

Q_DECLARE_METATYPE(daraja::HttpResponse)
Q_DECLARE_METATYPE(daraja::ExaminationFacts::Grant)

namespace {

constexpr const char *queryPath = "/mpesa/stkpushquery/v1/query";
constexpr const char *c2bFirst = "/mpesa/c2b/v1/registerurl";
constexpr const char *c2bSecond = "/mpesa/c2b/v2/registerurl";
constexpr const char *payOutPath = "/mpesa/b2c/v3/paymentrequest";

HttpResponse missingFields()
{
    return refusal(400, "400.002.02", "Bad Request - Invalid BusinessShortCode");
}

HttpResponse noProduct()
{
    return refusal(401, "401.003.01", "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found");
}

/// Every product complains about missing fields.
void grantAll(GatewayStub &stub)
{
    for (const OperationSpec *operation : productProbes()) {
        stub.script(operation->path, {missingFields()});
    }
}

QString fact(const Finding &finding, const QString &name)
{
    for (const auto &[key, value] : finding.facts) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

} // namespace

class ProductChecksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void oneHarmlessPathForEachProduct();
    void answers_data();
    void answers();
    void nothingButEmptyBodies();
    void missingExpress_data();
    void missingExpress();
    void missingPayouts_data();
    void missingPayouts();
    void versionsSideBySide_data();
    void versionsSideBySide();
    void bothVersionsMissing_data();
    void bothVersionsMissing();
    void everyTokenRefused();
    void controlThatIsTaken();
    void pagesAreNoVerdict();
    void baseAddressThatLeadsNowhere();
    void busyIsAskedOnceMore();
    void productionAsksMoneyPathsOnlyByConsent_data();
    void productionAsksMoneyPathsOnlyByConsent();
    void callThatFailed_data();
    void callThatFailed();
    void tokenNeverShows();
    void simulatorGrantsAll();
    void simulatorLacksOne_data();
    void simulatorLacksOne();
    void cancelled();
};

void ProductChecksTest::oneHarmlessPathForEachProduct()
{
    const QList<const OperationSpec *> probes = productProbes();
    for (const OperationSpec *operation : operations()) {
        const auto same = std::count_if(probes.begin(), probes.end(), [operation](const OperationSpec *probe) {
            return QLatin1StringView(probe->product) == QLatin1StringView(operation->product);
        });
        QCOMPARE(same, 1);
    }
    QVERIFY(probes.contains(findOperation(u"stk_query")));
    QVERIFY(!probes.contains(findOperation(u"stk_push"))); // the product can be asked without it
    QVERIFY(probes.contains(findOperation(u"c2b_register")) && probes.contains(findOperation(u"c2b_register_v1")));
}

void ProductChecksTest::answers_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::addColumn<Grant>("grant");
    QTest::newRow("field") << missingFields() << Grant::Granted;
    QTest::newRow("payload") << refusal(400, "400.002.05", "Invalid Request Payload") << Grant::Granted;
    QTest::newRow("general") << refusal(400, "400.003.02", "Bad Request") << Grant::Granted;
    QTest::newRow("bill manager") << HttpResponse::json(400, R"({"rescode":"409","resmsg":"Invalid shortcode"})") << Grant::Granted;
    QTest::newRow("bill manager by 200") << HttpResponse::json(200, R"({"rescode":"409","resmsg":"Invalid shortcode"})") << Grant::Granted;
    QTest::newRow("header") << HttpResponse::json(
                                   400, R"({"header":{"status":"400","message":"Bad Request"},"body":{"message":"Invalid msisdn"}})")
                            << Grant::Granted;
    QTest::newRow("code alone") << HttpResponse::json(400, R"({"header":{"responseCode":6001},"body":null})") << Grant::Granted;
    QTest::newRow("capitals") << HttpResponse::json(
                                     400, R"({"RequestID":"1","ErrorCode":"400.002.02","ErrorMessage":"Bad Request - Invalid Amount"})")
                              << Grant::Granted;
    QTest::newRow("merchant") << refusal(500, "500.001.1001", "Merchant does not exist") << Grant::Granted;
    QTest::newRow("service callout")
        << HttpResponse::json(
               500,
               R"({"Envelope":{"Body":{"Fault":{"faultstring":"Execution of ServiceCallout SCO-AddURLVault failed. Reason: ResponseCode 409","detail":{"source":{"errorcode":"steps.servicecallout.ExecutionFailed"}}}}}})")
        << Grant::Granted;
    QTest::newRow("taken") << HttpResponse::json(200, R"({"ResponseCode":"0","ResponseDescription":"Accept"})") << Grant::Granted;
    QTest::newRow("no product in words") << noProduct() << Grant::NotGranted;
    QTest::newRow("no product by gateway")
        << HttpResponse::json(
               401,
               R"({"fault":{"faultstring":"Invalid API call as no apiproduct match found","detail":{"errorcode":"keymanagement.service.InvalidAPICallAsNoApiProductMatchFound"}}})")
        << Grant::NotGranted;
    QTest::newRow("token 404") << refusal(404, "404.001.03", "Invalid Access Token") << Grant::NotGranted; // the others take it
    QTest::newRow("token 401") << refusal(401, "401.002.01", "Error Occurred - Invalid Access Token - abc") << Grant::NotGranted;
    QTest::newRow("token 400") << refusal(400, "400.003.01", "Invalid Access Token") << Grant::NotGranted;
    QTest::newRow("no path") << refusal(404, "404.001.01", "Resource not found") << Grant::NoSuchPath;
    QTest::newRow("no path of C2B") << refusal(404, "404.003.01", "Resource not found") << Grant::NoSuchPath;
    QTest::newRow("no proxy")
        << HttpResponse::json(
               404,
               R"({"fault":{"faultstring":"Unable to identify proxy for host: default and url: /mpesa","detail":{"errorcode":"messaging.adaptors.http.flow.ApplicationNotFound"}}})")
        << Grant::NoSuchPath;
    QTest::newRow("firewall") << firewall() << Grant::Unknown;
    QTest::newRow("busy") << refusal(500, "500.003.02", "System is busy. Please try again in few minutes.") << Grant::Unknown;
    QTest::newRow("quota") << refusal(500, "500.003.03", "Error Occurred: Quota Violation") << Grant::Unknown;
    QTest::newRow("spike arrest")
        << HttpResponse::json(
               429,
               R"({"fault":{"faultstring":"Spike arrest violation.","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}})")
        << Grant::Unknown;
    QTest::newRow("internal") << refusal(500, "500.003.1001", "Internal Server Error") << Grant::Unknown;
    QTest::newRow("maintenance") << refusal(500, "500.002.1001", "Service is currently under maintenance. Please try again later")
                                 << Grant::Unknown;
    QTest::newRow("method") << refusal(405, "405.001", "Method Not Allowed") << Grant::Unknown;
    QTest::newRow("nothing in it") << HttpResponse{.status = 400, .headers = {}, .body = {}} << Grant::Unknown;
}

void ProductChecksTest::answers()
{
    QFETCH(HttpResponse, answer);
    QFETCH(Grant, grant);
    GatewayStub stub;
    grantAll(stub);
    stub.script(queryPath, {answer});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(bench.examination->facts().products.value(u"stk_query"_s), grant);
    QCOMPARE(bench.examination->facts().products.value(u"b2c_payment"_s), Grant::Granted);
    const Status expected = grant == Grant::Granted      ? Status::Good
                            : grant == Grant::NotGranted ? Status::Bad
                            : grant == Grant::NoSuchPath ? Status::Careful
                                                         : Status::Unknown;
    QCOMPARE(finding.status, expected);
    QVERIFY(!finding.title.isEmpty() && !finding.means.isEmpty() && !finding.because.isEmpty() && !finding.summary.isEmpty());
    QVERIFY(finding.status == Status::Good || !finding.steps.isEmpty());
}

void ProductChecksTest::nothingButEmptyBodies()
{
    GatewayStub stub;
    grantAll(stub);
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    (void)bench.run(productChecks(), u"P1"_s);
    QCOMPARE(stub.seen.size(), 1 + 2 + productProbes().size()); // the token, two controls, one for each product
    for (const HttpRequest &request : stub.seen) {
        QVERIFY(request.method == "GET" ? request.path() == "/oauth/v1/generate" : request.body == "{}");
    }
    const QByteArray first = stub.seen.at(1).headers.value("Authorization"); // the control comes first, with a token of nobody's
    QVERIFY(first.startsWith("Bearer ") && first != QByteArray("Bearer ") + GatewayStub::token);
}

void ProductChecksTest::missingExpress_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::addColumn<QString>("passkey");
    QTest::addColumn<Finding::Status>("status");
    const HttpResponse token = refusal(404, "404.001.03", "Invalid Access Token");
    QTest::newRow("in words, passkey") << noProduct() << sandboxPasskey() << Status::Bad;
    QTest::newRow("as a token, passkey") << token << sandboxPasskey() << Status::Bad;
    QTest::newRow("in words, no passkey") << noProduct() << QString() << Status::Note;
    QTest::newRow("as a token, no passkey") << token << QString() << Status::Note;
}

void ProductChecksTest::missingExpress()
{
    QFETCH(HttpResponse, answer);
    QFETCH(QString, passkey);
    QFETCH(Finding::Status, status);
    GatewayStub stub;
    grantAll(stub);
    stub.script(queryPath, {answer});
    CheckBench bench(stub.url());
    bench.context.secrets.passkey = passkey;
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, status);
    QVERIFY2(finding.title.contains(u"M-Pesa Express"), qPrintable(finding.title));
    QVERIFY2(finding.said.contains(u"Invalid Access Token"), qPrintable(finding.said));
    QCOMPARE(finding.requestId, u"41877-9023416-2"_s);
    QCOMPARE(bench.examination->facts().products.value(u"stk_push"_s), Grant::NotGranted); // the same product
}

void ProductChecksTest::missingPayouts_data()
{
    QTest::addColumn<QString>("initiator");
    QTest::addColumn<Finding::Status>("status");
    QTest::newRow("with an operator") << u"testapi"_s << Status::Bad;
    QTest::newRow("without") << QString() << Status::Note;
}

void ProductChecksTest::missingPayouts()
{
    QFETCH(QString, initiator);
    QFETCH(Finding::Status, status);
    GatewayStub stub;
    grantAll(stub);
    stub.script(payOutPath, {refusal(401, "401.002.01", "Error Occurred - Invalid Access Token - " + QByteArray(GatewayStub::token))});
    CheckBench bench(stub.url());
    bench.context.profile.initiatorName = initiator;
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, status);
    QVERIFY2(finding.title.contains(u"B2C"), qPrintable(finding.title));
    QVERIFY(!CheckBench::transcript(finding).contains(GatewayStub::token)); // Daraja echoed it
}

void ProductChecksTest::versionsSideBySide_data()
{
    QTest::addColumn<QByteArray>("lacked");
    QTest::addColumn<QString>("usable");
    QTest::newRow("has version 1") << QByteArray(c2bSecond) << u"/mpesa/c2b/v1"_s;
    QTest::newRow("has version 2") << QByteArray(c2bFirst) << u"/mpesa/c2b/v2"_s;
}

void ProductChecksTest::versionsSideBySide()
{
    QFETCH(QByteArray, lacked);
    QFETCH(QString, usable);
    GatewayStub stub;
    grantAll(stub);
    stub.script(lacked.constData(), {noProduct()});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, Status::Note);
    QVERIFY(finding.steps.first().contains(usable));
    const bool hasFirst = lacked == c2bSecond;
    QCOMPARE(bench.examination->facts().products.value(hasFirst ? u"c2b_register"_s : u"c2b_register_v1"_s), Grant::WrongVersion);
    QCOMPARE(bench.examination->facts().products.value(hasFirst ? u"c2b_register_v1"_s : u"c2b_register"_s), Grant::Granted);
    QVERIFY(fact(finding, u"Customer to Business (C2B) version 1"_s).startsWith(hasFirst ? u"granted" : u"not this version"));
    QVERIFY(fact(finding, u"Customer to Business (C2B) version 2"_s).startsWith(hasFirst ? u"not this version" : u"granted"));
}

void ProductChecksTest::bothVersionsMissing_data()
{
    QTest::addColumn<bool>("registering");
    QTest::addColumn<Finding::Status>("status");
    QTest::newRow("a registration failed") << true << Status::Bad;
    QTest::newRow("nobody registers") << false << Status::Note;
}

void ProductChecksTest::bothVersionsMissing()
{
    QFETCH(bool, registering);
    QFETCH(Finding::Status, status);
    GatewayStub stub;
    grantAll(stub);
    stub.script(c2bFirst, {noProduct()});
    stub.script(c2bSecond, {noProduct()});
    CheckBench bench(stub.url());
    if (registering) {
        bench.patient.requestValues.insert(u"ConfirmationURL"_s, u"https://shop.example/c"_s);
    }
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(productChecks(), u"P1"_s).status, status);
}

void ProductChecksTest::everyTokenRefused()
{
    GatewayStub stub;
    stub.otherwise = refusal(404, "404.001.03", "Invalid Access Token");
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, Status::Bad);
    QCOMPARE(finding.sure, Finding::Sure::Medium);
    QCOMPARE(finding.code, u"404.001.03"_s);
    QCOMPARE(bench.examination->facts().products.value(u"stk_query"_s), Grant::Unknown); // perhaps the token, perhaps the product
}

void ProductChecksTest::controlThatIsTaken()
{
    GatewayStub stub;
    stub.takesAnyToken = true; // fields are looked at before the token: no complaint about them says that a product is granted
    grantAll(stub);
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, Status::Unknown);
    QCOMPARE(bench.examination->facts().products.value(u"stk_query"_s), Grant::Unknown);
}

void ProductChecksTest::pagesAreNoVerdict()
{
    GatewayStub stub;
    stub.otherwise = firewall();
    stub.tokenRefusal = firewall();
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, Status::Unknown);
    QVERIFY2(finding.title.contains(u"firewall"), qPrintable(finding.title));
    QVERIFY(stub.seen.size() < 6); // nor are nineteen more calls made to a firewall
}

void ProductChecksTest::baseAddressThatLeadsNowhere()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, Status::Bad);
    QCOMPARE(finding.said, u"Resource not found"_s);
}

void ProductChecksTest::busyIsAskedOnceMore()
{
    GatewayStub stub;
    grantAll(stub);
    stub.script(queryPath, {refusal(500, "500.003.02", "System is busy. Please try again in few minutes."), missingFields()});
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(productChecks(), u"P1"_s).status, Status::Good);
    QCOMPARE(stub.at(queryPath).size(), 2); // busy, granted
}

void ProductChecksTest::productionAsksMoneyPathsOnlyByConsent_data()
{
    QTest::addColumn<bool>("agreed");
    QTest::newRow("not agreed") << false;
    QTest::newRow("agreed") << true;
}

void ProductChecksTest::productionAsksMoneyPathsOnlyByConsent()
{
    QFETCH(bool, agreed);
    GatewayStub stub;
    grantAll(stub);
    CheckBench bench(stub.url());
    bench.context.profile.environment = Environment::Production;
    QVERIFY(bench.begin(agreed ? Consent::MoneyProbes : Consents()));
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QCOMPARE(finding.status, Status::Good);
    QCOMPARE(!stub.at(payOutPath).isEmpty(), agreed);
    for (const HttpRequest &request : stub.seen) {
        QVERIFY(agreed || request.path() != payOutPath);
        QVERIFY(request.path() != QByteArray("/mpesa/stkpush/v1/processrequest"));
        QVERIFY(request.method == "GET" || request.body == "{}");
    }
    QCOMPARE(bench.examination->facts().products.value(u"b2c_payment"_s), agreed ? Grant::Granted : Grant::NotAsked);
    QVERIFY(stub.seen.size() <= 9); // at Safaricom's pace each costs four seconds
}

void ProductChecksTest::callThatFailed_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<qsizetype>("asked");
    QTest::newRow("a reversal") << u"TransactionReversal"_s << Status::Bad << qsizetype(1);
    QTest::newRow("a payment") << u"BusinessPayment"_s << Status::Good << qsizetype(0);
    QTest::newRow("none") << QString() << Status::Good << qsizetype(0);
}

/// What was wanted when it failed is asked for at any pace, and missed.
void ProductChecksTest::callThatFailed()
{
    QFETCH(QString, command);
    QFETCH(Finding::Status, status);
    QFETCH(qsizetype, asked);
    GatewayStub stub;
    grantAll(stub);
    const char *reversal = "/mpesa/reversal/v1/request";
    stub.script(reversal, {refusal(404, "404.001.03", "Invalid Access Token")});
    CheckBench bench(stub.url());
    bench.context.profile.environment = Environment::Sandbox;
    bench.patient.requestValues.insert(u"CommandID"_s, command);
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(productChecks(), u"P1"_s).status, status);
    QCOMPARE(stub.at(reversal).size(), asked);
}

void ProductChecksTest::tokenNeverShows()
{
    GatewayStub stub;
    grantAll(stub);
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(productChecks(), u"P1"_s);
    QVERIFY(finding.exchanges.size() > 10);
    QCOMPARE(finding.gatewayCalls, int(finding.exchanges.size()));
    QVERIFY(!CheckBench::transcript(finding).contains(GatewayStub::token));
}

void ProductChecksTest::simulatorGrantsAll()
{
    SimulatorBench desk;
    QVERIFY(desk.bench->begin());
    const Finding finding = desk.bench->run(productChecks(), u"P1"_s);
    QVERIFY2(finding.status == Status::Good, qPrintable(findingText(finding)));
    for (const OperationSpec *operation : productProbes()) {
        const Grant grant = desk.bench->examination->facts().products.value(QString::fromLatin1(operation->id));
        QVERIFY2(grant == Grant::Granted, operation->id);
    }
    QVERIFY(!desk.hasActed());
    QVERIFY(desk.simulator.handset().openPrompts().isEmpty());
    QVERIFY(finding.durationMs < 5'000);
}

void ProductChecksTest::simulatorLacksOne_data()
{
    QTest::addColumn<QString>("product");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<bool>("named"); ///< by the simulator, in so many words
    QTest::addColumn<Finding::Status>("status");
    for (const bool named : {false, true}) {
        const QByteArray how = named ? ", named" : ", not named";
        QTest::newRow(("express" + how).constData()) << u"express"_s << u"stk_query"_s << named << Status::Bad;
        QTest::newRow(("b2c" + how).constData()) << u"b2c"_s << u"b2c_payment"_s << named << Status::Bad;
        QTest::newRow(("balance" + how).constData()) << u"balance"_s << u"account_balance"_s << named << Status::Bad;
        QTest::newRow(("qr" + how).constData()) << u"qr"_s << u"qr_code"_s << named << Status::Good; // nobody misses it
    }
}

void ProductChecksTest::simulatorLacksOne()
{
    QFETCH(QString, product);
    QFETCH(QString, operation);
    QFETCH(bool, named);
    QFETCH(Finding::Status, status);
    SimulatorOptions options;
    {
        const SystemClock clock;
        Simulator any(clock);
        QVERIFY(any.start());
        options.apiProducts = any.apiProducts();
    }
    QVERIFY(options.apiProducts.removeOne(product));
    options.answers.namesMissingProduct = named;
    SimulatorBench desk(options);
    QVERIFY(desk.bench->begin());
    const Finding finding = desk.bench->run(productChecks(), u"P1"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(desk.bench->examination->facts().products.value(operation), Grant::NotGranted);
    QVERIFY(!desk.hasActed());
}

void ProductChecksTest::cancelled()
{
    GatewayStub stub;
    grantAll(stub);
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const CheckRow row = productChecks().first();
    const std::unique_ptr<Check> check = row.make(*bench.examination, row.spec);
    QSignalSpy done(check.get(), &Check::done);
    check->begin();
    QVERIFY(waitUntil([&stub] { return stub.seen.size() > 3; }));
    check->cancel();
    const qsizetype asked = stub.seen.size();
    QTest::qWait(100);
    QVERIFY(stub.seen.size() <= asked + 1);
    QVERIFY(done.isEmpty());
}

QTEST_GUILESS_MAIN(ProductChecksTest)
#include "tst_productchecks.moc"
