// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activitydetail.h"

#include "core/base/nairobitime.h"
#include "core/errors/errorguide.h"
#include "core/history/activitystate.h"
#include "ui/activity/activitydelegate.h"
#include "ui/activity/entrynote.h"
#include "ui/activity/entrytext.h"
#include "ui/errors/threelines.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QGridLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace daraja {

namespace {

using State = ActivityEntry::State;

bool isOpenState(State state)
{
    return state == State::Unknown || state == State::Pending || state == State::Waiting;
}

void addFact(KeyValueGrid *grid, const QString &label, const QString &value, KeyValueGrid::ValueKind kind)
{
    if (value.isEmpty()) {
        return;
    }
    const int row = grid->addRow(label, value, kind);
    if (kind == KeyValueGrid::ValueKind::Code) {
        auto *copy = new CopyButton([value] { return value; });
        copy->setWhat(label);
        grid->addButton(row, copy);
    }
}

Values valuesOf(const QJsonObject &object)
{
    Values values;
    for (auto value = object.constBegin(); value != object.constEnd(); ++value) {
        values.insert(value.key(), value->toVariant().toString());
    }
    return values;
}

} // namespace

ActivityDetail::ActivityDetail(QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_card(new Card)
    , m_state(new Pill)
    , m_ask(new QPushButton)
    , m_resend(new QPushButton(tr("Resend callback…")))
    , m_why(new QPushButton(tr("Find out why")))
    , m_copy(new CopyButton(tr("Copy report"), [this] { return m_entry ? EntryText::report(*m_entry) : QString(); }))
    , m_more(new QPushButton(tr("More")))
    , m_body(new QWidget)
    , m_summary(new Label)
    , m_lines(new ThreeLines)
    , m_steps(new QWidget)
    , m_facts(new KeyValueGrid)
    , m_note(new EntryNote)
    , m_text(new CodeView)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);

    m_card->addTitleWidget(m_state);
    m_copy->setWhat(tr("report of this entry"));
    m_more->setMenu(menu);
    m_more->setAccessibleName(tr("More about this entry"));
    m_more->setObjectName(QStringLiteral("entryMore"));
    m_ask->setObjectName(QStringLiteral("entryAsk"));
    m_resend->setObjectName(QStringLiteral("entryResend"));
    setButtonRole(m_ask, ButtonRole::Primary, ButtonSize::Small);
    m_why->setObjectName(QStringLiteral("findOutWhy"));
    m_why->setToolTip(tr("The doctor looks for the value that is wrong. It sends no prompt and moves no money."));
    setButtonRole(m_resend, ButtonRole::Plain, ButtonSize::Small);
    setButtonRole(m_why, ButtonRole::Plain, ButtonSize::Small);
    setButtonRole(m_more, ButtonRole::Plain, ButtonSize::Small);
    for (QPushButton *button : std::initializer_list<QPushButton *>{m_ask, m_why, m_resend, m_copy, m_more}) {
        m_card->addHeaderWidget(button);
    }

    auto *column = new QWidget;
    auto *columnLayout = new QVBoxLayout(column);
    columnLayout->setContentsMargins(0, 0, px(metrics::Grid), 0);
    columnLayout->setSpacing(px(metrics::Gap));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setSelectable(true);
    m_summary->setObjectName(QStringLiteral("entrySummary"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_summary, m_lines, m_steps, m_facts, m_note}) {
        columnLayout->addWidget(part);
    }
    columnLayout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(column);
    column->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);

    auto *bodyLayout = new QHBoxLayout(m_body);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->setSpacing(px(metrics::Gap));
    bodyLayout->addWidget(scroll, 4);
    m_text->setObjectName(QStringLiteral("entryText"));
    m_text->setAccessibleName(tr("What was said"));
    bodyLayout->addWidget(m_text, 5);
    m_card->setBody(m_body);

    connect(m_note, &EntryNote::saveWanted, this, [this](const QString &note) {
        if (m_entry) {
            Q_EMIT noteChanged(m_entry->number, note);
        }
    });
    connect(m_ask, &QPushButton::clicked, this, [this] {
        if (m_question) {
            Q_EMIT askWanted(*m_question);
        }
    });
    connect(m_resend, &QPushButton::clicked, this, &ActivityDetail::resendWanted);
    connect(m_lines, &ThreeLines::everythingWanted, this, &ActivityDetail::everythingWanted);
    connect(m_why, &QPushButton::clicked, this, [this] {
        if (m_point && m_entry) {
            Q_EMIT findOutWhyWanted(*m_point, valuesOf(m_entry->values));
        }
    });
    m_ask->hide();
    m_resend->hide();
    m_why->hide();
}

void ActivityDetail::showRow(const HistoryRow &row)
{
    m_card->setTitle(EntryText::title(row.title, row.party));
    m_state->setState(stateWord(row.state).toUpper(), stateTone(row.state));
    if (row.number != m_number) {
        m_number = row.number;
        m_entry.reset();
        m_ask->hide();
        m_resend->hide();
        m_why->hide();
        m_copy->setEnabled(false);
    }
}

