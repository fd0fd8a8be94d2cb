// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace daraja {

/// A row of CheckModel: icon of the state, title over one line that says what was found, the state in words and the time at the right. A
/// branch has an arrow at its left end, which opens and closes it; checks below a branch stand further to the right.
class CheckDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// How far the ring of a running check has turned, 0 … 1.
    void setTurn(double turn) { m_turn = turn; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    /// The arrow of a branch was clicked.
    void toggleWanted(const QModelIndex &index);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

private:
    double m_turn = 0;
};

} // namespace daraja
