// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historytable.h"

#include <QCoreApplication>
#include <QUuid>

// What belongs together: callbacks, deliveries, questions and notes find the entry of their transaction.

namespace daraja {

void HistoryTable::keep(const Callback &callback, const QDateTime &now)
{
    const qint64 asked =
        callback.refused || callback.conversation.isEmpty()
            ? 0
            : m_database.value(QStringLiteral("SELECT entry FROM query WHERE conversation = ?"), {callback.conversation}).toLongLong();
    std::optional<HistoryEntry> entry = load(callback.refused ? 0 : asked != 0 ? asked : ownerOf(callback));
    if (entry) {
        insertCallback(entry->number, callback);
        joinCallback(*entry, callback, now, asked != 0 ? Settling::Never : Settling::WhenBetterKnown);
        update(*entry);
        return;
    }
    HistoryEntry loose;
    static_cast<ActivityEntry &>(loose) = entryOfLooseCallback(callback);
    loose.uid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!loose.at.isValid()) {
        loose.at = now;
    }
    const bool isLocal = callback.sender == Callback::Sender::Local;
    loose.environment = isLocal ? Environment::Simulator : Environment::Custom;
    nameProfile(loose);
    daraja::addStep(loose, QCoreApplication::translate("Activity", "callback received"), loose.at);
    loose.number = numberAt(loose.at);
    insert(loose);
    insertCallback(loose.number, callback);
}

void HistoryTable::addForward(const Callback &callback, const HistoryEntry::Forward &forward)
{
    const qint64 owner = callback.refused ? 0 : ownerOf(callback);
    const qint64 number = owner == 0 ? holderOf(callback) : owner;
    if (number != 0) {
        insertForward(number, forward);
        m_changes.changed.append(number);
    }
}

void HistoryTable::note(const ActivityNote &note)
{
    if (std::optional<HistoryEntry> entry = callOf(note.conversation)) {
        applyNote(*entry, note);
        update(*entry);
    }
}

void HistoryTable::addQuery(const QString &conversation, const QString &of)
{
    std::optional<HistoryEntry> entry = callOf(of);
    if (!entry || conversation.isEmpty()) {
        return;
    }
    m_database.run(QStringLiteral("INSERT OR IGNORE INTO query (conversation, entry) VALUES (?, ?)"), {conversation, entry->number});
    const QList<qint64> loose =
        numbers(QStringLiteral("SELECT id FROM entry WHERE conversation = ? AND conversation <> '' AND kind = 'callback'"), {conversation});
    if (adopt(*entry, loose, Settling::Never)) {
        update(*entry);
    }
}

/// The call of that conversation, or of the id that its caller made.
std::optional<HistoryEntry> HistoryTable::callOf(const QString &conversation)
{
    const qint64 number = awaiting(QStringLiteral("conversation"), conversation);
    return load(number == 0 ? awaiting(QStringLiteral("originator"), conversation) : number);
}

/// Callbacks that came before anybody knew their call, and the payment's own notification beside its STK push, belong to this entry.
bool HistoryTable::adoptLoose(HistoryEntry &entry)
{
    if (entry.kind != ActivityEntry::Kind::Call || !awaitsCallbacks(entry.operationId)) {
        return false;
    }
    QList<qint64> loose;
    if (!entry.conversation.isEmpty()) {
        loose += numbers(QStringLiteral("SELECT id FROM entry WHERE conversation = ? AND conversation <> '' AND kind = 'callback'"),
                         {entry.conversation});
    }
    if (!entry.receipt.isEmpty()) {
        loose += numbers(QStringLiteral("SELECT id FROM entry WHERE receipt = ? AND receipt <> '' AND kind = 'callback'"), {entry.receipt});
    }
    return adopt(entry, loose, Settling::WhenBetterKnown);
}

bool HistoryTable::adopt(HistoryEntry &entry, const QList<qint64> &loose, Settling settling)
{
    bool adopted = false;
    for (const qint64 number : loose) {
        const std::optional<HistoryEntry> other = load(number);
        if (!other || other->callbacks.value(0).refused) {
            continue;
        }
        for (const Callback &callback : other->callbacks) {
            joinCallback(entry, callback, callback.receivedAt, settling);
        }
        entry.pinned = entry.pinned || other->pinned;
        entry.note = entry.note.isEmpty() ? other->note : entry.note;
        m_database.run(QStringLiteral("UPDATE callback SET entry = ? WHERE entry = ?"), {entry.number, number});
        m_database.run(QStringLiteral("UPDATE forward SET entry = ? WHERE entry = ?"), {entry.number, number});
        m_database.run(QStringLiteral("UPDATE entry SET pinned = ?, note = ? WHERE id = ?"),
                       {entry.pinned, storedText(entry.note), entry.number});
        destroy({number});
        m_changes.removed.append(number);
        adopted = true;
    }
    return adopted;
}

qint64 HistoryTable::ownerOf(const Callback &callback)
{
    if (const qint64 call = awaiting(QStringLiteral("conversation"), callback.conversation)) {
        return call;
    }
    if (const qint64 call = awaiting(QStringLiteral("originator"), callback.originatorConversation)) {
        return call;
    }
    // A notification says its receipt alone; the STK push that it belongs to may be there already.
    const QString receipt = callback.conversation.isEmpty() ? callback.transactionId : QString();
    if (const qint64 call = awaiting(QStringLiteral("receipt"), receipt)) {
        return call;
    }
    const bool byReceipt = callback.conversation.isEmpty();
    const QString identity = byReceipt ? callback.transactionId : callback.conversation;
    if (identity.isEmpty()) {
        return 0;
    }
    const QString sql = byReceipt
                            ? QStringLiteral("SELECT id FROM entry WHERE receipt = ? AND kind = 'callback' AND receipt <> ''")
                            : QStringLiteral("SELECT id FROM entry WHERE conversation = ? AND kind = 'callback' AND conversation <> ''");
    for (const qint64 number : numbers(sql, {identity})) {
        if (!callbacksOf(number).value(0).refused) {
            return number;
        }
    }
    return 0;
}

/// The entry that was made for this very message, which says nothing to know it by.
qint64 HistoryTable::holderOf(const Callback &callback)
{
    const qint64 first = firstNumberAt(callback.receivedAt);
    return m_database
        .value(QStringLiteral("SELECT entry.id FROM entry JOIN callback ON callback.entry = entry.id WHERE entry.id >= ? AND entry.id < ? "
                              "AND callback.raw = ? ORDER BY entry.id DESC LIMIT 1"),
               {first, firstNumberAt(callback.receivedAt.addMSecs(1)), callback.raw})
        .toLongLong();
}

qint64 HistoryTable::awaiting(const QString &column, const QString &value)
{
    if (value.isEmpty()) {
        return 0;
    }
    HistoryRows rows = m_database.rows(
        QStringLiteral("SELECT id, operation FROM entry WHERE %1 = ? AND %1 <> '' AND kind = 'call' ORDER BY id DESC").arg(column),
        {value});
    while (rows.next()) {
        if (awaitsCallbacks(rows.text(1))) {
            return rows.number(0);
        }
    }
    return 0;
}

void HistoryTable::nameProfile(HistoryEntry &entry)
{
    HistoryRows profile =
        m_database.rows(QStringLiteral("SELECT name, environment FROM profile WHERE id = ? AND id <> ''"), {storedText(entry.profileId)});
    if (profile.next()) {
        entry.profile = profile.text(0);
        entry.environment = environmentFromId(profile.text(1));
    }
}

} // namespace daraja
