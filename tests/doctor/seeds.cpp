// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/seeds.h"

#include "tests/doctor/shops.h"

#include <algorithm>

namespace daraja {

namespace {

using Status = Finding::Status;
using Sure = Finding::Sure;
using Answers = ReportedAnswers;

const QString balance = QStringLiteral("balance");
const QString status = QStringLiteral("status");

/// Everything that an app can have, but for one product.
QStringList productsWithout(const QString &missing)
{
    static const QStringList all = [] {
        const SystemClock clock;
        return Simulator(clock).apiProducts();
    }();
    QStringList products = all;
    products.removeAll(missing);
    return products;
}

std::optional<HttpResponse> oauthOnly(const HttpRequest &request, const HttpResponse &response)
{
    return request.path() == "/oauth/v1/generate" ? std::optional(response) : std::nullopt;
}

HttpResponse portalPage()
{
    return HttpResponse::html(200, QByteArrayLiteral("<!DOCTYPE html><html><head><title>Daraja</title></head>"
                                                     "<body>Safaricom developers portal</body></html>"));
}

/// \name Values that can be seen to be wrong
/// @{
const QList<Seed> valueSeeds{
    {"secret-space", "Consumer secret with a space at its end", livePaybill, [](SetUp &s) { s.secrets.consumerSecret += u' '; }, "L1"},
    {"key-zero-width", "Consumer key with a zero-width space in it", livePaybill,
     [](SetUp &s) { s.profile.consumerKey.insert(9, QChar(0x200b)); }, "L1"},
    {"passkey-line-break", "Passkey with a line break behind it", livePaybill, [](SetUp &s) { s.secrets.passkey += u'\n'; }, "L1"},
    {"secret-dots", "The portal's dots instead of the consumer secret", livePaybill,
     [](SetUp &s) { s.secrets.consumerSecret = QString(40, QChar(0x2022)); }, "L1"},
    {"secret-asterisks", "Asterisks instead of the passkey", livePaybill, [](SetUp &s) { s.secrets.passkey = QString(64, u'*'); }, "L1"},
    {"secret-basic", "The whole Authorization header as consumer secret", livePaybill,
     [](SetUp &s) {
         s.secrets.consumerSecret =
             QStringLiteral("Basic ") + QString::fromLatin1((s.profile.consumerKey + u':' + s.secrets.consumerSecret).toUtf8().toBase64());
     },
     "L1"},
    {"key-pair", "key:secret in the box of the key", livePaybill,
     [](SetUp &s) { s.profile.consumerKey += u':' + s.secrets.consumerSecret; }, "L1"},
    {"secret-quotes", "Consumer secret in curly quotes", livePaybill,
     [](SetUp &s) { s.secrets.consumerSecret = QChar(0x201c) + s.secrets.consumerSecret + QChar(0x201d); }, "L1"},
    {"secret-percent", "Percent-encoded consumer secret", livePaybill,
     [](SetUp &s) {
         s.daraja.consumerSecret.replace(11, 1, QStringLiteral("="));
         s.secrets.consumerSecret = QString::fromLatin1(QUrl::toPercentEncoding(s.daraja.consumerSecret));
     },
     "L1"},
    {"key-equals-secret", "Consumer key in the box of the secret too", livePaybill,
     [](SetUp &s) { s.secrets.consumerSecret = s.profile.consumerKey; }, "L2"},
    {"passkey-equals-secret", "Consumer secret in the box of the passkey", livePaybill,
     [](SetUp &s) { s.secrets.passkey = s.secrets.consumerSecret; }, "L2"},
    {"short-code-letters", "Short code with letters", livePaybill, [](SetUp &s) { s.profile.shortCode = QStringLiteral("4O85177"); }, "L2"},
    {"initiator-email", "E-mail address as operator name", livePaybill,
     [](SetUp &s) { s.profile.initiatorName = QStringLiteral("owner@duka.co.ke"); }, "L2"},
    {"passkey-is-password", "Finished Password pasted as passkey", livePaybill,
     [](SetUp &s) {
         s.secrets.passkey =
             QString::fromLatin1((s.profile.shortCode + s.secrets.passkey + QStringLiteral("20260314101530")).toUtf8().toBase64());
     },
     "L2"},
    {"passkey-short", "Passkey of seven characters", livePaybill, [](SetUp &s) { s.secrets.passkey = QStringLiteral("a1b2c3d"); }, "L2"},
    {"sandbox-passkey-live", "Safaricom's public test passkey on a live number", livePaybill,
     [](SetUp &s) { s.secrets.passkey = s.other->passkey; }, "L3"},
    {"sandbox-short-code-live", "174379 on production", livePaybill, [](SetUp &s) { s.profile.shortCode = QStringLiteral("174379"); },
     "L3"},
    {"sandbox-operator-live", "testapi on production", livePaybill, [](SetUp &s) { s.profile.initiatorName = QStringLiteral("testapi"); },
     "L3"},
    {"credential-plain", "The plain password as SecurityCredential", livePaybill,
     [](SetUp &s) { s.secrets.securityCredential = s.secrets.initiatorPassword; }, "L4"},
    {"credential-twice", "SecurityCredential encrypted twice", livePaybill,
     [](SetUp &s) { s.secrets.securityCredential = QString::fromLatin1(QByteArray(512, '\x5a').toBase64()); }, "L4"},
    {"credential-base64-twice", "SecurityCredential encoded twice", livePaybill,
     [](SetUp &s) { s.secrets.securityCredential = QString::fromLatin1(QByteArray(256, '\x5a').toBase64().toBase64()); }, "L4"},
    {"credential-spaces", "SecurityCredential damaged in a web form: spaces for plus signs", livePaybill,
     [](SetUp &s) {
         s.secrets.securityCredential = QString::fromLatin1(QByteArray("\x5a\xfb").repeated(128).toBase64()).replace(u'+', u' ');
     },
     "L4"},
    {"credential-cut", "Half a SecurityCredential", livePaybill,
     [](SetUp &s) { s.secrets.securityCredential = QString::fromLatin1(QByteArray(128, '\x5a').toBase64()); }, "L4"},
    {"certificate-garbage", "A file that is no certificate", livePaybill,
     [](SetUp &s) { s.certificate = QByteArrayLiteral("<html><body>Please log in to download</body></html>"); }, "L5"},
    {"amount-cents", "Amount with cents", livePaybill,
     [](SetUp &s) { s.requestValues.insert(QStringLiteral("Amount"), QStringLiteral("12.50")); }, "L7"},
    {"phone-abroad", "Phone number of another country", livePaybill,
     [](SetUp &s) { s.requestValues.insert(QStringLiteral("PhoneNumber"), QStringLiteral("255712345678")); }, "L7"},
    {"timestamp-short", "Timestamp of twelve digits", livePaybill,
     [](SetUp &s) { s.requestValues.insert(QStringLiteral("Timestamp"), QStringLiteral("202603141015")); }, "L7"},
    {"paybill-request-to-till", "A paybill's TransactionType on a till", liveTill,
     [](SetUp &s) {
         s.requestValues.insert(QStringLiteral("TransactionType"), QStringLiteral("CustomerPayBillOnline"));
         s.requestValues.insert(QStringLiteral("PartyB"), s.profile.till);
     },
     "L8"},
    {"callback-http", "Plain http as callback address on production", livePaybill,
     [](SetUp &s) { s.callbackUrl = QUrl(QStringLiteral("http://shop.invalid/cb")); }, "L9"},
    {"callback-localhost", "localhost as callback address on production", livePaybill,
     [](SetUp &s) { s.callbackUrl = QUrl(QStringLiteral("https://localhost:9/cb")); }, "L9"},
    {"callback-private", "Private address as callback address on production", livePaybill,
     [](SetUp &s) { s.callbackUrl = QUrl(QStringLiteral("https://192.168.0.10/cb")); }, "L9"},
};
/// @}

/// \name The way to Daraja, key and secret
/// @{
const QList<Seed> gatewaySeeds{
    {"firewall-403", "A firewall answers everything with a page", livePaybill,
     [](SetUp &s) { s.daraja.faults = QStringLiteral("forbidden"); }, "N1"},
    {"firewall-503", "Incapsula's page instead of every answer", livePaybill,
     [](SetUp &s) { s.daraja.faults = QStringLiteral("unavailable"); }, "N1"},
    {"clock-behind", "This computer's clock is 7 minutes behind", livePaybill,
     [](SetUp &s) { s.daraja.answers.clockOffset = std::chrono::minutes(7); }, "N2"},
    {"clock-ahead", "This computer's clock is 7 minutes ahead", livePaybill,
     [](SetUp &s) { s.daraja.answers.clockOffset = std::chrono::minutes(-7); }, "N2"},
    {"pair-unknown", "Key and secret of a deleted app (400 with nothing in it)", livePaybill,
     [](SetUp &s) { s.daraja.consumerSecret = QStringLiteral("rotated-7Zk3Pj7GaE1uRo4MiSx8CtDnQwYb0Vf5Hc9"); }, "T1"},
    {"pair-unknown-code", "The same, answered 400.008.01", livePaybill,
     [](SetUp &s) {
         s.daraja.consumerSecret = QStringLiteral("rotated-7Zk3Pj7GaE1uRo4MiSx8CtDnQwYb0Vf5Hc9");
         s.daraja.answers.unknownPair = Answers::UnknownPair::Code;
     },
     "T1"},
    {"secret-incomplete", "Consumer secret without its last character", livePaybill, [](SetUp &s) { s.secrets.consumerSecret.chop(1); },
     "T1"},
    {"firewall-at-token", "A firewall answers where a token should come from", livePaybill,
     [](SetUp &s) {
         s.inTheWay = [](const HttpRequest &request) {
             return oauthOnly(request, HttpResponse::html(403, QByteArrayLiteral("<html><body>Access denied</body></html>")));
         };
     },
     "T1", Status::Unknown},
    {"token-page", "The website answers where a token should come from", livePaybill,
     [](SetUp &s) { s.inTheWay = [](const HttpRequest &request) { return oauthOnly(request, portalPage()); }; }, "T1"},
    {"grant-type", "The address of the token is damaged: 400.008.02", livePaybill,
     [](SetUp &s) {
         s.inTheWay = [](const HttpRequest &request) {
             return oauthOnly(request, HttpResponse::json(400, QByteArrayLiteral(R"({"requestId":"41877-9023416-2",)"
                                                                                 R"("errorCode":"400.008.02",)"
                                                                                 R"("errorMessage":"Invalid grant type passed"})")));
         };
     },
     "T1"},
    {"pair-swapped", "Key and secret in each other's box", livePaybill,
     [](SetUp &s) { std::swap(s.profile.consumerKey, s.secrets.consumerSecret); }, "T2"},
    {"pair-of-sandbox", "The sandbox's keys on production", livePaybill,
     [](SetUp &s) {
         s.profile.consumerKey = s.other->consumerKey;
         s.secrets.consumerSecret = s.other->consumerSecret;
     },
     "T3"},
    {"pair-of-production", "Production keys on the sandbox", sandboxPaybill,
     [](SetUp &s) {
         s.profile.consumerKey = s.other->consumerKey;
         s.secrets.consumerSecret = s.other->consumerSecret;
     },
     "T3"},
    {"pair-of-sandbox-code", "The sandbox's keys on production, answered 400.008.01", livePaybill,
     [](SetUp &s) {
         s.profile.consumerKey = s.other->consumerKey;
         s.secrets.consumerSecret = s.other->consumerSecret;
         s.daraja.answers.unknownPair = Answers::UnknownPair::Code;
         s.other->answers.unknownPair = Answers::UnknownPair::Code;
     },
     "T3"},
};
/// @}

/// \name Products, number, passkey
/// @{
const QList<Seed> numberSeeds{
    {"no-express", "The app lacks M-Pesa Express (404.001.03)", livePaybill,
     [](SetUp &s) { s.daraja.apiProducts = productsWithout(QStringLiteral("express")); }, "P1"},
    {"no-express-named", "The same, with `no apiproduct match found`", livePaybill,
     [](SetUp &s) {
         s.daraja.apiProducts = productsWithout(QStringLiteral("express"));
         s.daraja.answers.namesMissingProduct = true;
     },
     "P1"},
    {"no-balance", "The app lacks Account Balance, and there is an operator", livePaybill,
     [](SetUp &s) { s.daraja.apiProducts = productsWithout(balance); }, "P1"},
    {"no-products", "The app has one product that nobody needs", livePaybill,
     [](SetUp &s) { s.daraja.apiProducts = QStringList{QStringLiteral("qr")}; }, "P1"},
    {"number-unknown", "A number that nobody has (HTTP 400 Invalid Identifier)", livePaybill,
     [](SetUp &s) { s.profile.shortCode = QStringLiteral("4085176"); }, "Q1"},
    {"number-unknown-in-answer", "The same, told in a 200", livePaybill,
     [](SetUp &s) {
         s.profile.shortCode = QStringLiteral("4085176");
         s.daraja.answers.unknownOrganisation = Answers::UnknownOrganisation::InAnswer;
     },
     "Q1"},
    {"till-as-paybill", "A till in the box of the paybill", livePaybill, [](SetUp &s) { s.profile.shortCode = s.daraja.till; }, "Q1"},
    {"passkey-wrong", "Passkey of another number (Wrong credentials)", livePaybill, [](SetUp &s) { s.secrets.passkey = somePasskey('0'); },
     "S1", Status::Bad, Sure::High},
    {"passkey-wrong-validate", "The same, [MerchantValidate] - Wrong credentials", livePaybill,
     [](SetUp &s) {
         s.secrets.passkey = somePasskey('0');
         s.daraja.answers.wrongPassword = Answers::WrongPassword::MerchantValidate;
     },
     "S1"},
    {"passkey-wrong-4999", "The same, 4999 with Wrong credentials", livePaybill,
     [](SetUp &s) {
         s.secrets.passkey = somePasskey('0');
         s.daraja.answers.wrongPassword = Answers::WrongPassword::AsResult;
     },
     "S1"},
    {"merchant-unknown", "A number that has no prompts (Merchant does not exist)", livePaybill,
     [](SetUp &s) {
         s.profile.shortCode = QStringLiteral("4085176");
         s.daraja.apiProducts = productsWithout(QStringLiteral("hakikisha"));
     },
     "S1"},
    {"merchant-unknown-field", "The same, 400.002.02 Invalid BusinessShortCode", livePaybill,
     [](SetUp &s) {
         s.profile.shortCode = QStringLiteral("4085176");
         s.daraja.apiProducts = productsWithout(QStringLiteral("hakikisha"));
         s.daraja.answers.unknownMerchant = Answers::UnknownMerchant::BadRequest;
     },
     "S1"},
    {"merchant-unknown-sandbox", "A sandbox number that has no prompts, with the public passkey", sandboxPaybill,
     [](SetUp &s) { s.profile.shortCode = QStringLiteral("600984"); }, "S3"},
    {"till-as-store-number", "The till in the box of the store number", liveTill, [](SetUp &s) { s.profile.shortCode = s.daraja.till; },
     "S1"},
    {"passkey-of-production", "The sandbox's number with the passkey of production, keys good on both", sandboxPaybill,
     [](SetUp &s) {
         s.other->consumerKey = s.daraja.consumerKey;
         s.other->consumerSecret = s.daraja.consumerSecret;
         s.other->shortCode = s.daraja.shortCode;
         s.secrets.passkey = s.other->passkey;
     },
     "S3"},
    {"passkey-not-provable-wrong", "A wrong passkey, and Daraja looks at it too late to tell", livePaybill,
     [](SetUp &s) {
         s.secrets.passkey = somePasskey('0');
         s.daraja.answers.passwordIsCheckedLate = true;
     },
     "S2", Status::Unknown},
    {"passkey-not-provable-right", "A right passkey, and Daraja looks at it too late to tell", livePaybill,
     [](SetUp &s) { s.daraja.answers.passwordIsCheckedLate = true; }, "S2", Status::Unknown},
};
/// @}

/// \name The operator
/// @{
void endIn(SetUp &setUp, const QString &product, const char *code)
{
    setUp.daraja.answers.operatorResults.insert(product, QString::fromLatin1(code));
}

const QList<Seed> operatorSeeds{
    {"operator-password", "A wrong operator password (2001)", livePaybill,
     [](SetUp &s) { s.secrets.initiatorPassword = QStringLiteral("Kijiji#2025&Duka"); }, "I1"},
    {"operator-name", "A wrong operator name (2001)", livePaybill, [](SetUp &s) { s.profile.initiatorName = QStringLiteral("Shopapi"); },
     "I1"},
    {"certificate-of-sandbox", "The certificate of the other environment (2001)", livePaybill,
     [](SetUp &s) { s.certificateOfOther = true; }, "I1"},
    {"operator-18", "Operator result 18", livePaybill, [](SetUp &s) { endIn(s, balance, "18"); }, "I1"},
    {"operator-20", "Operator result 20: no such operator", livePaybill, [](SetUp &s) { endIn(s, balance, "20"); }, "I1"},
    {"operator-21", "Operator result 21: the balance role is missing", livePaybill, [](SetUp &s) { s.daraja.missingRoles = {balance}; },
     "I1"},
    {"operator-TP40153", "Operator result TP40153", livePaybill, [](SetUp &s) { endIn(s, balance, "TP40153"); }, "I1"},
    {"operator-22", "Operator result 22: not active", livePaybill, [](SetUp &s) { endIn(s, balance, "22"); }, "I1"},
    {"operator-8006", "Operator result 8006: locked", livePaybill,
     [](SetUp &s) {
         endIn(s, balance, "8006");
         endIn(s, status, "8006");
     },
     "I1"},
    {"operator-17", "Operator result 17: busy", livePaybill, [](SetUp &s) { endIn(s, balance, "17"); }, "I1", Status::Unknown},
    {"operator-26", "Operator result 26: busy", livePaybill, [](SetUp &s) { endIn(s, balance, "26"); }, "I1", Status::Unknown},
    {"operator-100000002", "Operator result 100000002: busy", livePaybill, [](SetUp &s) { endIn(s, balance, "100000002"); }, "I1",
     Status::Unknown},
    {"result-lost", "The result of the balance is lost", livePaybill,
     [](SetUp &s) { s.daraja.faults = QStringLiteral("lost-callback:balance"); }, "I1", Status::Unknown},
    {"status-21", "The status role is missing (21)", livePaybill, [](SetUp &s) { s.daraja.missingRoles = {status}; }, "I2"},
    {"status-TP40153", "The status role is missing (TP40153)", livePaybill, [](SetUp &s) { endIn(s, status, "TP40153"); }, "I2"},
};
/// @}

/// \name The way of the callbacks
/// @{
const QList<Seed> callbackSeeds{
    {"callback-redirect", "The callback address redirects", simulatorPaybill, [](SetUp &s) { s.shop = redirectingShop(); }, "K1"},
    {"callback-401", "A login in front of the callback address", simulatorPaybill, [](SetUp &s) { s.shop = shopThatSays(401, 401); }, "K1"},
    {"callback-403", "A bot filter in front of the callback address", simulatorPaybill, [](SetUp &s) { s.shop = shopThatSays(403, 403); },
     "K1"},
    {"callback-404", "Nothing at the callback address", simulatorPaybill, [](SetUp &s) { s.shop = shopThatSays(404, 404); }, "K1"},
    {"callback-gone", "Nobody listens at the callback address", simulatorPaybill, [](SetUp &s) { s.shopIsGone = true; }, "K1"},
    {"callback-get-only", "The callback address takes GET only", simulatorPaybill, [](SetUp &s) { s.shop = shopThatSays(200, 405); }, "K2"},
    {"callback-500", "The callback address fails at callbacks", simulatorPaybill, [](SetUp &s) { s.shop = shopThatSays(405, 500); }, "K2"},
    {"callback-csrf", "A CSRF filter refuses callbacks", simulatorPaybill, [](SetUp &s) { s.shop = shopThatSays(405, 419); }, "K2"},
    {"callback-slow", "The callback address takes seven seconds", simulatorPaybill, [](SetUp &s) { s.shop = slowShop(7'000); }, "K2",
     Status::Careful},
    {"registration-version", "The registration of URLs met the other version of C2B", simulatorPaybill,
     [](SetUp &s) {
         s.c2bAnswer =
             QStringLiteral("{\"requestId\":\"41877-9023416-2\",\"errorCode\":\"401.003.01\",\"errorMessage\":\"Error Occurred - Invalid "
                            "Access Token - Invalid API call as no apiproduct match found\"}");
     },
     "K5"},
    {"registration-url", "The registration of URLs refused an address", simulatorPaybill,
     [](SetUp &s) {
         s.c2bAnswer =
             QStringLiteral("{\"requestId\":\"41877-9023416-2\",\"errorCode\":\"400.003.02\",\"errorMessage\":\"Bad Request - Invalid "
                            "ValidationURL\"}");
     },
     "K5"},
    {"allow-list-old", "The server's allow-list is an old one: two addresses are missing", simulatorPaybill,
     [](SetUp &s) {
         s.allowList =
             QStringLiteral("196.201.214.200\n196.201.214.206\n196.201.213.114\n196.201.214.207\n196.201.214.208\n196.201.213.44\n"
                            "196.201.212.127\n196.201.212.128\n196.201.212.129\n196.201.212.132\n196.201.212.136\n196.201.212.138");
     },
     "K3"},
};
/// @}

} // namespace

const QList<Seed> &seeds()
{
    static const QList<Seed> all = valueSeeds + gatewaySeeds + numberSeeds + operatorSeeds + callbackSeeds;
    return all;
}

const Seed *findSeed(QStringView id)
{
    const QList<Seed> &all = seeds();
    const auto seed = std::find_if(all.begin(), all.end(), [id](const Seed &candidate) { return id == QLatin1StringView(candidate.id); });
    return seed == all.end() ? nullptr : &*seed;
}

} // namespace daraja
