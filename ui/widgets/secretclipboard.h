// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <chrono>

namespace daraja {

/// How long a copied secret may stay in the clipboard.
inline constexpr std::chrono::milliseconds SecretClipboardTime = std::chrono::seconds(20);

/// Puts a secret into the clipboard, marked so that clipboard managers do not keep it, and takes it out again after `time` if it is still
/// there, and when the program ends. The secret itself is not kept meanwhile. The last call counts. GUI thread.
void copySecret(const QString &secret, std::chrono::milliseconds time = SecretClipboardTime);

/// Plain text into the clipboard.
void copyText(const QString &text);

} // namespace daraja
