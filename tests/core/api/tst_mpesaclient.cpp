// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// How calls use tokens, and what they send.

#include "tests/core/api/apidesk.h"

#include <QJsonDocument>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

Q_DECLARE_METATYPE(daraja::HttpResponse)

class MpesaClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void rejectedTokenIsRenewedOnce_data();
    void rejectedTokenIsRenewedOnce();
    void freshTokenRejectedMeansNoProduct();
    void newTokenRejectedTooMeansNoProduct();
    void badHeaderIsNoMissingProduct();
    void fiveLateRejectionsCostOneRefresh();
    void fiveLateRejectionsOfTheNewTokenToo_data();
    void fiveLateRejectionsOfTheNewTokenToo();
    void aThousandCallsOneToken();
    void refreshThatFailsFailsTheCall();
    void abortBetweenRejectionAndResend();
    void abortAsTheAnswerComes_data();
    void abortAsTheAnswerComes();
    void shorthandsSendWhatTheySay();
    void shorthandsAboutPayments();
    void contextAffectsLaterCallsOnly();
};

void MpesaClientTest::rejectedTokenIsRenewedOnce_data()
{
    QTest::addColumn<HttpResponse>("rejection");
    QTest::newRow("STK") << darajaError(404, "404.001.03", "Invalid Access Token");
    QTest::newRow("portal") << darajaError(400, "400.003.01", "Invalid Access Token");
    QTest::newRow("old") << darajaError(401, "401.002.01", "Error Occurred - Invalid Access Token - abc");
    QTest::newRow("C2B") << darajaError(401, "401.003.01", "Error Occurred - Invalid Access Token");
    QTest::newRow("pull") << darajaError(401, "401.001", "Invalid Access Token");
    QTest::newRow("bill manager") << HttpResponse::json(401, R"({"errorCode":"401","errorMessage":"Unauthorized - Invalid Access Token"})");
    QTest::newRow("header") << darajaError(404, "404.001.04", "Invalid Authentication Header");
    QTest::newRow("bare 401") << HttpResponse{.status = 401, .headers = {}, .body = {}};
}

void MpesaClientTest::rejectedTokenIsRenewedOnce()
{
    QFETCH(HttpResponse, rejection);
    ApiDesk desk;
    desk.daraja.rejection = rejection;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.reject(1); // say another desk has asked for a token since

    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded, 1);
    QCOMPARE(watch.said.stages,
             QList<Stage>({Stage::Authorizing, Stage::Sending, Stage::Authorizing, Stage::Sending, Stage::Waiting, Stage::Done}));
    QCOMPARE(watch.said.exchanges.size(), 2);
    QCOMPARE(desk.daraja.tokens, 2);
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 3);
    QCOMPARE(desk.daraja.last(DarajaStub::pushPath).token, DarajaStub::tokenNamed(2));
    QCOMPARE(desk.daraja.seen.at(desk.daraja.seen.size() - 3).body, desk.daraja.last(DarajaStub::pushPath).body); // the same request
}

void MpesaClientTest::freshTokenRejectedMeansNoProduct()
{
    ApiDesk desk;
    desk.daraja.rejectAll = true;
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Auth);
    QCOMPARE(watch.said.error.code, u"PRODUCT_MISSING"_s);
    QCOMPARE(watch.said.error.httpStatus, 404);
    const QString message = watch.said.error.message;
    QVERIFY2(message.contains(catalogueText(findOperation(u"stk_push")->product)), qPrintable(message));
    QVERIFY2(message.contains(u"404.001.03 Invalid Access Token"), qPrintable(message)); // Daraja's own words
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 1);
    QCOMPARE(desk.daraja.tokens, 1);
    QVERIFY(desk.tokens.isUsable()); // other products may take it
}

void MpesaClientTest::newTokenRejectedTooMeansNoProduct()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.clock.advance(20min);
    desk.daraja.rejectAll = true;
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"PRODUCT_MISSING"_s);
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 3);
    QCOMPARE(desk.daraja.tokens, 2);
}

void MpesaClientTest::badHeaderIsNoMissingProduct()
{
    ApiDesk desk;
    desk.daraja.rejectAll = true;
    desk.daraja.rejection = darajaError(404, "404.001.04", "Invalid Authentication Header");
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Auth);
    QCOMPARE(watch.said.error.code, u"404.001.04"_s);
    QCOMPARE(watch.said.error.message, u"Invalid Authentication Header"_s);
}

