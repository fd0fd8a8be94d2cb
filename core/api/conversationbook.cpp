// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/conversationbook.h"

#include <algorithm>

namespace daraja {

ConversationBook::ConversationBook(const Clock &clock)
    : m_clock(clock)
{
}

QStringList ConversationBook::idsOf(const Callback &callback)
{
    QStringList ids;
    switch (callback.kind) {
    case Callback::Kind::StkResult:
        ids = {callback.conversation};
        break;
    case Callback::Kind::Result:
    case Callback::Kind::QueueTimeout:
    case Callback::Kind::B2bExpress:
    case Callback::Kind::StandingOrder:
        ids = {callback.conversation, callback.originatorConversation};
        break;
    default:
        break;
    }
    ids.removeAll(QString());
    return ids;
}

quint64 ConversationBook::callOf(const QStringList &ids) const
{
    for (const QString &id : ids) {
        if (const quint64 callId = m_calls.value(id)) {
            return callId;
        }
    }
    return 0;
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

QList<Callback> ConversationBook::enter(const QStringList &ids, quint64 callId)
{
    for (const QString &id : ids) {
        if (id.isEmpty()) {
            continue;
        }
        if (!m_calls.contains(id)) {
            m_order.push_back(id);
        }
        m_calls.insert(id, callId);
    }
    while (m_order.size() > mostKnown) {
        m_calls.remove(m_order.front());
        m_order.pop_front();
    }

    QList<Callback> found;
    const std::chrono::milliseconds now = m_clock.steady();
    m_early.removeIf([&](const Early &early) {
        const QStringList own = idsOf(early.callback);
        if (std::none_of(own.begin(), own.end(), [&ids](const QString &id) { return ids.contains(id); })) {
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
