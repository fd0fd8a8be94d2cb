// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/token/tokenringcard.h"

#include "core/base/nairobitime.h"
#include "ui/desk/desk.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/token/tokenactions.h"
#include "ui/token/tokenview.h"
#include "ui/widgets/card.h"
#include "ui/widgets/countdownring.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

TokenRingCard::TokenRingCard(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_ring(new CountdownRing)
    , m_pill(new Pill)
    , m_until(new Label({}, TextStyle::Body, Role::Dim))
    , m_get(new QPushButton(tr("Get token")))
    , m_renew(new QPushButton(makeIcon(Icon::Refresh), tr("Get a new token")))
    , m_count(new Label({}, TextStyle::Help, Role::Faint))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    outer->addWidget(card);
    QVBoxLayout *layout = card->bodyLayout();
    layout->setSpacing(px(metrics::Gap));
    layout->addStretch(1);
    layout->addWidget(m_ring, 0, Qt::AlignHCenter);
    layout->addWidget(m_pill, 0, Qt::AlignHCenter);
    layout->addWidget(m_until, 0, Qt::AlignHCenter);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(metrics::Grid));
    buttons->addStretch(1);
    buttons->addWidget(m_get);
    buttons->addWidget(m_renew);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    m_count->setAlignment(Qt::AlignHCenter);
    m_count->setWordWrap(true);
    layout->addWidget(m_count);
    layout->addStretch(1);

    m_ring->setObjectName(QStringLiteral("tokenRing"));
    m_pill->setObjectName(QStringLiteral("tokenState"));
    m_until->setObjectName(QStringLiteral("tokenUntil"));
    m_get->setObjectName(QStringLiteral("getToken"));
    m_renew->setObjectName(QStringLiteral("getNewToken"));
    m_count->setObjectName(QStringLiteral("tokenCount"));
    setButtonRole(m_get, ButtonRole::Primary);
    m_get->setToolTip(tr("Answers from the cache while the token is valid (Ctrl+Enter)"));
    m_renew->setToolTip(tr("Asks Daraja even if the present token is valid (Ctrl+R)"));
    connect(m_get, &QPushButton::clicked, this, [this] { getToken(m_desk); });
    connect(m_renew, &QPushButton::clicked, this, [this] { getNewToken(m_desk, window()); });
}

void TokenRingCard::present(const TokenView &view)
{
    Workspace *workspace = m_desk.workspace();
    // Not while fetching: a button that is disabled loses the focus, and asking twice is one question.
    m_get->setEnabled(workspace != nullptr);
    m_renew->setEnabled(workspace != nullptr);
    presentTime(view);
}

void TokenRingCard::presentTime(const TokenView &view)
{
    m_ring->setTone(view.tone);
    m_pill->setState(view.pill, view.tone);
    Workspace *workspace = m_desk.workspace();
    QString until;
    if (view.counts) {
        m_ring->setRemaining(view.remaining, view.total);
        m_ring->setCaption(tr("left of %1").arg(CountdownRing::format(view.total)));
        until = tr("until %1").arg(nairobiClockAndDay(workspace->tokens().token().expiresAt()));
        if (view.refused)
            until = tr("The token before is valid until %1").arg(nairobiClock(workspace->tokens().token().expiresAt()));
    } else {
        m_ring->setIdle(view.idle);
        m_ring->setCaption({});
        if (workspace && !workspace->tokens().token().isEmpty())
            until = tr("ended at %1").arg(nairobiClockAndDay(workspace->tokens().token().expiresAt()));
        else if (view.refused)
            until = tr("No token came: what to do stands above");
        else
            until = tr("Tokens live for about an hour");
    }
    m_until->setText(until);
    presentCount();
}

void TokenRingCard::presentCount()
{
    Workspace *workspace = m_desk.workspace();
    QString count = tr("Get token answers from the cache while it is valid.");
    if (workspace) {
        const int asked = workspace->tokens().fetchCount();
        const int served = workspace->tokens().servedCount();
        count += u'\n';
        if (asked == 0)
            count += tr("Daraja was not asked yet.");
        else if (asked == 1)
            count += tr("Daraja was asked once; calls that used its answer: %1.").arg(served);
        else
            count += tr("Daraja was asked %1 times; calls that used the last answer: %2.").arg(asked).arg(served);
    }
    m_count->setText(count);
}

} // namespace daraja
