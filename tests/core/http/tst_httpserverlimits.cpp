// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpserver.h"
#include "tests/support/rawconnection.h"
#include "tests/support/waituntil.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <vector>

using namespace daraja;

namespace {

const QByteArray plainGet = QByteArrayLiteral("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

void answerOk(const HttpRequest &, HttpResponder responder)
{
    responder.respond(HttpResponse::json(200, "{}"));
}

/// Sends a byte every few milliseconds for as long as it lives.
class Drip final : public QTimer
{
public:
    Drip(RawConnection &client, const QByteArray &byte)
    {
        callOnTimeout(this, [&client, byte] { client.send(byte); });
        start(10);
    }
};

} // namespace

/// What a client may take of the server's memory, time and descriptors.
class TestHttpServerLimits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void slowHead_data();
    void slowHead();
    void slowBody_data();
    void slowBody();
    void silentClientIsDropped_data();
    void silentClientIsDropped();
    void idleLimitSparesTheHandler();
    void clientReadsTheRefusalAfterItSentAll_data();
    void clientReadsTheRefusalAfterItSentAll();
    void refusalPrecedesTheBody();
    void endlessBodyIsCut();
    void lingerEnds();
    void burst();
    void placeIsFreeAgain();
    void noDescriptorLeft();
    void pipelinedFloodWaitsInTheSocket();
    void unreadAnswersHoldFurtherRequests();
    void clientThatNeverReadsIsDropped();
    void slowReaderGetsAll();
    void dripOfBytesIsServed();
};

void TestHttpServerLimits::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestHttpServerLimits::slowHead_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("drip");
    QTest::newRow("silence in the request line") << QByteArray("GET / HT") << QByteArray();
    QTest::newRow("silence in the headers") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nX") << QByteArray();
    QTest::newRow("drip") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nX:") << QByteArray("x");
    QTest::newRow("drip of headers") << QByteArray("GET / HTTP/1.1\r\n") << QByteArray("a:b\r\n");
    QTest::newRow("second request") << plainGet + QByteArray("GET /") << QByteArray("x");
}

/// Bytes do not extend the deadline.
void TestHttpServerLimits::slowHead()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, drip);
    HttpServerLimits limits;
    limits.headDeadline = 200;
    HttpServer server(answerOk, limits);
    QVERIFY(server.listen());
    QSignalSpy refused(&server, &HttpServer::requestRefused);
    RawConnection client(server.port());
    client.send(start);
    {
        const Drip dripping(client, drip);
        QVERIFY(waitUntil([&] { return client.isClosed(); }));
    }
    QCOMPARE(client.answers().last().status, 408);
    QCOMPARE(client.answers().last().headers.value("Connection"), "close");
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.first().first().toInt(), 408);
}

void TestHttpServerLimits::slowBody_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("drip");
    const QByteArray head = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("silence") << head + "Content-Length: 100000\r\n\r\nx" << QByteArray();
    QTest::newRow("drip") << head + "Content-Length: 100000\r\n\r\n" << QByteArray("x");
    QTest::newRow("drip of chunks") << head + "Transfer-Encoding: chunked\r\n\r\n" << QByteArray("1\r\nx\r\n");
    QTest::newRow("drip of trailers") << head + "Transfer-Encoding: chunked\r\n\r\n0\r\n" << QByteArray("a:b\r\n");
    QTest::newRow("silence after 100") << head + "Expect: 100-continue\r\nContent-Length: 100000\r\n\r\n" << QByteArray();
}

void TestHttpServerLimits::slowBody()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, drip);
    HttpServerLimits limits;
    limits.headDeadline = 60'000;
    limits.bodyDeadline = 200;
    HttpServer server(answerOk, limits);
    QVERIFY(server.listen());
    QSignalSpy refused(&server, &HttpServer::requestRefused);
    RawConnection client(server.port());
    client.send(start);
    {
        const Drip dripping(client, drip);
        QVERIFY(waitUntil([&] { return client.isClosed(); }));
    }
    QCOMPARE(client.answers().last().status, 408);
    QCOMPARE(refused.size(), 1);
}

