// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Against a real keyring: the program starts itself again by with_keyring.sh, once for each state in which a keyring can be found.

#include "core/secrets/keychainsecretstore.h"

#include "tests/core/secrets/secretanswers.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>

#include <unistd.h>

using namespace daraja;

namespace {

using Status = SecretAnswer::Status;

QString serviceName()
{
    return QStringLiteral("darajadesk-test");
}

QString passkeyName()
{
    return QStringLiteral("shop/passkey");
}

/// What a desktop does when the screen is locked.
bool lockKeyring()
{
    QProcess command;
    command.start(QStringLiteral("dbus-send"),
                  {QStringLiteral("--session"), QStringLiteral("--dest=org.freedesktop.secrets"), QStringLiteral("--print-reply"),
                   QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service.Lock"),
                   QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")});
    return command.waitForFinished() && command.exitCode() == 0;
}

} // namespace

class TestMissingCollection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsForTheSessionAndSaysSo()
    {
        KeychainSecretStore store(serviceName());
        SecretAnswers ask(store);
        QSignalSpy changed(&store, &SecretStore::changed);
        const SecretAnswer answer = ask.read(passkeyName());
        QCOMPARE(answer.status, Status::Unavailable);
        QVERIFY(!store.isPersistent());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(ask.write(passkeyName(), QStringLiteral("x")).status, Status::Ok);
        QCOMPARE(ask.read(passkeyName()).value, QStringLiteral("x"));
    }
};

class TestOpenKeyring final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsAndForgets()
    {
        KeychainSecretStore store(serviceName());
        SecretAnswers ask(store);
        QCOMPARE(ask.read(passkeyName()).status, Status::NotFound);
        QCOMPARE(ask.write(passkeyName(), QStringLiteral("first")).status, Status::Ok);
        QCOMPARE(ask.write(passkeyName(), QStringLiteral("second")).status, Status::Ok);
        QCOMPARE(ask.read(passkeyName()).value, QStringLiteral("second"));
        QCOMPARE(ask.remove(passkeyName()).status, Status::Ok);
        QCOMPARE(ask.remove(passkeyName()).status, Status::Ok);
        QCOMPARE(ask.read(passkeyName()).status, Status::NotFound);
        QCOMPARE(store.place(), QStringLiteral("System keychain"));
        QVERIFY(store.isPersistent());
        QVERIFY(store.notice().isEmpty());
    }

    void keepsEveryCharacter_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("symbols") << QStringLiteral("Safaricom999!*! #&%$ '\"\\");
        QTest::newRow("beyond ASCII") << QStringLiteral("\u00E9\u20AC\U0001F600");
        QTest::newRow("hidden") << QStringLiteral(" a\u200B\n\t ");
        QTest::newRow("long") << QString(100'000, u'x');
    }

    void keepsEveryCharacter()
    {
        QFETCH(const QString, value);
        KeychainSecretStore store(serviceName());
        SecretAnswers ask(store);
        QCOMPARE(ask.write(QStringLiteral("shop/consumer-secret"), value).status, Status::Ok);
        KeychainSecretStore another(serviceName());
        QCOMPARE(SecretAnswers(another).read(QStringLiteral("shop/consumer-secret")).value, value);
        QCOMPARE(ask.remove(QStringLiteral("shop/consumer-secret")).status, Status::Ok);
    }

    void namesAndServicesAreApart()
    {
        KeychainSecretStore store(serviceName());
        KeychainSecretStore elsewhere(serviceName() + QStringLiteral("-2"));
        SecretAnswers ask(store);
        QCOMPARE(ask.write(QStringLiteral("a/passkey"), QStringLiteral("of a")).status, Status::Ok);
        QCOMPARE(ask.read(QStringLiteral("b/passkey")).status, Status::NotFound);
        QCOMPARE(SecretAnswers(elsewhere).read(QStringLiteral("a/passkey")).status, Status::NotFound);
        QCOMPARE(ask.read(QStringLiteral("a/passkey")).value, QStringLiteral("of a"));
    }

