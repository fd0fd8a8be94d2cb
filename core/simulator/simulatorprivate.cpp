// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/simulatorprivate.h"

#include "core/simulator/stkcallback.h"

#include <algorithm>

namespace daraja {

namespace {

constexpr int keyLength = 28;
constexpr int secretLength = 40;

void fillIn(QString &value, const QString &standard)
{
    if (value.isEmpty()) {
        value = standard;
    }
}

/// Safaricom's public sandbox constants (daraja-api 24) where the caller left something out.
SimulatorOptions completed(SimulatorOptions options)
{
    fillIn(options.consumerKey, QStringLiteral("sim-") + IdFactory::secret(keyLength));
    fillIn(options.consumerSecret, IdFactory::secret(secretLength));
    fillIn(options.shortCode, QStringLiteral("174379"));
    fillIn(options.till, QStringLiteral("174380"));
    fillIn(options.passkey, QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"));
    fillIn(options.initiatorName, QStringLiteral("testapi"));
    fillIn(options.initiatorPassword, QStringLiteral("Safaricom999!*!"));
    fillIn(options.msisdn, QStringLiteral("254708374149"));
    fillIn(options.organisation, QStringLiteral("Demo shop"));
    return options;
}

} // namespace

Simulator::Private::Private(Simulator *simulator, const Clock &serverClock)
    : q(simulator)
    , options(completed({}))
    , ids(serverClock)
    , errors(ids)
    , faults(nullptr)
    , tokens(serverClock)
    , books(nullptr)
    , ledger(nullptr)
    , payments(options, serverClock, ids, books, ledger, nullptr)
    , handset(payments, nullptr)
    , identity(nullptr)
    , log(serverClock, nullptr)
    , callbacks(options, serverClock, faults, nullptr)
    , desk(options, serverClock, ids, identity, errors, faults, callbacks, nullptr)
    , customers(options, serverClock, ids, books, ledger, callbacks, nullptr)
    , oauth(options, tokens, errors)
    , stk(options, serverClock, payments, faults, errors)
    , gateway(options, serverClock, tokens, errors, faults, [this](const HttpRequest &request) { return oauth.answer(request); })
    , endpoints(makeEndpoints({options, serverClock, ids, books, ledger, errors, faults, callbacks, desk, payments, customers}))
    , road(options, serverClock, ids, callbacks, nullptr)
    , server([this](const HttpRequest &request, HttpResponder responder) { answer(request, std::move(responder)); })
{
    addStkRoutes();
    for (const std::unique_ptr<Endpoint> &endpoint : endpoints) {
        endpoint->addRoutes(gateway);
    }
    books.open(options);
    connectParts();
    keeping.setSingleShot(true);
    keeping.setInterval(std::chrono::seconds(1));
    connect(&keeping, &QTimer::timeout, q, [this] { keepState(); });
}

bool Simulator::Private::take(const SimulatorOptions &given)
{
    const std::optional<QList<ActiveFault>> wanted = FaultInjector::parse(given.faults, error);
    if (!wanted) {
        return false;
    }
    QStringList names = given.apiProducts + given.missingRoles + given.answers.operatorResults.keys();
    for (const ActiveFault &fault : *wanted) {
        names.append(fault.scope);
    }
    names.removeAll(QString());
    const auto unknown = std::find_if_not(names.begin(), names.end(), [this](const QString &name) { return gateway.knowsScope(name); });
    if (unknown != names.end()) {
        error = Simulator::tr("Nothing here is called %1. There are oauth, the operations, and the products %2.")
                    .arg(*unknown, gateway.products().join(QStringLiteral(", ")));
        return false;
    }
    options = completed(given);
    log.setSecrets({options.consumerSecret, options.passkey, options.initiatorPassword});
    tokens.clear();
    faults.clear();
    for (const ActiveFault &fault : *wanted) {
        faults.set(fault.id, fault.use, fault.scope);
    }
    return true;
}

void Simulator::Private::addStkRoutes()
{
    const QString product = QStringLiteral("express");
    gateway.add({{QStringLiteral("stk_push")}, product, [this](const EndpointCall &call) { return push(call.members); }});
    gateway.add({{QStringLiteral("stk_query")}, product, [this](const EndpointCall &call) { return stk.query(call.members); }});
}

void Simulator::Private::connectParts()
{
    connect(&payments, &StkPayments::settled, q, [this](const StkPayment &payment) {
        if (payment.order.standingOrder.isEmpty()) {
            callbacks.schedule(payment.prompt.id, payment.order.callbackUrl, stkCallbackBody(payment, faults.of(payment.prompt.id)));
        }
    });
    connect(&customers, &CustomerPayments::changed, q, &Simulator::customerPaymentChanged);
    connect(&identity, &ServerIdentity::ready, q, &Simulator::ready);
    connect(&books, &Books::changed, q, &Simulator::booksChanged);
    connect(&log, &RequestLog::requestSeen, q, &Simulator::requestSeen);
    connect(&log, &RequestLog::requestAnswered, q, &Simulator::requestAnswered);
    connect(&log, &RequestLog::requestAnswered, q, [this] { keepSoon(); });
    connect(&books, &Books::changed, q, [this] { keepSoon(); });
    connect(&ledger, &Ledger::changed, q, [this] { keepSoon(); });
    connect(&callbacks, &CallbackSender::attempted, q, &Simulator::callbackAttempted);
    connect(&faults, &FaultInjector::changed, q, &Simulator::faultsChanged);
}

void Simulator::Private::answer(const HttpRequest &request, HttpResponder responder)
{
    const quint64 id = log.seen(request);
    road.send(gateway.answer(request), std::move(responder), [this, id](const WireAnswer &answer) { log.answered(id, answer); });
}

void Simulator::Private::restore(const QJsonObject &saved)
{
    books.fromJson(saved.value(u"books").toObject());
    ledger.fromJson(saved.value(u"ledger").toArray());
    payments.fromJson(saved.value(u"pushes").toArray());
    for (const std::unique_ptr<Endpoint> &endpoint : endpoints) {
        if (!endpoint->stateName().isEmpty()) {
            endpoint->restore(saved.value(endpoint->stateName()).toObject());
        }
    }
}

void Simulator::Private::keepSoon()
{
    if (state.isOpen() && !keeping.isActive()) {
        keeping.start();
    }
}

void Simulator::Private::keepState()
{
    keeping.stop();
    if (!state.isOpen()) {
        return;
    }
    QJsonObject saved{{QStringLiteral("books"), books.toJson()},
                      {QStringLiteral("ledger"), ledger.toJson()},
                      {QStringLiteral("pushes"), payments.toJson()}};
    for (const std::unique_ptr<Endpoint> &endpoint : endpoints) {
        if (!endpoint->stateName().isEmpty()) {
            saved.insert(endpoint->stateName(), endpoint->state());
        }
    }
    const QString problem = state.write(saved);
    if (!problem.isEmpty()) {
        Q_EMIT q->stateNotKept(problem);
    }
}

WireAnswer Simulator::Private::push(const QJsonObject &members)
{
    const bool scripted = !nextOutcome.isEmpty();
    WireAnswer answer = stk.push(members, nextOutcome);
    if (scripted && nextOutcome.isEmpty()) {
        Q_EMIT q->nextOutcomeChanged();
    }
    return answer;
}

} // namespace daraja
