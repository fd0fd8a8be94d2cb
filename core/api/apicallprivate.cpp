// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/apicallprivate.h"

#include "core/base/clock.h"

#include <atomic>

namespace daraja {

namespace {

quint64 nextCallId()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

QString secondsText(int milliseconds)
{
    return QString::number(milliseconds / 1000.0, 'g', 2);
}

} // namespace

ApiCall::Private::Private(MpesaClient::Private &services, PreparedRequest prepared, RequestContext filledFrom, const WaitOptions &options)
    : home(services)
    , request(std::move(prepared))
    , context(std::move(filledFrom))
    , wait(options)
    , id(nextCallId())
    , startedAt(services.clock.now())
    , startedSteady(services.clock.steady())
    , stageText(tr("Checking the request"))
{
    m_limit.setSingleShot(true);
    QObject::connect(&m_limit, &QTimer::timeout, &m_limit, [this] { limitReached(); });
}

ApiCall::Private::~Private()
{
    home.poller.forget(id);
    home.calls.removeOne(q);
    delete m_post;
}

void ApiCall::Private::begin()
{
    if (m_aborted) {
        failAborted();
        return;
    }
    if (!request.isValid()) {
        failValidation();
        return;
    }
    m_post = new AuthorizedPost(home.http, home.tokens, home.clock, request, AuthorizedPost::Retry::Busy, q);
    QObject::connect(m_post, &AuthorizedPost::authorizing, q, [this] { enter(Stage::Authorizing, tr("Getting a token")); });
    QObject::connect(m_post, &AuthorizedPost::sending, q, [this] { enter(Stage::Sending, tr("Waiting for Daraja's answer")); });
    QObject::connect(m_post, &AuthorizedPost::retrying, q, [this](int attempt, int delay, const QString &why) {
        enter(Stage::Retrying, tr("Waiting %1 s, then attempt %2: %3").arg(secondsText(delay)).arg(attempt).arg(why));
    });
    QObject::connect(m_post, &AuthorizedPost::exchanged, q, [this](const HttpExchange &exchange) { exchanges.append(exchange); });
    QObject::connect(m_post, &AuthorizedPost::finished, q, [this] { answered(); });
    m_post->start();
}

void ApiCall::Private::abort()
{
    if (isDone() || m_aborted) {
        return;
    }
    m_aborted = true;
    if (m_post) {
        m_post->abort();
    } else if (stage == Stage::Waiting) {
        QMetaObject::invokeMethod(
            q, [this] { succeed(CallOutcome::Pending); }, Qt::QueuedConnection);
    }
}

bool ApiCall::Private::enter(Stage next, const QString &text)
{
    if (stage == next && stageText == text) {
        return true;
    }
    stage = next;
    stageText = text;
    const QPointer<ApiCall> alive(q);
    Q_EMIT q->stageChanged(next);
    return alive;
}

void ApiCall::Private::failValidation()
{
    MpesaError error;
    error.origin = MpesaError::Origin::Validation;
    error.code = QString::fromLatin1(ErrorCode::invalidField);
    error.field = request.problems.first().field;
    QStringList lines;
    for (const FieldProblem &problem : request.problems) {
        lines.append(QStringLiteral("%1: %2").arg(problem.field, problem.message));
    }
    error.message = lines.join(u'\n');
    fail(error);
}

void ApiCall::Private::failAborted()
{
    MpesaError error;
    error.origin = MpesaError::Origin::Aborted;
    error.code = QString::fromLatin1(ErrorCode::aborted);
    error.message = tr("Cancelled.");
    fail(error);
}

void ApiCall::Private::answered()
{
    AuthorizedPost *post = std::exchange(m_post, nullptr);
    post->deleteLater();
    const AnswerReading reading = readAnswerOf(operation(), post->result(), post->error(), home.clock.now());
    if (reading.error.isError()) {
        fail(reading.error);
        return;
    }
    m_response.acknowledgement = reading.acknowledgement;
    m_response.conversation = reading.conversation;
    m_response.exchange = post->result().exchange;
    if (operation().delivery == Delivery::InAnswer) {
        m_response.result = reading.result;
        succeed(reading.outcome);
        return;
    }
    startWaiting();
}

void ApiCall::Private::startWaiting()
{
    const bool waits = wait.limit.count() > 0 && !m_aborted;
    if (waits) {
        m_limit.start(wait.limit);
        if (wait.query && operation().delivery == Delivery::StkCallback) {
            home.poller.watch(
                {id, request.operation, m_response.conversation, request.values.value(QStringLiteral("BusinessShortCode")), context, wait});
        }
    }
    if (acknowledge() && !isDone() && !waits) {
        succeed(CallOutcome::Pending);
    }
}

bool ApiCall::Private::acknowledge()
{
    const QPointer<ApiCall> alive(q);
    const QList<Callback> early = home.book.enter(m_response.conversation, id);
    const QString text =
        operation().delivery == Delivery::StkCallback ? tr("Accepted; waiting for the customer") : tr("Accepted; waiting for the result");
    if (!enter(Stage::Waiting, text)) {
        return false;
    }
    Q_EMIT q->acknowledged(m_response);
    for (const Callback &callback : early) {
        if (!alive) {
            return false;
        }
        Q_EMIT home.q->joined(callback, id);
        if (alive) {
            take(callback);
        }
    }
    return alive;
}

void ApiCall::Private::take(const Callback &callback)
{
    if (stage != Stage::Waiting) {
        return;
    }
    const bool timedOut = callback.kind == Callback::Kind::QueueTimeout;
    const CallOutcome outcome =
        timedOut ? CallOutcome::Unknown : outcomeOfResult(operation(), callback.resultCode, callback.resultDescription);
    if (outcome == CallOutcome::Pending) {
        return;
    }
    m_response.result = resultFrom(callback);
    succeed(outcome);
}

void ApiCall::Private::take(const StatusReading &reading)
{
    if (stage != Stage::Waiting) {
        return;
    }
    using Kind = StatusReading::Kind;
    if (reading.kind == Kind::Settled) {
        m_response.result = reading.result;
        succeed(reading.outcome);
        return;
    }
    if (reading.kind != Kind::Hopeless) {
        m_lastWasUnrecognised = reading.kind == Kind::Unrecognised;
        m_unrecognised = reading.result;
    }
    const QString text = reading.kind == Kind::Hopeless ? tr("Accepted; the outcome cannot be asked for: %1") : tr("Accepted; asked: %1");
    enter(Stage::Waiting, reading.text.isEmpty() ? tr("Accepted; asked, no result yet") : text.arg(reading.text));
}

void ApiCall::Private::limitReached()
{
    if (m_lastWasUnrecognised) {
        m_response.result = m_unrecognised;
        succeed(CallOutcome::Unknown);
    } else {
        succeed(CallOutcome::Pending);
    }
}

void ApiCall::Private::succeed(CallOutcome outcome)
{
    if (isDone()) {
        return;
    }
    m_response.outcome = outcome;
    const ApiResponse response = m_response;
    ApiCall *const call = q;
    const QPointer<ApiCall> alive(call);
    if (end()) {
        Q_EMIT call->succeeded(response);
    }
    if (alive) {
        Q_EMIT call->finished();
    }
}

void ApiCall::Private::fail(const MpesaError &error)
{
    const MpesaError copy = error;
    ApiCall *const call = q;
    const QPointer<ApiCall> alive(call);
    if (end()) {
        Q_EMIT call->failed(copy);
    }
    if (alive) {
        Q_EMIT call->finished();
    }
}

bool ApiCall::Private::end()
{
    took = home.clock.steady() - startedSteady;
    m_limit.stop();
    home.poller.forget(id);
    home.calls.removeOne(q);
    q->deleteLater();
    return enter(Stage::Done, tr("Done"));
}

} // namespace daraja
