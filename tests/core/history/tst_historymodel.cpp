// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historymodel.h"
#include "tests/core/history/historydesk.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRegularExpression>

using namespace daraja;

namespace {

QStringList shownUids(const HistoryModel &model)
{
    QStringList uids;
    for (int row = 0; row < model.rowCount(); ++row) {
        uids.append(model.index(row, 0).data(HistoryModel::UidRole).toString());
    }
    return uids;
}

} // namespace

/// The history as a view sees it: pages, live changes, filters, and rows that stay where they are.
class TestHistoryModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void cellsAndRoles();
    void daysOtherThanTodayAreNamed();
    void pagesComeWhenAsked();
    void newEntriesComeOnTop();
    void changesComeWhereTheyStand();
    void whatNoLongerMatchesGoes();
    void selectionSurvivesAnotherFilter();
    void lastOfManyFiltersWins();
    void entriesOfUnreadPagesWait();
    void manyChangesAtOnce();
    void undoBringsItBack();
    void problemIsSaid();
};

void TestHistoryModel::cellsAndRoles()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    entry.state = ActivityEntry::State::Paid;
    entry.receipt = QStringLiteral("UCE4K7Q2ZB");
    entry.summary = QStringLiteral("UCE4K7Q2ZB · callback after 5.1 s");
    desk.put(entry);
    desk.store->setPinned(desk.numberOf(entry.uid), true);
    HistoryModel model(*desk.store, desk.clock);
    QVERIFY(model.isLoading());
    QTRY_VERIFY(!model.isLoading());
    QCOMPARE(model.rowCount(), 1);
    const auto cell = [&model](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(cell(HistoryModel::Time), QStringLiteral("12:00:00"));
    QCOMPARE(cell(HistoryModel::Operation), QStringLiteral("STK push"));
    QCOMPARE(cell(HistoryModel::With), QStringLiteral("0712 ••• 678"));
    QCOMPARE(cell(HistoryModel::Amount), QStringLiteral("1,250.00"));
    QCOMPARE(cell(HistoryModel::Outcome), QStringLiteral("Paid"));
    QCOMPARE(cell(HistoryModel::Summary), entry.summary);
    const QModelIndex index = model.index(0, 0);
    QCOMPARE(index.data(HistoryModel::NumberRole).toLongLong(), desk.numberOf(entry.uid));
    QCOMPARE(index.data(HistoryModel::StateRole).toInt(), static_cast<int>(ActivityEntry::State::Paid));
    QCOMPARE(index.data(HistoryModel::KindRole).toInt(), static_cast<int>(ActivityEntry::Kind::Call));
    QCOMPARE(index.data(HistoryModel::OperationIdRole).toString(), entry.operationId);
    QCOMPARE(index.data(HistoryModel::ConversationRole).toString(), entry.conversation);
    QCOMPARE(index.data(HistoryModel::ReceiptRole).toString(), entry.receipt);
    QCOMPARE(index.data(HistoryModel::ProfileRole).toString(), entry.profile);
    QCOMPARE(index.data(HistoryModel::EnvironmentRole).toInt(), static_cast<int>(Environment::Sandbox));
    QCOMPARE(index.data(HistoryModel::PartyRole).toString(), entry.party);
    QVERIFY(index.data(HistoryModel::PinnedRole).toBool());
    QVERIFY(!index.data(HistoryModel::NoteRole).toBool());
    QCOMPARE(model.headerData(HistoryModel::Amount, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("KES"));
}

void TestHistoryModel::daysOtherThanTodayAreNamed()
{
    HistoryDesk desk;
    desk.put(desk.push());
    desk.clock.advance(std::chrono::hours(24));
    HistoryModel model(*desk.store, desk.clock);
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, HistoryModel::Time).data().toString(), QStringLiteral("14 Mar 12:00"));
    desk.clock.advance(std::chrono::hours(24 * 365));
    QCOMPARE(model.index(0, HistoryModel::Time).data().toString(), QStringLiteral("14 Mar 2026 12:00"));
}

void TestHistoryModel::pagesComeWhenAsked()
{
    HistoryDesk desk;
    QStringList expected;
    for (int i = 0; i < 250; ++i) {
        const HistoryEntry entry = desk.push(QStringLiteral("ws_CO_%1").arg(i));
        expected.prepend(entry.uid);
        desk.store->put(entry);
    }
    desk.find();
    HistoryModel model(*desk.store, desk.clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(model.rowCount(), 100);
    for (const int count : {200, 250}) {
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // one page at a time
        QTRY_COMPARE(model.rowCount(), count);
    }
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(shownUids(model), expected);
    QCOMPARE(model.rowOf(model.at(120).number), 120);
    QCOMPARE(model.rowOf(1), -1);
}

void TestHistoryModel::newEntriesComeOnTop()
{
    HistoryDesk desk;
    HistoryModel model(*desk.store, desk.clock);
    QTRY_VERIFY(!model.isLoading());
    const HistoryEntry first = desk.push();
    const HistoryEntry second = desk.push();
    desk.put(second);
    QTRY_COMPARE(model.rowCount(), 1);
    desk.put(first); // older, told later
    QTRY_COMPARE(shownUids(model), (QStringList{second.uid, first.uid}));
}

void TestHistoryModel::changesComeWhereTheyStand()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    desk.put(entry);
    desk.put(desk.push());
    HistoryModel model(*desk.store, desk.clock);
    QTRY_COMPARE(model.rowCount(), 2);
    QSignalSpy changed(&model, &HistoryModel::dataChanged);
    QSignalSpy reset(&model, &HistoryModel::modelReset);
    entry.state = ActivityEntry::State::Paid;
    desk.put(entry);
    QTRY_COMPARE(model.index(1, HistoryModel::Outcome).data().toString(), QStringLiteral("Paid"));
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(reset.count(), 0);
}

