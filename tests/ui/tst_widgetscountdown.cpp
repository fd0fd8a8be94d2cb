// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/theme.h"
#include "ui/widgets/countdownring.h"
#include "ui/widgets/tokenchip.h"

#include <QAccessible>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace daraja;
using namespace std::chrono_literals;

namespace {

/// Counts how often a widget is painted.
class PaintCounter final : public QObject
{
public:
    explicit PaintCounter(QWidget *widget)
        : QObject(widget)
    {
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }

    int count = 0;
};

/// Lets everything that was asked to be painted be painted.
void settle()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

} // namespace

class TestWidgetsCountdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*"))); }

    void formats_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an hour less a second") << qint64(3599000) << QStringLiteral("59:59");
        QTest::newRow("an hour") << qint64(3600000) << QStringLiteral("1:00:00");
        QTest::newRow("a day") << qint64(86400000) << QStringLiteral("24:00:00");
        QTest::newRow("a part of a second is a second") << qint64(1) << QStringLiteral("00:01");
        QTest::newRow("rounded up") << qint64(59001) << QStringLiteral("01:00");
        QTest::newRow("over") << qint64(0) << QStringLiteral("00:00");
        QTest::newRow("long over") << qint64(-5000) << QStringLiteral("00:00");
    }

    void formats()
    {
        QFETCH(qint64, milliseconds);
        QFETCH(QString, expected);
        QCOMPARE(CountdownRing::format(std::chrono::milliseconds(milliseconds)), expected);
    }

    void clampsWhatItIsTold()
    {
        CountdownRing ring;
        ring.setRemaining(2h, 1h);
        QCOMPARE(ring.fraction(), 1.0);
        QCOMPARE(ring.digits(), QStringLiteral("1:00:00"));
        ring.setRemaining(-5s, 1h);
        QCOMPARE(ring.fraction(), 0.0);
        ring.setRemaining(5s, 0s);
        QCOMPARE(ring.fraction(), 0.0);
        QCOMPARE(ring.digits(), QStringLiteral("00:00"));
        ring.setRemaining(5s, -1s);
        QCOMPARE(ring.digits(), QStringLiteral("00:00"));
    }

    void ringRepaintsOnlyForWhatIsSeen()
    {
        CountdownRing ring;
        ring.resize(230, 230);
        ring.show();
        QVERIFY(QTest::qWaitForWindowExposed(&ring));
        ring.setRemaining(3000s, 3600s);
        ring.setCaption(QStringLiteral("left of 1:00:00"));
        settle();
        PaintCounter counter(&ring);
        // A second told a hundred times is one second; the arc of 722 pixels moves by less than one in it.
        for (int tick = 0; tick < 100; ++tick) {
            ring.setRemaining(3000s - std::chrono::milliseconds(tick * 9), 3600s);
            settle();
        }
        ring.setTone(ring.tone());
        ring.setCaption(ring.caption());
        settle();
        QVERIFY2(counter.count <= 1, qPrintable(QString::number(counter.count))); // at most the end of the arc passing a pixel
        counter.count = 0;
        ring.setRemaining(2999s, 3600s);
        settle();
        QCOMPARE(counter.count, 1);
        ring.setTone(Tone::Careful);
        settle();
        QCOMPARE(counter.count, 2);
    }

    void ringRepaintsForTheArcAlone()
    {
        CountdownRing ring;
        ring.resize(230, 230);
        ring.show();
        QVERIFY(QTest::qWaitForWindowExposed(&ring));
        ring.setRemaining(900ms, 1000ms);
        settle();
        PaintCounter counter(&ring);
        ring.setRemaining(500ms, 1000ms); // still "00:01"
        settle();
        QCOMPARE(counter.count, 1);
    }

    void ringShowsItsColours()
    {
        CountdownRing ring;
        ring.resize(230, 230);
        ring.setTone(Tone::Good);
        ring.setRemaining(30min, 60min);
        const auto at = [&ring](int x, int y) { return ring.grab().toImage().pixelColor(x, y); };
        QCOMPARE(at(224, 115), color(Role::Good)); // right half filled, clockwise from the top
        QCOMPARE(at(5, 115), color(Role::Line));
        ring.setRemaining(60min, 60min);
        QCOMPARE(at(5, 115), color(Role::Good));
        ring.setIdle(QStringLiteral("No token"));
        QCOMPARE(ring.digits(), QStringLiteral("No token"));
        QCOMPARE(ring.fraction(), 0.0);
        QCOMPARE(at(224, 115), color(Role::GoodTint));
    }

    void ringSpeaks()
    {
        CountdownRing ring;
        ring.setAccessibleName(QStringLiteral("Token"));
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&ring);
        QVERIFY(reader);
        QCOMPARE(reader->role(), QAccessible::ProgressBar);
        QCOMPARE(reader->text(QAccessible::Name), QStringLiteral("Token"));
        ring.setRemaining(3492s, 3599s);
        QCOMPARE(ring.spokenValue(), QStringLiteral("58 minute(s) 12 second(s) left")); // plural forms come from the translation
        QCOMPARE(reader->text(QAccessible::Value), ring.spokenValue());
        QVERIFY(reader->valueInterface());
        QCOMPARE(reader->valueInterface()->currentValue().toInt(), 97);
        QCOMPARE(reader->valueInterface()->minimumValue().toInt(), 0);
        QCOMPARE(reader->valueInterface()->maximumValue().toInt(), 100);
        ring.setRemaining(9s, 3599s);
        QCOMPARE(ring.spokenValue(), QStringLiteral("9 second(s) left"));
        ring.setIdle(QStringLiteral("Expired"));
        QCOMPARE(reader->text(QAccessible::Value), QStringLiteral("Expired"));
    }

    void chipShowsAndClicks()
    {
        TokenChip chip;
        QSignalSpy clicked(&chip, &TokenChip::clicked);
        chip.setRemaining(3492s, 3599s);
        QCOMPARE(chip.shownText(), QStringLiteral("58:12"));
        QCOMPARE(chip.accessibleName(), QStringLiteral("Token: 58:12"));
        chip.resize(chip.sizeHint());
        QTest::mouseClick(&chip, Qt::LeftButton);
        QCOMPARE(clicked.count(), 1);
        chip.setFocus();
        QTest::keyClick(&chip, Qt::Key_Space);
        QCOMPARE(clicked.count(), 2);
        chip.setIdle(QStringLiteral("Expired"));
        QCOMPARE(chip.shownText(), QStringLiteral("Expired"));
    }

    void chipKeepsItsWidthWhileItCounts()
    {
        TokenChip chip;
        chip.setRemaining(3588s, 3599s); // 59:48
        const QSize size = chip.sizeHint();
        chip.setRemaining(671s, 3599s); // 11:11
        QCOMPARE(chip.sizeHint(), size);
        chip.setIdle(QStringLiteral("Fetching…"));
        QVERIFY(chip.sizeHint() != size);
    }

    void chipRepaintsOnlyForWhatIsSeen()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *chip = new TokenChip;
        layout->addWidget(chip);
        chip->setRemaining(2990s, 3600s);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        settle();
        PaintCounter counter(chip);
        for (int tick = 0; tick < 100; ++tick) {
            chip->setRemaining(2990s - std::chrono::milliseconds(tick * 9), 3600s);
            settle();
        }
        QCOMPARE(counter.count, 0);
        chip->setRemaining(2989s, 3600s);
        settle();
        QCOMPARE(counter.count, 1);
    }

    void chipTakesTheKeyboard()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *first = new TokenChip;
        auto *second = new TokenChip;
        layout->addWidget(first);
        layout->addWidget(second);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        first->setFocus();
        const QImage without = second->grab().toImage();
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        QVERIFY(second->grab().toImage() != without);
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestWidgetsCountdown)
#include "tst_widgetscountdown.moc"
