// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"

namespace daraja {

/// One outcome that can be made up for a server under test. The texts are Safaricom's (daraja-api 26).
struct SyntheticOutcome
{
    QLatin1StringView id; ///< for example `stk_1032`
    Callback::Kind kind;
    QLatin1StringView code; ///< its ResultCode; empty where the kind has none
    QLatin1StringView text; ///< its ResultDesc
    const char *title;      ///< for people; translated in the context `SyntheticCallback`
};

/// All of them, products together, success first.
[[nodiscard]] const QList<SyntheticOutcome> &syntheticOutcomes();
/// By id, or by the bare code (`1032`) of the first that has it; nullptr when there is none.
[[nodiscard]] const SyntheticOutcome *findSyntheticOutcome(const QString &idOrCode);

/// What stands in a synthetic callback. What is empty is made up in Safaricom's form (daraja-api 1.4): new ids each time, the sandbox's
/// test number and short code, KES 1. Nothing in it says that it is synthetic: a server must treat it like a real one.
struct SyntheticFacts
{
    QString amount;
    QString phone; ///< in any accepted form; what is none is sent as it is
    QString shortCode;
    QString account;
    QString conversation;           ///< CheckoutRequestID, ConversationID, requestId or responseRefID
    QString originatorConversation; ///< MerchantRequestID, OriginatorConversationID or requestRefID
    QString receipt;
};

/// A callback as Daraja would have posted it at `now`: `raw` is the body, `path` the address it belongs to, the rest is read from it.
[[nodiscard]] Callback makeSyntheticCallback(const SyntheticOutcome &outcome, const SyntheticFacts &facts, const QDateTime &now);

} // namespace daraja
