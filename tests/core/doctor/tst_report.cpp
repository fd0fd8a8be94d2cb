// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Status = Finding::Status;
using Outcome = Verdict::Outcome;

namespace {

Status statusOfLetter(QChar letter)
{
    switch (letter.unicode()) {
    case u'g':
        return Status::Good;
    case u'n':
        return Status::Note;
    case u'c':
        return Status::Careful;
    case u'b':
        return Status::Bad;
    case u'u':
        return Status::Unknown;
    case u'-':
        return Status::NotRun;
    default:
        return Status::NotNeeded;
    }
}

/// Every standard check Good, changed as told: `S1=b I1=u L2=c:passkey`; `-T1` takes one out.
QList<Finding> findingsOf(const QString &changes)
{
    QList<Finding> findings;
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        if (!row.spec.onRequest) {
            Finding finding;
            finding.checkId = row.spec.id;
            finding.status = Status::Good;
            finding.title = row.spec.id + u" title"_s;
            findings.append(finding);
        }
    }
    const QStringList list = changes.split(u' ', Qt::SkipEmptyParts);
    for (const QString &change : list) {
        if (change.startsWith(u'-')) {
            findings.removeIf([&change](const Finding &finding) { return finding.checkId == change.mid(1); });
            continue;
        }
        for (Finding &finding : findings) {
            if (finding.checkId == change.section(u'=', 0, 0)) {
                finding.status = statusOfLetter(change.section(u'=', 1).at(0));
                finding.blames = change.section(u':', 1).split(u',', Qt::SkipEmptyParts);
            }
        }
    }
    return findings;
}

} // namespace

