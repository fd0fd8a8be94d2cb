// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/waituntil.h"
#include "tests/ui/faultystore.h"
#include "tests/ui/windowfixture.h"
#include "ui/shell/noticearea.h"
#include "ui/shell/page.h"
#include "ui/shell/ticker.h"
#include "ui/widgets/navrail.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/tokenchip.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QNetworkProxy>
#include <QPushButton>
#include <QSignalSpy>

using namespace daraja;

/// The window around the pages: what is always in sight, keys, palette, help, notices, closing, what it remembers.
class TestMainWindow : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow &window() { return m_fixture->window; }
    Desk &desk() { return m_fixture->desk; }
    TokenManager &tokens() { return desk().workspace()->tokens(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *target = QApplication::focusWidget();
        QTest::keyClick(target ? target : &window(), key, modifiers);
    }
    /// A profile that is saved and open.
    void openAs(Environment environment, const QString &key = QStringLiteral("someKey"))
    {
        Profile profile;
        profile.name = QStringLiteral("Shop of ") + environmentId(environment);
        profile.environment = environment;
        profile.consumerKey = key;
        profile.shortCode = QStringLiteral("600123");
        profile.customBaseUrl = desk().simulator().baseUrl();
        const QString id = desk().profiles().save(profile);
        desk().openProfile(id);
        QTRY_VERIFY(desk().workspace() && desk().workspace()->profile().id == id);
    }
    ApiCall *startPush()
    {
        StkPushArguments push;
        push.amount = QStringLiteral("10");
        push.phoneNumber = QStringLiteral("0708374149");
        push.accountReference = QStringLiteral("A");
        push.transactionDesc = QStringLiteral("B");
        Workspace *workspace = desk().workspace();
        return workspace->client().stkPush(push, workspace->defaultWait(*findOperation(u"stk_push")));
    }
    QMessageBox *question() { return window().findChild<QMessageBox *>(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.apply(Theme::Choice::Light);
        // Whatever is asked of Safaricom's own servers ends on this machine.
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 9));
    }
    void cleanupTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support ).*")));
        m_fixture = std::make_unique<WindowFixture>(m_theme);
        QVERIFY(m_fixture->open());
    }
    void cleanup() { m_fixture.reset(); }

    void pagesAreBuiltWhenTheyAreFirstShown()
    {
        QVERIFY(window().isBuilt(PageId::Token));
        for (const PageId page : {PageId::Requests, PageId::Activity, PageId::Simulator, PageId::Settings})
            QVERIFY(!window().isBuilt(page));
        press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(window().currentPageId(), PageId::Activity);
        QVERIFY(window().isBuilt(PageId::Activity));
        QVERIFY(!window().isBuilt(PageId::Requests));
    }

    void theRailShowsWhatExists()
    {
        auto *rail = window().findChild<NavRail *>();
        QStringList texts;
        for (int i = 0; i < rail->count(); ++i)
            texts.append(rail->itemText(i));
        QCOMPARE(texts,
                 QStringList({QStringLiteral("Token"), QStringLiteral("Requests"), QStringLiteral("Activity"), QStringLiteral("Simulator"),
                              QStringLiteral("Doctor"), QStringLiteral("Errors"), QStringLiteral("Settings")}));
        rail->setCurrent(6);
        QCOMPARE(window().currentPageId(), PageId::Settings);
    }

    void numberKeysAndGoToShowPages()
    {
        auto *rail = window().findChild<NavRail *>();
        const QList<QPair<Qt::Key, PageId>> keys{{Qt::Key_2, PageId::Requests}, {Qt::Key_4, PageId::Simulator},
                                                 {Qt::Key_3, PageId::Activity}, {Qt::Key_5, PageId::Doctor},
                                                 {Qt::Key_6, PageId::Errors},   {Qt::Key_1, PageId::Token}};
        for (const auto &[key, page] : keys) {
            press(key, Qt::ControlModifier);
            QCOMPARE(window().currentPageId(), page);
            QVERIFY(window().currentPage()->isVisible());
            QCOMPARE(rail->current(), key - Qt::Key_1);
        }
        desk().goTo(PageId::Settings, QStringLiteral("general"));
        QCOMPARE(window().currentPageId(), PageId::Settings);
    }

    void environmentIsInSight_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("word");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("simulator") << Environment::Simulator << QStringLiteral("SIMULATOR") << Tone::Simulator;
        QTest::newRow("sandbox") << Environment::Sandbox << QStringLiteral("SANDBOX") << Tone::Sandbox;
        QTest::newRow("production") << Environment::Production << QStringLiteral("PRODUCTION") << Tone::Production;
        QTest::newRow("custom") << Environment::Custom << QStringLiteral("CUSTOM SERVER") << Tone::Accent;
    }
    void environmentIsInSight()
    {
        QFETCH(Environment, environment);
        QFETCH(QString, word);
        QFETCH(Tone, tone);
        openAs(environment);
        for (const char *page : {"token", "requests", "activity", "simulator", "settings"}) {
            QVERIFY(window().showPageNamed(QLatin1StringView(page)));
            auto *pill = findVisible<Pill>(window(), QStringLiteral("environmentPill"));
            QVERIFY2(pill, page);
            QCOMPARE(pill->text(), word);
            QCOMPARE(pill->tone(), tone);
            QVERIFY2(findVisible<TokenChip>(window(), QStringLiteral("tokenChip")), page);
        }
        QCOMPARE(window().findChild<Surface *>(QStringLiteral("environmentBand"))->ground(), toneRole(tone));
        QVERIFY(window().windowTitle().contains(environmentName(environment)));
    }

    void onlyTheSimulatorIsAskedForATokenUnasked()
    {
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
        QCOMPARE(tokens().fetchCount(), 1);
        for (const Environment environment : {Environment::Sandbox, Environment::Production, Environment::Custom}) {
            openAs(environment);
            for (const char *page : {"token", "requests", "settings"})
                QVERIFY(window().showPageNamed(QLatin1StringView(page)));
            QCoreApplication::processEvents();
            QCOMPARE(tokens().fetchCount(), 0);
            QCOMPARE(window().findChild<TokenChip *>()->shownText(), QStringLiteral("No token"));
        }
    }

    void theChipCountsDown()
    {
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
        auto *chip = window().findChild<TokenChip *>();
        const QString first = chip->shownText();
        QVERIFY2(first.startsWith(QStringLiteral("59:")), qPrintable(first));
        QTRY_VERIFY_WITH_TIMEOUT(chip->shownText() != first, 5'000);
    }

    void nothingTicksWhileNobodyLooks()
    {
        auto *ticker = window().findChild<Ticker *>();
        QVERIFY(ticker->isRunning());
        window().showMinimized();
        QTRY_VERIFY(!ticker->isRunning());
        window().showNormal();
        QTRY_VERIFY(ticker->isRunning());
        window().hide();
        QVERIFY(!ticker->isRunning());
        window().show();
        QVERIFY(ticker->isRunning());
    }

    void refusedTokensAreMarkedOnTheRail()
    {
        ProfileSecrets wrong;
        wrong.consumerSecret = QStringLiteral("wrong");
        desk().saveProfile(desk().profiles().profile(desk().profiles().currentId()), wrong, this, [](const QString &, const QString &) {});
        QTRY_VERIFY(desk().workspace() && tokens().state() == TokenManager::State::Refused);
        auto *chip = window().findChild<TokenChip *>();
        QCOMPARE(chip->shownText(), QStringLiteral("Refused"));
        QCOMPARE(chip->tone(), Tone::Bad);
        window().showPage(PageId::Activity);
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(window().currentPageId(), PageId::Token);
    }

    void ctrlRGetsANewToken()
    {
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
        const QString before = tokens().token().token;
        window().showPage(PageId::Activity);
        press(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(tokens().fetchCount(), 2);
        QTRY_VERIFY(tokens().token().token != before);
        QVERIFY(!question());
    }

    void onProductionANewTokenIsAskedFor()
    {
        openAs(Environment::Production);
        Profile profile = desk().profiles().profile(desk().profiles().currentId());
        ProfileSecrets secrets;
        secrets.consumerSecret = QStringLiteral("topSecret");
        desk().saveProfile(profile, secrets, this, [](const QString &, const QString &) {});
        QTRY_VERIFY(desk().workspace() && !desk().currentSecrets().consumerSecret.isEmpty());
        press(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(question());
        QVERIFY(question()->informativeText().contains(QStringLiteral("cancels")));
        QCOMPARE(tokens().fetchCount(), 0);
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QCOMPARE(tokens().fetchCount(), 0);

        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        press(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(question());
        QTest::keyClick(question(), Qt::Key_Return); // the safe answer is the default
        QTRY_VERIFY(!question());
        QCOMPARE(tokens().fetchCount(), 0);

        QTest::mouseClick(window().findChild<QPushButton *>(QStringLiteral("newTokenButton")), Qt::LeftButton);
        QTRY_VERIFY(question());
        for (QAbstractButton *button : question()->buttons()) {
            if (question()->buttonRole(button) == QMessageBox::AcceptRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(tokens().fetchCount(), 1);
    }

    void theMenuSwitchesProfiles()
    {
        openAs(Environment::Sandbox);
        QTest::mouseClick(window().findChild<QPushButton *>(QStringLiteral("profileButton")), Qt::LeftButton);
        QTRY_VERIFY(window().findChild<QMenu *>(QStringLiteral("profileMenu")));
        auto *menu = window().findChild<QMenu *>(QStringLiteral("profileMenu"));
        QStringList texts;
        QAction *demo = nullptr;
        for (QAction *action : menu->actions()) {
            texts.append(action->text());
            if (action->text().startsWith(ProfileStore::demoProfile().name))
                demo = action;
        }
        QVERIFY2(texts.contains(QStringLiteral("Shop of sandbox — Sandbox")), qPrintable(texts.join(u'\n')));
        QVERIFY(demo);
        QVERIFY(!demo->isChecked());
        demo->trigger();
        QTRY_COMPARE(desk().profiles().currentId(), ProfileStore::demoProfile().id);
        menu->close();
    }

    void switchingInMidCallAsks()
    {
        openAs(Environment::Sandbox);
        const QString sandbox = desk().profiles().currentId();
        desk().openProfile(ProfileStore::demoProfile().id);
        QTRY_VERIFY(desk().workspace());
        QPointer<ApiCall> call = startPush();
        QTRY_COMPARE(call->stage(), ApiCall::Stage::Waiting);
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("shop of sandbox"));
        press(Qt::Key_Return);
        QTRY_VERIFY(question());
        QCOMPARE(desk().profiles().currentId(), ProfileStore::demoProfile().id);
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QVERIFY(call);
        QVERIFY(desk().profiles().currentId() != sandbox);
    }

    void thePaletteFindsEverything_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("page") << QStringLiteral("activ") << QStringLiteral("Activity");
        QTest::newRow("operation by title") << QStringLiteral("stk pu") << QStringLiteral("STK push");
        QTest::newRow("operation by id") << QStringLiteral("account_balance") << QStringLiteral("Account balance");
        QTest::newRow("action") << QStringLiteral("new tok") << QStringLiteral("Get a new token");
        QTest::newRow("keyword") << QStringLiteral("force") << QStringLiteral("Get a new token");
        QTest::newRow("words in any order") << QStringLiteral("dark look") << QStringLiteral("Look: dark");
        QTest::newRow("error by code") << QStringLiteral("1032") << QStringLiteral("1032 Cancelled on the phone");
        QTest::newRow("nothing") << QStringLiteral("zzz") << QString();
    }
    void thePaletteFindsEverything()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        press(Qt::Key_K, Qt::ControlModifier);
        auto *field = findVisible<QLineEdit>(window(), QStringLiteral("commandField"));
        QVERIFY(field && field->hasFocus());
        QTest::keyClicks(field, typed);
        const auto *list = window().findChild<QListView *>(QStringLiteral("commandList"));
        QCOMPARE(list->model()->index(0, 0).data().toString(), first);
    }

    void thePaletteRunsWhatIsChosen()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("balance"));
        press(Qt::Key_Return);
        QCOMPARE(window().currentPageId(), PageId::Requests);
        QVERIFY(!findVisible<QLineEdit>(window(), QStringLiteral("commandField")));
        auto *operations = window().currentPage()->findChild<QListWidget *>();
        QVERIFY(operations->currentItem());
        QVERIFY2(operations->currentItem()->text().contains(QStringLiteral("balance")), qPrintable(operations->currentItem()->text()));
    }

    void escapeLeavesThePaletteAndGivesTheFocusBack()
    {
        auto *before = window().findChild<QPushButton *>(QStringLiteral("getToken"));
        before->setFocus();
        press(Qt::Key_K, Qt::ControlModifier);
        auto *field = findVisible<QLineEdit>(window(), QStringLiteral("commandField"));
        for (int i = 0; i < 6; ++i) {
            press(Qt::Key_Tab);
            QVERIFY(window().findChild<QWidget *>(QStringLiteral("commandPalette"))->isAncestorOf(QApplication::focusWidget()));
        }
        field->setFocus();
        press(Qt::Key_Escape);
        QVERIFY(!field->isVisible());
        QCOMPARE(QApplication::focusWidget(), before);
    }

    void everyKeyStandsOnTheHelpSheet()
    {
        press(Qt::Key_F1);
        auto *sheet = window().findChild<QWidget *>(QStringLiteral("helpSheet"));
        QVERIFY(sheet && sheet->isVisible());
        for (const char *key : {"Ctrl+1", "Ctrl+4", "Ctrl+K", "Ctrl+Enter", "F5", "Ctrl+R", "Ctrl+Shift+C", "F1", "Ctrl+F", "Del", "Ctrl+Z", "Esc"})
            QVERIFY2(showsText(*sheet, QLatin1StringView(key)), key);
        const QList<QAction *> actions = window().actions();
        QVERIFY(actions.size() >= 12);
        for (const QAction *action : actions)
            QVERIFY2(showsText(*sheet, action->shortcuts().constLast().toString(QKeySequence::NativeText)), qPrintable(action->text()));
        press(Qt::Key_Escape);
        QVERIFY(!sheet->isVisible());
    }

    void aQuestionMarkInAFieldIsAQuestionMark()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        auto *field = findVisible<QLineEdit>(window(), QStringLiteral("commandField"));
        QTest::keyClicks(field, QStringLiteral("what?"));
        QCOMPARE(field->text(), QStringLiteral("what?"));
        const auto *sheet = window().findChild<QWidget *>(QStringLiteral("helpSheet"));
        QVERIFY(!sheet || !sheet->isVisible());
    }

    void pageKeysReachThePageInSight()
    {
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
        press(Qt::Key_F5);
        QTRY_COMPARE(tokens().fetchCount(), 2);
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid); // or the next request would join this one
        press(Qt::Key_K, Qt::ControlModifier);
        press(Qt::Key_F5); // the palette lies above the page
        QTest::keyClick(&window(), Qt::Key_F5);
        QCoreApplication::processEvents();
        QCOMPARE(tokens().fetchCount(), 2);
    }

    void noticesStayUntilClosed()
    {
        NoticeArea *area = window().notices();
        QVERIFY(!area->isVisible());
        Q_EMIT desk().notice(QStringLiteral("First"));
        Q_EMIT desk().notice(QStringLiteral("Second"));
        Q_EMIT desk().notice(QStringLiteral("First"));
        QCOMPARE(area->notices(), QStringList({QStringLiteral("First"), QStringLiteral("Second")}));
        QVERIFY(area->isVisible());
        QVERIFY(showsText(*area, QStringLiteral("Second")));
        press(Qt::Key_Escape);
        QCOMPARE(area->notices(), QStringList({QStringLiteral("First")}));
        press(Qt::Key_Escape);
        QVERIFY(!area->isVisible());
        for (int i = 0; i < 5; ++i)
            Q_EMIT desk().notice(QString::number(i));
        QCOMPARE(area->notices().size(), NoticeArea::Limit);
        QCOMPARE(area->notices().constLast(), QStringLiteral("4"));
    }

    void closesAtOnceWhenNothingIsUnderWay()
    {
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
        QVERIFY(window().close());
        QVERIFY(!question());
    }

    void closingInMidCallAsksAndDoesNotWait()
    {
        QPointer<ApiCall> call = startPush();
        QTRY_COMPARE(call->stage(), ApiCall::Stage::Waiting);
        QVERIFY(!window().close());
        QVERIFY(question());
        QVERIFY(!window().close()); // not a second question
        QCOMPARE(window().findChildren<QMessageBox *>().size(), 1);
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QVERIFY(window().isVisible());
        QVERIFY(call);

        QVERIFY(!window().close());
        for (QAbstractButton *button : question()->buttons()) {
            if (question()->buttonRole(button) == QMessageBox::AcceptRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(!window().isVisible());
    }

    void goesInMidCallWithoutAWord()
    {
        QPointer<ApiCall> call = startPush();
        QTRY_COMPARE(call->stage(), ApiCall::Stage::Waiting);
        m_fixture.reset();
        QVERIFY(!call);
    }

    void remembersWindowPageAndHalfWrittenForms();
    void firstPaintedComesOnceAndBeforeStart();
    void anUnwritableSettingsFolderIsSaidInABanner();
    void theTitleTellsNoSecret();
};

void TestMainWindow::remembersWindowPageAndHalfWrittenForms()
{
    QTemporaryDir folder;
    const QString file = preparedSettings(folder);
    const SystemClock clock;
    const auto fieldOf = [](MainWindow &shown, const char *name) {
        return shown.currentPage()->findChild<QLineEdit *>(QLatin1StringView(name));
    };
    {
        Desk first(clock, file, std::make_unique<SessionSecretStore>());
        MainWindow shown(first, m_theme);
        shown.show();
        first.start();
        QTRY_VERIFY(first.workspace());
        shown.resize(1100, 700);
        shown.showPage(PageId::Requests, QStringLiteral("stk_push"));
        fieldOf(shown, "Amount")->setText(QStringLiteral("777"));
        shown.showPage(PageId::Settings, QStringLiteral("new"));
        fieldOf(shown, "name")->setText(QStringLiteral("Half a profile"));
        fieldOf(shown, "consumerSecret")->setText(QStringLiteral("halfASecret"));
        QVERIFY(shown.close());
    }
    QFile stored(file);
    QVERIFY(stored.open(QIODevice::ReadOnly));
    QVERIFY(!stored.readAll().contains("halfASecret"));
    {
        Desk second(clock, file, std::make_unique<SessionSecretStore>());
        MainWindow shown(second, m_theme);
        QCOMPARE(shown.currentPageId(), PageId::Settings);
        QCOMPARE(shown.size(), QSize(1100, 700));
        shown.show();
        QCOMPARE(fieldOf(shown, "name")->text(), QStringLiteral("Half a profile"));
        QCOMPARE(fieldOf(shown, "consumerSecret")->text(), QString());
        shown.showPage(PageId::Requests);
        QCOMPARE(fieldOf(shown, "Amount")->text(), QStringLiteral("777"));
    }
}

void TestMainWindow::firstPaintedComesOnceAndBeforeStart()
{
    QTemporaryDir folder;
    const SystemClock clock;
    Desk fresh(clock, preparedSettings(folder), std::make_unique<SessionSecretStore>());
    MainWindow shown(fresh, m_theme);
    const QSignalSpy painted(&shown, &MainWindow::firstPainted);
    shown.show();
    QTRY_COMPARE(painted.count(), 1);
    QVERIFY(!fresh.isStarted());
    shown.resize(shown.width() + 20, shown.height());
    shown.repaint();
    QCoreApplication::processEvents();
    QCOMPARE(painted.count(), 1);
}

void TestMainWindow::anUnwritableSettingsFolderIsSaidInABanner()
{
    QTemporaryDir folder;
    QFile obstacle(folder.filePath(QStringLiteral("notafolder")));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    const SystemClock clock;
    Desk fresh(clock, folder.filePath(QStringLiteral("notafolder/desk.ini")), std::make_unique<SessionSecretStore>());
    MainWindow shown(fresh, m_theme);
    shown.show();
    fresh.start();
    QTRY_VERIFY(fresh.workspace());
    QCOMPARE(shown.notices()->notices().size(), 1);
    QVERIFY(shown.notices()->isVisible());
    QTRY_COMPARE(fresh.workspace()->tokens().state(), TokenManager::State::Valid);
    QVERIFY(shown.showPageNamed(QStringLiteral("settings")));
    QVERIFY(shown.close());
}

void TestMainWindow::theTitleTellsNoSecret()
{
    QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
    QVERIFY(window().windowTitle().contains(ProfileStore::demoProfile().name));
    QVERIFY(!window().windowTitle().contains(tokens().token().token));
    QVERIFY(!window().windowTitle().contains(desk().currentProfile().consumerKey));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
