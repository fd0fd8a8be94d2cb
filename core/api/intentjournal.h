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
};

/// Where intents are written before the first byte of the request leaves, so that a crash or a power cut in between leaves a trace that
/// says what to look for (daraja-api 29.4).
class IntentJournal
{
public:
    virtual ~IntentJournal() = default;

    /// Calls `recorded` exactly once, on the caller's thread, from inside or later: with an empty text when the intent is on disk for good,
    /// else with what went wrong in words for people; the request is then not sent. The caller may be gone by then: `recorded` copes.
    virtual void record(const Intent &intent, std::function<void(const QString &problem)> recorded) = 0;
};

} // namespace daraja
