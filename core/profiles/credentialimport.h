// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/profiles/credentialnames.h"
#include "core/profiles/profile.h"

#include <QList>

namespace daraja {

/// What pasted text, a file or the process environment yielded.
struct CredentialImport
{
    /// A value that found its box.
    struct Placement
    {
        int line = 0; ///< from 1; 0: the process environment
        CredentialName what = CredentialName::None;
        QString name;   ///< as it stood there, `consumerKey`; empty when it had none
        QString reason; ///< for people: `line 3: consumerKey`, `line 7: looks like a passkey, 64 hex digits`
    };
    /// A line that could not be used. Nothing is lost: it is shown. May hold a secret: for the screen only, never for a log.
    struct Leftover
    {
        int line = 0; ///< from 1
        QString text;
        QString reason;
    };

    Profile profile;        ///< `base` with what was found
    ProfileSecrets secrets; ///< only what was found
    QList<Placement> placements;
    QList<Leftover> leftovers; ///< by line; at most one for each
    QString problem;           ///< why nothing at all was read: it is no text
};

/// Longer texts are refused.
inline constexpr qsizetype longestImport = 4LL * 1024 * 1024;

/// Reads whatever people have: a `.env` file, a copy of Safaricom's portal, a piece of a program, a curl command, a Postman environment or
/// collection, appsettings JSON. See readPastedText() for the forms and credentialName() for the names.
///
/// Values without a name are taken by their look, and only where nothing has the name: a passkey, a finished Password (which gives back its
/// passkey and short code), a security credential, a Basic header, key and secret one below the other. Safaricom's address chooses the
/// environment unless both are named. Hidden characters are kept: the caller shows and cleans them on request. The last usable value of a
/// repeated name wins and the earlier ones become leftovers; of a sandbox and a live set, told by their names, that of the environment. A
/// till makes the receiver a till. MPESA_BASE_URL outdoes MPESA_ENVIRONMENT: Safaricom's own URLs choose their environment, any other makes
/// it Custom. Linear in the text.
[[nodiscard]] CredentialImport importCredentials(const QString &text, const Profile &base);

/// From the variables of the README alone. Variables that are empty do not count; leftovers name the variable without its value.
[[nodiscard]] CredentialImport importFromEnvironment(const Profile &base);

} // namespace daraja
