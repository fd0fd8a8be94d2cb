// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyentry.h"

namespace daraja {

/// Words of the full-text index that begin so, when they are few; nothing when they are too many to be named.
using WordsThatBegin = std::function<std::optional<QStringList>(const QString &beginning)>;

/// What a person typed, and the filters, as an expression of the full-text index; empty when everything matches. Dates and numbers are not
/// in it. Internal to core/history.
///
/// SQLite reads a whole word lazily, newest entry first, and so the beginnings that the index keeps, of 2 to 5 characters. For any longer
/// beginning it gathers all matches before it gives the first, which takes seconds for a word that most entries have. So longer beginnings
/// are replaced by the words that they begin.
[[nodiscard]] QString historyExpression(const HistoryQuery &query, const WordsThatBegin &wordsThatBegin);

} // namespace daraja
