// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/activitymodel.h"
#include "tests/core/history/historyfixture.h"
#include "tests/support/scriptedserver.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace daraja;

namespace {

using State = ActivityEntry::State;

const QByteArray tokenJson = R"({"access_token":"aaaabbbbccccddddeeeeffff1234","expires_in":"3599"})";
const QByteArray acceptedJson =
    R"({"MerchantRequestID":"m-1","CheckoutRequestID":"ws_CO_1","ResponseCode":"0","ResponseDescription":"ok"})";
const QByteArray refusedJson = R"({"requestId":"3b7d-4c1e","errorCode":"400.002.02","errorMessage":"Bad Request - Invalid Amount"})";

} // namespace

/// A timeline of four: a token, a push that was paid, one that Daraja refused, a callback for nobody.
class TestActivityModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void cells();
    void cellsOfOthers();
    void roles();
    void header();
    void emptyAndOutside();
    void changesAreTold();
    void rowsComeAndGo();
    void words_data();
    void words();
    void states();
    void tokensHidden();
    void filterFollowsChanges();
    void filterChangeIsTold();

private:
    QStringList shownReferences() const;
    int rowOf(const QString &conversation) const;
    QString text(int row, int column) const { return m_model->index(row, column).data().toString(); }

    FakeClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ActivityLog> m_log;
    std::unique_ptr<FollowedClient> m_followed;
    std::unique_ptr<ActivityModel> m_model;
    std::unique_ptr<ActivityFilter> m_filter;
    std::unique_ptr<QAbstractItemModelTester> m_modelTester;
    std::unique_ptr<QAbstractItemModelTester> m_filterTester;
};

