// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequestparser.h"
#include "core/http/httprequestreader.h"
#include "tests/support/requestcases.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace daraja;
using State = HttpParseResult::State;

namespace {

State expectedState(const QList<int> &statuses)
{
    if (statuses.isEmpty()) {
        return State::Incomplete;
    }
    return statuses.first() == 200 ? State::Complete : State::Bad;
}

} // namespace

class TestHttpRequestParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void parses_data();
    void parses();
    void prefixesNeverContradict_data();
    void prefixesNeverContradict();
    void readerIgnoresCuts_data();
    void readerIgnoresCuts();
    void fields();
    void headIsKnownBeforeTheBody();
    void headIsNeededForTheHeadsLimits();
    void reasonsEchoNothing();
    void pathAndQuery();
    void readerTakesNothingAfterTheEnd();
    void readerStarts();
    void drippedBodyIsLinear();
    void reasonPhrases();
    void responsesOfTypes();
};

void TestHttpRequestParser::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

static void requestCaseRows()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qsizetype>("consumed");
    for (const RequestCase &row : requestCases()) {
        QTest::newRow(row.name) << row.bytes << row.statuses << row.body << (row.consumed < 0 ? row.bytes.size() : row.consumed);
    }
}

void TestHttpRequestParser::parses_data()
{
    requestCaseRows();
}

void TestHttpRequestParser::parses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, statuses);
    QFETCH(QByteArray, body);
    QFETCH(qsizetype, consumed);

    const HttpParseResult result = parseHttpRequest(bytes, requestCaseLimits());
    QVERIFY2(result.state == expectedState(statuses), result.reason.constData());
    switch (result.state) {
    case State::Complete:
        QCOMPARE(result.consumed, consumed);
        QCOMPARE(result.request.body, body);
        QVERIFY(result.headComplete);
        break;
    case State::Bad:
        QCOMPARE(result.status, statuses.first());
        QVERIFY(!result.reason.isEmpty());
        break;
    case State::Incomplete:
        QCOMPARE(result.consumed, 0);
    }
}

void TestHttpRequestParser::prefixesNeverContradict_data()
{
    requestCaseRows();
}

/// Whatever the parser said of the first bytes stays true when more come; only "need more" may change.
void TestHttpRequestParser::prefixesNeverContradict()
{
    QFETCH(QByteArray, bytes);

    const HttpParseResult whole = parseHttpRequest(bytes, requestCaseLimits());
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const HttpParseResult part = parseHttpRequest(QByteArrayView(bytes).first(size), requestCaseLimits());
        if (part.state == State::Incomplete) {
            QVERIFY(whole.state != State::Complete || size < whole.consumed);
            QVERIFY(!part.headComplete || whole.headComplete);
            continue;
        }
        QVERIFY2(part.state == whole.state, qPrintable(QStringLiteral("after %1 bytes").arg(size)));
        QCOMPARE(part.consumed, whole.consumed);
        QVERIFY(whole.state == State::Bad || size >= whole.consumed);
        QCOMPARE(part.reason, whole.reason);
    }
}

void TestHttpRequestParser::readerIgnoresCuts_data()
{
    requestCaseRows();
}

