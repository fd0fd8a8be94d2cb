// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/label.h"

#include <QEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace daraja {

namespace {

constexpr int paragraphLine = 20; ///< height of a line of wrapped Body text

} // namespace

Label::Label(const QString &text, TextStyle style, Role role, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
    , m_style(style)
{
    if (style != TextStyle::Body) {
        setFont(textFont(style));
    }
    setText(text);
    dress();
}

void Label::setText(const QString &text)
{
    m_text = text;
    present();
}

void Label::setWordWrap(bool wrap)
{
    QLabel::setWordWrap(wrap);
    present();
}

void Label::setTextFormat(Qt::TextFormat format)
{
    m_format = format;
    present();
}

void Label::present()
{
    const bool plain = m_format == Qt::PlainText || (m_format == Qt::AutoText && !Qt::mightBeRichText(m_text));
    if (!plain || !wordWrap() || m_style != TextStyle::Body) {
        QLabel::setTextFormat(m_format);
        QLabel::setText(m_text);
        return;
    }
    // Only rich text knows the height of a line.
    const QString escaped = m_text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    QLabel::setTextFormat(Qt::RichText);
    QLabel::setText(m_text.isEmpty() ? QString()
                                     : QStringLiteral("<p style=\"line-height:%1px\">%2</p>").arg(px(paragraphLine)).arg(escaped));
}

void Label::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    updateGeometry();
    update();
}

bool Label::isCut() const
{
    return m_elide != Qt::ElideNone && fontMetrics().horizontalAdvance(m_text) > contentsRect().width();
}

QSize Label::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    return m_elide == Qt::ElideNone ? whole : QSize(std::min(whole.width(), fontMetrics().averageCharWidth() * 6), whole.height());
}

bool Label::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isCut()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), m_text, this);
        return true;
    }
    return QLabel::event(event);
}

void Label::paintEvent(QPaintEvent *event)
{
    if (!isCut() || hasSelectedText()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, m_elide, contentsRect().width()));
}

int Label::firstBaseline() const
{
    // Qt puts text on four fifths of a line of fixed height.
    return wordWrap() && m_style == TextStyle::Body ? px(paragraphLine) * 4 / 5 : fontMetrics().ascent();
}

void Label::setRole(Role role)
{
    if (m_role != role) {
        m_role = role;
        dress();
    }
}

void Label::setTextStyle(TextStyle style)
{
    if (m_style != style) {
        m_style = style;
        setFont(textFont(style));
        present();
    }
}

void Label::setSelectable(bool selectable)
{
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard | Qt::LinksAccessibleByMouse |
                                             Qt::LinksAccessibleByKeyboard
                                       : Qt::LinksAccessibleByMouse);
    setCursor(selectable ? Qt::IBeamCursor : Qt::ArrowCursor);
}

void Label::dress()
{
    QPalette own; // carries nothing but the role's colour, so that all else follows the theme
    if (m_role != Role::Text) {
        own.setColor(QPalette::Active, QPalette::WindowText, color(m_role));
        own.setColor(QPalette::Inactive, QPalette::WindowText, color(m_role));
        own.setColor(QPalette::Disabled, QPalette::WindowText, own.color(QPalette::Disabled, QPalette::Text));
    }
    setPalette(own);
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) {
        return;
    }
    dress();
    if (m_scheme != activeScheme()) {
        m_scheme = activeScheme();
        if (Qt::mightBeRichText(m_text)) { // links took their colour when the text was read
            QLabel::clear();
            present();
        }
    }
}

void Label::mouseDoubleClickEvent(QMouseEvent *event)
{
    QLabel::mouseDoubleClickEvent(event);
    if (textInteractionFlags() & Qt::TextSelectableByMouse) {
        setSelection(0, static_cast<int>(m_text.size()));
    }
}

} // namespace daraja
