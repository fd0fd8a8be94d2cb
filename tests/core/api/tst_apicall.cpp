// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// The contract of a call as an object: what it says, when and how often.

#include "tests/core/api/apidesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

namespace {
QByteArray everythingIn(const HttpExchange &exchange)
{
    QByteArray all = exchange.requestBody + exchange.responseBody + exchange.url.toEncoded();
    for (const HttpHeaders &headers : {exchange.requestHeaders, exchange.responseHeaders}) {
        for (const auto &[name, value] : headers.fields()) {
            all += name + ": " + value + '\n';
        }
    }
    return all;
}
} // namespace

class ApiCallTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysOneThingAndFinishes();
    void announcedBeforeItSpeaks();
    void elapsedStops();
    void invalidValuesFailLikeAnyCall();
    void unknownOperation();
    void thenCallsTheOneThatFits();
    void twoObservers();
    void viewDestroyedInMidCall();
    void recordHoldsNoSecret();
    void retriesAreVisible();
};

void ApiCallTest::saysOneThingAndFinishes()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QCOMPARE(watch.said.signalCount(), 0); // never before call() returned
    QCOMPARE(watch.call()->stage(), Stage::Checking);
    QCOMPARE(QLatin1StringView(watch.call()->operation().id), QLatin1StringView("stk_push"));
    QCOMPARE(watch.call()->startedAt(), desk.clock.now());
    QCOMPARE(desk.client->activeCalls(), QList<ApiCall *>{watch.call()});
    QVERIFY(watch.reaches(Stage::Waiting));
    QCOMPARE(desk.client->deliver(stkPaid()), watch.id);
    QVERIFY(watch.wait());

    QCOMPARE(watch.said.order, QStringList({u"acknowledged"_s, u"succeeded"_s, u"finished"_s}));
    QCOMPARE(watch.said.stages, QList<Stage>({Stage::Authorizing, Stage::Sending, Stage::Waiting, Stage::Done}));
    QVERIFY(!watch.said.texts.contains(QString()));
    QCOMPARE(watch.said.soFar.outcome, CallOutcome::Pending);
    QCOMPARE(watch.said.soFar.conversation, wireCheckout);
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(watch.said.response.acknowledgement.value(u"ResponseCode").toString(), u"0"_s);
    QCOMPARE(watch.said.response.exchange.status, 200);
    QCOMPARE(watch.said.exchanges.size(), 1);
    QVERIFY(desk.client->activeCalls().isEmpty());

    const DarajaStub::Seen seen = desk.daraja.last(DarajaStub::pushPath);
    QCOMPARE(seen.token, DarajaStub::tokenNamed(1));
    QCOMPARE(seen.headers.value("Content-Type"), "application/json");
    QVERIFY2(seen.body.contains(R"("PhoneNumber":254712345678)"), seen.body.constData());
}

void ApiCallTest::announcedBeforeItSpeaks()
{
    ApiDesk desk;
    std::unique_ptr<CallWatch> watch;
    connect(desk.client.get(), &MpesaClient::started, this, [&watch](ApiCall *call) { watch = std::make_unique<CallWatch>(call); });
    const ApiCall *first = desk.push();
    QVERIFY(watch);
    QCOMPARE(watch->call(), first);
    QVERIFY(watch->wait());
    QCOMPARE(watch->said.stages.first(), Stage::Authorizing);
    const quint64 firstId = watch->id;
    desk.push();
    QVERIFY(watch->id > firstId);
}

void ApiCallTest::elapsedStops()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    desk.clock.advance(7s);
    QCOMPARE(watch.call()->elapsed(), 7000ms);
    std::chrono::milliseconds atEnd{0};
    connect(watch.call(), &ApiCall::finished, this, [&] {
        desk.clock.advance(60s);
        atEnd = watch.call()->elapsed();
    });
    desk.client->deliver(stkPaid());
    QVERIFY(watch.wait());
    QCOMPARE(atEnd, 7000ms);
}

void ApiCallTest::invalidValuesFailLikeAnyCall()
{
    ApiDesk desk;
    CallWatch watch(desk.client->stkPush({.amount = u"12.50"_s,
                                          .phoneNumber = u"12345"_s,
                                          .accountReference = u"INV-00231"_s,
                                          .transactionDesc = u"School fees"_s,
                                          .transactionType = {},
                                          .businessShortCode = {},
                                          .partyB = {},
                                          .callBackUrl = {}}));
    QCOMPARE(watch.said.signalCount(), 0);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Validation);
    QCOMPARE(watch.said.error.code, u"INVALID_FIELD"_s);
    QCOMPARE(watch.said.error.field, u"Amount"_s); // the first in the order of the row
    QVERIFY2(watch.said.error.message.contains(u"Amount: "), qPrintable(watch.said.error.message));
    QVERIFY2(watch.said.error.message.contains(u"PhoneNumber: "), qPrintable(watch.said.error.message));
    QCOMPARE(watch.said.stages, QList<Stage>{Stage::Done});
    QCOMPARE(desk.daraja.seen.size(), 0);
}

