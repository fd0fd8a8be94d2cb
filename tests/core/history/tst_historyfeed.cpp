// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyfeed.h"
#include "tests/core/history/historydesk.h"
#include "tests/core/history/historyfixture.h"

#include <QRegularExpression>

using namespace daraja;

namespace {

/// A program as a whole: simulator, receiver, workspace, log, history.
class FedDesk final
{
public:
    explicit FedDesk(const SimulatorOptions &options = quickSimulator())
        : receiver(clock)
        , simulator(clock)
        , log(clock)
        , history(clock)
        , feed(log, history, clock)
    {
        QVERIFY(receiver.listen());
        QSignalSpy ready(&simulator, &Simulator::ready);
        QVERIFY(simulator.start(options));
        QVERIFY(ready.wait(30'000));
        history.open(path());
        feed.follow(receiver);
        open();
    }

    /// A new workspace, as when a profile is opened.
    void open()
    {
        const SimulatorOptions &made = simulator.options();
        Profile profile;
        profile.id = QStringLiteral("p-1");
        profile.name = QStringLiteral("Demo shop");
        profile.environment = Environment::Custom;
        profile.customBaseUrl = simulator.baseUrl();
        profile.shortCode = QStringLiteral("174379");
        profile.consumerKey = made.consumerKey;
        profile.initiatorName = made.initiatorName;
        workspace = std::make_unique<Workspace>(profile,
                                                ProfileSecrets{.consumerSecret = made.consumerSecret,
                                                               .passkey = made.passkey,
                                                               .initiatorPassword = made.initiatorPassword,
                                                               .securityCredential = {}},
                                                QUrl(), clock, &receiver);
        RequestContext context = workspace->client().context();
        context.certificate = simulator.certificatePem();
        workspace->client().setContext(context);
        log.follow(workspace->client(), workspace->tokens());
        feed.follow(*workspace);
    }

    QString path() const { return folder.filePath(QStringLiteral("history.sqlite")); }

    QList<HistoryEntry> entries(const QString &operation = {})
    {
        HistoryQuery query;
        if (!operation.isEmpty()) {
            query.operations = {operation};
        }
        std::optional<HistoryPage> page;
        history.find(query, 0, 100, &history, [&page](const HistoryPage &found) { page = found; });
        [&] { QTRY_VERIFY(page); }();
        QList<HistoryEntry> whole;
        for (const HistoryRow &row : page->rows) {
            std::optional<std::optional<HistoryEntry>> entry;
            history.load(row.number, &history, [&entry](const std::optional<HistoryEntry> &loaded) { entry = loaded; });
            [&] { QTRY_VERIFY(entry); }();
            whole.append(entry->value());
        }
        return whole;
    }

    QTemporaryDir folder;
    SystemClock clock;
    CallbackReceiver receiver;
    Simulator simulator;
    ActivityLog log;
    HistoryStore history;
    HistoryFeed feed;
    std::unique_ptr<Workspace> workspace;
};

QByteArray allBytes(const QString &folder)
{
    QByteArray all;
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        QFile file(QDir(folder).filePath(name));
        if (file.open(QIODevice::ReadOnly)) {
            all += file.readAll();
        }
    }
    return all;
}

} // namespace

/// From a call to the disk: what the program does is in the history, with nothing secret in it.
class TestHistoryFeed final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void callBecomesOneEntry();
    void noSecretIsEverOnDisk();
    void lostCallbackIsAskedFor();
    void callOfAnEarlierStartIsAskedFor();
    void forgottenStaysForgotten();
};

