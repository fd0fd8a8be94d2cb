// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/history/activitylog.h"
#include "ui/style/palette.h"

#include <QStyledItemDelegate>

namespace daraja {

/// The colour that goes with stateWord().
[[nodiscard]] Tone stateTone(ActivityEntry::State state);

/// The looks of the timeline: pills for outcomes, dim times and summaries, marks for pins and notes, and a band in the colour of the
/// environment; where that is not the open profile's, its name stands behind the operation.
class ActivityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The name of the open profile.
    void setProfile(const QString &name) { m_profile = name; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QString m_profile;
};

} // namespace daraja