void MpesaClientTest::fiveLateRejectionsCostOneRefresh()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.hold(DarajaStub::balancePath);
    std::vector<std::unique_ptr<CallWatch>> watches;
    for (int i = 0; i < 5; ++i) {
        watches.push_back(std::make_unique<CallWatch>(desk.client->accountBalance({})));
    }
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 5; }));
    desk.daraja.release(DarajaStub::balancePath);
    for (int i = 0; i < 5; ++i) { // each is rejected after the one before was answered with the new token
        desk.daraja.held[i].respond(desk.daraja.rejection);
        QVERIFY(watches[std::size_t(i)]->wait());
        QCOMPARE(watches[std::size_t(i)]->said.succeeded, 1);
        desk.clock.advance(3min);
    }
    QCOMPARE(desk.daraja.tokens, 2);
    QCOMPARE(desk.daraja.count("/oauth/v1/generate"), 2);
    QCOMPARE(desk.daraja.count(DarajaStub::balancePath), 10);
}

void MpesaClientTest::fiveLateRejectionsOfTheNewTokenToo_data()
{
    QTest::addColumn<int>("pause"); // seconds between them
    QTest::addColumn<QString>("code");
    QTest::newRow("at once: the new token is fresh, so the product is missing") << 0 << u"PRODUCT_MISSING"_s;
    QTest::newRow("slowly: nobody can tell") << 180 << u"404.001.03"_s;
}

void MpesaClientTest::fiveLateRejectionsOfTheNewTokenToo()
{
    QFETCH(int, pause);
    QFETCH(QString, code);
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.hold(DarajaStub::balancePath);
    std::vector<std::unique_ptr<CallWatch>> watches;
    for (int i = 0; i < 5; ++i) {
        watches.push_back(std::make_unique<CallWatch>(desk.client->accountBalance({})));
    }
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 5; }));
    desk.daraja.release(DarajaStub::balancePath);
    desk.daraja.rejectAll = true;
    for (int i = 0; i < 5; ++i) {
        desk.daraja.held[i].respond(desk.daraja.rejection);
        QVERIFY(watches[std::size_t(i)]->wait());
        QCOMPARE(watches[std::size_t(i)]->said.error.code, i == 0 ? u"PRODUCT_MISSING"_s : code);
        QCOMPARE(watches[std::size_t(i)]->said.error.origin, Origin::Auth);
        desk.clock.advance(std::chrono::seconds(pause));
    }
    QCOMPARE(desk.daraja.tokens, 2);
    QCOMPARE(desk.daraja.count(DarajaStub::balancePath), 10);
}

void MpesaClientTest::aThousandCallsOneToken()
{
    ApiDesk desk;
    int succeeded = 0;
    int finished = 0;
    for (int i = 0; i < 1000; ++i) {
        ApiCall *call = desk.client->accountBalance({});
        connect(call, &ApiCall::succeeded, this, [&succeeded] { ++succeeded; });
        connect(call, &ApiCall::finished, this, [&finished] { ++finished; });
    }
    QCOMPARE(desk.client->activeCalls().size(), 1000);
    QVERIFY(waitUntil([&finished] { return finished == 1000; }, 60'000));
    QCOMPARE(succeeded, 1000);
    QCOMPARE(desk.daraja.count("/oauth/v1/generate"), 1);
    QCOMPARE(desk.daraja.count(DarajaStub::balancePath), 1000);
    QVERIFY(desk.client->activeCalls().isEmpty());
}

void MpesaClientTest::refreshThatFailsFailsTheCall()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.reject(1);
    desk.daraja.oauthRefusal = HttpResponse{.status = 400, .headers = {}, .body = {}};
    CallWatch watch(desk.push());
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"AUTH_INVALID_CREDENTIALS"_s);
    QCOMPARE(watch.said.error.origin, Origin::Auth);
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 2);
}

void MpesaClientTest::abortBetweenRejectionAndResend()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    desk.daraja.reject(1);
    desk.daraja.hold("/oauth/v1/generate");
    CallWatch watch(desk.push());
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    watch.call()->abort();
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Aborted); // the gateway refused it: nothing moved
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 2);
}

void MpesaClientTest::abortAsTheAnswerComes_data()
{
    QTest::addColumn<bool>("accepted");
    QTest::newRow("accepted") << true;
    QTest::newRow("token rejected") << false;
}

