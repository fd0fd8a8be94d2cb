// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpserver.h"
#include "tests/support/rawconnection.h"
#include "tests/support/waituntil.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>
#include <memory>
#include <vector>

using namespace daraja;

namespace {

const QByteArray someGet = QByteArrayLiteral("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n");

HttpResponse textResponse(const QByteArray &body)
{
    HttpResponse response;
    response.body = body;
    return response;
}

/// A server whose handler keeps the right to answer.
struct KeepingServer
{
    std::vector<HttpResponder> kept;
    HttpServer server{[this](const HttpRequest &, const HttpResponder &responder) { kept.push_back(responder); }};

    [[nodiscard]] bool listen() { return server.listen(); }
    [[nodiscard]] bool waitForRequest(size_t count = 1)
    {
        return waitUntil([&] { return kept.size() == count; });
    }
};

} // namespace

/// Answers that come late, twice, never or wrong, and servers that end in between.
class TestHttpResponder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutRequest();
    void answersLater();
    void answersAfterTheClientLeft_data();
    void answersAfterTheClientLeft();
    void answersWhileTheClientLeaves_data();
    void answersWhileTheClientLeaves();
    void firstAnswerCounts_data();
    void firstAnswerCounts();
    void unansweredCloses();
    void unansweredInTheHandlerCloses();
    void lastCopyDecides();
    void resets();
    void closes();
    void writesRaw();
    void writesRawAndStays();
    void answersFromAnotherHandler();
    void serverClosesUnderTheHandler();
    void handlerClosesTheServer();
    void handlerDeletesTheServer_data();
    void handlerDeletesTheServer();
    void refusalDeletesTheServer();
    void serverDiesBeforeTheAnswer();
    void handlerOutlivesTheServerItDeletes();
};

void TestHttpResponder::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestHttpResponder::withoutRequest()
{
    HttpResponder responder;
    responder.respond({});
    responder.respondRaw("x");
    responder.reset();
    responder.close();
    QVERIFY(!responder.isAnswered());
    QVERIFY(!responder.isAlive());
}

void TestHttpResponder::answersLater()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    for (size_t i = 1; i <= 3; ++i) {
        client.send(someGet);
        QVERIFY(keeping.waitForRequest(i));
        HttpResponder &responder = keeping.kept.back();
        QVERIFY(responder.isAlive());
        QVERIFY(!responder.isAnswered());
        responder.respond(textResponse("late"));
        QVERIFY(responder.isAnswered());
        QVERIFY(responder.isAlive());
        QVERIFY(waitUntil([&] { return client.answers().size() == static_cast<qsizetype>(i); }));
        QCOMPARE(client.answers().last().body, "late");
    }
    client.leave();
    QVERIFY(waitUntil([&] { return !keeping.kept.back().isAlive(); }));
}

using Act = std::function<void(HttpResponder &)>;
using Leave = std::function<void(RawConnection &)>;
Q_DECLARE_METATYPE(Act)
Q_DECLARE_METATYPE(Leave)

