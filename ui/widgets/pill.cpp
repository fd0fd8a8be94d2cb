// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/pill.h"

#include "ui/style/metrics.h"
#include "ui/style/shapes.h"
#include "ui/widgets/accessibility.h"

#include <QPainter>

namespace daraja {

Pill::Pill(const QString &text, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{
    installAccessibility();
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void Pill::setText(const QString &text)
{
    if (m_text != text) {
        m_text = text;
        setAccessibleName(text);
        updateGeometry();
        update();
    }
}

void Pill::setTone(Tone tone)
{
    if (m_tone != tone) {
        m_tone = tone;
        update();
    }
}

void Pill::setState(const QString &text, Tone tone)
{
    setText(text);
    setTone(tone);
}

QSize Pill::sizeHint() const
{
    return sizeFor(m_text);
}

QSize Pill::minimumSizeHint() const
{
    return sizeHint();
}

QSize Pill::sizeFor(const QString &text)
{
    return {QFontMetrics(textFont(TextStyle::Pill)).horizontalAdvance(text) + 2 * px(8), px(20)};
}

void Pill::paint(QPainter *painter, const QRect &rectangle, const QString &text, Tone tone)
{
    if (text.isEmpty()) {
        return;
    }
    const QSize wanted = sizeFor(text);
    QRect place(rectangle.topLeft(), QSize(std::min(wanted.width(), rectangle.width()), std::min(wanted.height(), rectangle.height())));
    place.moveTop(rectangle.top() + (rectangle.height() - place.height()) / 2);
    painter->save();
    paintPanel(painter, place, place.height() / 2.0, color(toneTintRole(tone)), tone == Tone::Neutral ? color(Role::Line) : QColor());
    painter->setFont(textFont(TextStyle::Pill));
    painter->setPen(color(toneRole(tone)));
    const QRect room = place.adjusted(px(8), 0, -px(8) + 1, 0);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
    painter->restore();
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, rect(), m_text, m_tone);
}

} // namespace daraja
