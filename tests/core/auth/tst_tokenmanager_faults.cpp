// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What goes wrong with tokens: refusals, strange answers, nobody there, and people who leave, change their mind or delete things.

#include "tests/core/auth/tokendesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = TokenManager::Mode;
using Origin = MpesaError::Origin;
using State = TokenManager::State;

Q_DECLARE_METATYPE(MpesaError::Origin)

class TokenManagerFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refusals_data();
    void refusals();
    void badCredentialsSayWhatToCheck();
    void busyServersAreAskedAgain();
    void nobodyThere();
    void noCredentials_data();
    void noCredentials();
    void failureKeepsTheOlderToken();

    void abortOne();
    void abortAllEndsTheFetch();
    void abortOfWhatIsServedFromMemory();
    void abortTwiceAndLate();
    void deletedRequest();

    void credentialsChangedInMidFetch();
    void credentialsTakenAwayInMidFetch();
    void credentialsChangedByTheFirstAnswered();
    void askingAgainFromAHandler();
    void destroyedInMidFetch();
    void destroyedByAHandler_data();
    void destroyedByAHandler();
};

void TokenManagerFaultsTest::refusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("requests"); // a refusal is never asked for twice

    const auto row = [](const char *name, int status, const QByteArray &body, Origin origin, const QString &code, int requests = 1) {
        QTest::newRow(name) << status << body << origin << code << requests;
    };
    const QString invalid = u"AUTH_INVALID_CREDENTIALS"_s;
    const QString missing = u"TOKEN_MISSING"_s;
    row("400 empty", 400, "", Origin::Auth, invalid);
    row("400 blank", 400, " \r\n", Origin::Auth, invalid);
    row("400 in words", 400, "Bad Request - Invalid Credentials", Origin::Auth, invalid);
    row("401 empty", 401, "", Origin::Auth, invalid);
    row("scheme", 400, R"({"requestId":"1","errorCode":"400.008.01","errorMessage":"Invalid Authentication passed"})", Origin::Auth,
        u"400.008.01"_s);
    row("grant type", 400, R"({"requestId":"1","errorCode":"400.008.02","errorMessage":"Invalid grant type passed"})", Origin::Auth,
        u"400.008.02"_s);
    row("401 with a code", 401, R"({"errorCode":"401.001","errorMessage":"no"})", Origin::Auth, u"401.001"_s);
    row("gateway 403", 403, R"(<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head></html>)",
        Origin::Api, u"GATEWAY_PAGE"_s);
    row("gateway 503", 503, "<html>Request unsuccessful. Incapsula incident ID: 1063-23871</html>", Origin::Api, u"GATEWAY_PAGE"_s, 3);
    row("gateway 400", 400, "<html><title>Blocked</title></html>", Origin::Api, u"GATEWAY_PAGE"_s);
    row("wrong path", 404, R"({"requestId":"1","errorCode":"404.001.01","errorMessage":"Resource not found"})", Origin::Api,
        u"404.001.01"_s);
    row("redirect", 302, "", Origin::Api, u"HTTP_302"_s);
    row("spike arrest", 429, R"({"fault":{"faultstring":"Spike arrest","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}})",
        Origin::Api, u"policies.ratelimit.SpikeArrestViolation"_s, 3);
    row("200 without a token", 200, "{}", Origin::Auth, missing);
    row("200 empty token", 200, R"({"access_token":"","expires_in":"3599"})", Origin::Auth, missing);
    row("200 token of another type", 200, R"({"access_token":12345,"expires_in":"3599"})", Origin::Auth, missing);
    row("200 token null", 200, R"({"access_token":null,"expires_in":"3599"})", Origin::Auth, missing);
    row("200 token that would split the header", 200, R"({"access_token":"abc\r\nX-Evil: 1","expires_in":"3599"})", Origin::Auth, missing);
    row("200 token that is not ASCII", 200, R"({"access_token":"t\u00f6ken","expires_in":"3599"})", Origin::Auth, missing);
    row("200 error in disguise", 200, R"({"errorCode":"500.003.02","errorMessage":"System is busy."})", Origin::Api, u"500.003.02"_s);
    row("200 empty", 200, "", Origin::Api, u"NOT_JSON"_s);
    row("200 not JSON", 200, "OK", Origin::Api, u"NOT_JSON"_s);
    row("200 cut off", 200, R"({"access_token":"abc)", Origin::Api, u"NOT_JSON"_s);
    row("200 array", 200, R"([{"access_token":"abc","expires_in":"3599"}])", Origin::Api, u"NOT_JSON"_s);
    row("200 HTML", 200, "<!DOCTYPE html><html></html>", Origin::Api, u"GATEWAY_PAGE"_s);
}

