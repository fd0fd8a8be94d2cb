// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

/// The history on the command line: what calls leave there, and what can be done with it.
class TestHistoryCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void initTestCase();

    void callsAreStored();
    void filtersAndLimit();
    void phonesAreMaskedUnlessAskedFor();
    void exportAndImport();
    void forgetting();
    void callWithoutHistory();
    void badInput_data();
    void badInput();
    void nothingThere();
    void fileOfTheFuture();

private:
    struct Run
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
        [[nodiscard]] QJsonArray entries() const { return json().value(QStringLiteral("entries")).toArray(); }
    };

    Run run(const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : environment.keys()) {
            if (name.startsWith(QStringLiteral("MPESA_"))) {
                environment.remove(name);
            }
        }
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.filePath(QStringLiteral("data")));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(DARAJA_BINARY_DIR "/bin/darajactl"), arguments);
        [&] { QVERIFY(process.waitForFinished(60'000)); }();
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    Run history(const QStringList &arguments)
    {
        return run(QStringList{QStringLiteral("history"), QStringLiteral("--database"), m_database} + arguments);
    }

    QTemporaryDir m_folder;
    QString m_database;
};

void TestHistoryCommand::initTestCase()
{
    m_database = m_folder.filePath(QStringLiteral("history.sqlite"));
    const Run paid = run({QStringLiteral("call"), QStringLiteral("stk_push"), QStringLiteral("Amount=1250"),
                          QStringLiteral("PhoneNumber=0712345678"), QStringLiteral("AccountReference=INV-00231"), QStringLiteral("--wait"),
                          QStringLiteral("30"), QStringLiteral("--history"), m_database});
    QVERIFY2(paid.exitCode == 0, paid.err.constData());
    const Run wrong = run({QStringLiteral("call"), QStringLiteral("stk_push"), QStringLiteral("Amount=none"),
                           QStringLiteral("PhoneNumber=0712345678"), QStringLiteral("--history"), m_database});
    QCOMPARE(wrong.exitCode, 2);
}

void TestHistoryCommand::callsAreStored()
{
    const Run list = history({QStringLiteral("--json"), QStringLiteral("--operation"), QStringLiteral("stk_push")});
    QVERIFY2(list.exitCode == 0, list.err.constData());
    QCOMPARE(list.entries().size(), 2);
    const QJsonObject paid = list.entries().last().toObject();
    QCOMPARE(paid.value(QStringLiteral("outcome")).toString(), QStringLiteral("paid"));
    QCOMPARE(paid.value(QStringLiteral("amount")).toString(), QStringLiteral("1250"));
    QCOMPARE(paid.value(QStringLiteral("environment")).toString(), QStringLiteral("simulator"));
    QCOMPARE(paid.value(QStringLiteral("receipt")).toString().size(), 10);
    QCOMPARE(list.entries().first().toObject().value(QStringLiteral("outcome")).toString(), QStringLiteral("failed"));
    const Run text = history({QStringLiteral("--search"), paid.value(QStringLiteral("receipt")).toString()});
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.contains("STK push"));
    QCOMPARE(text.out.count('\n'), 1);
    const Run tokens = history({QStringLiteral("--json"), QStringLiteral("--operation"), QStringLiteral("token")});
    QCOMPARE(tokens.entries().size(), 1);
}

void TestHistoryCommand::filtersAndLimit()
{
    const auto count = [this](const QStringList &arguments) {
        return history(QStringList{QStringLiteral("--json")} + arguments).entries().size();
    };
    QCOMPARE(count({QStringLiteral("--search"), QStringLiteral("0712 345 678")}), 2);
    QCOMPARE(count({QStringLiteral("--outcome"), QStringLiteral("paid")}), 1);
    QCOMPARE(count({QStringLiteral("--outcome"), QStringLiteral("paid,failed")}), 2);
    QCOMPARE(count({QStringLiteral("--limit"), QStringLiteral("1")}), 1);
    QVERIFY(
        history({QStringLiteral("--json"), QStringLiteral("--limit"), QStringLiteral("1")}).json().value(QStringLiteral("more")).toBool());
    QCOMPARE(count({QStringLiteral("--from"), QStringLiteral("2020-01-01")}), 3);
    QCOMPARE(count({QStringLiteral("--to"), QStringLiteral("2020-01-01")}), 0);
    const QString today = QDateTime::currentDateTimeUtc().addSecs(3 * 3600).date().toString(Qt::ISODate); // in Nairobi
    const QString yesterday = QDateTime::currentDateTimeUtc().addDays(-1).addSecs(3 * 3600).date().toString(Qt::ISODate);
    QCOMPARE(count({QStringLiteral("--from"), yesterday, QStringLiteral("--to"), today}), 3);
    QCOMPARE(count({QStringLiteral("--profile"), QStringLiteral("nobody")}), 0);
    QCOMPARE(count({QStringLiteral("--pinned")}), 0);
    const QString name = history({QStringLiteral("--json")}).entries().first().toObject().value(QStringLiteral("profile")).toString();
    QVERIFY(!name.isEmpty());
    QCOMPARE(count({QStringLiteral("--profile"), name}), 3);
}

void TestHistoryCommand::phonesAreMaskedUnlessAskedFor()
{
    for (const QStringList &form : {QStringList(), QStringList{QStringLiteral("--json")}}) {
        const Run masked = history(form);
        QVERIFY(!masked.out.contains("712345678"));
        QVERIFY(masked.out.contains("712***678"));
        QVERIFY(history(form + QStringList{QStringLiteral("--show-phones")}).out.contains("254712345678"));
    }
}

void TestHistoryCommand::exportAndImport()
{
    for (const char *ending : {"csv", "html", "json"}) {
        const QString file = m_folder.filePath(QStringLiteral("out.") + QLatin1StringView(ending));
        const Run exported = history({QStringLiteral("--json"), QStringLiteral("--export"), file});
        QVERIFY2(exported.exitCode == 0, exported.err.constData());
        QCOMPARE(exported.json().value(QStringLiteral("exported")).toInt(), 3);
        QVERIFY(exported.json().value(QStringLiteral("masked")).toBool());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray content = written.readAll();
        QVERIFY(content.contains("INV-00231") || ending == QByteArray("csv"));
        QVERIFY(!content.contains("712345678"));
    }
    const QString other = m_folder.filePath(QStringLiteral("other.sqlite"));
    const QStringList import{QStringLiteral("history"),    QStringLiteral("--json"),
                             QStringLiteral("--database"), other,
                             QStringLiteral("--import"),   m_folder.filePath(QStringLiteral("out.json"))};
    QCOMPARE(run(import).json().value(QStringLiteral("imported")).toInt(), 3);
    QCOMPARE(run(import).json().value(QStringLiteral("known")).toInt(), 3);
    const Run wrong = run({QStringLiteral("history"), QStringLiteral("--database"), other, QStringLiteral("--import"),
                           m_folder.filePath(QStringLiteral("out.csv"))});
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY(wrong.err.contains("no export"));
}

void TestHistoryCommand::forgetting()
{
    const QString copy = m_folder.filePath(QStringLiteral("copy.sqlite"));
    QVERIFY(QFile::copy(m_database, copy));
    const Run forgotten = run({QStringLiteral("history"), QStringLiteral("--json"), QStringLiteral("--database"), copy,
                               QStringLiteral("--forget"), QStringLiteral("+254 712 345 678")});
    QVERIFY2(forgotten.exitCode == 0, forgotten.err.constData());
    QCOMPARE(forgotten.json().value(QStringLiteral("entries")).toInt(), 2);
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("712345678"));
}

