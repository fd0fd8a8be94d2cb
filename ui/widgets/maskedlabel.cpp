// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/maskedlabel.h"

#include "ui/style/metrics.h"
#include "ui/style/palette.h"
#include "ui/widgets/accessibility.h"

#include <QEvent>
#include <QPainter>

namespace daraja {

namespace {

constexpr QChar maskDot(0x2022);
constexpr int maskDots = 14;
constexpr int keepFactor = 4; ///< a secret must be so many times as long as what is shown of it

} // namespace

MaskedLabel::MaskedLabel(QWidget *parent)
    : QWidget(parent)
{
    installAccessibility();
    setFont(textFont(TextStyle::Code));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MaskedLabel::setMask(const QString &mask)
{
    if (m_mask == mask) {
        return;
    }
    m_mask = mask;
    if (mask.isEmpty()) {
        setRevealed(false);
    }
    updateGeometry();
    update();
}

void MaskedLabel::setSource(Source source)
{
    m_source = std::move(source);
}

void MaskedLabel::setRevealed(bool revealed)
{
    if (m_revealed == revealed || (revealed && (!m_source || m_mask.isEmpty()))) {
        return;
    }
    m_revealed = revealed;
    m_shown = revealed ? m_source() : QString();
    updateGeometry();
    update();
    announceValue(this);
    Q_EMIT revealedChanged(revealed);
}

QString MaskedLabel::shownText() const
{
    if (m_revealed) {
        return m_shown;
    }
    return m_mask.isEmpty() ? QStringLiteral("–") : m_mask;
}

QString MaskedLabel::masked(const QString &secret, int head, int tail)
{
    if (secret.isEmpty()) {
        return {};
    }
    const QString dots(maskDots, maskDot);
    if (head + tail == 0 || secret.size() < keepFactor * (head + tail)) {
        return dots;
    }
    return QStringLiteral("%1 %2 %3").arg(secret.first(head), dots, secret.last(tail)).trimmed();
}

QSize MaskedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(shownText()) + 1, fontMetrics().height()};
}

QSize MaskedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height()};
}

void MaskedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(color(m_mask.isEmpty() ? Role::Faint : Role::Text));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(shownText(), Qt::ElideMiddle, width()));
}

void MaskedLabel::hideEvent(QHideEvent *event)
{
    setRevealed(false);
    QWidget::hideEvent(event);
}

bool MaskedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate) {
        setRevealed(false);
    }
    return QWidget::event(event);
}

} // namespace daraja
