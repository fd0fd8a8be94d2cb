// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/benchtable.h"
#include "tests/doctor/seeds.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;

/// Two things are wrong: the verdict is about the one that stands first in the tree, for curing the other would not help.
class TestFaultPairs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase() { m_table.reset(); }

    void theEarlierOneIsTheCause_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("alsoTold"); ///< the second can be seen in the same run
        const auto add = [](const char *first, const char *second, bool alsoTold) {
            QTest::addRow("%s, %s", first, second) << QString::fromLatin1(first) << QString::fromLatin1(second) << alsoTold;
        };
        add("secret-space", "passkey-wrong", false);
        add("passkey-line-break", "operator-20", true);
        add("sandbox-passkey-live", "operator-password", true);
        add("credential-plain", "pair-unknown", true);
        add("amount-cents", "no-express", true);
        add("firewall-403", "pair-unknown", false);
        add("clock-behind", "pair-of-sandbox", true);
        add("pair-unknown", "passkey-wrong", false);
        add("pair-of-sandbox", "operator-password", false);
        add("pair-swapped", "no-express", false);
        add("no-express", "passkey-wrong", false);
        add("no-balance", "passkey-wrong", true);
        add("number-unknown", "operator-8006", true);
        add("passkey-wrong", "operator-TP40153", true);
        add("passkey-wrong-4999", "status-21", true);
        add("operator-21", "status-TP40153", true);
        add("callback-redirect", "allow-list-old", true);
        add("callback-get-only", "allow-list-old", true);
    }
    void theEarlierOneIsTheCause()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(bool, alsoTold);
        const Seed &one = *findSeed(first);
        const Seed &two = *findSeed(second);
        SetUp setUp = one.base();
        two.spoil(setUp);
        one.spoil(setUp);
        const Examined examined = m_clinic.examine(setUp);
        m_table->add(QStringLiteral("%1 + %2").arg(QString::fromUtf8(one.what), QString::fromUtf8(two.what)), examined);
        QCOMPARE(examined.wrongs, QStringList());
        const Verdict &verdict = examined.report.verdict;
        QVERIFY2(examined.showUnless(verdict.outcome == Verdict::Outcome::FaultFound && verdict.cause == QLatin1StringView(one.cause)),
                 qPrintable(examined.inWords()));
        QVERIFY2(examined.showUnless(!alsoTold || verdict.also.contains(QLatin1StringView(two.cause))), qPrintable(examined.inWords()));
    }

private:
    Clinic m_clinic;
    std::unique_ptr<BenchTable> m_table = std::make_unique<BenchTable>(QStringLiteral("Two faults"));
};

QTEST_GUILESS_MAIN(TestFaultPairs)

#include "tst_faultpairs.moc"
