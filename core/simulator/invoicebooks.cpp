// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/invoicebooks.h"

#include <QJsonArray>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype keptInvoices = 10'000;

QString invoiceKey(const QString &shortCode, const QString &externalReference)
{
    return shortCode + u'/' + externalReference;
}

QJsonObject billerJson(const Biller &biller)
{
    return {{QStringLiteral("shortCode"), biller.shortCode},
            {QStringLiteral("appKey"), biller.appKey},
            {QStringLiteral("email"), biller.email},
            {QStringLiteral("contact"), biller.contact},
            {QStringLiteral("reminds"), biller.remindsCustomers},
            {QStringLiteral("callback"), biller.callback.toString(QUrl::FullyEncoded)}};
}

Biller billerFromJson(const QJsonObject &json)
{
    return {json.value(u"shortCode").toString(), json.value(u"appKey").toString(), json.value(u"email").toString(),
            json.value(u"contact").toString(),   json.value(u"reminds").toBool(),  QUrl(json.value(u"callback").toString())};
}

QJsonObject invoiceJson(const Invoice &invoice)
{
    return {{QStringLiteral("shortCode"), invoice.shortCode},
            {QStringLiteral("externalReference"), invoice.externalReference},
            {QStringLiteral("accountReference"), invoice.accountReference},
            {QStringLiteral("name"), invoice.name},
            {QStringLiteral("billedName"), invoice.billedName},
            {QStringLiteral("billedPhone"), invoice.billedPhone},
            {QStringLiteral("period"), invoice.period},
            {QStringLiteral("dueDate"), invoice.dueDate},
            {QStringLiteral("shillings"), invoice.shillings},
            {QStringLiteral("paid"), invoice.paid},
            {QStringLiteral("cancelled"), invoice.cancelled},
            {QStringLiteral("acknowledged"), invoice.acknowledged}};
}

Invoice invoiceFromJson(const QJsonObject &json)
{
    Invoice invoice;
    invoice.shortCode = json.value(u"shortCode").toString();
    invoice.externalReference = json.value(u"externalReference").toString();
    invoice.accountReference = json.value(u"accountReference").toString();
    invoice.name = json.value(u"name").toString();
    invoice.billedName = json.value(u"billedName").toString();
    invoice.billedPhone = json.value(u"billedPhone").toString();
    invoice.period = json.value(u"period").toString();
    invoice.dueDate = json.value(u"dueDate").toString();
    invoice.shillings = json.value(u"shillings").toInteger();
    invoice.paid = json.value(u"paid").toInteger();
    invoice.cancelled = json.value(u"cancelled").toBool();
    invoice.acknowledged = json.value(u"acknowledged").toBool();
    return invoice;
}

} // namespace

const Biller *InvoiceBooks::biller(const QString &shortCode) const
{
    const auto found = m_billers.constFind(shortCode);
    return found == m_billers.constEnd() ? nullptr : &found.value();
}

const Biller *InvoiceBooks::billerWithKey(const QString &appKey) const
{
    const auto found = std::find_if(m_billers.constBegin(), m_billers.constEnd(),
                                    [&appKey](const Biller &candidate) { return candidate.appKey == appKey; });
    return found == m_billers.constEnd() ? nullptr : &found.value();
}

void InvoiceBooks::setBiller(const Biller &biller)
{
    m_billers.insert(biller.shortCode, biller);
}

const Invoice *InvoiceBooks::find(const QString &shortCode, const QString &externalReference) const
{
    const auto found = m_invoices.constFind(invoiceKey(shortCode, externalReference));
    return found == m_invoices.constEnd() ? nullptr : &found.value();
}

void InvoiceBooks::put(const Invoice &invoice)
{
    const QString key = invoiceKey(invoice.shortCode, invoice.externalReference);
    if (!m_invoices.contains(key)) {
        m_order.append(key);
    }
    m_invoices.insert(key, invoice);
}

bool InvoiceBooks::hasRoomFor(qsizetype invoices) const
{
    return m_order.size() + invoices <= keptInvoices;
}

QList<Invoice> InvoiceBooks::invoices() const
{
    QList<Invoice> list;
    for (const QString &key : m_order) {
        list.append(m_invoices.value(key));
    }
    return list;
}

bool InvoiceBooks::pay(const QString &shortCode, const QString &accountReference, qint64 shillings)
{
    Invoice *last = nullptr;
    for (const QString &key : std::as_const(m_order)) {
        Invoice &invoice = m_invoices[key];
        if (invoice.cancelled || invoice.shortCode != shortCode || invoice.accountReference != accountReference) {
            continue;
        }
        last = &invoice;
        const qint64 part = qBound<qint64>(0, invoice.shillings - invoice.paid, shillings);
        invoice.paid += part;
        shillings -= part;
    }
    if (last) {
        last->paid += shillings;
    }
    return last != nullptr;
}

void InvoiceBooks::clear()
{
    m_billers.clear();
    m_invoices.clear();
    m_order.clear();
}

QJsonObject InvoiceBooks::toJson() const
{
    QJsonArray billers;
    for (const Biller &biller : m_billers) {
        billers.append(billerJson(biller));
    }
    QJsonArray invoices;
    for (const QString &key : m_order) {
        invoices.append(invoiceJson(m_invoices.value(key)));
    }
    return {{QStringLiteral("billers"), billers}, {QStringLiteral("invoices"), invoices}};
}

void InvoiceBooks::fromJson(const QJsonObject &state)
{
    clear();
    const QJsonArray billers = state.value(u"billers").toArray();
    for (const QJsonValue &biller : billers) {
        setBiller(billerFromJson(biller.toObject()));
    }
    const QJsonArray invoices = state.value(u"invoices").toArray();
    for (const QJsonValue &invoice : invoices) {
        put(invoiceFromJson(invoice.toObject()));
    }
}

} // namespace daraja
