// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callback.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;

namespace {

using Kind = Callback::Kind;

QByteArray stkBody(const QByteArray &members)
{
    return R"({"Body":{"stkCallback":{"MerchantRequestID":"3b7d-4c1e","CheckoutRequestID":"ws_CO_1",)" + members + "}}}";
}

QByteArray resultBody(const QByteArray &members)
{
    return R"({"Result":{"ResultType":0,"OriginatorConversationID":"6f20-4a9d","ConversationID":"AG_20260314_70104c9e2ab81d5f6037",)" +
           members + "}}";
}

} // namespace

class TestCallback final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void stkPaid();
    void stkCancelled();
    void result();
    void queueTimeout();
    void resultCode_data();
    void resultCode();
    void items_data();
    void items();
    void description();
    void otherSpelling();
    void unreadable_data();
    void unreadable();
    void everyPrefixIsSurvived();
};

void TestCallback::stkPaid()
{
    // The sample of daraja-api 5.4, as on the wire.
    const QByteArray body = R"({ "Body": { "stkCallback": {
  "MerchantRequestID": "3b7d-4c1e-9f02-7a6c1d9e0b42118305",
  "CheckoutRequestID": "ws_CO_14032026101530417712345678",
  "ResultCode": 0,
  "ResultDesc": "The service request is processed successfully.",
  "CallbackMetadata": { "Item": [
    { "Name": "Amount", "Value": 1250.00 },
    { "Name": "MpesaReceiptNumber", "Value": "UCE4K7Q2ZB" },
    { "Name": "Balance" },
    { "Name": "TransactionDate", "Value": 20260314101552 },
    { "Name": "PhoneNumber", "Value": 254712345678 } ] } } } })";
    const Callback callback = parseCallback(body, Kind::StkResult);
    QCOMPARE(callback.kind, Kind::StkResult);
    QCOMPARE(callback.problem, QString());
    QCOMPARE(callback.conversation, QStringLiteral("ws_CO_14032026101530417712345678"));
    QCOMPARE(callback.originatorConversation, QStringLiteral("3b7d-4c1e-9f02-7a6c1d9e0b42118305"));
    QCOMPARE(callback.resultCode, QStringLiteral("0"));
    QCOMPARE(callback.resultDescription, QStringLiteral("The service request is processed successfully."));
    QCOMPARE(callback.transactionId, QStringLiteral("UCE4K7Q2ZB"));
    QCOMPARE(callback.raw, body);
    const QList<QPair<QString, QString>> expected{{QStringLiteral("Amount"), QStringLiteral("1250.00")},
                                                  {QStringLiteral("MpesaReceiptNumber"), QStringLiteral("UCE4K7Q2ZB")},
                                                  {QStringLiteral("Balance"), QString()},
                                                  {QStringLiteral("TransactionDate"), QStringLiteral("20260314101552")},
                                                  {QStringLiteral("PhoneNumber"), QStringLiteral("254712345678")}};
    QCOMPARE(callback.parameters, expected);
    QCOMPARE(callback.parameter(u"Amount"), QStringLiteral("1250.00"));
    QCOMPARE(callback.parameter(u"Nothing"), QString());
}

void TestCallback::stkCancelled()
{
    const Callback callback = parseCallback(stkBody(R"("ResultCode":1032,"ResultDesc":"Request cancelled by user")"), Kind::StkResult);
    QCOMPARE(callback.kind, Kind::StkResult);
    QCOMPARE(callback.resultCode, QStringLiteral("1032"));
    QCOMPARE(callback.transactionId, QString());
    QVERIFY(callback.parameters.isEmpty());
}

