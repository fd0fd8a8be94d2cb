// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"
#include "tests/core/api/apidesk.h"

namespace daraja {

/// What a person would type into the form of an operation: the samples of what must be given.
[[nodiscard]] inline Values sampleValues(const OperationSpec &operation)
{
    Values values;
    for (const FieldSpec *field : operation.fieldList()) {
        const bool oneOfTwo = *field->alternative && !values.contains(QString::fromLatin1(field->alternative));
        if (field->kind == FieldKind::AppKey) {
            values.insert(QString::fromLatin1(field->name), QStringLiteral("app-key-of-the-stub"));
        } else if (field->source == Source::Form && (field->required || *field->requiredWhen || oneOfTwo) && *field->sample) {
            values.insert(QString::fromLatin1(field->name), QString::fromUtf8(field->sample));
        }
    }
    return values;
}

[[nodiscard]] inline QString operationName(const OperationSpec &operation)
{
    return QString::fromLatin1(operation.id);
}

/// Operations that ask for money or move it.
[[nodiscard]] inline QList<const OperationSpec *> moneyMovers()
{
    QList<const OperationSpec *> movers;
    for (const OperationSpec *operation : operations()) {
        if (operation->isAboutMoney()) {
            movers.append(operation);
        }
    }
    return movers;
}

/// Acknowledgement of an initiator API (daraja-api 10.1).
[[nodiscard]] inline HttpResponse resultAccepted(const QByteArray &conversation = "AG_20260314_70104c9e2ab81d5f6037",
                                                 const QByteArray &originator = "6f20-4a9d-8b13-c0de5a7712f4640091")
{
    return HttpResponse::json(200, R"({ "OriginatorConversationID": ")" + originator + R"(",
  "ConversationID": ")" + conversation +
                                       R"(",
  "ResponseCode": "0",
  "ResponseDescription": "Accept the service request successfully." })");
}

/// A result as it is posted to ResultURL (daraja-api 10.2), or to QueueTimeOutURL.
[[nodiscard]] inline Callback resultCallback(const QByteArray &code, const QByteArray &description, const QByteArray &parameters = {},
                                             const QByteArray &conversation = "AG_20260314_70104c9e2ab81d5f6037",
                                             const QByteArray &originator = "6f20-4a9d-8b13-c0de5a7712f4640091",
                                             Callback::Kind kind = Callback::Kind::Result)
{
    return parseCallback(
        R"({ "Result": { "ResultType": 0, "ResultCode": )" + code + R"(, "ResultDesc": ")" + description +
            R"(", "OriginatorConversationID": ")" + originator + R"(", "ConversationID": ")" + conversation +
            R"(", "TransactionID": "UCE6R0V8NA")" +
            (parameters.isEmpty() ? QByteArray() : R"(, "ResultParameters": { "ResultParameter": [ )" + parameters + " ] }") + " } }",
        kind);
}

} // namespace daraja
