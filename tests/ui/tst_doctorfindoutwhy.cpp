// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historymodel.h"
#include "tests/ui/doctorfixture.h"

#include <QTableView>

using namespace daraja;

/// *Find out why*: from a call that failed, wherever it is shown, to the checks that can tell.
class TestDoctorFindOutWhy final : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<DoctorFixture> m_fixture;

    DoctorFixture &f() { return *m_fixture; }
    [[nodiscard]] bool looked(const char *check) { return f().model().finding(QLatin1StringView(check).toString()) != nullptr; }

    /// An STK push that is refused because of a wrong passkey, sent from the form.
    void pushRefused()
    {
        QVERIFY(f().spoil([](Profile &, ProfileSecrets &secrets) { secrets.passkey = QString(64, u'a'); }));
        f().window().showPage(PageId::Requests, QStringLiteral("stk_push"));
        QVERIFY(clickButton(f().window(), QStringLiteral("Sample")));
        QTest::keyClick(&f().window(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(f().find<QPushButton>("findOutWhy"));
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_fixture = std::make_unique<DoctorFixture>(m_theme);
        QVERIFY(f().open());
    }
    void cleanup() { m_fixture.reset(); }

    void fromTheAnswer()
    {
        pushRefused();
        QTest::mouseClick(f().find<QPushButton>("findOutWhy"), Qt::LeftButton);
        QCOMPARE(f().window().currentPageId(), PageId::Doctor);
        QVERIFY(f().wait());
        QVERIFY(looked("S1") && looked("S2"));
        QVERIFY(!looked("I1")); // not everything
        QCOMPARE(f().outcome(), Verdict::Outcome::FaultFound);
        QTRY_VERIFY(f().shows(QStringLiteral("Because of")));
        QTRY_VERIFY(f().shows(QStringLiteral("Wrong credentials")));
        QCOMPARE(f().desk().simulator().handset().openPrompts().size(), 0);
    }

    void fromTheTimeline()
    {
        pushRefused();
        f().window().showPage(PageId::Activity);
        QTableView *table = nullptr;
        QTRY_VERIFY((table = f().find<QTableView>("activityTable")));
        const auto failed = [table] {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, HistoryModel::Outcome).data() == QStringLiteral("Failed")) {
                    return row;
                }
            }
            return -1;
        };
        QTRY_VERIFY(failed() >= 0);
        table->selectRow(failed());
        QTRY_VERIFY(f().find<QPushButton>("findOutWhy"));
        QTest::mouseClick(f().find<QPushButton>("findOutWhy"), Qt::LeftButton);
        QCOMPARE(f().window().currentPageId(), PageId::Doctor);
        QVERIFY(f().wait());
        QVERIFY(looked("S1"));
        QCOMPARE(f().outcome(), Verdict::Outcome::FaultFound);
    }

    void fromARefusedToken()
    {
        QVERIFY(f().spoil([](Profile &, ProfileSecrets &secrets) { secrets.consumerSecret = QStringLiteral("theWrongOne"); }));
        f().window().showPage(PageId::Token);
        QTRY_VERIFY(f().find<QPushButton>("findOutWhy"));
        QTest::mouseClick(f().find<QPushButton>("findOutWhy"), Qt::LeftButton);
        QVERIFY(f().wait());
        QVERIFY(looked("T1") && looked("T2"));
        QCOMPARE(f().outcome(), Verdict::Outcome::FaultFound);
        QVERIFY(f().page().report().verdict.cause.startsWith(u'T'));
    }

    /// What the customer decided needs no doctor.
    void notWhereTheCustomerDecided()
    {
        f().window().showPage(PageId::Requests, QStringLiteral("stk_push"));
        QVERIFY(clickButton(f().window(), QStringLiteral("Sample")));
        QTest::keyClick(&f().window(), Qt::Key_Return, Qt::ControlModifier);
        Handset &handset = f().desk().simulator().handset();
        QTRY_VERIFY(!handset.openPrompts().isEmpty());
        handset.cancel(handset.openPrompts().constFirst().id);
        QTRY_COMPARE(f().desk().activeCallCount(), 0);
        QTRY_VERIFY(showsText(f().window(), QStringLiteral("Cancelled on the phone")));
        QVERIFY(!f().find<QPushButton>("findOutWhy"));
    }
};

QTEST_MAIN(TestDoctorFindOutWhy)
#include "tst_doctorfindoutwhy.moc"
