// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/tokenchip.h"

#include "ui/style/metrics.h"
#include "ui/style/shapes.h"
#include "ui/widgets/countdownring.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace daraja {

namespace {

constexpr int chipRing = 20;
constexpr int chipThickness = 5;

/// Steps of the small arc that can be told apart, at twice the pixels of the ring's middle line.
int chipArcStep(double fraction)
{
    return int(fraction * chipRing * 3 * 2);
}

} // namespace

TokenChip::TokenChip(QWidget *parent)
    : QAbstractButton(parent)
{
    setFont(textFont(TextStyle::Strong));
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TokenChip::setRemaining(std::chrono::milliseconds remaining, std::chrono::milliseconds total)
{
    const auto left = std::clamp(remaining, std::chrono::milliseconds(0), std::max(total, std::chrono::milliseconds(0)));
    m_idle = false;
    present(CountdownRing::format(left), total.count() > 0 ? double(left.count()) / double(total.count()) : 0);
}

void TokenChip::setIdle(const QString &words)
{
    m_idle = true;
    present(words, 0);
}

void TokenChip::present(const QString &text, double fraction)
{
    if (text == m_shown && chipArcStep(fraction) == chipArcStep(m_fraction)) {
        return;
    }
    const int before = sizeHint().width();
    m_shown = text;
    m_fraction = fraction;
    setAccessibleName(tr("Token: %1").arg(text));
    if (sizeHint().width() != before) {
        updateGeometry();
    }
    update();
}

void TokenChip::setTone(Tone tone)
{
    if (m_tone != tone) {
        m_tone = tone;
        update();
    }
}

QSize TokenChip::sizeHint() const
{
    // Every digit as wide as a zero, so that the chip does not twitch.
    QString widest = m_shown;
    for (QChar &character : widest) {
        character = character.isDigit() ? QChar(u'0') : character;
    }
    return {px(7) + px(chipRing) + px(7) + fontMetrics().horizontalAdvance(widest) + px(14), px(metrics::Control)};
}

void TokenChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF all = rect();
    const double radius = height() / 2.0;
    const Role ground = isDown() ? Role::Line : underMouse() && isEnabled() ? Role::Hover : Role::Panel;
    paintPanel(&painter, all, radius, color(ground), color(Role::StrongLine));
    QStyleOption option;
    option.initFrom(this);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        paintFocus(&painter, all, radius);
    }
    const int ring = px(chipRing);
    const Role empty = m_idle && m_tone != Tone::Neutral ? toneRole(m_tone) : Role::Line;
    paintRing(&painter, QRectF(px(7), (height() - ring) / 2.0, ring, ring), px(chipThickness), m_fraction, color(empty),
              color(toneRole(m_tone)));
    painter.setPen(color(m_idle ? Role::Dim : Role::Text));
    painter.drawText(QRect(px(7) + ring + px(7), 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_shown);
}

} // namespace daraja
