// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

#include <QObject>

#include <memory>

namespace daraja {

/// The user's profiles, kept with QSettings in one INI file. Two programs at once: the last writer of one profile wins, other profiles are
/// untouched; what another program wrote is seen after the next save() or remove(). A file that is damaged, or of a newer version, is never
/// written: its readable profiles are there, changes are kept for this session, problem() names the file. Lives on one thread.
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
    /// Remembered for the next start. An id that is not there is ignored.
    void setCurrentId(const QString &id);

    /// Adds or replaces by id (an empty id gets a new one). Returns the id. False in `ok` and problem() when it could not be written;
    /// the profile is then kept for this session, nothing else is lost, and the next save() tries again. The simulator profile stays on the
    /// simulator whatever its environment says.
    QString save(Profile profile, bool *ok = nullptr);
    /// The simulator profile cannot be removed. When the current one goes, the simulator profile becomes current.
    void remove(const QString &id);

    /// Why nothing can be written, in words for people, or empty.
    [[nodiscard]] QString problem() const;

    /// The simulator's default profile: Safaricom's public sandbox constants (daraja-api 24).
    [[nodiscard]] static Profile demoProfile();

Q_SIGNALS:
    /// The list or a profile in it is different from before; also when it could not be written.
    void profilesChanged();
    void currentChanged(const QString &id);

private:
    bool writeAndReload();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
