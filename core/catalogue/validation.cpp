// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/validation.h"

#include "core/base/nairobitime.h"
#include "core/catalogue/credentialshape.h"
#include "core/catalogue/dates.h"
#include "core/catalogue/listvalue.h"
#include "core/profiles/hiddencharacters.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace daraja {

namespace {

/// These provoke failures in AccountReference, TransactionDesc and Remarks in the wild (daraja-api 1.2).
constexpr QStringView troublesomeCharacters = u"@#&%<>\"";

/// `%1 to %2` or, without a maximum, `%1 or more`.
QString rangeText(const FieldSpec &field)
{
    const QLocale english(QLocale::English);
    if (field.maximum == 0) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 or more")).arg(english.toString(field.minimum));
    }
    return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "from %1 to %2"))
        .arg(english.toString(field.minimum), english.toString(field.maximum));
}

QString amountProblem(const FieldSpec &field, const QString &value)
{
    static const QRegularExpression decimal(QStringLiteral("^-?\\d+[.,]\\d+$"));
    if (decimal.match(value).hasMatch()) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "M-Pesa takes whole shillings only. Enter an amount without cents, %1."))
            .arg(rangeText(field));
    }
    bool readable = false;
    const qint64 amount = isDigits(value) ? value.toLongLong(&readable) : -1;
    if (isDigits(value) && (!readable || (field.maximum > 0 && amount > field.maximum))) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Too much for one payment. Enter an amount %1.")).arg(rangeText(field));
    }
    if (amount < field.minimum) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the amount in whole shillings, %1.")).arg(rangeText(field));
    }
    return {};
}

QString countProblem(const FieldSpec &field, const QString &value)
{
    bool readable = false;
    const qint64 number = isDigits(value) ? value.toLongLong(&readable) : -1;
    const bool fits = readable && number >= field.minimum && (field.maximum == 0 || number <= field.maximum);
    return fits ? QString() : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter a whole number, %1.")).arg(rangeText(field));
}

QString receiptProblem(const QString &value)
{
    static const QRegularExpression receipt(QStringLiteral("^[A-Z0-9]{10}$"));
    if (receipt.match(value).hasMatch()) {
        return {};
    }
    if (value.startsWith(u"WS_CO_")) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "This is a CheckoutRequestID. Enter the M-Pesa receipt, which the customer has by SMS, for example UCE4K7Q2ZB."));
    }
    if (value.startsWith(u"AG_")) {
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "This is a ConversationID. Enter the M-Pesa receipt, ten letters and digits like UCE4K7Q2ZB."));
    }
    return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "An M-Pesa receipt is ten letters and digits, for example UCE4K7Q2ZB."));
}

QString urlProblem(const QString &value)
{
    if (std::any_of(value.cbegin(), value.cend(), [](QChar c) { return c.isSpace(); })) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The address contains a space. Remove it."));
    }
    if (!isWebAddress(value)) {
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "Enter a complete address that begins with https://, for example https://shop.example/daraja."));
    }
    return {};
}

QString credentialProblem(const QString &value)
{
    switch (credentialShape(value)) {
    case CredentialShape::Right:
        return {};
    case CredentialShape::Spaces:
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "Spaces stand where + should be: a web form damaged this security credential. Copy it again."));
    case CredentialShape::PlainText:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "This looks like the plain password. Enter that in the profile as operator "
                                                            "password; a security credential is 344 base64 characters."));
    case CredentialShape::Twice:
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "This security credential was encoded twice. Copy it again from where it was made."));
    case CredentialShape::WrongLength:
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "A security credential is 344 base64 characters, this one is not. Copy it again, whole."));
    }
    return {};
}

QString identifierProblem(const QString &value)
{
    static const QRegularExpression merchantRequest(
        QStringLiteral("^(?:\\d{4,6}-\\d{6,8}-\\d+|[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\d*)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression identifier(QStringLiteral("^[A-Za-z0-9_.-]+$"));
    if (merchantRequest.match(value).hasMatch()) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "This looks like a MerchantRequestID. Copy the CheckoutRequestID of the same answer; it begins with ws_CO_."));
    }
    if (!identifier.match(value).hasMatch()) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "Copy the id as Daraja wrote it: letters, digits and _ only, for example ws_CO_14032026101530417712345678."));
    }
    return {};
}

QString textProblem(const FieldSpec &field, const QString &value)
{
    if (field.anyCharacter) {
        return {};
    }
    QStringList found;
    for (const QChar c : value) {
        if (troublesomeCharacters.contains(c) && !found.contains(QString(c))) {
            found.append(QString(c));
        }
    }
    if (!found.isEmpty()) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Daraja fails on %1. Use letters, digits, spaces, - _ and . only."))
            .arg(found.join(u' '));
    }
    return {};
}

QString choiceProblem(const FieldSpec &field, const QString &value)
{
    QStringList values;
    for (int i = 0; i < field.choiceCount; ++i) {
        values.append(QString::fromLatin1(field.choices[i].value));
    }
    return values.contains(value) ? QString()
                                  : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Choose %1.")).arg(values.join(QStringLiteral(", ")));
}

