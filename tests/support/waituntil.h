// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace daraja {

/// Lets events happen until the condition holds; false when it does not within `milliseconds`. Asks after every event, where QTRY_VERIFY
/// asks every 50 ms: for tests with many short waits.
template <typename Condition> [[nodiscard]] bool waitUntil(Condition condition, int milliseconds = 10'000)
{
    const QDeadlineTimer deadline(milliseconds);
    QTimer wakeUp; // ends the last wait for an event that does not come
    wakeUp.start(milliseconds);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace daraja
