// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyworker.h"

#include <QPointer>
#include <QSet>
#include <QThread>
#include <QTimer>

namespace daraja {

/// The owner's side of the worker: tickets, timers, the thread. Internal to core/history.
class HistoryStore::Private
{
public:
    Private(HistoryStore *store, const Clock &time);

    void write(std::function<void(HistoryTable &)> change, QObject *context = nullptr, Done done = {}, bool needsDisk = false);
    void addStep(HistoryWorker::Step step);

    /// Asks on the worker's thread and answers on the owner's, unless the ticket was cancelled or `context` died.
    template <typename Result, typename Ask, typename Found, typename Failed>
    quint64 read(QObject *context, Ask ask, Found found, Failed failed)
    {
        const quint64 ticket = ++lastTicket;
        asked.insert(ticket);
        worker->add(HistoryWorker::Read{ticket, [this, ticket, ask = std::move(ask), found = std::move(found), failed = std::move(failed),
                                                 guard = QPointer<QObject>(context),
                                                 isFree = context == nullptr](HistoryTable *table, const QString &problem) {
                                            auto result = std::make_shared<Result>(table ? Result(ask(*table)) : Result(failed(problem)));
                                            return [this, ticket, result, found, guard, isFree] {
                                                if (asked.remove(ticket) && found && (guard || isFree)) {
                                                    found(*result);
                                                }
                                            };
                                        }});
        return ticket;
    }

    void applyRetention();
    void sweep();

    HistoryStore *const q;
    const Clock &clock;
    const QString run;
    QString path;
    HistoryStatus status;
    HistoryRetention retention;
    QTimer sweeper;
    int sweeps = 0;
    quint64 lastTicket = 0;
    QSet<quint64> asked;
    QThread thread;
    HistoryWorker *worker; ///< lives on the thread and dies with it
};

} // namespace daraja
