// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/finding.h"
#include "core/http/httpclient.h"

namespace daraja {

/// What an answer of Daraja says, whatever its shape (daraja-api 1.6): the words and the code on which checks decide, in this order, for
/// one code has many meanings (doctor 1.1). A value; redacted.
struct SpokenAnswer
{
    enum class Kind {
        Nothing,  ///< no answer came; `words` is what happened here
        Page,     ///< HTML of a firewall or gateway: Daraja did not speak
        Busy,     ///< asked too fast or too often, or Daraja is at work on itself: the request was not looked at
        Refusal,  ///< says no, in JSON or by its status
        Accepted, ///< 2xx with a JSON object that reports no error
        Strange,  ///< anything else
    };

    Kind kind = Kind::Nothing;
    int status = 0;
    QString words;
    QString code;              ///< errorCode, ResultCode or ResponseCode; one of ErrorCode or `HTTP_…` when the answer has none
    QString requestId;         ///< for support; may be empty
    bool hasOwnWords = false;  ///< `words` are those of the server, not ours
    bool tokenRefused = false; ///< in one of the ways of daraja-api 2.4

    /// Whether this stands in its words or its code, in any case.
    [[nodiscard]] bool says(QStringView text) const;
    /// Fills Finding::said, code and requestId; what happened here is no saying of Safaricom's.
    void quoteIn(Finding &finding) const;
    /// For a row of facts: `500.001.1001 Wrong credentials`; what happened here when nothing was said.
    [[nodiscard]] QString inShort() const;
};

/// `result` of a call that only asks.
[[nodiscard]] SpokenAnswer spokenAnswer(const HttpResult &result);

/// A text of the checks in the interface's language.
[[nodiscard]] QString doctorText(const char *text);

} // namespace daraja
