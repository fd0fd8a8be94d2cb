// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/b2bendpoint.h"

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

constexpr QLatin1StringView merchantToWorking("MerchantTransferFromMerchantToWorking");

QString businessMember(const InitiatorRequest &request, const char *name)
{
    return memberText(request.members, QLatin1StringView(name));
}

qint64 businessCents(const InitiatorRequest &request)
{
    return businessMember(request, "Amount").toLongLong() * 100;
}

Account debitAccount(const InitiatorRequest &request)
{
    return businessMember(request, "CommandID") == merchantToWorking ? Account::Merchant : Account::Working;
}

/// Where it lands when it stays in the organisation.
std::optional<Account> creditAccount(const SimulatorOptions &options, const InitiatorRequest &request)
{
    if (businessMember(request, "CommandID") == merchantToWorking) {
        return Account::Working;
    }
    const QString receiver = businessMember(request, "PartyB");
    return receiver == options.till            ? std::optional(Account::Merchant)
           : isOurShortCode(options, receiver) ? std::optional(Account::Utility)
                                               : std::nullopt;
}

/// An account as B2B writes it; no JSON (daraja-api 12).
QString amountText(qint64 cents)
{
    return QStringLiteral("{Amount={CurrencyCode=KES, MinimumAmount=%1, BasicAmount=%2}}")
        .arg(cents)
        .arg(QString::fromLatin1(wireMoney(cents)));
}

} // namespace

B2bEndpoint::B2bEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void B2bEndpoint::addRoutes(Gateway &gateway)
{
    const auto add = [this, &gateway](const QStringList &operations, const QString &product) {
        gateway.add({operations, product, [this, product](const EndpointCall &call) { return answer(call, product); }});
    };
    add({QStringLiteral("b2b_paybill"), QStringLiteral("b2b_buygoods"), QStringLiteral("b2b_pay_to_bulk"), QStringLiteral("b2b_transfer")},
        QStringLiteral("b2b"));
    add({QStringLiteral("tax_remittance")}, QStringLiteral("tax"));
}

WireAnswer B2bEndpoint::answer(const EndpointCall &call, const QString &product)
{
    return m_parts.desk.accept({call.operation, product, QStringLiteral("b2bresults"), call.members},
                               [this](const InitiatorRequest &request, const QString &wanted) { return carryOut(request, wanted); });
}

InitiatorResult B2bEndpoint::carryOut(const InitiatorRequest &request, const QString &wanted) const
{
    const QString code = wanted.isEmpty() ? judge(request) : wanted;
    const std::optional<Account> into = creditAccount(m_parts.options, request);
    LedgerEntry entry;
    entry.conversation = request.conversation;
    entry.originatorConversation = request.originatorConversation;
    entry.kind = LedgerEntry::Kind::B2b;
    entry.status = code == u"0" ? LedgerEntry::Status::Completed : LedgerEntry::Status::Declined;
    entry.debitParty = businessMember(request, "PartyA");
    entry.creditParty = businessMember(request, "PartyB");
    entry.debitAccount = accountName(debitAccount(request));
    entry.creditAccount = into ? accountName(*into) : QString();
    entry.amount = businessCents(request);
    entry.initiatedAt = request.at;
    entry.finalisedAt = m_parts.clock.now();
    entry.reference = businessMember(request, "AccountReference");
    entry.reason = businessMember(request, "CommandID");
    if (code != u"0") {
        m_parts.ledger.add(entry);
        InitiatorResult failed{code};
        failed.description = code == u"SFC_IC0003" && wanted.isEmpty() ? QStringLiteral("Receiver party is invalid") : QString();
        failed.references = {bareParameter("Occassion")};
        return failed;
    }
    entry.receipt = m_parts.ids.receipt();
    m_parts.books.add(debitAccount(request), -entry.amount);
    if (into) {
        m_parts.books.add(*into, entry.amount);
    }
    m_parts.ledger.add(entry);
    return paid(entry.receipt, request);
}

QString B2bEndpoint::judge(const InitiatorRequest &request) const
{
    const QString type = businessMember(request, "RecieverIdentifierType");
    const QString &onlyType = m_parts.options.buyGoodsIdentifier;
    const bool isRefusedType = businessMember(request, "CommandID") == u"BusinessBuyGoods" && !onlyType.isEmpty() && type != onlyType;
    if (!isOurShortCode(m_parts.options, businessMember(request, "PartyA")) || isRefusedType) {
        return QStringLiteral("SFC_IC0003");
    }
    return m_parts.books.balance(debitAccount(request)) < businessCents(request) ? QStringLiteral("1") : QStringLiteral("0");
}

InitiatorResult B2bEndpoint::paid(const QString &receipt, const InitiatorRequest &request) const
{
    const Books &books = m_parts.books;
    const Account account = debitAccount(request);
    const QString reference = businessMember(request, "AccountReference");
    InitiatorResult result;
    result.receipt = receipt;
    result.parameters = {
        textParameter("DebitAccountBalance", amountText(books.balance(account))),
        textParameter("Amount", QString::fromLatin1(wireMoney(businessCents(request)))),
        textParameter("DebitPartyAffectedAccountBalance", books.accountText(account)),
        textParameter("TransCompletedTime", darajaTimestamp(m_parts.clock.now())),
        textParameter("DebitPartyCharges", QString()),
        textParameter("ReceiverPartyPublicName", publicName(m_parts.options, businessMember(request, "PartyB"))),
        textParameter("Currency", QStringLiteral("KES")),
        textParameter("InitiatorAccountCurrentBalance", amountText(books.balance(account))),
    };
    if (!reference.isEmpty()) {
        result.references = {textParameter("BillReferenceNumber", reference)};
    }
    return result;
}

} // namespace daraja
