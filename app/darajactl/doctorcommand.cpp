// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/doctorcommand.h"

#include "core/doctor/supportpack.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace daraja {

namespace {

constexpr qint64 longestAllowList = 1'048'576;

ExitCode exitCodeOf(const Verdict &verdict)
{
    switch (verdict.outcome) {
    case Verdict::Outcome::Healthy:
        return ExitCode::Done;
    case Verdict::Outcome::FaultFound:
        return ExitCode::Refused;
    case Verdict::Outcome::CouldNotTell:
    case Verdict::Outcome::Stopped:
        break;
    }
    return ExitCode::CouldNotTell;
}

/// The other one of sandbox and production; nothing for servers that have none.
QUrl otherBaseUrlOf(Environment environment)
{
    switch (environment) {
    case Environment::Sandbox:
        return environmentBaseUrl(Environment::Production);
    case Environment::Production:
        return environmentBaseUrl(Environment::Sandbox);
    case Environment::Simulator:
    case Environment::Custom:
        break;
    }
    return {};
}

Redactor redactorOf(const ProfileSecrets &secrets)
{
    Redactor redactor;
    for (const SecretKind kind : {SecretKind::ConsumerSecret, SecretKind::Passkey, SecretKind::InitiatorPassword,
                                  SecretKind::SecurityCredential, SecretKind::BillManagerKey}) {
        redactor.addSecret(secrets.value(kind).toUtf8());
    }
    return redactor;
}

QString optionsOf(Consents consents)
{
    static const QList<QPair<Consent, QString>> names{{Consent::FreshToken, QStringLiteral("--fresh-token")},
                                                      {Consent::MoneyProbes, QStringLiteral("--money-probes")},
                                                      {Consent::OtherEnvironment, QStringLiteral("--other-environment")},
                                                      {Consent::PostCallback, QStringLiteral("--post-callback")},
                                                      {Consent::TokenOverlap, QStringLiteral("--token-overlap")},
                                                      {Consent::RealPrompt, QStringLiteral("--real-prompt")}};
    QStringList given;
    for (const auto &[consent, name] : names) {
        if (consents.testFlag(consent)) {
            given.append(name);
        }
    }
    return given.join(u' ');
}

/// Whether a check that was asked for by name did not say anything, though the others are fine.
bool leavesOpen(const DoctorReport &report, const QStringList &asked)
{
    return std::any_of(asked.cbegin(), asked.cend(), [&report](const QString &id) {
        const Finding *finding = report.finding(id.trimmed().toUpper());
        return !finding || finding->status == Finding::Status::NotRun || finding->status == Finding::Status::Unknown;
    });
}

/// `S1  fine              Short code and passkey: not refused as given`.
QString lineOf(const Finding &finding, const CheckSpec &spec, Consents given)
{
    const bool ran = finding.status != Finding::Status::NotRun && finding.status != Finding::Status::NotNeeded;
    const bool isAlarm = finding.isFault() || finding.status == Finding::Status::Careful || finding.status == Finding::Status::Unknown;
    QString text = ran ? finding.summary : finding.means;
    if (isAlarm && !finding.title.isEmpty()) {
        text = finding.title;
    }
    if (const Consents missing = spec.consents & ~given; finding.status == Finding::Status::NotRun && missing) {
        text += QStringLiteral(" Allow it with %1.").arg(optionsOf(missing));
    }
    return QStringLiteral("%1 %2  %3: %4").arg(finding.checkId, -3).arg(statusWords(finding.status), -16).arg(spec.title, text);
}

} // namespace

DoctorCommand::DoctorCommand(const Clock &clock, const Output &output, SessionOptions session, Options options, QObject *parent)
    : Command(parent)
    , m_clock(clock)
    , m_output(output)
    , m_options(std::move(options))
    , m_session(clock, std::move(session))
{
}

void DoctorCommand::start()
{
    if (m_options.list) {
        listChecks();
        return;
    }
    connect(&m_session, &Session::failed, this, [this](const QString &message) { Q_EMIT finished(m_output.badInput(message)); });
    connect(&m_session, &Session::noted, this, [this](const QString &message) { m_output.note(message); });
    connect(&m_session, &Session::opened, this, &DoctorCommand::examine);
    m_session.open();
}

