// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/keychainsecretstore.h"

#include "core/secrets/keychainjobs.h"

#include <QHash>
#include <QPointer>

#include <utility>

namespace daraja {

namespace {

QString canaryName()
{
    return QStringLiteral("canary");
}

QString canaryValue()
{
    return QStringLiteral("This entry holds no secret. It shows that the keychain is open.");
}

/// Hands the answer over through the event loop, unless the receiver is gone by then.
void deliver(const QPointer<QObject> &context, const SecretStore::Callback &done, const SecretAnswer &answer)
{
    if (context) {
        QMetaObject::invokeMethod(
            context, [done, answer] { done(answer); }, Qt::QueuedConnection);
    }
}

} // namespace

class KeychainSecretStore::Private
{
public:
    enum class Door { Open, Locked, Silent, Missing };
    using DoorHandler = std::function<void(Door door)>;

    Private(KeychainSecretStore *store, QString service, std::chrono::milliseconds patience)
        : q(store)
        , keychain(store, std::move(service), patience)
    {
    }

    KeychainSecretStore *q;
    KeychainJobs keychain;

    bool missing = false; ///< there is no keychain: `memory` takes its place
    QHash<QString, QString> memory;
    QString notice;

    QList<DoorHandler> atTheDoor; ///< wait for the canary
    bool canaryUnderWay = false;

    void askCanary(DoorHandler done);
    void sendCanary();
    void listenToCanary();
    void openDoor(Door door);
    [[nodiscard]] Door doorAfter(const KeychainReply &reply);

