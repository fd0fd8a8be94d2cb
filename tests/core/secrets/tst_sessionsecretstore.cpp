// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/sessionsecretstore.h"

#include "tests/core/secrets/secretanswers.h"

#include <QSignalSpy>

using namespace daraja;

class TestSessionSecretStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsAndForgets()
    {
        SessionSecretStore store;
        SecretAnswers ask(store);
        const QString name = QStringLiteral("shop/passkey");
        QCOMPARE(ask.read(name).status, SecretAnswer::Status::NotFound);
        QCOMPARE(ask.write(name, QStringLiteral("one\n\u00E9")).status, SecretAnswer::Status::Ok);
        QCOMPARE(ask.write(name, QStringLiteral("two")).status, SecretAnswer::Status::Ok);
        const SecretAnswer answer = ask.read(name);
        QCOMPARE(answer.status, SecretAnswer::Status::Ok);
        QCOMPARE(answer.value, QStringLiteral("two"));
        QCOMPARE(ask.read(QStringLiteral("other/passkey")).status, SecretAnswer::Status::NotFound);
        QCOMPARE(ask.remove(name).status, SecretAnswer::Status::Ok);
        QCOMPARE(ask.remove(name).status, SecretAnswer::Status::Ok);
        QCOMPARE(ask.read(name).status, SecretAnswer::Status::NotFound);
    }

    void saysThatItForgets()
    {
        const SessionSecretStore store;
        QCOMPARE(store.place(), QStringLiteral("This session only"));
        QVERIFY(!store.isPersistent());
        QVERIFY(store.notice().isEmpty());
    }

    void doesNotCallTheDead()
    {
        SessionSecretStore store;
        bool called = false;
        auto context = std::make_unique<QObject>();
        store.write(QStringLiteral("a"), QStringLiteral("b"), context.get(), [&called](const SecretAnswer &) { called = true; });
        store.read(QStringLiteral("a"), context.get(), [&called](const SecretAnswer &) { called = true; });
        context.reset();
        SecretAnswers ask(store);
        QCOMPARE(ask.read(QStringLiteral("a")).value, QStringLiteral("b"));
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(TestSessionSecretStore)
#include "tst_sessionsecretstore.moc"
