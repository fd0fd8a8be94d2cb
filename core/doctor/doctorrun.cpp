// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/doctorrun.h"

#include "core/doctor/runplan.h"

#include <QSet>
#include <QTimer>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace daraja {

/// Who waits for whom.
enum class RunRoad {
    Offline, ///< all at once, before the others
    Gateway, ///< one after the other
    Server,  ///< one after the other, beside Gateway
    AtTheEnd,
};

namespace {

/// Clients that are being examined on this thread, where they live.
QSet<const MpesaClient *> &patientsInside()
{
    thread_local QSet<const MpesaClient *> inside;
    return inside;
}

constexpr std::array roads{RunRoad::Offline, RunRoad::Gateway, RunRoad::Server, RunRoad::AtTheEnd};

RunRoad roadOf(const CheckSpec &spec)
{
    if (spec.branch == Branch::ProfileValues) {
        return RunRoad::Offline;
    }
    if (spec.branch == Branch::WholeSet) {
        return RunRoad::AtTheEnd;
    }
    const bool asksGateway = spec.contact == Contact::Gateway || spec.contact == Contact::OtherGateway;
    return spec.branch == Branch::Callbacks && !asksGateway ? RunRoad::Server : RunRoad::Gateway;
}

bool stands(const Finding &finding)
{
    return finding.status == Finding::Status::Good || finding.status == Finding::Status::Note || finding.status == Finding::Status::Careful;
}

bool mustNotBeWasted(const CheckSpec &spec)
{
    return spec.effect == SideEffect::OperatorAttempt || spec.effect == SideEffect::Prompt;
}

} // namespace

class DoctorRun::Private
{
public:
    enum class Stage { Waiting, Running, Ended };

    struct Step
    {
        CheckRow row;
        RunRoad road = RunRoad::Offline;
        std::unique_ptr<Check> check; ///< while it runs
        std::unique_ptr<QTimer> guard;
        bool ended = false;
    };

    Private(DoctorRun *run, const Patient &patient, Options chosen, const Clock &time);

    void advance();
    void begin(Step &step);
    void take(Step &step, const Finding &finding);
    void end(Verdict::Outcome ifNoFault, const QString &why);
    void release();
    [[nodiscard]] QString obstacle(const CheckSpec &spec);
    [[nodiscard]] bool isOpen(RunRoad road) const;
    [[nodiscard]] bool hasEnded(RunRoad road) const
    {
        return std::all_of(steps.begin(), steps.end(), [road](const auto &step) { return step->road != road || step->ended; });
    }
    [[nodiscard]] bool isBusy(RunRoad road) const
    {
        return std::any_of(steps.begin(), steps.end(), [road](const auto &step) { return step->road == road && step->check; });
    }
    [[nodiscard]] RunScope scope() const
    {
        return !options.symptom.isEmpty() ? RunScope::Symptom : options.only.isEmpty() ? RunScope::Everything : RunScope::Chosen;
    }
    void collect();

    DoctorRun *const q;
    const Options options;
    const Clock &clock;
    const MpesaClient *const client;
    Examination examination;
    QString problem;
    QList<CheckSpec> plan;
    std::vector<std::unique_ptr<Step>> steps;
    Stage stage = Stage::Waiting;
    bool holdsPatient = false;
    std::chrono::milliseconds begun{0};
    DoctorReport report;
};

