// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/hakikishaendpoint.h"

#include "core/base/clock.h"
#include "core/base/nairobitime.h"
#include "core/simulator/customername.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/organisation.h"
#include "core/simulator/outcometable.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

namespace daraja {

namespace {

constexpr quint64 imsiCeiling = 10'000'000'000'000'000ULL; // 16 digits

/// `SIMULATED` as `S********`.
QString maskedName(const QString &name)
{
    return name.left(1) + QString(qMax<qsizetype>(0, name.size() - 1), u'*');
}

WireAnswer hakikishaAnswer(int status, const QString &message, const WireObject &body, const QString &note = {})
{
    const QByteArray header = WireObject().text("status", QString::number(status)).text("message", message).bytes();
    return {status, WireObject().json("header", header).json("body", body.bytes()).bytes(), note};
}

WireAnswer hakikishaRefusal(const QString &message, const QString &note)
{
    return hakikishaAnswer(400, QStringLiteral("Bad Request"), WireObject().text("message", message), note);
}

/// Sixteen digits that belong to the number and do not tell it.
QString hashedImsi(const QString &number)
{
    const QByteArray digest = QCryptographicHash::hash("imsi:" + number.toLatin1(), QCryptographicHash::Sha256).toHex();
    return QString::number(digest.first(15).toULongLong(nullptr, 16) % imsiCeiling).rightJustified(16, u'0');
}

} // namespace

HakikishaEndpoint::HakikishaEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void HakikishaEndpoint::addRoutes(Gateway &gateway)
{
    Route customers{
        {QStringLiteral("b2c_hakikisha")}, QStringLiteral("hakikisha"), [](const EndpointCall &call) { return customer(call.members); }};
    customers.refuseMember = [](const QString &member, const QString &note) {
        return hakikishaRefusal(QStringLiteral("Invalid %1").arg(member), note);
    };
    gateway.add(customers);
    gateway.add({{QStringLiteral("org_info")}, QStringLiteral("hakikisha"), [this](const EndpointCall &call) {
                     return organisation(call.members);
                 }});
    gateway.add(
        {{QStringLiteral("imsi_check")}, QStringLiteral("simcheck"), [this](const EndpointCall &call) { return imsi(call.members); }});
    gateway.add(
        {{QStringLiteral("sim_swap")}, QStringLiteral("simcheck"), [this](const EndpointCall &call) { return swap(call.members); }});
}

WireAnswer HakikishaEndpoint::customer(const QJsonObject &members)
{
    const QString msisdn = memberText(members.value(u"body").toObject(), QLatin1StringView("msisdn"));
    if (triggeredOutcome(0, msisdn) == u"SFC_IC0003") {
        return hakikishaRefusal(QStringLiteral("The customer does not exist."),
                                QCoreApplication::translate("Simulator", "The number is the trigger for a customer that does not exist."));
    }
    const CustomerName name = customerName(msisdn);
    return hakikishaAnswer(
        200, QStringLiteral("Success"),
        WireObject().text("firstName", name.first).text("middleName", maskedName(name.middle)).text("lastName", name.last));
}

WireAnswer HakikishaEndpoint::organisation(const QJsonObject &members)
{
    const QString identifier = memberText(members, QLatin1StringView("Identifier"));
    const SimulatorOptions &options = m_parts.options;
    if (!isOurs(options, identifier, memberText(members, QLatin1StringView("IdentifierType")))) {
        const QString note =
            QCoreApplication::translate("Simulator", "The simulator knows the short code %1 (type 4) and the till %2 (type 2).")
                .arg(options.shortCode, options.till);
        return options.answers.unknownOrganisation == ReportedAnswers::UnknownOrganisation::BadRequest
                   ? m_parts.errors.invalidField(QStringLiteral("Identifier"), note)
                   : WireAnswer{200,
                                WireObject()
                                    .text("ConversationID", m_parts.ids.request())
                                    .text("ResponseCode", QStringLiteral("4001"))
                                    .text("ResponseMessage", QStringLiteral("Failed"))
                                    .text("DetailedMessage", QStringLiteral("Invalid Identifier"))
                                    .bytes(),
                                note};
    }
    return {200,
            WireObject()
                .text("ConversationID", m_parts.ids.request())
                .text("ResponseCode", options.answers.organisationFound)
                .text("ResponseMessage", QStringLiteral("Success"))
                .text("DetailedMessage", QStringLiteral("Organization found"))
                .text("OrganizationShortCode", identifier)
                .text("OrganizationName", options.organisation)
                .text("ChargeProfileID", QStringLiteral("1"))
                .bytes(),
            {}};
}

WireAnswer HakikishaEndpoint::imsi(const QJsonObject &members)
{
    const QString number = memberText(members, QLatin1StringView("customerNumber"));
    const QDate swapped = swapDay(number);
    return {200,
            WireObject()
                .text("requestRefID", m_parts.ids.request())
                .text("responseCode", QStringLiteral("200"))
                .text("responseDesc", QStringLiteral("Success"))
                .text("imsi", hashedImsi(number))
                .text("lastSwapDate", swapped.isValid() ? swapped.toString(QStringLiteral("dd-MM-yyyy")) : QStringLiteral("01-01-1900"))
                .text("msisdnRegistrationDate", QStringLiteral("01-03-2022"))
                .text("customerNumber", number)
                .bytes(),
            {}};
}

WireAnswer HakikishaEndpoint::swap(const QJsonObject &members)
{
    WireAnswer answer = imsi(members);
    const QJsonObject full = QJsonDocument::fromJson(answer.body).object();
    WireObject body;
    for (const char *name : {"requestRefID", "responseCode", "responseDesc", "lastSwapDate", "msisdnRegistrationDate", "customerNumber"}) {
        body.text(name, full.value(QLatin1StringView(name)).toString());
    }
    answer.body = body.bytes();
    return answer;
}

QDate HakikishaEndpoint::swapDay(const QString &number) const
{
    return number.endsWith(QStringLiteral("00")) ? toNairobi(m_parts.clock.now()).date().addDays(-1) : QDate();
}

} // namespace daraja
