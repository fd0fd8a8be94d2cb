// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"

namespace daraja {

/// An entry's state in a word, for people: `Paid`, `Waiting`, `Failed`.
[[nodiscard]] QString stateWord(ActivityEntry::State state);

} // namespace daraja
