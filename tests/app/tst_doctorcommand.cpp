// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace daraja;

namespace {

constexpr int patience = 60'000;
const QString program = QStringLiteral(DARAJA_BINARY_DIR "/bin/darajactl");
const QString wrongPasskey = QStringLiteral("a1a279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");

/// Nothing of the person who runs the tests, and a data folder of its own: no run knows of another.
QProcessEnvironment cleanEnvironment(const QString &folder, const QHash<QString, QString> &variables)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QStringLiteral("MPESA_"))) {
            environment.remove(name);
        }
    }
    environment.insert(QStringLiteral("XDG_DATA_HOME"), folder);
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder);
    for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable) {
        environment.insert(variable.key(), variable.value());
    }
    return environment;
}

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] DoctorReport report() const
    {
        return reportFromJson(json().value(QStringLiteral("report")).toObject()).value_or(DoctorReport());
    }
    [[nodiscard]] bool isOneJsonLine() const
    {
        return out.count('\n') == 1 && out.endsWith('\n') && QJsonDocument::fromJson(out).isObject();
    }
    /// Ids of the checks whose lines these are, in their order.
    [[nodiscard]] QStringList checksIn(const QByteArray &stream) const
    {
        static const QRegularExpression line(QStringLiteral("^([A-Z][0-9]) {2}\\S"), QRegularExpression::MultilineOption);
        QStringList ids;
        QRegularExpressionMatchIterator lines = line.globalMatch(QString::fromUtf8(stream));
        while (lines.hasNext()) {
            ids.append(lines.next().captured(1));
        }
        return ids;
    }
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList standardChecks()
{
    QStringList ids;
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        if (!row.spec.onRequest) {
            ids.append(row.spec.id);
        }
    }
    return ids;
}

} // namespace

/// The doctor on the command line as cron, CI and support staff meet it: a process, its output, its exit code.
class TestDoctorCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void initTestCase();
    void cleanupTestCase();

    void simulatorIsHealthy();
    void oneObject();
    void simulatorOfItsOwnIsHealthy();
    void wrongPasskeyIsFound();
    void onlySome();
    void fromWhatPeopleSee();
    void consentsAreOptions();
    void halfAProfile();
    void nobodyThere();
    void interrupted();
    void interruptedWithJson();
    void packs();
    void probesAreNoWeather();
    void packCannotBeWritten();
    void badInput_data();
    void badInput();
    void lists();
    void helpNamesTheExitCodes();

private:
    Run run(const QStringList &arguments, const QHash<QString, QString> &variables = {});
    /// The variables by which the running simulator is reached, and what else is given.
    [[nodiscard]] QHash<QString, QString> reaching(const QHash<QString, QString> &more = {}) const;
    /// Begins a run against a server that never answers, and waits until the first check has said something.
    void beginInSilence(QProcess &process, QTcpServer &silence, const QStringList &arguments);

    QTemporaryDir m_folder;
    int m_runs = 0;
    QProcess m_simulator;
    QHash<QString, QString> m_variables;
};

void TestDoctorCommand::initTestCase()
{
    m_simulator.setProcessEnvironment(cleanEnvironment(m_folder.filePath(QStringLiteral("simulator")), {}));
    m_simulator.start(program, {QStringLiteral("simulate"), QStringLiteral("--json")});
    QTRY_VERIFY_WITH_TIMEOUT(m_simulator.canReadLine(), patience);
    const QJsonObject made = QJsonDocument::fromJson(m_simulator.readLine()).object();
    const QHash<QString, QString> members{
        {QStringLiteral("MPESA_BASE_URL"), QStringLiteral("baseUrl")},
        {QStringLiteral("MPESA_CONSUMER_KEY"), QStringLiteral("consumerKey")},
        {QStringLiteral("MPESA_CONSUMER_SECRET"), QStringLiteral("consumerSecret")},
        {QStringLiteral("MPESA_SHORTCODE"), QStringLiteral("shortCode")},
        {QStringLiteral("MPESA_PASSKEY"), QStringLiteral("passkey")},
        {QStringLiteral("MPESA_INITIATOR_NAME"), QStringLiteral("initiatorName")},
        {QStringLiteral("MPESA_INITIATOR_PASSWORD"), QStringLiteral("initiatorPassword")},
        {QStringLiteral("MPESA_CERTIFICATE_FILE"), QStringLiteral("certificateFile")},
    };
    for (auto member = members.cbegin(); member != members.cend(); ++member) {
        m_variables.insert(member.key(), made.value(*member).toString());
        QVERIFY2(!m_variables.value(member.key()).isEmpty(), qPrintable(*member));
    }
}

