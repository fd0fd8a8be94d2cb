// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/organisation.h"

#include "core/simulator/customername.h"
#include "core/simulator/simulator.h"

namespace daraja {

namespace {
constexpr QLatin1StringView taxAuthority("572572"); // daraja-api 12
} // namespace

QString publicName(const SimulatorOptions &options, const QString &party)
{
    const auto joined = [&party](const QString &name) { return QStringLiteral("%1 - %2").arg(party, name); };
    if (isCustomerNumber(party)) {
        const CustomerName name = customerName(party);
        return joined(QStringList{name.first, name.middle, name.last}.join(u' '));
    }
    if (isOurShortCode(options, party) || party == options.till) {
        return joined(options.organisation);
    }
    return joined(party == taxAuthority ? QStringLiteral("KENYA REVENUE AUTHORITY") : QStringLiteral("SIMULATED BUSINESS"));
}

bool isOurShortCode(const SimulatorOptions &options, const QString &code)
{
    return code == options.shortCode || (code.size() == 6 && code.startsWith(u"600"));
}

bool isOurs(const SimulatorOptions &options, const QString &party, const QString &identifierType)
{
    return identifierType == u"4" ? isOurShortCode(options, party) : identifierType == u"2" && party == options.till;
}

bool isCustomerNumber(const QString &party)
{
    return party.size() == 12 && party.startsWith(u"254");
}

} // namespace daraja
