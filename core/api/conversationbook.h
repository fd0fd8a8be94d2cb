// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/callbacks/callback.h"

#include <QHash>
#include <QStringList>

#include <deque>

namespace daraja {

/// Which call an id belongs to, also after the call ended; and callbacks that came before anybody asked for them. Bounded in number and,
/// for the early ones, in time. Internal to core/api.
class ConversationBook
{
public:
    static constexpr qsizetype mostEarly = 1'000;
    static constexpr qsizetype mostEarlyBytes = 16LL * 1024 * 1024;
    static constexpr std::chrono::minutes earlyLife{10};
    static constexpr std::size_t mostKnown = 10'000;

    explicit ConversationBook(const Clock &clock);

    /// The ids by which a callback may be recognised, the surest first; none for callbacks that answer no call. STK callbacks are joined by
    /// CheckoutRequestID alone (daraja-api 5.4).
    [[nodiscard]] static QStringList idsOf(const Callback &callback);

    /// 0 when nobody knows any of the ids.
    [[nodiscard]] quint64 callOf(const QStringList &ids) const;
    /// A callback for nobody, yet.
    void keepEarly(const Callback &callback);
    /// These ids belong to that call from now on; empty ones are passed over. Returns what came early for them, in order of arrival.
    [[nodiscard]] QList<Callback> enter(const QStringList &ids, quint64 callId);

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
