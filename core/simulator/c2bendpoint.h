// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

namespace daraja {

/// C2B register URL and simulate, versions 1 and 2 (daraja-api 7 and 9).
class C2bEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(C2bEndpoint)

public:
    explicit C2bEndpoint(const ServerParts &parts);
    ~C2bEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;
    void abandon() override;
    void reset() override;
    [[nodiscard]] QString stateName() const override { return QStringLiteral("c2b"); }
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;

private:
    [[nodiscard]] WireAnswer registerUrls(const QJsonObject &members, int version);
    [[nodiscard]] WireAnswer simulate(const QJsonObject &members);
    /// The refusal when the app has not this version of the product.
    [[nodiscard]] std::optional<WireAnswer> refuseVersion(int version) const;
    /// The refusal when the short code is not the app's organisation's.
    [[nodiscard]] std::optional<WireAnswer> refuseShortCode(const QString &shortCode) const;
    [[nodiscard]] WireAnswer noProductMatch(const QString &note) const;
    [[nodiscard]] WireAnswer refuseMember(const QString &member, const QString &note) const;
    [[nodiscard]] std::optional<WireAnswer> refuseReceiver(const QString &command, const QString &receiver) const;
    [[nodiscard]] WireAnswer accepted(const QString &conversation, const QString &description, const QString &note = {}) const;

    ServerParts m_parts;
};

} // namespace daraja
