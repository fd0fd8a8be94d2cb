// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/faults.h"

namespace daraja {

struct StkPayment;

/// The body posted to CallBackURL when a push is settled (daraja-api 5.4). Faults: masked and missing phone number, ResultCode as text,
/// items in another order.
[[nodiscard]] QByteArray stkCallbackBody(const StkPayment &payment, FaultSet faults);

} // namespace daraja
