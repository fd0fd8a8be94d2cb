// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/history/historydesk.h"

#include <QRegularExpression>

using namespace daraja;

/// What a support person types finds what they mean.
class TestHistorySearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void initTestCase();
    void cleanupTestCase() { m_desk.reset(); }

    void text_data();
    void text();
    void filters_data();
    void filters();

private:
    std::unique_ptr<HistoryDesk> m_desk;
};

void TestHistorySearch::initTestCase()
{
    m_desk = std::make_unique<HistoryDesk>();
    HistoryEntry paid = m_desk->push();
    paid.uid = QStringLiteral("paid");
    m_desk->put(paid);
    QCOMPARE(m_desk->keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, m_desk->clock.now())), QString());

    m_desk->clock.advance(std::chrono::hours(1));
    HistoryEntry refused = m_desk->push(QStringLiteral("AG_20260314_70104c9e2ab81d5f6037"));
    refused.uid = QStringLiteral("refused");
    refused.kind = ActivityEntry::Kind::Call;
    refused.operationId = QStringLiteral("b2c_payment");
    refused.title = QStringLiteral("B2C payment");
    refused.state = ActivityEntry::State::Failed;
    refused.party = QStringLiteral("254110345000");
    refused.amount = QStringLiteral("12500");
    refused.originator = QStringLiteral("3b7d-4c1e-9f02-7a6c1d9e0b42118305");
    refused.values = {{QStringLiteral("Remarks"), QStringLiteral("Salary of José")}};
    refused.error.origin = MpesaError::Origin::Api;
    refused.error.code = QStringLiteral("500.003.1001");
    refused.error.message = QStringLiteral("Duplicate notification info");
    refused.profileId.clear();
    refused.profile = QStringLiteral("Other shop");
    refused.environment = Environment::Production;
    m_desk->put(refused);

    m_desk->clock.advance(std::chrono::hours(1));
    QCOMPARE(m_desk->keep(
                 receivedCallback(confirmationMessage("\"83c2bdd4eb7d8c1bf7c5f76eb3a3f5e2a8d6b8d4d1f3d8f9e9d8c7b6a5f4e3d2\"", "UCE9T3W1HD"),
                                  Callback::Kind::C2bConfirmation, m_desk->clock.now())),
             QString());
    const HistoryRow loose = m_desk->find().rows.value(0);
    m_desk->store->setPinned(loose.number, true);

    m_desk->clock.advance(std::chrono::hours(1));
    HistoryEntry token = m_desk->push(QString());
    token.uid = QStringLiteral("token");
    token.kind = ActivityEntry::Kind::Token;
    token.operationId = QStringLiteral("token");
    token.title = QStringLiteral("Access token");
    token.state = ActivityEntry::State::Done;
    token.party.clear();
    token.amount.clear();
    token.originator.clear();
    token.values = {};
    m_desk->put(token);
    QCOMPARE(m_desk->find().rows.size(), 4);
}

void TestHistorySearch::text_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found"); ///< receipt or uid, newest first
    const QStringList paid{QStringLiteral("paid")};
    const QStringList refused{QStringLiteral("refused")};
    const QStringList payment{QStringLiteral("payment")};
    const QStringList none;
    const auto row = [](const char *typed, const QStringList &found) { QTest::newRow(typed) << QString::fromUtf8(typed) << found; };

    row("UCE4K7Q2ZB", paid);
    row("uce4k7q2zb", paid);
    row("UCE4", paid);
    row("4K7Q2ZB", none); // not its beginning
    row("UCE9T3W1HD", payment);
    row("UCE", payment + paid);

    row("0712345678", paid);
    row("+254712345678", paid);
    row("254712345678", paid);
    row("00254712345678", paid);
    row("712345678", paid);
    row("0712 345 678", paid);
    row("+254 712 345 678", paid);
    row("+254-712-345678", paid);
    row("(0712) 345678", paid);
    row("0712", paid);
    row("07123", paid);
    row("0712 34", paid);
    row("+2547123", paid);
    row("+254 71", paid);
    row("0110345000", refused);
    row("0110", refused);
    row("0799", none);

    row("ws_CO_14032026120000123712345678", paid);
    row("ws_CO_1403", paid);
    row("AG_20260314_70104c9e2ab81d5f6037", refused);
    row("70104c9e2ab8", refused);
    row("3b7d-4c1e-9f02-7a6c1d9e0b42118305", refused);
    row("3b7d-4c1e", refused);
    row("41877-9023416-2", paid);

    row("1250", payment + refused + paid); // the beginning of 12500 too
    row("1,250", payment + paid);
    row("1,250.00", payment + paid);
    row("1250.00", payment + paid);
    row("KES 12,500", refused);
    row("Ksh 12,500.00", refused);
    row("12500", refused);
    row("12 500", refused);

    row("500.003.1001", refused);
    row("500.003", refused);
    row("duplicate", refused);
    row("duplicate info", refused);
    row("duplicate UCE4K7Q2ZB", none);
    row("dup", refused);
    row("INV-00231", payment + paid);
    row("inv 00231", payment + paid);
    row("wanjiku", payment);
    row("jose", refused);
    row("JOSÉ", refused);
    row("Other shop", refused);
    row("token", {QStringLiteral("token")});
    row("w", none); // a letter alone is a word

    // Nothing that a person types is taken for the language of the index.
    row("\"", {QStringLiteral("token"), QStringLiteral("payment"), QStringLiteral("refused"), QStringLiteral("paid")});
    row("duplicate\"", refused);
    row("duplicate AND info", none);
    row("NOT duplicate", refused); // "Duplicate notification info"
    row("words:duplicate", none);
    row("dup* OR paid", none);
    row("(((", {QStringLiteral("token"), QStringLiteral("payment"), QStringLiteral("refused"), QStringLiteral("paid")});
    row("NEAR(a b)", none);
    row("=kcall", none);
    row("'; DROP TABLE entry; --", none);
    row("%", {QStringLiteral("token"), QStringLiteral("payment"), QStringLiteral("refused"), QStringLiteral("paid")});
    row("²½ ٣ 🙂 ﷽ \u0301 \u200d", none);
    QTest::newRow("very long") << QString(100'000, u'x') << none;
    QTest::newRow("very many") << QStringLiteral("a ").repeated(5'000) << none;
}

void TestHistorySearch::text()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, found);
    HistoryQuery query;
    query.text = typed;
    const HistoryPage page = m_desk->find(query);
    QCOMPARE(page.problem, QString());
    QStringList uids;
    for (const HistoryRow &row : page.rows) {
        uids.append(row.receipt == QStringLiteral("UCE9T3W1HD") ? QStringLiteral("payment") : row.uid);
    }
    QCOMPARE(uids, found);
}

