// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/api/productionguard.h"
#include "tests/core/history/historydesk.h"

#include <QRegularExpression>

using namespace daraja;
using namespace std::chrono_literals;

using State = ActivityEntry::State;

/// Two programs on one history, as a window and a command, about to pay the same.
class TestHistoryTwins final : public QObject
{
    Q_OBJECT

private:
    HistoryDesk m_window;
    std::unique_ptr<HistoryStore> m_command;
    quint64 m_calls = 0;

    Intent payment(const QString &amount = QStringLiteral("500"))
    {
        Intent intent;
        intent.callId = ++m_calls;
        intent.operationId = QStringLiteral("b2c_payment");
        intent.environment = Environment::Production;
        intent.profile = QStringLiteral("shop");
        intent.values = {{QStringLiteral("Amount"), amount},
                         {QStringLiteral("PartyA"), QStringLiteral("4061234")},
                         {QStringLiteral("PartyB"), QStringLiteral("254712345678")}};
        intent.likeness = ProductionGuard::likeness(*findOperation(intent.operationId), intent.values);
        intent.at = m_window.clock.now();
        return intent;
    }
    static IntentRecord record(HistoryStore &store, const Intent &intent)
    {
        std::optional<IntentRecord> answer;
        store.record(intent, [&answer](const IntentRecord &record) { answer = record; });
        return QTest::qWaitFor([&answer] { return answer.has_value(); }) ? *answer : IntentRecord{QStringLiteral("no answer"), {}};
    }
    /// What the window's history says became of that call.
    void settle(const Intent &intent, State state)
    {
        std::optional<HistoryEntry> entry = m_window.load(m_window.store->uidOfCall(intent.callId));
        QVERIFY(entry.has_value());
        entry->state = state;
        m_window.put(*entry);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_window.close();
        QVERIFY(QDir(m_window.folder.path()).removeRecursively());
        QVERIFY(QDir().mkpath(m_window.folder.path()));
        m_window.open();
        m_command = std::make_unique<HistoryStore>(m_window.clock);
        QSignalSpy opened(m_command.get(), &HistoryStore::opened);
        m_command->open(m_window.path);
        QVERIFY(opened.wait());
    }
    void cleanup() { m_command.reset(); }

    void theSameOfAnotherProgramIsFound()
    {
        const Intent first = payment();
        QVERIFY(!record(*m_window.store, first).twin.isValid());
        m_window.clock.advance(30s);
        const Intent second = payment();
        const IntentRecord answer = record(*m_command, second);
        QCOMPARE(answer.problem, QString());
        QCOMPARE(answer.twin, first.at);
        QVERIFY2(!m_window.load(m_command->uidOfCall(second.callId)), "what is not sent is not written");
    }

    void twoAtTheSameMomentAreNotBothSent()
    {
        for (int round = 0; round < 20; ++round) {
            const Intent intent = payment(QString::number(100 + round));
            QList<IntentRecord> answers;
            const auto take = [&answers](const IntentRecord &record) { answers.append(record); };
            m_window.store->record(intent, take);
            m_command->record(intent, take);
            QTRY_COMPARE(answers.size(), 2);
            QVERIFY(answers.at(0).problem.isEmpty() && answers.at(1).problem.isEmpty());
            QCOMPARE(int(answers.at(0).twin.isValid()) + int(answers.at(1).twin.isValid()), 1);
        }
    }

    void whatMakesNoTwin_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("ended");
        QTest::addColumn<bool>("isTwin");
        const int running = int(State::Running);
        QTest::newRow("the same") << QStringLiteral("500") << 1 << running << true;
        QTest::newRow("just within two minutes") << QStringLiteral("500") << 119 << running << true;
        QTest::newRow("after two minutes") << QStringLiteral("500") << 120 << running << false;
        QTest::newRow("another amount") << QStringLiteral("501") << 1 << running << false;
        QTest::newRow("done") << QStringLiteral("500") << 1 << int(State::Done) << true;
        QTest::newRow("nobody knows") << QStringLiteral("500") << 1 << int(State::Unknown) << true;
        QTest::newRow("refused") << QStringLiteral("500") << 1 << int(State::Refused) << false;
        QTest::newRow("not sent") << QStringLiteral("500") << 1 << int(State::Failed) << false;
    }
    void whatMakesNoTwin()
    {
        QFETCH(QString, amount);
        QFETCH(int, seconds);
        QFETCH(int, ended);
        QFETCH(bool, isTwin);
        const Intent first = payment();
        QVERIFY(!record(*m_window.store, first).twin.isValid());
        settle(first, State(ended));
        m_window.clock.advance(std::chrono::seconds(seconds));
        QCOMPARE(record(*m_command, payment(amount)).twin.isValid(), isTwin);
    }

    void meantTwiceIsWritten()
    {
        QVERIFY(!record(*m_window.store, payment()).twin.isValid());
        Intent meant = payment();
        meant.meantTwice = true;
        const IntentRecord answer = record(*m_command, meant);
        QCOMPARE(answer.problem, QString());
        QVERIFY(!answer.twin.isValid());
        QVERIFY(m_window.load(m_command->uidOfCall(meant.callId)).has_value());
    }

    void aProgramIsNotItsOwnTwin()
    {
        QVERIFY(!record(*m_window.store, payment()).twin.isValid());
        QVERIFY2(!record(*m_window.store, payment()).twin.isValid(), "the guard of the program knows its own calls");
    }

    void anEarlierStartIsAnotherProgram()
    {
        const Intent first = payment();
        QVERIFY(!record(*m_window.store, first).twin.isValid());
        m_window.reopen();
        QCOMPARE(record(*m_window.store, payment()).twin, first.at);
    }

    void whereNothingIsGuardedNothingIsCompared()
    {
        Intent intent = payment();
        intent.likeness.clear();
        QVERIFY(!record(*m_window.store, intent).twin.isValid());
        QVERIFY(!record(*m_command, intent).twin.isValid());
        QCOMPARE(m_window.findUids().size(), 2);
    }

    void customersAreNotNamedByIt()
    {
        Intent intent = payment();
        intent.values.clear(); // they stand in the entry, and are forgotten there
        QVERIFY(!record(*m_window.store, intent).twin.isValid());
        m_command.reset();
        m_window.close();
        QVERIFY(!m_window.bytes().contains("712345678"));
    }
};

QTEST_GUILESS_MAIN(TestHistoryTwins)
#include "tst_historytwins.moc"
