#!/usr/bin/env bash
# SPDX-FileCopyrightText: Daraja Desk contributors
# SPDX-License-Identifier: Apache-2.0
#
# The requests of Safaricom's documentation as a developer types them, with curl and nothing of this repository.
# portal.sh STEP prints the answer. BASE_URL, ACCESS_TOKEN, CALLBACKS and so on stand for what the portal tells one to fill in.
set -euo pipefail

# What the portal's page of test credentials does: the operator's password under the key of the certificate.
credential() {
    printf '%s' "$INITIATOR_PASSWORD" |
        openssl pkeyutl -encrypt -certin -inkey "$CERTIFICATE" -pkeyopt rsa_padding_mode:pkcs1 | openssl base64 -A
}

case $1 in
token)
    curl -s -X GET "$BASE_URL/oauth/v1/generate?grant_type=client_credentials" -u "$CONSUMER_KEY:$CONSUMER_SECRET"
    ;;
stkpush)
    curl -s -X POST "$BASE_URL/mpesa/stkpush/v1/processrequest" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "BusinessShortCode": 174379,
    "Password": "'"$(printf '%s' "174379${PASSKEY}20260314120000" | openssl base64 -A)"'",
    "Timestamp": "20260314120000",
    "TransactionType": "CustomerPayBillOnline",
    "Amount": 1,
    "PartyA": 254708374149,
    "PartyB": 174379,
    "PhoneNumber": 254708374149,
    "CallBackURL": "'"$CALLBACKS"'/path",
    "AccountReference": "CompanyXLTD",
    "TransactionDesc": "Payment of X"
  }'
    ;;
stkquery)
    curl -s -X POST "$BASE_URL/mpesa/stkpushquery/v1/query" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "BusinessShortCode": "174379",
    "Password": "'"$(printf '%s' "174379${PASSKEY}20260314120000" | openssl base64 -A)"'",
    "Timestamp": "20260314120000",
    "CheckoutRequestID": "'"$CHECKOUT_REQUEST_ID"'"
  }'
    ;;
c2bregister)
    curl -s -X POST "$BASE_URL/mpesa/c2b/v1/registerurl" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "ShortCode": 600984,
    "ResponseType": "Completed",
    "ConfirmationURL": "'"$CALLBACKS"'/confirmation",
    "ValidationURL": "'"$CALLBACKS"'/validation"
  }'
    ;;
c2bsimulate)
    curl -s -X POST "$BASE_URL/mpesa/c2b/v1/simulate" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "ShortCode": 600984,
    "CommandID": "CustomerPayBillOnline",
    "Amount": 25,
    "Msisdn": 254708374149,
    "BillRefNumber": "INV-00231"
  }'
    ;;
b2c)
    curl -s -X POST "$BASE_URL/mpesa/b2c/v3/paymentrequest" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "OriginatorConversationID": "feb5e3f2-fbbc-4745-844c-ee37b546f627",
    "InitiatorName": "testapi",
    "SecurityCredential": "'"$(credential)"'",
    "CommandID": "BusinessPayment",
    "Amount": "10",
    "PartyA": "600996",
    "PartyB": "254708374149",
    "Remarks": "remarked",
    "QueueTimeOutURL": "'"$CALLBACKS"'/path",
    "ResultURL": "'"$CALLBACKS"'/path",
    "Occassion": "ChristmasPay"
  }'
    ;;
b2b)
    curl -s -X POST "$BASE_URL/mpesa/b2b/v1/paymentrequest" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "Initiator": "testapi",
    "SecurityCredential": "'"$(credential)"'",
    "CommandID": "BusinessPayBill",
    "SenderIdentifierType": "4",
    "RecieverIdentifierType": "4",
    "Amount": "239",
    "PartyA": "600992",
    "PartyB": "600000",
    "AccountReference": "353353",
    "Requester": "254700000000",
    "Remarks": "OK",
    "QueueTimeOutURL": "'"$CALLBACKS"'/path",
    "ResultURL": "'"$CALLBACKS"'/path"
  }'
    ;;
balance)
    curl -s -X POST "$BASE_URL/mpesa/accountbalance/v1/query" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "Initiator": "testapi",
    "SecurityCredential": "'"$(credential)"'",
    "CommandID": "AccountBalance",
    "PartyA": "600996",
    "IdentifierType": "4",
    "Remarks": "ok",
    "QueueTimeOutURL": "'"$CALLBACKS"'/path",
    "ResultURL": "'"$CALLBACKS"'/path"
  }'
    ;;
status)
    curl -s -X POST "$BASE_URL/mpesa/transactionstatus/v1/query" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "Initiator": "testapi",
    "SecurityCredential": "'"$(credential)"'",
    "CommandID": "TransactionStatusQuery",
    "TransactionID": "'"$TRANSACTION_ID"'",
    "PartyA": "600982",
    "IdentifierType": "4",
    "ResultURL": "'"$CALLBACKS"'/path",
    "QueueTimeOutURL": "'"$CALLBACKS"'/path",
    "Remarks": "OK",
    "Occasion": "OK"
  }'
    ;;
reversal)
    curl -s -X POST "$BASE_URL/mpesa/reversal/v1/request" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "Initiator": "testapi",
    "SecurityCredential": "'"$(credential)"'",
    "CommandID": "TransactionReversal",
    "TransactionID": "'"$TRANSACTION_ID"'",
    "Amount": "25",
    "ReceiverParty": "600984",
    "RecieverIdentifierType": "11",
    "ResultURL": "'"$CALLBACKS"'/path",
    "QueueTimeOutURL": "'"$CALLBACKS"'/path",
    "Remarks": "Wrong account",
    "Occasion": "work"
  }'
    ;;
qr)
    curl -s -X POST "$BASE_URL/mpesa/qrcode/v1/generate" \
        -H "Authorization: Bearer $ACCESS_TOKEN" -H "Content-Type: application/json" -d '{
    "MerchantName": "TEST SUPERMARKET",
    "RefNo": "Invoice Test",
    "Amount": 1,
    "TrxCode": "BG",
    "CPI": "373132",
    "Size": "300"
  }'
    ;;
esac
