// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"

namespace daraja {

/// Limits of the embedded server. Sizes in bytes, times in milliseconds.
struct HttpServerLimits
{
    qsizetype head = 16LL * 1024;   ///< request line and headers; above it 431
    qsizetype body = 1024LL * 1024; ///< after de-chunking; above it 413
    int headDeadline = 5'000;       ///< from the first byte of a request to the end of its head; then 408 and close
    int bodyDeadline = 15'000;      ///< from the end of the head to the end of the body; then 408 and close
    int idle = 15'000;              ///< between requests of a kept connection; then close
    int connections = 128;          ///< more are closed at once
    bool newestWins = false;        ///< above it not the new connection is closed, but the one that has owed a request the longest
};

/// What a parser made of the bytes so far.
struct HttpParseResult
{
    enum class State {
        Incomplete, ///< need more bytes
        Complete,   ///< `request` is whole, `consumed` bytes of the input belong to it
        Bad,        ///< answer `status` and close
    };
    State state = State::Incomplete;
    bool headComplete = false; ///< the head is whole (also when Incomplete): `Expect: 100-continue` can be honoured
    HttpRequest request;
    qsizetype consumed = 0;
    int status = 400;  ///< with Bad: 400, 413, 414, 431, 501 or 505
    QByteArray reason; ///< with Bad: one line for the log
};

/// Strict HTTP/1.x request parser: a pure function of bytes, no sockets, no state.
///
/// Refused with Bad: bare LF or CR inside the head, spaces before the colon, folded headers, no or more than one Host (HTTP/1.1), differing
/// Content-Length values, Content-Length together with Transfer-Encoding, transfer codings other than `chunked`, malformed chunk sizes,
/// targets that are not origin form or not soundly percent-encoded, versions other than 1.0 and 1.1, control characters. The method may be
/// any token. One empty line before a request is skipped. Never reads past `input`.
///
/// Starts from the first byte at each call; HttpRequestReader is for bytes that drip.
[[nodiscard]] HttpParseResult parseHttpRequest(QByteArrayView input, const HttpServerLimits &limits);

} // namespace daraja