/// By what the value is; `value` is normalised and not empty.
QString kindProblem(const FieldSpec &field, const QString &value)
{
    switch (field.kind) {
    case FieldKind::Text:
        return textProblem(field, value);
    case FieldKind::OperatorName:
        return {};
    case FieldKind::Count:
        return countProblem(field, value);
    case FieldKind::Decimal:
        return isDecimal(value) ? QString()
                                : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter a number with a point, for example 0.2."));
    case FieldKind::LocalMsisdn:
        return isLocalMsisdn(value) ? QString()
                                    : catalogueText(QT_TRANSLATE_NOOP(
                                          "Catalogue", "This is not a Kenyan mobile number. Write it like 0712 345 678 or 254712345678."));
    case FieldKind::Email:
        return isEmail(value) ? QString()
                              : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter an e-mail address, for example bills@shop.example."));
    case FieldKind::Receipt:
        return receiptProblem(value);
    case FieldKind::UniqueId: {
        static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_.:/-]+$"));
        return plain.match(value).hasMatch()
                   ? QString()
                   : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "An id has letters, digits, - _ . : and / only, and no spaces."));
    }
    case FieldKind::Date:
        return dateIn(field, value).isValid()
                   ? QString()
                   : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "This is not a date. Write it like %1 or 14 Mar 2026."))
                         .arg(QString::fromUtf8(field.sample));
    case FieldKind::EpochSeconds:
        return isDigits(value) && value.size() == 10
                   ? QString()
                   : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter seconds since 1970, 10 digits, or leave it empty."));
    case FieldKind::List:
        return listProblem(field, value);
    case FieldKind::AppKey:
        return std::any_of(value.cbegin(), value.cend(), [](QChar c) { return c <= u' ' || c > u'~'; })
                   ? catalogueText(
                         QT_TRANSLATE_NOOP("Catalogue", "The app key has no spaces. Copy it again from the answer to the opt-in."))
                   : QString();
    case FieldKind::ShortCode:
        return isShortCode(value) ? QString() : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter 5 to 7 digits and nothing else."));
    case FieldKind::Party:
        return isShortCode(value) || isWireMsisdn(value)
                   ? QString()
                   : catalogueText(QT_TRANSLATE_NOOP("Catalogue",
                                                     "Enter a short code or till of 5 to 7 digits, or a phone number like 0712 345 678."));
    case FieldKind::Amount:
        return amountProblem(field, value);
    case FieldKind::Msisdn:
        return isWireMsisdn(value) ? QString()
                                   : catalogueText(QT_TRANSLATE_NOOP(
                                         "Catalogue", "This is not a Kenyan mobile number. Write it like 0712 345 678 or 254712345678."));
    case FieldKind::Url:
        return urlProblem(value);
    case FieldKind::Choice:
        return choiceProblem(field, value);
    case FieldKind::Identifier:
        return identifierProblem(value);
    case FieldKind::Timestamp:
        return isDigits(value) && fromDarajaTimestamp(value).isValid()
                   ? QString()
                   : catalogueText(
                         QT_TRANSLATE_NOOP("Catalogue", "Enter a date of 14 digits in Nairobi time, for example 20260314101530."));
    case FieldKind::StkPassword:
        return isStrictBase64(value) ? QString()
                                     : catalogueText(QT_TRANSLATE_NOOP(
                                           "Catalogue", "The password is base64 text. Leave it empty to have it made from the passkey."));
    case FieldKind::Credential:
        return credentialProblem(value);
    }
    return {};
}

QString lengthProblem(const FieldSpec &field, const QString &value)
{
    if (field.maxLength > 0 && value.size() > field.maxLength) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "At most %1 characters; this has %2.")).arg(field.maxLength).arg(value.size());
    }
    if (value.size() < field.minLength) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "At least %1 characters; this has %2.")).arg(field.minLength).arg(value.size());
    }
    return {};
}

} // namespace

QString complaintName(const FieldSpec &field)
{
    const QString name = QString::fromLatin1(field.name);
    return name == u"TransactionDesc" ? QStringLiteral("Remarks") : name;
}

FieldProblem fieldProblem(const FieldSpec &field, const QString &message)
{
    return {QString::fromLatin1(field.name), message, QStringLiteral("Bad Request - Invalid ") + complaintName(field)};
}

FieldProblem checkField(const FieldSpec &field, const QString &typed)
{
    const QString value = normalizeField(field, typed);
    if (value.isEmpty()) {
        const bool filledLater = field.source != Source::Form || *field.fallback;
        if (!field.required || (filledLater && typed.isEmpty())) {
            return {};
        }
        return fieldProblem(field, catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 is missing.")).arg(catalogueText(field.label)));
    }
    QString message;
    const QString hidden = field.kind == FieldKind::List ? QString() : describeHiddenCharacters(value); // its entries are asked one by one
    if (!hidden.isEmpty()) {
        message = catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The value contains %1. Type it again without.")).arg(hidden);
    } else if (!value.isValidUtf16()) {
        message =
            catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The value contains half a character, which cannot be sent. Type it again."));
    } else {
        message = kindProblem(field, value);
        if (message.isEmpty()) {
            message = lengthProblem(field, value);
        }
    }
    return message.isEmpty() ? FieldProblem{} : fieldProblem(field, message);
}

} // namespace daraja
