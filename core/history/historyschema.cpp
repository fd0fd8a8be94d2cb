// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyschema.h"

#include <QCoreApplication>

namespace daraja {

namespace {

/// Never change a step that was published: add one.
///
/// `entry` is narrow, for lists; `document` has what only the whole entry needs, and the words by which it is found. The id of an entry
/// rises with its time (milliseconds shifted left by 20), so that lists, pages, dates and the full-text index go by the same order.
/// `intent` has what was sent in the last minutes, for programs that are about to send the same.
const QList<QStringList> &historySteps()
{
    static const QList<QStringList> steps{
        {
            QStringLiteral("CREATE TABLE entry (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, run TEXT NOT NULL, kind TEXT NOT NULL, "
                           "state TEXT NOT NULL, operation TEXT NOT NULL, title TEXT NOT NULL, party TEXT NOT NULL, amount TEXT NOT NULL, "
                           "summary TEXT NOT NULL, conversation TEXT NOT NULL, originator TEXT NOT NULL, receipt TEXT NOT NULL, "
                           "profile TEXT NOT NULL, profile_name TEXT NOT NULL, environment TEXT NOT NULL, "
                           "pinned INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '', removed INTEGER NOT NULL DEFAULT 0)"),
            QStringLiteral("CREATE INDEX entry_conversation ON entry (conversation) WHERE conversation <> ''"),
            QStringLiteral("CREATE INDEX entry_originator ON entry (originator) WHERE originator <> ''"),
            QStringLiteral("CREATE INDEX entry_receipt ON entry (receipt) WHERE receipt <> ''"),
            QStringLiteral("CREATE INDEX entry_removed ON entry (removed) WHERE removed <> 0"),
            QStringLiteral("CREATE TABLE document (entry INTEGER PRIMARY KEY, words TEXT NOT NULL, body TEXT NOT NULL)"),
            QStringLiteral(
                "CREATE TABLE callback (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, "
                "path TEXT NOT NULL, peer TEXT NOT NULL, sender TEXT NOT NULL, refused INTEGER NOT NULL, profile TEXT NOT NULL, "
                "conversation TEXT NOT NULL, originator TEXT NOT NULL, code TEXT NOT NULL, description TEXT NOT NULL, "
                "transaction_id TEXT NOT NULL, problem TEXT NOT NULL, raw BLOB NOT NULL)"),
            QStringLiteral("CREATE INDEX callback_entry ON callback (entry)"),
            QStringLiteral("CREATE TABLE query (conversation TEXT PRIMARY KEY, entry INTEGER NOT NULL) WITHOUT ROWID"),
            QStringLiteral("CREATE INDEX query_entry ON query (entry)"),
            QStringLiteral("CREATE TABLE forward (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, body TEXT NOT NULL)"),
            QStringLiteral("CREATE INDEX forward_entry ON forward (entry)"),
            QStringLiteral("CREATE TABLE profile (id TEXT PRIMARY KEY, name TEXT NOT NULL, environment TEXT NOT NULL) WITHOUT ROWID"),
        },
        {
            QStringLiteral("CREATE VIRTUAL TABLE found USING fts5 (words, content = 'document', content_rowid = 'entry', detail = none, "
                           "columnsize = 0, prefix = '2 3 4 5', tokenize = \"unicode61 remove_diacritics 2 tokenchars '='\")"),
            QStringLiteral("INSERT INTO found (found) VALUES ('rebuild')"),
            QStringLiteral("CREATE VIRTUAL TABLE found_words USING fts5vocab (found, instance)"),
            QStringLiteral("CREATE TRIGGER document_made AFTER INSERT ON document BEGIN "
                           "INSERT INTO found (rowid, words) VALUES (new.entry, new.words); END"),
            QStringLiteral("CREATE TRIGGER document_gone AFTER DELETE ON document BEGIN "
                           "INSERT INTO found (found, rowid, words) VALUES ('delete', old.entry, old.words); END"),
            QStringLiteral("CREATE TRIGGER document_changed AFTER UPDATE OF words ON document WHEN old.words IS NOT new.words BEGIN "
                           "INSERT INTO found (found, rowid, words) VALUES ('delete', old.entry, old.words); "
                           "INSERT INTO found (rowid, words) VALUES (new.entry, new.words); END"),
            QStringLiteral("CREATE TABLE counter (entries INTEGER NOT NULL)"),
            QStringLiteral("INSERT INTO counter (entries) SELECT count(*) FROM entry"),
            QStringLiteral("CREATE TRIGGER entry_made AFTER INSERT ON entry BEGIN UPDATE counter SET entries = entries + 1; END"),
            QStringLiteral("CREATE TRIGGER entry_gone AFTER DELETE ON entry BEGIN UPDATE counter SET entries = entries - 1; END"),
        },
        {
            QStringLiteral("CREATE TABLE intent (uid TEXT PRIMARY KEY, run TEXT NOT NULL, alike TEXT NOT NULL, at INTEGER NOT NULL) "
                           "WITHOUT ROWID"),
        },
    };
    return steps;
}

QString schemaText(const char *text)
{
    return QCoreApplication::translate("History", text);
}

} // namespace

int newestHistoryVersion()
{
    return static_cast<int>(historySteps().size());
}

int historyVersion(HistoryDatabase &database)
{
    const int version = database.value(QStringLiteral("PRAGMA user_version")).toInt();
    const qint64 application = database.value(QStringLiteral("PRAGMA application_id")).toLongLong();
    const bool isEmpty = database.value(QStringLiteral("SELECT count(*) FROM sqlite_master")).toInt() == 0;
    if (isEmpty && version == 0) {
        return 0;
    }
    if (application != historyApplicationId) {
        throw HistoryFault(HistoryStatus::Reason::Foreign,
                           schemaText("This file is the database of another program. It was not touched; choose another file."));
    }
    if (version > newestHistoryVersion()) {
        throw HistoryFault(
            HistoryStatus::Reason::NewerSchema,
            schemaText("This history was made by a newer Daraja Desk (version %1 of the file, this program knows %2). It was "
                       "not touched; update the program.")
                .arg(version)
                .arg(newestHistoryVersion()));
    }
    return version;
}

void migrateHistory(HistoryDatabase &database, int version)
{
    for (;;) {
        database.begin();
        try {
            const int reached = historyVersion(database); // again, inside: another process may have been quicker
            if (reached >= version) {
                database.rollback();
                return;
            }
            for (const QString &sql : historySteps().at(reached)) {
                database.run(sql);
            }
            database.run(QStringLiteral("PRAGMA application_id = %1").arg(historyApplicationId));
            database.run(QStringLiteral("PRAGMA user_version = %1").arg(reached + 1));
            database.commit();
        } catch (const HistoryFault &) {
            database.rollback();
            throw;
        }
    }
}

} // namespace daraja