void DoctorCommand::interrupt()
{
    if (m_run && m_run->isRunning() && !m_interrupted) {
        m_interrupted = true;
        m_run->cancel();
        return;
    }
    if (std::exchange(m_ended, true)) {
        return;
    }
    m_output.note(QStringLiteral("Stopped."));
    m_output.object({{QStringLiteral("ok"), false}, {QStringLiteral("stopped"), true}});
    Q_EMIT finished(ExitCode::CouldNotTell);
}

void DoctorCommand::listChecks()
{
    QJsonArray checks;
    m_output.say(QStringLiteral("Checks, in the order of the run:\n"));
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        const CheckSpec &spec = row.spec;
        const QString consents = optionsOf(spec.consents | spec.wants);
        m_output.say(QStringLiteral("  %1 %2").arg(spec.id, -3).arg(spec.title));
        m_output.say(QStringLiteral("      %1").arg(spec.what));
        if (spec.onRequest) {
            m_output.say(QStringLiteral("      Only by name: --only %1").arg((spec.id + u' ' + consents).trimmed()));
        } else if (!consents.isEmpty()) {
            m_output.say(QStringLiteral("      With %1").arg(consents));
        }
        checks.append(QJsonObject{{QStringLiteral("id"), spec.id},
                                  {QStringLiteral("title"), spec.title},
                                  {QStringLiteral("what"), spec.what},
                                  {QStringLiteral("needs"), spec.needs},
                                  {QStringLiteral("branch"), branchName(spec.branch)},
                                  {QStringLiteral("options"), consents},
                                  {QStringLiteral("onRequest"), spec.onRequest}});
    }
    QJsonArray all;
    m_output.say(QStringLiteral("\nWhat people see, for --from:\n"));
    const QList<Symptom> known = symptoms();
    for (const Symptom &symptom : known) {
        m_output.say(QStringLiteral("  %1 %2").arg(symptom.id, -24).arg(symptom.words));
        all.append(QJsonObject{{QStringLiteral("id"), symptom.id},
                               {QStringLiteral("words"), symptom.words},
                               {QStringLiteral("hint"), symptom.hint},
                               {QStringLiteral("checks"), QJsonArray::fromStringList(symptom.checks)}});
    }
    m_output.object({{QStringLiteral("ok"), true}, {QStringLiteral("checks"), checks}, {QStringLiteral("symptoms"), all}});
    Q_EMIT finished(ExitCode::Done);
}

void DoctorCommand::examine()
{
    Workspace &workspace = m_session.workspace();
    if (m_session.isOwnSimulator()) {
        m_output.note(QStringLiteral("No credentials given: examining the built-in simulator."));
    }
    m_meter = std::make_unique<AttemptMeter>(m_clock, m_session.isOwnSimulator() ? m_own.filePath(QStringLiteral("attempts")) : QString());
    Patient patient;
    patient.http = &workspace.http();
    patient.tokens = &workspace.tokens();
    patient.client = &workspace.client();
    patient.meter = m_meter.get();
    patient.history = m_session.history();
    patient.otherBaseUrl = otherBaseUrlOf(workspace.profile().environment);
    patient.resultsReachUs = workspace.callbacksReachUs();
    patient.callbackUrl = m_options.callbackUrl;
    if (!m_options.allowListFile.isEmpty()) {
        QFile file(m_options.allowListFile);
        if (!file.open(QIODevice::ReadOnly)) {
            Q_EMIT finished(m_output.badInput(QStringLiteral("%1 cannot be read: %2").arg(file.fileName(), file.errorString())));
            return;
        }
        patient.allowList = QString::fromUtf8(file.read(longestAllowList));
    }
    DoctorRun::Options options;
    options.symptom = m_options.symptom;
    options.only = m_options.only;
    options.consents = m_options.consents;
    m_run = std::make_unique<DoctorRun>(patient, options, m_clock);
    if (const QString problem = m_run->problem(); !problem.isEmpty()) {
        Q_EMIT finished(m_output.badInput(problem));
        return;
    }
    if (m_options.tellProgress) {
        connect(m_run.get(), &DoctorRun::checkProgressed, this, [this](const QString &id, const QString &text) {
            m_output.note(QStringLiteral("%1 …                 %2").arg(id, -3).arg(text));
        });
    }
    connect(m_run.get(), &DoctorRun::checkFinished, this, &DoctorCommand::checkEnded);
    connect(m_run.get(), &DoctorRun::finished, this, &DoctorCommand::runEnded);
    m_run->start();
}

