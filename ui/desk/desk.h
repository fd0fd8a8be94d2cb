// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/workspace.h"
#include "core/history/activitylog.h"
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
    /// `settingsFile`: an INI file, or empty for the platform's place. The Desk owns `secrets`; the clock must outlive it.
    Desk(const Clock &clock, const QString &settingsFile, std::unique_ptr<SecretStore> secrets, QObject *parent = nullptr);
    ~Desk() override;

    /// Starts simulator and receiver and opens the current profile. Problems (port taken, keychain locked) come by notice().
    void start();

    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] QSettings &settings();
    [[nodiscard]] ProfileStore &profiles();
    [[nodiscard]] SecretStore &secretStore();
    [[nodiscard]] Simulator &simulator();
    [[nodiscard]] CallbackReceiver &receiver();
    [[nodiscard]] ActivityLog &activity();

    /// The open profile's workspace, or null while secrets are being read and before start(). Pages must not keep it: connect to workspaceChanged().
    [[nodiscard]] Workspace *workspace();
    [[nodiscard]] const Profile &currentProfile() const;
    /// Secrets of the open profile as they are in memory.
    [[nodiscard]] const ProfileSecrets &currentSecrets() const;

    /// Opens another profile; running calls of the old one are aborted, so the caller asks first when there are some.
    void openProfile(const QString &id);
    /// Saves and, when it is the current one, reopens it. Secrets that are empty are removed from the store. `done` gets a problem in words or an empty text.
    void saveProfile(const Profile &profile, const ProfileSecrets &secrets, QObject *context, std::function<void(const QString &id, const QString &problem)> done);
    /// Reads the secrets of any profile, for editing it.
    void readSecrets(const QString &profileId, QObject *context, std::function<void(const ProfileSecrets &, const QString &problem)> done);
    void removeProfile(const QString &id);

    /// Asks the window to show a page; `argument` is for that page: an operation id, an entry id, a profile member.
    void goTo(PageId page, const QVariant &argument = {});

Q_SIGNALS:
    /// workspace() is another one or null; currentProfile() too.
    void workspaceChanged();
    void pageRequested(daraja::PageId page, const QVariant &argument);
    /// Something the user should know, in words: shown in a banner until dismissed.
    void notice(const QString &text);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
