// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace daraja {

/// The shapes everything is drawn from, for the style and for widgets that paint themselves. Colours are given; an invalid one draws
/// nothing.

/// A rounded rectangle whose edge, of that width, lies inside the rectangle.
void paintPanel(QPainter *painter, const QRectF &rectangle, double radius, const QColor &fill, const QColor &edge = {},
                double edgeWidth = 1);

/// The ring of the accent that tells where the keyboard is: two pixels, inside the rectangle.
void paintFocus(QPainter *painter, const QRectF &rectangle, double radius);

/// A horizontal or vertical line one pixel thick that fills the rectangle.
void paintLine(QPainter *painter, const QRect &rectangle, const QColor &color);

/// A ring with round ends that begins at the top and runs clockwise: the empty part in `empty`, the fraction (0 … 1) in `filled`.
void paintRing(QPainter *painter, const QRectF &rectangle, double thickness, double fraction, const QColor &empty, const QColor &filled);

} // namespace daraja