void TestDoctorCommand::cleanupTestCase()
{
    m_simulator.terminate();
    QVERIFY(m_simulator.waitForFinished(patience));
}

Run TestDoctorCommand::run(const QStringList &arguments, const QHash<QString, QString> &variables)
{
    QProcess process;
    process.setProcessEnvironment(cleanEnvironment(m_folder.filePath(QString::number(++m_runs)), variables));
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, QStringList{QStringLiteral("doctor")} + arguments);
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(process.state() == QProcess::NotRunning, patience);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    }();
    const Run end{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    for (const char *name : {"MPESA_CONSUMER_SECRET", "MPESA_PASSKEY", "MPESA_INITIATOR_PASSWORD", "MPESA_SECURITY_CREDENTIAL"}) {
        const QByteArray secret = variables.value(QLatin1StringView(name)).toUtf8();
        [&] { QVERIFY2(secret.isEmpty() || (!end.out.contains(secret) && !end.err.contains(secret)), name); }();
    }
    return end;
}

QHash<QString, QString> TestDoctorCommand::reaching(const QHash<QString, QString> &more) const
{
    QHash<QString, QString> variables = m_variables;
    variables.insert(more);
    return variables;
}

void TestDoctorCommand::beginInSilence(QProcess &process, QTcpServer &silence, const QStringList &arguments)
{
    QVERIFY(silence.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("http://127.0.0.1:%1").arg(silence.serverPort());
    process.setProcessEnvironment(
        cleanEnvironment(m_folder.filePath(QString::number(++m_runs)), reaching({{QStringLiteral("MPESA_BASE_URL"), address}})));
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, QStringList{QStringLiteral("doctor")} + arguments);
    QTRY_VERIFY_WITH_TIMEOUT(silence.hasPendingConnections(), patience); // what asks nobody has ended by then
}

void TestDoctorCommand::simulatorIsHealthy()
{
    const Run end = run({});
    QVERIFY2(end.exitCode == 0, end.out.constData());
    const QStringList said = end.checksIn(end.out);
    QCOMPARE(QSet<QString>(said.begin(), said.end()), [] {
        const QStringList ids = standardChecks();
        return QSet<QString>(ids.begin(), ids.end());
    }());
    QCOMPARE(said.size(), standardChecks().size()); // each once
    QVERIFY(end.out.contains("No prompt was sent. No money moved."));
    QVERIFY(end.err.contains("built-in simulator"));
}

