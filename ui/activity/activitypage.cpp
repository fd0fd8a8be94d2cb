// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activitypage.h"

#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "ui/activity/activitydelegate.h"
#include "ui/shell/exchangetext.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace daraja {

namespace {

using State = ActivityEntry::State;

/// What the filter box offers.
QList<State> statesOf(const QString &choice)
{
    static const QHash<QString, QList<State>> choices{
        {QStringLiteral("good"), {State::Paid, State::Done}},
        {QStringLiteral("bad"), {State::Refused, State::Failed}},
        {QStringLiteral("open"), {State::Running, State::Waiting, State::Pending, State::Unknown}}};
    return choices.value(choice);
}

QString clockWithMs(const QDateTime &instant)
{
    return toNairobi(instant).toString(QStringLiteral("HH:mm:ss.zzz"));
}

/// Everything that was said, in order: exchanges, then callbacks.
QString transcript(const ActivityEntry &entry)
{
    QStringList parts;
    for (const HttpExchange &exchange : entry.exchanges) {
        parts.append(requestText(exchange));
        parts.append(responseText(exchange));
    }
    for (const Callback &callback : entry.callbacks) {
        parts.append(ActivityPage::tr("Callback at %1 from %2").arg(nairobiClock(callback.receivedAt), callback.peer) + u'\n' +
                     (callback.problem.isEmpty() ? QString() : callback.problem + u'\n') + CodeView::pretty(callback.raw));
    }
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace

ActivityPage::ActivityPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_model(new ActivityModel(desk.activity(), this))
    , m_filter(new ActivityFilter(this))
    , m_search(new SearchField(tr("Search phone, receipt, id, amount, code…")))
    , m_outcomes(new QComboBox)
    , m_tokens(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(Icon::Activity, {}, {}))
    , m_table(new QTableView)
    , m_detail(new Card)
    , m_state(new Pill)
    , m_steps(new KeyValueGrid)
    , m_text(new CodeView)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));

    auto *bar = new QHBoxLayout;
    bar->setSpacing(px(metrics::Grid));
    m_search->setShortcut(QKeySequence::Find);
    m_search->setAccessibleName(tr("Search the timeline"));
    bar->addWidget(m_search, 1);
    m_outcomes->addItem(tr("Any outcome"), QString());
    m_outcomes->addItem(tr("Paid or done"), QStringLiteral("good"));
    m_outcomes->addItem(tr("Refused or not accepted"), QStringLiteral("bad"));
    m_outcomes->addItem(tr("Open or unknown"), QStringLiteral("open"));
    m_outcomes->setAccessibleName(tr("Outcome"));
    m_tokens->addItem(tr("Calls and tokens"), true);
    m_tokens->addItem(tr("Calls only"), false);
    m_tokens->setAccessibleName(tr("Kinds of entries"));
    bar->addWidget(m_outcomes);
    bar->addWidget(m_tokens);
    layout->addLayout(bar);

    m_filter->setSourceModel(m_model);
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new ActivityDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(px(metrics::TableRow));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setAccessibleName(tr("Timeline"));
    const QList<std::pair<int, int>> widths{{ActivityModel::Time, 104},
                                            {ActivityModel::Operation, 170},
                                            {ActivityModel::With, 130},
                                            {ActivityModel::Amount, 96},
                                            {ActivityModel::Outcome, 132}};
    for (const auto &[column, width] : widths) {
        m_table->setColumnWidth(column, px(width));
    }
    auto *tableCard = new Card;
    tableCard->setFlush(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    tableCard->setBody(m_stack);

    m_detail->addTitleWidget(m_state);
    auto *copy = new CopyButton(tr("Copy report"), [this] { return report(); });
    copy->setWhat(tr("report of this entry"));
    m_detail->addHeaderWidget(copy);
    auto *body = new QWidget;
    auto *bodyLayout = new QHBoxLayout(body);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->setSpacing(px(metrics::Gap));
    auto *stepsColumn = new QVBoxLayout;
    stepsColumn->addWidget(m_steps);
    stepsColumn->addStretch(1);
    bodyLayout->addLayout(stepsColumn, 1);
    bodyLayout->addWidget(m_text, 2);
    m_detail->setBody(body);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(px(metrics::Gap));
    splitter->addWidget(tableCard);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    layout->addWidget(splitter, 1);

    auto *primary = m_empty->addButton(tr("Make a request"));
    connect(primary, &QPushButton::clicked, this, [this] {
        if (m_model->rowCount() == 0) {
            this->desk().goTo(PageId::Requests);
        } else {
            m_search->clear();
            m_outcomes->setCurrentIndex(0);
            m_tokens->setCurrentIndex(0);
        }
    });
    connect(m_search, &QLineEdit::textChanged, m_filter, &ActivityFilter::setWords);
    connect(m_outcomes, &QComboBox::currentIndexChanged, this,
            [this] { m_filter->setStates(statesOf(m_outcomes->currentData().toString())); });
    connect(m_tokens, &QComboBox::currentIndexChanged, this, [this] { m_filter->setShowTokens(m_tokens->currentData().toBool()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivityPage::showSelected);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_filter, signal, this, [this] {
            updateEmpty();
            Q_EMIT statusChanged();
        });
    }
    connect(m_filter, &QAbstractItemModel::modelReset, this, &ActivityPage::updateEmpty);
    connect(m_filter, &QAbstractItemModel::layoutChanged, this, &ActivityPage::updateEmpty);
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &changed) {
        if (const ActivityEntry *entry = selected(); entry && entry->id == changed.data(ActivityModel::EntryIdRole).toULongLong()) {
            showSelected();
        }
        Q_EMIT statusChanged();
    });
    updateEmpty();
    showSelected();
}

