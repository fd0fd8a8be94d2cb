// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/bongaendpoint.h"

#include "core/base/clock.h"
#include "core/base/nairobitime.h"
#include "core/simulator/customerpayments.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>

namespace daraja {

namespace {

constexpr qint64 pointsOfShilling = 5;
constexpr int bongaFailure = 6001; // what tells it from 6004 to 6011 is not public

/// Shillings that so many points are worth: `8`, `8.2`.
QString worthOf(qint64 points)
{
    const QString whole = QString::number(points / pointsOfShilling);
    const qint64 rest = points % pointsOfShilling;
    return rest == 0 ? whole : whole + u'.' + QString::number(rest * 2);
}

} // namespace

BongaEndpoint::BongaEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
}

void BongaEndpoint::addRoutes(Gateway &gateway)
{
    const auto add = [this, &gateway](const char *operation, std::function<WireAnswer(const EndpointCall &)> answer) {
        Route route{{QString::fromLatin1(operation)}, QStringLiteral("bonga"), std::move(answer)};
        route.refuseMember = [this](const QString &member, const QString &note) {
            return failed(QStringLiteral("Invalid %1").arg(member), note);
        };
        gateway.add(route);
    };
    add("bonga_calculate", [this](const EndpointCall &call) { return calculate(call.members); });
    add("bonga_redeem", [this](const EndpointCall &call) { return redeem(call.members); });
}

WireAnswer BongaEndpoint::calculate(const QJsonObject &members)
{
    const qint64 points = memberText(members, QLatin1StringView("points")).toLongLong();
    return done(
        WireObject().text("amount", worthOf(points)).text("points", QString::number(points)).text("rate", QStringLiteral("0.2")).bytes());
}

WireAnswer BongaEndpoint::redeem(const QJsonObject &members)
{
    CustomerOrder order;
    order.msisdn = memberText(members, QLatin1StringView("msisdn"));
    order.receiver = memberText(members, QLatin1StringView("shortCode"));
    order.reference = memberText(members, QLatin1StringView("accountNumber"));
    order.shillings = memberText(members, QLatin1StringView("amount")).toLongLong();
    order.isFromWallet = false;
    if (order.shillings * pointsOfShilling != memberText(members, QLatin1StringView("bongaPoints")).toLongLong()) {
        return failed(QStringLiteral("Invalid bongaPoints"),
                      QCoreApplication::translate("Simulator", "Each shilling costs five points: this amount takes %1.")
                          .arg(order.shillings * pointsOfShilling));
    }
    const CustomerPayment payment = m_parts.customers.begin(order);
    if (payment.state == CustomerPayment::State::Rejected) {
        return failed(QStringLiteral("Failed"), payment.problem);
    }
    WireAnswer answer = done(QByteArrayLiteral("null"));
    answer.conversation = payment.receipt;
    return answer;
}

WireAnswer BongaEndpoint::done(const QByteArray &body)
{
    const QByteArray head = header(200, QStringLiteral("Success"), QStringLiteral("Request executed successfully."));
    return {200, WireObject().json("header", head).json("body", body).bytes(), {}};
}

WireAnswer BongaEndpoint::failed(const QString &reason, const QString &note)
{
    const QByteArray head = header(bongaFailure, reason, QStringLiteral("Request failed."));
    return {400, WireObject().json("header", head).json("body", QByteArrayLiteral("null")).bytes(), note};
}

QByteArray BongaEndpoint::header(int code, const QString &message, const QString &toCustomer)
{
    return WireObject()
        .text("requestRefId", m_parts.ids.request())
        .number("responseCode", code)
        .text("responseMessage", message)
        .text("customerMessage", toCustomer)
        .text("timestamp", toNairobi(m_parts.clock.now()).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")))
        .bytes();
}

} // namespace daraja
