// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

namespace daraja {

/// Removes secrets from what is about to be kept or shown. A value; cheap to copy.
///
/// Two rules, both always on: members and headers whose *name* says that they are secret (Authorization, access_token, Password,
/// SecurityCredential, ConsumerSecret, Passkey, InitiatorPassword, in any case), and *values* told by addSecret() wherever they
/// stand, because Daraja echoes a rejected token inside `errorMessage` (401.002.01).
class Redactor
{
public:
    /// Text that takes the place of a secret.
    [[nodiscard]] static QString mask();

    /// Also treats JSON members and headers of this name (case-insensitive) as secret.
    void addName(const QByteArray &name);

    /// Also removes this value wherever it stands, also percent-encoded and JSON-escaped. Values under 6 bytes are ignored: they would
    /// hit by chance.
    void addSecret(const QByteArray &value);

    /// `value` as it may be shown for a header of that name. `Authorization: Basic …` keeps its scheme.
    [[nodiscard]] QByteArray header(const QByteArray &name, const QByteArray &value) const;

    /// A body or any other text. Formatting is kept; JSON need not be well-formed.
    [[nodiscard]] QByteArray text(const QByteArray &body) const;

private:
    QByteArrayList m_names;
    QByteArrayList m_secrets;
};

} // namespace daraja
