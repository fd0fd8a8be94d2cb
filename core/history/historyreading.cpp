// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historydocument.h"
#include "core/history/historyexpression.h"
#include "core/history/historynames.h"
#include "core/history/historytable.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace daraja {

namespace {

constexpr int mostRows = 1'000;
constexpr qsizetype mostNamedWords = 300; ///< for one beginning

const QString rowColumns =
    QStringLiteral("entry.id, entry.uid, entry.kind, entry.state, entry.operation, entry.title, entry.party, entry.amount, entry.summary, "
                   "entry.conversation, entry.receipt, entry.profile_name, entry.environment, entry.pinned, entry.note <> ''");

HistoryRow rowFrom(const HistoryRows &rows)
{
    HistoryRow row;
    row.number = rows.number(0);
    row.uid = rows.text(1);
    row.kind = kindOfName(rows.text(2)).value_or(ActivityEntry::Kind::Call);
    row.state = stateOfName(rows.text(3)).value_or(ActivityEntry::State::Unknown);
    row.at = timeOfNumber(row.number);
    row.operationId = rows.text(4);
    row.title = rows.text(5);
    row.party = rows.text(6);
    row.amount = rows.text(7);
    row.summary = rows.text(8);
    row.conversation = rows.text(9);
    row.receipt = rows.text(10);
    row.profile = rows.text(11);
    row.environment = environmentFromId(rows.text(12));
    row.pinned = rows.number(13) != 0;
    row.hasNote = rows.number(14) != 0;
    return row;
}

/// A query as SQL behind `SELECT …`. Text and filters are looked up in the full-text index, whose order is that of the ids: the newest
/// come first without anything being sorted.
struct Selection
{
    QString sql;
    QVariantList values;
};

Selection selectionOf(const HistoryQuery &query, const QString &expression, qint64 before)
{
    const QString id = expression.isEmpty() ? QStringLiteral("entry.id") : QStringLiteral("found.rowid");
    Selection selection;
    if (expression.isEmpty()) {
        selection.sql = QStringLiteral("FROM entry WHERE entry.removed = 0");
    } else {
        selection.sql = QStringLiteral("FROM found CROSS JOIN entry ON entry.id = found.rowid WHERE found MATCH ? AND entry.removed = 0");
        selection.values.append(expression);
    }
    qint64 end = query.to.isValid() ? firstNumberAt(query.to) : 0;
    if (before != 0 && (end == 0 || before < end)) {
        end = before;
    }
    if (end != 0) {
        selection.sql += QStringLiteral(" AND %1 < ?").arg(id);
        selection.values.append(end);
    }
    if (query.from.isValid()) {
        selection.sql += QStringLiteral(" AND %1 >= ?").arg(id);
        selection.values.append(firstNumberAt(query.from));
    }
    if (!query.numbers.isEmpty()) {
        QJsonArray wanted;
        for (const qint64 number : query.numbers) {
            wanted.append(number);
        }
        const auto [oldest, newest] = std::minmax_element(query.numbers.begin(), query.numbers.end());
        selection.sql += QStringLiteral(" AND %1 BETWEEN ? AND ? AND entry.id IN (SELECT value FROM json_each(?))").arg(id);
        selection.values += {*oldest, *newest, QString::fromLatin1(QJsonDocument(wanted).toJson(QJsonDocument::Compact))};
    }
    selection.sql += QStringLiteral(" ORDER BY %1 DESC LIMIT ?").arg(id);
    return selection;
}

} // namespace

HistoryPage HistoryTable::find(const HistoryQuery &query, qint64 before, int limit)
{
    HistoryPage page;
    Selection selection = selectionOf(query, expressionOf(query), before);
    const int wanted = qBound(1, limit, mostRows);
    selection.values.append(wanted + 1);
    HistoryRows rows = m_database.rows(QStringLiteral("SELECT %1 %2").arg(rowColumns, selection.sql), selection.values);
    while (rows.next()) {
        if (page.rows.size() == wanted) {
            page.more = true;
            break;
        }
        page.rows.append(rowFrom(rows));
    }
    return page;
}

int HistoryTable::count(const HistoryQuery &query, int most)
{
    Selection selection = selectionOf(query, expressionOf(query), 0);
    selection.values.append(most);
    return m_database.value(QStringLiteral("SELECT count(*) FROM (SELECT 1 %1)").arg(selection.sql), selection.values).toInt();
}

QString HistoryTable::expressionOf(const HistoryQuery &query)
{
    return historyExpression(query, [this](const QString &beginning) { return wordsThatBegin(beginning); });
}

std::optional<QStringList> HistoryTable::wordsThatBegin(const QString &beginning)
{
    QStringList words;
    QString from = beginning;
    for (;;) {
        const QString word = m_database.value(QStringLiteral("SELECT term FROM found_words WHERE term >= ? LIMIT 1"), {from}).toString();
        if (!word.startsWith(beginning)) {
            return words;
        }
        if (words.size() == mostNamedWords) {
            return {};
        }
        words.append(word);
        from = word + QChar(1); // straight to the next word, however many entries have this one
    }
}

std::optional<HistoryEntry> HistoryTable::load(qint64 number)
{
    HistoryEntry entry;
    {
        HistoryRows rows =
            m_database.rows(QStringLiteral("SELECT %1, entry.originator, entry.profile, entry.note, document.body FROM entry "
                                           "JOIN document ON document.entry = entry.id WHERE entry.id = ?")
                                .arg(rowColumns),
                            {number});
        if (!rows.next()) {
            return {};
        }
        const HistoryRow row = rowFrom(rows);
        entry.number = row.number;
        entry.uid = row.uid;
        entry.id = static_cast<quint64>(row.number);
        entry.kind = row.kind;
        entry.state = row.state;
        entry.at = row.at;
        entry.operationId = row.operationId;
        entry.title = row.title;
        entry.party = row.party;
        entry.amount = row.amount;
        entry.summary = row.summary;
        entry.conversation = row.conversation;
        entry.receipt = row.receipt;
        entry.profile = row.profile;
        entry.environment = row.environment;
        entry.pinned = row.pinned;
        entry.originator = rows.text(15);
        entry.profileId = rows.text(16);
        entry.note = rows.text(17);
        readDocument(QJsonDocument::fromJson(rows.text(18).toUtf8()).object(), entry);
    }
    entry.callbacks = callbacksOf(number);
    entry.forwards = forwardsOf(number);
    return entry;
}

QStringList HistoryTable::openRuns()
{
    QSet<QString> runs;
    HistoryRows rows = m_database.rows(QStringLiteral("SELECT entry.run FROM found CROSS JOIN entry ON entry.id = found.rowid "
                                                      "WHERE found MATCH '\"=srunning\" OR \"=swaiting\"'"));
    while (rows.next()) {
        runs.insert(rows.text(0));
    }
    return {runs.begin(), runs.end()};
}

qint64 HistoryTable::numberOf(const QString &uid)
{
    return m_database.value(QStringLiteral("SELECT id FROM entry WHERE uid = ?"), {uid}).toLongLong();
}

QList<QPair<QString, QString>> HistoryTable::profiles()
{
    QList<QPair<QString, QString>> found;
    HistoryRows rows = m_database.rows(QStringLiteral("SELECT id, name FROM profile ORDER BY name"));
    while (rows.next()) {
        found.append({rows.text(0), rows.text(1)});
    }
    return found;
}

} // namespace daraja