void TestHttpRequestParser::readerIgnoresCuts()
{
    QFETCH(QByteArray, bytes);

    const HttpParseResult whole = parseHttpRequest(bytes, requestCaseLimits());
    const auto compare = [&whole](const HttpRequestReader &reader, qsizetype used) {
        return reader.state() == whole.state && reader.isHeadComplete() == whole.headComplete &&
               reader.request().method == whole.request.method && reader.request().target == whole.request.target &&
               reader.request().body == whole.request.body && reader.request().headers.fields() == whole.request.headers.fields() &&
               reader.refusal().reason == whole.reason && (whole.state != State::Complete || used == whole.consumed);
    };
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        HttpRequestReader reader(requestCaseLimits());
        qsizetype used = reader.feed(QByteArrayView(bytes).first(cut));
        QVERIFY(used <= cut);
        used += reader.feed(QByteArrayView(bytes).sliced(used));
        QVERIFY2(compare(reader, used), qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
    HttpRequestReader reader(requestCaseLimits());
    qsizetype used = 0;
    for (const char byte : bytes) {
        used += reader.feed(QByteArrayView(&byte, 1));
    }
    QVERIFY2(compare(reader, used), "byte by byte");
}

void TestHttpRequestParser::fields()
{
    const HttpParseResult result = parseHttpRequest(
        "POST /a%20b?x=1&y=%26 HTTP/1.0\r\nHost: h\r\nX-Two:  one \r\nx-two:two\r\nContent-Length: 3\r\n\r\nabcGET", HttpServerLimits());
    QVERIFY(result.state == State::Complete);
    QCOMPARE(result.request.method, "POST");
    QCOMPARE(result.request.target, "/a%20b?x=1&y=%26");
    QCOMPARE(result.request.path(), "/a b");
    QCOMPARE(result.request.query().queryItemValue(QStringLiteral("y"), QUrl::FullyDecoded), QStringLiteral("&"));
    QCOMPARE(result.request.minorVersion, 0);
    QCOMPARE(result.request.headers.values("X-TWO"), (QList<QByteArray>{"one", "two"}));
    QCOMPARE(result.request.body, "abc");
}

void TestHttpRequestParser::headIsKnownBeforeTheBody()
{
    const HttpParseResult result =
        parseHttpRequest("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nab", HttpServerLimits());
    QVERIFY(result.state == State::Incomplete);
    QVERIFY(result.headComplete);
    QCOMPARE(result.request.headers.value("Expect"), "100-continue");
    QVERIFY(!parseHttpRequest("POST / HTTP/1.1\r\nHost: h\r\n", HttpServerLimits()).headComplete);
}

/// A body may be larger than the head's limit, and bytes of a later request do not count.
void TestHttpRequestParser::headIsNeededForTheHeadsLimits()
{
    HttpServerLimits limits;
    limits.head = 64;
    const QByteArray post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n" + QByteArray(500, 'x');
    const HttpParseResult result = parseHttpRequest(post + post, limits);
    QVERIFY2(result.state == State::Complete, result.reason.constData());
    QCOMPARE(result.consumed, post.size());
}

/// The reason goes to logs and into the answer.
void TestHttpRequestParser::reasonsEchoNothing()
{
    const QByteArray secret = "s3cr3t";
    for (const QByteArray &bytes :
         {"GET " + secret + " HTTP/1.1\r\n", secret + "\r\n", "GET / HTTP/1.1\r\n" + secret + "\r\n",
          "GET / HTTP/1.1\r\nHost: /" + secret + "\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: " + secret + "\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: " + secret + "\r\n\r\n"}) {
        const HttpParseResult result = parseHttpRequest(bytes, HttpServerLimits());
        QVERIFY(result.state == State::Bad);
        QVERIFY2(!result.reason.contains(secret), result.reason.constData());
    }
}

void TestHttpRequestParser::pathAndQuery()
{
    HttpRequest request;
    request.target = "/x";
    QCOMPARE(request.path(), "/x");
    QVERIFY(request.query().isEmpty());
    request.target = "/%2F?";
    QCOMPARE(request.path(), "//");
    QVERIFY(request.query().isEmpty());
    request.target = "/x?a=1?b&c";
    QCOMPARE(request.path(), "/x");
    QCOMPARE(request.query().queryItemValue(QStringLiteral("a")), QStringLiteral("1?b"));
    QVERIFY(request.query().hasQueryItem(QStringLiteral("c")));
}

void TestHttpRequestParser::readerTakesNothingAfterTheEnd()
{
    HttpRequestReader complete{HttpServerLimits()};
    const QByteArray request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    QCOMPARE(complete.feed(request + "more"), request.size());
    QCOMPARE(complete.feed("more"), 0);
    QVERIFY(complete.state() == State::Complete);

    HttpRequestReader bad{HttpServerLimits()};
    bad.feed("GET /\r\n");
    QVERIFY(bad.state() == State::Bad);
    QCOMPARE(bad.feed(request), 0);
    QVERIFY(bad.state() == State::Bad);
}

void TestHttpRequestParser::readerStarts()
{
    HttpRequestReader reader{HttpServerLimits()};
    QVERIFY(!reader.isStarted());
    reader.feed("\r");
    QVERIFY(!reader.isStarted());
    reader.feed("\n");
    QVERIFY(!reader.isStarted());
    reader.feed("G");
    QVERIFY(reader.isStarted());
}

/// A body that comes byte by byte, plain and in chunks of one. Starting anew at each byte would take minutes.
void TestHttpRequestParser::drippedBodyIsLinear()
{
    constexpr int size = 1024 * 1024;
    QElapsedTimer timer;
    timer.start();
    HttpRequestReader plain{HttpServerLimits()};
    plain.feed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n");
    HttpRequestReader chunked{HttpServerLimits()};
    chunked.feed("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < size; ++i) {
        plain.feed("x");
        chunked.feed("1\r\nx\r\n");
    }
    chunked.feed("0\r\n\r\n");
    QVERIFY(plain.state() == State::Complete);
    QCOMPARE(plain.request().body.size(), size);
    QVERIFY(chunked.state() == State::Complete);
    QCOMPARE(chunked.request().body.size(), size);
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QStringLiteral("took %1 ms").arg(timer.elapsed())));
}

void TestHttpRequestParser::reasonPhrases()
{
    QCOMPARE(reasonPhrase(200), "OK");
    QCOMPARE(reasonPhrase(404), "Not Found");
    QCOMPARE(reasonPhrase(413), "Content Too Large");
    QCOMPARE(reasonPhrase(299), QByteArray());
}

void TestHttpRequestParser::responsesOfTypes()
{
    const HttpResponse json = HttpResponse::json(401, "{}");
    QCOMPARE(json.status, 401);
    QCOMPARE(json.body, "{}");
    QCOMPARE(json.headers.value("content-type"), "application/json");
    const HttpResponse html = HttpResponse::html(503, "<p>");
    QCOMPARE(html.status, 503);
    QCOMPARE(html.body, "<p>");
    QCOMPARE(html.headers.value("content-type"), "text/html; charset=utf-8");
}

QTEST_GUILESS_MAIN(TestHttpRequestParser)
#include "tst_httprequestparser.moc"
