// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/books.h"

#include "core/simulator/wireobject.h"

namespace daraja {

namespace {
constexpr qint64 chargesAtStart = -312'50; // an account that shows what was paid is negative on the wire
constexpr qsizetype rememberedWallets = 1'000;
} // namespace

Books::Books(QObject *parent)
    : QObject(parent)
{
}

void Books::open(const SimulatorOptions &options)
{
    m_newWallet = options.walletBalance;
    m_defaultMsisdn = options.msisdn;
    m_accounts = {options.workingAccount, options.utilityAccount, chargesAtStart};
    m_wallets = {{m_defaultMsisdn, m_newWallet}};
    m_order = {m_defaultMsisdn};
    Q_EMIT changed();
}

qint64 Books::wallet(const QString &msisdn) const
{
    return m_wallets.value(msisdn, m_newWallet);
}

void Books::setWallet(const QString &msisdn, qint64 cents)
{
    if (!m_wallets.contains(msisdn)) {
        m_order.append(msisdn);
        if (m_order.size() > rememberedWallets) {
            m_wallets.remove(m_order.takeAt(m_order.first() == m_defaultMsisdn ? 1 : 0));
        }
    }
    m_wallets.insert(msisdn, qMax<qint64>(0, cents));
    Q_EMIT changed();
}

void Books::meet(const QString &msisdn)
{
    if (!m_wallets.contains(msisdn)) {
        setWallet(msisdn, m_newWallet);
    }
}

void Books::pay(const QString &msisdn, qint64 cents)
{
    m_accounts.utility += cents;
    setWallet(msisdn, wallet(msisdn) - cents);
}

QString Books::balanceText() const
{
    const auto account = [](const char *name, qint64 cents) {
        const QByteArray money = wireMoney(cents);
        return QByteArray(name) + "|KES|" + money + '|' + money + "|0.00|0.00";
    };
    return QString::fromLatin1(QByteArrayList{
        account("Working Account", m_accounts.working), account("Float Account", 0), account("Utility Account", m_accounts.utility),
        account("Charges Paid Account", m_accounts.chargesPaid), account("Organization Settlement Account", 0)}
                                   .join('&'));
}

} // namespace daraja
