// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpclient.h"
#include "core/http/httpserver.h"

#include <QSslConfiguration>

namespace daraja {

/// A server between client and Daraja, as a firewall, a proxy or a company's gateway is: it answers some requests itself and hands the
/// others on.
class Gatekeeper final
{
    Q_DISABLE_COPY_MOVE(Gatekeeper)

public:
    /// Nothing from `answer`: the request is handed on.
    using Answer = std::function<std::optional<HttpResponse>(const HttpRequest &request)>;

    explicit Gatekeeper(const QUrl &daraja, Answer answer = {});
    /// Speaks TLS.
    Gatekeeper(const QUrl &daraja, const QSslConfiguration &tls, Answer answer = {});
    ~Gatekeeper() = default;

    [[nodiscard]] QUrl url() const;
    /// Nobody listens any more.
    void close() { m_server.close(); }

private:
    void take(const HttpRequest &request, HttpResponder responder);

    SystemClock m_clock;
    HttpClient m_daraja;
    const Answer m_answer;
    const bool m_speaksTls;
    HttpServer m_server;
};

} // namespace daraja
