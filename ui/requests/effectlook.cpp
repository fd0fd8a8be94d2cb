// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/effectlook.h"

#include <QCoreApplication>

namespace daraja {

EffectLook effectLook(Effect effect)
{
    switch (effect) {
    case Effect::Reads:
        break;
    case Effect::Changes:
        return {QCoreApplication::translate("EffectLook", "Changes settings"), Tone::Accent, Icon::Edit};
    case Effect::AsksForMoney:
        return {QCoreApplication::translate("EffectLook", "Asks for money"), Tone::Careful, Icon::Simulator};
    case Effect::MovesMoney:
        return {QCoreApplication::translate("EffectLook", "Moves money"), Tone::Careful, Icon::Money};
    }
    return {QCoreApplication::translate("EffectLook", "Only reads"), Tone::Neutral, {}};
}

} // namespace daraja
