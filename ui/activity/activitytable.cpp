// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activitytable.h"

#include "core/history/historymodel.h"
#include "ui/activity/activitydelegate.h"
#include "ui/style/metrics.h"
#include "ui/widgets/tables.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

namespace daraja {

namespace {

constexpr int rowsAhead = 30;
constexpr int narrowTable = 1000;

} // namespace

ActivityTable::ActivityTable(QWidget *parent)
    : QTableView(parent)
{
    dressTable(this);
    setItemDelegate(new ActivityDelegate(this));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setObjectName(QStringLiteral("activityTable"));
    setAccessibleName(tr("Timeline"));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ActivityTable::fetchAhead);
}

void ActivityTable::arrangeColumns()
{
    const bool narrow = width() < px(narrowTable);
    const QList<std::pair<int, int>> widths{{HistoryModel::Time, narrow ? 116 : 132},
                                            {HistoryModel::Operation, narrow ? 160 : 210},
                                            {HistoryModel::With, narrow ? 116 : 130},
                                            {HistoryModel::Amount, narrow ? 96 : 110},
                                            {HistoryModel::Outcome, narrow ? 104 : 124}};
    for (const auto &[column, wide] : widths) {
        setColumnWidth(column, px(wide));
    }
}

void ActivityTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    arrangeColumns();
}

void ActivityTable::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QScrollBar *bar = verticalScrollBar();
    const int before = bar->value();
    const int rowHeight = verticalHeader()->defaultSectionSize();
    const bool isAbove = before > 0 && start * rowHeight <= before;
    QTableView::rowsInserted(parent, start, end);
    if (isAbove) {
        updateGeometries();
        bar->setValue(before + (end - start + 1) * rowHeight);
    }
}

void ActivityTable::fetchAhead()
{
    const QScrollBar *bar = verticalScrollBar();
    if (model() && bar->maximum() - bar->value() < rowsAhead * verticalHeader()->defaultSectionSize() && model()->canFetchMore({})) {
        model()->fetchMore({});
    }
}

void ActivityTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier) {
        if (currentIndex().isValid()) {
            Q_EMIT entered();
        }
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace daraja
