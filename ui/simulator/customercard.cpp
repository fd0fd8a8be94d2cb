// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/simulator/customercard.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "ui/style/deskstyle.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace daraja {

namespace {

constexpr int toPaybill = 0;
constexpr int toTill = 1;
constexpr int longestReference = 20; // daraja-api 8: BillRefNumber
constexpr int longestAmount = 9;

} // namespace

CustomerCard::CustomerCard(Simulator &simulator, QWidget *parent)
    : QWidget(parent)
    , m_simulator(simulator)
    , m_phone(new QLineEdit)
    , m_receiver(new QButtonGroup(this))
    , m_reference(new QLineEdit)
    , m_amount(new QLineEdit)
    , m_phoneRow(new FieldRow(tr("Customer's phone"), m_phone))
    , m_referenceRow(new FieldRow(tr("Account number"), m_reference))
    , m_amountRow(new FieldRow(tr("Customer's amount"), m_amount))
    , m_pay(new QPushButton(tr("Pay")))
    , m_result(new Label({}, TextStyle::Body, Role::Dim))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(tr("A customer pays"));
    outer->addWidget(card);
    QVBoxLayout *layout = card->bodyLayout();
    layout->setSpacing(px(metrics::Grid));

    auto *hint = new Label(tr("From the menu of the phone, without an STK push. Register URLs first to be told about it."), TextStyle::Help,
                           Role::Faint);
    hint->setWordWrap(true);
    layout->addWidget(hint);
    auto *paybill = new QRadioButton(tr("To the paybill"));
    auto *till = new QRadioButton(tr("To the till"));
    m_receiver->addButton(paybill, toPaybill);
    m_receiver->addButton(till, toTill);
    paybill->setChecked(true);
    auto *receivers = new QHBoxLayout;
    receivers->setSpacing(px(metrics::Gap));
    receivers->addWidget(paybill);
    receivers->addWidget(till);
    receivers->addStretch(1);
    layout->addLayout(receivers);
    m_phone->setPlaceholderText(displayMsisdn(simulator.options().msisdn));
    layout->addWidget(m_phoneRow);
    m_reference->setMaxLength(longestReference);
    m_reference->setPlaceholderText(tr("for example %1").arg(QStringLiteral("INV-00231")));
    layout->addWidget(m_referenceRow);
    m_amount->setMaxLength(longestAmount);
    m_amountRow->setUnit(QStringLiteral("KES"));
    layout->addWidget(m_amountRow);
    layout->addWidget(m_pay, 0, Qt::AlignLeft);
    m_result->setWordWrap(true);
    m_result->hide();
    layout->addWidget(m_result);

    connect(m_pay, &QPushButton::clicked, this, &CustomerCard::pay);
    for (QLineEdit *edit : {m_phone, m_reference, m_amount}) {
        connect(edit, &QLineEdit::returnPressed, this, &CustomerCard::pay);
        connect(edit, &QLineEdit::textEdited, this, [this] {
            for (FieldRow *row : {m_phoneRow, m_referenceRow, m_amountRow}) {
                row->setProblem({});
            }
        });
    }
    connect(m_receiver, &QButtonGroup::idClicked, this, &CustomerCard::updateReceiver);
    connect(&simulator, &Simulator::customerPaymentChanged, this, [this](const CustomerPayment &payment) {
        if (!m_awaited.isEmpty() && payment.receipt == m_awaited) {
            show(payment);
        }
    });
    connect(&simulator, &Simulator::wasReset, this, [this] {
        m_awaited.clear();
        m_result->hide();
    });
}

void CustomerCard::updateReceiver()
{
    m_referenceRow->setVisible(m_receiver->checkedId() == toPaybill);
}

void CustomerCard::pay()
{
    const bool toATill = m_receiver->checkedId() == toTill;
    const QString typed = m_phone->text().trimmed();
    const std::optional<QString> phone = typed.isEmpty() ? m_simulator.options().msisdn : normalizeMsisdn(typed);
    const std::optional<qint64> shillings = parseShillings(m_amount->text());
    m_phoneRow->setProblem(phone ? QString() : tr("This is no Kenyan mobile number. Enter one like 0712 345 678."));
    m_amountRow->setProblem(shillings && *shillings > 0 ? QString() : tr("Enter whole shillings, 1 or more."));
    m_referenceRow->setProblem(toATill || !m_reference->text().trimmed().isEmpty() ? QString()
                                                                                   : tr("A paybill asks the customer for an account."));
    for (const FieldRow *row : {m_phoneRow, m_referenceRow, m_amountRow}) {
        if (row->isVisibleTo(this) && !row->problem().isEmpty()) {
            row->editor()->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    const SimulatorOptions &options = m_simulator.options();
    m_awaited.clear();
    const CustomerPayment payment = m_simulator.payFromCustomer({.msisdn = *phone,
                                                                 .receiver = toATill ? options.till : options.shortCode,
                                                                 .reference = toATill ? QString() : m_reference->text().trimmed(),
                                                                 .shillings = *shillings,
                                                                 .isTill = toATill,
                                                                 .isFromWallet = true,
                                                                 .originatorConversation = {}});
    m_awaited = payment.receipt;
    show(payment);
}

void CustomerCard::show(const CustomerPayment &payment)
{
    const QString amount = formatKes(payment.order.shillings * 100);
    m_result->setText(payment.state == CustomerPayment::State::Paid       ? tr("Paid %1, receipt %2.").arg(amount, payment.receipt)
                      : payment.state == CustomerPayment::State::Rejected ? tr("Not paid: %1").arg(payment.problem)
                                                                          : tr("Asking your server whether to take %1 …").arg(amount));
    m_result->show();
}

} // namespace daraja
