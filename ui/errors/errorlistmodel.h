// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/errorguide.h"

#include <QAbstractListModel>

namespace daraja {

/// Rows of the page Errors: entries of the guide, and codes that only a note of the team knows.
class ErrorListModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ErrorListModel)

public:
    enum DataRole {
        CodeRole = Qt::UserRole + 1, ///< text
        ScopeRole,                   ///< text
        RetryRole,                   ///< Explanation::Retry as int
        NotedRole,                   ///< bool: the team wrote something
        LegacyRole,                  ///< bool
    };

    struct Row
    {
        const GuideEntry *entry = nullptr; ///< null: `note` is all there is
        TeamNote note;

        [[nodiscard]] bool isSame(const Row &other) const { return entry == other.entry && (entry || note.isAboutSame(other.note)); }
    };

    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<Row> &rows);
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    /// The note of a row may be another one.
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Row> m_rows;
};

} // namespace daraja
