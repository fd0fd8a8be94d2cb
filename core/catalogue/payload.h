// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

#include <functional>

namespace daraja {

/// How a value is written into a body.
using ValueWriter = std::function<QByteArray(const FieldSpec &field, const QString &value)>;

/// A value as it stands in JSON: digits for numbers, else quoted and escaped; a list as it is. A number with a leading zero, which JSON
/// cannot write, and one that is none travel as text: Daraja takes both (daraja-api 1.3).
[[nodiscard]] QByteArray jsonValue(const FieldSpec &field, const QString &value);

/// An object in one line: members in the order of the fields, values that are empty left out.
[[nodiscard]] QByteArray jsonObject(const FieldSpec *fields, int count, const Values &values);

/// The body of a request: members in the order of the row, values that are empty left out. Without `indent` in one line; with it each
/// member stands on a line of its own behind a line break and the indent, and two spaces more inside `parent`.
[[nodiscard]] QByteArray requestBody(const OperationSpec &operation, const Values &values, const QByteArray &indent = {},
                                     const ValueWriter &write = jsonValue);

/// A path below a base URL, which keeps its own path. Query, fragment and user info of the base are dropped.
[[nodiscard]] QUrl addressBelow(const QUrl &baseUrl, const QString &path);

} // namespace daraja
