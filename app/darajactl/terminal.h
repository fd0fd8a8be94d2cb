// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// Whether a person can be asked: standard input is a terminal.
[[nodiscard]] bool isTerminal();

/// Asks on the terminal without echo. Blocks; for use before anything runs. The prompt goes to standard error.
[[nodiscard]] QString readSecretFromTerminal(const QString &prompt);

} // namespace daraja
