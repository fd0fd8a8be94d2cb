// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/apicallprivate.h"

#include "core/api/answerform.h"
#include "core/base/clock.h"

#include <atomic>

namespace daraja {

namespace {

quint64 nextCallId()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

QString waitingText(Delivery delivery)
{
    switch (delivery) {
    case Delivery::StkCallback:
    case Delivery::OrderCallback:
        return ApiCall::tr("Accepted; waiting for the customer");
    case Delivery::ExpressCallback:
        return ApiCall::tr("Accepted; waiting for the merchant");
    case Delivery::ResultUrl:
    case Delivery::InAnswer:
        break;
    }
    return ApiCall::tr("Accepted; waiting for the result");
}

} // namespace

ApiCall::Private::Private(MpesaClient::Private &services, PreparedRequest prepared, RequestContext filledFrom, const WaitOptions &options,
                          CallFlags how)
    : home(services)
    , request(std::move(prepared))
    , context(std::move(filledFrom))
    , wait(options)
    , flags(how)
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

void ApiCall::Private::abort()
{
    if (isDone() || m_aborted) {
        return;
    }
    m_aborted = true;
    if (m_post) {
        m_post->abort();
    } else if (m_isRecording) {
        QMetaObject::invokeMethod(
            q, [this] { failAborted(); }, Qt::QueuedConnection);
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
    const AnswerReading reading = readAnswerOf(request, post->result(), post->error(), home.clock.now());
    m_response.exchange = post->result().exchange;
    if (reading.error.isError()) {
        if (!endByEarlyCallback(reading.error.origin == MpesaError::Origin::UnknownOutcome)) {
            fail(reading.error);
        }
        return;
    }
    m_response.acknowledgement = reading.acknowledgement;
    m_response.conversation = reading.conversation;
    m_response.originator = reading.originator;
    if (operation().delivery == Delivery::InAnswer) {
        m_response.result = reading.result;
        if (!reading.appKey.isEmpty()) {
            const QPointer<ApiCall> alive(q);
            home.context.secrets.billManagerKey = reading.appKey;
            Q_EMIT home.q->appKeyIssued(reading.appKey);
            if (!alive) {
                return;
            }
        }
        succeed(reading.outcome);
        return;
    }
    startWaiting();
}

bool ApiCall::Private::endByEarlyCallback(bool outcomeIsUnknown)
{
    const QString own = operation().delivery == Delivery::InAnswer ? QString() : ownIdOf(operation(), request.values);
    const quint64 earlier = own.isEmpty() ? 0 : home.book.callOf({own});
    if (own.isEmpty() || (earlier == 0 && !outcomeIsUnknown)) {
        return false;
    }
    if (earlier != 0) { // the same intent was sent before: its results are that call's
        return !join(home.book.enter({own}, earlier), earlier);
    }
    const QList<Callback> early = home.book.enter({own}, id);
    if (early.isEmpty()) {
        return false;
    }
    m_response.conversation = early.first().conversation;
    m_response.originator = own;
    return !enter(Stage::Waiting, tr("The answer was lost, but its result came")) || !join(early, id) || isDone();
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
    QStringList ids{m_response.conversation};
    if (operation().delivery != Delivery::StkCallback) {
        ids += {m_response.originator, ownIdOf(operation(), request.values)};
    }
    const QList<Callback> early = home.book.enter(ids, id);
    const QPointer<ApiCall> alive(q);
    if (!enter(Stage::Waiting, waitingText(operation().delivery))) {
        return false;
    }
    Q_EMIT q->acknowledged(m_response);
    return alive && join(early, id);
}

bool ApiCall::Private::join(const QList<Callback> &callbacks, quint64 callId)
{
    MpesaClient::Private &client = home;
    const QPointer<ApiCall> alive(q);
    for (const Callback &callback : callbacks) {
        client.give(callback, callId);
        if (!alive) {
            return false;
        }
    }
    return true;
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
    if (outcome == CallOutcome::Refused) {
        home.guard->forget(id);
    }
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
    if (isDone()) {
        return;
    }
    if (error.origin != MpesaError::Origin::UnknownOutcome) {
        home.guard->forget(id);
    }
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
