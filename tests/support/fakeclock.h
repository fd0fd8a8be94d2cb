// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

namespace daraja {

/// A clock that stands still until the test moves it. Single-threaded.
class FakeClock final : public Clock
{
public:
    /// Starts at `start` (UTC) on the wall and at one hour on the steady clock.
    explicit FakeClock(const QDateTime &start = QDateTime(QDate(2026, 3, 14), QTime(9, 0), Qt::UTC))
        : m_now(start.toUTC())
    {
    }

    [[nodiscard]] QDateTime now() const override { return m_now; }
    [[nodiscard]] std::chrono::milliseconds steady() const override { return m_steady; }

    /// Time passes: both clocks go on.
    void advance(std::chrono::milliseconds time)
    {
        m_now = m_now.addMSecs(time.count());
        m_steady += time;
    }

    /// Somebody sets the wall clock, forward or back; the steady clock does not notice.
    void jumpWall(std::chrono::milliseconds difference) { m_now = m_now.addMSecs(difference.count()); }

private:
    QDateTime m_now;
    std::chrono::milliseconds m_steady = std::chrono::hours(1);
};

} // namespace daraja
