// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/mpesaerror.h"

namespace daraja {

/// What darajactl exits with; the same table stands in the README and in `darajactl --help`.
enum class ExitCode {
    Done = 0,
    Refused = 1, ///< Daraja, the customer or a rule said no; the doctor found a fault
    BadInput = 2,
    Network = 3,      ///< certainly not sent
    Credentials = 4,  ///< key, secret or token
    Unknown = 5,      ///< nobody can say whether it happened
    CouldNotTell = 6, ///< the doctor found no fault and could not show that there is none
};

[[nodiscard]] ExitCode exitCodeFor(const MpesaError &error);

} // namespace daraja
