// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The simulator of the window.

#include "ui/desk/deskprivate.h"

#include <QDir>
#include <QFileInfo>

namespace daraja {

namespace {
constexpr quint16 usualSimulatorPort = 7060;
const QString simulatorPortKey = QStringLiteral("simulator/port");
const QString keepsStateKey = QStringLiteral("simulator/keepsState");
} // namespace

void Desk::Private::startSimulator()
{
    const quint16 wanted = port(simulatorPortKey, usualSimulatorPort);
    const QString kept = q->keepsSimulatorState() ? simulatorStateFile() : QString();
    const auto begin = [this](quint16 port, const QString &stateFile) {
        SimulatorOptions options;
        options.port = port;
        options.stateFile = stateFile;
        return simulator.start(options);
    };
    if (begin(wanted, kept))
        return;
    const QString why = simulator.errorString();
    if (begin(0, kept)) {
        if (settings->contains(simulatorPortKey))
            Q_EMIT q->notice(tr("The simulator listens on port %1, not on %2: %3").arg(simulator.baseUrl().port()).arg(wanted).arg(why));
    } else if (!kept.isEmpty() && (begin(wanted, {}) || begin(0, {}))) {
        Q_EMIT q->notice(tr("The simulator begins with new money, and keeps nothing: %1").arg(why));
    } else {
        Q_EMIT q->notice(tr("The simulator could not start: %1").arg(simulator.errorString()));
    }
}

QString Desk::Private::simulatorStateFile() const
{
    return file.isEmpty() ? QFileInfo(historyPath()).dir().filePath(QStringLiteral("simulator.json"))
                          : fileBesideWindowSettings(file, QStringLiteral("-simulator.json"));
}

bool Desk::keepsSimulatorState() const
{
    return d->settings->value(keepsStateKey).toBool();
}

QString Desk::setKeepsSimulatorState(bool keeps)
{
    const QString file = d->simulatorStateFile();
    if (keeps)
        QDir().mkpath(QFileInfo(file).path());
    if (d->started && !d->simulator.keepState(keeps ? file : QString()))
        return d->simulator.errorString();
    if (!keeps)
        QFile::remove(file);
    d->settings->setValue(keepsStateKey, keeps);
    return {};
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
