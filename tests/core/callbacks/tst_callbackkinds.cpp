// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callback.h"
#include "core/callbacks/callbackpaths.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;

using Kind = Callback::Kind;

Q_DECLARE_METATYPE(daraja::Callback::Kind)

namespace {

using Pairs = QList<QPair<QString, QString>>;

/// The sample of daraja-api 8.
const QByteArray c2bBody = R"({ "TransactionType": "Pay Bill", "TransID": "UCE9T3W1HD", "TransTime": "20260314113007",
  "TransAmount": "1250.00", "BusinessShortCode": "600984", "BillRefNumber": "INV-00231",
  "InvoiceNumber": "", "OrgAccountBalance": "88214.00", "ThirdPartyTransID": "",
  "MSISDN": "2547 ***** 678", "FirstName": "WANJIKU", "MiddleName": "", "LastName": "" })";

/// daraja-api 13.
const QByteArray expressBody = R"({ "resultCode": "0", "resultDesc": "The service request is processed successfully.",
  "amount": "85.0", "requestId": "c2f1-77de", "paymentReference": "ORD-88",
  "resultType": "0", "conversationID": "AG_20260314_20ab19e77c3d5f4420e1",
  "transactionId": "UCE3M5P1YX", "status": "SUCCESS" })";

/// daraja-api 19, in the casing of one capture.
const QByteArray orderBody = R"({"ResponseHeader":{"responseRefID":"4dd9b5d9-d738","requestRefID":"c8c3e7d1-90ab","responseCode":"0",
  "responseDescription":"The service request is processed successfully"},
  "ResponseBody":{"responseData":[{"name":"TransactionID","value":"UCE5O1R7DE"},{"name":"responseCode","value":"0"},
  {"name":"Status","value":"OKAY"},{"name":"Msisdn","value":"254******678"}]}})";

/// daraja-api 18.
const QByteArray billBody = R"({"transactionId":"UCE2B8L6PA","paidAmount":"800","msisdn":"254712345678","dateCreated":"2026-03-14",
  "accountReference":"ACC-7","shortCode":718003})";

/// daraja-api 20: the list is nested twice.
const QByteArray pullBody = R"({ "ResponseRefID": "26ca-4409-b2f0", "ResponseCode": "1000", "ResponseMessage": "Success",
  "Response": [ [ { "transactionId": "UCE9T3W1HD", "trxDate": "2026-03-14T11:30:07+03:00",
      "msisdn": 254712345678, "sender": "MPESA", "transactiontype": "c2b-pay-bill-debit",
      "billreference": "INV-00231", "amount": "1250.0", "organizationname": "EXAMPLE LTD" },
      { "transactionId": "UCE9T3W1HE", "amount": "40.0" } ] ] })";

} // namespace

/// The kinds without an envelope, by hand-written samples.
class TestCallbackKinds final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void samples_data();
    void samples();
    void parametersAreInOrder();
    void c2bIsToldApartByAddress();
    void c2bPhones_data();
    void c2bPhones();
    void express();
    void standingOrder_data();
    void standingOrder();
    void pull();
    void references_data();
    void references();
    void unreadable_data();
    void unreadable();
    void paths();
    void segments_data();
    void segments();
};

/// Each sample is recognised at its own address and at every other one.
void TestCallbackKinds::samples_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("conversation");
    QTest::addColumn<QString>("originator");
    QTest::addColumn<QString>("receipt");
    QTest::addColumn<QString>("code");
    QTest::newRow("C2B") << c2bBody << Kind::C2bConfirmation << QString() << QString() << QStringLiteral("UCE9T3W1HD") << QString();
    QTest::newRow("express") << expressBody << Kind::B2bExpress << QStringLiteral("c2f1-77de")
                             << QStringLiteral("AG_20260314_20ab19e77c3d5f4420e1") << QStringLiteral("UCE3M5P1YX") << QStringLiteral("0");
    QTest::newRow("order") << orderBody << Kind::StandingOrder << QStringLiteral("4dd9b5d9-d738") << QStringLiteral("c8c3e7d1-90ab")
                           << QStringLiteral("UCE5O1R7DE") << QStringLiteral("0");
    QTest::newRow("bill") << billBody << Kind::BillPayment << QString() << QString() << QStringLiteral("UCE2B8L6PA") << QString();
    QTest::newRow("pull") << pullBody << Kind::Pull << QString() << QString() << QStringLiteral("UCE9T3W1HD") << QString();
}

