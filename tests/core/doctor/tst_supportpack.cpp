// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/supportpack.h"
#include "tests/core/history/historydesk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace daraja;

namespace {

const QString secretPasskey = QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");
const QString hostile = QStringLiteral("<script>alert(1)</script><img src=x onerror=alert(2)>\"'&</pre></table><!--");

QDateTime checkedAt()
{
    return {QDate(2026, 3, 14), QTime(7, 15, 30), Qt::UTC};
}

HttpExchange refusedQuery()
{
    HttpExchange exchange;
    exchange.method = QByteArrayLiteral("POST");
    exchange.url = QUrl(QStringLiteral("https://api.safaricom.co.ke/mpesa/stkpushquery/v1/query"));
    exchange.requestHeaders = {{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}};
    exchange.requestBody = QByteArrayLiteral("{\"BusinessShortCode\":\"600984\"}");
    exchange.status = 500;
    exchange.responseBody = QByteArrayLiteral(
        "{\"requestId\":\"2ba8-4165-beca-292db11f9ef8\",\"errorCode\":\"500.001.1001\",\"errorMessage\":\"Wrong credentials\"}");
    exchange.startedAt = checkedAt();
    exchange.timings.done = 412;
    exchange.outcome = HttpOutcome::Answered;
    return exchange;
}

DoctorReport wrongPasskey()
{
    DoctorReport report;
    report.startedAt = checkedAt();
    report.durationMs = 31'000;
    report.profileId = QStringLiteral("p-1");
    report.profileName = QStringLiteral("Real shop");
    report.environment = Environment::Production;
    report.baseUrl = QStringLiteral("https://api.safaricom.co.ke");
    report.shortCode = QStringLiteral("600984");
    report.gatewayCalls = 7;
    report.hasClockOffset = true;
    report.clockOffsetMs = -2'300;
    report.verdict = {.outcome = Verdict::Outcome::FaultFound,
                      .partial = false,
                      .title = QStringLiteral("The passkey does not belong to this number"),
                      .cause = QStringLiteral("S1"),
                      .also = {}};
    Finding token;
    token.checkId = QStringLiteral("T1");
    token.status = Finding::Status::Good;
    token.title = QStringLiteral("Key and secret work");
    Finding passkey;
    passkey.checkId = QStringLiteral("S1");
    passkey.status = Finding::Status::Bad;
    passkey.title = report.verdict.title;
    passkey.said = QStringLiteral("Wrong credentials");
    passkey.code = QStringLiteral("500.001.1001");
    passkey.requestId = QStringLiteral("2ba8-4165-beca-292db11f9ef8");
    passkey.means = QStringLiteral("The passkey, the number, or the time inside the password do not match.");
    passkey.steps = {QStringLiteral("Copy the passkey again")};
    passkey.because = QStringLiteral("S1 and S2 agree");
    passkey.facts = {{QStringLiteral("Control"), QStringLiteral("refused too")}};
    passkey.exchanges = {refusedQuery()};
    report.findings = {token, passkey};
    return report;
}

SupportPack packOf(const DoctorReport &report, const QList<HistoryEntry> &timeline = {}, const Redactor &redactor = {})
{
    return makeSupportPack(report, timeline, std::nullopt, redactor, checkedAt().addSecs(60));
}

/// Every form in which a pack leaves this computer.
QList<QByteArray> everyForm(const SupportPack &pack)
{
    return {supportPackHtml(pack), supportPackJson(pack), supportMailText(pack).toUtf8(), supportMailSubject(pack).toUtf8(),
            supportPackFileName(pack).toUtf8()};
}

QJsonObject jsonOf(const SupportPack &pack)
{
    return QJsonDocument::fromJson(supportPackJson(pack)).object();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A report with this text in every text that it has.
DoctorReport reportFullOf(const QString &text)
{
    DoctorReport report = wrongPasskey();
    for (QString *each :
         {&report.profileId, &report.profileName, &report.baseUrl, &report.shortCode, &report.symptom, &report.verdict.title}) {
        *each = text;
    }
    report.verdict.also = {text};
    Finding finding;
    finding.checkId = QStringLiteral("S1");
    finding.status = Finding::Status::Bad;
    for (QString *each : {&finding.title, &finding.summary, &finding.said, &finding.code, &finding.requestId, &finding.means,
                          &finding.because, &finding.cure.label, &finding.cure.member, &finding.cure.page, &finding.cure.check}) {
        *each = text;
    }
    finding.blames = {text};
    finding.steps = {text, text};
    finding.facts = {{text, text}};
    finding.cure.action = Finding::Cure::Action::ApplyValues;
    finding.cure.values = {{QStringLiteral("passkey"), text}};
    HttpExchange exchange = refusedQuery();
    exchange.url =
        QUrl(QStringLiteral("https://user:%1@api.safaricom.co.ke/a/%1?q=%1#%1").arg(QString::fromUtf8(QUrl::toPercentEncoding(text))));
    exchange.requestHeaders.append(QByteArrayLiteral("X-Anything"), text.toUtf8());
    exchange.responseHeaders.append(QByteArrayLiteral("X-Anything"), text.toUtf8());
    const QJsonObject body{
        {QStringLiteral("errorMessage"), text}, {QStringLiteral("requestId"), text}, {QStringLiteral("errorCode"), text}};
    exchange.requestBody = QJsonDocument(body).toJson();
    exchange.responseBody = exchange.requestBody;
    exchange.reason = text.toUtf8();
    exchange.failureText = text;
    exchange.tls = {text, text, text, text, {}};
    finding.exchanges = {exchange};
    report.findings = {finding};
    return report;
}

/// Likewise an entry of the history.
HistoryEntry entryFullOf(const QString &text)
{
    HistoryEntry entry;
    entry.uid = QStringLiteral("entry-1");
    entry.at = checkedAt().addSecs(-600);
    entry.state = ActivityEntry::State::Failed;
    for (QString *each : {&entry.operationId, &entry.title, &entry.party, &entry.amount, &entry.summary, &entry.conversation,
                          &entry.originator, &entry.receipt, &entry.profile, &entry.profileId, &entry.note}) {
        *each = text;
    }
    entry.steps = {{entry.at, text}};
    entry.values = {{QStringLiteral("Remarks"), text}};
    entry.error.origin = MpesaError::Origin::Api;
    entry.error.code = text;
    entry.error.message = text;
    entry.error.requestId = text;
    entry.error.body = text.toUtf8();
    return entry;
}

} // namespace

/// What a shop sends to somebody who is to help: whole, readable, and nothing in it that must not leave.
class TestSupportPack final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void mailSaysWhatSupportAsksFor();
    void mailOfOtherVerdicts();
    void jsonHoldsTheReport();
    void htmlHoldsTheJson();
    void pageNamesEverything();
    void secretsStayHere_data();
    void secretsStayHere();
    void ordinaryWordsStay();
    void customersAreMasked();
    void hostileTextIsText();
    void misleadingCharacters();
    void reportWithoutTranscripts();
    void idUnderAnotherName();
    void fileNames_data();
    void fileNames();
    void filesAreWhole();
    void collectsFromTheHistory();
    void collectsWithoutHistory();
};

