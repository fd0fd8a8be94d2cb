// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

#include <memory>

class QLockFile;

namespace daraja {

/// Which programs that use a history live: each holds a lock file beside it. One whose lock can be had ended without saying so. Internal to
/// core/history.
class HistoryRuns final
{
    Q_DISABLE_COPY_MOVE(HistoryRuns)

public:
    explicit HistoryRuns(QString run);
    ~HistoryRuns();

    /// Takes the lock of this run, and clears away those of runs that crashed.
    void enter(const QString &historyFile);
    void leave();
    [[nodiscard]] bool isEntered() const { return m_lock != nullptr; }

    /// Those of the runs that live no more.
    [[nodiscard]] QStringList ended(const QStringList &runs) const;

private:
    const QString m_run;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace daraja
