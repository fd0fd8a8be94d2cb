// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/style/palette.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QHBoxLayout;

namespace daraja {

class Label;

/// Rows of a dim label, a value that can be selected, a faint note after it, and small buttons at the right end.
class KeyValueGrid final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyValueGrid)

public:
    enum class ValueKind { Text, Code };

    explicit KeyValueGrid(QWidget *parent = nullptr);

    /// Returns the row's number, counting from 0.
    int addRow(const QString &label, const QString &value = {}, ValueKind kind = ValueKind::Text);
    /// A row whose value is a widget of yours (MaskedLabel, Pill). Takes ownership.
    int addRow(const QString &label, QWidget *value);
    void setLabel(int row, const QString &label);
    /// Plain text; an empty one shows a dash.
    void setValue(int row, const QString &value);
    [[nodiscard]] QString value(int row) const;
    /// Faint, after the value: `1 min 47 s ago`.
    void setNote(int row, const QString &note);
    void setValueRole(int row, Role role);
    /// At the right end of the row: CopyButton, RevealButton. Takes ownership.
    void addButton(int row, QWidget *button);
    void setRowVisible(int row, bool visible);
    /// Takes all rows away.
    void clear();
    [[nodiscard]] int count() const;
    /// Width of the label column, before px(); by default the widest label.
    void setLabelWidth(int width);

private:
    struct Row
    {
        Label *label = nullptr;
        QWidget *value = nullptr;
        Label *valueLabel = nullptr;
        Label *note = nullptr;
        QWidget *cell = nullptr;
        QWidget *buttons = nullptr;
        QHBoxLayout *buttonLayout = nullptr;
        int gridRow = 0;
        bool isCode = false;
    };
    /// Puts the first line of the value level with the label, however many follow.
    static void level(const Row &row);
    int insert(const QString &label, QWidget *value, Label *valueLabel);

    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    int m_gridRows = 0;
};

} // namespace daraja
