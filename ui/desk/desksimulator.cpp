// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The simulator of the window.

#include "ui/desk/deskprivate.h"

namespace daraja {

namespace {
constexpr quint16 usualSimulatorPort = 7060;
const QString simulatorPortKey = QStringLiteral("simulator/port");
} // namespace

void Desk::Private::startSimulator()
{
    SimulatorOptions options;
    options.port = port(simulatorPortKey, usualSimulatorPort);
    if (simulator.start(options))
        return;
    const QString why = simulator.errorString();
    const quint16 wanted = options.port;
    options.port = 0;
    if (simulator.start(options)) {
        if (settings->contains(simulatorPortKey))
            Q_EMIT q->notice(tr("The simulator listens on port %1, not on %2: %3").arg(simulator.baseUrl().port()).arg(wanted).arg(why));
    } else {
        Q_EMIT q->notice(tr("The simulator could not start: %1").arg(simulator.errorString()));
    }
}

void Desk::Private::giveCertificate()
{
    if (!workspace || profile.environment != Environment::Simulator || !profile.certificateFile.isEmpty() || !simulator.isReady())
        return;
    RequestContext context = workspace->client().context();
    context.certificate = simulator.certificatePem();
    workspace->client().setContext(context);
}

} // namespace daraja
