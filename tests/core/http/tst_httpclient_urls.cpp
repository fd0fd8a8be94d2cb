// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QNetworkAccessManager>
#include <QTcpSocket>
#include <QTest>

using namespace daraja;

/// Where requests go, and which never leave.
class TestHttpClientUrls final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refusesBaseUrls_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QString>("words"); // some of what is said; nothing for a good one
        const auto row = [](const char *url, const char *words) {
            QTest::newRow(url) << QUrl(QString::fromUtf8(url)) << QString::fromUtf8(words);
        };
        row("https://sandbox.safaricom.co.ke", "");
        row("https://api.safaricom.co.ke/", "");
        row("https://gateway.example/daraja/v1", "");
        row("https://gateway.example:8443", "");
        row("https://[2001:db8::1]:8443", "");
        row("http://localhost:8080", "");
        row("HTTP://LOCALHOST", "");
        row("http://127.0.0.1:1", "");
        row("http://127.8.9.10", "");
        row("http://[::1]:8080", "");
        row("", "not a web address");
        row("sandbox.safaricom.co.ke", "not a web address");
        row("//sandbox.safaricom.co.ke", "not a web address");
        row("https://", "no server");
        row("https:///path", "no server");
        row("https://host:99999", "not a web address");
        row("https://host:0", "port");
        row("ftp://host", "https://");
        row("file:///etc/passwd", "https://");
        row("javascript:alert(1)", "https://");
        row("https://user:password@host", "user name");
        row("https://user@host", "user name");
        row("https://@host", "user name");
        row("https://host?x=1", "?");
        row("https://host?", "?");
        row("https://host#x", "?");
        row("http://sandbox.safaricom.co.ke", "localhost");
        row("http://192.168.1.5:8080", "localhost");
        row("http://0.0.0.0:8080", "localhost");
        row("http://localhost.example", "localhost");
        row("http://127.0.0.1.example", "localhost");
        row("http://[2001:db8::1]", "localhost");
    }

    void refusesBaseUrls()
    {
        QFETCH(QUrl, url);
        QFETCH(QString, words);
        const QString problem = HttpClient::problemWithBaseUrl(url);
        QCOMPARE(problem.isEmpty(), words.isEmpty());
        QVERIFY2(problem.contains(words), qUtf8Printable(problem));
    }

    void sendsNothingInTheClearToOtherComputers()
    {
        ScriptedServer server;
        server.listen(QHostAddress(QHostAddress::AnyIPv4));
        HttpClient client(server.url(QStringLiteral("0.0.0.0")), m_clock); // this computer, but not its loopback name
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::BadUrl);
        QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
        QCOMPARE(watch.result.attempts, 0);
        QVERIFY(watch.exchanges.isEmpty());
        QVERIFY(client.findChildren<QNetworkAccessManager *>().isEmpty());

        // The server is there: a connection made now is the first one.
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("0.0.0.0"), server.port());
        QTRY_COMPARE(server.connections(), 1);
    }

    void joinsThePath_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("target"); // empty: refused
        QTest::newRow("plain") << QString() << QStringLiteral("/a/b") << QByteArray("/a/b");
        QTest::newRow("query") << QString() << QStringLiteral("/a?b=c%20d&e=%3D") << QByteArray("/a?b=c%20d&e=%3D");
        QTest::newRow("base ends in a slash") << QStringLiteral("/") << QStringLiteral("/a") << QByteArray("/a");
        QTest::newRow("base with a path") << QStringLiteral("/daraja/v1") << QStringLiteral("/a") << QByteArray("/daraja/v1/a");
        QTest::newRow("base with a path and slash") << QStringLiteral("/daraja/") << QStringLiteral("/a") << QByteArray("/daraja/a");
        QTest::newRow("two slashes stay on the server")
            << QString() << QStringLiteral("//elsewhere.example/a") << QByteArray("/elsewhere.example/a");
        QTest::newRow("no slash") << QString() << QStringLiteral("a") << QByteArray();
        QTest::newRow("another host") << QString() << QStringLiteral("@elsewhere.example/a") << QByteArray();
        QTest::newRow("another port") << QString() << QStringLiteral("1/a") << QByteArray();
        QTest::newRow("an address") << QString() << QStringLiteral("https://elsewhere.example") << QByteArray();
        QTest::newRow("fragment") << QString() << QStringLiteral("/a#b") << QByteArray();
        QTest::newRow("blank") << QString() << QStringLiteral("/a b") << QByteArray();
        QTest::newRow("line break") << QString() << QStringLiteral("/a HTTP/1.1\r\nX: y") << QByteArray();
        QTest::newRow("empty") << QString() << QString() << QByteArray();
    }

    void joinsThePath()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, path);
        QFETCH(QByteArray, target);
        ScriptedServer server;
        QUrl base = server.url();
        base.setPath(prefix);
        HttpClient client(base, m_clock);
        JobWatch watch(client.send(lookup(path)));
        QVERIFY(watch.wait());
        QCOMPARE(watch.result.isAnswered(), !target.isEmpty());
        if (target.isEmpty()) {
            QCOMPARE(watch.failure(), HttpFailure::BadUrl);
            QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
            QCOMPARE(server.connections(), 0);
        } else {
            QCOMPARE(server.requests().first().raw.split(' ').at(1), target);
        }
    }

    void refusesCallsThatCannotBeWritten_data()
    {
        QTest::addColumn<HttpCall>("call");
        HttpCall call = payment();
        call.headers.set("Authorization", "Bearer abc\r\nX-Smuggled: 1");
        QTest::newRow("line break in a value") << call;
        call = payment();
        call.headers.set("Authorization", "Bearer abc\n");
        QTest::newRow("line feed at the end") << call;
        call = payment();
        call.headers.append("X-A\r\nX-B", "1");
        QTest::newRow("line break in a name") << call;
        call = payment();
        call.method = QByteArrayLiteral("DELETE");
        QTest::newRow("method") << call;
        call = payment();
        call.method = QByteArrayLiteral("GET /x HTTP/1.1\r\n");
        QTest::newRow("method with a line break") << call;
        call = payment();
        call.body.clear();
        QTest::newRow("POST of nothing") << call;
    }

    void refusesCallsThatCannotBeWritten()
    {
        QFETCH(HttpCall, call);
        ScriptedServer server;
        HttpClient client(server.url(), m_clock);
        JobWatch watch(client.send(call));
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::BadUrl);
        QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
        QVERIFY(!watch.result.exchange.failureText.isEmpty());
        QVERIFY(!everythingIn(watch.result.exchange).contains("abc"));
        QCOMPARE(server.connections(), 0);
    }
};

QTEST_GUILESS_MAIN(TestHttpClientUrls)
#include "tst_httpclient_urls.moc"
