// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/resenddialog.h"

#include "core/base/nairobitime.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int resendDialogWidth = 560;
constexpr int resendTextHeight = 220;

} // namespace

ResendDialog::ResendDialog(CallbackForwarder &forwarder, QList<Callback> callbacks, QWidget *parent)
    : QDialog(parent)
    , m_forwarder(forwarder)
    , m_callbacks(std::move(callbacks))
    , m_which(new QComboBox)
    , m_target(new Label({}, TextStyle::Strong))
    , m_text(new QPlainTextEdit)
    , m_kind(new Label({}, TextStyle::Small, Role::Dim))
    , m_host(new QLineEdit)
    , m_hostRow(new FieldRow(tr("Type the server's name to confirm"), m_host))
    , m_answer(new Label({}, TextStyle::Body, Role::Dim))
    , m_send(new QPushButton(tr("Send")))
{
    setWindowTitle(tr("Resend a callback"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(24), px(24), px(24), px(metrics::Gap));
    layout->setSpacing(px(12));
    for (const Callback &callback : m_callbacks) {
        m_which->addItem(tr("%1, %2").arg(nairobiClockAndDay(callback.receivedAt), callback.path));
    }
    m_which->setCurrentIndex(m_which->count() - 1);
    m_which->setAccessibleName(tr("Callback"));
    m_which->setVisible(m_callbacks.size() > 1);
    m_text->setMinimumHeight(px(resendTextHeight));
    m_text->setFont(textFont(TextStyle::Code));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setAccessibleName(tr("What is sent"));
    m_text->setObjectName(QStringLiteral("resendText"));
    m_host->setObjectName(QStringLiteral("resendHost"));
    m_answer->setObjectName(QStringLiteral("resendAnswer"));
    for (Label *label : {m_target, m_kind, m_answer}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    for (QWidget *part : std::initializer_list<QWidget *>{m_target, m_which, m_text, m_kind, m_hostRow, m_answer}) {
        layout->addWidget(part);
    }
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    setButtonRole(m_send, ButtonRole::Primary);
    m_send->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_send);
    layout->addLayout(buttons);
    setMinimumWidth(px(resendDialogWidth));

    connect(m_which, &QComboBox::currentIndexChanged, this, &ResendDialog::showChosen);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ResendDialog::present);
    connect(m_host, &QLineEdit::textChanged, this, &ResendDialog::present);
    connect(m_send, &QPushButton::clicked, this, &ResendDialog::send);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&forwarder, &CallbackForwarder::delivered, this, &ResendDialog::ended);
    showChosen();
}

const Callback &ResendDialog::chosen() const
{
    return m_callbacks.at(m_which->currentIndex());
}

bool ResendDialog::isEdited() const
{
    return m_text->toPlainText() != m_shown;
}

Callback ResendDialog::wanted() const
{
    Callback callback = chosen();
    if (isEdited()) {
        callback.raw = m_text->toPlainText().toUtf8();
    }
    return callback;
}

void ResendDialog::showChosen()
{
    m_target->setText(tr("To %1").arg(m_forwarder.targetFor(chosen().path).toDisplayString()));
    m_text->setPlainText(QString::fromUtf8(chosen().raw));
    m_shown = m_text->toPlainText();
    m_answer->clear();
    present();
}

void ResendDialog::present()
{
    const bool edited = isEdited();
    const bool asksHost = (edited || chosen().refused) && !m_forwarder.problemWithSending(wanted(), {}).isEmpty();
    const bool mayGo = !asksHost || m_forwarder.problemWithSending(wanted(), m_host->text()).isEmpty();
    m_kind->setText(edited ? tr("Edited: it leaves with the header X-Daraja-Desk: made.")
                           : tr("As it came, with the header X-Daraja-Desk: resent. The text can be edited."));
    m_hostRow->setVisible(asksHost);
    m_hostRow->setHelp(tr("It can tell that server that money has arrived, and goods may be handed out."));
    m_send->setEnabled(m_sending == 0 && mayGo);
}

void ResendDialog::send()
{
    m_sending = isEdited() ? m_forwarder.sendMade(wanted(), m_host->text()) : m_forwarder.resend(wanted(), m_host->text());
    m_answer->setRole(m_sending == 0 ? Role::Bad : Role::Dim);
    m_answer->setText(m_sending == 0 ? tr("There is no server to send to: name it in the settings.") : tr("Sending…"));
    present();
}

void ResendDialog::ended(const ForwardRecord &record)
{
    if (record.id != m_sending) {
        return;
    }
    m_sending = 0;
    m_answer->setRole(record.isAccepted() ? Role::Good : Role::Bad);
    m_answer->setText(record.problem.isEmpty() ? tr("Answered %1 in %2 ms.").arg(record.status).arg(record.took) : record.problem);
    announceAlert(m_answer);
    present();
}

} // namespace daraja
