// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/http/httpexchange.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <memory>

class QNetworkAccessManager;
class QSslConfiguration;

namespace daraja {

class HttpAttempt;
class HttpJob;

/// One request to make. A value.
struct HttpCall
{
    QByteArray method = QByteArrayLiteral("GET"); ///< GET or POST
    QString path;                                 ///< below the base URL, percent-encoded, with query: `/oauth/v1/generate?grant_type=…`
    /// Besides Host, Content-Length, Accept-Encoding and Connection, which cannot be changed. User-Agent, Accept, Accept-Language and, for
    /// POST, `Content-Type: application/json` are there unless named here. A line break in a name or value is HttpFailure::BadUrl.
    HttpHeaders headers;
    QByteArray body; ///< for POST, which must have one; GET has none

    /// Whether a repeat is harmless. Only then 429, 5xx, timeouts and lost connections are retried. Never set it for anything that moves
    /// money.
    bool readOnly = false;
    /// With readOnly: an answered 429 or 5xx for which this returns true is an answer, not a reason to retry (STK query says "pending" by
    /// HTTP 500).
    std::function<bool(int status, const QByteArray &body)> isAnswer;

    Redactor redactor; ///< what must not stand in the recorded exchange
};

/// What a job ends with. `body` and `headers` are as received and may hold secrets; `exchange` may be kept.
struct HttpResult
{
    HttpExchange exchange;
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
    int attempts = 0; ///< 0: nothing was attempted

    [[nodiscard]] bool isAnswered() const { return exchange.outcome == HttpOutcome::Answered; }
};

/// Time limits in milliseconds, sizes in bytes.
struct HttpClientLimits
{
    int connect = 10'000;    ///< until the connection (with TLS) is there
    int inactivity = 30'000; ///< without a byte from the server
    int total = 60'000;      ///< one attempt as a whole
    qint64 responseBody = 8LL * 1024 * 1024;
    int maxAttempts = 3;
    int retryDelay = 500;    ///< base of the back-off: doubles each time, ± 50 % jitter
    int retryAfter = 30'000; ///< longest Retry-After of a 429 or 503 that is waited for; a longer one ends the job with that answer
};

/// The only user of QNetworkAccessManager in the program: one environment, one manager, one TLS configuration.
///
/// Never follows redirects, keeps no cookies and no cache, always verifies TLS, speaks HTTP/1.1, sends POST bodies from a one-shot device
/// so that Qt cannot send them again by itself (a GET it may repeat once when the server closes without a byte). Plain http is refused
/// unless the host is loopback. At most parallelJobs requests are under way; further jobs wait for a place, and their time limits with
/// them. Lives on one thread. Jobs are children of the client: destroying it aborts them without signals.
class HttpClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpClient)

public:
    static constexpr int parallelJobs = 6; ///< what QNetworkAccessManager opens to one host

    /// The clock must outlive the client.
    HttpClient(QUrl baseUrl, const Clock &clock, HttpClientLimits limits = {}, QObject *parent = nullptr);
    /// Aborts every job without signals. Where a server just sent a head of megabytes this waits up to five seconds for Qt's network
    /// thread, which cannot be stopped in it.
    ~HttpClient() override;

    /// Why this base URL must not be used, in words for people, or empty. https anywhere, http on loopback only, no user info, query or
    /// fragment.
    [[nodiscard]] static QString problemWithBaseUrl(const QUrl &url);

    [[nodiscard]] QUrl baseUrl() const { return m_baseUrl; }

    /// Additional authorities to trust (a company's own CA, tests). Replaces earlier ones; affects later connections only.
    void setTrustedAuthorities(const QByteArray &pem);

    /// Starts a job. It never finishes or signals before this returned, and deletes itself after finished().
    HttpJob *send(const HttpCall &call);

Q_SIGNALS:
    /// Every attempt of every job when it ended, retried ones too; just before HttpJob::exchanged().
    void exchanged(const daraja::HttpExchange &exchange);

private:
    friend class HttpJob;
    void enqueue(HttpJob *job);
    void leave(HttpJob *job);
    void startWaiting();
    [[nodiscard]] HttpAttempt *newAttempt(const HttpCall &call, const QUrl &url, std::chrono::milliseconds queued);

    QUrl m_baseUrl;
    const Clock &m_clock;
    HttpClientLimits m_limits;
    QNetworkAccessManager *m_manager = nullptr; ///< created with the first job: it costs start-up time
    std::unique_ptr<QSslConfiguration> m_tls;
    QList<HttpJob *> m_waiting;
    QList<HttpJob *> m_running;
};

/// One request on its way, with its retries. Owned by its HttpClient.
class HttpJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpJob)

public:
    ~HttpJob() override;

    /// Ends the job with HttpFailure::Aborted, unless the answer is already whole. The outcome is NotSent when the request had not left,
    /// else Unknown. No-op after the end.
    void abort();

    /// Valid when finished() is emitted.
    [[nodiscard]] const HttpResult &result() const;

Q_SIGNALS:
    /// The request began to leave (each attempt).
    void sending();
    /// A retry will start after `delay` milliseconds because of `why` (words for people). `attempt` counts from 2.
    void retrying(int attempt, int delay, const QString &why);
    /// An attempt ended; before retrying() or finished(). Not emitted when nothing was attempted: a bad URL, or aborted while waiting.
    void exchanged(const daraja::HttpExchange &exchange);
    /// Exactly once, never from inside HttpClient::send() or abort().
    void finished();

private:
    friend class HttpClient;
    class Private;
    HttpJob(HttpClient *client, const HttpCall &call);
    void startAttempt();
    std::unique_ptr<Private> d;
};

} // namespace daraja

Q_DECLARE_METATYPE(daraja::HttpExchange)
