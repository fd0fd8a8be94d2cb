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
    const bool leadingZero = value.size() > 1 && value.startsWith(u'0');
    if (field.wire == WireType::Number && isDigits(value) && !leadingZero) {
        return value.toLatin1();
    }
    if (std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\'; })) {
        return '"' + value.toLatin1() + '"'; // nothing to escape
    }
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

QByteArray requestBody(const OperationSpec &operation, const Values &values)
{
    constexpr qsizetype usualSize = 768;
    QByteArray body;
    body.reserve(usualSize);
    body.append('{');
    for (const FieldSpec *field : operation.fieldList()) {
        const QString value = values.value(QString::fromLatin1(field->name));
        if (value.isEmpty()) {
            continue;
        }
        if (body.size() > 1) {
            body += ',';
        }
        body.append('"').append(field->name).append("\":").append(jsonValue(*field, value));
    }
    return body.append('}');
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
