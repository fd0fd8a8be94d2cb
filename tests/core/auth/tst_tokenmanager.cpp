// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/auth/tokendesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = TokenManager::Mode;
using State = TokenManager::State;

class TokenManagerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void fetchesAsDarajaWants();
    void recordHoldsNoSecret();
    void echoedSecretsAreMasked();
    void servesFromMemoryUntilTheMargin();
    void shortLivedTokensHaveSmallMargins();
    void states();
    void forceRefreshAsksAgain();
    void adoptsWhatOthersFetched();
    void oneFetchForAThousand();
    void forceRefreshJoinsTheFetch();
    void oldRejectionsAreIgnored();
    void invalidatedBeforeItIsServed();
    void tokensOfAllKinds_data();
    void tokensOfAllKinds();
    void deadAtBirthIsHandedOutOnce();
    void countsFromTheSending();
    void clockSetForward();
    void clockSetBack();
    void sleptThroughTheNight();
};

void TokenManagerTest::fetchesAsDarajaWants()
{
    TokenDesk desk({tokenAnswer("kS9Yx2mQv71LdPzR0aWcE4tUbN8h")});
    QSignalSpy changed(desk.tokens.get(), &TokenManager::changed);
    QCOMPARE(desk.tokens->state(), State::None);
    QVERIFY(!desk.tokens->isUsable());
    const QDateTime asked = desk.clock.now();

    TokenWatch watch(desk.tokens->request());
    QCOMPARE(watch.said.signalCount(), 0); // never from inside request()
    QCOMPARE(desk.tokens->state(), State::Fetching);
    QCOMPARE(changed.count(), 1);
    QVERIFY(watch.wait());

    QCOMPARE(watch.said.ready, 1);
    QVERIFY(!watch.said.cached);
    QCOMPARE(watch.said.token.token, u"kS9Yx2mQv71LdPzR0aWcE4tUbN8h"_s);
    QCOMPARE(watch.said.token.expiresIn, 3599s);
    QCOMPARE(watch.said.token.expiresInAsSaid, u"\"3599\""_s);
    QCOMPARE(watch.said.token.createdAt, asked);
    QCOMPARE(desk.tokens->token().token, watch.said.token.token);
    QCOMPARE(desk.tokens->state(), State::Valid);
    QCOMPARE(changed.count(), 2);
    QVERIFY(!desk.tokens->lastError().isError());

    QCOMPARE(desk.server.requests().size(), 1);
    const ScriptedRequest request = desk.server.requests().first();
    QVERIFY2(request.raw.startsWith("GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\n"), request.raw.constData());
    QVERIFY2(request.headerLines().contains("Authorization: Basic R0FrZXkxeDlacXdUZkdoMzpwQTU1dzByZC0wZi1hcHA="), request.raw.constData());
    QVERIFY(request.body().isEmpty());
}

void TokenManagerTest::recordHoldsNoSecret()
{
    TokenDesk desk({tokenAnswer("kS9Yx2mQv71LdPzR0aWcE4tUbN8h")});
    QSignalSpy exchanged(&desk.http, &HttpClient::exchanged);
    QVERIFY(desk.ask().ready);
    QCOMPARE(exchanged.count(), 1);

    for (const HttpExchange &exchange : {desk.tokens->lastExchange(), exchanged.first().first().value<HttpExchange>()}) {
        QByteArray all = exchange.requestBody + exchange.responseBody + exchange.url.toEncoded();
        for (const HttpHeaders &headers : {exchange.requestHeaders, exchange.responseHeaders}) {
            for (const auto &[name, value] : headers.fields()) {
                all += name + ": " + value + '\n';
            }
        }
        QVERIFY(exchange.requestHeaders.value("Authorization").startsWith("Basic "));
        QVERIFY(exchange.responseBody.contains("expires_in"));
        QVERIFY2(!all.contains("kS9Yx2mQv71LdPzR0aWcE4tUbN8h"), all.constData());
        QVERIFY2(!all.contains(testConsumerSecret.toUtf8()), all.constData());
        QVERIFY2(!all.contains("R0FrZXkxeDlacXdUZkdoMzpwQTU1dzByZC0wZi1hcHA="), all.constData());
    }
}

