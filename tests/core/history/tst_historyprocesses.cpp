// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historydatabase.h"
#include "tests/core/history/historydesk.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>

#include <sys/resource.h>

#include <csignal>

using namespace daraja;

namespace {

const QString helperProgram = QStringLiteral(DARAJA_BINARY_DIR "/bin/historyhelper");

QStringList linesOf(const QByteArray &output)
{
    return QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
}

/// What SQLite itself thinks of the file and of its full-text index.
QString integrityOf(const QString &path)
{
    const std::atomic_bool hurry = false;
    HistoryDatabase database(hurry);
    try {
        database.open(path, HistoryDatabase::Access::ReadWrite);
        database.run(QStringLiteral("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)"));
        return database.value(QStringLiteral("PRAGMA integrity_check")).toString();
    } catch (const HistoryFault &fault) {
        return fault.text();
    }
}

/// As long as it lives no file may grow beyond so many bytes: what a full disk does to a program.
class FullDisk final
{
public:
    explicit FullDisk(rlim_t bytes)
        : m_before(limit())
    {
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = m_before;
        tight.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    static rlimit limit()
    {
        rlimit now{};
        getrlimit(RLIMIT_FSIZE, &now);
        return now;
    }
    rlimit m_before;
};

} // namespace

/// The history among other programs, crashes and full disks: what was acknowledged is there.
class TestHistoryProcesses final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingAcknowledgedIsLostByKilling();
    void twoProgramsWriteAtOnce();
    void lockedByAnotherProgram();
    void lockedAtTheEnd();
    void fullDisk();
    void fullDatabase();
    void burstOfCallbacks();
};

