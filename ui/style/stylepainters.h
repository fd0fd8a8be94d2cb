// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyle>

class QPainter;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionFrame;
class QStyleOptionHeader;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QWidget;

/// What DeskStyle draws itself, one function for each thing. Options are the ones of QStyle's element of that name.
namespace daraja::stylepainters {

void pushButtonBevel(const QStyleOptionButton &option, QPainter *painter, const QWidget *widget);
void pushButtonLabel(const QStyleOptionButton &option, QPainter *painter, const QWidget *widget);
void toolButton(const QStyleOptionToolButton &option, QPainter *painter, const QWidget *widget);
/// Ground and edge of line edits, combo boxes, spin boxes, text edits.
void field(const QStyleOption &option, QPainter *painter, const QWidget *widget);
void comboBox(const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget, const QRect &arrow);
void spinBox(const QStyleOptionSpinBox &option, QPainter *painter, const QWidget *widget, const QRect &up, const QRect &down);
void checkIndicator(const QStyleOption &option, QPainter *painter);
void radioIndicator(const QStyleOption &option, QPainter *painter);
void scrollBar(const QStyleOptionSlider &option, QPainter *painter, const QRect &slider);
void tabShape(const QStyleOptionTab &option, QPainter *painter);
void tabLabel(const QStyleOptionTab &option, QPainter *painter, const QWidget *widget);
void headerSection(const QStyleOptionHeader &option, QPainter *painter);
void headerLabel(const QStyleOptionHeader &option, QPainter *painter);
void headerArrow(const QStyleOptionHeader &option, QPainter *painter);
/// Horizontal, with a known end and without words.
void progressBar(const QStyleOptionProgressBar &option, QPainter *painter);

} // namespace daraja::stylepainters
