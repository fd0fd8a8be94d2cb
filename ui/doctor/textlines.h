// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QWidget>

class QGridLayout;

namespace daraja {

/// Rows of a dim label and a text that wraps, close together, for what is read from top to bottom. Long labels wrap as well, so that the
/// widget can be narrow.
class TextLines final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextLines)

public:
    /// `labelWidth`: of the label column, before px().
    explicit TextLines(int labelWidth, QWidget *parent = nullptr);

    /// Plain text, selectable. Nothing is added for an empty one.
    void addRow(const QString &label, const QString &text, Role role = Role::Text);
    void clear();
    [[nodiscard]] int count() const { return m_count; }

private:
    QGridLayout *m_grid;
    int m_labelWidth;
    int m_count = 0;
};

} // namespace daraja
