// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

namespace daraja::pasted {

// What people paste, written by hand in the manner of each place. KEY, SECRET, PASSKEY, CREDENTIAL, BASIC and PASSWORD stand for values
// of the right shape.

struct Sample
{
    const char *name;
    const char *text;
    const char *found;          ///< `what=value` of each box, by the name of the README, in its order; ENV for the environment
    const char *leftovers = ""; ///< line numbers
};

inline const QList<Sample> &samples()
{
    static const QList<Sample> all{
        {".env", R"(# Daraja
MPESA_CONSUMER_KEY=KEY
MPESA_CONSUMER_SECRET="SECRET"
MPESA_SHORTCODE=4123456
MPESA_PASSKEY=PASSKEY
MPESA_ENVIRONMENT=production
APP_NAME=Shop
)",
         "ENV=production KEY=KEY SECRET=SECRET CODE=4123456 PASSKEY=PASSKEY", "7"},
        {".env with other names", R"(DARAJA_CONSUMER_KEY=KEY
DARAJA_CONSUMER_SECRET=SECRET
LNMO_PASSKEY=PASSKEY
SAFARICOM_BUSINESS_SHORT_CODE=174379
MPESA_ENV=sandbox
DB_PASSWORD=hunter22hunter
)",
         "ENV=sandbox KEY=KEY SECRET=SECRET CODE=174379 PASSKEY=PASSKEY", "6"},
        {"shell, one line", "MPESA_CONSUMER_KEY=KEY MPESA_CONSUMER_SECRET=SECRET node app.js", "KEY=KEY SECRET=SECRET"},
        {"compose file", R"(services:
  web:
    environment:
      - MPESA_CONSUMER_KEY=KEY
      - MPESA_CONSUMER_SECRET=SECRET
      - MPESA_SHORTCODE=174379
)",
         "KEY=KEY SECRET=SECRET CODE=174379", "1 2"},
        {"PowerShell", "$env:MPESA_CONSUMER_KEY = \"KEY\"\r\n$env:MPESA_PASSKEY = \"PASSKEY\"\r\n", "KEY=KEY PASSKEY=PASSKEY"},
        {"portal, label above value", R"(Consumer Key
KEY
Consumer Secret
SECRET
Passkey
PASSKEY
)",
         "KEY=KEY SECRET=SECRET PASSKEY=PASSKEY"},
        {"portal, buttons between", R"(Consumer Key
Copy
KEY
Consumer Secret
Show
SECRET
)",
         "KEY=KEY SECRET=SECRET", "2 5"},
        {"portal, colon", R"(Consumer Key: KEY
Consumer Secret: SECRET
Business Short Code: 174379
Test MSISDN: 254708374149
Initiator Name (Shortcode 1): testapi
Initiator Security Password: Safaricom999!*!
Lipa Na Mpesa Online Passkey: PASSKEY
)",
         "KEY=KEY SECRET=SECRET CODE=174379 PASSKEY=PASSKEY OPERATOR=testapi OPASS=Safaricom999!*! PHONE=254708374149"},
        {"portal, table", "Consumer Key\tConsumer Secret\tPasskey\nKEY\tSECRET\tPASSKEY\n", "KEY=KEY SECRET=SECRET PASSKEY=PASSKEY"},
        {"portal, tabs", "Consumer Key\tKEY\nConsumer Secret\tSECRET\n", "KEY=KEY SECRET=SECRET"},
        {"portal, one space", "Consumer Key KEY\nConsumer Secret SECRET\nShort Code 174379\n", "KEY=KEY SECRET=SECRET CODE=174379"},
        {"e-mail about going live", R"(Dear customer,
Your shortcode is 4123456
Your passkey is PASSKEY
Regards, the team
)",
         "CODE=4123456 PASSKEY=PASSKEY", "1 4"},
        {"message about a till", "Till Number: 987654\nStore Number: 4123456\nPasskey - PASSKEY",
         "CODE=4123456 PASSKEY=PASSKEY TILL=987654"},
        {"two lines without labels", "KEY\nSECRET\n", "KEY=KEY SECRET=SECRET"},
        {"a passkey alone", "PASSKEY", "PASSKEY=PASSKEY"},
        {"a Password alone", "PASSWORD", "CODE=4123456 PASSKEY=PASSKEY"},
        {"key:secret", "KEY:SECRET", "KEY=KEY SECRET=SECRET"},
        {"JavaScript object", R"(const mpesa = new Mpesa({
  consumerKey: 'KEY',
  consumerSecret: 'SECRET',
  environment: 'sandbox',
  shortCode: 174379,
  initiatorName: "testapi",
  lipaNaMpesaShortPass: 'ignored',
});
)",
         "ENV=sandbox KEY=KEY SECRET=SECRET CODE=174379 OPERATOR=testapi", "7"},
        {"JavaScript with defaults", R"(const axios = require('axios');
const key = req.body.amount;
const consumerKey = process.env.MPESA_CONSUMER_KEY || "KEY";
const consumerSecret = process.env.MPESA_CONSUMER_SECRET ?? 'SECRET';
const passkey = process.env.MPESA_PASSKEY;
const url = "https://sandbox.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials";
)",
         "ENV=sandbox KEY=KEY SECRET=SECRET", "1 5"},
        {"JavaScript on one line", "var c = {consumerKey:\"KEY\",consumerSecret:\"SECRET\",shortcode:174379};",
         "KEY=KEY SECRET=SECRET CODE=174379"},
        {"TypeScript class", R"(export class MpesaService {
  private readonly consumerKey: string = 'KEY';
  private readonly consumerSecret: string = 'SECRET';
  constructor(private http: HttpClient) {}
}
)",
         "KEY=KEY SECRET=SECRET"},
        {"PHP variables", R"(<?php
$consumerKey = 'KEY'; // from the portal
$consumerSecret = "SECRET";
$BusinessShortCode = '174379';
$Passkey = 'PASSKEY';
$PartyA = $_POST['phone'];
$Timestamp = date('YmdHis');
)",
         "KEY=KEY SECRET=SECRET CODE=174379 PASSKEY=PASSKEY", "7"},
        {"PHP define",
         "define('MPESA_CONSUMER_KEY', 'KEY');\ndefine( \"MPESA_CONSUMER_SECRET\", \"SECRET\" );\ndefine('CALLBACK_URL', "
         "'https://shop.example/cb');",
         "KEY=KEY SECRET=SECRET", "3"},
        {"PHP array", R"(return [
    'consumer_key' => env('MPESA_CONSUMER_KEY', 'KEY'),
    'consumer_secret' => env('MPESA_CONSUMER_SECRET', 'SECRET'),
    'passkey' => env('SAFARICOM_PASSKEY'),
    'initiator_name' => 'testapi',
];
)",
         "KEY=KEY SECRET=SECRET OPERATOR=testapi", "4"},
        {"PHP setters", "$mpesa->setConsumerKey('KEY')->setConsumerSecret('SECRET');\n$mpesa->setPasskey(\"PASSKEY\");",
         "KEY=KEY SECRET=SECRET PASSKEY=PASSKEY"},
        {"PHP class",
         "class M {\n  const CONSUMER_KEY = 'KEY';\n  private $consumer_secret = 'SECRET';\n  protected string $pass_key='PASSKEY';\n}",
         "KEY=KEY SECRET=SECRET PASSKEY=PASSKEY"},
        {"Python assignments", R"(import requests
consumer_key = "KEY"
consumer_secret = 'SECRET'
business_short_code = "174379"
lipa_na_mpesa_passkey = os.getenv("PASSKEY_VARIABLE", "PASSKEY")
api_URL = "https://sandbox.safaricom.co.ke/oauth/v1/generate"
)",
         "ENV=sandbox KEY=KEY SECRET=SECRET CODE=174379 PASSKEY=PASSKEY"},
        {"Python dict",
         "payload = {\"BusinessShortCode\": 4123456, \"Password\": \"PASSWORD\", \"Timestamp\": \"20260314101530\", \"Amount\": 1}",
         "CODE=4123456 PASSKEY=PASSKEY"},
        {"Python environ", "key = os.environ['MPESA_CONSUMER_KEY']\nMPESA_PASSKEY = os.environ.get('MPESA_PASSKEY', default='PASSKEY')",
         "PASSKEY=PASSKEY", "1"},
        {"C# settings", R"({
  "Logging": { "LogLevel": { "Default": "Information" } },
  "Mpesa": {
    "ConsumerKey": "KEY",
    "ConsumerSecret": "SECRET",
    "ShortCode": "174379",
    "PassKey": "PASSKEY",
    "Environment": "Sandbox"
  }
}
)",
         "ENV=sandbox KEY=KEY SECRET=SECRET CODE=174379 PASSKEY=PASSKEY", "2"},
        {"minified settings", "{\"Daraja\":{\"ConsumerKey\":\"KEY\",\"ConsumerSecret\":\"SECRET\",\"IsSandbox\":false}}",
         "ENV=production KEY=KEY SECRET=SECRET"},
        {"YAML", "mpesa:\n  consumer-key: KEY\n  consumer_secret: \"SECRET\"\n  shortcode: 174379\n", "KEY=KEY SECRET=SECRET CODE=174379",
         "1"},
        {"Java properties", "mpesa.daraja.consumer-key=KEY\nmpesa.daraja.consumer-secret=SECRET\nmpesa.daraja.short-code=174379\n",
         "KEY=KEY SECRET=SECRET CODE=174379"},
        {"curl for a token",
         "curl -X GET --header 'Authorization: Basic BASIC' "
         "'https://sandbox.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials'",
         "ENV=sandbox KEY=KEY SECRET=SECRET"},
        {"curl with -u", "curl -u KEY:SECRET https://api.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials",
         "ENV=production KEY=KEY SECRET=SECRET"},
        {"curl with quoted -u", "curl -u \"KEY:SECRET\" \\\n  https://api.safaricom.co.ke/oauth/v1/generate",
         "ENV=production KEY=KEY SECRET=SECRET"},
        {"curl for a push", R"(curl --request POST 'https://sandbox.safaricom.co.ke/mpesa/stkpush/v1/processrequest' \
  -H 'Authorization: Bearer someToken0123456789' \
  -d '{
    "BusinessShortCode": 4123456,
    "Password": "PASSWORD",
    "Timestamp": "20260314101530",
    "TransactionType": "CustomerBuyGoodsOnline",
    "PartyA": 254712345678,
    "PartyB": 987654,
    "CallBackURL": "https://shop.example/stk"
  }')",
         "ENV=sandbox CODE=4123456 PASSKEY=PASSKEY PHONE=254712345678 TILL=987654", "2 6 7 10"},
        {"curl for a payout, on one line",
         "curl -d '{\"InitiatorName\":\"testapi\",\"SecurityCredential\":\"CREDENTIAL\",\"PartyA\":600984,\"Amount\":10}' "
         "https://sandbox.safaricom.co.ke/mpesa/b2c/v3/paymentrequest",
         "ENV=sandbox OPERATOR=testapi CREDENTIAL=CREDENTIAL"},
        {"Postman environment", R"({
  "name": "Daraja",
  "values": [
    { "key": "consumer_key", "value": "KEY", "type": "default", "enabled": true },
    { "key": "consumer_secret", "value": "SECRET", "type": "secret", "enabled": true },
    {
      "enabled": true,
      "value": "PASSKEY",
      "key": "passkey"
    },
    { "key": "access_token", "value": "", "enabled": true }
  ]
}
)",
         "KEY=KEY SECRET=SECRET PASSKEY=PASSKEY", "2"},
        {"Postman collection", R"({
  "info": { "name": "M-Pesa" },
  "item": [
    {
      "request": {
        "auth": { "type": "basic", "basic": [ { "key": "username", "value": "KEY" }, { "key": "password", "value": "SECRET" } ] },
        "url": { "raw": "https://sandbox.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials" }
      }
    },
    {
      "request": {
        "body": { "mode": "raw", "raw": "{\n  \"BusinessShortCode\": 174379,\n  \"Password\": \"{{password}}\",\n  \"PartyA\": \"254712345678\"\n}" }
      }
    }
  ]
}
)",
         "ENV=sandbox KEY=KEY SECRET=SECRET CODE=174379 PHONE=254712345678", "2"},
        {"sandbox and live set, live chosen",
         "MPESA_ENV=live\nSANDBOX_CONSUMER_KEY=other0other0other0\nLIVE_CONSUMER_KEY=KEY\nLIVE_PASSKEY=PASSKEY\n",
         "ENV=production KEY=KEY PASSKEY=PASSKEY", "2"},
        {"sandbox and live set, sandbox chosen", "SANDBOX_CONSUMER_KEY=KEY\nLIVE_CONSUMER_KEY=other0other0other0\nMPESA_ENV=sandbox\n",
         "ENV=sandbox KEY=KEY", "2"},
        {"both addresses choose nothing",
         "url = live ? 'https://api.safaricom.co.ke' : 'https://sandbox.safaricom.co.ke';\nconst consumerKey = 'KEY';", "KEY=KEY", "1"},
        {"placeholders", "CONSUMER_KEY=your_consumer_key\nconst passkey = 'YOUR_PASSKEY_HERE';\nconsumerSecret: '<secret>',\n", "",
         "1 2 3"},
        {"dots of the portal", "Consumer Key: \u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022\n", "", "1"},
        {"numbers of a program", "for (let i = 0; i < 174379; i++) {\n  retry(600984);\n}", "", "1 2"},
        {"credential by its look", "$x = base64_encode($y);\n\"CREDENTIAL\"\n", "CREDENTIAL=CREDENTIAL"},
        {"app key of Bill Manager", "{ \"app_key\": \"AG_2376487236_126732989KJ\", \"resmsg\": \"Success\" }",
         "BILL=AG_2376487236_126732989KJ"},
        {"app key and secret of a shop system", "app_key: KEY\napp_secret: SECRET\n", "KEY=KEY SECRET=SECRET"},
        {"prose", "Hello, my payments stopped yesterday.\nPlease help.", "", "1 2"},
    };
    return all;
}

} // namespace daraja::pasted
