// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/profiles/pastedfield.h"

#include "core/profiles/hiddencharacters.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/revealbutton.h"

#include <QLineEdit>
#include <QPushButton>

namespace daraja {

PastedField::PastedField(const QString &label, Content content, QObject *parent)
    : QObject(parent)
    , m_edit(new QLineEdit)
    , m_row(new FieldRow(label, m_edit))
    , m_clean(new QPushButton(tr("Clean")))
{
    m_edit->setFont(textFont(TextStyle::Code));
    if (content == Content::Secret) {
        m_edit->setEchoMode(QLineEdit::Password);
        m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
        auto *reveal = new RevealButton;
        reveal->setAutoDefault(false);
        connect(reveal, &RevealButton::heldChanged, m_edit,
                [this](bool held) { m_edit->setEchoMode(held ? QLineEdit::Normal : QLineEdit::Password); });
        m_row->addEditorWidget(reveal);
    }
    setButtonRole(m_clean, ButtonRole::Plain, ButtonSize::Small);
    m_clean->setAutoDefault(false);
    m_clean->setToolTip(tr("Remove the invisible characters"));
    m_clean->setVisible(false);
    m_row->addEditorWidget(m_clean);
    m_clean->setVisible(false);
    connect(m_clean, &QPushButton::clicked, this, [this] {
        m_edit->setText(withoutHiddenCharacters(m_edit->text()));
        m_edit->setFocus();
    });
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        look();
        Q_EMIT changed();
    });
}

QString PastedField::text() const
{
    return m_edit->text();
}

void PastedField::setText(const QString &text)
{
    m_edit->setText(text);
}

void PastedField::setProblem(const QString &problem)
{
    m_problem = problem;
    look();
}

void PastedField::look()
{
    const QString hidden = describeHiddenCharacters(m_edit->text());
    m_clean->setVisible(!hidden.isEmpty());
    m_row->setProblem(hidden.isEmpty() ? m_problem : hidden);
}

QString withHiddenCharactersShown(const QString &text, bool secret)
{
    constexpr qsizetype dots = 12; // the length of a secret is nobody's business
    const QList<HiddenCharacter> hidden = findHiddenCharacters(text);
    QString shown;
    qsizetype at = 0;
    const auto plain = [&](qsizetype until) {
        const QString piece = text.mid(at, until - at);
        shown += secret ? QString(std::min(piece.size(), dots), u'•') : piece;
    };
    for (const HiddenCharacter &character : hidden) {
        plain(character.position);
        shown += u'⟨' + character.name + u'⟩';
        at = character.position + (character.codePoint > 0xffff ? 2 : 1);
    }
    plain(text.size());
    return shown;
}

} // namespace daraja