void MpesaClientTest::abortAsTheAnswerComes()
{
    QFETCH(bool, accepted);
    ApiDesk desk;
    CallWatch first(desk.push());
    QVERIFY(first.wait());
    if (!accepted) {
        desk.daraja.reject(1);
    }
    CallWatch watch(desk.push(ApiDesk::waiting(60s)));
    connect(&desk.http, &HttpClient::exchanged, this, [&watch] { watch.call()->abort(); });
    QVERIFY(watch.wait());
    if (accepted) {
        QCOMPARE(watch.said.order, QStringList({u"acknowledged"_s, u"succeeded"_s, u"finished"_s}));
        QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    } else {
        QCOMPARE(watch.said.error.origin, Origin::Aborted);
        QCOMPARE(desk.daraja.tokens, 1);
    }
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 2);
}

void MpesaClientTest::shorthandsSendWhatTheySay()
{
    ApiDesk desk;
    CallWatch push(desk.client->stkPush({.amount = u"1"_s,
                                         .phoneNumber = u"+254 712 345 678"_s,
                                         .accountReference = u"INV-1"_s,
                                         .transactionDesc = u"Fees"_s,
                                         .transactionType = u"CustomerBuyGoodsOnline"_s,
                                         .businessShortCode = u"174380"_s,
                                         .partyB = u"174381"_s,
                                         .callBackUrl = u"https://shop.example/cb"_s}));
    CallWatch query(desk.client->stkQuery(wireCheckout));
    CallWatch balance(desk.client->accountBalance({.initiator = u"operator7"_s,
                                                   .securityCredential = QString::fromLatin1(QByteArray(256, 'd').toBase64()),
                                                   .commandId = u"AccountBalance"_s,
                                                   .partyA = u"600984"_s,
                                                   .identifierType = u"4"_s,
                                                   .remarks = u"Evening"_s,
                                                   .queueTimeOutUrl = u"https://shop.example/t"_s,
                                                   .resultUrl = u"https://shop.example/r"_s}));
    for (CallWatch *watch : {&push, &query, &balance}) {
        QVERIFY(watch->wait());
        QCOMPARE(watch->said.succeeded, 1);
    }
    const auto sent = [&desk](const char *path) { return QJsonDocument::fromJson(desk.daraja.last(path).body).object(); };
    const QJsonObject pushBody = sent(DarajaStub::pushPath);
    QCOMPARE(pushBody.value(u"Amount").toInt(), 1);
    QCOMPARE(pushBody.value(u"PartyA").toInteger(), 254712345678);
    QCOMPARE(pushBody.value(u"PhoneNumber").toInteger(), 254712345678);
    QCOMPARE(pushBody.value(u"TransactionType").toString(), u"CustomerBuyGoodsOnline"_s);
    QCOMPARE(pushBody.value(u"BusinessShortCode").toVariant().toString(), u"174380"_s);
    QCOMPARE(pushBody.value(u"PartyB").toVariant().toString(), u"174381"_s);
    QCOMPARE(pushBody.value(u"CallBackURL").toString(), u"https://shop.example/cb"_s);
    QCOMPARE(pushBody.value(u"AccountReference").toString(), u"INV-1"_s);
    QCOMPARE(pushBody.value(u"TransactionDesc").toString(), u"Fees"_s);
    QCOMPARE(pushBody.value(u"Timestamp").toString(), u"20260314120000"_s); // Nairobi
    QCOMPARE(sent(DarajaStub::queryPath).value(u"CheckoutRequestID").toString(), wireCheckout);
    const QJsonObject balanceBody = sent(DarajaStub::balancePath);
    QCOMPARE(balanceBody.value(u"Initiator").toString(), u"operator7"_s);
    QCOMPARE(balanceBody.value(u"SecurityCredential").toString().toLatin1(), QByteArray(256, 'd').toBase64());
    QCOMPARE(balanceBody.value(u"CommandID").toString(), u"AccountBalance"_s);
    QCOMPARE(balanceBody.value(u"PartyA").toVariant().toString(), u"600984"_s);
    QCOMPARE(balanceBody.value(u"IdentifierType").toVariant().toString(), u"4"_s);
    QCOMPARE(balanceBody.value(u"Remarks").toString(), u"Evening"_s);
    QCOMPARE(balanceBody.value(u"QueueTimeOutURL").toString(), u"https://shop.example/t"_s);
    QCOMPARE(balanceBody.value(u"ResultURL").toString(), u"https://shop.example/r"_s);
}

