// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/doctor/check.h"
#include "core/http/httpserver.h"
#include "core/profiles/sandboxvalues.h"
#include "core/simulator/simulator.h"
#include "tests/support/waituntil.h"

#include <QSignalSpy>
#include <QTemporaryDir>

namespace daraja {

/// `{"requestId":…,"errorCode":…,"errorMessage":…}` as on the wire (daraja-api 1.6, F1).
[[nodiscard]] inline HttpResponse refusal(int status, const QByteArray &code, const QByteArray &message)
{
    return HttpResponse::json(status,
                              R"({"requestId":"41877-9023416-2","errorCode":")" + code + R"(","errorMessage":")" + message + R"("})");
}

[[nodiscard]] inline HttpResponse page(int status, const QByteArray &html)
{
    HttpResponse response;
    response.status = status;
    response.headers.set(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("text/html"));
    response.body = html;
    return response;
}

/// The firewall's (daraja-api 1.6, F4).
[[nodiscard]] inline HttpResponse firewall()
{
    return page(503,
                "<html><head><META NAME=\"robots\" CONTENT=\"noindex,nofollow\"></head><body>Request unsuccessful. Incapsula incident ID: "
                "443000270035424-61</body></html>");
}

/// A Daraja that answers by path what a test tells it, over real HTTP, and refuses every token but its own.
class GatewayStub final
{
    Q_DISABLE_COPY_MOVE(GatewayStub)

public:
    GatewayStub()
        : m_server([this](const HttpRequest &request, HttpResponder responder) { take(request, responder); })
    {
        if (!m_server.listen()) {
            qFatal("no port for the stub");
        }
    }
    ~GatewayStub() = default;

    static constexpr const char *token = "token-of-the-gateway-stub-01";

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.port())); }
    /// One answer after the other; the last one for ever. Without any: `otherwise`.
    void script(const char *path, const QList<HttpResponse> &answers) { m_scripts[path] = answers; }
    [[nodiscard]] QList<HttpRequest> at(const QByteArray &path) const
    {
        QList<HttpRequest> found;
        std::copy_if(seen.begin(), seen.end(), std::back_inserter(found), [&path](const HttpRequest &each) { return each.path() == path; });
        return found;
    }

    bool takesAnyToken = false;
    HttpResponse tokenRefusal = refusal(404, "404.001.03", "Invalid Access Token");
    HttpResponse otherwise = refusal(404, "404.001.01", "Resource not found");
    QList<HttpRequest> seen;

private:
    void take(const HttpRequest &request, HttpResponder responder)
    {
        seen.append(request);
        const QByteArray path = request.path();
        if (path == "/oauth/v1/generate") {
            responder.respond(HttpResponse::json(200, QByteArray(R"({"access_token":")") + token + R"(","expires_in":"3599"})"));
        } else if (!takesAnyToken && request.headers.value("Authorization") != QByteArray("Bearer ") + token) {
            responder.respond(tokenRefusal);
        } else if (QList<HttpResponse> &answers = m_scripts[path]; !answers.isEmpty()) {
            responder.respond(answers.size() > 1 ? answers.takeFirst() : answers.first());
        } else {
            responder.respond(otherwise);
        }
    }

    HttpServer m_server;
    QHash<QByteArray, QList<HttpResponse>> m_scripts;
};

/// What checks need to run one at a time: the desk of a merchant, with a receiver of callbacks.
class CheckBench final
{
    Q_DISABLE_COPY_MOVE(CheckBench)

public:
    explicit CheckBench(const QUrl &baseUrl)
        : http(baseUrl, clock)
        , tokens(http, clock, QStringLiteral("key-of-the-bench"), QStringLiteral("secret-of-the-bench"))
        , client(http, tokens, clock)
        , meter(clock, folder.filePath(QStringLiteral("attempts")))
        , m_receiver([this](const HttpRequest &request, HttpResponder responder) {
            callbacks.append(request);
            responder.respond(HttpResponse::json(200, R"({"ResultCode":0,"ResultDesc":"Accepted"})"));
            client.deliver(parseCallback(request.body, Callback::Kind::Result));
        })
    {
        if (!m_receiver.listen()) {
            qFatal("no port for the receiver");
        }
        context.profile.environment = Environment::Simulator;
        context.profile.shortCode = sandboxShortCode();
        context.profile.initiatorName = sandboxOperator();
        context.secrets.passkey = sandboxPasskey();
        context.callbackUrl = QUrl(QStringLiteral("http://127.0.0.1:%1/cb/7f31").arg(m_receiver.port()));
        patient.http = &http;
        patient.tokens = &tokens;
        patient.client = &client;
        patient.meter = &meter;
        patient.resultsReachUs = true;
    }
    ~CheckBench() = default;

