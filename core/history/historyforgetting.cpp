// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyforgetting.h"

#include <algorithm>

namespace daraja {

namespace {

constexpr int entriesAtOnce = 200;
constexpr int mergedPages = 500;
constexpr int mostAttempts = 25; ///< to empty the log, each as long as SQLite waits for others

} // namespace

HistoryForgetting::HistoryForgetting(const QString &subscriber)
    : m_data(subscriber, {.phones = true, .names = true, .instead = PersonalData::Instead::Zeros})
{
}

bool HistoryForgetting::go(HistoryDatabase &database, HistoryTable &table)
{
    switch (m_stage) {
    case Stage::Entries:
        cleanEntries(database, table);
        return true;
    case Stage::FirstMerge:
    case Stage::Merge:
        mergeIndex(database);
        return true;
    case Stage::Log:
        break;
    }
    return !emptyLog(database);
}

void HistoryForgetting::cleanEntries(HistoryDatabase &database, HistoryTable &table)
{
    QList<qint64> hits;
    int count = 0;
    {
        HistoryRows rows =
            database.rows(QStringLiteral("SELECT entry.id, party, summary, conversation, originator, note, words, body FROM entry "
                                         "JOIN document ON document.entry = entry.id WHERE entry.id < ? "
                                         "ORDER BY entry.id DESC LIMIT ?"),
                          {m_before, entriesAtOnce});
        while (rows.next()) {
            ++count;
            m_before = rows.number(0);
            QStringList texts;
            for (int column = 1; column <= 7; ++column) {
                texts.append(rows.text(column));
            }
            if (standsIn(database, m_before, texts)) {
                hits.append(m_before);
            }
        }
    }
    if (!hits.isEmpty()) {
        database.begin();
        for (const qint64 number : std::as_const(hits)) {
            clean(database, table, number);
        }
        database.commit();
        m_entries += hits.size();
    }
    if (count < entriesAtOnce) {
        m_stage = Stage::FirstMerge;
    }
}

bool HistoryForgetting::standsIn(HistoryDatabase &database, qint64 number, const QStringList &texts) const
{
    const auto isNamed = [this](const QString &text) { return m_data.standsIn(text); };
    if (std::any_of(texts.begin(), texts.end(), isNamed)) {
        return true;
    }
    HistoryRows callbacks =
        database.rows(QStringLiteral("SELECT raw, conversation, originator, description, problem FROM callback WHERE entry = ?"), {number});
    while (callbacks.next()) {
        if (isNamed(QString::fromLatin1(callbacks.value(0).toByteArray())) || isNamed(callbacks.text(1)) || isNamed(callbacks.text(2)) ||
            isNamed(callbacks.text(3)) || isNamed(callbacks.text(4))) {
            return true;
        }
    }
    HistoryRows forwards = database.rows(QStringLiteral("SELECT body FROM forward WHERE entry = ?"), {number});
    while (forwards.next()) {
        if (isNamed(forwards.text(0))) {
            return true;
        }
    }
    return false;
}

void HistoryForgetting::clean(HistoryDatabase &database, HistoryTable &table, qint64 number)
{
    if (const std::optional<HistoryEntry> entry = table.load(number)) {
        table.rewrite(m_data.cleaned(*entry));
    }
    // What is in no member that this program knows.
    const QString body = database.value(QStringLiteral("SELECT body FROM document WHERE entry = ?"), {number}).toString();
    if (m_data.standsIn(body)) {
        database.run(QStringLiteral("UPDATE document SET body = ? WHERE entry = ?"), {m_data.withoutNumber(body), number});
    }
}

void HistoryForgetting::mergeIndex(HistoryDatabase &database)
{
    // First with a negative number: everything is to become one part; then on until there is nothing to do (sqlite.org/fts5.html, 6.8).
    const int pages = m_stage == Stage::FirstMerge ? -mergedPages : mergedPages;
    const QString changes = QStringLiteral("SELECT total_changes()");
    database.begin();
    const qint64 before = database.value(changes).toLongLong();
    database.run(QStringLiteral("INSERT INTO found (found, rank) VALUES ('merge', ?)"), {pages});
    const bool isDone = database.value(changes).toLongLong() - before < 2;
    database.commit();
    m_stage = isDone ? Stage::Log : Stage::Merge;
}

bool HistoryForgetting::emptyLog(HistoryDatabase &database)
{
    const bool isBusy = database.value(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")).toInt() != 0;
    if (isBusy && ++m_attempts < mostAttempts) {
        return false;
    }
    if (isBusy) {
        m_problem =
            HistoryStore::tr("Forgotten, but another program reads the history at this moment: the last copies go when it is closed.");
    }
    return true;
}

} // namespace daraja
