// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/navrail.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace daraja;

class TestWidgetsNavRail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }

    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
        m_window = std::make_unique<QWidget>();
        auto *layout = new QHBoxLayout(m_window.get());
        m_rail = new NavRail;
        m_rail->setHeading(QStringLiteral("Daraja Desk"), QStringLiteral("M-Pesa workbench"));
        m_rail->addItem(Icon::Token, QStringLiteral("Token"), QStringLiteral("1"));
        m_rail->addItem(Icon::Requests, QStringLiteral("Requests"), QStringLiteral("2"));
        m_rail->addItem(Icon::Activity, QStringLiteral("Activity"), QStringLiteral("3"));
        m_rail->addFooterItem(Icon::Settings, QStringLiteral("Settings"));
        m_after = new QLineEdit;
        layout->addWidget(m_rail);
        layout->addWidget(m_after);
    }

    void cleanup() { m_window.reset(); }

    void choosesByCode()
    {
        QSignalSpy changed(m_rail, &NavRail::currentChanged);
        QCOMPARE(m_rail->count(), 4);
        QCOMPARE(m_rail->current(), -1);
        m_rail->setCurrent(2);
        QCOMPARE(m_rail->current(), 2);
        m_rail->setCurrent(2);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toInt(), 2);
        m_rail->setCurrent(-1);
        m_rail->setCurrent(4);
        QCOMPARE(m_rail->current(), 2);
        QCOMPARE(changed.count(), 1);
    }

    void choosesByMouse()
    {
        showWindow();
        QSignalSpy changed(m_rail, &NavRail::currentChanged);
        QTest::mouseClick(item(1), Qt::LeftButton);
        QCOMPARE(m_rail->current(), 1);
        QVERIFY(item(1)->isChecked());
        QTest::mouseClick(item(1), Qt::LeftButton);
        QVERIFY2(item(1)->isChecked(), "the current one stays so");
        QTest::mouseClick(item(3), Qt::LeftButton);
        QVERIFY(item(3)->isChecked());
        QVERIFY(!item(1)->isChecked());
        QCOMPARE(changed.count(), 2);
    }

    void choosesByKeys()
    {
        m_rail->setCurrent(0);
        showWindow();
        m_after->setFocus();
        QTest::keyClick(m_after, Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(item(0)->hasFocus());
        const std::initializer_list<std::pair<Qt::Key, int>> steps = {{Qt::Key_Up, 0},   {Qt::Key_Down, 1}, {Qt::Key_Down, 2},
                                                                      {Qt::Key_Down, 3}, {Qt::Key_Down, 3}, {Qt::Key_Up, 2},
                                                                      {Qt::Key_Home, 0}, {Qt::Key_End, 3}};
        for (const auto &[key, expected] : steps) {
            QTest::keyClick(QApplication::focusWidget(), key);
            QCOMPARE(m_rail->current(), expected);
            QVERIFY(item(expected)->hasFocus());
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(m_after->hasFocus(), "the rail is one stop");
    }

    void theFirstTabReachesIt()
    {
        showWindow(); // nothing chosen yet
        m_after->setFocus();
        QTest::keyClick(m_after, Qt::Key_Tab);
        QVERIFY(item(0)->hasFocus());
        QTest::keyClick(item(0), Qt::Key_Space);
        QCOMPARE(m_rail->current(), 0);
    }

    void narrowWindowsShowIconsAlone()
    {
        m_window->resize(px(1200), 600);
        showWindow();
        QVERIFY(!m_rail->isCollapsed());
        QCOMPARE(m_rail->width(), px(metrics::RailWide));
        QVERIFY(item(0)->toolTip().isEmpty());
        m_window->resize(px(1024), 640);
        QTRY_VERIFY(m_rail->isCollapsed());
        QTRY_COMPARE(m_rail->width(), px(metrics::RailNarrow));
        QCOMPARE(item(0)->toolTip(), QStringLiteral("Token"));
        QCOMPARE(item(0)->accessibleName(), QStringLiteral("Token"));
        m_window->resize(px(1200), 600);
        QTRY_VERIFY(!m_rail->isCollapsed());
        m_rail->setCollapseBelow(1300);
        QVERIFY(m_rail->isCollapsed());
        m_rail->setCollapseBelow(0);
        QVERIFY(!m_rail->isCollapsed());
    }

    void followsIntoAnotherWindow()
    {
        m_window->resize(px(1200), 600);
        showWindow();
        QWidget other;
        other.resize(px(900), 600);
        auto *layout = new QHBoxLayout(&other);
        layout->addWidget(m_rail);
        other.show();
        QVERIFY(QTest::qWaitForWindowExposed(&other));
        QTRY_VERIFY(m_rail->isCollapsed());
    }

    void readsAsTabs()
    {
        m_rail->setCurrent(1);
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(item(1));
        QVERIFY(reader);
        QCOMPARE(reader->role(), QAccessible::PageTab);
        QCOMPARE(reader->text(QAccessible::Name), QStringLiteral("Requests"));
        QVERIFY(reader->state().selected);
        QVERIFY(!QAccessible::queryAccessibleInterface(item(0))->state().selected);
        QAccessibleActionInterface *actions = QAccessible::queryAccessibleInterface(item(2))->actionInterface();
        QVERIFY(actions);
        actions->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(m_rail->current(), 2);
    }

    void notesAndNewWords()
    {
        m_rail->setItemNote(2, QStringLiteral("one call waits"));
        QCOMPARE(item(2)->accessibleDescription(), QStringLiteral("one call waits"));
        QCOMPARE(item(2)->toolTip(), QStringLiteral("one call waits"));
        m_rail->setItemNote(2, QString());
        QVERIFY(item(2)->toolTip().isEmpty());
        m_rail->setItemText(0, QStringLiteral("Tokeni"));
        QCOMPARE(m_rail->itemText(0), QStringLiteral("Tokeni"));
        QCOMPARE(item(0)->accessibleName(), QStringLiteral("Tokeni"));
    }

private:
    [[nodiscard]] QAbstractButton *item(int number) const { return qobject_cast<QAbstractButton *>(m_rail->itemWidget(number)); }

    void showWindow()
    {
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    Theme m_theme;
    std::unique_ptr<QWidget> m_window;
    NavRail *m_rail = nullptr;
    QLineEdit *m_after = nullptr;
};

QTEST_MAIN(TestWidgetsNavRail)
#include "tst_widgetsnavrail.moc"
