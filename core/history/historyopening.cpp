// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyopening.h"

#include "core/history/historyschema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace daraja {

namespace {

QString openingText(const char *text)
{
    return QCoreApplication::translate("History", text);
}

/// What the first hundred bytes of a SQLite file say (sqlite.org/fileformat.html, 1.3), without any lock or side file being made.
struct FileHeader
{
    bool isSqlite = false;
    bool isOurs = false;
    quint32 version = 0;
    qint64 size = 0; ///< the file should have; 0 when the header does not know
};

FileHeader readHeader(const QString &path)
{
    constexpr qsizetype headerSize = 100;
    FileHeader header;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return header;
    }
    const QByteArray bytes = file.read(headerSize);
    header.isSqlite = bytes.size() == headerSize && bytes.startsWith(QByteArray("SQLite format 3\0", 16));
    if (!header.isSqlite) {
        return header;
    }
    const auto number = [&bytes](int offset) { return qFromBigEndian<quint32>(bytes.constData() + offset); };
    header.isOurs = number(68) == static_cast<quint32>(historyApplicationId);
    header.version = number(60);
    const quint32 bytesOfPage = qFromBigEndian<quint16>(bytes.constData() + 16);
    const bool knowsSize = number(24) == number(92);
    header.size = knowsSize ? qint64(number(28)) * (bytesOfPage == 1 ? 65'536 : bytesOfPage) : 0;
    return header;
}

/// Throws for files that must not be touched and for those that are broken at first sight.
void checkHeader(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists() || file.size() == 0 || !file.isReadable()) {
        return;
    }
    const FileHeader header = readHeader(path);
    if (!header.isSqlite && file.suffix() != u"sqlite") {
        throw HistoryFault(HistoryStatus::Reason::Foreign,
                           openingText("%1 is no history of Daraja Desk. It was not touched; choose another file.").arg(path));
    }
    const bool isWhole = header.size <= file.size() || QFileInfo(path + QStringLiteral("-wal")).size() > 0;
    if (!header.isSqlite || (header.isOurs && !isWhole)) {
        throw HistoryFault(HistoryStatus::Reason::Damaged, {});
    }
}

/// Reads a little of everything.
void checkContent(HistoryDatabase &database)
{
    for (const QString &sql :
         {QStringLiteral("SELECT entry.id FROM entry JOIN document ON document.entry = entry.id ORDER BY entry.id DESC LIMIT 1"),
          QStringLiteral("SELECT id FROM entry WHERE uid = ''"), QStringLiteral("SELECT id FROM callback ORDER BY id DESC LIMIT 1"),
          QStringLiteral("SELECT rowid FROM found WHERE found MATCH '\"=kcall\"' ORDER BY rowid DESC LIMIT 1")}) {
        (void)database.value(sql);
    }
}

void makeFile(const QString &path)
{
    if (QFileInfo::exists(path)) {
        return;
    }
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    // SQLite gives the files beside it the same mode.
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
}

/// A read-only look that changes nothing, for what must not be changed.
void checkVersion(HistoryDatabase &database, const QString &path)
{
    if (QFileInfo(path).size() == 0) {
        return;
    }
    database.open(path, HistoryDatabase::Access::ReadOnly);
    (void)historyVersion(database);
    database.close();
}

void openForWriting(HistoryDatabase &database, const QString &path)
{
    checkHeader(path);
    makeFile(path);
    checkVersion(database, path);
    database.open(path, HistoryDatabase::Access::ReadWrite);
    if (historyVersion(database) < newestHistoryVersion()) {
        (void)database.value(QStringLiteral("PRAGMA journal_mode = WAL"));
        migrateHistory(database);
    }
    (void)database.value(QStringLiteral("PRAGMA journal_mode = WAL"));
    try { // a file that cannot be written opens all the same
        database.begin();
        database.rollback();
    } catch (const HistoryFault &fault) {
        if (fault.reason() != HistoryStatus::Reason::Locked) {
            throw;
        }
    }
    checkContent(database);
}

bool openForReading(HistoryDatabase &database, const QString &path)
{
    for (const auto access : {HistoryDatabase::Access::ReadOnly, HistoryDatabase::Access::Immutable}) {
        try {
            database.close();
            database.open(path, access);
            if (historyVersion(database) == newestHistoryVersion()) {
                checkContent(database);
                return true;
            }
        } catch (const HistoryFault &) { // the next way, or none
        }
    }
    return false;
}

/// Returns the new name, or nothing when it cannot be moved.
QString moveAside(const QString &path, const QDateTime &now)
{
    const QFileInfo file(path);
    const QString base = QStringLiteral("%1/%2.damaged-%3")
                             .arg(file.absolutePath(), file.completeBaseName(), now.toString(QStringLiteral("yyyyMMdd-HHmmss")));
    QString aside = base + QStringLiteral(".sqlite");
    for (int i = 2; QFileInfo::exists(aside); ++i) {
        aside = QStringLiteral("%1-%2.sqlite").arg(base).arg(i);
    }
    if (!QFile::rename(path, aside)) {
        return {};
    }
    for (const QString &side : {QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        QFile::rename(path + side, aside + side);
    }
    return aside;
}

HistoryStatus openInMemory(HistoryDatabase &database, HistoryStatus::Reason reason, const QString &message)
{
    const auto withEffect = [&message](const char *effect) { return message + u' ' + openingText(effect); };
    try {
        database.close();
        database.open(QString(), HistoryDatabase::Access::Memory);
        migrateHistory(database);
    } catch (const HistoryFault &) {
        database.close();
        return {HistoryStatus::State::Failed, reason, withEffect("Nothing is recorded."), {}};
    }
    return {HistoryStatus::State::MemoryOnly, reason, withEffect("What happens now is kept until the program ends."), {}};
}

} // namespace

HistoryStatus openHistory(HistoryDatabase &database, const QString &path, const QDateTime &now)
{
    using Reason = HistoryStatus::Reason;
    HistoryStatus status{HistoryStatus::State::Open, Reason::None, {}, {}};
    for (;;) {
        try {
            openForWriting(database, path);
            return status;
        } catch (const HistoryFault &fault) {
            database.close();
            const bool isDamaged = fault.reason() == Reason::Damaged && status.setAside.isEmpty();
            if (isDamaged) {
                status.setAside = moveAside(path, now);
                status.reason = Reason::Damaged;
                status.message = openingText("The history file was damaged. It was set aside as %1, and a new history was begun.")
                                     .arg(QFileInfo(status.setAside).fileName());
            }
            if (isDamaged && !status.setAside.isEmpty()) {
                continue;
            }
            const bool isForReading = fault.reason() == Reason::ReadOnly || fault.reason() == Reason::NoFolder;
            if (isForReading && openForReading(database, path)) {
                return {HistoryStatus::State::ReadOnly,
                        Reason::ReadOnly,
                        openingText("The history can only be read: %1 or its folder is read-only. Nothing is recorded.").arg(path),
                        {}};
            }
            QString message = fault.text();
            if (isForReading) {
                message = openingText("The history file %1 cannot be made or read.").arg(path);
            } else if (fault.reason() == Reason::Damaged) {
                message = openingText("The history file %1 is damaged and cannot be moved aside.").arg(path);
            }
            HistoryStatus inMemory = openInMemory(database, fault.reason(), message);
            inMemory.setAside = status.setAside;
            return inMemory;
        }
    }
}

} // namespace daraja
