// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

namespace daraja {

/// Removes secrets from what is about to be kept or shown. A value; cheap to copy.
///
/// Two rules, both always on: members, headers, form fields and variables whose *name* says that they are secret (Authorization,
/// access_token, Password, SecurityCredential, ConsumerSecret, Passkey, InitiatorPassword, app_key, cookies; case, `_` and `-` do not matter, and a
/// prefix as in `MPESA_PASSKEY` does not either), and *values* told by addSecret() wherever they stand, because Daraja echoes a rejected
/// token inside `errorMessage` (401.002.01). Time is linear in the text; any bytes are taken.
class Redactor
{
public:
    /// Text that takes the place of a secret.
    [[nodiscard]] static QString mask();

    /// Also treats members and headers whose name ends in this one (compared in the same way) as secret.
    void addName(const QByteArray &name);

    /// Also removes this value wherever it stands, also percent-encoded and JSON-escaped. Values under 6 bytes are ignored: they would
    /// hit by chance.
    void addSecret(const QByteArray &value);

    /// `value` as it may be shown for a header of that name. `Authorization: Basic …` keeps its scheme.
    [[nodiscard]] QByteArray header(const QByteArray &name, const QByteArray &value) const;

    /// A body or any other text. Formatting is kept; JSON need not be well-formed, and stays well-formed when it is. `null` and empty
    /// values are shown: they are no secret and often the fault.
    [[nodiscard]] QByteArray text(const QByteArray &body) const;

private:
    QByteArrayList m_names;
    QByteArrayList m_secrets;
};

} // namespace daraja
