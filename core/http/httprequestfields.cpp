// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequestfields.h"

#include <algorithm>

namespace daraja {

namespace {

QByteArray hostField(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':')) {
        host = '[' + host + ']';
    }
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

bool isOneLine(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

QUrl urlBelow(const QUrl &base, const QString &path)
{
    if (!path.startsWith(u'/')) {
        return {}; // `@elsewhere` or `.elsewhere` would move to another server
    }
    QByteArray below = base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (below.endsWith('/')) {
        below.chop(1);
    }
    const QUrl url = QUrl::fromEncoded(below + path.toUtf8(), QUrl::StrictMode);
    return url.isValid() && !url.hasFragment() ? url : QUrl();
}

QString problemWithCall(const HttpCall &call)
{
    if (call.method != "GET" && call.method != "POST") {
        return HttpClient::tr("Only GET and POST can be sent.");
    }
    if (call.method == "POST" && call.body.isEmpty()) {
        return HttpClient::tr("There is nothing to send: the request is empty.");
    }
    for (const HttpHeaders::Field &field : call.headers.fields()) {
        if (!isOneLine(field.first) || !isOneLine(field.second)) {
            return HttpClient::tr("The header %1 holds a line break. Check the value for characters that were pasted by accident.")
                .arg(QString::fromLatin1(field.first.simplified()));
        }
    }
    return {};
}

HttpHeaders requestFields(const QUrl &url, const HttpCall &call)
{
    HttpHeaders fields{{QByteArrayLiteral("Host"), hostField(url)},
                       {QByteArrayLiteral("User-Agent"), QByteArrayLiteral("DarajaDesk/" DARAJA_VERSION)},
                       {QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")},
                       {QByteArrayLiteral("Accept-Language"), QByteArrayLiteral("en")}};
    const bool post = call.method == "POST";
    if (post) {
        fields.set(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json"));
    }
    for (const HttpHeaders::Field &field : call.headers.fields()) {
        if (field.first.compare("Host", Qt::CaseInsensitive) != 0 && field.first.compare("Transfer-Encoding", Qt::CaseInsensitive) != 0) {
            fields.set(field.first, field.second);
        }
    }
    fields.set(QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("identity"));
    fields.set(QByteArrayLiteral("Connection"), QByteArrayLiteral("keep-alive"));
    if (post) {
        fields.set(QByteArrayLiteral("Content-Length"), QByteArray::number(call.body.size()));
    } else {
        fields.remove("Content-Length");
    }
    return fields;
}

HttpHeaders redactedHeaders(const HttpHeaders &headers, const Redactor &redactor)
{
    HttpHeaders shown;
    for (const HttpHeaders::Field &field : headers.fields()) {
        shown.append(field.first, redactor.header(field.first, field.second));
    }
    return shown;
}

HttpExchange recordOf(const QUrl &url, const HttpCall &call)
{
    HttpExchange exchange;
    exchange.method = call.method;
    const QByteArray address = url.toEncoded(QUrl::RemoveUserInfo);
    const QByteArray shown = call.redactor.text(address);
    exchange.url = shown == address && url.userInfo().isEmpty() ? url : QUrl::fromEncoded(shown);
    exchange.requestHeaders = redactedHeaders(requestFields(url, call), call.redactor);
    if (call.method == "POST") {
        exchange.requestBody = call.redactor.text(call.body);
    }
    return exchange;
}

} // namespace daraja
