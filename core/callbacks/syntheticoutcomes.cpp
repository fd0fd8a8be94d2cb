// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/syntheticcallback.h"

namespace daraja {

namespace {

constexpr QLatin1StringView processed("The service request is processed successfully.");
constexpr QLatin1StringView poor("The balance is insufficient for the transaction.");
constexpr QLatin1StringView initiator("The initiator information is invalid.");
constexpr QLatin1StringView operatorMissing("The operator does not exist.");
constexpr QLatin1StringView nothing;

QLatin1StringView latin1(const char *text)
{
    return QLatin1StringView(text);
}

QList<SyntheticOutcome> makeOutcomes()
{
    using Kind = Callback::Kind;
    QList<SyntheticOutcome> outcomes;
    const auto add = [&outcomes](Kind kind, const char *id, const char *code, QLatin1StringView text, const char *title) {
        outcomes.append({latin1(id), kind, latin1(code), text, title});
    };
    // daraja-api 26.2
    const Kind stk = Kind::StkResult;
    add(stk, "stk_0", "0", processed, QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: paid"));
    add(stk, "stk_1", "1", poor, QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: not enough money"));
    add(stk, "stk_17", "17", latin1("Rule limited."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: same amount twice within two minutes"));
    add(stk, "stk_26", "26", latin1("System internal error."), QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: system busy"));
    add(stk, "stk_1001", "1001", latin1("Unable to lock subscriber, a transaction is already in process for the current subscriber"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: another prompt is open"));
    add(stk, "stk_1019", "1019", latin1("Transaction has expired."), QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: expired"));
    add(stk, "stk_1025", "1025", latin1("An error occurred while sending a push request."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: the prompt could not be sent"));
    add(stk, "stk_1032", "1032", latin1("Request cancelled by user"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: cancelled on the phone"));
    add(stk, "stk_1037", "1037", latin1("DS timeout user cannot be reached."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: phone not reached, or no answer"));
    add(stk, "stk_2001", "2001", initiator, QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: wrong PIN"));
    add(stk, "stk_9999", "9999", latin1("An error occurred while sending a push request."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: the prompt could not be sent (9999)"));
    add(stk, "stk_SFC_IC0003", "SFC_IC0003", operatorMissing, QT_TRANSLATE_NOOP("SyntheticCallback", "STK push: receiver does not exist"));
    // daraja-api 26.3
    const Kind result = Kind::Result;
    add(result, "b2c_0", "0", processed, QT_TRANSLATE_NOOP("SyntheticCallback", "B2C: paid out"));
    add(result, "b2c_1", "1", poor, QT_TRANSLATE_NOOP("SyntheticCallback", "B2C: not enough money"));
    add(result, "b2c_2001", "2001", initiator, QT_TRANSLATE_NOOP("SyntheticCallback", "B2C: operator name or password wrong"));
    add(result, "b2c_2040", "2040",
        latin1("Credit Party customer type (Unregistered or Registered Customer) can't be supported by the service."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "B2C: recipient is not registered"));
    add(result, "b2b_0", "0", processed, QT_TRANSLATE_NOOP("SyntheticCallback", "B2B: paid"));
    add(result, "b2b_1", "1", poor, QT_TRANSLATE_NOOP("SyntheticCallback", "B2B: not enough money"));
    add(result, "b2b_2006", "2006", latin1("Declined due to account rule: The account status does not allow this transaction."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "B2B: account inactive"));
    add(result, "balance_0", "0", processed, QT_TRANSLATE_NOOP("SyntheticCallback", "Account balance"));
    add(result, "balance_21", "21", latin1("The initiator is not allowed to initiate this request"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Account balance: operator lacks the role"));
    add(result, "status_0", "0", processed, QT_TRANSLATE_NOOP("SyntheticCallback", "Transaction status: completed"));
    add(result, "status_25", "25", latin1("The format of parameter null is invalid."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Transaction status: the query was refused"));
    add(result, "reversal_0", "0", processed, QT_TRANSLATE_NOOP("SyntheticCallback", "Reversal: done"));
    add(result, "reversal_R000001", "R000001", latin1("The transaction has already been reversed."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Reversal: already reversed"));
    add(Kind::QueueTimeout, "timeout", "1", latin1("The service request timed out."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Queue timeout: outcome unknown"));
    add(Kind::C2bValidation, "c2b_validation", "", nothing,
        QT_TRANSLATE_NOOP("SyntheticCallback", "C2B: asks whether a payment may come in"));
    add(Kind::C2bConfirmation, "c2b_confirmation", "", nothing,
        QT_TRANSLATE_NOOP("SyntheticCallback", "C2B: payment received, number masked"));
    add(Kind::C2bConfirmation, "c2b_confirmation_hashed", "", nothing,
        QT_TRANSLATE_NOOP("SyntheticCallback", "C2B: payment received, number hashed"));
    add(Kind::C2bConfirmation, "c2b_confirmation_plain", "", nothing,
        QT_TRANSLATE_NOOP("SyntheticCallback", "C2B: payment received, number in full"));
    // daraja-api 13
    const Kind express = Kind::B2bExpress;
    add(express, "express_0", "0", processed, QT_TRANSLATE_NOOP("SyntheticCallback", "B2B Express: paid"));
    add(express, "express_4001", "4001", latin1("User cancelled transaction"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "B2B Express: cancelled"));
    add(express, "express_4102", "4102", latin1("Merchant KYC Fail"), QT_TRANSLATE_NOOP("SyntheticCallback", "B2B Express: KYC failed"));
    add(express, "express_4104", "4104", latin1("Missing Nominated Number"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "B2B Express: no nominated number"));
    add(express, "express_4201", "4201", latin1("USSD Network Error"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "B2B Express: network error"));
    add(express, "express_4203", "4203", latin1("USSD Exception Error"), QT_TRANSLATE_NOOP("SyntheticCallback", "B2B Express: USSD error"));
    // daraja-api 19
    const Kind order = Kind::StandingOrder;
    add(order, "order_0", "0", latin1("The service request is processed successfully"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Standing order: created"));
    add(order, "order_1032", "1032", latin1("Request cancelled by user"),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Standing order: cancelled on the phone"));
    add(order, "order_1037", "1037", latin1("DS timeout user cannot be reached."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Standing order: phone not reached"));
    add(order, "order_1050", "1050", latin1("The standing order name already exists."),
        QT_TRANSLATE_NOOP("SyntheticCallback", "Standing order: the name is taken"));
    add(Kind::BillPayment, "bill", "", nothing, QT_TRANSLATE_NOOP("SyntheticCallback", "Bill Manager: invoice paid"));
    add(Kind::Pull, "pull", "", nothing, QT_TRANSLATE_NOOP("SyntheticCallback", "Pull: one transaction"));
    return outcomes;
}

} // namespace

const QList<SyntheticOutcome> &syntheticOutcomes()
{
    static const QList<SyntheticOutcome> outcomes = makeOutcomes();
    return outcomes;
}

const SyntheticOutcome *findSyntheticOutcome(const QString &idOrCode)
{
    const QString wanted = idOrCode.trimmed();
    for (const SyntheticOutcome &outcome : syntheticOutcomes()) {
        if (wanted.compare(outcome.id, Qt::CaseInsensitive) == 0) {
            return &outcome;
        }
    }
    for (const SyntheticOutcome &outcome : syntheticOutcomes()) {
        if (!wanted.isEmpty() && wanted.compare(outcome.code, Qt::CaseInsensitive) == 0) {
            return &outcome;
        }
    }
    return nullptr;
}

} // namespace daraja
