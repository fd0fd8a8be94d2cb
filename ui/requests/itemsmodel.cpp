// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/itemsmodel.h"

#include "core/catalogue/listvalue.h"
#include "ui/style/palette.h"

namespace daraja {

ItemsModel::ItemsModel(const FieldSpec &field, QObject *parent)
    : QAbstractTableModel(parent)
    , m_field(field)
{
}

QString ItemsModel::text() const
{
    return m_rows.isEmpty() ? QString() : writeList(m_field, {m_rows, {}});
}

void ItemsModel::setText(const QString &text)
{
    beginResetModel();
    const ListValue list = readList(m_field, text);
    m_rows = list.problem.isEmpty() ? list.rows : QList<Values>();
    endResetModel();
}

QString ItemsModel::append(const QString &lines)
{
    const ListValue list = readList(m_field, lines);
    if (!list.problem.isEmpty() || list.rows.isEmpty()) {
        return list.problem;
    }
    const auto first = int(m_rows.size());
    beginInsertRows({}, first, first + int(list.rows.size()) - 1);
    m_rows.append(list.rows);
    endInsertRows();
    return {};
}

void ItemsModel::addEmpty()
{
    const auto row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append(Values());
    endInsertRows();
}

int ItemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ItemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_field.itemCount;
}

QString ItemsModel::shown(const FieldSpec &item, const QString &value) const
{
    if (item.kind == FieldKind::List) {
        const qsizetype count = readList(item, value).rows.size();
        return count == 0 ? tr("none") : tr("%n line(s)", nullptr, int(count));
    }
    for (int i = 0; i < item.choiceCount; ++i) {
        if (value == QLatin1StringView(item.choices[i].value)) {
            return catalogueText(item.choices[i].label);
        }
    }
    return value;
}

QVariant ItemsModel::data(const QModelIndex &index, int role) const
{
    const FieldSpec &member = item(index.column());
    const QString value = m_rows.at(index.row()).value(QString::fromLatin1(member.name));
    switch (role) {
    case Qt::DisplayRole:
        return shown(member, value);
    case Qt::EditRole:
        return value;
    case Qt::ForegroundRole:
        return value.isEmpty() || checkField(member, value).message.isEmpty() ? QVariant() : QVariant(color(Role::Bad));
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const QString problem = value.isEmpty() ? QString() : checkField(member, value).message;
        return problem.isEmpty() ? catalogueText(member.help) : problem;
    }
    default:
        return {};
    }
}

bool ItemsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole) {
        return false;
    }
    const FieldSpec &member = item(index.column());
    m_rows[index.row()].insert(QString::fromLatin1(member.name), normalizeField(member, value.toString()));
    Q_EMIT dataChanged(index, index);
    return true;
}

QVariant ItemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    const FieldSpec &member = item(section);
    switch (role) {
    case Qt::DisplayRole:
        return member.required ? catalogueText(member.label) : tr("%1 (optional)").arg(catalogueText(member.label));
    case Qt::ToolTipRole:
        return catalogueText(member.help);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

Qt::ItemFlags ItemsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return item(index.column()).kind == FieldKind::List ? flags : flags | Qt::ItemIsEditable; // a list has a window of its own
}

bool ItemsModel::removeRows(int row, int count, const QModelIndex &parent)
{
    beginRemoveRows(parent, row, row + count - 1);
    m_rows.remove(row, count);
    endRemoveRows();
    return true;
}

} // namespace daraja
