// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/books.h"

#include "core/simulator/wireobject.h"

#include <QJsonArray>

namespace daraja {

namespace {

constexpr qint64 chargesAtStart = -312'50; // an account that shows what was paid is negative on the wire
constexpr qsizetype rememberedWallets = 1'000;

qint64 SimulatorAccounts::*memberOf(Account account)
{
    switch (account) {
    case Account::Working:
        return &SimulatorAccounts::working;
    case Account::Utility:
        return &SimulatorAccounts::utility;
    case Account::ChargesPaid:
        return &SimulatorAccounts::chargesPaid;
    case Account::Merchant:
        break;
    }
    return &SimulatorAccounts::merchant;
}

QString accountSegment(const QString &name, qint64 cents)
{
    const QString money = QString::fromLatin1(wireMoney(cents));
    return name + QStringLiteral("|KES|") + money + u'|' + money + QStringLiteral("|0.00|0.00");
}

} // namespace

QString accountName(Account account)
{
    switch (account) {
    case Account::Working:
        return QStringLiteral("Working Account");
    case Account::Utility:
        return QStringLiteral("Utility Account");
    case Account::ChargesPaid:
        return QStringLiteral("Charges Paid Account");
    case Account::Merchant:
        return QStringLiteral("Merchant Account");
    }
    return {};
}

Books::Books(QObject *parent)
    : QObject(parent)
{
}

void Books::open(const SimulatorOptions &options)
{
    m_newWallet = options.walletBalance;
    m_defaultMsisdn = options.msisdn;
    m_accounts = {options.workingAccount, options.utilityAccount, chargesAtStart, options.merchantAccount};
    m_wallets = {{m_defaultMsisdn, m_newWallet}};
    m_order = {m_defaultMsisdn};
    Q_EMIT changed();
}

qint64 Books::balance(Account account) const
{
    return m_accounts.*memberOf(account);
}

void Books::add(Account account, qint64 cents)
{
    m_accounts.*memberOf(account) += cents;
    Q_EMIT changed();
}

void Books::charge(qint64 cents)
{
    if (cents != 0) {
        add(Account::ChargesPaid, -cents);
    }
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

void Books::pay(const QString &msisdn, qint64 cents, Account into)
{
    m_accounts.*memberOf(into) += cents;
    setWallet(msisdn, wallet(msisdn) - cents);
}

void Books::payOut(const QString &msisdn, qint64 cents, Account from)
{
    m_accounts.*memberOf(from) -= cents;
    setWallet(msisdn, wallet(msisdn) + cents);
}

QString Books::balanceText() const
{
    return QStringList{accountText(Account::Working), accountSegment(QStringLiteral("Float Account"), 0), accountText(Account::Utility),
                       accountText(Account::ChargesPaid), accountSegment(QStringLiteral("Organization Settlement Account"), 0)}
        .join(u'&');
}

QString Books::tillBalanceText() const
{
    return QStringList{accountText(Account::Merchant), accountSegment(QStringLiteral("Float Account"), 0),
                       accountSegment(QStringLiteral("Organization Settlement Account"), 0)}
        .join(u'&');
}

QString Books::accountText(Account account) const
{
    return accountSegment(accountName(account), balance(account));
}

QJsonObject Books::toJson() const
{
    QJsonArray walletList;
    for (const QString &msisdn : m_order) {
        walletList.append(QJsonArray{msisdn, m_wallets.value(msisdn)});
    }
    return {{QStringLiteral("working"), m_accounts.working},
            {QStringLiteral("utility"), m_accounts.utility},
            {QStringLiteral("chargesPaid"), m_accounts.chargesPaid},
            {QStringLiteral("merchant"), m_accounts.merchant},
            {QStringLiteral("wallets"), walletList}};
}

void Books::fromJson(const QJsonObject &state)
{
    m_accounts = {state.value(u"working").toInteger(m_accounts.working), state.value(u"utility").toInteger(m_accounts.utility),
                  state.value(u"chargesPaid").toInteger(m_accounts.chargesPaid), state.value(u"merchant").toInteger(m_accounts.merchant)};
    const QJsonArray walletList = state.value(u"wallets").toArray();
    for (const QJsonValue &pair : walletList) {
        setWallet(pair[0].toString(), pair[1].toInteger());
    }
    Q_EMIT changed();
}

} // namespace daraja
