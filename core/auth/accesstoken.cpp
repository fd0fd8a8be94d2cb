// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/auth/accesstoken.h"

#include "core/base/clock.h"

#include <algorithm>

namespace daraja {

std::chrono::milliseconds AccessToken::remaining(const Clock &clock) const
{
    using std::chrono::milliseconds;
    if (token.isEmpty()) {
        return milliseconds::zero();
    }
    const milliseconds life = expiresIn;
    const milliseconds onTheWall = life - milliseconds(createdAt.msecsTo(clock.now()));
    const milliseconds counted = life - (clock.steady() - createdSteady);
    return std::max(milliseconds::zero(), std::min(onTheWall, counted));
}

QString AccessToken::masked() const
{
    constexpr int shownFirst = 4;
    constexpr int shownLast = 2;
    constexpr int shortest = 3 * (shownFirst + shownLast); // below it the shown part would give too much away
    const QString dots(6, QChar(0x2022));
    return token.size() < shortest ? (token.isEmpty() ? QString() : dots) : token.first(shownFirst) + dots + token.last(shownLast);
}

} // namespace daraja