void TestSupportPack::mailSaysWhatSupportAsksFor()
{
    const SupportPack pack = packOf(wrongPasskey());
    QCOMPARE(
        supportMailSubject(pack),
        QStringLiteral("Short code 600984, Production: The passkey does not belong to this number (request 2ba8-4165-beca-292db11f9ef8)"));
    const QString mail = supportMailText(pack);
    for (const char *part :
         {"Short code    600984\n", "Environment   Production, https://api.safaricom.co.ke\n",
          "Checked       2026-03-14 07:15:30 UTC (10:15:30 EAT)\n", "Your words    \"Wrong credentials\" (500.001.1001)\n",
          "Request id    2ba8-4165-beca-292db11f9ef8\n", "POST /mpesa/stkpushquery/v1/query\n",
          "HTTP 500, request 2ba8-4165-beca-292db11f9ef8\n", "How sure      high (S1 and S2 agree)\n"}) {
        QVERIFY2(mail.contains(QLatin1StringView(part)), qPrintable(mail));
    }
    QCOMPARE(supportMailAddress(), QStringLiteral("apisupport@safaricom.co.ke"));
}

void TestSupportPack::mailOfOtherVerdicts()
{
    DoctorReport report = wrongPasskey();
    report.verdict = {.outcome = Verdict::Outcome::Healthy, .partial = false, .title = QStringLiteral("Healthy"), .cause = {}, .also = {}};
    report.findings.removeLast();
    QVERIFY(supportMailText(packOf(report)).contains(QStringLiteral("find no fault")));
    report.verdict.outcome = Verdict::Outcome::CouldNotTell;
    QVERIFY(supportMailText(packOf(report)).contains(QStringLiteral("cannot tell")));
    QVERIFY(!supportMailText(packOf(report)).contains(QStringLiteral("What we asked")));
}

