// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/stkpassword.h"

namespace daraja {

QString stkPassword(const QString &shortCode, const QString &passkey, const QString &timestamp)
{
    return QString::fromLatin1((shortCode + passkey + timestamp).toUtf8().toBase64());
}

} // namespace daraja
