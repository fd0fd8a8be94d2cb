// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/mpesaerror.h"

#include <QStringList>

#include <optional>

namespace daraja {

/// Where the doctor begins when somebody asks why a call failed. A value.
struct StartingPoint
{
    QStringList checks; ///< ids; whatever they need runs before them. Empty: everything
    QString about;      ///< what is looked into, for people: `STK push: 500.001.1001 Wrong credentials`

    bool operator==(const StartingPoint &) const = default;
};

/// \name Which checks can tell why
/// Decided by Safaricom's words first, then by the code, then by the product: one code has many diseases (doctor 1.1, 1.2). `operationId`:
/// of the catalogue, or `token`; may be empty.
/// @{
/// For a call that was not accepted. Nothing when no check can tell more: refused by this program before it was sent, or cancelled.
[[nodiscard]] std::optional<StartingPoint> startingPoint(const MpesaError &error, const QString &operationId);
/// For an accepted call that ended otherwise than well. Nothing where the customer decided, or only has too little money.
[[nodiscard]] std::optional<StartingPoint> startingPoint(const QString &resultCode, const QString &description, const QString &operationId);
/// For an accepted call whose result did not come.
[[nodiscard]] StartingPoint startingPointOfSilence(const QString &operationId);
/// @}

} // namespace daraja
