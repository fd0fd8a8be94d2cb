// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historystore.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

namespace daraja {

/// What a query finds in the history, newest first, as a table; raw roles, no looks. Reads page by page as a view asks for more, and
/// follows what happens: rows come, change and go where they stand, so that selection and position stay. Store and clock must outlive it.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryModel)

public:
    enum Column { Time, Operation, With, Amount, Outcome, Summary, ColumnCount };
    enum Role {
        NumberRole = Qt::UserRole + 1, ///< qint64
        UidRole,
        StateRole, ///< int of ActivityEntry::State
        KindRole,  ///< int of ActivityEntry::Kind
        OperationIdRole,
        ConversationRole,
        ReceiptRole,
        ProfileRole,     ///< name
        EnvironmentRole, ///< int of Environment
        PinnedRole,
        NoteRole,  ///< bool: there is a note
        PartyRole, ///< as stored, not masked
    };

    HistoryModel(HistoryStore &store, const Clock &clock, QObject *parent = nullptr);

    /// What is shown stays until the answer is there; then it becomes the new rows. An earlier question that was not answered is dropped.
    void setQuery(const HistoryQuery &query);
    [[nodiscard]] const HistoryQuery &query() const { return m_query; }
    /// Reads again what is shown.
    void refresh();

    /// A first page is being looked for.
    [[nodiscard]] bool isLoading() const { return m_firstTicket != 0; }
    [[nodiscard]] QString problem() const { return m_problem; }
    /// -1 when it is not among the rows that were read.
    [[nodiscard]] int rowOf(qint64 number) const;
    [[nodiscard]] const HistoryRow &at(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// isLoading() or problem() changed.
    void loadingChanged();

private:
    void askFirst(int limit);
    void forgetQuestions();
    void take(const HistoryPage &page);
    void takeMore(const HistoryPage &page);
    void note(const QList<qint64> &numbers);
    void askNoted();
    void takeNoted(const QList<qint64> &asked, const HistoryPage &page);
    void drop(const QList<qint64> &numbers);
    void insertAt(int row, const QList<HistoryRow> &rows);
    void removeAt(int row, int count);
    [[nodiscard]] QString cellText(const HistoryRow &row, int column) const;
    [[nodiscard]] QString timeText(const QDateTime &at) const;

    HistoryStore &m_store;
    const Clock &m_clock;
    HistoryQuery m_query;
    QList<HistoryRow> m_rows; ///< newest first
    bool m_more = false;
    QString m_problem;
    quint64 m_firstTicket = 0;
    quint64 m_moreTicket = 0;
    quint64 m_notedTicket = 0;
    QSet<qint64> m_noted; ///< changed since the last question
    QTimer m_soon;
};

} // namespace daraja