void TestCallback::result()
{
    const QByteArray body =
        resultBody(R"("ResultCode":0,"ResultDesc":"ok","TransactionID":"UCE0000000","ResultParameters":{"ResultParameter":[
        {"Key":"ActionType","Value":"None"},
        {"Key":"AccountBalance","Value":"Working Account|KES|88214.00|88214.00|0.00|0.00&Utility Account|KES|1.00|1.00|0.00|0.00"},
        {"Key":"BOCompletedTime","Value":20260314101552}]},
        "ReferenceData":{"ReferenceItem":{"Key":"QueueTimeoutURL","Value":"https://internalsandbox.safaricom.co.ke/mpesa/abresults/v1/submit"}})");
    const Callback callback = parseCallback(body, Kind::Result);
    QCOMPARE(callback.kind, Kind::Result);
    QCOMPARE(callback.conversation, QStringLiteral("AG_20260314_70104c9e2ab81d5f6037"));
    QCOMPARE(callback.originatorConversation, QStringLiteral("6f20-4a9d"));
    QCOMPARE(callback.transactionId, QStringLiteral("UCE0000000"));
    QCOMPARE(callback.parameters.size(), 3);
    QCOMPARE(callback.parameter(u"BOCompletedTime"), QStringLiteral("20260314101552"));
    QVERIFY(callback.parameter(u"AccountBalance").startsWith(QStringLiteral("Working Account|KES|88214.00|")));
}

void TestCallback::queueTimeout()
{
    const QByteArray body = resultBody(R"("ResultCode":"1","ResultDesc":"The service request timed out.")");
    QCOMPARE(parseCallback(body, Kind::QueueTimeout).kind, Kind::QueueTimeout);
    QCOMPARE(parseCallback(body, Kind::Result).kind, Kind::Result);
    // Its body is barely documented: without a code it still says which request timed out.
    const Callback bare = parseCallback(resultBody(R"("Other":1)"), Kind::QueueTimeout);
    QCOMPARE(bare.kind, Kind::QueueTimeout);
    QCOMPARE(bare.conversation, QStringLiteral("AG_20260314_70104c9e2ab81d5f6037"));
    // What came decides, the address only tells a result from a timeout.
    QCOMPARE(parseCallback(stkBody(R"("ResultCode":0)"), Kind::QueueTimeout).kind, Kind::StkResult);
    QCOMPARE(parseCallback(body, Kind::StkResult).kind, Kind::Result);
}

void TestCallback::resultCode_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QString>("code");
    QTest::newRow("number") << QByteArray("1032") << QStringLiteral("1032");
    QTest::newRow("text") << QByteArray("\"1032\"") << QStringLiteral("1032");
    QTest::newRow("text with spaces") << QByteArray("\" 0 \"") << QStringLiteral("0");
    QTest::newRow("letters") << QByteArray("\"SFC_IC0003\"") << QStringLiteral("SFC_IC0003");
    QTest::newRow("TP40153") << QByteArray("\"TP40153\"") << QStringLiteral("TP40153");
    QTest::newRow("above 32 bits") << QByteArray("100000000011") << QStringLiteral("100000000011");
    QTest::newRow("dots") << QByteArray("\"00.002.1001\"") << QStringLiteral("00.002.1001");
}

void TestCallback::resultCode()
{
    QFETCH(QByteArray, literal);
    QFETCH(QString, code);
    const Callback stk = parseCallback(stkBody("\"ResultCode\":" + literal), Kind::StkResult);
    QCOMPARE(stk.kind, Kind::StkResult);
    QCOMPARE(stk.resultCode, code);
    const Callback result = parseCallback(resultBody("\"ResultCode\":" + literal), Kind::Result);
    QCOMPARE(result.kind, Kind::Result);
    QCOMPARE(result.resultCode, code);
}

