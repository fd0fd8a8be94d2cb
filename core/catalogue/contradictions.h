// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

namespace daraja {

/// What is wrong with a value that is right in itself, beside the others and in the profile's environment: an address that Safaricom cannot
/// reach, a party that is not what its identifier type says, and what the operation's own rule finds. In words for people; empty when
/// nothing is.
[[nodiscard]] QString contradiction(const OperationSpec &operation, const FieldSpec &field, const QString &value, const Values &values,
                                    const RequestContext &context);

} // namespace daraja
