// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What keeps secrets off the screen and out of the clipboard: MaskedLabel, RevealButton, CopyButton, copySecret().

#include "ui/style/theme.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/maskedlabel.h"
#include "ui/widgets/revealbutton.h"

#include <QAccessible>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QMimeData>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QVBoxLayout>

using namespace daraja;
using namespace std::chrono_literals;

namespace {

const QString secret = QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd");

QString clipboardText()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class TestWidgetsSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
        copyText(QString());
    }

    void masks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("head");
        QTest::addColumn<int>("tail");
        QTest::addColumn<QString>("expected");
        const QString dots(14, QChar(0x2022));
        QTest::newRow("nothing shown") << secret << 0 << 0 << dots;
        QTest::newRow("both ends") << secret << 4 << 2 << QStringLiteral("bfb2 ") + dots + QStringLiteral(" cd");
        QTest::newRow("head alone") << secret << 4 << 0 << QStringLiteral("bfb2 ") + dots;
        QTest::newRow("tail alone") << secret << 0 << 4 << dots + QStringLiteral(" 67cd");
        QTest::newRow("long enough") << QString(24, u'x') << 4 << 2 << QStringLiteral("xxxx ") + dots + QStringLiteral(" xx");
        QTest::newRow("too short to show any") << QString(23, u'x') << 4 << 2 << dots;
        QTest::newRow("one character") << QStringLiteral("x") << 0 << 0 << dots;
        QTest::newRow("none") << QString() << 4 << 2 << QString();
    }

    void masks()
    {
        QFETCH(QString, text);
        QFETCH(int, head);
        QFETCH(int, tail);
        QFETCH(QString, expected);
        QCOMPARE(MaskedLabel::masked(text, head, tail), expected);
    }

    void showsOnlyWhileRevealed()
    {
        int asked = 0;
        MaskedLabel label;
        label.setMask(MaskedLabel::masked(secret));
        label.setSource([&asked] {
            ++asked;
            return secret;
        });
        QSignalSpy changed(&label, &MaskedLabel::revealedChanged);
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&label);
        QVERIFY(reader);
        QCOMPARE(reader->role(), QAccessible::StaticText);
        QCOMPARE(label.shownText(), MaskedLabel::masked(secret));
        QVERIFY(!reader->text(QAccessible::Value).contains(secret));
        QCOMPARE(asked, 0);
        label.setRevealed(true);
        label.setRevealed(true);
        QCOMPARE(label.shownText(), secret);
        QCOMPARE(reader->text(QAccessible::Value), secret);
        QCOMPARE(asked, 1);
        QCOMPARE(changed.count(), 1);
        label.setRevealed(false);
        QCOMPARE(label.shownText(), MaskedLabel::masked(secret));
        QCOMPARE(changed.count(), 2);
        QVERIFY(!label.toolTip().contains(secret));
    }

    void showsADashForNothing()
    {
        MaskedLabel label;
        QCOMPARE(label.shownText(), QStringLiteral("–"));
        label.setSource([] { return secret; });
        label.setRevealed(true);
        QVERIFY(!label.isRevealed());
        label.setMask(QStringLiteral("••••"));
        label.setRevealed(true);
        QVERIFY(label.isRevealed());
        label.setMask(QString()); // the secret was taken away
        QVERIFY(!label.isRevealed());
    }

    void hidingHides()
    {
        MaskedLabel label;
        label.setMask(QStringLiteral("••••"));
        label.setSource([] { return secret; });
        label.show();
        QVERIFY(QTest::qWaitForWindowExposed(&label));
        label.setRevealed(true);
        label.hide();
        QVERIFY(!label.isRevealed());
    }

    void anotherWindowHides()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *label = new MaskedLabel;
        layout->addWidget(label);
        label->setMask(QStringLiteral("••••"));
        label->setSource([] { return secret; });
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        label->setRevealed(true);
        QVERIFY(label->isRevealed());
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTRY_VERIFY(!label->isRevealed());
    }

    void revealsWhileHeld_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("mouse") << 0;
        QTest::newRow("Space") << int(Qt::Key_Space);
        QTest::newRow("Return") << int(Qt::Key_Return);
        QTest::newRow("Enter") << int(Qt::Key_Enter);
    }

    void revealsWhileHeld()
    {
        QFETCH(int, key);
        RevealButton button;
        MaskedLabel label;
        label.setMask(QStringLiteral("••••"));
        label.setSource([] { return secret; });
        button.attach(&label);
        QSignalSpy held(&button, &RevealButton::heldChanged);
        if (key) {
            QTest::keyPress(&button, Qt::Key(key));
            QKeyEvent repeat(QEvent::KeyPress, key, {}, {}, true);
            QCoreApplication::sendEvent(&button, &repeat);
        } else {
            QTest::mousePress(&button, Qt::LeftButton);
        }
        QVERIFY(button.isHeld());
        QCOMPARE(label.shownText(), secret);
        if (key) {
            QKeyEvent repeat(QEvent::KeyRelease, key, {}, {}, true);
            QCoreApplication::sendEvent(&button, &repeat);
            QVERIFY(button.isHeld());
            QTest::keyRelease(&button, Qt::Key(key));
        } else {
            QTest::mouseRelease(&button, Qt::LeftButton);
        }
        QVERIFY(!button.isHeld());
        QVERIFY(!label.isRevealed());
        QCOMPARE(held.count(), 2);
    }

    void lettingGoInOtherWays_data()
    {
        QTest::addColumn<QString>("how");
        for (const auto &how : {"focus", "popup", "hide", "disable"}) {
            QTest::newRow(how) << QString::fromLatin1(how);
        }
    }

    void lettingGoInOtherWays()
    {
        QFETCH(QString, how);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *button = new RevealButton;
        auto *other = new RevealButton;
        layout->addWidget(button);
        layout->addWidget(other);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        button->setFocus();
        QTest::keyPress(button, Qt::Key_Space);
        QVERIFY(button->isHeld());
        if (how == QLatin1StringView("focus")) {
            other->setFocus();
        } else if (how == QLatin1StringView("popup")) { // a menu opens: the button keeps the focus for afterwards
            QFocusEvent away(QEvent::FocusOut, Qt::PopupFocusReason);
            QCoreApplication::sendEvent(button, &away);
        } else if (how == QLatin1StringView("hide")) {
            button->hide();
        } else {
            button->setEnabled(false);
        }
        QVERIFY(!button->isHeld());
        QVERIFY(!button->isDown());
    }

    void copiesText()
    {
        int asked = 0;
        CopyButton button([&asked] {
            ++asked;
            return QStringLiteral("ws_CO_191220191020363925");
        });
        QSignalSpy copied(&button, &CopyButton::copied);
        QCOMPARE(asked, 0);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(clipboardText(), QStringLiteral("ws_CO_191220191020363925"));
        QCOMPARE(asked, 1);
        QCOMPARE(copied.count(), 1);
        QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasFormat(QStringLiteral("x-kde-passwordManagerHint")));
        button.setSource([] { return QString(); });
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(copied.count(), 1);
        QCOMPARE(clipboardText(), QStringLiteral("ws_CO_191220191020363925"));
    }

    void copyButtonSaysWhatItDoes()
    {
        CopyButton plain([] { return QString(); });
        QCOMPARE(plain.accessibleName(), QStringLiteral("Copy"));
        plain.setWhat(QStringLiteral("access token"));
        QCOMPARE(plain.accessibleName(), QStringLiteral("Copy access token"));
        QCOMPARE(plain.toolTip(), QStringLiteral("Copy access token"));
        CopyButton words(QStringLiteral("Copy as curl"), [] { return QString(); });
        QCOMPARE(words.accessibleName(), QStringLiteral("Copy as curl"));
        CopyButton forSecret([] { return QString(); }, CopyButton::Content::Secret);
        QVERIFY(forSecret.toolTip().contains(QLatin1StringView("20 ")));
    }

    void copiedIconGoesBack()
    {
        CopyButton button([] { return QStringLiteral("x"); });
        button.resize(32, 26);
        const QImage before = button.grab().toImage();
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(button.grab().toImage() != before);
        QTRY_COMPARE(button.grab().toImage(), before);
    }

    void secretLeavesTheClipboard()
    {
        CopyButton button([] { return secret; }, CopyButton::Content::Secret);
        button.setSecretTime(200ms);
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(clipboardText(), secret);
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArrayLiteral("secret"));
        QTRY_COMPARE(clipboardText(), QString());
        QVERIFY(clock.elapsed() >= 190);
    }

    void whatOthersCopiedStays()
    {
        copySecret(secret, 50ms);
        QGuiApplication::clipboard()->setText(QStringLiteral("from elsewhere"));
        copySecret(secret, 50ms); // and a secret that is replaced
        QGuiApplication::clipboard()->setText(QStringLiteral("from elsewhere"));
        waitForTimer(150ms);
        QCOMPARE(clipboardText(), QStringLiteral("from elsewhere"));
    }

    void theLastSecretsTimeCounts()
    {
        copySecret(secret, 50ms);
        copySecret(QStringLiteral("another one"), 10s);
        waitForTimer(150ms);
        QCOMPARE(clipboardText(), QStringLiteral("another one"));
        copySecret(secret, 1ms);
        QTRY_COMPARE(clipboardText(), QString());
    }

    void textAfterASecretStays()
    {
        copySecret(secret, 50ms);
        copyText(secret); // the same words, but no longer as a secret
        waitForTimer(150ms);
        QCOMPARE(clipboardText(), secret);
    }

    void quittingTakesTheSecretAlong()
    {
        copySecret(secret, 1h);
        QVERIFY(QMetaObject::invokeMethod(qApp, "aboutToQuit", Qt::DirectConnection));
        QCOMPARE(clipboardText(), QString());
    }

private:
    /// A timer started after the guard's and longer than it: when it fires the guard's has fired.
    static void waitForTimer(std::chrono::milliseconds time)
    {
        QTimer timer;
        timer.setSingleShot(true);
        QSignalSpy fired(&timer, &QTimer::timeout);
        timer.start(time);
        QVERIFY(fired.wait());
    }

    Theme m_theme;
};

QTEST_MAIN(TestWidgetsSecrets)
#include "tst_widgetssecrets.moc"
