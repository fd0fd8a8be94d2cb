// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// A name as M-Pesa's register has it.
struct CustomerName
{
    QString first;
    QString middle;
    QString last;
};

/// The name of the simulator's customer with this number: `CUSTOMER SIMULATED 4149`. It tells numbers apart and is nobody's.
[[nodiscard]] CustomerName customerName(const QString &msisdn);

} // namespace daraja