void TestSupportPack::jsonHoldsTheReport()
{
    const DoctorReport report = wrongPasskey();
    const QJsonObject json = jsonOf(packOf(report));
    QCOMPARE(json.value(QStringLiteral("format")).toString(), QStringLiteral("daraja-desk-support"));
    const std::optional<DoctorReport> again = reportFromJson(json.value(QStringLiteral("report")).toObject());
    QVERIFY(again);
    QCOMPARE(again->verdict.title, report.verdict.title);
    QCOMPARE(again->verdict.outcome, report.verdict.outcome);
    QCOMPARE(again->startedAt, report.startedAt);
    QCOMPARE(again->clockOffsetMs, report.clockOffsetMs);
    QCOMPARE(again->findings.size(), 2);
    QCOMPARE(again->findings.at(1).said, QStringLiteral("Wrong credentials"));
    QCOMPARE(again->findings.at(1).requestId, report.findings.at(1).requestId);
    QCOMPARE(again->findings.at(1).steps, report.findings.at(1).steps);
    QCOMPARE(again->findings.at(1).facts, report.findings.at(1).facts);
    const QJsonObject request = json.value(QStringLiteral("requests")).toArray().at(0).toObject();
    QCOMPARE(request.value(QStringLiteral("at")).toString(), QStringLiteral("2026-03-14T07:15:30.000Z"));
    QCOMPARE(request.value(QStringLiteral("nairobi")).toString(), QStringLiteral("2026-03-14T10:15:30.000+03:00"));
    QCOMPARE(request.value(QStringLiteral("requestId")).toString(), report.findings.at(1).requestId);
    QCOMPARE(request.value(QStringLiteral("status")).toInt(), 500);
    QVERIFY(!json.value(QStringLiteral("versions")).toObject().value(QStringLiteral("Daraja Desk")).toString().isEmpty());
    QVERIFY(json.value(QStringLiteral("weather")).isNull());
}

void TestSupportPack::htmlHoldsTheJson()
{
    const SupportPack pack = packOf(reportFullOf(hostile), {entryFullOf(hostile)});
    const QByteArray html = supportPackHtml(pack);
    const QByteArray begin = QByteArrayLiteral("<script type=\"application/json\" id=\"daraja-desk-support\">");
    const qsizetype from = html.indexOf(begin) + begin.size();
    const qsizetype to = html.indexOf("</script>", from);
    QVERIFY(from > begin.size() && to > from);
    QCOMPARE(QJsonDocument::fromJson(html.mid(from, to - from)).object(), jsonOf(pack));
}

