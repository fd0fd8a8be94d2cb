// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/verdictcard.h"

#include "core/errors/explanation.h"
#include "ui/doctor/checklook.h"
#include "ui/doctor/textlines.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/verdictheader.h"

#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int verdictLabelWidth = 104;

QString surePill(Finding::Sure sure)
{
    switch (sure) {
    case Finding::Sure::High:
        return VerdictCard::tr("SURE: HIGH");
    case Finding::Sure::Medium:
        return VerdictCard::tr("SURE: MEDIUM");
    case Finding::Sure::Low:
        break;
    }
    return VerdictCard::tr("SURE: LOW");
}

/// The first of them: the rest follows from those, as a rule.
QString changeLines(const QStringList &changes)
{
    constexpr int mostChanges = 3;
    QStringList lines = changes.mid(0, mostChanges);
    if (changes.size() > mostChanges) {
        lines.append(VerdictCard::tr("… and %1 more").arg(changes.size() - mostChanges));
    }
    return lines.join(u'\n');
}

} // namespace

QString saidLine(const Finding &finding)
{
    QStringList parts;
    if (!finding.said.isEmpty()) {
        parts.append(VerdictCard::tr("\"%1\"").arg(finding.said) + (finding.code.isEmpty() ? QString() : u' ' + finding.code));
    } else if (!finding.code.isEmpty()) {
        parts.append(finding.code);
    }
    if (!finding.requestId.isEmpty()) {
        parts.append(VerdictCard::tr("request %1").arg(finding.requestId));
    }
    return parts.join(QStringLiteral(" · "));
}

VerdictCard::VerdictCard(QWidget *parent)
    : QWidget(parent)
    , m_header(new VerdictHeader)
    , m_lines(new TextLines(verdictLabelWidth))
    , m_progress(new QProgressBar)
    , m_sure(new Pill)
    , m_cure(new QPushButton)
    , m_again(new QPushButton(tr("Check again")))
    , m_back(new QPushButton(tr("Start over")))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    outer->addWidget(card);
    card->bodyLayout()->addWidget(m_header);
    m_header->addBody(m_lines);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Checks done"));
    m_progress->setObjectName(QStringLiteral("doctorProgress"));
    m_header->addBody(m_progress);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_sure, m_cure, m_again, m_back, m_cancel}) {
        m_header->addWidget(widget);
    }
    m_header->setObjectName(QStringLiteral("doctorVerdict"));
    m_lines->setObjectName(QStringLiteral("doctorLines"));
    m_sure->setObjectName(QStringLiteral("doctorSure"));
    m_cure->setObjectName(QStringLiteral("doctorCure"));
    m_again->setObjectName(QStringLiteral("doctorAgain"));
    m_back->setObjectName(QStringLiteral("doctorBack"));
    m_cancel->setObjectName(QStringLiteral("doctorCancel"));
    setButtonRole(m_cure, ButtonRole::Primary);
    setButtonRole(m_back, ButtonRole::Link);
    m_again->setToolTip(tr("F5"));
    m_cancel->setToolTip(tr("Esc"));
    m_back->setToolTip(tr("Back to the complaints from which the doctor can start"));
    connect(m_cure, &QPushButton::clicked, this, &VerdictCard::cureWanted);
    connect(m_again, &QPushButton::clicked, this, &VerdictCard::againWanted);
    connect(m_back, &QPushButton::clicked, this, &VerdictCard::backWanted);
    connect(m_cancel, &QPushButton::clicked, this, &VerdictCard::cancelWanted);
}

void VerdictCard::showRunning(const QString &what, const QString &about, int done, int all)
{
    m_what = what;
    m_header->setVerdict(Tone::Accent, Icon::Doctor, tr("Looking"), m_header->sentence());
    m_lines->clear();
    m_lines->addRow(tr("Now"), what);
    m_lines->addRow(tr("Because of"), about);
    m_progress->setRange(0, std::max(1, all));
    m_progress->setValue(done);
    m_progress->show();
    m_cancel->show();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_sure, m_cure, m_again, m_back}) {
        widget->hide();
    }
}

void VerdictCard::setElapsed(const QString &text)
{
    m_header->setVerdict(Tone::Accent, Icon::Doctor, m_header->headline(), text);
}

void VerdictCard::showReport(const DoctorReport &report, const Surroundings &surroundings)
{
    const Verdict::Outcome outcome = report.verdict.outcome;
    const Finding *cause = report.cause();
    m_lines->clear();
    m_progress->hide();
    m_cancel->hide();
    m_again->show();
    m_back->show();
    m_sure->hide();
    m_cure->hide();
    QString sentence;
    if (outcome == Verdict::Outcome::Healthy) {
        sentence = report.verdict.partial
                       ? tr("Only what was asked for was looked at: %1 checks.").arg(surroundings.looked)
                       : tr("%1 checks looked, and each value that can be proven without a payment was.").arg(surroundings.looked);
    } else if (outcome == Verdict::Outcome::Stopped) {
        sentence = tr("What had been looked at until then stands below.");
    }
    m_header->setVerdict(outcomeTone(outcome), outcomeIcon(outcome), report.verdict.title, sentence);
    m_lines->addRow(tr("Because of"), surroundings.about);
    if (cause && outcome != Verdict::Outcome::Healthy) {
        presentCause(*cause);
        m_sure->setState(surePill(cause->sure), outcome == Verdict::Outcome::FaultFound ? Tone::Careful : Tone::Neutral);
        m_sure->setVisible(outcome == Verdict::Outcome::FaultFound);
    }
    m_lines->addRow(tr("Also wrong"), surroundings.also.join(u'\n'));
    m_lines->addRow(tr("Also try"), numberedSteps(surroundings.advice));
    m_lines->addRow(tr("Changed"), changeLines(surroundings.changes));
    setButtonRole(m_again, m_cure->isVisibleTo(this) ? ButtonRole::Plain : ButtonRole::Primary);
}

void VerdictCard::presentCause(const Finding &cause)
{
    m_lines->addRow(tr("Safaricom said"), saidLine(cause));
    m_lines->addRow(tr("It means"), cause.means);
    m_lines->addRow(tr("Do this"), numberedSteps(cause.steps));
    m_lines->addRow(tr("How sure"), cause.because);
    m_cure->setText(cause.cure.label);
    m_cure->setVisible(cause.cure.action != Finding::Cure::Action::None && !cause.cure.label.isEmpty());
}

} // namespace daraja
