// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/outcometable.h"

#include "core/simulator/requestbody.h"

#include <algorithm>
#include <iterator>

namespace daraja {

namespace {

struct OutcomeText
{
    const char *code;
    const char *text;
};

constexpr OutcomeText outcomeTexts[] = {
    {"0", "The service request is processed successfully."},
    {"1", "The balance is insufficient for the transaction."},
    {"2", "Declined due to limit rule: less than the minimum transaction amount."},
    {"3", "Declined due to limit rule: greater than the maximum transaction amount."},
    {"4", "Declined due to limit rule: would exceed daily transfer limit."},
    {"5", "Declined due to limit rule: would go below the minimum balance."},
    {"6", "The primary party could not be resolved."},
    {"7", "The receiver party could not be resolved."},
    {"8", "Declined due to limit rule: would exceed the maximum balance."},
    {"11", "The DebitParty is in an invalid state."},
    {"12", "The CreditParty is in an invalid state."},
    {"15", "Duplicate detected."},
    {"17", "Rule limited."},
    {"18", "The initiator credential check failed."},
    {"20", "The initiator could not be resolved."},
    {"21", "The initiator is not allowed to initiate this request"},
    {"22", "The initiator is not in an active state."},
    {"25", "The format of parameter null is invalid."},
    {"26", "Traffic blocking condition in place."},
    {"1001", "Unable to lock subscriber, a transaction is already in process for the current subscriber"},
    {"1019", "Transaction has expired."},
    {"1025", "An error occurred while sending a push request."},
    {"1031", "Request cancelled by user"},
    {"1032", "Request cancelled by user"},
    {"1036", "SMSC ACK timeout."},
    {"1037", "DS timeout user cannot be reached."},
    {"2001", "The initiator information is invalid."},
    {"2006", "Declined due to account rule: The account status does not allow this transaction."},
    {"2007", "External validation failed."},
    {"2028", "The request is not permitted according to product assignment."},
    {"2033", "The transaction receipt number does not exist."},
    {"2040", "Credit Party customer type (Unregistered or Registered Customer) can't be supported by the service."},
    {"4999", "The transaction is still under processing"},
    {"8006", "The security credential is locked."},
    {"9999", "An error occurred while sending a push request."},
    {"E3008", "Error, the user has a bad debt contract."},
    {"R000001", "The transaction has already been reversed."},
    {"R000002", "The OriginalTransactionID is invalid."},
    {"TP40153", "The initiator lacks the permission for this request."},
    {"SFC_IC0003", "The operator does not exist."},
};

/// Amounts to remember: the code itself where it has four digits, else 10000 + code. The number ends in the same five digits.
struct TriggerRow
{
    int amount;
    const char *code;
    bool isForPush;
    bool isForResult;
};

constexpr TriggerRow triggerRows[] = {
    {10000, "0", true, false},   {10001, "1", true, true},    {10002, "2", true, true},          {10004, "4", true, true},
    {10008, "8", true, true},    {10011, "11", false, true},  {10017, "17", true, true},         {10021, "21", false, true},
    {10026, "26", true, true},   {1001, "1001", true, false}, {1019, "1019", true, false},       {1025, "1025", true, false},
    {1032, "1032", true, false}, {1036, "1036", true, false}, {1037, "1037", true, false},       {2001, "2001", true, true},
    {2006, "2006", false, true}, {2028, "2028", true, true},  {2040, "2040", false, true},       {8006, "8006", true, true},
    {9999, "9999", true, false}, {4999, "4999", true, false}, {10003, "SFC_IC0003", true, true},
};

constexpr QLatin1StringView triggerPrefix("2547000");

/// A code of one or two digits stands in the number without the 10000 of its amount.
QString triggerNumber(const TriggerRow &row)
{
    bool isNumber = false;
    const int code = QString::fromLatin1(row.code).toInt(&isNumber);
    return triggerPrefix + QString::number(isNumber ? code : row.amount).rightJustified(5, u'0');
}

QString outcomeOf(bool TriggerRow::*use, qint64 amount, const QString &msisdn)
{
    const bool mayBeNumber = msisdn.startsWith(triggerPrefix);
    const auto *row = std::find_if(std::begin(triggerRows), std::end(triggerRows), [&](const TriggerRow &candidate) {
        return candidate.*use && (candidate.amount == amount || (mayBeNumber && triggerNumber(candidate) == msisdn));
    });
    return row == std::end(triggerRows) ? QString() : QString::fromLatin1(row->code);
}

} // namespace

QList<Simulator::Trigger> Simulator::triggers()
{
    QList<Trigger> table;
    for (const TriggerRow &row : triggerRows) {
        const QString code = QString::fromLatin1(row.code);
        table.append({QString::number(row.amount), triggerNumber(row), code, outcomeText(code), row.isForPush, row.isForResult});
    }
    return table;
}

QString triggeredOutcome(qint64 amount, const QString &msisdn)
{
    return outcomeOf(&TriggerRow::isForPush, amount, msisdn);
}

QString wantedOutcome(const QJsonObject &members)
{
    const QString word = simulatedOutcome(members);
    const bool isCode = std::any_of(std::begin(outcomeTexts), std::end(outcomeTexts),
                                    [&word](const OutcomeText &row) { return word == QLatin1StringView(row.code); });
    return isCode ? word
                  : outcomeOf(&TriggerRow::isForResult, memberText(members, QLatin1StringView("Amount")).toLongLong(),
                              memberText(members, QLatin1StringView("PartyB")));
}

QString outcomeText(const QString &code)
{
    const auto *row = std::find_if(std::begin(outcomeTexts), std::end(outcomeTexts),
                                   [&code](const OutcomeText &candidate) { return code == QLatin1StringView(candidate.code); });
    return row == std::end(outcomeTexts) ? QStringLiteral("Simulated result %1.").arg(code) : QString::fromLatin1(row->text);
}

} // namespace daraja
