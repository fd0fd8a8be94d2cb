// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

#include <QSet>

namespace daraja {

struct InitiatorRequest;
struct InitiatorResult;

/// B2C of both versions and B2C to a Pochi (daraja-api 11): the utility account pays a customer. An OriginatorConversationID is taken once,
/// whatever became of it.
class B2cEndpoint final : public Endpoint
{
public:
    explicit B2cEndpoint(const ServerParts &parts);

    void addRoutes(Gateway &gateway) override;
    void reset() override;
    [[nodiscard]] QString stateName() const override { return QStringLiteral("b2c"); }
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;

private:
    [[nodiscard]] WireAnswer answer(const EndpointCall &call, const QString &product);
    void remember(const QString &originator);
    [[nodiscard]] InitiatorResult carryOut(const InitiatorRequest &request, const QString &wanted) const;
    /// The ResultCode that the state of the books demands.
    [[nodiscard]] QString judge(const InitiatorRequest &request) const;
    [[nodiscard]] InitiatorResult paid(const QString &receipt, const InitiatorRequest &request, bool isRegistered) const;

    ServerParts m_parts;
    QStringList m_originators; ///< in order of arrival
    QSet<QString> m_known;
};

} // namespace daraja
