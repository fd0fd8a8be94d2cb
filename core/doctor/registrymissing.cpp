// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Families whose checks are not there yet.

#include "core/doctor/registry.h"

namespace daraja {

QList<CheckRow> wholeSetChecks()
{
    return {};
}

} // namespace daraja
