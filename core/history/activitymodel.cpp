// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/activitymodel.h"

#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "core/history/activitywords.h"

namespace daraja {

QString stateWord(ActivityEntry::State state)
{
    using State = ActivityEntry::State;
    switch (state) {
    case State::Running:
        return ActivityModel::tr("Running");
    case State::Waiting:
        return ActivityModel::tr("Waiting");
    case State::Paid:
        return ActivityModel::tr("Paid");
    case State::Done:
        return ActivityModel::tr("Done");
    case State::Refused:
        return ActivityModel::tr("Refused");
    case State::Pending:
        return ActivityModel::tr("Pending");
    case State::Unknown:
        return ActivityModel::tr("Unknown");
    case State::Failed:
        return ActivityModel::tr("Failed");
    }
    return {};
}

namespace {

/// One line per text, so that a word is never found across two of them.
QString searchText(const ActivityEntry &entry)
{
    QString localNumber = displayMsisdn(entry.party);
    QStringList texts{entry.title,       entry.operationId,      entry.party,
                      localNumber,       entry.amount,           displayAmount(entry.amount),
                      entry.summary,     entry.conversation,     entry.receipt,
                      entry.error.code,  entry.error.message,    entry.error.requestId,
                      entry.error.field, stateWord(entry.state), nairobiClock(entry.at)};
    texts.append(localNumber.remove(u' '));
    for (auto value = entry.values.constBegin(); value != entry.values.constEnd(); ++value) {
        texts.append(value->toString());
    }
    for (const Callback &callback : entry.callbacks) {
        texts.append({callback.resultCode, callback.resultDescription, callback.originatorConversation, callback.transactionId});
    }
    if (entry.result) {
        texts.append({entry.result->code, entry.result->description, entry.result->transactionId});
    }
    texts.removeAll(QString());
    return texts.join(u'\n');
}

QString cellText(const ActivityEntry &entry, int column)
{
    switch (column) {
    case ActivityModel::Time:
        return nairobiClock(entry.at);
    case ActivityModel::Operation:
        return entry.title;
    case ActivityModel::With:
        return maskMsisdn(entry.party);
    case ActivityModel::Amount:
        return displayAmount(entry.amount);
    case ActivityModel::Outcome:
        return stateWord(entry.state);
    case ActivityModel::Summary:
        return entry.summary;
    default:
        return {};
    }
}

} // namespace

ActivityModel::ActivityModel(ActivityLog &log, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    connect(&log, &ActivityLog::aboutToInsert, this, [this] { beginInsertRows({}, 0, 0); });
    connect(&log, &ActivityLog::inserted, this, [this] { endInsertRows(); });
    connect(&log, &ActivityLog::aboutToRemove, this, [this](int row) { beginRemoveRows({}, row, row); });
    connect(&log, &ActivityLog::removed, this, [this] { endRemoveRows(); });
    connect(&log, &ActivityLog::changed, this, [this](int row) { Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_log.count();
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_log.count()) {
        return {};
    }
    const ActivityEntry &entry = m_log.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(entry, index.column());
    case Qt::ToolTipRole:
        return index.column() == Time ? nairobiClockAndDay(entry.at) : cellText(entry, index.column());
    case EntryIdRole:
        return entry.id;
    case StateRole:
        return static_cast<int>(entry.state);
    case KindRole:
        return static_cast<int>(entry.kind);
    case SearchRole:
        return searchText(entry);
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time");
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

} // namespace daraja
