// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"

namespace daraja {

/// What the result of a question with an API operator tells about the operator (doctor 4, the table of I1).
enum class OperatorReading {
    Works,         ///< done, or refused for a reason that comes after the operator was accepted
    WrongPassword, ///< name, password or certificate: 2001, 18
    NoOperator,    ///< 20
    NoRole,        ///< 21, TP40153
    NotActive,     ///< 22
    Locked,        ///< 8006: stop
    WrongParty,    ///< the number, or its kind: SFC_IC0003 and the like
    UnknownReceipt,
    Busy, ///< 17, 26, 100000xxx
    Unclear,
};

/// By the words where they are plain, else by the code.
[[nodiscard]] OperatorReading readOperatorResult(const QString &code, const QString &description);

} // namespace daraja
