// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"

#include <QDateTime>

namespace daraja {

/// What the wire needs to know beside the answer itself.
struct HttpResponseFraming
{
    bool toHead = false; ///< the request was HEAD: the length is told, the body is not sent
    bool keepAlive = true;
    QDateTime date; ///< UTC
};

/// The bytes of an answer. Content-Length, Connection and (unless given) Date are written here; the answer's own Content-Length,
/// Transfer-Encoding and Connection are left out. Fields whose name is no token or whose value holds CR, LF or another control character
/// are left out as well, so that text from outside can never add a header. Statuses outside 200…599 become 500.
[[nodiscard]] QByteArray httpResponseBytes(const HttpResponse &response, const HttpResponseFraming &framing);

} // namespace daraja
