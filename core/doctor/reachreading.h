// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/finding.h"
#include "core/http/httpclient.h"
#include "core/profiles/environment.h"

#include <optional>

namespace daraja {

/// What came back from a gateway that was asked without credentials (doctor 4, N1).
enum class Reach {
    Daraja,      ///< an answer of the API: JSON, or without any words
    OutOfOrder,  ///< HTTP 5xx without Daraja's words: the gateway is there, what is behind it is not
    Firewall,    ///< a page that refuses: Incapsula, HTTP 401, 403, 429
    OtherPage,   ///< a web page, or a redirect: a website, or the login page of a network
    Strange,     ///< text that is none of these
    NoName,      ///< DNS does not know the host
    Refused,     ///< nobody listens
    Certificate, ///< TLS failed
    Silent,      ///< a time limit
    Broken,      ///< closed, reset, damaged
    Unusable,    ///< the address is none
};
[[nodiscard]] Reach readReach(const HttpResult &result);
[[nodiscard]] bool isDarajaThere(Reach reach); ///< Daraja and OutOfOrder

/// The sandbox for production, production for all others.
[[nodiscard]] Environment otherEnvironment(Environment own);

/// One gateway and what it did.
struct ReachAnswer
{
    Environment environment = Environment::Simulator;
    QString host; ///< with port where it has one
    HttpResult result;
};

/// The finding of N1. `other` is asked for comparison only when `own` cannot be used.
[[nodiscard]] Finding reachFinding(const ReachAnswer &own, const std::optional<ReachAnswer> &other, const QByteArray &trustedAuthorities);

/// This computer's clock minus that of the server, by the `Date` of the answer and the middle of the time that it took; nothing without a
/// readable date. Good to half a second and half the round trip.
[[nodiscard]] std::optional<qint64> clockOffsetOf(const HttpResult &result);

} // namespace daraja
