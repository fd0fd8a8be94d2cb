// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/nairobitime.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waituntil.h"
#include "tests/ui/faultystore.h"
#include "tests/ui/windowfixture.h"
#include "ui/token/tokenpage.h"
#include "ui/token/tokenview.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/countdownring.h"
#include "ui/widgets/maskedlabel.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/verdictheader.h"

#include <QClipboard>
#include <QDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QNetworkProxy>
#include <QPushButton>

using namespace daraja;

/// The token as the user sees it: the countdown, the words, the secrets that stay hidden, and what to do when there is none.
class TestTokenPage : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<TokenPage> m_page;
    FaultyStore *m_store = nullptr;

    TokenManager &tokens() { return m_desk->workspace()->tokens(); }
    template <typename T> T *find(const char *name) { return m_page->findChild<T *>(QLatin1StringView(name)); }
    QPushButton *button(const char *name) { return find<QPushButton>(name); }
    void click(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    QString state() { return find<Pill>("tokenState")->text(); }
    CountdownRing *ring() { return find<CountdownRing>("tokenRing"); }
    void pass(std::chrono::milliseconds time)
    {
        m_clock->advance(time);
        m_page->tick();
    }
    void getOne()
    {
        click("getToken");
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
    }
    void useSecret(const QString &secret)
    {
        Profile profile = m_desk->profiles().profile(m_desk->profiles().currentId());
        ProfileSecrets secrets;
        secrets.consumerSecret = secret;
        m_desk->saveProfile(profile, secrets, this, [](const QString &, const QString &) {});
        QTRY_VERIFY(m_desk->workspace() && m_desk->currentSecrets().consumerSecret == secret);
    }
    void openProfile(Environment environment, const QString &key, const QString &secret)
    {
        Profile profile;
        profile.name = QStringLiteral("Mine");
        profile.environment = environment;
        profile.customBaseUrl = m_desk->simulator().baseUrl();
        profile.consumerKey = key;
        const QString id = m_desk->profiles().save(profile);
        if (!secret.isEmpty())
            m_store->values.insert(secretName(id, SecretKind::ConsumerSecret), secret);
        m_desk->openProfile(id);
        QTRY_VERIFY(m_desk->workspace() && m_desk->workspace()->profile().id == id);
    }
    /// Every text on the page that anybody can read, with the eyes or a screen reader.
    QString everything()
    {
        QStringList texts;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            texts << label->text() << label->toolTip();
        for (CodeView *view : m_page->findChildren<CodeView *>())
            texts << view->fullText();
        for (MaskedLabel *label : m_page->findChildren<MaskedLabel *>())
            texts << label->shownText() << label->toolTip() << label->accessibleName();
        return texts.join(u'\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.apply(Theme::Choice::Light);
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 9));
    }
    void cleanupTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support ).*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<FakeClock>();
        auto store = std::make_unique<FaultyStore>();
        m_store = store.get();
        m_desk = std::make_unique<Desk>(*m_clock, preparedSettings(*m_folder), std::move(store));
        m_page = std::make_unique<TokenPage>(*m_desk);
        m_page->resize(1200, 900);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QCOMPARE(state(), QStringLiteral("OPENING"));
        m_desk->start();
        QTRY_VERIFY(m_desk->workspace());
    }
    void cleanup()
    {
        m_page.reset();
        m_desk.reset();
    }

    void statesAreSaidInWords()
    {
        QCOMPARE(state(), QStringLiteral("NONE"));
        QVERIFY(button("getToken")->isEnabled());
        click("getToken");
        QCOMPARE(state(), QStringLiteral("FETCHING"));
        QTRY_COMPARE(state(), QStringLiteral("VALID"));
        QCOMPARE(find<Pill>("tokenState")->tone(), Tone::Good);
        pass(std::chrono::minutes(56));
        QCOMPARE(state(), QStringLiteral("EXPIRING"));
        QCOMPARE(ring()->tone(), Tone::Careful);
        pass(std::chrono::minutes(5));
        QCOMPARE(state(), QStringLiteral("EXPIRED"));
        QVERIFY(showsText(*m_page, QStringLiteral("ended at")));
        useSecret(QStringLiteral("wrong"));
        click("getToken");
        QTRY_COMPARE(state(), QStringLiteral("REFUSED"));
    }

    void theCountdownIsRight()
    {
        getOne();
        QCOMPARE(ring()->digits(), QStringLiteral("59:59"));
        QCOMPARE(ring()->caption(), QStringLiteral("left of 59:59"));
        pass(std::chrono::milliseconds(107'000));
        QCOMPARE(ring()->digits(), QStringLiteral("58:12"));
        QVERIFY(showsText(*m_page, QStringLiteral("1 min 47 s ago")));
        // Somebody sets the clock of the computer: the token does not become younger.
        m_clock->jumpWall(std::chrono::hours(-5));
        m_page->tick();
        QCOMPARE(ring()->digits(), QStringLiteral("58:12"));
        m_clock->jumpWall(std::chrono::hours(5) + std::chrono::minutes(20));
        m_page->tick();
        QCOMPARE(ring()->digits(), QStringLiteral("38:12"));
    }

    void timesAreNairobiTimes()
    {
        getOne();
        const AccessToken &token = tokens().token();
        QCOMPARE(nairobiClock(token.createdAt), QStringLiteral("12:00:00 EAT")); // the clock of the test stands at 9:00 UTC
        QVERIFY(showsText(*m_page, QStringLiteral("12:00:00 EAT")));
        QVERIFY(showsText(*m_page, QStringLiteral("12:59:59 EAT, Sat 14 Mar")));
        QVERIFY(find<QLabel>("tokenUntil")->text().contains(QStringLiteral("12:59:59 EAT")));
        QVERIFY(showsText(*m_page, QStringLiteral("3,599 s")));
        QVERIFY(showsText(*m_page, QStringLiteral("as Daraja said (\"3599\")")));
    }

    void nothingSecretCanBeRead()
    {
        getOne();
        const QString all = everything();
        const QString token = tokens().token().token;
        QVERIFY(!token.isEmpty());
        QVERIFY(!all.contains(token));
        QVERIFY(!all.contains(m_desk->currentSecrets().consumerSecret));
        const QByteArray basic =
            (m_desk->currentProfile().consumerKey + u':' + m_desk->currentSecrets().consumerSecret).toUtf8().toBase64();
        QVERIFY(!all.contains(QString::fromLatin1(basic)));
        QVERIFY(all.contains(QStringLiteral("Authorization: Basic ")));
        QVERIFY(find<MaskedLabel>("accessToken")->shownText().startsWith(token.left(4)));
    }

    void theTokenIsShownWhileHeldAndNoLonger()
    {
        QVERIFY(!button("revealToken")->isEnabled());
        QVERIFY(!button("copyToken")->isEnabled());
        getOne();
        auto *label = find<MaskedLabel>("accessToken");
        QTest::mousePress(button("revealToken"), Qt::LeftButton);
        QCOMPARE(label->shownText(), tokens().token().token);
        QTest::mouseRelease(button("revealToken"), Qt::LeftButton);
        QVERIFY(!label->shownText().contains(tokens().token().token));
        click("copyToken");
        QCOMPARE(QGuiApplication::clipboard()->text(), tokens().token().token);
        QGuiApplication::clipboard()->clear();
    }

    void getTokenAnswersFromTheCacheAndGetANewTokenDoesNot()
    {
        getOne();
        const QString first = tokens().token().token;
        for (int i = 0; i < 3; ++i)
            click("getToken");
        QTRY_COMPARE(tokens().servedCount(), 3);
        QCOMPARE(tokens().fetchCount(), 1);
        m_page->tick();
        QVERIFY(find<QLabel>("tokenCount")->text().contains(QStringLiteral("asked once; calls that used its answer: 3.")));
        click("getNewToken");
        QTRY_VERIFY(tokens().token().token != first);
        QCOMPARE(tokens().fetchCount(), 2);
        QVERIFY(find<QLabel>("tokenCount")->text().contains(QStringLiteral("2 times")));
        QCOMPARE(m_page->statusHint(), QStringLiteral("2 token requests since the profile was opened"));
    }

    void keysOfThePage()
    {
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_COMPARE(tokens().state(), TokenManager::State::Valid);
        QVERIFY(m_page->handle(PageCommand::RunAgain));
        QTRY_COMPARE(tokens().fetchCount(), 2);
        QVERIFY(m_page->handle(PageCommand::CopyCurl));
        const QString curl = QGuiApplication::clipboard()->text();
        QVERIFY2(curl.contains(QStringLiteral("/oauth/v1/generate")), qPrintable(curl));
        QVERIFY(!curl.contains(m_desk->currentSecrets().consumerSecret));
        QVERIFY(!m_page->handle(PageCommand::Cancel));
    }

    void aRefusalSaysWhatItMeansAndWhatToDo()
    {
        useSecret(QStringLiteral("wrong"));
        QVERIFY(!find<VerdictHeader>("tokenVerdict")->isVisible());
        click("getToken");
        QTRY_COMPARE(state(), QStringLiteral("REFUSED"));
        const auto *verdict = find<VerdictHeader>("tokenVerdict");
        QVERIFY(verdict->isVisible());
        QCOMPARE(verdict->tone(), Tone::Bad);
        const auto *advice = find<QWidget>("tokenAdvice");
        for (const char *text : {"Safaricom said", "HTTP 400 Bad Request, with an empty answer", "It means", "Do this", "My Apps"})
            QTRY_VERIFY2(showsText(*advice, QLatin1StringView(text)), text);
        QVERIFY(everything().contains(QStringLiteral("HTTP/1.1 400")));

        click("cureToken");
        QTRY_COMPARE(m_desk->currentSecrets().consumerSecret, m_desk->simulator().options().consumerSecret);
        QTRY_COMPARE(state(), QStringLiteral("VALID"));
        QVERIFY(!verdict->isVisible());
    }

    void aRefusalKeepsTheOlderTokenInSight()
    {
        openProfile(Environment::Custom, m_desk->simulator().options().consumerKey, m_desk->simulator().options().consumerSecret);
        getOne();
        m_desk->simulator().stop();
        click("getNewToken");
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("REFUSED"), 20'000);
        QVERIFY(ring()->digits().startsWith(QStringLiteral("59:")));
        QVERIFY(find<QLabel>("tokenUntil")->text().contains(QStringLiteral("before is valid")));
        QTRY_VERIFY(showsText(*find<QWidget>("tokenAdvice"), QStringLiteral("What happened")));
        QVERIFY(!button("cureToken")->isVisible());
        QVERIFY(button("tryTokenAgain")->isVisible());
    }

    void missingCredentialsAreNamedWithoutAsking()
    {
        openProfile(Environment::Sandbox, QStringLiteral("aKeyButNoSecret"), {});
        QVERIFY(find<VerdictHeader>("tokenVerdict")->isVisible());
        QVERIFY(find<VerdictHeader>("tokenVerdict")->headline().contains(QStringLiteral("secret is missing")));
        click("getToken");
        QCoreApplication::processEvents();
        QCOMPARE(tokens().fetchCount(), 0);
        m_store->fault = FaultyStore::Fault::Locked;
        m_desk->openProfile(m_desk->profiles().currentId());
        QTRY_VERIFY(m_desk->workspace());
        QTRY_VERIFY(showsText(*find<QWidget>("tokenAdvice"), QStringLiteral("keychain is locked")));
        QVERIFY(showsText(*find<QWidget>("tokenAdvice"), QStringLiteral("Unlock the keychain")));
        m_store->tell(QStringLiteral("There is no keychain."));
        m_desk->openProfile(m_desk->profiles().currentId());
        QTRY_VERIFY(showsText(*find<QWidget>("tokenAdvice"), QStringLiteral("until the program ends")));
    }

    void whereSecretsAreKeptIsSaid()
    {
        QVERIFY(showsText(*m_page, QStringLiteral("Simulator, in memory")));
        openProfile(Environment::Sandbox, QStringLiteral("key"), QStringLiteral("secret"));
        QVERIFY(showsText(*m_page, QStringLiteral("Test keychain")));
        m_store->tell(QStringLiteral("No keychain here."));
        QVERIFY(showsText(*m_page, QStringLiteral("No keychain here.")));
    }

    void replacingTheSecretTriesItAtOnce()
    {
        openProfile(Environment::Custom, m_desk->simulator().options().consumerKey, QStringLiteral("old and wrong"));
        click("replaceSecret");
        auto *dialog = m_page->window()->findChild<QDialog *>(QStringLiteral("replaceSecretDialog"));
        QVERIFY(dialog && dialog->isVisible());
        auto *field = dialog->findChild<QLineEdit *>();
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("saveSecret"));
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QVERIFY(!save->isEnabled());
        field->setText(m_desk->simulator().options().consumerSecret);
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(m_desk->workspace() && tokens().state() == TokenManager::State::Valid);
        QCOMPARE(m_store->values.value(secretName(m_desk->currentProfile().id, SecretKind::ConsumerSecret)),
                 m_desk->simulator().options().consumerSecret);
        QTRY_VERIFY(!m_page->window()->findChild<QDialog *>(QStringLiteral("replaceSecretDialog")));
    }

    void onProductionANewTokenIsAskedForAndAnOldAnswerIsNotUsed()
    {
        openProfile(Environment::Production, QStringLiteral("key"), QStringLiteral("secret"));
        click("getNewToken");
        auto *box = m_page->window()->findChild<QMessageBox *>();
        QVERIFY(box);
        // Another profile is opened while the question stands: the answer is not for that one.
        const QString production = m_desk->profiles().currentId();
        m_desk->openProfile(production);
        QTRY_VERIFY(m_desk->workspace());
        for (QAbstractButton *one : box->buttons()) {
            if (box->buttonRole(one) == QMessageBox::AcceptRole)
                QTest::mouseClick(one, Qt::LeftButton);
        }
        QCOMPARE(tokens().fetchCount(), 0);
    }

    void leadsToTheFirstRequest()
    {
        QVariant argument;
        connect(m_desk.get(), &Desk::pageRequested, this, [&argument](PageId, const QVariant &given) { argument = given; });
        click("use-stk_push");
        QCOMPARE(argument.toString(), QStringLiteral("stk_push"));
    }

    void spokenDurations_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0 << QStringLiteral("0 s");
        QTest::newRow("seconds") << 59 << QStringLiteral("59 s");
        QTest::newRow("a minute") << 60 << QStringLiteral("1 min 0 s");
        QTest::newRow("an hour") << 3725 << QStringLiteral("1 h 2 min");
        QTest::newRow("negative") << -5 << QStringLiteral("0 s");
    }
    void spokenDurations()
    {
        QFETCH(int, seconds);
        QTEST(spokenDuration(std::chrono::seconds(seconds)), "text");
    }
};

QTEST_MAIN(TestTokenPage)
#include "tst_tokenpage.moc"
