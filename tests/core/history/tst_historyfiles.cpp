// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyschema.h"
#include "tests/core/history/historydesk.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace daraja;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// Runs statements on a file as another program would.
void runSql(const QString &path, const QStringList &statements)
{
    const std::atomic_bool hurry = false;
    HistoryDatabase database(hurry);
    database.open(path, HistoryDatabase::Access::ReadWrite);
    for (const QString &statement : statements) {
        database.run(statement);
    }
}

} // namespace

/// Files as they are found: new, old, of the future, foreign, broken, read-only.
class TestHistoryFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void newFileIsPrivate();
    void everyOlderVersionIsBroughtForward_data();
    void everyOlderVersionIsBroughtForward();
    void newerVersionIsNotTouched();
    void foreignFilesAreNotTouched_data();
    void foreignFilesAreNotTouched();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void unusablePathKeepsInMemory();
    void memoryIsNotEnoughForProduction();
    void readOnlyFolderCanBeRead();
    void defaultPathIsTheUsers();
};

void TestHistoryFiles::newFileIsPrivate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("new/deep/history.sqlite"));
    HistoryDesk desk(path);
    QCOMPARE(desk.store->status().state, HistoryStatus::State::Open);
    QCOMPARE(desk.store->status().message, QString());
    desk.put(desk.push());
    const QStringList names = QFileInfo(path).dir().entryList({QStringLiteral("history.sqlite*")}, QDir::Files);
    QVERIFY(names.contains(QStringLiteral("history.sqlite-wal")));
    for (const QString &name : names) {
        if (!name.contains(QStringLiteral(".run-"))) { // holds no data
            const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
            QVERIFY2(!(QFile::permissions(QFileInfo(path).dir().filePath(name)) & others), qPrintable(name));
        }
    }
}

void TestHistoryFiles::everyOlderVersionIsBroughtForward_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= newestHistoryVersion(); ++version) {
        QTest::addRow("version %d", version) << version;
    }
}

void TestHistoryFiles::everyOlderVersionIsBroughtForward()
{
    QFETCH(int, version);
    HistoryDesk desk;
    desk.close();
    QVERIFY(QFile::remove(desk.path));
    {
        const std::atomic_bool hurry = false;
        HistoryDatabase database(hurry);
        database.open(desk.path, HistoryDatabase::Access::ReadWrite);
        migrateHistory(database, version);
        QCOMPARE(historyVersion(database), version);
        // As version 1 wrote them.
        database.run(QStringLiteral(
            "INSERT INTO entry (id, uid, run, kind, state, operation, title, party, amount, summary, conversation, originator, receipt, "
            "profile, profile_name, environment, note) VALUES (1859286000000 << 20, 'old', 'r', 'call', 'paid', 'stk_push', 'STK push', "
            "'254712345678', '1250', 'paid', 'ws_CO_1', '', 'UCE4K7Q2ZB', 'p-1', 'Demo shop', 'sandbox', 'a note')"));
        database.run(QStringLiteral("INSERT INTO document (entry, words, body) VALUES (1859286000000 << 20, "
                                    "'=kcall =spaid uce4k7q2zb 712345678', '{\"values\":{\"Amount\":\"1250\"}}')"));
        database.run(
            QStringLiteral("INSERT INTO callback (entry, at, kind, path, peer, sender, refused, profile, conversation, originator, "
                           "code, description, transaction_id, problem, raw) VALUES (1859286000000 << 20, 0, 'unreadable', '/stk', "
                           "'', 'local', 0, '', '', '', '', '', '', 'broken', x'7b')"));
    }
    desk.open();
    QCOMPARE(desk.store->status().state, HistoryStatus::State::Open);
    QCOMPARE(desk.search(QStringLiteral("UCE4K7Q2ZB")), QStringList{QStringLiteral("old")});
    const std::optional<HistoryEntry> entry = desk.load(QStringLiteral("old"));
    QCOMPARE(entry->at, QDateTime::fromMSecsSinceEpoch(1'859'286'000'000, Qt::UTC));
    QCOMPARE(entry->note, QStringLiteral("a note"));
    QCOMPARE(entry->values.value(QStringLiteral("Amount")).toString(), QStringLiteral("1250"));
    QCOMPARE(entry->callbacks.first().raw, QByteArrayLiteral("{"));
    desk.store->setRetention({.days = 0, .entries = 1}); // counts what was there before
    const HistoryEntry young = desk.push();
    HistoryEntry newest = young;
    newest.at = entry->at.addSecs(1);
    desk.put(newest);
    desk.store->setRetention({.days = 0, .entries = 1});
    QTRY_COMPARE(desk.findUids(), QStringList{newest.uid});
}

