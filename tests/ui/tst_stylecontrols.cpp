// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Qt's own widgets in the look of the house: measures, colours of their states, and that the keyboard's place is seen on every one of them.

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace daraja;

namespace {

int countOf(const QImage &picture, const QColor &ink)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            count += picture.pixelColor(x, y) == ink ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TestStyleControls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
        m_theme.setChoice(Theme::Choice::Light);
    }

    void controlsAreOneHeight()
    {
        const int height = px(metrics::Control);
        QCOMPARE(QLineEdit().sizeHint().height(), height);
        QCOMPARE(QComboBox().sizeHint().height(), height);
        QCOMPARE(QSpinBox().sizeHint().height(), height);
        QPushButton button(QStringLiteral("Send"));
        QCOMPARE(button.sizeHint().height(), height);
        setButtonRole(&button, ButtonRole::Plain, ButtonSize::Small);
        QCOMPARE(button.sizeHint().height(), px(metrics::SmallControl));
        QCOMPARE(buttonSize(&button), ButtonSize::Small);
    }

    void buttonsHaveRoomForTheirWords_data()
    {
        QTest::addColumn<ButtonRole>("role");
        QTest::addColumn<ButtonSize>("size");
        for (const auto &[word, size] : {std::pair("normal", ButtonSize::Normal), std::pair("small", ButtonSize::Small)}) {
            QTest::addRow("plain %s", word) << ButtonRole::Plain << size;
            QTest::addRow("primary %s", word) << ButtonRole::Primary << size;
            QTest::addRow("danger %s", word) << ButtonRole::Danger << size;
            QTest::addRow("money %s", word) << ButtonRole::Money << size;
            QTest::addRow("flat %s", word) << ButtonRole::Flat << size;
            QTest::addRow("link %s", word) << ButtonRole::Link << size;
        }
    }

    void buttonsHaveRoomForTheirWords()
    {
        QFETCH(ButtonRole, role);
        QFETCH(ButtonSize, size);
        QPushButton button(QStringLiteral("Get a new token"));
        setButtonRole(&button, role, size);
        QCOMPARE(buttonRole(&button), role);
        QVERIFY(button.sizeHint().width() > button.fontMetrics().horizontalAdvance(button.text()));
    }

    void buttonGroundTellsTheRole_data()
    {
        QTest::addColumn<ButtonRole>("role");
        QTest::addColumn<Role>("ground");
        QTest::newRow("plain") << ButtonRole::Plain << Role::Panel;
        QTest::newRow("primary") << ButtonRole::Primary << Role::Accent;
        QTest::newRow("danger") << ButtonRole::Danger << Role::Bad;
        QTest::newRow("money") << ButtonRole::Money << Role::Careful;
    }

    void buttonGroundTellsTheRole()
    {
        QFETCH(ButtonRole, role);
        QFETCH(Role, ground);
        QPushButton button(QStringLiteral("x"));
        setButtonRole(&button, role);
        button.resize(80, 32);
        QCOMPARE(button.grab().toImage().pixelColor(10, 16), color(ground));
        button.setEnabled(false);
        QVERIFY(button.grab().toImage().pixelColor(10, 16) != color(Role::Accent));
        m_theme.setChoice(Theme::Choice::Dark);
        button.setEnabled(true);
        QCOMPARE(button.grab().toImage().pixelColor(10, 16), color(ground, Scheme::Dark));
    }

    void defaultButtonIsPrimary()
    {
        QWidget dialog;
        auto *button = new QPushButton(QStringLiteral("x"), &dialog);
        button->setDefault(true);
        button->resize(80, 32);
        QCOMPARE(button->grab().toImage().pixelColor(10, 16), color(Role::Accent));
    }

    void theKeyboardsPlaceIsSeen_data()
    {
        QTest::addColumn<QString>("kind");
        for (const auto &kind :
             {"push", "primary", "danger", "flat", "link", "tool", "line", "combo", "spin", "check", "radio", "list", "tabs", "text"}) {
            QTest::newRow(kind) << QString::fromLatin1(kind);
        }
    }

    void theKeyboardsPlaceIsSeen()
    {
        QFETCH(QString, kind);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *before = new QPushButton(QStringLiteral("before"));
        layout->addWidget(before);
        QWidget *widget = make(kind);
        layout->addWidget(widget);
        window.resize(300, 200);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        before->setFocus();
        const QImage without = widget->grab().toImage();
        QTest::keyClick(before, Qt::Key_Tab);
        QVERIFY(widget->hasFocus());
        const QImage with = widget->grab().toImage();
        const QColor ring = color(Role::Accent);
        QVERIFY2(countOf(with, ring) > countOf(without, ring) + 40 || (kind == QLatin1StringView("primary") && with != without),
                 qPrintable(kind));
        QTest::keyClick(widget, Qt::Key_Backtab, Qt::ShiftModifier);
        if (kind != QLatin1StringView("text")) { // there Tab is a character
            QVERIFY(before->hasFocus());
            QCOMPARE(widget->grab().toImage(), without);
        }
    }

    void problemsAreRed()
    {
        QLineEdit edit;
        edit.resize(100, 32);
        QVERIFY(!hasProblemLook(&edit));
        QCOMPARE(countOf(edit.grab().toImage(), color(Role::Bad)), 0);
        setProblemLook(&edit, true);
        QVERIFY(hasProblemLook(&edit));
        QVERIFY(countOf(edit.grab().toImage(), color(Role::Bad)) > 150);
        setProblemLook(&edit, false);
        QCOMPARE(countOf(edit.grab().toImage(), color(Role::Bad)), 0);
    }

    void scrollBarsAreSlimAndHaveNoArrows()
    {
        QScrollBar bar(Qt::Vertical);
        bar.setRange(0, 100);
        bar.setPageStep(50);
        bar.resize(bar.sizeHint().width(), 200);
        QCOMPARE(bar.width(), px(10));
        QTest::mouseClick(&bar, Qt::LeftButton, {}, {5, 198});
        QCOMPARE(bar.value(), 50); // the page below the slider reaches to the very end
        QTest::mouseClick(&bar, Qt::LeftButton, {}, {5, 2});
        QCOMPARE(bar.value(), 0);
    }

    void scrollBarsCanBeDragged()
    {
        QScrollBar bar(Qt::Vertical);
        bar.setRange(0, 1000000);
        bar.setPageStep(10);
        bar.resize(bar.sizeHint().width(), 200);
        QTest::mousePress(&bar, Qt::LeftButton, {}, {5, 5});
        QTest::mouseMove(&bar, {5, 195});
        QTest::mouseRelease(&bar, Qt::LeftButton, {}, {5, 195});
        QCOMPARE(bar.value(), 1000000);
    }

    void spinBoxesStepByMouse()
    {
        QSpinBox spin;
        spin.resize(100, 32);
        QTest::mouseClick(&spin, Qt::LeftButton, {}, {88, 8});
        QCOMPARE(spin.value(), 1);
        QTest::mouseClick(&spin, Qt::LeftButton, {}, {88, 24});
        QCOMPARE(spin.value(), 0);
    }

    void comboBoxesOpenBelow()
    {
        QWidget window;
        auto *combo = new QComboBox(&window);
        combo->addItems({QStringLiteral("Paybill"), QStringLiteral("Till")});
        combo->resize(160, 32);
        window.resize(300, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        combo->setCurrentIndex(1);
        combo->showPopup();
        QTRY_VERIFY(combo->view()->isVisible());
        QVERIFY(combo->view()->mapToGlobal(QPoint()).y() >= combo->mapToGlobal(QPoint(0, combo->height())).y());
        combo->hidePopup();
    }

    void tabsKeepTheirPlaceWhenChosen()
    {
        QTabBar bar;
        for (const auto &name : {"Explanation", "Response", "Request", "Timing", "curl"}) {
            bar.addTab(QString::fromLatin1(name));
        }
        bar.resize(600, 38);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        QVERIFY2(bar.tabRect(4).right() < bar.width() - 60, "tabs are as wide as their words, not as the bar");
        const QRect second = bar.tabRect(1);
        bar.setCurrentIndex(1);
        QCOMPARE(bar.tabRect(1), second);
        const QImage picture = bar.grab().toImage();
        QCOMPARE(picture.pixelColor(second.center().x(), second.bottom()), color(Role::Accent));
        QVERIFY(picture.pixelColor(bar.tabRect(0).center().x(), second.bottom()) != color(Role::Accent));
    }

    void tabsCloseUpWhereRoomIsShort()
    {
        QTabBar bar;
        for (const auto &name : {"Explanation", "Response", "Request", "Timing", "curl"}) {
            bar.addTab(QString::fromLatin1(name));
        }
        bar.resize(800, 38);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        const int roomy = bar.tabRect(4).right();
        bar.resize(roomy - 20, 38);
        QTRY_COMPARE(bar.width(), roomy - 20);
        QVERIFY(bar.tabRect(4).right() < roomy);
        QVERIFY(bar.tabRect(4).right() <= bar.width());
    }

    void rowsAreMarkedByATint()
    {
        QListWidget list;
        list.addItems({QStringLiteral("one"), QStringLiteral("two")});
        list.setCurrentRow(0);
        list.resize(200, 100);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        QVERIFY(list.sizeHintForRow(0) >= px(30));
        const QImage picture = list.viewport()->grab().toImage();
        QCOMPARE(picture.pixelColor(150, 5), color(Role::AccentTint));
        QCOMPARE(picture.pixelColor(150, 60), color(Role::Panel));
    }

private:
    static QWidget *make(const QString &kind)
    {
        static const QHash<QString, ButtonRole> roles{{QStringLiteral("push"), ButtonRole::Plain},
                                                      {QStringLiteral("primary"), ButtonRole::Primary},
                                                      {QStringLiteral("danger"), ButtonRole::Danger},
                                                      {QStringLiteral("flat"), ButtonRole::Flat},
                                                      {QStringLiteral("link"), ButtonRole::Link}};
        if (roles.contains(kind)) {
            auto *button = new QPushButton(QStringLiteral("button"));
            setButtonRole(button, roles[kind]);
            return button;
        }
        if (kind == QLatin1StringView("tool")) {
            auto *tool = new QToolButton;
            tool->setText(QStringLiteral("tool"));
            tool->setFocusPolicy(Qt::StrongFocus);
            return tool;
        }
        if (kind == QLatin1StringView("combo")) {
            return new QComboBox;
        }
        if (kind == QLatin1StringView("spin")) {
            return new QSpinBox;
        }
        if (kind == QLatin1StringView("check")) {
            return new QCheckBox(QStringLiteral("check"));
        }
        if (kind == QLatin1StringView("radio")) {
            return new QRadioButton(QStringLiteral("radio"));
        }
        if (kind == QLatin1StringView("list")) {
            auto *list = new QListWidget;
            list->addItem(QStringLiteral("row"));
            list->setCurrentRow(0);
            return list;
        }
        if (kind == QLatin1StringView("tabs")) {
            auto *bar = new QTabBar;
            bar->addTab(QStringLiteral("one"));
            bar->addTab(QStringLiteral("two"));
            return bar;
        }
        if (kind == QLatin1StringView("text")) {
            return new QPlainTextEdit;
        }
        return new QLineEdit;
    }

    Theme m_theme;
};

QTEST_MAIN(TestStyleControls)
#include "tst_stylecontrols.moc"
