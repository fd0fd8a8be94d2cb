// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/check.h"
#include "core/doctor/spokenanswer.h"

namespace daraja {

/// What the answer to an STK query with an id that cannot exist tells about short code and passkey (doctor 4, S1).
enum class PasskeyReading {
    UnknownId,        ///< Daraja went on to look up the id: the password was not refused
    WrongCredentials, ///< the password was refused
    NoMerchant,       ///< the short code takes no prompts here
    BadShortCode,     ///< its form, or for some the same as NoMerchant
    BadPassword,      ///< Timestamp or Password are not even well-formed
    Pending,          ///< says nothing: ask again
    Token,
    NoAnswer, ///< nothing, a page, or too busy
    Unclear,
};

/// By the words, in an order that matters: `Merchant does not exist` is not "the transaction does not exist".
[[nodiscard]] PasskeyReading readPasskeyAnswer(const SpokenAnswer &answer);

/// The values of one query.
struct PasskeyQuestion
{
    QString shortCode;
    QString passkey;
    QString timestamp; ///< 14 digits
};

/// CheckoutRequestID that Daraja never gave out.
inline constexpr QStringView impossibleCheckout = u"ws_CO_00000000000000000000000000";

/// Body of the STK query.
[[nodiscard]] QByteArray passkeyQuery(const PasskeyQuestion &question);

/// The same passkey with one hexadecimal digit changed; one letter where there is no such digit. For S2.
[[nodiscard]] QString withOneDigitChanged(const QString &passkey);

/// The profile's question at this moment, in Nairobi time.
[[nodiscard]] PasskeyQuestion questionOf(const Examination &examination);

/// A check that asks STK query, up to three times while the answer says nothing.
class PasskeyAsker : public Check
{
public:
    using Check::Check;

protected:
    /// Why there is nothing to ask with; ended with notRun() or notNeeded() when true.
    [[nodiscard]] bool isUseless();
    /// `then` is called once with the answer. While that is Pending it is asked again after 2 s and 4 s, when it was asked too fast twice
    /// after 12 s (sooner on this computer). `pending` and `busy` count these.
    void query(const PasskeyQuestion &question, std::function<void(PasskeyReading, const SpokenAnswer &)> then, int pending = 0,
               int busy = 0);
};

/// What a reading that is no verdict on the passkey means: title, status, means, steps of an Unknown or Bad finding.
[[nodiscard]] Finding findingWithoutVerdict(PasskeyReading reading, const SpokenAnswer &answer);

} // namespace daraja
