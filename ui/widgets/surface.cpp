// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/surface.h"

#include "ui/style/shapes.h"

#include <QPainter>

namespace daraja {

Surface::Surface(Role ground, Qt::Edges lines, QWidget *parent)
    : QWidget(parent)
    , m_ground(ground)
    , m_lines(lines)
{
}

void Surface::setGround(Role ground)
{
    if (m_ground != ground) {
        m_ground = ground;
        update();
    }
}

Surface *Surface::line(Qt::Orientation orientation, QWidget *parent)
{
    auto *line = new Surface(Role::Line, {}, parent);
    if (orientation == Qt::Horizontal) {
        line->setFixedHeight(1);
    } else {
        line->setFixedWidth(1);
    }
    return line;
}

void Surface::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(m_ground));
    const QColor ink = color(Role::Line);
    if (m_lines & Qt::TopEdge) {
        paintLine(&painter, {0, 0, width(), 1}, ink);
    }
    if (m_lines & Qt::BottomEdge) {
        paintLine(&painter, {0, height() - 1, width(), 1}, ink);
    }
    if (m_lines & Qt::LeftEdge) {
        paintLine(&painter, {0, 0, 1, height()}, ink);
    }
    if (m_lines & Qt::RightEdge) {
        paintLine(&painter, {width() - 1, 0, 1, height()}, ink);
    }
}

} // namespace daraja
