// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/requestbody.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace daraja {

RequestBody readBody(const HttpRequest &request)
{
    const QByteArray type = request.headers.value("Content-Type");
    if (!type.isEmpty() && !type.toLower().contains("json")) {
        return {{}, false, QCoreApplication::translate("Simulator", "The Content-Type is not application/json, so no member was read.")};
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError) {
        return {
            {},
            false,
            QCoreApplication::translate("Simulator", "The body is not JSON: %1 at byte %2.").arg(error.errorString()).arg(error.offset)};
    }
    if (!document.isObject()) {
        return {{}, false, QCoreApplication::translate("Simulator", "The body is JSON, but not an object.")};
    }
    return {document.object(), true, {}};
}

QString memberText(const QJsonObject &members, QLatin1StringView name)
{
    const QJsonValue value = members.value(name);
    if (value.isString()) {
        return value.toString();
    }
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    const qint64 number = value.toInteger(none);
    return number == none ? QString() : QString::number(number);
}

} // namespace daraja
