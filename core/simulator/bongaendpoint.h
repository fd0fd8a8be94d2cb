// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

/// Lipa na Bonga: a customer pays with loyalty points (daraja-api 21). A point is worth KES 0.20 and every customer has points enough. The
/// payment arrives like any customer's payment; nobody asks for the customer's PIN.
class BongaEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(BongaEndpoint)

public:
    explicit BongaEndpoint(const ServerParts &parts);
    ~BongaEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;

private:
    [[nodiscard]] WireAnswer calculate(const QJsonObject &members);
    [[nodiscard]] WireAnswer redeem(const QJsonObject &members);
    [[nodiscard]] WireAnswer done(const QByteArray &body);
    [[nodiscard]] WireAnswer failed(const QString &reason, const QString &note);
    [[nodiscard]] QByteArray header(int code, const QString &message, const QString &toCustomer);

    ServerParts m_parts;
};

} // namespace daraja
