// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/activityfixture.h"

#include "core/base/nairobitime.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>

using namespace daraja;

/// What is found and how it is shown; calls come from the simulator where that matters.
class TestActivityPage : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<ActivityFixture> m_activity;

    Desk &desk() { return m_activity->fixture.desk; }
    QDateTime now() { return m_activity->fixture.clock.now(); }
    /// Tokens come and go by themselves.
    void showCallsOnly() { m_activity->action(QStringLiteral("Show tokens"))->setChecked(false); }
    void push(const QString &amount)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_activity->fixture.isOpen(), 20'000);
        desk().simulator().setCallbackDelay(20);
        WaitOptions wait;
        wait.limit = std::chrono::seconds(20);
        ApiCall *call = desk().workspace()->client().stkPush({.amount = amount,
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
    /// Payments of 1 to `count` shillings, a minute apart, the newest is 1.
    QList<HistoryEntry> payments(int count)
    {
        QList<HistoryEntry> entries;
        for (int i = 1; i <= count; ++i) {
            entries.append(m_activity->payment(QString::number(i), now().addSecs(-60 * i)));
        }
        return entries;
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        failOnAnyWarning();
        m_activity = std::make_unique<ActivityFixture>();
        QVERIFY(m_activity->open());
        showCallsOnly();
    }
    void cleanup() { m_activity.reset(); }

    void emptyPageSaysWhatWillBeThere()
    {
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("Nothing yet")));
        QSignalSpy asked(&desk(), &Desk::pageRequested);
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Make a request")));
        QCOMPARE(asked.first().first().value<PageId>(), PageId::Requests);
        m_activity->put(m_activity->payment(QStringLiteral("5"), now()));
        QTRY_COMPARE(m_activity->rows(), 1);
        QVERIFY(!m_activity->page.findChild<EmptyState *>()->isVisibleTo(&m_activity->page));
    }

    void callAndCallbackAreOneEntryWithDetail()
    {
        push(QStringLiteral("1032"));
        QTRY_COMPARE(m_activity->rows(), 1);
        QTRY_COMPARE(m_activity->cell(0, HistoryModel::Outcome), QStringLiteral("Refused"));
        QCOMPARE(m_activity->cell(0, HistoryModel::Amount), QStringLiteral("1,032.00"));
        QCOMPARE(m_activity->cell(0, HistoryModel::With), QStringLiteral("0712 ••• 678"));
        QVERIFY(m_activity->cell(0, HistoryModel::Summary).contains(QLatin1StringView("1032")));
        QTRY_VERIFY(m_activity->transcript().contains(QLatin1StringView("stkCallback")));
        QVERIFY(m_activity->transcript().contains(QLatin1StringView("processrequest")));
        QVERIFY(!m_activity->transcript().contains(desk().workspace()->tokens().token().token));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("this computer")));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("Request cancelled by user")));
        findButton(m_activity->page, QStringLiteral("Copy report"))->click();
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.contains(QLatin1StringView("1032")));
        QVERIFY(!report.contains(QLatin1StringView("254712345678")));
    }

    void wordsAreFoundInAnyForm_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("amount");
        QTest::newRow("phone as people write it") << QStringLiteral("0733 444 555") << QStringLiteral("300.00");
        QTest::newRow("phone as Daraja writes it") << QStringLiteral("254733444555") << QStringLiteral("300.00");
        QTest::newRow("phone with plus") << QStringLiteral("+254 733 444 555") << QStringLiteral("300.00");
        QTest::newRow("receipt, small letters") << QStringLiteral("uce00020zb") << QStringLiteral("20.00");
        QTest::newRow("conversation") << QStringLiteral("ws_CO_14032026120001") << QStringLiteral("1.00");
        QTest::newRow("amount") << QStringLiteral("KES 300") << QStringLiteral("300.00");
        QTest::newRow("code") << QStringLiteral("1037") << QStringLiteral("41.00");
    }

    void wordsAreFoundInAnyForm()
    {
        QFETCH(QString, words);
        QFETCH(QString, amount);
        HistoryEntry other = m_activity->payment(QStringLiteral("300"), now());
        other.party = QStringLiteral("254733444555");
        other.values = {};
        HistoryEntry late = m_activity->payment(QStringLiteral("41"), now());
        late.state = ActivityEntry::State::Refused;
        late.summary = QStringLiteral("1037 DS timeout user cannot be reached");
        QVERIFY(m_activity->putAll(
            {m_activity->payment(QStringLiteral("1"), now()), m_activity->payment(QStringLiteral("20"), now()), other, late}));
        QTRY_COMPARE(m_activity->rows(), 4);
        m_activity->type(words);
        QTRY_COMPARE(m_activity->rows(), 1);
        QCOMPARE(m_activity->cell(0, HistoryModel::Amount), amount);
    }

    void onlyTheLastWordsAreAskedFor()
    {
        QVERIFY(m_activity->putAll(payments(3)));
        QTRY_COMPARE(m_activity->rows(), 3);
        QSignalSpy asked(m_activity->table()->model(), SIGNAL(loadingChanged()));
        m_activity->type(QStringLiteral("no such words at all"));
        QCOMPARE(asked.size(), 0); // nothing is asked while keys are hit
        QCOMPARE(m_activity->rows(), 3);
        QTRY_COMPARE(m_activity->rows(), 0);
        QCOMPARE(asked.size(), 2); // began, ended
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("Nothing fits")));
        QVERIFY(clickButton(m_activity->page, QStringLiteral("Show everything")));
        QTRY_VERIFY(m_activity->rows() >= 3);
    }

    void outcomesOperationsAndPins()
    {
        HistoryEntry refused = m_activity->payment(QStringLiteral("7"), now());
        refused.state = ActivityEntry::State::Refused;
        HistoryEntry open = m_activity->payment(QStringLiteral("8"), now());
        open.state = ActivityEntry::State::Unknown;
        open.operationId = QStringLiteral("b2c_payment");
        open.environment = Environment::Sandbox;
        open.profileId = QStringLiteral("duka");
        open.profile = QStringLiteral("Duka");
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("6"), now()), refused, open}));
        QTRY_COMPARE(m_activity->rows(), 3);
        const auto only = [this](const char *amount) {
            return QTest::qWaitFor(
                [&] { return m_activity->rows() == 1 && m_activity->cell(0, HistoryModel::Amount) == QLatin1StringView(amount); });
        };
        m_activity->choose("activityOutcome", QStringLiteral("Open or unknown"));
        QVERIFY(only("8.00"));
        m_activity->choose("activityOutcome", QStringLiteral("Refused or not accepted"));
        QVERIFY(only("7.00"));
        m_activity->choose("activityOutcome", QStringLiteral("Paid or done"));
        QVERIFY(only("6.00"));
        m_activity->choose("activityOutcome", QStringLiteral("Any outcome"));
        m_activity->choose("activityOperation", QStringLiteral("    ") + catalogueText(findOperation(u"b2c_payment")->title));
        QVERIFY(only("8.00"));
        m_activity->choose("activityOperation", catalogueText(findOperation(u"b2c_payment")->group) + QStringLiteral(": all"));
        QVERIFY(only("8.00"));
        m_activity->choose("activityOperation", QStringLiteral("Any operation"));
        QTRY_COMPARE(m_activity->rows(), 3);
        m_activity->action(environmentName(Environment::Sandbox))->trigger();
        QVERIFY(only("8.00"));
        m_activity->action(environmentName(Environment::Sandbox))->trigger();
        QTRY_VERIFY(m_activity->action(QStringLiteral("Duka")));
        m_activity->action(QStringLiteral("Duka"))->trigger();
        QVERIFY(only("8.00"));
        QVERIFY(findButton(m_activity->page, QStringLiteral("More · 2"))); // and no tokens
        m_activity->action(QStringLiteral("Any profile"))->trigger();
        const std::optional<HistoryEntry> kept = m_activity->kept(refused.uid);
        QVERIFY(kept);
        m_activity->history().setPinned(kept->number, true);
        m_activity->action(QStringLiteral("Pinned only"))->trigger();
        QVERIFY(only("7.00"));
    }

    void days()
    {
        const QDate today = toNairobi(now()).date();
        const auto noonOf = [](const QDate &day) { return QDateTime(day, QTime(9, 0), Qt::UTC); };
        QList<HistoryEntry> entries;
        for (const int ago : {0, 3, 20, 60}) {
            entries.append(m_activity->payment(QString::number(ago + 1), ago == 0 ? now() : noonOf(today.addDays(-ago))));
        }
        QVERIFY(m_activity->putAll(entries));
        QTRY_COMPARE(m_activity->rows(), 4);
        for (const auto &[words, count] : {std::pair("Today", 1), std::pair("Last 7 days", 2), std::pair("Last 30 days", 3)}) {
            m_activity->choose("activityDays", QLatin1StringView(words));
            QTRY_COMPARE(m_activity->rows(), count);
        }
        m_activity->choose("activityDays", QStringLiteral("From … to …"));
        QTRY_COMPARE(m_activity->rows(), 4);
        auto *from = m_activity->page.findChild<QLineEdit *>(QStringLiteral("activityFrom"));
        auto *to = m_activity->page.findChild<QLineEdit *>(QStringLiteral("activityTo"));
        QVERIFY(from->isVisible());
        from->setText(today.addDays(-20).toString(Qt::ISODate));
        QTRY_COMPARE(m_activity->rows(), 3);
        to->setText(today.addDays(-3).toString(Qt::ISODate)); // included
        QTRY_COMPARE(m_activity->rows(), 2);
        to->setText(QStringLiteral("sometime"));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("Write a day")));
        QTRY_COMPARE(m_activity->rows(), 3);
        m_activity->choose("activityDays", QStringLiteral("Any time"));
        QTRY_COMPARE(m_activity->rows(), 4);
        QVERIFY(!from->isVisible());
    }

    void tokensAreShownOrNot()
    {
        push(QStringLiteral("1032"));
        QTRY_COMPARE(m_activity->rows(), 1);
        m_activity->action(QStringLiteral("Show tokens"))->setChecked(true);
        QTRY_COMPARE(m_activity->rows(), 2); // the push needed one
        m_activity->action(QStringLiteral("Show tokens"))->setChecked(false);
        QTRY_COMPARE(m_activity->rows(), 1);
    }

    void moreComesWhenTheEndIsNear()
    {
        QVERIFY(m_activity->putAll(payments(350)));
        QTRY_VERIFY(m_activity->rows() >= 100);
        QTableView *table = m_activity->table();
        QTRY_VERIFY([table] {
            table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
            return table->model()->rowCount() == 350;
        }());
        QCOMPARE(m_activity->cell(349, HistoryModel::Amount), QStringLiteral("350.00"));
    }

    void whatIsReadStaysWhileNewerComes()
    {
        QVERIFY(m_activity->putAll(payments(60)));
        QTRY_COMPARE(m_activity->rows(), 60);
        QTableView *table = m_activity->table();
        table->selectRow(30);
        table->verticalScrollBar()->setValue(20 * table->rowHeight(0));
        const QString seen = m_activity->cell(table->rowAt(1), HistoryModel::Amount);
        QCOMPARE(seen, QStringLiteral("21.00"));
        QVERIFY(m_activity->putAll({m_activity->payment(QStringLiteral("777"), now()), m_activity->payment(QStringLiteral("778"), now())}));
        QTRY_COMPARE(m_activity->rows(), 62);
        QCOMPARE(m_activity->cell(table->rowAt(1), HistoryModel::Amount), seen);
        QCOMPARE(table->currentIndex().row(), 32);
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("UCE00031ZB")));
    }

    void detailFollowsWhatHappens()
    {
        HistoryEntry entry = m_activity->payment(QStringLiteral("9"), now());
        entry.state = ActivityEntry::State::Waiting;
        entry.summary = QStringLiteral("prompt on the phone");
        QVERIFY(m_activity->putAll({entry}));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("prompt on the phone")));
        entry.state = ActivityEntry::State::Paid;
        entry.summary = QStringLiteral("UCE00009ZB · found by query");
        entry.steps.append({now(), QStringLiteral("asked by STK query")});
        m_activity->put(entry);
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("found by query")));
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("asked by STK query")));
    }

    void anEntryIsShownByItsName()
    {
        QList<HistoryEntry> entries = payments(3);
        QVERIFY(m_activity->putAll(entries));
        QTRY_COMPARE(m_activity->rows(), 3);
        m_activity->page.open(entries.at(2).uid);
        QTRY_COMPARE(m_activity->table()->currentIndex().row(), 2);
        m_activity->type(QStringLiteral("UCE00001ZB"));
        QTRY_COMPARE(m_activity->rows(), 1);
        m_activity->page.open(entries.at(1).uid); // filtered out
        QTRY_VERIFY(showsText(m_activity->page, QStringLiteral("UCE00002ZB")));
        m_activity->page.open(QStringLiteral("no such uid"));
        QTRY_VERIFY(m_activity->banner("activityTold")->isVisible());
    }

    void runAgainFillsTheForm()
    {
        push(QStringLiteral("1032"));
        QTRY_VERIFY(m_activity->action(QStringLiteral("Run again…"))->isEnabled());
        QSignalSpy asked(&desk(), &Desk::pageRequested);
        QVERIFY(m_activity->page.handle(PageCommand::RunAgain));
        QCOMPARE(asked.first().first().value<PageId>(), PageId::Requests);
        const QVariantMap argument = asked.first().at(1).toMap();
        QCOMPARE(argument.value(QStringLiteral("operation")).toString(), QStringLiteral("stk_push"));
        const QVariantMap values = argument.value(QStringLiteral("values")).toMap();
        QCOMPARE(values.value(QStringLiteral("Amount")).toString(), QStringLiteral("1032"));
        QVERIFY(!values.contains(QStringLiteral("Password")));
    }

    void keysLeadThrough()
    {
        QVERIFY(m_activity->putAll(payments(3)));
        QTRY_COMPARE(m_activity->rows(), 3);
        auto *search = m_activity->page.findChild<SearchField *>();
        search->setFocus();
        QTest::keyClick(search, Qt::Key_Down);
        QTRY_VERIFY(m_activity->table()->hasFocus());
        QTest::keyClick(m_activity->table(), Qt::Key_Down);
        QCOMPARE(m_activity->table()->currentIndex().row(), 1);
        QTest::keyClick(m_activity->table(), Qt::Key_Return);
        QVERIFY(m_activity->page.findChild<CodeView *>(QStringLiteral("entryText"))->hasFocus());
        QVERIFY(m_activity->page.handle(PageCommand::Cancel));
        QVERIFY(m_activity->table()->hasFocus());
        QVERIFY(!m_activity->page.handle(PageCommand::Cancel));
    }

    void statusLineCounts()
    {
        HistoryEntry unknown = m_activity->payment(QStringLiteral("8"), now());
        unknown.state = ActivityEntry::State::Unknown;
        QVERIFY(m_activity->putAll(
            {m_activity->payment(QStringLiteral("6"), now()), unknown, m_activity->payment(QStringLiteral("7"), now().addDays(-40))}));
        QTRY_VERIFY(m_activity->page.statusText().endsWith(QStringLiteral("0 waiting · 1 unknown")));
        m_activity->type(QStringLiteral("UCE00006ZB"));
        QTRY_VERIFY(m_activity->page.statusText().startsWith(QStringLiteral("1 found")));
        QVERIFY(m_activity->page.statusHint().contains(QStringLiteral("kept")));
    }
};

QTEST_MAIN(TestActivityPage)
#include "tst_activitypage.moc"
