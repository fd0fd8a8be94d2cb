// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/profiledelegate.h"

#include "ui/shell/environmentlook.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/pill.h"

#include <QPainter>

namespace daraja {

namespace {
constexpr int profileRowHeight = 56;
}

ProfileDelegate::ProfileDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, color(Role::AccentTint));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, color(Role::Hover));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(color(Role::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->setPen(color(Role::Line));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    QRect room = option.rect.adjusted(px(metrics::Gap), px(metrics::Grid), -px(metrics::Gap), -px(metrics::Grid));
    if (index.data(OpenRole).toBool()) {
        const int size = px(metrics::SmallIconSize);
        paintIcon(painter, QRectF(room.right() - size, room.top() + px(2), size, size), Icon::Tick, color(Role::Accent));
    }
    painter->setFont(textFont(TextStyle::Strong));
    painter->setPen(color(Role::Text));
    const QRect first(room.left(), room.top(), room.width() - px(24), room.height() / 2);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, first.width()));
    const auto environment = Environment(index.data(EnvironmentRole).toInt());
    const QString pill = environmentPill(environment);
    const QRect second(room.left(), first.bottom() + 1, room.width(), room.height() - first.height());
    Pill::paint(painter, second, pill, environmentTone(environment));
    painter->setFont(textFont(TextStyle::Small));
    painter->setPen(color(Role::Dim));
    painter->drawText(second.adjusted(Pill::sizeFor(pill).width() + px(metrics::Grid), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      index.data(CodeRole).toString());
    painter->restore();
}

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {px(160), px(profileRowHeight)};
}

} // namespace daraja
