// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/simulator/requestsmodel.h"

#include "core/base/nairobitime.h"
#include "ui/style/palette.h"

#include <algorithm>

namespace daraja {

SimulatorRequestsModel::SimulatorRequestsModel(Simulator &simulator, QObject *parent)
    : QAbstractTableModel(parent)
    , m_simulator(simulator)
{
    connect(&m_simulator, &Simulator::requestSeen, this, &SimulatorRequestsModel::follow);
    connect(&m_simulator, &Simulator::wasReset, this, &SimulatorRequestsModel::follow);
    connect(&m_simulator, &Simulator::requestAnswered, this, [this](int index) {
        const int row = static_cast<int>(m_ids.indexOf(m_simulator.requests().at(index).id));
        if (row >= 0) {
            Q_EMIT dataChanged(this->index(row, 0), this->index(row, ColumnCount - 1));
        }
    });
    follow();
}

void SimulatorRequestsModel::follow()
{
    const QList<SimulatorRequest> &requests = m_simulator.requests();
    QList<quint64> ids;
    for (auto request = requests.crbegin(); request != requests.crend(); ++request) {
        ids.append(request->id);
    }
    if (ids.size() == m_ids.size() + 1 && ids.mid(1) == m_ids) {
        beginInsertRows({}, 0, 0);
        m_ids = ids;
        endInsertRows();
    } else {
        beginResetModel();
        m_ids = ids;
        endResetModel();
    }
}

const SimulatorRequest &SimulatorRequestsModel::request(int row) const
{
    // By id: the simulator's list has already changed when the model announces its rows.
    const QList<SimulatorRequest> &requests = m_simulator.requests();
    const quint64 id = m_ids.at(row);
    const auto found = std::lower_bound(requests.begin(), requests.end(), id,
                                        [](const SimulatorRequest &request, quint64 wanted) { return request.id < wanted; });
    static const SimulatorRequest gone;
    return found != requests.end() && found->id == id ? *found : gone;
}

int SimulatorRequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int SimulatorRequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SimulatorRequestsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const SimulatorRequest &seen = request(index.row());
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Time:
            return toNairobi(seen.at).toString(QStringLiteral("HH:mm:ss"));
        case Call:
            return QString(QString::fromLatin1(seen.method) + u' ' + seen.path);
        case Status:
            return seen.status == 0 ? QStringLiteral("…") : QString::number(seen.status);
        case Note:
            return seen.note;
        default:
            return {};
        }
    }
    if (role == Qt::ForegroundRole) {
        if (index.column() == Status && seen.status >= 400) {
            return color(Role::Bad);
        }
        return color(index.column() == Call ? Role::Text : Role::Dim);
    }
    if (role == Qt::ToolTipRole && index.column() == Note) {
        return seen.note;
    }
    return {};
}

QVariant SimulatorRequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time (EAT)");
    case Call:
        return tr("Request");
    case Status:
        return tr("Status");
    case Note:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace daraja
