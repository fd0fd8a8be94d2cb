// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/firstrun/firstrunview.h"

#include "ui/firstrun/choicecard.h"
#include "ui/shell/scrollbody.h"
#include "ui/style/metrics.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QResizeEvent>

namespace daraja {

namespace {
constexpr int cardsBesideEachOther = 760;
constexpr int widestChoice = 340;
} // namespace

FirstRunView::FirstRunView(QWidget *parent)
    : QWidget(parent)
    , m_cards(new QBoxLayout(QBoxLayout::LeftToRight))
{
    QVBoxLayout *layout = makeScrollBody(this);
    layout->addStretch(2);
    auto *title = new Label(tr("How do you want to begin?"), TextStyle::Title);
    title->setAlignment(Qt::AlignHCenter);
    layout->addWidget(title);
    auto *text = new Label(tr("You can do the other two at any time: the profile menu is at the top."), TextStyle::Body, Role::Dim);
    text->setAlignment(Qt::AlignHCenter);
    text->setWordWrap(true);
    layout->addWidget(text);
    layout->addSpacing(px(metrics::Gap));

    auto *simulator =
        new ChoiceCard(Icon::Simulator, tr("Try it on the simulator"),
                       tr("No account needed. Daraja runs inside this program, with a virtual phone that takes the PIN. Nothing is "
                          "real money."),
                       tr("Start"));
    auto *sandbox = new ChoiceCard(
        Icon::Key, tr("Paste my sandbox details"),
        tr("You have an app on Safaricom's portal. Paste its consumer key and secret, or a .env file, and get a token."), tr("Paste…"));
    auto *broken = new ChoiceCard(Icon::Warning, tr("Something is broken"),
                                  tr("Payments stopped, or a key is refused. Put in the details that fail: the doctor finds which value is "
                                     "wrong, and what mends it."),
                                  tr("Find out…"));
    simulator->setObjectName(QStringLiteral("trySimulator"));
    sandbox->setObjectName(QStringLiteral("pasteSandbox"));
    broken->setObjectName(QStringLiteral("somethingBroken"));
    simulator->setRecommended();
    m_cards->setSpacing(px(metrics::Gap));
    m_cards->addStretch(1);
    for (ChoiceCard *card : {simulator, sandbox, broken}) {
        card->setMaximumWidth(px(widestChoice));
        m_cards->addWidget(card, 4);
    }
    m_cards->addStretch(1);
    layout->addLayout(m_cards);
    layout->addStretch(3);
    connect(simulator, &ChoiceCard::chosen, this, &FirstRunView::simulatorChosen);
    connect(sandbox, &ChoiceCard::chosen, this, &FirstRunView::sandboxChosen);
    connect(broken, &ChoiceCard::chosen, this, &FirstRunView::brokenChosen);
}

void FirstRunView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_cards->setDirection(event->size().width() < px(cardsBesideEachOther) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace daraja
