// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/replacesecretdialog.h"

#include "ui/desk/desk.h"
#include "ui/profiles/pastedfield.h"
#include "ui/profiles/savesecret.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

ReplaceSecretDialog::ReplaceSecretDialog(Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_profileId(desk.currentProfile().id)
    , m_secret(new PastedField(tr("Consumer secret"), PastedField::Content::Secret, this))
    , m_save(new QPushButton(tr("Save and get a token")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("replaceSecretDialog"));
    setWindowTitle(tr("Replace the consumer secret"));
    setMinimumWidth(px(480));
    const bool simulated = desk.currentProfile().environment == Environment::Simulator;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(metrics::Gap), px(metrics::Gap), px(metrics::Gap), px(metrics::Gap));
    layout->setSpacing(px(metrics::Gap));
    layout->addWidget(new Label(tr("New consumer secret for %1").arg(desk.currentProfile().name), TextStyle::Verdict));
    m_secret->row()->setHelp(
        simulated
            ? tr("Leave it empty to use the simulator's own. A wrong one shows what a refusal looks like.")
            : tr("On Safaricom's portal: My Apps, your app, Consumer Secret. Kept in: %1.").arg(desk.secretPlace(desk.currentProfile())));
    layout->addWidget(m_secret->row());
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_save->setObjectName(QStringLiteral("saveSecret"));
    m_save->setEnabled(simulated);
    layout->addWidget(buttons);
    m_save->setDefault(true); // counts only inside the dialog
    connect(buttons, &QDialogButtonBox::accepted, this, &ReplaceSecretDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ReplaceSecretDialog::reject);
    connect(m_secret, &PastedField::changed, this, [this, simulated] { m_save->setEnabled(simulated || !m_secret->text().isEmpty()); });
}

void ReplaceSecretDialog::accept()
{
    m_save->setEnabled(false);
    saveSecret(m_desk, m_profileId, SecretKind::ConsumerSecret, m_secret->text());
    m_secret->setText({});
    QDialog::accept();
}

} // namespace daraja
