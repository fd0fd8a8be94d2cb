// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequesthead.h"
#include "core/http/httprequestparser.h"
#include "core/http/httprequestreader.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

// What clients send, for libFuzzer. The first byte chooses limits and where to cut; the rest is what comes from the socket.

using namespace daraja;
using State = HttpParseResult::State;

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

bool isSame(const HttpParseResult &result, const HttpRequestReader &reader)
{
    return result.state == reader.state() && result.headComplete == reader.isHeadComplete() &&
           result.request.method == reader.request().method && result.request.target == reader.request().target &&
           result.request.minorVersion == reader.request().minorVersion &&
           result.request.headers.fields() == reader.request().headers.fields() && result.request.body == reader.request().body &&
           (result.state != State::Bad || (result.status == reader.refusal().status && result.reason == reader.refusal().reason));
}

void checkRequest(const HttpRequest &request, const HttpServerLimits &limits)
{
    require(isHttpToken(request.method));
    require(request.target.startsWith('/') && request.target.size() <= limits.head);
    require(request.minorVersion == 0 || request.minorVersion == 1);
    require(request.headers.values("Host").size() <= 1 && (request.minorVersion == 0 || request.headers.contains("Host")));
    require(!request.headers.contains("Content-Length") || !request.headers.contains("Transfer-Encoding"));
    for (const HttpHeaders::Field &field : request.headers.fields()) {
        require(isHttpToken(field.first) && isHttpFieldValue(field.second));
        require(!field.second.contains('\n') && !field.second.contains('\r') && !field.second.contains('\0'));
    }
    require(request.body.size() <= limits.body);
    static_cast<void>(request.path());
    static_cast<void>(request.query());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1) {
        return 0;
    }
    HttpServerLimits limits;
    limits.head = data[0] & 1 ? 128 : 16 * 1024;
    limits.body = data[0] & 2 ? 16 : 1024 * 1024;
    const qsizetype step = 1 + (data[0] >> 2);
    const QByteArrayView input(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1);

    const HttpParseResult whole = parseHttpRequest(input, limits);
    require(whole.consumed >= 0 && whole.consumed <= input.size());
    switch (whole.state) {
    case State::Complete:
        require(whole.headComplete && whole.consumed > 0 && !whole.request.method.isEmpty());
        checkRequest(whole.request, limits);
        // Neither more nor less than these bytes make the request.
        require(parseHttpRequest(input.first(whole.consumed), limits).consumed == whole.consumed);
        require(parseHttpRequest(input.first(whole.consumed - 1), limits).state == State::Incomplete);
        break;
    case State::Bad:
        require(!whole.reason.isEmpty());
        require(QByteArrayView("400 413 414 431 501 505").contains(QByteArray::number(whole.status)));
        require(whole.consumed == 0);
        break;
    case State::Incomplete:
        require(whole.consumed == 0);
        require(whole.request.body.size() <= limits.body);
    }

    HttpRequestReader reader(limits);
    qsizetype used = 0;
    for (qsizetype at = 0; at < input.size(); at += step) {
        used += reader.feed(input.sliced(at, std::min(step, input.size() - at)));
    }
    require(isSame(whole, reader));
    require(whole.state != State::Complete || used == whole.consumed);
    return 0;
}
