// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historymodel.h"

#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "core/history/activitystate.h"
#include "core/history/activitywords.h"

#include <QLocale>

#include <algorithm>

namespace daraja {

namespace {

constexpr int pageSize = 100;
constexpr int mostReread = 1'000;
constexpr int changesMoment = 50;    // milliseconds in which changes gather
constexpr qsizetype mostNoted = 500; ///< more changes at once: everything is read again

bool isNewer(const HistoryRow &row, qint64 number)
{
    return row.number > number;
}

} // namespace

HistoryModel::HistoryModel(HistoryStore &store, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_clock(clock)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(changesMoment);
    connect(&m_soon, &QTimer::timeout, this, &HistoryModel::askNoted);
    connect(&store, &HistoryStore::opened, this, &HistoryModel::refresh);
    connect(&store, &HistoryStore::reloaded, this, &HistoryModel::refresh);
    connect(&store, &HistoryStore::changed, this, &HistoryModel::note);
    connect(&store, &HistoryStore::removed, this, &HistoryModel::drop);
    refresh();
}

void HistoryModel::setQuery(const HistoryQuery &query)
{
    if (!(query == m_query)) {
        m_query = query;
        askFirst(pageSize);
    }
}

void HistoryModel::refresh()
{
    askFirst(std::clamp(rowCount(), pageSize, mostReread));
}

int HistoryModel::rowOf(qint64 number) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), number, isNewer);
    return found != m_rows.end() && found->number == number ? static_cast<int>(found - m_rows.begin()) : -1;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const HistoryRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Time ? nairobiClockAndDay(row.at) : index.column() == Summary ? row.summary : QVariant();
    case NumberRole:
        return row.number;
    case UidRole:
        return row.uid;
    case StateRole:
        return static_cast<int>(row.state);
    case KindRole:
        return static_cast<int>(row.kind);
    case OperationIdRole:
        return row.operationId;
    case ConversationRole:
        return row.conversation;
    case ReceiptRole:
        return row.receipt;
    case ProfileRole:
        return row.profile;
    case EnvironmentRole:
        return static_cast<int>(row.environment);
    case PinnedRole:
        return row.pinned;
    case NoteRole:
        return row.hasNote;
    case PartyRole:
        return row.party;
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Amount) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time (EAT)");
    case Operation:
        return tr("Operation");
    case With:
        return tr("With");
    case Amount:
        return tr("KES");
    case Outcome:
        return tr("Outcome");
    case Summary:
        return tr("What happened");
    default:
        return {};
    }
}

QString HistoryModel::cellText(const HistoryRow &row, int column) const
{
    switch (column) {
    case Time:
        return timeText(row.at);
    case Operation:
        return row.title;
    case With:
        return maskMsisdn(row.party);
    case Amount:
        return displayAmount(row.amount);
    case Outcome:
        return stateWord(row.state);
    case Summary:
        return row.summary;
    default:
        return {};
    }
}

/// The time alone for today, else the day with it, and the year when it is another. The zone stands in the heading.
QString HistoryModel::timeText(const QDateTime &at) const
{
    const QDateTime local = toNairobi(at);
    const QDate today = toNairobi(m_clock.now()).date();
    return QLocale::c().toString(local, local.date() == today                 ? QStringLiteral("HH:mm:ss")
                                        : local.date().year() == today.year() ? QStringLiteral("d MMM HH:mm")
                                                                              : QStringLiteral("d MMM yyyy HH:mm"));
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && m_moreTicket == 0 && m_firstTicket == 0;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        m_moreTicket = m_store.find(m_query, m_rows.last().number, pageSize, this, [this](const HistoryPage &page) { takeMore(page); });
    }
}

void HistoryModel::askFirst(int limit)
{
    forgetQuestions();
    m_firstTicket = m_store.find(m_query, 0, limit, this, [this](const HistoryPage &page) { take(page); });
    Q_EMIT loadingChanged();
}

