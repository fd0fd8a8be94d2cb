// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSslConfiguration>
#include <QString>

class QDateTime;

namespace daraja {

/// What became of a certificate and a key.
struct TlsIdentity
{
    QSslConfiguration configuration; ///< when `problem` is empty: for a server
    QString problem;                 ///< why TLS cannot be spoken with these files, in words for people; names the file
    QString warning;                 ///< it can, but clients will object: expired, not yet good
    QString subject;                 ///< common name
    QStringList hosts;               ///< the names it is good for
    QDateTime expires;
};

/// Reads a certificate (PEM, the chain of intermediates behind it) and its unencrypted private key (PEM), and sees whether they belong
/// together. Reads two small files; nothing of the key appears in a text.
[[nodiscard]] TlsIdentity readTlsIdentity(const QString &certificateFile, const QString &keyFile, const QDateTime &now);

} // namespace daraja
