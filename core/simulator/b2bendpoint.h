// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

struct InitiatorRequest;
struct InitiatorResult;

/// B2B with every CommandID, and tax remittance (daraja-api 12): the working account pays a business or the tax authority. What is paid to
/// a short code of the organisation itself lands in its utility account, at its till in the merchant account.
class B2bEndpoint final : public Endpoint
{
public:
    explicit B2bEndpoint(const ServerParts &parts);

    void addRoutes(Gateway &gateway) override;

private:
    [[nodiscard]] WireAnswer answer(const EndpointCall &call, const QString &product);
    [[nodiscard]] InitiatorResult carryOut(const InitiatorRequest &request, const QString &wanted) const;
    /// The ResultCode that the state of the books demands.
    [[nodiscard]] QString judge(const InitiatorRequest &request) const;
    [[nodiscard]] InitiatorResult paid(const QString &receipt, const InitiatorRequest &request) const;

    ServerParts m_parts;
};

} // namespace daraja
