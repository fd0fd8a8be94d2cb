// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/keychainsecretstore.h"

#include "tests/core/secrets/secretanswers.h"

#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

using namespace daraja;

/// A keychain that never answers, as when its password dialog waits for a person: here a session bus that takes connections and is silent.
class TestKeychainSilentBus final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QLocalServer m_bus;

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : {"XDG_CURRENT_DESKTOP", "KDE_FULL_SESSION", "DESKTOP_SESSION"}) {
            qunsetenv(name);
        }
        const QString path = m_folder.filePath(QStringLiteral("bus"));
        QVERIFY(m_bus.listen(path));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path.toUtf8());
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isLockedAfterItsTime()
    {
        KeychainSecretStore store(QStringLiteral("darajadesk-test"), nullptr, std::chrono::milliseconds(200));
        SecretAnswers ask(store);
        const QString name = QStringLiteral("shop/passkey");
        for (const SecretAnswer &answer : {ask.read(name), ask.write(name, QStringLiteral("topsecret")), ask.remove(name)}) {
            QCOMPARE(answer.status, SecretAnswer::Status::Locked);
            QVERIFY2(answer.problem.contains(QStringLiteral("does not answer")), qPrintable(answer.problem));
            QVERIFY(!answer.problem.contains(QStringLiteral("topsecret")));
        }
        QVERIFY2(store.isPersistent(), "a person may still unlock it");
        QVERIFY(store.notice().isEmpty());
    }

    void nobodyWaitsInTheCall()
    {
        KeychainSecretStore store(QStringLiteral("darajadesk-test"), nullptr, std::chrono::seconds(30));
        QObject context;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 100; ++i) {
            store.read(QString::number(i), &context, [](const SecretAnswer &) {});
        }
        QVERIFY2(timer.elapsed() < 5'000, "the keychain is asked in the background");
    }
};

QTEST_GUILESS_MAIN(TestKeychainSilentBus)
#include "tst_keychainsilentbus.moc"
