// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace daraja {

struct StkPayment;

/// The body posted to CallBackURL when a push is settled (daraja-api 5.4).
[[nodiscard]] QByteArray stkCallbackBody(const StkPayment &payment);

} // namespace daraja
