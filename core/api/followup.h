// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"

namespace daraja {

/// A call that was sent, as far as it is known: from an ApiCall, or from the history of an earlier start. A value.
struct SentCall
{
    QString operationId;
    Values values;        ///< by wire name; secrets are not needed
    QString conversation; ///< ApiResponse::conversation; empty when no acknowledgement came
    QString originator;   ///< ApiResponse::originator, or the id that the caller made
    QString receipt;      ///< when one is known
};
[[nodiscard]] SentCall sentCall(const ApiCall &call);

/// A request that only reads and tells what became of a call. A value.
struct FollowUp
{
    QString operationId; ///< `stk_query` or `transaction_status`
    Values values;
    /// False: it can be asked about the original transaction only; a person must judge what that says about the call.
    bool tellsOutcome = true;
};

/// What to ask instead of sending again: STK query by CheckoutRequestID; transaction status by receipt, else by OriginalConversationID
/// (daraja-api 1.7, 15). Nothing for calls that only read, and where no id is known.
[[nodiscard]] std::optional<FollowUp> followUp(const SentCall &sent);

/// What the result of a transaction status says about the transaction that was asked for: by `TransactionStatus`, for its own ResultCode
/// only says that the query worked (daraja-api 15). Done, Refused, Pending or Unknown.
[[nodiscard]] CallOutcome outcomeOfTransaction(const CallResult &result);

} // namespace daraja