void TestCallbackKinds::samples()
{
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(QString, conversation);
    QFETCH(QString, originator);
    QFETCH(QString, receipt);
    QFETCH(QString, code);
    for (const CallbackPath &path : callbackPaths()) {
        const Callback callback = parseCallback(body, path.kind);
        const bool asksToBeLetIn = kind == Kind::C2bConfirmation && path.kind == Kind::C2bValidation;
        QCOMPARE(callback.kind, asksToBeLetIn ? Kind::C2bValidation : kind);
        QCOMPARE(callback.problem, QString());
        QCOMPARE(callback.conversation, conversation);
        QCOMPARE(callback.originatorConversation, originator);
        QCOMPARE(callback.transactionId, receipt);
        QCOMPARE(callback.resultCode, code);
        QCOMPARE(callback.raw, body);
    }
}

void TestCallbackKinds::parametersAreInOrder()
{
    const Callback callback = parseCallback(billBody, Kind::BillPayment);
    const Pairs expected{
        {QStringLiteral("transactionId"), QStringLiteral("UCE2B8L6PA")}, {QStringLiteral("paidAmount"), QStringLiteral("800")},
        {QStringLiteral("msisdn"), QStringLiteral("254712345678")},      {QStringLiteral("dateCreated"), QStringLiteral("2026-03-14")},
        {QStringLiteral("accountReference"), QStringLiteral("ACC-7")},   {QStringLiteral("shortCode"), QStringLiteral("718003")}};
    QCOMPARE(callback.parameters, expected);
}

/// daraja-api 8: one body for both. Away from its address a message claims that money moved only when it carries a balance.
void TestCallbackKinds::c2bIsToldApartByAddress()
{
    QByteArray asking = c2bBody;
    asking.replace("88214.00", "");
    for (const QByteArray &body : {c2bBody, asking}) {
        QCOMPARE(parseCallback(body, Kind::C2bValidation).kind, Kind::C2bValidation);
        QCOMPARE(parseCallback(body, Kind::C2bConfirmation).kind, Kind::C2bConfirmation);
    }
    QCOMPARE(parseCallback(c2bBody, Kind::StkResult).kind, Kind::C2bConfirmation);
    QCOMPARE(parseCallback(asking, Kind::StkResult).kind, Kind::C2bValidation);
}

void TestCallbackKinds::c2bPhones_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QString>("text");
    const QString hash = QStringLiteral("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    QTest::newRow("hashed") << '"' + hash.toLatin1() + '"' << hash;
    QTest::newRow("masked") << QByteArray("\"2547 ***** 678\"") << QStringLiteral("2547 ***** 678");
    QTest::newRow("plain text") << QByteArray("\"254712345678\"") << QStringLiteral("254712345678");
    QTest::newRow("number") << QByteArray("254712345678") << QStringLiteral("254712345678");
    QTest::newRow("null") << QByteArray("null") << QString();
    QTest::newRow("object") << QByteArray("{\"a\":1}") << QStringLiteral("{\"a\":1}");
}

void TestCallbackKinds::c2bPhones()
{
    QFETCH(QByteArray, literal);
    QFETCH(QString, text);
    const Callback callback =
        parseCallback(R"({"TransID":"UCE9T3W1HD","TransAmount":1250.00,"MSISDN":)" + literal + "}", Kind::C2bConfirmation);
    QCOMPARE(callback.kind, Kind::C2bConfirmation);
    QCOMPARE(callback.parameter(u"MSISDN"), text);
    QCOMPARE(callback.parameter(u"TransAmount"), QStringLiteral("1250.00"));
}

void TestCallbackKinds::express()
{
    const Callback refused = parseCallback(
        R"({"resultCode":"4001","resultDesc":"User cancelled transaction","requestId":"c2f1-77de","amount":"85.0","paymentReference":"ORD-88"})",
        Kind::B2bExpress);
    QCOMPARE(refused.kind, Kind::B2bExpress);
    QCOMPARE(refused.resultCode, QStringLiteral("4001"));
    QCOMPARE(refused.resultDescription, QStringLiteral("User cancelled transaction"));
    QCOMPARE(refused.transactionId, QString());
    QCOMPARE(refused.parameter(u"paymentReference"), QStringLiteral("ORD-88"));
}

