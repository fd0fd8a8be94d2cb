// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/ui/windowfixture.h"

#include <QPushButton>
#include <QRegularExpression>

namespace daraja {

/// A whole Desk on a simulator of its own with settings in a folder of its own, for tests of pages.
class DeskFixture
{
public:
    DeskFixture()
        : desk(clock, preparedSettings(folder), std::make_unique<SessionSecretStore>())
    {
        desk.start();
    }

    /// Whether calls can be made: simulator with its certificate, workspace open.
    [[nodiscard]] bool isOpen() { return desk.simulator().isReady() && desk.workspace(); }

    /// STK pushes that the simulator saw.
    [[nodiscard]] int pushes()
    {
        int count = 0;
        for (const SimulatorRequest &request : desk.simulator().requests()) {
            count += request.path.contains(QLatin1StringView("stkpush/")) ? 1 : 0;
        }
        return count;
    }

    QTemporaryDir folder;
    SystemClock clock;
    Desk desk;
};

/// Any warning fails the test, but for one that the offscreen platform gives by itself.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
}

/// The visible button with these words, or null.
[[nodiscard]] inline QPushButton *findButton(const QWidget &page, const QString &words)
{
    for (QPushButton *button : page.findChildren<QPushButton *>()) {
        if (button->text() == words && button->isVisibleTo(&page)) {
            return button;
        }
    }
    return nullptr;
}

/// Clicks the button with these words as soon as it is there. False when it never comes.
[[nodiscard]] inline bool clickButton(const QWidget &page, const QString &words)
{
    QPushButton *button = nullptr;
    if (!QTest::qWaitFor([&] { return (button = findButton(page, words)) != nullptr; })) {
        return false;
    }
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

} // namespace daraja
