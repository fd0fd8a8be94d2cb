// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

#include <QObject>

#include <memory>

namespace daraja {

/// The user's profiles, kept with QSettings. Two programs at once: the last writer of one profile wins, other profiles are untouched.
/// Lives on one thread.
class ProfileStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileStore)

public:
    /// `file`: an INI file, or empty for the platform's place.
    explicit ProfileStore(const QString &file = {}, QObject *parent = nullptr);
    ~ProfileStore() override;

    /// In order of creation. Never empty: the built-in simulator profile `demo` is always there.
    [[nodiscard]] QList<Profile> profiles() const;
    [[nodiscard]] Profile profile(const QString &id) const;      ///< one with an empty id when there is none
    [[nodiscard]] Profile findByName(const QString &name) const; ///< case-insensitive; empty id when there is none

    [[nodiscard]] QString currentId() const;
    void setCurrentId(const QString &id);

    /// Adds or replaces by id (an empty id gets a new one). Returns the id. False in `ok` and problem() when it could not be written;
    /// the profile is then kept for this session and nothing else is lost.
    QString save(Profile profile, bool *ok = nullptr);
    /// The simulator profile cannot be removed.
    void remove(const QString &id);

    /// Why nothing can be written, in words for people, or empty.
    [[nodiscard]] QString problem() const;

    /// The simulator's default profile: Safaricom's public sandbox constants (daraja-api 24).
    [[nodiscard]] static Profile demoProfile();

Q_SIGNALS:
    void profilesChanged();
    void currentChanged(const QString &id);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