DoctorRun::Private::Private(DoctorRun *run, const Patient &patient, Options chosen, const Clock &time)
    : q(run)
    , options(std::move(chosen))
    , clock(time)
    , client(patient.client)
    , examination(patient, options.consents, time)
{
    examination.setPace(options.pace);
    const QList<CheckRow> rows = checkRows();
    QStringList wanted;
    for (const QString &each : options.only) {
        const QString id = each.trimmed().toUpper();
        const bool known = std::any_of(rows.begin(), rows.end(), [&id](const CheckRow &row) { return row.spec.id == id; });
        if (!known && problem.isEmpty()) {
            problem = tr("There is no check named %1.").arg(each);
        }
        wanted.append(id);
    }
    const QList<Symptom> known = symptoms();
    const auto symptom = std::find_if(known.begin(), known.end(), [this](const Symptom &each) { return each.id == options.symptom; });
    if (symptom != known.end()) {
        wanted += symptom->checks;
    } else if (!options.symptom.isEmpty() && problem.isEmpty()) {
        problem = tr("There is no symptom named %1.").arg(options.symptom);
    }
    const QList<CheckRow> chosenRows = planOf(rows, wanted);
    for (const CheckRow &row : chosenRows) {
        plan.append(row.spec);
        auto step = std::make_unique<Step>();
        step->row = row;
        step->road = roadOf(row.spec);
        steps.push_back(std::move(step));
    }
    const Profile &profile = examination.context().profile;
    report.profileId = profile.id;
    report.profileName = profile.name;
    report.environment = profile.environment;
    report.baseUrl = patient.http->baseUrl().toString();
    report.shortCode = profile.shortCode;
    report.symptom = options.symptom;
}

/// Why it would be pointless or wrong to run it now, in words for people, or empty.
QString DoctorRun::Private::obstacle(const CheckSpec &spec)
{
    if (!examination.allows(spec.consents)) {
        return tr("You have not agreed to it.");
    }
    const CheckNeeds needs = needsOf(spec.id);
    for (const QString &id : needs.works) {
        const Finding *before = examination.finding(id);
        if (before != nullptr && !stands(*before)) {
            return before->status == Finding::Status::NotRun ? before->means : tr("Not checked, because: %1").arg(before->title);
        }
    }
    const bool asksGateway = spec.contact == Contact::Gateway || spec.contact == Contact::OtherGateway;
    if (!asksGateway) {
        return {};
    }
    if (spec.branch == Branch::Token) {
        for (const Finding &finding : examination.findings()) {
            if (condemnsKeys(finding)) {
                return tr("Nothing was asked with a key and secret that cannot be right: %1").arg(finding.title);
            }
        }
    }
    return examination.gatewayProblem(mustNotBeWasted(spec));
}

bool DoctorRun::Private::isOpen(RunRoad road) const
{
    switch (road) {
    case RunRoad::Offline:
        return true;
    case RunRoad::Gateway:
    case RunRoad::Server:
        return hasEnded(RunRoad::Offline) && !isBusy(road);
    case RunRoad::AtTheEnd:
        return hasEnded(RunRoad::Offline) && hasEnded(RunRoad::Gateway) && hasEnded(RunRoad::Server) && !isBusy(road);
    }
    return false;
}

/// Begins whatever may begin now. Everything that signals others may end the run or delete it.
void DoctorRun::Private::advance()
{
    const QPointer<DoctorRun> alive(q);
    for (const RunRoad road : roads) {
        for (const auto &step : steps) {
            if (step->road == road && !step->ended && !step->check && isOpen(road)) {
                begin(*step);
                if (!alive || stage != Stage::Running) {
                    return;
                }
            }
        }
    }
    if (std::all_of(steps.begin(), steps.end(), [](const auto &step) { return step->ended; })) {
        end(Verdict::Outcome::Healthy, {});
    }
}

void DoctorRun::Private::begin(Step &step)
{
    const QPointer<DoctorRun> alive(q);
    const CheckSpec spec = step.row.spec;
    const QString why = obstacle(spec);
    if (!why.isEmpty()) {
        take(step, findingNotRun(spec, why));
        return;
    }
    step.check = step.row.make(examination, spec);
    step.guard = std::make_unique<QTimer>();
    step.guard->setSingleShot(true);
    Check *check = step.check.get();
    QTimer *guard = step.guard.get();
    connect(check, &Check::progressed, q, [this, guard, id = spec.id](const QString &text) {
        guard->start();
        Q_EMIT q->checkProgressed(id, text);
    });
    connect(check, &Check::exchanged, guard, [guard] { guard->start(); });
    const auto ended = [this, &step](const Finding &finding) {
        const QPointer<DoctorRun> stillAlive(q);
        take(step, finding);
        if (stillAlive && stage == Stage::Running) {
            advance();
        }
    };
    connect(check, &Check::done, q, ended);
    connect(guard, &QTimer::timeout, q, [this, spec, ended] {
        Finding silent =
            findingNotRun(spec, tr("The check said nothing for %1 seconds and was given up.").arg(options.guard.count() / 1000));
        silent.status = Finding::Status::Unknown;
        silent.title = tr("%1: no answer in time").arg(spec.title);
        silent.sure = Finding::Sure::Low;
        ended(silent);
    });
    guard->start(options.guard);
    Q_EMIT q->checkStarted(spec.id);
    if (alive && stage == Stage::Running && step.check.get() == check) {
        check->begin();
    }
}