void TestCallback::items_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("expected"); // name=value

    const auto stk = [](const char *name, const char *metadata, const QStringList &expected) {
        QTest::newRow(name) << stkBody(QByteArray("\"ResultCode\":0,\"CallbackMetadata\":") + metadata) << expected;
    };
    stk("single object", R"({"Item":{"Name":"Amount","Value":1.00}})", {QStringLiteral("Amount=1.00")});
    stk("no items", R"({"Item":[]})", {});
    stk("empty metadata", R"({})", {});
    stk("metadata null", R"(null)", {});
    stk("metadata text", R"("x")", {});
    stk("items text", R"({"Item":"x"})", {});
    stk("other order", R"({"Item":[{"Value":"UCE4K7Q2ZB","Name":"MpesaReceiptNumber"},{"Name":"Amount","Value":"5"}]})",
        {QStringLiteral("MpesaReceiptNumber=UCE4K7Q2ZB"), QStringLiteral("Amount=5")});
    stk("masked phone", R"({"Item":[{"Name":"PhoneNumber","Value":"2547 ***** 149"}]})", {QStringLiteral("PhoneNumber=2547 ***** 149")});
    stk("no phone", R"({"Item":[{"Name":"Amount","Value":10.00}]})", {QStringLiteral("Amount=10.00")});
    stk("64 bits", R"({"Item":[{"Name":"Huge","Value":9007199254740993}]})", {QStringLiteral("Huge=9007199254740993")});
    stk("nulls and flags", R"({"Item":[{"Name":"A","Value":null},{"Name":"B","Value":true}]})",
        {QStringLiteral("A="), QStringLiteral("B=true")});
    stk("nested value", R"({"Item":[{"Name":"Balance","Value":{"Amount": {"BasicAmount": 1.50}}}]})",
        {QStringLiteral(R"(Balance={"Amount": {"BasicAmount": 1.50}})")});
    stk("balance as text", R"({"Item":[{"Name":"Balance","Value":"{Amount={CurrencyCode=KES, BasicAmount=1.00}}"}]})",
        {QStringLiteral("Balance={Amount={CurrencyCode=KES, BasicAmount=1.00}}")});
    stk("stray values", R"({"Item":[1,"x",null,[],{},{"Value":3},{"Name":"Amount","Value":2}]})", {QStringLiteral("Amount=2")});
    stk("twice", R"({"Item":[{"Name":"Amount","Value":1},{"Name":"Amount","Value":2}]})",
        {QStringLiteral("Amount=1"), QStringLiteral("Amount=2")});

    const auto result = [](const char *name, const char *parameters, const QStringList &expected) {
        QTest::newRow(name) << resultBody(QByteArray("\"ResultCode\":0,\"ResultParameters\":") + parameters) << expected;
    };
    result("result: array", R"({"ResultParameter":[{"Key":"TransactionAmount","Value":500}]})", {QStringLiteral("TransactionAmount=500")});
    result("result: single object", R"({"ResultParameter":{"Key":"BOCompletedTime","Value":20260314101552}})",
           {QStringLiteral("BOCompletedTime=20260314101552")});
    result("result: flat", R"([{"Key":"A","Value":"b"}])", {QStringLiteral("A=b")});
    result("result: value missing", R"({"ResultParameter":[{"Key":"A"},{"Key":"B","Value":-312.50}]})",
           {QStringLiteral("A="), QStringLiteral("B=-312.50")});
    QTest::newRow("result: absent") << resultBody("\"ResultCode\":2001") << QStringList();
}

void TestCallback::items()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, expected);
    const Callback callback = parseCallback(body, Kind::Result);
    QVERIFY(callback.kind != Kind::Unreadable);
    QStringList found;
    for (const auto &[name, value] : callback.parameters) {
        found.append(name + u'=' + value);
    }
    QCOMPARE(found, expected);
}

void TestCallback::description()
{
    // Safaricom's words are kept, also with the prefix of older messages.
    const Callback callback =
        parseCallback(stkBody(R"("ResultCode":1032,"ResultDesc":"[STK_CB - ]Request cancelled by user")"), Kind::StkResult);
    QCOMPARE(callback.resultDescription, QStringLiteral("[STK_CB - ]Request cancelled by user"));
    QCOMPARE(parseCallback(stkBody(R"("ResultCode":1)"), Kind::StkResult).resultDescription, QString());
}

