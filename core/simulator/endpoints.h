// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

#include <memory>
#include <vector>

namespace daraja {

/// Every family of operations that the simulator offers besides OAuth and STK.
[[nodiscard]] std::vector<std::unique_ptr<Endpoint>> makeEndpoints(const ServerParts &parts);

} // namespace daraja
