// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTimer>

#include <chrono>
#include <functional>

namespace daraja {

/// The one second hand of the window. Ticks just after the second that is shown has changed, so that a countdown never skips one, and not
/// at all while nobody looks.
class Ticker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Ticker)

public:
    /// `untilChange` says how long the second now shown lasts, 0 … 1000 ms; asked after each tick.
    explicit Ticker(std::function<std::chrono::milliseconds()> untilChange, QObject *parent = nullptr);

    /// Starting ticks at once.
    void setRunning(bool running);
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

Q_SIGNALS:
    void ticked();

private:
    void tick();

    std::function<std::chrono::milliseconds()> m_untilChange;
    QTimer m_timer;
};

} // namespace daraja
