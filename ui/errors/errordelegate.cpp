// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/errordelegate.h"

#include "ui/errors/errorlistmodel.h"
#include "ui/errors/errorlook.h"
#include "ui/style/metrics.h"

#include <QPainter>

namespace daraja {

namespace {
constexpr int errorRowHeight = 52;
constexpr int errorRowPadding = 12;
constexpr int errorIcon = 16;
} // namespace

QSize ErrorDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {px(160), px(errorRowHeight)};
}

void ErrorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(row, color(selected ? Role::AccentTint : Role::Hover));
    }
    painter->setPen(color(Role::Line));
    painter->drawLine(row.bottomLeft(), row.bottomRight());
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(color(Role::Accent), 1.5));
        painter->drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -3), px(4), px(4));
    }

    const auto retry = static_cast<Explanation::Retry>(index.data(ErrorListModel::RetryRole).toInt());
    const bool legacy = index.data(ErrorListModel::LegacyRole).toBool();
    const QRect room = row.adjusted(px(errorRowPadding), px(6), -px(errorRowPadding), -px(7));
    const int half = room.height() / 2;
    const int icon = px(errorIcon);
    paintIcon(painter, QRectF(room.left(), room.top() + (half - icon) / 2.0, icon, icon), legacy ? Icon::Clock : retryIcon(retry),
              color(legacy ? Role::Dim : toneRole(retryTone(retry))));

    const int indent = icon + px(10);
    QRect first(room.left() + indent, room.top(), room.width() - indent, half);
    QRect second = first.translated(0, half);
    if (index.data(ErrorListModel::NotedRole).toBool()) {
        const int side = px(metrics::SmallIconSize);
        paintIcon(painter, QRectF(first.right() - side + 1, first.center().y() - side / 2.0 + 0.5, side, side), Icon::Edit,
                  color(Role::Dim));
        first.setRight(first.right() - side - px(6));
    }
    const auto write = [painter](const QRect &place, const QString &text, TextStyle style, Role role, Qt::Alignment alignment) {
        painter->setFont(textFont(style));
        painter->setPen(color(role));
        painter->drawText(place, int(alignment | Qt::AlignVCenter), painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    write(first, index.data().toString(), TextStyle::Strong, selected ? Role::Accent : legacy ? Role::Dim : Role::Text, Qt::AlignLeft);
    // The code is what people compare: it keeps its room, the product gives way.
    const QString code = index.data(ErrorListModel::CodeRole).toString();
    const int codeWidth = std::min(QFontMetrics(textFont(TextStyle::Code)).horizontalAdvance(code) + 1, second.width() * 2 / 3);
    write(QRect(second.topLeft(), QSize(codeWidth, second.height())), code, TextStyle::Code, Role::Dim, Qt::AlignLeft);
    second.setLeft(second.left() + codeWidth + px(12));
    write(second, index.data(ErrorListModel::ScopeRole).toString(), TextStyle::Help, Role::Faint, Qt::AlignRight);
    painter->restore();
}

} // namespace daraja
