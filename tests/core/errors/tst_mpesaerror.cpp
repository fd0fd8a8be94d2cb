// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/redactor.h"
#include "core/errors/mpesaapiexception.h"
#include "core/errors/mpesaerror.h"

#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Origin = MpesaError::Origin;

Q_DECLARE_METATYPE(MpesaError::Origin)

namespace {

HttpResult answerOf(int status, const QByteArray &body)
{
    HttpResult result;
    result.status = status;
    result.body = body;
    result.attempts = 1;
    result.exchange.status = status;
    result.exchange.responseBody = body;
    result.exchange.outcome = HttpOutcome::Answered;
    return result;
}

HttpResult lostCall(HttpOutcome outcome, HttpFailure failure)
{
    HttpResult result;
    result.exchange.outcome = outcome;
    result.exchange.failure = failure;
    result.exchange.failureText = u"the server hung up"_s;
    return result;
}

const QByteArray spikeArrest =
    R"({"fault":{"faultstring":"Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5}","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}})";
const QByteArray incapsula =
    R"(<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body><iframe>Request unsuccessful. Incapsula incident ID: 1063000480-238712341</iframe></body></html>)";

QByteArray f1(const QByteArray &code, const QByteArray &message)
{
    return R"({"requestId":"3b7d-4c1e-9f02-7a6c1d9e0b42118305","errorCode":")" + code + R"(","errorMessage":")" + message + R"("})";
}

} // namespace

class MpesaErrorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void shapes_data();
    void shapes();
    void successIsNoError_data();
    void successIsNoError();
    void certaintyForMoney_data();
    void certaintyForMoney();
    void readOnlyIsNeverUnknown();
    void withoutAnswer_data();
    void withoutAnswer();
    void tokenRejections_data();
    void tokenRejections();
    void lostAnswersAreNoTokenRejection();
    void wordsAreRedacted();
    void keptBodyIsBounded();
    void garbageNeverBreaksIt_data();
    void garbageNeverBreaksIt();
    void originNames();
    void exceptionCarriesTheError();
};

