// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/endpoints.h"

#include "core/simulator/b2bendpoint.h"
#include "core/simulator/b2bexpressendpoint.h"
#include "core/simulator/b2cendpoint.h"
#include "core/simulator/balanceendpoint.h"
#include "core/simulator/billendpoint.h"
#include "core/simulator/bongaendpoint.h"
#include "core/simulator/c2bendpoint.h"
#include "core/simulator/hakikishaendpoint.h"
#include "core/simulator/pullendpoint.h"
#include "core/simulator/qrendpoint.h"
#include "core/simulator/ratibaendpoint.h"
#include "core/simulator/reversalendpoint.h"
#include "core/simulator/statusendpoint.h"

namespace daraja {

std::vector<std::unique_ptr<Endpoint>> makeEndpoints(const ServerParts &parts)
{
    std::vector<std::unique_ptr<Endpoint>> endpoints;
    endpoints.push_back(std::make_unique<B2cEndpoint>(parts));
    endpoints.push_back(std::make_unique<B2bEndpoint>(parts));
    endpoints.push_back(std::make_unique<BalanceEndpoint>(parts));
    endpoints.push_back(std::make_unique<StatusEndpoint>(parts));
    endpoints.push_back(std::make_unique<ReversalEndpoint>(parts));
    endpoints.push_back(std::make_unique<C2bEndpoint>(parts));
    endpoints.push_back(std::make_unique<QrEndpoint>(parts));
    endpoints.push_back(std::make_unique<BillEndpoint>(parts));
    endpoints.push_back(std::make_unique<RatibaEndpoint>(parts));
    endpoints.push_back(std::make_unique<PullEndpoint>(parts));
    endpoints.push_back(std::make_unique<HakikishaEndpoint>(parts));
    endpoints.push_back(std::make_unique<BongaEndpoint>(parts));
    endpoints.push_back(std::make_unique<B2bExpressEndpoint>(parts));
    return endpoints;
}

} // namespace daraja
