// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/c2bendpoint.h"

#include "core/simulator/customerpayments.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/organisation.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr QLatin1StringView expressOnlyCode("174379");

WireAnswer serviceCalloutFault()
{
    const QByteArray source = WireObject().text("errorcode", QStringLiteral("steps.servicecallout.ExecutionFailed")).bytes();
    const QByteArray fault = WireObject()
                                 .text("faultstring", QStringLiteral("Execution of ServiceCallout SCO-AddURLVault failed. Reason: "
                                                                     "ResponseCode 409 is treated as error"))
                                 .json("detail", WireObject().json("source", source).bytes())
                                 .bytes();
    const QByteArray body = WireObject().json("Fault", fault).bytes();
    return {500, WireObject().json("Envelope", WireObject().json("Body", body).bytes()).bytes(),
            QCoreApplication::translate("Simulator", "174379 is for STK only. The sandbox has other short codes for C2B, such as 600984.")};
}

} // namespace

C2bEndpoint::C2bEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void C2bEndpoint::addRoutes(Gateway &gateway)
{
    const auto add = [this, &gateway](const char *operation, int version, std::function<WireAnswer(const QJsonObject &)> answer) {
        Route route{{QString::fromLatin1(operation)}, QStringLiteral("c2b"), [answer = std::move(answer)](const EndpointCall &call) {
                        return answer(call.members);
                    }};
        route.refuseMember = [this](const QString &member, const QString &note) { return refuseMember(member, note); };
        route.refuseVersion = [this, version] { return refuseVersion(version); };
        gateway.add(std::move(route));
    };
    add("c2b_register_v1", 1, [this](const QJsonObject &members) { return registerUrls(members, 1); });
    add("c2b_register", 2, [this](const QJsonObject &members) { return registerUrls(members, 2); });
    add("c2b_simulate_v1", 1, [this](const QJsonObject &members) { return simulate(members); });
    add("c2b_simulate", 2, [this](const QJsonObject &members) { return simulate(members); });
}

void C2bEndpoint::abandon()
{
    m_parts.customers.abandon();
}

void C2bEndpoint::reset()
{
    abandon();
    m_parts.customers.urls().clear();
}

QJsonObject C2bEndpoint::state() const
{
    return m_parts.customers.urls().toJson();
}

void C2bEndpoint::restore(const QJsonObject &state)
{
    m_parts.customers.urls().fromJson(state);
}

WireAnswer C2bEndpoint::registerUrls(const QJsonObject &members, int version)
{
    const QString shortCode = memberText(members, QLatin1StringView("ShortCode"));
    if (const std::optional<WireAnswer> refusal = refuseShortCode(shortCode)) {
        return *refusal;
    }
    if (m_parts.options.products.c2bRefusesExpressCode && shortCode == expressOnlyCode) {
        return serviceCalloutFault();
    }
    C2bRegistry &registry = m_parts.customers.urls();
    if (m_parts.options.products.c2bRegistersOnce && registry.find(shortCode)) {
        return m_parts.errors.refusal(500, "500.003.1001", QStringLiteral("Urls are already registered."),
                                      QCoreApplication::translate("Simulator", "As in production, URLs are registered once. Reset the "
                                                                               "simulator to register others."));
    }
    registry.set(shortCode, {version, memberText(members, QLatin1StringView("ResponseType")) == u"Completed",
                             QUrl(memberText(members, QLatin1StringView("ConfirmationURL"))),
                             QUrl(memberText(members, QLatin1StringView("ValidationURL")))});
    return accepted(m_parts.ids.request(), QStringLiteral("success"));
}

