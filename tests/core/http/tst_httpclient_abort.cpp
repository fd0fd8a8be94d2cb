// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>

using namespace daraja;

namespace {

constexpr char halfAnswer[] = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{";

/// A moment in the life of a job, and how to bring a job there.
struct Moment
{
    HttpCall call;
    ScriptedAnswer answer;
    std::function<void(HttpJob *job, ScriptedServer &server, std::function<void()> then)> reach;
    HttpOutcome outcome = HttpOutcome::Unknown; ///< when aborted there
    bool aborts = true;                         ///< false: too late
};

/// Runs `then` when `signal` of the job comes, once.
template <typename Signal> auto when(Signal signal)
{
    return [signal](HttpJob *job, ScriptedServer &, const std::function<void()> &then) {
        auto done = std::make_shared<bool>(false);
        QObject::connect(job, signal, job, [done, then] {
            if (!std::exchange(*done, true)) {
                then();
            }
        });
    };
}

} // namespace

Q_DECLARE_METATYPE(Moment)

class TestHttpClientAbort final : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock{};

    static void addMoments()
    {
        QTest::addColumn<Moment>("moment");
        const auto atOnce = [](HttpJob *, ScriptedServer &, const std::function<void()> &then) { then(); };
        const auto received = [](HttpJob *job, ScriptedServer &server, const std::function<void()> &then) {
            QObject::connect(&server, &ScriptedServer::requestReceived, job, then, Qt::QueuedConnection);
        };
        const auto gone = [](HttpJob *job, ScriptedServer &server, const std::function<void()> &then) {
            QObject::connect(&server, &ScriptedServer::requestReceived, job, [job, then] {
                QObject::connect(job, &HttpJob::finished, job, then); // after whoever listened before
            });
        };
        QTest::newRow("at once") << Moment{payment(), ScriptedAnswer::silence(), atOnce, HttpOutcome::NotSent};
        QTest::newRow("at once, GET") << Moment{lookup(), ScriptedAnswer::silence(), atOnce, HttpOutcome::NotSent};
        QTest::newRow("when it begins to leave") << Moment{payment(), ScriptedAnswer::silence(), when(&HttpJob::sending)};
        QTest::newRow("when a GET begins to leave") << Moment{lookup(), ScriptedAnswer::silence(), when(&HttpJob::sending)};
        QTest::newRow("when the server has it") << Moment{payment(), ScriptedAnswer::silence(), received};
        QTest::newRow("in the body") << Moment{payment(), ScriptedAnswer::raw(halfAnswer), received};
        QTest::newRow("when an attempt failed") << Moment{query(), ScriptedAnswer::status(503), when(&HttpJob::exchanged)};
        QTest::newRow("when a retry is announced") << Moment{query(), ScriptedAnswer::status(503), when(&HttpJob::retrying)};
        QTest::newRow("when the answer is there")
            << Moment{payment(), ScriptedAnswer::json("{}"), when(&HttpJob::exchanged), HttpOutcome::Answered, false};
        QTest::newRow("in finished") << Moment{payment(), ScriptedAnswer::json("{}"), gone, HttpOutcome::Answered, false};
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void abortEndsTheJobOnce_data() { addMoments(); }

    void abortEndsTheJobOnce()
    {
        QFETCH(Moment, moment);
        ScriptedServer server({moment.answer});
        HttpClientLimits limits;
        limits.retryDelay = 60'000; // nobody waits for it
        limits.retryAfter = 120'000;
        HttpClient client(server.url(), m_clock, limits);
        HttpJob *job = client.send(moment.call);
        JobWatch watch(job);
        bool reached = false;
        moment.reach(job, server, [&] {
            reached = true;
            const int finished = watch.finished;
            job->abort();
            job->abort();
            QCOMPARE(watch.finished, finished); // never from inside abort()
        });
        QVERIFY(watch.wait());
        QVERIFY(reached);
        QCOMPARE(watch.outcome(), moment.outcome);
        QCOMPARE(watch.failure(), moment.aborts ? HttpFailure::Aborted : HttpFailure::None);
        QVERIFY(moment.aborts == !watch.result.exchange.failureText.isEmpty());
        QTRY_COMPARE(server.openConnections(), moment.aborts && moment.answer.bytes != ScriptedAnswer::status(503).bytes ? 0 : 1);
        const qsizetype seen = server.requests().size();

        // The client is well: another job gets its answer, and nothing of the first comes after it.
        server.setScript({ScriptedAnswer::json("{}")});
        JobWatch next(client.send(lookup(QStringLiteral("/next"))));
        QVERIFY(next.wait());
        QCOMPARE(next.outcome(), HttpOutcome::Answered);
        QCOMPARE(server.requests().size(), seen + 1);
        QCOMPARE(seen, moment.outcome == HttpOutcome::NotSent ? 0 : 1);
    }

    void abortWhileResting()
    {
        ScriptedServer server({ScriptedAnswer::status(503, "{}")});
        HttpClientLimits limits;
        limits.retryDelay = 60'000;
        limits.retryAfter = 120'000;
        HttpClient client(server.url(), m_clock, limits);
        HttpJob *job = client.send(query());
        JobWatch watch(job);
        QTRY_COMPARE(watch.retries.size(), 1);
        QVERIFY(watch.retries.first().delay >= 30'000);
        job->abort();
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::Aborted);
        QCOMPARE(watch.outcome(), HttpOutcome::Unknown);
        QCOMPARE(watch.result.attempts, 1);
        QCOMPARE(watch.exchanges.size(), 1);
        QCOMPARE(server.posts(), 1);
    }

    void abortBeforeARetryThatIsDue()
    {
        ScriptedServer server({ScriptedAnswer::status(503, "{}")});
        HttpClientLimits limits;
        limits.retryDelay = 0;
        HttpClient client(server.url(), m_clock, limits);
        HttpJob *job = client.send(query());
        JobWatch watch(job);
        connect(job, &HttpJob::retrying, job, &HttpJob::abort);
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::Aborted);
        JobWatch next(client.send(lookup()));
        QVERIFY(next.wait());
        QCOMPARE(server.posts(), 1);
    }

