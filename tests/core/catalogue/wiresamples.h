// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace daraja {

/// What a person enters for an operation and what must leave, both written by hand after daraja-api (see its sections in the comments),
/// byte for byte. `%CREDENTIAL%` stands for the SecurityCredential of the test, whose profile is: sandbox, short code 600984, till 5123456,
/// operator testapi, passkey of the sandbox, callbacks at https://shop.example/cb/7f31, 14 March 2026 10:15:30 in Nairobi.
struct WireSample
{
    const char *operation;
    const char *path;
    const char *given; ///< name=value, one a line
    const char *body;
};

inline constexpr WireSample wireSamples[] = {
    // 5.1
    {"stk_push", "/mpesa/stkpush/v1/processrequest",
     "Amount=1,250\nPhoneNumber=0712 345 678\nAccountReference=INV-00231\nTransactionDesc=School fees",
     R"({"BusinessShortCode":600984,"Password":"NjAwOTg0YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjYwMzE0MTAxNTMw",)"
     R"("Timestamp":"20260314101530","TransactionType":"CustomerPayBillOnline","Amount":1250,"PartyA":254712345678,"PartyB":600984,)"
     R"("PhoneNumber":254712345678,"CallBackURL":"https://shop.example/cb/7f31/stk","AccountReference":"INV-00231","TransactionDesc":"School fees"})"},
    // 6
    {"stk_query", "/mpesa/stkpushquery/v1/query", "CheckoutRequestID=ws_CO_14032026101530417712345678",
     R"({"BusinessShortCode":600984,"Password":"NjAwOTg0YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjYwMzE0MTAxNTMw",)"
     R"("Timestamp":"20260314101530","CheckoutRequestID":"ws_CO_14032026101530417712345678"})"},
    // 7
    {"c2b_register", "/mpesa/c2b/v2/registerurl", "",
     R"({"ShortCode":600984,"ResponseType":"Completed","ConfirmationURL":"https://shop.example/cb/7f31/confirmation",)"
     R"("ValidationURL":"https://shop.example/cb/7f31/validation"})"},
    {"c2b_register_v1", "/mpesa/c2b/v1/registerurl", "ResponseType=cancelled\nValidationURL=https://shop.example/v",
     R"({"ShortCode":600984,"ResponseType":"Cancelled","ConfirmationURL":"https://shop.example/cb/7f31/confirmation",)"
     R"("ValidationURL":"https://shop.example/v"})"},
    // 9
    {"c2b_simulate", "/mpesa/c2b/v2/simulate", "Amount=10\nMsisdn=254708374149\nBillRefNumber=INV-00231",
     R"({"ShortCode":600984,"CommandID":"CustomerPayBillOnline","Amount":10,"Msisdn":254708374149,"BillRefNumber":"INV-00231"})"},
    {"c2b_simulate_v1", "/mpesa/c2b/v1/simulate", "CommandID=CustomerBuyGoodsOnline\nAmount=10\nMsisdn=0708374149",
     R"({"ShortCode":600984,"CommandID":"CustomerBuyGoodsOnline","Amount":10,"Msisdn":254708374149})"},
    // 11
    {"b2c_payment", "/mpesa/b2c/v3/paymentrequest",
     "OriginatorConversationID=payroll-2026-03-0017\nCommandID=SalaryPayment\nAmount=500\nPartyB=0712345678\nRemarks=March\nOccassion="
     "Salary",
     R"({"OriginatorConversationID":"payroll-2026-03-0017","InitiatorName":"testapi","SecurityCredential":"%CREDENTIAL%",)"
     R"("CommandID":"SalaryPayment","Amount":500,"PartyA":600984,"PartyB":254712345678,"Remarks":"March",)"
     R"("QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","ResultURL":"https://shop.example/cb/7f31/result","Occassion":"Salary"})"},
    {"b2c_payment_v1", "/mpesa/b2c/v1/paymentrequest", "Amount=10\nPartyB=0712345678",
     R"({"InitiatorName":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"BusinessPayment","Amount":10,"PartyA":600984,)"
     R"("PartyB":254712345678,"Remarks":"Payment","QueueTimeOutURL":"https://shop.example/cb/7f31/timeout",)"
     R"("ResultURL":"https://shop.example/cb/7f31/result"})"},
    {"b2c_pochi", "/mpesa/b2pochi/v1/paymentrequest",
     "OriginatorConversationID=600997_Test_1\nAmount=10\nPartyB=0712345678\nRemarks=remarked",
     R"({"OriginatorConversationID":"600997_Test_1","InitiatorName":"testapi","SecurityCredential":"%CREDENTIAL%",)"
     R"("CommandID":"BusinessPayToPochi","Amount":"10","PartyA":"600984","PartyB":"254712345678","Remarks":"remarked",)"
     R"("QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","ResultURL":"https://shop.example/cb/7f31/result"})"},
    // 12
    {"b2b_paybill", "/mpesa/b2b/v1/paymentrequest",
     "Amount=239\nPartyB=000000\nAccountReference=353353\nRequester=0700000000\nRemarks=OK\nOccassion=May",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"BusinessPayBill","SenderIdentifierType":"4",)"
     R"("RecieverIdentifierType":"4","Amount":"239","PartyA":"600984","PartyB":"000000","AccountReference":"353353",)"
     R"("Requester":"254700000000","Remarks":"OK","QueueTimeOutURL":"https://shop.example/cb/7f31/timeout",)"
     R"("ResultURL":"https://shop.example/cb/7f31/result","Occassion":"May"})"},
    {"b2b_buygoods", "/mpesa/b2b/v1/paymentrequest", "Amount=239\nPartyB=600000\nRemarks=OK",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"BusinessBuyGoods","SenderIdentifierType":"4",)"
     R"("RecieverIdentifierType":"2","Amount":"239","PartyA":"600984","PartyB":"600000","Remarks":"OK",)"
     R"("QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","ResultURL":"https://shop.example/cb/7f31/result"})"},
    {"b2b_pay_to_bulk", "/mpesa/b2b/v1/paymentrequest", "Amount=239\nPartyB=600979\nAccountReference=353353\nRemarks=OK",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"BusinessPayToBulk","SenderIdentifierType":"4",)"
     R"("RecieverIdentifierType":"4","Amount":"239","PartyA":"600984","PartyB":"600979","AccountReference":"353353","Remarks":"OK",)"
     R"("QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","ResultURL":"https://shop.example/cb/7f31/result"})"},
    {"b2b_transfer", "/mpesa/b2b/v1/paymentrequest", "Amount=5000",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"BusinessTransferFromMMFToUtility",)"
     R"("SenderIdentifierType":"4","RecieverIdentifierType":"4","Amount":"5000","PartyA":"600984","PartyB":"600984",)"
     R"("Remarks":"Transfer","QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","ResultURL":"https://shop.example/cb/7f31/result"})"},
    {"tax_remittance", "/mpesa/b2b/v1/remittax", "Amount=239\nAccountReference=PRN1234XN\nRemarks=OK",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"PayTaxToKRA","SenderIdentifierType":"4",)"
     R"("RecieverIdentifierType":"4","Amount":"239","PartyA":"600984","PartyB":"572572","AccountReference":"PRN1234XN","Remarks":"OK",)"
     R"("QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","ResultURL":"https://shop.example/cb/7f31/result"})"},
    // 13
    {"b2b_express", "/v1/ussdpush/get-msisdn",
     "primaryShortCode=000001\namount=100\npaymentRef=ORD-88\npartnerName=Vendor\nrequestrefid=c2f1-77de",
     R"({"primaryShortCode":"000001","receiverShortCode":"600984","amount":"100","paymentRef":"ORD-88",)"
     R"("callbackUrl":"https://shop.example/cb/7f31/express","partnerName":"Vendor","RequestRefID":"c2f1-77de"})"},
    // 14
    {"account_balance", "/mpesa/accountbalance/v1/query", "Remarks=ok",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"AccountBalance","PartyA":600984,"IdentifierType":"4",)"
     R"("Remarks":"ok","QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","ResultURL":"https://shop.example/cb/7f31/result"})"},
    // 15
    {"transaction_status", "/mpesa/transactionstatus/v1/query", "TransactionID=uce6r0v8na\nRemarks=OK\nOccasion=OK",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"TransactionStatusQuery","TransactionID":"UCE6R0V8NA",)"
     R"("PartyA":600984,"IdentifierType":"4","ResultURL":"https://shop.example/cb/7f31/result",)"
     R"("QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","Remarks":"OK","Occasion":"OK"})"},
    {"transaction_status", "/mpesa/transactionstatus/v1/query", "OriginalConversationID=41877-9023416-2\nIdentifierType=2",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"TransactionStatusQuery",)"
     R"("OriginalConversationID":"41877-9023416-2","PartyA":5123456,"IdentifierType":"2",)"
     R"("ResultURL":"https://shop.example/cb/7f31/result","QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","Remarks":"Status query"})"},
    // 16
    {"reversal", "/mpesa/reversal/v1/request", "TransactionID=UCE9T3W1HD\nAmount=1250\nRemarks=Paid twice",
     R"({"Initiator":"testapi","SecurityCredential":"%CREDENTIAL%","CommandID":"TransactionReversal","TransactionID":"UCE9T3W1HD",)"
     R"("Amount":"1250","ReceiverParty":"600984","RecieverIdentifierType":"11","ResultURL":"https://shop.example/cb/7f31/result",)"
     R"("QueueTimeOutURL":"https://shop.example/cb/7f31/timeout","Remarks":"Paid twice"})"},
    // 17
    {"qr_code", "/mpesa/qrcode/v1/generate", "MerchantName=TEST SUPERMARKET\nRefNo=Invoice Test\nAmount=1\nTrxCode=BG",
     R"({"MerchantName":"TEST SUPERMARKET","RefNo":"Invoice Test","Amount":1,"TrxCode":"BG","CPI":"5123456","Size":"300"})"},
    {"qr_code", "/mpesa/qrcode/v1/generate", "MerchantName=Wanjiku\nRefNo=Lunch\nAmount=350\nTrxCode=sm\nCPI=0712345678\nSize=600",
     R"({"MerchantName":"Wanjiku","RefNo":"Lunch","Amount":350,"TrxCode":"SM","CPI":"254712345678","Size":"600"})"},
    // 18
    {"bill_optin", "/v1/billmanager-invoice/optin", "email=bills@shop.example\nofficialContact=254710000001",
     R"({"shortcode":"600984","email":"bills@shop.example","officialContact":"0710000001","sendReminders":"1",)"
     R"("callbackurl":"https://shop.example/cb/7f31/bill"})"},
    {"bill_update_optin", "/v1/billmanager-invoice/change-optin-details",
     "email=bills@shop.example\nofficialContact=0710000001\nsendReminders=0\nlogo=image",
     R"({"shortcode":"600984","email":"bills@shop.example","officialContact":"0710000001","sendReminders":"0","logo":"image",)"
     R"("callbackurl":"https://shop.example/cb/7f31/bill"})"},
    {"bill_single", "/v1/billmanager-invoice/single-invoicing",
     "externalReference=#9932340\nbilledFullName=Wanjiku & Sons\nbilledPhoneNumber=+254 722 000 000\nbilledPeriod=2026-08\n"
     "invoiceName=Jentrys\ndueDate=12 Oct 2026\naccountReference=1ASD678H\namount=800\n"
     "invoiceItems=[{\"amount\":700,\"itemName\":\"food\"},{\"itemName\":\"water\",\"amount\":\"100\"}]",
     R"({"externalReference":"#9932340","billedFullName":"Wanjiku & Sons","billedPhoneNumber":"0722000000","billedPeriod":"August 2026",)"
     R"("invoiceName":"Jentrys","dueDate":"2026-10-12","accountReference":"1ASD678H","amount":"800",)"
     R"("invoiceItems":[{"itemName":"food","amount":"700"},{"itemName":"water","amount":"100"}]})"},
    {"bill_bulk", "/v1/billmanager-invoice/bulk-invoicing",
     "invoices=1107; Wanjiku Test; 0722000000; August 2026; Rent; 2026-09-15 00:00:00.00; A1; 2,000\t",
     R"([{"externalReference":"1107","billedFullName":"Wanjiku Test","billedPhoneNumber":"0722000000","billedPeriod":"August 2026",)"
     R"("invoiceName":"Rent","dueDate":"2026-09-15 00:00:00.00","accountReference":"A1","amount":"2000"}])"},
    {"bill_cancel", "/v1/billmanager-invoice/cancel-single-invoice", "externalReference=113", R"({"externalReference":"113"})"},
    {"bill_cancel_bulk", "/v1/billmanager-invoice/cancel-bulk-invoices",
     "invoices=[{\"externalReference\":\"113\"},{\"externalReference\":114}]",
     R"([{"externalReference":"113"},{"externalReference":"114"}])"},
    {"bill_change", "/v1/billmanager-invoice/v1/billmanager-invoice/change-invoice",
     "path=other\nexternalReference=955\nbilledFullName=Wanjiku Test\nbilledPhoneNumber=0722000000\nbilledPeriod=August 2026\n"
     "invoiceName=School fees\ndueDate=2026-09-15\naccountReference=A1\namount=2000",
     R"({"externalReference":"955","billedFullName":"Wanjiku Test","billedPhoneNumber":"0722000000","billedPeriod":"August 2026",)"
     R"("invoiceName":"School fees","dueDate":"2026-09-15","accountReference":"A1","amount":"2000"})"},
    {"bill_change_bulk", "/v1/billmanager-invoice/change-invoices",
     "invoices=[{\"externalReference\":\"955\",\"billedFullName\":\"Wanjiku "
     "Test\",\"billedPhoneNumber\":722000000,\"billedPeriod\":\"08/2026\","
     "\"invoiceName\":\"Fees\",\"dueDate\":\"15/09/"
     "2026\",\"accountReference\":\"A1\",\"amount\":2000,\"invoiceItems\":[{\"itemName\":\"food\",\"amount\":1000}]}]",
     R"([{"externalReference":"955","billedFullName":"Wanjiku Test","billedPhoneNumber":"0722000000","billedPeriod":"August 2026",)"
     R"("invoiceName":"Fees","dueDate":"2026-09-15","accountReference":"A1","amount":"2000","invoiceItems":[{"itemName":"food","amount":"1000"}]}])"},
    {"bill_reconcile", "/v1/billmanager-invoice/reconciliation",
     "paidAmount=800\naccountReference=Balboa95\ntransactionId=PJB53MYR1N\nphoneNumber=0710000001\nfullName=Wanjiku Test\n"
     "invoiceName=School Fees\nexternalReference=955",
     R"({"paymentDate":"2026-03-14","paidAmount":"800","accountReference":"Balboa95","transactionId":"PJB53MYR1N",)"
     R"("phoneNumber":"0710000001","fullName":"Wanjiku Test","invoiceName":"School Fees","externalReference":"955"})"},
    // 19
    {"standing_order", "/standingorder/v1/createStandingOrderExternal",
     "StandingOrderName=Test Standing Order\nStartDate=5 Sep 2026\nEndDate=2027-09-05\nAmount=4500\nPartyA=0708374149\n"
     "AccountReference=Test\nTransactionDesc=Test\nFrequency=2",
     R"({"StandingOrderName":"Test Standing Order","StartDate":"20260905","EndDate":"20270905","BusinessShortCode":"600984",)"
     R"("TransactionType":"Standing Order Customer Pay Bill","ReceiverPartyIdentifierType":"4","Amount":"4500","PartyA":"254708374149",)"
     R"("CallBackURL":"https://shop.example/cb/7f31/order","AccountReference":"Test","TransactionDesc":"Test","Frequency":"2"})"},
    {"standing_order", "/standingorder/v1/createStandingOrderExternal",
     "StandingOrderName=Water\nEndDate=20261231\nTransactionType=Standing Order Customer Pay Merchant\nAmount=300\nPartyA=0708374149",
     R"({"StandingOrderName":"Water","StartDate":"20260314","EndDate":"20261231","BusinessShortCode":"5123456",)"
     R"("TransactionType":"Standing Order Customer Pay Merchant","ReceiverPartyIdentifierType":"2","Amount":"300",)"
     R"("PartyA":"254708374149","CallBackURL":"https://shop.example/cb/7f31/order","AccountReference":"Daraja Desk",)"
     R"("TransactionDesc":"Payment","Frequency":"4"})"},
    // 20
    {"pull_register", "/pulltransactions/v1/register", "NominatedNumber=0722000000",
     R"({"ShortCode":"600984","RequestType":"Pull","NominatedNumber":"254722000000","CallBackURL":"https://shop.example/cb/7f31/pull"})"},
    {"pull_query", "/pulltransactions/v1/query", "",
     R"({"ShortCode":"600984","StartDate":"2026-03-13 10:15:30","EndDate":"2026-03-14 10:15:30","OffSetValue":"0"})"},
    // 21
    {"b2c_hakikisha", "/mpesa/b2c/hakikisha/v1/hakikisha", "requestID=8aeefeea-8713\nmsisdn=0722000000",
     R"({"header":{"requestID":"8aeefeea-8713","timestamp":"1773472530"},"body":{"msisdn":"254722000000","shortcode":"600984"}})"},
    {"org_info", "/sfcverify/v1/query/info", "Identifier=666677", R"({"IdentifierType":"4","Identifier":"666677"})"},
    {"imsi_check", "/imsi/v1/checkATI", "customerNumber=0722000000", R"({"customerNumber":"254722000000"})"},
    {"sim_swap", "/imsi/v2/checkATI", "customerNumber=0722000000", R"({"customerNumber":"254722000000"})"},
    {"bonga_calculate", "/v1/lipa/na/bonga/calculate-points", "points=40", R"({"points":"40"})"},
    {"bonga_redeem", "/v1/lipa/na/bonga/redeem-paybill", "msisdn=0720776155\namount=50\nbongaPoints=250\naccountNumber=test",
     R"({"msisdn":"254720776155","amount":50,"bongaPoints":250,"conversionRate":0.2,"shortCode":"600984","accountNumber":"test"})"},
};

} // namespace daraja
