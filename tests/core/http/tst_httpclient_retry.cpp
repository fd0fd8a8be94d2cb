// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace daraja;

Q_DECLARE_METATYPE(ScriptedAnswer)

/// What is sent again and what never is, counted at the server.
class TestHttpClientRetry final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};

    [[nodiscard]] static HttpClientLimits quick()
    {
        HttpClientLimits limits;
        limits.retryDelay = 20;
        limits.inactivity = 300;
        return limits;
    }

    [[nodiscard]] static QUrl deadUrl()
    {
        ScriptedServer server;
        server.stopListening();
        return server.url();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void paymentIsNeverRepeatedOnceBytesLeft_data()
    {
        QTest::addColumn<ScriptedAnswer>("answer");
        QTest::addColumn<HttpOutcome>("outcome");
        QTest::newRow("429") << ScriptedAnswer::status(429, "{}", {"Retry-After: 0"}) << HttpOutcome::Answered;
        QTest::newRow("500") << ScriptedAnswer::status(500, "{}") << HttpOutcome::Answered;
        QTest::newRow("503") << ScriptedAnswer::status(503, "{}", {"Retry-After: 0"}) << HttpOutcome::Answered;
        QTest::newRow("504") << ScriptedAnswer::status(504, "{}") << HttpOutcome::Answered;
        QTest::newRow("408") << ScriptedAnswer::status(408, "{}") << HttpOutcome::Answered;
        QTest::newRow("silence") << ScriptedAnswer::silence() << HttpOutcome::Unknown;
        QTest::newRow("close") << ScriptedAnswer::close() << HttpOutcome::Unknown;
        QTest::newRow("reset") << ScriptedAnswer::reset() << HttpOutcome::Unknown;
        QTest::newRow("half an answer") << ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").thenClose()
                                        << HttpOutcome::Unknown;
    }

    void paymentIsNeverRepeatedOnceBytesLeft()
    {
        QFETCH(ScriptedAnswer, answer);
        QFETCH(HttpOutcome, outcome);
        ScriptedServer server({answer, ScriptedAnswer::json("{}")});
        HttpClient client(server.url(), m_clock, quick());
        JobWatch watch(client.send(payment()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), outcome);
        QCOMPARE(watch.result.attempts, 1);
        QVERIFY(watch.retries.isEmpty());
        QCOMPARE(watch.exchanges.size(), 1);
        QCOMPARE(server.posts(), 1);
    }

    void readingIsRepeated_data()
    {
        QTest::addColumn<ScriptedAnswer>("answer");
        QTest::newRow("429") << ScriptedAnswer::status(429, "{}");
        QTest::newRow("500") << ScriptedAnswer::status(500, "{}");
        QTest::newRow("503") << ScriptedAnswer::status(503, "{}", {"Retry-After: 0"});
        QTest::newRow("503 with a date") << ScriptedAnswer::status(503, "{}", {"Retry-After: Sat, 14 Mar 2026 09:00:00 GMT"});
        QTest::newRow("504") << ScriptedAnswer::status(504, "{}");
        QTest::newRow("silence") << ScriptedAnswer::silence();
        QTest::newRow("close") << ScriptedAnswer::close();
        QTest::newRow("reset") << ScriptedAnswer::reset();
        QTest::newRow("half an answer") << ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").thenClose();
    }

    void readingIsRepeated()
    {
        QFETCH(ScriptedAnswer, answer);
        ScriptedServer server({answer, answer, ScriptedAnswer::json("{\"ok\":1}")});
        HttpClient client(server.url(), m_clock, quick());
        const QSignalSpy exchanged(&client, &HttpClient::exchanged);
        JobWatch watch(client.send(query()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QCOMPARE(watch.failure(), HttpFailure::None);
        QCOMPARE(watch.result.body, QByteArray("{\"ok\":1}"));
        QCOMPARE(watch.result.attempts, 3);
        QCOMPARE(watch.sending, 3);
        QCOMPARE(server.posts(), 3);
        QCOMPARE(exchanged.count(), 3);
        QCOMPARE(watch.exchanges.size(), 3);
        QCOMPARE(watch.retries.size(), 2);
        QCOMPARE(watch.retries.first().attempt, 2);
        QCOMPARE(watch.retries.last().attempt, 3);
        QVERIFY(!watch.retries.first().why.isEmpty());
    }

    void readingEndsWithTheLastWord_data()
    {
        QTest::addColumn<ScriptedAnswer>("answer");
        QTest::addColumn<HttpOutcome>("outcome");
        QTest::addColumn<HttpFailure>("failure");
        QTest::newRow("503") << ScriptedAnswer::status(503, "{}") << HttpOutcome::Answered << HttpFailure::None;
        QTest::newRow("silence") << ScriptedAnswer::silence() << HttpOutcome::Unknown << HttpFailure::Timeout;
        QTest::newRow("close") << ScriptedAnswer::close() << HttpOutcome::Unknown << HttpFailure::ConnectionLost;
    }

    void readingEndsWithTheLastWord()
    {
        QFETCH(ScriptedAnswer, answer);
        QFETCH(HttpOutcome, outcome);
        QFETCH(HttpFailure, failure);
        ScriptedServer server({answer});
        HttpClient client(server.url(), m_clock, quick());
        JobWatch watch(client.send(query()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), outcome);
        QCOMPARE(watch.failure(), failure);
        QCOMPARE(watch.result.attempts, 3);
        QCOMPARE(server.posts(), 3);
    }

    void answersAreNotRepeated_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 302, 400, 401, 403, 404, 408, 422}) {
            QTest::addRow("%d", status) << status;
        }
    }

    void answersAreNotRepeated()
    {
        QFETCH(int, status);
        ScriptedServer server({ScriptedAnswer::status(status, "{}", {"Retry-After: 0"})});
        HttpClient client(server.url(), m_clock, quick());
        JobWatch watch(client.send(query()));
        QVERIFY(watch.wait());
        QCOMPARE(watch.result.status, status);
        QCOMPARE(server.posts(), 1);
    }

    /// STK query says "still being processed" by HTTP 500.
    void callerKnowsWhatIsAnAnswer()
    {
        ScriptedServer server({ScriptedAnswer::status(500, "broken"), ScriptedAnswer::status(500, "{\"errorCode\":\"500.001.1001\"}")});
        HttpClient client(server.url(), m_clock, quick());
        HttpCall call = query();
        call.isAnswer = [](int status, const QByteArray &body) { return status == 500 && body.contains("500.001.1001"); };
        JobWatch watch(client.send(call));
        QVERIFY(watch.wait());
        QCOMPARE(watch.result.attempts, 2);
        QCOMPARE(server.posts(), 2);
        QCOMPARE(watch.result.status, 500);
    }

    void anyCallIsRepeatedWhenNobodyTookTheConnection_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<HttpFailure>("failure");
        QTest::newRow("refused") << deadUrl() << HttpFailure::Refused;
        QTest::newRow("no such name") << QUrl(QStringLiteral("https://daraja-desk.invalid")) << HttpFailure::HostNotFound;
    }

    void anyCallIsRepeatedWhenNobodyTookTheConnection()
    {
        QFETCH(QUrl, url);
        QFETCH(HttpFailure, failure);
        HttpClient client(url, m_clock, quick());
        for (const HttpCall &call : {payment(), query(), lookup()}) {
            JobWatch watch(client.send(call));
            QVERIFY(watch.wait(60'000));
            QCOMPARE(watch.result.attempts, 3);
            QCOMPARE(watch.failure(), failure);
            QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
            QCOMPARE(watch.sending, 0);
            QCOMPARE(watch.retries.size(), 2);
        }
    }

    void paymentArrivesOnceWhenTheServerComesUpLate()
    {
        ScriptedServer server;
        const quint16 port = server.port();
        const QUrl url = server.url();
        server.stopListening();
        HttpClient client(url, m_clock, quick());
        HttpJob *job = client.send(payment());
        JobWatch watch(job);
        connect(job, &HttpJob::retrying, &server, [&server, port](int attempt) {
            if (attempt == 3) {
                server.listen(QHostAddress(QHostAddress::LocalHost), port);
            }
        });
        QVERIFY(watch.wait());
        QCOMPARE(watch.outcome(), HttpOutcome::Answered);
        QCOMPARE(watch.result.attempts, 3);
        QCOMPARE(server.posts(), 1);
    }

    void delayDoublesWithJitter()
    {
        HttpClientLimits limits = quick();
        limits.retryDelay = 40;
        limits.maxAttempts = 4;
        ScriptedServer server({ScriptedAnswer::status(500)});
        HttpClient client(server.url(), m_clock, limits);
        QSet<int> first;
        for (int i = 0; i < 6; ++i) {
            JobWatch watch(client.send(query()));
            QElapsedTimer timer;
            timer.start();
            QVERIFY(watch.wait());
            QCOMPARE(watch.retries.size(), 3);
            int sum = 0;
            for (qsizetype n = 0; n < watch.retries.size(); ++n) {
                const int base = limits.retryDelay << n;
                QVERIFY2(watch.retries[n].delay >= base / 2 && watch.retries[n].delay <= base * 3 / 2,
                         QByteArray::number(watch.retries[n].delay).constData());
                sum += watch.retries[n].delay;
            }
            QVERIFY(timer.elapsed() >= sum * 9 / 10); // timers may be 5 % early
            first.insert(watch.retries.first().delay);
        }
        QVERIFY(first.size() > 1);
    }

    void honoursRetryAfter_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("least"); // milliseconds; -1: not repeated
        QTest::newRow("one second") << 429 << QByteArray("1") << 1'000;
        QTest::newRow("one second, 503") << 503 << QByteArray(" 1 ") << 1'000;
        QTest::newRow("longest") << 429 << QByteArray("30") << 30'000;
        QTest::newRow("too long") << 429 << QByteArray("31") << -1;
        QTest::newRow("far too long") << 503 << QByteArray("9223372036854775807") << -1;
        QTest::newRow("negative") << 429 << QByteArray("-5") << 0;
        QTest::newRow("nonsense") << 429 << QByteArray("soon") << 0;
        QTest::newRow("not for 500") << 500 << QByteArray("20") << 0;
    }

    void honoursRetryAfter()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, value);
        QFETCH(int, least);
        ScriptedServer server({ScriptedAnswer::status(status, "{}", {"Retry-After: " + value}), ScriptedAnswer::json("{}")});
        HttpClient client(server.url(), m_clock, quick());
        HttpJob *job = client.send(query());
        JobWatch watch(job);
        connect(job, &HttpJob::retrying, job, [job](int, int delay) {
            if (delay > 2'000) {
                job->abort(); // enough seen
            }
        });
        QElapsedTimer timer;
        timer.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.retries.size(), least < 0 ? 0 : 1);
        if (least < 0) {
            QCOMPARE(watch.result.status, status);
            QCOMPARE(watch.outcome(), HttpOutcome::Answered);
            return;
        }
        QVERIFY(watch.retries.first().delay >= least);
        QVERIFY(watch.retries.first().delay <= least + 30);
        if (least == 1'000) {
            QVERIFY(timer.elapsed() >= 950);
            QCOMPARE(server.posts(), 2);
        }
    }

    void oneAttemptMeansOne()
    {
        HttpClientLimits limits = quick();
        limits.maxAttempts = 1;
        ScriptedServer server({ScriptedAnswer::status(503)});
        HttpClient client(server.url(), m_clock, limits);
        JobWatch watch(client.send(query()));
        QVERIFY(watch.wait());
        QCOMPARE(server.posts(), 1);
        QVERIFY(watch.retries.isEmpty());
    }

    void whyHoldsNoSecret()
    {
        HttpClient client(QUrl(QStringLiteral("https://c9sqxwwhmdvrlyh0zh8g.invalid")), m_clock, quick());
        HttpCall call = query();
        call.redactor.addSecret("c9sqxwwhmdvrlyh0zh8g");
        JobWatch watch(client.send(call));
        QVERIFY(watch.wait(60'000));
        QCOMPARE(watch.retries.size(), 2);
        QVERIFY(!watch.retries.first().why.contains(QStringLiteral("c9sqxwwhmdvrlyh0zh8g")));
    }
};

QTEST_GUILESS_MAIN(TestHttpClientRetry)
#include "tst_httpclient_retry.moc"