    void abortWhileRestingAfterARefusal()
    {
        ScriptedServer server;
        server.stopListening();
        HttpClientLimits limits;
        limits.retryDelay = 60'000;
        limits.retryAfter = 120'000;
        HttpClient client(server.url(), m_clock, limits);
        HttpJob *job = client.send(payment());
        JobWatch watch(job);
        QTRY_COMPARE(watch.retries.size(), 1);
        job->abort();
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::Aborted);
        QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
    }

    void abortWhileWaitingForAPlace()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        HttpClient client(server.url(), m_clock);
        const QSignalSpy exchanged(&client, &HttpClient::exchanged);
        std::vector<HttpJob *> running;
        for (int i = 0; i < HttpClient::parallelJobs; ++i) {
            running.push_back(client.send(payment()));
        }
        HttpJob *job = client.send(payment());
        JobWatch watch(job);
        QTRY_COMPARE(server.posts(), HttpClient::parallelJobs);
        job->abort();
        QVERIFY(watch.wait());
        QCOMPARE(watch.failure(), HttpFailure::Aborted);
        QCOMPARE(watch.outcome(), HttpOutcome::NotSent);
        QCOMPARE(watch.result.attempts, 0);
        QCOMPARE(exchanged.count(), 0);

        // A place that becomes free goes to the next in the row.
        server.setScript({ScriptedAnswer::json("{}")});
        JobWatch next(client.send(payment()));
        running.front()->abort();
        QVERIFY(next.wait());
        QCOMPARE(next.outcome(), HttpOutcome::Answered);
        QCOMPARE(server.posts(), HttpClient::parallelJobs + 1);
    }

    void destroyingTheClientIsSilent_data() { addMoments(); }

    void destroyingTheClientIsSilent()
    {
        QFETCH(Moment, moment);
        ScriptedServer server({moment.answer});
        auto client = std::make_unique<HttpClient>(server.url(), m_clock);
        HttpJob *job = client->send(moment.call);
        JobWatch watch(job);
        QPointer<HttpJob> guard(job);
        int before = -1;
        moment.reach(job, server, [&] {
            before = watch.finished;
            client.reset(); // also from inside a signal of the job
        });
        QTRY_VERIFY(before >= 0);
        QVERIFY(guard.isNull());
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(watch.finished, before);
    }

    void destroyingTheClientInItsOwnSignalIsSafe()
    {
        ScriptedServer server({ScriptedAnswer::status(503)});
        auto client = std::make_unique<HttpClient>(server.url(), m_clock);
        JobWatch watch(client->send(query()));
        connect(client.get(), &HttpClient::exchanged, this, [&client] { client.reset(); });
        QTRY_VERIFY(!client);
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(watch.finished, 0);
        QVERIFY(watch.exchanges.isEmpty());
        QVERIFY(watch.retries.isEmpty());
    }

    void destroyingTheClientWithManyJobsIsSilent()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        auto client = std::make_unique<HttpClient>(server.url(), m_clock);
        std::vector<std::unique_ptr<JobWatch>> watches;
        for (int i = 0; i < 20; ++i) {
            watches.push_back(std::make_unique<JobWatch>(client->send(payment())));
        }
        QTRY_COMPARE(server.posts(), HttpClient::parallelJobs);
        client.reset();
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(server.posts(), HttpClient::parallelJobs);
        for (const auto &watch : watches) {
            QCOMPARE(watch->finished, 0);
            QVERIFY(watch->job() == nullptr);
        }
    }

    void deletingAJobFreesItsPlace()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        HttpClient client(server.url(), m_clock);
        std::vector<HttpJob *> running;
        for (int i = 0; i < HttpClient::parallelJobs; ++i) {
            running.push_back(client.send(payment()));
        }
        QTRY_COMPARE(server.posts(), HttpClient::parallelJobs);
        server.setScript({ScriptedAnswer::json("{}")});
        JobWatch next(client.send(payment()));
        delete running.front();
        QVERIFY(next.wait());
        QCOMPARE(next.outcome(), HttpOutcome::Answered);
    }
};

QTEST_GUILESS_MAIN(TestHttpClientAbort)
#include "tst_httpclient_abort.moc"
