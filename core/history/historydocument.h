// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyentry.h"

namespace daraja {

/// Entries as JSON: the same form in the database and in exports. Pure functions; reading takes any input.

/// What a list does not show: steps, exchanges, values, error, result. The body of table `document`.
[[nodiscard]] QJsonObject documentOf(const HistoryEntry &entry);
/// The reverse, into an entry. What is missing or of the wrong type stays empty.
void readDocument(const QJsonObject &document, HistoryEntry &entry);

/// The whole entry, without its number.
[[nodiscard]] QJsonObject historyToJson(const HistoryEntry &entry);
/// Nothing when it is no entry: uid, kind, state or time are missing or absurd. Texts that are too long are cut, lists bounded.
[[nodiscard]] std::optional<HistoryEntry> historyOfJson(const QJsonObject &json);

} // namespace daraja
