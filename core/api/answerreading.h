// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"

#include <chrono>

namespace daraja {

// What answers and results mean for a call: pure functions over what came. Internal to core/api.

/// Whether this row asks for the outcome of an STK push: its ResultCode is the payment's.
[[nodiscard]] bool isStkQuery(const OperationSpec &operation);

/// Outcome of a call by its ResultCode. 0 in any number of digits is Paid or Done, 4999 Pending; codes known to settle are Refused
/// (daraja-api 26.2, 26.3). Any other is Unknown, except that a read-only request cannot have moved anything: Refused.
[[nodiscard]] CallOutcome outcomeOfResult(const OperationSpec &operation, const QString &code, const QString &description);

[[nodiscard]] CallResult resultFrom(const Callback &callback);

/// What the HTTP answer of an operation says.
struct AnswerReading
{
    MpesaError error; ///< the call failed; the rest is then empty
    CallOutcome outcome = CallOutcome::Pending;
    QJsonObject acknowledgement;      ///< redacted
    QString conversation;             ///< the id by which the callback is recognised; for Delivery::InAnswer what the answer names
    QString originator;               ///< the second such id, when there is one
    std::optional<CallResult> result; ///< of Delivery::InAnswer: when it has a ResultCode, or a list of what was not accepted
    QString appKey;                   ///< secret; of an accepted `bill_optin` only (daraja-api 18)
};

/// `error` is errorFrom() of the same result. Accepted is what the family's own code says (answerform.h) together with an id that joins the
/// callback; without them the error is UnknownOutcome (BAD_ANSWER for rows that only read). Another code is a refusal (daraja-api 5.2). An
/// STK query that is answered "being processed" by HTTP 500 is no error but Pending (daraja-api 6.1). That an OriginatorConversationID was
/// used before is UnknownOutcome: the first request may have paid (daraja-api 11).
[[nodiscard]] AnswerReading readAnswerOf(const PreparedRequest &request, const HttpResult &result, const MpesaError &error,
                                         const QDateTime &at);

/// What one STK query in the course of waiting tells about the push.
struct StatusReading
{
    enum class Kind {
        Settled,      ///< `outcome` and `result`
        Pending,      ///< not yet, or not known this time
        Unrecognised, ///< an answer that nobody can interpret; `result` when it had a ResultCode
        Hopeless,     ///< asking again cannot help: the query itself is refused
    };
    Kind kind = Kind::Pending;
    CallOutcome outcome = CallOutcome::Pending;
    std::optional<CallResult> result;
    QString text; ///< for people: what the query said
};

/// `operation` is the push, `sinceAcknowledgement` its age: `Invalid CheckoutRequestID` means pending until `tooEarly` (daraja-api 6.1).
[[nodiscard]] StatusReading readStatus(const OperationSpec &operation, const HttpResult &result, const MpesaError &error,
                                       const QDateTime &at, std::chrono::milliseconds sinceAcknowledgement,
                                       std::chrono::milliseconds tooEarly);

} // namespace daraja
