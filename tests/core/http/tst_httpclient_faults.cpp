// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QTest>

using namespace daraja;

namespace {

/// A port where nobody listens.
QUrl deadUrl()
{
    ScriptedServer server;
    server.stopListening();
    return server.url();
}

/// The most memory this process ever had, in bytes.
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return at < 0 ? -1 : text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong() * 1024;
}

} // namespace

class TestHttpClientFaults final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};

    [[nodiscard]] static HttpClientLimits single()
    {
        HttpClientLimits limits;
        limits.maxAttempts = 1;
        return limits;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsSentWithoutAConnection_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<HttpFailure>("failure");
        QTest::newRow("refused") << deadUrl() << HttpFailure::Refused;
        QTest::newRow("refused over TLS") << QUrl(deadUrl().toString().replace(QStringLiteral("http:"), QStringLiteral("https:")))
                                          << HttpFailure::Refused;
        QTest::newRow("no such name") << QUrl(QStringLiteral("https://daraja-desk.invalid")) << HttpFailure::HostNotFound;
    }

    void nothingIsSentWithoutAConnection()
    {
        QFETCH(QUrl, url);
        QFETCH(HttpFailure, failure);
        HttpClient client(url, m_clock, single());
        for (const HttpCall &call : {lookup(), payment()}) {
            JobWatch watch(client.send(call));
            QVERIFY(watch.wait(60'000));
            QCOMPARE(watch.failure(), failure);
            QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
            QCOMPARE(watch.sending, 0);
            QCOMPARE(watch.result.status, 0);
            QCOMPARE(watch.result.exchange.timings.connected, -1);
            QCOMPARE(watch.result.exchange.timings.firstByte, -1);
            QVERIFY(watch.result.exchange.timings.done >= 0);
            QVERIFY(watch.result.exchange.failureText.contains(url.host()));
        }
    }

    void silentServerRunsIntoTheInactivityLimit_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("nothing at all") << QByteArray();
        QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
        QTest::newRow("head only") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        QTest::newRow("a head of 5 MB") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(5 * 1024 * 1024, 'x') + "\r\nContent-Length: 0\r\n\r\n";
        QTest::newRow("head lines without end") << "HTTP/1.1 200 OK\r\n" + QByteArray("X-Line: 0123456789\r\n").repeated(16 * 1024);
    }

    void silentServerRunsIntoTheInactivityLimit()
    {
        QFETCH(QByteArray, said);
        ScriptedServer server({ScriptedAnswer::raw(said)});
        HttpClientLimits limits = single();
        limits.inactivity = 300;
        limits.total = 2'000;
        HttpClient client(server.url(), m_clock, limits);
        JobWatch watch(client.send(payment()));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(watch.wait());
        QVERIFY(timer.elapsed() >= limits.inactivity * 9 / 10);
        QVERIFY(timer.elapsed() < limits.total + 2'000);
        QCOMPARE(watch.failure(), HttpFailure::Timeout);
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(server.posts(), 1);
        QCOMPARE(watch.sending, 1);
        QCOMPARE(watch.result.body, QByteArray(said.endsWith("hello") ? "hello" : ""));
        QCOMPARE(watch.result.exchange.responseBody, watch.result.body);
    }

    void drippingServerRunsIntoTheTotalLimit_data()
    {
        QTest::addColumn<bool>("head");
        QTest::newRow("in the head") << true;
        QTest::newRow("in the body") << false;
    }

    void drippingServerRunsIntoTheTotalLimit()
    {
        QFETCH(bool, head);
        const ScriptedAnswer answer = ScriptedAnswer::status(200, QByteArray(1000, 'x'), {"X-Long: " + QByteArray(1000, 'y')});
        ScriptedServer server({head ? answer.dripping(5) : answer.drippingBody(5)});
        HttpClientLimits limits = single();
        limits.inactivity = head ? 5'000 : 500; // an unfinished head is no sign of life to Qt
        limits.total = 800;
        HttpClient client(server.url(), m_clock, limits);
        JobWatch watch(client.send(payment()));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(watch.wait());
        QVERIFY(timer.elapsed() >= limits.total * 9 / 10);
        QVERIFY(timer.elapsed() < 4'000); // the whole would take more than five seconds
        QCOMPARE(watch.failure(), HttpFailure::Timeout);
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.result.status, head ? 0 : 200);
        QCOMPARE(watch.result.body.startsWith('x'), !head);
        QVERIFY(watch.result.exchange.failureText.contains(QStringLiteral("0.8 seconds")));
        QTRY_COMPARE(server.openConnections(), 0); // and the socket is closed
    }

    void plainServerBehindHttpsRunsIntoTheConnectLimit()
    {
        ScriptedServer server; // waits for a head that never comes
        QUrl url = server.url();
        url.setScheme(QStringLiteral("https"));
        HttpClientLimits limits = single();
        limits.connect = 300;
        HttpClient client(url, m_clock, limits);
        for (const HttpCall &call : {payment(), lookup()}) {
            JobWatch watch(client.send(call));
            QVERIFY(watch.wait());
            QCOMPARE(watch.failure(), HttpFailure::Timeout);
            QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
            QCOMPARE(watch.sending, 0);
        }
        QVERIFY(server.requests().isEmpty());
    }

    void incompleteAnswersAreLostConnections_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ScriptedAnswer::End>("end");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        using End = ScriptedAnswer::End;
        const QByteArray secret("{\"access_token\":\"abc\",");
        const QByteArray head("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
        const QByteArray chunked("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        QTest::newRow("length too high") << head + secret << End::Close << 200 << secret;
        QTest::newRow("reset in the body") << head + secret << End::Reset << 200 << secret;
        QTest::newRow("head only") << head << End::Close << 200 << QByteArray();
        QTest::newRow("chunk cut off") << chunked + "40\r\n" + secret << End::Close << 200 << secret;
        QTest::newRow("last chunk missing") << chunked + "16\r\n" + secret + "\r\n" << End::Close << 200 << secret;
        QTest::newRow("error answer cut off") << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 900\r\n\r\n") + secret << End::Close
                                              << 500 << secret;
        QTest::newRow("challenge cut off") << QByteArray(
                                                  "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 900\r\n\r\n") +
                                                  secret
                                           << End::Close << 0 << QByteArray(); // Qt keeps a challenge back until it is whole
    }

    void incompleteAnswersAreLostConnections()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ScriptedAnswer::End, end);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        ScriptedServer server({ScriptedAnswer::raw(answer, end)});
        HttpClient client(server.url(), m_clock, single());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.failure(), HttpFailure::ConnectionLost);
        QCOMPARE(watch.result.status, status);
        QCOMPARE(watch.result.body, body);
        QCOMPARE(watch.result.exchange.responseBody, Redactor().text(body));
        QVERIFY(!everythingIn(watch.result.exchange).contains("abc"));
        QCOMPARE(server.posts(), 1);
    }

    /// Nobody can tell that something is missing; the connection is not used again.
    void lengthTooLowCutsTheBody()
    {
        ScriptedServer server({ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{\"a\":1}"), ScriptedAnswer::json("{}")});
        HttpClient client(server.url(), m_clock, single());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QCOMPARE(watch.result.body, QByteArray("{\"a"));
        JobWatch next(client.send(payment()));
        QVERIFY(next.wait());
        QCOMPARE(next.result.body, QByteArray("{}"));
        QCOMPARE(server.posts(), 2);
    }

    void takesUnusualAnswersAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray html("<html style=\"height:100%\"><head><META NAME=\"ROBOTS\" CONTENT=\"NOINDEX\">");
        QTest::newRow("gateway page") << ScriptedAnswer::status(503, html, {"Content-Type: text/html"}).bytes << 503 << html;
        QTest::newRow("blocked page") << ScriptedAnswer::status(403, html).bytes << 403 << html;
        QTest::newRow("empty 400") << ScriptedAnswer::status(400).bytes << 400 << QByteArray();
        QTest::newRow("empty 400 without length") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << 400 << QByteArray();
        QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204 << QByteArray();
        QTest::newRow("404") << ScriptedAnswer::status(404, "{}").bytes << 404 << QByteArray("{}");
        QTest::newRow("405") << ScriptedAnswer::status(405, "{}").bytes << 405 << QByteArray("{}");
        QTest::newRow("409") << ScriptedAnswer::status(409, "{}").bytes << 409 << QByteArray("{}");
        QTest::newRow("418") << ScriptedAnswer::status(418, "{}").bytes << 418 << QByteArray("{}");
        QTest::newRow("429") << ScriptedAnswer::status(429, "{}").bytes << 429 << QByteArray("{}");
        QTest::newRow("500") << ScriptedAnswer::status(500, "{}").bytes << 500 << QByteArray("{}");
        QTest::newRow("599") << ScriptedAnswer::status(599, "{}").bytes << 599 << QByteArray("{}");
        QTest::newRow("until the end of the connection") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{}") << 200 << QByteArray("{}");
        QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 200 OK\r\n\r\n{}") << 200 << QByteArray("{}");
        QTest::newRow("no reason") << QByteArray("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}") << 200 << QByteArray("{}");
        QTest::newRow("continue first") << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") << 200
                                        << QByteArray("{}");
        QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n")
                                << 200 << QByteArray("{}");
    }

    void takesUnusualAnswersAsTheyAre()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        ScriptedServer server({ScriptedAnswer::raw(answer, ScriptedAnswer::End::Close)});
        HttpClient client(server.url(), m_clock, single());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QCOMPARE(watch.failure(), HttpFailure::None);
        QCOMPARE(watch.result.status, status);
        QCOMPARE(watch.result.body, body);
        QCOMPARE(server.posts(), 1);
    }

    void refusesAnEncodingNobodyAskedFor()
    {
        const QByteArray zipped = QByteArray::fromHex("1f8b0800000000000003ab562a2d4e2d02000000ffff");
        ScriptedServer server({ScriptedAnswer::status(200, zipped, {"Content-Encoding: gzip"})});
        HttpClient client(server.url(), m_clock, single());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::BadAnswer);
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.result.body, zipped);
        QVERIFY(watch.result.exchange.responseBody.isEmpty()); // secrets could not be found in it
        QVERIFY(watch.result.exchange.failureText.contains(QStringLiteral("gzip")));
    }

    void takesFiveMegabytes()
    {
        const QByteArray body(5 * 1024 * 1024, 'x');
        ScriptedServer server({ScriptedAnswer::json(body)});
        HttpClient client(server.url(), m_clock, single());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QVERIFY(watch.result.body == body);
    }

    void capsTheBody_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("announced");
        QTest::addColumn<bool>("taken");
        QTest::newRow("at the cap") << 100'000 << true << true;
        QTest::newRow("one above") << 100'001 << true << false;
        QTest::newRow("at the cap, unannounced") << 100'000 << false << true;
        QTest::newRow("one above, unannounced") << 100'001 << false << false;
    }

    void capsTheBody()
    {
        QFETCH(int, size);
        QFETCH(bool, announced);
        QFETCH(bool, taken);
        const QByteArray body(size, 'x');
        ScriptedServer server({announced ? ScriptedAnswer::json(body) : ScriptedAnswer::raw("HTTP/1.1 200 OK\r\n\r\n" + body).thenClose()});
        HttpClientLimits limits = single();
        limits.responseBody = 100'000;
        HttpClient client(server.url(), m_clock, limits);
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), taken ? HttpFailure::None : HttpFailure::TooLarge);
        QCOMPARE(watch.outcome(), taken ? HttpOutcome::Answered : HttpOutcome::Unknown);
        QCOMPARE(watch.result.status, 200);
        QVERIFY(watch.result.body.size() <= limits.responseBody);
        QCOMPARE(watch.result.body.size() == size, taken);
    }

    void hugeAnswersTakeLittleMemory_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("announced") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
        QTest::newRow("unannounced") << QByteArray("HTTP/1.1 200 OK\r\n\r\n");
        QTest::newRow("announced beyond all numbers") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n");
    }

    void hugeAnswersTakeLittleMemory()
    {
        QFETCH(QByteArray, head);
        ScriptedAnswer answer = ScriptedAnswer::raw(head);
        answer.filler = 1'000'000'000;
        ScriptedServer server({answer});
        HttpClient client(server.url(), m_clock, single());
        const qint64 before = peakMemory();
        QVERIFY(before > 0);
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QVERIFY(watch.failure() == HttpFailure::TooLarge || watch.failure() == HttpFailure::ConnectionLost);
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QVERIFY2(peakMemory() - before < 64 * 1024 * 1024, QByteArray::number(peakMemory() - before).constData());
        QTRY_COMPARE(server.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(TestHttpClientFaults)
#include "tst_httpclient_faults.moc"