void TestCallback::otherSpelling()
{
    const Callback stk = parseCallback(
        R"({"body":{"StkCallback":{"checkoutRequestId":"ws_CO_2","resultCode":"0","RESULTDESC":"ok","callbackMetadata":{"item":[{"name":"MpesaReceiptNumber","value":"UCE4K7Q2ZB"}]}}}})",
        Kind::StkResult);
    QCOMPARE(stk.kind, Kind::StkResult);
    QCOMPARE(stk.conversation, QStringLiteral("ws_CO_2"));
    QCOMPARE(stk.transactionId, QStringLiteral("UCE4K7Q2ZB"));
    const Callback result = parseCallback(R"({"result":{"conversationId":"AG_1","resultCode":21}})", Kind::Result);
    QCOMPARE(result.kind, Kind::Result);
    QCOMPARE(result.conversation, QStringLiteral("AG_1"));
}

void TestCallback::unreadable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &body, const char *says) {
        QTest::newRow(name) << body << QString::fromLatin1(says);
    };
    row("empty", "", "empty");
    row("HTML", "<html><body>hello</body></html>", "byte 0");
    row("cut", R"({"Body":{"stkCallback":{"MerchantRequestID":)", "after byte 44");
    row("form", "ResultCode=0&CheckoutRequestID=1", "byte 0");
    row("array", "[]", "Neither Body.stkCallback nor Result");
    row("number", "0", "Neither Body.stkCallback nor Result");
    row("other object", R"({"TransactionReceipt":"UCE4K7Q2ZB"})", "Neither Body.stkCallback nor Result");
    row("empty Body", R"({"Body":{}})", "Body.stkCallback is missing");
    row("Body is text", R"({"Body":"x"})", "Body.stkCallback is missing");
    row("stkCallback is text", R"({"Body":{"stkCallback":"x"}})", "Body.stkCallback is not an object (byte 23)");
    row("stkCallback is array", R"({"Body":{"stkCallback":[]}})", "Body.stkCallback is not an object");
    row("Result is null", R"({"Result":null})", "Result is not an object (byte 10)");
    row("no id", R"({"Body":{"stkCallback":{"ResultCode":0}}})", "Body.stkCallback.CheckoutRequestID is missing");
    row("id is empty", R"({"Body":{"stkCallback":{"ResultCode":0,"CheckoutRequestID":" "}}})",
        "Body.stkCallback.CheckoutRequestID is missing");
    row("id is an object", R"({"Body":{"stkCallback":{"ResultCode":0,"CheckoutRequestID":{}}}})",
        "Body.stkCallback.CheckoutRequestID is missing");
    row("no code", R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1"}}})", "Body.stkCallback.ResultCode is missing");
    row("code is true", R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1","ResultCode":true}}})",
        "Body.stkCallback.ResultCode is missing");
    row("result without id", R"({"Result":{"ResultCode":0}})", "Result.ConversationID is missing");
    row("result without code", R"({"Result":{"ConversationID":"AG_1"}})", "Result.ResultCode is missing");
    row("deep", QByteArray(100'000, '['), "levels deep");
}

void TestCallback::unreadable()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const Callback callback = parseCallback(body, Kind::Result);
    QCOMPARE(callback.kind, Kind::Unreadable);
    QVERIFY2(callback.problem.contains(says), qPrintable(callback.problem));
    QCOMPARE(callback.raw, body);
}

/// A sender that was cut off: each prefix is unreadable, none is mistaken for a result.
void TestCallback::everyPrefixIsSurvived()
{
    const QByteArray whole = stkBody(R"("ResultCode":0,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":1250.00}]})");
    QCOMPARE(parseCallback(whole, Kind::StkResult).kind, Kind::StkResult);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QCOMPARE(parseCallback(whole.first(size), Kind::StkResult).kind, Kind::Unreadable);
    }
}

QTEST_GUILESS_MAIN(TestCallback)
#include "tst_callback.moc"
