// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/stkpassword.h"

#include <QTest>

using namespace daraja;

class TestStkPassword final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isBase64OfShortCodePasskeyTimestamp()
    {
        // Made with `printf … | base64 -w0` from Safaricom's public sandbox constants.
        QCOMPARE(stkPassword(QStringLiteral("174379"), QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"),
                             QStringLiteral("20260314101530")),
                 QStringLiteral(
                     "MTc0Mzc5YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjYwMzE0MTAxNTMw"));
    }

    void hasNoLineBreaks()
    {
        const QString password = stkPassword(QStringLiteral("600984"), QString(500, u'a'), QStringLiteral("20260314101530"));
        QVERIFY(!password.contains(u'\n'));
        QCOMPARE(QByteArray::fromBase64(password.toLatin1()), "600984" + QByteArray(500, 'a') + "20260314101530");
    }

    void isTakenApart_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QString>("known");
        QTest::addColumn<QString>("shortCode");
        QTest::addColumn<QString>("passkey");
        const auto row = [](const char *name, const QByteArray &plain, const char *known, const char *shortCode,
                            const QByteArray &passkey) {
            QTest::newRow(name) << plain << QString::fromLatin1(known) << QString::fromLatin1(shortCode) << QString::fromLatin1(passkey);
        };
        const QByteArray hex = QByteArray(32, 'a') + QByteArray(32, '7');
        const QByteArray digits = QByteArray(64, '7');
        const QByteArray date = "20260314101530";
        row("six digits", "174379" + hex + date, "", "174379", hex);
        row("five digits", "12345" + hex + date, "", "12345", hex);
        row("seven digits", "4123456" + hex + date, "", "4123456", hex);
        row("passkey that begins with digits", "4123456" + digits + date, "", "4123456", digits);
        row("known short code", "174379" + QByteArray("9") + QByteArray(40, 'b') + date, "174379", "174379", "9" + QByteArray(40, 'b'));
        row("another short code is known", "174379" + hex + date, "555555", "174379", hex);
        row("no date behind", "174379" + hex + "20261314101530", "", "", "");
        row("no short code in front", hex + date, "", "", "");
        row("short passkey", "174379" + QByteArray("abc") + date, "", "", "");
        row("not text", "174379" + QByteArray(64, '\x01') + date, "", "", "");
        row("date alone", date, "", "", "");
        row("nothing", {}, "", "", "");
    }

    void isTakenApart()
    {
        QFETCH(const QByteArray, plain);
        QFETCH(const QString, known);
        QFETCH(const QString, shortCode);
        QFETCH(const QString, passkey);
        const auto parts = readStkPassword(QString::fromLatin1(plain.toBase64()), known);
        QCOMPARE(parts.has_value(), !passkey.isEmpty());
        if (parts) {
            QCOMPARE(parts->shortCode, shortCode);
            QCOMPARE(parts->passkey, passkey);
            QCOMPARE(parts->timestamp, QStringLiteral("20260314101530"));
        }
    }

    void onlyBase64IsTakenApart()
    {
        QVERIFY(!readStkPassword(QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919")));
        QVERIFY(!readStkPassword(QStringLiteral("not base64!")));
        QVERIFY(!readStkPassword(QString(1024 * 1024, u'M')));
    }
};

QTEST_GUILESS_MAIN(TestStkPassword)
#include "tst_stkpassword.moc"
