// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenpage.h"

#include "ui/profiles/savesecret.h"
#include "ui/shell/scrollbody.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/token/replacesecretdialog.h"
#include "ui/token/tokenactions.h"
#include "ui/token/tokendetailscard.h"
#include "ui/token/tokenexchangecard.h"
#include "ui/token/tokenrefusalcard.h"
#include "ui/token/tokenringcard.h"
#include "ui/token/tokenview.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretclipboard.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int ringCardWidth = 380;

/// What a token does and does not prove, for somebody whose payments stopped.
Card *makeCheckCard()
{
    auto *card = new Card(TokenPage::tr("What to check"));
    card->setObjectName(QStringLiteral("whatToCheck"));
    auto *text =
        new Label(TokenPage::tr("1. Press Get token. If it is refused, the consumer key or secret is wrong, or belongs to the other "
                                "environment: what to do stands above.\n"
                                "2. If a token comes, key and secret are right; it proves nothing about the rest.\n"
                                "3. Under Requests send STK query with any CheckoutRequestID: \"Wrong credentials\" means that short "
                                "code and passkey do not belong together. Nothing is paid.\n"
                                "4. Send Account balance: it proves the operator's name and password. Nothing is paid."));
    text->setWordWrap(true);
    card->bodyLayout()->addWidget(text);
    auto *close = new QPushButton(makeIcon(Icon::Cancel), {});
    close->setToolTip(TokenPage::tr("Close"));
    close->setAccessibleName(TokenPage::tr("Close"));
    setButtonRole(close, ButtonRole::Flat, ButtonSize::Small);
    QObject::connect(close, &QPushButton::clicked, card, &QWidget::hide);
    card->addHeaderWidget(close);
    card->setVisible(false);
    return card;
}

} // namespace

TokenPage::TokenPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_refusal(new TokenRefusalCard(desk))
    , m_check(makeCheckCard())
    , m_ring(new TokenRingCard(desk))
    , m_details(new TokenDetailsCard(desk))
    , m_exchange(new TokenExchangeCard(desk))
{
    QVBoxLayout *layout = makeScrollBody(this);
    layout->addWidget(m_refusal);
    layout->addWidget(m_check);
    auto *row = new QHBoxLayout;
    row->setSpacing(px(metrics::Gap));
    m_ring->setFixedWidth(px(ringCardWidth));
    row->addWidget(m_ring);
    row->addWidget(m_details, 1);
    layout->addLayout(row);
    layout->addWidget(m_exchange, 1);

    connect(m_details, &TokenDetailsCard::replaceSecretWanted, this, &TokenPage::replaceSecret);
    connect(m_refusal, &TokenRefusalCard::replaceSecretWanted, this, &TokenPage::replaceSecret);
    connect(m_refusal, &TokenRefusalCard::ownSecretWanted, this,
            [this] { useSimulatorsOwn(this->desk(), this->desk().currentProfile().id); });
    connect(&desk, &Desk::workspaceChanged, this, &TokenPage::follow);
    connect(&desk.secretStore(), &SecretStore::changed, this, [this] { m_details->present(); });
    follow();
}

void TokenPage::open(const QVariant &argument)
{
    if (argument.toString() == u"check")
        m_check->setVisible(true);
}

bool TokenPage::handle(PageCommand command)
{
    switch (command) {
    case PageCommand::Send:
        getToken(desk());
        return true;
    case PageCommand::RunAgain:
        getNewToken(desk(), window());
        return true;
    case PageCommand::CopyCurl:
        copyText(m_exchange->curl());
        return true;
    case PageCommand::Cancel:
        if (!m_check->isVisible())
            return false;
        m_check->hide();
        return true;
    }
    return false;
}

void TokenPage::tick()
{
    m_ring->presentTime(tokenView(desk()));
    m_details->presentTime();
}

QString TokenPage::statusHint() const
{
    Workspace *workspace = desk().workspace();
    const int asked = workspace ? workspace->tokens().fetchCount() : 0;
    if (asked == 0)
        return {};
    return asked == 1 ? tr("1 token request since the profile was opened")
                      : tr("%1 token requests since the profile was opened").arg(asked);
}

void TokenPage::follow()
{
    if (Workspace *workspace = desk().workspace())
        connect(&workspace->tokens(), &TokenManager::changed, this, &TokenPage::present, Qt::UniqueConnection);
    present();
}

void TokenPage::present()
{
    m_ring->present(tokenView(desk()));
    m_details->present();
    m_exchange->present();
    m_refusal->present();
    Q_EMIT statusChanged();
}

void TokenPage::replaceSecret()
{
    (new ReplaceSecretDialog(desk(), window()))->open();
}

} // namespace daraja
