// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// How each family of products says yes and no.

#include "tests/core/api/samplecalls.h"

#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;

class AnswerFamiliesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyOperationCanBeSent_data();
    void everyOperationCanBeSent();
    void answers_data();
    void answers();
    void refusalsCarryTheirWords_data();
    void refusalsCarryTheirWords();
    void faultOfTheUrlVault();
    void partlyAcceptedListsWhatWasNot();
    void tokenClassRejections_data();
    void tokenClassRejections();
    void sameIdAfterAFreshToken_data();
    void sameIdAfterAFreshToken();
    void duplicateIdIsNeverFailed_data();
    void duplicateIdIsNeverFailed();
};

void AnswerFamiliesTest::everyOperationCanBeSent_data()
{
    QTest::addColumn<QString>("id");
    for (const OperationSpec *operation : operations()) {
        QTest::newRow(operation->id) << operationName(*operation);
    }
}

/// What the other tests stand on: samples fill every form. And no family takes silence for a yes.
void AnswerFamiliesTest::everyOperationCanBeSent()
{
    QFETCH(QString, id);
    const OperationSpec &operation = *findOperation(id);
    ApiDesk desk;
    desk.daraja.script(operation.path, {HttpResponse::json(200, "{}")});
    CallWatch watch(desk.client->call(id, sampleValues(operation)));
    QVERIFY(watch.wait());
    QVERIFY2(watch.said.error.origin != Origin::Validation, qPrintable(watch.said.error.message));
    QCOMPARE(desk.daraja.count(operation.path), 1);
    if (id == u"stk_query") {
        QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    } else {
        QCOMPARE(watch.said.error.code, operation.readsOnly() ? u"BAD_ANSWER"_s : u"OUTCOME_UNKNOWN"_s);
        QCOMPARE(watch.said.error.origin, operation.readsOnly() ? Origin::Api : Origin::UnknownOutcome);
    }
}

