// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/callbacks/callback.h"
#include "core/callbacks/receiveroptions.h"
#include "core/http/httpserver.h"

namespace daraja {

class CallbackKeeper;

/// Takes Daraja's callbacks. The addresses have an unguessable segment; anything else is answered 404 and not recorded.
///
/// Listens on loopback in plain text, and where the options say so on another address with TLS. Everything that is posted to a callback
/// address is recorded, also when it cannot be read: first the CallbackKeeper keeps it, then it is told by a signal, then it is answered by
/// the rule of its address (without one: accepted with the body that its kind calls for). What could not be kept is answered 503, what the
/// sender policy refuses 403. Callbacks of one connection are handled one after the other. Above its limit of connections the one that has
/// owed a request for the longest time gives way. Lives on one thread.
class CallbackReceiver final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbackReceiver)

public:
    /// The clock must outlive the receiver.
    explicit CallbackReceiver(const Clock &clock, QObject *parent = nullptr);
    ~CallbackReceiver() override;

    /// Where callbacks are kept before they are acknowledged. It must outlive the receiver or be taken away with nullptr; without one they
    /// are acknowledged at once.
    void setKeeper(CallbackKeeper *keeper);

    /// Somebody who answers C2B validations in place of the rule of `/validation`: he calls `answer` once, with nothing to leave it to the
    /// rule. The rule also answers when he takes longer than ReceiverOptions::validationLimit.
    using Answer = std::function<void(const std::optional<HttpResponse> &response)>;
    using ValidationAnswerer = std::function<void(const Callback &callback, Answer answer)>;
    void setValidationAnswerer(ValidationAnswerer answerer);

    /// Listens with these options, closing what was open. False when they cannot be used, a port is taken or the certificate cannot be
    /// used; errorString() says so in words for people and nothing is open then.
    [[nodiscard]] bool listen(const ReceiverOptions &options);
    /// The same options with this loopback port.
    [[nodiscard]] bool listen(quint16 port = 0);
    void close();
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const;       ///< on loopback
    [[nodiscard]] quint16 publicPort() const; ///< 0 without a public listener
    [[nodiscard]] QString errorString() const;
    /// Something about the certificate that clients will object to (it has expired), in words for people; or empty.
    [[nodiscard]] QString tlsWarning() const;

    [[nodiscard]] const ReceiverOptions &options() const;
    /// Addresses that are known from now on, for example of a new profile; unchecked (see problemWithSegment()), at least one.
    void setAddresses(const QList<ReceiverAddress> &addresses);
    /// Rules for what comes from now on, unchecked (see problemWithRule()).
    void setReplies(const QHash<QString, ReplyRule> &replies);
    /// Reads the certificate and its key again; later connections use them. This happens by itself within a minute after a file has
    /// changed. False with errorString() when they cannot be used: then the old ones stay.
    bool reloadCertificate();

    /// Base of the callback addresses on this computer, for example `http://127.0.0.1:7061/cb/7f31…`, for that profile, or for the first
    /// when it has none of its own; empty when not listening. The callbackPaths() belong behind it.
    [[nodiscard]] QUrl baseUrl(const QString &profileId = {}) const;
    /// The same as the world reaches it; empty when it cannot.
    [[nodiscard]] QUrl publicBaseUrl(const QString &profileId = {}) const;

Q_SIGNALS:
    /// Every message at a callback address, readable or not, in order of arrival, duplicates too: when it has been kept, or could not be.
    void received(const daraja::Callback &callback);
    /// In place of received(): the sender policy refused it. It has been kept.
    void refused(const daraja::Callback &callback);
    /// Just before received() or refused(): it could not be kept, and 503 is the answer.
    void notKept(const daraja::Callback &callback, const QString &problem);
    /// What was answered, when it left. Not emitted when the sender has gone before.
    void answered(const daraja::Callback &callback, int status, const QByteArray &body);
    /// The certificate changed on disk and cannot be used; the old one goes on being used. In words for people.
    void certificateProblem(const QString &problem);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
