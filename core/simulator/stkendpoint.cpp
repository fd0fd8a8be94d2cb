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

namespace {

/// The 200 answer to a query.
WireAnswer queryResult(const QString &merchantRequest, const QString &checkoutRequest, const QString &code, const QString &text,
                       const QString &note = {})
{
    WireObject body;
    body.text("ResponseCode", QStringLiteral("0"))
        .text("ResponseDescription", QStringLiteral("The service request has been accepted successfully"))
        .text("MerchantRequestID", merchantRequest)
        .text("CheckoutRequestID", checkoutRequest)
        .text("ResultCode", code)
        .text("ResultDesc", text);
    return {200, body.bytes(), note};
}

} // namespace

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
    if (const QString problem = problemWithPassword(members); !problem.isEmpty()) {
        return m_errors.wrongCredentials(problem);
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
    const QString id = memberText(members, QLatin1StringView("CheckoutRequestID"));
    const StkPayment *payment = m_payments.find(id);
    if (!payment && m_options.answers.passwordIsCheckedLate) {
        return unknownPush(id);
    }
    if (const QString problem = problemWithPassword(members); !problem.isEmpty()) {
        return wrongPassword(problem);
    }
    if (!payment) {
        return unknownPush(id);
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
    return queryResult(payment->merchantRequest, payment->prompt.id, code, outcomeText(code));
}

WireAnswer StkEndpoint::wrongPassword(const QString &note) const
{
    using Answer = ReportedAnswers::WrongPassword;
    switch (m_options.answers.wrongPassword) {
    case Answer::Refused:
        break;
    case Answer::MerchantValidate:
        return m_errors.refusal(500, "500.001.1001", QStringLiteral("[MerchantValidate] - Wrong credentials"), note);
    case Answer::AsResult:
        return queryResult({}, {}, neverSettles, QStringLiteral("Wrong credentials"), note);
    }
    return m_errors.wrongCredentials(note);
}

WireAnswer StkEndpoint::unknownPush(const QString &id) const
{
    const QString note = QCoreApplication::translate("Simulator", "No STK push here has this CheckoutRequestID.");
    using Answer = ReportedAnswers::UnknownPush;
    switch (m_options.answers.unknownPush) {
    case Answer::BadRequest:
        break;
    case Answer::InvalidId:
        return m_errors.refusal(400, "400.002.03", QStringLiteral("Invalid CheckoutRequestID"), note);
    case Answer::NoSuchPush:
        return m_errors.refusal(500, "500.001.1001", QStringLiteral("The transaction does not exist"), note);
    case Answer::InProcess:
        return m_errors.beingProcessed(note);
    case Answer::StillPending:
        return queryResult({}, id, neverSettles, outcomeText(neverSettles), note);
    }
    return m_errors.invalidField(QStringLiteral("CheckoutRequestID"), note);
}

std::optional<WireAnswer> StkEndpoint::refuseMerchant(const QJsonObject &members) const
{
    const QString shortCode = memberText(members, QLatin1StringView("BusinessShortCode"));
    if (shortCode == m_options.till) {
        return unknownMerchant(
            QCoreApplication::translate("Simulator",
                                        "BusinessShortCode is the till. The store number, %1, belongs there, and the till in PartyB.")
                .arg(m_options.shortCode));
    }
    if (shortCode != m_options.shortCode) {
        return unknownMerchant(
            QCoreApplication::translate("Simulator", "The simulator knows the short code %1 only.").arg(m_options.shortCode));
    }
    return {};
}

WireAnswer StkEndpoint::unknownMerchant(const QString &note) const
{
    return m_options.answers.unknownMerchant == ReportedAnswers::UnknownMerchant::Refused
               ? m_errors.merchantUnknown(note)
               : m_errors.invalidField(QStringLiteral("BusinessShortCode"), note);
}

QString StkEndpoint::problemWithPassword(const QJsonObject &members) const
{
    const QByteArray password = memberText(members, QLatin1StringView("Password")).toUtf8();
    const QString timestamp = memberText(members, QLatin1StringView("Timestamp"));
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
