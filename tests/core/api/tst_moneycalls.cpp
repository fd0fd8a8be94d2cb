// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// What stands before money: the guard of production, the journal of intents, and one POST whatever happens to its answer.

#include "tests/core/api/samplecalls.h"
#include "tests/support/scriptedserver.h"

#include <QJsonDocument>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

namespace {

/// Writes when the test says so.
class TestJournal final : public IntentJournal
{
public:
    void record(const Intent &intent, Recorded recorded) override
    {
        intents.append(intent);
        waiting.append(std::move(recorded));
        if (atOnce) {
            answer(problem);
        }
    }
    void answer(const QString &what = {}) { waiting.takeFirst()({what, twin}); }

    bool atOnce = false;
    QString problem;
    QDateTime twin;
    QList<Intent> intents;
    QList<Recorded> waiting;
};

const QString b2cPath = u"/mpesa/b2c/v3/paymentrequest"_s;

Values salary()
{
    Values values = sampleValues(*findOperation(u"b2c_payment"));
    values.insert(u"OriginatorConversationID"_s, u"payroll-2026-03-0017"_s);
    values.insert(u"Amount"_s, u"500"_s);
    return values;
}

/// A desk on the stub whose profile says production.
struct ProductionDesk : ApiDesk
{
    explicit ProductionDesk(const QUrl &elsewhere = {})
        : ApiDesk(elsewhere)
    {
        RequestContext context = client->context();
        context.profile.id = u"shop"_s;
        context.profile.name = u"Duka"_s;
        context.profile.environment = Environment::Production;
        context.callbackUrl = QUrl(u"https://shop.example/cb/7f31"_s);
        client->setContext(context);
        client->setGuard(guard);
        for (const OperationSpec *operation : moneyMovers()) {
            daraja.script(operation->path, {resultAccepted()});
        }
        daraja.script(DarajaStub::pushPath, {pushAccepted()});
    }

    [[nodiscard]] bool unlock() { return guard.unlock(client->context().profile, u"174379"_s); }
    [[nodiscard]] int posts() const
    {
        return int(
            std::count_if(daraja.seen.begin(), daraja.seen.end(), [](const auto &seen) { return seen.path != "/oauth/v1/generate"; }));
    }

    ProductionGuard guard{clock};
};

} // namespace

class MoneyCallsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void oncePerIntent_data();
    void oncePerIntent();
    void lockedInProduction_data();
    void lockedInProduction();
    void lockedWithoutAnyGuardGiven();
    void lockedByTheAddress();
    void readingIsNeverLocked();
    void overTheCap();
    void doubleClick();
    void againAfterARefusal_data();
    void againAfterARefusal();
    void againAfterAnUnknownOutcome();
    void meantTwice();
    void meantTwiceOpensNothingElse();
    void intentIsWrittenFirst();
    void intentWithoutSecrets_data();
    void intentWithoutSecrets();
    void notWrittenNotSent_data();
    void notWrittenNotSent();
    void sentByAnotherProgram();
    void abortWhileWriting();
    void goneWhileWriting_data();
    void goneWhileWriting();
    void onlyMoneyIsWrittenDown();
    void aRefusedGuardWritesNothing();
};

void MoneyCallsTest::oncePerIntent_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("end");
    const auto rows = [](const OperationSpec *operation) {
        const auto row = [operation](const char *name, const ScriptedAnswer &answer) {
            QTest::addRow("%s: %s", operation->id, name) << operationName(*operation) << answer.bytes << int(answer.end);
        };
        row("closed without an answer", ScriptedAnswer::close());
        row("reset", ScriptedAnswer::reset());
        row("garbage", ScriptedAnswer::raw("garbage\r\n\r\n", ScriptedAnswer::End::Close));
        row("cut in mid-body", ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"Conv", ScriptedAnswer::End::Reset));
        row("503 page", ScriptedAnswer::status(503, "<html>Request unsuccessful. Incapsula incident ID: 1-2</html>"));
        row("500", ScriptedAnswer::status(500, R"({"requestId":"1","errorCode":"500.003.1001","errorMessage":"Internal Server Error"})"));
    };
    for (const OperationSpec *operation : moneyMovers()) {
        rows(operation);
    }
}

