// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyruns.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

namespace daraja {

namespace {

const QString runSuffix = QStringLiteral(".run-");

/// Whether nobody holds it; a file that a crash left behind goes.
bool isFree(const QString &lockFile)
{
    QLockFile lock(lockFile);
    lock.setStaleLockTime(0); // a program may live for weeks
    return lock.tryLock(0);
}

} // namespace

HistoryRuns::HistoryRuns(QString run)
    : m_run(std::move(run))
{
}

HistoryRuns::~HistoryRuns() = default;

void HistoryRuns::enter(const QString &historyFile)
{
    m_file = historyFile;
    const QFileInfo file(historyFile);
    const QStringList locks = file.absoluteDir().entryList({file.fileName() + runSuffix + u'*'}, QDir::Files);
    for (const QString &name : locks) {
        (void)isFree(file.absoluteDir().filePath(name));
    }
    m_lock = std::make_unique<QLockFile>(m_file + runSuffix + m_run);
    m_lock->setStaleLockTime(0);
    (void)m_lock->tryLock(0);
}

void HistoryRuns::leave()
{
    m_lock.reset();
}

QStringList HistoryRuns::ended(const QStringList &runs) const
{
    QStringList ended;
    for (const QString &run : runs) {
        if (run != m_run && isFree(m_file + runSuffix + run)) {
            ended.append(run);
        }
    }
    return ended;
}

} // namespace daraja
