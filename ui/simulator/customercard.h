// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QWidget>

class QButtonGroup;
class QLineEdit;
class QPushButton;

namespace daraja {

class FieldRow;
class Label;

/// A customer who pays without being asked: from the phone's menu to the paybill or the till. The shop's registered addresses are asked
/// and told as Daraja would (daraja-api 8). Says how it ended.
class CustomerCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomerCard)

public:
    explicit CustomerCard(Simulator &simulator, QWidget *parent = nullptr);

private:
    void pay();
    void show(const CustomerPayment &payment);
    void updateReceiver();

    Simulator &m_simulator;
    QLineEdit *m_phone;
    QButtonGroup *m_receiver;
    QLineEdit *m_reference;
    QLineEdit *m_amount;
    FieldRow *m_phoneRow;
    FieldRow *m_referenceRow;
    FieldRow *m_amountRow;
    QPushButton *m_pay;
    Label *m_result;
    QString m_awaited; ///< receipt of the payment whose end is awaited
};

} // namespace daraja
