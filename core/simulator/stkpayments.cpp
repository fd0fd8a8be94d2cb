// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/stkpayments.h"

#include "core/simulator/outcometable.h"

#include <QTimer>

#include <algorithm>

namespace daraja {

namespace {
constexpr qsizetype rememberedPayments = 1'000;
constexpr qint64 centsPerShilling = 100;

/// Where a payment lands (daraja-api 23).
Account receivingAccount(const PushOrder &order)
{
    return order.toTill ? Account::Merchant : Account::Utility;
}

} // namespace

StkPayments::StkPayments(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, Books &books, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_ids(ids)
    , m_books(books)
    , m_ledger(ledger)
{
}

bool StkPayments::hasOpenPrompt(const QString &msisdn) const
{
    return std::any_of(m_open.begin(), m_open.end(), [this, &msisdn](const QString &id) { return m_payments[id].order.msisdn == msisdn; });
}

bool StkPayments::isFull() const
{
    return m_open.size() >= rememberedPayments;
}

StkPayment StkPayments::accept(const PushOrder &order)
{
    const QDateTime now = m_clock.now();
    StkPayment payment;
    payment.order = order;
    payment.merchantRequest = m_ids.request();
    payment.acceptedAt = m_clock.steady();
    payment.prompt = {newCheckoutId(order.msisdn),
                      order.msisdn,
                      QString::number(order.amount),
                      m_options.organisation,
                      order.accountReference,
                      now,
                      now.addMSecs(m_options.promptLifetime),
                      order.outcome.isEmpty() ? Prompt::State::Open : Prompt::State::Answered,
                      order.standingOrder};
    const QString id = payment.prompt.id;
    m_books.meet(order.msisdn);
    forgetOldest();
    m_payments.insert(id, payment);
    m_order.append(id);
    if (order.outcome.isEmpty()) {
        ring(id);
    } else if (order.outcome != neverSettles) {
        settle(id, order.outcome);
    }
    return payment;
}

const StkPayment *StkPayments::find(const QString &checkoutRequest) const
{
    const auto payment = m_payments.constFind(checkoutRequest);
    return payment == m_payments.constEnd() ? nullptr : &payment.value();
}

QList<Prompt> StkPayments::openPrompts() const
{
    QList<Prompt> prompts;
    for (const QString &id : m_open) {
        prompts.append(m_payments[id].prompt);
    }
    return prompts;
}

void StkPayments::enterPin(const QString &checkoutRequest, const QString &pin)
{
    if (!isOpen(checkoutRequest)) {
        return;
    }
    if (pin != QLatin1StringView(Handset::defaultPin)) {
        close(checkoutRequest, Prompt::State::WrongPin, QStringLiteral("2001"));
    } else {
        payAutomatically(checkoutRequest);
    }
}

void StkPayments::cancel(const QString &checkoutRequest)
{
    if (isOpen(checkoutRequest)) {
        close(checkoutRequest, Prompt::State::Cancelled, QStringLiteral("1032"));
    }
}

void StkPayments::withdrawAll()
{
    const QStringList open = m_open;
    for (const QString &id : open) {
        if (isOpen(id)) { // a slot may have been faster
            close(id, Prompt::State::Withdrawn, {});
        }
    }
}

void StkPayments::clear()
{
    withdrawAll();
    m_payments.clear();
    m_order.clear();
}

void StkPayments::ring(const QString &id)
{
    m_open.append(id);
    auto *watch = new QObject(this);
    m_watches.insert(id, watch);
    QTimer::singleShot(qMax(1, m_options.promptLifetime), watch, [this, id] { expire(id); });
    if (m_options.automaticAnswer >= 0) {
        QTimer::singleShot(m_options.automaticAnswer, watch, [this, id] { payAutomatically(id); });
    }
    Q_EMIT promptOpened(Prompt(m_payments[id].prompt));
}

void StkPayments::payAutomatically(const QString &id)
{
    if (!isOpen(id)) {
        return;
    }
    const PushOrder order = m_payments[id].order;
    const bool enough = !order.standingOrder.isEmpty() || m_books.wallet(order.msisdn) >= order.amount * centsPerShilling;
    close(id, enough ? Prompt::State::Paid : Prompt::State::NotEnough, enough ? QStringLiteral("0") : QStringLiteral("1"));
}

void StkPayments::expire(const QString &id)
{
    if (isOpen(id)) {
        close(id, Prompt::State::Expired, QStringLiteral("1037"));
    }
}

void StkPayments::close(const QString &id, Prompt::State state, const QString &resultCode)
{
    m_open.removeOne(id);
    m_watches.take(id)->deleteLater();
    StkPayment &payment = m_payments[id];
    payment.prompt.state = state;
    const Prompt prompt = payment.prompt;
    if (!resultCode.isEmpty()) {
        settle(id, resultCode);
    }
    Q_EMIT promptClosed(prompt);
}

void StkPayments::settle(const QString &id, const QString &resultCode)
{
    StkPayment &payment = m_payments[id];
    payment.resultCode = resultCode;
    payment.settledAt = m_clock.now();
    if (resultCode == u"0") {
        payment.receipt = m_ids.receipt();
    }
    const StkPayment result = payment; // slots may change the books of this object
    if (result.order.standingOrder.isEmpty()) {
        book(result);
    }
    Q_EMIT settled(result);
}

void StkPayments::book(const StkPayment &payment)
{
    if (payment.resultCode == u"0") {
        m_books.pay(payment.order.msisdn, payment.order.amount * centsPerShilling, receivingAccount(payment.order));
    }
    using Status = LedgerEntry::Status;
    LedgerEntry entry;
    entry.receipt = payment.receipt;
    entry.conversation = payment.prompt.id;
    entry.originatorConversation = payment.merchantRequest;
    entry.kind = LedgerEntry::Kind::Stk;
    entry.status = payment.resultCode == u"0"      ? Status::Completed
                   : payment.resultCode == u"1032" ? Status::Cancelled
                   : payment.resultCode == u"1037" ? Status::Expired
                                                   : Status::Declined;
    entry.debitParty = payment.order.msisdn;
    entry.creditParty = payment.order.receiver;
    entry.creditAccount = accountName(receivingAccount(payment.order));
    entry.amount = payment.order.amount * centsPerShilling;
    entry.initiatedAt = payment.prompt.openedAt;
    entry.finalisedAt = payment.settledAt;
    entry.reference = payment.order.accountReference;
    entry.reason = payment.order.toTill ? QStringLiteral("Merchant Payment Online") : QStringLiteral("Pay Bill Online");
    m_ledger.add(entry);
}

QString StkPayments::newCheckoutId(const QString &msisdn)
{
    QDateTime instant = m_clock.now();
    QString id = IdFactory::checkout(instant, msisdn);
    // Several within a millisecond: the clock of the ids runs ahead, and begins where it got to.
    while (m_payments.contains(id)) {
        instant = qMax(instant, m_lastInstant).addMSecs(1);
        id = IdFactory::checkout(instant, msisdn);
    }
    m_lastInstant = instant;
    return id;
}

bool StkPayments::isOpen(const QString &id) const
{
    return m_watches.contains(id);
}

void StkPayments::forgetOldest()
{
    if (m_order.size() < rememberedPayments) {
        return;
    }
    const auto oldest = std::find_if(m_order.begin(), m_order.end(), [this](const QString &id) { return !isOpen(id); });
    if (oldest != m_order.end()) {
        m_payments.remove(*oldest);
        m_order.erase(oldest);
    }
}

QJsonArray StkPayments::toJson() const
{
    QJsonArray payments;
    for (const QString &id : m_order) {
        const StkPayment &payment = *m_payments.constFind(id);
        if (payment.isSettled() && payment.order.standingOrder.isEmpty()) {
            payments.append(QJsonObject{{QStringLiteral("id"), id},
                                        {QStringLiteral("merchantRequest"), payment.merchantRequest},
                                        {QStringLiteral("msisdn"), payment.order.msisdn},
                                        {QStringLiteral("amount"), payment.order.amount},
                                        {QStringLiteral("resultCode"), payment.resultCode},
                                        {QStringLiteral("receipt"), payment.receipt}});
        }
    }
    return payments;
}

void StkPayments::fromJson(const QJsonArray &payments)
{
    for (const QJsonValue &json : payments) {
        const auto text = [&json](const char *name) { return json[QLatin1StringView(name)].toString(); };
        StkPayment payment;
        payment.prompt.id = text("id");
        payment.prompt.msisdn = payment.order.msisdn = text("msisdn");
        payment.prompt.state = Prompt::State::Answered;
        payment.order.amount = json[u"amount"].toInteger();
        payment.merchantRequest = text("merchantRequest");
        payment.resultCode = text("resultCode");
        payment.receipt = text("receipt");
        payment.acceptedAt = m_clock.steady() - std::chrono::hours(1); // long enough ago to be asked for
        if (payment.isSettled() && !payment.prompt.id.isEmpty() && !m_payments.contains(payment.prompt.id)) {
            forgetOldest();
            m_order.append(payment.prompt.id);
            m_payments.insert(payment.prompt.id, payment);
        }
    }
}

} // namespace daraja
