// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/validation.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "core/profiles/hiddencharacters.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace daraja {

namespace {

constexpr qsizetype credentialBytes = 256; // RSA-2048, daraja-api 3.2

/// These provoke failures in AccountReference, TransactionDesc and Remarks in the wild (daraja-api 1.2).
constexpr QStringView troublesomeCharacters = u"@#&%<>\"";

bool isStrictBase64(const QString &text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toUtf8(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok && text.size() % 4 == 0;
}

QString amountProblem(const FieldSpec &field, const QString &value)
{
    static const QRegularExpression decimal(QStringLiteral("^-?\\d+[.,]\\d+$"));
    const auto limits = [&field](const char *text) {
        const QLocale english(QLocale::English);
        return catalogueText(text).arg(english.toString(field.minimum), english.toString(field.maximum));
    };
    if (decimal.match(value).hasMatch()) {
        return limits(QT_TRANSLATE_NOOP("Catalogue", "M-Pesa takes whole shillings only. Enter an amount from %1 to %2 without cents."));
    }
    bool readable = false;
    const qint64 amount = isDigits(value) ? value.toLongLong(&readable) : -1;
    if (isDigits(value) && (!readable || amount > field.maximum)) {
        return limits(QT_TRANSLATE_NOOP("Catalogue", "Too much for one payment. Enter an amount from %1 to %2."));
    }
    if (amount < field.minimum) {
        return limits(QT_TRANSLATE_NOOP("Catalogue", "Enter the amount in whole shillings, from %1 to %2."));
    }
    return {};
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
    if (value.contains(u' ')) {
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "Spaces stand where + should be: a web form damaged this security credential. Copy it again."));
    }
    if (!isStrictBase64(value)) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "This looks like the plain password. Enter that in the profile as operator "
                                                            "password; a security credential is 344 base64 characters."));
    }
    const QByteArray bytes = QByteArray::fromBase64(value.toLatin1());
    if (bytes.size() == credentialBytes) {
        return {};
    }
    if (bytes.size() > credentialBytes && isStrictBase64(QString::fromLatin1(bytes))) {
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "This security credential was encoded twice. Copy it again from where it was made."));
    }
    return catalogueText(
        QT_TRANSLATE_NOOP("Catalogue", "A security credential is 344 base64 characters, this one is not. Copy it again, whole."));
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

QString textProblem(const QString &value)
{
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
        return textProblem(value);
    case FieldKind::OperatorName:
    case FieldKind::Count:
    case FieldKind::Decimal:
    case FieldKind::LocalMsisdn:
    case FieldKind::Email:
    case FieldKind::Receipt:
    case FieldKind::UniqueId:
    case FieldKind::Date:
    case FieldKind::EpochSeconds:
    case FieldKind::List:
    case FieldKind::AppKey:
        return {};
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

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isWireMsisdn(QStringView text)
{
    return text.size() == 12 && isDigits(text) && text.startsWith(u"254") && (text.at(3) == u'7' || text.at(3) == u'1');
}

bool isShortCode(QStringView text)
{
    return isDigits(text) && text.size() >= 5 && text.size() <= 7;
}

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty() && (scheme == u"https" || scheme == u"http");
}

QString complaintName(const FieldSpec &field)
{
    const QString name = QString::fromLatin1(field.name);
    return name == u"TransactionDesc" ? QStringLiteral("Remarks") : name;
}

FieldProblem fieldProblem(const FieldSpec &field, const QString &message)
{
    return {QString::fromLatin1(field.name), message, QStringLiteral("Bad Request - Invalid ") + complaintName(field)};
}

QString normalizeField(const FieldSpec &field, const QString &typed)
{
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Url:
    case FieldKind::Count:
    case FieldKind::Decimal:
    case FieldKind::LocalMsisdn:
    case FieldKind::Email:
    case FieldKind::Receipt:
    case FieldKind::UniqueId:
    case FieldKind::Date:
    case FieldKind::EpochSeconds:
    case FieldKind::List:
    case FieldKind::AppKey:
    case FieldKind::OperatorName:
        return withoutHiddenEnds(typed);
    case FieldKind::Choice: {
        const QString value = withoutHiddenEnds(typed);
        for (int i = 0; i < field.choiceCount; ++i) {
            const auto choice = QLatin1StringView(field.choices[i].value);
            if (value.compare(choice, Qt::CaseInsensitive) == 0) {
                return choice;
            }
        }
        return value;
    }
    case FieldKind::Amount: {
        const auto shillings = parseShillings(withoutHiddenEnds(typed));
        return shillings ? QString::number(*shillings) : withoutHiddenEnds(typed);
    }
    case FieldKind::Party:
    case FieldKind::Msisdn: {
        QString value = withoutHiddenCharacters(typed);
        return field.kind == FieldKind::Party && isShortCode(value) ? value : normalizeMsisdn(value).value_or(value);
    }
    case FieldKind::ShortCode:
    case FieldKind::Identifier:
    case FieldKind::Timestamp:
    case FieldKind::StkPassword:
    case FieldKind::Credential:
        // No character of these is invisible, so none can be lost: base64 wrapped by openssl comes out whole.
        return withoutHiddenCharacters(typed);
    }
    return typed;
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
    if (const QString hidden = describeHiddenCharacters(value); !hidden.isEmpty()) {
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