void AnswerFamiliesTest::answers_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("ends"); // outcome, or the code of the error
    QTest::addColumn<QString>("conversation");
    const auto row = [](const char *name, const char *id, const QByteArray &answer, const char *ends, const char *conversation = "") {
        QTest::addRow("%s: %s", id, name) << QString::fromLatin1(id) << answer << QString::fromLatin1(ends)
                                          << QString::fromLatin1(conversation);
    };

    // daraja-api 10.1
    const QByteArray accepted = R"({ "OriginatorConversationID": "6f20-4a9d-8b13-c0de5a7712f4640091",
  "ConversationID": "AG_20260314_70104c9e2ab81d5f6037",
  "ResponseCode": "0",
  "ResponseDescription": "Accept the service request successfully." })";
    for (const char *id : {"b2c_payment", "b2c_payment_v1", "b2c_pochi", "b2b_paybill", "b2b_buygoods", "b2b_pay_to_bulk", "tax_remittance",
                           "transaction_status", "reversal", "account_balance"}) {
        row("accepted", id, accepted, "pending", "AG_20260314_70104c9e2ab81d5f6037");
        row("refused", id, R"({"ConversationID":"AG_1","ResponseCode":"1","ResponseDescription":"Rejected"})", "1");
        row("a code nobody knows", id, R"({"ConversationID":"AG_1","ResponseCode":"4000","ResponseDescription":"?"})", "4000");
        row("no code, an id", id, R"({"ConversationID":"AG_1"})", "pending", "AG_1");
        row("only the other id", id, R"({"OriginatorConversationID":"6f20-4a9d","ResponseCode":"0"})", "pending", "6f20-4a9d");
    }
    row("no id at all", "b2b_paybill", R"({"ResponseCode":"0"})", "OUTCOME_UNKNOWN");
    row("no id at all", "reversal", R"({"ResponseCode":"0"})", "OUTCOME_UNKNOWN");
    row("no id at all", "transaction_status", R"({"ResponseCode":"0"})", "BAD_ANSWER");

    // 7, 9: the id is misspelt
    for (const char *id : {"c2b_register", "c2b_register_v1", "c2b_simulate", "c2b_simulate_v1"}) {
        row("misspelt", id, R"({"OriginatorCoversationID":"6f20-4a9d-8b13-c0de","ResponseCode":"0","ResponseDescription":"success"})",
            "done", "6f20-4a9d-8b13-c0de");
        row("correct", id, R"({"OriginatorConversationID":"6f20-4a9d-8b13-c0de","ResponseCode":"0","ResponseDescription":"Success"})",
            "done", "6f20-4a9d-8b13-c0de");
        row("eight zeros", id, R"({"OriginatorCoversationID":"6f20","ResponseCode":"00000000","ResponseDescription":"success"})", "done",
            "6f20");
        row("refused", id, R"({"OriginatorCoversationID":"6f20","ResponseCode":"1","ResponseDescription":"no"})", "1");
        row("200 is not theirs", id, R"({"OriginatorCoversationID":"6f20","ResponseCode":"200","ResponseDescription":"?"})", "200");
        row("no code", id, R"({"OriginatorCoversationID":"6f20","ResponseDescription":"success"})", "OUTCOME_UNKNOWN");
    }
    row("with a conversation", "c2b_simulate", R"({"ConversationID":"AG_9","OriginatorCoversationID":"6f20","ResponseCode":"0"})", "done",
        "AG_9");

    // 17: QRCode decides
    row("00", "qr_code",
        R"({"ResponseCode":"00","RequestID":"41877-9023416-2","ResponseDescription":"QR Code Successfully Generated.","QRCode":"iVBORw0KGgo="})",
        "done", "41877-9023416-2");
    row("AG_", "qr_code", R"({"ResponseCode":"AG_20260314_000012b3","ResponseDescription":"ok","QRCode":"iVBORw0KGgo="})", "done");
    row("no picture", "qr_code", R"({"ResponseCode":"00","ResponseDescription":"QR Code Successfully Generated."})", "BAD_ANSWER");
    row("empty picture", "qr_code", R"({"ResponseCode":"00","QRCode":""})", "BAD_ANSWER");
    row("another code", "qr_code", R"({"ResponseCode":"17","ResponseDescription":"no"})", "17");
    row("errorCode", "qr_code", R"({"errorCode":"400","errorMessage":"Bad Request - Invalid TrxCode"})", "400");

    // 18
    for (const char *id : {"bill_optin", "bill_update_optin", "bill_single", "bill_bulk", "bill_cancel", "bill_cancel_bulk", "bill_change",
                           "bill_change_bulk", "bill_reconcile"}) {
        row("200", id, R"({"Status_Message":"Invoice sent successfully","resmsg":"Success","rescode":"200"})", "done");
        row("number", id, R"({"resmsg":"Success","rescode":200})", "done");
        row("no errors", id, R"({"Status_Message":"Done","resmsg":"Success","rescode":"200","errors":[]})", "done");
        row("409", id, R"({"rescode":"409","resmsg":"Duplicate externalReference"})", "409");
        row("0 is not theirs", id, R"({"rescode":"0","resmsg":"?"})", "0");
        row("some failed", id, R"({"resmsg":"Success","rescode":"200","errors":["INV-2 is paid"]})", "unknown");
    }
    row("with the key", "bill_optin", R"({"app_key":"AG_2376487236_126732989KJ","resmsg":"Success","rescode":"200"})", "done");

    // 19
    row("accepted", "standing_order",
        R"({"ResponseHeader":{"responseRefID":"4dd9b5d9","responseCode":"200","responseDescription":"Accepted","ResultDesc":"ok"},
            "ResponseBody":{"responseDescription":"Accepted","responseCode":"200"}})",
        "pending", "4dd9b5d9");
    row("other case", "standing_order",
        R"({"responseHeader":{"ResponseRefID":"4dd9b5d9","ResponseCode":"200"},"responseBody":{"ResponseCode":200}})", "pending",
        "4dd9b5d9");
    row("refused by the body", "standing_order",
        R"({"ResponseHeader":{"responseRefID":"4dd9b5d9","responseCode":"200"},
            "ResponseBody":{"responseDescription":"Standing order name exists","responseCode":"1050"}})",
        "1050");
    row("refused by the header", "standing_order",
        R"({"ResponseHeader":{"responseRefID":"4dd9b5d9","responseCode":"1051","responseDescription":"Bad request"},"ResponseBody":{}})",
        "1051");
    row("no reference", "standing_order", R"({"ResponseHeader":{"responseCode":"200"},"ResponseBody":{"responseCode":"200"}})",
        "OUTCOME_UNKNOWN");

    // 20
    row("registered", "pull_register",
        R"({"ResponseRefID":"26ca-4409","ResponseStatus":"1000","ShortCode":"600984","ResponseDescription":"Success"})", "done",
        "26ca-4409");
    row("with a space", "pull_register", R"({"ResponseRefID":"26ca-4409","Response Status":"1000","ResponseDescription":"Success"})",
        "done", "26ca-4409");
    row("number", "pull_register", R"({"ResponseRefID":"26ca-4409","ResponseStatus":1000})", "done", "26ca-4409");
    row("already", "pull_register", R"({"ResponseStatus":"1001","ResponseDescription":"Already registered"})", "1001");
    row("0 is not theirs", "pull_register", R"({"ResponseStatus":"0"})", "0");
    row("found", "pull_query",
        R"({ "ResponseRefID": "26ca-4409-b2f0", "ResponseCode": "1000", "ResponseMessage": "Success",
  "Response": [ [ { "transactionId": "UCE9T3W1HD", "trxDate": "2026-03-14T11:30:07+03:00", "msisdn": 254712345678, "amount": "1250.0" } ] ] })",
        "done", "26ca-4409-b2f0");
    row("nothing found", "pull_query",
        R"({"ResponseRefID":"26ca","ResponseCode":"1001","ResponseMessage":"No transactions","Response":[]})", "done", "26ca");
    row("refused", "pull_query", R"({"ResponseRefID":"26ca","ResponseCode":"1002","ResponseMessage":"no"})", "1002");

    // 21
    row("found", "b2c_hakikisha",
        R"({"header":{"status":"200","message":"Success"},"body":{"firstName":"WANJIKU","middleName":"M******","lastName":"T***"}})",
        "done");
    row("number", "b2c_hakikisha", R"({"header":{"status":200},"body":{"firstName":"WANJIKU"}})", "done");
    row("not found", "b2c_hakikisha", R"({"header":{"status":"400"},"body":{"message":"The customer does not exist."}})", "400");
    row("4000", "org_info",
        R"({"ConversationID":"AG_7","ResponseCode":"4000","ResponseMessage":"Success","DetailedMessage":"ok","OrganizationName":"EXAMPLE LTD"})",
        "done", "AG_7");
    row("0", "org_info", R"({"ConversationID":"AG_7","ResponseCode":"0","OrganizationName":"EXAMPLE LTD"})", "done", "AG_7");
    row("4001", "org_info", R"({"ConversationID":"AG_7","ResponseCode":"4001","ResponseMessage":"Not found"})", "4001");
    for (const char *id : {"imsi_check", "sim_swap"}) {
        row("200", id, R"({"requestRefID":"9-1","responseCode":"200","responseDesc":"Success","lastSwapDate":"01-01-1900"})", "done",
            "9-1");
        row("404", id, R"({"requestRefID":"9-1","responseCode":"404","responseDesc":"Not a customer"})", "404");
        row("0 is not theirs", id, R"({"requestRefID":"9-1","responseCode":"0"})", "0");
    }
    for (const char *id : {"bonga_calculate", "bonga_redeem"}) {
        row("200", id, R"({"header":{"responseCode":200,"responseMessage":"Success"},"body":{"amount":30}})", "done");
        row("6000", id, R"({"header":{"responseCode":"6000","responseMessage":"Success"},"body":{}})", "done");
        row("6001", id, R"({"header":{"responseCode":"6001","responseMessage":"Not enough points"},"body":{}})", "6001");
        row("refused by the body", id, R"({"header":{"responseCode":"200"},"body":{"responseCode":"6004","message":"Not enough points"}})",
            "6004");
    }

    // 13
    row("0", "b2b_express", R"({"code":"0","status":"USSD Initiated Successfully"})", "pending", "sample");
    row("number", "b2b_express", R"({"code":0,"status":"USSD Initiated Successfully"})", "pending", "sample");
    row("4104", "b2b_express", R"({"code":"4104","status":"Missing Nominated Number"})", "4104");
    row("no code", "b2b_express", R"({"status":"USSD Initiated Successfully"})", "OUTCOME_UNKNOWN");
}

