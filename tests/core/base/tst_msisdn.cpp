// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/msisdn.h"

#include <QTest>

using namespace daraja;

class TestMsisdn final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void acceptsWhatPeoplePaste_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("wire");
        const QString seven = QStringLiteral("254712345678");
        QTest::newRow("07") << QStringLiteral("0712345678") << seven;
        QTest::newRow("01") << QStringLiteral("0112345678") << QStringLiteral("254112345678");
        QTest::newRow("7") << QStringLiteral("712345678") << seven;
        QTest::newRow("1") << QStringLiteral("112345678") << QStringLiteral("254112345678");
        QTest::newRow("254") << seven << seven;
        QTest::newRow("+254") << QStringLiteral("+254712345678") << seven;
        QTest::newRow("00254") << QStringLiteral("00254712345678") << seven;
        QTest::newRow("2540") << QStringLiteral("2540712345678") << seven;
        QTest::newRow("+254 (0)") << QStringLiteral("+254 (0)712 345 678") << seven;
        QTest::newRow("spaces") << QStringLiteral("  0712 345 678 ") << seven;
        QTest::newRow("dashes") << QStringLiteral("0712-345-678") << seven;
        QTest::newRow("en dashes") << QStringLiteral("0712–345–678") << seven;
        QTest::newRow("dots") << QStringLiteral("0712.345.678") << seven;
        QTest::newRow("parentheses") << QStringLiteral("(0712) 345678") << seven;
        QTest::newRow("no-break space") << QStringLiteral("0712\u00a0345\u00a0678") << seven;
        QTest::newRow("marks of a contact list") << QStringLiteral("\u202a+254 712 345678\u202c") << seven;
        QTest::newRow("another operator") << QStringLiteral("0733123456") << QStringLiteral("254733123456");
    }

    void acceptsWhatPeoplePaste()
    {
        QFETCH(QString, typed);
        QFETCH(QString, wire);
        const std::optional<QString> number = normalizeMsisdn(typed);
        QVERIFY(number.has_value());
        QCOMPARE(*number, wire);
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("blank") << QStringLiteral("   ");
        QTest::newRow("8 digits") << QStringLiteral("71234567");
        QTest::newRow("one too many") << QStringLiteral("07123456789");
        QTest::newRow("landline") << QStringLiteral("0202345678");
        QTest::newRow("first digit 8") << QStringLiteral("812345678");
        QTest::newRow("Tanzania") << QStringLiteral("+255712345678");
        QTest::newRow("Tanzania without plus") << QStringLiteral("255712345678");
        QTest::newRow("plus before 07") << QStringLiteral("+0712345678");
        QTest::newRow("plus inside") << QStringLiteral("254+712345678");
        QTest::newRow("two plus") << QStringLiteral("++254712345678");
        QTest::newRow("two zeros") << QStringLiteral("25400712345678");
        QTest::newRow("letters") << QStringLiteral("0712ABC678");
        QTest::newRow("masked") << QStringLiteral("2547****678");
        QTest::newRow("Arabic digits") << QStringLiteral("٠٧١٢٣٤٥٦٧٨");
        QTest::newRow("short code") << QStringLiteral("174379");
        QTest::newRow("two numbers") << QStringLiteral("0712345678 0712345679");
    }

    void refusesTheRest()
    {
        QFETCH(QString, typed);
        QVERIFY(!normalizeMsisdn(typed).has_value());
    }

    void displays_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("masked");
        QTest::newRow("wire form") << QStringLiteral("254712345678") << QStringLiteral("0712 345 678") << QStringLiteral("0712 ••• 678");
        QTest::newRow("already masked") << QStringLiteral("2547****678") << QStringLiteral("2547****678") << QStringLiteral("2547****678");
        QTest::newRow("hash") << QString(64, u'a') << QString(64, u'a') << QString(64, u'a');
        QTest::newRow("empty") << QString() << QString() << QString();
        QTest::newRow("local form") << QStringLiteral("0712345678") << QStringLiteral("0712345678") << QStringLiteral("0712345678");
        QTest::newRow("prefix only") << QStringLiteral("254") << QStringLiteral("254") << QStringLiteral("254");
    }

    void displays()
    {
        QFETCH(QString, number);
        QFETCH(QString, shown);
        QFETCH(QString, masked);
        QCOMPARE(displayMsisdn(number), shown);
        QCOMPARE(maskMsisdn(number), masked);
    }
};

QTEST_GUILESS_MAIN(TestMsisdn)
#include "tst_msisdn.moc"
