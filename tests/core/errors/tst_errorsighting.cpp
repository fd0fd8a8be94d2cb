// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/errorguide.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;

namespace {

using Kind = ErrorSighting::Kind;

QStringList idsOf(const QList<const GuideEntry *> &entries)
{
    QStringList ids;
    for (const GuideEntry *entry : entries) {
        ids.append(entry->explanation.id);
    }
    return ids;
}

} // namespace

/// What people paste, and what the guide makes of it. Samples by hand after daraja-api 1.6, 5.4, 10.2, 13, 18, 19, 20.
class TestErrorSighting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void reads_data();
    void reads();
    void secretsAreMasked();
    void hostileTexts_data();
    void hostileTexts();
    void meanings_data();
    void meanings();
    void fiveMeaningsOfOneCode();
    void search_data();
    void search();
    void searchForNothing();
};

void TestErrorSighting::reads_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("operation");

    const auto row = [](const char *name, const char *pasted, const char *code, const char *text, Kind kind, const char *operation = "") {
        QTest::newRow(name) << QString::fromUtf8(pasted) << QString::fromUtf8(code) << QString::fromUtf8(text) << kind
                            << QString::fromUtf8(operation);
    };
    row("bare number", " 1032 ", "1032", "", Kind::Any);
    row("bare code", "500.001.1001", "500.001.1001", "", Kind::Error);
    row("bare letters", "SFC_IC0003", "SFC_IC0003", "", Kind::Any);
    row("TP", "tp40153", "tp40153", "", Kind::Any);
    row("C2B", "C2B00012", "C2B00012", "", Kind::Any);
    row("unheard-of letters", "TP99 Odd", "TP99", "Odd", Kind::Any);
    row("unheard-of dots", "500.777.1: Boom", "500.777.1", "500.777.1: Boom", Kind::Error);
    row("code and words", "1032 Request cancelled by user", "1032", "Request cancelled by user", Kind::Any);
    row("code, colon, words", "1037: DS timeout user cannot be reached.", "1037", "DS timeout user cannot be reached.", Kind::Any);
    row("sentence with code", "we get error code 2001 since noon", "2001", "we get error code 2001 since noon", Kind::Any);
    row("sentence with dotted", "Customer sees 404.001.03.", "404.001.03", "Customer sees 404.001.03.", Kind::Error);
    row("words alone", "Unable to lock subscriber", "", "Unable to lock subscriber", Kind::Any);
    row("an address is no code", "from 196.201.214.200 at 10:15", "", "from 196.201.214.200 at 10:15", Kind::Any);
    row("an amount is no code", "paid 1032 shillings", "", "paid 1032 shillings", Kind::Any);

    row("F1", "{\"requestId\":\"3b7d-4c1e\",\"errorCode\":\"400.002.02\",\"errorMessage\":\"Bad Request - Invalid Amount\"}", "400.002.02",
        "Bad Request - Invalid Amount", Kind::Error);
    row("F2",
        "{\"fault\":{\"faultstring\":\"Spike arrest violation. Allowed rate\",\"detail\":{\"errorcode\":"
        "\"policies.ratelimit.SpikeArrestViolation\"}}}",
        "policies.ratelimit.SpikeArrestViolation", "Spike arrest violation. Allowed rate", Kind::Error);
    row("F4", "<html><head><title>x</title></head>Request unsuccessful. Incapsula incident ID: 443-22</html>", "GATEWAY_PAGE",
        "Request unsuccessful. Incapsula incident ID: 443-22", Kind::Error);
    row("F5", "{\"rescode\":\"409\",\"resmsg\":\"Biller already Registered\"}", "409", "Biller already Registered", Kind::Any, "bill");
    row("F7", "{\"RequestID\":\"1\",\"ErrorCode\":\"500.001.1001\",\"ErrorMessage\":\"The transaction is being processed\"}",
        "500.001.1001", "The transaction is being processed", Kind::Error);
    row("STK callback",
        "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"3b7d\",\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":1032,\"ResultDesc\":"
        "\"Request cancelled by user\"}}}",
        "1032", "Request cancelled by user", Kind::Result, "stk");
    row("STK query", "{\"ResponseCode\":\"0\",\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":\"1037\",\"ResultDesc\":\"DS timeout\"}",
        "1037", "DS timeout", Kind::Result, "stk");
    row("Result envelope",
        "{\"Result\":{\"ResultType\":0,\"ResultCode\":\"SFC_IC0003\",\"ResultDesc\":\"The operator does not exist.\",\"ReferenceData\":"
        "{\"ReferenceItem\":{\"Key\":\"QueueTimeoutURL\",\"Value\":\"https://internalapi.safaricom.co.ke/mpesa/b2cresults/v1/submit\"}}}}",
        "SFC_IC0003", "The operator does not exist.", Kind::Result, "b2c");
    row("B2B Express",
        "{\"resultCode\":\"4001\",\"resultDesc\":\"User cancelled transaction\",\"requestId\":\"c2f1\",\"amount\":\"85.0\","
        "\"paymentReference\":\"ORD-88\"}",
        "4001", "User cancelled transaction", Kind::Result, "b2b_express");
    row("Ratiba", "{\"responseHeader\":{\"responseRefID\":\"4dd9\",\"responseCode\":\"1037\",\"responseDescription\":\"No response\"}}",
        "1037", "No response", Kind::Any);
    row("Pull", "{\"ResponseRefID\":\"26ca\",\"ResponseCode\":\"1001\",\"ResponseMessage\":\"No records\"}", "1001", "No records",
        Kind::Any, "pull");
    row("log line",
        "2026-11-21 10:15:30,221 ERROR POST /mpesa/stkpush/v1/processrequest -> HTTP 500 {\"requestId\":\"2ba8-4165\",\"errorCode\":"
        "\"500.001.1001\",\"errorMessage\":\"Wrong credentials\"}",
        "500.001.1001", "Wrong credentials", Kind::Error, "stk");
    row("Python", "{'requestId': '2ba8', 'errorCode': '404.001.03', 'errorMessage': 'Invalid Access Token'}", "404.001.03",
        "Invalid Access Token", Kind::Error);
    row("cut off", "{\"requestId\":\"2ba8\",\"errorCode\":\"404.001.03\",\"errorMess", "404.001.03",
        "{\"requestId\":\"2ba8\",\"errorCode\":\"404.001.03\",\"errorMess", Kind::Error);
    row("escaped", "body=\"{\\\"errorCode\\\":\\\"404.001.03\\\",\\\"errorMessage\\\":\\\"Invalid Access Token\\\"}\"", "404.001.03",
        "Invalid Access Token", Kind::Error);
    row("JSON in JSON",
        "{\"level\":\"warn\",\"body\":\"{\\\"errorCode\\\":\\\"404.001.03\\\",\\\"errorMessage\\\":\\\"Invalid Access Token\\\"}\"}",
        "404.001.03", "Invalid Access Token", Kind::Error);
    row("ResultCode=", "callback ResultCode=1 ResultDesc='The balance is insufficient'", "1", "The balance is insufficient", Kind::Result);
    row("status line", "HTTP/1.1 502 Bad Gateway", "HTTP_502", "HTTP/1.1 502 Bad Gateway", Kind::Error);
}

