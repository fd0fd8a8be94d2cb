// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/callbacks/callback.h"

#include <optional>

namespace daraja {

/// One of the addresses below the secret segment.
struct CallbackPath
{
    QLatin1StringView path; ///< for example `/stk`
    Callback::Kind kind;    ///< what is expected there
    const char *wireName;   ///< the request member, or the setting, that this address goes into
};

/// All of them, in the order in which people should see them. None contains a word that Safaricom forbids in C2B addresses (daraja-api
/// 22.2).
[[nodiscard]] const QList<CallbackPath> &callbackPaths();
/// The address of messages of that kind; empty for Unreadable.
[[nodiscard]] QString callbackPathOf(Callback::Kind kind);
[[nodiscard]] std::optional<Callback::Kind> kindAt(QStringView path);

/// A new secret segment: 128 bits from the system's generator, in hexadecimal. Callbacks are not signed, so the address is the only lock
/// (daraja-api 22.1).
[[nodiscard]] QString newSecretSegment();
/// Why a segment cannot be used, in words for people, or empty: 16 to 64 letters, digits, `-` and `_`, without the words that Safaricom
/// forbids in C2B addresses.
[[nodiscard]] QString problemWithSegment(const QString &segment);

} // namespace daraja
