// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/checkdelegate.h"

#include "ui/doctor/checklook.h"
#include "ui/style/metrics.h"

#include <QMouseEvent>
#include <QPainter>

namespace daraja {

namespace {

constexpr int branchRowHeight = 49;
constexpr int checkRowHeight = 44;
constexpr int rowPadding = 16;
constexpr int checkIconSize = 18;
constexpr int arrowRoom = 22;
constexpr int checkIndent = 22;

QRect arrowRect(const QRect &row)
{
    return {row.left(), row.top(), px(rowPadding / 2 + arrowRoom), row.height()};
}

/// A ring with a third of it filled, turned: something is being done.
void paintRunning(QPainter *painter, const QRectF &place, double turn)
{
    constexpr double thickness = 2;
    const QRectF ring = place.adjusted(thickness, thickness, -thickness, -thickness);
    painter->setPen(QPen(color(Role::StrongLine), thickness));
    painter->drawEllipse(ring);
    painter->setPen(QPen(color(Role::Accent), thickness, Qt::SolidLine, Qt::RoundCap));
    constexpr int fullCircle = 360 * 16;
    painter->drawArc(ring, fullCircle / 4 - int(turn * fullCircle), -fullCircle / 3);
}

void paintWaiting(QPainter *painter, const QRectF &place)
{
    painter->setPen(QPen(color(Role::StrongLine), 1.6));
    painter->drawEllipse(place.adjusted(2, 2, -2, -2));
}

} // namespace

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex &index) const
{
    return {px(160), px(index.parent().isValid() ? checkRowHeight : branchRowHeight)};
}

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool below = index.parent().isValid();
    const bool branch = index.data(CheckModel::BranchRole).toBool();
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(row, color(selected ? Role::AccentTint : Role::Hover));
    }
    painter->setPen(color(Role::Line));
    painter->drawLine(row.bottomLeft(), row.bottomRight());
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(color(Role::Accent), 1.5));
        painter->drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -3), px(4), px(4));
    }
    const auto write = [painter](const QRect &place, const QString &text, TextStyle style, Role role, Qt::Alignment alignment) {
        painter->setFont(textFont(style));
        painter->setPen(color(role));
        painter->drawText(place, int(alignment), painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };

    const auto state = CheckModel::State(index.data(CheckModel::StateRole).toInt());
    QRect room = row.adjusted(px(rowPadding / 2), 0, -px(rowPadding), 0);
    if (branch) {
        const int side = px(metrics::SmallIconSize);
        paintIcon(painter, QRectF(room.left() + (px(arrowRoom) - side) / 2.0, row.center().y() - side / 2.0 + 0.5, side, side),
                  option.state.testFlag(QStyle::State_Open) ? Icon::ChevronDown : Icon::ChevronRight, color(Role::Dim));
    }
    room.setLeft(room.left() + px(arrowRoom) + (below ? px(checkIndent) : 0));
    const int icon = px(checkIconSize);
    const QRectF iconPlace(room.left(), row.center().y() - icon / 2.0 + 0.5, icon, icon);
    if (state == CheckModel::State::Running) {
        paintRunning(painter, iconPlace, m_turn);
    } else if (state == CheckModel::State::Waiting) {
        paintWaiting(painter, iconPlace);
    } else {
        paintIcon(painter, iconPlace, checkIcon(state), color(checkRole(state)));
    }
    room.setLeft(room.left() + icon + px(14));

    const qint64 duration = index.data(CheckModel::DurationRole).toLongLong();
    const int timeWidth = QFontMetrics(textFont(TextStyle::Small)).horizontalAdvance(checkTime(59'900)) + px(16);
    write(QRect(room.right() - timeWidth, row.top(), timeWidth, row.height()), duration < 0 ? QStringLiteral("–") : checkTime(duration),
          TextStyle::Small, Role::Faint, Qt::AlignRight | Qt::AlignVCenter);
    room.setRight(room.right() - timeWidth - px(4));
    const QString words = index.data(CheckModel::WordsRole).toString();
    const int wordsWidth = std::min(QFontMetrics(textFont(TextStyle::Small)).horizontalAdvance(words) + 1, room.width() / 2);
    write(QRect(room.right() - wordsWidth, row.top(), wordsWidth, row.height()), words, TextStyle::Small, checkRole(state),
          Qt::AlignRight | Qt::AlignVCenter);
    room.setRight(room.right() - wordsWidth - px(12));

    const QString summary = index.data(CheckModel::SummaryRole).toString();
    const TextStyle titleStyle = below ? TextStyle::Body : TextStyle::Strong;
    const int titleHeight = QFontMetrics(textFont(titleStyle)).height();
    const int summaryHeight = summary.isEmpty() ? 0 : QFontMetrics(textFont(TextStyle::Small)).height() + px(1);
    const int top = row.top() + (row.height() - 1 - titleHeight - summaryHeight) / 2;
    const bool quiet = state < CheckModel::State::Good;
    write(QRect(room.left(), top, room.width(), titleHeight), index.data().toString(), titleStyle,
          selected ? Role::Accent
          : quiet  ? Role::Dim
                   : Role::Text,
          Qt::AlignLeft | Qt::AlignVCenter);
    if (!summary.isEmpty()) {
        write(QRect(room.left(), top + titleHeight, room.width(), summaryHeight), summary, TextStyle::Small, Role::Dim,
              Qt::AlignLeft | Qt::AlignBottom);
    }
    painter->restore();
}

bool CheckDelegate::editorEvent(QEvent *event, QAbstractItemModel * /*model*/, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool pressed = event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonDblClick;
    if (!pressed || !index.data(CheckModel::BranchRole).toBool() ||
        !arrowRect(option.rect).contains(static_cast<QMouseEvent *>(event)->position().toPoint())) {
        return false;
    }
    if (event->type() == QEvent::MouseButtonRelease) {
        Q_EMIT toggleWanted(index);
    }
    return true;
}

} // namespace daraja
