// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"

#include <QStringList>

class QHostAddress;

namespace daraja {

/// An address from which Safaricom says that it sends callbacks.
struct SafaricomAddress
{
    QLatin1StringView address;
    bool older; ///< only on older lists; still counted as known
};

/// The published addresses (daraja-api 22.1, doctor 1.13).
[[nodiscard]] const QList<SafaricomAddress> &safaricomAddresses();
/// Where the list is from and when it was looked at, in words for people.
[[nodiscard]] QString safaricomAddressSource();

/// An address proves little (there is no signature), but an unpublished one is worth a look.
[[nodiscard]] Callback::Sender senderAt(const QString &peer);

/// The true sender of what came from `peer`: the last entry of X-Forwarded-For that no trusted proxy wrote, when `peer` itself is a trusted
/// proxy; else `peer`. Whoever is not trusted may write anything into that header.
[[nodiscard]] QString truePeer(const QString &peer, const QByteArray &forwardedFor, const QStringList &trustedProxies);

} // namespace daraja
