// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

/// Dynamic QR (daraja-api 17). The picture is a real QR code; what Safaricom writes into one is not public, so it carries the request's
/// values in plain text, `PB|174379|1250|INV-00231|Demo shop`, which the phone apps do not know.
class QrEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(QrEndpoint)

public:
    static constexpr int largestSize = 2'000; ///< pixels; invented

    explicit QrEndpoint(const ServerParts &parts);
    ~QrEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;

private:
    [[nodiscard]] WireAnswer generate(const QJsonObject &members);
    /// `400` `Bad Request - Invalid TrxCode`: this product's own code.
    [[nodiscard]] WireAnswer refuseMember(const QString &member, const QString &note) const;

    ServerParts m_parts;
};

} // namespace daraja
