// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/simulator/endpoint.h"
#include "core/simulator/serverparts.h"

#include <QSet>

namespace daraja {

/// Pull: what customers paid in the last 48 hours, to catch up on lost callbacks (daraja-api 20). The transactions are those of the ledger,
/// by STK push and by the customers themselves, also when they were reversed.
///
/// Not known of Safaricom, so chosen here: without registration the query is refused; a page has 100 entries.
class PullEndpoint final : public Endpoint
{
    Q_DISABLE_COPY_MOVE(PullEndpoint)

public:
    static constexpr int pageSize = 100;

    explicit PullEndpoint(const ServerParts &parts);
    ~PullEndpoint() override = default;

    void addRoutes(Gateway &gateway) override;
    void reset() override { m_registered.clear(); }
    [[nodiscard]] QString stateName() const override { return QStringLiteral("pull"); }
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;

private:
    [[nodiscard]] WireAnswer registerShortCode(const QJsonObject &members);
    [[nodiscard]] WireAnswer query(const QJsonObject &members);
    [[nodiscard]] WireAnswer refuseMember(const QString &member, const QString &note) const;
    [[nodiscard]] bool isOwnNumber(const QString &shortCode) const;
    /// The transactions of a page, as JSON.
    [[nodiscard]] QByteArrayList page(const QString &shortCode, const QDateTime &from, const QDateTime &until, qint64 offset) const;

    ServerParts m_parts;
    QSet<QString> m_registered; ///< short codes
};

} // namespace daraja
