// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/customername.h"

namespace daraja {

CustomerName customerName(const QString &msisdn)
{
    return {QStringLiteral("CUSTOMER"), QStringLiteral("SIMULATED"), msisdn.right(4)};
}

} // namespace daraja