void TestHistoryFeed::callBecomesOneEntry()
{
    FedDesk desk;
    ApiCall *call = desk.workspace->client().call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(30)});
    bool isOver = false;
    call->then(
        this, [&isOver](const ApiResponse &) { isOver = true; }, [&isOver](const MpesaError &) { isOver = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isOver, 30'000);
    QTRY_COMPARE(desk.entries(QStringLiteral("stk_push")).value(0).state, ActivityEntry::State::Paid);
    const QList<HistoryEntry> entries = desk.entries();
    QCOMPARE(entries.size(), 2); // and the token
    QCOMPARE(entries.last().operationId, QStringLiteral("stk_push"));
    const HistoryEntry paid = entries.last();
    const ActivityEntry &inMemory = desk.log.at(1);
    QCOMPARE(paid.summary, inMemory.summary);
    QCOMPARE(paid.receipt, inMemory.receipt);
    QCOMPARE(paid.conversation, inMemory.conversation);
    QVERIFY(!paid.originator.isEmpty());
    QCOMPARE(paid.steps.size(), inMemory.steps.size());
    QCOMPARE(paid.exchanges.size(), 1);
    QCOMPARE(paid.callbacks.size(), 1);
    QCOMPARE(paid.profileId, QStringLiteral("p-1"));
    QCOMPARE(paid.profile, QStringLiteral("Demo shop"));
    QCOMPARE(paid.environment, Environment::Custom);
    QVERIFY(!paid.receipt.isEmpty());
}

void TestHistoryFeed::noSecretIsEverOnDisk()
{
    FedDesk desk;
    QByteArrayList secrets;
    const auto run = [&](const QString &operation, const Values &values) {
        ApiCall *call = desk.workspace->client().call(operation, values, {.limit = std::chrono::seconds(20)});
        for (const QLatin1StringView name : {QLatin1StringView("Password"), QLatin1StringView("SecurityCredential")}) {
            if (const QString secret = call->request().values.value(name); !secret.isEmpty()) {
                secrets.append(secret.toUtf8());
            }
        }
        bool isOver = false;
        call->then(
            this, [&isOver](const ApiResponse &) { isOver = true; }, [&isOver](const MpesaError &) { isOver = true; });
        QTRY_VERIFY_WITH_TIMEOUT(isOver, 30'000);
    };
    run(QStringLiteral("stk_push"), pushValues());
    run(QStringLiteral("b2c_payment"), {{QStringLiteral("Amount"), QStringLiteral("100")},
                                        {QStringLiteral("PartyB"), QStringLiteral("254708374149")},
                                        {QStringLiteral("Remarks"), QStringLiteral("Refund of March")}});
    run(QStringLiteral("account_balance"), {});
    QVERIFY(secrets.size() >= 3);
    const SimulatorOptions &made = desk.simulator.options();
    secrets += {made.consumerSecret.toUtf8(), made.passkey.toUtf8(), made.initiatorPassword.toUtf8(),
                desk.workspace->tokens().token().token.toUtf8(), (made.consumerKey + u':' + made.consumerSecret).toUtf8().toBase64()};
    QTRY_VERIFY(!desk.entries(QStringLiteral("account_balance")).isEmpty());
    desk.feed.flush();
    (void)desk.entries();
    const auto check = [&] {
        const QByteArray bytes = allBytes(desk.folder.path());
        QVERIFY(bytes.contains("INV-00231"));
        QVERIFY(bytes.contains("Refund of March"));
        for (const QByteArray &secret : std::as_const(secrets)) {
            QVERIFY(secret.size() > 5);
            QVERIFY2(!bytes.contains(secret), secret.left(4).constData());
        }
    };
    check();
    QSignalSpy closed(&desk.history, &HistoryStore::closed);
    desk.history.close();
    QVERIFY(closed.wait());
    check();
}

void TestHistoryFeed::lostCallbackIsAskedFor()
{
    SimulatorOptions options = quickSimulator();
    options.faults = QStringLiteral("lost-callback:stk_push");
    FedDesk desk(options);
    QSignalSpy asking(&desk.workspace->reconciler(), &Reconciler::asking);
    ApiCall *call = desk.workspace->client().call(QStringLiteral("stk_push"), pushValues()); // does not wait
    bool isOver = false;
    QString conversation;
    call->then(
        this,
        [&](const ApiResponse &response) {
            conversation = response.conversation;
            isOver = true;
        },
        [&isOver](const MpesaError &) { isOver = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isOver, 30'000);
    QTRY_COMPARE(desk.entries(QStringLiteral("stk_push")).value(0).state, ActivityEntry::State::Pending);
    // As if it had waited for minutes.
    QVERIFY(desk.workspace->reconciler().watched().contains(conversation));
    desk.workspace->reconciler().forget(conversation);
    SentCall sent;
    sent.operationId = QStringLiteral("stk_push");
    sent.conversation = conversation;
    QVERIFY(desk.workspace->reconciler().watch({sent, desk.clock.now().addSecs(-200), 0}));
    desk.workspace->reconciler().check();
    QTRY_COMPARE_WITH_TIMEOUT(desk.entries(QStringLiteral("stk_push")).value(0).state, ActivityEntry::State::Paid, 60'000);
    const HistoryEntry entry = desk.entries(QStringLiteral("stk_push")).value(0);
    QCOMPARE(asking.count(), 1);
    QCOMPARE(entry.queries, 1);
    QVERIFY(stepTexts(entry).contains(QStringLiteral("no callback came: asking Daraja")));
    QVERIFY(stepTexts(entry).contains(QStringLiteral("answered by query")));
    QVERIFY(entry.exchanges.size() >= 2);                          // the query belongs to it
    QCOMPARE(desk.entries(QStringLiteral("stk_query")).size(), 0); // and is no entry of its own
}

void TestHistoryFeed::callOfAnEarlierStartIsAskedFor()
{
    FedDesk desk;
    HistoryEntry old;
    old.uid = QStringLiteral("old");
    old.kind = ActivityEntry::Kind::Call;
    old.state = ActivityEntry::State::Pending;
    old.at = desk.clock.now().addSecs(-3'000);
    old.operationId = QStringLiteral("stk_push");
    old.title = QStringLiteral("STK push");
    old.conversation = QStringLiteral("ws_CO_of_an_earlier_start");
    old.profileId = QStringLiteral("p-1");
    old.environment = Environment::Custom;
    old.queries = 1;
    desk.history.put(old);
    HistoryEntry others = old;
    others.uid = QStringLiteral("others");
    others.profileId = QStringLiteral("p-2");
    others.conversation = QStringLiteral("ws_CO_of_another_profile");
    desk.history.put(others);
    (void)desk.entries();
    desk.open();
    QTRY_COMPARE(desk.workspace->reconciler().watched(), QStringList{old.conversation});
    // Its callback comes after all: nobody has to ask any more.
    desk.history.keep(stkCallback(old.conversation, QStringLiteral("1032")), {});
    Q_EMIT desk.receiver.received(stkCallback(old.conversation, QStringLiteral("1032")));
    QTRY_COMPARE(desk.workspace->reconciler().watched(), QStringList());
    QCOMPARE(desk.entries(QStringLiteral("stk_push")).size(), 2);
    for (const HistoryEntry &entry : desk.entries(QStringLiteral("stk_push"))) {
        QCOMPARE(entry.state, entry.uid == old.uid ? ActivityEntry::State::Refused : ActivityEntry::State::Pending);
    }
}

void TestHistoryFeed::forgottenStaysForgotten()
{
    FedDesk desk;
    ApiCall *call = desk.workspace->client().call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(30)});
    bool isOver = false;
    call->then(
        this, [&isOver](const ApiResponse &) { isOver = true; }, [&isOver](const MpesaError &) { isOver = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isOver, 30'000);
    std::optional<HistoryStore::Forgotten> forgotten;
    desk.history.forget(QStringLiteral("0708374149"), this, [&forgotten](const HistoryStore::Forgotten &result) { forgotten = result; });
    QTRY_VERIFY(forgotten);
    desk.feed.flush(); // what the log has is written once more
    QTRY_COMPARE(desk.entries(QStringLiteral("stk_push")).value(0).party, QStringLiteral("254000000000"));
    QSignalSpy closed(&desk.history, &HistoryStore::closed);
    desk.history.close();
    QVERIFY(closed.wait());
    QVERIFY(!allBytes(desk.folder.path()).contains("708374149"));
}

QTEST_GUILESS_MAIN(TestHistoryFeed)
#include "tst_historyfeed.moc"
