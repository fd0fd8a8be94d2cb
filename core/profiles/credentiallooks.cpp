// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What is taken for something by its look, or by what stands beside it.

#include "core/base/msisdn.h"
#include "core/crypto/stkpassword.h"
#include "core/profiles/credentialplacing.h"
#include "core/profiles/pastedvalue.h"
#include "core/profiles/sandboxvalues.h"

#include <QCoreApplication>

#include <algorithm>

namespace daraja {

namespace {

QString lookText(const char *text)
{
    return QCoreApplication::translate("CredentialImport", text);
}

bool isLettersAndDigits(const QString &text)
{
    bool letter = false;
    bool digit = false;
    for (const QChar c : text) {
        if (c >= u'\x80' || !c.isLetterOrNumber()) {
            return false;
        }
        letter = letter || c.isLetter();
        digit = digit || c.isDigit();
    }
    return letter && digit;
}

bool isSmallHex(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

bool isCredential(const QString &text)
{
    constexpr qsizetype characters = 344;
    constexpr qsizetype bytes = 256;
    return text.size() == characters && QByteArray::fromBase64(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors).size() == bytes;
}

} // namespace

bool CredentialPlacing::useIfFree(const PastedValue &value, CredentialName what, const QString &content, const QString &why)
{
    if (isPlaced(what)) {
        return false;
    }
    if (!use(what, content).isEmpty()) {
        return false;
    }
    placed(value, what, why);
    return true;
}

/// A finished Password gives back passkey and short code. False when it is none.
bool CredentialPlacing::takeApart(const PastedValue &value)
{
    const QString number = m_chosen.value(CredentialName::ShortCode).value;
    const auto parts = readStkPassword(cleanedToken(value.value), number);
    if (!parts) {
        return false;
    }
    const QString why = lookText(QT_TRANSLATE_NOOP("CredentialImport", "inside the finished Password"));
    const bool passkey = useIfFree(value, CredentialName::Passkey, parts->passkey, why);
    const bool shortCode = number.isEmpty() && useIfFree(value, CredentialName::ShortCode, parts->shortCode, why);
    if (!passkey && !shortCode) {
        m_reasons.insert(value.line, lookText(QT_TRANSLATE_NOOP("CredentialImport", "a finished Password; its passkey is there already")));
    }
    return true;
}

/// Names that say something only together with what stands behind them.
void CredentialPlacing::useDerived()
{
    const auto has = [this](CredentialName name) { return m_chosen.contains(name); };
    const auto value = [this](CredentialName name) { return m_chosen.value(name); };
    if (has(CredentialName::Password) && !takeApart(value(CredentialName::Password))) {
        constexpr qsizetype shortestToken = 12;
        const PastedValue password = value(CredentialName::Password);
        const PastedValue user = value(CredentialName::User);
        const bool pair = user.value.size() >= shortestToken && password.value.size() >= shortestToken && isLettersAndDigits(user.value) &&
                          isLettersAndDigits(password.value);
        const QString why = lookText(QT_TRANSLATE_NOOP("CredentialImport", "user name and password of the token request"));
        if (!pair || !useIfFree(user, CredentialName::ConsumerKey, user.value, why) ||
            !useIfFree(password, CredentialName::ConsumerSecret, password.value, why)) {
            m_reasons.insert(password.line, lookText(QT_TRANSLATE_NOOP("CredentialImport", "a password, but nothing says whose")));
        }
    }
    const bool buyGoods = value(CredentialName::TransactionType).value == u"CustomerBuyGoodsOnline";
    if (has(CredentialName::PartyB)) {
        const PastedValue party = value(CredentialName::PartyB);
        if (buyGoods && party.value != value(CredentialName::ShortCode).value) {
            useIfFree(party, CredentialName::Till, party.value,
                      lookText(QT_TRANSLATE_NOOP("CredentialImport", "PartyB of a payment to a till")));
        } else if (value(CredentialName::TransactionType).value == u"CustomerPayBillOnline") {
            useIfFree(party, CredentialName::ShortCode, party.value,
                      lookText(QT_TRANSLATE_NOOP("CredentialImport", "PartyB of a payment to a paybill")));
        }
    }
    if (has(CredentialName::PartyA)) {
        const PastedValue party = value(CredentialName::PartyA);
        if (normalizeMsisdn(party.value)) {
            useIfFree(party, CredentialName::PhoneNumber, party.value,
                      lookText(QT_TRANSLATE_NOOP("CredentialImport", "PartyA, a phone number")));
        }
    }
}

/// What has no name, where nothing has it.
void CredentialPlacing::useByLook(const PastedText &text)
{
    const PastedValue *lastAlone = nullptr;
    for (const PastedValue &value : text.values) {
        const bool authorization = value.known == CredentialName::Authorization;
        if (value.known != CredentialName::None && !authorization) {
            continue;
        }
        const QString token = cleanedToken(value.value);
        const auto header = readBasicHeader(value.value);
        const auto pair = header ? header : readKeyAndSecret(withoutQuotes(value.value));
        if (pair && (authorization || header || value.alone)) {
            const QString why = header ? lookText(QT_TRANSLATE_NOOP("CredentialImport", "inside the Authorization header"))
                                       : lookText(QT_TRANSLATE_NOOP("CredentialImport", "key and secret with a colon between them"));
            useIfFree(value, CredentialName::ConsumerKey, pair->key, why);
            useIfFree(value, CredentialName::ConsumerSecret, pair->secret, why);
        } else if (token.size() == 64 && isSmallHex(token)) {
            useIfFree(value, CredentialName::Passkey, value.value,
                      lookText(QT_TRANSLATE_NOOP("CredentialImport", "looks like a passkey, 64 hex digits")));
        } else if (readStkPassword(token)) {
            takeApart(value);
        } else if (isCredential(token)) {
            useIfFree(value, CredentialName::SecurityCredential, value.value,
                      lookText(QT_TRANSLATE_NOOP("CredentialImport", "looks like a security credential, 344 characters")));
        } else if (value.alone && isLettersAndDigits(token) && (token.size() == 48 || token.size() == 32)) {
            useIfFree(
                value, CredentialName::ConsumerKey, value.value,
                lookText(QT_TRANSLATE_NOOP("CredentialImport", "looks like a consumer key, %1 letters and digits")).arg(token.size()));
        } else if (value.alone && isLettersAndDigits(token) && (token.size() == 64 || (token.size() == 16 && lastAlone))) {
            useIfFree(
                value, CredentialName::ConsumerSecret, value.value,
                lookText(QT_TRANSLATE_NOOP("CredentialImport", "looks like a consumer secret, %1 letters and digits")).arg(token.size()));
        } else if (value.alone && token == sandboxShortCode()) {
            useIfFree(value, CredentialName::ShortCode, token,
                      lookText(QT_TRANSLATE_NOOP("CredentialImport", "Safaricom's public test number")));
        } else if (value.alone && token.size() >= 9 && normalizeMsisdn(token)) {
            useIfFree(value, CredentialName::PhoneNumber, value.value,
                      lookText(QT_TRANSLATE_NOOP("CredentialImport", "looks like a phone number")));
        }
        lastAlone = value.alone ? &value : nullptr;
    }
}

} // namespace daraja
