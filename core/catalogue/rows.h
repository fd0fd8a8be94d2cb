// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

namespace daraja {

/// The rows that operations() lists; each is defined in the file of its API family.

extern const OperationSpec stkPushOperation;
extern const OperationSpec stkQueryOperation;
extern const OperationSpec accountBalanceOperation;

} // namespace daraja
