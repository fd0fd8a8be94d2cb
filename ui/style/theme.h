// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QObject>

namespace daraja {

class DesktopPreference;

/// Puts the look on the application and changes it while the window stands.
///
/// Make one in main() after the QApplication and before any widget, and call apply() once: style, font and palette are set.
/// "System" is the desktop's own preference (org.freedesktop.appearance color-scheme, asked of the desktop portal without blocking, only
/// where a session bus exists). Until the portal has answered, and wherever there is none, the lightness of the palette Qt found at start
/// decides or, when given, setSystemHint(). GUI thread.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    /// Installs DeskStyle, fonts and the palette of the choice. Call before the first widget; a second call does nothing but setChoice().
    void apply(Choice choice = Choice::System);

    [[nodiscard]] Choice choice() const;
    /// Switches colours at once; visible windows take them with the next turn of the event loop. changed() follows only when the scheme
    /// shown is another one.
    void setChoice(Choice choice);

    /// The scheme shown now.
    [[nodiscard]] Scheme scheme() const;

    /// What the desktop preferred when last seen: keep scheme() of a System choice in the settings and hand it back here before apply(),
    /// so that a dark desktop does not flash white while the portal is asked.
    void setSystemHint(Scheme scheme);

    /// Asks the portal and listens to its changes. Call after the first paint: it costs a bus connection. A second call does nothing.
    /// Without a session bus, or without the portal, nothing happens. Emits systemSchemeKnown() when an answer came.
    void followDesktop();

    /// The names for settings files: "system", "light", "dark"; anything else reads as System.
    [[nodiscard]] static QString name(Choice choice);
    [[nodiscard]] static Choice choiceFromName(const QString &name);

Q_SIGNALS:
    /// The scheme shown has changed: color() and the application's palette answer for it; widgets take the palette with the next turn of
    /// the event loop. Widgets of ui/widgets need not listen: they follow by themselves.
    void changed();
    /// The desktop told its preference (the first time and after each change of it).
    void systemSchemeKnown(daraja::Scheme scheme);

private:
    void takeSystem(Scheme scheme);
    void present();

    Choice m_choice = Choice::System;
    Scheme m_system = Scheme::Light;
    bool m_applied = false;
    DesktopPreference *m_desktop = nullptr;
};

} // namespace daraja
