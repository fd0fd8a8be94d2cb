// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/money.h"

#include <QTest>

#include <limits>

using namespace daraja;

class TestMoney final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void formatsCents_data()
    {
        QTest::addColumn<qint64>("cents");
        QTest::addColumn<QString>("shown");
        QTest::newRow("nothing") << qint64(0) << QStringLiteral("KES 0.00");
        QTest::newRow("cents only") << qint64(5) << QStringLiteral("KES 0.05");
        QTest::newRow("no group") << qint64(99'999) << QStringLiteral("KES 999.99");
        QTest::newRow("one group") << qint64(125'000) << QStringLiteral("KES 1,250.00");
        QTest::newRow("two groups") << qint64(123'456'789) << QStringLiteral("KES 1,234,567.89");
        QTest::newRow("negative") << qint64(-31'250) << QStringLiteral("KES -312.50");
        QTest::newRow("negative group") << qint64(-100'000) << QStringLiteral("KES -1,000.00");
        QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << QStringLiteral("KES -92,233,720,368,547,758.08");
    }

    void formatsCents()
    {
        QFETCH(qint64, cents);
        QFETCH(QString, shown);
        QCOMPARE(formatKes(cents), shown);
    }

    void readsDecimals_data()
    {
        QTest::addColumn<QString>("decimal");
        QTest::addColumn<qint64>("cents");
        QTest::newRow("whole") << QStringLiteral("1250") << qint64(125'000);
        QTest::newRow("two decimals") << QStringLiteral("1250.00") << qint64(125'000);
        QTest::newRow("one decimal") << QStringLiteral("85.5") << qint64(8'550);
        QTest::newRow("negative") << QStringLiteral("-312.50") << qint64(-31'250);
        QTest::newRow("leading zeros") << QStringLiteral("0000000000000000001.05") << qint64(105);
        QTest::newRow("zero") << QStringLiteral("0.00") << qint64(0);
    }

    void readsDecimals()
    {
        QFETCH(QString, decimal);
        QFETCH(qint64, cents);
        QCOMPARE(parseCents(decimal), std::optional<qint64>(cents));
        QCOMPARE(formatKes(decimal), formatKes(cents));
    }

    void leavesOtherTextAlone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("words") << QStringLiteral("n/a");
        QTest::newRow("three decimals") << QStringLiteral("1.234");
        QTest::newRow("no decimals") << QStringLiteral("1.");
        QTest::newRow("no whole") << QStringLiteral(".50");
        QTest::newRow("comma") << QStringLiteral("1,250.00");
        QTest::newRow("exponent") << QStringLiteral("1e3");
        QTest::newRow("minus alone") << QStringLiteral("-");
        QTest::newRow("two minus") << QStringLiteral("--1");
        QTest::newRow("minus in decimals") << QStringLiteral("1.-5");
        QTest::newRow("too large") << QStringLiteral("9999999999999999.00");
        QTest::newRow("Daraja's balance text") << QStringLiteral("{Amount={CurrencyCode=KES, BasicAmount=4821.50}}");
    }

    void leavesOtherTextAlone()
    {
        QFETCH(QString, text);
        QCOMPARE(parseCents(text), std::nullopt);
        QCOMPARE(formatKes(text), text);
    }

    void readsTypedShillings_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("shillings");
        QTest::newRow("digits") << QStringLiteral("1250") << qint64(1250);
        QTest::newRow("comma") << QStringLiteral("1,250") << qint64(1250);
        QTest::newRow("commas") << QStringLiteral("12,345,678") << qint64(12'345'678);
        QTest::newRow("space") << QStringLiteral("1 250") << qint64(1250);
        QTest::newRow("no-break space") << QStringLiteral("1\u00a0250") << qint64(1250);
        QTest::newRow("around") << QStringLiteral("  7 ") << qint64(7);
        QTest::newRow("no cents") << QStringLiteral("1,250.00") << qint64(1250);
        QTest::newRow("one zero") << QStringLiteral("1250.0") << qint64(1250);
        QTest::newRow("KES") << QStringLiteral("KES 1,250.00") << qint64(1250);
        QTest::newRow("Ksh") << QStringLiteral("ksh1250") << qint64(1250);
        QTest::newRow("KSh.") << QStringLiteral("KSh. 1,250") << qint64(1250);
        QTest::newRow("zero") << QStringLiteral("0") << qint64(0);
        QTest::newRow("largest") << QStringLiteral("999999999999999") << qint64(999'999'999'999'999);
    }

    void readsTypedShillings()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, shillings);
        QCOMPARE(parseShillings(typed), std::optional<qint64>(shillings));
    }

    void refusesOtherAmounts_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("currency alone") << QStringLiteral("KES");
        QTest::newRow("words") << QStringLiteral("ten");
        QTest::newRow("cents") << QStringLiteral("1250.50");
        QTest::newRow("comma as decimal point") << QStringLiteral("12,50");
        QTest::newRow("group of four") << QStringLiteral("1,2500");
        QTest::newRow("first group of four") << QStringLiteral("1250,000");
        QTest::newRow("mixed separators") << QStringLiteral("1,250 000");
        QTest::newRow("leading comma") << QStringLiteral(",250");
        QTest::newRow("trailing comma") << QStringLiteral("250,");
        QTest::newRow("two commas") << QStringLiteral("1,,250");
        QTest::newRow("minus") << QStringLiteral("-1");
        QTest::newRow("plus") << QStringLiteral("+1");
        QTest::newRow("Arabic digits") << QStringLiteral("١٢");
        QTest::newRow("too large") << QStringLiteral("1000000000000000");
        QTest::newRow("cents only") << QStringLiteral(".00");
    }

    void refusesOtherAmounts()
    {
        QFETCH(QString, typed);
        QCOMPARE(parseShillings(typed), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
