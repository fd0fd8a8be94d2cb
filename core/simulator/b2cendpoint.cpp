// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/b2cendpoint.h"

#include "core/base/nairobitime.h"
#include "core/simulator/books.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/initiatordesk.h"
#include "core/simulator/ledger.h"
#include "core/simulator/organisation.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/resultenvelope.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr qint64 payoutMinimum = 10'00; // daraja-api 11 and 23, in cents
constexpr qint64 payoutMaximum = 250'000'00;
constexpr qint64 customerDayLimit = 500'000'00;
constexpr qint64 customerBalanceLimit = 500'000'00;
constexpr qsizetype rememberedOriginators = 10'000;

qint64 payoutCents(const InitiatorRequest &request)
{
    return memberText(request.members, QLatin1StringView("Amount")).toLongLong() * 100;
}

QString payoutReason(const QString &command)
{
    return command == u"SalaryPayment"        ? QStringLiteral("Salary Payment via API")
           : command == u"PromotionPayment"   ? QStringLiteral("Promotion Payment via API")
           : command == u"BusinessPayToPochi" ? QStringLiteral("Business Pay to Pochi via API")
                                              : QStringLiteral("Business Payment to Customer via API");
}

} // namespace

B2cEndpoint::B2cEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void B2cEndpoint::addRoutes(Gateway &gateway)
{
    const auto add = [this, &gateway](const QString &operation, const QString &product) {
        gateway.add({{operation}, product, [this, product](const EndpointCall &call) { return answer(call, product); }});
    };
    add(QStringLiteral("b2c_payment"), QStringLiteral("b2c"));
    add(QStringLiteral("b2c_payment_v1"), QStringLiteral("b2c"));
    add(QStringLiteral("b2c_pochi"), QStringLiteral("pochi"));
}

void B2cEndpoint::reset()
{
    m_originators.clear();
    m_known.clear();
}

QJsonObject B2cEndpoint::state() const
{
    return {{QStringLiteral("originators"), QJsonArray::fromStringList(m_originators)}};
}

void B2cEndpoint::restore(const QJsonObject &state)
{
    const QJsonArray originators = state.value(u"originators").toArray();
    for (const QJsonValue &originator : originators) {
        remember(originator.toString());
    }
}

WireAnswer B2cEndpoint::answer(const EndpointCall &call, const QString &product)
{
    const bool isChosenByCaller = call.operation != u"b2c_payment_v1";
    const QString originator = isChosenByCaller ? memberText(call.members, QLatin1StringView("OriginatorConversationID")) : QString();
    if (m_known.contains(originator)) {
        return m_parts.errors.duplicateConversation(
            QCoreApplication::translate("Simulator", "A payment with this OriginatorConversationID was taken before: ask for its status."));
    }
    WireAnswer answer =
        m_parts.desk.accept({.operation = call.operation,
                             .product = product,
                             .results = QStringLiteral("b2cresults"),
                             .members = call.members,
                             .operatorMember = QStringLiteral("InitiatorName"),
                             .originatorConversation = originator},
                            [this](const InitiatorRequest &request, const QString &wanted) { return carryOut(request, wanted); });
    if (!answer.conversation.isEmpty() && isChosenByCaller) {
        remember(originator);
    }
    return answer;
}

void B2cEndpoint::remember(const QString &originator)
{
    if (m_originators.size() == rememberedOriginators) {
        m_known.remove(m_originators.takeFirst());
    }
    m_originators.append(originator);
    m_known.insert(originator);
}

InitiatorResult B2cEndpoint::carryOut(const InitiatorRequest &request, const QString &wanted) const
{
    const QString command = memberText(request.members, QLatin1StringView("CommandID"));
    const bool isRegistered = wanted != u"2040";
    const bool isPossible = wanted.isEmpty() || (!isRegistered && command == u"SalaryPayment"); // also pays the unregistered
    const QString code = isPossible ? judge(request) : wanted;

    LedgerEntry entry;
    entry.conversation = request.conversation;
    entry.originatorConversation = request.originatorConversation;
    entry.kind = LedgerEntry::Kind::B2c;
    entry.status = code == u"0" ? LedgerEntry::Status::Completed : LedgerEntry::Status::Declined;
    entry.debitParty = memberText(request.members, QLatin1StringView("PartyA"));
    entry.creditParty = memberText(request.members, QLatin1StringView("PartyB"));
    entry.debitAccount = accountName(Account::Utility);
    entry.amount = payoutCents(request);
    entry.initiatedAt = request.at;
    entry.finalisedAt = m_parts.clock.now();
    entry.reference = memberText(request.members, QLatin1StringView("Occassion"));
    entry.reason = payoutReason(command);
    if (code != u"0") {
        m_parts.ledger.add(entry);
        return {code};
    }
    entry.receipt = m_parts.ids.receipt();
    entry.charge = m_parts.options.payoutCharge;
    m_parts.books.payOut(entry.creditParty, entry.amount, Account::Utility);
    m_parts.books.charge(entry.charge);
    m_parts.ledger.add(entry);
    return paid(entry.receipt, request, isRegistered);
}

QString B2cEndpoint::judge(const InitiatorRequest &request) const
{
    const QString customer = memberText(request.members, QLatin1StringView("PartyB"));
    const qint64 cents = payoutCents(request);
    if (!isOurShortCode(m_parts.options, memberText(request.members, QLatin1StringView("PartyA")))) {
        return QStringLiteral("SFC_IC0003");
    }
    if (cents < payoutMinimum) {
        return QStringLiteral("2");
    }
    if (cents > payoutMaximum) {
        return QStringLiteral("3");
    }
    if (m_parts.books.balance(Account::Utility) < cents) {
        return QStringLiteral("1");
    }
    if (m_parts.ledger.movedOn(toNairobi(m_parts.clock.now()).date(), customer) + cents > customerDayLimit) {
        return QStringLiteral("4");
    }
    return m_parts.books.wallet(customer) + cents > customerBalanceLimit ? QStringLiteral("8") : QStringLiteral("0");
}

InitiatorResult B2cEndpoint::paid(const QString &receipt, const InitiatorRequest &request, bool isRegistered) const
{
    const Books &books = m_parts.books;
    InitiatorResult result;
    result.receipt = receipt;
    result.parameters = {
        jsonParameter("TransactionAmount", wireAmount(payoutCents(request))),
        textParameter("TransactionReceipt", receipt),
        textParameter("B2CRecipientIsRegisteredCustomer", isRegistered ? QStringLiteral("Y") : QStringLiteral("N")),
        jsonParameter("B2CChargesPaidAccountAvailableFunds", wireMoney(books.balance(Account::ChargesPaid))),
        textParameter("ReceiverPartyPublicName", publicName(m_parts.options, memberText(request.members, QLatin1StringView("PartyB")))),
        textParameter("TransactionCompletedDateTime", toNairobi(m_parts.clock.now()).toString(QStringLiteral("dd.MM.yyyy HH:mm:ss"))),
        jsonParameter("B2CUtilityAccountAvailableFunds", wireMoney(books.balance(Account::Utility))),
        jsonParameter("B2CWorkingAccountAvailableFunds", wireMoney(books.balance(Account::Working))),
    };
    return result;
}

} // namespace daraja