void TestSupportPack::pageNamesEverything()
{
    DoctorReport report = wrongPasskey();
    Weather weather;
    weather.calls = 3;
    weather.accepted = 2;
    weather.failed = 1;
    HistoryEntry entry = entryFullOf(QString());
    entry.title = QStringLiteral("STK push");
    entry.amount = QStringLiteral("1250");
    entry.summary = QStringLiteral("1037 DS timeout");
    entry.originator = QStringLiteral("41877-9023416-2");
    const SupportPack pack = makeSupportPack(report, {entry}, weather, {}, checkedAt().addSecs(60));
    const QString page = QString::fromUtf8(supportPackHtml(pack));
    for (const char *part : {"Fault found: The passkey does not belong to this number", "Safaricom said", "2ba8-4165-beca-292db11f9ef8",
                             "2.3 s behind Safaricom", "2 of 3 calls accepted", "STK push", "41877-9023416-2", "1037 DS timeout",
                             "apisupport@safaricom.co.ke", "Transcript of S1", "2026-03-14T10:15:30.000+03:00", "Daraja Desk"}) {
        QVERIFY2(page.contains(QLatin1StringView(part)), part);
    }
}

void TestSupportPack::secretsStayHere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");
    QTest::newRow("a known secret") << secretPasskey << secretPasskey;
    QTest::newRow("a known secret in a sentence") << QStringLiteral("it sent %1 twice").arg(secretPasskey) << secretPasskey;
    QTest::newRow("a password with signs") << QStringLiteral("Safaricom<999>!*\"&") << QStringLiteral("Safaricom<999>!*\"&");
    QTest::newRow("a token by its name") << QStringLiteral("{\"access_token\":\"SGWcJPtNtYNPGm6uSYR9yPYrAI3Bm\"}")
                                         << QStringLiteral("SGWcJPtNtYNPGm6uSYR9yPYrAI3Bm");
    QTest::newRow("where callbacks come in") << QStringLiteral(
                                                    "{\"ResultURL\":\"https://desk.example/cb/96c25de12ddb92fc7a056b8c/result\"}")
                                             << QStringLiteral("96c25de12ddb92fc7a056b8c");
    QTest::newRow("a variable") << QStringLiteral("MPESA_CONSUMER_SECRET=Zy8aFfQ2kLm3Nop4") << QStringLiteral("Zy8aFfQ2kLm3Nop4");
}

void TestSupportPack::secretsStayHere()
{
    QFETCH(QString, text);
    QFETCH(QString, secret);
    Redactor redactor;
    redactor.addSecret(secretPasskey.toUtf8());
    redactor.addSecret(QByteArrayLiteral("Safaricom<999>!*\"&"));
    const SupportPack pack = packOf(reportFullOf(text), {entryFullOf(text)}, redactor);
    for (const QByteArray &form : everyForm(pack)) {
        for (const QString &written : {secret, secret.toHtmlEscaped(), QString::fromUtf8(QUrl::toPercentEncoding(secret))}) {
            QVERIFY2(!form.contains(written.toUtf8()), form.constData());
        }
    }
    QVERIFY(supportPackHtml(pack).contains(Redactor::mask().toUtf8()));
    for (const Finding &finding : pack.report.findings) {
        QVERIFY(finding.cure.values.isEmpty());
    }
}

/// Words about secrets are no secrets.
void TestSupportPack::ordinaryWordsStay()
{
    DoctorReport report = wrongPasskey();
    report.findings[1].means = QStringLiteral("The password is wrong: passkey and short code do not belong together.");
    report.findings[1].steps = {QStringLiteral("My Apps › Passkey › copy; then press Check again")};
    const SupportPack pack = packOf(report);
    QCOMPARE(pack.report.findings.at(1).means, report.findings.at(1).means);
    QCOMPARE(pack.report.findings.at(1).steps, report.findings.at(1).steps);
    QCOMPARE(pack.report.shortCode, report.shortCode);
}

