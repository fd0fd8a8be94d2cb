// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenpage.h"

#include "ui/profiles/savesecret.h"
#include "ui/shell/scrollbody.h"
#include "ui/style/metrics.h"
#include "ui/token/replacesecretdialog.h"
#include "ui/token/tokenactions.h"
#include "ui/token/tokendetailscard.h"
#include "ui/token/tokenexchangecard.h"
#include "ui/token/tokenrefusalcard.h"
#include "ui/token/tokenringcard.h"
#include "ui/token/tokenview.h"
#include "ui/widgets/secretclipboard.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int ringCardWidth = 380;

} // namespace

TokenPage::TokenPage(Desk &desk, QWidget *parent)
    : Page(desk, parent)
    , m_refusal(new TokenRefusalCard(desk))
    , m_ring(new TokenRingCard(desk))
    , m_details(new TokenDetailsCard(desk))
    , m_exchange(new TokenExchangeCard(desk))
{
    QVBoxLayout *layout = makeScrollBody(this);
    layout->addWidget(m_refusal);
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
        return false;
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
