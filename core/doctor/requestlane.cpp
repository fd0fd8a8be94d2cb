// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/requestlane.h"

namespace daraja {

namespace {

/// Somebody waits for the verdict: a gateway that takes longer is as good as silent.
HttpClientLimits doctorLimits()
{
    HttpClientLimits limits;
    limits.connect = 8'000;
    limits.inactivity = 15'000;
    limits.total = 20'000;
    limits.responseBody = 1024LL * 1024;
    limits.maxAttempts = 1;
    return limits;
}

} // namespace

RequestLane::RequestLane(const QUrl &baseUrl, const QByteArray &trustedAuthorities, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(baseUrl, clock, doctorLimits())
{
    if (!trustedAuthorities.isEmpty()) {
        m_client.setTrustedAuthorities(trustedAuthorities);
    }
    m_rest.setSingleShot(true);
    m_rest.setTimerType(Qt::PreciseTimer); // others may be early
    connect(&m_rest, &QTimer::timeout, this, &RequestLane::next);
}

void RequestLane::enqueue(QObject *context, std::function<void()> begin)
{
    m_waiting.append({context, std::move(begin)});
    if (!m_busy && !m_rest.isActive()) {
        m_rest.start(0);
    }
}

void RequestLane::release()
{
    m_busy = false;
    if (!m_rest.isActive()) {
        m_rest.start(0);
    }
}

void RequestLane::next()
{
    while (!m_busy && !m_waiting.isEmpty()) {
        const Turn turn = m_waiting.takeFirst();
        if (turn.context) {
            m_busy = true;
            m_rest.start(m_pace);
            turn.begin();
            return;
        }
    }
}

} // namespace daraja