void TestHistoryProcesses::nothingAcknowledgedIsLostByKilling()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.sqlite"));
    QStringList acknowledged;
    for (int round = 0; round < 100; ++round) {
        QProcess helper;
        helper.start(helperProgram, {QStringLiteral("write"), path, QStringLiteral("round%1").arg(round), QStringLiteral("0")});
        const int enough = QRandomGenerator::global()->bounded(1, 60);
        QByteArray output;
        while (output.count('\n') < enough) {
            QVERIFY2(helper.waitForReadyRead(30'000), output.constData());
            output += helper.readAllStandardOutput();
        }
        helper.kill(); // SIGKILL
        QVERIFY(helper.waitForFinished());
        output += helper.readAllStandardOutput();
        acknowledged += linesOf(output.first(output.lastIndexOf('\n') + 1));
    }
    QVERIFY(acknowledged.size() >= 100);
    QCOMPARE(integrityOf(path), QStringLiteral("ok"));

    HistoryDesk desk(path);
    QCOMPARE(desk.store->status().state, HistoryStatus::State::Open);
    QSet<QString> stored;
    HistoryPage page;
    qint64 before = 0;
    do {
        page = desk.find({}, before, 1'000);
        for (const HistoryRow &row : std::as_const(page.rows)) {
            stored.insert(row.uid);
            QCOMPARE(row.state, ActivityEntry::State::Pending); // what the dead left waiting was settled
        }
        before = page.rows.isEmpty() ? 0 : page.rows.last().number;
    } while (page.more);
    for (const QString &uid : std::as_const(acknowledged)) {
        QVERIFY2(stored.contains(uid), qPrintable(uid));
    }
    const QStringList locks = QFileInfo(path).dir().entryList({QStringLiteral("*.run-*")});
    QCOMPARE(locks.size(), 1); // those of the dead are cleared away
}

void TestHistoryProcesses::twoProgramsWriteAtOnce()
{
    HistoryDesk desk;
    QProcess helpers[2];
    for (int i = 0; i < 2; ++i) {
        helpers[i].start(helperProgram, {QStringLiteral("write"), desk.path, QStringLiteral("program%1").arg(i), QStringLiteral("300")});
    }
    for (int i = 0; i < 50; ++i) {
        desk.put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    for (QProcess &helper : helpers) {
        QTRY_COMPARE_WITH_TIMEOUT(helper.state(), QProcess::NotRunning, 60'000);
        QCOMPARE(helper.exitCode(), 0);
        QCOMPARE(linesOf(helper.readAllStandardOutput()).size(), 300);
    }
    std::optional<int> counted;
    desk.store->count({}, 10'000, this, [&counted](int count) { counted = count; });
    QTRY_COMPARE(counted, 650);
    desk.close();
    QCOMPARE(integrityOf(desk.path), QStringLiteral("ok"));
}

void TestHistoryProcesses::lockedByAnotherProgram()
{
    HistoryDesk desk;
    const HistoryEntry known = desk.push();
    desk.put(known);
    QProcess helper;
    helper.start(helperProgram, {QStringLiteral("lock"), desk.path});
    QVERIFY(helper.waitForReadyRead(30'000));
    QSignalSpy problems(desk.store.get(), &HistoryStore::problemChanged);
    std::optional<QString> answer;
    desk.store->keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now()),
                     [&answer](const QString &problem) { answer = problem; });
    QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000); // bounded
    QVERIFY(answer->contains(QStringLiteral("Another program")));
    QCOMPARE(problems.count(), 1);
    QCOMPARE(desk.findUids(), QStringList{known.uid}); // reading goes on
    helper.closeWriteChannel();
    QVERIFY(helper.waitForFinished());
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    QCOMPARE(problems.count(), 2);
    QCOMPARE(problems.last().first().toString(), QString());
}

void TestHistoryProcesses::lockedAtTheEnd()
{
    HistoryDesk desk;
    QProcess helper;
    helper.start(helperProgram, {QStringLiteral("lock"), desk.path});
    QVERIFY(helper.waitForReadyRead(30'000));
    desk.store->put(desk.push());
    desk.close(); // comes back although nothing can be written
    helper.closeWriteChannel();
    QVERIFY(helper.waitForFinished());
    desk.open();
    QCOMPARE(desk.store->status().state, HistoryStatus::State::Open);
}

void TestHistoryProcesses::fullDisk()
{
    HistoryDesk desk;
    QStringList acknowledged;
    QSignalSpy problems(desk.store.get(), &HistoryStore::problemChanged);
    {
        const FullDisk full(600'000);
        QString problem;
        for (int i = 0; i < 400 && problem.isEmpty(); ++i) {
            HistoryEntry entry = desk.push(QStringLiteral("ws_CO_%1").arg(i));
            entry.steps.append({entry.at, QString(10'000, u'x')});
            std::optional<QString> answer;
            desk.store->put(entry, this, [&answer](const QString &text) { answer = text; });
            QTRY_VERIFY(answer);
            problem = *answer;
            if (problem.isEmpty()) {
                acknowledged.prepend(entry.uid);
            }
        }
        QVERIFY2(problem.contains(QStringLiteral("disk is full")), qPrintable(problem));
        QVERIFY(!desk.keep(receivedCallback(QByteArray(100'000, 'x'), Callback::Kind::StkResult, desk.clock.now())).isEmpty());
        QCOMPARE(problems.count(), 1); // said once
    }
    const HistoryEntry after = desk.push();
    desk.put(after); // there is room again
    QTRY_COMPARE(problems.count(), 2);
    QCOMPARE(desk.findUids(), QStringList{after.uid} + acknowledged);
    desk.close();
    QCOMPARE(integrityOf(desk.path), QStringLiteral("ok"));
}

void TestHistoryProcesses::fullDatabase()
{
    HistoryDesk desk;
    desk.close();
    const std::atomic_bool hurry = false;
    HistoryDatabase database(hurry);
    database.open(desk.path, HistoryDatabase::Access::ReadWrite);
    QVERIFY(database.value(QStringLiteral("PRAGMA max_page_count = 1")).toInt() > 1); // no more than it has
    std::optional<HistoryStatus::Reason> reason;
    try {
        database.begin();
        for (int i = 0; i < 1'000; ++i) {
            database.run(QStringLiteral("INSERT INTO profile (id, name, environment) VALUES (?, ?, '')"), {i, QString(1'000, u'x')});
        }
    } catch (const HistoryFault &fault) {
        reason = fault.reason();
        QVERIFY(fault.text().contains(QStringLiteral("disk is full")));
    }
    QCOMPARE(reason, HistoryStatus::Reason::NoSpace);
}

void TestHistoryProcesses::burstOfCallbacks()
{
    HistoryDesk desk;
    int kept = 0;
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray receipt = "UCE" + QByteArray::number(1'000'000 + i);
        desk.store->keep(
            receivedCallback(confirmationMessage("\"2547 ***** 678\"", receipt), Callback::Kind::C2bConfirmation, desk.clock.now()),
            [&kept](const QString &problem) { kept += problem.isEmpty() ? 1 : 0; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(kept, 10'000, 120'000);
    desk.reopen();
    std::optional<int> counted;
    desk.store->count({}, 20'000, this, [&counted](int count) { counted = count; });
    QTRY_COMPARE(counted, 10'000);
}

QTEST_GUILESS_MAIN(TestHistoryProcesses)
#include "tst_historyprocesses.moc"
