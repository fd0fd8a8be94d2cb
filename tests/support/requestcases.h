// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httprequestparser.h"

namespace daraja {

/// One row of what clients send: right, cut short, hostile. The parser is driven by it directly, the server through a socket.
struct RequestCase
{
    const char *name;
    QByteArray bytes;
    QList<int> statuses;     ///< of the answers over a socket: 200 for each whole request; none when more bytes are needed
    QByteArray body = {};    ///< of the first request
    qsizetype consumed = -1; ///< by the first request; -1: all bytes
};

/// Small enough that the rows stay readable.
[[nodiscard]] HttpServerLimits requestCaseLimits();
[[nodiscard]] QList<RequestCase> requestCases();

} // namespace daraja