void DoctorRun::Private::take(Step &step, const Finding &finding)
{
    if (step.check) {
        step.check->disconnect(q);
        step.check->cancel();
        step.check.release()->deleteLater(); // it may be the one who called
        step.guard->stop();
        step.guard.release()->deleteLater();
    }
    step.ended = true;
    examination.add(finding);
    collect();
    Q_EMIT q->checkFinished(finding);
}

void DoctorRun::Private::collect()
{
    report.findings.clear();
    for (const CheckSpec &spec : std::as_const(plan)) {
        if (const Finding *finding = examination.finding(spec.id)) {
            report.findings.append(*finding);
        }
    }
    report.gatewayCalls = examination.gatewayCalls();
    report.operatorAttempts = examination.operatorAttempts();
    report.hasClockOffset = examination.clockOffset().has_value();
    report.clockOffsetMs = examination.clockOffset().value_or(0);
    report.durationMs = (clock.steady() - begun).count();
}

void DoctorRun::Private::end(Verdict::Outcome ifNoFault, const QString &why)
{
    const QPointer<DoctorRun> alive(q);
    stage = Stage::Ended;
    for (const auto &step : steps) {
        if (!step->ended) {
            take(*step, findingNotRun(step->row.spec, why));
            if (!alive) {
                return;
            }
        }
    }
    release();
    report.durationMs = (clock.steady() - begun).count();
    report.verdict = judge(report.findings, scope());
    if (ifNoFault == Verdict::Outcome::Stopped && report.verdict.outcome != Verdict::Outcome::FaultFound) {
        report.verdict.outcome = Verdict::Outcome::Stopped;
        report.verdict.title = why;
        report.verdict.cause.clear();
    }
    Q_EMIT q->finished(report);
}

void DoctorRun::Private::release()
{
    if (std::exchange(holdsPatient, false)) {
        patientsInside().remove(client);
    }
}

DoctorRun::DoctorRun(const Patient &patient, Options options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, patient, std::move(options), clock))
{
}

DoctorRun::~DoctorRun()
{
    d->release();
}

const QList<CheckSpec> &DoctorRun::plan() const
{
    return d->plan;
}

void DoctorRun::start()
{
    if (d->stage != Private::Stage::Waiting) {
        return;
    }
    d->stage = Private::Stage::Running;
    d->begun = d->clock.steady();
    d->report.startedAt = d->clock.now();
    const bool refused = patientsInside().contains(d->client);
    if (!refused) {
        patientsInside().insert(d->client);
        d->holdsPatient = true;
    }
    QMetaObject::invokeMethod(
        this,
        [this, refused] {
            if (d->stage != Private::Stage::Running) {
                return;
            }
            if (refused) {
                d->end(Verdict::Outcome::Stopped, tr("The doctor is already at work on this profile. Wait for its verdict, or cancel it."));
            } else {
                d->advance();
            }
        },
        Qt::QueuedConnection);
}

void DoctorRun::cancel()
{
    if (d->stage == Private::Stage::Running) {
        d->end(Verdict::Outcome::Stopped, tr("Cancelled before it was checked."));
    }
}

bool DoctorRun::isRunning() const
{
    return d->stage == Private::Stage::Running;
}

const DoctorReport &DoctorRun::report() const
{
    return d->report;
}

QString DoctorRun::problem() const
{
    return d->problem;
}

} // namespace daraja
