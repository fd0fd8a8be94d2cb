// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

#include <QWidget>

class QListWidget;
class QListWidgetItem;

namespace daraja {

class Label;
class SearchField;

/// What can be called, in groups, each with the sign of its effect. The filter finds titles, ids, paths, wire names of members and effects;
/// all of its words must fit. From the filter, Down and Enter lead to what it found.
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
    /// Enter or a double click on the current one: on to its form.
    void entered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void filter(const QString &words);
    /// The current one when the filter shows it, else the first that it shows; null when there is none.
    [[nodiscard]] QListWidgetItem *found() const;

    SearchField *m_filter;
    QListWidget *m_list;
    Label *m_nothing;
};

} // namespace daraja
