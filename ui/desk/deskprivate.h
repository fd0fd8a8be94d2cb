// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/historyfeed.h"
#include "core/profiles/windowsettings.h"
#include "ui/desk/desk.h"
#include "ui/desk/secretkeeper.h"

namespace daraja {

/// What the Desk is made of. desksettings.cpp, deskcallbacks.cpp, desksimulator.cpp and deskprofiles.cpp have what it does with each.
class Desk::Private
{
public:
    Private(Desk *desk, const Clock &runClock, const QString &settingsFile, std::unique_ptr<SecretStore> secretStore)
        : q(desk)
        , clock(runClock)
        , file(settingsFile)
        , settings(openWindowSettings(settingsFile))
        , profiles(fileBesideWindowSettings(settingsFile, QStringLiteral("-profiles.ini")))
        , notes(fileBesideWindowSettings(settingsFile, QStringLiteral("-notes.json")), clock)
        , doctorRecord(fileBesideWindowSettings(settingsFile, QStringLiteral("-doctor")))
        , store(std::move(secretStore))
        , keeper(*store)
        , historyFile(settingsFile.isEmpty() ? historyPath() : fileBesideWindowSettings(settingsFile, QStringLiteral("-history.sqlite")))
        , history(clock)
        , simulator(clock)
        , receiver(clock)
        , forwarder(clock)
        , activity(clock)
        , feed(activity, history, clock)
        , guard(clock)
    {
    }

    void startHistory();
    void startReceiver();
    [[nodiscard]] bool listen(quint16 port);
    [[nodiscard]] QList<ReceiverAddress> addresses();
    void setForwarding();
    void startSimulator();
    [[nodiscard]] QString simulatorStateFile() const;
    void close();
    [[nodiscard]] std::shared_ptr<Workspace> makeWorkspace();
    void present(const Profile &profile, const ProfileSecrets &secrets, const QString &problem);
    void giveCertificate();
    void keepAppKey(const QString &key);
    void take(const Callback &callback);

    [[nodiscard]] quint16 port(const QString &key, quint16 usual) const
    {
        bool ok = false;
        const int wanted = settings->value(key, usual).toInt(&ok);
        return ok && wanted >= 0 && wanted <= 65535 ? quint16(wanted) : usual;
    }

    Desk *q;
    const Clock &clock;
    const QString file;
    std::unique_ptr<QSettings> settings;
    ProfileStore profiles;
    TeamNotes notes;
    DoctorRecord doctorRecord;
    std::unique_ptr<SecretStore> store;
    SecretKeeper keeper;
    const QString historyFile;
    HistoryStore history;
    Simulator simulator;
    CallbackReceiver receiver;
    CallbackForwarder forwarder;
    CallbackSettings callbacks;
    ActivityLog activity;
    HistoryFeed feed;
    ProductionGuard guard;
    Profile profile;
    ProfileSecrets secrets;
    QString secretsProblem;
    std::shared_ptr<Workspace> workspace; ///< last: it uses what stands above
    quint64 opening = 0;                  ///< counts openProfile(): answers of earlier ones are stale
    bool started = false;
};

} // namespace daraja
