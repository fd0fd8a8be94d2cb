// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/profile.h"

#include <QList>

namespace daraja {

/// What pasted text or a `.env` file yielded.
struct CredentialImport
{
    /// A line that could not be used. Nothing is lost: it is shown. May hold a secret: for the screen only, never for a log.
    struct Leftover
    {
        int line = 0; ///< from 1
        QString text;
        QString reason;
    };

    Profile profile;        ///< `base` with what was found
    ProfileSecrets secrets; ///< only what was found
    QStringList found;      ///< names as they stood in the text, in order
    QList<Leftover> leftovers;
};

/// Reads `NAME=value` lines with the MPESA_ names of the README (MPESA_CONSUMER_KEY, MPESA_CONSUMER_SECRET, MPESA_SHORTCODE, MPESA_PASSKEY,
/// MPESA_INITIATOR_NAME, MPESA_INITIATOR_PASSWORD, MPESA_SECURITY_CREDENTIAL, MPESA_PHONE_NUMBER, MPESA_ENVIRONMENT, MPESA_BASE_URL,
/// MPESA_TILL, MPESA_CERTIFICATE_FILE, MPESA_CALLBACK_URL). Understands `export `, single and double quotes, `#` comments, blank lines,
/// CRLF, a BOM, and `NAME: value`. The last of a repeated name wins and the earlier one becomes a leftover. Values are kept with their
/// hidden characters: the caller shows and cleans them on request.
[[nodiscard]] CredentialImport importCredentials(const QString &text, const Profile &base);

/// The same from the process environment; MPESA_BASE_URL alone makes the environment Custom.
[[nodiscard]] CredentialImport importFromEnvironment(const Profile &base);

} // namespace daraja
