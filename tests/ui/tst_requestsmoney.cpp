// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scriptedserver.h"
#include "tests/ui/deskfixture.h"
#include "ui/requests/requestform.h"
#include "ui/requests/requestspage.h"
#include "ui/requests/sendbar.h"
#include "ui/requests/unlockdialog.h"
#include "ui/style/deskstyle.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/verdictheader.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>

using namespace daraja;

/// What stands between a slip and money, through the page. In production no byte leaves: calls are counted and aborted as they begin.
class TestRequestsMoney : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<DeskFixture> m_fixture;
    std::unique_ptr<RequestsPage> m_page;
    int m_calls = 0;

    Desk &desk() { return m_fixture->desk; }
    QLineEdit *edit(const char *name)
    {
        for (QLineEdit *one : m_page->findChildren<QLineEdit *>(QLatin1StringView(name))) {
            if (one->isVisibleTo(m_page.get())) {
                return one;
            }
        }
        return nullptr;
    }
    QPushButton *sendButton() { return m_page->findChild<QPushButton *>(QStringLiteral("sendButton")); }
    QString sentence() { return m_page->findChild<QLabel *>(QStringLiteral("moneySentence"))->text(); }
    VerdictHeader *verdict() { return m_page->findChild<VerdictHeader *>(); }
    QMessageBox *question()
    {
        for (QMessageBox *box : m_page->findChildren<QMessageBox *>()) {
            if (box->isVisible()) {
                return box;
            }
        }
        return nullptr;
    }
    UnlockDialog *unlockDialog()
    {
        auto *dialog = m_page->findChild<UnlockDialog *>();
        return dialog && dialog->isVisible() ? dialog : nullptr;
    }
    void openProfile(Profile profile, ProfileSecrets secrets = {})
    {
        secrets.consumerSecret = QStringLiteral("s3cr3tS3cr3t");
        secrets.passkey = QStringLiteral("passkey-of-the-shop");
        secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'x').toBase64());
        QString id;
        desk().saveProfile(profile, secrets, &desk(), [&id](const QString &saved, const QString &) { id = saved; });
        QTRY_VERIFY(!id.isEmpty());
        desk().openProfile(id);
        QTRY_VERIFY(desk().workspace());
        QCOMPARE(desk().currentProfile().name, profile.name);
    }
    void openProduction()
    {
        Profile profile;
        profile.name = QStringLiteral("Duka la Mama");
        profile.environment = Environment::Production;
        profile.consumerKey = QStringLiteral("V8sKq2LmNwXc4RtYz6PbJ1hD");
        profile.shortCode = QStringLiteral("4061234");
        profile.initiatorName = QStringLiteral("apioperator");
        profile.productionCap = 1'000;
        openProfile(profile);
        m_calls = 0;
        connect(&desk().workspace()->client(), &MpesaClient::started, this, [this](ApiCall *call) {
            ++m_calls;
            call->abort();
        });
    }
    void fillPayment(const char *amount)
    {
        m_page->open(QStringLiteral("b2c_payment"));
        for (const auto &[name, text] : {std::pair("Amount", amount), std::pair("PartyB", "0712345678")}) {
            edit(name)->selectAll();
            QTest::keyClicks(edit(name), QLatin1StringView(text));
        }
    }
    void unlock()
    {
        QVERIFY(clickButton(*m_page, QStringLiteral("Unlock for 15 minutes")));
        QTRY_VERIFY(unlockDialog());
        QTest::keyClicks(unlockDialog()->findChild<QLineEdit *>(), QStringLiteral("4061234"));
        QTest::keyClick(unlockDialog()->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_VERIFY(sendButton()->isEnabled());
    }
    void answerQuestion(const QString &words)
    {
        QTRY_VERIFY(question());
        QVERIFY(clickButton(*question(), words));
        QTRY_VERIFY(!question());
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_fixture = std::make_unique<DeskFixture>();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->isOpen(), 20'000);
        desk().simulator().setCallbackDelay(20);
        m_page = std::make_unique<RequestsPage>(desk());
        m_page->resize(1300, 840);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void sentenceAndButtonSayWhatWillMove()
    {
        fillPayment("500");
        QTRY_VERIFY(sentence().contains(QLatin1StringView("KES 500")));
        QVERIFY(sentence().contains(QLatin1StringView("254712345678")));
        QCOMPARE(sendButton()->text(), QStringLiteral("Send KES 500"));
        QCOMPARE(buttonRole(sendButton()), ButtonRole::Money);
        edit("Amount")->clear();
        QTest::keyClicks(edit("Amount"), QStringLiteral("1250"));
        QCOMPARE(sendButton()->text(), QStringLiteral("Send KES 1,250"));

        m_page->open(QStringLiteral("account_balance"));
        QCOMPARE(buttonRole(sendButton()), ButtonRole::Primary);
        QTRY_VERIFY(!m_page->findChild<QLabel *>(QStringLiteral("moneySentence"))->isVisible());
    }

    void onTheSimulatorNothingNagsAndTheMoneyMoves()
    {
        const qint64 before = desk().simulator().accounts().utility;
        fillPayment("500");
        const QString id = edit("OriginatorConversationID")->text();
        QVERIFY(!findButton(*m_page, QStringLiteral("Unlock for 15 minutes")));
        QVERIFY(m_page->handle(PageCommand::Send));
        QVERIFY(!question());
        QTRY_COMPARE_WITH_TIMEOUT(verdict()->headline(), QStringLiteral("The money has moved"), 10'000);
        QVERIFY2(verdict()->sentence().contains(QLatin1StringView("KES 500.00")), qPrintable(verdict()->sentence()));
        QCOMPARE(desk().simulator().accounts().utility, before - 500'00);
        QTRY_VERIFY(showsText(*m_page, QStringLiteral("Utility account")));
        QVERIFY2(!findButton(*m_page, QStringLiteral("Send again")), "what was paid must not be one click from being paid twice");
        QVERIFY(!m_page->handle(PageCommand::RunAgain));
        QVERIFY2(edit("OriginatorConversationID")->text() != id, "the next payment is another intent");
    }

    void secondHalfOfADoubleClickSendsNothing()
    {
        m_page->open(QStringLiteral("b2c_payment"));
        auto *bar = m_page->findChild<SendBar *>();
        QSignalSpy sends(bar, &SendBar::sendRequested);
        fillPayment("500");
        QTest::mouseClick(sendButton(), Qt::LeftButton);
        QCOMPARE(sends.size(), 1);
        QVERIFY(!sendButton()->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(verdict()->headline(), QStringLiteral("The money has moved"), 10'000);
        QTRY_VERIFY(sendButton()->isEnabled());
        // The second press of two quick ones, after a quick answer.
        QTest::mouseDClick(sendButton(), Qt::LeftButton);
        QTest::mouseRelease(sendButton(), Qt::LeftButton);
        QCOMPARE(sends.size(), 1);
        QTest::mouseClick(sendButton(), Qt::LeftButton);
        QCOMPARE(sends.size(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk.activeCallCount(), 0, 10'000);
    }

    void sendAgainIsTheSameOrNothing()
    {
        // A balance that is asked again from the form of a payment: the balance is asked, nothing is paid.
        m_page->open(QStringLiteral("account_balance"));
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_VERIFY_WITH_TIMEOUT(findButton(*m_page, QStringLiteral("Send again")), 10'000);
        fillPayment("500");
        int payments = 0;
        int balances = 0;
        connect(&desk().workspace()->client(), &MpesaClient::started, this, [&](const ApiCall *call) {
            payments += call->operation().isAboutMoney() ? 1 : 0;
            balances += call->operation().isAboutMoney() ? 0 : 1;
        });
        QVERIFY(clickButton(*m_page, QStringLiteral("Send again")));
        QCOMPARE(balances, 1);
        QCOMPARE(payments, 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk().activeCallCount(), 0, 10'000);

        // A refused push whose form was edited since: the form comes back into sight, nothing is sent.
        desk().simulator().setNextOutcome(QStringLiteral("1"));
        m_page->open(QStringLiteral("stk_push"));
        QVERIFY(clickButton(*m_page, QStringLiteral("Sample")));
        desk().simulator().setAutomaticAnswer(1);
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_COMPARE_WITH_TIMEOUT(desk().activeCallCount(), 0, 10'000);
        QTRY_VERIFY(findButton(*m_page, QStringLiteral("Send again")));
        QCOMPARE(payments, 1);
        edit("Amount")->clear();
        QTest::keyClicks(edit("Amount"), QStringLiteral("99"));
        QVERIFY(clickButton(*m_page, QStringLiteral("Send again")));
        QCOMPARE(payments, 1);
    }

    void productionIsLockedUntilTheShortCodeIsTyped()
    {
        openProduction();
        fillPayment("500");
        QTRY_VERIFY(findButton(*m_page, QStringLiteral("Unlock for 15 minutes")));
        QVERIFY(!sendButton()->isEnabled());
        QVERIFY(m_page->handle(PageCommand::Send)); // the key leads to the question too
        QTRY_VERIFY(unlockDialog());
        QLineEdit *code = unlockDialog()->findChild<QLineEdit *>();
        QTest::keyClicks(code, QStringLiteral("174379"));
        QVERIFY(clickButton(*unlockDialog(), QStringLiteral("Unlock for 15 minutes")));
        QVERIFY(unlockDialog());
        QVERIFY(!unlockDialog()->findChild<FieldRow *>()->problem().isEmpty());
        QVERIFY(clickButton(*unlockDialog(), QStringLiteral("Cancel")));
        QTRY_VERIFY(!unlockDialog());
        QVERIFY(!sendButton()->isEnabled());

        unlock();
        QTRY_VERIFY(showsText(*m_page, QStringLiteral("Open for 1")));
        QCOMPARE(m_calls, 0);
        QVERIFY(clickButton(*m_page, QStringLiteral("Lock again")));
        QTRY_VERIFY(!sendButton()->isEnabled());
        QCOMPARE(desk().guard().unlockedFor(desk().currentProfile()).count(), 0);
    }

    void answersOfAnotherProfileAreGone()
    {
        m_page->open(QStringLiteral("account_balance"));
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_VERIFY_WITH_TIMEOUT(findButton(*m_page, QStringLiteral("Send again")), 10'000);
        openProduction();
        QTRY_VERIFY(!findButton(*m_page, QStringLiteral("Send again")));
        QTRY_VERIFY(showsText(*m_page, QStringLiteral("The answer appears here")));
    }

    void whatOnlyReadsIsNeverLocked()
    {
        openProduction();
        m_page->open(QStringLiteral("account_balance"));
        QTRY_VERIFY(sendButton()->isEnabled());
        QVERIFY(!findButton(*m_page, QStringLiteral("Unlock for 15 minutes")));
    }

    void realMoneyIsAskedAboutEachTime()
    {
        openProduction();
        fillPayment("500");
        unlock();
        QTest::mouseClick(sendButton(), Qt::LeftButton);
        QTRY_VERIFY(question());
        QVERIFY(question()->text().contains(QLatin1StringView("KES 500")));
        QVERIFY(question()->informativeText().contains(QLatin1StringView("Duka la Mama")));
        QCOMPARE(m_calls, 0);
        answerQuestion(QStringLiteral("Cancel"));
        QCOMPARE(m_calls, 0);

        QTest::mouseClick(sendButton(), Qt::LeftButton);
        answerQuestion(QStringLiteral("Send KES 500"));
        QCOMPARE(m_calls, 1);
        QTRY_VERIFY(sendButton()->isEnabled());
    }

    void aQuestionIsAboutWhatItSaid()
    {
        openProduction();
        fillPayment("500");
        unlock();
        QTest::mouseClick(sendButton(), Qt::LeftButton);
        QTRY_VERIFY(question());
        edit("Amount")->setText(QStringLiteral("900"));
        answerQuestion(QStringLiteral("Send KES 500"));
        QCOMPARE(m_calls, 0);
    }

    void moreThanTheCapIsNotSent()
    {
        openProduction();
        fillPayment("1001");
        unlock();
        QTest::mouseClick(sendButton(), Qt::LeftButton);
        QTRY_VERIFY(showsText(*m_page, QStringLiteral("KES 1,001.00")));
        QVERIFY(!question());
        QCOMPARE(m_calls, 0);
    }

    void theSameTwiceNeedsToBeMeant()
    {
        openProduction();
        fillPayment("500");
        unlock();
        Intent earlier;
        earlier.operationId = QStringLiteral("b2c_payment");
        earlier.profile = desk().currentProfile().id;
        earlier.values = {{QStringLiteral("Amount"), QStringLiteral("500")},
                          {QStringLiteral("PartyA"), QStringLiteral("4061234")},
                          {QStringLiteral("PartyB"), QStringLiteral("254712345678")}};
        earlier.at = m_fixture->clock.now();
        desk().guard().remember(earlier);
        QTest::mouseClick(sendButton(), Qt::LeftButton);
        QTRY_VERIFY(question());
        QVERIFY(question()->informativeText().contains(QLatin1StringView("the same amount")));
        answerQuestion(QStringLiteral("Cancel"));
        QCOMPARE(m_calls, 0);
        QTest::mouseClick(sendButton(), Qt::LeftButton);
        answerQuestion(QStringLiteral("Send it once more"));
        QCOMPARE(m_calls, 1);
        QTRY_COMPARE(desk().activeCallCount(), 0);
        QVERIFY2(!showsText(*m_page, QStringLiteral("GUARD_DUPLICATE")), "the guard must know that it was meant");
    }

    void unknownOutcomeIsAskedAboutAndNeverSentAgain()
    {
        ScriptedServer server(
            {ScriptedAnswer::json("{\"access_token\":\"token-of-the-server\",\"expires_in\":\"3599\"}"), ScriptedAnswer::close()});
        Profile profile;
        profile.name = QStringLiteral("Odd gateway");
        profile.environment = Environment::Custom;
        profile.customBaseUrl = server.url();
        profile.consumerKey = QStringLiteral("V8sKq2LmNwXc4RtYz6PbJ1hD");
        profile.shortCode = QStringLiteral("600984");
        profile.initiatorName = QStringLiteral("testapi");
        openProfile(profile);
        fillPayment("500");
        const QString id = edit("OriginatorConversationID")->text();
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_VERIFY_WITH_TIMEOUT(findButton(*m_page, QStringLiteral("Ask for transaction status")), 10'000);
        QVERIFY(verdict()->sentence().contains(QLatin1StringView("It may have happened")));
        QVERIFY(!findButton(*m_page, QStringLiteral("Send again")));
        QVERIFY(!m_page->handle(PageCommand::RunAgain));
        QCOMPARE(server.posts(), 1);
        QCOMPARE(edit("OriginatorConversationID")->text(), id);

        // By hand it can be sent again, with the same id, after a question.
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_VERIFY(question());
        QVERIFY(question()->informativeText().contains(QLatin1StringView("nobody knows")));
        answerQuestion(QStringLiteral("Cancel"));
        QCOMPARE(server.posts(), 1);

        QVERIFY(clickButton(*m_page, QStringLiteral("Ask for transaction status")));
        QTRY_VERIFY(edit("OriginalConversationID"));
        QCOMPARE(edit("OriginalConversationID")->text(), id);
        QTRY_COMPARE(server.posts(), 2);
        QVERIFY(server.requests().last().raw.contains("transactionstatus"));
        QTRY_COMPARE(desk().activeCallCount(), 0);
    }

    void secretsAreNotRemembered()
    {
        m_page->open(QStringLiteral("b2c_payment"));
        fillPayment("500");
        QSettings settings(m_fixture->folder.filePath(QStringLiteral("page.ini")), QSettings::IniFormat);
        m_page->saveState(settings);
        const QVariantMap kept = settings.value(QStringLiteral("form/b2c_payment")).toMap();
        QCOMPARE(kept.value(QStringLiteral("Amount")).toString(), QStringLiteral("500"));
        QVERIFY(!kept.value(QStringLiteral("OriginatorConversationID")).toString().isEmpty());
        for (const FieldSpec *field : findOperation(u"b2c_payment")->fieldList()) {
            QVERIFY(!field->isSecret() || !kept.contains(QString::fromLatin1(field->name)));
        }
    }
};

QTEST_MAIN(TestRequestsMoney)
#include "tst_requestsmoney.moc"