void TestHistoryFiles::newerVersionIsNotTouched()
{
    HistoryDesk desk;
    desk.put(desk.push());
    desk.close();
    runSql(desk.path, {QStringLiteral("CREATE TABLE of_the_future (x)"), QStringLiteral("PRAGMA user_version = 4711"),
                       QStringLiteral("PRAGMA journal_mode = DELETE")});
    const QByteArray before = contentOf(desk.path);
    const QDateTime written = QFileInfo(desk.path).lastModified();
    desk.open();
    QCOMPARE(desk.store->status().reason, HistoryStatus::Reason::NewerSchema);
    QCOMPARE(desk.store->status().state, HistoryStatus::State::MemoryOnly);
    QVERIFY(desk.store->status().message.contains(QStringLiteral("4711")));
    const HistoryEntry entry = desk.push();
    desk.put(entry); // works, in memory
    QCOMPARE(desk.findUids(), QStringList{entry.uid});
    desk.close();
    QCOMPARE(contentOf(desk.path), before);
    QCOMPARE(QFileInfo(desk.path).lastModified(), written);
}

void TestHistoryFiles::foreignFilesAreNotTouched_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSqlite");
    QTest::newRow("database of another program") << QStringLiteral("other.sqlite") << true;
    QTest::newRow("text") << QStringLiteral("letter.txt") << false;
}

void TestHistoryFiles::foreignFilesAreNotTouched()
{
    QFETCH(QString, name);
    QFETCH(bool, isSqlite);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    if (isSqlite) {
        runSql(path, {QStringLiteral("CREATE TABLE letters (text)"), QStringLiteral("INSERT INTO letters VALUES ('dear')")});
    } else {
        writeFile(path, QByteArray(500, 'x'));
    }
    const QByteArray before = contentOf(path);
    HistoryDesk desk(path);
    QCOMPARE(desk.store->status().reason, HistoryStatus::Reason::Foreign);
    QCOMPARE(desk.store->status().state, HistoryStatus::State::MemoryOnly);
    QVERIFY(!desk.store->status().message.isEmpty());
    desk.close();
    QCOMPARE(contentOf(path), before);
    QCOMPARE(folder.path().isEmpty() ? QStringList() : QDir(folder.path()).entryList(QDir::Files), QStringList{name});
}

void TestHistoryFiles::damagedFileIsSetAside_data()
{
    QTest::addColumn<int>("from"); ///< in per cent of the file
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("beginning overwritten") << 0 << 2 << false;
    QTest::newRow("everything overwritten") << 0 << 100 << false;
    QTest::newRow("most overwritten") << 5 << 95 << false;
    QTest::newRow("cut in the middle") << 50 << 0 << true;
    QTest::newRow("cut near the end") << 95 << 0 << true;
    QTest::newRow("cut to its first bytes") << 1 << 0 << true;
}

