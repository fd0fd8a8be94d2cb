// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/ticker.h"

namespace daraja {

namespace {
constexpr std::chrono::milliseconds afterTheChange{5}; // timers may fire a little early
}

Ticker::Ticker(std::function<std::chrono::milliseconds()> untilChange, QObject *parent)
    : QObject(parent)
    , m_untilChange(std::move(untilChange))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Ticker::tick);
}

void Ticker::setRunning(bool running)
{
    if (running == m_timer.isActive())
        return;
    if (running)
        tick();
    else
        m_timer.stop();
}

void Ticker::tick()
{
    const auto rest = std::clamp(m_untilChange(), std::chrono::milliseconds(0), std::chrono::milliseconds(1000));
    m_timer.start(rest + afterTheChange);
    Q_EMIT ticked();
}

} // namespace daraja
