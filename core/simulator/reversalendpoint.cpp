// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/reversalendpoint.h"

#include "core/base/nairobitime.h"
#include "core/simulator/books.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/initiatordesk.h"
#include "core/simulator/ledger.h"
#include "core/simulator/organisation.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/resultenvelope.h"
#include "core/simulator/wireobject.h"

namespace daraja {

namespace {

QString reversalMember(const InitiatorRequest &request, const char *name)
{
    return memberText(request.members, QLatin1StringView(name));
}

Account landedIn(const LedgerEntry &entry)
{
    return entry.creditAccount == accountName(Account::Merchant) ? Account::Merchant : Account::Utility;
}

bool isCustomersPayment(const LedgerEntry &entry)
{
    return entry.kind == LedgerEntry::Kind::Stk || entry.kind == LedgerEntry::Kind::C2b;
}

} // namespace

ReversalEndpoint::ReversalEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void ReversalEndpoint::addRoutes(Gateway &gateway)
{
    const QString product = QStringLiteral("reversal");
    gateway.add({{QStringLiteral("reversal")}, product, [this, product](const EndpointCall &call) {
                     return m_parts.desk.accept({call.operation, product, QStringLiteral("reversalresults"), call.members},
                                                [this](const InitiatorRequest &request, const QString &wanted) {
                                                    return wanted.isEmpty() ? carryOut(request) : InitiatorResult{wanted};
                                                });
                 }});
}

InitiatorResult ReversalEndpoint::carryOut(const InitiatorRequest &request) const
{
    const QString code = judge(request);
    return code == u"0" ? reverse(request) : InitiatorResult{code};
}

QString ReversalEndpoint::judge(const InitiatorRequest &request) const
{
    const QString party = reversalMember(request, "ReceiverParty");
    if (!isOurShortCode(m_parts.options, party) && party != m_parts.options.till) {
        return QStringLiteral("SFC_IC0003");
    }
    const LedgerEntry *original = m_parts.ledger.byReceipt(reversalMember(request, "TransactionID"));
    if (!original || !isCustomersPayment(*original) || original->amount != reversalMember(request, "Amount").toLongLong() * 100) {
        return QStringLiteral("R000002");
    }
    if (original->reversed) {
        return QStringLiteral("R000001");
    }
    return m_parts.books.balance(landedIn(*original)) < original->amount ? QStringLiteral("1") : QStringLiteral("0");
}

InitiatorResult ReversalEndpoint::reverse(const InitiatorRequest &request) const
{
    const LedgerEntry original = *m_parts.ledger.byReceipt(reversalMember(request, "TransactionID"));
    const Account account = landedIn(original);
    LedgerEntry entry;
    entry.receipt = m_parts.ids.receipt();
    entry.conversation = request.conversation;
    entry.originatorConversation = request.originatorConversation;
    entry.kind = LedgerEntry::Kind::Reversal;
    entry.debitParty = original.creditParty;
    entry.creditParty = original.debitParty;
    entry.debitAccount = accountName(account);
    entry.amount = original.amount;
    entry.initiatedAt = request.at;
    entry.finalisedAt = m_parts.clock.now();
    entry.reference = original.receipt;
    entry.reason = QStringLiteral("Transaction Reversal via API");
    m_parts.books.payOut(entry.creditParty, entry.amount, account);
    m_parts.ledger.markReversed(original.receipt);
    m_parts.ledger.add(entry);

    InitiatorResult result;
    result.receipt = entry.receipt;
    result.parameters = {
        textParameter("DebitAccountBalance", m_parts.books.accountText(account)),
        jsonParameter("Amount", wireAmount(entry.amount)),
        jsonParameter("TransCompletedTime", darajaTimestamp(entry.finalisedAt).toLatin1()),
        textParameter("OriginalTransactionID", original.receipt),
        jsonParameter("Charge", wireAmount(0)),
        textParameter("CreditPartyPublicName", publicName(m_parts.options, entry.creditParty)),
        textParameter("DebitPartyPublicName", publicName(m_parts.options, entry.debitParty)),
    };
    return result;
}

} // namespace daraja
