// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/errorlistmodel.h"

#include "core/errors/errorproducts.h"

namespace daraja {

namespace {

QVariant notedCode(const TeamNote &note, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return note.text.simplified();
    case ErrorListModel::CodeRole:
        return note.code;
    case ErrorListModel::ScopeRole:
        return note.product.isEmpty() ? ErrorListModel::tr("Your team's note") : errorProductTitle(note.product);
    case ErrorListModel::RetryRole:
        return int(Explanation::Retry::LookFirst);
    case ErrorListModel::NotedRole:
        return true;
    case Qt::AccessibleTextRole:
        return ErrorListModel::tr("%1, noted by your team: %2").arg(note.code, note.text.simplified());
    default:
        return {};
    }
}

} // namespace

void ErrorListModel::setRows(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void ErrorListModel::refresh()
{
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
    }
}

int ErrorListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ErrorListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    if (!row.entry) {
        return notedCode(row.note, role);
    }
    const Explanation &explanation = row.entry->explanation;
    switch (role) {
    case Qt::DisplayRole:
        return explanation.title;
    case CodeRole:
        return row.entry->codeText();
    case ScopeRole:
        return row.entry->scope();
    case RetryRole:
        return int(explanation.retry);
    case NotedRole:
        return !ErrorGuide::instance().note(explanation.id, {}, {}).isEmpty();
    case LegacyRole:
        return explanation.legacy;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2, %3. %4")
            .arg(row.entry->codeText(), explanation.title, row.entry->scope(), actorWords(explanation.actor));
    default:
        return {};
    }
}

} // namespace daraja
