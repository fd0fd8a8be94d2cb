// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"
#include "core/crypto/securitycredential.h"
#include "core/doctor/finding.h"

namespace daraja {

// What can be seen of values without asking anybody: the content of L1 to L9 (doctor 4). Pure functions, for checks and forms alike. They
// quote no secret, and say NotNeeded when there is nothing to look at.

/// L1: hidden characters, quotes, the portal's dots, percent-encoding, a header or a pair pasted whole.
[[nodiscard]] Finding lintCharacters(const Profile &profile, const ProfileSecrets &secrets);

/// L2: values that are missing, in the wrong box, or of an impossible shape.
[[nodiscard]] Finding lintBoxes(const Profile &profile, const ProfileSecrets &secrets);
/// The passkey inside a finished Password that stands in its place; empty when there is none.
[[nodiscard]] QString extractedPasskey(const Profile &profile, const ProfileSecrets &secrets);

/// L3: Safaricom's public test values in a production profile, or in a request that one sends.
[[nodiscard]] Finding lintSandboxValues(const Profile &profile, const ProfileSecrets &secrets, const Values &request = {});

/// L4: the shape of a ready-made security credential. `certificate` is the content of the profile's file.
[[nodiscard]] Finding lintCredential(const Profile &profile, const ProfileSecrets &secrets, const QByteArray &certificate);

/// L5: the certificate file; `now` only to say that it has expired, which is no fault (doctor 1.14).
[[nodiscard]] Finding lintCertificate(const Profile &profile, const ProfileSecrets &secrets, const QByteArray &certificate,
                                      const QDateTime &now);
/// The same of a certificate that could be read.
[[nodiscard]] Finding lintCertificateFacts(const CertificateFacts &facts, Environment environment, const QDateTime &now);
/// Whose certificate this is, by its SHA-1 fingerprint (daraja-api 3.3); Custom when it is not known.
[[nodiscard]] Environment environmentOfCertificate(const QString &sha1);

/// L6: characters that Safaricom's documents advise against, on production only.
[[nodiscard]] Finding lintOperatorPassword(const Profile &profile, const ProfileSecrets &secrets);

/// L7: the profile's phone number, and the values of the request that is looked at, by wire name.
[[nodiscard]] Finding lintRequest(const RequestContext &context, const Values &request);

/// L8: paybill or till: numbers and transaction types that do not go together.
[[nodiscard]] Finding lintReceiver(const Profile &profile, const Values &request = {});

/// L9: addresses for callbacks: the organisation's own, the profile's, those of the request.
[[nodiscard]] Finding lintCallback(const Profile &profile, const QUrl &ownServer, const Values &request = {});

} // namespace daraja
