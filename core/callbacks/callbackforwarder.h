// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/callbacks/callback.h"
#include "core/http/httpmessage.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace daraja {

class CallbackReceiver;

/// One delivery to the user's own server, when it is over. A value.
struct ForwardRecord
{
    enum class Why {
        Forward,    ///< as it came
        Validation, ///< as it came, and its answer was given to Safaricom
        Resend,     ///< a stored one again, as it was
        Made,       ///< made or edited on this computer
    };

    quint64 id = 0; ///< counts from 1 for each forwarder
    Why why = Why::Forward;
    Callback callback; ///< what was delivered; `raw` are the bytes
    QUrl target;
    QDateTime at;         ///< UTC, when it was given to the forwarder
    qint64 waited = 0;    ///< milliseconds in the queue
    qint64 took = -1;     ///< milliseconds from the first byte to the end of the answer; -1 when nothing was sent
    int status = 0;       ///< 0: there was no answer
    QByteArray answer;    ///< the first answerHead bytes of its body
    bool sent = false;    ///< false: certainly not delivered
    bool dropped = false; ///< too many were waiting, or the target changed
    QString problem;      ///< why it did not work, in words for people; empty when there was an answer that is no redirect

    static constexpr qsizetype answerHead = 4096;
    /// Whether the user's server took it: a status of 200 to 299.
    [[nodiscard]] bool isAccepted() const { return status >= 200 && status < 300; }
};

/// Delivers callbacks to the user's own server: POST, the body unchanged, `X-Daraja-Desk: forwarded` (or `resent`, `made`).
///
/// Goes only where the target says: no redirects, https or loopback, TLS verified, one attempt. What the target answers is recorded. At
/// most a handful are under way, a bounded number waits, the rest is dropped and recorded as such; none is sent twice by itself. Lives on
/// one thread.
class CallbackForwarder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbackForwarder)

public:
    struct Limits
    {
        int total = 10'000;     ///< milliseconds for one delivery
        int validation = 6'500; ///< the same when Safaricom waits for the answer, about 8 s (daraja-api 8.1)
        int waiting = 1'000;    ///< more are dropped
        int parallel = 4;
    };

    /// The clock must outlive the forwarder.
    explicit CallbackForwarder(const Clock &clock, QObject *parent = nullptr);
    CallbackForwarder(const Clock &clock, Limits limits, QObject *parent = nullptr);
    /// What waits or is under way is lost, without a signal.
    ~CallbackForwarder() override;

    /// Why nothing can be sent there, in words for people, or empty. `{path}` stands for the callback's path without the slash.
    [[nodiscard]] static QString problemWithTarget(const QString &target);
    /// Where deliveries go from now on; an empty text ends forwarding. What waits for the old target is dropped; what is under way ends
    /// there. False when the target cannot be used; then the old one stays.
    bool setTarget(const QString &target);
    [[nodiscard]] QString target() const;
    /// The address for callbacks of that path; empty without a target.
    [[nodiscard]] QUrl targetFor(const QString &path) const;
    /// Additional authorities to trust, for https to a server with a certificate of the user's own.
    void setTrustedAuthorities(const QByteArray &pem);

    /// \name Deliveries. Each ends with delivered(), never from inside the call; each returns the record's id, or 0 without a target.
    /// @{
    quint64 forward(const Callback &callback);
    /// Its answer is for Safaricom: `answer` gets it once, whatever its status, or nothing when there is none that can be passed on.
    using Answer = std::function<void(const std::optional<HttpResponse> &answer)>;
    quint64 forwardValidation(const Callback &callback, Answer answer);
    /// A stored one as it was. `typedHost`: see problemWithSending(); one that came from an unknown sender and was refused needs it too.
    quint64 resend(const Callback &callback, const QString &typedHost = {});
    /// What was made or edited here, as a message to the path of `callback`.
    quint64 sendMade(const Callback &callback, const QString &typedHost = {});
    /// @}

    /// Forwards everything that the receiver gets, except what it refuses, and answers its validations with what the target says. Without a
    /// target nothing is forwarded and the receiver's rules answer. Replaces the receiver's ValidationAnswerer.
    void connectTo(CallbackReceiver &receiver);

    /// Why this must not leave, in words for people, or empty. What says that money arrived, or cannot be read, goes to another computer
    /// only when its host was typed: a server that somebody relies on would hand out goods.
    [[nodiscard]] QString problemWithSending(const Callback &callback, const QString &typedHost) const;

    [[nodiscard]] int waiting() const;
    [[nodiscard]] int underWay() const;

Q_SIGNALS:
    /// A delivery is over, well or not. Once for each.
    void delivered(const daraja::ForwardRecord &record);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja

Q_DECLARE_METATYPE(daraja::ForwardRecord)
