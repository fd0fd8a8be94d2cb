// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/c2bregistry.h"
#include "core/simulator/customerpayment.h"
#include "core/simulator/simulator.h"

namespace daraja {

class Books;
class CallbackSender;
class IdFactory;
class Ledger;
struct C2bVerdict;

/// Payments that customers make by themselves (daraja-api 8): the organisation is asked, the money moves, the organisation is told.
///
///     begin() ─ nobody is to be asked ────────────────────────────────▶ Paid, confirmation
///        └─ ValidationURL ─▶ accepted, or unanswered and `Completed` ─▶ Paid, confirmation
///                        └─▶ rejected, or unanswered and `Cancelled` ─▶ Rejected
///
/// Callbacks of a payment go to the CallbackSender under its receipt.
class CustomerPayments final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomerPayments)

public:
    CustomerPayments(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, Books &books, Ledger &ledger,
                     CallbackSender &callbacks, QObject *parent);

    /// Where organisations want to be asked and told.
    [[nodiscard]] C2bRegistry &urls() { return m_urls; }

    /// The payment's first state: Rejected at once, with the reason in words, when the receiver is unknown, the amount is not within the
    /// limits, the wallet is short, or too many payments wait for their validation. A payment that needs no validation is Paid when it
    /// returns.
    CustomerPayment begin(const CustomerOrder &order);
    /// Gives the customer at least so much, for payments whose outcome must not depend on the wallet.
    void topUp(const QString &msisdn, qint64 shillings);

    /// Forgets the payments that wait for their validation; no money moves.
    void abandon() { m_waiting.clear(); }

Q_SIGNALS:
    /// The payment was begun, paid, or rejected after it was begun; nothing tells of one that begin() refused at once.
    void changed(const daraja::CustomerPayment &payment);

private:
    [[nodiscard]] QString problemWith(const CustomerOrder &order) const;
    void validate(const CustomerPayment &payment, const C2bUrls &urls);
    void judge(const QString &receipt, bool completesUnanswered, const C2bVerdict &verdict);
    CustomerPayment settle(CustomerPayment payment);
    [[nodiscard]] ProductSwitches::MsisdnForm msisdnForm(const C2bUrls &urls) const;

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    IdFactory &m_ids;
    Books &m_books;
    Ledger &m_ledger;
    CallbackSender &m_callbacks;
    C2bRegistry m_urls;
    QHash<QString, CustomerPayment> m_waiting; ///< by receipt
};

} // namespace daraja
