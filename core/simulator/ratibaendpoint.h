// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

#include <QSet>

namespace daraja {

/// M-Pesa Ratiba, standing orders (daraja-api 19). The name of an order is unique for each customer (1050). Trigger values choose other
/// outcomes as with STK; dates that make no sense and short codes that are not the organisation's end in 1051.
///
/// The customer's consent is not asked on the phone. An order whose StartDate is today in Nairobi pays at once; later payments are not
/// made.
class RatibaEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(RatibaEndpoint)

public:
    explicit RatibaEndpoint(const ServerParts &parts);
    ~RatibaEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;
    void reset() override { m_names.clear(); }
    [[nodiscard]] QString stateName() const override { return QStringLiteral("standingOrders"); }
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;

private:
    [[nodiscard]] WireAnswer create(const QJsonObject &members);
    [[nodiscard]] QString outcomeOf(const QJsonObject &members) const;
    [[nodiscard]] bool isSensible(const QJsonObject &members) const;
    void payFirst(const QJsonObject &members);
    [[nodiscard]] QByteArray callbackBody(const QString &reference, const QString &msisdn, const QString &code) const;

    ServerParts m_parts;
    QSet<QString> m_names; ///< customer's number and name of the order
};

} // namespace daraja
