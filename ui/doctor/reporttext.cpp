// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/reporttext.h"

#include "ui/shell/exchangetext.h"

namespace daraja {

QString checkReport(const CheckSpec &spec, const Finding &finding)
{
    QStringList parts{QStringLiteral("%1 %2").arg(spec.id, spec.title), findingText(finding)};
    for (const HttpExchange &exchange : finding.exchanges) {
        parts.append(requestText(exchange));
        parts.append(responseText(exchange));
    }
    return parts.join(QStringLiteral("\n\n"));
}

QString shortRequest(HttpExchange exchange)
{
    exchange.requestHeaders = {};
    return requestText(exchange);
}

QString shortResponse(HttpExchange exchange)
{
    exchange.responseHeaders = {};
    return responseText(exchange);
}

} // namespace daraja