static void waysToAnswerAndLeave()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<Leave>("leave");
    const QList<std::pair<const char *, Act>> acts = {
        {"respond", [](HttpResponder &responder) { responder.respond(textResponse(QByteArray(100'000, 'x'))); }},
        {"respondRaw", [](HttpResponder &responder) { responder.respondRaw(QByteArray(100'000, 'x')); }},
        {"respondRaw and stay", [](HttpResponder &responder) { responder.respondRaw("x", false); }},
        {"reset", [](HttpResponder &responder) { responder.reset(); }},
        {"close", [](HttpResponder &responder) { responder.close(); }},
        {"forget", [](HttpResponder &responder) { responder = HttpResponder(); }},
    };
    const QList<std::pair<const char *, Leave>> ways = {
        {"closed", [](RawConnection &client) { client.leave(); }},
        {"reset", [](RawConnection &client) { client.reset(); }},
        {"half-closed", [](RawConnection &client) { client.finish(); }},
    };
    for (const auto &[actName, act] : acts) {
        for (const auto &[wayName, way] : ways) {
            QTest::addRow("%s after %s", actName, wayName) << act << way;
        }
    }
}

void TestHttpResponder::answersAfterTheClientLeft_data()
{
    waysToAnswerAndLeave();
}

/// The server knows that the client is gone.
void TestHttpResponder::answersAfterTheClientLeft()
{
    QFETCH(Act, act);
    QFETCH(Leave, leave);
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    for (size_t round = 1; round <= 50; ++round) {
        RawConnection client(keeping.server.port());
        client.send(someGet);
        QVERIFY(keeping.waitForRequest(round));
        leave(client);
        QVERIFY(waitUntil([&] { return !keeping.kept.back().isAlive(); }));
        QCOMPARE(keeping.server.connectionCount(), 0);
        act(keeping.kept.back());
        QVERIFY(!keeping.kept.back().isAlive());
        QCOMPARE(client.received(), QByteArray());
    }
}

void TestHttpResponder::answersWhileTheClientLeaves_data()
{
    waysToAnswerAndLeave();
}

/// The client is gone but the server has not seen it: the answer runs into a closed socket.
void TestHttpResponder::answersWhileTheClientLeaves()
{
    QFETCH(Act, act);
    QFETCH(Leave, leave);
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    for (size_t round = 1; round <= 50; ++round) {
        RawConnection client(keeping.server.port());
        client.send(someGet + someGet);
        QVERIFY(keeping.waitForRequest(round));
        leave(client);
        act(keeping.kept.back());
        client.finish();
        QVERIFY(waitUntil([&] {
            while (keeping.kept.size() > round) { // the second request, where the first answer left the connection open
                keeping.kept.pop_back();
            }
            return keeping.server.connectionCount() == 0;
        }));
    }
}

void TestHttpResponder::firstAnswerCounts_data()
{
    QTest::addColumn<Act>("again");
    QTest::newRow("respond") << Act([](HttpResponder &responder) { responder.respond(textResponse("second")); });
    QTest::newRow("respondRaw") << Act([](HttpResponder &responder) { responder.respondRaw("second"); });
    QTest::newRow("reset") << Act([](HttpResponder &responder) { responder.reset(); });
    QTest::newRow("close") << Act([](HttpResponder &responder) { responder.close(); });
}

/// Through copies too, and also when the next request of the connection is already being handled.
void TestHttpResponder::firstAnswerCounts()
{
    QFETCH(Act, again);
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    client.send(someGet + someGet);
    QVERIFY(keeping.waitForRequest());
    HttpResponder copy = keeping.kept.front();
    keeping.kept.front().respond(textResponse("first"));
    QVERIFY(copy.isAnswered());
    again(copy);
    QVERIFY(keeping.waitForRequest(2));
    again(copy);
    keeping.kept.back().respond(textResponse("third"));
    QVERIFY(waitUntil([&] { return client.answers().size() == 2; }));
    QCOMPARE(client.answers().first().body, "first");
    QCOMPARE(client.answers().last().body, "third");
    QVERIFY(!client.isClosed());
}

void TestHttpResponder::unansweredCloses()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    client.send(someGet);
    QVERIFY(keeping.waitForRequest());
    keeping.kept.clear();
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QVERIFY(!client.wasReset());
    QCOMPARE(client.received(), QByteArray());
}

void TestHttpResponder::unansweredInTheHandlerCloses()
{
    int handled = 0;
    HttpServer server([&handled](const HttpRequest &, const HttpResponder &) { ++handled; });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send(someGet + someGet);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.received(), QByteArray());
    QCOMPARE(handled, 1);
}

void TestHttpResponder::lastCopyDecides()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    client.send(someGet);
    QVERIFY(keeping.waitForRequest());
    auto copy = std::make_unique<HttpResponder>(keeping.kept.front());
    keeping.kept.front() = HttpResponder();
    QVERIFY(copy->isAlive());
    copy->respond(textResponse("by the copy"));
    copy.reset();
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));
    QCOMPARE(client.answers().first().body, "by the copy");
    QVERIFY(!client.isClosed());
}

void TestHttpResponder::resets()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    client.send(someGet);
    QVERIFY(keeping.waitForRequest());
    keeping.kept.front().reset();
    QVERIFY(keeping.kept.front().isAnswered());
    QVERIFY(!keeping.kept.front().isAlive());
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QVERIFY(client.wasReset());
    QCOMPARE(client.received(), QByteArray());
    QVERIFY(waitUntil([&] { return keeping.server.connectionCount() == 0; }));
}

/// FIN even though the client goes on sending.
void TestHttpResponder::closes()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    client.send(someGet);
    QVERIFY(keeping.waitForRequest());
    client.send(QByteArray(1024 * 1024, 'x'));
    keeping.kept.front().close();
    QVERIFY(waitUntil([&] { return client.isClosed() && client.unsent() == 0; }));
    QVERIFY(!client.wasReset());
    QCOMPARE(client.received(), QByteArray());
}

void TestHttpResponder::writesRaw()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    client.send(someGet);
    QVERIFY(keeping.waitForRequest());
    const QByteArray bytes = QByteArray("HTTP/1.1 200 OK\nContent-Length: 500\r\n\r\nhalf\0", 45);
    keeping.kept.front().respondRaw(bytes);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.received(), bytes);
    QVERIFY(!client.wasReset());
}

void TestHttpResponder::writesRawAndStays()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    RawConnection client(keeping.server.port());
    client.send("GET / HTTP/1.0\r\n\r\n");
    QVERIFY(keeping.waitForRequest());
    keeping.kept.front().respondRaw("any", false);
    client.send(someGet);
    QVERIFY(keeping.waitForRequest(2));
    QCOMPARE(client.received(), "any");
    keeping.kept.back().respondRaw("thing", true);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.received(), "anything");
}

