// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/environmentlook.h"

#include <QLocale>

namespace daraja {

Tone environmentTone(Environment environment)
{
    switch (environment) {
    case Environment::Simulator:
        return Tone::Simulator;
    case Environment::Sandbox:
        return Tone::Sandbox;
    case Environment::Production:
        return Tone::Production;
    case Environment::Custom:
        break;
    }
    return Tone::Accent;
}

QString environmentPill(Environment environment)
{
    return QLocale().toUpper(environmentName(environment));
}

} // namespace daraja
