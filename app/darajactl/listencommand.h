// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/darajactl/arguments.h"
#include "core/callbacks/callbackforwarder.h"
#include "core/callbacks/callbackreceiver.h"
#include "core/history/historystore.h"

namespace daraja {

/// `darajactl listen`: takes callbacks until SIGINT or SIGTERM, prints them, forwards them. With --json one object with the addresses, then
/// one line for each callback and each delivery.
class ListenCommand final : public Command
{
    Q_OBJECT

public:
    struct Options
    {
        ReceiverOptions receiver;
        QString profile;     ///< id: whose addresses; empty: of nobody
        QString forward;     ///< target; empty: none
        QString test;        ///< outcome that is sent to the target in place of listening; empty: listen
        QString testHost;    ///< typed, for outcomes that say that money arrived
        QString historyFile; ///< empty: nothing is stored
    };
    /// As they stand on the command line.
    struct Words
    {
        QString profile;         ///< name
        QString settings;        ///< file of the profiles
        std::optional<int> port; ///< nothing: the profile's, or a free one
        QString secret;
        QString bind;
        QString certificate;
        QString key;
        QString publicUrl;
        QStringList replies; ///< `/stk=503,delay=2000`
        QStringList trustedProxies;
        bool rejectUnknownSenders = false;
        QString forward;
        QString test;
        QString testHost;
        QString historyFile;
    };
    /// The options that the words mean; `problem` says what is wrong with them in words for people.
    [[nodiscard]] static Options read(const Words &words, QString *problem);

    ListenCommand(const Clock &clock, const Output &output, Options options, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void listen();
    void announce();
    void sendTest();
    void tell(const Callback &callback);
    void tell(const ForwardRecord &record);

    const Clock &m_clock;
    const Output &m_output;
    const Options m_options;
    std::unique_ptr<HistoryStore> m_history;
    CallbackReceiver m_receiver;
    CallbackForwarder m_forwarder;
};

[[nodiscard]] Invocation listenInvocation();

} // namespace daraja
