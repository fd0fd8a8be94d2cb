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
};

QTEST_GUILESS_MAIN(TestStkPassword)
#include "tst_stkpassword.moc"
