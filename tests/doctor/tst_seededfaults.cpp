// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/benchtable.h"
#include "tests/doctor/seeds.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;

/// One thing is wrong, everything else is right: the doctor names it, touches nobody's money and rings no phone.
class TestSeededFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase() { m_table.reset(); }

    void idsDiffer()
    {
        QStringList ids;
        for (const Seed &seed : seeds()) {
            ids.append(QString::fromLatin1(seed.id));
        }
        QCOMPARE(ids.removeDuplicates(), 0);
        QVERIFY(ids.size() >= 45);
    }

    void firstCauseIsTheSeededOne_data()
    {
        QTest::addColumn<QString>("id");
        for (const Seed &seed : seeds()) {
            QTest::newRow(seed.id) << QString::fromLatin1(seed.id);
        }
    }
    void firstCauseIsTheSeededOne()
    {
        QFETCH(QString, id);
        const Seed &seed = *findSeed(id);
        SetUp setUp = seed.base();
        seed.spoil(setUp);
        const Examined examined = m_clinic.examine(setUp);
        m_table->add(QString::fromUtf8(seed.what), examined);
        QCOMPARE(examined.wrongs, QStringList());
        const Verdict &verdict = examined.report.verdict;
        const auto outcome = seed.status == Finding::Status::Bad ? Verdict::Outcome::FaultFound : Verdict::Outcome::CouldNotTell;
        QVERIFY2(examined.showUnless(verdict.cause == QLatin1StringView(seed.cause) && verdict.outcome == outcome),
                 qPrintable(examined.inWords()));
        const Finding *cause = examined.report.cause();
        QVERIFY2(examined.showUnless(cause && cause->status == seed.status), qPrintable(examined.inWords()));
        QVERIFY2(!cause->title.isEmpty() && !cause->means.isEmpty() && !cause->because.isEmpty(), qPrintable(findingText(*cause)));
        QVERIFY2(seed.status != Finding::Status::Bad || !cause->steps.isEmpty(), qPrintable(findingText(*cause)));
        if (seed.sure) {
            QCOMPARE(sureName(cause->sure), sureName(*seed.sure));
        }
    }

private:
    Clinic m_clinic;
    std::unique_ptr<BenchTable> m_table = std::make_unique<BenchTable>(QStringLiteral("Fault"));
};

QTEST_GUILESS_MAIN(TestSeededFaults)

#include "tst_seededfaults.moc"