void ActivityDetail::showEntry(const HistoryEntry &entry)
{
    const bool isSame = m_number == entry.number && m_entry;
    m_number = entry.number;
    m_entry = entry;
    m_card->setTitle(EntryText::title(entry.title, entry.party));
    m_state->setState(stateWord(entry.state).toUpper(), stateTone(entry.state));
    m_copy->setEnabled(true);
    m_note->setNote(entry.uid, entry.note);
    offerQuestion();
    offerDoctor();
    m_resend->setVisible(!entry.callbacks.isEmpty());
    const QString text = EntryText::transcript(entry);
    const QString shown = EntryText::report(entry) + entry.conversation + entry.receipt;
    if (!isSame || shown != m_shown) {
        m_shown = shown;
        m_summary->setText(entry.summary);
        m_summary->setVisible(!entry.summary.isEmpty());
        explain();
        fillSteps();
        fillFacts();
    }
    if (!isSame || text != m_text->fullText()) {
        m_text->setCode(text, CodeView::Language::Http);
    }
}

/// Closer together than the rows of a grid of values: what happened is read as one text.
void ActivityDetail::fillSteps()
{
    qDeleteAll(m_steps->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    delete m_steps->layout();
    auto *grid = new QGridLayout(m_steps);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(px(12));
    grid->setVerticalSpacing(px(metrics::Grid) / 2);
    grid->setColumnStretch(1, 1);
    const QList<ActivityEntry::Step> steps = EntryText::timeline(*m_entry);
    for (const ActivityEntry::Step &step : steps) {
        auto *text = new Label(step.text);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        auto *time = new Label(EntryText::clock(step.at), TextStyle::Body, Role::Dim);
        time->setFixedWidth(time->sizeHint().width());
        time->setWordWrap(true); // for the same height of line
        const int row = grid->rowCount();
        grid->addWidget(time, row, 0, Qt::AlignTop);
        grid->addWidget(text, row, 1);
    }
    m_steps->setVisible(!steps.isEmpty());
}

void ActivityDetail::fillFacts()
{
    using Kind = KeyValueGrid::ValueKind;
    const HistoryEntry &entry = *m_entry;
    m_facts->clear();
    addFact(m_facts, tr("When"), nairobiClockAndDay(entry.at), Kind::Text);
    addFact(m_facts, tr("Receipt"), entry.receipt, Kind::Code);
    addFact(m_facts, tr("Conversation"), entry.conversation, Kind::Code);
    addFact(m_facts, tr("Originator"), entry.originator, Kind::Code);
    for (const Callback &callback : entry.callbacks) {
        addFact(m_facts, tr("Callback from"), EntryText::sender(callback), Kind::Text);
        if (callback.sender == Callback::Sender::Unknown || callback.refused) {
            m_facts->setValueRole(m_facts->count() - 1, Role::Careful);
        }
        if (!callback.problem.isEmpty()) {
            addFact(m_facts, tr("Unreadable"), callback.problem, Kind::Text);
            m_facts->setValueRole(m_facts->count() - 1, Role::Bad);
        }
    }
    const QString environment = environmentName(entry.environment);
    addFact(m_facts, tr("Profile"), entry.profile.isEmpty() ? environment : tr("%1 · %2").arg(entry.profile, environment), Kind::Text);
}

void ActivityDetail::explain()
{
    const HistoryEntry &entry = *m_entry;
    const ErrorGuide &guide = ErrorGuide::instance();
    m_lines->clear();
    bool explained = false;
    if (entry.error.isError()) {
        Explanation explanation = guide.explain(entry.error, entry.operationId);
        if (explanation.said.isEmpty()) {
            explanation.said = entry.error.message;
        }
        m_lines->setExplanation(explanation);
        m_lines->setRequestId(entry.error.requestId);
        explained = true;
    } else if (entry.result && entry.state != State::Paid && entry.state != State::Done) {
        m_lines->setExplanation(guide.explainResult(entry.result->code, entry.result->description, entry.operationId));
        explained = true;
    }
    m_lines->setVisible(explained);
    if (explained) {
        m_summary->hide(); // says the same
    }
}

void ActivityDetail::offerQuestion()
{
    const HistoryEntry &entry = *m_entry;
    m_question.reset();
    if (isOpenState(entry.state)) {
        m_question = followUp({entry.operationId, valuesOf(entry.values), entry.conversation, entry.originator, entry.receipt});
    }
    m_ask->setVisible(m_question.has_value());
    if (m_question) {
        // While the customer may still be typing, asking is no more than possible.
        setButtonRole(m_ask, entry.state == State::Waiting ? ButtonRole::Plain : ButtonRole::Primary, ButtonSize::Small);
        m_ask->setText(m_question->operationId == u"stk_query" ? tr("Ask with STK query") : tr("Ask for transaction status"));
    }
}

void ActivityDetail::offerDoctor()
{
    const HistoryEntry &entry = *m_entry;
    m_point.reset();
    if (entry.error.isError()) {
        m_point = startingPoint(entry.error, entry.operationId);
    } else if (entry.state == State::Pending || entry.state == State::Unknown) {
        m_point = startingPointOfSilence(entry.operationId);
    } else if (entry.result && entry.state != State::Paid && entry.state != State::Done) {
        m_point = startingPoint(entry.result->code, entry.result->description, entry.operationId);
    }
    m_why->setVisible(m_point.has_value());
}

void ActivityDetail::clear()
{
    m_entry.reset();
    m_number = 0;
}

void ActivityDetail::setWritable(bool writable)
{
    m_note->setEnabled(writable);
}

void ActivityDetail::read()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

void ActivityDetail::writeNote()
{
    m_note->edit();
}

} // namespace daraja
