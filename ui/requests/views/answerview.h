// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"

#include <QWidget>

namespace daraja {

/// What an operation answered, in the form in which people read it (AnswerKind): a picture, a statement, a table. Null where nothing but
/// the result's own members can be shown. `sent` are the values of the request. The caller owns the widget.
[[nodiscard]] QWidget *makeAnswerView(const OperationSpec &operation, const Values &sent, const ApiResponse &response);

} // namespace daraja