void TokenManagerTest::echoedSecretsAreMasked()
{
    const QByteArray basic = (testConsumerKey + u':' + testConsumerSecret).toUtf8().toBase64();
    TokenDesk desk({ScriptedAnswer::status(400, R"({"errorCode":"400.008.01","errorMessage":"Cannot read )" + basic + " or " +
                                                    testConsumerSecret.toUtf8() + "\"}")});
    const MpesaError error = desk.ask().error;
    QCOMPARE(error.code, u"400.008.01"_s);
    for (const QByteArray &text : {desk.tokens->lastExchange().responseBody, error.body, error.message.toUtf8()}) {
        QVERIFY2(text.contains("Cannot read"), text.constData());
        QVERIFY2(!text.contains(basic), text.constData());
        QVERIFY2(!text.contains(testConsumerSecret.toUtf8()), text.constData());
    }
}

void TokenManagerTest::servesFromMemoryUntilTheMargin()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), tokenAnswer("second-token-of-the-day")});
    QVERIFY(desk.ask().ready);

    desk.clock.advance(3599s - TokenManager::safetyMargin - 1ms);
    QVERIFY(desk.tokens->isUsable());
    const TokenSaid cached = desk.ask();
    QCOMPARE(cached.ready, 1);
    QVERIFY(cached.cached);
    QCOMPARE(cached.token.token, u"first-token-of-the-day"_s);
    QCOMPARE(desk.tokens->servedCount(), 1);
    QCOMPARE(desk.tokens->fetchCount(), 1);

    desk.clock.advance(1ms);
    QVERIFY(!desk.tokens->isUsable());
    const TokenSaid renewed = desk.ask();
    QVERIFY(!renewed.cached);
    QCOMPARE(renewed.token.token, u"second-token-of-the-day"_s);
    QCOMPARE(desk.tokens->servedCount(), 0);
    QCOMPARE(desk.tokens->fetchCount(), 2);
    QCOMPARE(desk.server.count("GET"), 2);
}

void TokenManagerTest::shortLivedTokensHaveSmallMargins()
{
    TokenDesk desk({tokenAnswer("lives-for-100-seconds", "100")});
    QVERIFY(desk.ask().ready);
    desk.clock.advance(74s);
    QCOMPARE(desk.tokens->state(), State::Valid);
    desk.clock.advance(1s); // a quarter is left
    QCOMPARE(desk.tokens->state(), State::Expiring);
    desk.clock.advance(14s);
    QVERIFY(desk.tokens->isUsable());
    desk.clock.advance(1s); // a tenth is left
    QVERIFY(!desk.tokens->isUsable());
    QCOMPARE(desk.tokens->state(), State::Expiring);
}

void TokenManagerTest::states()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), ScriptedAnswer::status(400), tokenAnswer("another-token")});
    QVERIFY(desk.ask().ready);
    QCOMPARE(desk.tokens->state(), State::Valid);
    desk.clock.advance(3599s - TokenManager::expiringWindow - 1ms);
    QCOMPARE(desk.tokens->state(), State::Valid);
    desk.clock.advance(1ms);
    QCOMPARE(desk.tokens->state(), State::Expiring);
    desk.clock.advance(TokenManager::expiringWindow - 1ms);
    QCOMPARE(desk.tokens->state(), State::Expiring);
    desk.clock.advance(1ms);
    QCOMPARE(desk.tokens->state(), State::Expired);

    QVERIFY(desk.ask().failed);
    QCOMPARE(desk.tokens->state(), State::Refused);
    QCOMPARE(desk.tokens->lastError().code, u"AUTH_INVALID_CREDENTIALS"_s);
    QVERIFY(desk.ask().ready);
    QCOMPARE(desk.tokens->state(), State::Valid);
    desk.tokens->invalidate(u"another-token"_s);
    QCOMPARE(desk.tokens->state(), State::None);
}

void TokenManagerTest::adoptsWhatOthersFetched()
{
    TokenDesk desk({tokenAnswer("kS9Yx2mQv71LdPzR0aWcE4tUbN8h")});
    QSignalSpy changed(desk.tokens.get(), &TokenManager::changed);
    AccessToken token;
    token.token = u"of-another-road-0001"_s;
    token.createdAt = desk.clock.now();
    token.createdSteady = desk.clock.steady();
    const QString key = desk.tokens->consumerKey();
    const QString secret = testConsumerSecret;

    desk.tokens->adopt(token, key, u"another secret"_s);
    desk.tokens->adopt(token, u"another key"_s, secret);
    desk.tokens->adopt({}, key, secret);
    QCOMPARE(changed.count(), 0);
    QVERIFY(!desk.tokens->isUsable());

    desk.tokens->adopt(token, key, secret);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(desk.tokens->state(), State::Valid);
    TokenWatch served(desk.tokens->request());
    QVERIFY(served.wait());
    QVERIFY(served.said.cached);
    QCOMPARE(served.said.token.token, token.token);
    QCOMPARE(desk.tokens->fetchCount(), 0);

    TokenWatch fresh(desk.tokens->request(Mode::ForceRefresh));
    desk.tokens->adopt(token, key, secret); // the one on its way is newer
    QVERIFY(fresh.wait());
    QCOMPARE(desk.tokens->token().token, u"kS9Yx2mQv71LdPzR0aWcE4tUbN8h"_s);
}

