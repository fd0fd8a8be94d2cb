// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/auth/tokenmanager.h"
#include "ui/style/palette.h"

#include <chrono>

namespace daraja {

class Desk;

/// How the token stands at this moment, as every countdown of the window shows it. A value.
struct TokenView
{
    QString pill; ///< the state in words, in capitals: `VALID`
    QString idle; ///< in place of the digits when nothing counts down: `No token`
    Tone tone = Tone::Neutral;
    bool counts = false; ///< there is a token with time left
    std::chrono::milliseconds remaining{0};
    std::chrono::milliseconds total{0};
    bool refused = false;  ///< the last fetch failed
    bool fetching = false; ///< one is on its way
};

/// Of the open profile; `opening` while there is no workspace.
[[nodiscard]] TokenView tokenView(Desk &desk);
[[nodiscard]] TokenView tokenView(const TokenManager &tokens, const Clock &clock);

/// `1 min 47 s`, `3 s`, `2 h 5 min`: for "… ago".
[[nodiscard]] QString spokenDuration(std::chrono::seconds duration);

} // namespace daraja