void TestHttpServerLimits::silentClientIsDropped_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QList<int>>("statuses");
    QTest::newRow("from the beginning") << QByteArray() << QList<int>{};
    QTest::newRow("after an empty line") << QByteArray("\r\n") << QList<int>{};
    QTest::newRow("after half an empty line") << QByteArray("\r") << QList<int>{};
    QTest::newRow("after an answer") << plainGet << QList<int>{200};
    QTest::newRow("after an answer and an empty line") << plainGet + "\r\n" << QList<int>{200};
}

void TestHttpServerLimits::silentClientIsDropped()
{
    QFETCH(QByteArray, start);
    QFETCH(QList<int>, statuses);
    HttpServerLimits limits;
    limits.idle = 200;
    HttpServer server(answerOk, limits);
    QVERIFY(server.listen());
    QSignalSpy refused(&server, &HttpServer::requestRefused);
    RawConnection client(server.port());
    client.send(start);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(), statuses);
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(!client.wasReset());
    QCOMPARE(refused.size(), 0);
    QCOMPARE(server.connectionCount(), 0);
}

/// No limit runs while a handler owes the answer, and idleness begins anew after it.
void TestHttpServerLimits::idleLimitSparesTheHandler()
{
    HttpServerLimits limits;
    limits.idle = 100;
    limits.headDeadline = 100;
    limits.bodyDeadline = 100;
    QTimer later;
    HttpServer server(
        [&later](const HttpRequest &, const HttpResponder &responder) {
            later.callOnTimeout(&later, [answer = responder]() mutable { answer.respond(HttpResponse::json(200, "{}")); });
            later.setSingleShot(true);
            later.start(500);
        },
        limits);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send(plainGet);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(), QList<int>{200});
}

void TestHttpServerLimits::clientReadsTheRefusalAfterItSentAll_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray head = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    const QByteArray body(10 * 1024 * 1024, 'x');
    QTest::newRow("Content-Length") << head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body << 413;
    QTest::newRow("one chunk") << head + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16) + "\r\n" + body +
                                      "\r\n0\r\n\r\n"
                               << 413;
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
    QTest::newRow("many chunks") << head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeated(160) + "0\r\n\r\n" << 413;
    QTest::newRow("headers") << "GET / HTTP/1.1\r\nHost: localhost\r\n" + QByteArray("X: yyyyyyyyyyyyy\r\n").repeated(500'000) + "\r\n"
                             << 431;
    QTest::newRow("target") << "GET /" + body + " HTTP/1.1\r\nHost: localhost\r\n\r\n" << 414;
    QTest::newRow("garbage") << QByteArray(10 * 1024 * 1024, '\x01') << 400;
}

/// Many clients look at the answer only when they are done sending: it must not have been taken away by a RST.
void TestHttpServerLimits::clientReadsTheRefusalAfterItSentAll()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    int handled = 0;
    HttpServer server([&handled](const HttpRequest &, const HttpResponder &) { ++handled; });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.setReading(false);
    client.send(bytes);
    QVERIFY(waitUntil([&] { return client.unsent() == 0; }));
    client.setReading(true);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QVERIFY(!client.wasReset());
    QCOMPARE(client.statuses(), QList<int>{status});
    QCOMPARE(handled, 0);
}

/// A client that asks first is told before it sends, and not told to continue.
void TestHttpServerLimits::refusalPrecedesTheBody()
{
    HttpServer server(answerOk);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 10000000\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(), QList<int>{413});
}

/// What is thrown away for politeness is bounded.
void TestHttpServerLimits::endlessBodyIsCut()
{
    HttpServer server(answerOk);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000000\r\n\r\n");
    client.send(QByteArray(128 * 1024 * 1024, 'x'));
    QVERIFY(waitUntil([&] { return server.connectionCount() == 1; }));
    QVERIFY(waitUntil([&] { return server.connectionCount() == 0; }));
    QVERIFY(client.unsent() > 32 * 1024 * 1024);
}

/// A refused client that neither closes nor sends is not kept for long.
void TestHttpServerLimits::lingerEnds()
{
    HttpServer server(answerOk);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("garbage\r\n");
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(), QList<int>{400});
    QVERIFY(waitUntil([&] { return server.connectionCount() == 0; }));
}

