// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackreading.h"

#include <QCoreApplication>

namespace daraja::callbackreading {

namespace {

using JsonType = JsonNode::Type;

/// Without these two nothing can be said about a payment.
bool hasReceiptAndAmount(Callback &callback, const JsonNode &root, QStringView receiptMember, QStringView amountMember)
{
    callback.transactionId = scalarText(root.member(receiptMember));
    if (callback.transactionId.isEmpty()) {
        callback.problem = missing(receiptMember.toString());
    } else if (scalarText(root.member(amountMember)).isEmpty()) {
        callback.problem = missing(amountMember.toString());
    }
    return callback.problem.isEmpty();
}

/// Safaricom's query nests the list twice, a push may bring one transaction bare: all transactions in order, whatever the nesting.
void collectTransactions(const JsonNode &node, QList<JsonNode> &found)
{
    if (node.type == JsonType::Object) {
        found.append(node);
    }
    for (const JsonNode &item : node.items) {
        if (node.type == JsonType::Array) {
            collectTransactions(item, found);
        }
    }
}

} // namespace

void readC2b(Callback &callback, const JsonNode &root, Callback::Kind kindHint)
{
    callback.parameters = members(root, callback.raw);
    if (!hasReceiptAndAmount(callback, root, u"TransID", u"TransAmount")) {
        return;
    }
    callback.kind = kindHint;
    if (kindHint != Callback::Kind::C2bValidation && kindHint != Callback::Kind::C2bConfirmation) {
        // Both have the same body. At another address only a balance shows that money has moved; without it nothing is claimed.
        const bool moved = !scalarText(root.member(u"OrgAccountBalance")).isEmpty();
        callback.kind = moved ? Callback::Kind::C2bConfirmation : Callback::Kind::C2bValidation;
    }
}

void readB2bExpress(Callback &callback, const JsonNode &root)
{
    callback.parameters = members(root, callback.raw);
    callback.conversation = scalarText(root.member(u"requestId"));
    callback.originatorConversation = scalarText(root.member(u"conversationID"));
    callback.transactionId = scalarText(root.member(u"transactionId"));
    callback.resultCode = scalarText(root.member(u"resultCode"));
    callback.resultDescription = valueText(root.member(u"resultDesc"), callback.raw);
    if (callback.conversation.isEmpty()) {
        callback.problem = missing(QStringLiteral("requestId"));
    } else if (callback.resultCode.isEmpty()) {
        callback.problem = missing(QStringLiteral("resultCode"));
    } else {
        callback.kind = Callback::Kind::B2bExpress;
    }
}

void readStandingOrder(Callback &callback, const JsonNode &root)
{
    const JsonNode header = root.member(u"ResponseHeader");
    if (header.type != JsonType::Object) {
        callback.problem = header.type == JsonType::Nothing ? missing(QStringLiteral("ResponseHeader"))
                                                            : notAnObject(QStringLiteral("ResponseHeader"), header);
        return;
    }
    const JsonNode body = root.member(u"ResponseBody");
    callback.parameters = namedValues(body.member(u"responseData"), u"name", callback.raw);
    const auto value = [&callback](QStringView name) {
        for (const auto &[key, text] : callback.parameters) {
            if (name.compare(key, Qt::CaseInsensitive) == 0) {
                return text;
            }
        }
        return QString();
    };
    callback.originatorConversation = scalarText(header.member(u"requestRefID"));
    callback.conversation = scalarText(header.member(u"responseRefID"));
    if (callback.conversation.isEmpty()) {
        callback.conversation = callback.originatorConversation;
    }
    callback.transactionId = value(u"TransactionID");
    callback.resultDescription = valueText(header.member(u"responseDescription"), callback.raw);
    // The header may speak of the delivery ("200") while the data say what became of the order.
    callback.resultCode = scalarText(header.member(u"responseCode"));
    const QString orderCode = value(u"responseCode").trimmed();
    const bool headerIsFine =
        callback.resultCode.isEmpty() || callback.resultCode == QLatin1StringView("0") || callback.resultCode == QLatin1StringView("200");
    if (headerIsFine && !orderCode.isEmpty()) {
        callback.resultCode = orderCode;
    }
    if (callback.conversation.isEmpty()) {
        callback.problem = missing(QStringLiteral("ResponseHeader.responseRefID"));
    } else if (callback.resultCode.isEmpty()) {
        callback.problem = missing(QStringLiteral("ResponseHeader.responseCode"));
    } else {
        callback.kind = Callback::Kind::StandingOrder;
    }
}

void readBillPayment(Callback &callback, const JsonNode &root)
{
    callback.parameters = members(root, callback.raw);
    if (hasReceiptAndAmount(callback, root, u"transactionId", u"paidAmount")) {
        callback.kind = Callback::Kind::BillPayment;
    }
}

void readPull(Callback &callback, const JsonNode &root)
{
    const JsonNode response = root.member(u"Response");
    QList<JsonNode> transactions;
    collectTransactions(response.type == JsonType::Nothing ? root : response, transactions);
    for (const JsonNode &transaction : std::as_const(transactions)) {
        callback.parameters += members(transaction, callback.raw);
    }
    if (transactions.isEmpty()) {
        callback.problem = QCoreApplication::translate("Callback", "There is no transaction in it.");
    } else if (hasReceiptAndAmount(callback, transactions.constFirst(), u"transactionId", u"amount")) {
        callback.kind = Callback::Kind::Pull;
    }
}

} // namespace daraja::callbackreading
