// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"
#include "core/http/httpmessage.h"

namespace daraja {

/// What the receiver answers at one address. The default accepts, at once, with the body that the kind of message calls for. A value.
struct ReplyRule
{
    enum class Answer {
        Accept,
        Reject, ///< a C2B validation: `code` goes to Safaricom and the customer's payment is not let in (daraja-api 8.1)
        Status, ///< HTTP `status` with an error body: how Daraja behaves towards a server that fails
    };

    Answer answer = Answer::Accept;
    QString code = QStringLiteral("C2B00016"); ///< with Reject
    int status = 500;                          ///< with Status
    int delay = 0;                             ///< milliseconds before the answer leaves
    QString thirdPartyTransId;                 ///< with Accept of a C2B validation: comes back in the confirmation

    bool operator==(const ReplyRule &) const = default;
};

/// A code by which a validation rejects a payment (daraja-api 8.1).
struct C2bRejection
{
    QLatin1StringView code;
    const char *meaning; ///< translated in the context `ReplyRule`
};
[[nodiscard]] const QList<C2bRejection> &c2bRejections();

/// Why a rule makes no sense at an address (`/stk` and so on), in words for people; or empty.
[[nodiscard]] QString problemWithRule(const ReplyRule &rule, const QString &path);

/// The answer that a rule gives to a message that came to the address of `expected`. The delay is the caller's.
[[nodiscard]] HttpResponse replyTo(Callback::Kind expected, const ReplyRule &rule);

/// A rule as people write it: `accept`, `C2B00012` or `503`, then any of `delay=MS` and `id=ThirdPartyTransID`, separated by commas.
struct ReplyRuleReading
{
    ReplyRule rule;
    QString problem; ///< in words for people
};
[[nodiscard]] ReplyRuleReading readReplyRule(const QString &text);
/// The text that readReplyRule() makes the same rule of.
[[nodiscard]] QString replyRuleText(const ReplyRule &rule);

} // namespace daraja