void MpesaClientTest::shorthandsAboutPayments()
{
    constexpr const char *b2cPath = "/mpesa/b2c/v3/paymentrequest";
    constexpr const char *statusPath = "/mpesa/transactionstatus/v1/query";
    constexpr const char *reversalPath = "/mpesa/reversal/v1/request";
    ApiDesk desk;
    for (const char *path : {b2cPath, statusPath, reversalPath}) {
        desk.daraja.script(path, {balanceAccepted()});
    }
    CallWatch payment(desk.client->b2cPayment({.amount = u"500"_s,
                                               .partyB = u"0712 345 678"_s,
                                               .commandId = u"SalaryPayment"_s,
                                               .remarks = u"March"_s,
                                               .occassion = u"Payroll"_s,
                                               .originatorConversationId = u"payroll-2026-03-0017"_s,
                                               .partyA = u"600984"_s}));
    CallWatch status(desk.client->transactionStatus(
        {.transactionId = {}, .originalConversationId = u"payroll-2026-03-0017"_s, .remarks = u"Did it arrive"_s}));
    CallWatch reversal(desk.client->reversal({.transactionId = u"UCE4K7Q2ZB"_s, .amount = u"1250"_s, .remarks = u"Paid twice"_s}));
    for (CallWatch *watch : {&payment, &status, &reversal}) {
        QVERIFY(watch->wait());
        QVERIFY2(watch->said.succeeded == 1, qPrintable(watch->said.error.message));
    }
    const auto sent = [&desk](const char *path) { return QJsonDocument::fromJson(desk.daraja.last(path).body).object(); };
    const QJsonObject paymentBody = sent(b2cPath);
    QCOMPARE(paymentBody.value(u"Amount").toVariant().toString(), u"500"_s);
    QCOMPARE(paymentBody.value(u"PartyB").toVariant().toString(), u"254712345678"_s);
    QCOMPARE(paymentBody.value(u"PartyA").toVariant().toString(), u"600984"_s);
    QCOMPARE(paymentBody.value(u"CommandID").toString(), u"SalaryPayment"_s);
    QCOMPARE(paymentBody.value(u"Remarks").toString(), u"March"_s);
    QCOMPARE(paymentBody.value(u"Occassion").toString(), u"Payroll"_s);
    QCOMPARE(paymentBody.value(u"OriginatorConversationID").toString(), u"payroll-2026-03-0017"_s);
    const QJsonObject statusBody = sent(statusPath);
    QCOMPARE(statusBody.value(u"OriginalConversationID").toString(), u"payroll-2026-03-0017"_s);
    QCOMPARE(statusBody.value(u"CommandID").toString(), u"TransactionStatusQuery"_s);
    QCOMPARE(statusBody.value(u"Remarks").toString(), u"Did it arrive"_s);
    const QJsonObject reversalBody = sent(reversalPath);
    QCOMPARE(reversalBody.value(u"TransactionID").toString(), u"UCE4K7Q2ZB"_s);
    QCOMPARE(reversalBody.value(u"Amount").toVariant().toString(), u"1250"_s);
    QCOMPARE(reversalBody.value(u"RecieverIdentifierType").toVariant().toString(), u"11"_s);
    QCOMPARE(reversalBody.value(u"Remarks").toString(), u"Paid twice"_s);
}

void MpesaClientTest::contextAffectsLaterCallsOnly()
{
    ApiDesk desk;
    CallWatch first(desk.push());
    RequestContext context = desk.client->context();
    QCOMPARE(context.now, desk.clock.now());
    QCOMPARE(context.baseUrl, desk.daraja.url());
    context.profile.shortCode = u"600984"_s;
    desk.client->setContext(context);
    QVERIFY(first.wait());
    QVERIFY(desk.daraja.last(DarajaStub::pushPath).body.contains("174379"));
    CallWatch second(desk.push());
    QVERIFY(second.wait());
    QVERIFY(desk.daraja.last(DarajaStub::pushPath).body.contains("600984"));
}

QTEST_GUILESS_MAIN(MpesaClientTest)
#include "tst_mpesaclient.moc"