void TestErrorSighting::reads()
{
    QFETCH(QString, pasted);
    const ErrorSighting seen = readErrorText(pasted);
    QTEST(seen.code, "code");
    QTEST(seen.text, "text");
    QTEST(seen.kind, "kind");
    QTEST(seen.operation, "operation");
}

void TestErrorSighting::secretsAreMasked()
{
    const ErrorSighting seen = readErrorText(QStringLiteral("Authorization: Bearer abcdefGHIJKL123456\nHTTP 404, code 404.001.03"));
    QCOMPARE(seen.code, QStringLiteral("404.001.03"));
    QVERIFY(!seen.said().contains(QStringLiteral("abcdefGHIJKL123456")));
}

void TestErrorSighting::hostileTexts_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("empty") << QString();
    QTest::newRow("white") << QStringLiteral(" \n\t ");
    QTest::newRow("braces") << QString(200'000, u'{');
    QTest::newRow("nested") << QStringLiteral("{\"a\":").repeated(3000) + u'1' + QStringLiteral("}").repeated(3000);
    QTest::newRow("quotes") << QString(100'000, u'"');
    QTest::newRow("strings in strings") << QStringLiteral("{\"a\":\"{\\\"a\\\":\\\"{\\\\\\\"a\\\\\\\":1}\\\"}\"}");
    QTest::newRow("broken UTF-16") << QString(QChar(0xD800)) + u'1';
    QTest::newRow("megabytes") << QStringLiteral("errorCode ").repeated(300'000);
}

void TestErrorSighting::hostileTexts()
{
    QFETCH(QString, pasted);
    const ErrorSighting seen = readErrorText(pasted);
    QVERIFY(seen.code.isEmpty());
    QVERIFY(seen.text.size() <= 400);
    QVERIFY(ErrorGuide::instance().meanings(seen).isEmpty());
}

void TestErrorSighting::meanings_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QStringList>("ids");

    const auto row = [](const char *pasted, const char *operation, const char *ids) {
        QTest::addRow("%s %s", pasted, operation)
            << QString::fromLatin1(pasted) << QString::fromLatin1(operation) << QString::fromLatin1(ids).split(u' ', Qt::SkipEmptyParts);
    };
    row("1032", "", "stk.1032");
    row("2001", "", "stk.2001 result.2001");
    row("2001", "stk_push", "stk.2001");
    row("2001", "b2c", "result.2001");
    row("26", "", "stk.26 result.26 result.26.read");
    row("26", "b2c_payment", "result.26");
    row("26", "account_balance", "result.26.read");
    row("500.001.1001 Wrong credentials", "", "stk.wrong-credentials");
    row("Error 500.001.1001: [MerchantValidate] - Wrong credentials", "", "stk.wrong-credentials");
    row("404.001.03 Invalid Access Token", "", "token.404.001.03");
    row("no response from user.", "", "stk.1037");
    row("DS timeout user cannot be reached. (call 17 of 20)", "", "stk.1037");
    row("Error Occurred: Spike Arrest Violation", "", "common.spike-arrest");
    row("36", "", "legacy.36");
    row("31415", "", "");
    row("nothing that anybody ever heard of", "", "");
}

void TestErrorSighting::meanings()
{
    QFETCH(QString, pasted);
    QFETCH(QString, operation);
    ErrorSighting seen = readErrorText(pasted);
    if (!operation.isEmpty()) {
        seen.operation = operation;
    }
    QTEST(idsOf(ErrorGuide::instance().meanings(seen)), "ids");
}

void TestErrorSighting::fiveMeaningsOfOneCode()
{
    const QStringList ids = idsOf(ErrorGuide::instance().meanings(readErrorText(QStringLiteral("500.001.1001"))));
    for (const char *id :
         {"stk.wrong-credentials", "stk.merchant-unknown", "stk.subscriber-locked", "stk.being-processed", "common.500.001.1001"}) {
        QVERIFY2(ids.contains(QLatin1StringView(id)), id);
    }
    QCOMPARE(ids.size(), 6); // the last: the same for questions
}

void TestErrorSighting::search_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("also");
    QTest::addColumn<QString>("never");

    const auto row = [](const char *text, const char *first, const char *also, const char *never) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(first) << QString::fromLatin1(also)
                            << QString::fromLatin1(never);
    };
    row("1032", "stk.1032", "", "stk.1037");
    row("103", "stk.1031", "stk.1037", "stk.1001");
    row("1", "stk.1", "stk.1032", "stk.2001");
    row("wrong pin", "stk.2001", "", "stk.1032");
    row("PIN", "stk.1031", "stk.8006", "stk.0");
    row("*234#", "stk.1037", "", "stk.1032");
    row("1032 request cancelled by user", "stk.1032", "", "stk.1037");
    row("cancelled by user", "stk.1032", "", "stk.1037");
    row("sfc_ic", "stk.sfc_ic0003", "b2b.sfc_ic0003", "stk.1");
    row("utility", "b2c.1", "result.21.b2b", "stk.1");
    row("bill manager", "bill.401", "bill.409.paid", "stk.1");
    row("36", "legacy.36", "", "stk.1036");
}

void TestErrorSighting::search()
{
    QFETCH(QString, text);
    QFETCH(QString, first);
    QFETCH(QString, also);
    QFETCH(QString, never);
    const QStringList ids = idsOf(ErrorGuide::instance().search(text));
    QVERIFY(!ids.isEmpty());
    QCOMPARE(ids.first(), first);
    QVERIFY2(also.isEmpty() || ids.contains(also), qPrintable(ids.join(u' ')));
    QVERIFY2(!ids.contains(never), qPrintable(ids.join(u' ')));
}

void TestErrorSighting::searchForNothing()
{
    const ErrorGuide &guide = ErrorGuide::instance();
    QCOMPARE(guide.search({}).size(), guide.entries().size());
    QCOMPARE(guide.search(QStringLiteral("  ")).size(), guide.entries().size());
    QVERIFY(guide.search(QStringLiteral("xyzzy")).isEmpty());
}

QTEST_GUILESS_MAIN(TestErrorSighting)
#include "tst_errorsighting.moc"
