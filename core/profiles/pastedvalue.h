// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace daraja {

// What happens to values between a portal and a box. Pure functions; nothing in them is specific to one value.

/// The dots or asterisks that hide a value were copied instead of it: a bullet anywhere, or three asterisks in a row.
[[nodiscard]] bool isMask(const QString &text);

/// Without quotes around it, straight or curly, and without the `,` or `;` of the code that it was copied from. Unchanged when there are
/// none.
[[nodiscard]] QString withoutQuotes(const QString &text);

/// `%2B` and the like decoded; unchanged when there are none or what they mean is no text.
[[nodiscard]] QString percentDecoded(const QString &text);

/// A value that cannot hold a space (key, secret, passkey, number): without hidden characters, quotes, percent-encoding and spaces.
[[nodiscard]] QString cleanedToken(const QString &text);

/// Consumer key and secret.
struct KeyAndSecret
{
    QString key;
    QString secret;
};

/// From a finished header, `Basic a2V5OnNlY3JldA==`, with `Authorization:` in front or not; nothing when it is none.
[[nodiscard]] std::optional<KeyAndSecret> readBasicHeader(const QString &text);

/// From `key:secret`: both parts of eight letters and digits or more, nothing else in them but `-` and `_`.
[[nodiscard]] std::optional<KeyAndSecret> readKeyAndSecret(const QString &text);

} // namespace daraja
