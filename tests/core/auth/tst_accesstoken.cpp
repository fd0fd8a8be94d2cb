// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/auth/accesstoken.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
AccessToken tokenMadeNow(const Clock &clock)
{
    AccessToken token;
    token.token = u"kS9Yx2mQv71LdPzR0aWcE4tUbN8h"_s;
    token.createdAt = clock.now();
    token.createdSteady = clock.steady();
    return token;
}
} // namespace

class AccessTokenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void livesAnHourByDefault();
    void endsExactly();
    void wallClockSetForward();
    void wallClockSetBack();
    void emptyIsExpired();
    void masked_data();
    void masked();
};

void AccessTokenTest::livesAnHourByDefault()
{
    const FakeClock clock;
    const AccessToken token = tokenMadeNow(clock);
    QCOMPARE(token.expiresIn, 3600s);
    QCOMPARE(token.remaining(clock), std::chrono::milliseconds(3600s));
    QCOMPARE(token.expiresAt(), clock.now().addSecs(3600));
    QVERIFY(!token.isExpired(clock));
}

void AccessTokenTest::endsExactly()
{
    FakeClock clock;
    const AccessToken token = tokenMadeNow(clock);
    clock.advance(3600s - 1ms);
    QCOMPARE(token.remaining(clock), 1ms);
    QVERIFY(!token.isExpired(clock));
    clock.advance(1ms);
    QVERIFY(token.isExpired(clock));
    clock.advance(24h * 365);
    QCOMPARE(token.remaining(clock), 0ms);
}

void AccessTokenTest::wallClockSetForward()
{
    FakeClock clock;
    const AccessToken token = tokenMadeNow(clock);
    clock.jumpWall(30min);
    QCOMPARE(token.remaining(clock), std::chrono::milliseconds(30min));
    clock.jumpWall(24h);
    QVERIFY(token.isExpired(clock));
}

void AccessTokenTest::wallClockSetBack()
{
    FakeClock clock;
    const AccessToken token = tokenMadeNow(clock);
    clock.jumpWall(-24h);
    QCOMPARE(token.remaining(clock), std::chrono::milliseconds(3600s)); // not 25 hours
    clock.advance(3600s);
    QVERIFY(token.isExpired(clock));
}

void AccessTokenTest::emptyIsExpired()
{
    const FakeClock clock;
    AccessToken token = tokenMadeNow(clock);
    token.token.clear();
    QVERIFY(token.isEmpty());
    QVERIFY(token.isExpired(clock));
}

void AccessTokenTest::masked_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("shown");
    QTest::newRow("usual") << u"kS9Yx2mQv71LdPzR0aWcE4tUbN8h"_s << u"kS9Y••••••8h"_s;
    QTest::newRow("short") << u"kS9Yx2mQv7"_s << u"••••••"_s;
    QTest::newRow("none") << QString() << QString();
}

void AccessTokenTest::masked()
{
    QFETCH(QString, token);
    AccessToken access;
    access.token = token;
    QTEST(access.masked(), "shown");
}

QTEST_GUILESS_MAIN(AccessTokenTest)
#include "tst_accesstoken.moc"
