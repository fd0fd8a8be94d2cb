// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/b2bexpressendpoint.h"

#include "core/base/clock.h"
#include "core/simulator/books.h"
#include "core/simulator/callbacksender.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/ledger.h"
#include "core/simulator/organisation.h"
#include "core/simulator/outcometable.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace daraja {

namespace {

constexpr qint64 centsOfOneShilling = 100;

struct ExpressTrigger
{
    qint64 shillings; ///< the code itself
    const char *text; ///< only the first is known to the letter
};
constexpr ExpressTrigger expressTriggers[] = {
    {4001, "User cancelled transaction"}, {4102, "Merchant KYC Fail"},    {4104, "Missing Nominated Number"},
    {4201, "USSD Network Error"},         {4203, "USSD Exception Error"},
};

} // namespace

B2bExpressEndpoint::B2bExpressEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void B2bExpressEndpoint::addRoutes(Gateway &gateway)
{
    gateway.add(
        {{QStringLiteral("b2b_express")}, QStringLiteral("b2bexpress"), [this](const EndpointCall &call) { return push(call.members); }});
}

WireAnswer B2bExpressEndpoint::push(const QJsonObject &members)
{
    Order order;
    order.payer = memberText(members, QLatin1StringView("primaryShortCode"));
    order.receiver = memberText(members, QLatin1StringView("receiverShortCode"));
    order.shillings = memberText(members, QLatin1StringView("amount")).toLongLong();
    order.paymentReference = memberText(members, QLatin1StringView("paymentRef"));
    order.requestReference = memberText(members, QLatin1StringView("RequestRefID"));
    if (m_parts.ledger.byConversation(order.requestReference)) {
        return m_parts.errors.invalidField(QStringLiteral("RequestRefID"),
                                           QCoreApplication::translate("Simulator", "Another request had this RequestRefID."));
    }
    const Outcome outcome = settle(order);
    m_parts.callbacks.schedule(order.requestReference, QUrl(memberText(members, QLatin1StringView("callbackUrl"))),
                               callbackBody(order, outcome));
    WireAnswer answer;
    answer.body = WireObject().text("code", QStringLiteral("0")).text("status", QStringLiteral("USSD Initiated Successfully")).bytes();
    answer.conversation = order.requestReference;
    return answer;
}

B2bExpressEndpoint::Outcome B2bExpressEndpoint::settle(const Order &order)
{
    Outcome outcome{QStringLiteral("0"), outcomeText(QStringLiteral("0")), m_parts.ids.conversation(), {}};
    const auto *trigger = std::find_if(std::begin(expressTriggers), std::end(expressTriggers),
                                       [&order](const ExpressTrigger &candidate) { return candidate.shillings == order.shillings; });
    if (trigger != std::end(expressTriggers)) {
        outcome.code = QString::number(trigger->shillings);
        outcome.text = QString::fromLatin1(trigger->text);
    } else if (order.payer == m_parts.options.till && m_parts.books.balance(Account::Merchant) < order.shillings * centsOfOneShilling) {
        outcome.code = QStringLiteral("1");
        outcome.text = outcomeText(outcome.code);
    } else {
        outcome.receipt = m_parts.ids.receipt();
    }
    book(order, outcome);
    return outcome;
}

void B2bExpressEndpoint::book(const Order &order, const Outcome &outcome)
{
    const qint64 cents = order.shillings * centsOfOneShilling;
    const bool isPaid = !outcome.receipt.isEmpty();
    const bool isOurTill = order.payer == m_parts.options.till;
    const bool isOurPaybill = isOurShortCode(m_parts.options, order.receiver);
    if (isPaid && isOurTill) {
        m_parts.books.add(Account::Merchant, -cents);
    }
    if (isPaid && isOurPaybill) {
        m_parts.books.add(Account::Utility, cents);
    }
    LedgerEntry entry;
    entry.receipt = outcome.receipt;
    entry.conversation = outcome.conversation;
    entry.originatorConversation = order.requestReference;
    entry.kind = LedgerEntry::Kind::B2bExpress;
    entry.status = isPaid ? LedgerEntry::Status::Completed : LedgerEntry::Status::Cancelled;
    entry.debitParty = order.payer;
    entry.creditParty = order.receiver;
    entry.debitAccount = isOurTill ? accountName(Account::Merchant) : QString();
    entry.creditAccount = isOurPaybill ? accountName(Account::Utility) : QString();
    entry.amount = cents;
    entry.initiatedAt = m_parts.clock.now();
    entry.finalisedAt = entry.initiatedAt;
    entry.reference = order.paymentReference;
    entry.reason = QStringLiteral("Merchant to Business Payment");
    m_parts.ledger.add(entry);
}

QByteArray B2bExpressEndpoint::callbackBody(const Order &order, const Outcome &outcome)
{
    const QString amount = QString::number(order.shillings) + QStringLiteral(".0");
    WireObject body;
    body.text("resultCode", outcome.code).text("resultDesc", outcome.text);
    if (outcome.receipt.isEmpty()) {
        return body.text("requestId", order.requestReference)
            .text("amount", amount)
            .text("paymentReference", order.paymentReference)
            .bytes();
    }
    return body.text("amount", amount)
        .text("requestId", order.requestReference)
        .text("paymentReference", order.paymentReference)
        .text("resultType", QStringLiteral("0"))
        .text("conversationID", outcome.conversation)
        .text("transactionId", outcome.receipt)
        .text("status", QStringLiteral("SUCCESS"))
        .bytes();
}

} // namespace daraja