void MoneyCallsTest::oncePerIntent()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, bytes);
    QFETCH(int, end);
    ScriptedServer server(
        {ScriptedAnswer::json(R"({"access_token":"token-1-of-the-stub","expires_in":"3599"})"), {bytes, ScriptedAnswer::End(end)}});
    ApiDesk desk(server.url());
    CallWatch watch(desk.client->call(id, sampleValues(*findOperation(id))));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::UnknownOutcome);
    QCOMPARE(server.posts(), 1);
    QCOMPARE(watch.said.exchanges.size(), 1);
}

void MoneyCallsTest::lockedInProduction_data()
{
    QTest::addColumn<QString>("id");
    for (const OperationSpec *operation : moneyMovers()) {
        if (!operation->sandboxOnly) {
            QTest::newRow(operation->id) << operationName(*operation);
        }
    }
}

void MoneyCallsTest::lockedInProduction()
{
    QFETCH(QString, id);
    ProductionDesk desk;
    CallWatch watch(desk.client->call(id, sampleValues(*findOperation(id))));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Validation);
    QCOMPARE(watch.said.error.code, u"GUARD_LOCKED"_s);
    QVERIFY(watch.said.error.message.contains(u"174379"));
    QCOMPARE(desk.daraja.seen.size(), 0); // not even a token

    QVERIFY(desk.unlock());
    CallWatch second(desk.client->call(id, sampleValues(*findOperation(id))));
    QVERIFY(second.wait());
    QCOMPARE(desk.posts(), 1);
    desk.clock.advance(15min);
    CallWatch third(desk.client->call(id, sampleValues(*findOperation(id))));
    QVERIFY(third.wait());
    QCOMPARE(third.said.error.code, u"GUARD_LOCKED"_s);
    QCOMPARE(desk.posts(), 1);
}

void MoneyCallsTest::lockedWithoutAnyGuardGiven()
{
    ProductionDesk desk;
    MpesaClient client(desk.http, desk.tokens, desk.clock);
    client.setContext(desk.client->context());
    CallWatch locked(client.call(u"b2c_payment"_s, salary()));
    QVERIFY(locked.wait());
    QCOMPARE(locked.said.error.code, u"GUARD_LOCKED"_s);
    QVERIFY(client.guard().unlock(client.context().profile, u"174379"_s));
    CallWatch open(client.call(u"b2c_payment"_s, salary()));
    QVERIFY(open.wait());
    QCOMPARE(open.said.succeeded, 1);
    QCOMPARE(desk.posts(), 1);
}

void MoneyCallsTest::lockedByTheAddress()
{
    ApiDesk desk; // its profile says nothing of production
    HttpClient http(QUrl(u"https://api.safaricom.co.ke"_s), desk.clock, ApiDesk::limits());
    MpesaClient client(http, desk.tokens, desk.clock);
    RequestContext context = desk.client->context();
    context.profile.environment = Environment::Sandbox;
    context.callbackUrl = QUrl(u"https://shop.example/cb"_s);
    client.setContext(context);
    CallWatch watch(client.call(u"b2c_payment"_s, salary()));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"GUARD_LOCKED"_s);
    QVERIFY(watch.said.exchanges.isEmpty());
}

void MoneyCallsTest::readingIsNeverLocked()
{
    ProductionDesk desk;
    CallWatch watch(desk.client->accountBalance({}));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded, 1);
    CallWatch query(desk.client->stkQuery(wireCheckout));
    QVERIFY(query.wait());
    QCOMPARE(query.said.succeeded, 1);
}

void MoneyCallsTest::overTheCap()
{
    ProductionDesk desk;
    QVERIFY(desk.unlock());
    Values much = salary();
    much.insert(u"Amount"_s, u"10,001"_s);
    CallWatch watch(desk.client->call(u"b2c_payment"_s, much));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"GUARD_OVER_CAP"_s);
    QCOMPARE(desk.posts(), 0);
    much.insert(u"Amount"_s, u"10000"_s);
    CallWatch exactly(desk.client->call(u"b2c_payment"_s, much));
    QVERIFY(exactly.wait());
    QCOMPARE(desk.posts(), 1);
}

