// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyruns.h"
#include "core/history/historytable.h"

#include <QMutex>

#include <deque>

class QTimer;

namespace daraja {

/// Does what the store asks for, on the worker's thread, in this order: writes (as many as wait share one commit), then one read, then one
/// step of long work. Answers go to the owner's thread. Functions marked so may be called from any thread. Internal to core/history.
class HistoryWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryWorker)

public:
    using Answer = std::function<void()>; ///< to be called on the owner's thread

    struct Write
    {
        std::function<void(HistoryTable &)> change;
        HistoryStore::Done done; ///< on the owner's thread; may be empty
        bool needsDisk = false;  ///< memory is not good enough
    };
    struct Read
    {
        quint64 ticket = 0;
        std::function<Answer(HistoryTable *, const QString &problem)> ask; ///< nullptr: there is nothing to read from
    };
    /// A part of long work, with transactions of its own. Returns whether it wants to be called again. Faults are told to `failed`.
    struct Step
    {
        std::function<bool(HistoryDatabase &, HistoryTable &)> go;
        HistoryStore::Done failed; ///< on the owner's thread
    };

    /// `owner` gets signals and answers until forgetOwner().
    HistoryWorker(HistoryStore *owner, const QString &run);
    ~HistoryWorker() override;

    /// \name From any thread
    /// @{
    void open(const QString &path, const QDateTime &now, std::function<void(const HistoryStatus &)> opened);
    void close(Answer closed);
    /// False when the queue is full.
    [[nodiscard]] bool add(Write write);
    void add(Read read);
    void add(Step step);
    void cancel(quint64 ticket);
    /// Ends what runs left behind that live no more, and destroys what was removed before `removedBefore`.
    void sweep(const QDateTime &now, qint64 removedBefore);
    /// Do not wait for other processes any more, and write nothing after the commit that has begun.
    void hurry() { m_hurry = true; }
    void forgetOwner();
    /// Calls it on the owner's thread.
    void tell(Answer answer);
    /// @}

private:
    void schedule();
    void work();
    [[nodiscard]] std::deque<Write> nextWrites();
    void write(std::deque<Write> &writes);
    void refuseForDisk(std::deque<Write> &writes);
    void commitOneByOne(std::deque<Write> &writes, QList<QString> &problems);
    void read(const Read &read);
    void step(Step step);
    void lookElsewhere();
    void settleAbandoned(const QDateTime &now);
    void tellProblem(const QString &problem);
    void tellChanges();
    [[nodiscard]] QString whyNotWritable() const;

    QMutex m_mutex; ///< for the queues and the owner
    HistoryStore *m_owner;
    std::deque<Write> m_writes;
    std::deque<Read> m_reads;
    std::deque<Step> m_steps;
    bool m_scheduled = false;

    std::atomic_bool m_hurry = false;
    HistoryStatus m_status;
    HistoryDatabase m_database;
    HistoryTable m_table;
    HistoryRuns m_runs;
    QTimer *m_watch = nullptr;
    qint64 m_seenVersion = 0;
    QString m_problem;
};

} // namespace daraja
