// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/countdownring.h"

#include "ui/style/metrics.h"
#include "ui/style/shapes.h"
#include "ui/widgets/accessibility.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace daraja {

namespace {

constexpr int ringSize = 230;
constexpr int ringThickness = 10;

std::chrono::seconds roundedUp(std::chrono::milliseconds time)
{
    return std::chrono::ceil<std::chrono::seconds>(std::max(time, std::chrono::milliseconds(0)));
}

} // namespace

CountdownRing::CountdownRing(QWidget *parent)
    : QWidget(parent)
{
    installAccessibility();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void CountdownRing::setRemaining(std::chrono::milliseconds remaining, std::chrono::milliseconds total)
{
    const auto left = std::clamp(remaining, std::chrono::milliseconds(0), std::max(total, std::chrono::milliseconds(0)));
    const double fraction = total.count() > 0 ? double(left.count()) / double(total.count()) : 0;
    const QString digits = format(left);
    const bool minuteChanged = std::chrono::floor<std::chrono::minutes>(left) != std::chrono::floor<std::chrono::minutes>(m_remaining);
    const bool seen = m_idle || digits != m_digits || arcStep(fraction) != arcStep(m_fraction);
    const bool said = m_idle || minuteChanged;
    m_idle = false;
    m_remaining = left;
    m_digits = digits;
    m_fraction = fraction;
    if (seen) {
        update();
    }
    if (said) {
        announceValue(this);
    }
}

void CountdownRing::setIdle(const QString &words)
{
    if (m_idle && m_digits == words) {
        return;
    }
    m_idle = true;
    m_digits = words;
    m_fraction = 0;
    m_remaining = {};
    update();
    announceValue(this);
}

void CountdownRing::setTone(Tone tone)
{
    if (m_tone != tone) {
        m_tone = tone;
        update();
        announceValue(this);
    }
}

void CountdownRing::setCaption(const QString &caption)
{
    if (m_caption != caption) {
        m_caption = caption;
        update();
    }
}

QString CountdownRing::spokenValue() const
{
    if (m_idle) {
        return m_digits;
    }
    const auto all = int(roundedUp(m_remaining).count());
    const QString seconds = tr("%n second(s)", nullptr, all % 60);
    return all < 60 ? tr("%1 left").arg(seconds) : tr("%1 %2 left").arg(tr("%n minute(s)", nullptr, all / 60), seconds);
}

QString CountdownRing::format(std::chrono::milliseconds remaining)
{
    const auto all = roundedUp(remaining).count();
    const QChar zero(u'0');
    if (all < 3600) {
        return QStringLiteral("%1:%2").arg(all / 60, 2, 10, zero).arg(all % 60, 2, 10, zero);
    }
    return QStringLiteral("%1:%2:%3").arg(all / 3600).arg(all / 60 % 60, 2, 10, zero).arg(all % 60, 2, 10, zero);
}

int CountdownRing::arcStep(double fraction) const
{
    const double circumference = std::min(width(), height()) * devicePixelRatioF() * std::numbers::pi;
    return int(std::ceil(fraction * circumference));
}

QSize CountdownRing::sizeHint() const
{
    return {px(ringSize), px(ringSize)};
}

QSize CountdownRing::minimumSizeHint() const
{
    return {px(ringSize * 2 / 3), px(ringSize * 2 / 3)};
}

void CountdownRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double side = std::min({width(), height(), px(ringSize)});
    const QRectF circle((width() - side) / 2, (height() - side) / 2, side, side);
    paintRing(&painter, circle, px(ringThickness) * side / px(ringSize), m_fraction,
              color(m_idle && m_tone != Tone::Neutral ? toneTintRole(m_tone) : Role::Line), color(toneRole(m_tone)));

    const double room = side * 0.7;
    QFont large = textFont(m_idle ? TextStyle::Title : TextStyle::Digits);
    const double wanted = QFontMetricsF(large).horizontalAdvance(m_digits);
    if (wanted > room) {
        large.setPixelSize(std::max(px(11), int(large.pixelSize() * room / wanted)));
    }
    const QFontMetricsF metrics(large);
    const double middle = circle.center().y() - (m_caption.isEmpty() ? 0 : px(15));
    painter.setFont(large);
    painter.setPen(color(m_idle ? toneRole(m_tone) : Role::Text));
    const double baseline = middle + metrics.capHeight() / 2;
    painter.drawText(QPointF(circle.center().x() - metrics.horizontalAdvance(m_digits) / 2, baseline), m_digits);
    if (!m_caption.isEmpty()) {
        painter.setFont(textFont(TextStyle::Body));
        painter.setPen(color(Role::Dim));
        const QRectF below(circle.center().x() - room / 2, baseline + px(14), room, px(20));
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_caption, Qt::ElideRight, int(room)));
    }
}

} // namespace daraja
