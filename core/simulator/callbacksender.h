// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QHash>
#include <QQueue>

#include <functional>

namespace daraja {

class FaultInjector;
class HttpClient;
struct HttpResult;

/// What a receiver said to a callback. A value.
struct CallbackReply
{
    int status = 0; ///< 0: no answer
    QByteArray body;
};

/// Posts callbacks to the addresses that clients gave, once each: no retry, no redirect followed (daraja-api 22.3). Keeps the last 1,000
/// attempts on record. One HttpClient for each receiving server, at most 16; callbacks for further servers wait for a free one. A callback
/// whose conversation has faults is lost, late, doubled or held back here.
class CallbackSender final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbackSender)

public:
    /// Delay and time limit come from the options at the moment of use.
    CallbackSender(const SimulatorOptions &options, const Clock &clock, const FaultInjector &faults, QObject *parent);
    ~CallbackSender() override;

    /// Posts after SimulatorOptions::callbackDelay, never before it returned.
    void schedule(const QString &conversation, const QUrl &url, const QByteArray &body);

    using Answered = std::function<void(const CallbackReply &reply)>;
    /// Posts without the delay, as a question of which something depends (C2B validation). `answered` is called once, never before this
    /// returned: with the reply, or with status 0 when there is none within `timeout` milliseconds; not at all after abandon() or when
    /// `context` was deleted. No fault meets it.
    void ask(const QString &conversation, const QUrl &url, const QByteArray &body, int timeout, QObject *context, Answered answered);

    [[nodiscard]] const QList<CallbackAttempt> &attempts() const { return m_attempts; }
    /// Drops what is not delivered yet; what is under way is aborted and stays on record as such.
    void abandon();
    /// abandon(), and forgets the attempts.
    void clear();

Q_SIGNALS:
    void attempted(int index);
    /// A callback of the conversation came to its end: answered, not answered, or lost by fault.
    void ended(const QString &conversation);

private:
    struct Delivery
    {
        QString conversation;
        QUrl url;
        QByteArray body;
        Answered answered = {};
    };
    struct Receiver
    {
        HttpClient *client = nullptr;
        int active = 0;
        QQueue<Delivery> waiting;
    };

    void deliverAfter(int delay, const Delivery &delivery);
    void holdBack(const Delivery &delivery);
    void releaseHeld();
    void deliver(const Delivery &delivery);
    [[nodiscard]] bool makeRoom();
    void serve(const QString &server);
    void post(const QString &server, const Delivery &delivery);
    void finish(const Delivery &delivery, const HttpResult &result);
    void adoptHomeless();
    quint64 record(const CallbackAttempt &attempt);
    [[nodiscard]] CallbackAttempt *find(quint64 id, int &index);

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    const FaultInjector &m_faults;
    QObject *m_delays; ///< owns the timers of callbacks that wait for their delay
    int m_delayed = 0;
    QHash<QString, Receiver> m_receivers; ///< by scheme, host and port
    QQueue<Delivery> m_homeless;          ///< for servers that have no client yet
    QList<Delivery> m_held;               ///< by the fault out-of-order, until a later one was posted
    QList<CallbackAttempt> m_attempts;
    quint64 m_lastId = 0;
};

} // namespace daraja
