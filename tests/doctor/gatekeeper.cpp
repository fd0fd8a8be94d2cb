// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/gatekeeper.h"

namespace daraja {

Gatekeeper::Gatekeeper(const QUrl &daraja, Answer answer)
    : Gatekeeper(daraja, QSslConfiguration(), std::move(answer))
{
}

Gatekeeper::Gatekeeper(const QUrl &daraja, const QSslConfiguration &tls, Answer answer)
    : m_daraja(daraja, m_clock)
    , m_answer(std::move(answer))
    , m_speaksTls(!tls.isNull())
    , m_server([this](const HttpRequest &request, HttpResponder responder) { take(request, std::move(responder)); })
{
    if (m_speaksTls) {
        m_server.setTls(tls);
    }
    if (!m_server.listen()) {
        qFatal("no port for the gatekeeper");
    }
}

QUrl Gatekeeper::url() const
{
    return QUrl(
        QStringLiteral("%1://127.0.0.1:%2").arg(m_speaksTls ? QStringLiteral("https") : QStringLiteral("http")).arg(m_server.port()));
}

void Gatekeeper::take(const HttpRequest &request, HttpResponder responder)
{
    if (const std::optional<HttpResponse> answer = m_answer ? m_answer(request) : std::nullopt) {
        responder.respond(*answer);
        return;
    }
    HttpCall call;
    call.method = request.method;
    call.path = QString::fromLatin1(request.target);
    call.body = request.body;
    for (const char *name : {"Authorization", "Content-Type"}) {
        if (request.headers.contains(name)) {
            call.headers.set(name, request.headers.value(name));
        }
    }
    HttpJob *job = m_daraja.send(call);
    QObject::connect(job, &HttpJob::finished, job, [job, responder]() mutable {
        const HttpResult &result = job->result();
        HttpResponse response;
        response.status = result.status;
        response.body = result.body;
        for (const char *name : {"Content-Type", "Date"}) {
            if (result.headers.contains(name)) {
                response.headers.set(name, result.headers.value(name));
            }
        }
        result.isAnswered() ? responder.respond(response) : responder.reset();
    });
}

} // namespace daraja