void TokenManagerTest::forceRefreshAsksAgain()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), tokenAnswer("second-token-of-the-day")});
    QVERIFY(desk.ask().ready);
    const TokenSaid forced = desk.ask(Mode::ForceRefresh);
    QVERIFY(!forced.cached);
    QCOMPARE(forced.token.token, u"second-token-of-the-day"_s);
    QVERIFY(desk.ask().cached);
    QCOMPARE(desk.server.count("GET"), 2);
}

void TokenManagerTest::oneFetchForAThousand()
{
    TokenDesk desk({tokenAnswer("token-for-a-thousand")});
    std::vector<std::unique_ptr<TokenWatch>> watches;
    for (int i = 0; i < 1000; ++i) {
        watches.push_back(std::make_unique<TokenWatch>(desk.tokens->request()));
    }
    for (const auto &watch : watches) {
        QVERIFY(watch->wait());
        QCOMPARE(watch->said.ready, 1);
        QCOMPARE(watch->said.token.token, u"token-for-a-thousand"_s);
        QVERIFY(!watch->said.cached);
    }
    QCOMPARE(desk.tokens->fetchCount(), 1);
    QCOMPARE(desk.server.requests().size(), 1);
}

void TokenManagerTest::forceRefreshJoinsTheFetch()
{
    TokenDesk desk({ScriptedAnswer::silence()});
    TokenWatch first(desk.tokens->request());
    TokenWatch forced(desk.tokens->request(Mode::ForceRefresh));
    QTRY_COMPARE(desk.server.requests().size(), 1);
    TokenWatch late(desk.tokens->request(Mode::ForceRefresh));
    desk.server.writeNow(tokenAnswer("the-only-token").bytes);
    for (TokenWatch *watch : {&first, &forced, &late}) {
        QVERIFY(watch->wait());
        QCOMPARE(watch->said.token.token, u"the-only-token"_s);
    }
    QCOMPARE(desk.tokens->fetchCount(), 1);
    QCOMPARE(desk.server.requests().size(), 1);
}

void TokenManagerTest::oldRejectionsAreIgnored()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), tokenAnswer("second-token-of-the-day")});
    QVERIFY(desk.ask().ready);
    desk.tokens->invalidate(u"first-token-of-the-day"_s);
    QVERIFY(desk.tokens->token().isEmpty());
    QVERIFY(desk.ask().ready);

    QSignalSpy changed(desk.tokens.get(), &TokenManager::changed);
    for (int i = 0; i < 5; ++i) {
        desk.tokens->invalidate(u"first-token-of-the-day"_s);
        desk.tokens->invalidate(QString());
    }
    QVERIFY(desk.ask().cached);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(desk.tokens->fetchCount(), 2);
}

void TokenManagerTest::invalidatedBeforeItIsServed()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), tokenAnswer("second-token-of-the-day")});
    QVERIFY(desk.ask().ready);
    TokenWatch watch(desk.tokens->request()); // would be served from memory
    desk.tokens->invalidate(u"first-token-of-the-day"_s);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.token.token, u"second-token-of-the-day"_s);
    QVERIFY(!watch.said.cached);
}

void TokenManagerTest::tokensOfAllKinds_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("token");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("said");

    const auto lifetime = [](const char *name, const QByteArray &expiresIn, int seconds) {
        QTest::newRow(name) << QByteArray(R"({"access_token":"a-token-like-any","expires_in":)" + expiresIn + "}") << u"a-token-like-any"_s
                            << seconds << QString::fromUtf8(expiresIn);
    };
    lifetime("text", "\"3599\"", 3599);
    lifetime("number", "3599", 3599);
    lifetime("fraction", "3599.9", 3599);
    lifetime("text with spaces", "\" 1800 \"", 1800);
    lifetime("a day", "86400", 86400);
    lifetime("zero", "0", 0);
    lifetime("zero text", "\"0\"", 0);
    lifetime("negative", "-5", 0);
    lifetime("negative text", "\"-3599\"", 0);
    lifetime("more than a day", "86401", 3600);
    lifetime("enormous text", "\"99999999999999999999\"", 3600);
    lifetime("garbage", "\"soon\"", 3600);
    lifetime("nan", "\"nan\"", 3600);
    lifetime("infinite", "\"inf\"", 3600);
    lifetime("empty", "\"\"", 3600);
    lifetime("null", "null", 3600);
    lifetime("true", "true", 3600);
    lifetime("list", "[3599]", 3600);

    QTest::newRow("missing") << QByteArray(R"({"access_token":"a-token-like-any"})") << u"a-token-like-any"_s << 3600 << QString();
    QTest::newRow("duplicate keys: the last one")
        << QByteArray(R"({"access_token":"first","access_token":"second","expires_in":"10","expires_in":"20"})") << u"second"_s << 20
        << u"\"20\""_s;
    QTest::newRow("white space") << QByteArray("\r\n {\"access_token\" : \" a-token-like-any\\n\", \"expires_in\": 60 } \r\n")
                                 << u"a-token-like-any"_s << 60 << u"60"_s;
    QTest::newRow("more members") << QByteArray(R"({"access_token":"x.y-z_~+/=","token_type":"Bearer","expires_in":"3599","scope":""})")
                                  << u"x.y-z_~+/="_s << 3599 << u"\"3599\""_s;
}

