// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/stkpassword.h"

#include "core/base/nairobitime.h"

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype timestampDigits = 14;
constexpr qsizetype usualPasskey = 64;
constexpr qsizetype shortestPasskey = 20;
constexpr qsizetype longestPassword = 1024; // nobody's is as long as this

qsizetype leadingDigits(const QString &text)
{
    const auto end = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return c < u'0' || c > u'9'; });
    return end - text.cbegin();
}

/// How many characters in front of the passkey are the short code; 0: none can be.
qsizetype shortCodeDigits(const QString &front, const QString &shortCode)
{
    const qsizetype digits = leadingDigits(front);
    if (digits < 5) {
        return 0;
    }
    if (!shortCode.isEmpty() && shortCode.size() <= digits && front.startsWith(shortCode)) {
        return shortCode.size();
    }
    if (const qsizetype usual = front.size() - usualPasskey; usual >= 5 && usual <= 7 && usual <= digits) {
        return usual;
    }
    return std::min<qsizetype>(digits, 6);
}

} // namespace

QString stkPassword(const QString &shortCode, const QString &passkey, const QString &timestamp)
{
    return QString::fromLatin1((shortCode + passkey + timestamp).toUtf8().toBase64());
}

std::optional<StkPasswordParts> readStkPassword(const QString &password, const QString &shortCode)
{
    if (password.size() > longestPassword) {
        return {};
    }
    const auto decoded = QByteArray::fromBase64Encoding(password.toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok) {
        return {};
    }
    const bool printable = std::all_of(decoded.decoded.cbegin(), decoded.decoded.cend(), [](char c) { return c > ' ' && c < '\x7f'; });
    const QString plain = printable ? QString::fromLatin1(decoded.decoded) : QString();
    if (plain.size() <= timestampDigits) {
        return {};
    }
    const QString timestamp = plain.last(timestampDigits);
    const QString front = plain.chopped(timestampDigits);
    const qsizetype digits = shortCodeDigits(front, shortCode);
    if (digits == 0 || front.size() - digits < shortestPasskey || !fromDarajaTimestamp(timestamp).isValid()) {
        return {};
    }
    return StkPasswordParts{front.first(digits), front.sliced(digits), timestamp};
}

} // namespace daraja
