// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"

#include <QTest>

using namespace daraja;

class TestNairobiTime final : public QObject
{
    Q_OBJECT

private:
    /// A Monday evening in UTC that is Tuesday in Nairobi.
    const QDateTime m_evening = QDateTime(QDate(2026, 11, 23), QTime(22, 5, 7, 42), Qt::UTC);

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isThreeHoursAheadAllYear_data()
    {
        QTest::addColumn<QDateTime>("instant");
        QTest::newRow("January") << QDateTime(QDate(2026, 1, 15), QTime(12, 0), Qt::UTC);
        QTest::newRow("July") << QDateTime(QDate(2026, 7, 15), QTime(12, 0), Qt::UTC);
        QTest::newRow("local time") << QDateTime(QDate(2026, 7, 15), QTime(12, 0), Qt::UTC).toLocalTime();
    }

    void isThreeHoursAheadAllYear()
    {
        QFETCH(QDateTime, instant);
        const QDateTime nairobi = toNairobi(instant);
        QCOMPARE(nairobi.time(), QTime(15, 0));
        QCOMPARE(nairobi.offsetFromUtc(), 3 * 3600);
        QCOMPARE(nairobi, instant);
    }

    void writesDarajaTimestamps() { QCOMPARE(darajaTimestamp(m_evening), QStringLiteral("20261124010507")); }

    void readsDarajaTimestamps()
    {
        const QDateTime instant = fromDarajaTimestamp(QStringLiteral("20261124010507"));
        QCOMPARE(instant.toMSecsSinceEpoch(), m_evening.toMSecsSinceEpoch() - 42);
        QCOMPARE(instant.offsetFromUtc(), 3 * 3600);
    }

    void refusesOtherTimestamps_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("13 digits") << QStringLiteral("2026112401050");
        QTest::newRow("15 digits") << QStringLiteral("202611240105070");
        QTest::newRow("month 13") << QStringLiteral("20261324010507");
        QTest::newRow("hour 24") << QStringLiteral("20261124240507");
        QTest::newRow("29 February of a common year") << QStringLiteral("20270229010507");
        QTest::newRow("letters") << QStringLiteral("2026112401050x");
        QTest::newRow("blank") << QStringLiteral("2026112401 507");
        QTest::newRow("sign") << QStringLiteral("+0261124010507");
    }

    void refusesOtherTimestamps()
    {
        QFETCH(QString, text);
        QVERIFY(!fromDarajaTimestamp(text).isValid());
    }

    void speaksToPeople()
    {
        QCOMPARE(nairobiClock(m_evening), QStringLiteral("01:05:07 EAT"));
        QCOMPARE(nairobiClockAndDay(m_evening), QStringLiteral("01:05:07 EAT, Tue 24 Nov"));
    }

    void speaksToMachines() { QCOMPARE(nairobiIso(m_evening), QStringLiteral("2026-11-24T01:05:07.042+03:00")); }
};

QTEST_GUILESS_MAIN(TestNairobiTime)
#include "tst_nairobitime.moc"
