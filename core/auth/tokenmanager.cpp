// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/auth/tokenmanager.h"

#include "core/auth/tokenmanagerprivate.h"
#include "core/base/clock.h"

#include <algorithm>

namespace daraja {

TokenRequest::TokenRequest(TokenManager *manager)
    : QObject(manager)
    , m_manager(manager)
{
}

TokenRequest::~TokenRequest()
{
    if (m_manager) {
        m_manager->d->forget(this);
    }
}

void TokenRequest::abort()
{
    if (m_done || m_aborted) {
        return;
    }
    m_aborted = true;
    MpesaError error;
    error.origin = MpesaError::Origin::Aborted;
    error.code = QString::fromLatin1(ErrorCode::aborted);
    error.message = tr("Cancelled.");
    m_manager->d->failLater(this, error);
    m_manager->d->forget(this);
}

void TokenRequest::answer(const AccessToken &token, bool cached)
{
    const QPointer<TokenRequest> guard(this);
    m_done = true;
    Q_EMIT ready(token, cached);
    if (guard) {
        end();
    }
}

void TokenRequest::fail(const MpesaError &error)
{
    const QPointer<TokenRequest> guard(this);
    m_done = true;
    Q_EMIT failed(error);
    if (guard) {
        end();
    }
}

void TokenRequest::end()
{
    deleteLater();
    Q_EMIT finished();
}

TokenManager::TokenManager(HttpClient &http, const Clock &clock, QString consumerKey, QString consumerSecret, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, http, clock, std::move(consumerKey), std::move(consumerSecret)))
{
}

TokenManager::~TokenManager()
{
    for (TokenRequest *request : findChildren<TokenRequest *>(Qt::FindDirectChildrenOnly)) {
        request->m_manager = nullptr;
    }
}

TokenRequest *TokenManager::request(Mode mode)
{
    auto *request = new TokenRequest(this);
    d->enqueue(request, mode);
    return request;
}

void TokenManager::invalidate(const QString &rejectedToken)
{
    if (rejectedToken.isEmpty() || rejectedToken != d->token.token) {
        return;
    }
    d->token = AccessToken();
    d->served = 0;
    Q_EMIT changed();
}

void TokenManager::adopt(const AccessToken &token, const QString &consumerKey, const QString &consumerSecret)
{
    if (token.isEmpty() || d->job || consumerKey != d->key || consumerSecret != d->secret) {
        return;
    }
    d->token = token;
    d->lastError = MpesaError();
    d->served = 0;
    Q_EMIT changed();
}

void TokenManager::setCredentials(const QString &consumerKey, const QString &consumerSecret)
{
    d->dropFetch();
    d->key = consumerKey;
    d->secret = consumerSecret;
    d->token = AccessToken();
    d->lastError = MpesaError();
    d->served = 0;

    const QList<TokenRequest *> requests = std::exchange(d->answering, {}) + std::exchange(d->waiting, {});
    for (TokenRequest *request : requests) {
        d->enqueue(request, Mode::ForceRefresh);
    }
    if (!d->job) {
        Q_EMIT changed();
    }
}

TokenManager::State TokenManager::state() const
{
    if (d->job) {
        return State::Fetching;
    }
    if (d->lastError.isError()) {
        return State::Refused;
    }
    if (d->token.isEmpty()) {
        return State::None;
    }
    const std::chrono::milliseconds left = d->token.remaining(d->clock);
    const std::chrono::milliseconds window =
        std::min<std::chrono::milliseconds>(expiringWindow, std::chrono::milliseconds(d->token.expiresIn) / 4);
    if (left.count() == 0) {
        return State::Expired;
    }
    return left <= window ? State::Expiring : State::Valid;
}

const AccessToken &TokenManager::token() const
{
    return d->token;
}

bool TokenManager::isUsable() const
{
    return d->isUsable();
}

const MpesaError &TokenManager::lastError() const
{
    return d->lastError;
}

const HttpExchange &TokenManager::lastExchange() const
{
    return d->lastExchange;
}

int TokenManager::fetchCount() const
{
    return d->fetches;
}

int TokenManager::servedCount() const
{
    return d->served;
}

QString TokenManager::consumerKey() const
{
    return d->key;
}

} // namespace daraja
