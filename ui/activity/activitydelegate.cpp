// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activitydelegate.h"

#include "core/history/historymodel.h"
#include "ui/shell/environmentlook.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/pill.h"

#include <QPainter>

namespace daraja {

namespace {

constexpr int bandWidth = 3;

/// A pin: a head and a needle.
void paintPin(QPainter *painter, const QRect &place)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const QPointF centre = QRectF(place).center();
    const double unit = place.width() / 14.0;
    painter->setPen(QPen(color(Role::Accent), 1.6 * unit, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(centre + QPointF(0, 0.5) * unit, centre + QPointF(0, 6) * unit);
    painter->setBrush(color(Role::Accent));
    painter->drawEllipse(centre + QPointF(0, -2.5) * unit, 3 * unit, 3 * unit);
}

/// Words in the cell, with fainter ones behind them as far as there is room.
void paintWords(QPainter *painter, const QRect &room, Qt::Alignment side, const QString &words, const QString &behind)
{
    const QFontMetrics type = painter->fontMetrics();
    painter->drawText(room, int(Qt::AlignVCenter | side), type.elidedText(words, Qt::ElideRight, room.width()));
    const QRect rest = room.adjusted(type.horizontalAdvance(words), 0, 0, 0);
    if (!behind.isEmpty() && rest.width() > type.averageCharWidth() * 6) {
        painter->setPen(color(Role::Faint));
        painter->drawText(rest, int(Qt::AlignVCenter | side),
                          type.elidedText(QStringLiteral(" · %1").arg(behind), Qt::ElideRight, rest.width()));
    }
}

} // namespace

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
    QRect cell = option.rect.adjusted(px(12), 0, -px(4), 0);
    const int column = index.column();
    if (column == HistoryModel::Outcome) {
        const auto state = static_cast<ActivityEntry::State>(index.data(HistoryModel::StateRole).toInt());
        Pill::paint(painter, cell, index.data().toString().toUpper(), stateTone(state));
        painter->restore();
        return;
    }
    if (column == HistoryModel::Time) {
        const auto environment = static_cast<Environment>(index.data(HistoryModel::EnvironmentRole).toInt());
        painter->fillRect(QRect(option.rect.topLeft(), QSize(px(bandWidth), option.rect.height() - 1)),
                          color(toneRole(environmentTone(environment))));
    }
    if (column == HistoryModel::Summary) {
        const QSize mark(px(metrics::SmallIconSize), px(metrics::SmallIconSize));
        const auto nextMark = [&cell, &mark] {
            const QRect place(QPoint(cell.right() - px(10) - mark.width(), cell.center().y() - mark.height() / 2), mark);
            cell.setRight(place.left() - px(4));
            return place;
        };
        if (index.data(HistoryModel::PinnedRole).toBool()) {
            paintPin(painter, nextMark());
        }
        if (index.data(HistoryModel::NoteRole).toBool()) {
            paintIcon(painter, nextMark(), Icon::Edit, color(Role::Dim));
        }
    }
    const bool dim = column == HistoryModel::Time || column == HistoryModel::Summary;
    const bool right = column == HistoryModel::Amount;
    const QString profile = index.data(HistoryModel::ProfileRole).toString();
    painter->setFont(textFont(TextStyle::Body));
    painter->setPen(color(dim ? Role::Dim : Role::Text));
    paintWords(painter, right ? option.rect.adjusted(px(4), 0, -px(12), 0) : cell, right ? Qt::AlignRight : Qt::AlignLeft,
               index.data().toString(), column == HistoryModel::Operation && profile != m_profile ? profile : QString());
    painter->restore();
}

} // namespace daraja
