// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

#include <QList>

namespace daraja {

/// Whether an INI file may be written by this program.
enum class ProfileFileState {
    Usable,     ///< ours, or not there yet
    Damaged,    ///< something else stands in it
    Newer,      ///< written by a version that knows more
    Unreadable, ///< there, but it cannot be opened
};

/// Looks at the file itself. QSettings would take what it can read, and the next sync would write only that.
[[nodiscard]] ProfileFileState profileFileState(const QString &file);

/// What a file holds.
struct StoredProfiles
{
    QList<Profile> profiles; ///< in order of creation
    QString currentId;
};
[[nodiscard]] StoredProfiles readProfileFile(const QString &file);

/// What is to be written.
struct ProfileChanges
{
    QList<Profile> saved;
    QStringList removed;
    QString currentId; ///< empty: leave it

    [[nodiscard]] bool isEmpty() const { return saved.isEmpty() && removed.isEmpty() && currentId.isEmpty(); }
};

/// Merges the changes into what stands in the file now, in one atomic replacement. False when it could not be written; the file is then as
/// it was.
[[nodiscard]] bool writeProfileFile(const QString &file, const ProfileChanges &changes);

} // namespace daraja
