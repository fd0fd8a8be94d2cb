// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <variant>

namespace daraja {

/// What a certificate file holds, for the user to compare. Validity is shown, never enforced: the certificates that Daraja uses expired
/// years ago (daraja-api 3.3).
struct CertificateFacts
{
    QString subject; ///< common name
    QString issuer;
    QDateTime notBefore;
    QDateTime notAfter;
    QString sha1; ///< fingerprint, upper-case hex pairs with colons
    QString sha256;
    int keyBits = 0;
};

/// In words for people.
struct CryptoProblem
{
    QString text;
};

/// Reads a certificate, PEM or DER.
[[nodiscard]] std::variant<CertificateFacts, CryptoProblem> readCertificate(const QByteArray &pemOrDer);

/// `SecurityCredential`: base64 (no line breaks) of RSA PKCS#1 v1.5 over the bare password with the certificate's key (daraja-api 3.2).
/// Different each time. At most key size - 11 bytes of password. The copy of the password made here is wiped.
[[nodiscard]] std::variant<QString, CryptoProblem> securityCredential(const QString &password, const QByteArray &pemOrDer);

} // namespace daraja