void ActivityPage::updateEmpty()
{
    if (m_filter->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    auto *button = m_empty->findChild<QPushButton *>();
    if (m_model->rowCount() == 0) {
        m_empty->setTitle(tr("Nothing yet"));
        m_empty->setText(tr("Every token, call and callback of this run appears here, joined and with its times."));
        button->setText(tr("Make a request"));
    } else {
        m_empty->setTitle(tr("Nothing fits"));
        m_empty->setText(tr("No entry of this run has these words and this outcome."));
        button->setText(tr("Show everything"));
    }
    m_stack->setCurrentWidget(m_empty);
}

void ActivityPage::open(const QVariant &argument)
{
    if (argument.canConvert<qulonglong>() && argument.toULongLong() > 0) {
        select(argument.toULongLong());
    } else if (!m_table->currentIndex().isValid() && m_filter->rowCount() > 0) {
        m_table->selectRow(0);
    }
}

void ActivityPage::select(quint64 id)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        if (m_filter->index(row, 0).data(ActivityModel::EntryIdRole).toULongLong() == id) {
            m_table->selectRow(row);
            m_table->scrollTo(m_filter->index(row, 0));
            return;
        }
    }
}

const ActivityEntry *ActivityPage::selected() const
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        return nullptr;
    }
    const ActivityLog &log = desk().activity();
    const int index = log.indexOf(current.data(ActivityModel::EntryIdRole).toULongLong());
    return index < 0 ? nullptr : &log.at(index);
}

void ActivityPage::showSelected()
{
    const ActivityEntry *entry = selected();
    m_detail->setVisible(entry != nullptr);
    if (!entry) {
        return;
    }
    m_detail->setTitle(entry->party.isEmpty() ? entry->title : tr("%1, %2").arg(entry->title, displayMsisdn(entry->party)));
    m_state->setState(stateWord(entry->state).toUpper(), stateTone(entry->state));
    m_steps->clear();
    for (const ActivityEntry::Step &step : entry->steps) {
        m_steps->addRow(clockWithMs(step.at), step.text);
    }
    for (const auto &[label, value] : {std::pair(tr("Conversation"), entry->conversation), std::pair(tr("Receipt"), entry->receipt)}) {
        if (!value.isEmpty()) {
            const int row = m_steps->addRow(label, value, KeyValueGrid::ValueKind::Code);
            auto *copy = new CopyButton([value = value] { return value; });
            copy->setWhat(label);
            m_steps->addButton(row, copy);
        }
    }
    m_text->setCode(transcript(*entry), CodeView::Language::Http);
}

QString ActivityPage::report() const
{
    const ActivityEntry *entry = selected();
    if (!entry) {
        return {};
    }
    QStringList lines{tr("%1 at %2: %3").arg(entry->title, nairobiClockAndDay(entry->at), stateWord(entry->state))};
    if (!entry->party.isEmpty()) {
        lines.append(tr("With %1, KES %2").arg(maskMsisdn(entry->party), entry->amount.isEmpty() ? QStringLiteral("-") : entry->amount));
    }
    lines.append(entry->summary);
    if (!entry->error.requestId.isEmpty()) {
        lines.append(tr("Request id %1").arg(entry->error.requestId));
    }
    for (const ActivityEntry::Step &step : entry->steps) {
        lines.append(clockWithMs(step.at) + QStringLiteral("  ") + step.text);
    }
    return lines.join(u'\n');
}

bool ActivityPage::handle(PageCommand command)
{
    if (command != PageCommand::RunAgain) {
        return false;
    }
    const ActivityEntry *entry = selected();
    if (!entry || !findOperation(entry->operationId)) {
        return false;
    }
    desk().goTo(PageId::Requests,
                QVariantMap{{QStringLiteral("operation"), entry->operationId}, {QStringLiteral("values"), entry->values.toVariantMap()}});
    return true;
}

QString ActivityPage::statusText() const
{
    int waiting = 0;
    int unknown = 0;
    const ActivityLog &log = desk().activity();
    for (int index = 0; index < log.count(); ++index) {
        const State state = log.at(index).state;
        waiting += state == State::Waiting || state == State::Running ? 1 : 0;
        unknown += state == State::Unknown || state == State::Pending ? 1 : 0;
    }
    return tr("%1 in this run · %2 waiting · %3 unknown").arg(log.count()).arg(waiting).arg(unknown);
}

void ActivityPage::saveState(QSettings &group) const
{
    group.setValue(QStringLiteral("outcome"), m_outcomes->currentData());
    group.setValue(QStringLiteral("tokens"), m_tokens->currentData());
}

void ActivityPage::restoreState(QSettings &group)
{
    m_outcomes->setCurrentIndex(std::max(0, m_outcomes->findData(group.value(QStringLiteral("outcome")))));
    m_tokens->setCurrentIndex(std::max(0, m_tokens->findData(group.value(QStringLiteral("tokens"), true).toBool())));
}

} // namespace daraja
