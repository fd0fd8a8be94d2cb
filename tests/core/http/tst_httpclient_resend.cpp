// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace daraja;

/// Left alone, QNetworkAccessManager sends a POST again when the connection breaks: these count POSTs at the server.
class TestHttpClientResend final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void paymentOnFreshConnectionIsSentOnce_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ScriptedAnswer::End>("end");
        using End = ScriptedAnswer::End;
        QTest::newRow("closed without an answer") << QByteArray() << End::Close;
        QTest::newRow("reset without an answer") << QByteArray() << End::Reset;
        QTest::newRow("garbage for a status line") << QByteArray("garbage garbage\r\n\r\n") << End::Close;
        QTest::newRow("garbage, connection left open") << QByteArray("garbage garbage\r\n\r\n") << End::Keep;
        QTest::newRow("TLS for a status line") << QByteArray("\x16\x03\x01\x02\x00\x01 hello world\r\n\r\n", 23) << End::Keep;
        QTest::newRow("closed inside the status line") << QByteArray("HTTP/1.1 2") << End::Close;
        QTest::newRow("closed inside the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le") << End::Close;
        QTest::newRow("closed inside the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{") << End::Close;
        QTest::newRow("reset inside the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{") << End::Reset;
    }

    void paymentOnFreshConnectionIsSentOnce()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ScriptedAnswer::End, end);
        ScriptedServer server({ScriptedAnswer::raw(answer, end)});
        HttpClient client(server.url(), m_clock);
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(server.posts(), 1);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.failure(), HttpFailure::ConnectionLost);
        QCOMPARE(watch.result.attempts, 1);
        QVERIFY(watch.retries.isEmpty());
        QCOMPARE(watch.sending, 1);
        QVERIFY(!watch.result.exchange.failureText.isEmpty());

        // Nothing lies in wait in the client either: the next request is the next one.
        server.setScript({ScriptedAnswer::json("{}")});
        JobWatch next(client.send(lookup()));
        QVERIFY(next.wait());
        QCOMPARE(next.outcome(), HttpOutcome::Answered);
        QCOMPARE(server.posts(), 1);
    }

    void paymentOnReusedConnectionIsSentOnce_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("closed") << false;
        QTest::newRow("reset") << true;
    }

    /// The server is well again on the next connection: left alone, Qt would pay twice and report 200.
    void paymentOnReusedConnectionIsSentOnce()
    {
        QFETCH(bool, reset);
        ScriptedServer server(
            {ScriptedAnswer::json("{}"), reset ? ScriptedAnswer::reset() : ScriptedAnswer::close(), ScriptedAnswer::json("{}")});
        HttpClient client(server.url(), m_clock);
        JobWatch first(client.send(lookup()));
        QVERIFY(first.wait());

        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.requests().last().connection, 1);
        QCOMPARE(server.posts(), 1);
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.failure(), HttpFailure::ConnectionLost);
        QCOMPARE(watch.result.status, 0);
    }

    void idleConnectionClosedBeforeThePaymentDoesNotMatter()
    {
        ScriptedServer server({ScriptedAnswer::json("{}")});
        HttpClient client(server.url(), m_clock);
        JobWatch first(client.send(lookup()));
        QVERIFY(first.wait());
        server.closeConnections();
        QTRY_COMPARE(server.openConnections(), 0);

        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(server.posts(), 1);
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QCOMPARE(watch.result.status, 200);
    }

    /// A server that wants other credentials gets neither those we have again nor any from Qt.
    void challengeIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("challenge");
        QTest::newRow("Basic") << 401 << QByteArray("WWW-Authenticate: Basic realm=\"x\"");
        QTest::newRow("Digest") << 401 << QByteArray("WWW-Authenticate: Digest realm=\"x\", nonce=\"y\"");
        QTest::newRow("Negotiate") << 401 << QByteArray("WWW-Authenticate: Negotiate");
        QTest::newRow("NTLM") << 401 << QByteArray("WWW-Authenticate: NTLM");
        QTest::newRow("Bearer") << 401 << QByteArray("WWW-Authenticate: Bearer error=\"invalid_token\"");
        QTest::newRow("nothing named") << 401 << QByteArray("X-Nothing: 1");
        QTest::newRow("proxy") << 407 << QByteArray("Proxy-Authenticate: Basic realm=\"x\"");
    }

    void challengeIsAnAnswer()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, challenge);
        ScriptedServer server({ScriptedAnswer::status(status, "{\"errorCode\":\"401.002.01\"}", {challenge})});
        HttpClient client(server.url(), m_clock);
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QCOMPARE(watch.result.status, status);
        QCOMPARE(watch.result.body, QByteArray("{\"errorCode\":\"401.002.01\"}"));
    }
};

QTEST_GUILESS_MAIN(TestHttpClientResend)
#include "tst_httpclient_resend.moc"
