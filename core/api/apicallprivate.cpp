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

QString secondsText(int milliseconds)
{
    return QString::number(milliseconds / 1000.0, 'g', 2);
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
    if (!operation().isAboutMoney() || mayStart()) {
        send();
    }
}

Intent ApiCall::Private::intent() const
{
    Intent intent;
    intent.callId = id;
    intent.operationId = QString::fromLatin1(operation().id);
    intent.title = catalogueText(operation().title);
    intent.environment = context.profile.environment;
    intent.profile = context.profile.id;
    intent.profileName = context.profile.name;
    intent.originatorConversation = ownIdOf(operation(), request.values);
    intent.values = request.values;
    for (const FieldSpec *field : operation().fieldList()) {
        if (field->isSecret()) {
            intent.values.remove(QString::fromLatin1(field->name));
        }
    }
    intent.at = home.clock.now();
    return intent;
}

bool ApiCall::Private::mayStart()
{
    Profile profile = context.profile;
    if (environmentOfUrl(context.baseUrl) == Environment::Production) {
        profile.environment = Environment::Production; // whatever the profile says, that is where the money is
    }
    const GuardVerdict verdict = home.guard->check(operation(), request.values, profile);
    if (!verdict.isAllowed() && !(verdict.kind == GuardVerdict::Kind::Duplicate && flags.testFlag(CallFlag::MeantTwice))) {
        failUnsent(verdict.code(), verdict.text);
        return false;
    }
    const Intent written = intent();
    home.guard->remember(written);
    if (!home.journal) {
        return true;
    }
    m_isRecording = true;
    if (enter(Stage::Checking, tr("Writing down what is about to be sent"))) {
        home.journal->record(written, [this, alive = QPointer<ApiCall>(q)](const QString &problem) {
            if (alive && !isDone() && std::exchange(m_isRecording, false)) {
                recorded(problem);
            }
        });
    }
    return false;
}

void ApiCall::Private::recorded(const QString &problem)
{
    if (m_aborted) {
        failAborted();
    } else if (!problem.isEmpty()) {
        failUnsent(QStringLiteral("NOT_RECORDED"),
                   tr("Not sent: the history could not be written, and money must not move without a trace. %1").arg(problem));
    } else {
        send();
    }
}

void ApiCall::Private::send()
{
    m_post = new AuthorizedPost(home.http, home.tokens, home.clock, request,
                                flags.testFlag(CallFlag::OneAttempt) ? AuthorizedPost::Retry::Never : AuthorizedPost::Retry::Busy, q);
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

void ApiCall::Private::failUnsent(const QString &code, const QString &message)
{
    MpesaError error;
    error.origin = MpesaError::Origin::Validation;
    error.code = code;
    error.message = message;
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
