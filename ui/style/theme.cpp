// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/theme.h"

#include "ui/style/deskstyle.h"
#include "ui/style/desktoppreference.h"
#include "ui/style/metrics.h"

#include <QApplication>
#include <QToolTip>

namespace daraja {

namespace {

Scheme lightnessOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_system(lightnessOf(QGuiApplication::palette()))
{
}

Theme::~Theme() = default;

void Theme::apply(Choice choice)
{
    if (m_applied) {
        setChoice(choice);
        return;
    }
    m_applied = true;
    m_choice = choice;
    QApplication::setStyle(new DeskStyle); // the application owns it
    QApplication::setFont(textFont(TextStyle::Body));
    present();
}

Theme::Choice Theme::choice() const
{
    return m_choice;
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    const Scheme before = activeScheme();
    if (m_applied && scheme() != before) {
        present();
        Q_EMIT changed();
    }
}

Scheme Theme::scheme() const
{
    switch (m_choice) {
    case Choice::Light:
        return Scheme::Light;
    case Choice::Dark:
        return Scheme::Dark;
    case Choice::System:
        break;
    }
    return m_system;
}

void Theme::setSystemHint(Scheme scheme)
{
    takeSystem(scheme);
}

void Theme::takeSystem(Scheme scheme)
{
    m_system = scheme;
    if (m_applied && this->scheme() != activeScheme()) {
        present();
        Q_EMIT changed();
    }
}

void Theme::present()
{
    // Roles first: whatever repaints for the palette asks them.
    setActiveScheme(scheme());
    const QPalette palette = makePalette(scheme());
    QToolTip::setPalette(palette);
    QApplication::setPalette(palette);
}

void Theme::followDesktop()
{
    if (m_desktop) {
        return;
    }
    m_desktop = new DesktopPreference(this);
    connect(m_desktop, &DesktopPreference::schemeKnown, this, [this](Scheme scheme) {
        takeSystem(scheme);
        Q_EMIT systemSchemeKnown(scheme);
    });
    m_desktop->start();
}

QString Theme::name(Choice choice)
{
    switch (choice) {
    case Choice::Light:
        return QStringLiteral("light");
    case Choice::Dark:
        return QStringLiteral("dark");
    case Choice::System:
        break;
    }
    return QStringLiteral("system");
}

Theme::Choice Theme::choiceFromName(const QString &name)
{
    for (const Choice choice : {Choice::Light, Choice::Dark}) {
        if (name == Theme::name(choice)) {
            return choice;
        }
    }
    return Choice::System;
}

} // namespace daraja