void TestHttpServerLimits::burst()
{
    constexpr int clients = 400;
    HttpServer server(answerOk);
    QVERIFY(server.listen());
    std::vector<std::unique_ptr<RawConnection>> connections;
    for (int i = 0; i < clients; ++i) {
        connections.push_back(std::make_unique<RawConnection>(server.port()));
        connections.back()->send(plainGet);
    }
    const auto count = [&connections](auto predicate) {
        return std::count_if(connections.begin(), connections.end(),
                             [predicate](const auto &connection) { return predicate(*connection); });
    };
    const auto isServed = [](const RawConnection &connection) { return connection.statuses() == QList<int>{200}; };
    const auto isRefused = [](const RawConnection &connection) { return connection.isClosed() && connection.received().isEmpty(); };
    // The kernel holds them all until the server looks: who is dropped here tries again only after a second.
    QCOMPARE(count([](const RawConnection &connection) { return connection.isConnected(); }), clients);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(waitUntil([&] { return count(isServed) + count(isRefused) == clients; }));
    QCOMPARE(count(isServed), HttpServerLimits().connections);
    QCOMPARE(server.connectionCount(), HttpServerLimits().connections);
    QVERIFY2(timer.elapsed() < HttpServerLimits().idle, "nobody was served because another became idle");
}

void TestHttpServerLimits::placeIsFreeAgain()
{
    HttpServerLimits limits;
    limits.connections = 1;
    HttpServer server(answerOk, limits);
    QVERIFY(server.listen());
    for (int round = 0; round < 20; ++round) {
        RawConnection first(server.port());
        first.send(plainGet);
        QVERIFY(waitUntil([&] { return first.statuses() == QList<int>{200}; }));
        RawConnection second(server.port());
        QVERIFY(waitUntil([&] { return second.isClosed(); }));
        if (round % 2 == 0) {
            first.leave();
        } else {
            first.reset();
        }
        QVERIFY(waitUntil([&] { return server.connectionCount() == 0; }));
    }
}

/// The server waits for a descriptor without turning the loop, and goes on when there is one.
void TestHttpServerLimits::noDescriptorLeft()
{
    HttpServer server(answerOk);
    QVERIFY(server.listen());
    std::vector<std::unique_ptr<RawConnection>> connections;
    for (int i = 0; i < 40; ++i) {
        connections.push_back(std::make_unique<RawConnection>(server.port()));
        connections.back()->send(plainGet);
    }
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const auto restore = qScopeGuard([&before] { ::setrlimit(RLIMIT_NOFILE, &before); });
    const int firstFree = ::dup(0);
    ::close(firstFree);
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(firstFree + 10);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &tight), 0);

    const auto served = [&connections] {
        return std::count_if(connections.begin(), connections.end(),
                             [](const auto &connection) { return connection->statuses().size() == 1; });
    };
    QVERIFY(waitUntil([&] { return served() == 10; }));
    int turns = 0;
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, [&turns] { ++turns; });
    bool over = false;
    QTimer::singleShot(600, this, [&over] { over = true; });
    QVERIFY(waitUntil([&over] { return over; }));
    disconnect(QAbstractEventDispatcher::instance(), nullptr, this, nullptr);
    QVERIFY2(turns < 100, qPrintable(QStringLiteral("%1 turns").arg(turns)));
    QCOMPARE(served(), 10);

    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(waitUntil([&] { return served() == 40; }));
}

/// A client that pipelines while its first request is being handled fills its own socket, not the server's memory.
void TestHttpServerLimits::pipelinedFloodWaitsInTheSocket()
{
    constexpr int requests = 500'000;
    HttpResponder first;
    int handled = 0;
    HttpServer server([&](const HttpRequest &request, HttpResponder responder) {
        if (request.target == "/flood" && ++handled == 1) {
            first = responder;
            return;
        }
        responder.respond(HttpResponse::json(200, "{}"));
    });
    QVERIFY(server.listen());
    RawConnection flood(server.port());
    flood.send(QByteArray("GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n").repeated(requests));
    RawConnection other(server.port());
    for (int i = 1; i <= 100; ++i) {
        other.send(plainGet);
        QVERIFY(waitUntil([&] { return other.answers().size() == i; }));
    }
    QCOMPARE(handled, 1);
    QVERIFY(flood.unsent() > 0);
    const qsizetype held = flood.unsent();
    first.respond(HttpResponse::json(200, "{}"));
    QVERIFY(waitUntil([&] { return flood.unsent() < held && handled > 1000; }));
}