void TestHistoryCommand::callWithoutHistory()
{
    const QStringList call{QStringLiteral("call"), QStringLiteral("stk_push"), QStringLiteral("Amount=1"),
                           QStringLiteral("PhoneNumber=0712345678")};
    QCOMPARE(run(call + QStringList{QStringLiteral("--no-history")}).exitCode, 0);
    const QString usual = m_folder.filePath(QStringLiteral("data/darajadesk/history.sqlite"));
    QVERIFY(!QFile::exists(usual));
    QCOMPARE(run(call).exitCode, 0);
    QVERIFY(QFile::exists(usual));
    const Run list = run({QStringLiteral("history"), QStringLiteral("--json"), QStringLiteral("--operation"), QStringLiteral("stk_push")});
    QCOMPARE(list.json().value(QStringLiteral("database")).toString(), usual);
    QCOMPARE(list.entries().size(), 1);
}

void TestHistoryCommand::badInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, const QStringList &arguments) { QTest::newRow(name) << arguments; };
    row("date", {QStringLiteral("--from"), QStringLiteral("yesterday")});
    row("operation", {QStringLiteral("--operation"), QStringLiteral("steal")});
    row("outcome", {QStringLiteral("--outcome"), QStringLiteral("rich")});
    row("limit", {QStringLiteral("--limit"), QStringLiteral("0")});
    row("ending", {QStringLiteral("--export"), QStringLiteral("out.exe")});
    row("phone", {QStringLiteral("--forget"), QStringLiteral("12345")});
    row("two tasks", {QStringLiteral("--forget"), QStringLiteral("0712345678"), QStringLiteral("--import"), QStringLiteral("x.json")});
    row("unknown option", {QStringLiteral("--everything")});
}

void TestHistoryCommand::badInput()
{
    QFETCH(QStringList, arguments);
    const Run wrong = history(arguments);
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY(!wrong.err.isEmpty());
    QCOMPARE(wrong.out, QByteArray());
}

void TestHistoryCommand::nothingThere()
{
    const QString missing = m_folder.filePath(QStringLiteral("missing.sqlite"));
    const Run none = run({QStringLiteral("history"), QStringLiteral("--database"), missing});
    QCOMPARE(none.exitCode, 2);
    QVERIFY(none.err.contains("no history yet"));
    QVERIFY(!QFile::exists(missing));
    const Run nothing = history({QStringLiteral("--search"), QStringLiteral("nobody has this")});
    QCOMPARE(nothing.exitCode, 0);
    QCOMPARE(nothing.out, QByteArray());
    QVERIFY(nothing.err.contains("Nothing was found"));
}

void TestHistoryCommand::fileOfTheFuture()
{
    const QString path = m_folder.filePath(QStringLiteral("future.sqlite"));
    QFile original(m_database);
    QVERIFY(original.open(QIODevice::ReadOnly));
    QByteArray content = original.readAll();
    content.replace(60, 4, QByteArray("\x00\x00\x12\x67", 4)); // user_version 4711 in the header
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const Run refused = run({QStringLiteral("history"), QStringLiteral("--database"), path});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains("4711"), refused.err.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

QTEST_GUILESS_MAIN(TestHistoryCommand)
#include "tst_historycommand.moc"
