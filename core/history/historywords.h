// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyentry.h"

namespace daraja {

/// How entries are found: the words an entry is known by, and what a person typed as an expression of the full-text index. Pure
/// functions. Internal to core/history.

/// Words by which an entry is found, separated by spaces, each once. Ids stand whole, without their separators, and in parts; phone
/// numbers as their last nine digits; whole amounts without cents. Marks that begin with `=` stand for what filters ask for.
[[nodiscard]] QString historyWords(const HistoryEntry &entry);

/// The expression for a query's text and filters; empty when everything matches. Dates and numbers are not in it.
[[nodiscard]] QString historyExpression(const HistoryQuery &query);

/// Whether the text has something to look for in it: letters or digits.
[[nodiscard]] bool hasSearchText(const HistoryQuery &query);

/// The mark under which entries of that profile are found, by its id and by its name.
[[nodiscard]] QString profileMark(const QString &idOrName);

} // namespace daraja