void TestSupportPack::customersAreMasked()
{
    HistoryEntry entry;
    entry.uid = QStringLiteral("entry-1");
    entry.at = checkedAt().addSecs(-600);
    entry.party = QStringLiteral("254712345678");
    entry.summary = QStringLiteral("Wanjiku paid");
    entry.conversation = QStringLiteral("ws_CO_14032026120000123712345678");
    Callback callback = parseCallback(confirmationMessage("254712345678"), Callback::Kind::C2bConfirmation);
    entry.callbacks = {callback};
    DoctorReport report = wrongPasskey();
    report.findings[1].means = QStringLiteral("The test went to 0712 345 678.");
    report.findings[1].exchanges[0].requestBody = QByteArrayLiteral("{\"PhoneNumber\":254712345678}");
    report.findings[1].exchanges[0].responseBody = confirmationMessage("254712345678");
    const SupportPack pack = packOf(report, {entry});
    for (const QByteArray &form : everyForm(pack)) {
        QVERIFY2(!form.contains("712345678") && !form.contains("712 345 678") && !form.toUpper().contains("WANJIKU"), form.constData());
    }
    QCOMPARE(pack.timeline.first().party, QStringLiteral("254712***678"));
    QVERIFY(pack.timeline.first().summary.endsWith(QStringLiteral(" paid")));
}

void TestSupportPack::hostileTextIsText()
{
    const QByteArray html = supportPackHtml(packOf(reportFullOf(hostile), {entryFullOf(hostile)}));
    QVERIFY(!html.contains("<img"));
    QVERIFY(!html.contains("<!--"));
    QCOMPARE(html.count("<script"), 1); // the data
    QCOMPARE(html.count("</script>"), 1);
    QVERIFY(html.contains("default-src 'none'"));
    QVERIFY(html.contains("&lt;script&gt;alert(1)"));
    QVERIFY(!supportMailSubject(packOf(reportFullOf(QStringLiteral("a\r\nBcc: x@y.example")))).contains(u'\n'));
}

void TestSupportPack::misleadingCharacters()
{
    const QString text = QStringLiteral("a\u202Eb\u0000c\u200Fd\u001B[31m").append(QChar(0));
    for (const QByteArray &form : everyForm(packOf(reportFullOf(text), {entryFullOf(text)}))) {
        const QString read = QString::fromUtf8(form);
        for (const char16_t code : {u'\u202E', u'\u200F', u'\u001B', u'\0'}) {
            QVERIFY(!read.contains(QChar(code)));
        }
    }
}

/// A report that was kept and read again has no exchanges; its request id is still there.
void TestSupportPack::reportWithoutTranscripts()
{
    DoctorReport report = wrongPasskey();
    report.findings[1].exchanges.clear();
    const SupportPack pack = packOf(report);
    QCOMPARE(pack.requests.size(), 1);
    QCOMPARE(pack.requests.first().requestId, report.findings.at(1).requestId);
    QVERIFY(supportMailText(pack).contains(report.findings.at(1).requestId));
}

/// Only the check knows by which name an answer tells its id; the time is that of the request.
void TestSupportPack::idUnderAnotherName()
{
    DoctorReport report = wrongPasskey();
    report.findings[1].exchanges[0].responseBody = QByteArrayLiteral("{\"ResponseRefID\":\"2ba8-4165-beca-292db11f9ef8\"}");
    report.findings[1].exchanges[0].startedAt = checkedAt().addSecs(7);
    const SupportPack pack = packOf(report);
    QCOMPARE(pack.requests.size(), 1);
    QCOMPARE(pack.requests.first().requestId, report.findings.at(1).requestId);
    QCOMPARE(pack.requests.first().at, checkedAt().addSecs(7));
}

void TestSupportPack::fileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isUsable");
    QTest::newRow("page") << QStringLiteral("/tmp/report.html") << true;
    QTest::newRow("short") << QStringLiteral("report.HTM") << true;
    QTest::newRow("json") << QStringLiteral("report.json") << true;
    QTest::newRow("spreadsheet") << QStringLiteral("report.csv") << false;
    QTest::newRow("no ending") << QStringLiteral("report") << false;
}

void TestSupportPack::fileNames()
{
    QFETCH(QString, name);
    QFETCH(bool, isUsable);
    QCOMPARE(problemWithPackName(name).isEmpty(), isUsable);
}

