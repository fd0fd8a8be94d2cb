// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpserver.h"
#include "core/simulator/answerroad.h"
#include "core/simulator/books.h"
#include "core/simulator/callbacksender.h"
#include "core/simulator/customerpayments.h"
#include "core/simulator/endpoints.h"
#include "core/simulator/errorfactory.h"
#include "core/simulator/faults.h"
#include "core/simulator/gateway.h"
#include "core/simulator/idfactory.h"
#include "core/simulator/initiatordesk.h"
#include "core/simulator/ledger.h"
#include "core/simulator/oauthendpoint.h"
#include "core/simulator/requestlog.h"
#include "core/simulator/serveridentity.h"
#include "core/simulator/simulator.h"
#include "core/simulator/statefile.h"
#include "core/simulator/stkendpoint.h"
#include "core/simulator/stkpayments.h"
#include "core/simulator/tokenledger.h"

#include <QTimer>

namespace daraja {

/// The parts of a simulator and how they are joined.
class Simulator::Private
{
    Q_DISABLE_COPY_MOVE(Private)

public:
    Private(Simulator *simulator, const Clock &serverClock);
    ~Private() = default;

    void answer(const HttpRequest &request, HttpResponder responder);
    [[nodiscard]] WireAnswer push(const QJsonObject &members);
    /// False when something in them is unknown; `error` then says what.
    [[nodiscard]] bool take(const SimulatorOptions &given);
    void addStkRoutes();
    void connectParts();
    void restore(const QJsonObject &state);
    void keepSoon();
    void keepState();

    Simulator *q;
    SimulatorOptions options;
    QString nextOutcome;
    QString error;

    IdFactory ids;
    ErrorFactory errors;
    FaultInjector faults;
    TokenLedger tokens;
    Books books;
    Ledger ledger;
    StkPayments payments;
    Handset handset;
    ServerIdentity identity;
    RequestLog log;
    CallbackSender callbacks;
    InitiatorDesk desk;
    CustomerPayments customers;

    OauthEndpoint oauth;
    StkEndpoint stk;
    Gateway gateway;
    std::vector<std::unique_ptr<Endpoint>> endpoints;
    AnswerRoad road;
    HttpServer server;
    StateFile state;
    QTimer keeping; ///< runs while a change is not in the state file
};

} // namespace daraja
