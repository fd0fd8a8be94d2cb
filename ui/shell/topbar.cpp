// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/topbar.h"

#include "ui/desk/desk.h"
#include "ui/shell/environmentlook.h"
#include "ui/shell/profilebutton.h"
#include "ui/style/deskstyle.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/token/tokenview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/tokenchip.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>

namespace daraja {

TopBar::TopBar(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_profile(new ProfileButton)
    , m_environment(new Pill)
    , m_motto(new ElidedLabel({}, TextStyle::Body, Role::Dim))
    , m_chip(new TokenChip)
    , m_refresh(new QPushButton)
{
    setFixedHeight(px(metrics::TopBar));
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *ground = new Surface(Role::Panel, Qt::BottomEdge);
    outer->addWidget(ground);
    auto *layout = new QHBoxLayout(ground);
    layout->setContentsMargins(px(metrics::Gap), 0, px(metrics::Gap), 0);
    layout->setSpacing(px(12));
    layout->addWidget(m_profile);
    layout->addWidget(m_environment);
    layout->addWidget(m_motto, 1);
    layout->addWidget(m_chip);
    layout->addWidget(m_refresh);

    m_profile->setObjectName(QStringLiteral("profileButton"));
    m_environment->setObjectName(QStringLiteral("environmentPill"));
    m_chip->setObjectName(QStringLiteral("tokenChip"));
    m_refresh->setObjectName(QStringLiteral("newTokenButton"));
    m_refresh->setIcon(makeIcon(Icon::Refresh));
    m_refresh->setToolTip(tr("Get a new token (Ctrl+R)"));
    m_refresh->setAccessibleName(tr("Get a new token"));
    m_refresh->setFixedWidth(px(metrics::Control));
    m_chip->setToolTip(tr("Time left of the access token"));

    connect(m_profile, &QPushButton::clicked, this, &TopBar::openProfiles);
    connect(m_chip, &QAbstractButton::clicked, this, &TopBar::tokenPageWanted);
    connect(m_refresh, &QPushButton::clicked, this, &TopBar::newTokenWanted);
}

void TopBar::present()
{
    const Profile &profile = m_desk.currentProfile();
    m_profile->setProfile(profile.name, profile.shortCode);
    m_environment->setState(environmentPill(profile.environment), environmentTone(profile.environment));
    m_motto->setText(environmentMotto(profile.environment));
    m_refresh->setEnabled(m_desk.workspace() != nullptr);
    presentToken(tokenView(m_desk));
}

void TopBar::presentToken(const TokenView &view)
{
    m_chip->setTone(view.tone);
    if (view.counts)
        m_chip->setRemaining(view.remaining, view.total);
    else
        m_chip->setIdle(view.idle);
}

void TopBar::openProfiles()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("profileMenu"));
    auto *group = new QActionGroup(menu);
    const QString current = m_desk.profiles().currentId();
    const QList<Profile> all = m_desk.profiles().profiles();
    for (const Profile &profile : all) {
        QString text = tr("%1 — %2", "profile, environment").arg(profile.name, environmentName(profile.environment));
        text.replace(u'&', QStringLiteral("&&"));
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(profile.id == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = profile.id, current] {
            if (id != current)
                Q_EMIT profileChosen(id);
        });
    }
    menu->addSeparator();
    menu->addAction(makeIcon(Icon::Plus), tr("New profile…"), this, &TopBar::newProfileWanted);
    menu->addAction(makeIcon(Icon::Edit), tr("Edit this profile…"), this, &TopBar::editProfileWanted);
    menu->addAction(makeIcon(Icon::Import), tr("Import from text or .env file…"), this, &TopBar::importWanted);
    menu->popup(m_profile->mapToGlobal(QPoint(0, m_profile->height() + px(4))));
}

} // namespace daraja
