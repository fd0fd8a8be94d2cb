// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// A call that is aborted, or deleted, or loses its client, at every stage.

#include "tests/core/api/apidesk.h"

#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

class ApiCallEndsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void abortBeforeAnything();
    void abortWhileAuthorizing();
    void abortWhileSending_data();
    void abortWhileSending();
    void abortWhileRetrying();
    void abortWhileWaiting();
    void abortRacesACallback();
    void abortAfterTheEnd();
    void clientDestroyed_data();
    void clientDestroyed();
    void deletedByAHandler_data();
    void deletedByAHandler();
    void clientDestroyedAsACallbackIsJoined();
    void callDeletedInMidFlight();
};

void ApiCallEndsTest::abortBeforeAnything()
{
    ApiDesk desk;
    CallWatch watch(desk.push());
    watch.call()->abort();
    QCOMPARE(watch.said.signalCount(), 0); // never from inside abort()
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Aborted);
    QCOMPARE(desk.daraja.seen.size(), 0);
}

void ApiCallEndsTest::abortWhileAuthorizing()
{
    ApiDesk desk;
    desk.daraja.hold("/oauth/v1/generate");
    CallWatch watch(desk.push());
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    QCOMPARE(watch.call()->stage(), Stage::Authorizing);
    watch.call()->abort();
    watch.call()->abort();
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Aborted);
    QVERIFY(waitUntil([&desk] { return !desk.daraja.held.first().isAlive(); })); // it reached the socket
    QCOMPARE(desk.daraja.count(DarajaStub::pushPath), 0);
}

void ApiCallEndsTest::abortWhileSending_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("origin");
    QTest::newRow("money") << u"stk_push"_s << QByteArray(DarajaStub::pushPath) << u"unknown"_s;
    QTest::newRow("read-only") << u"account_balance"_s << QByteArray(DarajaStub::balancePath) << u"aborted"_s;
}

void ApiCallEndsTest::abortWhileSending()
{
    QFETCH(QString, operation);
    QFETCH(QByteArray, path);
    ApiDesk desk;
    desk.daraja.hold(path);
    CallWatch watch(operation == u"stk_push" ? desk.push() : desk.client->call(operation, {}));
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    QCOMPARE(watch.call()->stage(), Stage::Sending);
    watch.call()->abort();
    QVERIFY(watch.wait());
    QTEST(originName(watch.said.error.origin), "origin");
    QVERIFY(waitUntil([&desk] { return !desk.daraja.held.first().isAlive(); }));
    QCOMPARE(desk.daraja.count(path), 1);
}

void ApiCallEndsTest::abortWhileRetrying()
{
    ApiDesk desk;
    HttpResponse busy = HttpResponse::json(503, "{}");
    busy.headers.set("Retry-After", "20");
    desk.daraja.script(DarajaStub::balancePath, {busy});
    CallWatch watch(desk.client->accountBalance({}));
    QVERIFY(watch.reaches(Stage::Retrying));
    watch.call()->abort();
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Aborted);
    QCOMPARE(desk.daraja.count(DarajaStub::balancePath), 1);
}

void ApiCallEndsTest::abortWhileWaiting()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    watch.call()->abort();
    watch.call()->abort();
    QCOMPARE(watch.said.succeeded, 0);
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QVERIFY(!watch.said.response.result);
    QCOMPARE(desk.client->deliver(stkPaid()), watch.id); // too late for the call, but known
}

void ApiCallEndsTest::abortRacesACallback()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    watch.call()->abort();
    desk.client->deliver(stkPaid()); // before the abort could speak
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
}

void ApiCallEndsTest::abortAfterTheEnd()
{
    ApiDesk desk;
    CallWatch watch(desk.push());
    connect(watch.call(), &ApiCall::succeeded, this, [&watch] { watch.call()->abort(); });
    connect(watch.call(), &ApiCall::finished, this, [&watch] { watch.call()->abort(); });
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded, 1);
}

void ApiCallEndsTest::clientDestroyed_data()
{
    QTest::addColumn<QByteArray>("held");
    QTest::newRow("checking") << QByteArray();
    QTest::newRow("authorizing") << QByteArray("/oauth/v1/generate");
    QTest::newRow("sending") << QByteArray(DarajaStub::pushPath);
    QTest::newRow("waiting") << QByteArray("waiting");
}

