// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/workspace.h"
#include "core/history/historystore.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

namespace daraja {

/// Brings what happens into the history: calls and tokens of the log, callbacks, deliveries, intents, and what asking for lost callbacks
/// finds out, also for calls of earlier starts. Log and store must outlive it.
///
/// Changes of an entry within a moment are written once. What could not be written is tried again after a while, as long as the log has it.
class HistoryFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryFeed)

public:
    HistoryFeed(ActivityLog &log, HistoryStore &store, const Clock &clock, QObject *parent = nullptr);
    /// Hands over what was not handed over yet.
    ~HistoryFeed() override;

    /// From now on callbacks are on disk before they are acknowledged. The receiver must not outlive the store.
    void follow(CallbackReceiver &receiver);
    void follow(CallbackForwarder &forwarder);
    enum class Earlier { Ask, Leave };
    /// Intents are on disk before anything is sent. Calls of earlier starts whose outcome is not known are asked for again, except on the
    /// simulator, which knows nothing of them, and with Earlier::Leave. The log follows the workspace's client on its own:
    /// ActivityLog::follow().
    void follow(Workspace &workspace, Earlier earlier = Earlier::Ask);

    /// Hands over now what is waiting for its moment.
    void flush();

private:
    void touch(int index);
    void put(const ActivityEntry &entry);
    void watchStored(Workspace &workspace);
    void note(ActivityNote note);

    ActivityLog &m_log;
    HistoryStore &m_store;
    const Clock &m_clock;
    QSet<quint64> m_touched; ///< ids of entries of the log
    QTimer m_soon;
    QTimer m_later;
    QPointer<ApiCall> m_query; ///< that asks for a lost callback
};

} // namespace daraja
