// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

namespace daraja {

/// The query of a push with this outcome stays pending for ever and no callback comes.
inline constexpr QLatin1StringView neverSettles("4999");

/// The STK ResultCode that amount or payer's number choose (Simulator::triggers()), or empty.
[[nodiscard]] QString triggeredOutcome(qint64 amount, const QString &msisdn);

/// The ResultCode that a request of an API operator is to end in: by `simulate CODE` in its Remarks, else by its amount or the number in
/// PartyB; empty when it is not chosen.
[[nodiscard]] QString wantedOutcome(const QJsonObject &members);

/// ResultDesc of an STK ResultCode or a Result envelope's code: wire text where one is known (daraja-api 26.2, 26.3), else its gist.
[[nodiscard]] QString outcomeText(const QString &code);

} // namespace daraja
