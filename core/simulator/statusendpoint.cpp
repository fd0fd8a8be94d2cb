// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/statusendpoint.h"

#include "core/base/nairobitime.h"
#include "core/simulator/books.h"
#include "core/simulator/gateway.h"
#include "core/simulator/initiatordesk.h"
#include "core/simulator/ledger.h"
#include "core/simulator/organisation.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/resultenvelope.h"
#include "core/simulator/wireobject.h"

namespace daraja {

namespace {

const LedgerEntry *wantedEntry(const Ledger &ledger, const QJsonObject &members)
{
    const QString receipt = memberText(members, QLatin1StringView("TransactionID"));
    if (!receipt.isEmpty()) {
        return ledger.byReceipt(receipt);
    }
    const QString original = memberText(members, QLatin1StringView("OriginalConversationID"));
    return ledger.byConversation(original.isEmpty() ? memberText(members, QLatin1StringView("OriginatorConversationID")) : original);
}

/// A parameter that lacks its value when there is none, as on the wire.
QByteArray optionalParameter(const char *key, const QString &value)
{
    return value.isEmpty() ? bareParameter(key) : textParameter(key, value);
}

QByteArrayList statement(const SimulatorOptions &options, const LedgerEntry &entry)
{
    const bool isPaidByCustomer = isCustomerNumber(entry.debitParty);
    const QString charge =
        entry.charge > 0 ? QStringLiteral("Fee For B2C Payment|KES|%1").arg(QString::fromLatin1(wireMoney(entry.charge))) : QString();
    return {
        textParameter("DebitPartyName", publicName(options, entry.debitParty)),
        textParameter("CreditPartyName", publicName(options, entry.creditParty)),
        textParameter("OriginatorConversationID", entry.originatorConversation),
        jsonParameter("InitiatedTime", darajaTimestamp(entry.initiatedAt).toLatin1()),
        textParameter("DebitAccountType", isPaidByCustomer ? QStringLiteral("MMF Account For Customer") : entry.debitAccount),
        optionalParameter("DebitPartyCharges", charge),
        bareParameter("TransactionReason"),
        textParameter("ReasonType", entry.reason),
        textParameter("TransactionStatus", Ledger::statusText(entry.status)),
        jsonParameter("FinalisedTime", darajaTimestamp(entry.finalisedAt).toLatin1()),
        jsonParameter("Amount", wireAmount(entry.amount)),
        textParameter("ConversationID", entry.conversation),
        optionalParameter("ReceiptNo", entry.receipt),
    };
}

} // namespace

StatusEndpoint::StatusEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void StatusEndpoint::addRoutes(Gateway &gateway)
{
    const QString product = QStringLiteral("status");
    gateway.add({{QStringLiteral("transaction_status")}, product, [this, product](const EndpointCall &call) {
                     return m_parts.desk.accept({call.operation, product, {}, call.members},
                                                [this](const InitiatorRequest &request, const QString &wanted) {
                                                    return wanted.isEmpty() ? carryOut(request) : InitiatorResult{wanted};
                                                });
                 }});
}

InitiatorResult StatusEndpoint::carryOut(const InitiatorRequest &request) const
{
    const QJsonObject &members = request.members;
    InitiatorResult result;
    const QString occasion = memberText(members, QLatin1StringView("Occasion"));
    result.references = {optionalParameter("Occasion", occasion)};
    if (!isOurs(m_parts.options, memberText(members, QLatin1StringView("PartyA")),
                memberText(members, QLatin1StringView("IdentifierType")))) {
        result.code = QStringLiteral("SFC_IC0003");
    } else if (const LedgerEntry *entry = wantedEntry(m_parts.ledger, members)) {
        result.parameters = statement(m_parts.options, *entry);
    } else {
        result.code = m_parts.options.answers.unknownReceiptCode;
        result.description = m_parts.options.answers.unknownReceiptText;
    }
    return result;
}

} // namespace daraja
