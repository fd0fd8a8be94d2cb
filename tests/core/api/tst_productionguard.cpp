// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/productionguard.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = GuardVerdict::Kind;

Q_DECLARE_METATYPE(daraja::GuardVerdict::Kind)

class ProductionGuardTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatItGuards_data();
    void whatItGuards();
    void lockedUntilTheShortCodeIsTyped_data();
    void lockedUntilTheShortCodeIsTyped();
    void unlockedForFifteenMinutes();
    void wallClockChangesNothing_data();
    void wallClockChangesNothing();
    void lockLocks();
    void anotherProfileStaysLocked_data();
    void anotherProfileStaysLocked();
    void cap_data();
    void cap();
    void duplicates_data();
    void duplicates();
    void duplicateForTwoMinutes();
    void forgottenCallsAreNoDuplicates();
    void intentsOfOtherProcesses_data();
    void intentsOfOtherProcesses();
    void lockedComesFirst();

private:
    static Profile shop()
    {
        Profile profile;
        profile.id = u"shop"_s;
        profile.environment = Environment::Production;
        profile.consumerKey = u"Gx3pQ7rT"_s;
        profile.shortCode = u"600984"_s;
        return profile;
    }
    static Values push(const QString &amount = u"1250"_s, const QString &phone = u"254712345678"_s)
    {
        return {{u"BusinessShortCode"_s, u"600984"_s},
                {u"Amount"_s, amount},
                {u"PartyA"_s, phone},
                {u"PartyB"_s, u"600984"_s},
                {u"PhoneNumber"_s, phone},
                {u"AccountReference"_s, u"INV-1"_s}};
    }
    static const OperationSpec &operation(const QString &id = u"stk_push"_s) { return *findOperation(id); }
    Intent intent(quint64 callId = 7, const Values &values = push())
    {
        return {callId, u"stk_push"_s, u"STK push"_s, Environment::Production, u"shop"_s, u"Duka"_s, {}, values, clock.now(), {}};
    }
    Kind check(const Profile &profile = shop(), const Values &values = push()) { return guard.check(operation(), values, profile).kind; }

    FakeClock clock;
    ProductionGuard guard{clock};
};

void ProductionGuardTest::whatItGuards_data()
{
    QTest::addColumn<QString>("operationId");
    QTest::addColumn<int>("environment");
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("guarded");
    const auto row = [](const char *name, const QString &id, Environment environment, const QString &url, bool guarded) {
        QTest::newRow(name) << id << int(environment) << QUrl(url) << guarded;
    };
    row("asks for money", u"stk_push"_s, Environment::Production, {}, true);
    row("moves money", u"b2c_payment"_s, Environment::Production, {}, true);
    row("moves it between businesses", u"b2b_paybill"_s, Environment::Production, {}, true);
    row("takes it back", u"reversal"_s, Environment::Production, {}, true);
    row("reads", u"account_balance"_s, Environment::Production, {}, false);
    row("changes", u"c2b_register"_s, Environment::Production, {}, false);
    row("simulator", u"b2c_payment"_s, Environment::Simulator, {}, false);
    row("sandbox", u"b2c_payment"_s, Environment::Sandbox, {}, false);
    row("another server", u"b2c_payment"_s, Environment::Custom, u"https://daraja.example"_s, false);
    row("production by its address", u"b2c_payment"_s, Environment::Custom, u"https://api.safaricom.co.ke"_s, true);
    row("an old address", u"b2c_payment"_s, Environment::Sandbox, u"https://api.safaricom.co.ke"_s, false);
}

void ProductionGuardTest::whatItGuards()
{
    QFETCH(QString, operationId);
    QFETCH(int, environment);
    QFETCH(QUrl, url);
    QFETCH(bool, guarded);
    Profile profile = shop();
    profile.environment = Environment(environment);
    profile.customBaseUrl = url;
    QCOMPARE(ProductionGuard::guards(operation(operationId), profile), guarded);
    const GuardVerdict verdict = guard.check(operation(operationId), {}, profile);
    QCOMPARE(verdict.kind, guarded ? Kind::Locked : Kind::Allowed);
    QCOMPARE(verdict.isAllowed(), !guarded);
    QCOMPARE(verdict.code(), guarded ? u"GUARD_LOCKED"_s : QString());
    QCOMPARE(verdict.text.isEmpty(), !guarded);
}

