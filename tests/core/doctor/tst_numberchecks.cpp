// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Q1: whose number it is, judged by name and words.

#include "core/doctor/registry.h"
#include "tests/core/doctor/checkbench.h"

#include <QJsonDocument>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Status = Finding::Status;

namespace {

constexpr const char *infoPath = "/sfcverify/v1/query/info";

HttpResponse named(const QByteArray &code, const QByteArray &name)
{
    return HttpResponse::json(
        200, R"({"ConversationID":"8d0b-4f3e-91","ResponseCode":")" + code +
                 R"(","ResponseMessage":"Success","DetailedMessage":"Organization found","OrganizationShortCode":"600984",)" +
                 R"("OrganizationName":")" + name + R"(","ChargeProfileID":"1"})");
}

HttpResponse nobody()
{
    return refusal(400, "400.002.02", "Bad Request - Invalid Identifier");
}

HttpResponse nobodyInAnswer()
{
    return HttpResponse::json(
        200, R"({"ConversationID":"8d0b","ResponseCode":"4001","ResponseMessage":"Failed","DetailedMessage":"Invalid Identifier"})");
}

} // namespace

Q_DECLARE_METATYPE(daraja::HttpResponse)

class NumberChecksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void paybill_data();
    void paybill();
    void tillByItsTillNumber();
    void tillThatIsAPaybill();
    void sandboxIsNotTrusted();
    void withoutTheProduct();
    void withoutANumber();
    void simulator_data();
    void simulator();
};

void NumberChecksTest::paybill_data()
{
    QTest::addColumn<QList<HttpResponse>>("answers"); // as 4, then as 2
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<int>("calls");
    using List = QList<HttpResponse>;
    QTest::newRow("code 4000") << List{named("4000", "DEMO SHOP")} << Status::Good << 1;
    QTest::newRow("code 0") << List{named("0", "DEMO SHOP")} << Status::Good << 1;
    QTest::newRow("a till") << List{nobody(), named("4000", "DEMO SHOP")} << Status::Bad << 2;
    QTest::newRow("nobody") << List{nobody(), nobody()} << Status::Bad << 2;
    QTest::newRow("nobody, in the answer") << List{nobodyInAnswer(), nobodyInAnswer()} << Status::Bad << 2;
    QTest::newRow("success without a name") << List{named("4000", "")} << Status::Unknown << 1;
    QTest::newRow("firewall") << List{firewall()} << Status::Unknown << 1;
    QTest::newRow("busy") << List{refusal(500, "500.003.02", "System is busy. Please try again in few minutes.")} << Status::Unknown << 1;
    QTest::newRow("internal") << List{refusal(500, "500.003.1001", "Internal Server Error")} << Status::Unknown << 1;
    QTest::newRow("then a firewall") << List{nobody(), firewall()} << Status::Unknown << 2;
    QTest::newRow("no product") << List{refusal(401, "401.001", "Invalid Access Token")} << Status::NotNeeded << 1;
}

void NumberChecksTest::paybill()
{
    QFETCH(QList<HttpResponse>, answers);
    QFETCH(Finding::Status, status);
    QFETCH(int, calls);
    GatewayStub stub;
    stub.script(infoPath, answers);
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    const Finding finding = bench.run(numberChecks(), u"Q1"_s);
    QCOMPARE(finding.status, status);
    QVERIFY(!finding.title.isEmpty() && !finding.means.isEmpty());
    const QList<HttpRequest> asked = stub.at(infoPath);
    QCOMPARE(asked.size(), calls);
    QCOMPARE(QJsonDocument::fromJson(asked.first().body).object(),
             QJsonObject({{u"IdentifierType"_s, u"4"_s}, {u"Identifier"_s, sandboxShortCode()}}));
    const auto kind = bench.examination->facts().numberIs;
    if (status == Status::Good) {
        QCOMPARE(kind, std::optional(ReceiverKind::Paybill));
        QVERIFY(finding.title.contains(u"DEMO SHOP"));
    } else if (finding.cure.action == Finding::Cure::Action::ApplyValues) {
        QCOMPARE(kind, std::optional(ReceiverKind::Till));
        QCOMPARE(finding.cure.values.value(u"receiver"_s), u"till"_s);
        QCOMPARE(finding.cure.values.value(u"till"_s), sandboxShortCode());
    } else {
        QVERIFY(!kind);
    }
}