void MpesaErrorTest::shapes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("requestId");

    const QString id = u"3b7d-4c1e-9f02-7a6c1d9e0b42118305"_s;
    QTest::newRow("F1") << 400 << f1("400.002.02", "Bad Request - Invalid Amount") << Origin::Api << u"400.002.02"_s
                        << u"Bad Request - Invalid Amount"_s << id;
    QTest::newRow("F1, numeric code") << 400 << QByteArray(R"({"errorCode":400,"errorMessage":"Bad Request - Invalid TrxCode"})")
                                      << Origin::Api << u"400"_s << u"Bad Request - Invalid TrxCode"_s << QString();
    QTest::newRow("F1, white space") << 400 << QByteArray(R"(  {"errorCode":" 400.002.02 ","errorMessage":" Invalid "}  )") << Origin::Api
                                     << u"400.002.02"_s << u"Invalid"_s << QString();
    QTest::newRow("F1, HTTP 200") << 200 << f1("500.002.1001", "Duplicate OriginatorConversationID.") << Origin::Api << u"500.002.1001"_s
                                  << u"Duplicate OriginatorConversationID."_s << id;
    QTest::newRow("F2") << 429 << spikeArrest << Origin::Api << u"policies.ratelimit.SpikeArrestViolation"_s
                        << u"Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5}"_s << QString();
    QTest::newRow("F3") << 400 << QByteArray() << Origin::Api << u"HTTP_400"_s << QString() << QString();
    QTest::newRow("F4, 503") << 503 << incapsula << Origin::Api << u"GATEWAY_PAGE"_s << QString() << u"1063000480-238712341"_s;
    QTest::newRow("F4, bare text") << 503 << QByteArray("Request unsuccessful. Incapsula incident ID: 77-12") << Origin::Api
                                   << u"GATEWAY_PAGE"_s << QString() << u"77-12"_s;
    QTest::newRow("F4, 403 without incident") << 403 << QByteArray(R"(<html style="height:100%"><head><META NAME="ROBOTS")") << Origin::Api
                                              << u"GATEWAY_PAGE"_s << QString() << QString();
    QTest::newRow("F4, 200") << 200 << QByteArray("<!DOCTYPE html><html><head><title>Sign in</title></head></html>") << Origin::Api
                             << u"GATEWAY_PAGE"_s << QString() << QString();
    QTest::newRow("F5") << 401 << QByteArray(R"({"errorCode":"401","errorMessage":"Unauthorized - Invalid Access Token"})") << Origin::Auth
                        << u"401"_s << u"Unauthorized - Invalid Access Token"_s << QString();
    QTest::newRow("F5, rescode") << 200 << QByteArray(R"({"rescode":"409","resmsg":"Biller already registered"})") << Origin::Api
                                 << u"409"_s << u"Biller already registered"_s << QString();
    QTest::newRow("F6")
        << 200
        << QByteArray(
               R"({"ResponseHeader":{"responseRefID":"r-1","responseCode":"1050","responseDescription":"Duplicate"},"ResponseBody":{}})")
        << Origin::Api << u"1050"_s << u"Duplicate"_s << u"r-1"_s;
    QTest::newRow("F7")
        << 500
        << QByteArray(R"({"RequestID":"41877-9023416-2","ErrorCode":"500.001.1001","ErrorMessage":"The transaction is being processed"})")
        << Origin::Api << u"500.001.1001"_s << u"The transaction is being processed"_s << u"41877-9023416-2"_s;
    QTest::newRow("F8")
        << 500
        << QByteArray(
               R"({"Envelope":{"Body":{"Fault":{"faultstring":"Execution of ServiceCallout SCO-AddURLVault failed.","detail":{"source":{"errorcode":"steps.servicecallout.ExecutionFailed"}}}}}})")
        << Origin::Api << u"steps.servicecallout.ExecutionFailed"_s << u"Execution of ServiceCallout SCO-AddURLVault failed."_s
        << QString();
    QTest::newRow("F9") << 400 << QByteArray(R"({"header":{"status":"400"},"body":{"message":"The customer does not exist."}})")
                        << Origin::Api << u"400"_s << u"The customer does not exist."_s << QString();
    QTest::newRow("object without a shape") << 404 << QByteArray(R"({"message":"no route"})") << Origin::Api << u"HTTP_404"_s
                                            << u"no route"_s << QString();
    QTest::newRow("empty 200") << 200 << QByteArray(" \r\n") << Origin::Api << u"NOT_JSON"_s << QString() << QString();
    QTest::newRow("text") << 502 << QByteArray("bad gateway") << Origin::Api << u"NOT_JSON"_s << QString() << QString();
    QTest::newRow("truncated JSON") << 200 << QByteArray(R"({"ResponseCode":"0")") << Origin::Api << u"NOT_JSON"_s << QString()
                                    << QString();
    QTest::newRow("array for object") << 200 << QByteArray(R"([{"ResponseCode":"0"}])") << Origin::Api << u"NOT_JSON"_s << QString()
                                      << QString();
    QTest::newRow("redirect") << 302 << QByteArray() << Origin::Api << u"HTTP_302"_s << QString() << QString();
}

void MpesaErrorTest::shapes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, message);

    const MpesaError error = errorFrom(answerOf(status, body), true);
    QTEST(error.origin, "origin");
    QTEST(error.code, "code");
    QTEST(error.requestId, "requestId");
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.body, body);
    if (message.isEmpty()) {
        QVERIFY2(error.message.size() > 20, qPrintable(error.message)); // our own sentence
        QVERIFY2(!error.message.contains(u'<'), qPrintable(error.message));
    } else {
        QCOMPARE(error.message, message);
    }
}

void MpesaErrorTest::successIsNoError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("acknowledgement") << QByteArray(R"({"MerchantRequestID":"1","CheckoutRequestID":"ws_CO_1","ResponseCode":"0"})");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("errorCode 0") << QByteArray(R"({"errorCode":"0","errorMessage":"Success"})");
    QTest::newRow("rescode 200") << QByteArray(R"({"rescode":"200","resmsg":"Success"})");
    QTest::newRow("header 200") << QByteArray(R"({"ResponseHeader":{"responseCode":"200"},"ResponseBody":{}})");
    QTest::newRow("refusal in ResponseCode is the caller's business") << QByteArray(R"({"ResponseCode":"1"})");
}

void MpesaErrorTest::successIsNoError()
{
    QFETCH(QByteArray, body);
    QVERIFY(!errorFrom(answerOf(200, body), false).isError());
}

