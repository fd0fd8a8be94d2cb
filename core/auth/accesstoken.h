// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <chrono>

namespace daraja {

class Clock;

/// A token as OAuth gave it (daraja-api 2.1). A value; secret: never logged.
struct AccessToken
{
    QString token;
    QDateTime createdAt;                        ///< wall clock, UTC, when the request for it was sent: never late
    std::chrono::milliseconds createdSteady{0}; ///< Clock::steady() at the same moment
    std::chrono::seconds expiresIn{3600};
    QString expiresInAsSaid; ///< Daraja's own text (`"3599"` with quotes when it was text), for display

    [[nodiscard]] bool isEmpty() const { return token.isEmpty(); }
    [[nodiscard]] QDateTime expiresAt() const { return createdAt.addSecs(expiresIn.count()); }

    /// Time left by the stricter of the two clocks, never negative: a wall clock that was set back, or a computer that slept, does not
    /// make an old token look young.
    [[nodiscard]] std::chrono::milliseconds remaining(const Clock &clock) const;
    [[nodiscard]] bool isExpired(const Clock &clock) const { return remaining(clock).count() == 0; }

    /// For people: first 4 and last 2 characters around dots.
    [[nodiscard]] QString masked() const;
};

} // namespace daraja

Q_DECLARE_METATYPE(daraja::AccessToken)
