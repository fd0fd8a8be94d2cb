// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/followup.h"

#include "core/api/answerform.h"

#include <algorithm>

namespace daraja {

namespace {

Values filledOnly(std::initializer_list<std::pair<QString, QString>> pairs)
{
    Values values;
    for (const auto &[name, value] : pairs) {
        if (!value.isEmpty()) {
            values.insert(name, value);
        }
    }
    return values;
}

std::optional<FollowUp> transactionStatusOf(const SentCall &sent)
{
    // The organisation whose books are looked into: payer of B2C and B2B, receiver of what is reversed.
    const QString receiver = sent.values.value(QStringLiteral("ReceiverParty"));
    const QString organisation = receiver.isEmpty() ? sent.values.value(QStringLiteral("PartyA")) : receiver;
    const QString id = sent.originator.isEmpty() ? sent.conversation : sent.originator;
    const QString original = sent.values.value(QStringLiteral("TransactionID"));

    FollowUp status{QStringLiteral("transaction_status"), filledOnly({{QStringLiteral("PartyA"), organisation}})};
    if (!sent.receipt.isEmpty()) {
        status.values.insert(QStringLiteral("TransactionID"), sent.receipt);
    } else if (!id.isEmpty()) {
        status.values.insert(QStringLiteral("OriginalConversationID"), id);
    } else if (!original.isEmpty()) {
        status.values.insert(QStringLiteral("TransactionID"), original);
        status.tellsOutcome = false;
    } else {
        return {};
    }
    return status;
}

} // namespace

SentCall sentCall(const ApiCall &call)
{
    const ApiResponse &soFar = call.soFar();
    SentCall sent{QString::fromLatin1(call.operation().id), call.request().values, soFar.conversation, soFar.originator, {}};
    if (sent.originator.isEmpty()) {
        sent.originator = ownIdOf(call.operation(), sent.values);
    }
    if (soFar.result) {
        sent.receipt = soFar.result->transactionId;
    }
    return sent;
}

std::optional<FollowUp> followUp(const SentCall &sent)
{
    const OperationSpec *operation = findOperation(sent.operationId);
    if (!operation || !operation->isAboutMoney()) {
        return {};
    }
    switch (operation->delivery) {
    case Delivery::StkCallback:
        if (!sent.conversation.isEmpty()) {
            return FollowUp{QStringLiteral("stk_query"),
                            filledOnly({{QStringLiteral("CheckoutRequestID"), sent.conversation},
                                        {QStringLiteral("BusinessShortCode"), sent.values.value(QStringLiteral("BusinessShortCode"))}})};
        }
        break;
    case Delivery::ResultUrl:
        return transactionStatusOf(sent);
    case Delivery::ExpressCallback:
        if (!sent.receipt.isEmpty()) {
            return FollowUp{QStringLiteral("transaction_status"), {{QStringLiteral("TransactionID"), sent.receipt}}};
        }
        break;
    case Delivery::OrderCallback:
    case Delivery::InAnswer:
        break;
    }
    return {};
}

CallOutcome outcomeOfTransaction(const CallResult &result)
{
    if (!isZeroCode(result.code)) {
        return CallOutcome::Unknown;
    }
    const auto found = std::find_if(result.parameters.begin(), result.parameters.end(),
                                    [](const auto &parameter) { return parameter.first == u"TransactionStatus"; });
    const QString status = found == result.parameters.end() ? QString() : found->second.simplified().toLower();
    if (status == u"completed") {
        return CallOutcome::Done;
    }
    if (status == u"cancelled" || status == u"declined" || status == u"expired") {
        return CallOutcome::Refused;
    }
    return status == u"initiated" || status == u"authorized" || status == u"pending authorized" ? CallOutcome::Pending
                                                                                                : CallOutcome::Unknown;
}

} // namespace daraja
