// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/deskfixture.h"
#include "ui/firstrun/choicecard.h"
#include "ui/profiles/importdialog.h"
#include "ui/profiles/pastebox.h"
#include "ui/shell/page.h"
#include "ui/widgets/verdictheader.h"

#include <QLineEdit>
#include <QPushButton>

using namespace daraja;

/// A fresh machine: three ways to begin, each of which leads to a token or to the reason why there is none.
class TestFirstRun : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow &window() { return m_fixture->window; }
    Desk &desk() { return m_fixture->desk; }
    void choose(const char *card)
    {
        auto *choice = window().findChild<ChoiceCard *>(QLatin1StringView(card));
        QTest::mouseClick(choice->findChild<QPushButton *>(), Qt::LeftButton);
    }
    QString details(const QString &secret)
    {
        return QStringLiteral("MPESA_CONSUMER_KEY=%1\nMPESA_CONSUMER_SECRET=%2\nMPESA_BASE_URL=%3\n")
            .arg(desk().simulator().options().consumerKey, secret, desk().simulator().baseUrl().toString());
    }
    TokenManager::State state() { return desk().workspace() ? desk().workspace()->tokens().state() : TokenManager::State::None; }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support ).*")));
        m_fixture = std::make_unique<WindowFixture>(m_theme, false);
        QVERIFY(m_fixture->open());
        QVERIFY(window().isFirstRun());
    }
    void cleanup() { m_fixture.reset(); }

    void noPageIsBuiltYet()
    {
        QVERIFY(!window().currentPage());
        for (const PageId page : {PageId::Token, PageId::Requests, PageId::Activity, PageId::Simulator, PageId::Settings})
            QVERIFY(!window().isBuilt(page));
        QCOMPARE(window().findChildren<ChoiceCard *>().size(), 3);
    }

    void theSimulatorGivesALivingToken()
    {
        choose("trySimulator");
        QVERIFY(!window().isFirstRun());
        QCOMPARE(window().currentPageId(), PageId::Token);
        QTRY_COMPARE(state(), TokenManager::State::Valid);
        QCOMPARE(desk().workspace()->tokens().fetchCount(), 1);
    }

    void aClickAnywhereOnACardCounts()
    {
        auto *card = window().findChild<ChoiceCard *>(QStringLiteral("trySimulator"));
        QTest::mouseClick(card, Qt::LeftButton, {}, QPoint(card->width() / 2, 10));
        QVERIFY(!window().isFirstRun());
    }

    void theChoiceIsNotAskedTwice()
    {
        choose("trySimulator");
        QVERIFY(window().close());
        QTemporaryDir other;
        MainWindow second(desk(), m_theme);
        QVERIFY(!second.isFirstRun());
        QCOMPARE(second.currentPageId(), PageId::Token);
    }

    void closingWithoutAChoiceAsksAgain()
    {
        QVERIFY(window().close());
        const MainWindow second(desk(), m_theme);
        QVERIFY(second.isFirstRun());
    }

    void theRailLeadsOutToo()
    {
        QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!window().isFirstRun());
        QCOMPARE(window().currentPageId(), PageId::Requests);
    }

    void sandboxDetailsArePastedAndTried()
    {
        choose("pasteSandbox");
        auto *dialog = window().findChild<ImportDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(window().isFirstRun()); // Cancel leads back
        dialog->findChild<PasteBox *>()->take(details(desk().simulator().options().consumerSecret));
        QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("importSave")), Qt::LeftButton);
        QTRY_COMPARE(window().currentPageId(), PageId::Token);
        QTRY_VERIFY(!window().isFirstRun());
        QTRY_COMPARE(state(), TokenManager::State::Valid);
        QVERIFY(desk().currentProfile().id != ProfileStore::demoProfile().id);
    }

    void keyAndSecretCanBePutInOneByOne()
    {
        choose("pasteSandbox");
        auto *dialog = window().findChild<ImportDialog *>();
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("importSave"));
        QVERIFY(!save->isEnabled());
        dialog->findChild<QLineEdit *>(QStringLiteral("importKey"))->setText(QStringLiteral("someKey"));
        QVERIFY(!save->isEnabled());
        dialog->findChild<QLineEdit *>(QStringLiteral("importSecret"))->setText(QStringLiteral("someSecret"));
        QVERIFY(save->isEnabled());
        dialog->reject();
        QVERIFY(window().isFirstRun());
    }

    void somethingBrokenLeadsToTheDoctor()
    {
        choose("somethingBroken");
        auto *dialog = window().findChild<ImportDialog *>();
        QVERIFY(dialog);
        dialog->findChild<PasteBox *>()->take(details(QStringLiteral("theWrongOne")));
        QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("importSave")), Qt::LeftButton);
        QTRY_VERIFY(desk().workspace() && desk().currentProfile().id != ProfileStore::demoProfile().id);
        QVERIFY(!window().isFirstRun());
        QCOMPARE(window().currentPageId(), PageId::Doctor);
        QVERIFY(findVisible<QWidget>(window(), QStringLiteral("checkEverything")));
        QCOMPARE(state(), TokenManager::State::None); // the doctor asks first
        QVERIFY(clickButton(window(), QStringLiteral("Check everything")));
        auto *verdict = window().findChild<VerdictHeader *>(QStringLiteral("doctorVerdict"));
        QTRY_COMPARE_WITH_TIMEOUT(verdict->tone(), Tone::Bad, 30'000);
    }

    void theSandboxNeedsNoMoreThanKeyAndSecret()
    {
        choose("pasteSandbox");
        auto *dialog = window().findChild<ImportDialog *>();
        dialog->findChild<PasteBox *>()->take(QStringLiteral("MPESA_CONSUMER_KEY=k\nMPESA_CONSUMER_SECRET=s\nMPESA_ENVIRONMENT=simulator"));
        // As a simulator profile it opens without a network; what is filled in is the same code as for the sandbox but for the environment.
        QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("importSave")), Qt::LeftButton);
        QTRY_VERIFY(desk().workspace() && desk().currentProfile().consumerKey == u"k");
        QCOMPARE(desk().currentProfile().shortCode, QStringLiteral("174379"));
        QCOMPARE(desk().currentSecrets().passkey, desk().simulator().options().passkey);
        QTRY_COMPARE(state(), TokenManager::State::Refused);
    }
};

QTEST_MAIN(TestFirstRun)
#include "tst_firstrun.moc"
