// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/requests/itemsmodel.h"

#include <QWidget>

class QPushButton;
class QTableView;

namespace daraja {

class Label;

/// A small table for a field of FieldKind::List: add, remove, edit in place, paste from a spreadsheet, and a larger window for lists with
/// many columns. A list inside a list opens a window of its own.
class ItemsEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ItemsEditor)

public:
    /// The row must outlive it.
    explicit ItemsEditor(const FieldSpec &field, QWidget *parent = nullptr);

    /// As a JSON array; empty without rows.
    [[nodiscard]] QString text() const;
    void setText(const QString &text);

Q_SIGNALS:
    /// The user added, removed or changed something.
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit ItemsEditor(ItemsModel *shared, QWidget *parent);
    void build(bool large);
    void add();
    void removeSelected();
    void paste();
    void openLarger();
    void openNested(const QModelIndex &index);
    void updateButtons();
    void fitHeight();

    ItemsModel *m_model;
    QTableView *m_table = nullptr;
    QPushButton *m_remove = nullptr;
    Label *m_note = nullptr;
    bool m_large = false;
    bool m_setting = false; ///< setText() is no edit
};

} // namespace daraja
