// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

#include <functional>

namespace daraja {

/// What a call that asks for money or moves it is about to do. A value; holds no secrets: fields with FieldSpec::isSecret() are not in it.
struct Intent
{
    quint64 callId = 0;  ///< ApiCall::id(); 0: a call of another process or an earlier start
    QString operationId; ///< `b2c_payment`
    QString title;       ///< of the operation, in the interface's language
    Environment environment = Environment::Simulator;
    QString profile;                ///< Profile::id
    QString profileName;            ///< as it was then
    QString originatorConversation; ///< the id that the caller made for this intent (OriginatorConversationID, RequestRefID); may be empty
    Values values;                  ///< complete and normalised, by wire name
    QDateTime at;                   ///< UTC
    /// Equal for intents that look the same to whoever pays: not to be sent by two programs within ProductionGuard::duplicateTime. Empty
    /// where that does not matter.
    QString likeness;
    bool meantTwice = false; ///< to be written although its like was a moment ago
};

/// What became of an intent that was to be written down. A value.
struct IntentRecord
{
    QString problem; ///< why it is not on disk, in words for people; empty when it is, and when it has a twin
    /// When another program, or this one in an earlier start, wrote down its like, and nothing says that this one did nothing: the intent
    /// was not written. Invalid: there is none.
    QDateTime twin;
};

/// Where intents are written before the first byte of the request leaves, so that a crash or a power cut in between leaves a trace that
/// says what to look for (daraja-api 29.4).
class IntentJournal
{
public:
    virtual ~IntentJournal() = default;

    using Recorded = std::function<void(const IntentRecord &)>;

    /// Calls `recorded` exactly once, on the caller's thread, from inside or later. With a problem or a twin the request is not sent. Of
    /// two programs that write the like at the same moment, one gets the other's as its twin. The caller may be gone by then: `recorded`
    /// copes.
    virtual void record(const Intent &intent, Recorded recorded) = 0;
};

} // namespace daraja
