// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/customerpayment.h"
#include "core/simulator/productswitches.h"

#include <QByteArray>

namespace daraja {

/// The body that validation and confirmation share (daraja-api 8). `orgBalance` in cents; empty in a validation, where nothing moved yet.
[[nodiscard]] QByteArray c2bNotification(const CustomerPayment &payment, std::optional<qint64> orgBalance,
                                         ProductSwitches::MsisdnForm form);

/// What an organisation's server said to a validation.
struct C2bVerdict
{
    enum class Kind { Accepted, Rejected, Unanswered };

    Kind kind = Kind::Unanswered;
    QString code;              ///< ResultCode of a rejection: `C2B00012`
    QString thirdPartyTransId; ///< comes back in the confirmation; or empty
};

/// Reads the reply: HTTP 200 with a ResultCode; 0 accepts, anything else rejects. All else counts as no answer (daraja-api 8.1).
[[nodiscard]] C2bVerdict readC2bVerdict(int status, const QByteArray &body);

} // namespace daraja
