// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// Reads the sources and guards the shape of the program: who may include whom, what core must not know, what must never block. Linking
/// does not guard it: a header of Qt compiles without its library.

namespace {

/// A folder may include itself and folders of a lower rank.
const QHash<QString, int> &layerRanks()
{
    static const QHash<QString, int> ranks{
        {QStringLiteral("core/base"), 0},
        {QStringLiteral("core/http"), 1},
        {QStringLiteral("core/secrets"), 1},
        {QStringLiteral("core/crypto"), 1},
        {QStringLiteral("core/errors"), 2},
        {QStringLiteral("core/profiles"), 2},
        {QStringLiteral("core/catalogue"), 3},
        {QStringLiteral("core/auth"), 4},
        {QStringLiteral("core/callbacks"), 5},
        {QStringLiteral("core/api"), 6},
        {QStringLiteral("core/simulator"), 6},
        {QStringLiteral("core/history"), 7},
        {QStringLiteral("core/doctor"), 8},
        {QStringLiteral("ui"), 9},
        {QStringLiteral("app"), 10},
    };
    return ranks;
}

/// Arrows that point down and are forbidden all the same.
struct ForbiddenArrow
{
    QStringView from;
    QStringView to;
};
constexpr ForbiddenArrow forbiddenArrows[] = {
    {u"core/simulator", u"core/auth"},      // it meets its clients in the catalogue and on the socket
    {u"core/simulator", u"core/callbacks"}, // and must not share the reader of what it writes
    {u"app/darajactl", u"ui"},              // the command line is built without widgets
};

struct SourceFile
{
    QString path; ///< from the root
    QString text;

    [[nodiscard]] bool isHeader() const { return path.endsWith(QStringLiteral(".h")); }
};

/// `core/http` for `core/http/httpserver.h`, `ui` for anything under ui.
QString layerOf(const QString &path)
{
    return path.section(u'/', 0, path.startsWith(QStringLiteral("core/")) ? 1 : 0);
}

bool isBelow(const QString &path, QStringView folder)
{
    return path.startsWith(folder.toString() + u'/');
}

QList<SourceFile> sourcesBelow(const QString &folder)
{
    const QDir root(QStringLiteral(DARAJA_SOURCE_DIR));
    QList<SourceFile> files;
    QDirIterator walk(root.filePath(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        if (file.open(QIODevice::ReadOnly)) {
            files.append({root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())});
        }
    }
    return files;
}

/// The code without comments and without the content of literals, so that prose may speak of what code must not do.
QString bareCode(const QString &text)
{
    // Raw strings, strings, characters, both kinds of comments.
    static const QRegularExpression noise(QStringLiteral("R\"(\\w*)\\([\\s\\S]*?\\)\\1\""
                                                         "|\"(?:\\\\.|[^\"\\\\\\n])*\""
                                                         "|(?<![0-9])'(?:\\\\.|[^'\\\\\\n])+'"
                                                         "|//[^\\n]*"
                                                         "|/\\*[\\s\\S]*?\\*/"));
    QString bare = text;
    return bare.replace(noise, QStringLiteral(" "));
}

QStringList includesIn(const QString &text, QChar opening, QChar closing)
{
    const QRegularExpression line(QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*%1([^%2\\n]+)%2").arg(opening).arg(closing),
                                  QRegularExpression::MultilineOption);
    QStringList names;
    QRegularExpressionMatchIterator matches = line.globalMatch(text);
    while (matches.hasNext()) {
        names.append(matches.next().captured(1));
    }
    return names;
}

QStringList problemsWithArrows(const SourceFile &file)
{
    QStringList problems;
    const QString from = layerOf(file.path);
    const QStringList includes = includesIn(file.text, u'"', u'"');
    for (const QString &include : includes) {
        if (include.endsWith(QStringLiteral(".moc"))) {
            continue;
        }
        const QString to = layerOf(include);
        if (!layerRanks().contains(to)) {
            problems.append(QStringLiteral("%1 includes \"%2\": not a path from the root below core, ui or app").arg(file.path, include));
            continue;
        }
        if (to != from && layerRanks().value(to) >= layerRanks().value(from)) {
            problems.append(QStringLiteral("%1 includes \"%2\": the arrow points up or sideways").arg(file.path, include));
        }
        for (const ForbiddenArrow &arrow : forbiddenArrows) {
            if (isBelow(file.path, arrow.from) && isBelow(include, arrow.to)) {
                problems.append(QStringLiteral("%1 includes \"%2\": forbidden").arg(file.path, include));
            }
        }
    }
    return problems;
}

/// Names of headers that need a display: what Qt installed for these modules, and the best known in case that is not there.
const QSet<QString> &displayHeaders()
{
    static const QSet<QString> names = [] {
        QSet<QString> found{QStringLiteral("QWidget"),  QStringLiteral("QApplication"), QStringLiteral("QGuiApplication"),
                            QStringLiteral("QIcon"),    QStringLiteral("QColor"),       QStringLiteral("QFont"),
                            QStringLiteral("QPainter"), QStringLiteral("QClipboard")};
        for (const QString &module : {QStringLiteral("QtGui"), QStringLiteral("QtWidgets"), QStringLiteral("QtSvg")}) {
            found.insert(module);
            const QDir folder(QLibraryInfo::path(QLibraryInfo::HeadersPath) + u'/' + module);
            const QStringList headers = folder.entryList(QDir::Files);
            for (const QString &header : headers) {
                found.insert(header);
            }
        }
        return found;
    }();
    return names;
}

QStringList problemsWithDisplay(const SourceFile &file)
{
    QStringList problems;
    if (!isBelow(file.path, u"core")) {
        return problems;
    }
    const QStringList includes = includesIn(file.text, u'<', u'>');
    for (const QString &include : includes) {
        if (displayHeaders().contains(include.section(u'/', 0, 0)) || displayHeaders().contains(include.section(u'/', -1))) {
            problems.append(QStringLiteral("%1 includes <%2>: core knows no widgets and no display").arg(file.path, include));
        }
    }
    return problems;
}

QStringList problemsWithBlocking(const SourceFile &file)
{
    static const QRegularExpression blocking(
        QStringLiteral("\\b(QEventLoop|processEvents|waitFor[A-Z]\\w*|u?sleep\\s*\\(|msleep|nanosleep|sleep_for|sleep_until|qSleep|qWait)"
                       "|(\\.|->|::)exec\\s*\\("));
    static const QRegularExpression mainLoop(QStringLiteral("^app/[^/]+/main\\.cpp$"));
    static const QString database = QStringLiteral("core/history/historydatabase.cpp"); // statements, on the history's own thread
    QStringList problems;
    QRegularExpressionMatchIterator matches = blocking.globalMatch(bareCode(file.text));
    while (matches.hasNext()) {
        const QString word = matches.next().captured();
        const bool mayExecute = mainLoop.match(file.path).hasMatch() || file.path == database;
        if (!mayExecute || !word.contains(QStringLiteral("exec"))) {
            problems.append(QStringLiteral("%1 has `%2`: nothing may block or nest an event loop").arg(file.path, word));
        }
    }
    return problems;
}

QStringList problemsWithHeading(const SourceFile &file)
{
    static const QString licence =
        QStringLiteral("// SPDX-FileCopyrightText: Daraja Desk contributors\n// SPDX-License-Identifier: Apache-2.0\n");
    QStringList problems;
    if (!file.text.startsWith(licence)) {
        problems.append(QStringLiteral("%1 does not begin with the two SPDX lines").arg(file.path));
    }
    if (file.isHeader() && !file.text.contains(QStringLiteral("\n#pragma once\n"))) {
        problems.append(QStringLiteral("%1 has no #pragma once").arg(file.path));
    }
    return problems;
}

using SourceCheck = QStringList (*)(const SourceFile &);

} // namespace

