// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

#include <QSettings>

#include <optional>

namespace daraja {

class ProfileStore;

/// Keeps a half-written profile in the settings, below `key`. There are no secrets in it. `of` is the id of the profile that is being
/// edited, empty for a new one.
void writeProfileDraft(QSettings &settings, const QString &key, const QString &of, const Profile &typed);

/// Nothing when there is none, or when the profile it belongs to is gone.
[[nodiscard]] std::optional<Profile> readProfileDraft(QSettings &settings, const QString &key, const ProfileStore &profiles, QString *of);

} // namespace daraja