void ProductionGuardTest::lockedUntilTheShortCodeIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("opens");
    QTest::newRow("right") << u"600984"_s << true;
    QTest::newRow("spaces around") << u" 600984\n"_s << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("spaces") << u"  "_s << false;
    QTest::newRow("the beginning") << u"60098"_s << false;
    QTest::newRow("more") << u"6009841"_s << false;
    QTest::newRow("another") << u"174379"_s << false;
    QTest::newRow("spaces inside") << u"600 984"_s << false;
}

void ProductionGuardTest::lockedUntilTheShortCodeIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(bool, opens);
    guard.lock();
    QCOMPARE(check(), Kind::Locked);
    QVERIFY(guard.check(operation(), push(), shop()).text.contains(u"600984"));
    QCOMPARE(guard.unlock(shop(), typed), opens);
    QCOMPARE(check(), opens ? Kind::Allowed : Kind::Locked);

    Profile nameless = shop();
    nameless.shortCode.clear();
    QVERIFY(!guard.unlock(nameless, typed));
    QVERIFY(!guard.unlock(nameless, {}));
    QCOMPARE(check(nameless), Kind::Locked);
    QVERIFY(guard.check(operation(), push(), nameless).text.contains(u"no short code"));
    QCOMPARE(check(), opens ? Kind::Allowed : Kind::Locked); // a wrong word changes nothing
}

void ProductionGuardTest::unlockedForFifteenMinutes()
{
    guard.lock();
    QCOMPARE(guard.unlockedFor(shop()), 0ms);
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    QCOMPARE(guard.unlockedFor(shop()), 15min);
    clock.advance(14min + 59s + 999ms);
    QCOMPARE(guard.unlockedFor(shop()), 1ms);
    QCOMPARE(check(), Kind::Allowed);
    clock.advance(1ms);
    QCOMPARE(guard.unlockedFor(shop()), 0ms);
    QCOMPARE(check(), Kind::Locked);
    clock.advance(24h);
    QCOMPARE(guard.unlockedFor(shop()), 0ms);

    QVERIFY(guard.unlock(shop(), u"600984"_s));
    clock.advance(10min);
    QVERIFY(guard.unlock(shop(), u"600984"_s)); // typed again: from now on
    QCOMPARE(guard.unlockedFor(shop()), 15min);
}

void ProductionGuardTest::wallClockChangesNothing_data()
{
    QTest::addColumn<int>("hours");
    QTest::newRow("back") << -24;
    QTest::newRow("forward") << 24;
}

void ProductionGuardTest::wallClockChangesNothing()
{
    QFETCH(int, hours);
    guard.lock();
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    guard.remember(intent());
    clock.jumpWall(std::chrono::hours(hours));
    QCOMPARE(guard.unlockedFor(shop()), 15min);
    QCOMPARE(check(), Kind::Duplicate);
    clock.advance(2min);
    QCOMPARE(check(), Kind::Allowed);
    clock.advance(13min);
    QCOMPARE(check(), Kind::Locked);
}

void ProductionGuardTest::lockLocks()
{
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    guard.lock();
    QCOMPARE(guard.unlockedFor(shop()), 0ms);
    QCOMPARE(check(), Kind::Locked);
}

void ProductionGuardTest::anotherProfileStaysLocked_data()
{
    QTest::addColumn<QString>("member");
    QTest::newRow("another id") << u"id"_s;
    QTest::newRow("another short code") << u"shortCode"_s;
    QTest::newRow("another key") << u"consumerKey"_s;
    QTest::newRow("another address") << u"url"_s;
}

