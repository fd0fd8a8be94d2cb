// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokendetailscard.h"

#include "core/base/nairobitime.h"
#include "ui/desk/desk.h"
#include "ui/style/deskstyle.h"
#include "ui/token/tokenview.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/label.h"
#include "ui/widgets/maskedlabel.h"
#include "ui/widgets/revealbutton.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr qsizetype keyHead = 4;
constexpr qsizetype keyTail = 4;

} // namespace

TokenDetailsCard::TokenDetailsCard(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_grid(new KeyValueGrid)
    , m_token(new MaskedLabel)
    , m_key(new MaskedLabel)
    , m_secret(new MaskedLabel)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(tr("Token"));
    outer->addWidget(card);
    card->bodyLayout()->addWidget(m_grid);
    card->bodyLayout()->addStretch(1);
    card->bodyLayout()->addWidget(makeNext());

    const auto token = [this] { return m_desk.workspace() ? m_desk.workspace()->tokens().token().token : QString(); };
    const auto key = [this] { return m_desk.currentProfile().consumerKey; };
    m_token->setObjectName(QStringLiteral("accessToken"));
    m_token->setSource(token);
    m_key->setSource(key);
    m_secret->setObjectName(QStringLiteral("consumerSecret"));
    m_secret->setSource([this] { return m_desk.currentSecrets().consumerSecret; });

    const int tokenRow = m_grid->addRow(tr("Access token"), m_token);
    m_reveal = new RevealButton;
    m_reveal->setObjectName(QStringLiteral("revealToken"));
    m_reveal->attach(m_token);
    m_grid->addButton(tokenRow, m_reveal);
    m_copy = new CopyButton(token, CopyButton::Content::Secret);
    m_copy->setWhat(tr("access token"));
    m_copy->setObjectName(QStringLiteral("copyToken"));
    m_grid->addButton(tokenRow, m_copy);

    m_createdRow = m_grid->addRow(tr("Created"));
    m_lifetimeRow = m_grid->addRow(tr("Lifetime"));
    m_expiresRow = m_grid->addRow(tr("Expires"));

    const int keyRow = m_grid->addRow(tr("Consumer key"), m_key);
    auto *copyKey = new CopyButton(key);
    copyKey->setWhat(tr("consumer key"));
    m_grid->addButton(keyRow, copyKey);

    const int secretRow = m_grid->addRow(tr("Consumer secret"), m_secret);
    auto *revealSecret = new RevealButton;
    revealSecret->setObjectName(QStringLiteral("revealSecret"));
    revealSecret->attach(m_secret);
    m_grid->addButton(secretRow, revealSecret);
    auto *replace = new QPushButton(tr("Replace…"));
    replace->setObjectName(QStringLiteral("replaceSecret"));
    replace->setAccessibleName(tr("Replace the consumer secret"));
    setButtonRole(replace, ButtonRole::Plain, ButtonSize::Small);
    connect(replace, &QPushButton::clicked, this, &TokenDetailsCard::replaceSecretWanted);
    m_grid->addButton(secretRow, replace);

    m_keptRow = m_grid->addRow(tr("Kept in"));
    m_serverRow = m_grid->addRow(tr("Server"));
}

QWidget *TokenDetailsCard::makeNext()
{
    auto *next = new QWidget;
    auto *layout = new QHBoxLayout(next);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Grid));
    layout->addWidget(new Label(tr("Use it"), TextStyle::Body, Role::Dim));
    layout->addSpacing(px(metrics::Grid));
    const auto add = [&](const QString &words, const QString &operation) {
        auto *button = new QPushButton(words);
        button->setObjectName(QStringLiteral("use-") + operation);
        setButtonRole(button, ButtonRole::Plain, ButtonSize::Small);
        connect(button, &QPushButton::clicked, this, [this, operation] { m_desk.goTo(PageId::Requests, operation); });
        layout->addWidget(button);
    };
    add(tr("Send an STK push"), QStringLiteral("stk_push"));
    add(tr("Ask for the balance"), QStringLiteral("account_balance"));
    layout->addStretch(1);
    return next;
}

void TokenDetailsCard::present()
{
    Workspace *workspace = m_desk.workspace();
    const AccessToken token = workspace ? workspace->tokens().token() : AccessToken();
    m_reveal->setEnabled(!token.isEmpty());
    m_copy->setEnabled(!token.isEmpty());
    m_token->setRevealed(false);
    m_token->setMask(token.isEmpty() ? QString() : MaskedLabel::masked(token.token, 4, 2));
    m_grid->setValue(m_createdRow, token.isEmpty() ? QString() : nairobiClock(token.createdAt));
    m_grid->setValue(m_lifetimeRow, token.isEmpty() ? QString() : tr("%1 s").arg(QLocale().toString(token.expiresIn.count())));
    const bool said = !token.isEmpty() && !token.expiresInAsSaid.isEmpty();
    m_grid->setNote(m_lifetimeRow, said ? tr("as Daraja said (%1)").arg(token.expiresInAsSaid) : QString());
    m_grid->setValue(m_expiresRow, token.isEmpty() ? QString() : nairobiClockAndDay(token.expiresAt()));

    const Profile &profile = m_desk.currentProfile();
    m_key->setMask(profile.consumerKey.isEmpty() ? QString() : MaskedLabel::masked(profile.consumerKey, keyHead, keyTail));
    const QString secret = m_desk.currentSecrets().consumerSecret;
    m_secret->setRevealed(false);
    m_secret->setMask(secret.isEmpty() ? QString() : MaskedLabel::masked(secret));
    m_grid->setValue(m_keptRow, m_desk.secretPlace(profile));
    m_grid->setNote(m_keptRow, profile.environment == Environment::Simulator ? QString() : m_desk.secretStore().notice());
    m_grid->setValue(m_serverRow, workspace ? workspace->baseUrl().toString() : QString());
    presentTime();
}

void TokenDetailsCard::presentTime()
{
    Workspace *workspace = m_desk.workspace();
    if (!workspace || workspace->tokens().token().isEmpty()) {
        m_grid->setNote(m_createdRow, {});
        return;
    }
    const auto age = m_desk.clock().steady() - workspace->tokens().token().createdSteady;
    m_grid->setNote(m_createdRow, tr("%1 ago").arg(spokenDuration(std::chrono::duration_cast<std::chrono::seconds>(age))));
}

} // namespace daraja