void DoctorCommand::checkEnded(const Finding &finding)
{
    const QList<CheckSpec> &plan = m_run->plan();
    const auto spec = std::find_if(plan.cbegin(), plan.cend(), [&finding](const CheckSpec &each) { return each.id == finding.checkId; });
    m_output.say(lineOf(finding, spec == plan.cend() ? CheckSpec() : *spec, m_options.consents));
}

void DoctorCommand::runEnded(const DoctorReport &report)
{
    ExitCode code = exitCodeOf(report.verdict);
    if (code == ExitCode::Done && leavesOpen(report, m_options.only)) {
        code = ExitCode::CouldNotTell;
    }
    sayVerdict(report, code);
    if (m_options.packFile.isEmpty()) {
        end(report, code, QString());
    } else {
        writePack(report, code);
    }
}

void DoctorCommand::writePack(const DoctorReport &report, ExitCode code)
{
    const Redactor redactor = redactorOf(m_session.workspace().client().context().secrets);
    collectSupportPack(report, m_session.history(), redactor, m_clock.now(), this,
                       [this, report, code](const SupportPack &pack) { end(report, code, saveSupportPack(pack, m_options.packFile)); });
}

void DoctorCommand::end(const DoctorReport &report, ExitCode code, const QString &packProblem)
{
    if (std::exchange(m_ended, true)) {
        return;
    }
    QJsonObject json{{QStringLiteral("ok"), code == ExitCode::Done}, {QStringLiteral("report"), reportToJson(report)}};
    if (!m_options.packFile.isEmpty()) {
        if (packProblem.isEmpty()) {
            json.insert(QStringLiteral("pack"), m_options.packFile);
            m_output.say(
                QStringLiteral("Support pack: %1 (no secret is in it; a mail to %2 is)").arg(m_options.packFile, supportMailAddress()));
        } else {
            json.insert(QStringLiteral("packProblem"), packProblem);
            m_output.note(packProblem);
        }
    }
    m_output.object(json);
    Q_EMIT finished(packProblem.isEmpty() ? code : ExitCode::BadInput);
}

void DoctorCommand::sayVerdict(const DoctorReport &report, ExitCode code)
{
    const Finding *cause = report.cause();
    m_output.say(QString());
    const bool tellsItself = cause && cause->title == report.verdict.title;
    if (!tellsItself) {
        m_output.say(report.verdict.title);
    }
    if (cause && code != ExitCode::Done) {
        m_output.say(findingText(*cause).trimmed());
    }
    for (const QString &id : report.verdict.also) {
        if (const Finding *finding = report.finding(id)) {
            m_output.say(QStringLiteral("Also             %1 (%2)").arg(finding->title, id));
        }
    }
    const QList<Symptom> known = symptoms();
    const auto symptom = std::find_if(known.cbegin(), known.cend(), [&report](const Symptom &each) { return each.id == report.symptom; });
    if (symptom != known.cend() && code != ExitCode::Refused) {
        for (const QString &advice : symptom->advice) {
            m_output.say(QStringLiteral("Besides          %1").arg(advice));
        }
    }
    if (!m_options.consents.testFlag(Consent::RealPrompt)) {
        m_output.say(QStringLiteral("Not touched      No prompt was sent. No money moved."));
    }
    m_output.say(QStringLiteral("Asked            %1 in %2 s")
                     .arg(report.gatewayCalls == 1 ? QStringLiteral("1 request") : QStringLiteral("%1 requests").arg(report.gatewayCalls))
                     .arg(static_cast<double>(report.durationMs) / 1000.0, 0, 'f', 1));
}

} // namespace daraja
