// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/auth/tokenmanagerprivate.h"

#include "core/auth/tokenanswer.h"
#include "core/base/clock.h"

namespace daraja {

namespace {

/// daraja-api 2: GET with Basic authentication; a repeat is harmless.
HttpCall tokenCall(const QString &key, const QString &secret)
{
    const QByteArray basic = (key + u':' + secret).toUtf8().toBase64();
    HttpCall call;
    call.path = QStringLiteral("/oauth/v1/generate?grant_type=client_credentials");
    call.headers.set(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Basic ") + basic);
    call.readOnly = true;
    call.redactor.addSecret(secret.toUtf8());
    call.redactor.addSecret(basic);
    return call;
}

} // namespace

TokenManager::Private::Private(TokenManager *manager, HttpClient &client, const Clock &time, QString consumerKey, QString consumerSecret)
    : q(manager)
    , http(client)
    , clock(time)
    , key(std::move(consumerKey))
    , secret(std::move(consumerSecret))
{
}

TokenManager::Private::~Private()
{
    dropFetch();
}

MpesaError TokenManager::Private::missingCredentials() const
{
    MpesaError error;
    error.origin = MpesaError::Origin::Validation;
    error.code = QString::fromLatin1(ErrorCode::invalidField);
    error.field = key.isEmpty() ? QStringLiteral("ConsumerKey") : QStringLiteral("ConsumerSecret");
    error.message = tr("There is no consumer key or no consumer secret. Enter both as Safaricom's portal shows them for your app.");
    return error;
}

bool TokenManager::Private::isUsable() const
{
    constexpr std::chrono::minutes longLived{10};
    const std::chrono::milliseconds margin =
        token.expiresIn >= longLived ? std::chrono::milliseconds(safetyMargin) : std::chrono::milliseconds(token.expiresIn) / 10;
    return !token.isEmpty() && token.remaining(clock) > margin;
}

void TokenManager::Private::enqueue(TokenRequest *request, Mode mode)
{
    if (!hasCredentials()) {
        failLater(request, missingCredentials());
    } else if (job) {
        waiting.append(request);
    } else if (mode == Mode::ForceRefresh || !isUsable()) {
        waiting.append(request);
        startFetch();
    } else {
        serveLater(request);
    }
}

void TokenManager::Private::forget(TokenRequest *request)
{
    const bool waited = waiting.removeOne(request);
    if (!answering.removeOne(request) && waited && waiting.isEmpty() && job) {
        dropFetch();
        Q_EMIT q->changed();
    }
}

void TokenManager::Private::failLater(TokenRequest *request, const MpesaError &error)
{
    QMetaObject::invokeMethod(
        request,
        [request, error] {
            if (!request->m_done) {
                request->fail(error);
            }
        },
        Qt::QueuedConnection);
}

void TokenManager::Private::serveLater(TokenRequest *request)
{
    QMetaObject::invokeMethod(
        request,
        [this, request] {
            if (request->m_done || request->m_aborted) {
                return;
            }
            if (hasCredentials() && !job && isUsable()) {
                ++served;
                request->answer(token, true);
            } else {
                enqueue(request, Mode::Cached); // the token went away in between
            }
        },
        Qt::QueuedConnection);
}

void TokenManager::Private::startFetch()
{
    ++fetches;
    sentAt = clock.now();
    sentSteady = clock.steady();
    job = http.send(tokenCall(key, secret));
    QObject::connect(job, &HttpJob::sending, q, [this] {
        sentAt = clock.now();
        sentSteady = clock.steady();
    });
    QObject::connect(job, &HttpJob::finished, q, [this] { fetchEnded(); });
    Q_EMIT q->changed();
}

void TokenManager::Private::dropFetch()
{
    if (HttpJob *dropped = job) {
        job.clear();
        dropped->disconnect(q);
        dropped->abort();
    }
}

void TokenManager::Private::fetchEnded()
{
    const HttpResult result = job->result();
    job.clear();
    lastExchange = result.exchange;
    const std::variant<AccessToken, MpesaError> answer = readTokenAnswer(result);
    if (const auto *fresh = std::get_if<AccessToken>(&answer)) {
        token = *fresh;
        token.createdAt = sentAt;
        token.createdSteady = sentSteady;
        lastError = MpesaError();
        served = 0;
    } else {
        lastError = std::get<MpesaError>(answer);
    }
    answering = std::exchange(waiting, {});
    answerAll(token, lastError);
}

void TokenManager::Private::answerAll(AccessToken fresh, MpesaError error)
{
    const QPointer<TokenManager> alive(q);
    Q_EMIT q->changed();
    while (alive && !answering.isEmpty()) {
        TokenRequest *next = answering.takeFirst();
        if (error.isError()) {
            next->fail(error);
        } else {
            next->answer(fresh, false);
        }
    }
}

} // namespace daraja
