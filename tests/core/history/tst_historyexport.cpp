// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyexport.h"
#include "core/history/historyimport.h"
#include "core/history/historywriter.h"
#include "tests/core/history/historydesk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <sys/resource.h>

#include <csignal>

using namespace daraja;

namespace {

QByteArray exportedFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Runs an export to its end and returns its problem.
QString runExport(HistoryDesk &desk, const QString &path, bool mask, ExportOptions::Format format, HistoryQuery query = {})
{
    ExportOptions options;
    options.query = std::move(query);
    options.format = format;
    options.maskPhones = mask;
    options.maskNames = mask;
    HistoryExport job(*desk.store, options, path);
    QSignalSpy finished(&job, &HistoryExport::finished);
    job.start();
    if (!finished.wait(60'000)) {
        return QStringLiteral("no end");
    }
    return finished.first().at(1).toString();
}

HistoryImport::Result runImport(HistoryDesk &desk, const QString &path)
{
    std::optional<HistoryImport::Result> result;
    HistoryImport job(*desk.store, path);
    QObject::connect(&job, &HistoryImport::finished, &job, [&result](const HistoryImport::Result &end) { result = end; });
    job.start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(result, 60'000); }();
    return result.value_or(HistoryImport::Result{0, 0, 0, QStringLiteral("no end")});
}

/// Cells of CSV as RFC 4180 reads them.
QList<QStringList> readCsv(const QByteArray &bytes)
{
    QList<QStringList> lines{{}};
    QString cell;
    bool isQuoted = false;
    const QString text = QString::fromUtf8(bytes);
    for (qsizetype i = text.startsWith(QChar(0xfeff)) ? 1 : 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isQuoted && c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
            cell += c;
            ++i;
        } else if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && (c == u',' || c == u'\n')) {
            lines.last().append(std::exchange(cell, QString()));
            if (c == u'\n') {
                lines.append(QStringList());
            }
        } else if (isQuoted || c != u'\r') {
            cell += c;
        }
    }
    lines.removeLast();
    return lines;
}

const QStringList startTags{QStringLiteral("<script"), QStringLiteral("<img"), QStringLiteral("<a ")};

} // namespace

/// What leaves the history for others, and what comes in from them.
class TestHistoryExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void csvCells_data();
    void csvCells();
    void csvHasEveryEntry();
    void masksEverywhere_data();
    void masksEverywhere();
    void maskedJsonCanBeReadAgain();
    void previewSaysWhatIsTakenOut();
    void htmlIsHarmless();
    void onlyWhatTheQueryFinds();
    void jsonRoundTrip();
    void wholeFileInAnotherForm();
    void hostileImport_data();
    void hostileImport();
    void importedSecretsAreMasked();
    void cutFileSaysSo();
    void fullDiskLeavesNoFile();
    void cannotBeWritten();
    void cancelledLeavesNoFile();
    void callbacksAreKeptMeanwhile();
};

void TestHistoryExport::csvCells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const char *text, const char *cell) {
        QTest::newRow(name) << QString::fromUtf8(text) << QByteArray(cell);
    };
    row("plain", "STK push", "\"STK push\"");
    row("empty", "", "\"\"");
    row("quotes", "a \"b\" c", "\"a \"\"b\"\" c\"");
    row("comma and line", "a,b\nc", "\"a,b\nc\"");
    row("formula", "=HYPERLINK(\"http://evil.example\",\"x\")", "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"");
    row("plus", "+254712345678", "\"'+254712345678\"");
    row("minus", "-1+1", "\"'-1+1\"");
    row("at", "@SUM(A1)", "\"'@SUM(A1)\"");
    row("tab", "\t=1", "\"'\t=1\"");
    row("return", "\r=1", "\"'\r=1\"");
    row("spaces before", "  =1", "\"'  =1\"");
    row("wide", "\uff1d1", "\"'\uff1d1\"");
    row("dde", "|calc", "\"'|calc\"");
    row("inside", "1=1", "\"1=1\"");
}

void TestHistoryExport::csvCells()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(csvCell(text), cell);
}

