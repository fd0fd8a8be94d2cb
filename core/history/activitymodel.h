// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace daraja {

/// An entry's state in a word, for people: `Paid`, `Waiting`, `Failed`.
[[nodiscard]] QString stateWord(ActivityEntry::State state);

/// The timeline as a table, newest first; raw roles, no looks. The log must outlive the model.
class ActivityModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityModel)

public:
    enum Column { Time, Operation, With, Amount, Outcome, Summary, ColumnCount };
    enum Role {
        EntryIdRole = Qt::UserRole + 1, ///< quint64
        StateRole,                      ///< int of ActivityEntry::State
        KindRole,
        SearchRole, ///< all text of the entry that a person may look for
    };

    explicit ActivityModel(ActivityLog &log, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ActivityLog &m_log;
};

/// Filters the timeline by words (all must occur), operation and outcome.
class ActivityFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityFilter)

public:
    explicit ActivityFilter(QObject *parent = nullptr);

    void setWords(const QString &words);
    void setStates(const QList<ActivityEntry::State> &states); ///< empty: any
    void setShowTokens(bool show);                             ///< default true

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    QList<ActivityEntry::State> m_states;
    bool m_showTokens = true;
};

} // namespace daraja
