// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Everything of one profile wired together, on the real simulator with the real receiver.

#include "core/api/workspace.h"
#include "core/callbacks/accountbalance.h"
#include "core/simulator/simulator.h"
#include "tests/core/api/apidesk.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Origin = MpesaError::Origin;
using Stage = ApiCall::Stage;

namespace {

/// The simulator, a receiver, and workspaces on them.
struct SimulatedDesk
{
    SimulatedDesk()
        : simulator(clock)
        , receiver(clock)
    {
        SimulatorOptions options;
        options.callbackDelay = 5;
        options.automaticAnswer = 5;
        options.tooEarlyQuery = 0;
        if (!simulator.start(options) || !receiver.listen()) {
            qFatal("no ports");
        }
    }

    [[nodiscard]] Profile profile() const
    {
        Profile profile;
        profile.environment = Environment::Simulator;
        profile.consumerKey = simulator.options().consumerKey;
        profile.shortCode = simulator.options().shortCode;
        profile.initiatorName = simulator.options().initiatorName;
        profile.phoneNumber = simulator.options().msisdn;
        return profile;
    }
    [[nodiscard]] ProfileSecrets secrets() const
    {
        ProfileSecrets secrets;
        secrets.consumerSecret = simulator.options().consumerSecret;
        secrets.passkey = simulator.options().passkey;
        secrets.initiatorPassword = simulator.options().initiatorPassword;
        return secrets;
    }
    [[nodiscard]] std::unique_ptr<Workspace> workspace(const Profile &profile)
    {
        return std::make_unique<Workspace>(profile, secrets(), simulator.baseUrl(), clock, &receiver);
    }
    [[nodiscard]] std::unique_ptr<Workspace> workspace() { return workspace(profile()); }

    static ApiCall *push(Workspace &workspace, const WaitOptions &wait, const QString &phone = u"0712345678"_s,
                         const QString &callback = {})
    {
        return workspace.client().stkPush({.amount = u"1250"_s,
                                           .phoneNumber = phone,
                                           .accountReference = u"INV-00231"_s,
                                           .transactionDesc = u"School fees"_s,
                                           .transactionType = {},
                                           .businessShortCode = {},
                                           .partyB = {},
                                           .callBackUrl = callback},
                                          wait);
    }

    FakeClock clock;
    Simulator simulator;
    CallbackReceiver receiver;
};

} // namespace

class WorkspaceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void baseUrls();
    void whereCallbacksGo_data();
    void whereCallbacksGo();
    void defaultWaits();
    void certificateFiles();

    void pushPaidByCallback();
    void pushCancelledByCallback();
    void pushPaidByQuery_data();
    void pushPaidByQuery();
    void wrongPasskey();
    void wrongSecret();
    void balanceByCallback();
    void wrongOperatorPasswordComesLater();
    void expiredTokensAreRenewedInMidCall();
    void twoWorkspacesShareAReceiver();
    void strangersAreUnmatched();
    void lostCallbackIsLookedFor();
    void destroyedInMidCall();
};

void WorkspaceTest::baseUrls()
{
    const FakeClock clock;
    const QUrl simulator(u"http://127.0.0.1:4711"_s);
    const auto baseUrl = [&](Environment environment, const QUrl &custom = {}) {
        Profile profile;
        profile.environment = environment;
        profile.customBaseUrl = custom;
        const Workspace workspace(profile, {}, simulator, clock, nullptr);
        return workspace.baseUrl();
    };
    QCOMPARE(baseUrl(Environment::Simulator), simulator);
    QCOMPARE(baseUrl(Environment::Sandbox), QUrl(u"https://sandbox.safaricom.co.ke"_s));
    QCOMPARE(baseUrl(Environment::Production), QUrl(u"https://api.safaricom.co.ke"_s));
    QCOMPARE(baseUrl(Environment::Custom, QUrl(u"https://daraja.example:8443/x"_s)), QUrl(u"https://daraja.example:8443/x"_s));
}

void WorkspaceTest::whereCallbacksGo_data()
{
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("publicBase");
    QTest::addColumn<QString>("expected"); // %1: the receiver, %2: its path
    QTest::newRow("simulator") << Environment::Simulator << QString() << QString() << u"%1"_s;
    QTest::newRow("simulator, public address unused") << Environment::Simulator << QString() << u"https://shop.example"_s << u"%1"_s;
    QTest::newRow("custom on 127.0.0.1") << Environment::Custom << u"http://127.0.0.1:9"_s << QString() << u"%1"_s;
    QTest::newRow("custom on localhost") << Environment::Custom << u"http://LocalHost:9"_s << QString() << u"%1"_s;
    QTest::newRow("custom on ::1") << Environment::Custom << u"http://[::1]:9"_s << QString() << u"%1"_s;
    QTest::newRow("custom elsewhere") << Environment::Custom << u"https://daraja.example"_s << QString() << QString();
    QTest::newRow("sandbox from a desk") << Environment::Sandbox << QString() << QString() << QString();
    QTest::newRow("sandbox with a public address")
        << Environment::Sandbox << QString() << u"https://shop.example"_s << u"https://shop.example%2"_s;
    QTest::newRow("path and slash") << Environment::Production << QString() << u"https://shop.example:8443/hooks/"_s
                                    << u"https://shop.example:8443/hooks%2"_s;
}

