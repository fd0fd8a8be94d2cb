// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QGridLayout;

namespace daraja {

class Label;

/// One row of a form: label, unit at the right of it, the editor, and a line below that helps or, when something is wrong, says what.
///
/// The editor's accessible name is the label (unless it has one), its accessible description the help or the problem. Clicking the label
/// focuses the editor.
class FieldRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldRow)

public:
    enum class LabelPosition { Top, Left };

    /// Takes ownership of the editor.
    FieldRow(const QString &label, QWidget *editor, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *editor() const { return m_editor; }
    void setLabel(const QString &label);
    [[nodiscard]] QString label() const;
    void setLabelPosition(LabelPosition position);
    /// Width of the label column when the label is at the left; rows below each other share it.
    void setLabelWidth(int pixels);
    /// `KES`, `seconds`, `optional`.
    void setUnit(const QString &unit);
    /// May hold a link: `This computer. <a href="change">Change</a>`.
    void setHelp(const QString &help);
    [[nodiscard]] QString help() const { return m_helpText; }
    /// What is wrong, plain text; takes the help's place, in red with an icon. Empty: nothing is wrong.
    void setProblem(const QString &problem);
    [[nodiscard]] QString problem() const { return m_problem; }
    /// At the right of the editor: paste, reveal, browse. Takes ownership.
    void addEditorWidget(QWidget *widget);

Q_SIGNALS:
    void linkActivated(const QString &link);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    void updateHelp();

    QGridLayout *m_grid;
    Label *m_label;
    Label *m_unit;
    QWidget *m_editor;
    QWidget *m_editorRow;
    QWidget *m_problemIcon;
    Label *m_help;
    QString m_helpText;
    QString m_problem;
    LabelPosition m_position = LabelPosition::Top;
    int m_labelWidth = 0;
};

} // namespace daraja
