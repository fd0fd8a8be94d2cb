// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historystore.h"

namespace daraja {

/// Takes the JSON of a HistoryExport into the history. Entries that are there already, by uid, are left as they are. Input may be anything:
/// what cannot be read is counted, what names itself a secret is masked, nothing is ever executed or fetched. In small steps on the
/// history's thread. What was taken in before a problem stays. One run.
class HistoryImport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryImport)

public:
    struct Result
    {
        qint64 imported = 0;
        qint64 known = 0;      ///< skipped: they are there already
        qint64 unreadable = 0; ///< skipped
        QString problem;       ///< in words; empty when the file was read to its end
    };

    /// The store must outlive it.
    HistoryImport(HistoryStore &store, QString fileName, QObject *parent = nullptr);
    ~HistoryImport() override;

    void start();
    void abort();

Q_SIGNALS:
    void progress(qint64 entries);
    /// Once.
    void finished(const daraja::HistoryImport::Result &result);

private:
    class Work;

    HistoryStore &m_store;
    std::shared_ptr<Work> m_work;
};

} // namespace daraja
