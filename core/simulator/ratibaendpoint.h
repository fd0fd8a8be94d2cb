// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace daraja {

/// M-Pesa Ratiba, standing orders (daraja-api 19): the customer agrees on the phone, then the outcome is posted. The name of an order is
/// unique for each customer (1050); dates that make no sense and short codes that are not the organisation's end in 1051, a phone that
/// shows another prompt in 1001. Trigger values choose the outcome as with STK.
///
/// An order whose StartDate is today in Nairobi pays at once; later payments are not
/// made.
class RatibaEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(RatibaEndpoint)

public:
    explicit RatibaEndpoint(const ServerParts &parts);
    ~RatibaEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;
    void abandon() override { m_asking.clear(); }
    void reset() override;
    [[nodiscard]] QString stateName() const override { return QStringLiteral("standingOrders"); }
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;

private:
    /// An order that the customer is asked about, or whose outcome is to be posted.
    struct Order
    {
        QString reference; ///< responseRefID
        QJsonObject members;
    };

    [[nodiscard]] WireAnswer create(const QJsonObject &members);
    /// A code that is certain, or empty: the customer decides.
    [[nodiscard]] QString outcomeOf(const QJsonObject &members) const;
    void askCustomer(const Order &order);
    void finish(const Order &order, const QString &code);
    [[nodiscard]] bool isSensible(const QJsonObject &members) const;
    void payFirst(const QJsonObject &members);
    [[nodiscard]] QByteArray callbackBody(const QString &reference, const QString &msisdn, const QString &code) const;

    ServerParts m_parts;
    QObject m_watch;                ///< context of what happens later
    QHash<QString, Order> m_asking; ///< by the id of the prompt
    QSet<QString> m_names;          ///< customer's number and name of the order
};

} // namespace daraja
