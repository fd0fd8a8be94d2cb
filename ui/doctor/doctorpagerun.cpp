// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The runs of the page: what must be asked before, what happens while, and what becomes of the profile meanwhile.

#include "ui/doctor/consents.h"
#include "ui/doctor/cures.h"
#include "ui/doctor/doctorpage.h"
#include "ui/doctor/findingcard.h"
#include "ui/doctor/frontdoor.h"
#include "ui/doctor/patientof.h"
#include "ui/widgets/banner.h"

#include <QStackedWidget>
#include <QTreeView>

namespace daraja {

namespace {

RunScope scopeOf(const DoctorWish &wish)
{
    return wish.isEverything() ? RunScope::Everything : wish.symptom.isEmpty() ? RunScope::Chosen : RunScope::Symptom;
}

DoctorRun::Options optionsOf(const DoctorWish &wish, Consents consents, std::chrono::milliseconds pace)
{
    DoctorRun::Options options;
    options.symptom = wish.symptom;
    options.only = wish.checks;
    options.consents = consents;
    options.pace = pace;
    return options;
}

/// Checks that run only when somebody asks for them; on production there is none that may.
QList<CheckSpec> checksOnRequest(const QList<CheckSpec> &planned, Environment environment)
{
    QList<CheckSpec> all;
    if (environment == Environment::Production) {
        return all;
    }
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        const bool isPlanned =
            std::any_of(planned.begin(), planned.end(), [&row](const CheckSpec &spec) { return spec.id == row.spec.id; });
        if (row.spec.onRequest && !isPlanned) {
            all.append(row.spec);
        }
    }
    return all;
}

} // namespace

void DoctorPage::begin(const DoctorWish &wish)
{
    drop();
    Workspace *workspace = desk().workspace();
    if (!workspace) {
        m_pending = wish;
        return;
    }
    m_pending.reset();
    const Patient patient = patientOf(desk(), *workspace, m_meter, server());
    const DoctorRun planned(patient, optionsOf(wish, {}, m_pace), desk().clock());
    if (!planned.problem().isEmpty()) {
        Q_EMIT desk().notice(planned.problem());
        return;
    }
    const Consents given = server().mayPost ? Consents(Consent::PostCallback) : Consents();
    const Consents asked = consentsToAsk(planned.plan(), patient, !wish.isEverything()) & ~given;
    if (!asked) {
        launch(wish, given);
        return;
    }
    const quint64 number = ++m_launch;
    auto *dialog =
        new ConsentDialog(asked, m_agreed, patient, window(), [this, self = QPointer(this), wish, given, number](Consents agreed) {
            if (self && number == m_launch) {
                m_agreed = agreed;
                launch(wish, agreed | given);
            }
        });
    dialog->open();
}

void DoctorPage::launch(const DoctorWish &wish, Consents consents)
{
    const quint64 number = ++m_launch;
    if (desk().history().status().state == HistoryStatus::State::Closed) {
        start(wish, consents, {});
        return;
    }
    readLastRegistration(desk(), desk().currentProfile().id, this, [this, wish, consents, number](const QString &answer) {
        if (number == m_launch) {
            start(wish, consents, answer);
        }
    });
}

void DoctorPage::start(const DoctorWish &wish, Consents consents, const QString &registration)
{
    m_held = desk().holdWorkspace();
    if (!m_held) {
        m_pending = wish;
        return;
    }
    Patient patient = patientOf(desk(), *m_held, m_meter, server());
    patient.c2bAnswer = registration;
    patient.requestValues = wish.values;
    const bool adds = wish.adds && m_shown && !m_isEdited;
    m_run = std::make_unique<DoctorRun>(patient, optionsOf(wish, consents, m_pace), desk().clock());
    if (adds) {
        m_wish.adds = true;
        addRows(m_run->plan());
    } else {
        m_wish = wish;
        m_wish.adds = false;
        m_report = {};
        m_changes.clear();
        m_model->setChecks(m_run->plan(), checksOnRequest(m_run->plan(), m_held->profile().environment));
        m_isEdited = false;
        m_edited->hide();
    }
    m_chosen = adds;
    if (!adds) {
        select({}); // the list takes the focus: it must not choose for itself
    }
    m_shown = true;
    m_profile = m_held->profile().id;
    m_begun = desk().clock().steady();
    follow();
    m_stack->setCurrentWidget(m_runView);
    m_turning.start();
    m_run->start();
    presentRunning();
    presentDetail();
    presentButtons();
    if (m_view->isVisible()) {
        m_view->setFocus(Qt::OtherFocusReason);
    }
}

