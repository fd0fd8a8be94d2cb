// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

namespace daraja {

/// What a person has to enter, and where, when a value is neither given nor derivable. `values` are those that are known.
[[nodiscard]] QString missingText(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context,
                                  const Values &values);

/// The entry with that wire name, normalised as the operation's field says; empty when there is none.
[[nodiscard]] QString valueNamed(const OperationSpec &operation, QStringView name, const Values &values);

} // namespace daraja
