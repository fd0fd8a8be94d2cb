// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/customerpayments.h"

#include "core/simulator/books.h"
#include "core/simulator/c2bnotification.h"
#include "core/simulator/callbacksender.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/ledger.h"
#include "core/simulator/organisation.h"

namespace daraja {

namespace {

constexpr qint64 centsInShilling = 100;
constexpr qint64 largestPayment = 250'000; // daraja-api 23
constexpr qsizetype mostWaiting = 1'000;

} // namespace

CustomerPayments::CustomerPayments(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, Books &books, Ledger &ledger,
                                   CallbackSender &callbacks, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_ids(ids)
    , m_books(books)
    , m_ledger(ledger)
    , m_callbacks(callbacks)
{
}

CustomerPayment CustomerPayments::begin(const CustomerOrder &order)
{
    CustomerPayment payment;
    payment.order = order;
    payment.at = m_clock.now();
    payment.problem = problemWith(order);
    if (!payment.problem.isEmpty()) {
        payment.state = CustomerPayment::State::Rejected;
        return payment;
    }
    m_books.meet(order.msisdn);
    payment.receipt = m_ids.receipt();
    const C2bUrls *urls = m_urls.find(order.receiver);
    if (!m_options.products.c2bValidates || !urls) {
        return settle(payment);
    }
    m_waiting.insert(payment.receipt, payment);
    validate(payment, *urls);
    Q_EMIT changed(payment);
    return payment;
}

void CustomerPayments::topUp(const QString &msisdn, qint64 shillings)
{
    if (m_books.wallet(msisdn) < shillings * centsInShilling) {
        m_books.setWallet(msisdn, shillings * centsInShilling);
    }
}

QString CustomerPayments::problemWith(const CustomerOrder &order) const
{
    if (!isCustomerNumber(order.msisdn)) {
        return tr("%1 is not a customer's number.").arg(order.msisdn);
    }
    if (!isOurShortCode(m_options, order.receiver) && order.receiver != m_options.till) {
        return tr("Nobody has the number %1: the paybill is %2, the till %3.").arg(order.receiver, m_options.shortCode, m_options.till);
    }
    if (order.shillings < 1 || order.shillings > largestPayment) {
        return tr("M-Pesa takes 1 to 250,000 shillings in one payment.");
    }
    if (order.isFromWallet && m_books.wallet(order.msisdn) < order.shillings * centsInShilling) {
        return tr("The customer has not enough money.");
    }
    return m_waiting.size() < mostWaiting ? QString() : tr("Too many payments wait for their validation.");
}

void CustomerPayments::validate(const CustomerPayment &payment, const C2bUrls &urls)
{
    const QByteArray body = c2bNotification(payment, std::nullopt, msisdnForm(urls));
    const bool completesUnanswered = urls.completesUnanswered;
    m_callbacks.ask(payment.receipt, urls.validation, body, m_options.products.c2bValidationTimeout, this,
                    [this, receipt = payment.receipt, completesUnanswered](const CallbackReply &reply) {
                        judge(receipt, completesUnanswered, readC2bVerdict(reply.status, reply.body));
                    });
}

void CustomerPayments::judge(const QString &receipt, bool completesUnanswered, const C2bVerdict &verdict)
{
    const auto waiting = m_waiting.find(receipt);
    if (waiting == m_waiting.end()) {
        return; // abandoned
    }
    CustomerPayment payment = *waiting;
    m_waiting.erase(waiting);
    payment.thirdPartyTransId = verdict.thirdPartyTransId;
    if (verdict.kind == C2bVerdict::Kind::Accepted || (verdict.kind == C2bVerdict::Kind::Unanswered && completesUnanswered)) {
        settle(payment);
        return;
    }
    payment.state = CustomerPayment::State::Rejected;
    payment.problem = verdict.kind == C2bVerdict::Kind::Rejected
                          ? tr("The organisation's server refused it: %1.").arg(verdict.code)
                          : tr("The organisation's server did not answer, and ResponseType is Cancelled.");
    Q_EMIT changed(payment);
}

CustomerPayment CustomerPayments::settle(CustomerPayment payment)
{
    const CustomerOrder order = payment.order;
    const Account account = order.isTill ? Account::Merchant : Account::Utility;
    const qint64 cents = order.shillings * centsInShilling;
    payment.state = CustomerPayment::State::Paid;
    if (order.isFromWallet) {
        m_books.pay(order.msisdn, cents, account);
    } else {
        m_books.add(account, cents);
    }

    LedgerEntry entry;
    entry.receipt = payment.receipt;
    entry.conversation = m_ids.conversation();
    entry.originatorConversation = order.originatorConversation;
    entry.kind = LedgerEntry::Kind::C2b;
    entry.debitParty = order.msisdn;
    entry.creditParty = order.receiver;
    entry.creditAccount = accountName(account);
    entry.amount = cents;
    entry.initiatedAt = payment.at;
    entry.finalisedAt = m_clock.now();
    entry.reference = order.reference;
    entry.reason = order.isTill ? QStringLiteral("Customer Merchant Payment") : QStringLiteral("Pay Bill");
    m_ledger.add(entry);

    if (const C2bUrls *urls = m_urls.find(order.receiver)) {
        m_callbacks.schedule(payment.receipt, urls->confirmation, c2bNotification(payment, m_books.balance(account), msisdnForm(*urls)));
    }
    Q_EMIT changed(payment);
    return payment;
}

ProductSwitches::MsisdnForm CustomerPayments::msisdnForm(const C2bUrls &urls) const
{
    using Form = ProductSwitches::MsisdnForm;
    const Form chosen = m_options.products.c2bMsisdn;
    return chosen != Form::ByVersion ? chosen : urls.version == 1 ? Form::Hashed : Form::Masked;
}

} // namespace daraja
