// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequesthead.h"

#include <algorithm>

namespace daraja {

namespace {

bool isDecimalDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexadecimalDigit(char c)
{
    return isDecimalDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isTokenChar(char c)
{
    return isDecimalDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

HttpRefusal badRequest(const char *reason)
{
    return {400, QByteArray(reason)};
}

HttpRefusal judgeVersion(QByteArrayView version, int &minorVersion)
{
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDecimalDigit(version[5]) || version[6] != '.' ||
        !isDecimalDigit(version[7])) {
        return badRequest("the request line does not end in an HTTP version");
    }
    if (version[5] != '1' || version[7] > '1') {
        return {505, QByteArrayLiteral("only HTTP/1.0 and HTTP/1.1 are spoken here")};
    }
    minorVersion = version[7] - '0';
    return {};
}

HttpRefusal judgeTarget(QByteArrayView target)
{
    if (!target.startsWith('/')) {
        return badRequest("the request target does not start with a slash");
    }
    for (qsizetype i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c <= ' ' || c > '~' || c == '#') { // char is signed or not: bytes above 127 fail one of the two
            return badRequest("the request target holds a character that must be percent-encoded");
        }
        if (c == '%' && !(i + 2 < target.size() && isHexadecimalDigit(target[i + 1]) && isHexadecimalDigit(target[i + 2]))) {
            return badRequest("the request target holds a broken percent-encoding");
        }
    }
    return {};
}

HttpRefusal judgeHost(const HttpRequest &request)
{
    const QList<QByteArray> hosts = request.headers.values("Host");
    if (hosts.size() > 1) {
        return badRequest("more than one Host header");
    }
    if (hosts.isEmpty()) {
        return request.minorVersion >= 1 ? badRequest("no Host header") : HttpRefusal();
    }
    const QByteArray &host = hosts.first();
    const bool sound =
        std::all_of(host.begin(), host.end(), [](char c) { return c > ' ' && c <= '~' && !QByteArrayView("/?#@\\\"<>").contains(c); });
    return sound ? HttpRefusal() : badRequest("the Host header is not a host name");
}

HttpRefusal judgeTransferEncoding(const HttpRequest &request, bool hasLength)
{
    if (hasLength) {
        return badRequest("Content-Length together with Transfer-Encoding");
    }
    if (request.minorVersion < 1) {
        return badRequest("Transfer-Encoding in HTTP/1.0");
    }
    const QList<QByteArray> codings = request.headers.values("Transfer-Encoding");
    if (codings.size() > 1 || codings.first().isEmpty()) {
        return badRequest("more than one Transfer-Encoding, or an empty one");
    }
    if (QByteArrayView(codings.first()).compare("chunked", Qt::CaseInsensitive) != 0) {
        return {501, QByteArrayLiteral("a transfer coding other than chunked")};
    }
    return {};
}

HttpRefusal judgeContentLength(const QList<QByteArray> &lengths, qsizetype bodyLimit, qsizetype &length)
{
    const QByteArray &text = lengths.first();
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDecimalDigit)) {
        return badRequest("Content-Length is not a number");
    }
    if (std::any_of(lengths.begin(), lengths.end(), [&text](const QByteArray &other) { return other != text; })) {
        return badRequest("differing Content-Length headers");
    }
    const HttpRefusal tooLarge = {413, QByteArrayLiteral("Content-Length above the limit")};
    for (const char c : text) {
        const int digit = c - '0';
        if (length > (bodyLimit - digit) / 10) {
            return tooLarge;
        }
        length = length * 10 + digit;
    }
    return length > bodyLimit ? tooLarge : HttpRefusal();
}

} // namespace

bool isHttpToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isHttpFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
    });
}

HttpRefusal parseRequestLine(QByteArrayView line, HttpRequest &request)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || !isHttpToken(line.first(first))) {
        return badRequest("the request line does not start with a method");
    }
    if (first == last) {
        return badRequest("the request line names no HTTP version");
    }
    if (const HttpRefusal refusal = judgeVersion(line.sliced(last + 1), request.minorVersion)) {
        return refusal;
    }
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (const HttpRefusal refusal = judgeTarget(target)) {
        return refusal;
    }
    request.method = line.first(first).toByteArray();
    request.target = target.toByteArray();
    return {};
}

HttpRefusal parseFieldLine(QByteArrayView line, HttpHeaders &headers)
{
    if (line.startsWith(' ') || line.startsWith('\t')) {
        return badRequest("a folded header");
    }
    const qsizetype colon = line.indexOf(':');
    if (colon < 0) {
        return badRequest("a header without a colon");
    }
    if (!isHttpToken(line.first(colon))) {
        return badRequest("a malformed header name");
    }
    const QByteArrayView value = line.sliced(colon + 1);
    if (!isHttpFieldValue(value)) {
        return badRequest("a control character in a header");
    }
    headers.append(line.first(colon).toByteArray(), value.trimmed().toByteArray());
    return {};
}

HttpRefusal judgeFraming(const HttpRequest &request, qsizetype bodyLimit, HttpFraming &framing)
{
    if (const HttpRefusal refusal = judgeHost(request)) {
        return refusal;
    }
    const QList<QByteArray> lengths = request.headers.values("Content-Length");
    if (request.headers.contains("Transfer-Encoding")) {
        framing.chunked = true;
        return judgeTransferEncoding(request, !lengths.isEmpty());
    }
    return lengths.isEmpty() ? HttpRefusal() : judgeContentLength(lengths, bodyLimit, framing.length);
}

bool hasHttpOption(const HttpHeaders &headers, QByteArrayView name, QByteArrayView option)
{
    for (const QByteArray &value : headers.values(name)) {
        for (const QByteArray &item : value.split(',')) {
            if (QByteArrayView(item).trimmed().compare(option, Qt::CaseInsensitive) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool wantsKeepAlive(const HttpRequest &request)
{
    if (hasHttpOption(request.headers, "Connection", "close")) {
        return false;
    }
    return request.minorVersion >= 1 || hasHttpOption(request.headers, "Connection", "keep-alive");
}

bool wantsContinue(const HttpRequest &request)
{
    return request.minorVersion >= 1 && hasHttpOption(request.headers, "Expect", "100-continue");
}

} // namespace daraja
