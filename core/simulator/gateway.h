// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/faults.h"

#include <QHash>

namespace daraja {

class ErrorFactory;
class TokenLedger;
struct OperationSpec;
struct RequestBody;

/// What stands before the products: path, verb, faults of the gateway, token, body and its members, in this order. Only what passes
/// reaches an endpoint.
class Gateway
{
    Q_DISABLE_COPY_MOVE(Gateway)

public:
    using Oauth = std::function<WireAnswer(const HttpRequest &request)>;

    Gateway(const SimulatorOptions &options, const Clock &clock, const TokenLedger &tokens, const ErrorFactory &errors,
            FaultInjector &faults, Oauth oauth);
    ~Gateway() = default;

    /// A path and verb that is there already is answered by the later route.
    void add(Route route);
    /// Ids of the API products that were added, in alphabetical order: what an app can have or lack.
    [[nodiscard]] QStringList products() const;
    /// An operation or product of a route, or `oauth`: what a fault can be limited to.
    [[nodiscard]] bool knowsScope(const QString &scope) const;

    struct Handled
    {
        WireAnswer answer;
        FaultSet faults; ///< what still has to happen to the answer on its way
    };
    [[nodiscard]] Handled answer(const HttpRequest &request);

private:
    struct Offer
    {
        Route route;
        QList<const OperationSpec *> rows;
    };

    [[nodiscard]] const Offer *find(const HttpRequest &request, bool &isPathKnown) const;
    [[nodiscard]] std::optional<WireAnswer> refuseByFault(const QString &operation, FaultSet faults);
    [[nodiscard]] WireAnswer answerOffer(const Offer &offer, const OperationSpec &row, const HttpRequest &request,
                                         const RequestBody &body) const;
    [[nodiscard]] std::optional<WireAnswer> refuseToken(const Offer &offer, const OperationSpec &row, const HttpRequest &request) const;
    [[nodiscard]] WireAnswer refuseMember(const Route &route, const OperationSpec &row, const QString &member, const QString &note) const;

    const SimulatorOptions &m_options;
    const Clock &m_clock;
    const TokenLedger &m_tokens;
    const ErrorFactory &m_errors;
    FaultInjector &m_faults;
    Oauth m_oauth;
    QHash<QByteArray, QList<Offer>> m_offers;              ///< by path
    QHash<QString, std::chrono::milliseconds> m_lastTaken; ///< by operation, for the fault query-limit
};

} // namespace daraja
