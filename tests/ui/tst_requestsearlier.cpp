// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historymodel.h"
#include "tests/support/scriptedserver.h"
#include "tests/ui/deskfixture.h"
#include "ui/activity/activitypage.h"
#include "ui/requests/requestspage.h"
#include "ui/widgets/banner.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTableView>

using namespace daraja;

/// A payment was written down, and the program ended before anybody knew what became of it. The next start must not pay it again unasked.
class TestRequestsEarlier : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<RequestsPage> m_page;
    Profile m_profile;

    QLineEdit *edit(const char *name) { return findVisible<QLineEdit>(*m_page, QLatin1StringView(name)); }
    Banner *banner() { return findVisible<Banner>(*m_page, QStringLiteral("earlierIntent")); }
    QMessageBox *question()
    {
        for (QMessageBox *box : m_page->findChildren<QMessageBox *>()) {
            if (box->isVisible())
                return box;
        }
        return nullptr;
    }
    int requests(const char *path) const
    {
        int count = 0;
        for (const ScriptedRequest &request : m_server->requests())
            count += request.raw.contains(path) ? 1 : 0;
        return count;
    }
    void fillPayment(const char *amount)
    {
        m_page->open(QStringLiteral("b2c_payment"));
        for (const auto &[name, text] : {std::pair("Amount", amount), std::pair("PartyB", "0712345678")}) {
            QVERIFY(edit(name));
            edit(name)->selectAll();
            QTest::keyClicks(edit(name), QLatin1StringView(text));
        }
    }
    std::unique_ptr<Desk> makeDesk()
    {
        return std::make_unique<Desk>(m_clock, m_folder->filePath(QStringLiteral("desk.ini")), std::make_unique<SessionSecretStore>());
    }
    void saveProfile()
    {
        ProfileSecrets secrets;
        secrets.consumerSecret = QStringLiteral("s3cr3tS3cr3t");
        secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'x').toBase64());
        QString id;
        m_desk->saveProfile(m_profile, secrets, m_desk.get(), [&id](const QString &saved, const QString &) { id = saved; });
        QTRY_VERIFY(!id.isEmpty());
        m_profile.id = id;
    }
    /// What the program that ended left in the history: a payment that began.
    void leavePayment()
    {
        HistoryStore left(m_clock);
        QSignalSpy opened(&left, &HistoryStore::opened);
        left.open(m_folder->filePath(QStringLiteral("desk-history.sqlite")));
        QVERIFY(opened.wait());
        Intent intent;
        intent.callId = 1;
        intent.operationId = QStringLiteral("b2c_payment");
        intent.title = QStringLiteral("Pay a customer (B2C)");
        intent.environment = m_profile.environment;
        intent.profile = m_profile.id;
        intent.profileName = m_profile.name;
        intent.originatorConversation = QStringLiteral("left-behind-0001");
        intent.values = {{QStringLiteral("Amount"), QStringLiteral("500")},
                         {QStringLiteral("PartyA"), QStringLiteral("600984")},
                         {QStringLiteral("PartyB"), QStringLiteral("254712345678")},
                         {QStringLiteral("OriginatorConversationID"), intent.originatorConversation}};
        intent.at = m_clock.now().addSecs(-3600);
        bool recorded = false;
        left.record(intent, [&recorded](const IntentRecord &record) { recorded = record.problem.isEmpty(); });
        QTRY_VERIFY(recorded);
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_server = std::make_unique<ScriptedServer>(
            QList{ScriptedAnswer::json("{\"access_token\":\"token-of-the-server\",\"expires_in\":\"3599\"}"), ScriptedAnswer::close()});
        m_folder = std::make_unique<QTemporaryDir>();
        (void)preparedSettings(*m_folder);
        m_profile = {};
        m_profile.name = QStringLiteral("Duka la Mama");
        m_profile.environment = Environment::Custom;
        m_profile.customBaseUrl = m_server->url();
        m_profile.consumerKey = QStringLiteral("V8sKq2LmNwXc4RtYz6PbJ1hD");
        m_profile.shortCode = QStringLiteral("600984");
        m_profile.initiatorName = QStringLiteral("testapi");
        m_desk = makeDesk();
        saveProfile();
        leavePayment();

        m_desk = makeDesk();
        m_desk->start();
        saveProfile(); // with the secrets, which this store keeps for one start
        m_page = std::make_unique<RequestsPage>(*m_desk);
        m_page->resize(1300, 840);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_desk->openProfile(m_profile.id);
        QTRY_VERIFY(m_desk->workspace());
    }
    void cleanup()
    {
        m_page.reset();
        m_desk.reset();
        m_server.reset();
    }

    void theFormSaysSo()
    {
        fillPayment("500");
        QTRY_VERIFY(banner());
        QVERIFY2(banner()->message().contains(QLatin1StringView("nobody knows")), qPrintable(banner()->message()));
        fillPayment("501");
        QVERIFY2(!banner(), "another amount is another payment");
        fillPayment("500");
        QVERIFY(banner());
        m_page->open(QStringLiteral("account_balance"));
        QVERIFY(!banner());
    }

    void theSameIsSentOnlyAfterAQuestion()
    {
        fillPayment("500");
        QTRY_VERIFY(banner());
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_VERIFY(question());
        QCOMPARE(question()->windowTitle(), QStringLiteral("It may have happened"));
        QVERIFY2(question()->informativeText().contains(QLatin1StringView("nobody knows")), qPrintable(question()->informativeText()));
        QVERIFY(clickButton(*question(), QStringLiteral("Cancel")));
        QTRY_VERIFY(!question());
        QCOMPARE(requests("/b2c/"), 0);
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_VERIFY(question());
        QVERIFY(clickButton(*question(), QStringLiteral("Send it once more")));
        QTRY_COMPARE(requests("/b2c/"), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->activeCallCount(), 0, 20'000);
    }

    void anotherPaymentIsSentAtOnce()
    {
        fillPayment("501");
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_COMPARE(requests("/b2c/"), 1);
        QVERIFY(!question());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->activeCallCount(), 0, 20'000);
    }

    void whoeverIsQuickerThanTheHistoryIsAskedToo()
    {
        fillPayment("500");
        bool pressed = false;
        connect(m_desk.get(), &Desk::workspaceChanged, m_page.get(), [this, &pressed] {
            if (m_desk->workspace())
                pressed = m_page->handle(PageCommand::Send);
        });
        m_desk->openProfile(m_profile.id);
        QTRY_VERIFY(pressed);
        QTRY_VERIFY(question());
        QCOMPARE(requests("/b2c/"), 0);
    }

    void theFormAsksWhatBecameOfIt()
    {
        fillPayment("500");
        QTRY_VERIFY(banner());
        const int before = requests("transactionstatus");
        QVERIFY(clickButton(*banner(), QStringLiteral("Ask for transaction status")));
        QTRY_VERIFY(edit("OriginalConversationID"));
        QCOMPARE(edit("OriginalConversationID")->text(), QStringLiteral("left-behind-0001"));
        QTRY_VERIFY(requests("transactionstatus") > before);
        QCOMPARE(requests("/b2c/"), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->activeCallCount(), 0, 20'000);
    }

    void whatIsKnownByThenIsNoQuestion()
    {
        fillPayment("500");
        QTRY_VERIFY(banner());
        ActivityNote note;
        note.conversation = QStringLiteral("left-behind-0001");
        note.state = ActivityEntry::State::Refused;
        note.step = {m_clock.now(), QStringLiteral("asked")};
        m_desk->history().note(note);
        QTRY_VERIFY(!banner());
        QVERIFY(m_page->handle(PageCommand::Send));
        QTRY_COMPARE(requests("/b2c/"), 1);
        QVERIFY(!question());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->activeCallCount(), 0, 20'000);
    }

    void activityShowsThatNobodyKnows()
    {
        ActivityPage activity(*m_desk);
        activity.resize(1300, 840);
        activity.show();
        auto *table = activity.findChild<QTableView *>(QStringLiteral("activityTable"));
        QVERIFY(table);
        const auto payment = [table] {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, 0).data(HistoryModel::OperationIdRole).toString() == u"b2c_payment")
                    return table->model()->index(row, HistoryModel::Outcome);
            }
            return QModelIndex();
        };
        QTRY_VERIFY(payment().isValid());
        QCOMPARE(payment().data(HistoryModel::StateRole).toInt(), int(ActivityEntry::State::Unknown));
        table->selectRow(payment().row());
        QTRY_VERIFY(findButton(activity, QStringLiteral("Ask for transaction status")));
    }
};

QTEST_MAIN(TestRequestsEarlier)
#include "tst_requestsearlier.moc"