Q_DECLARE_METATYPE(SourceCheck)

class TestLayers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyFolderHasItsPlace();
    void sources_data();
    void sources();
    void checksCatch_data();
    void checksCatch();
};

void TestLayers::everyFolderHasItsPlace()
{
    const QDir root(QStringLiteral(DARAJA_SOURCE_DIR));
    const QStringList folders = QDir(root.filePath(QStringLiteral("core"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        QVERIFY2(layerRanks().contains(QStringLiteral("core/") + folder), qPrintable(QStringLiteral("core/%1 has no rank").arg(folder)));
    }
    const QStringList layers = layerRanks().keys();
    for (const QString &layer : layers) {
        QVERIFY2(!sourcesBelow(layer).isEmpty(), qPrintable(QStringLiteral("no sources below %1: is this the right tree?").arg(layer)));
    }
}

void TestLayers::sources_data()
{
    QTest::addColumn<SourceCheck>("check");
    QTest::newRow("arrows") << SourceCheck(problemsWithArrows);
    QTest::newRow("display") << SourceCheck(problemsWithDisplay);
    QTest::newRow("blocking") << SourceCheck(problemsWithBlocking);
    QTest::newRow("heading") << SourceCheck(problemsWithHeading);
}

void TestLayers::sources()
{
    QFETCH(SourceCheck, check);
    QStringList problems;
    int count = 0;
    for (const QString &top : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
        const QList<SourceFile> files = sourcesBelow(top);
        for (const SourceFile &file : files) {
            QVERIFY2(!file.text.isEmpty(), qPrintable(file.path));
            problems += check(file);
            ++count;
        }
    }
    QVERIFY2(count > 100, "hardly any sources were found");
    QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
}

/// The checks themselves: each sees what it is for and leaves the rest alone.
void TestLayers::checksCatch_data()
{
    QTest::addColumn<SourceCheck>("check");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("problems");

    const auto row = [](const char *name, SourceCheck check, const char *path, const char *text, int problems) {
        QTest::newRow(name) << check << QString::fromLatin1(path) << QString::fromLatin1(text) << problems;
    };
    const SourceCheck arrows = problemsWithArrows;
    row("down", arrows, "core/api/a.cpp", "#include \"core/base/clock.h\"\n#include \"core/auth/tokenmanager.h\"\n", 0);
    row("own folder", arrows, "core/api/a.cpp", "#include \"core/api/a.h\"\n", 0);
    row("up", arrows, "core/base/a.cpp", "#include \"core/http/httpclient.h\"\n", 1);
    row("up from auth", arrows, "core/auth/a.h", "  #  include \"core/api/apicall.h\"\n", 1);
    row("up to ui", arrows, "core/history/a.cpp", "#include \"ui/desk/desk.h\"\n", 1);
    row("sideways", arrows, "core/errors/a.cpp", "#include \"core/profiles/profile.h\"\n", 1);
    row("not from the root", arrows, "core/base/a.cpp", "#include \"clock.h\"\n", 1);
    row("tests in the product", arrows, "core/base/a.cpp", "#include \"tests/support/fakeclock.h\"\n", 1);
    row("moc", arrows, "core/base/a.cpp", "#include \"a.moc\"\n", 0);
    row("simulator and auth", arrows, "core/simulator/a.cpp", "#include \"core/auth/tokenmanager.h\"\n", 1);
    row("simulator and api", arrows, "core/simulator/a.cpp", "#include \"core/api/apicall.h\"\n", 1);
    row("simulator and callbacks", arrows, "core/simulator/a.cpp", "#include \"core/callbacks/callback.h\"\n", 1);
    row("simulator and catalogue", arrows, "core/simulator/a.cpp", "#include \"core/catalogue/request.h\"\n", 0);
    row("within ui", arrows, "ui/token/a.cpp", "#include \"ui/style/metrics.h\"\n#include \"core/api/apicall.h\"\n", 0);
    row("command line and ui", arrows, "app/darajactl/a.cpp", "#include \"ui/desk/desk.h\"\n", 1);
    row("window and ui", arrows, "app/darajadesk/main.cpp", "#include \"ui/desk/desk.h\"\n", 0);

    const SourceCheck display = problemsWithDisplay;
    row("widgets", display, "core/base/a.cpp", "#include <QWidget>\n#include <QtWidgets/QLabel>\n#include <QtWidgets>\n", 3);
    row("gui", display, "core/base/a.cpp", "#include <QColor>\n#include <QGuiApplication>\n", 2);
    row("core and network", display, "core/base/a.cpp", "#include <QString>\n#include <QTcpSocket>\n#include <memory>\n", 0);
    row("widgets in ui", display, "ui/a.cpp", "#include <QWidget>\n", 0);

    const SourceCheck blocking = problemsWithBlocking;
    row("event loop", blocking, "core/base/a.cpp", "QEventLoop loop;\nloop.exec();\n", 2);
    row("process events", blocking, "ui/a.cpp", "QCoreApplication::processEvents();\n", 1);
    row("sleeps", blocking, "app/a/b.cpp", "QThread::msleep(5); sleep(1); ::usleep (3); std::this_thread::sleep_for(1s);\n", 4);
    row("wait for", blocking, "core/base/a.cpp", "socket.waitForReadyRead(5); process->waitForFinished();\n", 2);
    row("dialog", blocking, "ui/a.cpp", "dialog->exec();\nmenu.exec (pos);\n", 2);
    row("main loop", blocking, "app/darajadesk/main.cpp", "return application.exec();\n", 0);
    row("main loop elsewhere", blocking, "app/darajadesk/other.cpp", "return application.exec();\n", 1);
    row("statement", blocking, "core/history/historydatabase.cpp", "query.exec();\n", 0);
    row("waiting in the database", blocking, "core/history/historydatabase.cpp", "QThread::msleep(5);\n", 1);
    row("statement elsewhere", blocking, "core/history/other.cpp", "query.exec();\n", 1);
    row("prose", blocking, "core/base/a.cpp",
        "// never processEvents()\n/* QEventLoop\n sleep( */ call(\"waitForReadyRead\", R\"(QEventLoop)\");\n", 0);
    row("prose ends", blocking, "core/base/a.cpp", "f('\"'); /* a */ QEventLoop b; // \"\n", 1);
    row("digits", blocking, "core/base/a.cpp", "f(1'000); QEventLoop loop(2'000);\n", 1);
    row("other words", blocking, "core/base/a.cpp", "asleep(1); execute(); m_wait.waitTime(); executor.exec_;\n", 0);

    const SourceCheck heading = problemsWithHeading;
    const char *licence = "// SPDX-FileCopyrightText: Daraja Desk contributors\n// SPDX-License-Identifier: Apache-2.0\n\n";
    row("heading", heading, "core/base/a.h", qPrintable(QString::fromLatin1(licence) + QStringLiteral("#pragma once\n")), 0);
    row("no guard", heading, "core/base/a.h", licence, 1);
    row("source needs no guard", heading, "core/base/a.cpp", licence, 0);
    row("no licence", heading, "core/base/a.h", "\n#pragma once\n", 1);
    row("nothing", heading, "core/base/a.h", "", 2);
}

void TestLayers::checksCatch()
{
    QFETCH(SourceCheck, check);
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(int, problems);
    const QStringList found = check({path, text});
    QVERIFY2(found.size() == problems, qPrintable(found.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
