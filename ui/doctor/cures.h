// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/finding.h"
#include "core/profiles/profile.h"

#include <QDialog>

#include <functional>

namespace daraja {

class Desk;

/// A member of Profile or ProfileSecrets as Finding::Cure names it.
struct MemberValue
{
    QString label; ///< `Passkey`
    QString text;  ///< as it is in the profile
    bool secret = false;
};
[[nodiscard]] MemberValue memberValue(const QString &member, const Profile &profile, const ProfileSecrets &secrets);
/// False when there is no such member, or it cannot have that value.
[[nodiscard]] bool setMember(const QString &member, const QString &value, Profile &profile, ProfileSecrets &secrets);

/// Does what a cure promises. Values and the environment are changed only after they were shown and the user agreed, in a dialog of
/// `asker`'s window; `saved` is called when the profile has them. The other actions lead to where it is done.
/// Action::RunCheck is not for this function.
void applyCure(Desk &desk, QWidget *asker, const Finding::Cure &cure, std::function<void()> saved);

/// Shows what a profile has and what it would have, secrets masked, and asks.
class ApplyValuesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplyValuesDialog)

public:
    /// `agreed` is called at most once. Deletes itself.
    ApplyValuesDialog(const Profile &profile, const ProfileSecrets &secrets, const Finding::Cure &cure, QWidget *parent,
                      std::function<void()> agreed);
};

} // namespace daraja