void TestActivityModel::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_clock = FakeClock(); // 12:00 in Nairobi
    m_log = std::make_unique<ActivityLog>(m_clock);
    m_model = std::make_unique<ActivityModel>(*m_log);
    m_filter = std::make_unique<ActivityFilter>();
    m_filter->setSourceModel(m_model.get());
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    m_modelTester = std::make_unique<QAbstractItemModelTester>(m_model.get(), Mode::QtTest);
    m_filterTester = std::make_unique<QAbstractItemModelTester>(m_filter.get(), Mode::QtTest);

    m_server = std::make_unique<ScriptedServer>(
        QList{ScriptedAnswer::json(tokenJson), ScriptedAnswer::json(acceptedJson), ScriptedAnswer::status(400, refusedJson)});
    m_followed = std::make_unique<FollowedClient>(m_server->url(), m_clock, shopContext(QUrl(QStringLiteral("http://127.0.0.1:1/cb"))));
    m_log->follow(*m_followed->client, m_followed->tokens);
    m_followed->client->call(QStringLiteral("stk_push"), pushValues(), {.limit = std::chrono::seconds(60), .query = false});
    QTRY_COMPARE(m_log->at(m_log->count() - 1).state, State::Waiting);
    m_clock.advance(std::chrono::milliseconds(5'100));
    Callback paid = stkCallback(QStringLiteral("ws_CO_1"), QStringLiteral("0"), QStringLiteral("UCE4K7Q2ZB"));
    paid.receivedAt = m_clock.now();
    m_followed->client->deliver(paid);
    QTRY_COMPARE(m_log->at(1).state, State::Paid);
    m_followed->client->call(QStringLiteral("stk_push"), pushValues(QStringLiteral("300")));
    QTRY_COMPARE(m_log->at(0).state, State::Failed);
    m_log->addLoose(stkCallback(QStringLiteral("ws_CO_stray"), QStringLiteral("1032")));
    QCOMPARE(m_log->count(), 4); // stray, refused, token, paid
}

void TestActivityModel::cleanup()
{
    m_filterTester.reset();
    m_modelTester.reset();
    m_filter.reset();
    m_model.reset();
    m_followed.reset();
    m_log.reset();
    m_server.reset();
}

int TestActivityModel::rowOf(const QString &conversation) const
{
    for (int row = 0; row < m_log->count(); ++row) {
        if (m_log->at(row).conversation == conversation) {
            return row;
        }
    }
    return -1;
}

void TestActivityModel::cells()
{
    QCOMPARE(m_model->rowCount(), 4);
    const int row = rowOf(QStringLiteral("ws_CO_1"));
    QCOMPARE(row, 3);
    QCOMPARE(text(row, ActivityModel::Time), QStringLiteral("12:00:00 EAT"));
    QCOMPARE(text(row, ActivityModel::Operation), QStringLiteral("STK push"));
    QCOMPARE(text(row, ActivityModel::With), QStringLiteral("0708 ••• 149"));
    QCOMPARE(text(row, ActivityModel::Amount), QStringLiteral("1,250.00"));
    QCOMPARE(text(row, ActivityModel::Outcome), QStringLiteral("Paid"));
    QCOMPARE(text(row, ActivityModel::Summary), QStringLiteral("UCE4K7Q2ZB · callback after 5.1 s"));
    QCOMPARE(m_model->index(row, ActivityModel::Time).data(Qt::ToolTipRole).toString(), QStringLiteral("12:00:00 EAT, Sat 14 Mar"));
    QCOMPARE(m_model->index(row, ActivityModel::Summary).data(Qt::ToolTipRole).toString(), text(row, ActivityModel::Summary));
}

void TestActivityModel::cellsOfOthers()
{
    const auto line = [this](int row) {
        QStringList cells;
        for (int column = 0; column < ActivityModel::ColumnCount; ++column) {
            cells.append(text(row, column));
        }
        return cells.join(u'|');
    };
    QCOMPARE(line(0), QStringLiteral("12:00:05 EAT|Callback|||Refused|For no request of this run: 1032 Request cancelled by user"));
    QCOMPARE(line(1), QStringLiteral("12:00:05 EAT|STK push|0708 ••• 149|300.00|Failed|400.002.02 Bad Request - Invalid Amount"));
    QCOMPARE(line(2), QStringLiteral("12:00:00 EAT|Access token|||Done|Valid until 12:59:59 EAT"));
}

void TestActivityModel::roles()
{
    const QModelIndex index = m_model->index(1, ActivityModel::Amount);
    QCOMPARE(index.data(ActivityModel::EntryIdRole).toULongLong(), m_log->at(1).id);
    QCOMPARE(index.data(ActivityModel::StateRole).toInt(), static_cast<int>(State::Failed));
    QCOMPARE(index.data(ActivityModel::KindRole).toInt(), static_cast<int>(ActivityEntry::Kind::Call));
    QVERIFY(!index.data(Qt::DecorationRole).isValid());
}

void TestActivityModel::header()
{
    QStringList titles;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        titles.append(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    }
    QCOMPARE(titles, (QStringList{QStringLiteral("Time"), QStringLiteral("Operation"), QStringLiteral("With"), QStringLiteral("KES"),
                                  QStringLiteral("Outcome"), QStringLiteral("What happened")}));
    QVERIFY(!m_model->headerData(0, Qt::Vertical, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->headerData(17, Qt::Horizontal, Qt::DisplayRole).isValid());
}

void TestActivityModel::emptyAndOutside()
{
    ActivityLog log(m_clock);
    ActivityModel model(log);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 6);
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    const QModelIndex cell = m_model->index(0, 0);
    QCOMPARE(m_model->rowCount(cell), 0); // a table, no tree
    QCOMPARE(m_model->columnCount(cell), 0);
}

void TestActivityModel::changesAreTold()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_log->addLoose(stkCallback(QStringLiteral("ws_CO_stray"), QStringLiteral("1032")));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), m_model->index(0, 0));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), m_model->index(0, 5));
}

