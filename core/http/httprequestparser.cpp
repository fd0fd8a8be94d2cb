// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequestparser.h"

#include "core/http/httprequestreader.h"

namespace daraja {

HttpParseResult parseHttpRequest(QByteArrayView input, const HttpServerLimits &limits)
{
    HttpRequestReader reader(limits);
    const qsizetype used = reader.feed(input);

    HttpParseResult result;
    result.state = reader.state();
    result.headComplete = reader.isHeadComplete();
    result.request = reader.request();
    if (result.state == HttpParseResult::State::Complete) {
        result.consumed = used;
    } else if (result.state == HttpParseResult::State::Bad) {
        result.status = reader.refusal().status;
        result.reason = reader.refusal().reason;
    }
    return result;
}

} // namespace daraja
