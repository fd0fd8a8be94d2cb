// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/report.h"
#include "ui/doctor/checkmodel.h"
#include "ui/style/icons.h"

namespace daraja {

/// Colour and icon of a state; words always stand beside them.
[[nodiscard]] Role checkRole(CheckModel::State state);
[[nodiscard]] Icon checkIcon(CheckModel::State state);

[[nodiscard]] Tone outcomeTone(Verdict::Outcome outcome);
[[nodiscard]] Icon outcomeIcon(Verdict::Outcome outcome);

/// `0.4 s`, `12 s`, `1 min 5 s`.
[[nodiscard]] QString checkTime(qint64 milliseconds);

} // namespace daraja
