// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The server's side of a row: what Daraja takes and what it names in `400.002.02 Bad Request - Invalid <Field>`. Where daraja-api says
// nothing about a limit, the lenient reading is taken, so that clients which work against Daraja work here.

#include "core/catalogue/dates.h"
#include "core/catalogue/validation.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace daraja {

namespace {

constexpr int servedReferenceLength = 20; // 12 are documented, the sandbox took 15 (daraja-api 5.1)
constexpr int documentedReferenceLength = 12;
constexpr int servedBusinessReferenceLength = 32; // 13 are documented, 32 go through in production (daraja-api 12)
constexpr int servedDescriptionLength = 182;      // 13 are documented, 182 is where prompts fail (daraja-api 5.1)

using MemberText = std::function<QString(const QString &name)>;

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
        return field.maxLength > documentedReferenceLength ? servedBusinessReferenceLength : servedReferenceLength;
    }
    return name == u"TransactionDesc" ? servedDescriptionLength : field.maxLength;
}

bool isServedNumber(const FieldSpec &field, const QString &text)
{
    bool readable = false;
    const qint64 number = isDigits(text) ? text.toLongLong(&readable) : 0;
    return readable && number >= field.minimum && (field.maximum == 0 || number <= field.maximum);
}

/// Ten letters and digits (daraja-api 1.4), in any case.
bool isServedReceipt(const QString &text)
{
    constexpr qsizetype receiptLength = 10;
    return text.size() == receiptLength &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c < u'\x80' && c.isLetterOrNumber(); });
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

QString firstBadOf(const FieldSpec *fields, int count, const QJsonObject &body);

/// Empty when each of the objects is right.
QString firstBadOfList(const FieldSpec &field, const QJsonValue &value)
{
    const QJsonArray rows = value.toArray();
    if (!value.isArray() || (field.required && rows.isEmpty()) || (field.maxItems > 0 && rows.size() > field.maxItems)) {
        return complaintName(field);
    }
    for (const QJsonValue &row : rows) {
        if (!row.isObject()) {
            return complaintName(field);
        }
        QString bad = firstBadOf(field.items, field.itemCount, row.toObject());
        if (!bad.isEmpty()) {
            return bad;
        }
    }
    return {};
}

bool isServedText(const FieldSpec &field, const QJsonValue &member, const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return !field.required && member.isString();
    }
    return servedLength(field) == 0 || text.size() <= servedLength(field);
}

/// By what the member is; it is there. `other` gives the text of another member.
bool isServed(const FieldSpec &field, const QJsonValue &member, const MemberText &other)
{
    const QString text = wireText(member);
    switch (field.kind) {
    case FieldKind::ShortCode:
        return isShortCode(text);
    case FieldKind::Party:
        return meansPhone(other(QString::fromLatin1(field.typeField))) ? isWireMsisdn(text) : isShortCode(text);
    case FieldKind::Amount:
    case FieldKind::Count:
        return isServedNumber(field, text);
    case FieldKind::Decimal:
        return (member.isDouble() && member.toDouble() >= 0) || (member.isString() && isDecimal(text));
    case FieldKind::Msisdn:
        return isWireMsisdn(text);
    case FieldKind::LocalMsisdn:
        return isLocalMsisdn(text) || isWireMsisdn(text);
    case FieldKind::Email:
        return isEmail(text);
    case FieldKind::Choice:
        return isServedChoice(field, text);
    case FieldKind::Timestamp:
        return member.isString() && text.size() == 14 && isDigits(text);
    case FieldKind::Date:
        return dateIn(field, text).isValid();
    case FieldKind::EpochSeconds:
        return isDigits(text) && (text.size() == 10 || text.size() == 14); // both were seen (daraja-api 21)
    case FieldKind::Url:
        return member.isString() && isWebAddress(text) && (!field.refusesWords || refusedWordIn(text).isEmpty());
    case FieldKind::StkPassword:
    case FieldKind::Credential:
        return member.isString() && !text.isEmpty();
    case FieldKind::Receipt:
        return isServedReceipt(text);
    case FieldKind::Identifier:
    case FieldKind::UniqueId:
    case FieldKind::AppKey:
    case FieldKind::OperatorName:
    case FieldKind::Text:
        return isServedText(field, member, text);
    case FieldKind::List:
        break; // firstBadOfList()
    }
    return false;
}

/// The member's own name, or a name inside its list; empty when it is right.
QString badNameIn(const FieldSpec &field, const QJsonValue &member, const MemberText &other)
{
    // An optional member may be empty: clients send `"Occassion": ""`.
    const bool isEmpty = member.isUndefined() || member.isNull() || (!field.required && member.isString() && member.toString().isEmpty());
    if (isEmpty) {
        const QString alternative = QString::fromLatin1(field.alternative);
        const bool isDemanded = field.required || isRequiredNow(field, other) || (!alternative.isEmpty() && other(alternative).isEmpty());
        return isDemanded ? complaintName(field) : QString();
    }
    if (field.kind == FieldKind::List) {
        return firstBadOfList(field, member);
    }
    return isServed(field, member, other) ? QString() : complaintName(field);
}

QJsonValue memberOf(const FieldSpec &field, const QJsonObject &body)
{
    return (*field.parent ? body.value(QLatin1StringView(field.parent)).toObject() : body).value(QLatin1StringView(field.name));
}

QString firstBadOf(const FieldSpec *fields, int count, const QJsonObject &body)
{
    const MemberText other = [&](const QString &name) {
        for (int i = 0; i < count; ++i) {
            if (name == QLatin1StringView(fields[i].name)) {
                return wireText(memberOf(fields[i], body));
            }
        }
        return QString();
    };
    for (int i = 0; i < count; ++i) {
        QString bad = fields[i].place == Place::Body ? badNameIn(fields[i], memberOf(fields[i], body), other) : QString();
        if (!bad.isEmpty()) {
            return bad;
        }
    }
    return {};
}

} // namespace

QString firstInvalidMember(const OperationSpec &operation, const QJsonValue &body)
{
    if (operation.bodyIsList) {
        return firstBadOfList(operation.fields[operation.fieldCount - 1], body);
    }
    return firstBadOf(operation.fields, operation.fieldCount, body.toObject());
}

} // namespace daraja
