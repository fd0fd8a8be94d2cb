// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Where callbacks are received, under which addresses, and where they are sent on to.

#include "ui/desk/deskprivate.h"

namespace daraja {

/// Every profile keeps its own, so that what was registered goes on arriving whichever is open.
QList<ReceiverAddress> Desk::Private::addresses()
{
    QList<ReceiverAddress> all;
    for (const Profile &known : profiles.profiles())
        all.append({known.id, callbackSegment(*settings, known.id)});
    return all;
}

bool Desk::Private::listen(quint16 port)
{
    ReceiverOptions options = receiverOptions(callbacks);
    options.port = port;
    options.addresses = addresses();
    return receiver.listen(options);
}

void Desk::Private::startReceiver()
{
    receiver.close();
    const quint16 wanted = callbackPort(*settings).value_or(usualCallbackPort);
    if (listen(wanted))
        return;
    const QString why = receiver.errorString();
    if (listen(0)) {
        // The usual port is taken whenever a second window is open: nothing that anybody must know. A chosen one is.
        if (callbackPort(*settings))
            Q_EMIT q->notice(tr("Callbacks are received on port %1, not on %2: %3").arg(receiver.port()).arg(wanted).arg(why));
        return;
    }
    if (callbacks.listensToNetwork) {
        // On this computer they still come, through a tunnel or from the simulator.
        const QString network = receiver.errorString();
        ReceiverOptions options = receiverOptions(callbacks);
        options.publicListener.reset();
        options.addresses = addresses();
        options.port = wanted;
        if (receiver.listen(options) || (options.port = 0, receiver.listen(options))) {
            Q_EMIT q->notice(tr("No callbacks come from the network: %1").arg(network));
            return;
        }
    }
    Q_EMIT q->notice(tr("No callbacks can be received: %1").arg(receiver.errorString()));
}

void Desk::Private::setForwarding()
{
    if (!forwarder.setTarget(callbacks.forwards ? callbacks.forwardTarget : QString()))
        Q_EMIT q->notice(tr("Callbacks are not forwarded: %1").arg(CallbackForwarder::problemWithTarget(callbacks.forwardTarget)));
}

void Desk::Private::take(const Callback &callback)
{
    // A workspace takes callbacks for its client and tells of those that it cannot place.
    if (!workspace)
        activity.addLoose(callback);
}

const CallbackSettings &Desk::callbackSettings() const
{
    return d->callbacks;
}

QString Desk::setCallbackSettings(const CallbackSettings &chosen)
{
    if (chosen.forwards || !chosen.forwardTarget.isEmpty()) {
        if (QString problem = CallbackForwarder::problemWithTarget(chosen.forwardTarget); !problem.isEmpty())
            return problem;
    }
    const CallbackSettings before = std::exchange(d->callbacks, chosen);
    const bool listensAnew = d->started && !(receiverOptions(before) == receiverOptions(chosen));
    if (listensAnew && !d->listen(d->receiver.port())) {
        QString problem = d->receiver.errorString();
        d->callbacks = before;
        d->startReceiver();
        Q_EMIT addressesChanged();
        return problem;
    }
    writeCallbackSettings(*d->settings, chosen);
    if (d->started) {
        d->setForwarding();
        Q_EMIT addressesChanged();
    }
    return {};
}

void Desk::renewCallbackAddress()
{
    renewCallbackSegment(*d->settings, d->profile.id);
    d->receiver.setAddresses(d->addresses());
    Q_EMIT addressesChanged();
    openProfile(d->profile.id);
}

quint16 Desk::wantedReceiverPort() const
{
    return callbackPort(*d->settings).value_or(usualCallbackPort);
}

void Desk::setWantedReceiverPort(quint16 port)
{
    setCallbackPort(*d->settings, port);
    if (!d->started)
        return;
    d->startReceiver();
    Q_EMIT addressesChanged();
    openProfile(d->profiles.currentId());
}

} // namespace daraja
