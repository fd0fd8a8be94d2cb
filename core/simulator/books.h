// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/simulator.h"

#include <QHash>
#include <QStringList>

namespace daraja {

/// The money of the simulator, in cents: customers' wallets and the organisation's accounts. No fees.
class Books final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Books)

public:
    explicit Books(QObject *parent);

    /// As at start: nobody but the test number has a wallet.
    void open(const SimulatorOptions &options);

    [[nodiscard]] SimulatorAccounts accounts() const { return m_accounts; }
    [[nodiscard]] QStringList wallets() const { return m_order; }
    [[nodiscard]] qint64 wallet(const QString &msisdn) const;
    void setWallet(const QString &msisdn, qint64 cents);
    /// Gives the customer a wallet when there is none.
    void meet(const QString &msisdn);

    /// From the wallet to the utility account, where customers' payments land (daraja-api 23). A wallet that is short is filled up first,
    /// so that an outcome which was certain beforehand is kept and no wallet is ever negative.
    void pay(const QString &msisdn, qint64 cents);

    /// AccountBalance text (daraja-api 14).
    [[nodiscard]] QString balanceText() const;

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
