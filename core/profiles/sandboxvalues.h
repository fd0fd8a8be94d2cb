// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// \name Safaricom's public test values (daraja-api 24)
/// They are no secret, and belong to the sandbox alone.
/// @{
[[nodiscard]] QString sandboxShortCode(); ///< of STK
[[nodiscard]] QString sandboxPasskey();
[[nodiscard]] QString sandboxOperator();
[[nodiscard]] QString sandboxPhone(); ///< wire form
/// @}

/// How surely a value belongs to the sandbox.
enum class SandboxMark {
    None,
    Likely, ///< of a family that the sandbox uses
    Certain,
};

/// 174379 and the test short codes that Safaricom publishes; Likely: any other of the 600xxx family.
[[nodiscard]] SandboxMark sandboxMarkOfShortCode(const QString &shortCode);
/// `testapi`; Likely: the older `testapi123` and `apiop12`. In any case.
[[nodiscard]] SandboxMark sandboxMarkOfOperator(const QString &name);
/// The passwords that go with it; Likely: `Safaricom123#` and the like.
[[nodiscard]] SandboxMark sandboxMarkOfOperatorPassword(const QString &password);

} // namespace daraja
