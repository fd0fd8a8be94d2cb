// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyentry.h"

namespace daraja {

/// The words by which entries are found; the same rules for what is stored and for what is typed. Pure functions. Internal to core/history.

/// Words by which an entry is found, separated by spaces, each once. Marks that begin with `=` stand for what filters ask for.
[[nodiscard]] QString historyWords(const HistoryEntry &entry);

/// Runs of letters and digits, lower case, without accents, at most 64 characters each: `ws_CO_14032026…` is `ws`, `co`, `14032026…`.
[[nodiscard]] QStringList wordParts(const QString &text);
/// `712345678` for a phone number in any form; empty for other text.
[[nodiscard]] QString subscriberOf(const QString &text);
/// `1250` for `1,250.00`; empty for other text, and for digits alone, which may be anything.
[[nodiscard]] QString shillingsOf(const QString &text);

/// \name Marks
/// @{
[[nodiscard]] QString kindMark(ActivityEntry::Kind kind);
[[nodiscard]] QString stateMark(ActivityEntry::State state);
[[nodiscard]] QString operationMark(const QString &id);
[[nodiscard]] QString environmentMark(Environment environment);
/// By its id, or by its name.
[[nodiscard]] QString profileMark(const QString &idOrName);
[[nodiscard]] QString pinMark();
/// @}

} // namespace daraja
