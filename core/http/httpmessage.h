// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpheaders.h"

#include <QUrlQuery>

namespace daraja {

/// A request as the embedded server received it. A value.
struct HttpRequest
{
    QByteArray method;    ///< as sent, for example `POST`
    QByteArray target;    ///< origin form as sent, percent-encoded, with query
    int minorVersion = 1; ///< 0 or 1 of HTTP/1.x
    HttpHeaders headers;
    QByteArray body; ///< de-chunked
    QString peer;    ///< address of the sender, for example `127.0.0.1`

    [[nodiscard]] QByteArray path() const; ///< decoded, without query
    [[nodiscard]] QUrlQuery query() const;
};

/// An answer for the embedded server to write. Content-Length, Date and Connection are added when it is written.
struct HttpResponse
{
    int status = 200;
    HttpHeaders headers;
    QByteArray body;

    /// `Content-Type: application/json`.
    [[nodiscard]] static HttpResponse json(int status, const QByteArray &body);
    [[nodiscard]] static HttpResponse html(int status, const QByteArray &body);
};

/// Reason phrase of a status code, for example `Not Found`; empty when there is no standard one.
[[nodiscard]] QByteArray reasonPhrase(int status);

} // namespace daraja