void TestHistoryExport::csvHasEveryEntry()
{
    HistoryDesk desk;
    for (int i = 0; i < 250; ++i) {
        HistoryEntry entry = desk.push(QStringLiteral("ws_CO_%1").arg(i));
        entry.summary = QStringLiteral("=cmd|'/c calc'!A%1, \"quoted\"\nsecond line").arg(i);
        desk.store->put(entry);
    }
    const QString path = desk.folder.filePath(QStringLiteral("out.csv"));
    QCOMPARE(runExport(desk, path, false, ExportOptions::Format::Csv), QString());
    const QList<QStringList> lines = readCsv(exportedFile(path));
    QCOMPARE(lines.size(), 251);
    QCOMPARE(lines.first().first(), QStringLiteral("Time"));
    for (const QStringList &cells : lines) {
        QCOMPARE(cells.size(), lines.first().size());
    }
    const QStringList newest = lines.at(1);
    QCOMPARE(newest.at(0), QStringLiteral("2026-03-14T12:00:00.250+03:00"));
    QCOMPARE(newest.at(5), QStringLiteral("254712345678"));
    QCOMPARE(newest.at(6), QStringLiteral("1250"));
    QCOMPARE(newest.at(7), QStringLiteral("waiting"));
    QVERIFY(newest.at(9).startsWith(QStringLiteral("'=cmd")));
    QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestHistoryExport::masksEverywhere_data()
{
    QTest::addColumn<ExportOptions::Format>("format");
    QTest::newRow("csv") << ExportOptions::Format::Csv;
    QTest::newRow("json") << ExportOptions::Format::Json;
    QTest::newRow("html") << ExportOptions::Format::Html;
}

void TestHistoryExport::masksEverywhere()
{
    QFETCH(ExportOptions::Format, format);
    HistoryDesk desk;
    HistoryEntry entry = desk.push();
    HttpExchange exchange;
    exchange.method = QByteArrayLiteral("POST");
    exchange.url = QUrl(QStringLiteral("https://sandbox.safaricom.co.ke/x"));
    exchange.requestBody = QByteArrayLiteral("{\"PartyA\":\"254712345678\",\"PhoneNumber\":254712345678}");
    entry.exchanges = {exchange};
    entry.summary = QStringLiteral("0712 345 678 was asked");
    desk.put(entry);
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    QCOMPARE(desk.keep(receivedCallback(confirmationMessage("\"254722000111\""), Callback::Kind::C2bConfirmation, desk.clock.now())),
             QString());
    desk.store->setNote(desk.numberOf(entry.uid), QStringLiteral("customer 0712345678, wife 0733-111-222"));
    const QString path = desk.folder.filePath(QStringLiteral("out"));
    QCOMPARE(runExport(desk, path, true, format), QString());
    const QByteArray masked = exportedFile(path);
    for (const char *part : {"712345678", "345 678", "345678", "722000111", "733-111-222", "WANJIKU"}) {
        QVERIFY2(!masked.contains(part), part);
    }
    QVERIFY(masked.contains("712***678"));
    QVERIFY(masked.contains("ws_CO_14032026120000123712***678"));
    QVERIFY(masked.contains("UCE4K7Q2ZB"));
    QCOMPARE(runExport(desk, path, false, format), QString());
    QVERIFY(exportedFile(path).contains("254712345678"));
    QVERIFY(exportedFile(path).contains("WANJIKU"));
}

void TestHistoryExport::maskedJsonCanBeReadAgain()
{
    HistoryDesk desk;
    const HistoryEntry entry = desk.push();
    desk.put(entry);
    QCOMPARE(desk.keep(receivedCallback(paidStkMessage(), Callback::Kind::StkResult, desk.clock.now())), QString());
    const QString path = desk.folder.filePath(QStringLiteral("out.json"));
    QCOMPARE(runExport(desk, path, true, ExportOptions::Format::Json), QString());
    HistoryDesk other;
    QCOMPARE(runImport(other, path).imported, 1);
    const std::optional<HistoryEntry> back = other.load(entry.uid);
    QCOMPARE(back->party, QStringLiteral("254712***678"));
    QCOMPARE(back->callbacks.first().parameter(u"PhoneNumber"), QStringLiteral("254712***678"));
    QCOMPARE(back->callbacks.first().parameter(u"MpesaReceiptNumber"), QStringLiteral("UCE4K7Q2ZB"));
}

void TestHistoryExport::previewSaysWhatIsTakenOut()
{
    HistoryDesk desk;
    desk.put(desk.push());
    desk.put(desk.push());
    QCOMPARE(desk.keep(receivedCallback(confirmationMessage("\"254722000111\""), Callback::Kind::C2bConfirmation, desk.clock.now())),
             QString());
    std::optional<ExportPreview> preview;
    const auto show = [&preview](const ExportPreview &shown) { preview = shown; };
    ExportOptions options;
    HistoryExport::preview(*desk.store, options, this, show);
    QTRY_VERIFY(preview);
    QCOMPARE(preview->problem, QString());
    QCOMPARE(preview->entries, 3);
    QCOMPARE(preview->phones, 2);
    QCOMPARE(preview->names, 1);
    QVERIFY(preview->complete);
    QVERIFY(preview->samples.contains({QStringLiteral("254712345678"), QStringLiteral("254712***678")}));
    QVERIFY(preview->samples.contains(
        {QStringLiteral("ws_CO_14032026120000123712345678"), QStringLiteral("ws_CO_14032026120000123712***678")}));
    preview.reset();
    options.maskPhones = false;
    options.maskNames = false;
    HistoryExport::preview(*desk.store, options, this, show);
    QTRY_VERIFY(preview);
    QCOMPARE(preview->entries, 3);
    QCOMPARE(preview->phones, 0);
    QCOMPARE(preview->names, 0);
    QVERIFY(preview->samples.isEmpty());
}

void TestHistoryExport::htmlIsHarmless()
{
    HistoryDesk desk;
    const QString evil = QStringLiteral("</td><script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:3'>\"&");
    HistoryEntry entry = desk.push(evil);
    for (QString *text : {&entry.title, &entry.summary, &entry.party, &entry.amount, &entry.receipt, &entry.originator, &entry.profile}) {
        *text = evil;
    }
    entry.steps = {{entry.at, evil}};
    HttpExchange exchange;
    exchange.requestBody = evil.toUtf8();
    exchange.responseBody = evil.toUtf8();
    exchange.failureText = evil;
    entry.exchanges = {exchange};
    desk.put(entry);
    desk.store->setNote(desk.numberOf(entry.uid), evil);
    QCOMPARE(desk.keep(receivedCallback(evil.toUtf8(), Callback::Kind::StkResult, desk.clock.now())), QString());
    const QString path = desk.folder.filePath(QStringLiteral("out.html"));
    QCOMPARE(runExport(desk, path, false, ExportOptions::Format::Html), QString());
    const QString html = QString::fromUtf8(exportedFile(path));
    for (const QString &tag : startTags) {
        QVERIFY2(!html.contains(tag), qPrintable(tag));
    }
    QVERIFY(html.contains(QStringLiteral("&lt;script&gt;")));
    QVERIFY(html.contains(QStringLiteral("default-src 'none'")));
    QVERIFY(html.trimmed().endsWith(QStringLiteral("</html>")));
}

void TestHistoryExport::onlyWhatTheQueryFinds()
{
    HistoryDesk desk;
    HistoryEntry wanted = desk.push();
    wanted.state = ActivityEntry::State::Paid;
    desk.put(wanted);
    desk.put(desk.push());
    HistoryQuery query;
    query.states = {ActivityEntry::State::Paid};
    const QString path = desk.folder.filePath(QStringLiteral("out.json"));
    QCOMPARE(runExport(desk, path, false, ExportOptions::Format::Json, query), QString());
    const QJsonArray entries = QJsonDocument::fromJson(exportedFile(path)).object().value(QStringLiteral("entries")).toArray();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().toObject().value(QStringLiteral("uid")).toString(), wanted.uid);
}