void TokenManagerFaultsTest::refusals()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, requests);
    TokenDesk desk({ScriptedAnswer::status(status, body)});
    const TokenSaid said = desk.ask();
    QCOMPARE(said.failed, 1);
    QTEST(said.error.origin, "origin");
    QTEST(said.error.code, "code");
    QCOMPARE(said.error.httpStatus, status);
    QVERIFY(!said.error.message.isEmpty());
    QCOMPARE(desk.tokens->state(), State::Refused);
    QCOMPARE(desk.tokens->lastError().code, said.error.code);
    QVERIFY(desk.tokens->token().isEmpty());
    QVERIFY(!desk.tokens->isUsable());
    QCOMPARE(desk.tokens->lastExchange().status, status);
    QCOMPARE(desk.server.count("GET"), requests);
    QCOMPARE(desk.tokens->fetchCount(), 1);
}

void TokenManagerFaultsTest::badCredentialsSayWhatToCheck()
{
    TokenDesk desk({ScriptedAnswer::status(400)});
    const QString message = desk.ask().error.message;
    for (const char *word : {"key", "secret", "environment", "sandbox", "production"}) {
        QVERIFY2(message.contains(QLatin1StringView(word)), qPrintable(message));
    }
}

void TokenManagerFaultsTest::busyServersAreAskedAgain()
{
    TokenDesk desk({ScriptedAnswer::status(503), ScriptedAnswer::close(), tokenAnswer("third-time-lucky")});
    const TokenSaid said = desk.ask();
    QCOMPARE(said.token.token, u"third-time-lucky"_s);
    QCOMPARE(desk.tokens->fetchCount(), 1);
    QVERIFY(!desk.tokens->lastError().isError());
}

void TokenManagerFaultsTest::nobodyThere()
{
    TokenDesk desk({tokenAnswer("never")});
    desk.server.stopListening();
    const TokenSaid said = desk.ask();
    QCOMPARE(said.failed, 1);
    QCOMPARE(said.error.origin, Origin::Network);
    QCOMPARE(said.error.code, u"NETWORK"_s);
    QCOMPARE(desk.tokens->state(), State::Refused);
}

void TokenManagerFaultsTest::noCredentials_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("field");
    QTest::newRow("no key") << QString() << testConsumerSecret << u"ConsumerKey"_s;
    QTest::newRow("no secret") << testConsumerKey << QString() << u"ConsumerSecret"_s;
    QTest::newRow("neither") << QString() << QString() << u"ConsumerKey"_s;
}

void TokenManagerFaultsTest::noCredentials()
{
    QFETCH(QString, key);
    QFETCH(QString, secret);
    TokenDesk desk({tokenAnswer("never")}, key, secret);
    for (const Mode mode : {Mode::Cached, Mode::ForceRefresh}) {
        TokenWatch watch(desk.tokens->request(mode));
        QCOMPARE(watch.said.signalCount(), 0);
        QVERIFY(watch.wait());
        QCOMPARE(watch.said.error.origin, Origin::Validation);
        QTEST(watch.said.error.field, "field");
    }
    QCOMPARE(desk.tokens->fetchCount(), 0);
    QCOMPARE(desk.tokens->state(), State::None);
    QCOMPARE(desk.server.requests().size(), 0);
}

void TokenManagerFaultsTest::failureKeepsTheOlderToken()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), ScriptedAnswer::status(400)});
    QVERIFY(desk.ask().ready);
    QVERIFY(desk.ask(Mode::ForceRefresh).failed);
    QCOMPARE(desk.tokens->state(), State::Refused);
    QVERIFY(desk.tokens->isUsable());
    const TokenSaid said = desk.ask();
    QVERIFY(said.cached);
    QCOMPARE(said.token.token, u"first-token-of-the-day"_s);
}

