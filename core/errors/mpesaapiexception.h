// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/mpesaerror.h"

#include <stdexcept>

namespace daraja {

/// For code that prefers to throw: wraps the same MpesaError. Nothing in the program itself throws it across signals.
class MpesaApiException final : public std::runtime_error
{
public:
    explicit MpesaApiException(MpesaError error);
    [[nodiscard]] const MpesaError &error() const { return m_error; }

private:
    MpesaError m_error;
};

} // namespace daraja
