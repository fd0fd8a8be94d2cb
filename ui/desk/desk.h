// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/productionguard.h"
#include "core/api/workspace.h"
#include "core/callbacks/callbackforwarder.h"
#include "core/callbacks/callbacksettings.h"
#include "core/doctor/doctorrecord.h"
#include "core/errors/teamnotes.h"
#include "core/history/activitylog.h"
#include "core/history/historystore.h"
#include "core/profiles/profilestore.h"
#include "core/secrets/secretstore.h"
#include "core/simulator/simulator.h"

#include <QSettings>

namespace daraja {

/// The pages of the window, in the order of the rail and of Ctrl+1…6.
enum class PageId { Token, Requests, Activity, Simulator, Doctor, Errors, Settings };

/// What the window shows: the core objects of this run, wired together. No widgets. Lives on the GUI thread and outlives the window.
///
/// Construction does no I/O beyond settings; start() brings up simulator, receiver and workspace and is called after the first paint.
class Desk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Desk)

public:
    /// `settingsFile`: an INI file, or empty for the platform's place. Profiles are kept beside it, in `<name>-profiles.ini`. The Desk owns
    /// `secrets`; the clock must outlive it.
    Desk(const Clock &clock, const QString &settingsFile, std::unique_ptr<SecretStore> secrets, QObject *parent = nullptr);
    ~Desk() override;

    /// Starts simulator and receiver and opens the current profile. Problems (port taken, keychain locked) come by notice(). A second call
    /// does nothing. A port that is taken is not the end: a free one is used instead, and the notice says so.
    void start();
    [[nodiscard]] bool isStarted() const;

    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] QSettings &settings();
    /// `<name><ending>` beside the settings file; empty when that is in the platform's place, where each thing has its own.
    [[nodiscard]] QString fileBesideSettings(const QString &ending) const;
    /// Why nothing can be kept on disk, in words for people, or empty. The program works all the same, for this run.
    [[nodiscard]] QString settingsProblem() const;
    [[nodiscard]] ProfileStore &profiles();
    [[nodiscard]] SecretStore &secretStore();
    [[nodiscard]] Simulator &simulator();
    /// Whether its money and transactions are kept from start to start, in `<name>-simulator.json` beside the settings.
    [[nodiscard]] bool keepsSimulatorState() const;
    /// From now on; false forgets what was kept. An empty text, or why it cannot be kept, in words for people; then nothing has changed.
    [[nodiscard]] QString setKeepsSimulatorState(bool keeps);
    [[nodiscard]] CallbackReceiver &receiver();
    /// Sends what is received on to the user's own server, when he said where.
    [[nodiscard]] CallbackForwarder &forwarder();
    [[nodiscard]] const CallbackSettings &callbackSettings() const;
    /// Keeps them and listens anew. An empty text, or why they cannot be used, in words for people; then nothing has changed.
    [[nodiscard]] QString setCallbackSettings(const CallbackSettings &chosen);
    /// Gives the open profile another secret address and reopens it: what was registered with the old one no longer arrives.
    void renewCallbackAddress();
    [[nodiscard]] ActivityLog &activity();
    /// Everything sent and received, also in earlier starts. Opened by start(); when it cannot be, a notice says so.
    [[nodiscard]] HistoryStore &history();
    static constexpr int longestHistoryDays = 3650;
    /// Days that the history is kept, 0: without limit. Takes effect at once.
    [[nodiscard]] int historyDays() const;
    void setHistoryDays(int days);
    /// What the team wrote about error codes; kept beside the settings, in `<name>-notes.json`.
    [[nodiscard]] TeamNotes &teamNotes();
    /// What the doctor found the last time on each profile; kept beside the settings, in `<name>-doctor/`.
    [[nodiscard]] DoctorRecord &doctorRecord();
    /// Of the whole program: it stands before every call of every workspace.
    [[nodiscard]] ProductionGuard &guard();

    /// The open profile's workspace, or null while secrets are being read and before start(). Pages must not keep it: connect to
    /// workspaceChanged().
    [[nodiscard]] Workspace *workspace();
    /// The same, alive for as long as somebody holds it, also when the profile is edited or another one is opened meanwhile: for what must
    /// come to its end with the values it began with. To be let go before the Desk is destroyed.
    [[nodiscard]] std::shared_ptr<Workspace> holdWorkspace();
    /// With what the running simulator gives to a simulator profile that leaves it open: consumer key, short code, operator, test number.
    [[nodiscard]] const Profile &currentProfile() const;
    /// Secrets of the open profile as they are in memory; on the simulator completed in the same way.
    [[nodiscard]] const ProfileSecrets &currentSecrets() const;
    /// Why secrets of the open profile could not be read (keychain locked), in words for people, or empty.
    [[nodiscard]] QString secretsProblem() const;
    /// Calls on their way; 0 without a workspace.
    [[nodiscard]] int activeCallCount();

    /// Opens another profile; running calls of the old one are aborted, so the caller asks first when there are some.
    void openProfile(const QString &id);
    /// Saves and, when it is the current one, reopens it. Secrets that are empty are removed from the store, unless the store could not be
    /// read. `done` gets a problem in words or an empty text; what could not be kept is known until the program ends.
    void saveProfile(const Profile &profile, const ProfileSecrets &secrets, QObject *context,
                     std::function<void(const QString &id, const QString &problem)> done);
    /// Reads the secrets of any profile as they were saved, for editing it.
    void readSecrets(const QString &profileId, QObject *context,
                     std::function<void(const ProfileSecrets &secrets, const QString &problem)> done);
    /// With its secrets; the current one makes room for the demo profile, which itself cannot be removed.
    void removeProfile(const QString &id);
    /// Where the secrets of a profile are kept, in words for people. Those of simulator profiles never leave memory.
    [[nodiscard]] QString secretPlace(const Profile &profile) const;

    /// The port asked for in the settings, 0: any free one. Setting it listens anew and reopens the profile: ask first when calls run.
    [[nodiscard]] quint16 wantedReceiverPort() const;
    void setWantedReceiverPort(quint16 port);

    /// Removes all profiles but the demo, their secrets and every setting; opens the demo profile.
    void forgetEverything();

    /// Asks the window to show a page; `argument` is for that page: an operation id, an entry id, a profile member.
    void goTo(PageId page, const QVariant &argument = {});

Q_SIGNALS:
    /// workspace() is another one or null; currentProfile() too.
    void workspaceChanged();
    /// Simulator or receiver listen at another address than before, or no longer.
    void addressesChanged();
    void pageRequested(daraja::PageId page, const QVariant &argument);
    /// Something the user should know, in words: shown in a banner until dismissed.
    void notice(const QString &text);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