void TestSupportPack::filesAreWhole()
{
    const SupportPack pack = packOf(wrongPasskey());
    QCOMPARE(supportPackFileName(pack), QStringLiteral("daraja-desk-support-600984-20260314-101630.html"));
    QTemporaryDir folder;
    const QString page = folder.filePath(supportPackFileName(pack));
    QCOMPARE(saveSupportPack(pack, page), QString());
    QCOMPARE(contentOf(page), supportPackHtml(pack));
    QCOMPARE(QFile::permissions(page) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
    const QString json = folder.filePath(QStringLiteral("report.json"));
    QCOMPARE(saveSupportPack(pack, json), QString());
    QCOMPARE(contentOf(json), supportPackJson(pack));
    QVERIFY(!saveSupportPack(pack, folder.filePath(QStringLiteral("report.csv"))).isEmpty());
    const QString nowhere = folder.filePath(QStringLiteral("missing/report.html"));
    QVERIFY(saveSupportPack(pack, nowhere).contains(QStringLiteral("cannot be written")));
    QVERIFY(!QFile::exists(nowhere));
}

void TestSupportPack::collectsFromTheHistory()
{
    HistoryDesk desk;
    const DoctorReport report = wrongPasskey();
    const auto push = [&desk](const char *uid, const QDateTime &at, Environment environment) {
        HistoryEntry entry = desk.push(QStringLiteral("ws_CO_%1").arg(QLatin1StringView(uid)));
        entry.uid = QLatin1StringView(uid);
        entry.title = QLatin1StringView(uid);
        entry.at = at;
        entry.environment = environment;
        HttpExchange exchange = refusedQuery();
        exchange.startedAt = at;
        entry.exchanges = {exchange};
        entry.error.origin = MpesaError::Origin::Api;
        entry.error.code = QStringLiteral("500.001.1001");
        entry.error.message = QStringLiteral("Wrong credentials");
        entry.error.httpStatus = 500;
        entry.error.requestId = QStringLiteral("req-%1").arg(QLatin1StringView(uid));
        entry.state = ActivityEntry::State::Failed;
        desk.put(entry);
    };
    push("before", checkedAt().addSecs(-3'600), Environment::Production);
    push("during", checkedAt().addSecs(10), Environment::Production);
    push("sandbox", checkedAt().addSecs(-60), Environment::Sandbox);
    push("old", checkedAt().addDays(-2), Environment::Production);
    push("after", checkedAt().addSecs(600), Environment::Production);
    std::optional<SupportPack> pack;
    collectSupportPack(report, desk.store.get(), {}, checkedAt().addSecs(900), desk.store.get(),
                       [&pack](const SupportPack &made) { pack = made; });
    QVERIFY(!pack); // never from inside
    QTRY_VERIFY(pack.has_value());
    QStringList titles;
    for (const SupportPack::Moment &moment : std::as_const(pack->timeline)) {
        titles.append(moment.title);
    }
    QCOMPARE(titles, (QStringList{QStringLiteral("during"), QStringLiteral("before")}));
    QCOMPARE(pack->timeline.first().requestId, QStringLiteral("req-during"));
    QVERIFY(pack->weather);
    QCOMPARE(pack->weather->refused, 2);
    QCOMPARE(pack->madeAt, checkedAt().addSecs(900));
}

void TestSupportPack::collectsWithoutHistory()
{
    QObject context;
    std::optional<SupportPack> pack;
    collectSupportPack(wrongPasskey(), nullptr, {}, checkedAt(), &context, [&pack](const SupportPack &made) { pack = made; });
    QVERIFY(!pack); // never from inside
    QTRY_VERIFY(pack.has_value());
    QVERIFY(!pack->weather && pack->timeline.isEmpty());
    QCOMPARE(pack->report.verdict.title, wrongPasskey().verdict.title);
}

QTEST_GUILESS_MAIN(TestSupportPack)
#include "tst_supportpack.moc"