void AnswerFamiliesTest::answers()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, answer);
    QFETCH(QString, ends);
    QFETCH(QString, conversation);
    const OperationSpec *operation = findOperation(id);
    QVERIFY(operation);
    ApiDesk desk;
    desk.daraja.script(operation->path, {HttpResponse::json(200, answer)});
    Values values = sampleValues(*operation);
    if (id == u"b2b_express") {
        values.insert(u"RequestRefID"_s, u"sample"_s);
    }
    CallWatch watch(desk.client->call(id, values));
    QVERIFY(watch.wait());
    if (watch.said.failed) {
        QCOMPARE(watch.said.error.code, ends);
        QCOMPARE(watch.said.error.origin, ends == u"OUTCOME_UNKNOWN" ? Origin::UnknownOutcome : Origin::Api);
        QCOMPARE(watch.said.acknowledged, 0);
    } else {
        QCOMPARE(outcomeName(watch.said.response.outcome), ends);
        QCOMPARE(watch.said.response.conversation, conversation);
        QCOMPARE(watch.said.acknowledged, operation->delivery == Delivery::InAnswer ? 0 : 1);
        QVERIFY(!watch.said.response.acknowledgement.isEmpty());
    }
    QCOMPARE(desk.daraja.count(operation->path), 1);
}