WireAnswer C2bEndpoint::simulate(const QJsonObject &members)
{
    CustomerOrder order;
    order.receiver = memberText(members, QLatin1StringView("ShortCode"));
    order.msisdn = memberText(members, QLatin1StringView("Msisdn"));
    order.shillings = memberText(members, QLatin1StringView("Amount")).toLongLong();
    order.originatorConversation = m_parts.ids.request();
    const QString command = memberText(members, QLatin1StringView("CommandID"));
    order.isTill = command == u"CustomerBuyGoodsOnline";
    if (const std::optional<WireAnswer> refusal = refuseShortCode(order.receiver)) {
        return *refusal;
    }
    if (const std::optional<WireAnswer> refusal = refuseReceiver(command, order.receiver)) {
        return *refusal;
    }
    order.reference = order.isTill ? QString() : memberText(members, QLatin1StringView("BillRefNumber"));
    m_parts.customers.topUp(order.msisdn, order.shillings);
    const CustomerPayment payment = m_parts.customers.begin(order);
    if (payment.state == CustomerPayment::State::Rejected) {
        return m_parts.errors.busy(payment.problem);
    }
    const bool isHeard = m_parts.customers.urls().find(order.receiver);
    WireAnswer answer =
        accepted(order.originatorConversation, QStringLiteral("Accept the service request successfully."),
                 isHeard ? QString()
                         : QCoreApplication::translate("Simulator", "No URLs are registered for %1: nobody is told.").arg(order.receiver));
    answer.conversation = isHeard ? payment.receipt : QString();
    return answer;
}

std::optional<WireAnswer> C2bEndpoint::refuseVersion(int version) const
{
    using Version = ProductSwitches::C2bVersion;
    const Version offered = m_parts.options.products.c2bVersion;
    if (offered == Version::Both || offered == (version == 1 ? Version::V1 : Version::V2)) {
        return {};
    }
    return noProductMatch(
        QCoreApplication::translate("Simulator", "The app's C2B product has the other version: use v%1.").arg(3 - version));
}

std::optional<WireAnswer> C2bEndpoint::refuseShortCode(const QString &shortCode) const
{
    const SimulatorOptions &options = m_parts.options;
    if (isOurShortCode(options, shortCode) || shortCode == options.till) {
        return {};
    }
    return noProductMatch(QCoreApplication::translate("Simulator", "The app's organisation has the short codes %1 and %2.")
                              .arg(options.shortCode, options.till));
}

WireAnswer C2bEndpoint::noProductMatch(const QString &note) const
{
    return m_parts.errors.refusal(
        401, "401.003.01", QStringLiteral("Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found"), note);
}

WireAnswer C2bEndpoint::refuseMember(const QString &member, const QString &note) const
{
    if (member.endsWith(QStringLiteral("URL"))) {
        return m_parts.errors.refusal(
            400, "400.003.02", QStringLiteral("Bad Request - Invalid %1").arg(member),
            note + u' ' +
                QCoreApplication::translate("Simulator", "No address may contain m-pesa, mpesa, safaricom, exe, exec, cmd, sql or query."));
    }
    return member == u"ResponseType"
               ? m_parts.errors.refusal(400, "400.003.02", QStringLiteral("Bad Request - Invalid ResponseType"),
                                        QCoreApplication::translate("Simulator", "ResponseType is Completed or Cancelled, written so."))
               : m_parts.errors.invalidField(member, note);
}

std::optional<WireAnswer> C2bEndpoint::refuseReceiver(const QString &command, const QString &receiver) const
{
    const bool buysGoods = command == u"CustomerBuyGoodsOnline";
    const SimulatorOptions &options = m_parts.options;
    if ((buysGoods && receiver == options.shortCode) || (!buysGoods && receiver == options.till)) {
        return m_parts.errors.invalidField(QStringLiteral("CommandID"),
                                           QCoreApplication::translate("Simulator", "CustomerBuyGoodsOnline is for the till %1, "
                                                                                    "CustomerPayBillOnline for the paybill %2.")
                                               .arg(options.till, options.shortCode));
    }
    return {};
}

WireAnswer C2bEndpoint::accepted(const QString &conversation, const QString &description, const QString &note) const
{
    return {200,
            WireObject()
                .text("OriginatorCoversationID", conversation) // Safaricom's spelling
                .text("ResponseCode", m_parts.options.products.c2bLongResponseCode ? QStringLiteral("00000000") : QStringLiteral("0"))
                .text("ResponseDescription", description)
                .bytes(),
            note};
}

} // namespace daraja
