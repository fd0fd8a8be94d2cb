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
        return {{},
                {},
                false,
                false,
                QCoreApplication::translate("Simulator", "The Content-Type is not application/json, so no member was read.")};
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError) {
        return {
            {},
            {},
            false,
            false,
            QCoreApplication::translate("Simulator", "The body is not JSON: %1 at byte %2.").arg(error.errorString()).arg(error.offset)};
    }
    if (document.isArray()) {
        return {{}, document.array(), true, true, {}};
    }
    return {document.object(), {}, false, true, {}};
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

QString simulatedOutcome(const QJsonObject &members)
{
    for (const char *name : {"Remarks", "TransactionDesc"}) {
        const QString text = memberText(members, QLatin1StringView(name));
        if (text.startsWith(u"simulate ", Qt::CaseInsensitive)) {
            return text.section(u' ', 1).trimmed();
        }
    }
    return {};
}

} // namespace daraja
