// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

struct InitiatorRequest;
struct InitiatorResult;

/// POST /mpesa/accountbalance/v1/query (daraja-api 14): the true figures of the books.
class BalanceEndpoint final : public Endpoint
{
public:
    explicit BalanceEndpoint(const ServerParts &parts);

    void addRoutes(Gateway &gateway) override;

private:
    [[nodiscard]] InitiatorResult carryOut(const InitiatorRequest &request) const;

    ServerParts m_parts;
};

} // namespace daraja