void NumberChecksTest::tillByItsTillNumber()
{
    GatewayStub stub;
    stub.script(infoPath, {named("4000", "DEMO SHOP")});
    CheckBench bench(stub.url());
    bench.context.profile.receiver = ReceiverKind::Till;
    bench.context.profile.till = u"987654"_s;
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(numberChecks(), u"Q1"_s).status, Status::Good);
    QCOMPARE(QJsonDocument::fromJson(stub.at(infoPath).first().body).object(),
             QJsonObject({{u"IdentifierType"_s, u"2"_s}, {u"Identifier"_s, u"987654"_s}}));
}

void NumberChecksTest::tillThatIsAPaybill()
{
    GatewayStub stub;
    stub.script(infoPath, {nobody(), named("4000", "DEMO SHOP")});
    CheckBench bench(stub.url());
    bench.context.profile.receiver = ReceiverKind::Till;
    bench.context.profile.till = u"987654"_s;
    QVERIFY(bench.begin());
    const Finding finding = bench.run(numberChecks(), u"Q1"_s);
    QCOMPARE(finding.status, Status::Bad);
    QCOMPARE(finding.cure.values.value(u"receiver"_s), u"paybill"_s);
    QCOMPARE(finding.cure.values.value(u"shortCode"_s), u"987654"_s);
}

void NumberChecksTest::sandboxIsNotTrusted()
{
    GatewayStub stub;
    stub.script(infoPath, {nobody()});
    CheckBench bench(stub.url());
    bench.context.profile.environment = Environment::Sandbox;
    QVERIFY(bench.begin());
    const Finding finding = bench.run(numberChecks(), u"Q1"_s);
    QCOMPARE(finding.status, Status::Note);
    QCOMPARE(finding.sure, Finding::Sure::Low);
}

void NumberChecksTest::withoutTheProduct()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    QVERIFY(bench.begin());
    bench.examination->facts().products.insert(u"org_info"_s, ExaminationFacts::Grant::NotGranted);
    QCOMPARE(bench.run(numberChecks(), u"Q1"_s).status, Status::NotNeeded);
    QVERIFY(stub.at(infoPath).isEmpty());
}

void NumberChecksTest::withoutANumber()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.context.profile.shortCode.clear();
    QVERIFY(bench.begin());
    QCOMPARE(bench.run(numberChecks(), u"Q1"_s).status, Status::NotNeeded);
    QVERIFY(stub.at(infoPath).isEmpty());
}

void NumberChecksTest::simulator_data()
{
    QTest::addColumn<QString>("shortCode");
    QTest::addColumn<bool>("inAnswer"); ///< how an unknown number is refused
    QTest::addColumn<Finding::Status>("status");
    for (const bool inAnswer : {false, true}) {
        const QByteArray how = inAnswer ? ", in the answer" : ", by HTTP 400";
        QTest::newRow(("its own" + how).constData()) << u"174379"_s << inAnswer << Status::Good;
        QTest::newRow(("its till" + how).constData()) << u"174380"_s << inAnswer << Status::Bad;
        QTest::newRow(("nobody's" + how).constData()) << u"999123"_s << inAnswer << Status::Bad;
    }
}

void NumberChecksTest::simulator()
{
    QFETCH(QString, shortCode);
    QFETCH(bool, inAnswer);
    QFETCH(Finding::Status, status);
    SimulatorOptions options;
    options.answers.unknownOrganisation =
        inAnswer ? ReportedAnswers::UnknownOrganisation::InAnswer : ReportedAnswers::UnknownOrganisation::BadRequest;
    SimulatorBench desk(options);
    desk.bench->context.profile.shortCode = shortCode;
    QVERIFY(desk.bench->begin());
    const Finding finding = desk.bench->run(numberChecks(), u"Q1"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QVERIFY(!desk.hasActed());
}

QTEST_GUILESS_MAIN(NumberChecksTest)
#include "tst_numberchecks.moc"