/// daraja-api 1.7 and 5.3: what a request that moves money may have done although this came back.
void MpesaErrorTest::certaintyForMoney_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Origin>("origin");

    const auto row = [](const char *name, int status, const QByteArray &body, Origin origin) {
        QTest::newRow(name) << status << body << origin;
    };
    row("invalid field", 400, f1("400.002.02", "Bad Request - Invalid Amount"), Origin::Api);
    row("resource not found", 404, f1("404.001.01", "Resource not found"), Origin::Api);
    row("404 without a word", 404, {}, Origin::Api);
    row("token", 404, f1("404.001.03", "Invalid Access Token"), Origin::Auth);
    row("401 page", 401, incapsula, Origin::Auth);
    row("spike arrest 429", 429, spikeArrest, Origin::Api);
    row("429 without a word", 429, {}, Origin::Api);
    row("429 page", 429, "<html><title>Too many requests</title></html>", Origin::Api);
    row("spike arrest 500", 500, spikeArrest, Origin::Api);
    row("busy", 500, f1("500.003.02", "System is busy. Please try again in few minutes."), Origin::Api);
    row("quota", 500, f1("500.003.03", "Error Occurred: Quota Violation"), Origin::Api);
    row("wrong passkey", 500, f1("500.001.1001", "[MerchantValidate] - Wrong credentials"), Origin::Api);
    row("no such merchant", 500, f1("500.001.1001", "Merchant does not exist"), Origin::Api);
    row("locked", 500, f1("500.001.1001", "Unable to lock subscriber, a transaction is already in process"), Origin::Api);
    row("maintenance", 500, f1("500.002.1001", "Service is currently under maintenance."), Origin::Api);
    row("registered", 500, f1("500.003.1001", "Urls are already registered."), Origin::Api);
    row("4xx code with HTTP 500", 500, f1("400.002.02", "Bad Request - Invalid Amount"), Origin::Api);
    row("refused with HTTP 200", 200, f1("500.003.1001", "Internal Server Error"), Origin::Api);

    row("other 500.001.1001", 500, f1("500.001.1001", "Something else"), Origin::UnknownOutcome);
    row("internal", 500, f1("500.003.1001", "Internal Server Error"), Origin::UnknownOutcome);
    row("backend timeout", 504,
        R"({"fault":{"faultstring":"Gateway Timeout","detail":{"errorcode":"messaging.adaptors.http.flow.GatewayTimeout"}}})",
        Origin::UnknownOutcome);
    row("F4 503", 503, incapsula, Origin::UnknownOutcome);
    row("F4 403", 403, incapsula, Origin::UnknownOutcome);
    row("page with 200", 200, "<html></html>", Origin::UnknownOutcome);
    row("500 page about tokens", 500, "<html><title>access token service failed</title></html>", Origin::UnknownOutcome);
    row("503 without a word", 503, {}, Origin::UnknownOutcome);
    row("502 text", 502, "bad gateway", Origin::UnknownOutcome);
    row("408", 408, {}, Origin::UnknownOutcome);
    row("redirect", 307, {}, Origin::UnknownOutcome);
    row("200 without a word", 200, {}, Origin::UnknownOutcome);
    row("200 truncated", 200, R"({"ResponseCode":"0")", Origin::UnknownOutcome);
    row("200 array", 200, "[]", Origin::UnknownOutcome);
}

void MpesaErrorTest::certaintyForMoney()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const MpesaError error = errorFrom(answerOf(status, body), false);
    QTEST(error.origin, "origin");
    QVERIFY(!error.code.isEmpty());
    QVERIFY(!error.message.isEmpty());
}

void MpesaErrorTest::readOnlyIsNeverUnknown()
{
    for (const int status : {200, 302, 400, 403, 408, 500, 503}) {
        for (const QByteArray &body : {QByteArray(), incapsula, QByteArray("[]"), f1("500.003.1001", "Internal Server Error")}) {
            QCOMPARE(errorFrom(answerOf(status, body), true).origin, Origin::Api);
        }
    }
}

