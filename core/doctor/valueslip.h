// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/finding.h"
#include "core/profiles/profile.h"

namespace daraja {

/// One thing wrong with one value. Never quotes a secret.
struct ValueSlip
{
    Finding::Status status = Finding::Status::Bad; ///< Bad, Careful or Note
    QString member;                                ///< as in Finding::Cure, or the wire name of a value of a request
    QString title;                                 ///< a whole sentence without its full stop
    QString means;
    QStringList steps;
    /// What mends it by one click, and the button's label; empty: it takes a person.
    QHash<QString, QString> values;
    QString button;
};

/// One value of a profile, as it is.
struct ProfileValue
{
    QString member; ///< as in Finding::Cure
    QString text;
};

/// Key, secret, short code, till (of a till profile), passkey, operator's name and password, security credential, in this order; those that
/// are empty too.
[[nodiscard]] QList<ProfileValue> profileValues(const Profile &profile, const ProfileSecrets &secrets);

/// `consumer key`, `operator password` …; the member itself where it is a value of a request.
[[nodiscard]] QString memberWords(const QString &member);

/// What a check says of these: the gravest, of these the first, speaks; the others stand below it. What mends the first also mends those
/// with the same button.
/// `fine` is the title, and `looked` the summary, when there is no slip.
[[nodiscard]] Finding findingOf(const QList<ValueSlip> &slips, const QString &fine, const QString &looked);

} // namespace daraja
