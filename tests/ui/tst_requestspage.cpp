// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errors/errorguide.h"
#include "tests/ui/deskfixture.h"
#include "ui/requests/requestform.h"
#include "ui/requests/requestspage.h"
#include "ui/simulator/phonecard.h"
#include "ui/simulator/phoneview.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/label.h"
#include "ui/widgets/verdictheader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

using namespace daraja;

class TestRequestsPage : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<DeskFixture> m_fixture;
    std::unique_ptr<RequestsPage> m_page;

    QLineEdit *edit(const char *name) { return m_page->findChild<QLineEdit *>(QLatin1StringView(name)); }
    FieldRow *row(const char *name)
    {
        QObject *object = edit(name);
        while (object && !qobject_cast<FieldRow *>(object)) {
            object = object->parent();
        }
        return qobject_cast<FieldRow *>(object);
    }
    VerdictHeader *verdict() { return m_page->findChild<VerdictHeader *>(); }
    PhoneView *phone() { return m_page->findChild<PhoneView *>(); }
    bool shows(const QString &text) { return showsText(*m_page, text); }
    void fill(const QString &amount)
    {
        QVERIFY(clickButton(*m_page, QStringLiteral("Sample")));
        edit("Amount")->clear();
        QTest::keyClicks(edit("Amount"), amount);
    }
    void send() { QVERIFY(clickButton(*m_page, QStringLiteral("Send"))); }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_fixture = std::make_unique<DeskFixture>();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->isOpen(), 20'000);
        m_fixture->desk.simulator().setCallbackDelay(20);
        m_page = std::make_unique<RequestsPage>(m_fixture->desk);
        m_page->resize(1300, 840);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void problemsStandBesideTheFieldAsOneTypes()
    {
        QTest::keyClicks(edit("PhoneNumber"), QStringLiteral("07123"));
        QVERIFY(!row("PhoneNumber")->problem().isEmpty());
        QTest::keyClicks(edit("PhoneNumber"), QStringLiteral("45678"));
        QVERIFY(row("PhoneNumber")->problem().isEmpty());
        QVERIFY(row("PhoneNumber")->help().contains(QLatin1StringView("254712345678")));
        QTest::keyClicks(edit("Amount"), QStringLiteral("1.5"));
        QVERIFY(!row("Amount")->problem().isEmpty());
    }

    void nothingIsSentWithAProblem()
    {
        send();
        QVERIFY(!row("Amount")->problem().isEmpty());
        QVERIFY(edit("Amount")->hasFocus());
        QVERIFY(m_fixture->desk.workspace()->client().activeCalls().isEmpty());
        QCOMPARE(m_fixture->pushes(), 0);
    }

    void aProblemOutOfSightIsScrolledTo()
    {
        m_page->resize(960, 580);
        m_page->open(QStringLiteral("bill_single"));
        QVERIFY(clickButton(*m_page, QStringLiteral("Sample")));
        edit("amount")->setText(QStringLiteral("much"));
        auto *area = m_page->findChild<RequestForm *>()->parentWidget()->parentWidget();
        QVERIFY(area);
        const auto isInSight = [this, area] {
            return QRect(QPoint(), area->size()).contains(QRect(edit("amount")->mapTo(area, QPoint()), edit("amount")->size()));
        };
        QTRY_VERIFY(edit("amount")->height() > 0 && !isInSight());
        send();
        QVERIFY2(isInSight() || QTest::qWaitFor(isInSight),
                 qPrintable(QStringLiteral("%1, focus %2").arg(edit("amount")->mapTo(area, QPoint()).y()).arg(edit("amount")->hasFocus())));
        m_page->open(QStringLiteral("stk_push"));
        QTRY_VERIFY(edit("Amount")->visibleRegion().boundingRect().height() > 0); // each form begins at its top
    }

    void pushIsPaidOnThePhone()
    {
        fill(QStringLiteral("1250"));
        send();
        QTRY_VERIFY(!phone()->prompt().id.isEmpty());
        QCOMPARE(phone()->prompt().amount, QStringLiteral("1250"));
        QTRY_VERIFY(shows(QStringLiteral("Accepted at")));
        phone()->setFocus();
        QTest::keyClicks(phone(), QLatin1StringView(Handset::defaultPin));
        QTest::keyClick(phone(), Qt::Key_Return);
        QTRY_COMPARE(verdict()->headline(), QStringLiteral("Paid"));
        QVERIFY(verdict()->sentence().contains(QLatin1StringView("KES 1,250.00")));
        QVERIFY(shows(QStringLiteral("Receipt")));
        QCOMPARE(m_fixture->pushes(), 1);
        QVERIFY2(!findButton(*m_page, QStringLiteral("Send again")), "what was paid must not be one click from being paid twice");
    }

    void cancelOnThePhoneIsExplained()
    {
        fill(QStringLiteral("300"));
        send();
        QTRY_VERIFY(!phone()->prompt().id.isEmpty());
        const QString checkout = phone()->prompt().id;
        QVERIFY(clickButton(*phone(), QStringLiteral("Cancel")));
        QTRY_COMPARE(verdict()->headline(),
                     ErrorGuide::instance().explainResult(QStringLiteral("1032"), {}, QStringLiteral("stk_push")).title);
        for (const char *line : {"Safaricom said", "It means", "Do this", "1032"}) {
            QTRY_VERIFY2(shows(QLatin1StringView(line)), line);
        }
        QTRY_VERIFY(findButton(*m_page, QStringLiteral("Send again")));

        QVERIFY(clickButton(*m_page, QStringLiteral("Query status")));
        QTRY_VERIFY(m_fixture->desk.simulator().requests().last().path.contains(QLatin1StringView("stkpushquery")));
        QCOMPARE(edit("CheckoutRequestID")->text(), checkout);
        QVERIFY(checkout.startsWith(QLatin1StringView("ws_CO_")));
    }

    void sendTwiceIsSentOnce()
    {
        fill(QStringLiteral("300"));
        QVERIFY(m_page->handle(PageCommand::Send));
        QVERIFY(m_page->handle(PageCommand::Send));
        QVERIFY(!findButton(*m_page, QStringLiteral("Send"))->isEnabled());
        QTRY_VERIFY(!phone()->prompt().id.isEmpty());
        QCOMPARE(m_fixture->pushes(), 1);
    }

    void escEndsTheWaiting()
    {
        fill(QStringLiteral("300"));
        send();
        QTRY_VERIFY(shows(QStringLiteral("Accepted at")));
        QVERIFY(m_page->handle(PageCommand::Cancel));
        QTRY_COMPARE(verdict()->headline(), QStringLiteral("Accepted, no result yet"));
        QVERIFY(findButton(*m_page, QStringLiteral("Send"))->isEnabled());
        QVERIFY(!m_page->handle(PageCommand::Cancel));
    }

    void balanceIsATable()
    {
        m_page->open(QStringLiteral("account_balance"));
        send();
        QTRY_COMPARE_WITH_TIMEOUT(verdict()->headline(), QStringLiteral("Done"), 10'000);
        QTRY_VERIFY(shows(QStringLiteral("Utility Account")));
        QVERIFY(shows(QStringLiteral("KES 40,211.00")));
    }

    void refusalSaysSafaricomsWords()
    {
        m_page->open(
            QVariantMap{{QStringLiteral("operation"), QStringLiteral("stk_query")},
                        {QStringLiteral("values"), QVariantMap{{QStringLiteral("CheckoutRequestID"), QStringLiteral("ws_CO_000")}}}});
        QCOMPARE(edit("CheckoutRequestID")->text(), QStringLiteral("ws_CO_000"));
        send();
        QTRY_VERIFY(shows(QStringLiteral("Invalid CheckoutRequestID")));
        QVERIFY(shows(QStringLiteral("Request id")));
    }

    void curlHasNoSecret()
    {
        fill(QStringLiteral("300"));
        QVERIFY(m_page->handle(PageCommand::CopyCurl));
        const QString curl = QGuiApplication::clipboard()->text();
        QVERIFY(curl.startsWith(QLatin1StringView("curl")));
        QVERIFY(curl.contains(QLatin1StringView("$ACCESS_TOKEN")));
        QVERIFY(!curl.contains(m_fixture->desk.currentSecrets().passkey));
    }

    void noTabShowsASecret()
    {
        fill(QStringLiteral("300"));
        send();
        QTRY_VERIFY(!phone()->prompt().id.isEmpty());
        QVERIFY(clickButton(*phone(), QStringLiteral("Cancel")));
        QTRY_VERIFY(findButton(*m_page, QStringLiteral("Query status")));
        const QString token = m_fixture->desk.workspace()->tokens().token().token;
        QVERIFY(token.size() > 20);
        int views = 0;
        for (const CodeView *view : m_page->findChildren<CodeView *>()) {
            views += view->fullText().isEmpty() ? 0 : 1;
            QVERIFY(!view->fullText().contains(token));
            QVERIFY(!view->fullText().contains(m_fixture->desk.currentSecrets().passkey));
        }
        QVERIFY(views >= 3);
    }

    void halfWrittenFormsAreRemembered()
    {
        QTest::keyClicks(edit("AccountReference"), QStringLiteral("INV-7"));
        m_page->open(QStringLiteral("account_balance"));
        QSettings settings(m_fixture->folder.filePath(QStringLiteral("page.ini")), QSettings::IniFormat);
        m_page->saveState(settings);
        RequestsPage again(m_fixture->desk);
        again.restoreState(settings);
        again.open(QStringLiteral("stk_push"));
        QCOMPARE(again.findChild<QLineEdit *>(QStringLiteral("AccountReference"))->text(), QStringLiteral("INV-7"));
    }

    void phoneSlidesOverTheAnswerWhereTheWindowIsNarrow()
    {
        m_page->resize(960, 580);
        QTRY_VERIFY(!phone()->isVisible());
        fill(QStringLiteral("300"));
        send();
        QTRY_VERIFY(phone()->isVisible());
        QVERIFY(m_page->rect().contains(QRect(phone()->mapTo(m_page.get(), QPoint()), phone()->size())));
        QVERIFY(clickButton(*phone(), QStringLiteral("Cancel")));
        QTRY_VERIFY(!phone()->isVisible());
    }

    void filterFindsOperations()
    {
        auto *list = m_page->findChild<QListWidget *>();
        auto *filter = m_page->findChild<QLineEdit *>(QString(), Qt::FindChildrenRecursively);
        QVERIFY(list && filter);
        const auto visible = [list] {
            QStringList titles;
            for (int row = 0; row < list->count(); ++row) {
                if (!list->item(row)->isHidden() && list->item(row)->flags().testFlag(Qt::ItemIsSelectable)) {
                    titles.append(list->item(row)->text());
                }
            }
            return titles;
        };
        QCOMPARE(visible().size(), operations().size());
        QTest::keyClicks(filter, QStringLiteral("account_balance"));
        QCOMPARE(visible(), QStringList{catalogueText(findOperation(u"account_balance")->title)});
    }

    void viewDiesInMidCall()
    {
        fill(QStringLiteral("300"));
        send();
        QTRY_VERIFY(!phone()->prompt().id.isEmpty());
        const QString prompt = phone()->prompt().id;
        m_page.reset();
        m_fixture->desk.simulator().handset().cancel(prompt);
        QTRY_VERIFY(m_fixture->desk.workspace()->client().activeCalls().isEmpty());
    }
};

QTEST_MAIN(TestRequestsPage)
#include "tst_requestspage.moc"
