// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/ratibaendpoint.h"

#include "core/base/clock.h"
#include "core/base/nairobitime.h"
#include "core/simulator/callbacksender.h"
#include "core/simulator/customerpayments.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/organisation.h"
#include "core/simulator/outcometable.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/simulator.h"
#include "core/simulator/stkpayments.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>
#include <QUuid>

namespace daraja {

namespace {

constexpr QLatin1StringView duplicateName("1050");
constexpr QLatin1StringView badOrder("1051");
constexpr qsizetype keptOrders = 10'000;

QString orderKey(const QJsonObject &members)
{
    return memberText(members, QLatin1StringView("PartyA")) + u'/' + memberText(members, QLatin1StringView("StandingOrderName"));
}

QDate orderDate(const QJsonObject &members, QLatin1StringView name)
{
    return QDate::fromString(memberText(members, name), QStringLiteral("yyyyMMdd"));
}

WireAnswer ratibaAnswer(int status, const QString &reference, const QString &description, const QString &result, const QString &note)
{
    const QString code = QString::number(status);
    const QByteArray header = WireObject()
                                  .text("responseRefID", reference)
                                  .text("responseCode", code)
                                  .text("responseDescription", description)
                                  .text("ResultDesc", result)
                                  .bytes();
    const QByteArray body = WireObject().text("responseDescription", description).text("responseCode", code).bytes();
    return {status, WireObject().json("ResponseHeader", header).json("ResponseBody", body).bytes(), note};
}

QString newReference()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

RatibaEndpoint::RatibaEndpoint(const ServerParts &parts)
    : m_parts(parts)
{
    QObject::connect(&parts.payments, &StkPayments::settled, &m_watch, [this](const StkPayment &consent) {
        const auto asked = m_asking.find(consent.prompt.id);
        if (asked != m_asking.end()) {
            const Order order = *asked;
            m_asking.erase(asked);
            finish(order, consent.resultCode);
        }
    });
}

void RatibaEndpoint::addRoutes(Gateway &gateway)
{
    Route route{
        {QStringLiteral("standing_order")}, QStringLiteral("ratiba"), [this](const EndpointCall &call) { return create(call.members); }};
    route.refuseMember = [](const QString &member, const QString &note) {
        const QString message = QStringLiteral("Bad Request - Invalid %1").arg(member);
        return ratibaAnswer(400, newReference(), message, message, note);
    };
    gateway.add(route);
}

void RatibaEndpoint::reset()
{
    abandon();
    m_names.clear();
}

WireAnswer RatibaEndpoint::create(const QJsonObject &members)
{
    const Order order{newReference(), members};
    const QString code = outcomeOf(members);
    if (code.isEmpty()) {
        askCustomer(order);
    } else if (code != neverSettles) {
        finish(order, code);
    }
    WireAnswer answer =
        ratibaAnswer(200, order.reference, QStringLiteral("Request accepted for processing"), outcomeText(QStringLiteral("0")),
                     code.isEmpty() ? QString() : QCoreApplication::translate("Simulator", "No prompt: the outcome is %1.").arg(code));
    answer.conversation = order.reference;
    return answer;
}

QString RatibaEndpoint::outcomeOf(const QJsonObject &members) const
{
    const QString msisdn = memberText(members, QLatin1StringView("PartyA"));
    if (!isSensible(members)) {
        return badOrder;
    }
    if (m_names.contains(orderKey(members))) {
        return duplicateName;
    }
    const QString triggered = triggeredOutcome(memberText(members, QLatin1StringView("Amount")).toLongLong(), msisdn);
    return triggered.isEmpty() && (m_parts.payments.hasOpenPrompt(msisdn) || m_parts.payments.isFull()) ? QStringLiteral("1001")
                                                                                                        : triggered;
}

void RatibaEndpoint::askCustomer(const Order &order)
{
    PushOrder question;
    question.msisdn = memberText(order.members, QLatin1StringView("PartyA"));
    question.amount = memberText(order.members, QLatin1StringView("Amount")).toLongLong();
    question.accountReference = memberText(order.members, QLatin1StringView("AccountReference"));
    question.standingOrder = memberText(order.members, QLatin1StringView("StandingOrderName"));
    const QString prompt = m_parts.payments.accept(question).prompt.id;
    const StkPayment *consent = m_parts.payments.find(prompt);
    if (consent && consent->isSettled()) { // somebody answers as soon as it rings
        finish(order, consent->resultCode);
    } else {
        m_asking.insert(prompt, order);
    }
}

void RatibaEndpoint::finish(const Order &order, const QString &code)
{
    m_parts.callbacks.schedule(order.reference, QUrl(memberText(order.members, QLatin1StringView("CallBackURL"))),
                               callbackBody(order.reference, memberText(order.members, QLatin1StringView("PartyA")), code));
    if (code == u"0") {
        m_names.insert(orderKey(order.members));
        payFirst(order.members);
    }
}

bool RatibaEndpoint::isSensible(const QJsonObject &members) const
{
    const QDate start = orderDate(members, QLatin1StringView("StartDate"));
    const QDate end = orderDate(members, QLatin1StringView("EndDate"));
    return start.isValid() && end.isValid() && start <= end && start >= toNairobi(m_parts.clock.now()).date() &&
           isOurs(m_parts.options, memberText(members, QLatin1StringView("BusinessShortCode")),
                  memberText(members, QLatin1StringView("ReceiverPartyIdentifierType"))) &&
           m_names.size() < keptOrders;
}

void RatibaEndpoint::payFirst(const QJsonObject &members)
{
    if (orderDate(members, QLatin1StringView("StartDate")) != toNairobi(m_parts.clock.now()).date()) {
        return;
    }
    CustomerOrder order;
    order.msisdn = memberText(members, QLatin1StringView("PartyA"));
    order.receiver = memberText(members, QLatin1StringView("BusinessShortCode"));
    order.reference = memberText(members, QLatin1StringView("AccountReference"));
    order.shillings = memberText(members, QLatin1StringView("Amount")).toLongLong();
    order.isTill = order.receiver == m_parts.options.till;
    m_parts.customers.begin(order);
}

QByteArray RatibaEndpoint::callbackBody(const QString &reference, const QString &msisdn, const QString &code) const
{
    const bool isDone = code == u"0";
    const bool capitals = m_parts.options.products.ratibaCapitals;
    const auto item = [capitals](const char *name, const QString &value) {
        return WireObject().text(capitals ? "Name" : "name", QString::fromLatin1(name)).text(capitals ? "Value" : "value", value).bytes();
    };
    const QByteArrayList items{
        item("TransactionID", isDone ? m_parts.ids.receipt() : QStringLiteral("0000000000")),
        item("responseCode", code),
        item("Status", isDone ? QStringLiteral("OKAY") : QStringLiteral("ERROR")),
        item("Msisdn", QStringLiteral("254******") + msisdn.right(3)),
    };
    const QByteArray header =
        WireObject()
            .text("responseRefID", reference)
            .text("requestRefID", reference)
            .text("responseCode", code)
            .text("responseDescription", isDone ? QStringLiteral("The service request is processed successfully") : QStringLiteral("Error"))
            .bytes();
    const QByteArray body = WireObject().json(capitals ? "ResponseData" : "responseData", '[' + items.join(',') + ']').bytes();
    return WireObject().json("ResponseHeader", header).json("ResponseBody", body).bytes();
}

QJsonObject RatibaEndpoint::state() const
{
    return {{QStringLiteral("orders"), QJsonArray::fromStringList(m_names.values())}};
}

void RatibaEndpoint::restore(const QJsonObject &state)
{
    const QJsonArray orders = state.value(u"orders").toArray();
    for (const QJsonValue &order : orders) {
        m_names.insert(order.toString());
    }
}

} // namespace daraja
