// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/unlockdialog.h"

#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace daraja {

UnlockDialog::UnlockDialog(ProductionGuard &guard, Profile profile, QWidget *parent)
    : QDialog(parent)
    , m_guard(guard)
    , m_profile(std::move(profile))
    , m_code(new QLineEdit)
    , m_row(new FieldRow(tr("Short code"), m_code))
{
    setWindowTitle(tr("Unlock real money"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(24), px(24), px(24), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    auto *question = new Label(tr("Type the short code of %1").arg(m_profile.name), TextStyle::Verdict);
    auto *text =
        new Label(tr("For 15 minutes, requests of this profile can then ask for real money and move it. Each one still asks first, "
                     "and none may exceed the profile's limit."),
                  TextStyle::Body, Role::Dim);
    for (Label *label : {question, text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addWidget(m_row);

    auto *unlockButton = new QPushButton(tr("Unlock for 15 minutes"));
    auto *cancel = new QPushButton(tr("Cancel"));
    setButtonRole(unlockButton, ButtonRole::Money);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(unlockButton);
    layout->addLayout(buttons);
    setMinimumWidth(px(400));

    unlockButton->setDefault(true); // Enter after typing the code; nothing happens without it
    cancel->setAutoDefault(false);
    m_code->setFocus();
    connect(unlockButton, &QPushButton::clicked, this, &UnlockDialog::unlock);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_code, &QLineEdit::textEdited, this, [this] { m_row->setProblem({}); });
}

void UnlockDialog::unlock()
{
    if (m_guard.unlock(m_profile, m_code->text())) {
        accept();
        return;
    }
    m_row->setProblem(m_profile.shortCode.isEmpty()        ? tr("This profile has no short code. Enter it in the profile first.")
                      : m_code->text().trimmed().isEmpty() ? tr("Type the short code.")
                                                           : tr("That is not the short code of this profile."));
    m_code->setFocus();
    m_code->selectAll();
}

} // namespace daraja