/// One connection's handler answers another connection.
void TestHttpResponder::answersFromAnotherHandler()
{
    HttpResponder waiting;
    HttpServer server([&waiting](const HttpRequest &request, HttpResponder responder) {
        if (request.target == "/x") {
            waiting = responder;
        } else {
            waiting.respond(textResponse("woken"));
            responder.respond(textResponse("waker"));
        }
    });
    QVERIFY(server.listen());
    RawConnection first(server.port());
    first.send(someGet);
    QVERIFY(waitUntil([&] { return waiting.isAlive(); }));
    RawConnection second(server.port());
    second.send("GET /wake HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(waitUntil([&] { return first.answers().size() == 1 && second.answers().size() == 1; }));
    QCOMPARE(first.answers().first().body, "woken");
    QCOMPARE(second.answers().first().body, "waker");
}

void TestHttpResponder::serverClosesUnderTheHandler()
{
    KeepingServer keeping;
    QVERIFY(keeping.listen());
    std::vector<std::unique_ptr<RawConnection>> clients;
    for (size_t i = 1; i <= 20; ++i) {
        clients.push_back(std::make_unique<RawConnection>(keeping.server.port()));
        clients.back()->send(someGet + someGet);
        QVERIFY(keeping.waitForRequest(i));
    }
    QCOMPARE(keeping.server.connectionCount(), 20);
    keeping.server.close();
    QCOMPARE(keeping.server.connectionCount(), 0);
    for (size_t i = 0; i < clients.size(); ++i) {
        QVERIFY(!keeping.kept.at(i).isAlive());
        keeping.kept.at(i).respond(textResponse("too late"));
    }
    for (const auto &client : clients) {
        QVERIFY(waitUntil([&] { return client->isClosed(); }));
        QCOMPARE(client->received(), QByteArray());
    }
    QCOMPARE(keeping.kept.size(), clients.size());
}

void TestHttpResponder::handlerClosesTheServer()
{
    HttpServer *closing = nullptr;
    int handled = 0;
    HttpServer server([&](const HttpRequest &, HttpResponder responder) {
        ++handled;
        responder.respond(textResponse("bye"));
        closing->close();
        responder.respond(textResponse("again"));
    });
    closing = &server;
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send(someGet + someGet);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(), QList<int>{200}); // the answer was given before the close
    QCOMPARE(handled, 1);
    QVERIFY(!server.isListening());
    QCOMPARE(server.connectionCount(), 0);
}

void TestHttpResponder::handlerDeletesTheServer_data()
{
    QTest::addColumn<bool>("answerFirst");
    QTest::newRow("after the answer") << true;
    QTest::newRow("without an answer") << false;
}

void TestHttpResponder::handlerDeletesTheServer()
{
    QFETCH(bool, answerFirst);
    std::unique_ptr<HttpServer> server;
    server = std::make_unique<HttpServer>([&](const HttpRequest &, HttpResponder responder) {
        if (answerFirst) {
            responder.respond(textResponse("bye"));
        }
        server.reset();
        responder.respond(textResponse("again"));
    });
    QVERIFY(server->listen());
    RawConnection client(server->port());
    client.send(someGet + someGet);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses().size(), answerFirst ? 1 : 0);
    QVERIFY(!server);
}

void TestHttpResponder::refusalDeletesTheServer()
{
    auto server = std::make_unique<HttpServer>([](const HttpRequest &, const HttpResponder &) {});
    connect(server.get(), &HttpServer::requestRefused, this, [&server] { server.reset(); });
    QVERIFY(server->listen());
    RawConnection client(server->port());
    client.send("garbage\r\n");
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QVERIFY(!server);
}

void TestHttpResponder::serverDiesBeforeTheAnswer()
{
    std::vector<HttpResponder> kept;
    auto server = std::make_unique<HttpServer>([&kept](const HttpRequest &, const HttpResponder &responder) { kept.push_back(responder); });
    QVERIFY(server->listen());
    RawConnection client(server->port());
    client.send(someGet);
    QVERIFY(waitUntil([&] { return kept.size() == 1; }));
    server.reset();
    QVERIFY(!kept.front().isAlive());
    kept.front().respond(textResponse("too late"));
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.received(), QByteArray());
}

/// What a handler captured lives until the handler returns.
void TestHttpResponder::handlerOutlivesTheServerItDeletes()
{
    QByteArray seen;
    HttpServer *server = nullptr;
    server = new HttpServer(
        [&seen, &server, copy = std::make_shared<QByteArray>("owned by the handler")](const HttpRequest &, const HttpResponder &) {
            delete server;
            server = nullptr;
            seen = *copy;
        });
    QVERIFY(server->listen());
    RawConnection client(server->port());
    client.send(someGet);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(seen, "owned by the handler");
}

QTEST_GUILESS_MAIN(TestHttpResponder)
#include "tst_httpresponder.moc"
