// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/shops.h"

#include <QTimer>

namespace daraja {

HttpServer::Handler redirectingShop()
{
    return [](const HttpRequest &, HttpResponder responder) {
        HttpResponse response;
        response.status = 308;
        response.headers.set(QByteArrayLiteral("Location"), QByteArrayLiteral("https://www.shop.invalid/cb"));
        responder.respond(response);
    };
}

HttpServer::Handler shopThatSays(int toGet, int toPost)
{
    return [toGet, toPost](const HttpRequest &request, HttpResponder responder) {
        responder.respond(HttpResponse::html(request.method == "POST" ? toPost : toGet, QByteArrayLiteral("<html><body>.</body></html>")));
    };
}

HttpServer::Handler slowShop(int milliseconds)
{
    return [milliseconds](const HttpRequest &request, HttpResponder responder) {
        if (request.method != "POST") {
            responder.respond(HttpResponse::html(405, QByteArrayLiteral("<html><body>POST only</body></html>")));
            return;
        }
        QTimer::singleShot(milliseconds, [responder]() mutable {
            responder.respond(HttpResponse::json(200, QByteArrayLiteral("{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}")));
        });
    };
}

} // namespace daraja
