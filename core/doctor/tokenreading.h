// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/auth/accesstoken.h"
#include "core/doctor/check.h"

namespace daraja {

/// What OAuth says about a pair of key and secret (doctor 4, T1). By code and body: a wrong pair is `400.008.01` or an empty body (doctor
/// 1.3).
enum class PairReading {
    Accepted,
    NotRecognised, ///< by the code or an empty body
    Refused,       ///< 400 or 401 in other words
    BadGrantType,  ///< `400.008.02`: the address was damaged
    Website,       ///< a page with 200, or a redirect: not the API
    NoOauth,       ///< 404: nothing of that name there
    Firewall,      ///< a page that refuses
    NoAnswer,      ///< nothing, or HTTP 5xx, or too busy: ask again
    NoToken,       ///< 200 without a usable token, and everything else
};

struct PairAnswer
{
    PairReading reading = PairReading::NoAnswer;
    AccessToken token; ///< with Accepted; without its times
};
[[nodiscard]] PairAnswer readPairAnswer(const HttpResult &result);

/// A consumer key and its secret.
struct KeyPair
{
    QString key;
    QString secret;

    bool operator==(const KeyPair &) const = default;
};

/// GET of a token with this pair. Holds the secret; its redactor knows it.
[[nodiscard]] HttpCall tokenCallWith(const KeyPair &pair);

/// A pair that may have been meant instead, and what was done to get it.
struct PairVariant
{
    KeyPair pair;
    QString name;    ///< `key and secret swapped`
    QString verdict; ///< `It works when key and secret are swapped`
    QString button;  ///< `Swap key and secret…`
};
/// At most three that differ from the pair: trimmed, swapped, URL-decoded (doctor 4, T2).
[[nodiscard]] QList<PairVariant> variantsOf(const KeyPair &pair);

/// For comparing with the portal: `48 characters, ends in x7Qa`; without the end when the text is short.
[[nodiscard]] QString shapeOf(const QString &value);

/// The finding of T1 on an answer that is not Accepted. `tries`: how often it was asked.
[[nodiscard]] Finding pairRefusedFinding(const HttpResult &result, int tries, const RequestContext &context);

} // namespace daraja
