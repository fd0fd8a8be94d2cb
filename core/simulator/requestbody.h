// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"

#include <QJsonArray>
#include <QJsonObject>

namespace daraja {

/// The members of a request's body, with the reason when none could be read. A value.
struct RequestBody
{
    QJsonObject members; ///< of an object
    QJsonArray items;    ///< of an array
    bool isList = false;
    bool isReadable = false;
    QString problem; ///< in words for people
};

/// Reads a JSON object or array. A body of another media type is not looked into: Daraja finds no field in it (daraja-api 1.2). A missing
/// Content-Type is taken as JSON.
[[nodiscard]] RequestBody readBody(const HttpRequest &request);

/// A string or a whole number as text; empty for anything else.
[[nodiscard]] QString memberText(const QJsonObject &members, QLatin1StringView name);

/// Where a request names the customer; the simulator's trigger numbers are looked for there.
inline constexpr const char *customerMembers[] = {"PhoneNumber", "PartyB", "PartyA", "Msisdn", "msisdn"};

/// The word behind `simulate ` in Remarks or TransactionDesc: a result code or the id of a fault that the caller wants. Empty otherwise.
[[nodiscard]] QString simulatedOutcome(const QJsonObject &members);

} // namespace daraja
