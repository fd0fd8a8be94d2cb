// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/errors/noteeditor.h"

#include "core/base/nairobitime.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/label.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {
constexpr int noteEditorHeight = 76;
}

NoteEditor::NoteEditor(TeamNotes &notes, std::function<Redactor()> redactor, QWidget *parent)
    : QWidget(parent)
    , m_notes(notes)
    , m_redactor(std::move(redactor))
    , m_text(new QPlainTextEdit)
    , m_save(new QPushButton(tr("Save note")))
    , m_state(new Label({}, TextStyle::Help, Role::Faint))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    layout->addWidget(m_text);
    auto *row = new QHBoxLayout;
    row->setSpacing(px(12));
    row->addWidget(m_save, 0, Qt::AlignTop);
    row->addWidget(m_state, 1);
    layout->addLayout(row);

    m_text->setFixedHeight(px(noteEditorHeight));
    m_text->setTabChangesFocus(true);
    m_text->setObjectName(QStringLiteral("noteText"));
    m_text->setAccessibleName(tr("Note of your team"));
    m_text->setPlaceholderText(tr("What your team found out about this: it will stand beside the explanation next time."));
    m_save->setObjectName(QStringLiteral("saveNote"));
    setButtonRole(m_save, ButtonRole::Plain, ButtonSize::Small);
    m_state->setObjectName(QStringLiteral("noteState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_told.clear();
        present();
    });
    connect(m_save, &QPushButton::clicked, this, &NoteEditor::save);
    present();
}

QString NoteEditor::draftKey() const
{
    return QStringList{m_subject.entryId, m_subject.code.toLower(), m_subject.product}.join(u'\n');
}

void NoteEditor::setSubject(const TeamNote &subject)
{
    const QString before = draftKey();
    if (m_text->toPlainText().trimmed() != m_subject.text) {
        m_drafts.insert(before, m_text->toPlainText());
    } else {
        m_drafts.remove(before);
    }
    m_subject = subject;
    if (draftKey() != before) {
        m_told.clear();
    }
    const QString told = m_told;
    m_text->setPlainText(m_drafts.value(draftKey(), m_subject.text));
    m_told = told;
    present();
}

void NoteEditor::save()
{
    TeamNote note = m_subject;
    note.text = m_text->toPlainText();
    const QString problem = m_notes.save(note, m_redactor());
    m_failed = !problem.isEmpty();
    if (m_failed) {
        m_told = problem;
        present();
        announceAlert(m_state);
        return;
    }
    TeamNote kept = note;
    kept.text.clear();
    for (const TeamNote &each : m_notes.notes()) {
        if (each.isAboutSame(note)) {
            kept = each;
        }
    }
    const bool masked = kept.text != note.text.trimmed();
    m_subject.text = kept.text;
    m_drafts.remove(draftKey());
    m_text->setPlainText(kept.text);
    m_told = kept.text.isEmpty() ? tr("The note is gone.")
             : masked            ? tr("Saved. What looked like a secret was masked.")
                                 : tr("Saved at %1.").arg(nairobiClock(kept.at));
    present();
    Q_EMIT saved();
}

void NoteEditor::present()
{
    const bool changed = m_text->toPlainText().trimmed() != m_subject.text;
    m_save->setEnabled(changed);
    m_state->setRole(m_failed && !m_told.isEmpty() ? Role::Bad : Role::Faint);
    if (!m_told.isEmpty()) {
        m_state->setText(m_told);
    } else if (!m_notes.problem().isEmpty()) {
        m_state->setRole(Role::Bad);
        m_state->setText(m_notes.problem());
    } else {
        m_state->setText(changed ? tr("Not saved yet. No passwords, keys or PINs: notes are kept as plain text.")
                                 : tr("Kept on this computer as plain text: no passwords, keys or PINs."));
    }
}

} // namespace daraja
