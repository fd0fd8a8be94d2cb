// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpserver.h"
#include "tests/support/rawconnection.h"
#include "tests/support/requestcases.h"
#include "tests/support/waituntil.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <stdexcept>

using namespace daraja;

namespace {

const QByteArray simpleGet = QByteArrayLiteral("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

/// Answers with what it was asked.
void echo(const HttpRequest &request, HttpResponder responder)
{
    HttpResponse response;
    response.body = request.method + ' ' + request.target + '\n' + request.body;
    responder.respond(response);
}

} // namespace

/// HTTP as it looks on the wire. Time limits and floods: tst_httpserverlimits. Late and faulty answers: tst_httpresponder.
class TestHttpServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesWhatClientsSend_data();
    void takesWhatClientsSend();
    void answerCarriesItsFraming();
    void handlerSeesTheRequest();
    void head();
    void statusesWithoutBody();
    void keepAlive();
    void http10();
    void connectionClose_data();
    void connectionClose();
    void pipelinedAnswersKeepTheirOrder();
    void manyPipelined();
    void expectContinue();
    void expectContinueIsNotAnsweredNeedlessly_data();
    void expectContinueIsNotAnsweredNeedlessly();
    void headersCannotBeInjected();
    void framingBelongsToTheServer();
    void impossibleStatus();
    void exceptionInHandler();
    void portTaken();
    void listenTwice();
    void addressOfAnotherComputer();
    void listensAgain();
    void namesThePeerOfADualStackListener();
};

void TestHttpServer::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestHttpServer::takesWhatClientsSend_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<QString>("manner");
    for (const QString &manner : {QStringLiteral("at once"), QStringLiteral("in halves"), QStringLiteral("half-closing")}) {
        for (const RequestCase &row : requestCases()) {
            QTest::addRow("%s, %s", row.name, qPrintable(manner)) << row.bytes << row.statuses << manner;
        }
    }
}

/// Every row of right, cut and hostile requests, and after each the server serves the next client.
void TestHttpServer::takesWhatClientsSend()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, statuses);
    QFETCH(QString, manner);

    int handled = 0;
    HttpServer server(
        [&handled](const HttpRequest &request, const HttpResponder &responder) {
            ++handled;
            echo(request, responder);
        },
        requestCaseLimits());
    QVERIFY(server.listen());
    QSignalSpy refused(&server, &HttpServer::requestRefused);

    RawConnection client(server.port());
    if (manner == QStringLiteral("in halves")) {
        client.send(bytes.first(bytes.size() / 2));
        QVERIFY(waitUntil([&] { return client.isConnected() && client.unsent() == 0 && server.connectionCount() == 1; }));
        client.send(bytes.sliced(bytes.size() / 2));
    } else {
        client.send(bytes);
    }
    if (manner == QStringLiteral("half-closing")) {
        client.finish();
    }
    QVERIFY2(waitUntil([&] { return client.statuses().size() == statuses.size(); }), client.received().constData());
    QCOMPARE(client.statuses(), statuses);
    client.finish();
    QVERIFY(waitUntil([&] { return client.isClosed() && server.connectionCount() == 0; }));
    QVERIFY(!client.wasReset());
    QCOMPARE(client.rest(), QByteArray());

    const qsizetype sound = statuses.count(200);
    QCOMPARE(handled, sound);
    QCOMPARE(refused.size(), statuses.size() - sound);
    if (!refused.isEmpty()) {
        const RawAnswer last = client.answers().last();
        QCOMPARE(refused.first().first().toInt(), last.status);
        QVERIFY(!refused.first().last().toByteArray().isEmpty());
        QCOMPARE(last.headers.value("Connection"), "close");
        QVERIFY(last.headers.value("Content-Type").startsWith("text/plain"));
        QVERIFY(!last.body.isEmpty());
        QVERIFY(last.body.size() < 200);
    }

    RawConnection next(server.port());
    next.send(simpleGet);
    QVERIFY(waitUntil([&] { return next.statuses() == QList<int>{200}; }));
}

