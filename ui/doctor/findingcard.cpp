// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/findingcard.h"

#include "core/errors/explanation.h"
#include "ui/doctor/checklook.h"
#include "ui/doctor/reporttext.h"
#include "ui/doctor/textlines.h"
#include "ui/doctor/verdictcard.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int findingLabelWidth = 90;
constexpr int fewestCodeLines = 2;
constexpr int mostCodeLines = 16;

QString exchangeName(const HttpExchange &exchange, int number)
{
    const QString answer = exchange.status > 0 ? QString::number(exchange.status) : FindingCard::tr("no answer");
    return FindingCard::tr("%1. %2 %3: %4", "number, method, path, status")
        .arg(number)
        .arg(QString::fromLatin1(exchange.method), exchange.url.path(), answer);
}

/// The exchange whose answer the finding quotes, else the last.
int tellingExchange(const Finding &finding)
{
    for (int i = 0; i < int(finding.exchanges.size()); ++i) {
        if (!finding.said.isEmpty() && finding.exchanges.at(i).responseBody.contains(finding.said.toUtf8())) {
            return i;
        }
    }
    return int(finding.exchanges.size()) - 1;
}

} // namespace

FindingCard::FindingCard(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card)
    , m_copy(new CopyButton(tr("Copy report"), [this] { return m_finding ? checkReport(m_spec, *m_finding) : QString(); }))
    , m_what(new Label({}, TextStyle::Body, Role::Dim))
    , m_lines(new TextLines(findingLabelWidth))
    , m_which(new QComboBox)
    , m_request(new CodeView)
    , m_response(new CodeView)
    , m_facts(new TextLines(findingLabelWidth))
    , m_buttons(new QWidget)
    , m_cure(new QPushButton)
    , m_run(new QPushButton)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    m_card->setTitle(tr("Check"));
    m_copy->setWhat(tr("report of this check with its transcript"));
    m_copy->setObjectName(QStringLiteral("copyFinding"));
    m_card->addHeaderWidget(m_copy);
    m_card->setFlush(true);

    auto *column = new QWidget;
    m_column = new QVBoxLayout(column);
    m_column->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    m_column->setSpacing(px(12));
    m_what->setTextFormat(Qt::PlainText);
    m_what->setWordWrap(true);
    m_what->setObjectName(QStringLiteral("findingWhat"));
    m_lines->setObjectName(QStringLiteral("findingLines"));
    m_facts->setObjectName(QStringLiteral("findingFacts"));
    m_which->setAccessibleName(tr("Which call"));
    m_which->setObjectName(QStringLiteral("findingExchange"));
    m_which->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_request->setAccessibleName(tr("What was asked"));
    m_response->setAccessibleName(tr("What was answered"));
    m_request->setObjectName(QStringLiteral("findingRequest"));
    m_response->setObjectName(QStringLiteral("findingResponse"));
    for (CodeView *view : {m_request, m_response}) {
        view->setFitLines(fewestCodeLines, mostCodeLines);
    }
    m_cure->setObjectName(QStringLiteral("findingCure"));
    m_run->setObjectName(QStringLiteral("findingRun"));
    setButtonRole(m_cure, ButtonRole::Primary, ButtonSize::Small);
    setButtonRole(m_run, ButtonRole::Plain, ButtonSize::Small);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(metrics::Grid));
    row->addWidget(m_cure);
    row->addWidget(m_run);
    row->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_what, m_lines, m_buttons, m_which, m_request, m_response, m_facts}) {
        m_column->addWidget(part);
    }
    m_column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(column);
    column->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    m_card->setBody(scroll);

    connect(m_which, &QComboBox::activated, this, &FindingCard::showExchange);
    connect(m_cure, &QPushButton::clicked, this, [this] {
        if (m_finding) {
            Q_EMIT cureWanted(m_finding->cure);
        }
    });
    connect(m_run, &QPushButton::clicked, this, [this] { Q_EMIT runWanted(m_spec.id); });
}

