// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

class QLineEdit;
class QPushButton;

namespace daraja {

class FieldRow;

/// A field for what people paste from a portal: tells invisible characters, cleans them on request, and hides a secret until it is held.
///
/// Owns nothing on the screen: row() belongs to the layout it is put into and must not die before this object is done with; make the field
/// a child of the form.
class PastedField final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PastedField)

public:
    enum class Content { Text, Secret };

    PastedField(const QString &label, Content content, QObject *parent);

    [[nodiscard]] FieldRow *row() const { return m_row; }
    [[nodiscard]] QLineEdit *editor() const { return m_edit; }
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    /// Shown when there are no invisible characters.
    void setProblem(const QString &problem);

Q_SIGNALS:
    /// The text is another one, by hand or by setText().
    void changed();

private:
    void look();

    QLineEdit *m_edit;
    FieldRow *m_row;
    QPushButton *m_clean;
    QString m_problem;
};

/// For the eyes: ordinary characters of a secret as dots, invisible ones by name: `•••••••⟨line break⟩`.
[[nodiscard]] QString withHiddenCharactersShown(const QString &text, bool secret);

} // namespace daraja
