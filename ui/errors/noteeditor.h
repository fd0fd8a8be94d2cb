// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/errors/teamnotes.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QPlainTextEdit;
class QPushButton;

namespace daraja {

class Label;

/// Where the team writes what it knows about a code. What was typed and not saved stays while other codes are looked at, until the program
/// ends.
class NoteEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoteEditor)

public:
    /// `notes` outlive the editor; `redactor` knows the secrets of the moment.
    NoteEditor(TeamNotes &notes, std::function<Redactor()> redactor, QWidget *parent = nullptr);

    /// Shows the note on this entry or code, or the draft of one. `subject.text` is what is kept now.
    void setSubject(const TeamNote &subject);

Q_SIGNALS:
    void saved();

private:
    void save();
    void present();
    [[nodiscard]] QString draftKey() const;

    TeamNotes &m_notes;
    std::function<Redactor()> m_redactor;
    TeamNote m_subject;
    QHash<QString, QString> m_drafts;
    QString m_told; ///< how the last save ended
    bool m_failed = false;
    QPlainTextEdit *m_text;
    QPushButton *m_save;
    Label *m_state;
};

} // namespace daraja