void TestHttpServer::answerCarriesItsFraming()
{
    HttpServer server([](const HttpRequest &, HttpResponder responder) {
        HttpResponse response = HttpResponse::json(201, "{}");
        response.headers.append("X-Twice", "a");
        response.headers.append("X-Twice", "b");
        responder.respond(response);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
    client.send(simpleGet);
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));

    const RawAnswer answer = client.answers().first();
    QCOMPARE(answer.statusLine, "HTTP/1.1 201 Created");
    QCOMPARE(answer.headers.value("Content-Type"), "application/json");
    QCOMPARE(answer.headers.values("X-Twice"), (QList<QByteArray>{"a", "b"}));
    QCOMPARE(answer.headers.values("Content-Length"), QList<QByteArray>{"2"});
    QCOMPARE(answer.headers.value("Connection"), "keep-alive");
    QCOMPARE(answer.body, "{}");

    const QString date = QString::fromLatin1(answer.headers.value("Date"));
    QVERIFY2(date.endsWith(QStringLiteral(" GMT")), qPrintable(date));
    QDateTime time = QLocale::c().toDateTime(date.chopped(4), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    time.setTimeSpec(Qt::UTC);
    QVERIFY2(time >= before && time <= QDateTime::currentDateTimeUtc(), qPrintable(date));
}

void TestHttpServer::handlerSeesTheRequest()
{
    HttpRequest seen;
    HttpServer server([&seen](const HttpRequest &request, const HttpResponder &responder) {
        seen = request;
        echo(request, responder);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("POST /a?b=c HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\nTransfer-Encoding: "
                "chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));
    QCOMPARE(client.answers().first().body, "POST /a?b=c\nhello");
    QCOMPARE(seen.method, "POST");
    QCOMPARE(seen.target, "/a?b=c");
    QCOMPARE(seen.minorVersion, 1);
    QCOMPARE(seen.headers.value("authorization"), "Bearer x");
    QCOMPARE(seen.body, "hello");
    QCOMPARE(seen.peer, QStringLiteral("127.0.0.1"));
}

void TestHttpServer::head()
{
    HttpServer server(echo);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.answers(true).size() == 1; }));
    QCOMPARE(client.answers(true).first().headers.value("Content-Length"), "8");
    // The next answer begins right behind the head.
    client.send("HEAD /xyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.answers(true).size() == 2; }));
    QCOMPARE(client.answers(true).last().headers.value("Content-Length"), "10");
    QCOMPARE(client.rest(true), QByteArray());

    // Refused: no body either.
    client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(true), (QList<int>{200, 200, 400}));
    QCOMPARE(client.rest(true), QByteArray());
}

void TestHttpServer::statusesWithoutBody()
{
    HttpServer server([](const HttpRequest &request, HttpResponder responder) {
        HttpResponse response;
        response.status = request.path().mid(1).toInt();
        response.body = "must not be sent";
        responder.respond(response);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("GET /204 HTTP/1.1\r\nHost: h\r\n\r\nGET /304 HTTP/1.1\r\nHost: h\r\n\r\nGET /200 HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.answers().size() == 3; }));
    QCOMPARE(client.statuses(), (QList<int>{204, 304, 200}));
    QVERIFY(!client.answers().at(0).headers.contains("Content-Length"));
    QVERIFY(!client.answers().at(1).headers.contains("Content-Length"));
}

void TestHttpServer::keepAlive()
{
    HttpServer server(echo);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    for (int i = 1; i <= 20; ++i) {
        client.send(simpleGet);
        QVERIFY(waitUntil([&] { return client.answers().size() == i; }));
        QCOMPARE(server.connectionCount(), 1);
    }
    QVERIFY(!client.isClosed());
    client.leave();
    QVERIFY(waitUntil([&] { return server.connectionCount() == 0; }));
}

void TestHttpServer::http10()
{
    HttpServer server(echo);
    QVERIFY(server.listen());
    RawConnection plain(server.port());
    plain.send("GET / HTTP/1.0\r\n\r\n");
    QVERIFY(waitUntil([&] { return plain.isClosed(); }));
    QCOMPARE(plain.statuses(), QList<int>{200});
    QCOMPARE(plain.answers().first().headers.value("Connection"), "close");

    RawConnection kept(server.port());
    kept.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
    QVERIFY(waitUntil([&] { return kept.answers().size() == 1; }));
    QCOMPARE(kept.answers().first().headers.value("Connection"), "keep-alive");
    kept.send("GET / HTTP/1.0\r\n\r\n");
    QVERIFY(waitUntil([&] { return kept.isClosed(); }));
    QCOMPARE(kept.statuses(), (QList<int>{200, 200}));
}

void TestHttpServer::connectionClose_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("plain") << QByteArray("Connection: close\r\n");
    QTest::newRow("in a list") << QByteArray("Connection: foo, Close\r\n");
    QTest::newRow("twice") << QByteArray("Connection: keep-alive\r\nConnection: close\r\n");
}

void TestHttpServer::connectionClose()
{
    QFETCH(QByteArray, header);
    int handled = 0;
    HttpServer server([&handled](const HttpRequest &request, const HttpResponder &responder) {
        ++handled;
        echo(request, responder);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n" + simpleGet);
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(), QList<int>{200});
    QCOMPARE(client.answers().first().headers.value("Connection"), "close");
    QVERIFY(!client.wasReset());
    QCOMPARE(handled, 1);
}

void TestHttpServer::pipelinedAnswersKeepTheirOrder()
{
    QList<QByteArray> seen;
    HttpResponder late;
    HttpServer server([&](const HttpRequest &request, const HttpResponder &responder) {
        seen.append(request.target);
        if (request.target == "/first") {
            late = responder;
        } else {
            echo(request, responder);
        }
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("GET /first HTTP/1.1\r\nHost: h\r\n\r\nGET /second HTTP/1.1\r\nHost: h\r\n\r\nGET /third HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(waitUntil([&] { return late.isAlive(); }));

    // Many turns of the loop, in which a second client is served, hand nothing further of the first one over.
    RawConnection other(server.port());
    for (int i = 1; i <= 10; ++i) {
        other.send(simpleGet);
        QVERIFY(waitUntil([&] { return other.answers().size() == i; }));
    }
    QCOMPARE(seen.count("/second"), 0);
    QCOMPARE(client.received(), QByteArray());

    HttpResponse response;
    response.body = "late";
    const qsizetype before = seen.size();
    late.respond(response);
    QCOMPARE(seen.size(), before); // the next handler does not run inside the call that answers
    QVERIFY(waitUntil([&] { return client.answers().size() == 3; }));
    QCOMPARE(client.answers().at(0).body, "late");
    QCOMPARE(client.answers().at(1).body, "GET /second\n");
    QCOMPARE(client.answers().at(2).body, "GET /third\n");
}

/// Neither recursion nor loss, however many wait.
void TestHttpServer::manyPipelined()
{
    constexpr int count = 20'000;
    HttpServer server(echo);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    QByteArray bytes;
    for (int i = 0; i < count; ++i) {
        bytes += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }
    client.send(bytes);
    QVERIFY(waitUntil([&] { return client.received().endsWith("GET /" + QByteArray::number(count - 1) + "\n"); }, 60'000));
    const QList<RawAnswer> answers = client.answers();
    QCOMPARE(answers.size(), count);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(answers.at(i).body, "GET /" + QByteArray::number(i) + "\n");
    }
}

void TestHttpServer::expectContinue()
{
    HttpServer server(echo);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    for (int round = 0; round < 2; ++round) {
        client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n");
        QVERIFY(waitUntil([&] { return client.answers().size() == 2 * round + 1; }));
        QCOMPARE(client.answers().last().status, 100);
        QVERIFY(client.answers().last().headers.fields().isEmpty());
        client.send("he");
        RawConnection other(server.port()); // by the time it is answered the two bytes have been seen alone
        other.send(simpleGet);
        QVERIFY(waitUntil([&] { return client.unsent() == 0 && other.answers().size() == 1; }));
        client.send("llo");
        QVERIFY(waitUntil([&] { return client.answers().size() == 2 * round + 2; }));
        QCOMPARE(client.answers().last().body, "POST /\nhello");
    }
    QCOMPARE(client.statuses(), (QList<int>{100, 200, 100, 200}));
}

void TestHttpServer::expectContinueIsNotAnsweredNeedlessly_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("body came along") << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi");
    QTest::newRow("no body") << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("HTTP/1.0") << QByteArray("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi");
}

void TestHttpServer::expectContinueIsNotAnsweredNeedlessly()
{
    QFETCH(QByteArray, request);
    HttpServer server(echo);
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send(request);
    client.finish();
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.statuses(), QList<int>{200});
}

void TestHttpServer::headersCannotBeInjected()
{
    HttpServer server([](const HttpRequest &, HttpResponder responder) {
        HttpResponse response;
        response.headers.append("X-Value", "a\r\nX-Evil: 1");
        response.headers.append("X-Line", "a\nX-Evil: 2");
        response.headers.append("X-Return", "a\rb");
        response.headers.append("X-Nul", QByteArray("a\0b", 3));
        response.headers.append("X-Name\r\nX-Evil: 3", "a");
        response.headers.append("X Space", "a");
        response.headers.append("", "a");
        response.headers.append("X-Good", "caf\xc3\xa9, fine");
        responder.respond(response);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send(simpleGet);
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));
    const RawAnswer answer = client.answers().first();
    QVERIFY2(!client.received().contains("Evil"), client.received().constData());
    QCOMPARE(answer.headers.value("X-Good"), "caf\xc3\xa9, fine");
    QCOMPARE(answer.headers.fields().size(), 4); // and Date, Content-Length, Connection
    QCOMPARE(client.rest(), QByteArray());
}

void TestHttpServer::framingBelongsToTheServer()
{
    HttpServer server([](const HttpRequest &request, HttpResponder responder) {
        HttpResponse response;
        response.body = "12345";
        response.headers.append("content-length", "999");
        response.headers.append("Transfer-Encoding", "chunked");
        response.headers.append("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
        response.headers.append("Connection", request.target == "/bye" ? "close" : "upgrade");
        responder.respond(response);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send(simpleGet);
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));
    const HttpHeaders headers = client.answers().first().headers;
    QCOMPARE(headers.values("Content-Length"), QList<QByteArray>{"5"});
    QVERIFY(!headers.contains("Transfer-Encoding"));
    QCOMPARE(headers.values("Date"), QList<QByteArray>{"Sun, 06 Nov 1994 08:49:37 GMT"});
    QCOMPARE(headers.values("Connection"), QList<QByteArray>{"keep-alive"});

    client.send("GET /bye HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.isClosed(); }));
    QCOMPARE(client.answers().last().headers.values("Connection"), QList<QByteArray>{"close"});
}

void TestHttpServer::impossibleStatus()
{
    HttpServer server([](const HttpRequest &request, HttpResponder responder) {
        HttpResponse response;
        response.status = request.path().mid(1).toInt();
        responder.respond(response);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    client.send("GET /100 HTTP/1.1\r\nHost: h\r\n\r\nGET /0 HTTP/1.1\r\nHost: h\r\n\r\nGET /1000 HTTP/1.1\r\nHost: h\r\n\r\nGET /599 "
                "HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(waitUntil([&] { return client.answers().size() == 4; }));
    QCOMPARE(client.statuses(), (QList<int>{500, 500, 500, 599}));
}

void TestHttpServer::exceptionInHandler()
{
    HttpServer server([](const HttpRequest &request, const HttpResponder &responder) {
        if (request.target == "/throw") {
            throw std::runtime_error("not for the client");
        }
        echo(request, responder);
    });
    QVERIFY(server.listen());
    RawConnection client(server.port());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("threw an exception")));
    client.send("GET /throw HTTP/1.1\r\nHost: h\r\n\r\n" + simpleGet);
    QVERIFY(waitUntil([&] { return client.answers().size() == 2; }));
    QCOMPARE(client.statuses(), (QList<int>{500, 200}));
    QVERIFY(!client.received().contains("not for the client"));
}

void TestHttpServer::portTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    HttpServer server(echo);
    QVERIFY(server.errorString().isEmpty());
    QVERIFY(!server.listen(QHostAddress(QHostAddress::LocalHost), other.serverPort()));
    QVERIFY(!server.isListening());
    QCOMPARE(server.port(), quint16(0));
    QVERIFY2(server.errorString().contains(QString::number(other.serverPort())), qPrintable(server.errorString()));
    QVERIFY2(server.errorString().contains(QStringLiteral("another program")), qPrintable(server.errorString()));

    QVERIFY(server.listen());
    QVERIFY(server.isListening());
    QVERIFY(server.errorString().isEmpty());
}

void TestHttpServer::listenTwice()
{
    HttpServer server(echo);
    QVERIFY(server.listen());
    const quint16 port = server.port();
    QVERIFY(!server.listen());
    QVERIFY(!server.errorString().isEmpty());
    QCOMPARE(server.port(), port);
    RawConnection client(port);
    client.send(simpleGet);
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));
}

void TestHttpServer::addressOfAnotherComputer()
{
    HttpServer server(echo);
    QVERIFY(!server.listen(QHostAddress(QStringLiteral("192.0.2.1")))); // reserved for documentation
    QVERIFY2(server.errorString().contains(QStringLiteral("192.0.2.1")), qPrintable(server.errorString()));
}

void TestHttpServer::listensAgain()
{
    HttpServer server(echo);
    QVERIFY(server.listen());
    const quint16 port = server.port();
    RawConnection before(port);
    before.send(simpleGet);
    QVERIFY(waitUntil([&] { return before.answers().size() == 1; }));
    server.close();
    QVERIFY(!server.isListening());
    QCOMPARE(server.connectionCount(), 0);
    QVERIFY(waitUntil([&] { return before.isClosed(); }));

    RawConnection meanwhile(port);
    QVERIFY(waitUntil([&] { return meanwhile.isClosed(); }));

    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost), port));
    RawConnection after(port);
    after.send(simpleGet);
    QVERIFY(waitUntil([&] { return after.answers().size() == 1; }));
}

void TestHttpServer::namesThePeerOfADualStackListener()
{
    QString peer;
    HttpServer server([&peer](const HttpRequest &request, const HttpResponder &responder) {
        peer = request.peer;
        echo(request, responder);
    });
    QVERIFY(server.listen(QHostAddress(QHostAddress::Any)));
    RawConnection client(server.port());
    client.send(simpleGet);
    QVERIFY(waitUntil([&] { return client.answers().size() == 1; }));
    QCOMPARE(peer, QStringLiteral("127.0.0.1"));
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
