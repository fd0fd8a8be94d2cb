// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/callbacks/callback.h"

#include <QHash>

#include <deque>

namespace daraja {

/// Which call a conversation belongs to, also after the call ended; and callbacks that came before anybody asked for them. Bounded in
/// number and, for the early ones, in time. Internal to core/api.
class ConversationBook
{
public:
    static constexpr qsizetype mostEarly = 1'000;
    static constexpr qsizetype mostEarlyBytes = 16 * 1024 * 1024;
    static constexpr std::chrono::minutes earlyLife{10};
    static constexpr std::size_t mostKnown = 10'000;

    explicit ConversationBook(const Clock &clock);

    /// 0 when nobody knows the conversation.
    [[nodiscard]] quint64 callOf(const QString &conversation) const;
    /// A callback for nobody, yet.
    void keepEarly(const Callback &callback);
    /// The conversation belongs to that call from now on. Returns what came early for it, in order of arrival.
    [[nodiscard]] QList<Callback> enter(const QString &conversation, quint64 callId);

private:
    struct Early
    {
        Callback callback;
        std::chrono::milliseconds at;
    };

    void dropOldest();

    const Clock &m_clock;
    QHash<QString, quint64> m_calls;
    std::deque<QString> m_order; ///< of m_calls, oldest first
    QList<Early> m_early;        ///< oldest first
    qsizetype m_earlyBytes = 0;
};

} // namespace daraja
