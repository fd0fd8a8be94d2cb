// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/desk/secretkeeper.h"

#include <QPointer>
#include <QTimer>

namespace daraja {

namespace {

constexpr std::array everySecretKind{SecretKind::ConsumerSecret, SecretKind::Passkey, SecretKind::InitiatorPassword,
                                     SecretKind::SecurityCredential, SecretKind::BillManagerKey};

bool staysInMemory(const Profile &profile)
{
    return profile.environment == Environment::Simulator;
}

} // namespace

/// The answers of one read() or write(), until the last is there.
struct SecretKeeper::Gathering
{
    ProfileSecrets secrets;
    QString problem;
    int missing = 0;
};

SecretKeeper::SecretKeeper(SecretStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

SecretKeeper::~SecretKeeper() = default;

void SecretKeeper::read(const Profile &profile, QObject *context,
                        std::function<void(const ProfileSecrets &secrets, const QString &problem)> done)
{
    auto gathering = std::make_shared<Gathering>();
    for (const SecretKind kind : everySecretKind)
        gathering->secrets.value(kind) = m_memory.value(secretName(profile.id, kind));
    if (staysInMemory(profile)) {
        QTimer::singleShot(0, context, [gathering, done = std::move(done)] { done(gathering->secrets, {}); });
        return;
    }
    gathering->missing = int(everySecretKind.size());
    const QPointer<QObject> receiver(context);
    for (const SecretKind kind : everySecretKind) {
        const QString name = secretName(profile.id, kind);
        m_store.read(name, this, [this, gathering, receiver, done, kind, name](const SecretAnswer &answer) {
            m_unread.remove(name);
            if (answer.status == SecretAnswer::Status::Ok) {
                m_stored.insert(name);
                if (!m_memory.contains(name))
                    gathering->secrets.value(kind) = answer.value;
            } else if (answer.status != SecretAnswer::Status::NotFound) {
                m_unread.insert(name);
                if (gathering->problem.isEmpty())
                    gathering->problem = answer.problem;
            }
            if (--gathering->missing == 0 && receiver)
                done(gathering->secrets, gathering->problem);
        });
    }
}

void SecretKeeper::write(const Profile &profile, const ProfileSecrets &secrets, QObject *context,
                         std::function<void(const QString &problem)> done)
{
    auto gathering = std::make_shared<Gathering>();
    gathering->missing = 1; // this function itself
    const QPointer<QObject> receiver(context);
    const auto finish = [gathering, receiver, done] {
        if (--gathering->missing == 0 && receiver)
            done(gathering->problem);
    };
    for (const SecretKind kind : everySecretKind) {
        const QString name = secretName(profile.id, kind);
        const QString value = secrets.value(kind);
        m_memory.remove(name);
        if (staysInMemory(profile)) {
            if (!value.isEmpty())
                m_memory.insert(name, value);
            continue;
        }
        if (!value.isEmpty()) {
            ++gathering->missing;
            m_store.write(name, value, this, [this, gathering, finish, name, value](const SecretAnswer &answer) {
                if (answer.status == SecretAnswer::Status::Ok) {
                    m_stored.insert(name);
                    m_unread.remove(name);
                } else {
                    m_memory.insert(name, value);
                    gathering->problem = answer.problem;
                }
                finish();
            });
        } else if (!m_unread.contains(name)) {
            ++gathering->missing;
            m_store.remove(name, this, [this, gathering, finish, name](const SecretAnswer &answer) {
                if (answer.status == SecretAnswer::Status::Ok)
                    m_stored.remove(name);
                else if (m_stored.contains(name))
                    gathering->problem = answer.problem;
                finish();
            });
        }
    }
    QTimer::singleShot(0, this, finish);
}

void SecretKeeper::remove(const QString &profileId)
{
    for (const SecretKind kind : everySecretKind) {
        const QString name = secretName(profileId, kind);
        m_memory.remove(name);
        m_unread.remove(name);
        m_stored.remove(name);
        m_store.remove(name, this, [](const SecretAnswer &) {});
    }
}

} // namespace daraja
