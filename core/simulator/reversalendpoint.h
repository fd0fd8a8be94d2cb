// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

struct InitiatorRequest;
struct InitiatorResult;

/// POST /mpesa/reversal/v1/request (daraja-api 16): gives a customer's payment back, once, out of the account where it landed.
class ReversalEndpoint final : public Endpoint
{
public:
    explicit ReversalEndpoint(const ServerParts &parts);

    void addRoutes(Gateway &gateway) override;

private:
    [[nodiscard]] InitiatorResult carryOut(const InitiatorRequest &request) const;
    /// The ResultCode that ledger and books demand.
    [[nodiscard]] QString judge(const InitiatorRequest &request) const;
    [[nodiscard]] InitiatorResult reverse(const InitiatorRequest &request) const;

    ServerParts m_parts;
};

} // namespace daraja
