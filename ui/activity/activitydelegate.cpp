// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activitydelegate.h"

#include "core/history/activitymodel.h"
#include "ui/style/metrics.h"
#include "ui/widgets/pill.h"

#include <QPainter>

namespace daraja {

Tone stateTone(ActivityEntry::State state)
{
    switch (state) {
    case ActivityEntry::State::Running:
        return Tone::Accent;
    case ActivityEntry::State::Waiting:
    case ActivityEntry::State::Pending:
        return Tone::Careful;
    case ActivityEntry::State::Paid:
    case ActivityEntry::State::Done:
        return Tone::Good;
    case ActivityEntry::State::Refused:
    case ActivityEntry::State::Failed:
        return Tone::Bad;
    case ActivityEntry::State::Unknown:
        break;
    }
    return Tone::Neutral;
}

void ActivityDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, color(selected ? Role::AccentTint : Role::Hover));
    }
    painter->setPen(color(Role::Line));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect cell = option.rect.adjusted(px(12), 0, -px(4), 0);
    if (index.column() == ActivityModel::Outcome) {
        const auto state = static_cast<ActivityEntry::State>(index.data(ActivityModel::StateRole).toInt());
        Pill::paint(painter, cell, index.data().toString().toUpper(), stateTone(state));
    } else {
        const bool dim = index.column() == ActivityModel::Time || index.column() == ActivityModel::Summary;
        const bool right = index.column() == ActivityModel::Amount;
        painter->setFont(textFont(TextStyle::Body));
        painter->setPen(color(dim ? Role::Dim : Role::Text));
        const QRect room = right ? option.rect.adjusted(px(4), 0, -px(12), 0) : cell;
        painter->drawText(room, int(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    }
    painter->restore();
}

} // namespace daraja
