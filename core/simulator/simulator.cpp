// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/simulator.h"

#include "core/simulator/simulatorprivate.h"

namespace daraja {

Simulator::Simulator(const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
}

Simulator::~Simulator()
{
    d->keepState();
}

bool Simulator::start(const SimulatorOptions &options)
{
    if (isRunning()) {
        d->error = tr("The simulator is running already.");
        return false;
    }
    if (!d->take(options)) {
        return false;
    }
    d->state.close(); // what is reset now is not what is to be kept
    reset();
    if (!d->options.stateFile.isEmpty()) {
        const std::optional<QJsonObject> saved = d->state.open(d->options.stateFile, d->error);
        if (!saved) {
            return false;
        }
        d->restore(*saved);
    }
    if (!d->server.listen(QHostAddress(QHostAddress::LocalHost), d->options.port)) {
        d->error = d->server.errorString();
        d->state.close();
        return false;
    }
    d->error.clear();
    d->options.port = d->server.port();
    if (d->identity.isReady()) {
        QMetaObject::invokeMethod(this, &Simulator::ready, Qt::QueuedConnection);
    } else {
        d->identity.prepare();
    }
    return true;
}

void Simulator::stop()
{
    d->server.close();
    d->road.abandon();
    d->desk.abandon();
    for (const std::unique_ptr<Endpoint> &endpoint : d->endpoints) {
        endpoint->abandon();
    }
    d->payments.withdrawAll();
    d->callbacks.abandon();
    d->keepState();
    d->state.close();
}

bool Simulator::keepState(const QString &file)
{
    d->keepState();
    d->state.close();
    d->options.stateFile.clear();
    if (file.isEmpty()) {
        return true;
    }
    if (!d->state.open(file, d->error)) {
        return false;
    }
    d->options.stateFile = file;
    d->keepState();
    return true;
}

bool Simulator::isRunning() const
{
    return d->server.isListening();
}

QString Simulator::errorString() const
{
    return d->error;
}

QUrl Simulator::baseUrl() const
{
    return isRunning() ? QUrl(QStringLiteral("http://127.0.0.1:%1").arg(d->server.port())) : QUrl();
}

const SimulatorOptions &Simulator::options() const
{
    return d->options;
}

bool Simulator::isReady() const
{
    return d->identity.isReady();
}

QByteArray Simulator::certificatePem() const
{
    return d->identity.certificatePem();
}

Handset &Simulator::handset()
{
    return d->handset;
}

void Simulator::setNextOutcome(const QString &resultCode)
{
    if (d->nextOutcome != resultCode) {
        d->nextOutcome = resultCode;
        Q_EMIT nextOutcomeChanged();
    }
}

QString Simulator::nextOutcome() const
{
    return d->nextOutcome;
}

void Simulator::setAutomaticAnswer(int milliseconds)
{
    d->options.automaticAnswer = milliseconds;
}

void Simulator::setCallbackDelay(int milliseconds)
{
    d->options.callbackDelay = milliseconds;
}

void Simulator::expireTokens()
{
    d->tokens.expireAll();
}

void Simulator::setNewTokenCancelsOld(bool cancels)
{
    d->options.newTokenCancelsOld = cancels;
}

void Simulator::setApiProducts(const QStringList &products)
{
    d->options.apiProducts = products;
}

QStringList Simulator::apiProducts() const
{
    return d->gateway.products();
}

void Simulator::setMissingRoles(const QStringList &products)
{
    d->options.missingRoles = products;
}

QList<SimulatorFault> Simulator::faults()
{
    return FaultInjector::table();
}

bool Simulator::setFault(const QString &id, FaultUse use, const QString &scope)
{
    return (scope.isEmpty() || d->gateway.knowsScope(scope)) && d->faults.set(id, use, scope);
}

QList<ActiveFault> Simulator::activeFaults() const
{
    return d->faults.active();
}

void Simulator::setProductSwitches(const ProductSwitches &switches)
{
    d->options.products = switches;
}

CustomerPayment Simulator::payFromCustomer(const CustomerOrder &order)
{
    return d->customers.begin(order);
}

SimulatorAccounts Simulator::accounts() const
{
    return d->books.accounts();
}

qint64 Simulator::walletOf(const QString &msisdn) const
{
    return d->books.wallet(msisdn);
}

void Simulator::setWallet(const QString &msisdn, qint64 cents)
{
    d->books.setWallet(msisdn, cents);
}

QStringList Simulator::wallets() const
{
    return d->books.wallets();
}

const QList<SimulatorRequest> &Simulator::requests() const
{
    return d->log.entries();
}

const QList<CallbackAttempt> &Simulator::callbackAttempts() const
{
    return d->callbacks.attempts();
}

void Simulator::reset()
{
    d->road.abandon();
    d->desk.abandon();
    d->desk.unlockOperator();
    for (const std::unique_ptr<Endpoint> &endpoint : d->endpoints) {
        endpoint->reset();
    }
    d->faults.forgetConversations();
    d->payments.clear();
    d->ledger.clear();
    d->callbacks.clear();
    d->log.clear();
    d->books.open(d->options);
    setNextOutcome({});
    d->keepState();
    Q_EMIT wasReset();
}

} // namespace daraja