void WorkspaceTest::whereCallbacksGo()
{
    QFETCH(QString, expected);
    QFETCH(Environment, environment);
    QFETCH(QString, base);
    QFETCH(QString, publicBase);
    const FakeClock clock;
    CallbackReceiver receiver(clock);
    QVERIFY(receiver.listen());
    Profile profile;
    profile.environment = environment;
    profile.customBaseUrl = QUrl(base);
    profile.callbackBaseUrl = QUrl(publicBase);
    Workspace workspace(profile, {}, QUrl(u"http://127.0.0.1:9"_s), clock, &receiver);
    expected.replace(u"%1"_s, receiver.baseUrl().toString()).replace(u"%2"_s, receiver.baseUrl().path());
    QCOMPARE(workspace.client().context().callbackUrl.toString(), expected);
    QCOMPARE(workspace.callbacksReachUs(), !expected.isEmpty());

    Workspace without(profile, {}, QUrl(u"http://127.0.0.1:9"_s), clock, nullptr);
    QVERIFY(!without.callbacksReachUs());
    QVERIFY(without.client().context().callbackUrl.isEmpty());

    receiver.close();
    Workspace deaf(profile, {}, QUrl(u"http://127.0.0.1:9"_s), clock, &receiver);
    QVERIFY(!deaf.callbacksReachUs());
}

void WorkspaceTest::defaultWaits()
{
    const FakeClock clock;
    CallbackReceiver receiver(clock);
    QVERIFY(receiver.listen());
    Profile profile;
    profile.environment = Environment::Simulator;
    const Workspace reached(profile, {}, QUrl(u"http://127.0.0.1:9"_s), clock, &receiver);
    profile.environment = Environment::Sandbox;
    const Workspace unreached(profile, {}, {}, clock, &receiver);

    QCOMPARE(reached.defaultWait(*findOperation(u"stk_query")).limit, 0ms);
    QCOMPARE(unreached.defaultWait(*findOperation(u"stk_push")).limit, std::chrono::milliseconds(3min));
    QVERIFY(unreached.defaultWait(*findOperation(u"stk_push")).query);
    QCOMPARE(unreached.defaultWait(*findOperation(u"stk_push")).firstQuery, std::chrono::milliseconds(12s));
    QVERIFY(reached.defaultWait(*findOperation(u"stk_push")).firstQuery > 12s);
    for (const QStringView id : {u"account_balance", u"b2c_payment", u"b2b_express", u"standing_order"}) {
        QVERIFY(reached.defaultWait(*findOperation(id)).limit > 0ms);
        QCOMPARE(unreached.defaultWait(*findOperation(id)).limit, 0ms); // no result can come
    }
}

void WorkspaceTest::certificateFiles()
{
    SimulatedDesk desk;
    QVERIFY(waitUntil([&desk] { return desk.simulator.isReady(); }));
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    };
    Profile profile = desk.profile();
    const auto open = [&](const QString &file) {
        profile.certificateFile = file;
        return desk.workspace(profile);
    };
    const auto good = open(write(u"good.cer"_s, desk.simulator.certificatePem()));
    QCOMPARE(good->client().context().certificate, desk.simulator.certificatePem());
    QCOMPARE(good->reloadCertificate(), QString());
    QVERIFY(!write(u"good.cer"_s, "spoiled").isEmpty());
    QVERIFY(!good->reloadCertificate().isEmpty());

    QVERIFY(open(folder.filePath(u"nowhere.cer"_s))->reloadCertificate().contains(u"nowhere.cer"));
    QVERIFY(!open(folder.path())->reloadCertificate().isEmpty());
    QVERIFY(!open(u"/dev/zero"_s)->reloadCertificate().isEmpty());
    QVERIFY(open(folder.path())->client().context().certificate.isEmpty());

    const auto none = open(QString());
    RequestContext context = none->client().context();
    context.certificate = desk.simulator.certificatePem();
    none->client().setContext(context);
    QCOMPARE(none->reloadCertificate(), QString());
    QCOMPARE(none->client().context().certificate, desk.simulator.certificatePem());
}

