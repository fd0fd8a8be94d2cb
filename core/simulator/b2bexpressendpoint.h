// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

/// B2B Express Checkout: another merchant's till is asked to pay (daraja-api 13). Nobody plays that merchant: the payment is made, unless
/// the amount is one of the result codes 4001, 4102, 4104, 4201, 4203. Numbers that are not the organisation's have money enough.
class B2bExpressEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(B2bExpressEndpoint)

public:
    explicit B2bExpressEndpoint(const ServerParts &parts);
    ~B2bExpressEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;

private:
    struct Order
    {
        QString payer;
        QString receiver;
        qint64 shillings = 0;
        QString paymentReference;
        QString requestReference;
    };
    struct Outcome
    {
        QString code;
        QString text;
        QString conversation;
        QString receipt; ///< empty unless money moved
    };

    [[nodiscard]] WireAnswer push(const QJsonObject &members);
    [[nodiscard]] Outcome settle(const Order &order);
    void book(const Order &order, const Outcome &outcome);
    [[nodiscard]] static QByteArray callbackBody(const Order &order, const Outcome &outcome);

    ServerParts m_parts;
};

} // namespace daraja
