// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/billendpoint.h"

#include "core/simulator/billinvoice.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/organisation.h"
#include "core/simulator/requestbody.h"
#include "core/simulator/simulator.h"
#include "core/simulator/wireobject.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSet>

namespace daraja {

namespace {

constexpr qsizetype largestBulk = 1'000;
constexpr qint64 keyCeiling = 10'000'000'000;

const QByteArray billPrefix = QByteArrayLiteral("/v1/billmanager-invoice");

QString newAppKey()
{
    const QString digits = QString::number(QRandomGenerator::system()->bounded(keyCeiling)).rightJustified(10, u'0');
    return QStringLiteral("AG_") + digits + u'_' + IdFactory::secret(11).toUpper();
}

/// `{"rescode","resmsg"}`, as answers that are not about invoices have it.
WireAnswer plainBillAnswer(int status, const QString &message, const QString &note = {})
{
    return {status, WireObject().text("resmsg", message).text("rescode", QString::number(status)).bytes(), note};
}

/// The only refusal of a token without requestId (daraja-api 1.6 F5).
WireAnswer tokenRefusal(const QString &note)
{
    return {401,
            WireObject()
                .text("errorCode", QStringLiteral("401"))
                .text("errorMessage", QStringLiteral("Unauthorized - Invalid Access Token"))
                .bytes(),
            note};
}

WireAnswer unknownCaller()
{
    return plainBillAnswer(409, QStringLiteral("Invalid consumer key or short code."),
                           QCoreApplication::translate("Simulator",
                                                       "The header app_key is missing or names nobody: opt in first, and send the "
                                                       "app_key of the answer with every request."));
}

WireAnswer unreadableBill(const QString &note)
{
    return plainBillAnswer(400, QStringLiteral("Bad Request"), note);
}

WireAnswer invoiceAnswer(const QString &status)
{
    return {200,
            WireObject()
                .text("Status_Message", status)
                .text("resmsg", QStringLiteral("Success"))
                .text("rescode", QStringLiteral("200"))
                .bytes(),
            {}};
}

} // namespace

BillEndpoint::BillEndpoint(const ServerParts &parts)
    : m_parts(parts)
    , m_notifier(parts, m_books)
{
}

void BillEndpoint::addRoutes(Gateway &gateway)
{
    using Answer = std::function<WireAnswer(const EndpointCall &)>;
    const auto add = [&gateway](const char *operation, const QByteArrayList &names, const Answer &answer, bool isEdit = false) {
        Route route{{QString::fromLatin1(operation)}, QStringLiteral("billmanager"), answer};
        route.checksMembers = !isEdit; // edit() tells what is wrong with each invoice
        route.refuseMember = [](const QString &member, const QString &note) {
            return plainBillAnswer(409, QStringLiteral("Invalid %1.").arg(member), note);
        };
        route.refuseBody = [](const QString &problem) { return unreadableBill(problem); };
        route.refuseToken = [](const QString &note) { return tokenRefusal(note); };
        for (const QByteArray &name : names) {
            for (const QByteArray &prefix : {billPrefix, billPrefix + billPrefix}) {
                route.path = prefix + '/' + name;
                gateway.add(route);
            }
        }
    };
    add("bill_optin", {"optin"}, [this](const EndpointCall &call) { return optIn(call.members); });
    add("bill_update_optin", {"change-optin-details"}, [this](const EndpointCall &call) { return updateOptIn(call.members); });
    add(
        "bill_single", {"single-invoicing"}, [this](const EndpointCall &call) { return send(call); }, true);
    add(
        "bill_bulk", {"bulk-invoicing"}, [this](const EndpointCall &call) { return send(call); }, true);
    add(
        "bill_change", {"change-invoice"}, [this](const EndpointCall &call) { return change(call); }, true);
    add(
        "bill_change_bulk", {"change-invoices"}, [this](const EndpointCall &call) { return change(call); }, true);
    add(
        "bill_cancel", {"cancel-single-invoice"}, [this](const EndpointCall &call) { return cancel(call); }, true);
    add(
        "bill_cancel_bulk", {"cancel-bulk-invoices", "cancel-bulk-invoice"}, [this](const EndpointCall &call) { return cancel(call); },
        true);
    add("bill_reconcile", {"reconciliation"}, [this](const EndpointCall &call) { return reconcile(call); });
}

void BillEndpoint::abandon()
{
    m_notifier.abandon();
}

void BillEndpoint::reset()
{
    abandon();
    m_books.clear();
}

WireAnswer BillEndpoint::optIn(const QJsonObject &members)
{
    Biller biller = readBiller(members);
    if (!isOurShortCode(m_parts.options, biller.shortCode) && biller.shortCode != m_parts.options.till) {
        return plainBillAnswer(409, QStringLiteral("Invalid consumer key or short code."),
                               QCoreApplication::translate("Simulator", "The app's organisation has the short codes %1 and %2.")
                                   .arg(m_parts.options.shortCode, m_parts.options.till));
    }
    if (m_books.biller(biller.shortCode)) {
        return plainBillAnswer(409, QStringLiteral("Biller already registered."),
                               QCoreApplication::translate("Simulator", "Change the details with change-optin-details instead."));
    }
    biller.appKey = newAppKey();
    m_books.setBiller(biller);
    return {200,
            WireObject()
                .text("app_key", biller.appKey)
                .text("resmsg", QStringLiteral("Success"))
                .text("rescode", QStringLiteral("200"))
                .bytes(),
            {}};
}

WireAnswer BillEndpoint::updateOptIn(const QJsonObject &members)
{
    Biller biller = readBiller(members);
    const Biller *known = m_books.biller(biller.shortCode);
    if (!known) {
        return plainBillAnswer(409, QStringLiteral("Invalid consumer key or short code."),
                               QCoreApplication::translate("Simulator", "This short code has not opted in."));
    }
    biller.appKey = known->appKey;
    m_books.setBiller(biller);
    return plainBillAnswer(200, QStringLiteral("Success"));
}

WireAnswer BillEndpoint::send(const EndpointCall &call)
{
    QSet<QString> references;
    const auto judge = [this, &references](const Biller &caller, const QJsonObject &members, Invoice &invoice) {
        invoice = readInvoice(members);
        invoice.shortCode = caller.shortCode;
        QString problem = problemWithInvoice(members);
        if (!problem.isEmpty()) {
            return problem;
        }
        const bool isKnown = references.contains(invoice.externalReference) || m_books.find(caller.shortCode, invoice.externalReference);
        references.insert(invoice.externalReference);
        return isKnown ? QStringLiteral("Duplicate externalReference.") : QString();
    };
    return edit(call, judge, invoiceAnswer(QStringLiteral("Invoice sent successfully")));
}

WireAnswer BillEndpoint::change(const EndpointCall &call)
{
    const auto judge = [this](const Biller &caller, const QJsonObject &members, Invoice &invoice) {
        invoice = readInvoice(members);
        invoice.shortCode = caller.shortCode;
        QString problem = problemWithInvoice(members);
        if (!problem.isEmpty()) {
            return problem;
        }
        const Invoice *known = m_books.find(caller.shortCode, invoice.externalReference);
        if (!known || known->cancelled) {
            return QStringLiteral("Invoice does not exist.");
        }
        return known->paid > 0 ? QStringLiteral("partially or fully paid invoices cannot be changed.") : QString();
    };
    return edit(call, judge, invoiceAnswer(QStringLiteral("Invoice updated successfully")));
}

WireAnswer BillEndpoint::cancel(const EndpointCall &call)
{
    const auto judge = [this](const Biller &caller, const QJsonObject &members, Invoice &invoice) {
        const Invoice *known = m_books.find(caller.shortCode, memberText(members, QLatin1StringView("externalReference")));
        if (!known || known->cancelled) {
            return QStringLiteral("Invoice does not exist.");
        }
        invoice = *known;
        invoice.cancelled = true;
        return known->paid > 0 ? QStringLiteral("partially or fully paid invoices cannot be cancelled.") : QString();
    };
    WireAnswer success = invoiceAnswer(QStringLiteral("Invoice cancelled successfuly.")); // Safaricom's spelling
    success.body.chop(1);
    success.body += R"(,"errors":[]})";
    return edit(call, judge, success);
}

WireAnswer BillEndpoint::reconcile(const EndpointCall &call)
{
    const Biller *caller = callerOf(call.request);
    if (!caller) {
        return unknownCaller();
    }
    const Invoice *known = m_books.find(caller->shortCode, memberText(call.members, QLatin1StringView("externalReference")));
    if (!known) {
        return plainBillAnswer(409, QStringLiteral("Invoice does not exist."));
    }
    Invoice invoice = *known;
    invoice.acknowledged = true;
    m_books.put(invoice);
    return plainBillAnswer(200, QStringLiteral("Success"));
}

const Biller *BillEndpoint::callerOf(const HttpRequest &request) const
{
    const QByteArray key = request.headers.value("app_key");
    return key.isEmpty() ? nullptr : m_books.billerWithKey(QString::fromLatin1(key));
}

WireAnswer BillEndpoint::edit(const EndpointCall &call, const Judge &judge, const WireAnswer &success)
{
    const Biller *caller = callerOf(call.request);
    if (!caller) {
        return unknownCaller();
    }
    const QJsonArray items = call.items.isEmpty() && !call.members.isEmpty() ? QJsonArray{call.members} : call.items;
    if (items.isEmpty() || items.size() > largestBulk) {
        return unreadableBill(QCoreApplication::translate("Simulator", "A list has 1 to 1,000 entries."));
    }
    if (!m_books.hasRoomFor(items.size())) {
        return plainBillAnswer(500, QStringLiteral("System is busy. Please try again in few minutes."),
                               QCoreApplication::translate("Simulator", "Too many invoices are out: reset the simulator."));
    }
    QString firstProblem;
    QByteArrayList errors;
    QList<Invoice> invoices;
    for (const QJsonValue &item : items) {
        const QJsonObject members = item.toObject();
        Invoice invoice;
        const QString problem = judge(*caller, members, invoice);
        if (!problem.isEmpty()) {
            firstProblem = firstProblem.isEmpty() ? problem : firstProblem;
            errors.append(WireObject()
                              .text("externalReference", memberText(members, QLatin1StringView("externalReference")))
                              .text("message", problem)
                              .bytes());
        }
        invoices.append(invoice);
    }
    if (!errors.isEmpty()) {
        return {409,
                WireObject()
                    .text("Status_Message", firstProblem)
                    .text("resmsg", QStringLiteral("Conflict"))
                    .text("rescode", QStringLiteral("409"))
                    .json("errors", '[' + errors.join(',') + ']')
                    .bytes(),
                {}};
    }
    for (const Invoice &invoice : std::as_const(invoices)) {
        m_books.put(invoice);
    }
    return success;
}

} // namespace daraja
