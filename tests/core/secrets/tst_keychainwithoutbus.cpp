// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/keychainsecretstore.h"

#include "tests/core/secrets/secretanswers.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace daraja;

/// A computer without a keychain: no session bus, or one that is not there.
class TestKeychainWithoutBus final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "KDE_FULL_SESSION", "DESKTOP_SESSION"}) {
            qunsetenv(name);
        }
        qputenv("HOME", m_home.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsForTheSessionAndSaysSo_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("no bus") << QByteArray();
        QTest::newRow("bad address") << QByteArrayLiteral("unix:path=/nonexistent/bus");
    }

    void keepsForTheSessionAndSaysSo()
    {
        QFETCH(const QByteArray, address);
        if (address.isEmpty()) {
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        } else {
            qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        }
        KeychainSecretStore store(QStringLiteral("darajadesk-test"));
        SecretAnswers ask(store);
        QSignalSpy changed(&store, &SecretStore::changed);
        QCOMPARE(store.place(), QStringLiteral("System keychain"));
        QVERIFY(store.isPersistent());

        QCOMPARE(ask.write(QStringLiteral("shop/passkey"), QStringLiteral("topsecret")).status, SecretAnswer::Status::Ok);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(store.place(), QStringLiteral("This session only"));
        QVERIFY(!store.isPersistent());
        QVERIFY2(store.notice().contains(QStringLiteral("kept until the program ends")), qPrintable(store.notice()));
        QVERIFY(!store.notice().contains(QStringLiteral("topsecret")));

        QCOMPARE(ask.read(QStringLiteral("shop/passkey")).value, QStringLiteral("topsecret"));
        QCOMPARE(ask.remove(QStringLiteral("shop/passkey")).status, SecretAnswer::Status::Ok);
        QCOMPARE(changed.size(), 1);
    }

    void whatItCannotReadIsNotMissing_data()
    {
        QTest::addColumn<bool>("byRemoving");
        QTest::newRow("first asked by reading") << false;
        QTest::newRow("first asked by removing") << true;
    }

    void whatItCannotReadIsNotMissing()
    {
        QFETCH(const bool, byRemoving);
        KeychainSecretStore store(QStringLiteral("darajadesk-test"));
        SecretAnswers ask(store);
        const QString name = QStringLiteral("shop/passkey");
        const SecretAnswer answer = byRemoving ? ask.remove(name) : ask.read(name);
        QCOMPARE(answer.status, SecretAnswer::Status::Unavailable);
        QCOMPARE(answer.problem, store.notice());
        QVERIFY(!answer.problem.isEmpty());
        QCOMPARE(ask.read(name).status, SecretAnswer::Status::Unavailable);
    }

    void manyAtOnce()
    {
        KeychainSecretStore store(QStringLiteral("darajadesk-test"));
        QSignalSpy changed(&store, &SecretStore::changed);
        QObject context;
        int answers = 0;
        for (int i = 0; i < 20; ++i) {
            const QString name = QString::number(i);
            store.write(name, name, &context,
                        [&answers](const SecretAnswer &answer) { answers += answer.status == SecretAnswer::Status::Ok; });
            store.read(name, &context, [&answers](const SecretAnswer &) { ++answers; });
        }
        QCOMPARE(answers, 0);
        QTRY_COMPARE(answers, 40);
        QCOMPARE(changed.size(), 1);
        SecretAnswers ask(store);
        QCOMPARE(ask.read(QStringLiteral("19")).value, QStringLiteral("19"));
    }

    void doesNotCallTheDead()
    {
        auto store = std::make_unique<KeychainSecretStore>(QStringLiteral("darajadesk-test"));
        bool called = false;
        const auto note = [&called](const SecretAnswer &) { called = true; };
        auto context = std::make_unique<QObject>();
        store->write(QStringLiteral("a"), QStringLiteral("b"), context.get(), note);
        store->read(QStringLiteral("a"), context.get(), note);
        store->remove(QStringLiteral("a"), context.get(), note);
        context.reset();
        SecretAnswers(*store).read(QStringLiteral("c"));
        QVERIFY(!called);

        QObject living;
        store->read(QStringLiteral("a"), &living, note);
        store->remove(QStringLiteral("a"), &living, note);
        store.reset();
        KeychainSecretStore other(QStringLiteral("darajadesk-test"));
        SecretAnswers(other).read(QStringLiteral("c"));
    }

    void nothingIsOnDisk() { QVERIFY(QDir(m_home.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestKeychainWithoutBus)
#include "tst_keychainwithoutbus.moc"
