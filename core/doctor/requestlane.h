// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpclient.h"

#include <QTimer>

namespace daraja {

/// The one road of a run to one host: one turn at a time, the next begins `pace` after the beginning of the one before. Lives on one
/// thread.
class RequestLane final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestLane)

public:
    /// Sends nothing a second time and gives an answer up after 20 s. The clock must outlive it.
    RequestLane(const QUrl &baseUrl, const QByteArray &trustedAuthorities, const Clock &clock, QObject *parent);

    void setPace(std::chrono::milliseconds pace) { m_pace = pace; }
    /// `begin` is called when it is its turn, from the event loop, unless `context` has died before; release() must follow.
    void enqueue(QObject *context, std::function<void()> begin);
    void release();
    [[nodiscard]] HttpClient &client() { return m_client; }

private:
    void next();

    struct Turn
    {
        QPointer<QObject> context;
        std::function<void()> begin;
    };
    HttpClient m_client;
    std::chrono::milliseconds m_pace{0};
    QList<Turn> m_waiting;
    QTimer m_rest;
    bool m_busy = false;
};

} // namespace daraja