void AnswerFamiliesTest::refusalsCarryTheirWords_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *id, int status, const QByteArray &answer, const char *code, const char *words) {
        QTest::addRow("%s %d %s", id, status, code)
            << QString::fromLatin1(id) << status << answer << QString::fromLatin1(code) << QString::fromLatin1(words);
    };
    row("c2b_register", 500, R"({"requestId":"1","errorCode":"500.003.1001","errorMessage":"Urls are already registered."})",
        "500.003.1001", "Urls are already registered.");
    row("c2b_register", 500, R"({"requestId":"1","errorCode":"500.003.1001","errorMessage":"Duplicate notification info"})", "500.003.1001",
        "Duplicate notification info");
    row("bill_single", 200, R"({"rescode":"409","resmsg":"Duplicate externalReference"})", "409", "Duplicate externalReference");
    row("bill_optin", 409, R"({"rescode":"409","resmsg":"Biller already registered"})", "409", "Biller already registered");
    row("standing_order", 200,
        R"({"ResponseHeader":{"responseRefID":"1","responseCode":"200"},"ResponseBody":{"responseCode":"1050","responseDescription":"Name exists"}})",
        "1050", "Name exists");
    row("pull_register", 200, R"({"ResponseStatus":"1001","ResponseDescription":"Short code already registered"})", "1001",
        "Short code already registered");
    row("pull_query", 200, R"({"ResponseCode":"1002","ResponseMessage":"Invalid dates"})", "1002", "Invalid dates");
    row("b2c_hakikisha", 400, R"({"header":{"status":"400"},"body":{"message":"The customer does not exist."}})", "400",
        "The customer does not exist.");
    row("org_info", 200, R"({"ResponseCode":"4001","ResponseMessage":"Failed","DetailedMessage":"No such organisation"})", "4001",
        "No such organisation");
    row("imsi_check", 200, R"({"responseCode":"404","responseDesc":"Not a customer"})", "404", "Not a customer");
    row("bonga_redeem", 200, R"({"header":{"responseCode":"6001","responseMessage":"Not enough points"},"body":{"message":"Short by 20"}})",
        "6001", "Short by 20");
    row("b2b_express", 200, R"({"code":"4104","status":"Missing Nominated Number"})", "4104", "Missing Nominated Number");
    row("b2c_payment", 200, R"({"ResponseCode":"7"})", "7", "Daraja did not accept the request and gave no reason.");
    row("qr_code", 400, R"({"errorCode":"400","errorMessage":"Bad Request - Invalid TrxCode"})", "400", "Bad Request - Invalid TrxCode");
}

