// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"

#include <QHash>

#include <deque>
#include <functional>

namespace daraja {

/// The entries themselves and the rules that keep them: newest first, bounded, each change told once.
class ActivityLog::Private
{
public:
    Private(ActivityLog *log, const Clock &time);

    /// Returns the id of the new entry. An entry without a time gets the time of now.
    quint64 insert(ActivityEntry entry);
    /// Does nothing when the entry is gone.
    void edit(quint64 id, const std::function<void(ActivityEntry &)> &change);
    void remove(quint64 id);

    [[nodiscard]] int indexOf(quint64 id) const;
    /// 0 when there is none.
    [[nodiscard]] quint64 idOfCall(quint64 callId) const { return entryOfCall.value(callId); }
    /// Newest entry of that kind which waits, or waited, for callbacks of the conversation; 0 when there is none.
    [[nodiscard]] quint64 idOfConversation(const QString &conversation, ActivityEntry::Kind kind) const;

    /// Adds a step; `at` invalid: now. Steps stay in order of time, also when a callback overtook its acknowledgement.
    void addStep(ActivityEntry &entry, const QString &text, const QDateTime &at = {}) const;
    /// Notes a callback in the entry it belongs to. A result that comes after the call ended settles it when nothing better was known.
    void attach(quint64 id, const Callback &callback);

    ActivityLog *const q;
    const Clock &clock;
    std::deque<ActivityEntry> entries; ///< newest first

private:
    void makeRoom();
    void removeAt(int index);

    QHash<quint64, quint64> entryOfCall;
    quint64 m_lastId = 0;
};

} // namespace daraja
