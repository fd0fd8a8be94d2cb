// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/navitem.h"

#include "ui/style/metrics.h"
#include "ui/style/shapes.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyleOption>

namespace daraja {

NavItem::NavItem(Icon icon, const QString &text, const QString &hint, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
    , m_hint(hint)
{
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::NoFocus); // the rail gives the current item the focus chain
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWords(text);
}

void NavItem::setWords(const QString &text)
{
    setText(text);
    describe();
}

void NavItem::setNote(const QString &note, Tone tone)
{
    m_note = note;
    m_noteTone = tone;
    describe();
    update();
}

void NavItem::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    describe();
    update();
}

void NavItem::describe()
{
    setAccessibleName(text());
    setAccessibleDescription(m_note);
    const QString words = m_collapsed ? text() : QString();
    setToolTip(m_note.isEmpty() ? words : words.isEmpty() ? m_note : tr("%1: %2").arg(words, m_note));
}

QSize NavItem::sizeHint() const
{
    return {px(36), px(36)};
}

void NavItem::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        Q_EMIT stepRequested(event->key());
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void NavItem::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool current = isChecked();
    const int radius = px(metrics::Radius);
    if (current || isDown()) {
        paintPanel(&painter, rect(), radius, color(Role::AccentTint));
    } else if (underMouse()) {
        paintPanel(&painter, rect(), radius, color(Role::Hover));
    }
    QStyleOption option;
    option.initFrom(this);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        paintFocus(&painter, rect(), radius);
    }

    const QColor ink = color(current ? Role::Accent : Role::Dim);
    const int side = px(metrics::IconSize);
    const int left = m_collapsed ? (width() - side) / 2 : px(8);
    const QRect place(left, (height() - side) / 2, side, side);
    paintIcon(&painter, place, m_icon, ink);
    if (!m_note.isEmpty()) {
        const double dot = px(8);
        paintPanel(&painter, QRectF(place.right() - dot / 2, place.top() - dot / 4, dot, dot), dot / 2, color(toneRole(m_noteTone)),
                   color(Role::Panel), 1);
    }
    if (m_collapsed) {
        return;
    }
    painter.setFont(textFont(TextStyle::Help));
    const int hintWidth = m_hint.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(m_hint) + px(8);
    painter.setPen(color(Role::Faint));
    painter.drawText(rect().adjusted(0, 0, -px(8), 0), Qt::AlignRight | Qt::AlignVCenter, m_hint);
    painter.setFont(textFont(current ? TextStyle::Strong : TextStyle::Body));
    painter.setPen(ink);
    const QRect words = rect().adjusted(px(36), 0, -px(8) - hintWidth, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

} // namespace daraja
