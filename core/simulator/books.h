// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QHash>
#include <QStringList>

namespace daraja {

/// An account of the organisation (daraja-api 14 and 23).
enum class Account {
    Working,     ///< B2B spends it
    Utility,     ///< customers' payments to the paybill land here, B2C spends it
    ChargesPaid, ///< what was paid for transactions; negative
    Merchant,    ///< customers' payments to the till land here
};

/// The name of an account on the wire: `Utility Account`.
[[nodiscard]] QString accountName(Account account);

/// The money of the simulator, in cents: customers' wallets and the organisation's accounts.
class Books final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Books)

public:
    explicit Books(QObject *parent);

    /// As at start: nobody but the test number has a wallet.
    void open(const SimulatorOptions &options);

    [[nodiscard]] SimulatorAccounts accounts() const { return m_accounts; }
    [[nodiscard]] qint64 balance(Account account) const;
    /// Adds to an account; a negative amount takes away. The caller sees to it that there is enough.
    void add(Account account, qint64 cents);
    /// What a transaction cost: the charges account goes further below zero.
    void charge(qint64 cents);

    [[nodiscard]] QStringList wallets() const { return m_order; }
    [[nodiscard]] qint64 wallet(const QString &msisdn) const;
    void setWallet(const QString &msisdn, qint64 cents);
    /// Gives the customer a wallet when there is none.
    void meet(const QString &msisdn);

    /// From the wallet to the account. A wallet that is short is filled up first, so that an outcome which was certain beforehand is kept
    /// and no wallet is ever negative.
    void pay(const QString &msisdn, qint64 cents, Account into = Account::Utility);
    /// From the account to the wallet. The caller sees to it that there is enough.
    void payOut(const QString &msisdn, qint64 cents, Account from);

    /// AccountBalance text of the paybill (daraja-api 14).
    [[nodiscard]] QString balanceText() const;
    /// The same of the till, which has a merchant account.
    [[nodiscard]] QString tillBalanceText() const;
    /// One account in that grammar: `Working Account|KES|4821.50|4821.50|0.00|0.00`.
    [[nodiscard]] QString accountText(Account account) const;

    [[nodiscard]] QJsonObject toJson() const;
    /// Replaces everything; ignores what it cannot read. Numbers that were not seen before get the wallet of open().
    void fromJson(const QJsonObject &state);

Q_SIGNALS:
    void changed();

private:
    qint64 m_newWallet = 0;
    QString m_defaultMsisdn;
    SimulatorAccounts m_accounts;
    QHash<QString, qint64> m_wallets;
    QStringList m_order;
};

} // namespace daraja
