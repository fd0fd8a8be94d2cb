// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activitypage.h"

#include "core/history/historyimport.h"
#include "ui/activity/activitydelegate.h"
#include "ui/activity/activitydetail.h"
#include "ui/activity/activityfilters.h"
#include "ui/activity/activitytable.h"
#include "ui/style/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int slowRead = 300;    // milliseconds
constexpr int countPause = 400;  // milliseconds
constexpr int undoTime = 20'000; // milliseconds

} // namespace

ActivityPage::ActivityPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_model(new HistoryModel(desk.history(), desk.clock(), this))
    , m_filters(new ActivityFilters(desk.clock()))
    , m_historyState(new Banner)
    , m_undo(new Banner)
    , m_told(new Banner)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(Icon::Activity, {}, {}))
    , m_emptyButton(m_empty->addButton(tr("Make a request")))
    , m_table(new ActivityTable)
    , m_menu(new QMenu(this))
    , m_detail(new ActivityDetail(m_menu))
    , m_splitter(new QSplitter(Qt::Vertical))
{
    m_table->setModel(m_model);
    m_table->arrangeColumns();
    buildActions();
    buildLayout();

    for (const auto &[timer, pause] :
         {std::pair(&m_undoTime, undoTime), std::pair(&m_slow, slowRead), std::pair(&m_countSoon, countPause)}) {
        timer->setSingleShot(true);
        timer->setInterval(pause);
    }
    connect(&m_undoTime, &QTimer::timeout, m_undo, [this] {
        m_removed.clear();
        m_undo->hide();
        updateActions();
    });
    connect(&m_slow, &QTimer::timeout, this, &ActivityPage::updateEmpty);
    connect(&m_countSoon, &QTimer::timeout, this, &ActivityPage::count);

    connect(m_filters, &ActivityFilters::wanted, this, &ActivityPage::look);
    connect(m_filters, &ActivityFilters::entered, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_emptyButton, &QPushButton::clicked, this, &ActivityPage::emptyPressed);
    connect(m_table, &ActivityTable::entered, m_detail, &ActivityDetail::read);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivityPage::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityPage::updateActions);
    connect(m_model, &HistoryModel::loadingChanged, this, &ActivityPage::rowsChanged);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ActivityPage::rowsChanged);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ActivityPage::rowsChanged);

    HistoryStore &history = desk.history();
    connect(&history, &HistoryStore::changed, this, [this](const QList<qint64> &numbers) {
        if (m_detail->entry() && numbers.contains(m_detail->entry()->number)) {
            load(m_detail->entry()->number);
        }
        countSoon();
    });
    connect(&history, &HistoryStore::reloaded, this, [this] {
        if (m_detail->entry()) {
            load(m_detail->entry()->number);
        }
        countSoon();
    });
    connect(&history, &HistoryStore::removed, this, &ActivityPage::countSoon);
    connect(&history, &HistoryStore::opened, this, &ActivityPage::countSoon);
    connect(&history, &HistoryStore::statusChanged, this, &ActivityPage::showHistoryState);
    connect(&history, &HistoryStore::opened, this, &ActivityPage::showHistoryState);
    connect(&history, &HistoryStore::problemChanged, this, [this](const QString &problem) {
        showHistoryState();
        if (!problem.isEmpty()) {
            m_historyState->error(problem);
        }
    });

    connect(m_detail, &ActivityDetail::noteChanged, this, &ActivityPage::keepNote);
    connect(m_detail, &ActivityDetail::resendWanted, this, &ActivityPage::resend);
    connect(m_detail, &ActivityDetail::askWanted, this, &ActivityPage::askAbout);
    connect(m_detail, &ActivityDetail::findOutWhyWanted, this, &ActivityPage::findOutWhy);
    connect(m_detail, &ActivityDetail::everythingWanted, this,
            [this](const QVariant &argument) { this->desk().goTo(PageId::Errors, argument); });
    const auto profileChanged = [this] {
        static_cast<ActivityDelegate *>(m_table->itemDelegate())->setProfile(this->desk().currentProfile().name);
        m_table->viewport()->update();
    };
    connect(&desk, &Desk::workspaceChanged, this, profileChanged);
    profileChanged();

    m_slow.start();
    showHistoryState();
    look();
    updateActions();
    m_detail->hide();
    count();
}

