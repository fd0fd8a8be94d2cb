// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackreceiver.h"

#include <QRandomGenerator>

#include <array>
#include <optional>

namespace daraja {

namespace {

struct CallbackAddress
{
    const char *path;
    Callback::Kind kind;
};

constexpr std::array callbackAddresses{
    CallbackAddress{"/stk", Callback::Kind::StkResult},
    CallbackAddress{"/result", Callback::Kind::Result},
    CallbackAddress{"/timeout", Callback::Kind::QueueTimeout},
};

/// 128 bits from the system's generator, in hex: callbacks are not signed, so the address is the only lock (daraja-api 22.1).
QByteArray makeSecretSegment()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words)).toHex();
}

} // namespace

class CallbackReceiver::Private final
{
public:
    Private(CallbackReceiver *owner, const Clock &time)
        : clock(time)
        , prefix("/cb/" + makeSecretSegment())
        , server([this, owner](const HttpRequest &request, HttpResponder responder) { handle(owner, request, responder); })
    {
    }

    void handle(CallbackReceiver *owner, const HttpRequest &request, HttpResponder &responder) const
    {
        const std::optional<CallbackAddress> address = addressOf(request.path());
        if (!address) {
            responder.respond(HttpResponse::json(404, R"({"errorMessage":"Not found"})"));
            return;
        }
        if (request.method != "POST") {
            HttpResponse response = HttpResponse::json(405, R"({"errorMessage":"Method Not Allowed"})");
            response.headers.set("Allow", "POST");
            responder.respond(response);
            return;
        }
        Callback callback = parseCallback(request.body, address->kind);
        callback.receivedAt = clock.now();
        callback.path = QLatin1StringView(address->path);
        callback.peer = request.peer;
        // Told before it is answered: an answer lets the next message of the same connection in.
        Q_EMIT owner->received(callback);
        responder.respond(HttpResponse::json(200, R"({"ResultCode":0,"ResultDesc":"Accepted"})"));
    }

    [[nodiscard]] std::optional<CallbackAddress> addressOf(const QByteArray &path) const
    {
        if (path.startsWith(prefix)) {
            for (const CallbackAddress &address : callbackAddresses) {
                if (path.sliced(prefix.size()) == address.path) {
                    return address;
                }
            }
        }
        return {};
    }

    const Clock &clock;
    const QByteArray prefix;
    HttpServer server;
};

CallbackReceiver::CallbackReceiver(const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
}

CallbackReceiver::~CallbackReceiver() = default;

bool CallbackReceiver::listen(quint16 port)
{
    return d->server.listen(QHostAddress(QHostAddress::LocalHost), port);
}

void CallbackReceiver::close()
{
    d->server.close();
}

bool CallbackReceiver::isListening() const
{
    return d->server.isListening();
}

quint16 CallbackReceiver::port() const
{
    return d->server.port();
}

QString CallbackReceiver::errorString() const
{
    return d->server.errorString();
}

QUrl CallbackReceiver::baseUrl() const
{
    if (!isListening()) {
        return {};
    }
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    url.setPath(QString::fromLatin1(d->prefix));
    return url;
}

} // namespace daraja
