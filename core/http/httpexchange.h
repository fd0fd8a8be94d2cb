// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpheaders.h"

#include <QDateTime>
#include <QUrl>

namespace daraja {

/// When something happened, in milliseconds after HttpExchange::startedAt; -1 when it did not happen.
struct HttpTimings
{
    qint64 connected = -1; ///< the connection was there and the request began to leave
    qint64 firstByte = -1; ///< the answer's head was there
    qint64 done = -1;      ///< the answer was whole, or the attempt ended
};

/// What is wrong with a server's certificate; of several the first in this order.
enum class TlsProblem {
    None,
    WrongName,     ///< it is for another server
    SelfSigned,    ///< nobody vouches for it
    UnknownIssuer, ///< somebody vouches whom this computer does not know: a company that opens connections, or an incomplete chain
    Expired,
    NotYetValid,
    Other,
};

/// What TLS agreed on; empty `protocol` means plain http or no connection.
struct TlsFacts
{
    QString protocol; ///< for example `TLS 1.3`
    QString cipher;
    QString subject; ///< common name of the server's certificate
    QString issuer;  ///< common name of its issuer: names an intercepting proxy
    QDateTime expires;
    TlsProblem problem = TlsProblem::None; ///< why the handshake failed, when it was for the certificate
};

/// What became of the bytes: the difference between "send again" and "look first".
enum class HttpOutcome {
    NotSent,  ///< the request certainly did not reach the server
    Answered, ///< there is a whole answer with a status
    Unknown,  ///< it may have been received; its effect is unknown
};

/// Why there is no (whole) answer.
enum class HttpFailure {
    None,
    BadUrl,  ///< not http(s), plain http to a host that is not loopback, or a call that cannot be written; nothing was sent
    Refused, ///< connection refused
    HostNotFound,
    Unreachable,    ///< other network failure before a byte left
    Tls,            ///< handshake or certificate; nothing was sent
    Timeout,        ///< connect, inactivity or total time limit
    ConnectionLost, ///< closed or reset before the answer was whole; also an answer that does not begin like HTTP
    BadAnswer,      ///< damaged HTTP, or a content coding that was not asked for
    TooLarge,       ///< answer above the size cap
    Aborted,        ///< by the caller
};

/// One HTTP attempt as it may be kept and shown: everything in it is already redacted. A value.
struct HttpExchange
{
    QByteArray method;
    QUrl url;
    HttpHeaders requestHeaders;
    QByteArray requestBody;

    int status = 0; ///< 0: no status line came
    QByteArray reason;
    HttpHeaders responseHeaders;
    QByteArray responseBody;

    QDateTime startedAt; ///< UTC, when the attempt was queued
    HttpTimings timings;
    TlsFacts tls;

    HttpOutcome outcome = HttpOutcome::NotSent;
    HttpFailure failure = HttpFailure::None;
    QString failureText; ///< in words for people; empty without a failure
};

} // namespace daraja