void ActivityPage::buildLayout()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    for (QWidget *part : std::initializer_list<QWidget *>{m_filters, m_historyState, m_undo, m_told}) {
        layout->addWidget(part);
    }
    m_undo->setAction(tr("Undo"));
    m_undo->setObjectName(QStringLiteral("activityUndo"));
    m_told->setClosable(true);
    m_told->setObjectName(QStringLiteral("activityTold"));
    m_historyState->setObjectName(QStringLiteral("historyState"));
    connect(m_undo, &Banner::actionTriggered, this, &ActivityPage::undoRemove);

    auto *tableCard = new Card;
    tableCard->setFlush(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    tableCard->setBody(m_stack);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(px(metrics::Gap));
    m_splitter->addWidget(tableCard);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    layout->addWidget(m_splitter, 1);
}

QAction *ActivityPage::addEntryAction(const QString &words, const QKeySequence &key, void (ActivityPage::*run)())
{
    auto *action = new QAction(words, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut); // of the table: Del deletes letters elsewhere
    connect(action, &QAction::triggered, this, run);
    m_menu->addAction(action);
    m_table->addAction(action);
    addAction(action);
    return action;
}

void ActivityPage::buildActions()
{
    m_runAgain = addEntryAction(tr("Run again…"), {}, &ActivityPage::runAgain);
    m_pin = addEntryAction(tr("Pin"), {}, &ActivityPage::togglePin);
    m_note = addEntryAction(tr("Write a note"), {}, &ActivityPage::writeNote);
    m_menu->addSeparator();
    m_remove = addEntryAction(tr("Delete"), QKeySequence::Delete, &ActivityPage::removeSelected);
    m_forget = addEntryAction(tr("Forget this customer…"), {}, &ActivityPage::forgetCustomer);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_undoRemove = new QAction(tr("Undo delete"), this);
    m_undoRemove->setShortcut(QKeySequence::Undo);
    m_undoRemove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_undoRemove, &QAction::triggered, this, &ActivityPage::undoRemove);
    addAction(m_undoRemove);

    auto *exportButton = new QPushButton(tr("Export"));
    auto *exports = new QMenu(exportButton);
    exportButton->setMenu(exports);
    exportButton->setObjectName(QStringLiteral("activityExport"));
    connect(exports->addAction(tr("Export to a file…")), &QAction::triggered, this, &ActivityPage::exportEntries);
    m_importAction = exports->addAction(tr("Import from a file…"));
    connect(m_importAction, &QAction::triggered, this, &ActivityPage::chooseImport);
    addActions(exports->actions());
    m_filters->addButton(exportButton);
    connect(m_told, &Banner::actionTriggered, this, [this] {
        if (m_import) {
            m_import->abort();
        }
    });
}

/// Asks for what the filters say.
void ActivityPage::look()
{
    m_model->setQuery(m_filters->query());
    m_table->scrollToTop();
    countSoon();
}

void ActivityPage::rowsChanged()
{
    if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid() && m_wantedUid.isEmpty()) {
        m_table->selectRow(0);
    }
    if (!m_model->isLoading()) {
        m_slow.stop();
    }
    updateEmpty();
}

