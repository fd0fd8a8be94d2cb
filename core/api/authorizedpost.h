// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/auth/tokenmanager.h"
#include "core/catalogue/request.h"

#include <QPointer>

namespace daraja {

/// A prepared request on its way with a token, and with a new token once more when a product rejects the first (daraja-api 2.4, 2.5):
///
///     token ─ POST ─┬─ answer, any other error ─────────────────────────────▶ finished
///                   └─ token-class rejection ─┬─ of a token minted just now ▶ finished: PRODUCT_MISSING
///                                             └─ else invalidate, token, POST, whatever comes ▶ finished
///
/// Sending again is safe even for money: the rejection happens at the gateway (daraja-api 1.7). Internal to core/api. Destroying it aborts
/// the request without signals; HttpClient, TokenManager and Clock must outlive it.
class AuthorizedPost final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuthorizedPost)

public:
    /// Up to this age when it is sent, a token that this post waited for counts as minted just now. One from memory does not: somebody else
    /// may have cancelled it since (daraja-api 2.3).
    static constexpr std::chrono::seconds freshToken{10};

    /// What counts as an answer rather than a reason to try again; only read-only operations are tried again at all.
    enum class Retry {
        Busy,  ///< rate limits, server errors and lost answers are retried; what Daraja says in JSON about this request is an answer
        Never, ///< whatever is answered ends it: the caller asks again at its own pace
    };

    AuthorizedPost(HttpClient &http, TokenManager &tokens, const Clock &clock, PreparedRequest request, Retry retry, QObject *parent);
    ~AuthorizedPost() override;

    /// Once.
    void start();
    /// Ends it with Origin::Aborted, UnknownOutcome when a money request had left, or the answer when that is already there.
    void abort();

    /// \name Valid when finished() is emitted
    /// @{
    [[nodiscard]] const MpesaError &error() const { return m_error; }
    [[nodiscard]] const HttpResult &result() const { return m_result; }
    /// @}

Q_SIGNALS:
    void authorizing();
    void sending();
    void retrying(int attempt, int delay, const QString &why);
    /// One attempt of the POST ended.
    void exchanged(const daraja::HttpExchange &exchange);
    /// Exactly once, never from inside start() or abort().
    void finished();

private:
    void askForToken();
    void send(const AccessToken &token, bool cached);
    void answered();
    void end(const MpesaError &error);

    HttpClient &m_http;
    TokenManager &m_tokens;
    const Clock &m_clock;
    const PreparedRequest m_request;
    const Retry m_retry;
    QPointer<TokenRequest> m_tokenRequest;
    QPointer<HttpJob> m_job;
    QString m_token;
    bool m_tokenIsFresh = false;
    bool m_sentAgain = false;
    bool m_aborted = false;
    MpesaError m_error;
    HttpResult m_result;
};

} // namespace daraja
