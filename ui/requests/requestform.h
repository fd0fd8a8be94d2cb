// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

#include <QHash>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace daraja {

class FieldRow;
class Label;

/// The form of one operation, made from its row of the catalogue. Problems stand beside the field as one types; what the profile and the
/// clock give can be seen and, but for secrets, overridden.
class RequestForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestForm)

public:
    explicit RequestForm(const OperationSpec &operation, QWidget *parent = nullptr);

    [[nodiscard]] const OperationSpec &operation() const { return m_operation; }

    /// What the profile gives; fills placeholders and the summary. Keeps what was typed.
    void setContext(const RequestContext &context);

    /// What was typed, by wire name; empty fields are left out.
    [[nodiscard]] Values values() const;
    /// Values of fields that are not there are ignored.
    void setValues(const Values &values);
    void fillSamples();

    /// The request as it would be sent now; its problems are shown and the first one is focused.
    [[nodiscard]] PreparedRequest prepare(const RequestContext &context);
    /// Shows problems beside their fields and focuses the first one.
    void showProblems(const QList<FieldProblem> &problems);
    /// Whether the form has an editor for it: secrets and computed values have none.
    [[nodiscard]] bool hasEditor(const QString &field) const;

    void focusFirst();

Q_SIGNALS:
    void edited();

private:
    void addRow(const FieldSpec &field, QVBoxLayout *layout);
    void fieldEdited(const FieldSpec &field);
    void updateHelp(const FieldSpec &field);
    void updateDefaults();
    [[nodiscard]] QString typed(const FieldSpec &field) const;

    const OperationSpec &m_operation;
    RequestContext m_context;
    QHash<const FieldSpec *, FieldRow *> m_rows;
    QPushButton *m_moreButton = nullptr;
    QWidget *m_more = nullptr;
    Label *m_defaults;
};

} // namespace daraja
