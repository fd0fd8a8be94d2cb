// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace daraja;

namespace {

/// The colours of the pixels that are fully covered.
QSet<QRgb> inks(const QImage &picture)
{
    QSet<QRgb> found;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor pixel = picture.pixelColor(x, y);
            if (pixel.alpha() == 255) {
                found += pixel.rgb();
            }
        }
    }
    return found;
}

bool isEmptyPicture(const QImage &picture)
{
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.pixelColor(x, y).alpha() > 0) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

class TestStyleIcons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
        m_theme.setChoice(Theme::Choice::Light);
    }

    void everyIconIsDrawn_data()
    {
        QTest::addColumn<Icon>("which");
        for (int number = 0; number <= static_cast<int>(Icon::Money); ++number) {
            QTest::addRow("%d", number) << static_cast<Icon>(number);
        }
    }

    void everyIconIsDrawn()
    {
        QFETCH(Icon, which);
        for (const int side : {14, 18, 36}) {
            const QImage picture = makeIcon(which).pixmap(side, side).toImage();
            QCOMPARE(picture.size(), QSize(side, side));
            QVERIFY(!isEmptyPicture(picture));
            // Nothing is cut: the outermost row and column hold no full stroke.
            for (int at = 0; at < side; ++at) {
                for (const QPoint point : {QPoint(at, 0), QPoint(at, side - 1), QPoint(0, at), QPoint(side - 1, at)}) {
                    QVERIFY(picture.pixelColor(point).alpha() < 255);
                }
            }
        }
        QCOMPARE(iconKind(makeIcon(which)), std::optional(which));
    }

    void everyDrawingIsUsed()
    {
        const auto files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QCOMPARE(int(files.size()), static_cast<int>(Icon::Money) + 1);
    }

    void takesTheColourOfItsState()
    {
        const QIcon icon = makeIcon(Icon::Token);
        const auto inkOf = [&icon](QIcon::Mode mode, QIcon::State state) {
            return inks(icon.pixmap(QSize(72, 72), 1, mode, state).toImage());
        };
        QCOMPARE(inkOf(QIcon::Normal, QIcon::Off), QSet<QRgb>{color(Role::Text).rgb()});
        QCOMPARE(inkOf(QIcon::Normal, QIcon::On), QSet<QRgb>{color(Role::Accent).rgb()});
        QCOMPARE(inkOf(QIcon::Disabled, QIcon::Off),
                 QSet<QRgb>{QGuiApplication::palette().color(QPalette::Disabled, QPalette::ButtonText).rgb()});
    }

    void followsTheTheme()
    {
        const QIcon text = makeIcon(Icon::Eye);
        const QIcon bad = makeIcon(Icon::Cross, Role::Bad);
        m_theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(inks(text.pixmap(72, 72).toImage()), QSet<QRgb>{color(Role::Text, Scheme::Dark).rgb()});
        QCOMPARE(inks(bad.pixmap(72, 72).toImage()), QSet<QRgb>{color(Role::Bad, Scheme::Dark).rgb()});
    }

    void isSharpOnEveryScreen()
    {
        const QPixmap large = makeIcon(Icon::Clock).pixmap(QSize(18, 18), 2.0);
        QCOMPARE(large.size(), QSize(36, 36));
        QCOMPARE(large.devicePixelRatio(), 2.0);
        QImage scaledUp = makeIcon(Icon::Clock).pixmap(18, 18).toImage().scaled(36, 36);
        scaledUp.setDevicePixelRatio(2.0);
        QVERIFY2(large.toImage() != scaledUp, "drawn at its size, not stretched");
    }

    void foreignIconsAreNotOurs()
    {
        QPixmap pixmap(18, 18);
        pixmap.fill(Qt::red);
        QCOMPARE(iconKind(QIcon(pixmap)), std::optional<Icon>());
        QCOMPARE(iconKind(QIcon()), std::optional<Icon>());
    }

    void buttonsGiveIconsTheirTextsColour()
    {
        QPushButton button;
        button.setIcon(makeIcon(Icon::Send));
        button.setIconSize({24, 24});
        setButtonRole(&button, ButtonRole::Primary);
        button.setIconSize({24, 24});
        button.resize(40, 32);
        QVERIFY(inks(button.grab().toImage()).contains(color(Role::OnAccent).rgb()));
        setButtonRole(&button, ButtonRole::Plain);
        QVERIFY(inks(button.grab().toImage()).contains(color(Role::Text).rgb()));
    }

    void paintsNothingWithoutRoom()
    {
        QImage canvas(10, 10, QImage::Format_ARGB32_Premultiplied);
        canvas.fill(Qt::transparent);
        QPainter painter(&canvas);
        paintIcon(&painter, QRectF(2, 2, 0, 5), Icon::Copy, Qt::red);
        painter.end();
        QVERIFY(isEmptyPicture(canvas));
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestStyleIcons)
#include "tst_styleicons.moc"
