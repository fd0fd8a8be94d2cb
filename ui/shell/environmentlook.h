// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/environment.h"
#include "ui/style/palette.h"

#include <QString>

namespace daraja {

/// The colours that carry an environment: violet, teal, red. A server of the user's own is in the accent: nobody knows what money it moves.
[[nodiscard]] Tone environmentTone(Environment environment);
/// The name as it stands in the pill: `SIMULATOR`.
[[nodiscard]] QString environmentPill(Environment environment);

} // namespace daraja
