// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

struct InitiatorRequest;
struct InitiatorResult;

/// POST /mpesa/transactionstatus/v1/query (daraja-api 15): of the transactions that really happened here, by receipt or by one of their
/// conversation ids.
class StatusEndpoint final : public Endpoint
{
public:
    explicit StatusEndpoint(const ServerParts &parts);

    void addRoutes(Gateway &gateway) override;

private:
    [[nodiscard]] InitiatorResult carryOut(const InitiatorRequest &request) const;

    ServerParts m_parts;
};

} // namespace daraja
