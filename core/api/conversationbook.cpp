// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/conversationbook.h"

namespace daraja {

ConversationBook::ConversationBook(const Clock &clock)
    : m_clock(clock)
{
}

quint64 ConversationBook::callOf(const QString &conversation) const
{
    return m_calls.value(conversation);
}

void ConversationBook::dropOldest()
{
    m_earlyBytes -= m_early.first().callback.raw.size();
    m_early.removeFirst();
}

void ConversationBook::keepEarly(const Callback &callback)
{
    const std::chrono::milliseconds now = m_clock.steady();
    m_early.append({callback, now});
    m_earlyBytes += callback.raw.size();
    while (!m_early.isEmpty() && (m_early.size() > mostEarly || m_earlyBytes > mostEarlyBytes || now - m_early.first().at > earlyLife)) {
        dropOldest();
    }
}

QList<Callback> ConversationBook::enter(const QString &conversation, quint64 callId)
{
    if (!m_calls.contains(conversation)) {
        m_order.push_back(conversation);
    }
    m_calls.insert(conversation, callId);
    if (m_order.size() > mostKnown) {
        m_calls.remove(m_order.front());
        m_order.pop_front();
    }

    QList<Callback> found;
    const std::chrono::milliseconds now = m_clock.steady();
    m_early.removeIf([&](const Early &early) {
        if (early.callback.conversation != conversation) {
            return false;
        }
        if (now - early.at <= earlyLife) {
            found.append(early.callback);
        }
        m_earlyBytes -= early.callback.raw.size();
        return true;
    });
    return found;
}

} // namespace daraja
