// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/stkendpoint.h"

#include "core/crypto/stkpassword.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/faults.h"
#include "core/simulator/outcometable.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/stkpayments.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

namespace daraja {

StkEndpoint::StkEndpoint(const SimulatorOptions &options, const Clock &clock, StkPayments &payments, const FaultInjector &faults,
                         const ErrorFactory &errors)
    : m_options(options)
    , m_clock(clock)
    , m_payments(payments)
    , m_faults(faults)
    , m_errors(errors)
{
}

WireAnswer StkEndpoint::push(const QJsonObject &members, QString &nextOutcome)
{
    const QString receiver = memberText(members, QLatin1StringView("PartyB"));
    const QString type = memberText(members, QLatin1StringView("TransactionType"));
    if (type == u"CustomerBuyGoodsOnline" && receiver == m_options.shortCode) {
        return m_errors.invalidField(QStringLiteral("TransactionType"),
                                     QCoreApplication::translate("Simulator", "PartyB is the paybill %1. Buy goods needs the till, %2.")
                                         .arg(m_options.shortCode, m_options.till));
    }
    if (const std::optional<WireAnswer> refusal = refuseMerchant(members)) {
        return *refusal;
    }
    PushOrder order;
    order.msisdn = memberText(members, QLatin1StringView("PhoneNumber"));
    order.amount = memberText(members, QLatin1StringView("Amount")).toLongLong();
    order.accountReference = memberText(members, QLatin1StringView("AccountReference"));
    order.receiver = receiver;
    order.toTill = type == u"CustomerBuyGoodsOnline";
    order.callbackUrl = QUrl(memberText(members, QLatin1StringView("CallBackURL")));
    if (m_payments.hasOpenPrompt(order.msisdn)) {
        return m_errors.subscriberLocked(
            QCoreApplication::translate("Simulator", "A prompt is open on %1. Answer it, or wait until it expires.").arg(order.msisdn));
    }
    if (m_payments.isFull()) {
        return m_errors.busy(QCoreApplication::translate("Simulator", "Too many prompts are open."));
    }
    const QString scenario = std::exchange(nextOutcome, QString());
    const QString triggered = triggeredOutcome(order.amount, order.msisdn);
    order.outcome = !scenario.isEmpty() ? scenario : !triggered.isEmpty() ? triggered : outcomeOfReceiver(type, receiver);
    const StkPayment payment = m_payments.accept(order);

    WireObject body;
    body.text("MerchantRequestID", payment.merchantRequest)
        .text("CheckoutRequestID", payment.prompt.id)
        .text("ResponseCode", QStringLiteral("0"))
        .text("ResponseDescription", QStringLiteral("Success. Request accepted for processing"))
        .text("CustomerMessage", QStringLiteral("Success. Request accepted for processing"));
    const QString note = order.outcome.isEmpty()
                             ? QString()
                             : QCoreApplication::translate("Simulator", "No prompt: the outcome is %1 because of the %2.")
                                   .arg(order.outcome, !scenario.isEmpty()    ? QCoreApplication::translate("Simulator", "scenario")
                                                       : !triggered.isEmpty() ? QCoreApplication::translate("Simulator", "trigger value")
                                                                              : QCoreApplication::translate("Simulator", "PartyB"));
    return {200, body.bytes(), note, payment.prompt.id};
}

WireAnswer StkEndpoint::query(const QJsonObject &members) const
{
    if (const std::optional<WireAnswer> refusal = refuseMerchant(members)) {
        return *refusal;
    }
    const StkPayment *payment = m_payments.find(memberText(members, QLatin1StringView("CheckoutRequestID")));
    if (!payment) {
        return m_errors.invalidField(QStringLiteral("CheckoutRequestID"),
                                     QCoreApplication::translate("Simulator", "No STK push here has this CheckoutRequestID."));
    }
    if (m_clock.steady() - payment->acceptedAt < std::chrono::milliseconds(m_options.tooEarlyQuery)) {
        return m_errors.invalidField(QStringLiteral("CheckoutRequestID"),
                                     QCoreApplication::translate("Simulator", "The query came too soon after the push; ask again."));
    }
    const bool never = payment->order.outcome == neverSettles;
    const bool saysPending = m_options.pendingStyle == neverSettles || m_faults.current().testFlag(FaultKind::PendingAnswer);
    if (!payment->isSettled() && !never && !saysPending) {
        return m_errors.beingProcessed(QCoreApplication::translate("Simulator", "The prompt is open: pending, not failed."));
    }
    const QString code = payment->isSettled() ? payment->resultCode : QString(neverSettles);
    WireObject body;
    body.text("ResponseCode", QStringLiteral("0"))
        .text("ResponseDescription", QStringLiteral("The service request has been accepted successfully"))
        .text("MerchantRequestID", payment->merchantRequest)
        .text("CheckoutRequestID", payment->prompt.id)
        .text("ResultCode", code)
        .text("ResultDesc", outcomeText(code));
    return {200, body.bytes(), {}};
}

std::optional<WireAnswer> StkEndpoint::refuseMerchant(const QJsonObject &members) const
{
    const QString shortCode = memberText(members, QLatin1StringView("BusinessShortCode"));
    if (shortCode == m_options.till) {
        return m_errors.merchantUnknown(
            QCoreApplication::translate("Simulator",
                                        "BusinessShortCode is the till. The store number, %1, belongs there, and the till in PartyB.")
                .arg(m_options.shortCode));
    }
    if (shortCode != m_options.shortCode) {
        return m_errors.merchantUnknown(
            QCoreApplication::translate("Simulator", "The simulator knows the short code %1 only.").arg(m_options.shortCode));
    }
    const QString problem = problemWithPassword(memberText(members, QLatin1StringView("Password")).toUtf8(),
                                                memberText(members, QLatin1StringView("Timestamp")));
    return problem.isEmpty() ? std::nullopt : std::optional(m_errors.wrongCredentials(problem));
}

QString StkEndpoint::problemWithPassword(const QByteArray &password, const QString &timestamp) const
{
    if (password == stkPassword(m_options.shortCode, m_options.passkey, timestamp).toUtf8()) {
        return {};
    }
    const auto decoded = QByteArray::fromBase64Encoding(password, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return QCoreApplication::translate("Simulator", "The Password is not base64.");
    }
    if (!(*decoded).startsWith(m_options.shortCode.toUtf8())) {
        return QCoreApplication::translate("Simulator", "The Password does not begin with the BusinessShortCode.");
    }
    if (!(*decoded).endsWith(timestamp.toUtf8())) {
        return QCoreApplication::translate("Simulator", "The Password does not end in the Timestamp of the request.");
    }
    return QCoreApplication::translate("Simulator", "The passkey in the Password is not the one of this short code.");
}

QString StkEndpoint::outcomeOfReceiver(const QString &transactionType, const QString &receiver) const
{
    if (receiver == (transactionType == u"CustomerPayBillOnline" ? m_options.shortCode : m_options.till)) {
        return {};
    }
    // A till paid as a paybill lacks the product, a number that is nobody's does not exist (daraja-api 26.2).
    return receiver == m_options.till ? QStringLiteral("2028") : QStringLiteral("SFC_IC0003");
}

} // namespace daraja
