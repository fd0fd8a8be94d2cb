// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/doctor/doctordesk.h"
#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Host = Examination::Host;

namespace {

HttpCall get(const QString &path)
{
    HttpCall call;
    call.path = path;
    return call;
}

QByteArrayList linesOf(const ScriptedServer &server)
{
    QByteArrayList lines;
    for (const ScriptedRequest &request : server.requests()) {
        lines.append(request.raw.left(request.raw.indexOf(" HTTP")));
    }
    return lines;
}

ScriptedAnswer firewallPage()
{
    return ScriptedAnswer::status(403, "<html><title>Access denied</title></html>", {"Content-Type: text/html"});
}

} // namespace

/// The one road of a run: one at a time, at a polite pace, without secrets in what is kept.
class TestExamination final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void oneAtATimeAndInOrder()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine();
        QObject owner;
        QStringList ended;
        for (const char *path : {"/a", "/b", "/c"}) {
            GatewayProbe *probe = examination.ask(get(QString::fromLatin1(path)), &owner);
            connect(probe, &GatewayProbe::finished, this, [&ended, path] { ended.append(QString::fromLatin1(path)); });
        }
        QCOMPARE(server.connections(), 0); // never from inside ask()
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(waitUntil([&] { return server.requests().size() == i; }));
            QCOMPARE(ended.size(), i - 1); // the next one waits for the answer
            server.writeNow(ScriptedAnswer::json("{}").bytes);
            QVERIFY(waitUntil([&] { return ended.size() == i; }));
        }
        QCOMPARE(linesOf(server), QByteArrayList({"GET /a", "GET /b", "GET /c"}));
        QCOMPARE(ended, QStringList({u"/a"_s, u"/b"_s, u"/c"_s}));
        QCOMPARE(examination.gatewayCalls(), 3);
    }

    void paceLiesBetweenBeginnings()
    {
        ScriptedServer server;
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine({}, 200ms);
        QObject owner;
        QElapsedTimer time;
        QList<qint64> times;
        connect(&server, &ScriptedServer::requestReceived, this, [&] { times.append(time.elapsed()); });
        time.start();
        for (int i = 0; i < 3; ++i) {
            examination.ask(get(u"/a"_s), &owner);
        }
        bool turn = false;
        examination.takeTurn(&owner, [&turn] { turn = true; });
        QVERIFY(waitUntil([&] { return times.size() == 3; }));
        QVERIFY(!turn);
        QVERIFY(waitUntil([&] { return turn; }));
        QVERIFY2(time.elapsed() >= 598, qPrintable(QString::number(time.elapsed()))); // three paces
        QVERIFY2(times.at(2) >= 398, qPrintable(QString::number(times.at(2))));
    }

    void whoIsSpared_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("customUrl");
        QTest::addColumn<int>("pace");
        QTest::addColumn<bool>("isProduction");
        QTest::newRow("simulator") << Environment::Simulator << QString() << 0 << false;
        QTest::newRow("sandbox") << Environment::Sandbox << QString() << 4000 << false;
        QTest::newRow("production") << Environment::Production << QString() << 4000 << true;
        QTest::newRow("custom here") << Environment::Custom << u"http://127.0.0.1:9/x"_s << 0 << false;
        QTest::newRow("custom elsewhere") << Environment::Custom << u"https://gateway.example"_s << 4000 << true;
        QTest::newRow("custom without an address") << Environment::Custom << QString() << 4000 << true;
    }
    void whoIsSpared()
    {
        QFETCH(Environment, environment);
        QFETCH(QString, customUrl);
        QFETCH(int, pace);
        QFETCH(bool, isProduction);
        DoctorDesk desk(QUrl(u"http://127.0.0.1:9"_s), environment);
        desk.context.profile.customBaseUrl = QUrl(customUrl);
        Examination &examination = desk.examine({}, Examination::pace);
        QCOMPARE(int(examination.paceFor(Host::Own).count()), pace);
        QCOMPARE(int(examination.paceFor(Host::YourServer).count()), 0);
        QCOMPARE(examination.isProduction(), isProduction);
        QCOMPARE(examination.allows(Consent::FreshToken), !isProduction);
        QCOMPARE(examination.allows(Consent::MoneyProbes | Consent::FreshToken), !isProduction);
        for (const Consent consent : {Consent::OtherEnvironment, Consent::PostCallback, Consent::TokenOverlap, Consent::RealPrompt}) {
            QVERIFY(!examination.allows(consent)); // wherever it is: nothing is agreed to by default
        }
        QVERIFY(examination.allows({}));
        QVERIFY(desk.examine(Consent::FreshToken | Consent::PostCallback).allows(Consent::FreshToken | Consent::PostCallback));
    }

    void hostsDoNotWaitForEachOther()
    {
        ScriptedServer own({ScriptedAnswer::silence()});
        ScriptedServer other;
        ScriptedServer yours;
        DoctorDesk desk(own.url());
        desk.patient.otherBaseUrl = other.url();
        desk.patient.callbackUrl = QUrl(yours.url().toString() + u"/cb/7f31?shop=4"_s);
        Examination &examination = desk.examine();
        QObject owner;
        examination.ask(get(u"/own"_s), &owner);
        examination.ask(get(u"/other"_s), &owner, Host::Other);
        examination.ask(get(u"/cb/7f31?shop=4"_s), &owner, Host::YourServer);
        QVERIFY(waitUntil([&] { return own.requests().size() == 1 && other.requests().size() == 1 && yours.requests().size() == 1; }));
        QCOMPARE(linesOf(other), QByteArrayList{"GET /other"});
        QCOMPARE(linesOf(yours), QByteArrayList{"GET /cb/7f31?shop=4"});
        QCOMPARE(examination.gatewayCalls(), 2);
    }

    void neverRetried()
    {
        ScriptedServer server({ScriptedAnswer::status(503), ScriptedAnswer::json("{}")});
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine();
        QObject owner;
        HttpCall call = get(u"/a"_s);
        call.readOnly = true;
        QSignalSpy ended(examination.ask(call, &owner), &GatewayProbe::finished);
        QVERIFY(ended.wait());
        QSignalSpy second(examination.ask(get(u"/b"_s), &owner), &GatewayProbe::finished);
        QVERIFY(second.wait());
        QCOMPARE(linesOf(server), QByteArrayList({"GET /a", "GET /b"}));
    }

    void noSecretIsKept()
    {
        const QStringList secrets{u"passkey-Zx81Qm"_s, u"password-Kijiji#26"_s, u"credential-bWFyYQ=="_s,
                                  u"appkey-77f2a1"_s,  u"token-1a2b3c4d5e"_s,   u"variant-9z8y7x"_s};
        ScriptedServer server({ScriptedAnswer::status(
            400, (u"{\"errorMessage\":\""_s + secrets.join(u' ') + u' ' + QString::fromLatin1(DoctorDesk::secret) + u"\"}"_s).toUtf8())});
        DoctorDesk desk(server.url());
        desk.context.secrets.passkey = secrets.at(0);
        desk.context.secrets.initiatorPassword = secrets.at(1);
        desk.context.secrets.securityCredential = secrets.at(2);
        desk.context.secrets.billManagerKey = secrets.at(3);
        Examination &examination = desk.examine();
        examination.facts().token = secrets.at(4);
        examination.addSecret(secrets.at(5));
        QObject owner;
        GatewayProbe *probe = examination.post(u"/mpesa/x"_s, "{\"Note\":\"" + secrets.join(u' ').toUtf8() + "\"}", &owner);
        QByteArray kept;
        bool isOver = false;
        connect(probe, &GatewayProbe::finished, this, [&] {
            kept = everythingIn(probe->result().exchange) + probe->error().message.toUtf8();
            isOver = true;
        });
        QVERIFY(waitUntil([&] { return isOver; }));
        QVERIFY(server.requests().first().raw.contains("Bearer token-1a2b3c4d5e"));
        QVERIFY(server.requests().first().raw.contains(secrets.at(0).toUtf8()));
        QVERIFY(kept.contains("errorMessage"));
        for (const QString &secret : secrets + QStringList{QString::fromLatin1(DoctorDesk::secret)}) {
            QVERIFY2(!kept.contains(secret.toUtf8()), qPrintable(secret));
            QVERIFY(!examination.redactor().text(secret.toUtf8()).contains(secret.toUtf8()));
        }
    }

    void valuesAreThoseOfTheBeginning()
    {
        DoctorDesk desk(QUrl(u"http://127.0.0.1:9"_s));
        desk.context.profile.shortCode = u"174379"_s;
        Examination &examination = desk.examine();
        desk.context.profile.shortCode = u"600984"_s;
        desk.client.setContext(desk.context);
        QCOMPARE(examination.context().profile.shortCode, u"174379"_s);
    }

    void abortWhileWaitingAndOnTheWay()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine();
        QObject owner;
        GatewayProbe *first = examination.ask(get(u"/a"_s), &owner);
        GatewayProbe *second = examination.ask(get(u"/b"_s), &owner);
        QSignalSpy firstEnded(first, &GatewayProbe::finished);
        QSignalSpy secondEnded(second, &GatewayProbe::finished);
        HttpFailure why = HttpFailure::None;
        connect(second, &GatewayProbe::finished, this, [&] { why = second->result().exchange.failure; });
        QVERIFY(waitUntil([&] { return server.requests().size() == 1; }));
        second->abort();
        QCOMPARE(secondEnded.count(), 0); // never from inside abort()
        QVERIFY(secondEnded.wait());
        QCOMPARE(why, HttpFailure::Aborted);
        first->abort();
        QVERIFY(firstEnded.wait());
        GatewayProbe *third = examination.ask(get(u"/c"_s), &owner);
        QVERIFY(waitUntil([&] { return server.requests().size() == 2; }));
        QCOMPARE(linesOf(server), QByteArrayList({"GET /a", "GET /c"}));
        QCOMPARE(firstEnded.count() + secondEnded.count(), 2);
        third->disconnect(this);
    }

    void endsWithItsContext()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine();
        auto owner = std::make_unique<QObject>();
        int signalled = 0;
        for (const char *path : {"/a", "/b"}) {
            connect(examination.ask(get(QString::fromLatin1(path)), owner.get()), &GatewayProbe::finished, this, [&] { ++signalled; });
        }
        bool turn = false;
        examination.takeTurn(owner.get(), [&turn] { turn = true; });
        QVERIFY(waitUntil([&] { return server.requests().size() == 1; }));
        owner.reset();
        QVERIFY(waitUntil([&] { return server.openConnections() == 0; }));
        QObject next;
        examination.ask(get(u"/c"_s), &next);
        QVERIFY(waitUntil([&] { return server.requests().size() == 2; }));
        QCOMPARE(linesOf(server), QByteArrayList({"GET /a", "GET /c"})); // the road is free again
        QCOMPARE(signalled, 0);
        QVERIFY(!turn);
    }

    void endsWithTheExamination()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        DoctorDesk desk(server.url());
        QObject owner;
        int signalled = 0;
        for (const char *path : {"/a", "/b"}) {
            GatewayProbe *probe = (path[1] == 'a' ? desk.examine() : *desk.examination).ask(get(QString::fromLatin1(path)), &owner);
            connect(probe, &GatewayProbe::finished, this, [&] { ++signalled; });
        }
        QVERIFY(waitUntil([&] { return server.requests().size() == 1; }));
        desk.examination.reset();
        QVERIFY(waitUntil([&] { return server.openConnections() == 0; }));
        QCOMPARE(signalled, 0);
    }

    void threeSilencesEndIt()
    {
        const ScriptedAnswer half = ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", ScriptedAnswer::End::Close);
        ScriptedServer server({ScriptedAnswer::json("{}"), ScriptedAnswer::status(502), half, ScriptedAnswer::json("{}"), half,
                               ScriptedAnswer::status(503, "upstream"), half});
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine();
        QStringList problems;
        QStringList cautious;
        for (int i = 0; i < 7; ++i) {
            askAndWait(examination);
            problems.append(examination.gatewayProblem().isEmpty() ? u"-"_s : u"x"_s);
            cautious.append(examination.gatewayProblem(true).isEmpty() ? u"-"_s : u"x"_s);
        }
        QCOMPARE(problems.join(QString()), u"------x"_s);
        QCOMPARE(cautious.join(QString()), u"-xx-xxx"_s);
        const qsizetype before = server.requests().size();
        const HttpResult result = askAndWait(examination);
        QCOMPARE(server.requests().size(), before); // nobody is asked any more
        QCOMPARE(result.attempts, 0);
        QCOMPARE(result.exchange.failureText, examination.gatewayProblem());
    }

    /// An HTTP 500 in which Daraja speaks is an answer (daraja-api 6.1).
    void refusalsWith500AreAnswers()
    {
        ScriptedServer server(
            {ScriptedAnswer::status(500, "{\"requestId\":\"1-2-3\",\"errorCode\":\"500.001.1001\",\"errorMessage\":\"Wrong "
                                         "credentials\"}")});
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine();
        for (int i = 0; i < 4; ++i) {
            askAndWait(examination);
        }
        QVERIFY(examination.gatewayProblem(true).isEmpty());
        QCOMPARE(examination.facts().gatewayAnswers, 4);
    }

    void pagesOfAFirewallEndIt()
    {
        ScriptedServer server({firewallPage(), ScriptedAnswer::json("{}"), ScriptedAnswer::json("{}"), firewallPage(), firewallPage()});
        DoctorDesk desk(server.url());
        Examination &examination = desk.examine();
        for (int i = 0; i < 4; ++i) {
            askAndWait(examination);
            QVERIFY(examination.gatewayProblem().isEmpty());
        }
        askAndWait(examination);
        QVERIFY(!examination.gatewayProblem().isEmpty());
        QCOMPARE(examination.facts().edgePages, 3);
        QCOMPARE(examination.facts().gatewayAnswers, 5);
    }

private:
    HttpResult askAndWait(Examination &examination)
    {
        QObject owner;
        HttpResult result;
        bool isOver = false;
        GatewayProbe *probe = examination.ask(get(u"/a"_s), &owner);
        connect(probe, &GatewayProbe::finished, this, [&] {
            result = probe->result();
            isOver = true;
        });
        return waitUntil([&] { return isOver; }) ? result : HttpResult();
    }
};

QTEST_GUILESS_MAIN(TestExamination)

#include "tst_examination.moc"