void ProductionGuardTest::anotherProfileStaysLocked()
{
    QFETCH(QString, member);
    guard.lock();
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    Profile other = shop();
    if (member == u"id") {
        other.id = u"other"_s;
    } else if (member == u"shortCode") {
        other.shortCode = u"600985"_s;
    } else if (member == u"consumerKey") {
        other.consumerKey = u"other"_s;
    } else {
        other.customBaseUrl = QUrl(u"https://api.safaricom.co.ke"_s);
    }
    QCOMPARE(check(other), Kind::Locked);
    QCOMPARE(guard.unlockedFor(other), 0ms);
    QCOMPARE(check(), Kind::Allowed);
    QVERIFY(guard.unlock(other, other.shortCode));
    QCOMPARE(check(), Kind::Locked); // one at a time
}

void ProductionGuardTest::cap_data()
{
    QTest::addColumn<qint64>("most");
    QTest::addColumn<QString>("amount");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("below") << qint64(10'000) << u"9999"_s << Kind::Allowed;
    QTest::newRow("exactly") << qint64(10'000) << u"10000"_s << Kind::Allowed;
    QTest::newRow("above") << qint64(10'000) << u"10001"_s << Kind::OverCap;
    QTest::newRow("with separators") << qint64(10'000) << u"10,001"_s << Kind::OverCap;
    QTest::newRow("raised") << qint64(250'000) << u"250000"_s << Kind::Allowed;
    QTest::newRow("lowered") << qint64(1) << u"2"_s << Kind::OverCap;
    QTest::newRow("nothing allowed") << qint64(0) << u"1"_s << Kind::OverCap;
    QTest::newRow("not typed yet") << qint64(10'000) << QString() << Kind::Allowed;
}

void ProductionGuardTest::cap()
{
    QFETCH(qint64, most);
    QFETCH(QString, amount);
    QFETCH(Kind, kind);
    guard.lock();
    Profile profile = shop();
    profile.productionCap = most;
    QVERIFY(guard.unlock(profile, u"600984"_s));
    const GuardVerdict verdict = guard.check(operation(), push(amount), profile);
    QCOMPARE(verdict.kind, kind);
    QCOMPARE(verdict.code(), kind == Kind::OverCap ? u"GUARD_OVER_CAP"_s : QString());
    if (amount == u"10001") {
        QVERIFY(verdict.text.contains(u"KES 10,001.00"));
        QVERIFY(verdict.text.contains(u"KES 10,000.00"));
    }
    Profile sandbox = profile;
    sandbox.environment = Environment::Sandbox;
    QCOMPARE(check(sandbox, push(amount)), Kind::Allowed);
}

void ProductionGuardTest::duplicates_data()
{
    QTest::addColumn<QString>("operationId");
    QTest::addColumn<Values>("first");
    QTest::addColumn<Values>("second");
    QTest::addColumn<Kind>("kind");
    const Values pay = push();
    QTest::newRow("the same") << u"stk_push"_s << pay << pay << Kind::Duplicate;
    Values otherReference = pay;
    otherReference.insert(u"AccountReference"_s, u"INV-2"_s);
    QTest::newRow("another reference") << u"stk_push"_s << pay << otherReference << Kind::Duplicate;
    QTest::newRow("another amount") << u"stk_push"_s << pay << push(u"1251"_s) << Kind::Allowed;
    QTest::newRow("another phone") << u"stk_push"_s << pay << push(u"1250"_s, u"254712345679"_s) << Kind::Allowed;
    const Values back{{u"TransactionID"_s, u"UCE4K7Q2ZB"_s}, {u"Amount"_s, u"10"_s}, {u"ReceiverParty"_s, u"600984"_s}};
    Values another = back;
    another.insert(u"TransactionID"_s, u"UCE4K7Q2ZC"_s);
    QTest::newRow("reversal of the same payment") << u"reversal"_s << back << back << Kind::Duplicate;
    QTest::newRow("reversal of another payment") << u"reversal"_s << back << another << Kind::Allowed;
    const Values salary{{u"PartyA"_s, u"600984"_s},
                        {u"PartyB"_s, u"254712345678"_s},
                        {u"Amount"_s, u"500"_s},
                        {u"OriginatorConversationID"_s, u"payroll-1"_s}};
    Values newId = salary;
    newId.insert(u"OriginatorConversationID"_s, u"payroll-2"_s);
    QTest::newRow("payment under a new id") << u"b2c_payment"_s << salary << newId << Kind::Duplicate;
}

void ProductionGuardTest::duplicates()
{
    QFETCH(QString, operationId);
    QFETCH(Values, first);
    QFETCH(Values, second);
    QFETCH(Kind, kind);
    clock.advance(1h);
    guard.lock();
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    Intent sent = intent(7, first);
    sent.operationId = operationId;
    guard.remember(sent);
    clock.advance(34s);
    const GuardVerdict verdict = guard.check(operation(operationId), second, shop());
    QCOMPARE(verdict.kind, kind);
    if (kind == Kind::Duplicate) {
        QCOMPARE(verdict.code(), u"GUARD_DUPLICATE"_s);
        QVERIFY(verdict.text.contains(u"34 seconds"));
        QVERIFY(!verdict.text.contains(u"254712345678")); // it goes into histories and exports
    }
    Profile other = shop();
    other.id = u"other"_s;
    QVERIFY(guard.unlock(other, u"600984"_s));
    QCOMPARE(guard.check(operation(operationId), second, other).kind, kind); // the same short code is the same money
    other.environment = Environment::Sandbox;
    other.id = u"shop"_s;
    QCOMPARE(guard.check(operation(operationId), second, other).kind, Kind::Allowed);
}

void ProductionGuardTest::duplicateForTwoMinutes()
{
    clock.advance(1h);
    guard.lock();
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    guard.remember(intent());
    clock.advance(1min + 59s + 999ms);
    QCOMPARE(check(), Kind::Duplicate);
    clock.advance(1ms);
    QCOMPARE(check(), Kind::Allowed);
}

void ProductionGuardTest::forgottenCallsAreNoDuplicates()
{
    clock.advance(1h);
    guard.lock();
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    guard.remember(intent(7));
    guard.forget(8);
    QCOMPARE(check(), Kind::Duplicate);
    guard.forget(7);
    QCOMPARE(check(), Kind::Allowed);
    guard.remember(intent(0));
    guard.forget(0); // names no call
    QCOMPARE(check(), Kind::Duplicate);
}

void ProductionGuardTest::intentsOfOtherProcesses_data()
{
    QTest::addColumn<int>("secondsAgo");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("just now") << 0 << Kind::Duplicate;
    QTest::newRow("119 s ago") << 119 << Kind::Duplicate;
    QTest::newRow("120 s ago") << 120 << Kind::Allowed;
    QTest::newRow("yesterday") << 86'400 << Kind::Allowed;
    QTest::newRow("in the future, by a clock that was set back") << -3600 << Kind::Duplicate;
}

void ProductionGuardTest::intentsOfOtherProcesses()
{
    QFETCH(int, secondsAgo);
    QFETCH(Kind, kind);
    clock.advance(1h);
    guard.lock();
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    Intent other = intent(0);
    other.at = clock.now().addSecs(-secondsAgo);
    guard.remember(other);
    QCOMPARE(check(), kind);
    clock.advance(2min);
    QCOMPARE(check(), Kind::Allowed);
    other.operationId = u"no_such_operation"_s;
    guard.remember(other);
    QCOMPARE(check(), Kind::Allowed);
}

void ProductionGuardTest::lockedComesFirst()
{
    clock.advance(1h);
    guard.lock();
    guard.remember(intent(7, push(u"20000"_s)));
    QCOMPARE(check(shop(), push(u"20000"_s)), Kind::Locked);
    QVERIFY(guard.unlock(shop(), u"600984"_s));
    QCOMPARE(check(shop(), push(u"20000"_s)), Kind::OverCap);
    Profile rich = shop();
    rich.productionCap = 20'000;
    QCOMPARE(check(rich, push(u"20000"_s)), Kind::Duplicate);
}

QTEST_GUILESS_MAIN(ProductionGuardTest)
#include "tst_productionguard.moc"
