// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QAbstractTableModel>

namespace daraja {

/// The requests that the simulator saw, newest first; raw values. The simulator must outlive the model.
class SimulatorRequestsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatorRequestsModel)

public:
    enum Column { Time, Call, Status, Note, ColumnCount };

    explicit SimulatorRequestsModel(Simulator &simulator, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The request of a row; the simulator's own, valid until it changes. Empty when the simulator has just forgotten it.
    [[nodiscard]] const SimulatorRequest &request(int row) const;

private:
    void follow();

    Simulator &m_simulator;
    QList<quint64> m_ids; ///< newest first
};

} // namespace daraja
