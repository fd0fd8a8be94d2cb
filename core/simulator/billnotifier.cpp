// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/billnotifier.h"

#include "core/base/nairobitime.h"
#include "core/simulator/callbacksender.h"
#include "core/simulator/customerpayments.h"
#include "core/simulator/invoicebooks.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/simulator.h"
#include "core/simulator/stkpayments.h"
#include "core/simulator/wireobject.h"

#include <QJsonDocument>
#include <QTimer>

namespace daraja {

namespace {

bool isBillReceived(const CallbackReply &reply)
{
    const QString code = memberText(QJsonDocument::fromJson(reply.body).object(), QLatin1StringView("rescode"));
    return reply.status == 200 && (code.isEmpty() || code == u"200");
}

} // namespace

BillNotifier::BillNotifier(const ServerParts &parts, InvoiceBooks &books)
    : m_parts(parts)
    , m_books(books)
    , m_retries(new QObject(this))
{
    connect(&parts.customers, &CustomerPayments::changed, this, [this](const CustomerPayment &payment) {
        if (payment.state == CustomerPayment::State::Paid) {
            take({payment.receipt, payment.order.msisdn, payment.order.receiver, payment.order.reference, payment.order.shillings,
                  payment.at});
        }
    });
    connect(&parts.payments, &StkPayments::settled, this, [this](const StkPayment &payment) {
        if (!payment.receipt.isEmpty() && payment.order.standingOrder.isEmpty()) {
            take({payment.receipt, payment.order.msisdn, payment.order.receiver, payment.order.accountReference, payment.order.amount,
                  payment.settledAt});
        }
    });
}

void BillNotifier::abandon()
{
    delete m_retries;
    m_retries = new QObject(this);
}

void BillNotifier::take(const Payment &payment)
{
    const Biller *biller = m_books.biller(payment.receiver);
    if (!biller || !m_books.pay(payment.receiver, payment.reference, payment.shillings)) {
        return;
    }
    const QByteArray body = WireObject()
                                .text("transactionId", payment.receipt)
                                .text("paidAmount", QString::number(payment.shillings))
                                .text("msisdn", payment.msisdn)
                                .text("dateCreated", toNairobi(payment.at).date().toString(Qt::ISODate))
                                .text("accountReference", payment.reference)
                                .text("shortCode", payment.receiver)
                                .bytes();
    push(payment.receipt, biller->callback, body, 1);
}

void BillNotifier::push(const QString &receipt, const QUrl &url, const QByteArray &body, int attempt)
{
    m_parts.callbacks.ask(receipt, url, body, m_parts.options.callbackTimeout, m_retries,
                          [this, receipt, url, body, attempt](const CallbackReply &reply) {
                              if (isBillReceived(reply) || attempt == mostAttempts) {
                                  return;
                              }
                              QTimer::singleShot(qMax(0, m_parts.options.products.billRetryDelay), m_retries,
                                                 [this, receipt, url, body, attempt] { push(receipt, url, body, attempt + 1); });
                          });
}

} // namespace daraja
