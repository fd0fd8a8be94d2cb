// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpserver.h"

namespace daraja {

/// \name Servers that take callbacks, each in a wrong way
/// @{
/// 308 to the www host, whatever is asked.
[[nodiscard]] HttpServer::Handler redirectingShop();
[[nodiscard]] HttpServer::Handler shopThatSays(int toGet, int toPost);
/// Right, but so many milliseconds later.
[[nodiscard]] HttpServer::Handler slowShop(int milliseconds);
/// @}

} // namespace daraja