void TestDoctorCommand::oneObject()
{
    const Run end = run({QStringLiteral("--json")});
    QCOMPARE(end.exitCode, 0);
    QVERIFY2(end.isOneJsonLine(), end.out.constData());
    QVERIFY(end.json().value(QStringLiteral("ok")).toBool());
    const DoctorReport report = end.report();
    QCOMPARE(report.verdict.outcome, Verdict::Outcome::Healthy);
    QVERIFY(report.durationMs < 15'000);
    QCOMPARE(report.findings.size(), standardChecks().size());
    for (const Finding &finding : report.findings) {
        QVERIFY2(finding.status != Finding::Status::NotRun, qPrintable(finding.checkId));
    }
    QCOMPARE(end.checksIn(end.err).size(), standardChecks().size()); // people's text beside it
}

void TestDoctorCommand::simulatorOfItsOwnIsHealthy()
{
    const Run end = run({}, reaching());
    QVERIFY2(end.exitCode == 0, end.out.constData());
    QVERIFY(!end.err.contains("built-in simulator"));
}

void TestDoctorCommand::wrongPasskeyIsFound()
{
    const Run end = run({}, reaching({{QStringLiteral("MPESA_PASSKEY"), wrongPasskey}}));
    QVERIFY2(end.exitCode == 1, end.out.constData());
    for (const char *part : {"S1  fault", "Safaricom said", "Wrong credentials", "It means", "Do this", "No money moved."}) {
        QVERIFY2(end.out.contains(part), end.out.constData());
    }
    const Run json = run({QStringLiteral("--json"), QStringLiteral("--only"), QStringLiteral("S1")},
                         reaching({{QStringLiteral("MPESA_PASSKEY"), wrongPasskey}}));
    QCOMPARE(json.exitCode, 1);
    QVERIFY(json.isOneJsonLine());
    QVERIFY(!json.json().value(QStringLiteral("ok")).toBool(true));
    QCOMPARE(json.report().verdict.cause, QStringLiteral("S1"));
    QVERIFY(!json.report().cause()->requestId.isEmpty());
}

void TestDoctorCommand::onlySome()
{
    const Run end = run({QStringLiteral("--only"), QStringLiteral("t1,l1")});
    QVERIFY2(end.exitCode == 0, end.out.constData());
    const QStringList said = end.checksIn(end.out);
    QVERIFY(said.contains(QStringLiteral("T1")) && said.contains(QStringLiteral("L1")) && said.contains(QStringLiteral("N1")));
    QVERIFY(!said.contains(QStringLiteral("S1")) && !said.contains(QStringLiteral("I1")));
}

/// A complaint is never called healthy, and comes with what no check can see.
void TestDoctorCommand::fromWhatPeopleSee()
{
    const Run end = run({QStringLiteral("--from"), QStringLiteral("phone-never-rings")});
    QVERIFY2(end.exitCode == 6, end.out.constData());
    QVERIFY(end.checksIn(end.out).contains(QStringLiteral("S2")));
    QVERIFY(!end.checksIn(end.out).contains(QStringLiteral("I1")));
    QVERIFY(end.out.contains("*234#"));
    const Run words = run({QStringLiteral("--from"), QStringLiteral("Says success, phone never rings"), QStringLiteral("--json")});
    QCOMPARE(words.exitCode, 6);
    QCOMPARE(words.report().symptom, QStringLiteral("phone-never-rings"));
}

/// What was not allowed says how to allow it.
void TestDoctorCommand::consentsAreOptions()
{
    const Run without = run({QStringLiteral("--only"), QStringLiteral("T4")});
    QCOMPARE(without.exitCode, 6);
    QVERIFY2(without.out.contains("T4  not run") && without.out.contains("--token-overlap"), without.out.constData());
    const Run with = run({QStringLiteral("--only"), QStringLiteral("T4"), QStringLiteral("--token-overlap")});
    QVERIFY2(!with.out.contains("T4  not run"), with.out.constData());
}

void TestDoctorCommand::halfAProfile()
{
    const Run end = run({}, {{QStringLiteral("MPESA_BASE_URL"), m_variables.value(QStringLiteral("MPESA_BASE_URL"))},
                             {QStringLiteral("MPESA_SHORTCODE"), QStringLiteral("174379")}});
    QVERIFY2(end.exitCode == 1, end.out.constData());
    QVERIFY(end.out.contains("L2  fault"));
    QVERIFY(!end.out.contains("T1  fine"));
}

void TestDoctorCommand::nobodyThere()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("http://127.0.0.1:%1").arg(closed.serverPort());
    closed.close();
    const Run end = run({}, reaching({{QStringLiteral("MPESA_BASE_URL"), address}}));
    QVERIFY2(end.exitCode == 1 || end.exitCode == 6, end.out.constData()); // never healthy
    QVERIFY(!end.out.contains("S1  fine") && !end.out.contains("T1  fine"));
}

void TestDoctorCommand::interrupted()
{
    QProcess process;
    QTcpServer silence;
    beginInSilence(process, silence, {});
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 6);
    const Run end{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    QVERIFY(end.checksIn(end.out).contains(QStringLiteral("L1"))); // what ran
    QVERIFY(!end.out.contains("T1  fine"));
    QVERIFY2(end.out.contains("Not touched"), end.out.constData());
}