void MpesaErrorTest::withoutAnswer_data()
{
    QTest::addColumn<HttpOutcome>("outcome");
    QTest::addColumn<HttpFailure>("failure");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, HttpOutcome outcome, HttpFailure failure, bool readOnly, Origin origin, const QString &code) {
        QTest::newRow(name) << outcome << failure << readOnly << origin << code;
    };
    const auto never = HttpOutcome::NotSent;
    const auto perhaps = HttpOutcome::Unknown;
    row("refused", never, HttpFailure::Refused, false, Origin::Network, u"NETWORK"_s);
    row("dns", never, HttpFailure::HostNotFound, false, Origin::Network, u"NETWORK"_s);
    row("connect limit", never, HttpFailure::Timeout, false, Origin::Network, u"NETWORK"_s);
    row("tls", never, HttpFailure::Tls, false, Origin::Tls, u"TLS"_s);
    row("aborted before sending", never, HttpFailure::Aborted, false, Origin::Aborted, u"ABORTED"_s);
    row("bad url", never, HttpFailure::BadUrl, false, Origin::Validation, u"INVALID_FIELD"_s);
    row("timeout after sending", perhaps, HttpFailure::Timeout, false, Origin::UnknownOutcome, u"OUTCOME_UNKNOWN"_s);
    row("lost after sending", perhaps, HttpFailure::ConnectionLost, false, Origin::UnknownOutcome, u"OUTCOME_UNKNOWN"_s);
    row("too large", perhaps, HttpFailure::TooLarge, false, Origin::UnknownOutcome, u"OUTCOME_UNKNOWN"_s);
    row("aborted after sending", perhaps, HttpFailure::Aborted, false, Origin::UnknownOutcome, u"OUTCOME_UNKNOWN"_s);
    row("read only timeout", perhaps, HttpFailure::Timeout, true, Origin::Network, u"NETWORK"_s);
    row("read only bad answer", perhaps, HttpFailure::BadAnswer, true, Origin::Network, u"NETWORK"_s);
    row("read only aborted", perhaps, HttpFailure::Aborted, true, Origin::Aborted, u"ABORTED"_s);
}

void MpesaErrorTest::withoutAnswer()
{
    QFETCH(HttpOutcome, outcome);
    QFETCH(HttpFailure, failure);
    QFETCH(bool, readOnly);
    const MpesaError error = errorFrom(lostCall(outcome, failure), readOnly);
    QTEST(error.origin, "origin");
    QTEST(error.code, "code");
    QCOMPARE(error.httpStatus, 0);
    if (error.origin == Origin::UnknownOutcome) {
        QVERIFY(error.message.contains(u"the server hung up"));
        QVERIFY(error.message.contains(u"may have been carried out"));
    } else if (error.origin != Origin::Aborted) {
        QCOMPARE(error.message, u"the server hung up"_s);
    }
}

/// daraja-api 2.4, row by row.
void MpesaErrorTest::tokenRejections_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("rejected");

    QTest::newRow("STK") << 404 << f1("404.001.03", "Invalid Access Token") << true;
    QTest::newRow("query, portal") << 400 << f1("400.003.01", "Invalid Access Token") << true;
    QTest::newRow("C2B") << 401 << f1("401.003.01", "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found")
                         << true;
    QTest::newRow("B2C") << 401 << f1("401.002.01", "Error Occurred - Invalid Access Token - abc") << true;
    QTest::newRow("pull") << 401 << f1("401.001", "Invalid Access Token") << true;
    QTest::newRow("bill manager") << 401 << QByteArray(R"({"errorCode":"401","errorMessage":"Unauthorized"})") << true;
    QTest::newRow("header") << 404 << f1("404.001.04", "Invalid Authentication Header") << true;
    QTest::newRow("401 without a word") << 401 << QByteArray() << true;
    QTest::newRow("words alone") << 400 << f1("400.003.99", "The ACCESS TOKEN has expired") << true;
    QTest::newRow("code 401 with HTTP 400") << 400 << f1("401.002.01", "no") << true;

    QTest::newRow("404 of another kind") << 404 << f1("404.001.01", "Resource not found") << false;
    QTest::newRow("400 of another kind") << 400 << f1("400.003.02", "Bad Request") << false;
    QTest::newRow("wrong passkey") << 500 << f1("500.001.1001", "Wrong credentials") << false;
    QTest::newRow("403") << 403 << incapsula << false;
}

void MpesaErrorTest::tokenRejections()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, rejected);
    for (const bool readOnly : {false, true}) {
        const MpesaError error = errorFrom(answerOf(status, body), readOnly);
        QCOMPARE(isTokenRejection(error), rejected);
        QCOMPARE(error.origin == Origin::Auth, rejected);
    }
}

