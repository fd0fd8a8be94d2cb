// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// G1 and G2, and L1 to L9 as checks of a run.

#include "core/doctor/registry.h"
#include "core/doctor/wholeset.h"
#include "tests/core/doctor/checkbench.h"
#include "tests/core/doctor/samplevalues.h"

#include <QTest>

using namespace daraja;

namespace {

using From = ValueOrigin::Place;
using Status = Finding::Status;
using Grant = ExaminationFacts::Grant;

/// A run in which nobody is asked.
class QuietBench
{
public:
    explicit QuietBench(const SampleValues &values)
        : bench(QUrl(QStringLiteral("http://127.0.0.1:9")))
    {
        bench.context = {};
        bench.context.profile = values.profile;
        bench.context.secrets = values.secrets;
        begin();
    }

    void begin()
    {
        bench.client.setContext(bench.context);
        bench.examination = std::make_unique<Examination>(bench.patient, Consents(), bench.clock);
    }
    ExaminationFacts &facts() { return bench.examination->facts(); }
    void found(const char *id, Status status)
    {
        Finding finding;
        finding.checkId = QString::fromLatin1(id);
        finding.status = status;
        bench.examination->add(finding);
    }
    Finding run(const char *id)
    {
        const QString wanted = QString::fromLatin1(id);
        return bench.run(wanted.startsWith(u'G') ? wholeSetChecks() : valueChecks(), wanted);
    }
    QString placeOf(const char *member)
    {
        const QList<ValueOrigin> origins = valueOrigins(*bench.examination);
        for (const ValueOrigin &origin : origins) {
            if (origin.member == QLatin1StringView(member)) {
                const QString place = origin.place == From::Sandbox ? QStringLiteral("sandbox")
                                      : origin.place == From::Live  ? QStringLiteral("live")
                                      : origin.place == From::Here  ? QStringLiteral("here")
                                                                     : QStringLiteral("unknown");
                return origin.certain ? place + u'!' : place;
            }
        }
        return {};
    }

    CheckBench bench;
};

QString factOf(const Finding &finding, const char *name)
{
    for (const auto &[row, text] : finding.facts) {
        if (row == QLatin1StringView(name)) {
            return text;
        }
    }
    return {};
}

} // namespace

