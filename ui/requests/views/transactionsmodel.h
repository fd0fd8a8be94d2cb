// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractTableModel>
#include <QJsonArray>
#include <QJsonObject>

namespace daraja {

/// Payments of a pull query, one a row. SortRole gives instants and cents; other values sort as text.
class TransactionsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransactionsModel)

public:
    static constexpr int SortRole = Qt::UserRole + 1;

    explicit TransactionsModel(const QJsonArray &response, QObject *parent = nullptr);

    /// Sum of the amounts that can be read, in cents.
    [[nodiscard]] qint64 total() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<QJsonObject> m_rows;
};

} // namespace daraja
