// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/request.h"

namespace daraja {

/// A sandbox paybill at 14 March 2026, 10:15:30 in Nairobi, with Safaricom's public constants and a callback address.
inline RequestContext sandboxContext()
{
    RequestContext context;
    context.profile.environment = Environment::Sandbox;
    context.profile.shortCode = QStringLiteral("174379");
    context.profile.initiatorName = QStringLiteral("testapi");
    context.secrets.passkey = QStringLiteral("bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919");
    context.callbackUrl = QUrl(QStringLiteral("https://shop.example/cb/7f31"));
    context.now = QDateTime(QDate(2026, 3, 14), QTime(7, 15, 30), Qt::UTC);
    context.baseUrl = environmentBaseUrl(Environment::Sandbox);
    return context;
}

/// The sample of every field; of two alternatives the first.
inline Values sampleValues(const OperationSpec &operation)
{
    Values values;
    for (const FieldSpec *field : operation.fieldList()) {
        if (!values.contains(QString::fromLatin1(field->alternative))) {
            values.insert(QString::fromLatin1(field->name), QString::fromUtf8(field->sample));
        }
    }
    return values;
}

inline const OperationSpec &operationNamed(QStringView id)
{
    return *findOperation(id);
}

} // namespace daraja
