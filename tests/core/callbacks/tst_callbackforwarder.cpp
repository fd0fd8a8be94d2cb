// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackforwarder.h"
#include "core/callbacks/callbackreceiver.h"
#include "core/callbacks/syntheticcallback.h"
#include "tests/support/rawconnection.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace daraja;

using Why = ForwardRecord::Why;

namespace {

Callback cancelled(int number = 1)
{
    Callback callback = parseCallback("{\"Body\": {\"stkCallback\": {\"CheckoutRequestID\": \"ws_CO_" + QByteArray::number(number) +
                                          "\", \"ResultCode\": 1032}}}",
                                      Callback::Kind::StkResult);
    callback.path = QStringLiteral("/stk");
    return callback;
}

Callback synthetic(const char *id)
{
    return makeSyntheticCallback(*findSyntheticOutcome(QString::fromLatin1(id)), {}, QDateTime(QDate(2026, 3, 14), QTime(7, 0), Qt::UTC));
}

ScriptedAnswer ok(const QByteArray &body = "{\"ResultCode\":0}")
{
    return ScriptedAnswer::json(body);
}

} // namespace

/// Deliveries to a real server on loopback that behaves well and badly.
class TestCallbackForwarder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bodyIsUnchanged();
    void pathGoesIntoTheTarget();
    void targets_data();
    void targets();
    void withoutTarget();
    void deadServer();
    void slowServer();
    void redirectIsNotFollowed();
    void badCertificate();
    void trustedCertificate();
    void brokenAnswers_data();
    void brokenAnswers();
    void serverThatRefusesIsRecorded();
    void noneIsSentTwice();
    void tooManyAreDropped();
    void changedTargetDropsWhatWaits();
    void emptyBody();
    void neverFromInside();
    void goneInMidDelivery();
    void moneyNeedsItsHostTyped_data();
    void moneyNeedsItsHostTyped();
    void refusedOnesNeedTheHostToo();
    void receiverIsForwarded();
    void validationGetsTheServersAnswer_data();
    void validationGetsTheServersAnswer();
    void validationOvertakesABurst();
    void ownAddressIsNoTarget();

private:
    [[nodiscard]] ForwardRecord record(int index = 0) const { return m_delivered->at(index).at(0).value<ForwardRecord>(); }
    void make(CallbackForwarder::Limits limits);

    SystemClock m_clock;
    std::unique_ptr<CallbackForwarder> m_forwarder;
    std::unique_ptr<QSignalSpy> m_delivered;
};

void TestCallbackForwarder::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    make({});
}

void TestCallbackForwarder::cleanup()
{
    m_delivered.reset();
    m_forwarder.reset();
}

void TestCallbackForwarder::make(CallbackForwarder::Limits limits)
{
    m_delivered.reset();
    m_forwarder = std::make_unique<CallbackForwarder>(m_clock, limits);
    m_delivered = std::make_unique<QSignalSpy>(m_forwarder.get(), &CallbackForwarder::delivered);
}

void TestCallbackForwarder::bodyIsUnchanged()
{
    ScriptedServer server({ok("{\"got\":1}")});
    QVERIFY(m_forwarder->setTarget(server.url().toString() + QStringLiteral("/hook?key=a%20b")));
    Callback callback = cancelled();
    callback.raw = "\xEF\xBB\xBF { \"Body\" :\r\n\t{}, \"x\": 1.50e3, \"bad\": \"\xFF\" } ";
    QCOMPARE(m_forwarder->forward(callback), 1u);
    QCOMPARE(m_forwarder->resend(callback), 2u);
    QCOMPARE(m_forwarder->sendMade(cancelled()), 3u);
    QTRY_COMPARE(m_delivered->size(), 3);
    QCOMPARE(server.posts(), 3);
    const ScriptedRequest &first = server.requests().at(0);
    QVERIFY2(first.raw.startsWith("POST /hook?key=a%20b HTTP/1.1\r\n"), first.raw.constData());
    QCOMPARE(first.body(), callback.raw);
    QSet<QByteArray> marks;
    for (const ScriptedRequest &request : server.requests()) {
        for (const QByteArray &line : request.headerLines()) {
            if (line.toLower().startsWith("x-daraja-desk:")) {
                marks.insert(line.mid(14).trimmed());
            }
        }
        QVERIFY(request.raw.contains("Content-Type: application/json\r\n"));
    }
    QCOMPARE(marks, QSet<QByteArray>({"forwarded", "resent", "made"}));

    for (int i = 0; i < 3; ++i) {
        const ForwardRecord delivered = record(i);
        QCOMPARE(delivered.status, 200);
        QVERIFY(delivered.isAccepted());
        QVERIFY(delivered.sent);
        QVERIFY(delivered.took >= 0);
        QCOMPARE(delivered.answer, QByteArray("{\"got\":1}"));
        QCOMPARE(delivered.problem, QString());
        QCOMPARE(delivered.target, QUrl(server.url().toString() + QStringLiteral("/hook?key=a%20b")));
        QVERIFY(delivered.at.isValid());
    }
}

