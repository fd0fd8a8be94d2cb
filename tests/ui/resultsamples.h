// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/api/apicall.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace daraja {

// Results and answers as they stand on the wire, written by hand from Safaricom's documentation (daraja-api 11, 12, 15 to 18, 20, 21).

/// A result that says 0 with these parameters.
[[nodiscard]] inline ApiResponse doneWith(const QList<QPair<QString, QString>> &parameters, const QString &receipt)
{
    ApiResponse response;
    CallResult result;
    result.code = QStringLiteral("0");
    result.description = QStringLiteral("The service request is processed successfully.");
    result.transactionId = receipt;
    result.parameters = parameters;
    response.result = result;
    response.outcome = CallOutcome::Done;
    return response;
}

[[nodiscard]] inline ApiResponse answeredWith(const QByteArray &json, CallOutcome outcome = CallOutcome::Done)
{
    ApiResponse response;
    response.acknowledgement = QJsonDocument::fromJson(json).object();
    response.outcome = outcome;
    return response;
}

[[nodiscard]] inline ApiResponse paidOut()
{
    return doneWith({{QStringLiteral("TransactionAmount"), QStringLiteral("500")},
                     {QStringLiteral("TransactionReceipt"), QStringLiteral("UCE6R0V8NA")},
                     {QStringLiteral("B2CRecipientIsRegisteredCustomer"), QStringLiteral("Y")},
                     {QStringLiteral("B2CChargesPaidAccountAvailableFunds"), QStringLiteral("-312.5")},
                     {QStringLiteral("ReceiverPartyPublicName"), QStringLiteral("254712345678 - WANJIKU TEST")},
                     {QStringLiteral("TransactionCompletedDateTime"), QStringLiteral("14.03.2026 12:04:51")},
                     {QStringLiteral("B2CUtilityAccountAvailableFunds"), QStringLiteral("40211")},
                     {QStringLiteral("B2CWorkingAccountAvailableFunds"), QStringLiteral("9800")}},
                    QStringLiteral("UCE6R0V8NA"));
}

[[nodiscard]] inline ApiResponse paidBusiness()
{
    return doneWith(
        {{QStringLiteral("DebitAccountBalance"), QStringLiteral("{Amount={CurrencyCode=KES, MinimumAmount=482150, BasicAmount=4821.50}}")},
         {QStringLiteral("Amount"), QStringLiteral("640.00")},
         {QStringLiteral("DebitPartyAffectedAccountBalance"), QStringLiteral("Working Account|KES|4821.50|4821.50|0.00|0.00")},
         {QStringLiteral("TransCompletedTime"), QStringLiteral("20260314120451")},
         {QStringLiteral("DebitPartyCharges"), QString()},
         {QStringLiteral("ReceiverPartyPublicName"), QStringLiteral("000000 - EXAMPLE BIZ")},
         {QStringLiteral("Currency"), QStringLiteral("KES")},
         {QStringLiteral("SomethingNew"), QStringLiteral("odd | text")}},
        QStringLiteral("UCE0Q7H2LM"));
}

[[nodiscard]] inline ApiResponse transactionStatus(const QString &status)
{
    return doneWith({{QStringLiteral("DebitPartyName"), QStringLiteral("600984 - EXAMPLE LTD")},
                     {QStringLiteral("CreditPartyName"), QStringLiteral("254712345678 - WANJIKU TEST")},
                     {QStringLiteral("OriginatorConversationID"), QStringLiteral("payroll-2026-03-0016")},
                     {QStringLiteral("InitiatedTime"), QStringLiteral("20260314120449")},
                     {QStringLiteral("DebitAccountType"), QStringLiteral("Utility Account")},
                     {QStringLiteral("DebitPartyCharges"), QStringLiteral("Fee For B2C Payment|KES|13.00")},
                     {QStringLiteral("TransactionReason"), QString()},
                     {QStringLiteral("ReasonType"), QStringLiteral("Business Payment to Customer via API")},
                     {QStringLiteral("TransactionStatus"), status},
                     {QStringLiteral("FinalisedTime"), QStringLiteral("20260314120451")},
                     {QStringLiteral("Amount"), QStringLiteral("500")},
                     {QStringLiteral("ConversationID"), QStringLiteral("AG_20260314_70104c9e2ab81d5f6037")},
                     {QStringLiteral("ReceiptNo"), QStringLiteral("UCE6R0V8NA")}},
                    QStringLiteral("UCE0000000"));
}

/// Two payments, in the array within an array; the reference of the second was made to hurt a spreadsheet.
[[nodiscard]] inline ApiResponse pulledPayments()
{
    return answeredWith(R"({ "ResponseRefID": "26ca-4409-b2f0", "ResponseCode": "1000", "ResponseMessage": "Success",
  "Response": [ [ { "transactionId": "UCE9T3W1HD", "trxDate": "2026-03-14T11:30:07+03:00",
      "msisdn": 254712345678, "sender": "MPESA", "transactiontype": "c2b-pay-bill-debit",
      "billreference": "INV-00231", "amount": "1250.0", "organizationname": "EXAMPLE LTD" },
    { "transactionId": "UCE8B2K0AA", "trxDate": "2026-03-14T09:05:00+03:00",
      "msisdn": 254722000111, "sender": "MPESA", "transactiontype": "c2b-pay-bill-debit",
      "billreference": "=1+1", "amount": "75.5", "organizationname": "EXAMPLE LTD" } ] ] })");
}

[[nodiscard]] inline ApiResponse hakikishaFound()
{
    return answeredWith(R"({"header":{"requestID":"9f1c","status":"200","message":"Success"},
  "body":{"firstName":"WANJIKU","middleName":"M******","lastName":"TEST"}})");
}

[[nodiscard]] inline ApiResponse simLongUnswapped()
{
    return answeredWith(R"({"requestRefID":"41877-9023416-2","responseCode":"200","responseDesc":"Success",
  "lastSwapDate":"01-01-1900","customerNumber":"254712345678"})");
}

/// Some of the invoices were not cancelled.
[[nodiscard]] inline ApiResponse partlyCancelled()
{
    ApiResponse response = answeredWith(R"({"Status_Message":"Invoices cancelled","resmsg":"Success","rescode":"200",
  "errors":["INV-00231 is fully paid","INV-00999 is not known"]})",
                                        CallOutcome::Unknown);
    CallResult result;
    result.from = CallResult::From::Answer;
    result.code = QStringLiteral("200");
    result.description = QStringLiteral("INV-00231 is fully paid\nINV-00999 is not known");
    response.result = result;
    return response;
}

} // namespace daraja
