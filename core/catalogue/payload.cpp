// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/payload.h"

#include "core/catalogue/validation.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace daraja {

QByteArray jsonValue(const FieldSpec &field, const QString &value)
{
    const bool leadingZero = value.size() > 1 && value.startsWith(u'0');
    if (field.wire == WireType::Number && isDigits(value) && !leadingZero) {
        return value.toLatin1();
    }
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

QByteArray requestBody(const OperationSpec &operation, const Values &values)
{
    QByteArray body = QByteArrayLiteral("{");
    for (const FieldSpec *field : operation.fieldList()) {
        const QString value = values.value(QString::fromLatin1(field->name));
        if (value.isEmpty()) {
            continue;
        }
        if (body.size() > 1) {
            body += ',';
        }
        body += '"' + QByteArray(field->name) + "\":" + jsonValue(*field, value);
    }
    return body + '}';
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
