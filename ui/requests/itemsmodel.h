// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

#include <QAbstractTableModel>

namespace daraja {

/// The objects in a field of FieldKind::List, one a row, a column for each member. A value that is wrong is red and says why as a tool tip.
class ItemsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ItemsModel)

public:
    /// The row must outlive it.
    explicit ItemsModel(const FieldSpec &field, QObject *parent = nullptr);

    [[nodiscard]] const FieldSpec &field() const { return m_field; }
    [[nodiscard]] const FieldSpec &item(int column) const { return m_field.items[column]; }

    /// As a JSON array; empty when there are no rows.
    [[nodiscard]] QString text() const;
    /// Lines or JSON, as readList() takes them; resets the model. What cannot be read leaves it empty.
    void setText(const QString &text);
    /// Lines as spreadsheets copy them, appended; why they could not be read, or empty.
    QString append(const QString &lines);
    void addEmpty();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool removeRows(int row, int count, const QModelIndex &parent) override;

private:
    [[nodiscard]] QString shown(const FieldSpec &item, const QString &value) const;

    const FieldSpec &m_field;
    QList<Values> m_rows;
};

} // namespace daraja
