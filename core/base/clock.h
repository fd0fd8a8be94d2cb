// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>

#include <chrono>

namespace daraja {

/// Where every part of the program reads time, so that tests can own it.
///
/// Two readings, because each lies in its own way: the wall clock jumps when somebody sets it, the steady clock does not.
/// Thread-safe as far as the implementation is; SystemClock is.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall clock, UTC, millisecond resolution. May jump in both directions.
    [[nodiscard]] virtual QDateTime now() const = 0;

    /// Time since an arbitrary start. Never goes back and goes on counting while the computer sleeps.
    [[nodiscard]] virtual std::chrono::milliseconds steady() const = 0;
};

/// The computer's own clocks (steady() is CLOCK_BOOTTIME where the system has it).
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] std::chrono::milliseconds steady() const override;
};

} // namespace daraja