void ActivityPage::updateEmpty()
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_emptyButton->show();
    if (m_model->isLoading()) {
        if (m_slow.isActive()) {
            return; // it will be here in a moment
        }
        m_empty->setTitle(tr("Reading the history"));
        m_empty->setText(tr("Everything that was sent and received appears here."));
        m_emptyButton->hide();
    } else if (!m_model->problem().isEmpty()) {
        m_empty->setTitle(tr("The history cannot be read"));
        m_empty->setText(m_model->problem());
        m_emptyButton->setText(tr("Try again"));
    } else if (m_filters->isNarrow()) {
        m_empty->setTitle(tr("Nothing fits"));
        m_empty->setText(tr("No entry has these words and passes these filters."));
        m_emptyButton->setText(tr("Show everything"));
    } else {
        m_empty->setTitle(tr("Nothing yet"));
        m_empty->setText(tr("Every token, call and callback appears here, joined and with its times, and stays for later."));
        m_emptyButton->setText(tr("Make a request"));
    }
    m_stack->setCurrentWidget(m_empty);
}

void ActivityPage::emptyPressed()
{
    if (!m_model->problem().isEmpty()) {
        m_model->refresh();
    } else if (m_filters->isNarrow()) {
        m_filters->clear();
    } else {
        desk().goTo(PageId::Requests);
    }
}

void ActivityPage::showHistoryState()
{
    const HistoryStatus &status = desk().history().status();
    if (status.message.isEmpty()) {
        m_historyState->hide();
    } else {
        m_historyState->tell(status.state == HistoryStatus::State::Failed ? Tone::Bad : Tone::Careful, status.message);
    }
}

void ActivityPage::open(const QVariant &argument)
{
    m_filters->tick();
    const QString uid = argument.toString();
    if (uid.isEmpty()) {
        rowsChanged();
        return;
    }
    m_wantedUid = uid;
    desk().history().load(uid, this, [this, uid](const std::optional<HistoryEntry> &entry) {
        if (uid != m_wantedUid) {
            return;
        }
        m_wantedUid.clear();
        if (!entry) {
            m_told->warn(tr("That entry is not in the history any more."));
            return;
        }
        const int row = m_model->rowOf(entry->number);
        if (row >= 0) {
            m_table->selectRow(row);
        } else { // filtered out, or on a page that was not read
            m_table->setCurrentIndex({});
            m_shown = entry->number;
            m_detail->show();
            m_detail->showEntry(*entry);
            updateActions();
        }
    });
}

qint64 ActivityPage::currentNumber() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? current.data(HistoryModel::NumberRole).toLongLong() : 0;
}

QList<qint64> ActivityPage::selectedNumbers() const
{
    QList<qint64> numbers;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows()) {
        numbers.append(row.data(HistoryModel::NumberRole).toLongLong());
    }
    return numbers;
}

void ActivityPage::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    m_detail->setVisible(current.isValid());
    m_shown = currentNumber();
    if (current.isValid()) {
        m_detail->showRow(m_model->at(current.row()));
        load(currentNumber());
    } else {
        m_detail->clear();
    }
    updateActions();
}

void ActivityPage::load(qint64 number)
{
    HistoryStore &history = desk().history();
    history.cancel(m_loading);
    m_loading = history.load(number, this, [this, number](const std::optional<HistoryEntry> &entry) {
        m_loading = 0;
        if (entry && number == m_shown) {
            m_detail->showEntry(*entry);
            updateActions();
        }
    });
}

void ActivityPage::tick()
{
    m_filters->tick();
}

bool ActivityPage::handle(PageCommand command)
{
    if (command == PageCommand::RunAgain && m_runAgain->isEnabled()) {
        runAgain();
        return true;
    }
    if (command == PageCommand::Cancel && m_detail->isAncestorOf(focusWidget()) && m_table->isVisible()) {
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

void ActivityPage::saveState(QSettings &group) const
{
    m_filters->saveState(group);
    group.setValue(QStringLiteral("splitter"), m_splitter->saveState());
}

void ActivityPage::restoreState(QSettings &group)
{
    m_filters->restoreState(group);
    m_splitter->restoreState(group.value(QStringLiteral("splitter")).toByteArray());
}

} // namespace daraja
