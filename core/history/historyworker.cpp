// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyworker.h"

#include "core/history/historyopening.h"

#include <QTimer>

namespace daraja {

namespace {

constexpr std::size_t mostWrites = 20'000;
constexpr std::size_t mostAtOnce = 1'000; ///< in one commit
constexpr int watchInterval = 2'000;      // milliseconds

} // namespace

HistoryWorker::HistoryWorker(HistoryStore *owner, const QString &run)
    : m_owner(owner)
    , m_database(m_hurry)
    , m_table(m_database, run)
    , m_runs(run)
{
}

HistoryWorker::~HistoryWorker() = default;

void HistoryWorker::open(const QString &path, const QDateTime &now, std::function<void(const HistoryStatus &)> opened)
{
    QMetaObject::invokeMethod(
        this,
        [this, path, now, opened = std::move(opened)] {
            m_status = openHistory(m_database, path, now);
            if (m_status.state == HistoryStatus::State::Open) {
                m_runs.enter(path);
                settleAbandoned(now);
            }
            if (m_database.isOpen() && m_status.state != HistoryStatus::State::MemoryOnly) {
                m_watch = new QTimer(this);
                connect(m_watch, &QTimer::timeout, this, &HistoryWorker::lookElsewhere);
                m_watch->start(watchInterval);
                m_seenVersion = m_database.value(QStringLiteral("PRAGMA data_version")).toLongLong();
            }
            tell([opened, status = m_status] { opened(status); });
            schedule();
        },
        Qt::QueuedConnection);
}

void HistoryWorker::close(Answer closed)
{
    QMetaObject::invokeMethod(
        this,
        [this, closed = std::move(closed)] {
            for (;;) {
                std::deque<Write> writes;
                {
                    const QMutexLocker locker(&m_mutex);
                    writes = nextWrites();
                    m_steps.clear();
                }
                if (writes.empty()) {
                    break;
                }
                write(writes);
            }
            delete std::exchange(m_watch, nullptr);
            m_database.close();
            m_runs.leave();
            m_status.state = HistoryStatus::State::Closed;
            m_status.message = HistoryStore::tr("The history is closed.");
            tell(closed);
            schedule(); // what was asked is answered
        },
        Qt::QueuedConnection);
}

bool HistoryWorker::add(Write write)
{
    {
        const QMutexLocker locker(&m_mutex);
        if (m_writes.size() >= mostWrites) {
            return false;
        }
        m_writes.push_back(std::move(write));
    }
    schedule();
    return true;
}

void HistoryWorker::add(Read read)
{
    {
        const QMutexLocker locker(&m_mutex);
        m_reads.push_back(std::move(read));
    }
    schedule();
}

void HistoryWorker::add(Step step)
{
    {
        const QMutexLocker locker(&m_mutex);
        m_steps.push_back(std::move(step));
    }
    schedule();
}

void HistoryWorker::cancel(quint64 ticket)
{
    const QMutexLocker locker(&m_mutex);
    std::erase_if(m_reads, [ticket](const Read &read) { return read.ticket == ticket; });
}

void HistoryWorker::forgetOwner()
{
    const QMutexLocker locker(&m_mutex);
    m_owner = nullptr;
}

void HistoryWorker::schedule()
{
    {
        const QMutexLocker locker(&m_mutex);
        if (m_scheduled) {
            return;
        }
        m_scheduled = true;
    }
    QMetaObject::invokeMethod(this, &HistoryWorker::work, Qt::QueuedConnection);
}

void HistoryWorker::work()
{
    std::deque<Write> writes;
    std::deque<Read> reads;
    std::deque<Step> steps;
    bool isMore = false;
    {
        const QMutexLocker locker(&m_mutex);
        m_scheduled = false;
        if (m_status.state == HistoryStatus::State::Closed && m_status.message.isEmpty()) {
            return; // not opened yet
        }
        writes = nextWrites();
        if (writes.empty() && !m_reads.empty()) {
            reads.push_back(std::move(m_reads.front()));
            m_reads.pop_front();
        }
        if (writes.empty() && reads.empty() && !m_steps.empty()) {
            steps.push_back(std::move(m_steps.front()));
            m_steps.pop_front();
        }
        isMore = !m_writes.empty() || !m_reads.empty() || !m_steps.empty();
    }
    if (!writes.empty()) {
        write(writes);
    } else if (!reads.empty()) {
        read(reads.front());
    } else if (!steps.empty()) {
        step(std::move(steps.front()));
    }
    if (isMore) {
        schedule();
    }
}

/// What goes into one commit. With m_mutex locked.
std::deque<HistoryWorker::Write> HistoryWorker::nextWrites()
{
    std::deque<Write> writes;
    while (!m_writes.empty() && writes.size() < mostAtOnce) {
        writes.push_back(std::move(m_writes.front()));
        m_writes.pop_front();
    }
    return writes;
}

void HistoryWorker::write(std::deque<Write> &writes)
{
    refuseForDisk(writes);
    QString problem = whyNotWritable();
    QList<QString> problems;
    if (problem.isEmpty() && !writes.empty()) {
        try {
            m_database.begin();
            for (const Write &write : writes) {
                write.change(m_table);
            }
            m_database.commit();
        } catch (const HistoryFault &fault) {
            m_database.rollback();
            (void)m_table.takeChanges();
            if (fault.isOfTheFile() || writes.size() == 1) {
                problem = fault.text();
            } else {
                commitOneByOne(writes, problems);
            }
        }
        tellProblem(problem);
    }
    tellChanges();
    QList<Answer> answers;
    for (std::size_t i = 0; i < writes.size(); ++i) {
        if (writes[i].done) {
            const QString own = problem.isEmpty() ? problems.value(static_cast<qsizetype>(i)) : problem;
            answers.append([done = std::move(writes[i].done), own] { done(own); });
        }
    }
    tell([answers] {
        for (const Answer &answer : answers) {
            answer();
        }
    });
}

/// What must be on disk cannot be done in memory.
void HistoryWorker::refuseForDisk(std::deque<Write> &writes)
{
    if (m_status.state != HistoryStatus::State::MemoryOnly) {
        return;
    }
    for (const Write &write : writes) {
        if (write.needsDisk) {
            tell([done = write.done, problem = m_status.message] { done(problem); });
        }
    }
    std::erase_if(writes, [](const Write &write) { return write.needsDisk; });
}

/// One of them cannot be written: the others must not suffer.
void HistoryWorker::commitOneByOne(std::deque<Write> &writes, QList<QString> &problems)
{
    HistoryTable::Changes changes;
    for (const Write &write : writes) {
        problems.append(QString());
        try {
            m_database.begin();
            write.change(m_table);
            m_database.commit();
            changes.add(m_table.takeChanges());
        } catch (const HistoryFault &fault) {
            m_database.rollback();
            (void)m_table.takeChanges();
            problems.last() = fault.text();
        }
    }
    m_table.addChanges(changes);
}

void HistoryWorker::read(const Read &read)
{
    if (!m_database.isOpen()) {
        tell(read.ask(nullptr, m_status.message));
        return;
    }
    try {
        tell(read.ask(&m_table, QString()));
    } catch (const HistoryFault &fault) {
        tell(read.ask(nullptr, fault.text()));
    }
}

void HistoryWorker::step(Step step)
{
    const auto fail = [this, &step](const QString &problem) {
        if (step.failed) {
            tell([failed = step.failed, problem] { failed(problem); });
        }
    };
    if (!m_database.isOpen()) {
        fail(m_status.message);
        return;
    }
    try {
        const bool again = step.go(m_database, m_table);
        tellChanges();
        if (again) {
            add(std::move(step));
        }
    } catch (const HistoryFault &fault) {
        m_database.rollback();
        (void)m_table.takeChanges();
        fail(fault.text());
    }
}

/// Whether another connection wrote. Costs next to nothing: SQLite keeps a number for it.
void HistoryWorker::lookElsewhere()
{
    try {
        const qint64 version = m_database.value(QStringLiteral("PRAGMA data_version")).toLongLong();
        if (std::exchange(m_seenVersion, version) != version) {
            HistoryTable::Changes changes;
            changes.everything = true;
            m_table.addChanges(changes);
            tellChanges();
        }
    } catch (const HistoryFault &) { // locked at this moment: the next look will see it
    }
}

void HistoryWorker::settleAbandoned(const QDateTime &now)
{
    try {
        const QStringList ended = m_runs.ended(m_table.openRuns());
        if (!ended.isEmpty()) {
            m_database.begin();
            m_table.settleAbandoned(ended, now);
            m_database.commit();
            tellChanges();
        }
    } catch (const HistoryFault &) { // another process writes: the next sweep does it
        m_database.rollback();
        (void)m_table.takeChanges();
    }
}

void HistoryWorker::sweep(const QDateTime &now, qint64 removedBefore)
{
    add(Step{[this, now, removedBefore](HistoryDatabase &database, HistoryTable &table) {
                 if (!whyNotWritable().isEmpty()) {
                     return false;
                 }
                 if (m_runs.isEntered()) {
                     settleAbandoned(now);
                 }
                 database.begin();
                 const bool isMore = table.purge(removedBefore);
                 database.commit();
                 return isMore;
             },
             {}});
}

QString HistoryWorker::whyNotWritable() const
{
    if (m_hurry) {
        return HistoryStore::tr("Not stored: the program ended before the history could be written.");
    }
    const bool isWritable = m_status.state == HistoryStatus::State::Open || m_status.state == HistoryStatus::State::MemoryOnly;
    return isWritable ? QString() : m_status.message;
}

void HistoryWorker::tellProblem(const QString &problem)
{
    if (problem != m_problem) {
        m_problem = problem;
        tell([this, problem] { Q_EMIT m_owner->problemChanged(problem); });
    }
}

void HistoryWorker::tellChanges()
{
    const HistoryTable::Changes changes = m_table.takeChanges();
    if (changes.everything) {
        tell([this] { Q_EMIT m_owner->reloaded(); });
    }
    if (!changes.removed.isEmpty()) {
        tell([this, changes] { Q_EMIT m_owner->removed(changes.removed); });
    }
    if (!changes.changed.isEmpty()) {
        tell([this, changes] { Q_EMIT m_owner->changed(changes.changed); });
    }
}

void HistoryWorker::tell(Answer answer)
{
    const QMutexLocker locker(&m_mutex);
    if (m_owner && answer) {
        QMetaObject::invokeMethod(m_owner, std::move(answer), Qt::QueuedConnection);
    }
}

} // namespace daraja
