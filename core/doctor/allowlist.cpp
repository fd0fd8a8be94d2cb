// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// K3: the allow list of a server.

#include "core/callbacks/callbacksenders.h"
#include "core/doctor/callbackreading.h"
#include "core/doctor/spokenanswer.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

namespace daraja {

namespace {

using Status = Finding::Status;
using Subnet = QPair<QHostAddress, int>;

constexpr int wholeAddress = 32;

QList<Subnet> subnetsIn(const QString &pasted)
{
    static const QRegularExpression entry(QStringLiteral("(?<![\\d.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?:/(\\d{1,2}))?(?![\\d.]*\\d)"));
    static const QRegularExpression passedOver(QStringLiteral("^\\s*(?:#|//|;|deny\\b)"), QRegularExpression::CaseInsensitiveOption);
    QList<Subnet> subnets;
    for (const QString &line : pasted.split(u'\n')) {
        if (passedOver.match(line).hasMatch()) {
            continue;
        }
        for (auto found = entry.globalMatch(line); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            const QHostAddress address(match.captured(1));
            const int bits = match.captured(2).isEmpty() ? wholeAddress : match.captured(2).toInt();
            if (!address.isNull() && bits <= wholeAddress && !subnets.contains(Subnet(address, bits))) {
                subnets.append({address, bits});
            }
        }
    }
    return subnets;
}

bool holds(const QList<Subnet> &subnets, QLatin1StringView address)
{
    const QHostAddress wanted{QString(address)};
    return std::any_of(subnets.begin(), subnets.end(), [&wanted](const Subnet &subnet) { return wanted.isInSubnet(subnet); });
}

QString textOf(const Subnet &subnet)
{
    return subnet.second == wholeAddress ? subnet.first.toString()
                                         : QStringLiteral("%1/%2").arg(subnet.first.toString()).arg(subnet.second);
}

/// The list sorted into what it says about Safaricom's addresses.
struct AllowListReading
{
    int published = 0;
    QStringList missing;
    QStringList stale;     ///< Safaricom's, of older lists
    QStringList foreign;   ///< hold no address of Safaricom's
    bool everyone = false; ///< 0.0.0.0/0
};

AllowListReading readSubnets(const QList<Subnet> &subnets)
{
    AllowListReading reading;
    const QList<SafaricomAddress> &known = safaricomAddresses();
    for (const SafaricomAddress &entry : known) {
        const bool listed = holds(subnets, entry.address);
        reading.published += entry.older ? 0 : 1;
        if (!entry.older && !listed) {
            reading.missing.append(entry.address);
        } else if (entry.older && subnets.contains(Subnet(QHostAddress(QString(entry.address)), wholeAddress))) {
            reading.stale.append(entry.address);
        }
    }
    for (const Subnet &subnet : subnets) {
        reading.everyone = reading.everyone || subnet.second == 0;
        const bool ofSafaricom = std::any_of(known.begin(), known.end(), [&subnet](const SafaricomAddress &entry) {
            return QHostAddress(QString(entry.address)).isInSubnet(subnet);
        });
        if (!ofSafaricom) {
            reading.foreign.append(textOf(subnet));
        }
    }
    return reading;
}

} // namespace

Finding readAllowList(const QString &pasted)
{
    Finding finding;
    finding.blames = {QStringLiteral("allowList")};
    finding.sure = Finding::Sure::High;
    finding.because = doctorText("compared with the addresses that Safaricom publishes");
    const QList<Subnet> subnets = subnetsIn(pasted);
    const AllowListReading reading = readSubnets(subnets);
    if (subnets.isEmpty()) {
        finding.status = Status::Unknown;
        finding.title = doctorText("No addresses were found in the pasted list");
        finding.means = doctorText("A list has addresses like 196.201.214.200, one a line, or ranges like 196.201.214.0/24.");
        finding.steps = {doctorText("Paste the part of the configuration that holds the addresses")};
        finding.sure = Finding::Sure::Low;
        finding.because = doctorText("nothing to compare");
        return finding;
    }
    finding.facts.append({doctorText("Published by Safaricom"), safaricomAddressSource()});
    if (!reading.missing.isEmpty()) {
        finding.facts.append({doctorText("Missing"), reading.missing.join(QStringLiteral(", "))});
    }
    if (!reading.stale.isEmpty()) {
        finding.facts.append({doctorText("Of older lists"), reading.stale.join(QStringLiteral(", "))});
    }
    if (!reading.foreign.isEmpty()) {
        finding.facts.append({doctorText("Not Safaricom's"), reading.foreign.join(QStringLiteral(", "))});
    }
    finding.summary = doctorText("%1 of %2 missing").arg(reading.missing.size()).arg(reading.published);
    if (!reading.missing.isEmpty()) {
        finding.status = Status::Bad;
        finding.title = doctorText("%1 of %2 of Safaricom's addresses are missing").arg(reading.missing.size()).arg(reading.published);
        finding.means = doctorText("Callbacks that come from these addresses are lost.");
        finding.steps = {doctorText("Add: %1").arg(reading.missing.join(QStringLiteral(", ")))};
    } else if (reading.everyone) {
        finding.status = Status::Note;
        finding.title = doctorText("The list lets everybody in");
        finding.means =
            doctorText("All of Safaricom's addresses are let in, and everybody else too. Callbacks are not signed, so anybody may "
                       "post one.");
        finding.steps = {doctorText("Ask STK query before goods leave, or narrow the list")};
    } else if (!reading.stale.isEmpty() || !reading.foreign.isEmpty()) {
        finding.status = Status::Note;
        finding.title = doctorText("All of Safaricom's addresses are let in, and some others");
        finding.means = doctorText("Nothing is lost. Addresses that are not Safaricom's may post callbacks as well: are they yours?");
    } else {
        finding.status = Status::Good;
        finding.title = doctorText("All of Safaricom's addresses are let in");
        finding.means = doctorText("The list holds each of the %1 published addresses.").arg(reading.published);
    }
    return finding;
}

} // namespace daraja
