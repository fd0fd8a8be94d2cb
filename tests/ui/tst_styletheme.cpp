// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>

using namespace daraja;

class TestStyleTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*"))); }

    void namesGoThereAndBack_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Theme::Choice>("choice");
        QTest::newRow("system") << QStringLiteral("system") << Theme::Choice::System;
        QTest::newRow("light") << QStringLiteral("light") << Theme::Choice::Light;
        QTest::newRow("dark") << QStringLiteral("dark") << Theme::Choice::Dark;
    }

    void namesGoThereAndBack()
    {
        QFETCH(QString, name);
        QFETCH(Theme::Choice, choice);
        QCOMPARE(Theme::name(choice), name);
        QCOMPARE(Theme::choiceFromName(name), choice);
    }

    void unknownNamesMeanSystem()
    {
        QCOMPARE(Theme::choiceFromName(QStringLiteral("purple")), Theme::Choice::System);
        QCOMPARE(Theme::choiceFromName(QString()), Theme::Choice::System);
    }

    void installsTheLook()
    {
        m_theme.apply(Theme::Choice::Light);
        QVERIFY(qobject_cast<DeskStyle *>(QApplication::style()));
        QCOMPARE(QGuiApplication::palette().color(QPalette::Base), color(Role::Panel, Scheme::Light));
        QCOMPARE(QToolTip::palette().color(QPalette::ToolTipText), color(Role::Text, Scheme::Light));
        QCOMPARE(QApplication::font().pixelSize(), px(13));
        QCOMPARE(m_theme.choice(), Theme::Choice::Light);
        QVERIFY2(qApp->styleSheet().isEmpty(), "a style sheet doubles the cost of a start");
    }

    void switchesWhatIsOnScreen()
    {
        m_theme.apply(Theme::Choice::Light);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *edit = new QLineEdit(QStringLiteral("field"));
        auto *dim = new Label(QStringLiteral("dim"), TextStyle::Body, Role::Dim);
        auto *plain = new Label(QStringLiteral("plain"));
        auto *pill = new Pill(QStringLiteral("PAID"), Tone::Good);
        for (QWidget *widget : std::initializer_list<QWidget *>{edit, dim, plain, pill}) {
            layout->addWidget(widget);
        }
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QSignalSpy changed(&m_theme, &Theme::changed);

        m_theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_theme.scheme(), Scheme::Dark);
        QTRY_COMPARE(window.grab().toImage().pixelColor(1, 1), color(Role::Window, Scheme::Dark));
        QCOMPARE(edit->palette().color(QPalette::Text), color(Role::Text, Scheme::Dark));
        QCOMPARE(dim->palette().color(QPalette::WindowText), color(Role::Dim, Scheme::Dark));
        QCOMPARE(plain->palette().color(QPalette::WindowText), color(Role::Text, Scheme::Dark));
        QCOMPARE(pill->grab().toImage().pixelColor(pill->width() / 2, 2), color(Role::GoodTint, Scheme::Dark));

        m_theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(changed.count(), 1);
        m_theme.setChoice(Theme::Choice::Light);
        QCOMPARE(changed.count(), 2);
        QTRY_COMPARE(dim->palette().color(QPalette::WindowText), color(Role::Dim, Scheme::Light));
    }

    void linksFollowTheTheme()
    {
        m_theme.apply(Theme::Choice::Light);
        m_theme.setChoice(Theme::Choice::Light);
        Label label(QStringLiteral("<a href=\"x\">██████</a>"));
        label.resize(label.sizeHint());
        const auto shows = [&label](const QColor &ink) {
            const QImage picture = label.grab().toImage();
            return picture.pixelColor(picture.width() / 2, picture.height() / 2) == ink;
        };
        QTRY_VERIFY(shows(color(Role::Accent, Scheme::Light)));
        m_theme.setChoice(Theme::Choice::Dark);
        QTRY_VERIFY(shows(color(Role::Accent, Scheme::Dark)));
    }

    void systemFollowsTheHint()
    {
        m_theme.apply(Theme::Choice::Light);
        m_theme.setChoice(Theme::Choice::Light);
        QSignalSpy changed(&m_theme, &Theme::changed);
        m_theme.setSystemHint(Scheme::Dark);
        QCOMPARE(m_theme.scheme(), Scheme::Light);
        QCOMPARE(changed.count(), 0);
        m_theme.setChoice(Theme::Choice::System);
        QCOMPARE(m_theme.scheme(), Scheme::Dark);
        QCOMPARE(changed.count(), 1);
        m_theme.setSystemHint(Scheme::Light);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(QGuiApplication::palette().color(QPalette::Window), color(Role::Window, Scheme::Light));
    }

    void withoutABusNothingHappens()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", QByteArrayLiteral("/nonexistent"));
        Theme theme;
        QSignalSpy known(&theme, &Theme::systemSchemeKnown);
        theme.followDesktop();
        theme.followDesktop();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(known.count(), 0);
    }

    void measuresGrowWithTheFontAlone()
    {
        QVERIFY(px(metrics::Control) >= metrics::Control);
        QCOMPARE(px(0), 0);
        QCOMPARE(textFont(TextStyle::Help).pixelSize(), px(11));
        QCOMPARE(textFont(TextStyle::Verdict).pixelSize(), px(15));
        QVERIFY(textFont(TextStyle::Verdict).bold());
        QCOMPARE(textFont(TextStyle::Code).family(), QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestStyleTheme)
#include "tst_styletheme.moc"
