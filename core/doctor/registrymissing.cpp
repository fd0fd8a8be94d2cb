// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Families whose checks are not there yet.

#include "core/doctor/registry.h"

namespace daraja {

QList<CheckRow> valueChecks()
{
    return {};
}

QList<CheckRow> networkChecks()
{
    return {};
}

QList<CheckRow> tokenChecks()
{
    return {};
}

QList<CheckRow> operatorChecks()
{
    return {};
}

QList<CheckRow> callbackChecks()
{
    return {};
}

QList<CheckRow> wholeSetChecks()
{
    return {};
}

} // namespace daraja
