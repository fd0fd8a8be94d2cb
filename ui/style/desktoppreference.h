// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QObject>

class QDBusMessage;

namespace daraja {

/// What the desktop says about light and dark: `org.freedesktop.appearance color-scheme` of the desktop portal
/// (XDG Desktop Portal, interface org.freedesktop.portal.Settings: 0 no preference, 1 dark, 2 light).
///
/// Nothing here blocks, and nothing is emitted where there is no session bus or no portal. GUI thread.
class DesktopPreference final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopPreference)

public:
    explicit DesktopPreference(QObject *parent = nullptr);
    ~DesktopPreference() override;

    /// Connects to the bus in another thread, asks once and listens from then on. A second call does nothing.
    void start();

Q_SIGNALS:
    /// The first answer, and each change. No preference counts as light.
    void schemeKnown(daraja::Scheme scheme);

private:
    void ask();
    void take(const QVariant &value);
    Q_SLOT void settingChanged(const QDBusMessage &message);

    bool m_started = false;
};

} // namespace daraja