class TestWholeSetChecks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void headline()
    {
        SampleValues values = liveOperator();
        values.secrets.passkey = sandboxPasskey();
        QuietBench bench(values);
        bench.found("T1", Status::Good);
        bench.found("I1", Status::Good);
        const Finding finding = bench.run("G1");
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.title, QStringLiteral("3 of 4 values are live, the passkey is from the sandbox"));
        QCOMPARE(finding.blames, QStringList(QStringLiteral("passkey")));
        QCOMPARE(finding.cure.action, Finding::Cure::Action::EditValue);
        QCOMPARE(finding.cure.member, QStringLiteral("passkey"));
        QCOMPARE(finding.facts.size(), 4);
        QCOMPARE(factOf(finding, "passkey"), QStringLiteral("from the sandbox: Safaricom's public test passkey"));
        QCOMPARE(factOf(finding, "short code"), QStringLiteral("probably live: not one of the test numbers"));
        QCOMPARE(finding.gatewayCalls, 0);
    }

    void severalStrangers()
    {
        SampleValues values = sandboxShop();
        values.profile.environment = Environment::Production;
        values.profile.initiatorName = QStringLiteral("shopapi");
        QuietBench bench(values);
        bench.found("T1", Status::Good);
        bench.found("I1", Status::Good);
        const Finding finding = bench.run("G1");
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.title, QStringLiteral("2 of 4 values are live, the short code and the passkey are from the sandbox"));
        QCOMPARE(finding.steps.size(), 2);
    }

    void aGuessIsNoFault()
    {
        SampleValues values = sandboxShop(); // but with a number that the sandbox did not give out
        values.profile.shortCode = QStringLiteral("4123456");
        QuietBench bench(values);
        bench.found("T1", Status::Good);
        const Finding finding = bench.run("G1");
        QCOMPARE(finding.status, Status::Careful);
        QCOMPARE(finding.blames, QStringList(QStringLiteral("shortCode")));
        QCOMPARE(finding.sure, Finding::Sure::Medium);
    }

    void wholeSetOfTheOtherEnvironment()
    {
        SampleValues values = sandboxShop();
        values.profile.environment = Environment::Production;
        QuietBench bench(values);
        bench.facts().otherTakesKeys = true;
        const Finding finding = bench.run("G1");
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.title, QStringLiteral("The values are from the sandbox, the profile is set to Production"));
        QCOMPARE(finding.cure.action, Finding::Cure::Action::SwitchEnvironment);
        QCOMPARE(finding.cure.values.value(QStringLiteral("environment")), QStringLiteral("sandbox"));
    }

    void liveKeysInTheSandbox()
    {
        SampleValues values = livePaybill();
        values.profile.environment = Environment::Sandbox;
        QuietBench bench(values);
        bench.facts().otherTakesKeys = true;
        const Finding finding = bench.run("G1");
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.cure.values.value(QStringLiteral("environment")), QStringLiteral("production"));
    }

    void byTheLookAloneItIsARisk()
    {
        SampleValues values = livePaybill();
        values.profile.environment = Environment::Sandbox;
        QuietBench bench(values);
        const Finding finding = bench.run("G1");
        QCOMPARE(finding.status, Status::Careful);
        QCOMPARE(finding.cure.action, Finding::Cure::Action::None);
    }

    void healthySets()
    {
        for (const SampleValues &values : {sandboxShop(), livePaybill(), liveTill(), liveOperator()}) {
            QuietBench bench(values);
            bench.found("T1", Status::Good);
            bench.facts().passkey = ExaminationFacts::Proof::Proven;
            const Finding finding = bench.run("G1");
            QCOMPARE(finding.status, Status::Good);
        }
    }

    void theSimulatorTakesAnything()
    {
        SampleValues values = sandboxShop();
        values.profile.environment = Environment::Simulator;
        QuietBench bench(values);
        bench.found("T1", Status::Good);
        bench.facts().passkey = ExaminationFacts::Proof::Proven;
        QCOMPARE(bench.run("G1").status, Status::Good);
        QCOMPARE(bench.placeOf("consumerKey"), QStringLiteral("here!"));
        QCOMPARE(bench.run("G2").status, Status::NotNeeded);
    }

    void nothingIsKnown()
    {
        SampleValues values = livePaybill();
        values.profile.shortCode.clear();
        QuietBench bench(values);
        QCOMPARE(bench.run("G1").status, Status::Unknown);
        QuietBench empty({});
        QCOMPARE(empty.run("G1").status, Status::NotNeeded);
        values.profile.environment = Environment::Custom;
        QuietBench custom(values);
        QCOMPARE(custom.run("G1").status, Status::NotNeeded);
    }

    void evidenceOutdoesTheLook()
    {
        QuietBench bench(sandboxShop());
        QCOMPARE(bench.placeOf("consumerKey"), QStringLiteral("unknown"));
        QCOMPARE(bench.placeOf("shortCode"), QStringLiteral("sandbox!"));
        QCOMPARE(bench.placeOf("initiatorName"), QStringLiteral("sandbox!"));
        QuietBench live(liveOperator());
        QCOMPARE(live.placeOf("shortCode"), QStringLiteral("live"));
        QCOMPARE(live.placeOf("passkey"), QStringLiteral("unknown"));
        QCOMPARE(live.placeOf("initiatorName"), QStringLiteral("unknown"));
        live.facts().numberIs = ReceiverKind::Paybill;
        QCOMPARE(live.placeOf("shortCode"), QStringLiteral("live!"));
        live.facts().otherTakesKeys = true;
        QCOMPARE(live.placeOf("consumerKey"), QStringLiteral("sandbox!"));
        Finding variants;
        variants.checkId = QStringLiteral("S3");
        variants.cure.action = Finding::Cure::Action::SwitchEnvironment;
        live.bench.examination->add(variants);
        QCOMPARE(live.placeOf("passkey"), QStringLiteral("sandbox!"));
        live.facts().passkey = ExaminationFacts::Proof::Proven;
        QCOMPARE(live.placeOf("passkey"), QStringLiteral("live!"));
    }

    void goLiveChecklistOfTheSandbox()
    {
        QuietBench bench(sandboxShop());
        bench.found("T1", Status::Good);
        bench.facts().products = {{QStringLiteral("stk_push"), Grant::Granted}, {QStringLiteral("c2b_simulate"), Grant::Granted}};
        const Finding finding = bench.run("G2");
        QCOMPARE(finding.status, Status::Note);
        QVERIFY(finding.steps.join(u' ').contains(QStringLiteral("Business Administrator")));
        QVERIFY(finding.steps.join(u' ').contains(QStringLiteral("production certificate")));
        QCOMPARE(finding.facts.size(), 1); // what the sandbox alone offers is not missed
        QVERIFY(finding.blames.contains(QStringLiteral("passkey")));
    }

    void whatIsNotGrantedLive()
    {
        QuietBench bench(livePaybill());
        QCOMPARE(bench.run("G2").status, Status::NotNeeded);
        bench.facts().products = {{QStringLiteral("stk_push"), Grant::Granted}, {QStringLiteral("b2c_payment"), Grant::NotGranted}};
        bench.facts().otherProducts = {{QStringLiteral("stk_push"), Grant::Granted}, {QStringLiteral("b2c_payment"), Grant::Granted}};
        const Finding finding = bench.run("G2");
        QCOMPARE(finding.status, Status::Careful);
        QVERIFY2(finding.title.startsWith(QStringLiteral("Works in the sandbox, not granted live: ")), qPrintable(finding.title));
        QCOMPARE(finding.title.count(u','), 1);
        bench.facts().products[QStringLiteral("b2c_payment")] = Grant::Granted;
        QCOMPARE(bench.run("G2").status, Status::Good);
    }

    void lintRunsAsChecks()
    {
        SampleValues values = liveOperator();
        values.profile.consumerKey += u' ';
        QuietBench bench(values);
        bench.bench.patient.requestValues = {{QStringLiteral("PhoneNumber"), QStringLiteral("+1 202 555 0100")}};
        bench.bench.patient.callbackUrl = QUrl(QStringLiteral("https://localhost/stk"));
        bench.begin();
        const QHash<QString, Status> expected{
            {QStringLiteral("L1"), Status::Bad},       {QStringLiteral("L2"), Status::Good}, {QStringLiteral("L3"), Status::Good},
            {QStringLiteral("L4"), Status::NotNeeded}, {QStringLiteral("L5"), Status::Bad},  {QStringLiteral("L6"), Status::Good},
            {QStringLiteral("L7"), Status::Bad},       {QStringLiteral("L8"), Status::Good}, {QStringLiteral("L9"), Status::Bad},
        };
        const QList<CheckRow> rows = valueChecks();
        QCOMPARE(rows.size(), expected.size());
        for (const CheckRow &row : rows) {
            QVERIFY(!row.spec.title.isEmpty() && !row.spec.what.isEmpty());
            QCOMPARE(row.spec.branch, Branch::ProfileValues);
            QCOMPARE(row.spec.contact, Contact::Nobody);
            const Finding finding = bench.bench.run(rows, row.spec.id);
            QCOMPARE(finding.checkId, row.spec.id);
            QVERIFY2(finding.status == expected.value(row.spec.id), qPrintable(row.spec.id + u' ' + finding.title));
            const QByteArray transcript = CheckBench::transcript(finding);
            QVERIFY(!transcript.contains(values.secrets.consumerSecret.toUtf8()));
            QVERIFY(!transcript.contains(values.secrets.initiatorPassword.toUtf8()));
        }
        QCOMPARE(bench.bench.examination->gatewayCalls(), 0);
    }

    void extractedPasskeyIsAFactAndASecret()
    {
        SampleValues values = livePaybill();
        values.secrets.passkey =
            QString::fromLatin1((QByteArrayLiteral("4123456") + livePasskey().toLatin1() + "20260314101530").toBase64());
        QuietBench bench(values);
        QCOMPARE(bench.run("L2").status, Status::Bad);
        QCOMPARE(bench.facts().extractedPasskey, livePasskey());
        QVERIFY(!bench.bench.examination->redactor().text("x " + livePasskey().toUtf8()).contains(livePasskey().toUtf8()));
    }

    void emptyProfilesGetAnAnswer()
    {
        QuietBench bench({});
        const QList<CheckRow> rows = valueChecks() + wholeSetChecks();
        for (const CheckRow &row : rows) {
            const Finding finding = bench.bench.run(rows, row.spec.id);
            QVERIFY2(!finding.title.isEmpty() && !finding.summary.isEmpty(), qPrintable(row.spec.id));
            QCOMPARE(finding.status == Status::Bad, row.spec.id == u"L2");
        }
        QCOMPARE(bench.bench.examination->finding(QStringLiteral("L2"))->title, QStringLiteral("There is no consumer key"));
    }
};

QTEST_GUILESS_MAIN(TestWholeSetChecks)
#include "tst_wholesetchecks.moc"
