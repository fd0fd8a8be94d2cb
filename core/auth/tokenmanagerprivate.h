// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/auth/tokenmanager.h"

#include <QPointer>

namespace daraja {

/// The state behind TokenManager. Requests move waiting → answering → gone; each list holds living requests only.
class TokenManager::Private
{
public:
    Private(TokenManager *q, HttpClient &http, const Clock &clock, QString key, QString secret);
    ~Private();

    [[nodiscard]] bool hasCredentials() const { return !key.isEmpty() && !secret.isEmpty(); }
    [[nodiscard]] bool isUsable() const;
    void enqueue(TokenRequest *request, Mode mode);
    void forget(TokenRequest *request);
    void startFetch();
    void dropFetch();
    void fetchEnded();
    /// Tells the views, then those who waited: the token, or `error` when that is one. Copies: a handler may change or delete the manager.
    void answerAll(AccessToken fresh, MpesaError error);
    void failLater(TokenRequest *request, const MpesaError &error);
    void serveLater(TokenRequest *request);
    [[nodiscard]] MpesaError missingCredentials() const;

    TokenManager *const q;
    HttpClient &http;
    const Clock &clock;
    QString key;
    QString secret;
    AccessToken token;
    MpesaError lastError;
    HttpExchange lastExchange;
    int fetches = 0;
    int served = 0;

    QPointer<HttpJob> job;
    QDateTime sentAt;
    std::chrono::milliseconds sentSteady{0};
    QList<TokenRequest *> waiting;
    QList<TokenRequest *> answering;
};

} // namespace daraja