void TestCallbackKinds::standingOrder_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("conversation");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("receipt");
    const auto row = [](const char *name, const QByteArray &body, const char *conversation, const char *code, const char *receipt) {
        QTest::newRow(name) << body << QString::fromLatin1(conversation) << QString::fromLatin1(code) << QString::fromLatin1(receipt);
    };
    row("other casing",
        R"({"responseHeader":{"ResponseRefID":"a-1","RequestRefID":"b-1","ResponseCode":0},"responseBody":{"ResponseData":[{"Name":"TransactionID","Value":"UCE5O1R7DE"},{"Name":"ResponseCode","Value":"0"}]}})",
        "a-1", "0", "UCE5O1R7DE");
    row("delivery is fine, order is not",
        R"({"ResponseHeader":{"responseRefID":"a-1","responseCode":"200"},"ResponseBody":{"responseData":[{"name":"responseCode","value":"1037"},{"name":"Status","value":"ERROR"}]}})",
        "a-1", "1037", "");
    row("header says it", R"({"ResponseHeader":{"responseRefID":"a-1","responseCode":"1050"},"ResponseBody":{"responseData":[]}})", "a-1",
        "1050", "");
    row("header contradicts a fine order",
        R"({"ResponseHeader":{"responseRefID":"a-1","responseCode":"1032"},"ResponseBody":{"responseData":{"name":"responseCode","value":"0"}}})",
        "a-1", "1032", "");
    row("only our own reference", R"({"ResponseHeader":{"requestRefID":"b-1","responseCode":"0"}})", "b-1", "0", "");
}

void TestCallbackKinds::standingOrder()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, conversation);
    QFETCH(QString, code);
    QFETCH(QString, receipt);
    const Callback callback = parseCallback(body, Kind::StandingOrder);
    QVERIFY2(callback.kind == Kind::StandingOrder, qPrintable(callback.problem));
    QCOMPARE(callback.conversation, conversation);
    QCOMPARE(callback.resultCode, code);
    QCOMPARE(callback.transactionId, receipt);
}

void TestCallbackKinds::pull()
{
    const Callback callback = parseCallback(pullBody, Kind::Pull);
    QCOMPARE(callback.parameters.size(), 10); // eight members of the first transaction, two of the second
    QCOMPARE(callback.parameter(u"msisdn"), QStringLiteral("254712345678"));
    QCOMPARE(callback.parameters.last().second, QStringLiteral("40.0"));
    // One transaction bare.
    const Callback bare =
        parseCallback(R"({"transactionId":"UCE9T3W1HD","trxDate":"2026-03-14T11:30:07+03:00","amount":"5.0"})", Kind::Pull);
    QCOMPARE(bare.kind, Kind::Pull);
    QCOMPARE(bare.transactionId, QStringLiteral("UCE9T3W1HD"));
}

void TestCallbackKinds::references_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("bill");
    QTest::newRow("object") << QByteArray(R"({"ReferenceItem":{"Key":"BillReferenceNumber","Value":"INV-1"}})") << 1
                            << QStringLiteral("INV-1");
    QTest::newRow("array") << QByteArray(
                                  R"({"ReferenceItem":[{"Key":"BillReferenceNumber","Value":19008},{"Key":"Occassion"},{"Value":"x"}]})")
                           << 2 << QStringLiteral("19008");
    QTest::newRow("nothing") << QByteArray("{}") << 0 << QString();
    QTest::newRow("null") << QByteArray("null") << 0 << QString();
}

void TestCallbackKinds::references()
{
    QFETCH(QByteArray, literal);
    QFETCH(int, count);
    QFETCH(QString, bill);
    const Callback callback =
        parseCallback(R"({"Result":{"ConversationID":"AG_1","ResultCode":0,"ReferenceData":)" + literal + "}}", Kind::Result);
    QCOMPARE(callback.kind, Kind::Result);
    QCOMPARE(callback.references.size(), count);
    QCOMPARE(callback.references.value(0).second, bill);
}