void ApiCallTest::unknownOperation()
{
    ApiDesk desk;
    CallWatch watch(desk.client->call(u"stk_pull"_s, {}));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Validation);
    QVERIFY(watch.said.error.message.contains(u"stk_pull"));
    QCOMPARE(desk.daraja.seen.size(), 0);
}

void ApiCallTest::thenCallsTheOneThatFits()
{
    ApiDesk desk;
    int ok = 0;
    int bad = 0;
    const auto count = [&](ApiCall *call) {
        call->then(
            this, [&ok](const ApiResponse &response) { ok += response.outcome == CallOutcome::Pending ? 1 : 100; },
            [&bad](const MpesaError &error) { bad += error.code == u"400.002.02" ? 1 : 100; });
    };
    ApiCall *accepted = desk.push();
    count(accepted);
    CallWatch first(accepted);
    QVERIFY(first.wait());
    QCOMPARE(std::pair(ok, bad), std::pair(1, 0));

    desk.daraja.script(DarajaStub::pushPath, {darajaError(400, "400.002.02", "Bad Request - Invalid CallBackURL")});
    ApiCall *refused = desk.push();
    count(refused);
    refused->then(this, {}, {}); // nothing to call is nothing to do
    CallWatch second(refused);
    QVERIFY(second.wait());
    QCOMPARE(std::pair(ok, bad), std::pair(1, 1));
    QCOMPARE(second.said.error.message, u"Bad Request - Invalid CallBackURL"_s);
    QCOMPARE(second.said.error.requestId, u"41877-9023416-2"_s);
}

void ApiCallTest::twoObservers()
{
    ApiDesk desk;
    ApiCall *call = desk.push();
    int calls = 0;
    for (int i = 0; i < 2; ++i) {
        call->then(this, [&calls](const ApiResponse &) { ++calls; }, {});
    }
    CallWatch one(call);
    CallWatch two(call);
    QVERIFY(one.wait());
    QVERIFY(two.wait());
    QCOMPARE(calls, 2);
    QCOMPARE(one.said.order, two.said.order);
}

void ApiCallTest::viewDestroyedInMidCall()
{
    ApiDesk desk;
    auto view = std::make_unique<QObject>();
    int calls = 0;
    ApiCall *call = desk.push(ApiDesk::waiting(10s));
    call->then(
        view.get(), [&calls](const ApiResponse &) { ++calls; }, [&calls](const MpesaError &) { ++calls; });
    CallWatch watch(call);
    QVERIFY(watch.reaches(Stage::Waiting));
    view.reset();
    desk.client->deliver(stkPaid());
    QVERIFY(watch.wait()); // the call goes on for those who are left
    QCOMPARE(calls, 0);
}

void ApiCallTest::recordHoldsNoSecret()
{
    ApiDesk desk;
    QSignalSpy exchanged(&desk.http, &HttpClient::exchanged);
    const QByteArray token = DarajaStub::tokenNamed(1);
    // Daraja echoes the token (401.002.01).
    desk.daraja.script(DarajaStub::balancePath, {darajaError(401, "401.002.01", "Error Occurred - Invalid Access Token - " + token)});
    CallWatch push(desk.push());
    CallWatch balance(desk.client->accountBalance({}));
    QVERIFY(push.wait());
    QVERIFY(balance.wait());
    QCOMPARE(balance.said.error.code, u"PRODUCT_MISSING"_s);
    QVERIFY(!balance.said.error.message.contains(QString::fromLatin1(token)));
    QVERIFY(!balance.said.error.body.contains(token));

    QList<HttpExchange> all = push.said.exchanges + balance.said.exchanges;
    all.append(push.said.response.exchange);
    for (const QList<QVariant> &emission : exchanged) {
        all.append(emission.first().value<HttpExchange>());
    }
    QVERIFY(all.size() >= 6);
    const QByteArray password =
        QByteArray("174379bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c91920260314120000").toBase64();
    QVERIFY(desk.daraja.last(DarajaStub::pushPath).body.contains(password)); // it did travel
    for (const HttpExchange &exchange : all) {
        const QByteArray text = everythingIn(exchange);
        for (const QByteArray &secret : {token, password, QByteArray(256, 'c').toBase64(), QByteArray("consumer-secret-1"),
                                         QByteArray("consumer-key-1:consumer-secret-1").toBase64()}) {
            QVERIFY2(!text.contains(secret), text.constData());
        }
    }
}

void ApiCallTest::retriesAreVisible()
{
    ApiDesk desk;
    desk.daraja.script(DarajaStub::balancePath, {HttpResponse::html(503, "<html></html>"), spikeArrest(), balanceAccepted()});
    CallWatch watch(desk.client->accountBalance({}));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded, 1);
    QCOMPARE(watch.said.stages.count(Stage::Retrying), 2);
    QVERIFY2(watch.said.texts.join(u'\n').contains(u"attempt 3"), qPrintable(watch.said.texts.join(u'\n')));
    QCOMPARE(watch.said.exchanges.size(), 3);
    QCOMPARE(watch.said.exchanges.first().status, 503);
    QCOMPARE(watch.said.response.exchange.status, 200);
}

QTEST_GUILESS_MAIN(ApiCallTest)
#include "tst_apicall.moc"
