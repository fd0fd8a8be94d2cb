// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/simulator/phonecard.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "ui/simulator/phoneview.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace daraja {

PhoneCard::PhoneCard(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_card(new Card(tr("Phone")))
    , m_phone(new PhoneView(desk.simulator(), desk.clock()))
    , m_caption(new Label({}, TextStyle::Help, Role::Faint))
    , m_next(new QComboBox)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    m_card->setIcon(Icon::Simulator);
    QVBoxLayout *layout = m_card->bodyLayout();
    layout->setSpacing(px(metrics::Grid));
    layout->addWidget(m_phone);
    m_caption->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_caption);
    auto *nextLabel = new Label(tr("Next STK push"), TextStyle::Help, Role::Dim);
    nextLabel->setBuddy(m_next);
    layout->addWidget(nextLabel);
    layout->addWidget(m_next);
    layout->addStretch();

    m_next->setAccessibleName(tr("What happens to the next STK push"));
    m_next->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_next->setMinimumContentsLength(12);
    m_next->addItem(tr("As the customer decides"), QString());
    for (const Simulator::Trigger &trigger : Simulator::triggers()) {
        if (trigger.isForPush) {
            m_next->addItem(trigger.code + QStringLiteral("  ") + trigger.text, trigger.code);
        }
    }
    connect(m_next, &QComboBox::activated, this, [this] { m_desk.simulator().setNextOutcome(m_next->currentData().toString()); });
    connect(&desk.simulator(), &Simulator::nextOutcomeChanged, this, &PhoneCard::refresh);
    connect(&desk.simulator(), &Simulator::booksChanged, this, &PhoneCard::refresh);
    connect(m_phone, &PhoneView::promptChanged, this, &PhoneCard::refresh);
    refresh();
}

void PhoneCard::tick()
{
    m_phone->tick();
    refresh();
}

void PhoneCard::refresh()
{
    const Simulator &simulator = m_desk.simulator();
    const Prompt &prompt = m_phone->prompt();
    if (!prompt.msisdn.isEmpty()) {
        m_number = prompt.msisdn;
    }
    const QString number = m_number.isEmpty() ? simulator.options().msisdn : m_number;
    m_card->setSuffix(displayMsisdn(number));
    QString caption;
    if (simulator.isRunning()) {
        caption = tr("Wallet %1").arg(formatKes(simulator.walletOf(number)));
    }
    if (!prompt.id.isEmpty()) {
        const qint64 left = std::max<qint64>(0, m_desk.clock().now().secsTo(prompt.expiresAt));
        caption += tr(" · expires in %1 s").arg(left);
    }
    caption += u'\n' + tr("The PIN is %1; any other is wrong.").arg(QLatin1StringView(Handset::defaultPin));
    m_caption->setText(caption);
    m_next->setCurrentIndex(std::max(0, m_next->findData(simulator.nextOutcome())));
}

} // namespace daraja
