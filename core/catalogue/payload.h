// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

namespace daraja {

/// A value as it stands in JSON: digits for numbers, else quoted and escaped. A number with a leading zero, which JSON cannot write,
/// and one that is none travel as text: Daraja takes both (daraja-api 1.3).
[[nodiscard]] QByteArray jsonValue(const FieldSpec &field, const QString &value);

/// The body of a request: members in the order of the row, one line, values that are empty left out.
[[nodiscard]] QByteArray requestBody(const OperationSpec &operation, const Values &values);

/// A path below a base URL, which keeps its own path. Query, fragment and user info of the base are dropped.
[[nodiscard]] QUrl addressBelow(const QUrl &baseUrl, const QString &path);

} // namespace daraja
