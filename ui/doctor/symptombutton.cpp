// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/symptombutton.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/shapes.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace daraja {

namespace {

constexpr int tilePadding = 14;
constexpr int tileNarrowest = 180;
constexpr int tileUsual = 320;

int wrappedHeight(const QFont &font, const QString &text, int width)
{
    constexpr int highest = 10'000;
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, highest), Qt::TextWordWrap, text).height();
}

} // namespace

SymptomButton::SymptomButton(const QString &words, const QString &hint, QWidget *parent)
    : QAbstractButton(parent)
    , m_hint(hint)
{
    setText(words);
    setAccessibleDescription(hint);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int SymptomButton::textWidth(int width)
{
    return std::max(1, width - 3 * px(tilePadding) - px(metrics::SmallIconSize));
}

int SymptomButton::heightForWidth(int width) const
{
    const int room = textWidth(width);
    return 2 * px(tilePadding) + wrappedHeight(textFont(TextStyle::Strong), text(), room) + px(3) +
           wrappedHeight(textFont(TextStyle::Small), m_hint, room);
}

QSize SymptomButton::sizeHint() const
{
    return {px(tileUsual), heightForWidth(px(tileUsual))};
}

QSize SymptomButton::minimumSizeHint() const
{
    return {px(tileNarrowest), heightForWidth(std::max(width(), px(tileNarrowest)))};
}

void SymptomButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isDown() || underMouse();
    paintPanel(&painter, rect(), px(metrics::CardRadius),
               color(!isEnabled() ? Role::Window
                     : lit        ? Role::Hover
                                  : Role::Panel),
               color(lit && isEnabled() ? Role::StrongLine : Role::Line));
    if (hasFocus()) {
        paintFocus(&painter, rect(), px(metrics::CardRadius));
    }
    const int room = textWidth(width());
    const int icon = px(metrics::SmallIconSize);
    const QFont strong = textFont(TextStyle::Strong);
    const int titleHeight = wrappedHeight(strong, text(), room);
    painter.setFont(strong);
    painter.setPen(color(isEnabled() ? Role::Text : Role::Dim));
    painter.drawText(QRect(px(tilePadding), px(tilePadding), room, titleHeight), Qt::TextWordWrap, text());
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(color(Role::Dim));
    const int top = px(tilePadding) + titleHeight + px(3);
    painter.drawText(QRect(px(tilePadding), top, room, height() - top), Qt::TextWordWrap, m_hint);
    paintIcon(&painter, QRectF(width() - px(tilePadding) - icon, (height() - icon) / 2.0, icon, icon), Icon::ChevronRight,
              color(lit || hasFocus() ? Role::Accent : Role::Faint));
}

void SymptomButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void SymptomButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        updateGeometry();
        update();
    }
}

} // namespace daraja
