// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/revealbutton.h"

#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/widgets/maskedlabel.h"

#include <QKeyEvent>

namespace daraja {

namespace {

bool isEnter(const QKeyEvent *event)
{
    return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
}

} // namespace

RevealButton::RevealButton(QWidget *parent)
    : QPushButton(parent)
{
    setButtonRole(this, ButtonRole::Plain, ButtonSize::Small);
    setIcon(makeIcon(Icon::Eye));
    setAutoDefault(false);
    connect(this, &QPushButton::pressed, this, [this] { setHeld(true); });
    connect(this, &QPushButton::released, this, [this] { setHeld(false); });
    dress();
}

void RevealButton::attach(MaskedLabel *label)
{
    connect(this, &RevealButton::heldChanged, label, &MaskedLabel::setRevealed);
}

void RevealButton::setHeld(bool held)
{
    if (m_held != held) {
        m_held = held;
        Q_EMIT heldChanged(held);
    }
}

void RevealButton::letGo()
{
    setDown(false);
    setHeld(false);
}

void RevealButton::keyPressEvent(QKeyEvent *event)
{
    if (!isEnter(event)) {
        QPushButton::keyPressEvent(event);
    } else if (!event->isAutoRepeat()) {
        setDown(true);
        setHeld(true);
    }
}

void RevealButton::keyReleaseEvent(QKeyEvent *event)
{
    if (!isEnter(event)) {
        QPushButton::keyReleaseEvent(event);
    } else if (!event->isAutoRepeat()) {
        letGo();
    }
}

void RevealButton::focusOutEvent(QFocusEvent *event)
{
    letGo();
    QPushButton::focusOutEvent(event);
}

void RevealButton::hideEvent(QHideEvent *event)
{
    letGo();
    QPushButton::hideEvent(event);
}

void RevealButton::dress()
{
    setToolTip(tr("Hold to show"));
    setAccessibleName(tr("Show while held"));
}

void RevealButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        dress();
    } else if (event->type() == QEvent::EnabledChange && !isEnabled()) {
        letGo();
    }
}

} // namespace daraja
