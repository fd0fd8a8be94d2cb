// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/callbackstest.h"

#include "core/callbacks/syntheticcallback.h"
#include "ui/desk/desk.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace daraja {

CallbacksTest::CallbacksTest(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_outcome(new QComboBox)
    , m_host(new QLineEdit)
    , m_send(new QPushButton(tr("Send it")))
    , m_answer(new Label)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(metrics::Gap));
    m_outcome->setObjectName(QStringLiteral("testOutcome"));
    for (const SyntheticOutcome &outcome : syntheticOutcomes()) {
        const QString title = QCoreApplication::translate("SyntheticCallback", outcome.title);
        m_outcome->addItem(outcome.code.isEmpty() ? title : tr("%1 (%2)").arg(title, QString(outcome.code)), QString(outcome.id));
    }
    m_outcome->setCurrentIndex(m_outcome->findData(QStringLiteral("stk_1032")));
    auto *outcomeRow = new FieldRow(tr("Outcome"), m_outcome);
    outcomeRow->setHelp(tr("A callback in Safaricom's form with made-up ids. Nothing in it says that it is a test"));
    layout->addWidget(outcomeRow);

    m_host->setObjectName(QStringLiteral("testHost"));
    m_hostRow = new FieldRow(tr("Host of your server"), m_host);
    layout->addWidget(m_hostRow);

    auto *line = new QHBoxLayout;
    line->setSpacing(px(metrics::Grid));
    m_send->setObjectName(QStringLiteral("sendTest"));
    m_answer->setObjectName(QStringLiteral("testAnswer"));
    m_answer->setWordWrap(true);
    line->addWidget(m_send);
    line->addWidget(m_answer, 1);
    layout->addLayout(line);

    connect(m_outcome, &QComboBox::currentIndexChanged, this, &CallbacksTest::present);
    connect(m_host, &QLineEdit::textChanged, this, &CallbacksTest::present);
    connect(m_host, &QLineEdit::returnPressed, m_send, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, &CallbacksTest::send);
    connect(&m_desk.forwarder(), &CallbackForwarder::delivered, this, &CallbacksTest::show);
    present();
}

Callback CallbacksTest::chosen() const
{
    SyntheticFacts facts;
    facts.phone = m_desk.currentProfile().phoneNumber;
    facts.shortCode = m_desk.currentProfile().shortCode;
    return makeSyntheticCallback(*findSyntheticOutcome(m_outcome->currentData().toString()), facts, m_desk.clock().now());
}

void CallbacksTest::present()
{
    const CallbackForwarder &forwarder = m_desk.forwarder();
    const bool isOn = !forwarder.target().isEmpty();
    const Callback callback = chosen();
    const bool needsHost = isOn && !forwarder.problemWithSending(callback, {}).isEmpty();
    const bool maySend = isOn && forwarder.problemWithSending(callback, m_host->text()).isEmpty();
    m_hostRow->setVisible(needsHost);
    m_hostRow->setHelp(tr("This outcome says that money arrived. Type %1 to confirm that it is a server for tests")
                           .arg(forwarder.targetFor(callback.path).host()));
    m_send->setEnabled(maySend);
    if (!isOn)
        m_answer->setText(tr("Switch on forwarding first: that says where your server is."));
    else if (m_sent == 0)
        m_answer->setText({});
}

void CallbacksTest::send()
{
    m_answer->setText(tr("Sent to %1 …").arg(m_desk.forwarder().targetFor(chosen().path).toString()));
    m_sent = m_desk.forwarder().sendMade(chosen(), m_host->text());
}

void CallbacksTest::show(const ForwardRecord &record)
{
    if (record.id != m_sent)
        return;
    m_answer->setText(!record.problem.isEmpty() ? record.problem
                      : record.isAccepted()     ? tr("Your server answered %1 in %2 ms.").arg(record.status).arg(record.took)
                                                : tr("Your server refused it: %1 in %2 ms.").arg(record.status).arg(record.took));
}

} // namespace daraja
