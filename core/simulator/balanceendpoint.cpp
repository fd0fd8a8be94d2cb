// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/balanceendpoint.h"

#include "core/base/nairobitime.h"
#include "core/simulator/books.h"
#include "core/simulator/gateway.h"
#include "core/simulator/initiatordesk.h"
#include "core/simulator/organisation.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/resultenvelope.h"

namespace daraja {

BalanceEndpoint::BalanceEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void BalanceEndpoint::addRoutes(Gateway &gateway)
{
    const QString product = QStringLiteral("balance");
    gateway.add({{QStringLiteral("account_balance")}, product, [this, product](const EndpointCall &call) {
                     return m_parts.desk.accept({call.operation, product, QStringLiteral("abresults"), call.members},
                                                [this](const InitiatorRequest &request, const QString &wanted) {
                                                    return wanted.isEmpty() ? carryOut(request) : InitiatorResult{wanted};
                                                });
                 }});
}

InitiatorResult BalanceEndpoint::carryOut(const InitiatorRequest &request) const
{
    const QString type = memberText(request.members, QLatin1StringView("IdentifierType"));
    if (!isOurs(m_parts.options, memberText(request.members, QLatin1StringView("PartyA")), type)) {
        return {QStringLiteral("SFC_IC0003")};
    }
    InitiatorResult result;
    result.parameters = {
        textParameter("AccountBalance", type == u"2" ? m_parts.books.tillBalanceText() : m_parts.books.balanceText()),
        jsonParameter("BOCompletedTime", darajaTimestamp(m_parts.clock.now()).toLatin1()),
    };
    return result;
}

} // namespace daraja
