// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/reconciler.h"
#include "core/callbacks/callbackreceiver.h"
#include "core/profiles/profile.h"

namespace daraja {

/// Everything that works for one profile, wired together: HttpClient, TokenManager, MpesaClient, Reconciler, CallbackReceiver. Window and
/// command line use the same. Switching the profile is a new Workspace; destroying one aborts its calls silently.
class Workspace final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workspace)

public:
    /// `baseUrl` for Environment::Simulator is the simulator's; for others it is ignored. The receiver is shared by all workspaces of the
    /// program and may be null (no callbacks then); its address is read here and by reloadCertificate(), so let it listen first. Clock and
    /// receiver must outlive the workspace.
    Workspace(Profile profile, ProfileSecrets secrets, const QUrl &simulatorUrl, const Clock &clock, CallbackReceiver *receiver,
              QObject *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] const Profile &profile() const;
    [[nodiscard]] QUrl baseUrl() const;
    [[nodiscard]] HttpClient &http();
    [[nodiscard]] TokenManager &tokens();
    [[nodiscard]] MpesaClient &client();
    /// Follows the client's calls; give it those of earlier starts that still wait.
    [[nodiscard]] Reconciler &reconciler();

    /// Whether Daraja can post to the receiver: on the simulator and loopback servers, or with the profile's public callback address.
    [[nodiscard]] bool callbacksReachUs() const;
    /// How long the window and the command line wait by default: callbacks where they can come, else STK query.
    [[nodiscard]] WaitOptions defaultWait(const OperationSpec &operation) const;

    /// Reads the profile's certificate file again; the problem in words for people, or empty. A profile without a file keeps the
    /// certificate that its client's context has.
    QString reloadCertificate();

Q_SIGNALS:
    /// A callback that belongs to no call of this workspace, or to none yet: MpesaClient::joined() follows when it overtook its
    /// acknowledgement. Unreadable ones too.
    void unmatched(const daraja::Callback &callback);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
