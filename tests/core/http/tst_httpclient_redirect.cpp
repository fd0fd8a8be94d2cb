// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace daraja;

/// Qt's default follows redirects and hands Authorization and body to the other host.
class TestHttpClientRedirect final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isAnAnswerAndNotFollowed_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<HttpCall>("call");
        QTest::addColumn<QString>("host"); // of the second server; empty: the first server itself
        HttpCall token = lookup(QStringLiteral("/oauth/v1/generate?grant_type=client_credentials"));
        token.headers.append("Authorization", "Basic a2V5OnNlY3JldA==");
        for (const int status : {300, 301, 302, 303, 305, 307, 308}) {
            for (const HttpCall &call : {token, payment()}) {
                for (const char *host : {"127.0.0.1", "localhost", ""}) {
                    QTest::addRow("%d %s to %s", status, call.method.constData(), *host == 0 ? "itself" : host)
                        << status << call << QString::fromLatin1(host);
                }
            }
        }
    }

    void isAnAnswerAndNotFollowed()
    {
        QFETCH(int, status);
        QFETCH(HttpCall, call);
        QFETCH(QString, host);
        ScriptedServer second;
        ScriptedServer first;
        const QByteArray location = host.isEmpty() ? QByteArray("/elsewhere") : second.url(host).toEncoded() + "/elsewhere";
        first.setScript({ScriptedAnswer::status(status, "moved", {"Location: " + location})});
        HttpClient client(first.url(), m_clock);
        JobWatch watch(client.send(call));
        QVERIFY(watch.wait());

        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QCOMPARE(watch.result.status, status);
        QCOMPARE(watch.result.headers.value("Location"), location);
        QCOMPARE(watch.result.body, QByteArray("moved"));
        QCOMPARE(watch.result.attempts, 1);
        QCOMPARE(first.requests().size(), 1);
        QCOMPARE(second.connections(), 0);
        QCOMPARE(second.bytesReceived(), 0);

        // Had anything been under way to the second server, it would have come before this.
        HttpClient control(second.url(), m_clock);
        JobWatch last(control.send(lookup()));
        QVERIFY(last.wait());
        QCOMPARE(second.requests().size(), 1);
        QVERIFY(!second.requests().first().raw.contains("Authorization"));
        QCOMPARE(first.requests().size(), 1);
    }

    void paymentWithACutOffRedirectIsUnknown()
    {
        ScriptedServer server(
            {ScriptedAnswer::raw("HTTP/1.1 307 Moved\r\nLocation: /x\r\nContent-Length: 50\r\n\r\nmov", ScriptedAnswer::End::Close)});
        HttpClient client(server.url(), m_clock);
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.failure(), HttpFailure::ConnectionLost);
        QCOMPARE(server.posts(), 1);
    }
};

QTEST_GUILESS_MAIN(TestHttpClientRedirect)
#include "tst_httpclient_redirect.moc"
