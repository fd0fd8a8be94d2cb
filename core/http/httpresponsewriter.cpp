// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpresponsewriter.h"

#include "core/http/httprequesthead.h"

#include <QLocale>

namespace daraja {

namespace {

bool isWritableField(const HttpHeaders::Field &field)
{
    if (!isHttpToken(field.first) || !isHttpFieldValue(field.second)) {
        return false;
    }
    for (const QByteArrayView ours :
         {QByteArrayView("Content-Length"), QByteArrayView("Transfer-Encoding"), QByteArrayView("Connection")}) {
        if (ours.compare(field.first, Qt::CaseInsensitive) == 0) {
            return false;
        }
    }
    return true;
}

/// RFC 9110 section 5.6.7, for example `Sun, 06 Nov 1994 08:49:37 GMT`.
QByteArray httpDate(const QDateTime &utc)
{
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss")).toLatin1() + " GMT";
}

} // namespace

QByteArray httpResponseBytes(const HttpResponse &response, const HttpResponseFraming &framing)
{
    const int status = response.status >= 200 && response.status <= 599 ? response.status : 500;
    const bool bodiless = status == 204 || status == 304;

    QByteArray bytes;
    bytes.reserve(256 + response.body.size());
    bytes += "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    bool dated = false;
    for (const HttpHeaders::Field &field : response.headers.fields()) {
        if (isWritableField(field)) {
            dated = dated || field.first.compare("Date", Qt::CaseInsensitive) == 0;
            bytes += field.first + ": " + field.second + "\r\n";
        }
    }
    if (!dated) {
        bytes += "Date: " + httpDate(framing.date) + "\r\n";
    }
    if (!bodiless) {
        bytes += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    }
    bytes += framing.keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    if (!bodiless && !framing.toHead) {
        bytes += response.body;
    }
    return bytes;
}

} // namespace daraja
