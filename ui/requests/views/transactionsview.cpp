// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/transactionsview.h"

#include "core/base/money.h"
#include "ui/requests/views/transactionsmodel.h"
#include "ui/style/metrics.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace daraja {

namespace {

constexpr int mostPayments = 12; // rows in sight before the table scrolls

QString spreadsheetCell(const QString &text)
{
    QString cell = text;
    cell.replace(u'\t', u' ').replace(u'\n', u' ');
    const bool formula = !cell.isEmpty() && QStringView(u"=+-@").contains(cell.front()) && !parseCents(cell);
    return formula ? u'\'' + cell : cell;
}

} // namespace

TransactionsView::TransactionsView(const QJsonArray &response, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    auto *model = new TransactionsModel(response, this);
    const int count = model->rowCount();
    if (count == 0) {
        auto *nothing = new Label(tr("No payments in this time. Pull knows only what customers paid, and 48 hours back at most."));
        nothing->setWordWrap(true);
        layout->addWidget(nothing);
        return;
    }
    auto *row = new QHBoxLayout;
    row->addWidget(new Label(count == 1 ? tr("1 payment, %1").arg(formatKes(model->total()))
                                        : tr("%1 payments, %2").arg(QString::number(count), formatKes(model->total())),
                             TextStyle::Strong),
                   1);
    auto *copy = new CopyButton(tr("Copy rows"), [this] { return rowsText(); });
    copy->setWhat(tr("payments for a spreadsheet"));
    row->addWidget(copy);
    layout->addLayout(row);

    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(model);
    sorted->setSortRole(TransactionsModel::SortRole);
    m_table = new QTableView;
    m_table->setModel(sorted);
    dressTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    m_table->setAccessibleName(tr("Payments"));
    m_table->resizeColumnsToContents();
    m_table->installEventFilter(this);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + std::min(count, mostPayments) * px(metrics::TableRow) +
                            m_table->horizontalScrollBar()->sizeHint().height() + 2 * m_table->frameWidth());
    layout->addWidget(m_table);
}

QString TransactionsView::rowsText() const
{
    if (!m_table) {
        return {};
    }
    const QAbstractItemModel *model = m_table->model();
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        rows.append(index.row());
    }
    std::sort(rows.begin(), rows.end());
    if (rows.isEmpty()) {
        rows.resize(model->rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < model->columnCount(); ++column) {
        cells.append(model->headerData(column, Qt::Horizontal).toString());
    }
    lines.append(cells.join(u'\t'));
    for (const int row : std::as_const(rows)) {
        cells.clear();
        for (int column = 0; column < model->columnCount(); ++column) {
            cells.append(spreadsheetCell(model->index(row, column).data(Qt::ToolTipRole).toString())); // as Daraja wrote it
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

bool TransactionsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyText(rowsText());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace daraja
