// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"

namespace daraja {

/// What callbacks mean for the timeline: pure functions, the same for what is in memory and for what is stored. Internal to core/history.

/// A callback for which no call is known, as an entry of its own: a customer's payment, a result of another program, something unreadable.
[[nodiscard]] ActivityEntry entryOfLooseCallback(const Callback &callback);

/// By what the callback itself says; `operationId` tells which product's codes they are.
[[nodiscard]] ActivityEntry::State stateOf(const Callback &callback, const QString &operationId);
/// The operation whose codes such a callback carries when its call is not known; empty when it could be several.
[[nodiscard]] QString likelyOperation(const Callback &callback);
[[nodiscard]] QString summaryOf(const Callback &callback);

/// Whether callbacks may come for a call of that operation; true for one that is not known.
[[nodiscard]] bool awaitsCallbacks(const QString &operationId);
/// Whether the outcome is final: paid, done, refused.
[[nodiscard]] bool isSettled(ActivityEntry::State state);

/// Adds a step; steps stay in order of time, also when a callback overtook its acknowledgement. At most 200 are kept,
/// the same at the same time once: a call may hear of its callback in memory and on disk.
void addStep(ActivityEntry &entry, const QString &text, const QDateTime &at);

/// What became known later.
void applyNote(ActivityEntry &entry, const ActivityNote &note);

enum class Settling {
    Never,           ///< only noted
    WhenBetterKnown, ///< success always knows better, a refusal only where nothing was known
};
/// Notes a callback in the entry it belongs to, and what it says about the outcome. At most 20 callbacks are kept in the entry.
void joinCallback(ActivityEntry &entry, const Callback &callback, const QDateTime &now, Settling settling);

} // namespace daraja
