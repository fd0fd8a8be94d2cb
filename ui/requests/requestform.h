// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

#include <QHash>
#include <QSet>
#include <QWidget>

#include <optional>

class QPushButton;
class QVBoxLayout;

namespace daraja {

class FieldEditor;
class FieldRow;
class Label;

/// The form of one operation, made from its row of the catalogue: what a person is asked for, what may be left open, and, folded away, what
/// profile and clock give; but for secrets all of it can be overridden. Problems stand beside the field as one types.
///
/// An id that is made once per intent (FieldKind::UniqueId) is shown, and stays until the intent is settled, another one is typed in the
/// form, or the user asks for a new one: sent again by hand, the same intent has the same id.
class RequestForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestForm)

public:
    explicit RequestForm(const OperationSpec &operation, QWidget *parent = nullptr);
    ~RequestForm() override;

    [[nodiscard]] const OperationSpec &operation() const { return m_operation; }

    /// What the profile gives; fills placeholders and the summary. Keeps what was typed.
    void setContext(const RequestContext &context);

    /// What was typed, by wire name; empty fields are left out. May hold secrets.
    [[nodiscard]] Values values() const;
    /// values() without what may not be written to disk.
    [[nodiscard]] Values valuesToKeep() const;
    /// Values of fields that are not there are ignored.
    void setValues(const Values &values);
    void fillSamples();
    /// What would be sent if it were sent now, but for secrets and timestamps; normalised where it can be read. Cheap.
    [[nodiscard]] Values preview() const;

    /// The request as it would be sent now; its problems are shown and the first one is focused.
    [[nodiscard]] PreparedRequest prepare(const RequestContext &context);
    /// Shows problems beside their fields and focuses the first one.
    void showProblems(const QList<FieldProblem> &problems);
    /// Whether the form has an editor for it: secrets and computed values have none.
    [[nodiscard]] bool hasEditor(const QString &field) const;

    /// What stands in the form is on its way: until settle(), the same values in the same profile are the same intent.
    void intentSent();
    /// It certainly did nothing: it may be sent again, and is then the same intent.
    void notCarriedOut() { m_isUncertain = false; }
    /// Its outcome is known: whatever is sent next is another intent.
    void settle();
    /// The same values were sent before, and nobody knows how that ended.
    [[nodiscard]] bool isUnsettled() const;

    /// Other values than those that were sent last.
    [[nodiscard]] bool isChanged() const { return intent() != m_last; }

    void focusFirst();

Q_SIGNALS:
    /// values() or what stands for them changed.
    void edited();

private:
    [[nodiscard]] static QString disagreementText(const char *text);
    void addRow(const FieldSpec &field, QVBoxLayout *layout);
    void fieldEdited(const FieldSpec &field);
    void judge(const FieldSpec &field);
    void updateHelp(const FieldSpec &field);
    void updateUnits();
    void updateDefaults();
    void renewId(const QString &id);
    [[nodiscard]] Values intent() const;
    [[nodiscard]] QString typed(const FieldSpec &field) const;

    const OperationSpec &m_operation;
    RequestContext m_context;
    QHash<const FieldSpec *, FieldRow *> m_rows;
    QHash<const FieldSpec *, FieldEditor *> m_editors;
    QSet<const FieldSpec *> m_unfolded; ///< whose notes are shown in full
    const FieldSpec *m_idField = nullptr;
    std::optional<Values> m_sent; ///< the intent that is not settled
    QString m_sentId;
    Values m_last;              ///< the intent that was sent last
    bool m_isUncertain = false; ///< nobody knows whether m_sent was carried out
    QPushButton *m_moreButton = nullptr;
    QWidget *m_more = nullptr;
    Label *m_defaults;
};

} // namespace daraja