void TokenManagerFaultsTest::abortOne()
{
    TokenDesk desk({ScriptedAnswer::silence()});
    TokenRequest *leaving = desk.tokens->request();
    TokenWatch left(leaving);
    TokenWatch stayed(desk.tokens->request());
    QTRY_COMPARE(desk.server.requests().size(), 1);
    leaving->abort();
    QCOMPARE(left.said.signalCount(), 0); // never from inside abort()
    QVERIFY(left.wait());
    QCOMPARE(left.said.error.origin, Origin::Aborted);
    QCOMPARE(desk.tokens->state(), State::Fetching);

    desk.server.writeNow(tokenAnswer("for-the-one-who-stayed").bytes);
    QVERIFY(stayed.wait());
    QCOMPARE(stayed.said.token.token, u"for-the-one-who-stayed"_s);
}

void TokenManagerFaultsTest::abortAllEndsTheFetch()
{
    TokenDesk desk({ScriptedAnswer::silence()});
    QSignalSpy lost(&desk.server, &ScriptedServer::connectionLost);
    TokenRequest *first = desk.tokens->request();
    TokenRequest *second = desk.tokens->request();
    TokenWatch one(first);
    TokenWatch two(second);
    QTRY_COMPARE(desk.server.requests().size(), 1);
    first->abort();
    second->abort();
    QVERIFY(one.wait());
    QVERIFY(two.wait());
    QCOMPARE(two.said.error.code, u"ABORTED"_s);
    QTRY_COMPARE(lost.count(), 1); // the abort reached the socket
    QCOMPARE(desk.tokens->state(), State::None);
    QVERIFY(!desk.tokens->lastError().isError());

    desk.server.setScript({tokenAnswer("after-all")});
    QCOMPARE(desk.ask().token.token, u"after-all"_s);
}

void TokenManagerFaultsTest::abortOfWhatIsServedFromMemory()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day")});
    QVERIFY(desk.ask().ready);
    TokenRequest *request = desk.tokens->request();
    TokenWatch watch(request);
    request->abort();
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Aborted);
    QCOMPARE(desk.tokens->servedCount(), 0);
}

void TokenManagerFaultsTest::abortTwiceAndLate()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day")});
    TokenRequest *request = desk.tokens->request();
    TokenWatch watch(request);
    connect(request, &TokenRequest::ready, this, [request] { request->abort(); });
    connect(request, &TokenRequest::finished, this, [request] { request->abort(); });
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.ready, 1);

    TokenRequest *twice = desk.tokens->request(Mode::ForceRefresh);
    TokenWatch second(twice);
    twice->abort();
    twice->abort();
    QVERIFY(second.wait());
    QCOMPARE(second.said.failed, 1);
}

void TokenManagerFaultsTest::deletedRequest()
{
    TokenDesk desk({ScriptedAnswer::silence()});
    TokenRequest *request = desk.tokens->request();
    TokenWatch stays(desk.tokens->request());
    QTRY_COMPARE(desk.server.requests().size(), 1);
    delete request;
    desk.server.writeNow(tokenAnswer("for-the-one-who-stayed").bytes);
    QVERIFY(stays.wait());

    desk.server.setScript({ScriptedAnswer::silence()});
    delete desk.tokens->request(Mode::ForceRefresh);
    QCOMPARE(desk.tokens->state(), State::Valid); // nobody is left: the fetch is over
}

void TokenManagerFaultsTest::credentialsChangedInMidFetch()
{
    TokenDesk desk({ScriptedAnswer::silence(), tokenAnswer("token-of-the-new-app")});
    TokenWatch first(desk.tokens->request());
    TokenWatch second(desk.tokens->request(Mode::ForceRefresh));
    QTRY_COMPARE(desk.server.requests().size(), 1);

    desk.tokens->setCredentials(u"new-key"_s, u"new-secret"_s);
    QCOMPARE(first.said.signalCount(), 0);
    for (TokenWatch *watch : {&first, &second}) {
        QVERIFY(watch->wait());
        QCOMPARE(watch->said.token.token, u"token-of-the-new-app"_s);
    }
    QCOMPARE(desk.tokens->consumerKey(), u"new-key"_s);
    QCOMPARE(desk.server.requests().size(), 2);
    QVERIFY(desk.server.requests().last().headerLines().contains("Authorization: Basic " + QByteArray("new-key:new-secret").toBase64()));
    QCOMPARE(desk.tokens->fetchCount(), 2);
}