    void manyAtOnce()
    {
        KeychainSecretStore store(serviceName());
        QObject context;
        int right = 0;
        for (int i = 0; i < 10; ++i) {
            const QString name = QStringLiteral("many/%1").arg(i);
            store.write(name, name, &context, [&right](const SecretAnswer &answer) { right += answer.status == Status::Ok; });
            store.read(name, &context, [&right, name](const SecretAnswer &answer) { right += answer.value == name; });
            store.read(name + u'x', &context, [&right](const SecretAnswer &answer) { right += answer.status == Status::NotFound; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(right, 30, 30'000);
    }

    /// The last one: it leaves the keyring locked.
    void lockedInMidSession()
    {
        KeychainSecretStore store(serviceName());
        SecretAnswers ask(store);
        QCOMPARE(ask.write(passkeyName(), QStringLiteral("kept")).status, Status::Ok);
        QCOMPARE(ask.read(QStringLiteral("shop/nothing")).status, Status::NotFound);
        QVERIFY(lockKeyring());
        for (const QString &name : {passkeyName(), QStringLiteral("shop/nothing")}) {
            const SecretAnswer answer = ask.read(name);
            QCOMPARE(answer.status, Status::Locked);
            QVERIFY2(answer.problem.contains(QStringLiteral("Unlock it")), qPrintable(answer.problem));
        }
        QCOMPARE(ask.write(passkeyName(), QStringLiteral("overwritten")).status, Status::Locked);
        QCOMPARE(ask.remove(passkeyName()).status, Status::Locked);
        QVERIFY(store.isPersistent());
    }
};

class TestLockedKeyring final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsMissingInIt_data()
    {
        QTest::addColumn<QString>("first");
        for (const char *first : {"read", "write", "remove"}) {
            QTest::newRow(first) << QString::fromLatin1(first);
        }
    }

    void nothingIsMissingInIt()
    {
        QFETCH(const QString, first);
        KeychainSecretStore store(serviceName());
        SecretAnswers ask(store);
        if (first == u"write") {
            QCOMPARE(ask.write(passkeyName(), QStringLiteral("overwritten")).status, Status::Locked);
        } else if (first == u"remove") {
            QCOMPARE(ask.remove(passkeyName()).status, Status::Locked);
        }
        QCOMPARE(ask.read(passkeyName()).status, Status::Locked);
        QCOMPARE(ask.read(QStringLiteral("shop/nothing")).status, Status::Locked);
        QVERIFY(store.isPersistent());
        QVERIFY(store.notice().isEmpty());
    }
};

class TestKeyringAgain final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everythingIsStillThere()
    {
        KeychainSecretStore store(serviceName());
        SecretAnswers ask(store);
        const SecretAnswer answer = ask.read(passkeyName());
        QCOMPARE(answer.status, Status::Ok);
        QCOMPARE(answer.value, QStringLiteral("kept"));
        QCOMPARE(ask.read(QStringLiteral("a/passkey")).value, QStringLiteral("of a"));
        QCOMPARE(ask.read(QStringLiteral("shop/nothing")).status, Status::NotFound);
    }
};

int main(int argc, char *argv[])
{
    const QByteArray state = qgetenv("DARAJA_KEYRING");
    if (state.isEmpty()) {
        QByteArray script = DARAJA_SOURCE_DIR "/tests/core/secrets/with_keyring.sh";
        std::vector<char *> arguments{script.data()};
        arguments.insert(arguments.end(), argv, argv + argc);
        arguments.push_back(nullptr);
        execv(script.constData(), arguments.data());
        return 1;
    }
    const QCoreApplication app(argc, argv);
    if (state == "missing") {
        TestMissingCollection test;
        return QTest::qExec(&test, argc, argv);
    }
    if (state == "open") {
        TestOpenKeyring test;
        return QTest::qExec(&test, argc, argv);
    }
    if (state == "locked") {
        TestLockedKeyring test;
        return QTest::qExec(&test, argc, argv);
    }
    TestKeyringAgain test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keychainsecretstore.moc"