/// What a run comes to, and what of it is kept.
class TestReport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void verdict_data()
    {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QStringList>("also");
        const QStringList none;
        QTest::newRow("all good") << u""_s << Outcome::Healthy << u""_s << none;
        QTest::newRow("token only: no number, operator, callbacks")
            << u"Q1=0 S1=0 S2=0 S3=0 I1=0 I2=0 K1=0 K2=0 K3=0 K5=0"_s << Outcome::Healthy << u""_s << none;
        QTest::newRow("worth knowing") << u"N1=n N2=n G2=n"_s << Outcome::Healthy << u""_s << none;
        QTest::newRow("detail was not asked for") << u"T2=0 T3=- S3=- G2=-"_s << Outcome::Healthy << u""_s << none;

        QTest::newRow("one fault") << u"I1=b"_s << Outcome::FaultFound << u"I1"_s << none;
        QTest::newRow("the first in the tree") << u"T1=b I1=b N1=b"_s << Outcome::FaultFound << u"N1"_s << none;
        QTest::newRow("a fault beats every doubt before it") << u"L5=u N2=- S1=b"_s << Outcome::FaultFound << u"S1"_s << none;
        QTest::newRow("swapped keys speak for refused keys")
            << u"T1=b T2=b:consumerKey,consumerSecret"_s << Outcome::FaultFound << u"T2"_s << none;
        QTest::newRow("other environment speaks for refused keys") << u"T1=b T3=b:environment"_s << Outcome::FaultFound << u"T3"_s << none;
        QTest::newRow("store number speaks for refused passkey") << u"S1=b S2=- S3=b:shortCode"_s << Outcome::FaultFound << u"S3"_s << none;
        QTest::newRow("a fault before refused keys stays first")
            << u"L3=b:passkey T1=b T3=b"_s << Outcome::FaultFound << u"L3"_s << QStringList{u"T3"_s};
        QTest::newRow("wrong secret explains the token")
            << u"L1=b:consumerSecret T1=b:consumerKey,consumerSecret S1=b"_s << Outcome::FaultFound << u"L1"_s << none;
        QTest::newRow("wrong passkey explains S1 and not the operator")
            << u"L3=b:passkey S1=b:passkey I1=b:initiatorPassword G1=b"_s << Outcome::FaultFound << u"L3"_s << QStringList{u"I1"_s};
        QTest::newRow("two independent ones") << u"S1=b:passkey I1=b:initiatorPassword"_s << Outcome::FaultFound << u"S1"_s
                                              << QStringList{u"I1"_s};
        QTest::newRow("three independent ones")
            << u"N2=b S1=b:passkey K1=b K2=b"_s << Outcome::FaultFound << u"N2"_s << QStringList({u"S1"_s, u"K1"_s});
        QTest::newRow("certificate explains the operator") << u"L5=b:certificateFile I1=b I2=b"_s << Outcome::FaultFound << u"L5"_s << none;
        QTest::newRow("a product is missing, and the passkey is wrong")
            << u"P1=b S1=b:passkey"_s << Outcome::FaultFound << u"P1"_s << QStringList{u"S1"_s};
        QTest::newRow("two roles") << u"I1=b I2=b"_s << Outcome::FaultFound << u"I1"_s << QStringList{u"I2"_s};
        QTest::newRow("redirect, and an old allow-list")
            << u"K1=b:callbackUrl K2=b K3=b"_s << Outcome::FaultFound << u"K1"_s << QStringList{u"K3"_s};
        QTest::newRow("wrong number explains the operator") << u"Q1=b:shortCode I1=b"_s << Outcome::FaultFound << u"Q1"_s << none;
        QTest::newRow("same value twice") << u"L1=b:passkey L2=b:passkey"_s << Outcome::FaultFound << u"L1"_s << none;

        for (const char *id : {"L1", "N1", "N2", "T1", "P1", "Q1", "S1", "S2", "I1", "I2", "K1", "K2", "K3", "K5", "G1"}) {
            const QString name = QString::fromLatin1(id);
            QTest::addRow("%s could not tell", id) << name + u"=u"_s << Outcome::CouldNotTell << name << none;
            QTest::addRow("%s did not run", id) << name + u"=-"_s << Outcome::CouldNotTell << name << none;
            QTest::addRow("%s is not there", id) << u"-"_s + name << Outcome::CouldNotTell << (name == u"S2" ? u"S1"_s : QString()) << none;
        }
        QTest::newRow("consent refused on production") << u"T1=- P1=- S1=- S2=- I1=-"_s << Outcome::CouldNotTell << u"T1"_s << none;
        QTest::newRow("accepted without control") << u"S2=0"_s << Outcome::CouldNotTell << u"S2"_s << none;
        QTest::newRow("careful, and nothing shows that it works")
            << u"L2=c:passkey S1=0 S2=0"_s << Outcome::CouldNotTell << u"L2"_s << none;
        QTest::newRow("careful about an odd passkey that is proven") << u"L2=c:passkey"_s << Outcome::Healthy << u""_s << none;
        QTest::newRow("careful about an odd secret that is taken") << u"L2=c:consumerSecret"_s << Outcome::Healthy << u""_s << none;
        QTest::newRow("careful about something unnamed") << u"L2=c"_s << Outcome::CouldNotTell << u"L2"_s << none;
        QTest::newRow("careful about a certificate that works") << u"L5=c"_s << Outcome::Healthy << u""_s << none;
        QTest::newRow("careful about a certificate that was not tried") << u"L5=c I1=0 I2=0"_s << Outcome::CouldNotTell << u"L5"_s << none;
        QTest::newRow("careful about a till that is known") << u"L8=c"_s << Outcome::Healthy << u""_s << none;
        QTest::newRow("careful about a till that was not asked for") << u"L8=c Q1=0"_s << Outcome::CouldNotTell << u"L8"_s << none;
        QTest::newRow("careful about the products") << u"P1=c"_s << Outcome::CouldNotTell << u"P1"_s << none;
        QTest::newRow("careful about the callback address") << u"K1=c"_s << Outcome::CouldNotTell << u"K1"_s << none;
        QTest::newRow("careful about the clock") << u"N2=c"_s << Outcome::Healthy << u""_s << none;
    }
    void verdict()
    {
        QFETCH(QString, changes);
        QFETCH(Outcome, outcome);
        QFETCH(QString, cause);
        QFETCH(QStringList, also);
        const QList<Finding> findings = findingsOf(changes);
        const Verdict verdict = judge(findings);
        QCOMPARE(verdict.outcome, outcome);
        QCOMPARE(verdict.cause, cause);
        QCOMPARE(verdict.also, also);
        QVERIFY(!verdict.title.isEmpty());
        QVERIFY(!verdict.partial);
        if (outcome == Outcome::FaultFound) {
            QCOMPARE(verdict.title, cause + u" title"_s);
        }
    }

    void nothingIsNotHealthy()
    {
        QCOMPARE(judge({}, RunScope::Chosen).outcome, Outcome::CouldNotTell);
        QCOMPARE(judge({}).outcome, Outcome::CouldNotTell);
        Finding nothing;
        nothing.checkId = u"S1"_s;
        nothing.status = Status::NotNeeded;
        QCOMPARE(judge({nothing}, RunScope::Chosen).outcome, Outcome::CouldNotTell);
    }

    void chosenChecksSpeakForThemselves()
    {
        Finding token;
        token.checkId = u"T1"_s;
        token.status = Status::Good;
        QCOMPARE(judge({token}).outcome, Outcome::CouldNotTell);
        const Verdict chosen = judge({token}, RunScope::Chosen);
        QCOMPARE(chosen.outcome, Outcome::Healthy);
        QVERIFY(chosen.partial);
        QVERIFY(chosen.title != judge(findingsOf({})).title);
        Finding prompt;
        prompt.checkId = u"K4"_s;
        prompt.status = Status::NotRun; // without its consent
        QCOMPARE(judge({token, prompt}, RunScope::Chosen).outcome, Outcome::CouldNotTell);
        QCOMPARE(judge({token, prompt}, RunScope::Chosen).cause, u"K4"_s);
        token.status = Status::Unknown;
        QCOMPARE(judge({token}, RunScope::Chosen).outcome, Outcome::CouldNotTell);
    }

    /// Whoever complains has a fault somewhere.
    void symptomIsNeverHealthy()
    {
        Finding token;
        token.checkId = u"T1"_s;
        token.status = Status::Good;
        QCOMPARE(judge({token}, RunScope::Symptom).outcome, Outcome::CouldNotTell);
    }

    void jsonBothWays()
    {
        const DoctorReport report = sample();
        const QJsonObject json = reportToJson(report);
        const std::optional<DoctorReport> read = reportFromJson(QJsonDocument::fromJson(QJsonDocument(json).toJson()).object());
        QVERIFY(read);
        QCOMPARE(read->startedAt, report.startedAt);
        QCOMPARE(read->durationMs, report.durationMs);
        QCOMPARE(read->profileId, report.profileId);
        QCOMPARE(read->profileName, report.profileName);
        QCOMPARE(read->environment, report.environment);
        QCOMPARE(read->baseUrl, report.baseUrl);
        QCOMPARE(read->shortCode, report.shortCode);
        QCOMPARE(read->symptom, report.symptom);
        QCOMPARE(read->verdict.outcome, report.verdict.outcome);
        QCOMPARE(read->verdict.title, report.verdict.title);
        QCOMPARE(read->verdict.cause, report.verdict.cause);
        QCOMPARE(read->verdict.also, report.verdict.also);
        QCOMPARE(read->gatewayCalls, report.gatewayCalls);
        QCOMPARE(read->operatorAttempts, report.operatorAttempts);
        QCOMPARE(read->clockOffsetMs, report.clockOffsetMs);
        QVERIFY(read->hasClockOffset);
        QCOMPARE(read->findings.size(), 1);
        const Finding &finding = read->findings.first();
        const Finding &before = report.findings.first();
        QCOMPARE(finding.checkId, before.checkId);
        QCOMPARE(finding.status, before.status);
        QCOMPARE(finding.title, before.title);
        QCOMPARE(finding.summary, before.summary);
        QCOMPARE(finding.said, before.said);
        QCOMPARE(finding.code, before.code);
        QCOMPARE(finding.requestId, before.requestId);
        QCOMPARE(finding.means, before.means);
        QCOMPARE(finding.blames, before.blames);
        QCOMPARE(finding.steps, before.steps);
        QCOMPARE(finding.sure, before.sure);
        QCOMPARE(finding.because, before.because);
        QCOMPARE(finding.facts, before.facts);
        QCOMPARE(finding.durationMs, before.durationMs);
        QCOMPARE(finding.gatewayCalls, before.gatewayCalls);
        QCOMPARE(finding.cure.action, before.cure.action);
        QCOMPARE(finding.cure.label, before.cure.label);
        QCOMPARE(finding.cure.member, before.cure.member);
        QVERIFY(finding.cure.values.isEmpty());
        QVERIFY(finding.exchanges.isEmpty());
        QCOMPARE(read->cause(), &finding);
        QCOMPARE(read->finding(u"T1"_s), nullptr);
    }

    /// Others read it: these names stay.
    void jsonNames()
    {
        const QJsonObject json = reportToJson(sample());
        QCOMPARE(json.value(u"format").toInt(), 1);
        QCOMPARE(json.value(u"startedAt").toString(), u"2026-03-14T07:15:30.000Z"_s);
        QCOMPARE(json.value(u"profile").toObject().value(u"environment").toString(), u"production"_s);
        QCOMPARE(json.value(u"verdict").toObject().value(u"outcome").toString(), u"fault"_s);
        QCOMPARE(json.value(u"clockOffsetMs").toInteger(), -1500);
        const QJsonObject finding = json.value(u"findings").toArray().first().toObject();
        QCOMPARE(finding.value(u"id").toString(), u"S1"_s);
        QCOMPARE(finding.value(u"status").toString(), u"bad"_s);
        QCOMPARE(finding.value(u"sure").toString(), u"medium"_s);
        QCOMPARE(finding.value(u"cure").toObject().value(u"action").toString(), u"apply-values"_s);
        const QJsonObject exchange = finding.value(u"exchanges").toArray().first().toObject();
        QCOMPARE(exchange.value(u"method").toString(), u"POST"_s);
        QCOMPARE(exchange.value(u"status").toInt(), 500);
    }

    void valuesOfCuresStayOut()
    {
        const QByteArray text = QJsonDocument(reportToJson(sample())).toJson();
        QVERIFY(!text.contains("f9a8b7c6"));
        QVERIFY(!findingText(sample().findings.first()).contains(u"f9a8b7c6"));
    }

    void whatIsNoReportIsNone_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("later format") << u"format"_s << QJsonValue(2);
        QTest::newRow("no format") << u"format"_s << QJsonValue();
        QTest::newRow("no findings") << u"findings"_s << QJsonValue(u"none"_s);
        QTest::newRow("no verdict") << u"verdict"_s << QJsonValue(3);
        QTest::newRow("no time") << u"startedAt"_s << QJsonValue(u"yesterday"_s);
    }
    void whatIsNoReportIsNone()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject json = reportToJson(sample());
        QVERIFY(reportFromJson(json));
        json.insert(member, value);
        QVERIFY(!reportFromJson(json));
        QVERIFY(!reportFromJson({}));
    }

    void pattern()
    {
        const QStringList lines = findingText(sample().findings.first()).split(u'\n');
        QCOMPARE(lines.at(0), u"The passkey does not belong to this number"_s);
        QCOMPARE(lines.at(1), u"Safaricom said   \"Wrong credentials\" (500.001.1001, request 2ba8-4165-9)"_s);
        QCOMPARE(lines.at(2), u"It means         The passkey, the number, or the time inside the password do not match."_s);
        QCOMPARE(lines.at(3), u"Do this          1 Open My Apps"_s);
        QCOMPARE(lines.at(4), u"                 2 Paste it here"_s);
        QCOMPARE(lines.at(5), u"Sure             medium (S1 alone)"_s);
    }

    void changes_data()
    {
        QTest::addColumn<QDateTime>("before");
        QTest::addColumn<QString>("when");
        const QDate day(2026, 3, 14);
        QTest::newRow("today") << QDateTime(day, QTime(6, 5), Qt::UTC) << u"09:05"_s;
        QTest::newRow("yesterday") << QDateTime(day.addDays(-1), QTime(11, 5), Qt::UTC) << u"yesterday 14:05"_s;
        QTest::newRow("yesterday by Nairobi's midnight") << QDateTime(day.addDays(-1), QTime(20, 59), Qt::UTC) << u"yesterday 23:59"_s;
        QTest::newRow("today by Nairobi's midnight") << QDateTime(day.addDays(-1), QTime(21, 1), Qt::UTC) << u"00:01"_s;
        QTest::newRow("this year") << QDateTime(QDate(2026, 2, 3), QTime(11, 5), Qt::UTC) << u"3 February 14:05"_s;
        QTest::newRow("last year") << QDateTime(QDate(2025, 12, 31), QTime(11, 5), Qt::UTC) << u"31 December 2025 14:05"_s;
    }
    void changes()
    {
        QFETCH(QDateTime, before);
        QFETCH(QString, when);
        DoctorReport then;
        then.startedAt = before;
        then.findings = findingsOf(u"I1=b K1=- L1=b"_s);
        DoctorReport now;
        now.startedAt = QDateTime(QDate(2026, 3, 14), QTime(7, 15, 30), Qt::UTC);
        now.findings = findingsOf(u"S1=b I1=b K1=b L1=b"_s);
        for (Finding &finding : now.findings) {
            if (finding.checkId == u"I1") {
                finding.title = u"The operator is locked"_s;
            }
        }
        const QStringList changes = changesSince(then, now);
        QCOMPARE(changes.size(), 2); // K1 did not run then, L1 says the same
        QVERIFY2(changes.at(0).startsWith(u"Since %1 the check “"_s.arg(when)), qPrintable(changes.at(0)));
        QVERIFY2(changes.at(0).endsWith(u"changed: fine before, fault now."_s), qPrintable(changes.at(0)));
        QVERIFY2(changes.at(1).endsWith(u"finds another fault: The operator is locked"_s), qPrintable(changes.at(1)));
        QCOMPARE(changesSince(now, now), QStringList());
    }
    void fineAndWorthKnowingAreNoChange()
    {
        DoctorReport then;
        then.startedAt = QDateTime(QDate(2026, 3, 14), QTime(7, 5), Qt::UTC);
        then.findings = findingsOf({});
        DoctorReport now = then;
        for (Finding &finding : now.findings) {
            finding.status = finding.checkId == u"I1" ? Finding::Status::Note : finding.status;
        }
        QVERIFY(now.finding(u"I1"_s)->status != then.finding(u"I1"_s)->status);
        QCOMPARE(changesSince(then, now), QStringList());
    }

    void symptomsNameChecksThatThereAre()
    {
        QStringList ids;
        const QList<CheckRow> rows = checkRows();
        for (const CheckRow &row : rows) {
            QVERIFY2(!ids.contains(row.spec.id), qPrintable(row.spec.id));
            QVERIFY2(!row.spec.title.isEmpty() && !row.spec.what.isEmpty(), qPrintable(row.spec.id));
            ids.append(row.spec.id);
        }
        QCOMPARE(ids, u"L1 L2 L3 L4 L5 L6 L7 L8 L9 N1 N2 T1 T2 T3 T4 P1 Q1 S1 S2 S3 S4 I1 I2 K1 K2 K3 K4 K5 G1 G2"_s.split(u' '));
        QCOMPARE(symptoms().size(), 8);
        QStringList names;
        for (const Symptom &symptom : symptoms()) {
            QVERIFY(!names.contains(symptom.id) && !symptom.words.isEmpty() && !symptom.hint.isEmpty() && !symptom.advice.isEmpty());
            names.append(symptom.id);
            for (const QString &check : symptom.checks) {
                QVERIFY2(ids.contains(check), qPrintable(symptom.id + u' ' + check));
            }
        }
    }

