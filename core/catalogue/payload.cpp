// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/payload.h"

#include "core/catalogue/validation.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace daraja {

QByteArray jsonValue(const FieldSpec &field, const QString &value)
{
    if (field.kind == FieldKind::List) {
        return value.toUtf8();
    }
    const bool leadingZero = value.size() > 1 && value.startsWith(u'0') && value.at(1) != u'.';
    const bool isNumber = isDigits(value) || (field.kind == FieldKind::Decimal && isDecimal(value));
    if (field.wire == WireType::Number && isNumber && !leadingZero) {
        return value.toLatin1();
    }
    if (std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\'; })) {
        return '"' + value.toLatin1() + '"'; // nothing to escape
    }
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

QByteArray jsonObject(const FieldSpec *fields, int count, const Values &values)
{
    QByteArrayList members;
    for (int i = 0; i < count; ++i) {
        const QString value = values.value(QString::fromLatin1(fields[i].name));
        if (!value.isEmpty()) {
            members.append('"' + QByteArray(fields[i].name) + "\":" + jsonValue(fields[i], value));
        }
    }
    return '{' + members.join(',') + '}';
}

QByteArray requestBody(const OperationSpec &operation, const Values &values, const QByteArray &indent, const ValueWriter &write)
{
    constexpr qsizetype usualSize = 768;
    const QByteArray colon = indent.isEmpty() ? QByteArrayLiteral("\":") : QByteArrayLiteral("\": ");
    const QByteArray close = indent.isEmpty() ? QByteArray() : '\n' + indent.chopped(2);
    QByteArray body;
    body.reserve(usualSize);
    QByteArray parent;
    bool isFirst = true;
    const auto startMember = [&] {
        body.append(isFirst ? "" : ",");
        if (!indent.isEmpty()) {
            body.append('\n').append(indent).append(parent.isEmpty() ? "" : "  ");
        }
        isFirst = false;
    };
    const auto leaveParent = [&] {
        if (!parent.isEmpty()) {
            body.append(indent.isEmpty() ? QByteArray() : '\n' + indent).append('}');
            parent.clear();
            isFirst = false;
        }
    };
    for (const FieldSpec *field : operation.fieldList()) {
        const QString value = field->place == Place::Body ? values.value(QString::fromLatin1(field->name)) : QString();
        if (value.isEmpty()) {
            continue;
        }
        if (operation.bodyIsList) {
            return write(*field, value);
        }
        if (parent != field->parent) {
            leaveParent();
            startMember();
            parent = field->parent;
            if (!parent.isEmpty()) {
                body.append('"').append(parent).append(colon).append('{');
                isFirst = true;
                startMember();
            }
        } else {
            startMember();
        }
        body.append('"').append(field->name).append(colon).append(write(*field, value));
    }
    leaveParent();
    if (operation.bodyIsList) {
        return QByteArrayLiteral("[]");
    }
    return '{' + body + (body.isEmpty() ? QByteArray() : close) + '}';
}

QUrl addressBelow(const QUrl &baseUrl, const QString &path)
{
    QUrl url = baseUrl.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    // "/" alone is not stripped.
    const QString base = url.path() == u"/" ? QString() : url.path();
    url.setPath(base + path);
    return url;
}

} // namespace daraja
