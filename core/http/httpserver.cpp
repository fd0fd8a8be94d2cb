// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpserver.h"

#include "core/http/httpconnection.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace daraja {

namespace {
constexpr int listenBacklog = 512; ///< Qt's 50 makes the kernel drop the connections of a burst, and the client tries again a second later
constexpr int acceptRetryDelay = 250; ///< milliseconds, after the system had no descriptor left
} // namespace

/// Hands out sockets at once, also those whose TLS handshake has only begun: QSslServer keeps them back and lets idle ones block the
/// others.
class HttpListener final : public QTcpServer
{
public:
    using QTcpServer::QTcpServer;

    std::optional<QSslConfiguration> tls;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        if (!tls) {
            QTcpServer::incomingConnection(descriptor);
            return;
        }
        auto *socket = new QSslSocket(this);
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        socket->setSslConfiguration(*tls);
        socket->startServerEncryption();
        addPendingConnection(socket);
    }
};

HttpServer::HttpServer(Handler handler, HttpServerLimits limits, QObject *parent)
    : QObject(parent)
    , m_handler(std::make_shared<const Handler>(std::move(handler)))
    , m_limits(limits)
    , m_server(new HttpListener(this))
{
    m_server->setListenBacklogSize(listenBacklog);
    connect(m_server, &QTcpServer::newConnection, this, &HttpServer::acceptPending);
    connect(m_server, &QTcpServer::acceptError, this, [this] {
        // No descriptor left: wait for one instead of being woken at once by the same connection.
        m_server->pauseAccepting();
        QTimer::singleShot(acceptRetryDelay, m_server, [this] {
            if (m_server->isListening()) {
                m_server->resumeAccepting();
            }
        });
    });
}

HttpServer::~HttpServer()
{
    close();
}

void HttpServer::setTls(const QSslConfiguration &configuration)
{
    m_server->tls = configuration;
}

bool HttpServer::listen(const QHostAddress &address, quint16 port)
{
    if (isListening()) {
        m_error = tr("Port %1 is already open here.").arg(this->port());
        return false;
    }
    if (m_server->listen(address, port)) {
        m_error.clear();
        return true;
    }
    switch (m_server->serverError()) {
    case QAbstractSocket::AddressInUseError:
        m_error = tr("Port %1 is used by another program. Stop that program or choose another port.").arg(port);
        break;
    case QAbstractSocket::SocketAccessError:
        m_error = tr("This computer does not allow the program to use port %1. Choose one above 1023.").arg(port);
        break;
    case QAbstractSocket::SocketAddressNotAvailableError:
        m_error = tr("This computer does not have the address %1. Use 127.0.0.1.").arg(address.toString());
        break;
    default:
        m_error = tr("Cannot listen on %1, port %2: %3").arg(address.toString(), QString::number(port), m_server->errorString());
    }
    return false;
}

void HttpServer::close()
{
    m_server->close();
    const QList<HttpConnection *> connections = std::exchange(m_connections, {});
    for (HttpConnection *connection : connections) {
        connection->drop();
    }
}

bool HttpServer::isListening() const
{
    return m_server->isListening();
}

quint16 HttpServer::port() const
{
    return m_server->serverPort();
}

QString HttpServer::errorString() const
{
    return m_error;
}

int HttpServer::connectionCount() const
{
    return static_cast<int>(m_connections.size());
}

void HttpServer::acceptPending()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (m_connections.size() >= m_limits.connections && !makeRoom()) {
            socket->abort();
            delete socket;
            continue;
        }
        auto *connection = new HttpConnection(socket, m_handler, m_limits, this);
        m_connections.append(connection);
        connect(connection, &HttpConnection::refused, this, &HttpServer::requestRefused);
        connect(connection, &HttpConnection::ended, this, [this, connection] {
            m_connections.removeOne(connection);
            connection->deleteLater();
        });
    }
}

/// Drops the connection that has owed a request for the longest time, where the limits allow it.
bool HttpServer::makeRoom()
{
    if (!m_limits.newestWins) {
        return false;
    }
    const auto isBefore = [](const HttpConnection *a, const HttpConnection *b) {
        return a->isReading() != b->isReading() ? a->isReading() : a->lastActive() < b->lastActive();
    };
    const auto longest = std::min_element(m_connections.cbegin(), m_connections.cend(), isBefore);
    if (longest == m_connections.cend() || !(*longest)->isReading()) {
        return false;
    }
    HttpConnection *connection = *longest;
    m_connections.erase(longest);
    connection->drop();
    return true;
}

} // namespace daraja