void TestCallbackKinds::unreadable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("hint");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, Kind hint, const QByteArray &body, const char *says) {
        QTest::newRow(name) << body << hint << QString::fromLatin1(says);
    };
    row("C2B without receipt", Kind::C2bConfirmation, R"({"TransAmount":"1"})", "TransID is missing");
    row("C2B without amount", Kind::C2bValidation, R"({"TransID":"UCE9T3W1HD"})", "TransAmount is missing");
    row("C2B amount is an object", Kind::C2bConfirmation, R"({"TransID":"UCE9T3W1HD","TransAmount":{}})", "TransAmount is missing");
    row("C2B array", Kind::C2bConfirmation, "[]", "TransID is missing");
    row("C2B form", Kind::C2bConfirmation, "TransID=UCE9T3W1HD&TransAmount=1", "not JSON from byte 0");
    row("C2B cut", Kind::C2bConfirmation, c2bBody.first(60), "stops in the middle, after byte 60");
    row("express without id", Kind::B2bExpress, R"({"resultCode":"0"})", "requestId is missing");
    row("express without code", Kind::B2bExpress, R"({"requestId":"c2f1"})", "resultCode is missing");
    row("order without header", Kind::StandingOrder, R"({"ResponseBody":{}})", "ResponseHeader is missing");
    row("order header is text", Kind::StandingOrder, R"({"ResponseHeader":"x"})", "ResponseHeader is not an object (byte 18)");
    row("order without reference", Kind::StandingOrder, R"({"ResponseHeader":{"responseCode":"0"}})", "responseRefID is missing");
    row("order without code", Kind::StandingOrder, R"({"ResponseHeader":{"responseRefID":"a"}})", "responseCode is missing");
    row("bill without receipt", Kind::BillPayment, R"({"paidAmount":"1"})", "transactionId is missing");
    row("bill without amount", Kind::BillPayment, R"({"transactionId":"UCE2B8L6PA"})", "paidAmount is missing");
    row("pull of nothing", Kind::Pull, R"({"ResponseCode":"1001","Response":[[]]})", "no transaction");
    row("pull without receipt", Kind::Pull, R"({"Response":[[{"amount":"1"}]]})", "transactionId is missing");
    row("pull is a text", Kind::Pull, R"("UCE9T3W1HD")", "no transaction");
}

void TestCallbackKinds::unreadable()
{
    QFETCH(QByteArray, body);
    QFETCH(Kind, hint);
    QFETCH(QString, says);
    const Callback callback = parseCallback(body, hint);
    QCOMPARE(callback.kind, Kind::Unreadable);
    QVERIFY2(callback.problem.contains(says), qPrintable(callback.problem));
    QCOMPARE(callback.raw, body);
}

void TestCallbackKinds::paths()
{
    QCOMPARE(callbackPaths().size(), 9);
    for (const CallbackPath &path : callbackPaths()) {
        QCOMPARE(kindAt(QString(path.path)), std::optional(path.kind));
        QCOMPARE(callbackPathOf(path.kind), QString(path.path));
        // daraja-api 22.2: what C2B registration refuses, also inside other words.
        static const QRegularExpression forbidden(QStringLiteral("m-pesa|mpesa|safaricom|exe|exec|cmd|sql|query"));
        QVERIFY2(!forbidden.match(path.path).hasMatch(), path.path.data());
    }
    QVERIFY(!kindAt(u"/other"));
    QCOMPARE(callbackPathOf(Kind::Unreadable), QString());
}

void TestCallbackKinds::segments_data()
{
    QTest::addColumn<QString>("segment");
    QTest::addColumn<QString>("says");
    QTest::newRow("made") << newSecretSegment() << QString();
    QTest::newRow("letters") << QStringLiteral("abcDEF_123-456xyz") << QString();
    QTest::newRow("empty") << QString() << QStringLiteral("16 to 64");
    QTest::newRow("short") << QStringLiteral("0123456789abcde") << QStringLiteral("16 to 64");
    QTest::newRow("long") << QString(65, u'a') << QStringLiteral("16 to 64");
    QTest::newRow("slash") << QStringLiteral("0123456789/abcdef") << QStringLiteral("16 to 64");
    QTest::newRow("line break") << QStringLiteral("0123456789abcdef\n") << QStringLiteral("16 to 64");
    QTest::newRow("forbidden word") << QStringLiteral("0123456789-myEXEcutive") << QStringLiteral("\"EXE\"");
    QTest::newRow("mpesa") << QStringLiteral("0123456789-mpesa-1") << QStringLiteral("\"mpesa\"");
}

void TestCallbackKinds::segments()
{
    QFETCH(QString, segment);
    QFETCH(QString, says);
    const QString problem = problemWithSegment(segment);
    QCOMPARE(problem.isEmpty(), says.isEmpty());
    QVERIFY2(problem.contains(says), qPrintable(problem));
}

QTEST_GUILESS_MAIN(TestCallbackKinds)
#include "tst_callbackkinds.moc"
