// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/workspace.h"
#include "core/base/clock.h"
#include "core/history/historyfeed.h"
#include "core/profiles/profilestore.h"
#include "core/secrets/secretstore.h"
#include "core/simulator/simulator.h"

namespace daraja {

/// Whose credentials a command uses.
struct SessionOptions
{
    QString profile;            ///< --profile NAME, or empty
    QString settingsFile;       ///< --settings FILE, or empty for the platform's place
    bool askForSecrets = false; ///< standard input is a terminal: ask for what is missing
    QString historyFile;        ///< what happens is stored there; empty: nowhere
    bool mayLackKeys = false;   ///< go on without consumer key and secret
};

/// Finds the credentials of a command and opens a Workspace with them, in this order: --profile, the MPESA_ variables, else a simulator
/// that is started inside the command and answers its prompts by itself.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    Session(const Clock &clock, SessionOptions options, QObject *parent = nullptr);
    ~Session() override;

    /// Ends with exactly one of opened() and failed(), never from inside open().
    void open();

    /// After opened().
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] HistoryStore *history() { return m_history.get(); } ///< null: nothing is stored
    /// Whether the simulator inside this command answers.
    [[nodiscard]] bool isOwnSimulator() const { return m_simulator != nullptr; }

Q_SIGNALS:
    void opened();
    void failed(const QString &message);
    /// The history cannot be kept as it should be; the command goes on.
    void noted(const QString &message);

private:
    void openHistory();
    void openProfile();
    void readNextSecret();
    void openSimulator();
    void openWorkspace(const QUrl &simulatorUrl);
    /// An empty text when all is there; asks on the terminal where it may.
    [[nodiscard]] QString askForMissing();

    const Clock &m_clock;
    SessionOptions m_options;
    Profile m_profile;
    ProfileSecrets m_secrets;
    QList<SecretKind> m_unread;
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<SecretStore> m_store;
    std::unique_ptr<HistoryStore> m_history; ///< before what writes into it
    ActivityLog m_activity;
    std::unique_ptr<HistoryFeed> m_feed;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<CallbackReceiver> m_receiver;
    std::unique_ptr<Workspace> m_workspace;
};

} // namespace daraja
