// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/shapes.h"

#include "ui/style/palette.h"

#include <QPainter>

namespace daraja {

void paintPanel(QPainter *painter, const QRectF &rectangle, double radius, const QColor &fill, const QColor &edge, double edgeWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (edge.isValid()) {
        const double inset = edgeWidth / 2;
        painter->setPen(QPen(edge, edgeWidth));
        painter->drawRoundedRect(rectangle.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    } else {
        painter->setPen(Qt::NoPen);
        painter->drawRoundedRect(rectangle, radius, radius);
    }
    painter->restore();
}

void paintFocus(QPainter *painter, const QRectF &rectangle, double radius)
{
    paintPanel(painter, rectangle, radius, {}, color(Role::Accent), 2);
}

void paintLine(QPainter *painter, const QRect &rectangle, const QColor &color)
{
    painter->fillRect(rectangle, color);
}

void paintRing(QPainter *painter, const QRectF &rectangle, double thickness, double fraction, const QColor &empty, const QColor &filled)
{
    constexpr int fullCircle = 360 * 16;
    const double inset = thickness / 2;
    const QRectF circle = rectangle.adjusted(inset, inset, -inset, -inset);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(empty, thickness));
    painter->drawEllipse(circle);
    if (fraction >= 1) {
        painter->setPen(QPen(filled, thickness));
        painter->drawEllipse(circle);
    } else if (fraction > 0) {
        painter->setPen(QPen(filled, thickness, Qt::SolidLine, Qt::RoundCap));
        painter->drawArc(circle, 90 * 16, -qRound(fraction * fullCircle));
    }
    painter->restore();
}

} // namespace daraja