    /// Gets a token as T1 does, and looks at the profile as it is now. To be called before run().
    [[nodiscard]] bool begin(Consents consents = {})
    {
        client.setContext(context);
        examination = std::make_unique<Examination>(patient, consents, clock);
        examination->setPace(std::chrono::milliseconds(1));
        TokenRequest *request = tokens.request(TokenManager::Mode::ForceRefresh);
        QSignalSpy ended(request, &TokenRequest::finished);
        const bool there = ended.wait() && tokens.isUsable();
        examination->facts().token = tokens.token().token;
        return there;
    }

    /// Runs one check to its end; its finding is then among those of the examination.
    [[nodiscard]] Finding run(const QList<CheckRow> &family, const QString &id)
    {
        Finding finding;
        for (const CheckRow &row : family) {
            if (row.spec.id == id) {
                const std::unique_ptr<Check> check = row.make(*examination, row.spec);
                QSignalSpy done(check.get(), &Check::done);
                check->begin();
                if (done.isEmpty() && !done.wait(longestCheck)) {
                    qFatal("%s did not end", qPrintable(id));
                }
                finding = done.first().first().value<Finding>();
                examination->add(finding);
            }
        }
        return finding;
    }

    /// Everything that the finding would show to others.
    [[nodiscard]] static QByteArray transcript(const Finding &finding)
    {
        QByteArray text = findingText(finding).toUtf8();
        for (const HttpExchange &exchange : finding.exchanges) {
            text += exchange.requestBody + exchange.responseBody;
            for (const HttpHeaders::Field &field : exchange.requestHeaders.fields()) {
                text += field.second;
            }
        }
        return text;
    }

    SystemClock clock;
    QTemporaryDir folder;
    HttpClient http;
    TokenManager tokens;
    MpesaClient client;
    AttemptMeter meter;
    RequestContext context;
    Patient patient;
    QList<HttpRequest> callbacks;
    std::unique_ptr<Examination> examination;

private:
    static constexpr int longestCheck = 20'000;
    HttpServer m_receiver;
};

/// The bench on the real simulator, with its key pair and certificate in the profile.
class SimulatorBench final
{
    Q_DISABLE_COPY_MOVE(SimulatorBench)

public:
    explicit SimulatorBench(SimulatorOptions options = {})
        : simulator(clock)
    {
        options.consumerKey = QStringLiteral("key-of-the-bench");
        options.consumerSecret = QStringLiteral("secret-of-the-bench");
        options.callbackDelay = 10;
        if (!simulator.start(options) || !waitUntil([this] { return simulator.isReady(); })) {
            qFatal("the simulator does not start");
        }
        bench = std::make_unique<CheckBench>(simulator.baseUrl());
        bench->context.certificate = simulator.certificatePem();
        bench->context.secrets.initiatorPassword = simulator.options().initiatorPassword;
    }
    ~SimulatorBench() = default;

    [[nodiscard]] int posts(const QString &path) const
    {
        return int(std::count_if(simulator.requests().begin(), simulator.requests().end(),
                                 [&path](const SimulatorRequest &each) { return each.path == path; }));
    }
    /// Whether a path that is not only asked was posted to with anything in the body.
    [[nodiscard]] bool hasActed() const
    {
        return std::any_of(simulator.requests().begin(), simulator.requests().end(), [](const SimulatorRequest &each) {
            const QList<const OperationSpec *> &all = operations();
            const bool acts = std::any_of(all.begin(), all.end(), [&each](const OperationSpec *operation) {
                return each.path == QLatin1StringView(operation->path) && !operation->readsOnly();
            });
            return acts && each.body != "{}";
        });
    }

    SystemClock clock;
    Simulator simulator;
    std::unique_ptr<CheckBench> bench;
};

} // namespace daraja
