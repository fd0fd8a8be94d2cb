// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/searchfield.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>

namespace daraja {

SearchField::SearchField(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    setTextMargins(px(metrics::SmallIconSize + 8), 0, 0, 0);
}

void SearchField::setShortcut(const QKeySequence &sequence)
{
    if (!m_shortcut) {
        m_shortcut = new QShortcut(this);
        connect(m_shortcut, &QShortcut::activated, this, [this] {
            setFocus(Qt::ShortcutFocusReason);
            selectAll();
        });
    }
    m_shortcut->setKey(sequence);
    update();
}

QKeySequence SearchField::shortcut() const
{
    return m_shortcut ? m_shortcut->key() : QKeySequence();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int side = px(metrics::SmallIconSize);
    paintIcon(&painter, QRect(px(10), (height() - side) / 2, side, side), Icon::Search, color(Role::Faint));
    const QString hint = shortcut().toString(QKeySequence::NativeText);
    const QFontMetrics type = fontMetrics();
    const int used = px(10) + side + px(16) + type.horizontalAdvance(placeholderText()) + px(16);
    if (text().isEmpty() && !hint.isEmpty() && used + type.horizontalAdvance(hint) + px(10) < width()) {
        painter.setPen(color(Role::Faint));
        painter.drawText(rect().adjusted(0, 0, -px(10), 0), Qt::AlignRight | Qt::AlignVCenter, hint);
    }
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace daraja
