// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/handset.h"

#include "core/simulator/stkpayments.h"

namespace daraja {

Handset::Handset(StkPayments &payments, QObject *parent)
    : QObject(parent)
    , m_payments(payments)
{
    connect(&payments, &StkPayments::promptOpened, this, &Handset::promptOpened);
    connect(&payments, &StkPayments::promptClosed, this, &Handset::promptClosed);
}

QList<Prompt> Handset::openPrompts() const
{
    return m_payments.openPrompts();
}

Prompt Handset::prompt(const QString &id) const
{
    const StkPayment *payment = m_payments.find(id);
    return payment ? payment->prompt : Prompt();
}

void Handset::enterPin(const QString &id, const QString &pin)
{
    m_payments.enterPin(id, pin);
}

void Handset::cancel(const QString &id)
{
    m_payments.cancel(id);
}

} // namespace daraja
