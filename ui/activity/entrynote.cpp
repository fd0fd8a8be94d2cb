// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/entrynote.h"

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {
constexpr int entryNoteHeight = 60;
}

EntryNote::EntryNote(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_save(new QPushButton(tr("Save note")))
    , m_state(new Label({}, TextStyle::Help, Role::Faint))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    layout->addWidget(m_text);
    auto *row = new QHBoxLayout;
    row->setSpacing(px(metrics::Grid));
    row->addWidget(m_save, 0, Qt::AlignTop);
    row->addWidget(m_state, 1);
    layout->addLayout(row);

    m_text->setFixedHeight(px(entryNoteHeight));
    m_text->setTabChangesFocus(true);
    m_text->setObjectName(QStringLiteral("entryNote"));
    m_text->setAccessibleName(tr("Note on this entry"));
    m_text->setPlaceholderText(tr("Note for your team: what was found out, what was agreed"));
    m_save->setObjectName(QStringLiteral("saveEntryNote"));
    setButtonRole(m_save, ButtonRole::Plain, ButtonSize::Small);
    m_state->setWordWrap(true);
    connect(m_text, &QPlainTextEdit::textChanged, this, &EntryNote::present);
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_saved = m_text->toPlainText().trimmed();
        Q_EMIT saveWanted(*m_saved);
    });
    present();
}

void EntryNote::setNote(const QString &uid, const QString &note)
{
    if (uid == m_uid && note == m_kept) {
        return;
    }
    const QString typed = m_text->toPlainText().trimmed();
    if (typed != m_kept && typed != m_saved) {
        m_drafts.insert(m_uid, typed);
    } else {
        m_drafts.remove(m_uid);
    }
    m_saved.reset();
    m_uid = uid;
    m_kept = note;
    const QString shown = m_drafts.value(uid, note);
    if (shown != typed) { // else the cursor stays
        m_text->setPlainText(shown);
    }
    present();
}

void EntryNote::edit()
{
    m_text->setFocus(Qt::OtherFocusReason);
    m_text->selectAll();
}

void EntryNote::present()
{
    const bool changed = m_text->toPlainText().trimmed() != m_kept;
    m_save->setEnabled(changed);
    m_state->setText(changed ? tr("Not saved yet. No passwords or PINs: notes are kept as plain text.") : QString());
}

} // namespace daraja
