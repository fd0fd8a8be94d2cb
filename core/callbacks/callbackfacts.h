// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"

namespace daraja {

/// How much of the customer's number is there (daraja-api 5.4, 8): which API version sends which form is disputed, so the text decides.
enum class PhoneForm {
    None,
    Plain,  ///< 254712345678
    Masked, ///< `2547 ***** 678`
    Hashed, ///< SHA-256 of the 2547… number, 64 hexadecimal digits
    Other,
};

/// What people ask about a callback, whatever its kind calls it. Texts are as on the wire; empty when the callback does not say.
struct CallbackFacts
{
    QString amount;
    QString phone; ///< of the customer
    PhoneForm phoneForm = PhoneForm::None;
    QString account; ///< account number, bill or payment reference
    QString shortCode;
    QString name;   ///< of the customer or of the other party
    QDateTime time; ///< when it happened at Safaricom, UTC; invalid when it does not say
    /// It claims that money has moved: what must not be forged towards a server that somebody relies on.
    bool claimsMoney = false;
};

[[nodiscard]] CallbackFacts factsOf(const Callback &callback);
[[nodiscard]] PhoneForm phoneFormOf(const QString &phone);

} // namespace daraja
