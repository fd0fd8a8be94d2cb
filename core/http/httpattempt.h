// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpclient.h"

#include <QNetworkReply>
#include <QPointer>
#include <QSslError>
#include <QTimer>

class QNetworkRequest;

namespace daraja {

class OneShotBody;

/// One request over QNetworkAccessManager, watched by three time limits and a size cap, and turned into an HttpResult.
///
///     connecting ──(connect)──► sending, waiting, receiving ──(inactivity)──► ended()
///          └───────────────────────────(total)───────────────────────────────►
///
/// Whether the request may have reached the server: a POST when its one-shot body was read, which happens only on a connection that is
/// there; a GET when Qt said so or any TLS or HTTP sign of it was seen. Without such a sign it was certainly not sent.
///
/// Nothing is signalled from inside Qt's own signals, so a receiver may destroy everything.
class HttpAttempt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpAttempt)

public:
    struct Context
    {
        QNetworkAccessManager &manager;
        const QSslConfiguration &tls;
        const Clock &clock;
        const HttpClientLimits &limits;
        std::chrono::milliseconds queued; ///< when, by the steady clock
    };

    /// Starts at once. `url` and `call` must be without problems. The context's references must outlive the attempt.
    HttpAttempt(const Context &context, const QUrl &url, const HttpCall &call);
    /// How the request is written down, see recordOf(). Right after construction, before the event loop turns.
    void setRecord(const HttpExchange &record);
    /// Stops the request without signals.
    ~HttpAttempt() override;

    /// Ends the attempt with HttpFailure::Aborted unless the answer is whole already; ended() follows later.
    void abort();

    /// Valid from ended() on.
    [[nodiscard]] const HttpResult &result() const { return m_result; }

Q_SIGNALS:
    /// The request began to leave.
    void sending();
    /// Once, never from inside abort().
    void ended();

private:
    [[nodiscard]] QNetworkRequest requestFor(const QUrl &url, const HttpCall &call, const QSslConfiguration &tls) const;
    void watch();
    void noteConnected();
    void noteSending();
    void noteHead();
    void receive();
    void stopUnlessFinished(HttpFailure why, const QString &text);
    void stop(HttpFailure why, const QString &text);
    void conclude();

    void judge();
    [[nodiscard]] bool isWholeRedirect() const;
    void judgeNetworkError();
    void fail(HttpFailure why, const QString &text);
    [[nodiscard]] QString tlsProblem() const;
    [[nodiscard]] TlsFacts tlsFacts() const;
    void record();

    [[nodiscard]] bool mayHaveArrived() const;
    [[nodiscard]] qint64 elapsed() const;

    const Clock &m_clock;
    const HttpClientLimits &m_limits;
    const std::chrono::milliseconds m_queued;
    const Redactor m_redactor;
    const QString m_host; ///< with port, for messages
    OneShotBody *m_body = nullptr;
    QPointer<QNetworkReply> m_reply;
    QTimer m_idle; ///< connect limit, then inactivity limit
    QTimer m_total;
    QList<QSslError> m_tlsErrors;
    bool m_connected = false;
    bool m_sending = false;
    bool m_concluded = false;
    HttpFailure m_stopped = HttpFailure::None; ///< why we ended it ourselves
    QString m_stopText;
    HttpResult m_result;
};

} // namespace daraja
