// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historystore.h"

#include <QSqlQuery>
#include <QVariant>

#include <atomic>
#include <exception>
#include <unordered_map>

namespace daraja {

/// What SQLite said, in words for people and as a reason. Thrown by HistoryDatabase, caught by the worker: it never leaves its thread.
class HistoryFault final : public std::exception
{
public:
    HistoryFault(HistoryStatus::Reason reason, QString text);

    [[nodiscard]] HistoryStatus::Reason reason() const { return m_reason; }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const char *what() const noexcept override { return "history"; }
    /// Whether the same statement would fail for every other entry too.
    [[nodiscard]] bool isOfTheFile() const { return m_reason != HistoryStatus::Reason::Other; }

private:
    HistoryStatus::Reason m_reason;
    QString m_text;
};

/// The reason behind a result code of SQLite, primary or extended.
[[nodiscard]] HistoryStatus::Reason historyReason(int sqliteCode);

/// The rows of a statement that is being read; releases them when it goes, so that no old state of the file is held.
class HistoryRows final
{
    Q_DISABLE_COPY_MOVE(HistoryRows)

public:
    explicit HistoryRows(QSqlQuery &query)
        : m_query(query)
    {
    }
    ~HistoryRows() { m_query.finish(); }

    [[nodiscard]] bool next() { return m_query.next(); }
    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }
    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }
    [[nodiscard]] qint64 number(int column) const { return m_query.value(column).toLongLong(); }

private:
    QSqlQuery &m_query;
};

/// One connection to one SQLite file, with its statements prepared once. Lives and dies on one thread. Everything throws HistoryFault.
class HistoryDatabase final
{
    Q_DISABLE_COPY_MOVE(HistoryDatabase)

public:
    enum class Access {
        ReadWrite,
        ReadOnly,
        Immutable, ///< read-only on a medium where not even the log can be made
        Memory,
    };

    /// `hurry` ends the waiting for other processes early.
    explicit HistoryDatabase(const std::atomic_bool &hurry);
    ~HistoryDatabase();

    /// Opens the connection and sets it up; makes the file when there is none.
    void open(const QString &path, Access access);
    void close();
    [[nodiscard]] bool isOpen() const { return !m_name.isEmpty(); }

    /// Runs a statement without an answer. Returns the number of changed rows.
    qint64 run(const QString &sql, const QVariantList &values = {});
    /// Runs a statement and gives its rows. One at a time for each text.
    [[nodiscard]] HistoryRows rows(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row; invalid when there is none.
    [[nodiscard]] QVariant value(const QString &sql, const QVariantList &values = {});
    [[nodiscard]] qint64 lastId() const { return m_lastId; }

    /// Begins a write. Waits for other processes, five seconds at most.
    void begin();
    void commit();
    void rollback() noexcept;

private:
    QSqlQuery &prepared(const QString &sql);
    QSqlQuery &executed(const QString &sql, const QVariantList &values);

    const std::atomic_bool &m_hurry;
    QString m_name; ///< of the connection
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_statements;
    qint64 m_lastId = 0;
};

} // namespace daraja
