// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callback.h"

#include "core/callbacks/callbackreading.h"

#include <QCoreApplication>

namespace daraja {

using JsonType = JsonNode::Type;
using namespace callbackreading;

namespace callbackreading {

QString valueText(const JsonNode &node, const QByteArray &body)
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

QString scalarText(const JsonNode &node)
{
    return node.type == JsonType::String || node.type == JsonType::Number ? node.text.trimmed() : QString();
}

QList<QPair<QString, QString>> namedValues(const JsonNode &list, QStringView nameMember, const QByteArray &body)
{
    const QList<JsonNode> items = list.type == JsonType::Array    ? list.items
                                  : list.type == JsonType::Object ? QList<JsonNode>{list}
                                                                  : QList<JsonNode>();
    QList<QPair<QString, QString>> values;
    for (const JsonNode &item : items) {
        const QString name = scalarText(item.member(nameMember));
        if (!name.isEmpty()) {
            values.append({name, valueText(item.member(u"Value"), body)});
        }
    }
    return values;
}

QList<QPair<QString, QString>> members(const JsonNode &object, const QByteArray &body)
{
    QList<QPair<QString, QString>> values;
    for (qsizetype i = 0; i < object.names.size(); ++i) {
        values.append({object.names.at(i), valueText(object.items.at(i), body)});
    }
    return values;
}

QString missing(const QString &member)
{
    return QCoreApplication::translate("Callback", "%1 is missing.").arg(member);
}

QString notAnObject(const QString &member, const JsonNode &node)
{
    return QCoreApplication::translate("Callback", "%1 is not an object (byte %2).").arg(member).arg(node.begin);
}

} // namespace callbackreading

namespace {

/// Empty when the two members without which nothing can be done are there.
QString problemWithEnvelope(const Callback &callback, const QString &path, QStringView conversationMember, bool needsCode)
{
    if (callback.conversation.isEmpty()) {
        return missing(path + u'.' + conversationMember.toString());
    }
    if (needsCode && callback.resultCode.isEmpty()) {
        return missing(path + QStringLiteral(".ResultCode"));
    }
    return {};
}

void readStkCallback(Callback &callback, const JsonNode &envelope)
{
    callback.conversation = scalarText(envelope.member(u"CheckoutRequestID"));
    callback.originatorConversation = scalarText(envelope.member(u"MerchantRequestID"));
    callback.parameters = namedValues(envelope.member(u"CallbackMetadata").member(u"Item"), u"Name", callback.raw);
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
    callback.parameters = namedValues(flat ? parameters : parameters.member(u"ResultParameter"), u"Key", callback.raw);
    callback.references = namedValues(envelope.member(u"ReferenceData").member(u"ReferenceItem"), u"Key", callback.raw);
    callback.problem = problemWithEnvelope(callback, QStringLiteral("Result"), u"ConversationID", !timedOut);
    if (callback.problem.isEmpty()) {
        callback.kind = timedOut ? Callback::Kind::QueueTimeout : Callback::Kind::Result;
    }
}

void readEnvelope(Callback &callback, const JsonNode &envelope, bool isStk, Callback::Kind kindHint)
{
    if (envelope.type != JsonType::Object) {
        const QString path = isStk ? QStringLiteral("Body.stkCallback") : QStringLiteral("Result");
        callback.problem = envelope.type == JsonType::Nothing ? missing(path) : notAnObject(path, envelope);
        return;
    }
    callback.resultCode = scalarText(envelope.member(u"ResultCode"));
    callback.resultDescription = valueText(envelope.member(u"ResultDesc"), callback.raw);
    if (isStk) {
        readStkCallback(callback, envelope);
    } else {
        readResult(callback, envelope, kindHint == Callback::Kind::QueueTimeout);
    }
}

/// The kinds without an envelope: what stands in it decides, then the address it came to.
Callback::Kind flatKind(const JsonNode &root, Callback::Kind kindHint)
{
    const auto has = [&root](QStringView name) { return root.member(name).type != JsonType::Nothing; };
    if (has(u"TransID")) {
        return Callback::Kind::C2bConfirmation;
    }
    if (has(u"ResponseHeader") || has(u"ResponseBody")) {
        return Callback::Kind::StandingOrder;
    }
    if (has(u"requestId") && has(u"resultCode")) {
        return Callback::Kind::B2bExpress;
    }
    if (has(u"paidAmount")) {
        return Callback::Kind::BillPayment;
    }
    if (has(u"Response") || (has(u"transactionId") && has(u"trxDate"))) {
        return Callback::Kind::Pull;
    }
    return kindHint;
}

void readFlat(Callback &callback, const JsonNode &root, Callback::Kind kindHint)
{
    switch (flatKind(root, kindHint)) {
    case Callback::Kind::C2bValidation:
    case Callback::Kind::C2bConfirmation:
        readC2b(callback, root, kindHint);
        break;
    case Callback::Kind::B2bExpress:
        readB2bExpress(callback, root);
        break;
    case Callback::Kind::StandingOrder:
        readStandingOrder(callback, root);
        break;
    case Callback::Kind::BillPayment:
        readBillPayment(callback, root);
        break;
    case Callback::Kind::Pull:
        readPull(callback, root);
        break;
    default:
        callback.problem = QCoreApplication::translate(
            "Callback", "Neither Body.stkCallback nor Result is there, and it is no other message of Daraja either.");
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
    const JsonNode result = reading.root.member(u"Result");
    const JsonNode stk = outer.member(u"stkCallback");
    const bool isStk = stk.type != JsonType::Nothing || (outer.type != JsonType::Nothing && result.type == JsonType::Nothing);
    if (isStk || result.type != JsonType::Nothing) {
        readEnvelope(callback, isStk ? stk : result, isStk, kindHint);
    } else {
        readFlat(callback, reading.root, kindHint);
    }
    return callback;
}

} // namespace daraja
