// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/auth/accesstoken.h"
#include "core/errors/mpesaerror.h"

#include <QObject>

#include <memory>

namespace daraja {

class TokenManager;

/// One caller's wish for a token. Owned by the TokenManager; deletes itself after finished().
///
/// Emits exactly one of ready() and failed(), then finished(); never from inside TokenManager::request(), abort() or invalidate().
class TokenRequest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenRequest)

public:
    ~TokenRequest() override;

    /// Leaves without a signal other than failed(Aborted) and finished(). The shared fetch goes on for the others, and ends when nobody is
    /// left.
    void abort();

Q_SIGNALS:
    void ready(const daraja::AccessToken &token, bool cached);
    void failed(const daraja::MpesaError &error);
    void finished();

private:
    friend class TokenManager;
    explicit TokenRequest(TokenManager *manager);
    void answer(const AccessToken &token, bool cached);
    void fail(const MpesaError &error);
    void end();

    TokenManager *m_manager;
    bool m_done = false;
    bool m_aborted = false;
};

/// Keeps the one token of one (environment, consumer key) for everybody (daraja-api 2):
///
///     request() ── usable token ──────────────────────────▶ ready(token, cached)
///         └────── none, expiring or ForceRefresh ─ one GET /oauth/v1/generate ─▶ ready / failed, to all who wait
///
/// A token is used until `safetyMargin` before its end. It lives in memory only. Sends no API calls. Lives on one thread; HttpClient and
/// Clock must outlive it.
class TokenManager final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenManager)

public:
    enum class Mode { Cached, ForceRefresh };
    Q_ENUM(Mode)
    enum class State {
        None, ///< never asked, or forgotten
        Fetching,
        Valid,
        Expiring, ///< within expiringWindow of its end: still usable, the next request may renew it
        Expired,
        Refused, ///< the last fetch failed; see lastError(). An older token may still be usable: token()
    };
    Q_ENUM(State)

    static constexpr std::chrono::seconds safetyMargin{
        60}; ///< for tokens that live 10 minutes or more; a tenth of the lifetime for shorter ones
    static constexpr std::chrono::seconds expiringWindow{300}; ///< likewise a quarter of the lifetime at most

    TokenManager(HttpClient &http, const Clock &clock, QString consumerKey, QString consumerSecret, QObject *parent = nullptr);
    ~TokenManager() override;

    /// Joins a fetch on its way, whatever the mode. Empty key or secret: failed(Validation) without a request.
    TokenRequest *request(Mode mode = Mode::Cached);

    /// Somebody's call was rejected with this token: forget it, unless a newer one is already here. Fetches nothing.
    void invalidate(const QString &rejectedToken);
    /// A token that somebody fetched with these credentials on another road is the manager's from now on. Ignored when the credentials are
    /// not the manager's, or while a fetch is on its way.
    void adopt(const AccessToken &token, const QString &consumerKey, const QString &consumerSecret);
    /// New credentials: forgets the token and the last error; a fetch on its way is dropped and waiting requests are answered by a new one.
    void setCredentials(const QString &consumerKey, const QString &consumerSecret);

    [[nodiscard]] State state() const;                      ///< by the clock, now
    [[nodiscard]] const AccessToken &token() const;         ///< the last one, perhaps expired; empty when there is none
    [[nodiscard]] bool isUsable() const;                    ///< whether request(Cached) would answer from memory
    [[nodiscard]] const MpesaError &lastError() const;      ///< of the last fetch; Origin::None after a success
    [[nodiscard]] const HttpExchange &lastExchange() const; ///< the last OAuth exchange, redacted
    [[nodiscard]] int fetchCount() const;                   ///< OAuth requests made
    [[nodiscard]] int servedCount() const;                  ///< requests answered from memory since the token came
    [[nodiscard]] QString consumerKey() const;

Q_SIGNALS:
    /// Something happened (fetch began, token came or went, fetch failed). Not emitted as time passes: views tick by themselves.
    void changed();

private:
    friend class TokenRequest;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace daraja
