// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/oneshotbody.h"

#include <QSignalSpy>
#include <QTest>

using namespace daraja;

class TestOneShotBody final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isReadOnceInParts()
    {
        OneShotBody body(QByteArrayLiteral("abcdef"));
        QVERIFY(body.isOpen());
        QVERIFY(body.isSequential());
        QCOMPARE(body.size(), 6);
        QCOMPARE(body.bytesAvailable(), 6);
        QVERIFY(!body.wasRead());
        QVERIFY(!body.atEnd());
        QCOMPARE(body.read(4), QByteArray("abcd"));
        QVERIFY(body.wasRead());
        QCOMPARE(body.bytesAvailable(), 2);
        QCOMPARE(body.read(100), QByteArray("ef"));
        QVERIFY(body.atEnd());
        char byte = 0;
        QCOMPARE(body.read(&byte, 1), -1);
        QCOMPARE(body.size(), 6);
    }

    void cannotBeRewound()
    {
        OneShotBody body(QByteArrayLiteral("abcdef"));
        QVERIFY(!body.reset());
        QCOMPARE(body.read(6), QByteArray("abcdef"));
        QVERIFY(!body.reset());
        QVERIFY(body.read(6).isEmpty());
    }

    void tellsTheFirstReadOnly()
    {
        OneShotBody body(QByteArrayLiteral("abcdef"));
        const QSignalSpy spy(&body, &OneShotBody::firstRead);
        QCOMPARE(spy.count(), 0);
        body.read(1);
        body.read(5);
        QCOMPARE(spy.count(), 1);
    }

    void emptyBodyIsAtEnd()
    {
        OneShotBody body{QByteArray()};
        const QSignalSpy spy(&body, &OneShotBody::firstRead);
        QVERIFY(body.atEnd());
        QVERIFY(body.read(1).isEmpty());
        QVERIFY(!body.wasRead());
        QCOMPARE(spy.count(), 0);
    }

    void takesNothing()
    {
        OneShotBody body(QByteArrayLiteral("abc"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("ReadOnly device")));
        QCOMPARE(body.write("x"), -1);
    }
};

QTEST_GUILESS_MAIN(TestOneShotBody)
#include "tst_oneshotbody.moc"