/// Their answers would speak of another query, or of rows that are read again anyway.
void HistoryModel::forgetQuestions()
{
    for (quint64 *ticket : {&m_firstTicket, &m_moreTicket, &m_notedTicket}) {
        m_store.cancel(std::exchange(*ticket, 0));
    }
    m_noted.clear();
    m_soon.stop();
}

/// Turns the rows into those of the page, each change where it is.
void HistoryModel::take(const HistoryPage &page)
{
    int row = 0; // no page is asked for before all are in their place
    qsizetype next = 0;
    while (row < rowCount() || next < page.rows.size()) {
        const qint64 wanted = next < page.rows.size() ? page.rows.at(next).number : 0;
        int gone = 0;
        while (row + gone < rowCount() && m_rows.at(row + gone).number > wanted) {
            ++gone;
        }
        removeAt(row, gone);
        const qint64 known = row < rowCount() ? m_rows.at(row).number : 0;
        QList<HistoryRow> made;
        while (next < page.rows.size() && page.rows.at(next).number > known) {
            made.append(page.rows.at(next++));
        }
        insertAt(row, made);
        row += static_cast<int>(made.size());
        if (row < rowCount() && next < page.rows.size() && m_rows.at(row).number == page.rows.at(next).number) {
            if (!(m_rows.at(row) == page.rows.at(next))) {
                m_rows[row] = page.rows.at(next);
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
            ++row;
            ++next;
        }
    }
    m_firstTicket = 0;
    m_problem = page.problem;
    m_more = page.more;
    Q_EMIT loadingChanged();
}

void HistoryModel::takeMore(const HistoryPage &page)
{
    insertAt(rowCount(), page.rows);
    m_moreTicket = 0;
    m_problem = page.problem;
    m_more = page.more;
    Q_EMIT loadingChanged();
}

void HistoryModel::note(const QList<qint64> &numbers)
{
    m_noted.unite(QSet<qint64>(numbers.begin(), numbers.end()));
    if (!m_soon.isActive()) {
        m_soon.start();
    }
}

/// Which of the changed entries belong here is asked of the store: it knows what matches.
void HistoryModel::askNoted()
{
    if (m_firstTicket != 0 || m_noted.isEmpty()) {
        return; // a first page is on its way, and tells
    }
    if (m_noted.size() > mostNoted) {
        refresh();
        return;
    }
    if (m_notedTicket != 0) {
        m_soon.start();
        return;
    }
    HistoryQuery query = m_query;
    query.numbers = QList<qint64>(m_noted.begin(), m_noted.end());
    m_noted.clear();
    m_notedTicket = m_store.find(query, 0, static_cast<int>(mostNoted), this,
                                 [this, asked = query.numbers](const HistoryPage &page) { takeNoted(asked, page); });
}

void HistoryModel::takeNoted(const QList<qint64> &asked, const HistoryPage &page)
{
    m_notedTicket = 0;
    QList<qint64> gone = asked;
    for (const HistoryRow &changed : page.rows) {
        gone.removeOne(changed.number);
        const int row = rowOf(changed.number);
        if (row >= 0) {
            m_rows[row] = changed;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            continue;
        }
        const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), changed.number, isNewer);
        if (place != m_rows.end() || !m_more) { // else it is on a page that was not read
            insertAt(static_cast<int>(place - m_rows.begin()), {changed});
        }
    }
    drop(gone);
}

void HistoryModel::drop(const QList<qint64> &numbers)
{
    for (const qint64 number : numbers) {
        const int row = rowOf(number);
        if (row >= 0) {
            removeAt(row, 1);
        }
    }
}

void HistoryModel::insertAt(int row, const QList<HistoryRow> &rows)
{
    if (rows.isEmpty()) {
        return;
    }
    beginInsertRows({}, row, row + static_cast<int>(rows.size()) - 1);
    QList<HistoryRow> joined = m_rows.first(row);
    joined += rows;
    joined += m_rows.sliced(row);
    m_rows = joined;
    endInsertRows();
}

void HistoryModel::removeAt(int row, int count)
{
    if (count > 0) {
        beginRemoveRows({}, row, row + count - 1);
        m_rows.remove(row, count);
        endRemoveRows();
    }
}

} // namespace daraja
