// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpattempt.h"
#include "core/http/httpclient.h"
#include "core/http/httprequestfields.h"
#include "core/http/httpretry.h"

#include <QTimer>

namespace daraja {

/// A job waits for a place, runs an attempt, rests before the next one, and ends. Each stage can be left by abort().
class HttpJob::Private
{
public:
    Private(HttpJob *job, HttpClient *owner, HttpCall what)
        : q(job)
        , client(owner)
        , call(std::move(what))
    {
    }

    enum class Stage {
        Waiting,
        Running,
        Resting,
        Ended,
    };

    void begin();
    void wait();
    void attemptEnded();
    void fail(HttpFailure why, const QString &text);
    void endLater();
    void end();
    /// The redacted record of the coming attempt's request. Made when first asked for: it takes time that the network can use meanwhile.
    const HttpExchange &recorded();

    HttpJob *q;
    HttpClient *client;
    HttpCall call;
    QUrl url;
    Stage stage = Stage::Waiting;
    bool aborted = false;
    bool endsLater = false;
    QDateTime startedAt; ///< of the coming attempt
    HttpExchange record; ///< of the request, without an answer; see recorded()
    std::chrono::milliseconds queued{};
    HttpAttempt *attempt = nullptr;
    QTimer rest;
    HttpResult result;
};

HttpJob::HttpJob(HttpClient *client, const HttpCall &call)
    : QObject(client)
    , d(std::make_unique<Private>(this, client, call))
{
    d->rest.setSingleShot(true);
    connect(&d->rest, &QTimer::timeout, this, [this] { d->wait(); });
    d->begin();
}

HttpJob::~HttpJob()
{
    delete d->attempt;
    d->client->leave(this);
}

const HttpResult &HttpJob::result() const
{
    return d->result;
}

void HttpJob::Private::begin()
{
    url = urlBelow(client->m_baseUrl, call.path);
    startedAt = client->m_clock.now();
    QString problem = HttpClient::problemWithBaseUrl(client->m_baseUrl);
    if (problem.isEmpty() && url.isEmpty()) {
        problem = HttpClient::tr("The path %1 does not make an address on this server.").arg(call.path);
    }
    if (problem.isEmpty()) {
        problem = problemWithCall(call);
    }
    if (problem.isEmpty()) {
        wait();
    } else {
        fail(HttpFailure::BadUrl, problem);
        endLater();
    }
}

void HttpJob::Private::wait()
{
    stage = Stage::Waiting;
    startedAt = client->m_clock.now();
    queued = client->m_clock.steady();
    client->enqueue(q);
}

void HttpJob::startAttempt()
{
    d->stage = Private::Stage::Running;
    ++d->result.attempts;
    d->attempt = d->client->newAttempt(d->call, d->url, d->queued);
    d->attempt->setRecord(d->recorded());
    connect(d->attempt, &HttpAttempt::sending, this, [this] {
        if (!d->aborted) {
            Q_EMIT sending();
        }
    });
    connect(d->attempt, &HttpAttempt::ended, this, [this] { d->attemptEnded(); });
}

void HttpJob::Private::attemptEnded()
{
    const int attempts = result.attempts;
    result = attempt->result();
    result.attempts = attempts;
    attempt->deleteLater(); // it is still in its signal
    attempt->setParent(client);
    attempt = nullptr;

    const HttpExchange exchange = result.exchange;
    const std::optional<int> delay = delayBeforeRetry(call, result, client->m_limits);
    stage = delay && !aborted ? Stage::Resting : Stage::Ended;
    if (delay && aborted) {
        fail(HttpFailure::Aborted, HttpClient::tr("Cancelled."));
    }
    client->leave(q);

    // Whoever hears these may abort the job or destroy everything.
    const QPointer<HttpJob> alive(q);
    Q_EMIT client->exchanged(exchange);
    if (alive) {
        Q_EMIT q->exchanged(exchange);
    }
    if (!alive || endsLater) {
        return;
    }
    if (stage == Stage::Ended) {
        end();
        return;
    }
    rest.start(*delay);
    Q_EMIT q->retrying(attempts + 1, *delay,
                       exchange.failureText.isEmpty() ? HttpClient::tr("The server answered %1.").arg(exchange.status)
                                                      : exchange.failureText);
}

void HttpJob::abort()
{
    if (d->stage == Private::Stage::Ended) {
        return;
    }
    d->aborted = true;
    if (d->stage == Private::Stage::Running) {
        d->attempt->abort();
        return;
    }
    d->rest.stop();
    d->client->leave(this);
    d->fail(HttpFailure::Aborted, HttpClient::tr("Cancelled."));
    d->endLater();
}

void HttpJob::Private::fail(HttpFailure why, const QString &text)
{
    if (result.attempts == 0) {
        result.exchange = recorded();
    }
    HttpExchange &exchange = result.exchange;
    exchange.failure = why;
    exchange.failureText = QString::fromUtf8(call.redactor.text(text.toUtf8()));
    if (exchange.outcome == HttpOutcome::Answered) {
        exchange.outcome = HttpOutcome::Unknown;
    }
}

const HttpExchange &HttpJob::Private::recorded()
{
    if (record.method.isEmpty()) {
        record = recordOf(url.isEmpty() ? client->m_baseUrl : url, call);
    }
    record.startedAt = startedAt;
    return record;
}

void HttpJob::Private::endLater()
{
    stage = Stage::Ended;
    endsLater = true;
    QMetaObject::invokeMethod(
        q, [this] { end(); }, Qt::QueuedConnection);
}

void HttpJob::Private::end()
{
    q->deleteLater();
    Q_EMIT q->finished();
}

} // namespace daraja
