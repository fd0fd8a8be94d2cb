// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callbackreceiver.h"
#include "core/callbacks/tlsidentity.h"

#include <QTimer>

#include <map>

namespace daraja {

/// The insides of a CallbackReceiver: listening in callbackreceiver.cpp, the life of one callback in callbackreceiving.cpp.
class CallbackReceiver::Private final
{
public:
    Private(CallbackReceiver *owner, const Clock &time);

    /// \name Listening
    /// @{
    [[nodiscard]] bool open(const ReceiverOptions &wanted);
    void close();
    [[nodiscard]] bool readCertificate();
    void lookAtCertificate();
    [[nodiscard]] QString pathPrefix(const QString &profileId) const;
    /// @}

    /// \name The life of a callback: handle() → keeper → settled() → answer
    /// @{
    struct Pending
    {
        Callback callback;
        Callback::Kind expected = Callback::Kind::Unreadable;
        HttpResponder responder;
        std::chrono::milliseconds since{0}; ///< of the steady clock
    };

    void handle(const HttpRequest &request, HttpResponder responder);
    void settled(quint64 number, const QString &problem);
    void giveUpOnKeeper();
    void answerValidation(const Pending &pending);
    void answerByRule(const Pending &pending);
    void answer(const Pending &pending, const HttpResponse &response);
    /// @}

    CallbackReceiver *const q;
    const Clock &clock;
    CallbackKeeper *keeper = nullptr;
    ValidationAnswerer answerer;

    ReceiverOptions options;
    const ReceiverAddress ownAddress; ///< used while nobody gives one
    HttpServer server;
    std::unique_ptr<HttpServer> publicServer;
    TlsIdentity identity;
    QPair<QDateTime, QDateTime> filesChanged; ///< certificate and key
    QTimer certificateTimer;
    QString error;

    std::map<quint64, Pending> pending; ///< with the keeper, oldest first
    quint64 lastNumber = 0;
    QTimer keepTimer;
};

} // namespace daraja
