// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fakeclock.h"
#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace daraja;
using namespace std::chrono_literals;

class TestHttpClient final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void postsAndReadsTheAnswer()
    {
        ScriptedServer server({ScriptedAnswer::status(200, "{\"ResponseCode\":\"0\"}", {"X-One: 1", "X-Two: 2"})});
        HttpClient client(server.url(), m_clock);
        const HttpCall call = payment();
        JobWatch watch(client.send(call));
        QVERIFY(watch.wait());

        QCOMPARE(server.requests().size(), 1);
        QVERIFY(server.requests().first().raw.startsWith("POST /mpesa/stkpush/v1/processrequest HTTP/1.1\r\n"));
        QCOMPARE(server.requests().first().body(), call.body);
        QVERIFY(watch.result.isAnswered());
        QCOMPARE(watch.failure(), HttpFailure::None);
        QVERIFY(watch.result.exchange.failureText.isEmpty());
        QCOMPARE(watch.result.status, 200);
        QCOMPARE(watch.result.exchange.status, 200);
        QCOMPARE(watch.result.exchange.reason, QByteArray("Scripted"));
        QCOMPARE(watch.result.body, QByteArray("{\"ResponseCode\":\"0\"}"));
        QCOMPARE(watch.result.exchange.responseBody, watch.result.body);
        QCOMPARE(watch.result.headers.value("x-two"), QByteArray("2"));
        QCOMPARE(watch.result.exchange.responseHeaders.value("X-One"), QByteArray("1"));
        QCOMPARE(watch.result.attempts, 1);
        QCOMPARE(watch.sending, 1);
        QCOMPARE(watch.exchanges.size(), 1);
        QVERIFY(watch.result.exchange.tls.protocol.isEmpty());
    }

    void recordsTheRequestAsItWasSent_data()
    {
        QTest::addColumn<HttpCall>("call");
        HttpCall get = lookup(QStringLiteral("/oauth/v1/generate?grant_type=client_credentials"));
        get.body = QByteArrayLiteral("not sent");
        QTest::newRow("GET") << get;
        QTest::newRow("POST") << payment();
        HttpCall own = payment();
        own.headers = {{"user-agent", "Own"},  {"Accept", "text/plain"}, {"Content-Type", "text/plain"},   {"X-More", "1"},
                       {"host", "elsewhere"},  {"Content-Length", "1"},  {"Transfer-Encoding", "chunked"}, {"Accept-Encoding", "gzip"},
                       {"Connection", "close"}};
        QTest::newRow("own headers") << own;
    }

    void recordsTheRequestAsItWasSent()
    {
        QFETCH(HttpCall, call);
        ScriptedServer server;
        HttpClient client(server.url(), m_clock);
        JobWatch watch(client.send(call));
        QVERIFY(watch.wait());

        const HttpExchange &exchange = watch.result.exchange;
        QByteArrayList recorded;
        for (const HttpHeaders::Field &field : exchange.requestHeaders.fields()) {
            const bool hidden = field.first == "Authorization";
            recorded.append(field.first + ": " + (hidden ? call.headers.value("Authorization") : field.second));
        }
        QByteArrayList sent = server.requests().first().headerLines();
        std::sort(recorded.begin(), recorded.end());
        std::sort(sent.begin(), sent.end());
        QCOMPARE(recorded, sent);
        QVERIFY(sent.contains("Accept-Encoding: identity"));
        QVERIFY(sent.contains("Host: 127.0.0.1:" + QByteArray::number(server.port())));
        QCOMPARE(exchange.method, call.method);
        QCOMPARE(exchange.url, QUrl(server.url().toString() + call.path));
        QCOMPARE(exchange.requestBody.isEmpty(), call.method == "GET");
        QCOMPARE(server.requests().first().body().isEmpty(), call.method == "GET");
    }

    void introducesItself()
    {
        ScriptedServer server;
        HttpClient client(server.url(), m_clock);
        JobWatch watch(client.send(lookup()));
        QVERIFY(watch.wait());
        const QByteArrayList sent = server.requests().first().headerLines();
        QVERIFY(sent.contains("User-Agent: DarajaDesk/" DARAJA_VERSION));
        QVERIFY(sent.contains("Accept: application/json"));
    }

    void keepsNoSecretInTheRecord()
    {
        const QByteArray token = QByteArrayLiteral("c9SQxWWhmdVRlyh0zh8gZDTkubVF");
        ScriptedServer server(
            {ScriptedAnswer::status(401, "{\"errorMessage\":\"Invalid Access Token - " + token + "\",\"access_token\":\"fresh0token\"}",
                                    {"Location: /x?access_token=fresh0token", "Set-Cookie: visid=fresh0token", "X-Echo: " + token})});
        HttpClient client(server.url(), m_clock);
        const QSignalSpy spy(&client, &HttpClient::exchanged);
        HttpCall call = payment();
        call.path += QStringLiteral("?access_token=query0token&echo=") + QString::fromLatin1(token);
        call.redactor.addSecret(token);
        JobWatch watch(client.send(call));
        QVERIFY(watch.wait());

        QVERIFY(watch.result.body.contains(token)); // who asked gets everything
        QVERIFY(watch.result.headers.value("X-Echo").contains(token));
        const QByteArray record = everythingIn(watch.result.exchange);
        for (const QByteArray &secret : {token, QByteArray("fresh0token"), QByteArray("query0token"), QByteArray("MTc0Mzc5YmZi")}) {
            QVERIFY2(!record.contains(secret), secret.constData());
        }
        QVERIFY(record.contains("Bearer " + Redactor::mask().toUtf8()));
        QVERIFY(record.contains("Invalid Access Token - " + Redactor::mask().toUtf8()));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(everythingIn(spy.first().first().value<HttpExchange>()), record);
    }

    void tellsWhenThingsHappened()
    {
        FakeClock clock;
        ScriptedServer server;
        HttpClient client(server.url(), clock);
        const QDateTime start = clock.now();
        JobWatch watch(client.send(payment()));
        connect(&server, &ScriptedServer::requestReceived, this, [&clock] {
            clock.advance(700ms);
            clock.jumpWall(-24h);
        });
        clock.advance(200ms); // before the event loop could connect
        QVERIFY(watch.wait());
        const HttpExchange &exchange = watch.result.exchange;
        QCOMPARE(exchange.startedAt, start);
        QCOMPARE(exchange.timings.connected, 200);
        QCOMPARE(exchange.timings.firstByte, 900);
        QCOMPARE(exchange.timings.done, 900);
    }

    void tellsHeadFromBody()
    {
        constexpr int drop = 2;
        const QByteArray body(30, 'x');
        ScriptedServer server({ScriptedAnswer::status(200, body).drippingBody(drop)});
        HttpClient client(server.url(), m_clock);
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        const HttpTimings &timings = watch.result.exchange.timings;
        QVERIFY(timings.connected >= 0);
        QVERIFY(timings.firstByte >= timings.connected);
        QVERIFY(timings.done >= timings.firstByte + (body.size() - 2) * drop / 2);
    }

    void doesNothingBeforeSendReturned()
    {
        ScriptedServer server;
        HttpClient client(server.url(), m_clock);
        QVERIFY(client.findChildren<QNetworkAccessManager *>().isEmpty());
        const QSignalSpy spy(&client, &HttpClient::exchanged);
        HttpCall bad = payment();
        bad.path = QStringLiteral("no slash");
        for (const HttpCall &call : {payment(), bad}) {
            HttpJob *job = client.send(call);
            QCOMPARE(job->parent(), &client);
            JobWatch watch(job); // connected after the fact and still hears the end
            QVERIFY(watch.wait());
        }
        QCOMPARE(spy.count(), 1);
    }

    void reusesTheConnection()
    {
        ScriptedServer server;
        HttpClient client(server.url(), m_clock);
        for (const HttpCall &call : {lookup(), payment(), lookup(), payment()}) {
            JobWatch watch(client.send(call));
            QVERIFY(watch.wait());
            QVERIFY(watch.result.isAnswered());
            QVERIFY(watch.result.exchange.timings.connected >= 0);
        }
        QCOMPARE(server.requests().size(), 4);
        QCOMPARE(server.connections(), 1);
    }

    void sendsNoCookieBack()
    {
        ScriptedServer server({ScriptedAnswer::status(200, "{}", {"Set-Cookie: visid=abc; path=/", "Set-Cookie: other=def"})});
        HttpClient client(server.url(), m_clock);
        for (int i = 0; i < 2; ++i) {
            JobWatch watch(client.send(payment()));
            QVERIFY(watch.wait());
            QVERIFY(watch.result.headers.value("Set-Cookie").contains("visid=abc"));
        }
        QCOMPARE(server.requests().size(), 2);
        QVERIFY(!server.requests().last().raw.toLower().contains("cookie"));
    }

    void keepsNoCache()
    {
        ScriptedServer server(
            {ScriptedAnswer::status(200, "1", {"Cache-Control: max-age=3600", "ETag: \"a\""}), ScriptedAnswer::status(200, "2")});
        HttpClient client(server.url(), m_clock);
        JobWatch first(client.send(lookup()));
        QVERIFY(first.wait());
        JobWatch second(client.send(lookup()));
        QVERIFY(second.wait());
        QCOMPARE(second.result.body, QByteArray("2"));
        QVERIFY(!server.requests().last().raw.contains("If-None-Match"));
    }

    void manyJobsWaitForTheirTurn()
    {
        constexpr int jobs = 30;
        ScriptedServer server({ScriptedAnswer::status(200, "{}").dripping(2)}); // some 100 ms for each
        HttpClientLimits limits;
        limits.connect = 250; // less than the whole takes: waiting for a place must not count
        HttpClient client(server.url(), m_clock, limits);
        std::vector<std::unique_ptr<JobWatch>> watches;
        int mostOpen = 0;
        connect(&server, &ScriptedServer::requestReceived, this, [&] { mostOpen = std::max(mostOpen, server.openConnections()); });
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < jobs; ++i) {
            watches.push_back(std::make_unique<JobWatch>(client.send(payment())));
        }
        for (const auto &watch : watches) {
            QVERIFY(watch->wait());
            QCOMPARE(watch->outcome(), HttpOutcome::Answered);
        }
        QVERIFY(timer.elapsed() > limits.connect);
        QCOMPARE(server.posts(), jobs);
        QCOMPARE(mostOpen, HttpClient::parallelJobs);
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
