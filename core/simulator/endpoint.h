// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"
#include "core/simulator/wireanswer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace daraja {

class Gateway;

/// A request that passed the gateway: right path and verb, a live token, members that are complete and well-formed.
struct EndpointCall
{
    const HttpRequest &request;
    QString operation;   ///< id of the row that the request was read by
    QJsonObject members; ///< of a body that is an object
    QJsonArray items;    ///< of a body that is an array (OperationSpec::bodyIsList)
};

/// How one path is answered.
struct Route
{
    /// Ids in the catalogue. Path, members and the way to refuse a token come from the row. Several that share their path: the row whose
    /// CommandID has the value of the request is taken, else the first.
    QStringList operations;
    /// The API product that an app must have, for the app's product list and for faults: `express`, `c2b`, `b2c`, …
    QString product;
    std::function<WireAnswer(const EndpointCall &call)> answer;

    QByteArray path = {}; ///< another one than the row's
    QByteArray method = QByteArrayLiteral("POST");
    bool checksMembers = true; ///< false: the endpoint looks at them itself
    /// Refuses a member that is missing or unusable; `member` is its wire name. Without it: 400 `400.002.02` `Bad Request - Invalid …`.
    std::function<WireAnswer(const QString &member, const QString &note)> refuseMember = {};
    /// Refuses what is no JSON. Without it: `400.002.05` where results come by ResultURL, elsewhere as if every member were missing.
    std::function<WireAnswer(const QString &note)> refuseBody = {};
    /// Refuses a token. Without it: as the row's TokenRejection says, in the usual shape.
    std::function<WireAnswer(const QString &note)> refuseToken = {};
    /// Refuses this path to an app whose product is of another version, after the token and before the body. Without it: no other version.
    std::function<std::optional<WireAnswer>()> refuseVersion = {};
};

/// A family of operations of the simulator.
///
/// To add one: a class derived from this in files of its own, and a line in endpoints.cpp. The constructor takes what it needs out of
/// ServerParts, addRoutes() tells the gateway its paths. What it does later (timers, callbacks) it does with a QObject of its own. Facts
/// about Daraja that are not known are decided here and named in deviations().
class Endpoint
{
    Q_DISABLE_COPY_MOVE(Endpoint)

public:
    Endpoint() = default;
    virtual ~Endpoint() = default;

    /// Called once.
    virtual void addRoutes(Gateway &gateway) = 0;

    /// Drops what is under way without a result: the simulator stops.
    virtual void abandon() {}
    /// abandon(), and forgets everything: as at start.
    virtual void reset() { abandon(); }

    /// \name What survives a restart (`--state`)
    /// @{
    /// Its member in the state file; empty: nothing to keep.
    [[nodiscard]] virtual QString stateName() const { return {}; }
    [[nodiscard]] virtual QJsonObject state() const { return {}; }
    /// After reset(). Ignores what it cannot read.
    virtual void restore(const QJsonObject &state) { Q_UNUSED(state) }
    /// @}
};

} // namespace daraja
