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
/// MPESA_INITIATOR_NAME, MPESA_INITIATOR_PASSWORD, MPESA_SECURITY_CREDENTIAL, MPESA_BILL_MANAGER_APP_KEY, MPESA_PHONE_NUMBER,
/// MPESA_ENVIRONMENT, MPESA_BASE_URL, MPESA_TILL, MPESA_CERTIFICATE_FILE, MPESA_CALLBACK_URL), in any case. Understands `export `, single
/// and double quotes (in these `\" \\ \$ \``), comments behind `#` (in a line with an unquoted value only behind a space), blank lines, CRLF, a BOM, and `NAME: value`.
/// Plain spaces and tabs around an unquoted value belong to the line; all other hidden characters are kept: the caller shows and cleans
/// them on request. The last usable value of a repeated name wins and the earlier ones become leftovers, as do empty values. MPESA_TILL
/// makes the receiver a till. MPESA_BASE_URL outdoes MPESA_ENVIRONMENT: Safaricom's own URLs choose their environment, any other makes it
/// Custom.
[[nodiscard]] CredentialImport importCredentials(const QString &text, const Profile &base);

/// The same from the process environment. Variables that are empty do not count; leftovers name the variable without its value.
[[nodiscard]] CredentialImport importFromEnvironment(const Profile &base);

} // namespace daraja