    void doWithout(const QString &detail);
    [[nodiscard]] SecretAnswer fromMemory(const QString &name) const;
    [[nodiscard]] SecretAnswer removedFromMemory(const QString &name);
    [[nodiscard]] static SecretAnswer behindDoor(Door door);
};

/// Whether the keychain is open: read the canary, else write it and read it back.
void KeychainSecretStore::Private::askCanary(DoorHandler done)
{
    if (missing) {
        done(Door::Missing);
        return;
    }
    atTheDoor.append(std::move(done));
    if (canaryUnderWay) {
        return;
    }
    canaryUnderWay = true;
    keychain.read(canaryName(), [this](const KeychainReply &reply) {
        if (reply.kind == KeychainReply::Kind::NotFound) {
            sendCanary();
        } else {
            openDoor(doorAfter(reply));
        }
    });
}

void KeychainSecretStore::Private::sendCanary()
{
    keychain.write(canaryName(), canaryValue(), [this](const KeychainReply &reply) {
        if (reply.kind == KeychainReply::Kind::Done) {
            listenToCanary();
        } else {
            openDoor(doorAfter(reply));
        }
    });
}

void KeychainSecretStore::Private::listenToCanary()
{
    keychain.read(canaryName(), [this](const KeychainReply &reply) { openDoor(doorAfter(reply)); });
}

void KeychainSecretStore::Private::openDoor(Door door)
{
    canaryUnderWay = false;
    const QList<DoorHandler> waiting = std::exchange(atTheDoor, {});
    for (const DoorHandler &handler : waiting) {
        handler(door);
    }
}

KeychainSecretStore::Private::Door KeychainSecretStore::Private::doorAfter(const KeychainReply &reply)
{
    switch (reply.kind) {
    case KeychainReply::Kind::Done:
        return Door::Open;
    case KeychainReply::Kind::NotFound:
    case KeychainReply::Kind::Denied:
        return Door::Locked;
    case KeychainReply::Kind::Silent:
        return Door::Silent;
    case KeychainReply::Kind::Failed:
        break;
    }
    doWithout(reply.detail);
    return Door::Missing;
}

void KeychainSecretStore::Private::doWithout(const QString &detail)
{
    if (missing) {
        return;
    }
    missing = true;
    notice = detail.isEmpty() ? tr("There is no system keychain here. Secrets are kept until the program ends.")
                              : tr("There is no system keychain here (%1). Secrets are kept until the program ends.").arg(detail);
    QMetaObject::invokeMethod(q, &SecretStore::changed, Qt::QueuedConnection);
}

SecretAnswer KeychainSecretStore::Private::fromMemory(const QString &name) const
{
    const auto found = memory.constFind(name);
    if (found == memory.cend()) {
        return {SecretAnswer::Status::Unavailable, {}, notice};
    }
    return {SecretAnswer::Status::Ok, *found, {}};
}

SecretAnswer KeychainSecretStore::Private::removedFromMemory(const QString &name)
{
    if (memory.remove(name)) {
        return {};
    }
    return {SecretAnswer::Status::Unavailable, {}, notice};
}

SecretAnswer KeychainSecretStore::Private::behindDoor(Door door)
{
    return {SecretAnswer::Status::Locked,
            {},
            door == Door::Silent ? tr("The system keychain does not answer; it may be waiting for its password. Unlock it, then try again.")
                                 : tr("The system keychain is locked. Unlock it, then try again.")};
}

KeychainSecretStore::KeychainSecretStore(QString service, QObject *parent, std::chrono::milliseconds patience)
    : SecretStore(parent)
    , d(std::make_unique<Private>(this, std::move(service), patience))
{
}

KeychainSecretStore::~KeychainSecretStore() = default;

void KeychainSecretStore::read(const QString &name, QObject *context, Callback done)
{
    const QPointer<QObject> receiver(context);
    if (d->missing) {
        deliver(receiver, done, d->fromMemory(name));
        return;
    }
    const auto conclude = [this, name, receiver, done](const KeychainReply &reply) {
        if (reply.kind == KeychainReply::Kind::NotFound) {
            deliver(receiver, done, {SecretAnswer::Status::NotFound, {}, {}});
            return;
        }
        const Private::Door door = d->doorAfter(reply);
        if (door == Private::Door::Open) {
            deliver(receiver, done, {SecretAnswer::Status::Ok, reply.value, {}});
        } else {
            deliver(receiver, done, door == Private::Door::Missing ? d->fromMemory(name) : Private::behindDoor(door));
        }
    };
    d->keychain.read(name, [this, name, receiver, done, conclude](const KeychainReply &reply) {
        if (reply.kind != KeychainReply::Kind::NotFound) {
            conclude(reply);
            return;
        }
        d->askCanary([this, name, receiver, done, conclude](Private::Door door) {
            if (door == Private::Door::Open) {
                // Asking may have made somebody unlock it: what was not found before may be there now.
                d->keychain.read(name, conclude);
            } else {
                deliver(receiver, done, door == Private::Door::Missing ? d->fromMemory(name) : Private::behindDoor(door));
            }
        });
    });
}

void KeychainSecretStore::write(const QString &name, const QString &value, QObject *context, Callback done)
{
    const QPointer<QObject> receiver(context);
    if (d->missing) {
        d->memory.insert(name, value);
        deliver(receiver, done, {});
        return;
    }
    d->keychain.write(name, value, [this, name, value, receiver, done](const KeychainReply &reply) {
        const Private::Door door = d->doorAfter(reply);
        if (door == Private::Door::Missing) {
            d->memory.insert(name, value);
        }
        const bool kept = door == Private::Door::Open || door == Private::Door::Missing;
        deliver(receiver, done, kept ? SecretAnswer{} : Private::behindDoor(door));
    });
}

void KeychainSecretStore::remove(const QString &name, QObject *context, Callback done)
{
    const QPointer<QObject> receiver(context);
    d->askCanary([this, name, receiver, done](Private::Door door) {
        if (door != Private::Door::Open) {
            deliver(receiver, done, door == Private::Door::Missing ? d->removedFromMemory(name) : Private::behindDoor(door));
            return;
        }
        d->keychain.remove(name, [this, name, receiver, done](const KeychainReply &reply) {
            const Private::Door after = reply.kind == KeychainReply::Kind::NotFound ? Private::Door::Open : d->doorAfter(reply);
            if (after == Private::Door::Open) {
                deliver(receiver, done, {});
            } else {
                deliver(receiver, done, after == Private::Door::Missing ? d->removedFromMemory(name) : Private::behindDoor(after));
            }
        });
    });
}

QString KeychainSecretStore::place() const
{
    return d->missing ? tr("This session only") : tr("System keychain");
}

bool KeychainSecretStore::isPersistent() const
{
    return !d->missing;
}

QString KeychainSecretStore::notice() const
{
    return d->notice;
}

} // namespace daraja
