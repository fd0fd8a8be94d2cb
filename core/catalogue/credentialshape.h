// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace daraja {

/// What a text that should be a SecurityCredential looks like: base64 of exactly 256 bytes (daraja-api 3.2). Line breaks and other hidden
/// characters are not looked at. Which certificate it was made with cannot be seen.
enum class CredentialShape {
    Right,
    Spaces,     ///< a web form put spaces where `+` stood
    PlainText,  ///< no base64: probably the password itself
    Twice,      ///< base64 of base64, or 512 bytes: encoded or encrypted twice
    WrongLength ///< base64 of another number of bytes: cut, or something else
};
[[nodiscard]] CredentialShape credentialShape(const QString &text);

/// Base64 with its padding and nothing else in it.
[[nodiscard]] bool isStrictBase64(const QString &text);

} // namespace daraja
