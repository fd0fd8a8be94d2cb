// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/check.h"

namespace daraja {

/// Which environment a value seems to be from, and what tells it.
struct ValueOrigin
{
    enum class Place {
        Unknown,
        Sandbox,
        Live, ///< production
        Here, ///< the simulator's or a server's of one's own: it was accepted there
    };
    QString member; ///< as in Finding::Cure; key and secret count as consumerKey
    Place place = Place::Unknown;
    bool certain = false; ///< else a guess by its shape
    QString evidence;     ///< for people: `Safaricom's public test passkey`
};

/// Key and secret, short code, passkey, operator, certificate: those that the profile has. Known public values, and what the checks of the
/// run have shown (T1, T3, Q1, S1 with S2, S3, I1).
[[nodiscard]] QList<ValueOrigin> valueOrigins(Examination &examination);

/// G1: what they say together. `3 of 4 values are live, the passkey is from the sandbox`.
[[nodiscard]] Finding findingOnOrigins(const QList<ValueOrigin> &origins, Environment environment);

/// G2: what is still to be done until a set-up that works in the sandbox works live.
[[nodiscard]] Finding findingOnGoLive(Examination &examination);

} // namespace daraja