void AnswerFamiliesTest::refusalsCarryTheirWords()
{
    QFETCH(QString, id);
    QFETCH(int, status);
    QFETCH(QByteArray, answer);
    const OperationSpec &operation = *findOperation(id);
    ApiDesk desk;
    desk.daraja.script(operation.path, {HttpResponse::json(status, answer)});
    CallWatch watch(desk.client->call(id, sampleValues(operation)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Api);
    QTEST(watch.said.error.code, "code");
    QTEST(watch.said.error.message, "words");
    QCOMPARE(watch.said.error.httpStatus, status);
    QCOMPARE(watch.said.error.body, answer);
}

void AnswerFamiliesTest::faultOfTheUrlVault()
{
    ApiDesk desk;
    const OperationSpec &operation = *findOperation(u"c2b_register");
    desk.daraja.script(
        operation.path,
        {HttpResponse::json(
            400,
            R"({"Envelope":{"Body":{"Fault":{"faultstring":"Execution of ServiceCallout SCO-AddURLVault failed. Reason: ResponseCode 409",
  "detail":{"source":{"errorcode":"steps.servicecallout.ExecutionFailed"}}}}}})")});
    CallWatch watch(desk.client->call(operation, sampleValues(operation)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"steps.servicecallout.ExecutionFailed"_s);
    QVERIFY(watch.said.error.message.contains(u"AddURLVault"));
}

void AnswerFamiliesTest::partlyAcceptedListsWhatWasNot()
{
    ApiDesk desk;
    const OperationSpec &operation = *findOperation(u"bill_cancel_bulk");
    desk.daraja.script(operation.path, {HttpResponse::json(200, R"({"Status_Message":"Done","resmsg":"Success","rescode":"200",
  "errors":["INV-2 is paid",{"externalReference":"INV-3","message":"unknown"}]})")});
    CallWatch watch(desk.client->call(operation, sampleValues(operation)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Unknown); // some were cancelled, some were not
    QVERIFY(watch.said.response.result);
    QVERIFY(watch.said.response.result->description.contains(u"INV-2 is paid"));
    QVERIFY(watch.said.response.result->description.contains(u"INV-3"));
}

void AnswerFamiliesTest::tokenClassRejections_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *id, int status, const QByteArray &answer) {
        QTest::addRow("%s %d", id, status) << QString::fromLatin1(id) << status << answer;
    };
    const auto plain = [](const QByteArray &code, const QByteArray &message) {
        return R"({"requestId":"41877-9023416-2","errorCode":")" + code + R"(","errorMessage":")" + message + R"("})";
    };
    // daraja-api 2.4
    row("stk_push", 404, plain("404.001.03", "Invalid Access Token"));
    row("stk_query", 400, plain("400.003.01", "Invalid Access Token"));
    for (const char *id : {"c2b_register", "c2b_simulate"}) {
        row(id, 401, plain("401.003.01", "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found"));
    }
    for (const char *id : {"b2c_payment_v1", "b2c_payment", "b2b_paybill"}) {
        row(id, 401, plain("401.002.01", "Error Occurred - Invalid Access Token - token-2-of-the-stub"));
    }
    for (const char *id : {"account_balance", "transaction_status", "b2b_buygoods", "qr_code"}) {
        row(id, 400, plain("400.003.01", "Invalid Access Token"));
        row(id, 401, plain("400.003.01", "Invalid Access Token"));
    }
    row("reversal", 404, plain("404.001.03", "Invalid Access Token"));
    for (const char *id : {"pull_register", "pull_query", "b2c_hakikisha", "org_info"}) {
        row(id, 401, plain("401.001", "Invalid Access Token"));
    }
    row("bill_single", 401, R"({"errorCode":"401","errorMessage":"Unauthorized - Invalid Access Token"})");
    for (const char *id : {"tax_remittance", "standing_order", "b2b_express", "imsi_check", "bonga_redeem"}) {
        row(id, 404, plain("404.001.04", "Invalid Authentication Header"));
    }
}

