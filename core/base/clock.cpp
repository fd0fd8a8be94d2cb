// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/clock.h"

#include <ctime>

namespace daraja {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::steady() const
{
#ifdef CLOCK_BOOTTIME
    timespec spec{};
    clock_gettime(CLOCK_BOOTTIME, &spec);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(spec.tv_sec) +
                                                                 std::chrono::nanoseconds(spec.tv_nsec));
#else
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
#endif
}

} // namespace daraja
