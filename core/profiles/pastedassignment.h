// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// What stands behind `NAME=` in a line of a `.env` file.
struct AssignedText
{
    QString value;
    QString problem;      ///< why it cannot be read
    bool program = false; ///< it goes on as in a program: `'abc',`
};

[[nodiscard]] AssignedText assignedText(QStringView raw);

/// Whether what stands behind `name =` is a piece of a program and not a value as it is. A variable of a `.env` file (`shouted`) may hold
/// anything but what shells and programs put there.
[[nodiscard]] bool isProgram(QStringView rest, bool shouted);

/// Without plain spaces and tabs around it.
[[nodiscard]] QStringView withoutBlanks(QStringView text);

} // namespace daraja
