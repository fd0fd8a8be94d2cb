// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callback.h"

#include "core/callbacks/jsonreader.h"

#include <QCoreApplication>

namespace daraja {

namespace {

using JsonType = JsonNode::Type;

/// A value as text: numbers as they were written, nested values as the JSON they were.
QString callbackText(const JsonNode &node, const QByteArray &body)
{
    switch (node.type) {
    case JsonType::Nothing:
    case JsonType::Null:
        return {};
    case JsonType::Array:
    case JsonType::Object:
        return QString::fromUtf8(body.sliced(node.begin, node.end - node.begin));
    default:
        return node.text;
    }
}

/// Id members: text, or a number that some forwarder made of it.
QString scalarText(const JsonNode &node)
{
    return node.type == JsonType::String || node.type == JsonType::Number ? node.text.trimmed() : QString();
}

/// The list in which an array, a single object and nothing look alike (daraja-api 10.2).
QList<JsonNode> asList(const JsonNode &node)
{
    if (node.type == JsonType::Array) {
        return node.items;
    }
    return node.type == JsonType::Object ? QList<JsonNode>{node} : QList<JsonNode>();
}

void readParameters(Callback &callback, const JsonNode &list, QStringView nameMember, const QByteArray &body)
{
    for (const JsonNode &item : asList(list)) {
        const QString name = scalarText(item.member(nameMember));
        if (!name.isEmpty()) {
            callback.parameters.append({name, callbackText(item.member(u"Value"), body)});
        }
    }
}

QString missingProblem(const QString &path)
{
    return QCoreApplication::translate("Callback", "%1 is missing.").arg(path);
}

/// Empty when the two members without which nothing can be done are there.
QString problemWithEnvelope(const Callback &callback, const QString &path, QStringView conversationMember, bool needsCode)
{
    if (callback.conversation.isEmpty()) {
        return missingProblem(path + u'.' + conversationMember.toString());
    }
    if (needsCode && callback.resultCode.isEmpty()) {
        return missingProblem(path + QStringLiteral(".ResultCode"));
    }
    return {};
}

void readStkCallback(Callback &callback, const JsonNode &envelope)
{
    callback.conversation = scalarText(envelope.member(u"CheckoutRequestID"));
    callback.originatorConversation = scalarText(envelope.member(u"MerchantRequestID"));
    readParameters(callback, envelope.member(u"CallbackMetadata").member(u"Item"), u"Name", callback.raw);
    callback.transactionId = callback.parameter(u"MpesaReceiptNumber");
    callback.problem = problemWithEnvelope(callback, QStringLiteral("Body.stkCallback"), u"CheckoutRequestID", true);
    callback.kind = callback.problem.isEmpty() ? Callback::Kind::StkResult : Callback::Kind::Unreadable;
}

void readResult(Callback &callback, const JsonNode &envelope, bool timedOut)
{
    callback.conversation = scalarText(envelope.member(u"ConversationID"));
    callback.originatorConversation = scalarText(envelope.member(u"OriginatorConversationID"));
    callback.transactionId = scalarText(envelope.member(u"TransactionID"));
    const JsonNode parameters = envelope.member(u"ResultParameters");
    const bool flat = parameters.type == JsonType::Array; // how some servers build it
    readParameters(callback, flat ? parameters : parameters.member(u"ResultParameter"), u"Key", callback.raw);
    callback.problem = problemWithEnvelope(callback, QStringLiteral("Result"), u"ConversationID", !timedOut);
    if (callback.problem.isEmpty()) {
        callback.kind = timedOut ? Callback::Kind::QueueTimeout : Callback::Kind::Result;
    }
}

} // namespace

QString Callback::parameter(QStringView name) const
{
    for (const auto &[key, value] : parameters) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

Callback parseCallback(const QByteArray &body, Callback::Kind kindHint)
{
    Callback callback;
    callback.raw = body;
    const JsonReading reading = readJson(body);
    if (!reading.problem.isEmpty()) {
        callback.problem = reading.problem;
        return callback;
    }

    const JsonNode outer = reading.root.member(u"Body");
    const JsonNode stk = outer.member(u"stkCallback");
    const JsonNode result = reading.root.member(u"Result");
    const bool isStk = stk.type != JsonType::Nothing || (outer.type != JsonType::Nothing && result.type == JsonType::Nothing);
    const JsonNode &envelope = isStk ? stk : result;
    const QString path = isStk ? QStringLiteral("Body.stkCallback") : QStringLiteral("Result");
    if (envelope.type == JsonType::Nothing) {
        callback.problem = isStk ? missingProblem(path)
                                 : QCoreApplication::translate(
                                       "Callback", "Neither Body.stkCallback nor Result is there: this is not a callback of Daraja.");
        return callback;
    }
    if (envelope.type != JsonType::Object) {
        callback.problem = QCoreApplication::translate("Callback", "%1 is not an object (byte %2).").arg(path).arg(envelope.begin);
        return callback;
    }

    callback.resultCode = scalarText(envelope.member(u"ResultCode"));
    callback.resultDescription = callbackText(envelope.member(u"ResultDesc"), body);
    if (isStk) {
        readStkCallback(callback, envelope);
    } else {
        readResult(callback, envelope, kindHint == Callback::Kind::QueueTimeout);
    }
    return callback;
}

} // namespace daraja
