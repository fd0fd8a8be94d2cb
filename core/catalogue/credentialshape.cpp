// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/credentialshape.h"

#include "core/profiles/hiddencharacters.h"

namespace daraja {

namespace {
constexpr qsizetype credentialBytes = 256; // RSA-2048
}

bool isStrictBase64(const QString &text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toUtf8(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok && text.size() % 4 == 0;
}

CredentialShape credentialShape(const QString &text)
{
    const QString value = withoutHiddenCharacters(text);
    if (value.contains(u' ')) {
        return isStrictBase64(QString(value).replace(u' ', u'+')) ? CredentialShape::Spaces : CredentialShape::PlainText;
    }
    if (!isStrictBase64(value)) {
        return CredentialShape::PlainText;
    }
    const QByteArray bytes = QByteArray::fromBase64(value.toLatin1());
    if (bytes.size() == credentialBytes) {
        return CredentialShape::Right;
    }
    const bool twice =
        bytes.size() == 2 * credentialBytes || (bytes.size() > credentialBytes && isStrictBase64(QString::fromLatin1(bytes)));
    if (!twice && bytes.size() < credentialBytes / 4) {
        return CredentialShape::PlainText; // a short word may be base64 by chance
    }
    return twice ? CredentialShape::Twice : CredentialShape::WrongLength;
}

} // namespace daraja
