// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"

#include <QJsonObject>

namespace daraja {

/// The members of a request's body, with the reason when none could be read. A value.
struct RequestBody
{
    QJsonObject members;
    bool isReadable = false;
    QString problem; ///< in words for people
};

/// Reads a JSON object. A body of another media type is not looked into: Daraja finds no field in it (daraja-api 1.2). A missing
/// Content-Type is taken as JSON.
[[nodiscard]] RequestBody readBody(const HttpRequest &request);

/// A string or a whole number as text; empty for anything else.
[[nodiscard]] QString memberText(const QJsonObject &members, QLatin1StringView name);

} // namespace daraja
