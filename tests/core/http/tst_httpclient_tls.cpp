// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QTest>

using namespace daraja;
using Leaf = TestAuthority::Leaf;

class TestHttpClientTls final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};
    const TestAuthority m_authority{};
    const TestAuthority m_stranger{QByteArrayLiteral("Somebody's proxy")};

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void talksToAServerWithAGoodCertificate_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("address") << QStringLiteral("127.0.0.1");
        QTest::newRow("name") << QStringLiteral("localhost");
    }

    void talksToAServerWithAGoodCertificate()
    {
        QFETCH(QString, host);
        ScriptedServer server({ScriptedAnswer::json("{}")}, m_authority.serverConfiguration(Leaf::Good));
        HttpClient client(server.url(host), m_clock);
        client.setTrustedAuthorities(m_authority.pem());
        for (int i = 0; i < 2; ++i) { // new connection, then the same again
            JobWatch watch(client.send(payment()));
            QVERIFY(watch.wait());
            QVERIFY2(watch.result.isAnswered(), qUtf8Printable(watch.result.exchange.failureText));
            const TlsFacts &tls = watch.result.exchange.tls;
            QCOMPARE(tls.protocol, QStringLiteral("TLS 1.3"));
            QVERIFY(tls.cipher.startsWith(QStringLiteral("TLS_")));
            QCOMPARE(tls.subject, QStringLiteral("localhost"));
            QCOMPARE(tls.issuer, QStringLiteral("Daraja Desk test authority"));
            QVERIFY(tls.expires > QDateTime::currentDateTimeUtc().addDays(28));
        }
        QCOMPARE(server.posts(), 2);
        QCOMPARE(server.connections(), 1);
    }

    void speaksTls12()
    {
        QSslConfiguration old = m_authority.serverConfiguration(Leaf::Good);
        old.setProtocol(QSsl::TlsV1_2);
        ScriptedServer server({ScriptedAnswer::json("{}")}, old);
        HttpClient client(server.url(), m_clock);
        client.setTrustedAuthorities(m_authority.pem());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QVERIFY(watch.result.isAnswered());
        QCOMPARE(watch.result.exchange.tls.protocol, QStringLiteral("TLS 1.2"));
    }

    void sendsNothingToADoubtfulServer_data()
    {
        QTest::addColumn<Leaf>("leaf");
        QTest::addColumn<bool>("known"); // the authority is trusted
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown issuer") << Leaf::Good << false << QStringLiteral("issuer");
        QTest::newRow("self-signed") << Leaf::SelfSigned << true << QStringLiteral("self-signed");
        QTest::newRow("expired") << Leaf::Expired << true << QStringLiteral("expired");
        QTest::newRow("wrong host") << Leaf::WrongHost << true << QStringLiteral("host name");
    }

    void sendsNothingToADoubtfulServer()
    {
        QFETCH(Leaf, leaf);
        QFETCH(bool, known);
        QFETCH(QString, words);
        ScriptedServer server({ScriptedAnswer::json("{}")}, m_authority.serverConfiguration(leaf));
        HttpClient client(server.url(), m_clock);
        client.setTrustedAuthorities(known ? m_authority.pem() : m_stranger.pem());
        HttpCall token = lookup();
        token.headers.append("Authorization", "Basic a2V5OnNlY3JldA==");
        for (const HttpCall &call : {payment(), token}) {
            JobWatch watch(client.send(call));
            QVERIFY(watch.wait());
            QCOMPARE(watch.failure(), HttpFailure::Tls);
            QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
            QCOMPARE(watch.result.attempts, 1); // trying again would not help
            QCOMPARE(watch.sending, 0);
            QCOMPARE(watch.result.exchange.timings.connected, -1);
            QVERIFY2(watch.result.exchange.failureText.contains(words, Qt::CaseInsensitive),
                     qUtf8Printable(watch.result.exchange.failureText));
            QCOMPARE(watch.result.exchange.tls.subject, QStringLiteral("localhost"));
            QCOMPARE(watch.result.exchange.tls.issuer,
                     leaf == Leaf::SelfSigned ? QStringLiteral("localhost") : QStringLiteral("Daraja Desk test authority"));
        }
        QVERIFY(server.requests().isEmpty());
        QCOMPARE(server.bytesReceived(), 0);
    }

    void refusesOldTls()
    {
        QSslConfiguration old = m_authority.serverConfiguration(Leaf::Good);
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        old.setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
        ScriptedServer server({ScriptedAnswer::json("{}")}, old);
        HttpClient client(server.url(), m_clock);
        client.setTrustedAuthorities(m_authority.pem());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::Tls);
        QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
        QVERIFY(server.requests().isEmpty());
    }

    void plainAnswerInsteadOfAHandshakeIsATlsFailure()
    {
        ScriptedServer server; // answers as soon as it sees the end of a head, so a connection is all it gets
        QUrl url = server.url();
        url.setScheme(QStringLiteral("https"));
        HttpClientLimits limits;
        limits.connect = 400;
        HttpClient client(url, m_clock, limits);
        JobWatch watch(client.send(payment()));
        QTRY_VERIFY(server.bytesReceived() > 0);
        server.writeToAll("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::Tls);
        QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
        QVERIFY(server.requests().isEmpty());
    }

    /// Qt keeps TLS settings with the connection, so a change must not be fooled by one that is still open.
    void newAuthoritiesCountForLaterJobs()
    {
        ScriptedServer server({ScriptedAnswer::json("{}")}, m_authority.serverConfiguration(Leaf::Good));
        HttpClient client(server.url(), m_clock);
        const auto failureNow = [&client] {
            JobWatch watch(client.send(payment()));
            return watch.wait() ? watch.failure() : HttpFailure::Aborted;
        };
        QCOMPARE(failureNow(), HttpFailure::Tls);
        client.setTrustedAuthorities(m_authority.pem());
        QCOMPARE(failureNow(), HttpFailure::None);
        client.setTrustedAuthorities(m_stranger.pem());
        QCOMPARE(failureNow(), HttpFailure::Tls);
        client.setTrustedAuthorities(m_stranger.pem() + m_authority.pem());
        QCOMPARE(failureNow(), HttpFailure::None);
        client.setTrustedAuthorities(QByteArray());
        QCOMPARE(failureNow(), HttpFailure::Tls);
        QCOMPARE(server.posts(), 2);
    }

    void newAuthoritiesLeaveRunningJobsAlone()
    {
        ScriptedServer server({ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{")},
                              m_authority.serverConfiguration(Leaf::Good));
        HttpClient client(server.url(), m_clock);
        client.setTrustedAuthorities(m_authority.pem());
        JobWatch watch(client.send(payment()));
        QTRY_COMPARE(server.posts(), 1);
        client.setTrustedAuthorities(m_stranger.pem());
        server.writeNow("}");
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        JobWatch next(client.send(payment()));
        QVERIFY(next.wait());
        QCOMPARE(next.failure(), HttpFailure::Tls);
    }

    void paymentIsSentOnceOverTls_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("closed") << false;
        QTest::newRow("reset") << true;
    }

    void paymentIsSentOnceOverTls()
    {
        QFETCH(bool, reset);
        ScriptedServer server(
            {ScriptedAnswer::json("{}"), reset ? ScriptedAnswer::reset() : ScriptedAnswer::close(), ScriptedAnswer::json("{}")},
            m_authority.serverConfiguration(Leaf::Good));
        HttpClient client(server.url(), m_clock);
        client.setTrustedAuthorities(m_authority.pem());
        JobWatch first(client.send(lookup()));
        QVERIFY(first.wait());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.failure(), HttpFailure::ConnectionLost);
        QCOMPARE(server.posts(), 1);
    }
};

QTEST_GUILESS_MAIN(TestHttpClientTls)
#include "tst_httpclient_tls.moc"