void ApiCallEndsTest::clientDestroyed()
{
    QFETCH(QByteArray, held);
    ApiDesk desk;
    desk.daraja.hold(held);
    CallWatch watch(desk.push(ApiDesk::waiting(10s, true)));
    if (held == "waiting") {
        desk.daraja.hold(DarajaStub::queryPath);
    }
    if (!held.isEmpty()) {
        QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    }
    const int before = watch.said.signalCount();
    desk.client.reset();
    QVERIFY(!watch.call());
    QCOMPARE(watch.said.signalCount(), before); // silence
    if (!held.isEmpty()) {
        QVERIFY(waitUntil([&desk] { return !desk.daraja.held.first().isAlive(); }));
    }
}

void ApiCallEndsTest::deletedByAHandler_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<bool>("wholeClient");
    for (const char *signal : {"stageChanged", "acknowledged", "succeeded", "failed", "finished", "joined", "started"}) {
        for (const bool wholeClient : {false, true}) {
            QTest::addRow("%s, %s", signal, wholeClient ? "client" : "call") << QByteArray(signal) << wholeClient;
        }
    }
}

void ApiCallEndsTest::deletedByAHandler()
{
    QFETCH(QByteArray, signal);
    QFETCH(bool, wholeClient);
    ApiDesk desk;
    if (signal == "failed") {
        desk.daraja.script(DarajaStub::pushPath, {darajaError(400, "400.002.02", "Bad Request - Invalid Amount")});
    }
    desk.client->deliver(stkPaid()); // overtakes: the call ends from inside the acknowledgement
    ApiCall *call = nullptr;
    bool gone = false;
    const auto destroy = [&] {
        if (!gone) {
            gone = true;
            if (wholeClient) {
                desk.client.reset();
            } else {
                delete call;
            }
        }
    };
    if (signal == "started" && !wholeClient) {
        connect(desk.client.get(), &MpesaClient::started, this, [](ApiCall *started) { started->deleteLater(); });
        QPointer<ApiCall> started = desk.push();
        QVERIFY(waitUntil([&started] { return !started; }));
        QVERIFY(desk.client->activeCalls().isEmpty());
        return;
    }
    call = desk.push(ApiDesk::waiting(10s));
    if (signal == "stageChanged") {
        connect(call, &ApiCall::stageChanged, this, destroy);
    } else if (signal == "acknowledged") {
        connect(call, &ApiCall::acknowledged, this, destroy);
    } else if (signal == "succeeded") {
        connect(call, &ApiCall::succeeded, this, destroy);
    } else if (signal == "failed") {
        connect(call, &ApiCall::failed, this, destroy);
    } else if (signal == "finished") {
        connect(call, &ApiCall::finished, this, destroy);
    } else if (signal == "joined") {
        connect(desk.client.get(), &MpesaClient::joined, this, destroy);
    } else {
        QMetaObject::invokeMethod(this, destroy, Qt::QueuedConnection);
    }
    QVERIFY(waitUntil([&gone] { return gone; }));
    QCOMPARE(desk.client == nullptr, wholeClient);
    QVERIFY(wholeClient || desk.client->activeCalls().isEmpty());
}

void ApiCallEndsTest::clientDestroyedAsACallbackIsJoined()
{
    ApiDesk desk;
    CallWatch watch(desk.push(ApiDesk::waiting(10s)));
    QVERIFY(watch.reaches(Stage::Waiting));
    connect(desk.client.get(), &MpesaClient::joined, this, [&desk] { desk.client.reset(); });
    QCOMPARE(desk.client->deliver(stkPaid()), watch.id);
    QVERIFY(!watch.call());
    QCOMPARE(watch.said.succeeded, 0);
}

void ApiCallEndsTest::callDeletedInMidFlight()
{
    ApiDesk desk;
    desk.daraja.hold(DarajaStub::pushPath);
    ApiCall *call = desk.push();
    QVERIFY(waitUntil([&desk] { return desk.daraja.held.size() == 1; }));
    delete call;
    QVERIFY(desk.client->activeCalls().isEmpty());
    QVERIFY(waitUntil([&desk] { return !desk.daraja.held.first().isAlive(); }));
}

QTEST_GUILESS_MAIN(ApiCallEndsTest)
#include "tst_apicall_ends.moc"
