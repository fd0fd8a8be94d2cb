// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/overlay.h"

#include "ui/style/metrics.h"
#include "ui/style/palette.h"
#include "ui/widgets/card.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace daraja {

Overlay::Overlay(QWidget *window)
    : QWidget(window)
{
    auto *card = new Card(this);
    m_panel = card;
    m_content = card->bodyLayout();
    setFocusPolicy(Qt::StrongFocus);
    setVisible(false);
    window->installEventFilter(this);
}

Overlay::~Overlay() = default;

void Overlay::openOver()
{
    if (isVisible())
        return;
    m_before = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus();
    prepare();
    place();
}

void Overlay::closeOverlay()
{
    if (!isVisible())
        return;
    hide();
    if (m_before && m_before->isVisible())
        m_before->setFocus();
    Q_EMIT closed();
}

void Overlay::setPanelWidth(int width)
{
    m_width = width;
}

void Overlay::prepare() {}

void Overlay::place()
{
    const int margin = px(metrics::Gap);
    const int widthOfPanel = std::min(px(m_width), width() - 2 * margin);
    m_panel->setFixedWidth(widthOfPanel);
    const int wanted = m_panel->hasHeightForWidth() ? m_panel->heightForWidth(widthOfPanel) : m_panel->sizeHint().height();
    const int heightOfPanel = std::min(wanted, height() - 2 * margin);
    const int top = std::clamp(height() / 8, margin, std::max(margin, height() - heightOfPanel - margin));
    m_panel->setGeometry((width() - widthOfPanel) / 2, top, widthOfPanel, heightOfPanel);
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

bool Overlay::focusNextPrevChild(bool next)
{
    // Round inside the panel: what lies below must not be reached.
    QWidget *start = QApplication::focusWidget();
    if (!start || !isAncestorOf(start))
        start = this;
    for (QWidget *at = next ? start->nextInFocusChain() : start->previousInFocusChain(); at != start;
         at = next ? at->nextInFocusChain() : at->previousInFocusChain()) {
        if (at != this && isAncestorOf(at) && at->isVisible() && at->isEnabled() && (at->focusPolicy() & Qt::TabFocus)) {
            at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return true;
}

void Overlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        closeOverlay();
        return;
    }
    QWidget::keyPressEvent(event);
    event->accept(); // nothing of it is for the page below
}

void Overlay::mousePressEvent(QMouseEvent *event)
{
    if (!m_panel->geometry().contains(event->pos()))
        closeOverlay();
    event->accept();
}

void Overlay::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QColor veil = color(Role::Window);
    veil.setAlphaF(0.7F);
    painter.fillRect(rect(), veil);
}

void Overlay::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace daraja
