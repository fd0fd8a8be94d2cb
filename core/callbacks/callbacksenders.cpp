// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbacksenders.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace daraja {

namespace {

/// `203.0.113.7`, `203.0.113.7:4711`, `[2001:db8::7]:4711`, `::ffff:203.0.113.7`: proxies write all of these. A null address for anything
/// else.
QHostAddress forwardedAddress(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u'[')) {
        text = text.mid(1, text.indexOf(u']') - 1);
    } else if (text.count(u':') == 1) {
        text = text.left(text.indexOf(u':'));
    }
    const QHostAddress address(text);
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    return isIPv4 ? QHostAddress(ipv4) : address;
}

} // namespace

const QList<SafaricomAddress> &safaricomAddresses()
{
    static const QList<SafaricomAddress> addresses{
        {QLatin1StringView("196.201.214.200"), false}, {QLatin1StringView("196.201.214.206"), false},
        {QLatin1StringView("196.201.213.114"), false}, {QLatin1StringView("196.201.214.207"), false},
        {QLatin1StringView("196.201.214.208"), false}, {QLatin1StringView("196.201.213.44"), false},
        {QLatin1StringView("196.201.212.127"), false}, {QLatin1StringView("196.201.212.138"), false},
        {QLatin1StringView("196.201.212.129"), false}, {QLatin1StringView("196.201.212.136"), false},
        {QLatin1StringView("196.201.212.74"), false},  {QLatin1StringView("196.201.212.69"), false},
        {QLatin1StringView("196.201.212.128"), true},  {QLatin1StringView("196.201.212.132"), true},
    };
    return addresses;
}

QString safaricomAddressSource()
{
    return QCoreApplication::translate("CallbackReceiver",
                                       "Safaricom's developer portal, list of callback addresses; two more from older lists");
}

Callback::Sender senderAt(const QString &peer)
{
    const QHostAddress address(peer);
    if (address.isLoopback()) {
        return Callback::Sender::Local;
    }
    const QList<SafaricomAddress> &known = safaricomAddresses();
    const bool listed = std::any_of(known.cbegin(), known.cend(), [&peer](const SafaricomAddress &entry) { return entry.address == peer; });
    return listed ? Callback::Sender::Safaricom : Callback::Sender::Unknown;
}

QString truePeer(const QString &peer, const QByteArray &forwardedFor, const QStringList &trustedProxies)
{
    const auto isTrusted = [&trustedProxies](const QHostAddress &address) {
        return std::any_of(trustedProxies.cbegin(), trustedProxies.cend(),
                           [&address](const QString &proxy) { return QHostAddress(proxy) == address; });
    };
    if (!isTrusted(QHostAddress(peer))) {
        return peer;
    }
    QString sender = peer;
    QStringList hops = QString::fromLatin1(forwardedFor).split(u',', Qt::SkipEmptyParts);
    while (!hops.isEmpty()) {
        const QHostAddress hop = forwardedAddress(hops.takeLast());
        if (hop.isNull()) {
            break;
        }
        sender = hop.toString();
        if (!isTrusted(hop)) {
            break;
        }
    }
    return sender;
}

} // namespace daraja
