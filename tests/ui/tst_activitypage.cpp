// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/deskfixture.h"
#include "ui/activity/activitypage.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/searchfield.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTableView>

using namespace daraja;

class TestActivityPage : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<DeskFixture> m_fixture;
    std::unique_ptr<ActivityPage> m_page;

    QTableView *table() { return m_page->findChild<QTableView *>(); }
    int rows() { return table()->model()->rowCount(); }
    /// Leaves tokens out of the timeline.
    void showCallsOnly()
    {
        for (QComboBox *box : m_page->findChildren<QComboBox *>()) {
            if (const int index = box->findData(false); index >= 0) {
                box->setCurrentIndex(index);
            }
        }
    }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    void push(const QString &amount)
    {
        WaitOptions wait;
        wait.limit = std::chrono::seconds(20);
        ApiCall *call = m_fixture->desk.workspace()->client().stkPush({.amount = amount,
                                                                       .phoneNumber = QStringLiteral("0712345678"),
                                                                       .accountReference = QStringLiteral("INV-1"),
                                                                       .transactionDesc = QStringLiteral("Test"),
                                                                       .transactionType = {},
                                                                       .businessShortCode = {},
                                                                       .partyB = {},
                                                                       .callBackUrl = {}},
                                                                      wait);
        QSignalSpy finished(call, &ApiCall::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_fixture = std::make_unique<DeskFixture>();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->isOpen(), 20'000);
        m_fixture->desk.simulator().setCallbackDelay(20);
        m_page = std::make_unique<ActivityPage>(m_fixture->desk);
        m_page->resize(1100, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void emptyPageSaysWhatWillBeThere()
    {
        if (rows() == 0) {
            QVERIFY(m_page->findChild<EmptyState *>()->isVisibleTo(m_page.get()));
            QSignalSpy asked(&m_fixture->desk, &Desk::pageRequested);
            QVERIFY(clickButton(*m_page, QStringLiteral("Make a request")));
            QCOMPARE(asked.first().first().value<PageId>(), PageId::Requests);
        }
        push(QStringLiteral("1032"));
        QVERIFY(!m_page->findChild<EmptyState *>()->isVisibleTo(m_page.get()));
    }

    void callAndCallbackAreOneEntryWithDetail()
    {
        showCallsOnly();
        push(QStringLiteral("1032"));
        QTRY_COMPARE(cell(0, ActivityModel::Amount), QStringLiteral("1,032.00"));
        QVERIFY(cell(0, ActivityModel::With).contains(QLatin1StringView("678")));
        QVERIFY(!cell(0, ActivityModel::With).contains(QLatin1StringView("345")));
        QVERIFY(cell(0, ActivityModel::Summary).contains(QLatin1StringView("1032")));
        m_page->open({});
        const auto *text = m_page->findChild<CodeView *>();
        QVERIFY(text->fullText().contains(QLatin1StringView("stkCallback")));
        QVERIFY(text->fullText().contains(QLatin1StringView("processrequest")));
        QVERIFY(!text->fullText().contains(m_fixture->desk.workspace()->tokens().token().token));
        QTRY_VERIFY(findButton(*m_page, QStringLiteral("Copy report")));
        findButton(*m_page, QStringLiteral("Copy report"))->click();
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.contains(QLatin1StringView("1032")));
        QVERIFY(!report.contains(QLatin1StringView("254712345678")));
    }

    void filters()
    {
        push(QStringLiteral("1032"));
        push(QStringLiteral("2001"));
        const int all = rows();
        QVERIFY(all >= 3);
        auto *search = m_page->findChild<SearchField *>();
        QTest::keyClicks(search, QStringLiteral("2001"));
        QCOMPARE(rows(), 1);
        search->clear();
        QTest::keyClicks(search, QStringLiteral("no such words"));
        QCOMPARE(rows(), 0);
        QVERIFY(clickButton(*m_page, QStringLiteral("Show everything")));
        QCOMPARE(rows(), all);
        showCallsOnly();
        QCOMPARE(rows(), 2);
    }

    void runAgainFillsTheForm()
    {
        showCallsOnly();
        push(QStringLiteral("1032"));
        m_page->open({});
        QSignalSpy asked(&m_fixture->desk, &Desk::pageRequested);
        QVERIFY(m_page->handle(PageCommand::RunAgain));
        QCOMPARE(asked.first().first().value<PageId>(), PageId::Requests);
        const QVariantMap argument = asked.first().at(1).toMap();
        QCOMPARE(argument.value(QStringLiteral("operation")).toString(), QStringLiteral("stk_push"));
        const QVariantMap values = argument.value(QStringLiteral("values")).toMap();
        QCOMPARE(values.value(QStringLiteral("Amount")).toString(), QStringLiteral("1032"));
        QVERIFY(!values.contains(QStringLiteral("Password")));
    }
};

QTEST_MAIN(TestActivityPage)
#include "tst_activitypage.moc"
