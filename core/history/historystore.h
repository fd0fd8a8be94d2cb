// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/intentjournal.h"
#include "core/callbacks/callbackforwarder.h"
#include "core/callbacks/callbackkeeper.h"
#include "core/history/historyentry.h"

#include <QObject>

#include <memory>

namespace daraja {

class HistoryWorker;

/// Where the history lies by default, the same file for the window and the command line: `history.sqlite` below the user's data folder.
[[nodiscard]] QString historyPath();

/// How long the history is kept; 0 means without limit. Pinned entries are always kept.
struct HistoryRetention
{
    int days = 0;
    qint64 entries = 0;
};

/// How the store stands.
struct HistoryStatus
{
    enum class State {
        Closed,
        Opening,
        Open,       ///< on disk
        ReadOnly,   ///< can be read, not written: nothing is recorded
        MemoryOnly, ///< the file cannot be used: everything works, and is forgotten at the end of the program
        Failed,     ///< not even memory: nothing is kept and nothing found
    };
    enum class Reason { None, NewerSchema, Foreign, Damaged, Locked, NoSpace, ReadOnly, NoFolder, NoDriver, Other };

    State state = State::Closed;
    Reason reason = Reason::None;
    QString message;  ///< what happened and what to do, in words for people; empty when all is well
    QString setAside; ///< where a damaged file was moved to, or empty
};

/// The history on disk: SQLite, WAL, full-text index; one worker thread with the connection.
///
/// Lives on its owner's thread. Everything is asynchronous and nothing waits: each function returns at once, its answer comes to the
/// owner's thread later, never from inside, and not at all when `context` has died. Writes are done in the order of the calls, before
/// reads that were asked later, and many at once share one commit; what was answered without a problem is on disk (synchronous FULL).
/// The queue is bounded: beyond 20,000 writes further ones are answered with a problem at once. Before open() answered, requests wait.
/// Several processes may use one file at once.
///
/// Callbacks are joined to the stored entry that has their conversation, also one of an earlier run; others make entries of their own.
class HistoryStore final : public QObject, public CallbackKeeper, public IntentJournal
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryStore)

public:
    /// What became of a change: an empty text, or what went wrong in words for people.
    using Done = std::function<void(const QString &problem)>;

    struct Forgotten
    {
        qint64 entries = 0; ///< in which the number stood
        QString problem;
    };

    explicit HistoryStore(const Clock &clock, QObject *parent = nullptr);
    /// Writes what is queued and closes. Waits for it: as a rule a moment, four seconds at most when the disk or another process holds it
    /// up.
    ~HistoryStore() override;

    /// Opens or creates the file, mode 0600. opened() follows. A file of a newer program or of another one is refused and not touched, a
    /// damaged one is moved aside; the store works in memory when the file cannot be used. Once.
    void open(const QString &path);
    /// Flushes and closes; closed() follows. What is asked afterwards is answered with a problem.
    void close();
    [[nodiscard]] const HistoryStatus &status() const;
    [[nodiscard]] QString path() const;

    /// \name Writing
    /// @{
    /// Makes the entry or brings it up to date; by uid. Pin, note, callbacks and forwards are not written: they come by the functions
    /// below. A final outcome that a callback told meanwhile is not taken back.
    void put(const HistoryEntry &entry, QObject *context = nullptr, Done done = {});
    /// CallbackKeeper: on disk, joined to its entry, before `kept` is called.
    void keep(const Callback &callback, Done kept) override;
    /// IntentJournal: an entry in state Running. Refused for production when the history is not on disk. A twin is one of any program that
    /// uses the same file.
    void record(const Intent &intent, Recorded recorded) override;
    /// The uid under which a call of this process is stored.
    [[nodiscard]] QString uidOfCall(quint64 callId) const;
    /// The same for the token request that is that entry of the ActivityLog.
    [[nodiscard]] QString uidOfToken(quint64 entryId) const;

    /// Notes a delivery to the user's own server in the entry of its callback.
    void addForward(const ForwardRecord &record);
    /// Notes what became known of a stored call. Does nothing when there is none.
    void note(const ActivityNote &note);
    /// A question about the call `of` was accepted under that conversation: its result belongs to the entry of that call.
    void addQuery(const QString &conversation, const QString &of);
    void setPinned(qint64 number, bool pinned);
    void setNote(qint64 number, const QString &note);
    /// Hides the entries; they are destroyed after ten minutes, by whichever program has the history open then.
    void remove(const QList<qint64> &numbers, QObject *context = nullptr, Done done = {});
    /// Undo of remove().
    void restore(const QList<qint64> &numbers, QObject *context = nullptr, Done done = {});
    /// Replaces a phone number everywhere, in all its forms, also inside ids and raw texts, with the names that stand beside it; money
    /// and receipts stay. The bytes are gone from the files afterwards.
    void forget(const QString &phone, QObject *context, std::function<void(const Forgotten &)> done);
    /// Applies now and from now on, in small steps between other work.
    void setRetention(const HistoryRetention &retention);
    /// @}

    /// \name Reading
    /// @{
    /// Up to `limit` (at most 1,000) rows older than `before`, from the newest when that is 0. Returns a ticket for cancel().
    quint64 find(const HistoryQuery &query, qint64 before, int limit, QObject *context, std::function<void(const HistoryPage &)> found);
    /// How many match, counted up to `most`.
    quint64 count(const HistoryQuery &query, int most, QObject *context, std::function<void(int)> counted);
    /// The whole entry; nothing when it is gone.
    quint64 load(qint64 number, QObject *context, std::function<void(const std::optional<HistoryEntry> &)> loaded);
    quint64 load(const QString &uid, QObject *context, std::function<void(const std::optional<HistoryEntry> &)> loaded);
    /// Names and ids of the profiles that occur, for a filter.
    quint64 profiles(QObject *context, std::function<void(const QList<QPair<QString, QString>> &)> found);
    /// The answer is no longer wanted; when the question was not begun it is not asked.
    void cancel(quint64 ticket);
    /// @}

Q_SIGNALS:
    /// open() ended, well or not: see status().
    void opened();
    void statusChanged();
    void closed();
    /// Entries were made or changed, by this process or another.
    void changed(const QList<qint64> &numbers);
    void removed(const QList<qint64> &numbers);
    /// Another process wrote, or so much changed that everything shown should be read again.
    void reloaded();
    /// A customer is being forgotten, `254712345678`: what is in memory must forget as well.
    void forgetting(const QString &msisdn);
    /// Writing fails (`The disk is full …`), or works again (empty).
    void problemChanged(const QString &problem);

private:
    friend class HistoryExport;
    friend class HistoryImport;
    friend struct Weather;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