/// Rows for checks that were not among those shown; what is known of the others stays.
void DoctorPage::addRows(const QList<CheckSpec> &plan)
{
    const bool known = std::all_of(plan.begin(), plan.end(), [this](const CheckSpec &spec) { return m_model->indexOf(spec.id).isValid(); });
    if (known) {
        return;
    }
    QList<CheckSpec> all;
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        const bool isPlanned = std::any_of(plan.begin(), plan.end(), [&row](const CheckSpec &spec) { return spec.id == row.spec.id; });
        if (isPlanned || m_model->finding(row.spec.id)) {
            all.append(row.spec);
        }
    }
    m_model->setChecks(all, checksOnRequest(all, m_held->profile().environment));
    for (const Finding &finding : std::as_const(m_report.findings)) {
        m_model->finish(finding);
    }
}

void DoctorPage::follow()
{
    DoctorRun *run = m_run.get();
    connect(run, &DoctorRun::checkStarted, this, [this](const QString &id) {
        m_model->start(id);
        if (!m_chosen) {
            select(id);
        }
        presentRunning();
    });
    connect(run, &DoctorRun::checkProgressed, this, [this](const QString &id, const QString &text) {
        m_model->progress(id, text);
        presentRunning();
    });
    connect(run, &DoctorRun::checkFinished, this, [this](const Finding &finding) {
        m_model->finish(finding);
        presentRunning();
    });
    connect(run, &DoctorRun::finished, this, &DoctorPage::end);
}

void DoctorPage::end(const DoctorReport &report)
{
    m_turning.stop();
    DoctorRun *run = m_run.release();
    connect(run, &QObject::destroyed, this, [held = std::move(m_held)] {}); // what it looks at outlives it
    run->deleteLater();
    if (m_wish.adds) {
        m_wish.adds = false;
        merge(report);
    } else {
        m_report = report;
        if (const std::optional<DoctorReport> before = desk().doctorRecord().last(report.profileId)) {
            m_changes = changesSince(*before, report);
        }
        if (m_wish.isEverything()) {
            desk().doctorRecord().keep(report);
        }
    }
    for (const Finding &finding : std::as_const(m_report.findings)) {
        m_model->finish(finding);
    }
    m_model->endRun();
    showReport();
}

/// What was looked at anew replaces what was known; the verdict is on all of it.
void DoctorPage::merge(const DoctorReport &report)
{
    for (const Finding &finding : report.findings) {
        const auto known = std::find_if(m_report.findings.begin(), m_report.findings.end(),
                                        [&finding](const Finding &each) { return each.checkId == finding.checkId; });
        if (known != m_report.findings.end()) {
            *known = finding;
        } else {
            m_report.findings.append(finding);
        }
    }
    m_report.durationMs += report.durationMs;
    m_report.gatewayCalls += report.gatewayCalls;
    m_report.operatorAttempts += report.operatorAttempts;
    if (report.verdict.outcome != Verdict::Outcome::Stopped) {
        m_report.verdict = judge(m_report.findings, scopeOf(m_wish));
    }
}

/// Ends a run as if it had not been.
void DoctorPage::drop()
{
    ++m_launch;
    m_turning.stop();
    if (!m_run) {
        return;
    }
    m_run->disconnect(this);
    m_run.reset();
    m_held.reset();
    m_wish.adds = false;
    m_model->endRun();
}

void DoctorPage::again()
{
    DoctorWish wish = m_wish;
    wish.adds = false;
    begin(m_shown ? wish : DoctorWish{});
}

void DoctorPage::cancel()
{
    if (m_run) {
        m_run->cancel();
    }
}

void DoctorPage::cure(const Finding::Cure &cure)
{
    if (cure.action == Finding::Cure::Action::RunCheck) {
        runCheck(cure.check);
        return;
    }
    applyCure(desk(), window(), cure, [self = QPointer(this)] {
        if (self) {
            self->again();
        }
    });
}

void DoctorPage::runCheck(const QString &id)
{
    DoctorWish wish;
    wish.checks = {id};
    wish.adds = true;
    begin(wish);
}

void DoctorPage::profileChanged()
{
    const QString id = desk().currentProfile().id;
    if (id != m_profile) {
        drop();
        m_profile = id;
        m_agreed = {};
        m_isEdited = false;
        m_shown = false;
        m_report = {};
        m_server->setServer(server());
        showFrontDoor();
    } else if (m_shown && !m_isEdited) {
        m_isEdited = true;
        m_edited->warn(m_run ? tr("The profile was changed. The doctor goes on with the values from before.")
                             : tr("The profile was changed. What stands here is about the values from before."));
    }
    if (!isShowingRun()) {
        m_door->present(desk().doctorRecord().last(id));
    }
    m_door->setReady(desk().workspace() != nullptr);
    if (desk().workspace() && m_pending) {
        begin(*std::exchange(m_pending, std::nullopt));
    }
    presentButtons();
}

} // namespace daraja
