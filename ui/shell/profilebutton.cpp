// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/profilebutton.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace daraja {

namespace {
constexpr int profileButtonPadding = 11;
constexpr int profileNameLimit = 240;
} // namespace

ProfileButton::ProfileButton(QWidget *parent)
    : QPushButton(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ProfileButton::setProfile(const QString &name, const QString &code)
{
    if (name == m_name && code == m_code)
        return;
    m_name = name;
    m_code = code;
    setAccessibleName(tr("Profile %1, %2").arg(name, code));
    setToolTip(tr("%1, %2: switch, add or edit profiles").arg(name, code));
    updateGeometry();
    update();
}

int ProfileButton::widthFor(int nameWidth) const
{
    const int code = m_code.isEmpty() ? 0 : QFontMetrics(textFont(TextStyle::Body)).horizontalAdvance(m_code) + px(metrics::Grid);
    return nameWidth + code + px(metrics::Grid) + px(metrics::SmallIconSize) + 2 * px(profileButtonPadding);
}

QSize ProfileButton::sizeHint() const
{
    const int name = QFontMetrics(textFont(TextStyle::Strong)).horizontalAdvance(m_name) + 1;
    return {widthFor(std::min(name, px(profileNameLimit))), px(metrics::Control)};
}

QSize ProfileButton::minimumSizeHint() const
{
    const int name = QFontMetrics(textFont(TextStyle::Strong)).horizontalAdvance(m_name) + 1;
    return {widthFor(std::min(name, px(64))), px(metrics::Control)};
}

void ProfileButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    style()->drawControl(QStyle::CE_PushButton, &option, &painter, this);

    QRect room = rect().adjusted(px(profileButtonPadding), 0, -px(profileButtonPadding), 0);
    const int chevron = px(metrics::SmallIconSize);
    paintIcon(&painter, QRectF(room.right() - chevron + 1, room.center().y() - chevron / 2.0 + 0.5, chevron, chevron), Icon::ChevronDown,
              color(Role::Text));
    room.setRight(room.right() - chevron - px(metrics::Grid));
    painter.setFont(textFont(TextStyle::Body));
    int codeWidth = 0;
    if (!m_code.isEmpty()) {
        codeWidth = painter.fontMetrics().horizontalAdvance(m_code) + px(metrics::Grid);
    }
    const QFontMetrics strong(textFont(TextStyle::Strong));
    const QString name = strong.elidedText(m_name, Qt::ElideRight, room.width() - codeWidth);
    painter.setPen(color(Role::Dim));
    painter.drawText(room.adjusted(strong.horizontalAdvance(name) + px(metrics::Grid), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_code);
    painter.setFont(textFont(TextStyle::Strong));
    painter.setPen(color(Role::Text));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, name);
}

} // namespace daraja