void MpesaErrorTest::lostAnswersAreNoTokenRejection()
{
    HttpResult lost = lostCall(HttpOutcome::Unknown, HttpFailure::Timeout);
    lost.exchange.failureText = u"no access token came"_s;
    QVERIFY(!isTokenRejection(errorFrom(lost, true)));
    QVERIFY(!isTokenRejection(MpesaError()));
}

/// Daraja echoes the token in 401.002.01.
void MpesaErrorTest::wordsAreRedacted()
{
    const QByteArray token = "kS9Yx2mQv71LdPzR0aWcE4tUbN8h";
    HttpResult result = answerOf(401, f1("401.002.01", "Error Occurred - Invalid Access Token - " + token));
    Redactor redactor;
    redactor.addSecret(token);
    result.exchange.responseBody = redactor.text(result.body);

    const MpesaError error = errorFrom(result, false);
    QCOMPARE(error.code, u"401.002.01"_s);
    QVERIFY2(error.message.startsWith(u"Error Occurred - Invalid Access Token - "), qPrintable(error.message));
    QVERIFY(!error.message.contains(QString::fromLatin1(token)));
    QVERIFY(!error.body.contains(token));
}

void MpesaErrorTest::keptBodyIsBounded()
{
    const QByteArray page = "<html>" + QByteArray(5 * 1024 * 1024, 'x');
    const MpesaError error = errorFrom(answerOf(503, page), true);
    QCOMPARE(error.body.size(), qsizetype(64 * 1024));
    QVERIFY(error.message.size() < 1000);
    QVERIFY(errorFrom(answerOf(503, QByteArray(1024 * 1024, 'x')), true).message.size() < 1000);
}

void MpesaErrorTest::garbageNeverBreaksIt_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("types") << QByteArray(R"({"errorCode":["400"],"errorMessage":{"a":1},"requestId":true,"fault":7,"rescode":null})");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("deep objects") << QByteArray(R"({"fault":)").repeated(5'000);
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("bad utf-8") << QByteArray("{\"errorMessage\":\"\xff\xfe\"}");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("duplicate keys") << QByteArray(R"({"errorCode":"1","errorCode":"2","ERRORCODE":"3"})");
    QTest::newRow("unclosed tag") << QByteArray("<title>").repeated(10'000);
}

void MpesaErrorTest::garbageNeverBreaksIt()
{
    QFETCH(QByteArray, body);
    for (const int status : {200, 400, 500}) {
        const MpesaError error = errorFrom(answerOf(status, body), false);
        QCOMPARE(error.isError(), status != 200 || !body.startsWith(R"({"errorCode":["400"])"));
        QVERIFY(!error.isError() || !error.code.isEmpty());
    }
}

void MpesaErrorTest::originNames()
{
    QCOMPARE(originName(Origin::None), QString());
    QCOMPARE(originName(Origin::Validation), u"validation"_s);
    QCOMPARE(originName(Origin::Network), u"network"_s);
    QCOMPARE(originName(Origin::Tls), u"tls"_s);
    QCOMPARE(originName(Origin::Auth), u"auth"_s);
    QCOMPARE(originName(Origin::Api), u"api"_s);
    QCOMPARE(originName(Origin::Callback), u"callback"_s);
    QCOMPARE(originName(Origin::Aborted), u"aborted"_s);
    QCOMPARE(originName(Origin::UnknownOutcome), u"unknown"_s);
}

void MpesaErrorTest::exceptionCarriesTheError()
{
    const MpesaError error = errorFrom(answerOf(400, f1("400.002.02", "Bad Request - Invalid Amount")), false);
    try {
        throw MpesaApiException(error);
    } catch (const std::runtime_error &thrown) {
        QCOMPARE(QString::fromUtf8(thrown.what()), u"400.002.02: Bad Request - Invalid Amount"_s);
        const auto *exception = dynamic_cast<const MpesaApiException *>(&thrown);
        QVERIFY(exception);
        QCOMPARE(exception->error().code, error.code);
        QCOMPARE(exception->error().origin, error.origin);
    }
}

QTEST_GUILESS_MAIN(MpesaErrorTest)
#include "tst_mpesaerror.moc"