void TokenManagerFaultsTest::credentialsTakenAwayInMidFetch()
{
    TokenDesk desk({ScriptedAnswer::silence()});
    TokenWatch watch(desk.tokens->request());
    QTRY_COMPARE(desk.server.requests().size(), 1);
    desk.tokens->setCredentials(QString(), QString());
    QCOMPARE(watch.said.signalCount(), 0);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Validation);
    QCOMPARE(desk.tokens->state(), State::None);
}

void TokenManagerFaultsTest::credentialsChangedByTheFirstAnswered()
{
    TokenDesk desk({tokenAnswer("token-of-the-old-app"), tokenAnswer("token-of-the-new-app")});
    TokenRequest *request = desk.tokens->request();
    connect(request, &TokenRequest::ready, this, [&desk] { desk.tokens->setCredentials(u"new-key"_s, u"new-secret"_s); });
    TokenWatch first(request);
    TokenWatch second(desk.tokens->request());
    QVERIFY(first.wait());
    QVERIFY(second.wait());
    QCOMPARE(first.said.token.token, u"token-of-the-old-app"_s);
    QCOMPARE(second.said.token.token, u"token-of-the-new-app"_s);
}

void TokenManagerFaultsTest::askingAgainFromAHandler()
{
    TokenDesk desk({ScriptedAnswer::status(400), tokenAnswer("second-attempt")});
    TokenRequest *request = desk.tokens->request();
    std::unique_ptr<TokenWatch> again;
    connect(request, &TokenRequest::failed, this, [&] { again = std::make_unique<TokenWatch>(desk.tokens->request()); });
    TokenWatch first(request);
    QVERIFY(first.wait());
    QVERIFY(again);
    QVERIFY(again->wait());
    QCOMPARE(again->said.token.token, u"second-attempt"_s);
}

void TokenManagerFaultsTest::destroyedInMidFetch()
{
    TokenDesk desk({ScriptedAnswer::silence()});
    QSignalSpy lost(&desk.server, &ScriptedServer::connectionLost);
    TokenWatch watch(desk.tokens->request());
    QTRY_COMPARE(desk.server.requests().size(), 1);
    desk.tokens.reset();
    QTRY_COMPARE(lost.count(), 1);
    QCOMPARE(watch.said.signalCount(), 0);
}

void TokenManagerFaultsTest::destroyedByAHandler_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<int>("status");
    for (const char *signal : {"changed", "ready", "finished"}) {
        QTest::newRow(signal) << QByteArray(signal) << 200;
    }
    QTest::newRow("failed") << QByteArray("failed") << 400;
}

void TokenManagerFaultsTest::destroyedByAHandler()
{
    QFETCH(QByteArray, signal);
    QFETCH(int, status);
    TokenDesk desk({status == 200 ? tokenAnswer("the-last-token") : ScriptedAnswer::status(status)});
    TokenRequest *request = desk.tokens->request();
    TokenWatch first(request);
    TokenWatch second(desk.tokens->request());
    const auto destroy = [&desk] { desk.tokens.reset(); };
    if (signal == "changed") {
        connect(desk.tokens.get(), &TokenManager::changed, this, destroy);
    } else if (signal == "ready") {
        connect(request, &TokenRequest::ready, this, destroy);
    } else if (signal == "finished") {
        connect(request, &TokenRequest::finished, this, destroy);
    } else {
        connect(request, &TokenRequest::failed, this, destroy);
    }
    QVERIFY(waitUntil([&desk] { return !desk.tokens; }));
    QCOMPARE(second.said.signalCount(), 0);
}

QTEST_GUILESS_MAIN(TokenManagerFaultsTest)
#include "tst_tokenmanager_faults.moc"
