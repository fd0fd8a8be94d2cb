// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

/// Who is behind a number (daraja-api 21): B2C Hakikisha for customers, Query Org Info for organisations, IMSI and SWAP for SIM cards.
///
/// Every number is a customer's, except the trigger number of SFC_IC0003. Cards of numbers that end in 00 were changed yesterday, all
/// others longer ago than Safaricom tells.
class HakikishaEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(HakikishaEndpoint)

public:
    explicit HakikishaEndpoint(const ServerParts &parts);
    ~HakikishaEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;

private:
    [[nodiscard]] static WireAnswer customer(const QJsonObject &members);
    [[nodiscard]] WireAnswer organisation(const QJsonObject &members);
    [[nodiscard]] WireAnswer imsi(const QJsonObject &members);
    [[nodiscard]] WireAnswer swap(const QJsonObject &members);
    /// Day of the last change of the card in Nairobi; invalid when it is more than three months ago.
    [[nodiscard]] QDate swapDay(const QString &number) const;

    ServerParts m_parts;
};

} // namespace daraja
