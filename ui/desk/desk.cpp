// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/desk/deskprivate.h"

namespace daraja {

Desk::Desk(const Clock &clock, const QString &settingsFile, std::unique_ptr<SecretStore> secrets, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, settingsFile, std::move(secrets)))
{
    d->profile = d->profiles.profile(d->profiles.currentId());
    d->callbacks = readCallbackSettings(*d->settings);
    d->feed.follow(d->receiver);
    d->feed.follow(d->forwarder);
    d->forwarder.connectTo(d->receiver);
    connect(&d->history, &HistoryStore::opened, this, [this] {
        const HistoryStatus &status = d->history.status();
        // A folder that cannot be written was said already, for all that is kept there.
        const bool said = status.state == HistoryStatus::State::MemoryOnly && !settingsProblem().isEmpty();
        if (!status.message.isEmpty() && !said)
            Q_EMIT notice(status.message);
    });
    connect(&d->history, &HistoryStore::problemChanged, this, [this](const QString &problem) {
        if (!problem.isEmpty())
            Q_EMIT notice(problem);
    });
    connect(&d->receiver, &CallbackReceiver::received, this, [this](const Callback &callback) { d->take(callback); });
    connect(&d->receiver, &CallbackReceiver::certificateProblem, this, &Desk::notice);
    connect(&d->simulator, &Simulator::ready, this, [this] { d->giveCertificate(); });
    connect(d->store.get(), &SecretStore::changed, this, [this] {
        const QString text = d->store->notice();
        if (!text.isEmpty())
            Q_EMIT notice(text);
    });
}

Desk::~Desk()
{
    d->workspace.reset();
    qDeleteAll(findChildren<Workspace *>(Qt::FindDirectChildrenOnly)); // they use what goes with d
}

void Desk::Private::startHistory()
{
    // Whoever asks before it is open waits; the first paint does not.
    history.setRetention({.days = q->historyDays(), .entries = 0});
    history.open(historyFile);
}

void Desk::start()
{
    if (d->started)
        return;
    d->started = true;
    d->startHistory();
    d->setForwarding();
    d->startReceiver();
    d->startSimulator();
    Q_EMIT addressesChanged();
    const QString problem = settingsProblem();
    if (!problem.isEmpty())
        Q_EMIT notice(problem);
    openProfile(d->profiles.currentId());
}

bool Desk::isStarted() const
{
    return d->started;
}

const Clock &Desk::clock() const
{
    return d->clock;
}

ProfileStore &Desk::profiles()
{
    return d->profiles;
}

SecretStore &Desk::secretStore()
{
    return *d->store;
}

Simulator &Desk::simulator()
{
    return d->simulator;
}

CallbackReceiver &Desk::receiver()
{
    return d->receiver;
}

TeamNotes &Desk::teamNotes()
{
    return d->notes;
}

DoctorRecord &Desk::doctorRecord()
{
    return d->doctorRecord;
}

HistoryStore &Desk::history()
{
    return d->history;
}

CallbackForwarder &Desk::forwarder()
{
    return d->forwarder;
}

ActivityLog &Desk::activity()
{
    return d->activity;
}

ProductionGuard &Desk::guard()
{
    return d->guard;
}

void Desk::goTo(PageId page, const QVariant &argument)
{
    Q_EMIT pageRequested(page, argument);
}

} // namespace daraja
