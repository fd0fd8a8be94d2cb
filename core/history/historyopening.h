// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historydatabase.h"

namespace daraja {

/// Opens the history at that path as well as it can be opened, brings it to the newest version, and says how it stands. Touches nothing
/// that is not its own; moves a damaged file aside; ends in memory when the file cannot be used. Never throws. Internal to core/history.
[[nodiscard]] HistoryStatus openHistory(HistoryDatabase &database, const QString &path, const QDateTime &now);

} // namespace daraja
