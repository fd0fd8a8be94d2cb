// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/clock.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace daraja;
using namespace std::chrono_literals;

class TestClock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void systemClockTellsUtc()
    {
        const SystemClock clock;
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const QDateTime now = clock.now();
        QCOMPARE(now.timeSpec(), Qt::UTC);
        QVERIFY(now >= before);
        QVERIFY(now <= QDateTime::currentDateTimeUtc());
    }

    void systemSteadyClockRunsForward()
    {
        const SystemClock clock;
        const std::chrono::milliseconds start = clock.steady();
        QTRY_VERIFY(clock.steady() > start);
    }

    void fakeClockMovesBothHands()
    {
        FakeClock clock;
        const QDateTime wall = clock.now();
        const std::chrono::milliseconds steady = clock.steady();
        clock.advance(90s);
        QCOMPARE(wall.msecsTo(clock.now()), 90'000);
        QCOMPARE((clock.steady() - steady).count(), 90'000);
    }

    void fakeWallJumpsAlone()
    {
        FakeClock clock;
        const QDateTime wall = clock.now();
        const std::chrono::milliseconds steady = clock.steady();
        clock.jumpWall(-2h);
        QCOMPARE(wall.msecsTo(clock.now()), -2 * 3'600'000);
        QVERIFY(clock.steady() == steady);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
