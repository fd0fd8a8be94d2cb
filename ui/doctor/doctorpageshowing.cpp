// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What the page shows: the complaints, a run that goes on, what it came to.

#include "ui/doctor/checkdelegate.h"
#include "ui/doctor/checklook.h"
#include "ui/doctor/doctorpage.h"
#include "ui/doctor/findingcard.h"
#include "ui/doctor/frontdoor.h"
#include "ui/doctor/verdictcard.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"

#include <QAction>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>

namespace daraja {

namespace {

constexpr double turnStep = 0.08;

std::optional<Symptom> findSymptom(const QString &id)
{
    const QList<Symptom> all = symptoms();
    const auto found = std::find_if(all.begin(), all.end(), [&id](const Symptom &symptom) { return symptom.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace

bool DoctorPage::isShowingRun() const
{
    return m_stack->currentWidget() == m_runView;
}

void DoctorPage::showFrontDoor()
{
    if (m_run) {
        drop();
        m_shown = false;
    }
    m_door->present(desk().doctorRecord().last(desk().currentProfile().id));
    m_stack->setCurrentWidget(m_door);
    m_door->focusFirst();
    presentButtons();
    Q_EMIT statusChanged();
}

void DoctorPage::showLast()
{
    const std::optional<DoctorReport> last = desk().doctorRecord().last(desk().currentProfile().id);
    if (!last) {
        return;
    }
    QList<CheckSpec> planned;
    const QList<CheckRow> rows = checkRows();
    for (const CheckRow &row : rows) {
        if (last->finding(row.spec.id)) {
            planned.append(row.spec);
        }
    }
    m_model->setChecks(planned, {});
    for (const Finding &finding : last->findings) {
        m_model->finish(finding);
    }
    m_wish = {};
    m_report = *last;
    m_changes.clear();
    m_shown = true;
    m_chosen = false;
    m_isEdited = false;
    m_edited->hide();
    m_stack->setCurrentWidget(m_runView);
    showReport();
}

void DoctorPage::showReport()
{
    VerdictCard::Surroundings around;
    const std::optional<Symptom> symptom = findSymptom(m_wish.symptom);
    around.about = symptom ? symptom->words : m_wish.about;
    around.advice = symptom && m_report.verdict.outcome != Verdict::Outcome::FaultFound ? symptom->advice : QStringList();
    around.changes = m_changes;
    for (const QString &id : std::as_const(m_report.verdict.also)) {
        if (const Finding *finding = m_report.finding(id)) {
            around.also.append(finding->title);
        }
    }
    around.looked = m_model->ran();
    m_verdict->showReport(m_report, around);
    presentHeader();
    openBranches();
    if (!m_chosen || !m_view->currentIndex().isValid()) {
        select(m_report.verdict.cause);
    }
    presentDetail();
    presentButtons();
    Q_EMIT statusChanged();
}

/// Branches where something is not as it should be are open, the others closed.
void DoctorPage::openBranches()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (CheckModel::State(index.data(CheckModel::StateRole).toInt()) >= CheckModel::State::Careful) {
            m_view->setExpanded(index, true);
        }
    }
}

void DoctorPage::select(const QString &checkId)
{
    QModelIndex index = m_model->indexOf(checkId);
    if (index.parent().isValid() && !m_view->isExpanded(index.parent())) {
        index = index.parent();
    }
    if (!index.isValid()) {
        index = m_model->index(0, 0);
    }
    m_selecting = true;
    m_view->setCurrentIndex(index);
    m_selecting = false;
    m_view->scrollTo(index);
    presentDetail();
}

void DoctorPage::presentDetail()
{
    const QString id = m_view->currentIndex().data(CheckModel::IdRole).toString();
    const CheckSpec *spec = m_model->spec(id);
    m_detail->setVisible(spec != nullptr);
    if (!spec) {
        return;
    }
    const bool isCause = !m_run && id == m_report.verdict.cause && m_report.verdict.outcome != Verdict::Outcome::Healthy;
    const bool isBranch = m_view->currentIndex().data(CheckModel::BranchRole).toBool();
    m_detail->present(isBranch ? tr("%1 · %2", "branch, check").arg(branchName(spec->branch), spec->title) : spec->title, *spec,
                      m_model->state(id), m_model->finding(id), isCause);
    m_detail->setExtraVisible(spec->branch == Branch::Callbacks);
}

void DoctorPage::presentRunning()
{
    const CheckSpec *spec = m_model->spec(m_model->running());
    const std::optional<Symptom> symptom = findSymptom(m_wish.symptom);
    m_verdict->showRunning(spec ? spec->title : tr("Preparing"), symptom ? symptom->words : m_wish.about, m_model->ended(),
                           m_model->planned());
    presentHeader();
    Q_EMIT statusChanged();
}

void DoctorPage::presentHeader()
{
    const QString time = checkTime(m_run ? elapsed() : m_report.durationMs);
    const QString touched =
        m_model->sentPrompt() ? tr("a prompt of KES 1 to the test phone, no money moved") : tr("no prompt sent, no money moved");
    const int done = m_run ? m_model->ended() : m_model->ran();
    const int all = m_run ? m_model->planned() : m_model->planned() - m_model->count(CheckModel::State::NotNeeded);
    m_listCard->setSuffix(tr("%1 of %2 · %3 · %4", "done, all, time, what was touched").arg(done).arg(all).arg(time, touched));
    if (m_run) {
        m_verdict->setElapsed(tr("%1 of %2 checks · %3").arg(done).arg(m_model->planned()).arg(time));
    }
}

void DoctorPage::presentButtons()
{
    const bool running = m_run != nullptr;
    m_pack->setEnabled(m_shown && !running);
    m_packAction->setEnabled(m_shown && !running);
    m_cancelAction->setEnabled(running);
    m_againAction->setEnabled(!running && desk().workspace());
    m_againAction->setText(isShowingRun() ? tr("Check again") : tr("Check everything"));
    m_detail->setBusy(running);
    m_server->setBusy(running);
}

qint64 DoctorPage::elapsed() const
{
    return (desk().clock().steady() - m_begun).count();
}

void DoctorPage::turn()
{
    static constexpr double whole = 1;
    m_turned = m_turned + turnStep >= whole ? 0 : m_turned + turnStep;
    m_delegate->setTurn(m_turned);
    const QModelIndex index = m_model->indexOf(m_model->running());
    for (const QModelIndex &each : {index, index.parent()}) {
        if (each.isValid()) {
            m_view->viewport()->update(m_view->visualRect(each));
        }
    }
}

} // namespace daraja
