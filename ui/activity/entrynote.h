// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QWidget>

#include <optional>

class QPlainTextEdit;
class QPushButton;

namespace daraja {

class Label;

/// Where the team writes what it knows about one entry. What was typed and not saved stays while others are looked at, until the program
/// ends.
class EntryNote final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntryNote)

public:
    explicit EntryNote(QWidget *parent = nullptr);

    /// Shows the note that is kept for that entry, or its draft.
    void setNote(const QString &uid, const QString &note);
    /// Leads the keyboard to the text.
    void edit();

Q_SIGNALS:
    void saveWanted(const QString &note);

private:
    void present();

    QString m_uid;
    QString m_kept;
    std::optional<QString> m_saved;   ///< on its way to the history
    QHash<QString, QString> m_drafts; ///< by uid
    QPlainTextEdit *m_text;
    QPushButton *m_save;
    Label *m_state;
};

} // namespace daraja
