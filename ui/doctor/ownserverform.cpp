// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/doctor/ownserverform.h"

#include "ui/doctor/consents.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int allowListHeight = 88;

} // namespace

QUrl OwnServer::url() const
{
    const QUrl typed(address.trimmed(), QUrl::StrictMode);
    const bool usable = typed.isValid() && !typed.host().isEmpty() && (typed.scheme() == u"https" || typed.scheme() == u"http");
    return usable ? typed : QUrl();
}

OwnServerForm::OwnServerForm(QWidget *parent)
    : QWidget(parent)
    , m_title(new Label(tr("Your own server"), TextStyle::Strong))
    , m_address(new QLineEdit)
    , m_addressRow(new FieldRow(tr("Address that takes your callbacks"), m_address))
    , m_post(new QCheckBox(tr("Also post one failed payment to it")))
    , m_postHelp(new Label({}, TextStyle::Help, Role::Faint))
    , m_list(new QPlainTextEdit)
    , m_check(new QPushButton(tr("Check your server")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(12));
    layout->addWidget(m_title);
    m_address->setPlaceholderText(QStringLiteral("https://shop.example.co.ke/payments/callback"));
    m_address->setMaxLength(2000);
    m_address->setObjectName(QStringLiteral("ownAddress"));
    m_addressRow->setHelp(tr("It is opened from here, without following redirects."));
    layout->addWidget(m_addressRow);
    m_post->setObjectName(QStringLiteral("ownPost"));
    m_postHelp->setWordWrap(true);
    m_postHelp->setText(
        tr("A callback with result 1032, cancelled, for ids that cannot exist, named as a test. Nothing may happen there but "
           "an answer."));
    auto *post = new QVBoxLayout;
    post->setSpacing(px(4));
    post->addWidget(m_post);
    post->addWidget(m_postHelp);
    layout->addLayout(post);
    m_list->setTabChangesFocus(true);
    m_list->setFixedHeight(px(allowListHeight));
    m_list->setFont(textFont(TextStyle::Code));
    m_list->setObjectName(QStringLiteral("ownAllowList"));
    auto *listRow = new FieldRow(tr("Addresses that its firewall lets in"), m_list);
    listRow->setHelp(tr("Paste the list as it stands there. It is compared with Safaricom's published addresses."));
    layout->addWidget(listRow);
    setButtonRole(m_check, ButtonRole::Plain, ButtonSize::Small);
    m_check->setObjectName(QStringLiteral("ownCheck"));
    layout->addWidget(m_check, 0, Qt::AlignLeft);

    const auto changed = [this] {
        if (!m_filling) {
            present();
            Q_EMIT edited();
        }
    };
    connect(m_address, &QLineEdit::textChanged, this, changed);
    connect(m_list, &QPlainTextEdit::textChanged, this, changed);
    connect(m_post, &QCheckBox::toggled, this, changed);
    connect(m_check, &QPushButton::clicked, this, [this] {
        QStringList checks;
        const OwnServer typed = server();
        if (!typed.url().isEmpty()) {
            checks.append(QStringLiteral("K1"));
            if (typed.mayPost) {
                checks.append(QStringLiteral("K2"));
            }
        }
        if (!typed.allowList.isEmpty()) {
            checks.append(QStringLiteral("K3"));
        }
        Q_EMIT checkWanted(checks);
    });
    present();
}

void OwnServerForm::setServer(const OwnServer &server)
{
    m_filling = true;
    m_address->setText(server.address);
    m_list->setPlainText(server.allowList);
    m_post->setChecked(server.mayPost);
    m_filling = false;
    present();
}

OwnServer OwnServerForm::server() const
{
    return {m_address->text().trimmed(), m_list->toPlainText().trimmed().left(OwnServer::longestText), m_post->isChecked()};
}

void OwnServerForm::setBusy(bool busy)
{
    m_busy = busy;
    present();
}

void OwnServerForm::present()
{
    const OwnServer typed = server();
    const bool odd = !typed.address.isEmpty() && typed.url().isEmpty();
    m_addressRow->setProblem(odd ? tr("This is no web address. It begins with https://") : QString());
    m_post->setEnabled(!typed.url().isEmpty());
    m_check->setEnabled(!m_busy && !odd && (!typed.url().isEmpty() || !typed.allowList.isEmpty()));
}

} // namespace daraja