void TestCallbackForwarder::pathGoesIntoTheTarget()
{
    ScriptedServer server({ok()});
    QVERIFY(m_forwarder->setTarget(server.url().toString() + QStringLiteral("/daraja/{path}/hook")));
    QCOMPARE(m_forwarder->targetFor(QStringLiteral("/timeout")).path(), QStringLiteral("/daraja/timeout/hook"));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(server.requests().at(0).raw.startsWith("POST /daraja/stk/hook HTTP/1.1\r\n"));
}

void TestCallbackForwarder::targets_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *target, const char *says) {
        QTest::newRow(target) << QString::fromLatin1(target) << QString::fromLatin1(says);
    };
    row("http://localhost:8000/callbacks", "");
    row("http://127.0.0.1:8000", "");
    row("http://[::1]:8000/{path}", "");
    row(" https://shop.example/daraja/{path}?key=1 ", "");
    row("http://192.168.1.5:8000/callbacks", "https://");
    row("http://shop.example", "https://");
    row("ftp://localhost/x", "https://");
    row("localhost:8000", "web address");
    row("/callbacks", "web address");
    row("https://", "web address");
    row("https://user:word@shop.example/", "password");
    row("https://shop.example/#top", "#");
    row("https://{path}.example/", "{path} belongs");
    row("http://localhost:0/", "port");
}

void TestCallbackForwarder::targets()
{
    QFETCH(QString, target);
    QFETCH(QString, says);
    const QString problem = CallbackForwarder::problemWithTarget(target);
    QCOMPARE(problem.isEmpty(), says.isEmpty());
    QVERIFY2(problem.contains(says), qPrintable(problem));
    QCOMPARE(m_forwarder->setTarget(target), says.isEmpty());
    QCOMPARE(m_forwarder->target(), says.isEmpty() ? target.trimmed() : QString());
}

void TestCallbackForwarder::withoutTarget()
{
    QCOMPARE(m_forwarder->forward(cancelled()), 0u);
    QCOMPARE(m_forwarder->resend(cancelled()), 0u);
    QCOMPARE(m_forwarder->sendMade(cancelled()), 0u);
    QVERIFY(m_forwarder->targetFor(QStringLiteral("/stk")).isEmpty());
}

void TestCallbackForwarder::deadServer()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress(QHostAddress::LocalHost)));
    const quint16 port = taken.serverPort();
    taken.close();
    QVERIFY(m_forwarder->setTarget(QStringLiteral("http://127.0.0.1:%1/hook").arg(port)));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(!record().sent);
    QCOMPARE(record().status, 0);
    QCOMPARE(record().took, -1);
    QVERIFY2(record().problem.contains(QStringLiteral("refused")), qPrintable(record().problem));
}

void TestCallbackForwarder::slowServer()
{
    make({.total = 300, .validation = 300, .waiting = 10, .parallel = 2});
    ScriptedServer server({ScriptedAnswer::silence()});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(record().sent); // it may have been received: never again by itself
    QCOMPARE(record().status, 0);
    QVERIFY(!record().problem.isEmpty());
    QCOMPARE(server.posts(), 1);
}

void TestCallbackForwarder::redirectIsNotFollowed()
{
    ScriptedServer elsewhere({ok()});
    const QByteArray location = "Location: " + elsewhere.url().toEncoded() + "/stolen";
    for (const int status : {301, 302, 303, 307, 308}) {
        ScriptedServer server({ScriptedAnswer::status(status, {}, {location})});
        QVERIFY(m_forwarder->setTarget(server.url().toString()));
        m_delivered->clear();
        (void)m_forwarder->forward(cancelled());
        QTRY_COMPARE(m_delivered->size(), 1);
        QCOMPARE(record().status, status);
        QVERIFY(!record().isAccepted());
        QVERIFY2(record().problem.contains(elsewhere.url().toString()), qPrintable(record().problem));
        QCOMPARE(server.posts(), 1);
    }
    QCOMPARE(elsewhere.connections(), 0);
}