void MoneyCallsTest::doubleClick()
{
    ProductionDesk desk;
    QVERIFY(desk.unlock());
    CallWatch first(desk.client->call(u"b2c_payment"_s, salary()));
    CallWatch second(desk.client->call(u"b2c_payment"_s, salary())); // before the first could even begin
    QVERIFY(first.wait());
    QVERIFY(second.wait());
    QCOMPARE(first.said.succeeded, 1);
    QCOMPARE(second.said.error.origin, Origin::Validation);
    QCOMPARE(second.said.error.code, u"GUARD_DUPLICATE"_s);
    QCOMPARE(desk.posts(), 1);
    CallWatch third(desk.client->call(u"b2c_payment"_s, salary())); // the refused one did not clear the way
    QVERIFY(third.wait());
    QCOMPARE(third.said.error.code, u"GUARD_DUPLICATE"_s);
    desk.clock.advance(2min);
    CallWatch later(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(later.wait());
    QCOMPARE(later.said.succeeded, 1);
    QCOMPARE(desk.posts(), 2);
}

void MoneyCallsTest::againAfterARefusal_data()
{
    QTest::addColumn<HttpResponse>("answer");
    QTest::newRow("field") << darajaError(400, "400.002.02", "Bad Request - Invalid Remarks");
    QTest::newRow("busy") << darajaError(500, "500.003.02", "System is busy. Please try again in few minutes.");
    QTest::newRow("rate") << spikeArrest();
}

void MoneyCallsTest::againAfterARefusal()
{
    QFETCH(HttpResponse, answer);
    ProductionDesk desk;
    QVERIFY(desk.unlock());
    desk.daraja.script(b2cPath.toLatin1(), {answer, resultAccepted()});
    CallWatch first(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(first.wait());
    QCOMPARE(first.said.error.origin, Origin::Api);
    CallWatch second(desk.client->call(u"b2c_payment"_s, salary())); // nothing moved: not a duplicate
    QVERIFY(second.wait());
    QCOMPARE(second.said.succeeded, 1);
    QCOMPARE(desk.posts(), 2);
}

void MoneyCallsTest::againAfterAnUnknownOutcome()
{
    ProductionDesk desk;
    QVERIFY(desk.unlock());
    desk.daraja.script(b2cPath.toLatin1(), {HttpResponse::html(503, "<html>Incapsula incident ID: 1-2</html>"), resultAccepted()});
    CallWatch first(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(first.wait());
    QCOMPARE(first.said.error.origin, Origin::UnknownOutcome);
    CallWatch second(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(second.wait());
    QCOMPARE(second.said.error.code, u"GUARD_DUPLICATE"_s);
    QCOMPARE(desk.posts(), 1);
}

void MoneyCallsTest::meantTwice()
{
    ProductionDesk desk;
    QVERIFY(desk.unlock());
    CallWatch first(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(first.wait());
    CallWatch second(desk.client->call(u"b2c_payment"_s, salary(), {}, CallFlag::MeantTwice));
    QVERIFY(second.wait());
    QCOMPARE(second.said.succeeded, 1);
    QCOMPARE(desk.posts(), 2);
    QCOMPARE(desk.daraja.last(b2cPath.toLatin1()).body.count("payroll-2026-03-0017"), 1); // the same intent, by its id
}

void MoneyCallsTest::meantTwiceOpensNothingElse()
{
    ProductionDesk desk;
    CallWatch locked(desk.client->call(u"b2c_payment"_s, salary(), {}, CallFlag::MeantTwice));
    QVERIFY(locked.wait());
    QCOMPARE(locked.said.error.code, u"GUARD_LOCKED"_s);
    QVERIFY(desk.unlock());
    Values much = salary();
    much.insert(u"Amount"_s, u"20000"_s);
    CallWatch over(desk.client->call(u"b2c_payment"_s, much, {}, CallFlag::MeantTwice));
    QVERIFY(over.wait());
    QCOMPARE(over.said.error.code, u"GUARD_OVER_CAP"_s);
    QCOMPARE(desk.posts(), 0);
}

void MoneyCallsTest::intentIsWrittenFirst()
{
    ApiDesk desk;
    TestJournal journal;
    desk.client->setJournal(&journal);
    desk.daraja.script(b2cPath.toLatin1(), {resultAccepted("AG_1", "payroll-2026-03-0017")});
    RequestContext context = desk.client->context();
    context.profile.id = u"shop"_s;
    context.profile.name = u"Duka"_s;
    desk.client->setContext(context);
    const QDateTime before = desk.clock.now();

    CallWatch watch(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(waitUntil([&journal] { return journal.intents.size() == 1; }));
    desk.clock.advance(1min);
    QCOMPARE(watch.call()->stage(), Stage::Checking);
    QVERIFY(watch.call()->stageText().contains(u"Writing"));
    const Intent &intent = journal.intents.first();
    QCOMPARE(intent.callId, watch.id);
    QCOMPARE(intent.operationId, u"b2c_payment"_s);
    QCOMPARE(intent.title, catalogueText(findOperation(u"b2c_payment")->title));
    QCOMPARE(intent.environment, Environment::Custom);
    QCOMPARE(intent.profile, u"shop"_s);
    QCOMPARE(intent.profileName, u"Duka"_s);
    QCOMPARE(intent.originatorConversation, u"payroll-2026-03-0017"_s);
    QCOMPARE(intent.values.value(u"Amount"_s), u"500"_s);
    QCOMPARE(intent.at, before);
    QCOMPARE(desk.daraja.seen.size(), 0); // the server has not seen a byte

    journal.answer();
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.succeeded, 1);
    QCOMPARE(desk.daraja.count(b2cPath.toLatin1()), 1);
    QCOMPARE(watch.said.response.originator, u"payroll-2026-03-0017"_s);
}

void MoneyCallsTest::intentWithoutSecrets_data()
{
    QTest::addColumn<QString>("id");
    for (const OperationSpec *operation : moneyMovers()) {
        QTest::newRow(operation->id) << operationName(*operation);
    }
}

void MoneyCallsTest::intentWithoutSecrets()
{
    QFETCH(QString, id);
    ApiDesk desk;
    TestJournal journal;
    desk.client->setJournal(&journal);
    CallWatch watch(desk.client->call(id, sampleValues(*findOperation(id))));
    QVERIFY(waitUntil([&journal] { return journal.intents.size() == 1; }));
    const PreparedRequest request = watch.call()->request();
    QByteArrayList secrets{desk.client->context().secrets.passkey.toLatin1(), desk.client->context().secrets.securityCredential.toLatin1(),
                           "consumer-secret-1"};
    const Values kept = journal.intents.first().values;
    int hidden = 0;
    for (const FieldSpec *field : request.operation->fieldList()) {
        const QString name = QString::fromLatin1(field->name);
        if (field->isSecret()) {
            secrets.append(request.values.value(name).toLatin1());
            QVERIFY(!kept.contains(name));
            ++hidden;
        }
    }
    QCOMPARE(kept.size(), request.values.size() - hidden);
    for (const QString &value : kept) {
        for (const QByteArray &secret : secrets) {
            QVERIFY(secret.isEmpty() || !value.toLatin1().contains(secret));
        }
    }
    journal.answer(u"full"_s);
    QVERIFY(watch.wait());
}

void MoneyCallsTest::notWrittenNotSent_data()
{
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("said at once") << true;
    QTest::newRow("said later") << false;
}

void MoneyCallsTest::notWrittenNotSent()
{
    QFETCH(bool, atOnce);
    ProductionDesk desk;
    QVERIFY(desk.unlock());
    TestJournal journal;
    journal.atOnce = atOnce;
    journal.problem = u"The disk is full."_s;
    desk.client->setJournal(&journal);
    CallWatch watch(desk.client->call(u"b2c_payment"_s, salary()));
    if (!atOnce) {
        QVERIFY(waitUntil([&journal] { return journal.waiting.size() == 1; }));
        journal.answer(journal.problem);
    }
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Validation);
    QCOMPARE(watch.said.error.code, u"NOT_RECORDED"_s);
    QVERIFY(watch.said.error.message.startsWith(u"Not sent"));
    QVERIFY(watch.said.error.message.contains(u"The disk is full."));
    QCOMPARE(desk.daraja.seen.size(), 0);

    journal.atOnce = true;
    journal.problem.clear();
    CallWatch second(desk.client->call(u"b2c_payment"_s, salary())); // no duplicate: the first never left
    QVERIFY(second.wait());
    QCOMPARE(second.said.succeeded, 1);
    QCOMPARE(desk.posts(), 1);
}

void MoneyCallsTest::sentByAnotherProgram()
{
    ProductionDesk desk;
    QVERIFY(desk.unlock());
    TestJournal journal;
    journal.atOnce = true;
    journal.twin = desk.clock.now().addSecs(-20);
    desk.client->setJournal(&journal);
    CallWatch refused(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(refused.wait());
    QCOMPARE(refused.said.error.code, u"GUARD_DUPLICATE"_s);
    QVERIFY2(refused.said.error.message.contains(u"20 seconds ago"), qPrintable(refused.said.error.message));
    QVERIFY2(refused.said.error.message.contains(u"another"), qPrintable(refused.said.error.message));
    QCOMPARE(desk.posts(), 0);
    QVERIFY(!journal.intents.first().likeness.isEmpty());
    QVERIFY(!journal.intents.first().meantTwice);

    // Whoever asks before the next one is sent is told at once, and may mean it.
    const PreparedRequest again = prepareRequest(*findOperation(u"b2c_payment"), salary(), desk.client->context());
    QCOMPARE(desk.guard.check(*again.operation, again.values, desk.client->context().profile).kind, GuardVerdict::Kind::Duplicate);
    journal.twin = {};
    CallWatch meant(desk.client->call(u"b2c_payment"_s, salary(), {}, CallFlag::MeantTwice));
    QVERIFY(meant.wait());
    QCOMPARE(meant.said.succeeded, 1);
    QVERIFY(journal.intents.last().meantTwice);
    QCOMPARE(desk.posts(), 1);
}

void MoneyCallsTest::abortWhileWriting()
{
    ApiDesk desk;
    TestJournal journal;
    desk.client->setJournal(&journal);
    CallWatch watch(desk.push());
    QVERIFY(waitUntil([&journal] { return journal.waiting.size() == 1; }));
    watch.call()->abort();
    QCOMPARE(watch.said.failed, 0);
    journal.answer(); // before the abort could speak
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Aborted);
    QCOMPARE(desk.daraja.seen.size(), 0);

    CallWatch second(desk.push());
    QVERIFY(waitUntil([&journal] { return journal.waiting.size() == 1; }));
    second.call()->abort();
    QVERIFY(second.wait());
    QCOMPARE(second.said.error.origin, Origin::Aborted);
    journal.answer(); // too late for anybody
    QCOMPARE(desk.daraja.seen.size(), 0);
}

void MoneyCallsTest::goneWhileWriting_data()
{
    QTest::addColumn<bool>("wholeClient");
    QTest::newRow("call") << false;
    QTest::newRow("client") << true;
}

void MoneyCallsTest::goneWhileWriting()
{
    QFETCH(bool, wholeClient);
    ApiDesk desk;
    TestJournal journal;
    desk.client->setJournal(&journal);
    ApiCall *call = desk.push();
    QVERIFY(waitUntil([&journal] { return journal.waiting.size() == 1; }));
    if (wholeClient) {
        desk.client.reset();
    } else {
        delete call;
    }
    journal.answer();
    QCOMPARE(desk.daraja.seen.size(), 0);
}

void MoneyCallsTest::onlyMoneyIsWrittenDown()
{
    ApiDesk desk;
    TestJournal journal;
    desk.client->setJournal(&journal);
    CallWatch balance(desk.client->accountBalance({}));
    CallWatch query(desk.client->stkQuery(wireCheckout));
    QVERIFY(balance.wait());
    QVERIFY(query.wait());
    QVERIFY(journal.intents.isEmpty());
    CallWatch invalid(desk.client->call(u"stk_push"_s, {{u"Amount"_s, u"-1"_s}}));
    QVERIFY(invalid.wait());
    QVERIFY(journal.intents.isEmpty());
}

void MoneyCallsTest::aRefusedGuardWritesNothing()
{
    ProductionDesk desk;
    TestJournal journal;
    journal.atOnce = true;
    desk.client->setJournal(&journal);
    CallWatch locked(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(locked.wait());
    QVERIFY(journal.intents.isEmpty());
    QVERIFY(desk.unlock());
    CallWatch open(desk.client->call(u"b2c_payment"_s, salary()));
    QVERIFY(open.wait());
    QCOMPARE(journal.intents.size(), 1);
    QCOMPARE(journal.intents.first().environment, Environment::Production);
}

QTEST_GUILESS_MAIN(MoneyCallsTest)
#include "tst_moneycalls.moc"
