// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The server's side of a row: what Daraja takes and what it names in `400.002.02 Bad Request - Invalid <Field>`. Where daraja-api says
// nothing about a limit, the lenient reading is taken, so that clients which work against Daraja work here.

#include "core/catalogue/validation.h"

#include <cmath>

namespace daraja {

namespace {

constexpr int servedReferenceLength = 20;    // 12 are documented, the sandbox took 15 (daraja-api 5.1)
constexpr int servedDescriptionLength = 182; // 13 are documented, 182 is where prompts fail (daraja-api 5.1)

/// Text, or the digits of a whole number; empty for anything else. Exact to 2^53, far above every number of a request.
QString wireText(const QJsonValue &value)
{
    if (value.isString()) {
        return value.toString();
    }
    const double number = value.toDouble(-1);
    if (value.isDouble() && number >= 0 && number < 9e15 && std::floor(number) == number) {
        return QString::number(static_cast<qint64>(number));
    }
    return {};
}

int servedLength(const FieldSpec &field)
{
    const QString name = QString::fromLatin1(field.name);
    if (name == u"AccountReference") {
        return servedReferenceLength;
    }
    return name == u"TransactionDesc" ? servedDescriptionLength : field.maxLength;
}

bool isServedAmount(const FieldSpec &field, const QString &text)
{
    bool readable = false;
    const qint64 amount = isDigits(text) ? text.toLongLong(&readable) : 0;
    return readable && amount >= field.minimum && amount <= field.maximum;
}

bool isServedParty(const QJsonObject &body, const QString &text)
{
    return wireText(body.value(u"IdentifierType")) == u"1" ? isWireMsisdn(text) : isShortCode(text);
}

bool isServedChoice(const FieldSpec &field, const QString &text)
{
    for (int i = 0; i < field.choiceCount; ++i) {
        if (text == QLatin1StringView(field.choices[i].value)) {
            return true;
        }
    }
    return false;
}

bool isServed(const FieldSpec &field, const QJsonObject &body)
{
    const QJsonValue member = body.value(QLatin1StringView(field.name));
    if (member.isUndefined() || member.isNull()) {
        return !field.required;
    }
    const QString text = wireText(member);
    switch (field.kind) {
    case FieldKind::ShortCode:
        return isShortCode(text);
    case FieldKind::Party:
        return isServedParty(body, text);
    case FieldKind::Amount:
        return isServedAmount(field, text);
    case FieldKind::Msisdn:
        return isWireMsisdn(text);
    case FieldKind::Choice:
        return isServedChoice(field, text);
    case FieldKind::Timestamp:
        return member.isString() && text.size() == 14 && isDigits(text);
    case FieldKind::Url:
        return member.isString() && isWebAddress(text);
    case FieldKind::StkPassword:
    case FieldKind::Credential:
        return member.isString() && !text.isEmpty();
    case FieldKind::Identifier:
    case FieldKind::OperatorName:
    case FieldKind::Text:
    default:
        return text.trimmed().size() >= (field.required ? 1 : 0) && (servedLength(field) == 0 || text.size() <= servedLength(field));
    }
    return false;
}

} // namespace

QString firstInvalidMember(const OperationSpec &operation, const QJsonObject &body)
{
    for (const FieldSpec *field : operation.fieldList()) {
        if (!isServed(*field, body)) {
            return complaintName(*field);
        }
    }
    return {};
}

} // namespace daraja
