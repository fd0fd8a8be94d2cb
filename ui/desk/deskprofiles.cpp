// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The open profile, its secrets and its workspace; the others as they are saved.

#include "ui/desk/deskprivate.h"

namespace daraja {

namespace {

/// A simulator profile may leave anything open: the running simulator knows it.
Profile completedBy(const SimulatorOptions &options, Profile profile)
{
    const auto fill = [](QString &value, const QString &given) {
        if (value.isEmpty())
            value = given;
    };
    fill(profile.consumerKey, options.consumerKey);
    fill(profile.shortCode, options.shortCode);
    fill(profile.till, options.till);
    fill(profile.initiatorName, options.initiatorName);
    fill(profile.phoneNumber, options.msisdn);
    return profile;
}

ProfileSecrets completedBy(const SimulatorOptions &options, ProfileSecrets secrets)
{
    if (secrets.consumerSecret.isEmpty())
        secrets.consumerSecret = options.consumerSecret;
    if (secrets.passkey.isEmpty())
        secrets.passkey = options.passkey;
    if (secrets.initiatorPassword.isEmpty())
        secrets.initiatorPassword = options.initiatorPassword;
    return secrets;
}

} // namespace

void Desk::Private::close()
{
    workspace.reset();
}

std::shared_ptr<Workspace> Desk::Private::makeWorkspace()
{
    return {new Workspace(profile, secrets, simulator.baseUrl(), clock, &receiver), [this](Workspace *old) {
                QObject::disconnect(&receiver, nullptr, old, nullptr);
                // Somebody may ask for another profile from inside a signal of this one.
                old->setParent(q);
                old->deleteLater();
            }};
}

void Desk::Private::present(const Profile &opened, const ProfileSecrets &read, const QString &problem)
{
    const bool simulated = opened.environment == Environment::Simulator;
    profile = simulated ? completedBy(simulator.options(), opened) : opened;
    secrets = simulated ? completedBy(simulator.options(), read) : read;
    secretsProblem = problem;
    const bool usable = !simulated || simulator.isRunning();
    if (usable) {
        workspace = makeWorkspace();
        workspace->client().setGuard(guard);
        activity.follow(workspace->client(), workspace->tokens());
        feed.follow(*workspace);
        connect(&workspace->client(), &MpesaClient::appKeyIssued, q, [this](const QString &key) { keepAppKey(key); });
        connect(workspace.get(), &Workspace::unmatched, q, [this](const Callback &callback) { activity.addLoose(callback); });
        giveCertificate();
    }
    Q_EMIT q->workspaceChanged();
    if (!problem.isEmpty() && problem != store->notice()) // that was said already
        Q_EMIT q->notice(tr("Secrets of %1 could not be read: %2").arg(profile.name, problem));
}

void Desk::Private::keepAppKey(const QString &key)
{
    // The running client has it already. Reading first: a secret that a locked store did not give must not be lost.
    secrets.billManagerKey = key;
    const Profile owner = profiles.profile(profile.id);
    keeper.read(owner, q, [this, owner, key](const ProfileSecrets &saved, const QString &) {
        ProfileSecrets kept = saved;
        kept.billManagerKey = key;
        keeper.write(owner, kept, q, [this, owner](const QString &problem) {
            Q_EMIT q->notice(problem.isEmpty() ? tr("The app key of Bill Manager is kept with the profile %1.").arg(owner.name)
                                               : tr("The app key of Bill Manager: %1").arg(problem));
        });
    });
}

Workspace *Desk::workspace()
{
    return d->workspace.get();
}

std::shared_ptr<Workspace> Desk::holdWorkspace()
{
    return d->workspace;
}

const Profile &Desk::currentProfile() const
{
    return d->profile;
}

const ProfileSecrets &Desk::currentSecrets() const
{
    return d->secrets;
}

QString Desk::secretsProblem() const
{
    return d->secretsProblem;
}

int Desk::activeCallCount()
{
    return d->workspace ? int(d->workspace->client().activeCalls().size()) : 0;
}

void Desk::openProfile(const QString &id)
{
    Profile profile = d->profiles.profile(id);
    if (profile.id.isEmpty())
        profile = d->profiles.profiles().constFirst();
    d->profiles.setCurrentId(profile.id);
    d->close();
    d->receiver.setAddresses(d->addresses()); // it may be a new one
    d->profile = profile;
    d->secrets = {};
    d->secretsProblem.clear();
    Q_EMIT workspaceChanged();
    if (!d->started)
        return;
    const quint64 opening = ++d->opening;
    d->keeper.read(profile, this, [this, opening, profile](const ProfileSecrets &secrets, const QString &problem) {
        if (opening == d->opening)
            d->present(profile, secrets, problem);
    });
}

void Desk::saveProfile(const Profile &profile, const ProfileSecrets &secrets, QObject *context,
                       std::function<void(const QString &id, const QString &problem)> done)
{
    bool ok = true;
    Profile saved = profile;
    saved.id = d->profiles.save(profile, &ok);
    const QString storeProblem = ok ? QString() : d->profiles.problem();
    const QPointer<QObject> receiver(context);
    d->keeper.write(saved, secrets, this, [this, receiver, done = std::move(done), id = saved.id, storeProblem](const QString &problem) {
        if (id == d->profiles.currentId())
            openProfile(id);
        if (receiver)
            done(id, storeProblem.isEmpty() ? problem : storeProblem);
    });
}

void Desk::readSecrets(const QString &profileId, QObject *context,
                       std::function<void(const ProfileSecrets &secrets, const QString &problem)> done)
{
    d->keeper.read(d->profiles.profile(profileId), context, std::move(done));
}

void Desk::removeProfile(const QString &id)
{
    const bool wasCurrent = id == d->profiles.currentId();
    d->profiles.remove(id);
    if (!d->profiles.profile(id).id.isEmpty())
        return; // the demo profile stays
    d->keeper.remove(id);
    d->doctorRecord.forget(id);
    forgetCallbackSegment(*d->settings, id);
    d->receiver.setAddresses(d->addresses());
    if (wasCurrent)
        openProfile(ProfileStore::demoProfile().id);
}

QString Desk::secretPlace(const Profile &profile) const
{
    return profile.environment == Environment::Simulator ? tr("Simulator, in memory") : d->store->place();
}

void Desk::forgetEverything()
{
    const QList<Profile> all = d->profiles.profiles();
    for (const Profile &profile : all) {
        d->profiles.remove(profile.id);
        d->keeper.remove(profile.id);
    }
    d->profiles.save(ProfileStore::demoProfile());
    d->doctorRecord.forgetAll();
    (void)setKeepsSimulatorState(false);
    d->settings->clear();
    d->settings->sync();
    d->callbacks = {};
    d->setForwarding();
    if (d->started)
        d->startReceiver();
    Q_EMIT addressesChanged();
    openProfile(ProfileStore::demoProfile().id);
}

} // namespace daraja
