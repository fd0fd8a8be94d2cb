// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/resultenvelope.h"

#include "core/simulator/wireobject.h"

namespace daraja {

QByteArray resultBody(const ResultEnvelope &envelope, FaultSet faults)
{
    const bool quoted = faults.testFlag(FaultKind::TextCode);
    WireObject result;
    if (quoted) {
        result.text("ResultType", QStringLiteral("0")).text("ResultCode", envelope.code);
    } else {
        result.number("ResultType", 0).code("ResultCode", envelope.code);
    }
    result.text("ResultDesc", envelope.description)
        .text("OriginatorConversationID", envelope.originatorConversation)
        .text("ConversationID", envelope.conversation)
        .text("TransactionID", envelope.transaction);
    const bool single = faults.testFlag(FaultKind::SingleParameter);
    if (single) {
        const QByteArray only = envelope.parameters.isEmpty() ? bareParameter("Occassion") : envelope.parameters.first();
        result.json("ResultParameters", WireObject().json("ResultParameter", only).bytes());
    } else if (envelope.code == u"0") {
        result.json("ResultParameters", WireObject().json("ResultParameter", '[' + envelope.parameters.join(',') + ']').bytes());
    }
    QByteArrayList references = envelope.references;
    if (!envelope.results.isEmpty()) {
        // A host inside Safaricom, not the caller's QueueTimeOutURL (daraja-api 10.2).
        references.append(textParameter(
            "QueueTimeoutURL", QStringLiteral("https://internalsandbox.safaricom.co.ke/mpesa/%1/v1/submit").arg(envelope.results)));
    }
    if (faults.testFlag(FaultKind::ReferenceArray)) {
        references.append(bareParameter("Occassion"));
    }
    const QByteArray items = references.size() == 1 ? references.first() : '[' + references.join(',') + ']';
    result.json("ReferenceData", WireObject().json("ReferenceItem", items).bytes());
    return WireObject().json("Result", result.bytes()).bytes();
}

QByteArray queueTimeoutBody(const QString &originatorConversation, const QString &conversation)
{
    WireObject result;
    result.number("ResultType", 1)
        .text("ResultCode", QStringLiteral("1"))
        .text("ResultDesc", QStringLiteral("The service request timed out."))
        .text("OriginatorConversationID", originatorConversation)
        .text("ConversationID", conversation);
    return WireObject().json("Result", result.bytes()).bytes();
}

QByteArray textParameter(const char *key, const QString &value)
{
    return WireObject().text("Key", QString::fromLatin1(key)).text("Value", value).bytes();
}

QByteArray jsonParameter(const char *key, const QByteArray &value)
{
    return WireObject().text("Key", QString::fromLatin1(key)).json("Value", value).bytes();
}

QByteArray bareParameter(const char *key)
{
    return WireObject().text("Key", QString::fromLatin1(key)).bytes();
}

} // namespace daraja
