// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"
#include "ui/style/palette.h"

#include <QStyledItemDelegate>

namespace daraja {

/// The colour that goes with stateWord().
[[nodiscard]] Tone stateTone(ActivityEntry::State state);

/// The looks of the timeline: pills for outcomes, dim times and summaries.
class ActivityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace daraja