void TestHistoryExport::jsonRoundTrip()
{
    HistoryDesk desk;
    for (int i = 0; i < 450; ++i) {
        desk.store->put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    const QString uid = desk.findUids().value(7);
    desk.store->setPinned(desk.numberOf(uid), true);
    desk.store->setNote(desk.numberOf(uid), QStringLiteral("a note"));
    desk.clock.advance(std::chrono::seconds(1));
    QCOMPARE(desk.keep(receivedCallback(QByteArray("\xff\x00 odd", 6), Callback::Kind::StkResult, desk.clock.now())), QString());
    const QString path = desk.folder.filePath(QStringLiteral("out.json"));
    QCOMPARE(runExport(desk, path, false, ExportOptions::Format::Json), QString());

    HistoryDesk other;
    const HistoryImport::Result first = runImport(other, path);
    QCOMPARE(first.problem, QString());
    QCOMPARE(first.imported, 451);
    QCOMPARE(first.unreadable, 0);
    const HistoryImport::Result second = runImport(other, path);
    QCOMPARE(second.imported, 0);
    QCOMPARE(second.known, 451);
    HistoryPage page = other.find({}, 0, 1'000);
    QCOMPARE(page.rows.size(), 451);
    QCOMPARE(other.load(uid)->note, QStringLiteral("a note"));
    QVERIFY(other.load(uid)->pinned);
    QCOMPARE(other.search(QStringLiteral("a note")), QStringList{uid});
    const QString again = other.folder.filePath(QStringLiteral("again.json"));
    QCOMPARE(runExport(other, again, false, ExportOptions::Format::Json), QString());
    QCOMPARE(exportedFile(again), exportedFile(path)); // nothing was lost
}

void TestHistoryExport::wholeFileInAnotherForm()
{
    HistoryDesk desk;
    desk.put(desk.push());
    desk.put(desk.push());
    const QString path = desk.folder.filePath(QStringLiteral("out.json"));
    QCOMPARE(runExport(desk, path, false, ExportOptions::Format::Json), QString());
    QFile file(path);
    const QJsonDocument document = QJsonDocument::fromJson(exportedFile(path));
    for (const QJsonDocument::JsonFormat format : {QJsonDocument::Indented, QJsonDocument::Compact}) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(document.toJson(format)); // as another program saves it
        file.close();
        HistoryDesk other;
        const HistoryImport::Result result = runImport(other, path);
        QCOMPARE(result.problem, QString());
        QCOMPARE(result.imported, 2);
    }
}

void TestHistoryExport::hostileImport_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isOurs");
    const QByteArray head("{\"format\":\"daraja-desk-history\",\"version\":1,\"entries\":[\n");
    const auto row = [](const char *name, const QByteArray &content, bool isOurs) { QTest::newRow(name) << content << isOurs; };
    row("empty", "", false);
    row("garbage", QByteArray("\x00\xff\xfe garbage", 11), false);
    row("other JSON", "{\"entries\":[]}", false);
    row("array", "[1,2,3]", false);
    row("version of the future", QByteArray(head).replace("\"version\":1", "\"version\":2") + "]}\n", false);
    row("deep", QByteArray(100'000, '[') + QByteArray(100'000, ']'), false);
    row("deep entry", head + QByteArray(100'000, '[') + "\n]}\n", true);
    row("wrong types", head + "{\"uid\":{},\"kind\":1,\"state\":[],\"at\":true},\n{\"uid\":7}\n]}\n", true);
    row("no time", head + "{\"uid\":\"a\",\"kind\":\"call\",\"state\":\"paid\"}\n]}\n", true);
    row("time beyond time", head + "{\"uid\":\"a\",\"kind\":\"call\",\"state\":\"paid\",\"at\":\"99999-01-01T00:00:00Z\"}\n]}\n", true);
    row("endless uid",
        head + "{\"uid\":\"" + QByteArray(100'000, 'u') +
            "\",\"kind\":\"call\",\"state\":\"paid\",\"at\":\"2026-01-01T00:00:00.000Z\"}\n]}\n",
        true);
    row("unknown state", head + "{\"uid\":\"a\",\"kind\":\"call\",\"state\":\"rich\",\"at\":\"2026-01-01T00:00:00.000Z\"}\n]}\n", true);
}

void TestHistoryExport::hostileImport()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isOurs);
    HistoryDesk desk;
    const QString path = desk.folder.filePath(QStringLiteral("in.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const HistoryImport::Result result = runImport(desk, path);
    QCOMPARE(result.imported, 0);
    QCOMPARE(result.problem.isEmpty(), isOurs);
    QCOMPARE(result.unreadable > 0, isOurs);
    QCOMPARE(desk.find().rows.size(), 0);
}

void TestHistoryExport::importedSecretsAreMasked()
{
    HistoryDesk desk;
    const QString path = desk.folder.filePath(QStringLiteral("in.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\":\"daraja-desk-history\",\"version\":1,\"entries\":[\n"
               "{\"uid\":\"a\",\"kind\":\"call\",\"state\":\"paid\",\"at\":\"2026-01-01T00:00:00.000Z\",\"values\":{\"Password\":"
               "\"hidden-one\"},\"exchanges\":[{\"requestBody\":\"{\\\"SecurityCredential\\\":\\\"hidden-two\\\"}\",\"requestHeaders\":"
               "[[\"Authorization\",\"Bearer hidden-three\"]]}]}\n]}\n");
    file.close();
    QCOMPARE(runImport(desk, path).imported, 1);
    desk.close();
    QVERIFY(!desk.bytes().contains("hidden-"));
}

void TestHistoryExport::cutFileSaysSo()
{
    HistoryDesk desk;
    for (int i = 0; i < 10; ++i) {
        desk.put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    const QString path = desk.folder.filePath(QStringLiteral("out.json"));
    QCOMPARE(runExport(desk, path, false, ExportOptions::Format::Json), QString());
    QFile file(path);
    QVERIFY(file.resize(file.size() * 2 / 3));
    HistoryDesk other;
    const HistoryImport::Result result = runImport(other, path);
    QVERIFY(result.problem.contains(QStringLiteral("cut")));
    QVERIFY(result.imported > 0 && result.imported < 10);
    QCOMPARE(other.find().rows.size(), result.imported); // what was whole stays
}

void TestHistoryExport::fullDiskLeavesNoFile()
{
    HistoryDesk desk;
    for (int i = 0; i < 200; ++i) {
        HistoryEntry entry = desk.push(QStringLiteral("ws_CO_%1").arg(i));
        entry.steps.append({entry.at, QString(5'000, u'x')});
        desk.store->put(entry);
    }
    desk.find();
    const QString path = desk.folder.filePath(QStringLiteral("out.json"));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit tight = before;
    tight.rlim_cur = 200'000; // what a full disk does to a program
    setrlimit(RLIMIT_FSIZE, &tight);
    const QString problem = runExport(desk, path, false, ExportOptions::Format::Json);
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY2(problem.contains(path), qPrintable(problem));
    const QStringList names = QDir(desk.folder.path()).entryList({QStringLiteral("out*")}, QDir::Files | QDir::Hidden);
    QCOMPARE(names, QStringList());
    QCOMPARE(runExport(desk, path, false, ExportOptions::Format::Json), QString());
}

void TestHistoryExport::cannotBeWritten()
{
    HistoryDesk desk;
    desk.put(desk.push());
    const QString path = desk.folder.filePath(QStringLiteral("no/such/folder/out.csv"));
    const QString problem = runExport(desk, path, true, ExportOptions::Format::Csv);
    QVERIFY2(problem.contains(path), qPrintable(problem));
    QCOMPARE(exportFormatOf(QStringLiteral("/a/b.CSV")), ExportOptions::Format::Csv);
    QCOMPARE(exportFormatOf(QStringLiteral("b.json")), ExportOptions::Format::Json);
    QCOMPARE(exportFormatOf(QStringLiteral("b.htm")), ExportOptions::Format::Html);
    QCOMPARE(exportFormatOf(QStringLiteral("b.exe")), std::nullopt);
}

void TestHistoryExport::cancelledLeavesNoFile()
{
    HistoryDesk desk;
    for (int i = 0; i < 1'500; ++i) {
        desk.store->put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    desk.find();
    const QString path = desk.folder.filePath(QStringLiteral("out.json"));
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("what was there before");
    old.close();
    HistoryExport job(*desk.store, {{}, ExportOptions::Format::Json, true, true}, path);
    QSignalSpy finished(&job, &HistoryExport::finished);
    connect(&job, &HistoryExport::progress, &job, &HistoryExport::abort);
    job.start();
    QVERIFY(finished.wait(30'000));
    QCOMPARE(finished.first().at(1).toString(), QStringLiteral("Cancelled."));
    QVERIFY(finished.first().at(0).toLongLong() < 1'500);
    QCOMPARE(exportedFile(path), QByteArrayLiteral("what was there before"));
    const QStringList names = QDir(desk.folder.path()).entryList({QStringLiteral("out*")}, QDir::Files | QDir::Hidden);
    QCOMPARE(names, QStringList{QStringLiteral("out.json")});
}

void TestHistoryExport::callbacksAreKeptMeanwhile()
{
    HistoryDesk desk;
    for (int i = 0; i < 1'500; ++i) {
        desk.store->put(desk.push(QStringLiteral("ws_CO_%1").arg(i)));
    }
    desk.find();
    HistoryExport job(*desk.store, {{}, ExportOptions::Format::Html, true, true}, desk.folder.filePath(QStringLiteral("out.html")));
    QSignalSpy finished(&job, &HistoryExport::finished);
    QSignalSpy progress(&job, &HistoryExport::progress);
    job.start();
    QVERIFY(progress.wait());
    QCOMPARE(desk.keep(receivedCallback(confirmationMessage(), Callback::Kind::C2bConfirmation, desk.clock.now())), QString());
    QCOMPARE(finished.count(), 0); // it did not have to wait for the end
    QVERIFY(finished.wait(60'000));
    QCOMPARE(finished.first().at(1).toString(), QString());
}

QTEST_GUILESS_MAIN(TestHistoryExport)
#include "tst_historyexport.moc"