void AnswerFamiliesTest::tokenClassRejections()
{
    QFETCH(QString, id);
    QFETCH(int, status);
    QFETCH(QByteArray, answer);
    const OperationSpec &operation = *findOperation(id);
    ApiDesk desk;
    desk.daraja.rejection = HttpResponse::json(status, answer);
    desk.daraja.rejectAll = true;
    desk.daraja.script(operation.path, {HttpResponse::json(200, "{}")});
    CallWatch first(desk.push()); // leaves the first token in memory
    QVERIFY(first.wait());
    const int tokens = desk.daraja.tokens;
    const int before = desk.daraja.count(operation.path);

    desk.clock.advance(1min); // it is no longer minted just now
    CallWatch watch(desk.client->call(operation, sampleValues(operation)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Auth);
    QVERIFY(!watch.said.error.message.contains(u"token-2-of-the-stub")); // some products echo it
    QCOMPARE(desk.daraja.count(operation.path) - before, 2);             // once more with a new token, never again
    QCOMPARE(desk.daraja.tokens - tokens, 1);
}

void AnswerFamiliesTest::sameIdAfterAFreshToken_data()
{
    QTest::addColumn<QString>("id");
    for (const OperationSpec *operation : moneyMovers()) {
        QTest::newRow(operation->id) << operationName(*operation);
    }
}

void AnswerFamiliesTest::sameIdAfterAFreshToken()
{
    QFETCH(QString, id);
    const OperationSpec &operation = *findOperation(id);
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.reject(desk.daraja.tokens);
    desk.daraja.script(operation.path, {HttpResponse::json(200, R"({"ResponseCode":"7"})")});
    const qsizetype before = desk.daraja.seen.size();
    desk.clock.advance(1min);
    CallWatch watch(desk.client->call(operation, sampleValues(operation)));
    QVERIFY(watch.wait());
    QByteArrayList bodies;
    for (const DarajaStub::Seen &seen : desk.daraja.seen.mid(before)) {
        if (seen.path == operation.path) {
            bodies.append(seen.body);
        }
    }
    QCOMPARE(bodies.size(), 2);
    QCOMPARE(bodies.first(), bodies.last()); // the same intent, id and all
}

void AnswerFamiliesTest::duplicateIdIsNeverFailed_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("mayHavePaid");
    QTest::newRow("duplicate") << QByteArray("Duplicate OriginatorConversationID.") << true;
    QTest::newRow("maintenance") << QByteArray("Service is currently under maintenance. Please try again later") << false;
}

void AnswerFamiliesTest::duplicateIdIsNeverFailed()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, mayHavePaid);
    ApiDesk desk;
    const OperationSpec &operation = *findOperation(u"b2c_payment");
    desk.daraja.script(operation.path, {darajaError(500, "500.002.1001", message)});
    Values values = sampleValues(operation);
    values.insert(u"OriginatorConversationID"_s, u"payroll-2026-03-0017"_s);
    CallWatch watch(desk.client->call(operation, values));
    QVERIFY(watch.wait());
    QVERIFY(desk.daraja.last(operation.path).body.contains(R"("payroll-2026-03-0017")")); // given by hand, kept
    QCOMPARE(watch.said.error.origin, mayHavePaid ? Origin::UnknownOutcome : Origin::Api);
    QCOMPARE(watch.said.error.code, u"500.002.1001"_s);
    QCOMPARE(watch.said.error.message, QString::fromLatin1(message));
    QCOMPARE(desk.daraja.count(operation.path), 1);
}

QTEST_GUILESS_MAIN(AnswerFamiliesTest)
#include "tst_answerfamilies.moc"