void TestDoctorCommand::interruptedWithJson()
{
    QProcess process;
    QTcpServer silence;
    beginInSilence(process, silence, {QStringLiteral("--json")});
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
    const Run end{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    QCOMPARE(end.exitCode, 6);
    QVERIFY2(end.isOneJsonLine(), end.out.constData());
    QCOMPARE(end.report().verdict.outcome, Verdict::Outcome::Stopped);
    const Finding *lint = end.report().finding(QStringLiteral("L1"));
    QVERIFY(lint);
}

void TestDoctorCommand::packs()
{
    const QHash<QString, QString> variables = reaching({{QStringLiteral("MPESA_PASSKEY"), wrongPasskey}});
    for (const char *ending : {"html", "json"}) {
        const QString file = m_folder.filePath(QStringLiteral("report.%1").arg(QLatin1StringView(ending)));
        const Run end = run({QStringLiteral("--only"), QStringLiteral("S1"), QStringLiteral("--pack"), file}, variables);
        QCOMPARE(end.exitCode, 1);
        QVERIFY(end.out.contains(file.toUtf8()));
        const QByteArray pack = contentOf(file);
        QVERIFY(pack.contains("apisupport@safaricom.co.ke") && pack.contains("Wrong credentials"));
        for (const char *name : {"MPESA_CONSUMER_SECRET", "MPESA_PASSKEY", "MPESA_INITIATOR_PASSWORD"}) {
            QVERIFY2(!pack.contains(variables.value(QLatin1StringView(name)).toUtf8()), name);
        }
    }
    const QJsonObject json = QJsonDocument::fromJson(contentOf(m_folder.filePath(QStringLiteral("report.json")))).object();
    QVERIFY(reportFromJson(json.value(QStringLiteral("report")).toObject()));
    QVERIFY(json.value(QStringLiteral("weather")).isObject());
}

/// What the doctor itself asks stands in the timeline and is no weather.
void TestDoctorCommand::probesAreNoWeather()
{
    const QString file = m_folder.filePath(QStringLiteral("weather.json"));
    QCOMPARE(run({QStringLiteral("--pack"), file}).exitCode, 0);
    const QJsonObject pack = QJsonDocument::fromJson(contentOf(file)).object();
    QStringList titles;
    const QJsonArray timeline = pack.value(QStringLiteral("timeline")).toArray();
    for (const auto &entry : timeline) {
        titles.append(entry.toObject().value(QStringLiteral("title")).toString());
    }
    QVERIFY2(titles.contains(QStringLiteral("Account balance")), qPrintable(titles.join(u'|')));
    const QJsonObject weather = pack.value(QStringLiteral("weather")).toObject();
    QCOMPARE(weather.value(QStringLiteral("callbacks")).toInt(-1), 0);
    QVERIFY(weather.value(QStringLiteral("calls")).toInt(-1) <= titles.count(QStringLiteral("Access token")));
}

void TestDoctorCommand::packCannotBeWritten()
{
    const Run end = run({QStringLiteral("--only"), QStringLiteral("L1"), QStringLiteral("--pack"),
                         m_folder.filePath(QStringLiteral("no/a.html")), QStringLiteral("--json")});
    QCOMPARE(end.exitCode, 2);
    QVERIFY(end.isOneJsonLine());
    QVERIFY(!end.json().value(QStringLiteral("packProblem")).toString().isEmpty());
    QVERIFY(!end.json().value(QStringLiteral("report")).toObject().isEmpty());
    QVERIFY(end.err.contains("cannot be written"));
}

void TestDoctorCommand::badInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *arguments, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(u'|') << QByteArray(says);
    };
    row("unknown symptom", "--from|it-hurts", "worked-yesterday");
    row("empty symptom", "--from|", "There is no symptom");
    row("unknown check", "--only|T1,Z9", "Z9");
    row("no check", "--only|,", "--list");
    row("symptom and checks", "--from|worked-yesterday|--only|T1", "--from and --only");
    row("word without option", "sandbox", "--from");
    row("unknown option", "--fix-it", "fix-it");
    row("consent without address", "--post-callback", "--callback-url");
    row("no address", "--callback-url|nonsense", "no address");
    row("pack of another kind", "--pack|report.docx", ".html");
    row("unknown profile", "--profile|Nobody", "Nobody");
    row("no list", "--allow-list|/nowhere/list.txt", "cannot be read");
}

void TestDoctorCommand::badInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Run end = run(arguments + QStringList{QStringLiteral("--json")});
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.isOneJsonLine(), end.out.constData());
    QVERIFY2(end.err.contains(says), end.err.constData());
    QVERIFY(!end.json().value(QStringLiteral("ok")).toBool(true));
}

void TestDoctorCommand::lists()
{
    const Run text = run({QStringLiteral("--list")});
    QCOMPARE(text.exitCode, 0);
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        QVERIFY2(text.out.contains(row.spec.title.toUtf8()), qPrintable(row.spec.id));
    }
    QVERIFY(text.out.contains("phone-never-rings"));
    const Run json = run({QStringLiteral("--list"), QStringLiteral("--json")});
    QVERIFY(json.isOneJsonLine());
    QCOMPARE(json.json().value(QStringLiteral("checks")).toArray().size(), rows.size());
    QCOMPARE(json.json().value(QStringLiteral("symptoms")).toArray().size(), symptoms().size());
}

void TestDoctorCommand::helpNamesTheExitCodes()
{
    const Run help = run({QStringLiteral("--help")});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.contains("6 could not tell") && help.out.contains("--fresh-token"));
}

QTEST_GUILESS_MAIN(TestDoctorCommand)
#include "tst_doctorcommand.moc"
