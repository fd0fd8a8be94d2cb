// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/secrets/sessionsecretstore.h"
#include "ui/desk/desk.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace daraja {

/// The settings file of a test, prepared before the Desk reads it: ports of nobody else's, and the first run done unless told otherwise.
inline QString preparedSettings(const QTemporaryDir &folder, bool begun = true)
{
    const QString file = folder.filePath(QStringLiteral("desk.ini"));
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(QStringLiteral("simulator/port"), 0);
    settings.setValue(QStringLiteral("receiver/port"), 0);
    if (begun)
        settings.setValue(QStringLiteral("window/begun"), true);
    return file;
}

/// A whole program without its main(): Desk and window on settings of their own. The theme outlives it.
class WindowFixture
{
public:
    explicit WindowFixture(Theme &theme, bool begun = true, std::unique_ptr<SecretStore> store = std::make_unique<SessionSecretStore>())
        : desk(clock, preparedSettings(folder, begun), std::move(store))
        , window(desk, theme)
    {
    }

    /// Shows the window, starts the Desk and waits until the profile is open (the simulator's certificate may come later). False when that
    /// failed.
    [[nodiscard]] bool open(const QSize &size = {1280, 800})
    {
        window.resize(size);
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            return false;
        desk.start();
        return QTest::qWaitFor([this] { return desk.workspace() != nullptr; });
    }

    QTemporaryDir folder;
    SystemClock clock;
    Desk desk;
    MainWindow window;
};

/// The visible descendant of that class and object name, or null.
template <typename T> [[nodiscard]] T *findVisible(const QWidget &parent, const QString &name)
{
    const QList<T *> all = parent.findChildren<T *>(name);
    for (T *one : all) {
        if (one->isVisible())
            return one;
    }
    return nullptr;
}

/// Whether any visible label below `parent` shows this text.
[[nodiscard]] inline bool showsText(const QWidget &parent, const QString &text)
{
    const QList<QLabel *> labels = parent.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && label->text().contains(text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace daraja