void TestActivityModel::rowsComeAndGo()
{
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    const QPersistentModelIndex refused = m_model->index(1, 0);
    m_log->addLoose(stkCallback(QStringLiteral("x"), QStringLiteral("1032")));
    QCOMPARE(refused.row(), 2);
    QCOMPARE(inserted.size(), 1);
    // The testers look at every row after every change: they rest while the log fills.
    m_modelTester.reset();
    m_filterTester.reset();
    for (int i = 0; i < 4'994; ++i) {
        m_log->addLoose(stkCallback(QString::number(i), QStringLiteral("1032")));
    }
    QCOMPARE(m_model->rowCount(), 4'999);
    m_modelTester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_filterTester = std::make_unique<QAbstractItemModelTester>(m_filter.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 6; ++i) {
        m_log->addLoose(stkCallback(QStringLiteral("last %1").arg(i), QStringLiteral("1032")));
    }
    QCOMPARE(m_model->rowCount(), 5'000);
    QCOMPARE(removed.size(), 5);
    QVERIFY(!refused.isValid());
}

/// What stands in the rows that the filter shows, oldest last.
QStringList TestActivityModel::shownReferences() const
{
    QStringList shown;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        switch (static_cast<State>(m_filter->index(row, 0).data(ActivityModel::StateRole).toInt())) {
        case State::Paid:
            shown.append(QStringLiteral("paid"));
            break;
        case State::Failed:
            shown.append(QStringLiteral("failed"));
            break;
        case State::Done:
            shown.append(QStringLiteral("token"));
            break;
        default:
            shown.append(QStringLiteral("stray"));
        }
    }
    return shown;
}

void TestActivityModel::words_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *typed, const char *shown) {
        QTest::addRow("%s", typed) << QString::fromUtf8(typed) << QString::fromLatin1(shown);
    };
    row("", "stray failed token paid");
    row("   ", "stray failed token paid");
    row("UCE4K7Q2ZB", "paid");
    row("uce4k7", "paid");
    row("254708374149", "failed paid");
    row("0708374149", "failed paid");
    row("0708 374 149", "failed paid");
    row("4149", "failed paid");
    row("1250", "paid");
    row("1,250", "paid");
    row("300.00", "failed");
    row("ws_CO_", "stray paid");
    row("1032", "stray");
    row("cancelled", "stray");
    row("400.002.02", "failed");
    row("invalid amount", "failed");
    row("3b7d-4c1e", "failed");
    row("INV-00231", "failed paid");
    row("INV-00231 1250", "paid");
    row("1250  INV-00231", "paid");
    row("INV-00231 cancelled", "");
    row("stk_push", "failed paid");
    row("token", "token");
    row("refused", "stray");
    row("nowhere", "");
}

void TestActivityModel::words()
{
    QFETCH(QString, typed);
    QFETCH(QString, shown);
    m_filter->setWords(typed);
    QCOMPARE(shownReferences().join(u' '), shown);
    m_filter->setWords(QString());
    QCOMPARE(m_filter->rowCount(), 4);
}

void TestActivityModel::states()
{
    m_filter->setStates({State::Paid, State::Done});
    QCOMPARE(shownReferences().join(u' '), QStringLiteral("token paid"));
    m_filter->setStates({State::Waiting});
    QCOMPARE(m_filter->rowCount(), 0);
    m_filter->setStates({State::Failed, State::Paid});
    m_filter->setWords(QStringLiteral("1250"));
    QCOMPARE(shownReferences().join(u' '), QStringLiteral("paid"));
    m_filter->setStates({});
    m_filter->setWords({});
    QCOMPARE(m_filter->rowCount(), 4);
}

void TestActivityModel::tokensHidden()
{
    m_filter->setShowTokens(false);
    QCOMPARE(shownReferences().join(u' '), QStringLiteral("stray failed paid"));
    m_filter->setStates({State::Done});
    QCOMPARE(m_filter->rowCount(), 0);
    m_filter->setShowTokens(true);
    QCOMPARE(shownReferences().join(u' '), QStringLiteral("token"));
}

void TestActivityModel::filterFollowsChanges()
{
    m_filter->setStates({State::Pending, State::Paid});
    QCOMPARE(shownReferences().join(u' '), QStringLiteral("paid"));
    m_server->setScript({ScriptedAnswer::json(QByteArray(acceptedJson).replace("ws_CO_1", "ws_CO_2"))});
    m_followed->client->call(QStringLiteral("stk_push"), pushValues(QStringLiteral("77")));
    QCOMPARE(m_filter->rowCount(), 1); // running: not yet
    QTRY_COMPARE(m_filter->rowCount(), 2);
    QCOMPARE(m_filter->index(0, ActivityModel::Amount).data().toString(), QStringLiteral("77.00"));
}

void TestActivityModel::filterChangeIsTold()
{
    QSignalSpy removed(m_filter.get(), &QAbstractItemModel::rowsRemoved);
    m_filter->setWords(QStringLiteral("nowhere"));
    QCOMPARE(removed.size(), 1);
    m_filter->setWords(QStringLiteral(" nowhere "));
    QCOMPARE(removed.size(), 1);
}

QTEST_GUILESS_MAIN(TestActivityModel)
#include "tst_activitymodel.moc"
