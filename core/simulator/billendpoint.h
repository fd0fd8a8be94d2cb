// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/billnotifier.h"
#include "core/simulator/endpoint.h"
#include "core/simulator/invoicebooks.h"
#include "core/simulator/serverparts.h"

#include <functional>

namespace daraja {

/// Bill Manager: everything below /v1/billmanager-invoice/, also with the doubled prefix of the go-live e-mail (daraja-api 18).
///
/// Not known of Safaricom, so chosen here: refusals have HTTP status 409; a list is taken whole or not at all; the words of refusals other
/// than the one for paid invoices; invoices belong to the biller whose `app_key` the header names.
class BillEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(BillEndpoint)

public:
    explicit BillEndpoint(const ServerParts &parts);
    ~BillEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;
    void abandon() override;
    void reset() override;
    [[nodiscard]] QString stateName() const override { return QStringLiteral("billManager"); }
    [[nodiscard]] QJsonObject state() const override { return m_books.toJson(); }
    void restore(const QJsonObject &state) override { m_books.fromJson(state); }

private:
    /// Fills in the invoice that an object of the request speaks of; returns what is wrong with it, or nothing.
    using Judge = std::function<QString(const Biller &caller, const QJsonObject &members, Invoice &invoice)>;

    [[nodiscard]] WireAnswer optIn(const QJsonObject &members);
    [[nodiscard]] WireAnswer updateOptIn(const QJsonObject &members);
    [[nodiscard]] WireAnswer send(const EndpointCall &call);
    [[nodiscard]] WireAnswer change(const EndpointCall &call);
    [[nodiscard]] WireAnswer cancel(const EndpointCall &call);
    [[nodiscard]] WireAnswer reconcile(const EndpointCall &call);
    /// Judges every object of the body; keeps the invoices when all are right.
    [[nodiscard]] WireAnswer edit(const EndpointCall &call, const Judge &judge, const WireAnswer &success);
    [[nodiscard]] const Biller *callerOf(const HttpRequest &request) const;

    ServerParts m_parts;
    InvoiceBooks m_books;
    BillNotifier m_notifier;
};

} // namespace daraja