void TestCallbackForwarder::badCertificate()
{
    const TestAuthority authority;
    ScriptedServer server({ok()}, authority.serverConfiguration(TestAuthority::Leaf::Good));
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(!record().sent);
    QVERIFY2(record().problem.contains(QStringLiteral("secure connection")), qPrintable(record().problem));
    QCOMPARE(server.posts(), 0);
}

void TestCallbackForwarder::trustedCertificate()
{
    const TestAuthority authority;
    ScriptedServer server({ok()}, authority.serverConfiguration(TestAuthority::Leaf::Good));
    m_forwarder->setTrustedAuthorities(authority.pem());
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    QCOMPARE(record().problem, QString());
    QCOMPARE(record().status, 200);
}

void TestCallbackForwarder::brokenAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("garbage") << QByteArray("hello\r\n\r\n");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
}

void TestCallbackForwarder::brokenAnswers()
{
    QFETCH(QByteArray, bytes);
    ScriptedServer server({ScriptedAnswer::raw(bytes, ScriptedAnswer::End::Close)});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(record().sent);
    QVERIFY(!record().isAccepted());
    QVERIFY(!record().problem.isEmpty());
    QCOMPARE(server.posts(), 1);
}

void TestCallbackForwarder::serverThatRefusesIsRecorded()
{
    ScriptedServer server({ScriptedAnswer::status(500, QByteArray(10'000, 'e'))});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    QCOMPARE(record().status, 500);
    QVERIFY(!record().isAccepted());
    QCOMPARE(record().answer, QByteArray(ForwardRecord::answerHead, 'e'));
    QCOMPARE(record().problem, QString());
}

void TestCallbackForwarder::noneIsSentTwice()
{
    ScriptedServer server({ScriptedAnswer::status(503), ScriptedAnswer::status(429, {}, {"Retry-After: 0"}), ok()});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 1);
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(m_delivered->size(), 2);
    QCOMPARE(record(0).status, 503);
    QCOMPARE(record(1).status, 429);
    QCOMPARE(server.posts(), 2);
}

void TestCallbackForwarder::tooManyAreDropped()
{
    make({.total = 10'000, .validation = 10'000, .waiting = 5, .parallel = 2});
    ScriptedServer server({ScriptedAnswer::silence()});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    for (int i = 0; i < 10; ++i) {
        (void)m_forwarder->forward(cancelled(i));
    }
    QCOMPARE(m_forwarder->underWay(), 2);
    QCOMPARE(m_forwarder->waiting(), 5);
    QTRY_COMPARE(m_delivered->size(), 3);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(record(i).dropped);
        QVERIFY(!record(i).sent);
        QCOMPARE(record(i).callback.conversation, QStringLiteral("ws_CO_%1").arg(7 + i));
        QVERIFY2(record(i).problem.contains(QStringLiteral("5 callbacks")), qPrintable(record(i).problem));
    }
}

void TestCallbackForwarder::changedTargetDropsWhatWaits()
{
    make({.total = 10'000, .validation = 10'000, .waiting = 5, .parallel = 1});
    ScriptedServer before({ScriptedAnswer::silence()});
    ScriptedServer after({ok()});
    QVERIFY(m_forwarder->setTarget(before.url().toString()));
    (void)m_forwarder->forward(cancelled(1));
    (void)m_forwarder->forward(cancelled(2));
    QTRY_COMPARE(before.posts(), 1);
    QVERIFY(m_forwarder->setTarget(after.url().toString()));
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(record(0).dropped);
    QCOMPARE(record(0).callback.conversation, QStringLiteral("ws_CO_2"));
    // What is under way ends where it began.
    (void)m_forwarder->forward(cancelled(3));
    before.writeNow(ok("old").bytes);
    QTRY_COMPARE(m_delivered->size(), 3);
    QCOMPARE(record(1).answer, QByteArray("old"));
    QCOMPARE(record(2).callback.conversation, QStringLiteral("ws_CO_3"));
    QCOMPARE(after.posts(), 1);
    QCOMPARE(before.posts(), 1);
}

void TestCallbackForwarder::emptyBody()
{
    ScriptedServer server({ok()});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    Callback nothing;
    nothing.path = QStringLiteral("/stk");
    (void)m_forwarder->forward(nothing);
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(!record().sent);
    QVERIFY(record().problem.contains(QStringLiteral("no body")));
    QCOMPARE(server.posts(), 0);
}

void TestCallbackForwarder::neverFromInside()
{
    make({.total = 1000, .validation = 1000, .waiting = 0, .parallel = 1});
    QVERIFY(m_forwarder->setTarget(QStringLiteral("http://127.0.0.1:1/")));
    (void)m_forwarder->forward(cancelled());
    (void)m_forwarder->forward({});
    QCOMPARE(m_delivered->size(), 0);
    QTRY_COMPARE(m_delivered->size(), 2);
}

void TestCallbackForwarder::goneInMidDelivery()
{
    ScriptedServer server({ScriptedAnswer::silence()});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    (void)m_forwarder->forward(cancelled());
    QTRY_COMPARE(server.posts(), 1);
    m_delivered.reset();
    m_forwarder.reset();
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestCallbackForwarder::moneyNeedsItsHostTyped_data()
{
    QTest::addColumn<QByteArray>("outcome");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("leaves");
    const auto row = [](const char *outcome, const char *target, const char *typed, bool leaves) {
        QTest::addRow("%s %s %s", outcome, target, typed)
            << QByteArray(outcome) << QString::fromLatin1(target) << QString::fromLatin1(typed) << leaves;
    };
    for (const char *paid : {"stk_0", "b2c_0", "c2b_confirmation", "express_0", "order_0", "bill", "pull"}) {
        row(paid, "https://shop.example/x", "", false);
        row(paid, "https://shop.example/x", "shop.example", true);
        row(paid, "http://localhost:1/", "", true);
    }
    row("stk_0", "https://shop.example/x", "shop.example.evil", false);
    row("stk_0", "https://shop.example/x", "https://shop.example", false);
    row("stk_0", "https://shop.example/x", " SHOP.example ", true);
    row("stk_0", "https://localhost.example/x", "", false);
    row("stk_0", "http://127.0.0.1:9/", "", true);
    row("stk_1032", "https://shop.example/x", "", true);
    row("c2b_validation", "https://shop.example/x", "", true);
    row("timeout", "https://shop.example/x", "", true);
}

void TestCallbackForwarder::moneyNeedsItsHostTyped()
{
    QFETCH(QByteArray, outcome);
    QFETCH(QString, target);
    QFETCH(QString, typed);
    QFETCH(bool, leaves);
    QVERIFY(m_forwarder->setTarget(target));
    const Callback callback = synthetic(outcome.constData());
    const QString problem = m_forwarder->problemWithSending(callback, typed);
    QVERIFY2(problem.isEmpty() == leaves, qPrintable(problem));
    // An edited body counts, not what it was made of; what cannot be read might be anything.
    Callback edited = cancelled();
    edited.raw = callback.raw;
    edited.path = callback.path;
    QCOMPARE(m_forwarder->problemWithSending(edited, typed).isEmpty(), leaves);
    edited.raw = "{\"Body\":{\"stkCallback\":{\"ResultCode\":0}}}";
    const bool knowsHost =
        target.contains(QStringLiteral("localhost:")) || target.contains(QStringLiteral("127.")) || (leaves && !typed.isEmpty());
    QCOMPARE(m_forwarder->problemWithSending(edited, typed).isEmpty(), knowsHost);
    if (!leaves) {
        QVERIFY(problem.contains(m_forwarder->targetFor(QStringLiteral("/stk")).host()));
        QVERIFY(m_forwarder->sendMade(callback, typed) > 0);
        QTRY_COMPARE(m_delivered->size(), 1);
        QVERIFY(!record().sent);
        QCOMPARE(record().problem, problem);
    }
}

void TestCallbackForwarder::refusedOnesNeedTheHostToo()
{
    QVERIFY(m_forwarder->setTarget(QStringLiteral("https://shop.example/x")));
    Callback forged = synthetic("stk_0");
    forged.refused = true;
    (void)m_forwarder->resend(forged);
    QTRY_COMPARE(m_delivered->size(), 1);
    QVERIFY(!record().sent);
    QVERIFY(record().problem.contains(QStringLiteral("shop.example")));
}

namespace {

QByteArray postOf(const CallbackReceiver &receiver, const char *path, const QByteArray &body)
{
    return "POST " + receiver.baseUrl().path().toLatin1() + path +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

void TestCallbackForwarder::receiverIsForwarded()
{
    ScriptedServer server({ok()});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    CallbackReceiver receiver(m_clock);
    QVERIFY(receiver.listen());
    m_forwarder->connectTo(receiver);
    RawConnection daraja(receiver.port());
    daraja.send(postOf(receiver, "/stk", cancelled().raw) + postOf(receiver, "/result", "<html>"));
    QTRY_COMPARE(m_delivered->size(), 2);
    QTRY_COMPARE(daraja.statuses(), QList<int>({200, 200}));
    QCOMPARE(server.posts(), 2);
    QCOMPARE(record(0).why, Why::Forward);
    QSet<QByteArray> bodies{server.requests().at(0).body(), server.requests().at(1).body()};
    QCOMPARE(bodies, QSet<QByteArray>({cancelled().raw, "<html>"}));
    // Without a target the receiver goes on by itself.
    QVERIFY(m_forwarder->setTarget({}));
    daraja.send(postOf(receiver, "/stk", cancelled().raw) + postOf(receiver, "/validation", synthetic("c2b_validation").raw));
    QTRY_COMPARE(daraja.statuses().size(), 4);
    QCOMPARE(server.posts(), 2);
}

void TestCallbackForwarder::validationGetsTheServersAnswer_data()
{
    QTest::addColumn<QByteArray>("answer"); // of the user's server; empty: silence
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray rule = "{\"ResultCode\":\"C2B00016\",\"ResultDesc\":\"Rejected\"}";
    const QByteArray rejection = "{\"ResultCode\":\"C2B00012\",\"ResultDesc\":\"Rejected\"}";
    QTest::newRow("rejects") << ok(rejection).bytes << 200 << rejection;
    QTest::newRow("fails") << ScriptedAnswer::status(500, "{\"a\":1}").bytes << 500 << QByteArray("{\"a\":1}");
    QTest::newRow("silence") << QByteArray() << 200 << rule;
    QTest::newRow("redirects") << ScriptedAnswer::status(302, "x", {"Location: http://localhost/"}).bytes << 200 << rule;
    QTest::newRow("too much") << ok(QByteArray(5000, ' ')).bytes << 200 << rule;
    QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n") << 200 << rule;
}

void TestCallbackForwarder::validationGetsTheServersAnswer()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    make({.total = 10'000, .validation = 300, .waiting = 10, .parallel = 2});
    ScriptedServer server({ScriptedAnswer::raw(answer)});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    CallbackReceiver receiver(m_clock);
    ReceiverOptions options;
    options.replies[QStringLiteral("/validation")].answer = ReplyRule::Answer::Reject;
    QVERIFY(receiver.listen(options));
    m_forwarder->connectTo(receiver);
    RawConnection daraja(receiver.port());
    daraja.send(postOf(receiver, "/validation", synthetic("c2b_validation").raw));
    QTRY_COMPARE(daraja.statuses(), QList<int>({status}));
    QCOMPARE(daraja.answers().at(0).body, body);
    QTRY_COMPARE(m_delivered->size(), 1);
    QCOMPARE(record().why, Why::Validation);
    QCOMPARE(server.posts(), 1);
}

/// Safaricom waits eight seconds for a validation: it must not stand behind other deliveries.
void TestCallbackForwarder::validationOvertakesABurst()
{
    ScriptedServer server({ScriptedAnswer::silence()});
    QVERIFY(m_forwarder->setTarget(server.url().toString()));
    for (int i = 0; i < 20; ++i) {
        (void)m_forwarder->forward(cancelled(i));
    }
    QTRY_COMPARE(server.posts(), CallbackForwarder::Limits().parallel);
    server.setScript({ok("{\"ResultCode\":\"0\"}")});
    std::optional<HttpResponse> answer;
    (void)m_forwarder->forwardValidation(synthetic("c2b_validation"),
                                         [&answer](const std::optional<HttpResponse> &given) { answer = given; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->body, QByteArray("{\"ResultCode\":\"0\"}"));
    QCOMPARE(m_forwarder->waiting(), 20 - CallbackForwarder::Limits().parallel);
}

void TestCallbackForwarder::ownAddressIsNoTarget()
{
    CallbackReceiver receiver(m_clock);
    QVERIFY(receiver.listen());
    QSignalSpy received(&receiver, &CallbackReceiver::received);
    QVERIFY(m_forwarder->setTarget(receiver.baseUrl().toString() + QStringLiteral("/{path}")));
    m_forwarder->connectTo(receiver);
    RawConnection daraja(receiver.port());
    daraja.send(postOf(receiver, "/stk", cancelled().raw) + postOf(receiver, "/validation", synthetic("c2b_validation").raw));
    QTRY_COMPARE(daraja.statuses(), QList<int>({200, 200}));
    QTRY_COMPARE(m_delivered->size(), 2);
    QVERIFY(record(0).problem.contains(QStringLiteral("itself")));
    QVERIFY(record(1).problem.contains(QStringLiteral("itself")));
    QCOMPARE(received.size(), 2);
}

QTEST_GUILESS_MAIN(TestCallbackForwarder)
#include "tst_callbackforwarder.moc"
