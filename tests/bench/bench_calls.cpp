// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// (a) 1,000 simultaneous callers without a token: how many OAuth requests does the server see?
// (b) STK push through MpesaClient against the same POST by a bare QNetworkAccessManager: same server, warmed, interleaved.
// The server is the embedded one with canned answers, on a thread of its own.

#include "core/api/mpesaclient.h"
#include "core/http/httpserver.h"
#include "core/profiles/profilestore.h"
#include "tests/bench/report.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>

#include <atomic>

using namespace daraja;

namespace {

constexpr int callers = 1000;
constexpr int calls = 2000;
constexpr int warmUp = 200;

const QByteArray tokenAnswer = R"({"access_token":"c9SQxWWhmdVRlyh0zh8gZDTkubVF","expires_in":"3599"})";
const QByteArray pushAnswer =
    R"({"MerchantRequestID":"3b7d-4c1e-9f02-7a6c1d9e0b42118305","CheckoutRequestID":"ws_CO_14032026101530417712345678",)"
    R"("ResponseCode":"0","ResponseDescription":"Success. Request accepted for processing",)"
    R"("CustomerMessage":"Success. Request accepted for processing"})";

/// The canned Daraja on its own thread.
class CannedServer
{
public:
    CannedServer()
    {
        m_thread.start();
        m_context.moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            &m_context,
            [this] {
                m_server = std::make_unique<HttpServer>([this](const HttpRequest &request, HttpResponder responder) {
                    if (request.path().startsWith("/oauth")) {
                        ++oauth;
                        responder.respond(HttpResponse::json(200, tokenAnswer));
                    } else {
                        ++posts;
                        responder.respond(HttpResponse::json(200, pushAnswer));
                    }
                });
                if (!m_server->listen()) {
                    qFatal("cannot listen");
                }
                m_port = m_server->port();
            },
            Qt::BlockingQueuedConnection);
    }
    ~CannedServer()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(CannedServer)

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }

    std::atomic<int> oauth = 0;
    std::atomic<int> posts = 0;

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
};

/// One desk without a window.
struct Client
{
    explicit Client(const QUrl &url)
        : http(url, clock)
        , tokens(http, clock, QStringLiteral("key-of-the-bench"), QStringLiteral("secret-of-the-bench"))
        , client(http, tokens, clock)
    {
        RequestContext context;
        context.profile = ProfileStore::demoProfile();
        context.secrets.passkey = QStringLiteral("passkey-of-the-bench-passkey-of-the-bench");
        context.callbackUrl = QUrl(QStringLiteral("http://127.0.0.1:9/cb"));
        client.setContext(context);
    }

    ApiCall *push()
    {
        return client.call(QStringLiteral("stk_push"), {{QStringLiteral("Amount"), QStringLiteral("1")},
                                                        {QStringLiteral("PhoneNumber"), QStringLiteral("254712345678")},
                                                        {QStringLiteral("AccountReference"), QStringLiteral("BENCH")},
                                                        {QStringLiteral("TransactionDesc"), QStringLiteral("bench")}});
    }

    SystemClock clock;
    HttpClient http;
    TokenManager tokens;
    MpesaClient client;
};

double pushOnce(Client &client, bool *ok, QByteArray *body)
{
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    ApiCall *call = client.push();
    if (body) {
        *body = call->request().body;
    }
    QObject::connect(call, &ApiCall::failed, &loop, [ok](const MpesaError &error) {
        std::printf("  %s\n", qUtf8Printable(error.message));
        *ok = false;
    });
    QObject::connect(call, &ApiCall::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double postOnce(QNetworkAccessManager &manager, const QUrl &url, const QByteArray &body, bool *ok)
{
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader("Authorization", "Bearer c9SQxWWhmdVRlyh0zh8gZDTkubVF");
    QNetworkReply *reply = manager.post(request, body);
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    *ok = *ok && reply->error() == QNetworkReply::NoError && reply->readAll() == pushAnswer;
    reply->deleteLater();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    CannedServer server;
    bench::Report report(QStringLiteral("Calls through MpesaClient"));
    {
        Client client(server.url());
        QEventLoop loop;
        int left = callers;
        int failed = 0;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < callers; ++i) {
            ApiCall *call = client.push();
            QObject::connect(call, &ApiCall::failed, &loop, [&failed] { ++failed; });
            QObject::connect(call, &ApiCall::finished, &loop, [&left, &loop] {
                if (--left == 0) {
                    loop.quit();
                }
            });
        }
        loop.exec();
        report.row(QStringLiteral("(a) %1 simultaneous callers, no token: OAuth requests").arg(callers), server.oauth,
                   QStringLiteral("requests"));
        report.row(QStringLiteral("(a) all of them answered after"), static_cast<double>(timer.elapsed()), QStringLiteral("ms"));
        report.require(server.oauth == 1, QStringLiteral("more than one OAuth request"));
        report.require(failed == 0 && server.posts == callers, QStringLiteral("a call failed or was sent twice"));
    }
    {
        Client client(server.url());
        QNetworkAccessManager manager;
        const QUrl url = server.url().resolved(QUrl(QStringLiteral("/mpesa/stkpush/v1/processrequest")));
        bool ok = true;
        QByteArray body;
        for (int i = 0; i < warmUp; ++i) {
            pushOnce(client, &ok, &body);
            postOnce(manager, url, body, &ok);
        }
        std::vector<double> ours;
        std::vector<double> bare;
        for (int i = 0; i < calls; ++i) {
            ours.push_back(pushOnce(client, &ok, nullptr));
            bare.push_back(postOnce(manager, url, body, &ok));
        }
        report.require(ok, QStringLiteral("a call or a POST failed"));
        report.row(QStringLiteral("(b) STK push through MpesaClient, median"), bench::median(ours), QStringLiteral("ms"));
        report.row(QStringLiteral("(b) the same POST by a bare QNetworkAccessManager, median"), bench::median(bare), QStringLiteral("ms"));
        report.row(QStringLiteral("(b) ratio (aim: 1.25 or less)"), bench::median(ours) / bench::median(bare), QString());
    }
    return report.finish();
}