void TestHttpServerLimits::unreadAnswersHoldFurtherRequests()
{
    constexpr int requests = 48;
    const QByteArray body(1024 * 1024, 'x');
    int handled = 0;
    HttpServer server([&](const HttpRequest &request, HttpResponder responder) {
        if (request.target == "/large") {
            ++handled;
            responder.respond(HttpResponse::json(200, body));
        } else {
            responder.respond(HttpResponse::json(200, "{}"));
        }
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.setReading(false);
    client.send(QByteArray("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n").repeated(requests));
    RawConnection other(server.port());
    for (int i = 1; i <= 100; ++i) {
        other.send(plainGet);
        QVERIFY(waitUntil([&] { return other.answers().size() == i; }));
    }
    QVERIFY(handled > 0);
    QVERIFY2(handled < requests / 2, qPrintable(QString::number(handled))); // the kernel's buffers hold some megabytes

    client.setReading(true);
    const qsizetype size = requests * body.size();
    QVERIFY(waitUntil([&] { return client.received().size() > size; }, 60'000));
    QVERIFY(waitUntil([&] { return client.answers().size() == requests; }));
    QCOMPARE(handled, requests);
}

void TestHttpServerLimits::clientThatNeverReadsIsDropped()
{
    HttpServerLimits limits;
    limits.idle = 200;
    const QByteArray body(64 * 1024 * 1024, 'x');
    HttpResponder responder;
    HttpServer server(
        [&](const HttpRequest &, HttpResponder given) {
            responder = given;
            given.respond(HttpResponse::json(200, body));
        },
        limits);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.setReading(false);
    client.send(plainGet);
    QVERIFY(waitUntil([&] { return responder.isAlive(); }));
    QVERIFY(waitUntil([&] { return server.connectionCount() == 0; }));
    QVERIFY(!responder.isAlive());
}

/// As long as bytes go out the client is not idle.
void TestHttpServerLimits::slowReaderGetsAll()
{
    HttpServerLimits limits;
    limits.idle = 400;
    const QByteArray body(24 * 1024 * 1024, 'x');
    HttpServer server([&](const HttpRequest &, HttpResponder responder) { responder.respond(HttpResponse::json(200, body)); }, limits);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send(plainGet);
    QElapsedTimer timer;
    timer.start();
    QTimer reading; // 64 KiB each
    qsizetype seen = 0;
    reading.callOnTimeout(&reading, [&] {
        client.setReading(true);
        QCoreApplication::sendPostedEvents();
    });
    reading.start(4);
    QVERIFY(waitUntil(
        [&] {
            if (client.received().size() > seen) {
                seen = client.received().size();
                client.setReading(false);
            }
            return seen > body.size();
        },
        60'000));
    reading.stop();
    client.setReading(true);
    QVERIFY2(timer.elapsed() > 2 * limits.idle, "too fast to prove anything");
    QCOMPARE(client.answers().size(), 1);
    QCOMPARE(client.answers().first().body, body);
    QVERIFY(waitUntil([&] { return client.isClosed(); })); // idle at last
}

/// A body of 1 MiB that comes in many packets costs about as much as in few.
void TestHttpServerLimits::dripOfBytesIsServed()
{
    constexpr int size = 1024 * 1024;
    qsizetype received = 0;
    HttpServer server([&received](const HttpRequest &request, HttpResponder responder) {
        received = request.body.size();
        responder.respond(HttpResponse::json(200, "{}"));
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n");
    QElapsedTimer timer;
    timer.start();
    constexpr int part = 256;
    for (int sent = 0; sent < size; sent += part) {
        client.send(QByteArray(part, 'x'));
        QVERIFY(waitUntil([&] { return client.unsent() == 0; }));
    }
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));
    QCOMPARE(client.statuses(), QList<int>{200});
    QCOMPARE(received, size);
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QStringLiteral("took %1 ms").arg(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestHttpServerLimits)
#include "tst_httpserverlimits.moc"
