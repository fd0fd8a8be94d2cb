// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonArray>
#include <QWidget>

class QTableView;

namespace daraja {

/// Payments of a pull query (daraja-api 20) as a table: sorted by a click on a heading, copied as rows for a spreadsheet.
class TransactionsView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransactionsView)

public:
    /// `response`: the array, or the array within an array.
    explicit TransactionsView(const QJsonArray &response, QWidget *parent = nullptr);

    /// Heading and the selected rows, all of them when none is selected: tabs between cells. A cell that a spreadsheet would take for a
    /// formula begins with an apostrophe.
    [[nodiscard]] QString rowsText() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTableView *m_table = nullptr;
};

} // namespace daraja
