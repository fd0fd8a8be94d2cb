// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/intentjournal.h"
#include "core/history/activitylog.h"

namespace daraja {

/// What the timeline says about calls, tokens and callbacks: pure functions without a memory. Internal to core/history.

/// A call that just began: everything that is known of it before anything happened.
[[nodiscard]] ActivityEntry entryOfCall(const ApiCall &call);

/// A call that is about to be sent, by what its intent says.
[[nodiscard]] ActivityEntry entryOfIntent(const Intent &intent);

[[nodiscard]] ActivityEntry::State stateOf(CallOutcome outcome);

/// `UCE4K7Q2ZB · callback after 5.1 s`, `Working 46,713.00 · Utility 49,217.00`, `1032 Request cancelled by user`.
/// `after` is the time between acknowledgement and result, negative when that is not known.
[[nodiscard]] QString summaryOf(const CallResult &result, CallOutcome outcome, const QString &operationId, std::chrono::milliseconds after);
/// One line: Safaricom's words with their code, else ours.
[[nodiscard]] QString summaryOf(const MpesaError &error, const QString &operationId);
/// The step with which a call failed: `not sent`, `refused`, `no usable answer`, `cancelled`.
[[nodiscard]] QString stepOf(const MpesaError &error);

/// `1250.00` becomes `1250`, for amounts that are whole shillings; other text comes back as it is.
[[nodiscard]] QString wholeShillings(const QString &amount);
/// `1,250.00`.
[[nodiscard]] QString displayAmount(const QString &amount);

/// \name Copies that are small enough to be kept for a whole run: bodies are cut at 64 KiB, of many exchanges only the first and the last
/// stay
/// @{
[[nodiscard]] QByteArray keptBody(const QByteArray &body);
[[nodiscard]] QList<HttpExchange> keptExchanges(const QList<HttpExchange> &exchanges);
[[nodiscard]] Callback keptCallback(Callback callback);
[[nodiscard]] CallResult keptResult(CallResult result);
/// @}

} // namespace daraja