private:
    static DoctorReport sample()
    {
        HttpExchange exchange;
        exchange.method = QByteArrayLiteral("POST");
        exchange.url = QUrl(u"https://api.safaricom.co.ke/mpesa/stkpushquery/v1/query"_s);
        exchange.status = 500;
        exchange.startedAt = QDateTime(QDate(2026, 3, 14), QTime(7, 15, 31), Qt::UTC);
        Finding finding;
        finding.checkId = u"S1"_s;
        finding.status = Status::Bad;
        finding.title = u"The passkey does not belong to this number"_s;
        finding.summary = u"refused"_s;
        finding.said = u"Wrong credentials"_s;
        finding.code = u"500.001.1001"_s;
        finding.requestId = u"2ba8-4165-9"_s;
        finding.means = u"The passkey, the number, or the time inside the password do not match."_s;
        finding.blames = QStringList{u"passkey"_s};
        finding.steps = QStringList{u"Open My Apps"_s, u"Paste it here"_s};
        finding.cure = {Finding::Cure::Action::ApplyValues, u"Use it…"_s, u"passkey"_s, {}, {}, {{u"passkey"_s, u"f9a8b7c6d5e4"_s}}};
        finding.sure = Finding::Sure::Medium;
        finding.because = u"S1 alone"_s;
        finding.facts = {{u"Variants"_s, u"store number: refused"_s}};
        finding.exchanges = {exchange};
        finding.durationMs = 812;
        finding.gatewayCalls = 1;
        DoctorReport report;
        report.startedAt = QDateTime(QDate(2026, 3, 14), QTime(7, 15, 30), Qt::UTC);
        report.durationMs = 9'300;
        report.profileId = u"shop"_s;
        report.profileName = u"Duka"_s;
        report.environment = Environment::Production;
        report.baseUrl = u"https://api.safaricom.co.ke"_s;
        report.shortCode = u"4085177"_s;
        report.symptom = u"phone-never-rings"_s;
        report.verdict = {Outcome::FaultFound, true, finding.title, u"S1"_s, {u"K1"_s}};
        report.findings = {finding};
        report.gatewayCalls = 21;
        report.operatorAttempts = 1;
        report.hasClockOffset = true;
        report.clockOffsetMs = -1'500;
        return report;
    }
};

QTEST_GUILESS_MAIN(TestReport)

#include "tst_report.moc"
