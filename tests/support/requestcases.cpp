// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/requestcases.h"

namespace daraja {

namespace {

/// A request whose head ends with these lines.
QByteArray getWith(const QByteArray &lines)
{
    return "GET / HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
}

QByteArray postWith(const QByteArray &lines, const QByteArray &body)
{
    return "POST /p HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n" + body;
}

QByteArray chunked(const QByteArray &body)
{
    return postWith("Transfer-Encoding: chunked\r\n", body);
}

QByteArray bytesOf(std::initializer_list<int> values)
{
    QByteArray bytes;
    for (const int value : values) {
        bytes.append(static_cast<char>(value));
    }
    return bytes;
}

QList<RequestCase> soundCases()
{
    const QByteArray get = getWith({});
    const QByteArray post = postWith("Content-Length: 5\r\n", "hello");
    return {
        {"get", get, {200}},
        {"get with query", "GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\nHost: localhost\r\n\r\n", {200}},
        {"get with percent-encoding", "GET /a%20b%2Fc HTTP/1.1\r\nHost: localhost\r\n\r\n", {200}},
        {"get of two slashes", "GET //x HTTP/1.1\r\nHost: localhost\r\n\r\n", {200}},
        {"1.0 without Host", "GET / HTTP/1.0\r\n\r\n", {200}},
        {"1.0 with Host", "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", {200}},
        {"header without a value", getWith("X-Empty:\r\n"), {200}},
        {"header with spaces round its value", getWith("X: \t a b \t\r\n"), {200}},
        {"header value above 127", getWith("X: caf\xc3\xa9\r\n"), {200}},
        {"header names differing in case", "GET / HTTP/1.1\r\nhOsT: localhost\r\ncontent-LENGTH: 0\r\n\r\n", {200}},
        {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", {200}},
        {"Host of IPv6 with port", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", {200}},
        {"unknown method", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", {200}},
        {"post", post, {200}, "hello"},
        {"post of nothing", postWith("Content-Length: 0\r\n", {}), {200}},
        {"post without a length", postWith({}, {}), {200}},
        {"post with leading zeros in the length", postWith("Content-Length: 000005\r\n", "hello"), {200}, "hello"},
        {"post with the same length twice", postWith("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), {200}, "hello"},
        {"post of NUL and line ends", postWith("Content-Length: 4\r\n", bytesOf({0, 13, 10, 0})), {200}, bytesOf({0, 13, 10, 0})},
        {"get with a body", "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi", {200}, "hi"},
        {"body of just the limit", postWith("Content-Length: 1000\r\n", QByteArray(1000, 'x')), {200}, QByteArray(1000, 'x')},
        {"head of just the limit", getWith("X: " + QByteArray(1024 - get.size() - 5, 'x') + "\r\n"), {200}},
        {"one empty line first", "\r\n" + get, {200}},
        {"empty line after a body, then another request", post + "\r\n" + get, {200, 200}, "hello", post.size()},
        {"two pipelined", get + post, {200, 200}, {}, get.size()},
        {"three pipelined", post + get + get, {200, 200, 200}, "hello", post.size()},
        {"pipelined, the second bad", post + "garbage\r\n\r\n", {200, 400}, "hello", post.size()},
        {"pipelined, the second cut", post + "GET / HT", {200}, "hello", post.size()},
        {"chunked", chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"), {200}, "hello world"},
        {"chunked of nothing", chunked("0\r\n\r\n"), {200}},
        {"chunked in capitals", postWith("TRANSFER-ENCODING: Chunked\r\n", "A\r\n0123456789\r\n0\r\n\r\n"), {200}, "0123456789"},
        {"chunked with leading zeros", chunked("0005\r\nhello\r\n000\r\n\r\n"), {200}, "hello"},
        {"chunked with an extension", chunked("5;name=\"v\"\r\nhello\r\n0;last\r\n\r\n"), {200}, "hello"},
        {"chunked with trailers", chunked("5\r\nhello\r\n0\r\nX-Sum: 1\r\nContent-Length: 99\r\n\r\n"), {200}, "hello"},
        {"chunked holding line ends", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), {200}, "\r\n\r\n"},
        {"chunked of just the limit", chunked("3e8\r\n" + QByteArray(1000, 'x') + "\r\n0\r\n\r\n"), {200}, QByteArray(1000, 'x')},
    };
}

QList<RequestCase> unfinishedCases()
{
    return {
        {"nothing", {}, {}},
        {"one letter", "G", {}},
        {"request line without its LF", "GET / HTTP/1.1\r", {}},
        {"head without its end", "GET / HTTP/1.1\r\nHost: localhost\r\n", {}},
        {"head without its last LF", "GET / HTTP/1.1\r\nHost: localhost\r\n\r", {}},
        {"body one byte short", postWith("Content-Length: 5\r\n", "hell"), {}},
        {"chunked without its end", chunked("5\r\nhello\r\n0\r\n"), {}},
        {"chunked in the middle of a size", chunked("5"), {}},
        {"only an empty line", "\r\n", {}},
    };
}

QList<RequestCase> badHeadCases()
{
    return {
        {"garbage", "garbage\r\n\r\n", {400}},
        {"binary garbage", bytesOf({0x00, 0xff, 0x01}), {400}},
        {"TLS hello", bytesOf({0x16, 0x03, 0x01, 0x02, 0x00}), {400}},
        {"two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\n\r\n", {400}},
        {"HTTP/0.9", "GET /\r\n\r\n", {400}},
        {"no target", "GET HTTP/1.1\r\n\r\n", {400}},
        {"two spaces", "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"space at the end", "GET / HTTP/1.1 \r\nHost: localhost\r\n\r\n", {400}},
        {"tab for a space", "GET\t/\tHTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"space first", " GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"space in the target", "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"fragment in the target", "GET /a#b HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"target above 127", "GET /caf\xc3\xa9 HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"NUL in the target", "GET /a" + bytesOf({0}) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"broken percent-encoding", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"cut percent-encoding", "GET /%4 HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"absolute form", "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"authority form", "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"asterisk form", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"method with a colon", "GE:T / HTTP/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"version in small letters", "GET / http/1.1\r\nHost: localhost\r\n\r\n", {400}},
        {"version of three digits", "GET / HTTP/1.10\r\nHost: localhost\r\n\r\n", {400}},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}},
        {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", {505}},
        {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: localhost\r\n\r\n", {505}},
        {"HTTP/0.1", "GET / HTTP/0.1\r\nHost: localhost\r\n\r\n", {505}},
        {"bare LF", "GET / HTTP/1.1\nHost: localhost\n\n", {400}},
        {"bare LF after a header", "GET / HTTP/1.1\r\nHost: localhost\n\r\n", {400}},
        {"bare LF at the end of the head", "GET / HTTP/1.1\r\nHost: localhost\r\n\n", {400}},
        {"CR in a header", getWith("X: a\rb\r\n"), {400}},
        {"CR CR LF", getWith("X: a\r\r\n"), {400}},
        {"NUL in a header", getWith("X: a" + bytesOf({0}) + "b\r\n"), {400}},
        {"DEL in a header", getWith("X: \x7f\r\n"), {400}},
        {"folded header", getWith("X: a\r\n b\r\n"), {400}},
        {"folded by a tab", getWith("X: a\r\n\tb\r\n"), {400}},
        {"space before the colon", getWith("X : a\r\n"), {400}},
        {"header without a colon", getWith("just text\r\n"), {400}},
        {"header without a name", getWith(": a\r\n"), {400}},
        {"header name above 127", getWith("caf\xc3\xa9: a\r\n"), {400}},
        {"no Host", "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", {400}},
        {"two Hosts", getWith("Host: localhost\r\n"), {400}},
        {"two Hosts in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", {400}},
        {"Host with a path", "GET / HTTP/1.1\r\nHost: localhost/x\r\n\r\n", {400}},
        {"Host with a user", "GET / HTTP/1.1\r\nHost: me@localhost\r\n\r\n", {400}},
        {"overlong target", "GET /" + QByteArray(1100, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", {414}},
        {"overlong target without an end", "GET /" + QByteArray(5000, 'x'), {414}},
        {"head one byte too long", getWith("X: " + QByteArray(1024 - getWith({}).size() - 4, 'x') + "\r\n"), {431}},
        {"overlong header without an end", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + QByteArray(5000, 'x'), {431}},
        {"too many headers", getWith(QByteArray("a:\r\n").repeated(300)), {431}},
    };
}

QList<RequestCase> badBodyCases()
{
    return {
        {"Content-Length and Transfer-Encoding", postWith("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), {400}},
        {"Transfer-Encoding and Content-Length", postWith("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), {400}},
        {"differing lengths", postWith("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), {400}},
        {"list of lengths", postWith("Content-Length: 5, 5\r\n", "hello"), {400}},
        {"negative length", postWith("Content-Length: -5\r\n", "hello"), {400}},
        {"length with a plus", postWith("Content-Length: +5\r\n", "hello"), {400}},
        {"length in hexadecimal", postWith("Content-Length: 0x5\r\n", "hello"), {400}},
        {"length in words", postWith("Content-Length: five\r\n", "hello"), {400}},
        {"length of nothing", postWith("Content-Length:\r\n", "hello"), {400}},
        {"length with a fraction", postWith("Content-Length: 5.0\r\n", "hello"), {400}},
        {"length one above the limit", postWith("Content-Length: 1001\r\n", {}), {413}},
        {"length of 2^64", postWith("Content-Length: 18446744073709551616\r\n", {}), {413}},
        {"length of 2^63-1", postWith("Content-Length: 9223372036854775807\r\n", {}), {413}},
        {"length of 300 digits", postWith("Content-Length: " + QByteArray(300, '9') + "\r\n", {}), {413}},
        {"other transfer coding", postWith("Transfer-Encoding: gzip\r\n", {}), {501}},
        {"two transfer codings", postWith("Transfer-Encoding: gzip, chunked\r\n", {}), {501}},
        {"identity", postWith("Transfer-Encoding: identity\r\n", {}), {501}},
        {"almost chunked", postWith("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), {501}},
        {"chunked twice", postWith("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), {400}},
        {"empty Transfer-Encoding", postWith("Transfer-Encoding:\r\n", "0\r\n\r\n"), {400}},
        {"chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}},
        {"chunk size of garbage", chunked("ZZ\r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk size of nothing", chunked("\r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk size negative", chunked("-5\r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk size with a space", chunked("5 \r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk size ended by LF", chunked("5\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk longer than its size", chunked("4\r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk shorter than its size", chunked("6\r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk ended by other bytes", chunked("5\r\nhello!!0\r\n\r\n"), {400}},
        {"chunk ended by CR and another byte", chunked("5\r\nhello\r!0\r\n\r\n"), {400}},
        {"chunk ended by LF", chunked("5\r\nhello\n0\r\n\r\n"), {400}},
        {"chunk size line without an end", chunked("5;" + QByteArray(2000, 'x')), {400}},
        {"control in a chunk extension", chunked("5;a\rb\r\nhello\r\n0\r\n\r\n"), {400}},
        {"chunk one above the limit", chunked("3e9\r\n"), {413}},
        {"chunk of 2^64", chunked("10000000000000000\r\n"), {413}},
        {"chunk of 2^63-1", chunked("7fffffffffffffff\r\n"), {413}},
        {"chunks above the limit together", chunked("1f4\r\n" + QByteArray(500, 'x') + "\r\n1f5\r\n"), {413}},
        {"endless chunk extensions", chunked(("1;" + QByteArray(200, 'x') + "\r\nx\r\n").repeated(10)), {431}},
        {"endless trailers", chunked("0\r\n" + QByteArray("a: b\r\n").repeated(300)), {431}},
        {"folded trailer", chunked("0\r\n a: b\r\n\r\n"), {400}},
        {"trailer without a colon", chunked("0\r\nhello\r\n\r\n"), {400}},
    };
}

} // namespace

HttpServerLimits requestCaseLimits()
{
    HttpServerLimits limits;
    limits.head = 1024;
    limits.body = 1000;
    return limits;
}

QList<RequestCase> requestCases()
{
    return soundCases() + unfinishedCases() + badHeadCases() + badBodyCases();
}

} // namespace daraja