void TestHistoryModel::whatNoLongerMatchesGoes()
{
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    desk.put(entry);
    HistoryModel model(*desk.store, desk.clock);
    HistoryQuery waiting;
    waiting.states = {ActivityEntry::State::Waiting};
    model.setQuery(waiting);
    QTRY_COMPARE(model.rowCount(), 1);
    entry.state = ActivityEntry::State::Paid;
    desk.put(entry);
    QTRY_COMPARE(model.rowCount(), 0);
    HistoryEntry other = desk.push();
    other.state = ActivityEntry::State::Failed; // never belongs here
    desk.put(other);
    const HistoryEntry belongs = desk.push();
    desk.put(belongs);
    QTRY_COMPARE(shownUids(model), QStringList{belongs.uid});
}

void TestHistoryModel::selectionSurvivesAnotherFilter()
{
    HistoryDesk desk;
    QList<HistoryEntry> entries;
    for (int i = 0; i < 20; ++i) {
        HistoryEntry entry = desk.push(QStringLiteral("ws_CO_%1").arg(i));
        entry.summary = i % 3 == 0 ? QStringLiteral("red apple") : i % 2 == 0 ? QStringLiteral("red berry") : QStringLiteral("green leaf");
        entries.append(entry);
        desk.put(entry);
    }
    HistoryModel model(*desk.store, desk.clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(model.rowCount(), 20);
    const QPersistentModelIndex apple = model.index(model.rowOf(desk.numberOf(entries.at(6).uid)), 0);
    const QPersistentModelIndex leaf = model.index(model.rowOf(desk.numberOf(entries.at(7).uid)), 0);
    QSignalSpy reset(&model, &HistoryModel::modelReset);
    HistoryQuery query;
    for (const auto &[text, count] : {std::pair("red", 13), std::pair("apple", 7), std::pair("r", 0), std::pair("", 20)}) {
        query.text = QString::fromLatin1(text);
        const bool isApple = count != 0;
        model.setQuery(query);
        QTRY_COMPARE(model.rowCount(), count);
        if (isApple) {
            QTRY_VERIFY(!model.isLoading());
        }
        if (query.text == QStringLiteral("apple")) {
            QVERIFY(apple.isValid());
            QCOMPARE(apple.data(HistoryModel::UidRole).toString(), entries.at(6).uid);
            QVERIFY(!leaf.isValid());
        }
    }
    QCOMPARE(reset.count(), 0);
}

void TestHistoryModel::lastOfManyFiltersWins()
{
    HistoryDesk desk;
    const HistoryEntry entry = desk.push();
    desk.put(entry);
    HistoryModel model(*desk.store, desk.clock);
    HistoryQuery query;
    for (const QChar letter : QStringLiteral("INV-00231")) {
        query.text += letter;
        model.setQuery(query);
    }
    QTRY_VERIFY(!model.isLoading());
    QCOMPARE(model.rowCount(), 1);
    query.text = QStringLiteral("nothing has this");
    model.setQuery(query);
    QVERIFY(model.isLoading());
    QCOMPARE(model.rowCount(), 1); // what was shown stays until the answer is there
    QTRY_VERIFY(!model.isLoading());
    QCOMPARE(model.rowCount(), 0);
}

void TestHistoryModel::entriesOfUnreadPagesWait()
{
    HistoryDesk desk;
    HistoryEntry oldest = desk.push();
    for (int i = 0; i < 150; ++i) {
        desk.store->put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    HistoryModel model(*desk.store, desk.clock);
    QTRY_VERIFY(!model.isLoading() && model.rowCount() == 100);
    desk.put(oldest);
    const HistoryEntry newest = desk.push();
    desk.put(newest);
    QTRY_COMPARE(model.rowCount(), 101);
    QCOMPARE(model.index(0, 0).data(HistoryModel::UidRole).toString(), newest.uid);
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 152);
    QCOMPARE(shownUids(model).last(), oldest.uid);
}

void TestHistoryModel::manyChangesAtOnce()
{
    HistoryDesk desk;
    HistoryModel model(*desk.store, desk.clock);
    QTRY_VERIFY(!model.isLoading());
    QStringList expected;
    for (int i = 0; i < 2'000; ++i) {
        const HistoryEntry entry = desk.push(QStringLiteral("ws_CO_%1").arg(i));
        expected.prepend(entry.uid);
        desk.store->put(entry);
    }
    QTRY_VERIFY(model.rowCount() > 0 && model.at(0).uid == expected.first());
    QTRY_VERIFY(!model.isLoading());
    QCOMPARE(shownUids(model), expected.first(model.rowCount()));
}

void TestHistoryModel::undoBringsItBack()
{
    HistoryDesk desk;
    const HistoryEntry first = desk.push();
    const HistoryEntry second = desk.push();
    desk.put(first);
    desk.put(second);
    HistoryModel model(*desk.store, desk.clock);
    QTRY_COMPARE(model.rowCount(), 2);
    const qint64 number = desk.numberOf(first.uid);
    desk.store->remove({number});
    QTRY_COMPARE(shownUids(model), QStringList{second.uid});
    desk.store->restore({number});
    QTRY_COMPARE(shownUids(model), (QStringList{second.uid, first.uid}));
}

void TestHistoryModel::problemIsSaid()
{
    HistoryDesk desk;
    desk.put(desk.push());
    HistoryModel model(*desk.store, desk.clock);
    QTRY_COMPARE(model.rowCount(), 1);
    desk.store->close();
    model.refresh();
    QTRY_VERIFY(!model.problem().isEmpty());
}

QTEST_GUILESS_MAIN(TestHistoryModel)
#include "tst_historymodel.moc"
