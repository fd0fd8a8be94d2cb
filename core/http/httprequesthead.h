// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"

namespace daraja {

/// The grammar of a request's head, line by line: pure functions below HttpRequestReader. Lines come without their CRLF.

/// Why a request is refused; status 0 means it is not. The reason is fixed text: nothing the sender wrote is echoed.
struct HttpRefusal
{
    int status = 0;
    QByteArray reason;

    explicit operator bool() const { return status != 0; }
};

/// How the end of a body is found (RFC 9112 section 6).
struct HttpFraming
{
    bool chunked = false;
    qsizetype length = 0; ///< without chunked: bytes after the head
};

/// RFC 9110 `token`: what a method or the name of a field is made of. False when empty.
[[nodiscard]] bool isHttpToken(QByteArrayView text);
/// Whether these bytes may stand in the value of a field: visible characters, spaces, tabs, bytes above 127; no other controls.
[[nodiscard]] bool isHttpFieldValue(QByteArrayView text);

/// Fills method, target and minorVersion.
[[nodiscard]] HttpRefusal parseRequestLine(QByteArrayView line, HttpRequest &request);
/// Appends one field.
[[nodiscard]] HttpRefusal parseFieldLine(QByteArrayView line, HttpHeaders &headers);
/// Judges Host, Content-Length and Transfer-Encoding together when the head is whole.
[[nodiscard]] HttpRefusal judgeFraming(const HttpRequest &request, qsizetype bodyLimit, HttpFraming &framing);

/// Whether one of the comma-separated options in the fields of that name is this one; without case.
[[nodiscard]] bool hasHttpOption(const HttpHeaders &headers, QByteArrayView name, QByteArrayView option);
/// Whether the client wants to send another request on the connection.
[[nodiscard]] bool wantsKeepAlive(const HttpRequest &request);
/// Whether the client waits for `100 Continue` before it sends the body.
[[nodiscard]] bool wantsContinue(const HttpRequest &request);

} // namespace daraja