void WorkspaceTest::pushPaidByCallback()
{
    SimulatedDesk desk;
    const auto workspace = desk.workspace();
    CallWatch watch(SimulatedDesk::push(*workspace, workspace->defaultWait(*findOperation(u"stk_push"))));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(watch.said.response.result->from, CallResult::From::Callback);
    QCOMPARE(watch.said.response.result->transactionId.size(), 10);
    QCOMPARE(watch.said.order, QStringList({u"acknowledged"_s, u"succeeded"_s, u"finished"_s}));
}

void WorkspaceTest::pushCancelledByCallback()
{
    SimulatedDesk desk;
    desk.simulator.setNextOutcome(u"1032"_s);
    const auto workspace = desk.workspace();
    CallWatch watch(SimulatedDesk::push(*workspace, ApiDesk::waiting(30s)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Refused);
    QCOMPARE(watch.said.response.result->code, u"1032"_s);
}

void WorkspaceTest::pushPaidByQuery_data()
{
    QTest::addColumn<QString>("pendingStyle");
    QTest::newRow("500.001.1001") << u"500.001.1001"_s;
    QTest::newRow("4999") << u"4999"_s;
}

void WorkspaceTest::pushPaidByQuery()
{
    QFETCH(QString, pendingStyle);
    SimulatedDesk desk;
    desk.simulator.stop();
    SimulatorOptions options;
    options.pendingStyle = pendingStyle;
    options.tooEarlyQuery = 0;
    QVERIFY(desk.simulator.start(options)); // a person answers
    const auto workspace = desk.workspace();
    QSignalSpy prompted(&desk.simulator.handset(), &Handset::promptOpened);
    // Nobody listens at port 9, so no callback comes.
    CallWatch watch(SimulatedDesk::push(*workspace, ApiDesk::waiting(30s, true), u"0712345678"_s, u"http://127.0.0.1:9/none"_s));
    QVERIFY(watch.reaches(Stage::Waiting));
    QVERIFY(waitUntil([&watch] { return watch.call()->exchanges().size() >= 3; })); // the push and two queries
    QCOMPARE(watch.call()->stage(), Stage::Waiting);
    QCOMPARE(prompted.count(), 1);
    desk.simulator.handset().enterPin(prompted.first().first().value<Prompt>().id, QString::fromLatin1(Handset::defaultPin));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(watch.said.response.result->from, CallResult::From::Query);
}

void WorkspaceTest::wrongPasskey()
{
    SimulatedDesk desk;
    ProfileSecrets secrets = desk.secrets();
    secrets.passkey = QString(64, u'a');
    Workspace workspace(desk.profile(), secrets, desk.simulator.baseUrl(), desk.clock, &desk.receiver);
    CallWatch watch(SimulatedDesk::push(workspace, ApiDesk::waiting(30s)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.origin, Origin::Api);
    QCOMPARE(watch.said.error.code, u"500.001.1001"_s);
    QVERIFY(watch.said.error.message.contains(u"Wrong credentials"));
}

void WorkspaceTest::wrongSecret()
{
    SimulatedDesk desk;
    ProfileSecrets secrets = desk.secrets();
    secrets.consumerSecret += u'x';
    Workspace workspace(desk.profile(), secrets, desk.simulator.baseUrl(), desk.clock, &desk.receiver);
    CallWatch watch(SimulatedDesk::push(workspace, {}));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.error.code, u"AUTH_INVALID_CREDENTIALS"_s);
    QCOMPARE(watch.said.error.httpStatus, 400);
    QCOMPARE(workspace.tokens().state(), TokenManager::State::Refused);
}

void WorkspaceTest::balanceByCallback()
{
    SimulatedDesk desk;
    QVERIFY(waitUntil([&desk] { return desk.simulator.isReady(); }));
    const auto workspace = desk.workspace();
    RequestContext context = workspace->client().context();
    context.certificate = desk.simulator.certificatePem();
    workspace->client().setContext(context);
    CallWatch watch(workspace->client().accountBalance({}, ApiDesk::waiting(30s)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Done);
    QString text;
    for (const auto &[name, value] : watch.said.response.result->parameters) {
        text += name == u"AccountBalance" ? value : QString();
    }
    const QList<AccountBalance> accounts = parseAccountBalance(text);
    QVERIFY(accounts.size() >= 3);
    QCOMPARE(accounts.first().available, u"88214.00"_s);
}

void WorkspaceTest::wrongOperatorPasswordComesLater()
{
    SimulatedDesk desk;
    QVERIFY(waitUntil([&desk] { return desk.simulator.isReady(); }));
    ProfileSecrets secrets = desk.secrets();
    secrets.initiatorPassword = u"not the password"_s;
    Workspace workspace(desk.profile(), secrets, desk.simulator.baseUrl(), desk.clock, &desk.receiver);
    RequestContext context = workspace.client().context();
    context.certificate = desk.simulator.certificatePem();
    workspace.client().setContext(context);
    CallWatch watch(workspace.client().accountBalance({}, ApiDesk::waiting(30s)));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.acknowledged, 1);
    QCOMPARE(watch.said.response.outcome, CallOutcome::Refused);
    QCOMPARE(watch.said.response.result->code, u"2001"_s);
}

void WorkspaceTest::expiredTokensAreRenewedInMidCall()
{
    SimulatedDesk desk;
    const auto workspace = desk.workspace();
    CallWatch first(SimulatedDesk::push(*workspace, ApiDesk::waiting(30s)));
    QVERIFY(first.wait());
    desk.simulator.expireTokens();
    CallWatch second(SimulatedDesk::push(*workspace, ApiDesk::waiting(30s), u"0722000101"_s));
    QVERIFY(second.wait());
    QCOMPARE(second.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(second.said.exchanges.size(), 2);
    QCOMPARE(workspace->tokens().fetchCount(), 2);
}

void WorkspaceTest::twoWorkspacesShareAReceiver()
{
    SimulatedDesk desk;
    const auto one = desk.workspace();
    const auto two = desk.workspace();
    QSignalSpy joinedOne(&one->client(), &MpesaClient::joined);
    QSignalSpy joinedTwo(&two->client(), &MpesaClient::joined);
    CallWatch first(SimulatedDesk::push(*one, ApiDesk::waiting(30s), u"0712345678"_s));
    CallWatch second(SimulatedDesk::push(*two, ApiDesk::waiting(30s), u"0722000101"_s));
    QVERIFY(first.wait());
    QVERIFY(second.wait());
    QCOMPARE(first.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(second.said.response.outcome, CallOutcome::Paid);
    QCOMPARE(joinedOne.count(), 1);
    QCOMPARE(joinedTwo.count(), 1);
    QCOMPARE(joinedOne.first().at(1).toULongLong(), first.id);
    QCOMPARE(joinedTwo.first().at(1).toULongLong(), second.id);
}

void WorkspaceTest::strangersAreUnmatched()
{
    SimulatedDesk desk;
    const auto workspace = desk.workspace();
    QSignalSpy unmatched(workspace.get(), &Workspace::unmatched);
    Q_EMIT desk.receiver.received(stkPaid());
    Q_EMIT desk.receiver.received(parseCallback("nonsense", Callback::Kind::Result));
    QCOMPARE(unmatched.count(), 2);
    QCOMPARE(unmatched.first().first().value<Callback>().conversation, wireCheckout);
}

void WorkspaceTest::lostCallbackIsLookedFor()
{
    SimulatedDesk desk;
    const auto workspace = desk.workspace();
    desk.receiver.close(); // as it was when the computer slept
    QSignalSpy attempts(&desk.simulator, &Simulator::callbackAttempted);
    QSignalSpy settled(&workspace->reconciler(), &Reconciler::settled);
    CallWatch watch(SimulatedDesk::push(*workspace, {}));
    QVERIFY(watch.wait());
    QCOMPARE(watch.said.response.outcome, CallOutcome::Pending);
    QVERIFY(waitUntil([&attempts] { return attempts.count() >= 1; })); // paid, and nobody there to hear of it
    desk.clock.advance(3min);
    workspace->reconciler().check();
    QVERIFY(waitUntil([&settled] { return settled.count() == 1; }));
    QCOMPARE(settled.first().at(0).toString(), watch.said.response.conversation);
    QCOMPARE(settled.first().at(1).value<CallOutcome>(), CallOutcome::Paid);
}

void WorkspaceTest::destroyedInMidCall()
{
    SimulatedDesk desk;
    desk.simulator.setAutomaticAnswer(-1);
    auto workspace = desk.workspace();
    CallWatch watch(SimulatedDesk::push(*workspace, ApiDesk::waiting(30s, true)));
    QVERIFY(watch.reaches(Stage::Waiting));
    const int before = watch.said.signalCount();
    workspace.reset();
    QCOMPARE(watch.said.signalCount(), before);
    QSignalSpy delivered(&desk.receiver, &CallbackReceiver::received);
    desk.simulator.handset().cancel(desk.simulator.handset().openPrompts().first().id);
    QVERIFY(waitUntil([&delivered] { return delivered.count() == 1; })); // the callback comes, for nobody
}

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
