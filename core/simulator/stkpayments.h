// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/books.h"
#include "core/simulator/handset.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/ledger.h"

#include <QHash>
#include <QStringList>

namespace daraja {

/// An STK push that passed every check. A value.
struct PushOrder
{
    QString msisdn;    ///< gets the prompt and pays
    qint64 amount = 0; ///< whole KES
    QString accountReference;
    QString receiver;    ///< paybill or till
    bool toTill = false; ///< CustomerBuyGoodsOnline
    QUrl callbackUrl;
    QString outcome;       ///< a ResultCode that is certain already, or empty: the customer decides
    QString standingOrder; ///< name of a standing order: the customer agrees to it by PIN and pays nothing yet; empty: a payment
};

/// An accepted STK push and what became of it. A value.
struct StkPayment
{
    PushOrder order;
    QString merchantRequest;
    Prompt prompt;                           ///< its id is the CheckoutRequestID
    std::chrono::milliseconds acceptedAt{0}; ///< steady clock
    QString resultCode;                      ///< empty: not settled
    QString receipt;                         ///< with result 0
    QDateTime settledAt;                     ///< UTC

    [[nodiscard]] bool isSettled() const { return !resultCode.isEmpty(); }
};

/// The life of every accepted STK push: prompt, customer, expiry, result. One open prompt per number. Remembers the last 1,000.
///
///     accept() ── outcome certain ──────────────────────▶ settled
///        └─ prompt rings ─▶ PIN, Cancel, automatic answer, expiry ─▶ settled
///
/// Money is booked, and the transaction kept in the ledger, at the moment of settling. The consent to a standing order lives the same way
/// and moves nothing.
class StkPayments final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StkPayments)

public:
    StkPayments(const SimulatorOptions &options, const Clock &clock, IdFactory &ids, Books &books, Ledger &ledger, QObject *parent);

    [[nodiscard]] bool hasOpenPrompt(const QString &msisdn) const;
    /// As many prompts are open as can be remembered.
    [[nodiscard]] bool isFull() const;
    /// Not when isFull(), nor when a prompt of that number is open. A certain outcome is settled before it returns.
    StkPayment accept(const PushOrder &order);

    /// nullptr when unknown or forgotten; valid until the next change.
    [[nodiscard]] const StkPayment *find(const QString &checkoutRequest) const;
    [[nodiscard]] QList<Prompt> openPrompts() const;

    void enterPin(const QString &checkoutRequest, const QString &pin);
    void cancel(const QString &checkoutRequest);
    /// Takes every open prompt away, without results.
    void withdrawAll();
    /// withdrawAll(), and forgets.
    void clear();

    /// The settled ones: a prompt does not survive its phone.
    [[nodiscard]] QJsonArray toJson() const;
    /// After clear(). Ignores what it cannot read.
    void fromJson(const QJsonArray &payments);

Q_SIGNALS:
    void promptOpened(const daraja::Prompt &prompt);
    void promptClosed(const daraja::Prompt &prompt);
    void settled(const daraja::StkPayment &payment);

private:
    void ring(const QString &id);
    void payAutomatically(const QString &id);
    void expire(const QString &id);
    void close(const QString &id, Prompt::State state, const QString &resultCode);
    void settle(const QString &id, const QString &resultCode);
    void book(const StkPayment &payment);
    [[nodiscard]] QString newCheckoutId(const QString &msisdn);
    [[nodiscard]] bool isOpen(const QString &id) const;
    void forgetOldest();

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    IdFactory &m_ids;
    Books &m_books;
    Ledger &m_ledger;
    QDateTime m_lastInstant; ///< of the latest CheckoutRequestID
    QHash<QString, StkPayment> m_payments;
    QStringList m_order;
    QStringList m_open;
    QHash<QString, QObject *> m_watches; ///< of open prompts: owns their timers
};

} // namespace daraja
