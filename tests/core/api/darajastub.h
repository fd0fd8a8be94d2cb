// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpserver.h"

#include <QHash>
#include <QSet>

namespace daraja {

/// A Daraja that answers what a test tells it, over real HTTP. OAuth gives `token-1-of-the-stub`, `token-2-…` in turn.
class DarajaStub final
{
    Q_DISABLE_COPY_MOVE(DarajaStub)

public:
    static constexpr const char *pushPath = "/mpesa/stkpush/v1/processrequest";
    static constexpr const char *queryPath = "/mpesa/stkpushquery/v1/query";
    static constexpr const char *balancePath = "/mpesa/accountbalance/v1/query";

    struct Seen
    {
        QByteArray path;
        QByteArray token; ///< of `Authorization: Bearer`
        QByteArray body;
        HttpHeaders headers;
    };

    DarajaStub()
        : m_server([this](const HttpRequest &request, const HttpResponder &responder) { take(request, responder); })
    {
        if (!m_server.listen()) {
            qFatal("no port for the stub");
        }
    }
    ~DarajaStub() = default;

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.port())); }
    [[nodiscard]] static QByteArray tokenNamed(int number) { return "token-" + QByteArray::number(number) + "-of-the-stub"; }

    /// What a path answers, one after the other; the last one for ever. Without any: 404.001.01.
    void script(const QByteArray &path, const QList<HttpResponse> &answers) { m_scripts[path] = answers; }
    /// Requests at this path are not answered but kept in `held`.
    void hold(const QByteArray &path) { m_held.insert(path); }
    void release(const QByteArray &path) { m_held.remove(path); }
    /// Any product answers these tokens with `rejection`.
    void reject(int tokenNumber) { m_rejected.insert(tokenNamed(tokenNumber)); }

    [[nodiscard]] int count(const QByteArray &path) const
    {
        return int(std::count_if(seen.begin(), seen.end(), [&path](const Seen &one) { return one.path == path; }));
    }
    [[nodiscard]] Seen last(const QByteArray &path) const
    {
        const auto found = std::find_if(seen.rbegin(), seen.rend(), [&path](const Seen &one) { return one.path == path; });
        return found == seen.rend() ? Seen() : *found;
    }

    HttpResponse oauthRefusal{.status = 0, .headers = {}, .body = {}}; ///< with a status: OAuth answers this
    bool rejectAll = false;
    HttpResponse rejection = HttpResponse::json(404, R"({"requestId":"1","errorCode":"404.001.03","errorMessage":"Invalid Access Token"})");
    int tokens = 0; ///< given so far
    QList<Seen> seen;
    QList<HttpResponder> held;

private:
    void take(const HttpRequest &request, HttpResponder responder)
    {
        const QByteArray path = request.path();
        const QByteArray token = request.headers.value("Authorization").mid(7);
        seen.append({path, token, request.body, request.headers});
        if (m_held.contains(path)) {
            held.append(responder);
        } else if (path == "/oauth/v1/generate") {
            responder.respond(oauthRefusal.status ? oauthRefusal : newToken());
        } else if (rejectAll || m_rejected.contains(token)) {
            responder.respond(rejection);
        } else if (QList<HttpResponse> &script = m_scripts[path]; !script.isEmpty()) {
            responder.respond(script.size() > 1 ? script.takeFirst() : script.first());
        } else {
            responder.respond(HttpResponse::json(404, R"({"requestId":"1","errorCode":"404.001.01","errorMessage":"Resource not found"})"));
        }
    }

    HttpResponse newToken() { return HttpResponse::json(200, R"({"access_token":")" + tokenNamed(++tokens) + R"(","expires_in":"3599"})"); }

    HttpServer m_server;
    QHash<QByteArray, QList<HttpResponse>> m_scripts;
    QSet<QByteArray> m_held;
    QSet<QByteArray> m_rejected;
};

} // namespace daraja
