// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/check.h"

namespace daraja {

/// \name For the table of the family: S3, S4 and K4
/// @{
[[nodiscard]] std::unique_ptr<Check> makePasskeyVariants(Examination &examination, const CheckSpec &spec);
[[nodiscard]] std::unique_ptr<Check> makeRealPrompt(Examination &examination, const CheckSpec &spec);
[[nodiscard]] std::unique_ptr<Check> makeTruthTest(Examination &examination, const CheckSpec &spec);
/// @}

} // namespace daraja