void FindingCard::setExtra(QWidget *extra)
{
    m_extra = extra;
    m_column->insertWidget(m_column->count() - 1, extra);
    extra->hide();
}

void FindingCard::setExtraVisible(bool visible)
{
    m_extra->setVisible(visible);
}

void FindingCard::setBusy(bool busy)
{
    m_cure->setEnabled(!busy);
    m_run->setEnabled(!busy);
}

void FindingCard::present(const QString &title, const CheckSpec &spec, CheckModel::State state, const Finding *finding, bool isCause)
{
    const bool another = spec.id != m_spec.id;
    m_spec = spec;
    m_finding = finding ? std::optional(*finding) : std::nullopt;
    m_card->setTitle(title);
    m_copy->setVisible(finding != nullptr);
    QString what = spec.what;
    if (!finding && !spec.needs.isEmpty()) {
        what += u'\n' + tr("Needs: %1.").arg(spec.needs);
    }
    m_what->setText(what);
    presentLines(isCause);
    presentTranscript();
    m_facts->clear();
    for (const auto &[label, value] : finding ? finding->facts : QList<QPair<QString, QString>>()) {
        m_facts->addRow(label, value);
    }
    m_facts->setVisible(m_facts->count() > 0);

    const bool cures = finding && !isCause && finding->cure.action != Finding::Cure::Action::None && !finding->cure.label.isEmpty();
    m_cure->setVisible(cures);
    m_cure->setText(cures ? finding->cure.label : QString());
    const bool mayRun = state != CheckModel::State::Running && state != CheckModel::State::Waiting;
    const bool curesByRunning = cures && finding->cure.action == Finding::Cure::Action::RunCheck && finding->cure.check == spec.id;
    m_run->setVisible(mayRun && !curesByRunning);
    m_run->setText(spec.onRequest ? tr("Run this check…") : tr("Only this check again"));
    m_buttons->setVisible(cures || m_run->isVisibleTo(m_buttons));
    if (another) {
        if (auto *scroll = m_card->findChild<QScrollArea *>()) {
            scroll->verticalScrollBar()->setValue(0);
        }
    }
}

void FindingCard::presentLines(bool isCause)
{
    m_lines->clear();
    if (m_finding && !isCause) {
        m_lines->addRow(tr("Found"), m_finding->title.isEmpty() ? statusWords(m_finding->status) : m_finding->title,
                        checkRole(CheckModel::stateOf(m_finding->status)));
        m_lines->addRow(tr("Safaricom said"), saidLine(*m_finding));
        m_lines->addRow(tr("It means"), m_finding->means);
        m_lines->addRow(tr("Do this"), numberedSteps(m_finding->steps));
        m_lines->addRow(tr("How sure"), m_finding->because);
    }
    m_lines->setVisible(m_lines->count() > 0);
}

void FindingCard::presentTranscript()
{
    m_which->clear();
    const QList<HttpExchange> exchanges = m_finding ? m_finding->exchanges : QList<HttpExchange>();
    for (int i = 0; i < int(exchanges.size()); ++i) {
        m_which->addItem(exchangeName(exchanges.at(i), i + 1));
    }
    m_which->setVisible(exchanges.size() > 1);
    m_request->setVisible(!exchanges.isEmpty());
    m_response->setVisible(!exchanges.isEmpty());
    if (!exchanges.isEmpty()) {
        const int telling = tellingExchange(*m_finding);
        m_which->setCurrentIndex(telling);
        showExchange(telling);
    }
}

void FindingCard::showExchange(int index)
{
    if (!m_finding || index < 0 || index >= m_finding->exchanges.size()) {
        return;
    }
    const HttpExchange &exchange = m_finding->exchanges.at(index);
    m_request->setCode(shortRequest(exchange), CodeView::Language::Http);
    m_response->setCode(shortResponse(exchange), CodeView::Language::Http);
}

} // namespace daraja