void TokenManagerTest::tokensOfAllKinds()
{
    QFETCH(QByteArray, body);
    QFETCH(int, seconds);
    TokenDesk desk({ScriptedAnswer::json(body)});
    const TokenSaid watch = desk.ask();
    QCOMPARE(watch.ready, 1);
    QTEST(watch.token.token, "token");
    QCOMPARE(watch.token.expiresIn, std::chrono::seconds(seconds));
    QTEST(watch.token.expiresInAsSaid, "said");
    QCOMPARE(desk.tokens->isUsable(), seconds > 0);
    QCOMPARE(desk.tokens->state(), seconds > 0 ? State::Valid : State::Expired);
}

void TokenManagerTest::deadAtBirthIsHandedOutOnce()
{
    TokenDesk desk({tokenAnswer("dead-at-birth-1", "0"), tokenAnswer("dead-at-birth-2", "0")});
    TokenWatch first(desk.tokens->request());
    TokenWatch second(desk.tokens->request());
    QVERIFY(first.wait());
    QVERIFY(second.wait());
    QCOMPARE(first.said.token.token, u"dead-at-birth-1"_s);
    QCOMPARE(second.said.token.token, u"dead-at-birth-1"_s);
    QCOMPARE(desk.tokens->fetchCount(), 1);
    QCOMPARE(desk.tokens->state(), State::Expired);

    QCOMPARE(desk.ask().token.token, u"dead-at-birth-2"_s);
    QCOMPARE(desk.server.requests().size(), 2);
}

void TokenManagerTest::countsFromTheSending()
{
    TokenDesk desk({ScriptedAnswer::silence()});
    TokenWatch watch(desk.tokens->request());
    QTRY_COMPARE(desk.server.requests().size(), 1);
    const QDateTime sent = desk.clock.now();
    desk.clock.advance(20s); // a slow answer
    desk.server.writeNow(tokenAnswer("came-late").bytes);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.token.createdAt, sent);
    QCOMPARE(watch.said.token.remaining(desk.clock), std::chrono::milliseconds(3579s));
}

void TokenManagerTest::clockSetForward()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), tokenAnswer("second-token-of-the-day")});
    QVERIFY(desk.ask().ready);
    desk.clock.jumpWall(2h);
    QCOMPARE(desk.tokens->state(), State::Expired);
    QCOMPARE(desk.ask().token.token, u"second-token-of-the-day"_s);
    desk.clock.jumpWall(-2h); // and back: nothing is wrong with the new token
    QCOMPARE(desk.tokens->state(), State::Valid);
    QVERIFY(desk.ask().cached);
}

void TokenManagerTest::clockSetBack()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), tokenAnswer("second-token-of-the-day")});
    QVERIFY(desk.ask().ready);
    desk.clock.jumpWall(-2h);
    QVERIFY(desk.ask().cached);
    desk.clock.advance(3540s);
    QVERIFY(!desk.ask().cached);
    QCOMPARE(desk.server.requests().size(), 2);
}

void TokenManagerTest::sleptThroughTheNight()
{
    TokenDesk desk({tokenAnswer("first-token-of-the-day"), tokenAnswer("second-token-of-the-day")});
    QVERIFY(desk.ask().ready);
    desk.clock.advance(8h);
    QCOMPARE(desk.tokens->state(), State::Expired);
    QCOMPARE(desk.ask().token.token, u"second-token-of-the-day"_s);
}

QTEST_GUILESS_MAIN(TokenManagerTest)
#include "tst_tokenmanager.moc"
