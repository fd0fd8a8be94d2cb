// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QHash>
#include <QQueue>

namespace daraja {

class HttpClient;

/// Posts callbacks to the addresses that clients gave, once each: no retry, no redirect followed (daraja-api 22.3). Keeps the last 1,000
/// attempts on record. One HttpClient for each receiving server, at most 16; callbacks for further servers wait for a free one.
class CallbackSender final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbackSender)

public:
    /// Delay and time limit come from the options at the moment of use.
    CallbackSender(const SimulatorOptions &options, const Clock &clock, QObject *parent);
    ~CallbackSender() override;

    /// Posts after SimulatorOptions::callbackDelay, never before it returned.
    void schedule(const QString &conversation, const QUrl &url, const QByteArray &body);

    [[nodiscard]] const QList<CallbackAttempt> &attempts() const { return m_attempts; }
    /// Drops what is not delivered yet; what is under way is aborted and stays on record as such.
    void abandon();
    /// abandon(), and forgets the attempts.
    void clear();

Q_SIGNALS:
    void attempted(int index);

private:
    struct Delivery
    {
        QString conversation;
        QUrl url;
        QByteArray body;
    };
    struct Receiver
    {
        HttpClient *client = nullptr;
        int active = 0;
        QQueue<Delivery> waiting;
    };

    void deliver(const Delivery &delivery);
    [[nodiscard]] bool makeRoom();
    void serve(const QString &server);
    void post(const QString &server, const Delivery &delivery);
    void adoptHomeless();
    quint64 record(const CallbackAttempt &attempt);
    [[nodiscard]] CallbackAttempt *find(quint64 id, int &index);

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    QObject *m_delays; ///< owns the timers of callbacks that wait for their delay
    int m_delayed = 0;
    QHash<QString, Receiver> m_receivers; ///< by scheme, host and port
    QQueue<Delivery> m_homeless;          ///< for servers that have no client yet
    QList<CallbackAttempt> m_attempts;
    quint64 m_lastId = 0;
};

} // namespace daraja
