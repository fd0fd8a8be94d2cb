// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historydatabase.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUrl>

namespace daraja {

namespace {

constexpr qint64 longestWait = 5'000; // milliseconds for other processes
constexpr int oneWait = 200;

QString databaseText(const char *text)
{
    return QCoreApplication::translate("History", text);
}

QString sentenceOf(HistoryStatus::Reason reason, const QString &detail)
{
    using Reason = HistoryStatus::Reason;
    switch (reason) {
    case Reason::NoSpace:
        return databaseText("The disk is full: the history cannot be written. Make room, then it goes on by itself.");
    case Reason::Locked:
        return databaseText("Another program keeps the history locked. Close it, then it goes on by itself.");
    case Reason::ReadOnly:
        return databaseText("The history cannot be written: the file or its folder is read-only.");
    case Reason::Damaged:
        return databaseText("The history file is damaged. Start the program again: the file is then set aside and a new one begun.");
    default:
        return databaseText("The history cannot be used: %1").arg(detail);
    }
}

HistoryFault faultOf(const QSqlError &error)
{
    const HistoryStatus::Reason reason = historyReason(error.nativeErrorCode().toInt());
    return {reason, sentenceOf(reason, error.databaseText().isEmpty() ? error.driverText() : error.databaseText())};
}

} // namespace

HistoryFault::HistoryFault(HistoryStatus::Reason reason, QString text)
    : m_reason(reason)
    , m_text(std::move(text))
{
}

HistoryStatus::Reason historyReason(int sqliteCode)
{
    using Reason = HistoryStatus::Reason;
    constexpr int cannotWrite = 778; // SQLITE_IOERR_WRITE: the file may not grow any more
    if (sqliteCode == cannotWrite) {
        return Reason::NoSpace;
    }
    switch (sqliteCode & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return Reason::Locked;
    case 8: // SQLITE_READONLY
        return Reason::ReadOnly;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return Reason::Damaged;
    case 13: // SQLITE_FULL
        return Reason::NoSpace;
    case 14: // SQLITE_CANTOPEN
        return Reason::NoFolder;
    default:
        return Reason::Other;
    }
}

HistoryDatabase::HistoryDatabase(const std::atomic_bool &hurry)
    : m_hurry(hurry)
{
}

HistoryDatabase::~HistoryDatabase()
{
    close();
}

void HistoryDatabase::open(const QString &path, Access access)
{
    static std::atomic_int count = 0;
    const QString driver = QStringLiteral("QSQLITE");
    if (!QSqlDatabase::isDriverAvailable(driver)) {
        throw HistoryFault(HistoryStatus::Reason::NoDriver,
                           databaseText("Qt's driver for SQLite is missing (package libqt6sql6-sqlite): nothing is recorded."));
    }
    m_name = QStringLiteral("daraja-history-%1").arg(++count);
    QSqlDatabase connection = QSqlDatabase::addDatabase(driver, m_name);
    QStringList options{QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(oneWait)};
    QString file = path;
    if (access == Access::Memory) {
        file = QStringLiteral(":memory:");
    } else if (access == Access::ReadOnly) {
        options.append(QStringLiteral("QSQLITE_OPEN_READONLY"));
    } else if (access == Access::Immutable) {
        QUrl url = QUrl::fromLocalFile(path);
        url.setQuery(QStringLiteral("immutable=1"));
        file = url.toString(QUrl::FullyEncoded);
        options.append({QStringLiteral("QSQLITE_OPEN_READONLY"), QStringLiteral("QSQLITE_OPEN_URI")});
    }
    connection.setConnectOptions(options.join(u';'));
    connection.setDatabaseName(file);
    if (!connection.open()) {
        const HistoryFault fault = faultOf(connection.lastError());
        connection = QSqlDatabase();
        close();
        throw fault;
    }
    run(QStringLiteral("PRAGMA cache_size = -16000"));
    run(QStringLiteral("PRAGMA temp_store = MEMORY"));
    if (access == Access::ReadWrite || access == Access::Memory) {
        run(QStringLiteral("PRAGMA secure_delete = ON"));
        run(QStringLiteral("PRAGMA synchronous = FULL"));
    }
}

void HistoryDatabase::close()
{
    if (m_name.isEmpty()) {
        return;
    }
    m_statements.clear();
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(std::exchange(m_name, QString()));
}

QSqlQuery &HistoryDatabase::prepared(const QString &sql)
{
    const auto found = m_statements.find(sql);
    if (found != m_statements.end()) {
        return *found->second;
    }
    auto query = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
    query->setForwardOnly(true);
    if (!query->prepare(sql)) {
        throw faultOf(query->lastError());
    }
    return *m_statements.emplace(sql, std::move(query)).first->second;
}

QSqlQuery &HistoryDatabase::executed(const QString &sql, const QVariantList &values)
{
    QElapsedTimer waited;
    waited.start();
    QSqlQuery &query = prepared(sql);
    for (;;) {
        for (int i = 0; i < values.size(); ++i) {
            query.bindValue(i, values.at(i));
        }
        if (query.exec()) {
            return query;
        }
        const HistoryFault fault = faultOf(query.lastError());
        query.finish();
        if (fault.reason() != HistoryStatus::Reason::Locked || m_hurry || waited.hasExpired(longestWait)) {
            throw fault;
        }
    }
}

qint64 HistoryDatabase::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery &query = executed(sql, values);
    const qint64 changed = query.numRowsAffected();
    const QVariant id = query.lastInsertId();
    if (id.isValid()) {
        m_lastId = id.toLongLong();
    }
    query.finish();
    return changed;
}

HistoryRows HistoryDatabase::rows(const QString &sql, const QVariantList &values)
{
    return HistoryRows(executed(sql, values));
}

QVariant HistoryDatabase::value(const QString &sql, const QVariantList &values)
{
    HistoryRows found = rows(sql, values);
    return found.next() ? found.value(0) : QVariant();
}

void HistoryDatabase::begin()
{
    run(QStringLiteral("BEGIN IMMEDIATE"));
}

void HistoryDatabase::commit()
{
    run(QStringLiteral("COMMIT"));
}

void HistoryDatabase::rollback() noexcept
{
    try {
        run(QStringLiteral("ROLLBACK"));
    } catch (const HistoryFault &) { // SQLite had done it itself
    }
}

} // namespace daraja
