// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTableView>

namespace daraja {

/// The timeline's table. What is read stays where it is while newer entries come in above; older ones are asked for before the end is
/// reached.
class ActivityTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityTable)

public:
    explicit ActivityTable(QWidget *parent = nullptr);

    /// To be called once, after setModel().
    void arrangeColumns();

Q_SIGNALS:
    /// Enter on a row.
    void entered();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

protected Q_SLOTS:
    void rowsInserted(const QModelIndex &parent, int start, int end) override;

private:
    void fetchAhead();
};

} // namespace daraja
