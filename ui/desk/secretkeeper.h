// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"
#include "core/secrets/secretstore.h"

#include <QHash>
#include <QSet>

namespace daraja {

/// Reads and writes the secrets of a profile as a whole, and sees to it that nothing is lost to a store that cannot be read or written.
///
/// * What a locked store did not give is never overwritten by an empty text.
/// * What a store did not take is kept in memory until the program ends, and wins over the store.
/// * Secrets of simulator profiles are constants and passwords of a game: they never reach the store.
///
/// Callbacks come through the event loop, never from inside the call, and not at all after `context` died.
class SecretKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretKeeper)

public:
    /// The store must outlive the keeper.
    explicit SecretKeeper(SecretStore &store, QObject *parent = nullptr);
    ~SecretKeeper() override;

    /// `problem` says in words why some could not be read; those are empty then.
    void read(const Profile &profile, QObject *context, std::function<void(const ProfileSecrets &secrets, const QString &problem)> done);
    /// `problem` says in words why some are known for this session only.
    void write(const Profile &profile, const ProfileSecrets &secrets, QObject *context, std::function<void(const QString &problem)> done);
    void remove(const QString &profileId);

private:
    struct Gathering;

    SecretStore &m_store;
    QHash<QString, QString> m_memory; ///< by secretName(): what the store did not take
    QSet<QString> m_unread;           ///< names of which nobody knows whether the store has them
    QSet<QString> m_stored;           ///< names that the store has
};

} // namespace daraja
