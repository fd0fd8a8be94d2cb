// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/callbackwords.h"
#include "core/history/historydatabase.h"

namespace daraja {

/// The numbers of entries rise with their time, with room for a million in one millisecond: the first number of that time.
[[nodiscard]] inline qint64 firstNumberAt(const QDateTime &at)
{
    return at.toMSecsSinceEpoch() << 20;
}

[[nodiscard]] inline QDateTime timeOfNumber(qint64 number)
{
    return QDateTime::fromMSecsSinceEpoch(number >> 20, Qt::UTC);
}

/// A text is never NULL in the tables.
[[nodiscard]] inline QString storedText(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

/// What can be done with stored entries, in SQL. Writes belong between begin() and commit() of the database; faults are thrown. Lives on
/// the worker's thread. Internal to core/history.
class HistoryTable final
{
    Q_DISABLE_COPY_MOVE(HistoryTable)

public:
    /// What writes changed, for those who show entries.
    struct Changes
    {
        QList<qint64> changed;
        QList<qint64> removed;
        bool everything = false;

        void add(const Changes &more);
    };

    /// `run` marks entries that this process began.
    HistoryTable(HistoryDatabase &database, QString run);

    /// \name Writing
    /// @{
    void put(const HistoryEntry &entry);
    /// An entry with its callbacks, forwards, note and pin; false when its uid is there already.
    bool insertWhole(const HistoryEntry &entry);
    void keep(const Callback &callback, const QDateTime &now);
    void addForward(const Callback &callback, const HistoryEntry::Forward &forward);
    void note(const ActivityNote &note);
    /// Callbacks of that conversation answer a question about the call `of`: they belong to its entry and do not settle it.
    void addQuery(const QString &conversation, const QString &of);
    void setPinned(qint64 number, bool pinned);
    void setNote(qint64 number, const QString &note);
    void setRemoved(const QList<qint64> &numbers, qint64 atMilliseconds);
    /// Takes the place of what is stored: whole entry with callbacks and forwards.
    void rewrite(const HistoryEntry &entry);
    /// Destroys up to 200 entries that were removed before then; true when there are more.
    bool purge(qint64 beforeMilliseconds);
    /// Destroys up to 200 of the oldest entries that retention does not keep; true when there are more.
    bool retain(const HistoryRetention &retention, const QDateTime &now);
    /// Notes that a call is about to be sent; keeps what is known of it already.
    void recordIntent(const HistoryEntry &intent);
    /// For twinOf(), also of other programs; nothing for an empty likeness.
    void rememberLikeness(const QString &uid, const QString &likeness, const QDateTime &at);
    /// Ends what those runs left behind.
    void settleAbandoned(const QStringList &runs, const QDateTime &now);
    /// @}

    /// \name Reading
    /// @{
    [[nodiscard]] HistoryPage find(const HistoryQuery &query, qint64 before, int limit);
    [[nodiscard]] int count(const HistoryQuery &query, int most);
    [[nodiscard]] std::optional<HistoryEntry> load(qint64 number);
    /// When another run noted an intent of that likeness within ProductionGuard::duplicateTime before or after `at`, unless its entry says
    /// that it did nothing; invalid when none did.
    [[nodiscard]] QDateTime twinOf(const QString &likeness, const QDateTime &at);
    /// Runs with entries that are under way.
    [[nodiscard]] QStringList openRuns();
    [[nodiscard]] qint64 numberOf(const QString &uid);
    [[nodiscard]] QList<QPair<QString, QString>> profiles();
    /// @}

    /// What changed since the last time.
    [[nodiscard]] Changes takeChanges();
    void addChanges(const Changes &more) { m_changes.add(more); }

private:
    [[nodiscard]] qint64 numberAt(const QDateTime &at);
    void insert(const HistoryEntry &entry);
    void update(const HistoryEntry &entry);
    void insertCallback(qint64 number, const Callback &callback);
    void insertForward(qint64 number, const HistoryEntry::Forward &forward);
    void noteProfile(const HistoryEntry &entry);
    void nameProfile(HistoryEntry &entry);
    [[nodiscard]] bool adoptLoose(HistoryEntry &entry);
    [[nodiscard]] bool adopt(HistoryEntry &entry, const QList<qint64> &loose, Settling settling);
    [[nodiscard]] std::optional<HistoryEntry> callOf(const QString &conversation);
    void destroy(const QList<qint64> &numbers);
    [[nodiscard]] qint64 ownerOf(const Callback &callback);
    [[nodiscard]] qint64 holderOf(const Callback &callback);
    [[nodiscard]] qint64 awaiting(const QString &column, const QString &value);
    [[nodiscard]] QString expressionOf(const HistoryQuery &query);
    [[nodiscard]] std::optional<QStringList> wordsThatBegin(const QString &beginning);
    [[nodiscard]] QList<Callback> callbacksOf(qint64 number);
    [[nodiscard]] QList<HistoryEntry::Forward> forwardsOf(qint64 number);
    [[nodiscard]] QList<qint64> numbers(const QString &sql, const QVariantList &values);

    HistoryDatabase &m_database;
    const QString m_run;
    Changes m_changes;
};

} // namespace daraja
