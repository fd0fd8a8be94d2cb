// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackreceiver.h"
#include "tests/support/waituntil.h"
#include "tests/ui/faultystore.h"
#include "tests/ui/windowfixture.h"
#include "ui/desk/desk.h"
#include "ui/profiles/savesecret.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace daraja;

namespace {

/// A Desk on settings of its own, with a store whose faults the test chooses.
struct DeskBench
{
    explicit DeskBench(const QString &settings = {})
        : desk(clock, settings.isEmpty() ? preparedSettings(folder) : settings, takeStore())
    {
    }

    std::unique_ptr<SecretStore> takeStore()
    {
        auto owned = std::make_unique<FaultyStore>();
        store = owned.get();
        return owned;
    }
    [[nodiscard]] bool open()
    {
        desk.start();
        return waitUntil([this] { return desk.workspace() != nullptr; });
    }
    /// A profile for the simulator's own address, as if it were a server of the user's.
    [[nodiscard]] Profile custom(const QString &name = QStringLiteral("Mine"))
    {
        Profile profile;
        profile.name = name;
        profile.environment = Environment::Custom;
        profile.customBaseUrl = desk.simulator().baseUrl();
        profile.consumerKey = desk.simulator().options().consumerKey;
        profile.shortCode = QStringLiteral("174379");
        return profile;
    }
    [[nodiscard]] ProfileSecrets secrets()
    {
        ProfileSecrets known;
        known.consumerSecret = desk.simulator().options().consumerSecret;
        known.passkey = desk.simulator().options().passkey;
        return known;
    }
    /// Saves and waits. The id; `problem` is what the Desk said.
    QString save(const Profile &profile, const ProfileSecrets &known, QString *problem = nullptr)
    {
        QString id;
        bool saved = false;
        desk.saveProfile(profile, known, &desk, [&](const QString &newId, const QString &said) {
            id = newId;
            saved = true;
            if (problem)
                *problem = said;
        });
        return waitUntil([&] { return saved; }) ? id : QString();
    }
    [[nodiscard]] ProfileSecrets read(const QString &id, QString *problem = nullptr)
    {
        ProfileSecrets known;
        bool there = false;
        desk.readSecrets(id, &desk, [&](const ProfileSecrets &given, const QString &said) {
            known = given;
            there = true;
            if (problem)
                *problem = said;
        });
        return waitUntil([&] { return there; }) ? known : ProfileSecrets();
    }

    QTemporaryDir folder;
    SystemClock clock;
    FaultyStore *store = nullptr;
    Desk desk;
};

} // namespace

class TestDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingRunsBeforeStart()
    {
        DeskBench bench;
        QVERIFY(!bench.desk.isStarted());
        QVERIFY(!bench.desk.workspace());
        QVERIFY(!bench.desk.simulator().isRunning());
        QVERIFY(!bench.desk.receiver().isListening());
        QCOMPARE(bench.desk.currentProfile().id, ProfileStore::demoProfile().id);
        QCOMPARE(bench.desk.activeCallCount(), 0);
    }

    void startOpensTheDemoProfileOnTheRunningSimulator()
    {
        DeskBench bench;
        const QSignalSpy changed(&bench.desk, &Desk::workspaceChanged);
        const QSignalSpy addresses(&bench.desk, &Desk::addressesChanged);
        QVERIFY(bench.open());
        QVERIFY(bench.desk.simulator().isRunning());
        QVERIFY(bench.desk.receiver().isListening());
        QCOMPARE(addresses.count(), 1);
        QCOMPARE(changed.count(), 2); // null, then there
        const Profile &profile = bench.desk.currentProfile();
        QCOMPARE(profile.consumerKey, bench.desk.simulator().options().consumerKey);
        QVERIFY(!profile.consumerKey.isEmpty());
        QCOMPARE(bench.desk.currentSecrets().consumerSecret, bench.desk.simulator().options().consumerSecret);
        QCOMPARE(bench.desk.currentSecrets().passkey, bench.desk.simulator().options().passkey);
        QCOMPARE(bench.desk.workspace()->baseUrl(), bench.desk.simulator().baseUrl());
        bench.desk.start();
        QCOMPARE(addresses.count(), 1);
    }

    void balanceWorksWithTheSimulatorsOwnCertificate()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        QVERIFY(waitUntil([&] { return bench.desk.simulator().isReady(); }, 20'000));
        bench.desk.simulator().setCallbackDelay(1);
        Workspace *workspace = bench.desk.workspace();
        ApiCall *call = workspace->client().accountBalance({}, workspace->defaultWait(*findOperation(u"account_balance")));
        std::optional<ApiResponse> answer;
        QString failure;
        call->then(
            &bench.desk, [&](const ApiResponse &response) { answer = response; },
            [&](const MpesaError &error) { failure = error.message; });
        QCOMPARE(bench.desk.activeCallCount(), 1);
        QVERIFY(waitUntil([&] { return answer.has_value() || !failure.isEmpty(); }));
        QCOMPARE(failure, QString());
        QCOMPARE(answer->outcome, CallOutcome::Done);
        QVERIFY(waitUntil([&] { return bench.desk.activeCallCount() == 0; }));
    }

    void simulatorSecretsNeverReachTheStore()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        Profile demo = bench.desk.profiles().profile(ProfileStore::demoProfile().id);
        ProfileSecrets wrong;
        wrong.consumerSecret = QStringLiteral("typed-in-anger");
        QString problem;
        bench.save(demo, wrong, &problem);
        QCOMPARE(problem, QString());
        QVERIFY(bench.store->touched.isEmpty());
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QCOMPARE(bench.desk.currentSecrets().consumerSecret, wrong.consumerSecret);
        QCOMPARE(bench.read(demo.id), wrong);

        useSimulatorsOwn(bench.desk, demo.id);
        QVERIFY(
            waitUntil([&] { return bench.desk.workspace() && bench.desk.workspace()->tokens().state() == TokenManager::State::Valid; }));
        QCOMPARE(bench.desk.currentSecrets().consumerSecret, bench.desk.simulator().options().consumerSecret);
    }

    void savedProfilesOpenWithTheirSecrets()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QString id = bench.save(bench.custom(), bench.secrets());
        QVERIFY(!id.isEmpty());
        QCOMPARE(bench.store->values.value(secretName(id, SecretKind::ConsumerSecret)), bench.secrets().consumerSecret);
        QCOMPARE(bench.desk.currentProfile().id, ProfileStore::demoProfile().id);

        bench.desk.openProfile(id);
        QVERIFY(!bench.desk.workspace());
        QCOMPARE(bench.desk.currentProfile().id, id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QCOMPARE(bench.desk.profiles().currentId(), id);
        QCOMPARE(bench.desk.currentSecrets(), bench.secrets());
        bench.desk.workspace()->tokens().request();
        QVERIFY(waitUntil([&] { return bench.desk.workspace()->tokens().state() == TokenManager::State::Valid; }));
    }

    void savingTheOpenProfileOpensItAnew()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        Profile mine = bench.custom();
        mine.id = bench.save(mine, bench.secrets());
        bench.desk.openProfile(mine.id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        mine.shortCode = QStringLiteral("600000");
        ProfileSecrets known = bench.secrets();
        known.passkey.clear();
        bench.save(mine, known);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QCOMPARE(bench.desk.workspace()->profile().shortCode, QStringLiteral("600000"));
        QCOMPARE(bench.desk.currentSecrets().passkey, QString());
        QVERIFY(!bench.store->values.contains(secretName(mine.id, SecretKind::Passkey)));
    }

    void aLockedStoreIsNeverOverwritten()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        Profile mine = bench.custom();
        mine.id = bench.save(mine, bench.secrets());
        bench.store->fault = FaultyStore::Fault::LockedForReading;
        QString problem;
        const ProfileSecrets read = bench.read(mine.id, &problem);
        QCOMPARE(read, ProfileSecrets());
        QVERIFY(!problem.isEmpty());

        const QSignalSpy notices(&bench.desk, &Desk::notice);
        bench.desk.openProfile(mine.id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QVERIFY(bench.desk.secretsProblem().contains(problem));
        QCOMPARE(notices.count(), 1);
        QVERIFY(notices.constFirst().constFirst().toString().contains(mine.name));

        // The form shows empty fields now; saving them must not wipe what is in the store.
        bench.save(mine, read);
        bench.store->fault = FaultyStore::Fault::None;
        QCOMPARE(bench.read(mine.id), bench.secrets());
        // Once they have been read, emptying one is meant.
        ProfileSecrets known = bench.secrets();
        known.passkey.clear();
        bench.save(mine, known);
        QCOMPARE(bench.read(mine.id).passkey, QString());
    }

    void whatTheStoreDoesNotTakeIsKeptForTheSession()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        bench.store->fault = FaultyStore::Fault::Unavailable;
        QString problem;
        const QString id = bench.save(bench.custom(), bench.secrets(), &problem);
        QVERIFY(!problem.isEmpty());
        QVERIFY(bench.store->values.isEmpty());
        QCOMPARE(bench.read(id).consumerSecret, bench.secrets().consumerSecret);
        bench.desk.openProfile(id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QCOMPARE(bench.desk.currentSecrets().consumerSecret, bench.secrets().consumerSecret);
    }

    void staleAnswersOfTheStoreChangeNothing()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QString first = bench.save(bench.custom(QStringLiteral("First")), bench.secrets());
        const QString second = bench.save(bench.custom(QStringLiteral("Second")), bench.secrets());
        bench.store->holdsAnswers = true;
        bench.desk.openProfile(first);
        bench.desk.openProfile(second);
        bench.desk.openProfile(ProfileStore::demoProfile().id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        bench.store->release();
        QCoreApplication::processEvents();
        QCOMPARE(bench.desk.currentProfile().id, ProfileStore::demoProfile().id);
        QCOMPARE(bench.desk.workspace()->profile().id, ProfileStore::demoProfile().id);
    }

    void removingTheOpenProfileMakesRoomForTheDemo()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QString id = bench.save(bench.custom(), bench.secrets());
        bench.desk.openProfile(id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        bench.desk.removeProfile(id);
        QCOMPARE(bench.desk.currentProfile().id, ProfileStore::demoProfile().id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() && bench.store->values.isEmpty(); }));
        QVERIFY(bench.desk.profiles().profile(id).id.isEmpty());

        bench.desk.removeProfile(ProfileStore::demoProfile().id);
        QCOMPARE(bench.desk.profiles().profiles().size(), 1);
        QVERIFY(bench.desk.workspace());
    }

    void switchingAbortsCallsSilently()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        Workspace *workspace = bench.desk.workspace();
        StkPushArguments push;
        push.amount = QStringLiteral("10");
        push.phoneNumber = QStringLiteral("0708374149");
        push.accountReference = QStringLiteral("A");
        push.transactionDesc = QStringLiteral("B");
        ApiCall *call = workspace->client().stkPush(push, workspace->defaultWait(*findOperation(u"stk_push")));
        int told = 0;
        call->then(
            &bench.desk, [&](const ApiResponse &) { ++told; }, [&](const MpesaError &) { ++told; });
        QVERIFY(waitUntil([&] { return call->stage() == ApiCall::Stage::Waiting; }));
        // From inside a signal of the very client that goes.
        connect(&workspace->tokens(), &TokenManager::changed, &bench.desk, [&] {
            if (bench.desk.workspace() == workspace)
                bench.desk.openProfile(ProfileStore::demoProfile().id);
        });
        workspace->tokens().request(TokenManager::Mode::ForceRefresh);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() && bench.desk.workspace() != workspace; }));
        QCOMPARE(told, 0);
        QCOMPARE(bench.desk.activeCallCount(), 0);
    }

    void aDeskMayGoInMidCall()
    {
        auto bench = std::make_unique<DeskBench>();
        QVERIFY(bench->open());
        bench->desk.workspace()->tokens().request(TokenManager::Mode::ForceRefresh);
        bench->desk.openProfile(ProfileStore::demoProfile().id); // leaves a workspace that is about to go
        bench.reset();
        QCoreApplication::processEvents();
    }

    void historyLastsBeyondTheProgram()
    {
        QTemporaryDir folder;
        const QString file = preparedSettings(folder);
        {
            DeskBench first(file);
            first.desk.start();
            QTRY_VERIFY_WITH_TIMEOUT(first.desk.simulator().isReady() && first.desk.workspace(), 20'000);
            QSignalSpy ended(first.desk.workspace()->client().call(QStringLiteral("account_balance"), {}), &ApiCall::finished);
            QTRY_COMPARE(ended.size(), 1);
        }
        DeskBench second(file);
        second.desk.start();
        std::optional<HistoryPage> page;
        HistoryQuery calls;
        calls.kinds = {ActivityEntry::Kind::Call};
        second.desk.history().find(calls, 0, 10, this, [&page](const HistoryPage &found) { page = found; });
        QTRY_VERIFY(page);
        QCOMPARE(page->rows.size(), 1);
        QCOMPARE(page->rows.constFirst().operationId, QStringLiteral("account_balance"));
        QVERIFY(!page->rows.constFirst().conversation.isEmpty());
    }

    void aDamagedHistoryIsSetAsideAndSaid()
    {
        QTemporaryDir folder;
        const QString file = preparedSettings(folder);
        const QFileInfo settings(file);
        QFile damaged(settings.dir().filePath(settings.completeBaseName() + QStringLiteral("-history.sqlite")));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(8192, 'x'));
        damaged.close();
        DeskBench bench(file);
        QSignalSpy notices(&bench.desk, &Desk::notice);
        QVERIFY(bench.open());
        QTRY_COMPARE(bench.desk.history().status().state, HistoryStatus::State::Open);
        const QString place = bench.desk.history().status().setAside;
        QVERIFY(QFileInfo::exists(place));
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.constFirst().constFirst().toString(), bench.desk.history().status().message);
    }

    void theAppKeyOfBillManagerIsKeptWithTheProfile()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QString id = bench.save(bench.custom(), bench.secrets());
        bench.desk.openProfile(id);
        QTRY_VERIFY(bench.desk.workspace() && bench.desk.currentProfile().id == id);
        QSignalSpy notices(&bench.desk, &Desk::notice);
        QSignalSpy done(bench.desk.workspace()->client().call(QStringLiteral("bill_optin"),
                                                              {{QStringLiteral("email"), QStringLiteral("bills@shop.example")},
                                                               {QStringLiteral("officialContact"), QStringLiteral("0712345678")},
                                                               {QStringLiteral("sendReminders"), QStringLiteral("0")},
                                                               {QStringLiteral("callbackurl"), QStringLiteral("http://127.0.0.1:9/bill")}}),
                        &ApiCall::succeeded);
        QTRY_COMPARE(done.size(), 1);
        const QString key = bench.desk.workspace()->client().context().secrets.billManagerKey;
        QVERIFY(!key.isEmpty());
        QTRY_COMPARE(notices.size(), 1);
        QVERIFY(!notices.constFirst().constFirst().toString().contains(key));
        std::optional<ProfileSecrets> saved;
        bench.desk.readSecrets(id, this, [&saved](const ProfileSecrets &secrets, const QString &) { saved = secrets; });
        QTRY_VERIFY(saved);
        QCOMPARE(saved->billManagerKey, key);
        QCOMPARE(saved->consumerSecret, bench.secrets().consumerSecret);
    }

    void daysOfHistoryAreKept()
    {
        QTemporaryDir folder;
        const QString file = preparedSettings(folder);
        {
            DeskBench first(file);
            QCOMPARE(first.desk.historyDays(), 0);
            first.desk.setHistoryDays(30);
        }
        DeskBench second(file);
        QCOMPARE(second.desk.historyDays(), 30);
    }

    void takenPortsAreNotTheEnd()
    {
        QTcpServer simulatorPort;
        QTcpServer receiverPort;
        QVERIFY(simulatorPort.listen(QHostAddress::LocalHost));
        QVERIFY(receiverPort.listen(QHostAddress::LocalHost));
        QTemporaryDir folder;
        const QString file = preparedSettings(folder);
        {
            QSettings settings(file, QSettings::IniFormat);
            settings.setValue(QStringLiteral("simulator/port"), simulatorPort.serverPort());
            settings.setValue(QStringLiteral("receiver/port"), receiverPort.serverPort());
        }
        DeskBench bench(file);
        const QSignalSpy notices(&bench.desk, &Desk::notice);
        QVERIFY(bench.open());
        QVERIFY(bench.desk.simulator().isRunning());
        QVERIFY(bench.desk.receiver().isListening());
        QVERIFY(bench.desk.simulator().baseUrl().port() != simulatorPort.serverPort());
        QCOMPARE(notices.count(), 2);
        QVERIFY(notices.at(0).constFirst().toString().contains(QString::number(receiverPort.serverPort())));
        QVERIFY(notices.at(1).constFirst().toString().contains(QString::number(simulatorPort.serverPort())));
    }

    void twoProgramsShareOneFileOfProfiles()
    {
        QTemporaryDir folder;
        const QString file = preparedSettings(folder);
        DeskBench first(file);
        DeskBench second(file);
        QVERIFY(first.open());
        QVERIFY(second.open());
        const QString one = first.save(first.custom(QStringLiteral("One")), first.secrets());
        const QString two = second.save(second.custom(QStringLiteral("Two")), second.secrets());
        first.save(first.custom(QStringLiteral("Three")), first.secrets());
        DeskBench third(file);
        QStringList names;
        const QList<Profile> all = third.desk.profiles().profiles();
        for (const Profile &profile : all)
            names.append(profile.name);
        QVERIFY2(names.contains(QStringLiteral("One")) && names.contains(QStringLiteral("Two")) && names.contains(QStringLiteral("Three")),
                 qPrintable(names.join(u' ')));
        QVERIFY(!one.isEmpty() && !two.isEmpty());
    }

    void anUnwritableFolderIsSaidAndEverythingWorks()
    {
        QTemporaryDir folder;
        // Nobody, not even an administrator, can make a folder inside a file.
        QFile obstacle(folder.filePath(QStringLiteral("notafolder")));
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        obstacle.close();
        DeskBench bench(folder.filePath(QStringLiteral("notafolder/desk.ini")));
        const QSignalSpy notices(&bench.desk, &Desk::notice);
        QVERIFY(bench.open());
        QVERIFY(!bench.desk.settingsProblem().isEmpty());
        QCOMPARE(notices.count(), 1);
        QVERIFY(notices.constFirst().constFirst().toString().contains(QStringLiteral("notafolder")));

        QString problem;
        const QString id = bench.save(bench.custom(), bench.secrets(), &problem);
        QVERIFY(!problem.isEmpty());
        bench.desk.openProfile(id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        bench.desk.workspace()->tokens().request();
        QVERIFY(waitUntil([&] { return bench.desk.workspace()->tokens().state() == TokenManager::State::Valid; }));
    }

    void anotherReceiverPortIsUsedAtOnce()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 free = probe.serverPort();
        probe.close();
        const QSignalSpy addresses(&bench.desk, &Desk::addressesChanged);
        bench.desk.setWantedReceiverPort(free);
        QCOMPARE(bench.desk.wantedReceiverPort(), free);
        QCOMPARE(bench.desk.receiver().port(), free);
        QCOMPARE(addresses.count(), 1);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QCOMPARE(bench.desk.workspace()->client().context().callbackUrl.port(), int(free));
    }

    void callbacksForNobodyStandOnTheTimeline()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QUrl url = bench.desk.receiver().baseUrl();
        const QByteArray body = QByteArrayLiteral(
            R"({"Body":{"stkCallback":{"MerchantRequestID":"1-2-3","CheckoutRequestID":"ws_CO_nobody","ResultCode":0,"ResultDesc":"ok"}}})");
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, quint16(url.port()));
        QVERIFY(waitUntil([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
        socket.write("POST " + url.path().toLatin1() + "/stk HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QVERIFY(waitUntil([&] { return bench.desk.activity().count() > 0; }));
        const ActivityEntry &entry = bench.desk.activity().at(0);
        QCOMPARE(entry.kind, ActivityEntry::Kind::LooseCallback);
        QCOMPARE(entry.conversation, QStringLiteral("ws_CO_nobody"));
        QCOMPARE(bench.desk.activity().count(), 1);
    }

    void storeNoticesArePassedOn()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QSignalSpy notices(&bench.desk, &Desk::notice);
        bench.store->tell(QStringLiteral("No keychain: secrets last for this session."));
        QCOMPARE(notices.count(), 1);
        QCOMPARE(notices.constFirst().constFirst().toString(), bench.store->told);
        QCOMPARE(bench.desk.secretPlace(bench.custom()), bench.store->place());
        QVERIFY(bench.desk.secretPlace(ProfileStore::demoProfile()) != bench.store->place());
    }

    void aMissingKeychainIsSaidOnce()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QString id = bench.desk.profiles().save(bench.custom());
        const QSignalSpy notices(&bench.desk, &Desk::notice);
        bench.store->fault = FaultyStore::Fault::Unavailable;
        bench.store->tell(FaultyStore::problem());
        bench.desk.openProfile(id);
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QCOMPARE(notices.count(), 1);
        QCOMPARE(bench.desk.secretsProblem(), FaultyStore::problem());
    }

    void forgettingEverythingLeavesAFreshDesk()
    {
        DeskBench bench;
        QVERIFY(bench.open());
        const QString id = bench.save(bench.custom(), bench.secrets());
        bench.desk.openProfile(id);
        bench.desk.settings().setValue(QStringLiteral("page/requests/form"), QStringLiteral("half"));
        bench.desk.forgetEverything();
        QCOMPARE(bench.desk.profiles().profiles().size(), 1);
        // What is left is new: the callback address of the demo profile.
        QCOMPARE(bench.desk.settings().allKeys(), QStringList{QStringLiteral("callbacks/segments/") + ProfileStore::demoProfile().id});
        QVERIFY(waitUntil([&] { return bench.store->values.isEmpty(); }));
        QVERIFY(waitUntil([&] { return bench.desk.workspace() != nullptr; }));
        QCOMPARE(bench.desk.workspace()->profile().id, ProfileStore::demoProfile().id);
    }

    void goToAsksForAPage()
    {
        DeskBench bench;
        const QSignalSpy pages(&bench.desk, &Desk::pageRequested);
        bench.desk.goTo(PageId::Requests, QStringLiteral("stk_push"));
        QCOMPARE(pages.count(), 1);
        QCOMPARE(pages.constFirst().at(0).value<PageId>(), PageId::Requests);
        QCOMPARE(pages.constFirst().at(1).toString(), QStringLiteral("stk_push"));
    }
};

QTEST_MAIN(TestDesk)
#include "tst_desk.moc"
