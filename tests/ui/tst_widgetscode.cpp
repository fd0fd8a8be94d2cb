// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/codecolors.h"
#include "ui/widgets/codelayout.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/jsontext.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QVBoxLayout>

using namespace daraja;

namespace {

/// Says which role each character of a text has, a line for a line: `k` key, `s` string, `n` number, `w` keyword, `f` faint, `.` none.
QStringList painted(CodeColors::Language language, const QString &text)
{
    CodeColors colors(language);
    std::vector<CodeSpan> spans;
    QStringList result;
    for (const QString &line : text.split(u'\n')) {
        colors.line(line, false, spans);
        QString shown(line.size(), u'.');
        for (const CodeSpan &span : spans) {
            const QChar letter = span.role == Role::CodeKey       ? u'k'
                                 : span.role == Role::CodeString  ? u's'
                                 : span.role == Role::CodeNumber  ? u'n'
                                 : span.role == Role::CodeKeyword ? u'w'
                                                                  : u'f';
            shown.replace(span.start, span.length, QString(span.length, letter));
        }
        result += shown;
    }
    return result;
}

QString manyLines(int lines)
{
    return QStringLiteral("  \"TransactionID\": \"UKN4K7Q2ZB\",\n").repeated(lines);
}

QColor colorAt(const CodeView &view, int block, int position)
{
    for (const auto &range : view.document()->findBlockByNumber(block).layout()->formats()) {
        if (position >= range.start && position < range.start + range.length) {
            return range.format.foreground().color();
        }
    }
    return {};
}

} // namespace

class TestWidgetsCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(Theme::Choice::Light); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
        m_theme.setChoice(Theme::Choice::Light);
    }

    void colours_data()
    {
        QTest::addColumn<CodeColors::Language>("language");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, CodeColors::Language language, const char *text, std::initializer_list<const char *> lines) {
            QStringList expected;
            for (const char *line : lines) {
                expected += QString::fromLatin1(line);
            }
            QTest::newRow(name) << language << QString::fromLatin1(text) << expected;
        };
        using L = CodeColors::Language;
        row("plain", L::Plain, "\"a\": 1", {"......"});
        row("member", L::Json, "\"a\": \"b\",", {"kkk..sss."});
        row("number", L::Json, "\"a\":-1.5e+3}", {"kkk.nnnnnnn."});
        row("words", L::Json, "[true,false,null,nil]", {".wwww.wwwww.wwww....."});
        row("escaped quote", L::Json, "\"a\\\"b\": 1", {"kkkkkk..n"});
        row("colon in a string", L::Json, "[\"a:b\", \"c\"]", {".sssss..sss."});
        row("a string that is not closed ends with the line", L::Json, "\"ab\n1", {"sss", "n"});
        row("head and body", L::Http, "HTTP/1.1 200 OK\nHost: a:1\n\n{\"a\":1}", {"...............", "kkkkk....", "", ".kkk.n."});
        row("head without a body", L::Http, "GET /x HTTP/1.1\nAccept: */*", {"...............", "kkkkkkk...."});
        row("html in the body is not JSON", L::Http, "HTTP/1.1 502 Bad Gateway\n\n<h1>a \"b\" 1</h1>",
            {"........................", "", "................"});
        row("body follows the start line at once", L::Http, "POST /x\n{ \"a\": 1 }", {".......", "..kkk..n.."});
        row("curl", L::Shell, "curl -X POST 'http://a' \\", {"kkkk.ww......ssssssssss.f"});
        row("quotes over lines", L::Shell, "-d '{\n\"a\": 1\n}' -s", {"ww.ss", "ssssss", "ss.ww"});
        row("double quotes escape, single ones do not", L::Shell, "\"a\\\"b\" 'a\\' c", {"ssssss.ssss.."});
    }

    void colours()
    {
        QFETCH(CodeColors::Language, language);
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        QCOMPARE(painted(language, text), expected);
    }

    void laysJsonOut_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");
        QTest::newRow("object") << QByteArrayLiteral(R"({"b":1,"a":[true, null]})")
                                << QStringLiteral("{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null\n  ]\n}");
        QTest::newRow("spelling stays") << QByteArrayLiteral(R"({"a":1.50,"a":1e3,"u":"\u00e9"})")
                                        << QStringLiteral("{\n  \"a\": 1.50,\n  \"a\": 1e3,\n  \"u\": \"\\u00e9\"\n}");
        QTest::newRow("large numbers stay") << QByteArrayLiteral("[254712345678901234567890]")
                                            << QStringLiteral("[\n  254712345678901234567890\n]");
        QTest::newRow("already laid out") << QByteArrayLiteral("{\n  \"a\": 1\n}") << QStringLiteral("{\n  \"a\": 1\n}");
        QTest::newRow("empty ones") << QByteArrayLiteral("{\"a\":{ },\"b\":[]}") << QStringLiteral("{\n  \"a\": {},\n  \"b\": []\n}");
        QTest::newRow("brackets in strings") << QByteArrayLiteral("[\"{[,:\\\"\"]") << QStringLiteral("[\n  \"{[,:\\\"\"\n]");
        QTest::newRow("html") << QByteArrayLiteral("<html></html>") << QStringLiteral("<html></html>");
        QTest::newRow("text") << QByteArrayLiteral("Bad Request") << QStringLiteral("Bad Request");
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("cut off") << QByteArrayLiteral("{\"a\":[1,2") << QStringLiteral("{\"a\":[1,2");
        QTest::newRow("cut off in a string") << QByteArrayLiteral("{\"a\":\"b\\") << QStringLiteral("{\"a\":\"b\\");
        QTest::newRow("wrong bracket") << QByteArrayLiteral("{\"a\":1]") << QStringLiteral("{\"a\":1]");
        QTest::newRow("too many brackets") << QByteArrayLiteral("{}}") << QStringLiteral("{}}");
        QTest::newRow("not UTF-8") << QByteArrayLiteral("[\"\xff\"]") << QStringLiteral("[\n  \"\uFFFD\"\n]");
    }

    void laysJsonOut()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        QCOMPARE(CodeView::pretty(json), expected);
    }

    void deepNestingStaysSmall()
    {
        const QByteArray deep = QByteArray(20'000, '[') + QByteArray(20'000, ']');
        QVERIFY(prettyJson(deep).size() < 5'000'000);
    }

    void showsTextReadOnly()
    {
        CodeView view;
        view.setCode(QStringLiteral("{\n  \"a\": 1\n}"), CodeView::Language::Json);
        QVERIFY(view.isReadOnly());
        QVERIFY(view.isComplete());
        QCOMPARE(view.toPlainText(), QStringLiteral("{\n  \"a\": 1\n}"));
        QCOMPARE(view.notice(), QString());
        QCOMPARE(colorAt(view, 1, 3), color(Role::CodeKey));
        QCOMPARE(colorAt(view, 1, 7), color(Role::CodeNumber));
        QTest::keyClicks(&view, QStringLiteral("xyz"));
        QCOMPARE(view.toPlainText(), QStringLiteral("{\n  \"a\": 1\n}"));
        QCOMPARE(view.font().family(), textFont(TextStyle::Code).family());
    }

    void coloursFollowTheTheme()
    {
        CodeView view;
        view.setCode(QStringLiteral("[1]"), CodeView::Language::Json);
        QCOMPARE(colorAt(view, 0, 1), color(Role::CodeNumber, Scheme::Light));
        m_theme.setChoice(Theme::Choice::Dark);
        QTRY_COMPARE(colorAt(view, 0, 1), color(Role::CodeNumber, Scheme::Dark));
        QCOMPARE(view.palette().color(QPalette::Base), color(Role::CodeGround, Scheme::Dark));
    }

    void longTextComesPieceByPieceAndWhole()
    {
        const QString text = manyLines(160'000); // five million characters
        QVERIFY(text.size() > 5'000'000);
        CodeView view;
        view.resize(600, 400);
        view.setCode(text, CodeView::Language::Json);
        QVERIFY2(!view.isComplete(), "the window comes first");
        QCOMPARE(view.fullText(), text);
        QTRY_VERIFY_WITH_TIMEOUT(view.isComplete(), 60'000);
        QCOMPARE(view.toPlainText(), text);
        QVERIFY(view.notice().contains(QLatin1StringView("Colours end")));
        QCOMPARE(colorAt(view, 0, 3), color(Role::CodeKey));
        const int uncoloured = int(CodeView::HighlightLimit / 30);
        QCOMPARE(colorAt(view, uncoloured, 3), QColor());
        QCOMPARE(colorAt(view, int(CodeView::HighlightLimit / 40), 3), color(Role::CodeKey));
    }

    void anotherTextEndsTheFilling()
    {
        CodeView view;
        view.setCode(manyLines(100'000), CodeView::Language::Json);
        view.setCode(QStringLiteral("short"), CodeView::Language::Plain);
        QVERIFY(view.isComplete());
        QCoreApplication::processEvents();
        QCOMPARE(view.toPlainText(), QStringLiteral("short"));
        QCOMPARE(view.notice(), QString());
    }

    void whatIsTooLongIsCutAndSaid()
    {
        CodeView view;
        const QString text = QStringLiteral("0123456789abcde\n").repeated(int(CodeView::ShowLimit / 16) + 10);
        view.setCode(text, CodeView::Language::Plain);
        QTRY_VERIFY_WITH_TIMEOUT(view.isComplete(), 60'000);
        QVERIFY(view.notice().contains(QLatin1StringView("are shown")));
        QCOMPARE(view.toPlainText().size(), CodeView::ShowLimit);
        view.copyAll();
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }

    void longLinesAreFoldedOnScreenOnly()
    {
        const QString text = QStringLiteral("[\"") + QString(10'000, u'x') + QStringLiteral("\", 7]\n[1]");
        CodeView view;
        view.resize(400, 300);
        view.setCode(text, CodeView::Language::Json);
        QVERIFY(view.isComplete());
        QCOMPARE(view.document()->blockCount(), 4);
        QVERIFY(view.notice().contains(QLatin1StringView("folded")));
        QCOMPARE(colorAt(view, 1, 10), color(Role::CodeString)); // the string goes on behind the fold
        QCOMPARE(colorAt(view, 2, 10'000 + 5 - 2 * 4'000), color(Role::CodeNumber));
        view.selectAll();
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }

    void foldsKeepPairsTogether()
    {
        const QString face = QStringLiteral("\U0001F600"); // two code units
        const QString text = QStringLiteral("x") + face.repeated(4'000);
        CodeView view;
        view.setCode(text, CodeView::Language::Plain);
        for (QTextBlock block = view.document()->firstBlock(); block.isValid(); block = block.next()) {
            QVERIFY(!block.text().startsWith(face[1]));
        }
        view.selectAll();
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }

    void copiesASelection_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("expected");
        QTest::newRow("inside a line") << 0 << 3 << QStringLiteral("one");
        QTest::newRow("over a line's end") << 1 << 5 << QStringLiteral("ne\nt");
        QTest::newRow("ends at a line's start") << 0 << 4 << QStringLiteral("one\n");
        QTest::newRow("an empty line") << 4 << 9 << QStringLiteral("two\n\n");
        QTest::newRow("all") << 0 << 14 << QStringLiteral("one\ntwo\n\nthree");
    }

    void copiesASelection()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(QString, expected);
        CodeView view;
        view.setCode(QStringLiteral("one\ntwo\n\nthree"), CodeView::Language::Plain);
        QTextCursor cursor = view.textCursor();
        cursor.setPosition(from);
        cursor.setPosition(to, QTextCursor::KeepAnchor);
        view.setTextCursor(cursor);
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), expected);
    }

    void selectsByKeyboardAndLetsTabPass()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *view = new CodeView;
        auto *next = new CodeView;
        layout->addWidget(view);
        layout->addWidget(next);
        view->setCode(QStringLiteral("copy me"), CodeView::Language::Plain);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        view->setFocus();
        QTest::keyClick(view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("copy me"));
        QTest::keyClick(view, Qt::Key_Tab);
        QVERIFY(next->hasFocus());
    }

    void heightFollowsTheText()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *view = new CodeView;
        view->setFitLines(2, 6);
        layout->addWidget(view);
        layout->addStretch(1);
        window.resize(400, 600);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        view->setCode(QStringLiteral("1"), CodeView::Language::Plain);
        QTRY_COMPARE(view->height(), view->sizeHint().height());
        const int two = view->height();
        view->setCode(QStringLiteral("1\n2\n3\n4"), CodeView::Language::Plain);
        QTRY_VERIFY(view->height() > two);
        QVERIFY(!view->verticalScrollBar()->isVisible());
        const int four = view->height();
        view->setCode(QStringLiteral("1\n").repeated(30), CodeView::Language::Plain);
        QTRY_COMPARE(view->height(), four + (four - two)); // six lines, two more than four
        QVERIFY(view->verticalScrollBar()->isVisible());
        view->setCode(QStringLiteral("word ").repeated(40), CodeView::Language::Plain); // one line, wrapped
        QTRY_VERIFY(view->height() > two);
        QVERIFY(!view->verticalScrollBar()->isVisible());
    }

    void linesStandApart()
    {
        QTextDocument document;
        document.setDocumentLayout(new CodeLayout(&document, 4));
        document.setDefaultFont(textFont(TextStyle::Code));
        document.setPlainText(QStringLiteral("one\ntwo\nthree"));
        const auto *layout = document.documentLayout();
        const QRectF first = layout->blockBoundingRect(document.firstBlock());
        QCOMPARE(layout->blockBoundingRect(document.firstBlock()), first); // asking twice moves nothing
        const QTextLine line = document.firstBlock().layout()->lineAt(0);
        QCOMPARE(first.height(), line.height() + 4);
        QCOMPARE(line.y(), 2.0);
    }

    void scrollsToTheLastLine()
    {
        CodeView view;
        view.resize(400, 200);
        view.setCode(QStringLiteral("line\n").repeated(100) + QStringLiteral("end"), CodeView::Language::Plain);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.moveCursor(QTextCursor::End);
        view.ensureCursorVisible();
        const QRect cursor = view.cursorRect();
        QVERIFY2(view.viewport()->rect().contains(cursor.center()), "lines with room between them are counted as such");
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestWidgetsCode)
#include "tst_widgetscode.moc"
