// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

#include <QWidget>

class QListWidget;
class QListWidgetItem;

namespace daraja {

class SearchField;

/// What can be called, in groups, with a filter. A dot marks what asks for money.
class OperationList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationList)

public:
    explicit OperationList(QWidget *parent = nullptr);

    /// Selects an operation; chosen() is emitted when it is another one.
    void choose(const OperationSpec &operation);
    [[nodiscard]] const OperationSpec *current() const;

Q_SIGNALS:
    void chosen(const daraja::OperationSpec *operation);

private:
    void fill();
    void filter(const QString &words);

    SearchField *m_filter;
    QListWidget *m_list;
};

} // namespace daraja