void TestHistorySearch::filters_data()
{
    QTest::addColumn<HistoryQuery>("query");
    QTest::addColumn<QStringList>("found");
    const QDateTime start(QDate(2026, 3, 14), QTime(9, 0), Qt::UTC);
    const QString paid = QStringLiteral("paid");
    const QString refused = QStringLiteral("refused");
    const QString payment = QStringLiteral("payment");
    const QString token = QStringLiteral("token");
    const auto row = [](const char *name, const QStringList &found, const std::function<void(HistoryQuery &)> &set) {
        HistoryQuery query;
        set(query);
        QTest::newRow(name) << query << found;
    };
    row("all", {token, payment, refused, paid}, [](HistoryQuery &) {});
    row("operation", {refused}, [](HistoryQuery &query) { query.operations = {QStringLiteral("b2c_payment")}; });
    row("operations", {refused, paid}, [](HistoryQuery &query) {
        query.operations = {QStringLiteral("b2c_payment"), QStringLiteral("stk_push")};
    });
    row("operation that begins the same", {}, [](HistoryQuery &query) { query.operations = {QStringLiteral("b2c")}; });
    row("state", {payment, paid}, [](HistoryQuery &query) { query.states = {ActivityEntry::State::Paid}; });
    row("kinds", {payment, refused, paid}, [](HistoryQuery &query) {
        query.kinds = {ActivityEntry::Kind::Call, ActivityEntry::Kind::LooseCallback};
    });
    row("environment", {refused}, [](HistoryQuery &query) { query.environments = {Environment::Production}; });
    row("profile by id", {token, payment, paid}, [](HistoryQuery &query) { query.profiles = {QStringLiteral("p-1")}; });
    row("profile by name", {refused}, [](HistoryQuery &query) { query.profiles = {QStringLiteral("Other shop")}; });
    row("pinned", {payment}, [](HistoryQuery &query) { query.pinnedOnly = true; });
    row("from", {token, payment}, [start](HistoryQuery &query) { query.from = start.addSecs(90 * 60); });
    row("to", {refused, paid}, [start](HistoryQuery &query) { query.to = start.addSecs(90 * 60); });
    row("from and to", {refused}, [start](HistoryQuery &query) {
        query.from = start.addSecs(30 * 60);
        query.to = start.addSecs(90 * 60);
    });
    row("text and dates", {payment}, [start](HistoryQuery &query) {
        query.text = QStringLiteral("INV-00231");
        query.from = start.addSecs(30 * 60);
    });
    row("text and state", {paid}, [](HistoryQuery &query) {
        query.text = QStringLiteral("1,250.00 0712");
        query.states = {ActivityEntry::State::Paid};
    });
    row("contradiction", {}, [](HistoryQuery &query) {
        query.operations = {QStringLiteral("b2c_payment")};
        query.states = {ActivityEntry::State::Paid};
    });
}

void TestHistorySearch::filters()
{
    QFETCH(HistoryQuery, query);
    QFETCH(QStringList, found);
    QStringList uids;
    const HistoryPage page = m_desk->find(query);
    for (const HistoryRow &row : page.rows) {
        uids.append(row.receipt == QStringLiteral("UCE9T3W1HD") ? QStringLiteral("payment") : row.uid);
    }
    QCOMPARE(uids, found);
    std::optional<int> counted;
    m_desk->store->count(query, 100, this, [&counted](int count) { counted = count; });
    QTRY_COMPARE(counted, static_cast<int>(found.size()));
}

QTEST_GUILESS_MAIN(TestHistorySearch)
#include "tst_historysearch.moc"
