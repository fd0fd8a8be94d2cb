// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historydatabase.h"

namespace daraja {

/// The tables of the history and how each version became the next. Internal to core/history.

/// `application_id` of the file.
inline constexpr qint64 historyApplicationId = 0x44726a64; // Drjd

/// The version that this program writes.
[[nodiscard]] int newestHistoryVersion();

/// The version of the file; 0 for one without tables. Throws Foreign when it is the database of another program, NewerSchema when a newer
/// version of this program made it.
[[nodiscard]] int historyVersion(HistoryDatabase &database);

/// Brings the file to that version, each step in a transaction of its own: a program that ends in between goes on later.
void migrateHistory(HistoryDatabase &database, int version = newestHistoryVersion());

} // namespace daraja