void TestHistoryFiles::damagedFileIsSetAside()
{
    QFETCH(int, from);
    QFETCH(int, length);
    QFETCH(bool, isCut);
    HistoryDesk desk;
    for (int i = 0; i < 300; ++i) {
        desk.store->put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    desk.close();
    QByteArray content = contentOf(desk.path);
    if (isCut) {
        content.truncate(content.size() * from / 100);
    } else {
        const qsizetype first = content.size() * from / 100;
        content.replace(first, content.size() * length / 100, QByteArray(content.size() * length / 100, '\x5a'));
    }
    writeFile(desk.path, content);
    desk.open();
    const HistoryStatus status = desk.store->status();
    QCOMPARE(status.reason, HistoryStatus::Reason::Damaged);
    QCOMPARE(status.state, HistoryStatus::State::Open); // with a new file
    QVERIFY2(status.message.contains(QFileInfo(status.setAside).fileName()), qPrintable(status.message));
    QCOMPARE(contentOf(status.setAside), content); // every byte that was left
    const HistoryEntry entry = desk.push();
    desk.put(entry);
    desk.reopen();
    QCOMPARE(desk.store->status().reason, HistoryStatus::Reason::None);
    QCOMPARE(desk.findUids(), QStringList{entry.uid});
}

void TestHistoryFiles::unusablePathKeepsInMemory()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    writeFile(file, "x");
    for (const QString &path : {file + QStringLiteral("/history.sqlite"), folder.path()}) {
        HistoryDesk desk(path);
        QCOMPARE(desk.store->status().state, HistoryStatus::State::MemoryOnly);
        QVERIFY(desk.store->status().message.contains(path));
        const HistoryEntry entry = desk.push();
        desk.put(entry);
        QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
        QCOMPARE(desk.search(QStringLiteral("UCE4K7Q2ZB")), QStringList{entry.uid});
    }
    QCOMPARE(contentOf(file), QByteArrayLiteral("x"));
}

void TestHistoryFiles::memoryIsNotEnoughForProduction()
{
    HistoryDesk desk(QStringLiteral("/dev/null/history.sqlite"));
    QCOMPARE(desk.store->status().state, HistoryStatus::State::MemoryOnly);
    for (const Environment environment : {Environment::Production, Environment::Sandbox}) {
        Intent intent;
        intent.operationId = QStringLiteral("b2c_payment");
        intent.environment = environment;
        intent.at = desk.clock.now();
        std::optional<QString> answer;
        desk.store->record(intent, [&answer](const IntentRecord &record) { answer = record.problem; });
        QTRY_VERIFY(answer);
        QCOMPARE(answer->isEmpty(), environment == Environment::Sandbox);
    }
    QCOMPARE(desk.find().rows.size(), 1);
}

/// A user without rights, in a program of its own: for the superuser nothing is read-only.
void TestHistoryFiles::readOnlyFolderCanBeRead()
{
    QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/daraja-history-XXXXXX"));
    const QString path = folder.filePath(QStringLiteral("history.sqlite"));
    {
        HistoryDesk desk(path);
        desk.put(desk.push());
    }
    const QFile::Permissions readable = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
    QVERIFY(QFile::setPermissions(path, readable));
    QVERIFY(QFile::setPermissions(folder.path(), readable | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther));
    const QByteArray before = contentOf(path);
    QProcess helper;
    helper.start(QStringLiteral(DARAJA_BINARY_DIR "/bin/historyhelper"), {QStringLiteral("status"), path});
    QVERIFY(helper.waitForFinished());
    const QStringList lines = QString::fromUtf8(helper.readAllStandardOutput()).split(u'\n');
    QCOMPARE(lines.value(0).toInt(), static_cast<int>(HistoryStatus::State::ReadOnly));
    QCOMPARE(lines.value(1).toInt(), static_cast<int>(HistoryStatus::Reason::ReadOnly));
    QVERIFY(lines.value(2).contains(path));
    QCOMPARE(lines.value(3), QStringLiteral("1"));
    QCOMPARE(contentOf(path), before);
    QVERIFY(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestHistoryFiles::defaultPathIsTheUsers()
{
    QStandardPaths::setTestModeEnabled(true);
    const QString path = historyPath();
    QStandardPaths::setTestModeEnabled(false);
    QVERIFY(QFileInfo(path).isAbsolute());
    QVERIFY2(path.endsWith(QStringLiteral("/darajadesk/history.sqlite")), qPrintable(path));
}

QTEST_GUILESS_MAIN(TestHistoryFiles)
#include "tst_historyfiles.moc"
