// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historytable.h"

#include "core/history/callbackwords.h"
#include "core/history/historydocument.h"
#include "core/history/historynames.h"
#include "core/history/historypieces.h"
#include "core/history/historywords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace daraja {

namespace {

constexpr int batchSize = 200;
constexpr int mostPieces = 200; ///< callbacks or forwards of one entry
constexpr qsizetype largestRaw = 1'048'576;

QString tableText(const char *text)
{
    return QCoreApplication::translate("Activity", text);
}

QString bodyText(const HistoryEntry &entry)
{
    return QString::fromUtf8(QJsonDocument(documentOf(entry)).toJson(QJsonDocument::Compact));
}

QString listOf(const QList<qint64> &numbers)
{
    QJsonArray array;
    for (const qint64 number : numbers) {
        array.append(number);
    }
    return QString::fromLatin1(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace

void HistoryTable::Changes::add(const Changes &more)
{
    changed += more.changed;
    removed += more.removed;
    everything = everything || more.everything;
}

HistoryTable::HistoryTable(HistoryDatabase &database, QString run)
    : m_database(database)
    , m_run(std::move(run))
{
}

void HistoryTable::put(const HistoryEntry &entry)
{
    HistoryEntry changed = entry;
    const std::optional<HistoryEntry> known = load(numberOf(entry.uid));
    if (known) {
        changed.number = known->number;
        changed.at = known->at;
        changed.note = known->note;
        changed.pinned = known->pinned;
        changed.callbacks = known->callbacks;
        changed.forwards = known->forwards;
        if (isSettled(known->state) && !isSettled(entry.state)) { // a callback that came to another process knew better
            changed.state = known->state;
            changed.summary = known->summary;
            changed.receipt = known->receipt;
        }
    } else {
        changed.note.clear();
        changed.pinned = false;
        changed.callbacks.clear();
        changed.forwards.clear();
        changed.number = numberAt(entry.at);
        insert(changed);
    }
    if (adoptLoose(changed) || known) {
        update(changed);
    }
}

bool HistoryTable::insertWhole(const HistoryEntry &entry)
{
    if (numberOf(entry.uid) != 0) {
        return false;
    }
    HistoryEntry whole = entry;
    whole.number = numberAt(entry.at);
    insert(whole);
    for (const Callback &callback : entry.callbacks) {
        insertCallback(whole.number, callback);
    }
    for (const HistoryEntry::Forward &forward : entry.forwards) {
        insertForward(whole.number, forward);
    }
    m_database.run(QStringLiteral("UPDATE entry SET pinned = ?, note = ? WHERE id = ?"),
                   {entry.pinned, storedText(entry.note), whole.number});
    return true;
}

void HistoryTable::setPinned(qint64 number, bool pinned)
{
    m_database.run(QStringLiteral("UPDATE entry SET pinned = ? WHERE id = ?"), {pinned, number});
    if (const std::optional<HistoryEntry> entry = load(number)) {
        update(*entry);
    }
}

void HistoryTable::setNote(qint64 number, const QString &note)
{
    m_database.run(QStringLiteral("UPDATE entry SET note = ? WHERE id = ?"), {storedText(note), number});
    if (const std::optional<HistoryEntry> entry = load(number)) {
        update(*entry);
    }
}

void HistoryTable::setRemoved(const QList<qint64> &removed, qint64 atMilliseconds)
{
    m_database.run(QStringLiteral("UPDATE entry SET removed = ? WHERE id IN (SELECT value FROM json_each(?))"),
                   {atMilliseconds, listOf(removed)});
    (atMilliseconds == 0 ? m_changes.changed : m_changes.removed) += removed;
}

void HistoryTable::rewrite(const HistoryEntry &entry)
{
    m_database.run(QStringLiteral("DELETE FROM callback WHERE entry = ?"), {entry.number});
    m_database.run(QStringLiteral("DELETE FROM forward WHERE entry = ?"), {entry.number});
    for (const Callback &callback : entry.callbacks) {
        insertCallback(entry.number, callback);
    }
    for (const HistoryEntry::Forward &forward : entry.forwards) {
        insertForward(entry.number, forward);
    }
    m_database.run(QStringLiteral("UPDATE entry SET note = ? WHERE id = ?"), {storedText(entry.note), entry.number});
    update(entry);
}

bool HistoryTable::purge(qint64 beforeMilliseconds)
{
    const QList<qint64> old =
        numbers(QStringLiteral("SELECT id FROM entry WHERE removed <> 0 AND removed <= ? LIMIT ?"), {beforeMilliseconds, batchSize});
    destroy(old);
    return old.size() == batchSize;
}

bool HistoryTable::retain(const HistoryRetention &retention, const QDateTime &now)
{
    QList<qint64> old;
    if (retention.days > 0) {
        const qint64 oldest = firstNumberAt(now.addDays(-retention.days));
        old = numbers(QStringLiteral("SELECT id FROM entry WHERE id < ? AND pinned = 0 ORDER BY id LIMIT ?"), {oldest, batchSize});
    }
    if (old.isEmpty() && retention.entries > 0) {
        const qint64 excess = m_database.value(QStringLiteral("SELECT entries FROM counter")).toLongLong() - retention.entries;
        if (excess > 0) {
            old = numbers(QStringLiteral("SELECT id FROM entry WHERE pinned = 0 ORDER BY id LIMIT ?"), {qMin<qint64>(excess, batchSize)});
        }
    }
    destroy(old);
    m_changes.removed += old;
    return !old.isEmpty();
}

void HistoryTable::recordIntent(const HistoryEntry &intent)
{
    std::optional<HistoryEntry> known = load(numberOf(intent.uid));
    if (!known) {
        put(intent);
    } else if (known->originator.isEmpty() && !intent.originator.isEmpty()) {
        known->originator = intent.originator;
        update(*known);
    }
}

void HistoryTable::settleAbandoned(const QStringList &runs, const QDateTime &now)
{
    const QList<qint64> open =
        numbers(QStringLiteral("SELECT entry.id FROM found CROSS JOIN entry ON entry.id = found.rowid WHERE found MATCH ? AND entry.run IN "
                               "(SELECT value FROM json_each(?)) ORDER BY found.rowid DESC LIMIT 1000"),
                {QStringLiteral("\"=srunning\" OR \"=swaiting\""),
                 QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(runs)).toJson(QJsonDocument::Compact))});
    for (const qint64 number : open) {
        std::optional<HistoryEntry> entry = load(number);
        if (!entry) {
            continue;
        }
        const OperationSpec *operation = findOperation(entry->operationId);
        using State = ActivityEntry::State;
        entry->forsaken = true;
        const bool harmless = entry->kind == ActivityEntry::Kind::Token || (operation && operation->readsOnly());
        entry->state = entry->state == State::Waiting ? State::Pending : harmless ? State::Failed : State::Unknown;
        entry->summary = entry->state == State::Pending ? tableText("Accepted; the program ended before a result came")
                         : harmless                     ? tableText("Not followed to its end: the program ended")
                                    : tableText("The program ended while it was sent: nobody knows whether it went through");
        daraja::addStep(*entry, tableText("no longer followed"), now);
        update(*entry);
    }
}

HistoryTable::Changes HistoryTable::takeChanges()
{
    return std::exchange(m_changes, {});
}

qint64 HistoryTable::numberAt(const QDateTime &at)
{
    const qint64 first = firstNumberAt(at);
    const QVariant last =
        m_database.value(QStringLiteral("SELECT max(id) FROM entry WHERE id >= ? AND id < ?"), {first, firstNumberAt(at.addMSecs(1))});
    return last.isNull() ? first : last.toLongLong() + 1;
}

void HistoryTable::insert(const HistoryEntry &entry)
{
    m_database.run(QStringLiteral("INSERT INTO entry (id, uid, run, kind, state, operation, title, party, amount, summary, conversation, "
                                  "originator, receipt, profile, profile_name, environment) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                   {entry.number, entry.uid, m_run, kindName(entry.kind), stateName(entry.state), storedText(entry.operationId),
                    storedText(entry.title), storedText(entry.party), storedText(entry.amount), storedText(entry.summary),
                    storedText(entry.conversation), storedText(entry.originator), storedText(entry.receipt), storedText(entry.profileId),
                    storedText(entry.profile), environmentId(entry.environment)});
    m_database.run(QStringLiteral("INSERT INTO document (entry, words, body) VALUES (?, ?, ?)"),
                   {entry.number, historyWords(entry), bodyText(entry)});
    noteProfile(entry);
    m_changes.changed.append(entry.number);
}

void HistoryTable::update(const HistoryEntry &entry)
{
    m_database.run(QStringLiteral("UPDATE entry SET state = ?, title = ?, party = ?, amount = ?, summary = ?, conversation = ?, "
                                  "originator = ?, receipt = ?, profile = ?, profile_name = ?, environment = ? WHERE id = ?"),
                   {stateName(entry.state), storedText(entry.title), storedText(entry.party), storedText(entry.amount),
                    storedText(entry.summary), storedText(entry.conversation), storedText(entry.originator), storedText(entry.receipt),
                    storedText(entry.profileId), storedText(entry.profile), environmentId(entry.environment), entry.number});
    m_database.run(QStringLiteral("UPDATE document SET words = ?, body = ? WHERE entry = ?"),
                   {historyWords(entry), bodyText(entry), entry.number});
    noteProfile(entry);
    m_changes.changed.append(entry.number);
}

void HistoryTable::insertCallback(qint64 number, const Callback &callback)
{
    m_database.run(
        QStringLiteral("INSERT INTO callback (entry, at, kind, path, peer, sender, refused, profile, conversation, originator, code, "
                       "description, transaction_id, problem, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {number, callback.receivedAt.toMSecsSinceEpoch(), callbackKindName(callback.kind), storedText(callback.path),
         storedText(callback.peer), senderName(callback.sender), callback.refused, storedText(callback.profileId),
         storedText(callback.conversation), storedText(callback.originatorConversation), storedText(callback.resultCode),
         storedText(callback.resultDescription), storedText(callback.transactionId), storedText(callback.problem),
         callback.raw.isNull() ? QByteArray("") : callback.raw.left(largestRaw)});
}

void HistoryTable::insertForward(qint64 number, const HistoryEntry::Forward &forward)
{
    m_database.run(QStringLiteral("INSERT INTO forward (entry, body) VALUES (?, ?)"),
                   {number, QString::fromUtf8(QJsonDocument(forwardToJson(forward)).toJson(QJsonDocument::Compact))});
}

void HistoryTable::noteProfile(const HistoryEntry &entry)
{
    if (!entry.profileId.isEmpty() || !entry.profile.isEmpty()) {
        m_database.run(QStringLiteral("INSERT INTO profile (id, name, environment) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                                      "name = excluded.name, environment = excluded.environment WHERE name <> excluded.name OR "
                                      "environment <> excluded.environment"),
                       {entry.profileId.isEmpty() ? entry.profile : entry.profileId,
                        entry.profile.isEmpty() ? entry.profileId : entry.profile, environmentId(entry.environment)});
    }
}

void HistoryTable::destroy(const QList<qint64> &gone)
{
    if (gone.isEmpty()) {
        return;
    }
    const QString list = listOf(gone);
    for (const QString &sql : {QStringLiteral("DELETE FROM callback WHERE entry IN (SELECT value FROM json_each(?))"),
                               QStringLiteral("DELETE FROM forward WHERE entry IN (SELECT value FROM json_each(?))"),
                               QStringLiteral("DELETE FROM query WHERE entry IN (SELECT value FROM json_each(?))"),
                               QStringLiteral("DELETE FROM document WHERE entry IN (SELECT value FROM json_each(?))"),
                               QStringLiteral("DELETE FROM entry WHERE id IN (SELECT value FROM json_each(?))")}) {
        m_database.run(sql, {list});
    }
}

QList<qint64> HistoryTable::numbers(const QString &sql, const QVariantList &values)
{
    QList<qint64> found;
    HistoryRows rows = m_database.rows(sql, values);
    while (rows.next()) {
        found.append(rows.number(0));
    }
    return found;
}

QList<Callback> HistoryTable::callbacksOf(qint64 number)
{
    QList<Callback> callbacks;
    HistoryRows rows =
        m_database.rows(QStringLiteral("SELECT at, kind, path, peer, sender, refused, profile, conversation, originator, code, "
                                       "description, transaction_id, problem, raw FROM callback WHERE entry = ? "
                                       "ORDER BY id LIMIT ?"),
                        {number, mostPieces});
    while (rows.next()) {
        Callback callback;
        callback.receivedAt = QDateTime::fromMSecsSinceEpoch(rows.number(0), Qt::UTC);
        callback.kind = callbackKindOfName(rows.text(1)).value_or(Callback::Kind::Unreadable);
        callback.path = rows.text(2);
        callback.peer = rows.text(3);
        callback.sender = senderOfName(rows.text(4));
        callback.refused = rows.number(5) != 0;
        callback.profileId = rows.text(6);
        callback.conversation = rows.text(7);
        callback.originatorConversation = rows.text(8);
        callback.resultCode = rows.text(9);
        callback.resultDescription = rows.text(10);
        callback.transactionId = rows.text(11);
        callback.problem = rows.text(12);
        callback.raw = rows.value(13).toByteArray();
        callbacks.append(rereadCallback(callback));
    }
    return callbacks;
}

QList<HistoryEntry::Forward> HistoryTable::forwardsOf(qint64 number)
{
    QList<HistoryEntry::Forward> forwards;
    HistoryRows rows =
        m_database.rows(QStringLiteral("SELECT body FROM forward WHERE entry = ? ORDER BY id LIMIT ?"), {number, mostPieces});
    while (rows.next()) {
        forwards.append(forwardOfJson(QJsonDocument::fromJson(rows.text(0).toUtf8()).object()));
    }
    return forwards;
}

} // namespace daraja
