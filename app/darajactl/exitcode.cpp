// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/darajactl/exitcode.h"

namespace daraja {

ExitCode exitCodeFor(const MpesaError &error)
{
    switch (error.origin) {
    case MpesaError::Origin::None:
        return ExitCode::Done;
    case MpesaError::Origin::Validation:
        return ExitCode::BadInput;
    case MpesaError::Origin::Network:
    case MpesaError::Origin::Tls:
        return ExitCode::Network;
    case MpesaError::Origin::Auth:
        return ExitCode::Credentials;
    case MpesaError::Origin::Api:
    case MpesaError::Origin::Aborted:
        return ExitCode::Refused;
    case MpesaError::Origin::Callback:
    case MpesaError::Origin::UnknownOutcome:
        break;
    }
    return ExitCode::Unknown;
}

} // namespace daraja
