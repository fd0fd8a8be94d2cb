// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpmessage.h"
#include "core/http/httprequestparser.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>

class QSslConfiguration;

namespace daraja {

class HttpConnection;
class HttpListener;

/// The right to answer one request, now or later. Copies share it; the first answer counts, later ones are ignored.
/// Safe when the client has gone: then nothing happens. Use on the server's thread only.
/// Destroying the last copy without an answer closes the connection, so a client never waits for nothing.
class HttpResponder
{
public:
    HttpResponder() = default;

    void respond(const HttpResponse &response);

    /// \name What a faulty server does; for the simulator's fault injection and for tests.
    /// @{
    void reset();                                                     ///< TCP RST, nothing written
    void close();                                                     ///< FIN, nothing written
    void respondRaw(const QByteArray &bytes, bool closeAfter = true); ///< these bytes exactly; otherwise the idle limit closes
    /// @}

    [[nodiscard]] bool isAnswered() const;
    /// Whether the client is still connected.
    [[nodiscard]] bool isAlive() const;

private:
    friend class HttpConnection;
    struct State;
    explicit HttpResponder(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;
};

/// A small HTTP/1.1 server: the simulator, the callback receiver, tests. On loopback in plain text, elsewhere with TLS.
///
/// One handler sees every request and decides on method and path itself. Requests of one connection are handed over one after the other, so
/// pipelined answers cannot change order. HEAD is handed over as HEAD and its body is not written. Honours keep-alive, `Connection: close`,
/// HTTP/1.0 and `Expect: 100-continue`. Lives on one thread; no nested loops.
///
/// What HttpServerLimits do not allow, and what is not HTTP, is answered with a short text and `Connection: close`, and some of what the
/// client still sends is thrown away so that it can read that answer. A handler may take any time; while it does, the connection reads no
/// further request. A client that takes no byte of its answer for the idle limit is dropped. A client that closes its sending side counts
/// as gone: it gets the answers already given, not later ones. Handlers may close or delete the server. An exception from a handler becomes
/// status 500.
class HttpServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpServer)

public:
    using Handler = std::function<void(const HttpRequest &request, HttpResponder responder)>;

    explicit HttpServer(Handler handler, HttpServerLimits limits = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Speaks TLS with every connection accepted from now on. The configuration needs a certificate and its key; a later call replaces them
    /// without disturbing open connections. A client that does not finish the handshake within the idle limit is dropped.
    void setTls(const QSslConfiguration &configuration);

    /// Port 0 takes a free one. False on failure, then errorString() says why in words for people.
    [[nodiscard]] bool listen(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost), quint16 port = 0);
    /// Stops listening and drops every connection.
    void close();

    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] int connectionCount() const;

Q_SIGNALS:
    /// A request was refused before the handler saw it (garbage, limits). For logs; no secrets inside.
    void requestRefused(int status, const QByteArray &reason);

private:
    void acceptPending();
    [[nodiscard]] bool makeRoom();

    std::shared_ptr<const Handler> m_handler; ///< connections hold it too: a handler may end the server it runs in
    HttpServerLimits m_limits;
    HttpListener *m_server;
    QList<HttpConnection *> m_connections;
    QString m_error;
};

} // namespace daraja
