// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/exchangetext.h"

#include "ui/widgets/codeview.h"

#include <QCoreApplication>

namespace daraja {

namespace {

QString headersAndBody(const HttpHeaders &headers, const QByteArray &body)
{
    QString text;
    for (const HttpHeaders::Field &field : headers.fields()) {
        text += QString::fromUtf8(field.first) + QStringLiteral(": ") + QString::fromUtf8(field.second) + u'\n';
    }
    if (!body.isEmpty())
        text += u'\n' + CodeView::pretty(body);
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace

QString requestText(const HttpExchange &exchange)
{
    if (exchange.method.isEmpty())
        return {};
    QString target = exchange.url.path(QUrl::FullyEncoded);
    if (target.isEmpty())
        target = QStringLiteral("/");
    if (exchange.url.hasQuery())
        target += u'?' + exchange.url.query(QUrl::FullyEncoded);
    QString text = QString::fromLatin1(exchange.method) + u' ' + target + QStringLiteral(" HTTP/1.1\n");
    if (!exchange.requestHeaders.contains("Host"))
        text += QStringLiteral("Host: ") + exchange.url.authority(QUrl::FullyEncoded) + u'\n';
    return (text + headersAndBody(exchange.requestHeaders, exchange.requestBody)).trimmed();
}

QString responseText(const HttpExchange &exchange)
{
    if (exchange.status == 0)
        return exchange.failureText;
    QString text = QStringLiteral("HTTP/1.1 %1").arg(exchange.status);
    if (!exchange.reason.isEmpty())
        text += u' ' + QString::fromUtf8(exchange.reason);
    text += u'\n' + headersAndBody(exchange.responseHeaders, exchange.responseBody);
    text = text.trimmed();
    if (exchange.responseBody.isEmpty())
        text += QStringLiteral("\n\n") + QCoreApplication::translate("Exchange", "(no body)");
    if (!exchange.failureText.isEmpty())
        text += QStringLiteral("\n\n") + exchange.failureText;
    return text;
}

} // namespace daraja
