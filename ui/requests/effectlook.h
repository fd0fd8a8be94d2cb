// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"
#include "ui/style/icons.h"

namespace daraja {

/// How an operation's effect on the world is shown wherever it is named: always a word and a sign of its own beside the colour.
struct EffectLook
{
    QString word; ///< `Moves money`
    Tone tone;
    std::optional<Icon> icon; ///< none for what only reads: a dot is enough
};

[[nodiscard]] EffectLook effectLook(Effect effect);

} // namespace daraja
