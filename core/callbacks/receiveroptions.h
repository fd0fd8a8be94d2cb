// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/replyrule.h"

#include <QHash>
#include <QHostAddress>
#include <QStringList>
#include <QUrl>

#include <optional>

class QDateTime;

namespace daraja {

/// The secret part of the callback addresses of one profile. It is kept with the profile, so that addresses stay what was registered.
struct ReceiverAddress
{
    QString profileId; ///< empty where there are no profiles
    QString segment;   ///< see problemWithSegment()

    bool operator==(const ReceiverAddress &) const = default;
};

/// Listening for the network, which is a deliberate choice: TLS always.
struct PublicListener
{
    QHostAddress address;
    quint16 port = 0; ///< 0 takes a free one
    QString certificateFile;
    QString keyFile;

    bool operator==(const PublicListener &) const = default;
};

/// How a CallbackReceiver works. Times in milliseconds. A value.
struct ReceiverOptions
{
    quint16 port = 0;                 ///< on loopback, in plain text: for the simulator, a tunnel, a reverse proxy; 0 takes a free one
    QList<ReceiverAddress> addresses; ///< empty: one with the segment that the receiver made for itself
    std::optional<PublicListener> publicListener;
    /// How the world reaches this receiver, when that is not the public listener itself: the tunnel's or proxy's address. Never contacted.
    QUrl publicUrl;
    QHash<QString, ReplyRule> replies; ///< by path; an address without a rule accepts
    bool refuseUnknownSenders = false; ///< 403 to whoever is neither on Safaricom's list nor on this computer
    /// Addresses of proxies whose X-Forwarded-For is believed. Only name what you run yourself: everybody else writes into that header what
    /// he likes.
    QStringList trustedProxies;

    int validationLimit = 7'000;  ///< for the answer of somebody else's server: Safaricom waits about 8 s (daraja-api 8.1)
    int keepLimit = 20'000;       ///< for the CallbackKeeper; then 503
    int certificateLook = 60'000; ///< between two looks whether certificate or key have changed on disk

    bool operator==(const ReceiverOptions &) const = default;
};

/// Why these options cannot be used, in words for people, or empty. Does not look at the certificate.
[[nodiscard]] QString problemWithOptions(const ReceiverOptions &options);

} // namespace daraja
