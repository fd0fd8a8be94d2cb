// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scriptedserver.h"

#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

#include <algorithm>

namespace daraja {

namespace {

/// Closing with this set sends RST instead of FIN.
void resetConnection(QTcpSocket *socket)
{
    const linger atOnce{1, 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket->abort();
}

qsizetype contentLength(const QByteArray &head)
{
    const QByteArray lower = head.toLower();
    const qsizetype at = lower.indexOf("\r\ncontent-length:");
    return at < 0 ? 0 : lower.mid(at + 17, lower.indexOf("\r\n", at + 2) - at - 17).trimmed().toLongLong();
}

} // namespace

ScriptedAnswer ScriptedAnswer::status(int status, const QByteArray &body, const QByteArrayList &headerLines)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const QByteArray &line : headerLines) {
        head += line + "\r\n";
    }
    return raw(head + "\r\n" + body);
}

ScriptedAnswer ScriptedAnswer::thenClose() const
{
    ScriptedAnswer answer = *this;
    answer.end = End::Close;
    return answer;
}

ScriptedAnswer ScriptedAnswer::dripping(int interval, qsizetype first) const
{
    ScriptedAnswer answer = *this;
    answer.dripInterval = interval;
    answer.atOnce = first;
    return answer;
}

QByteArrayList ScriptedRequest::headerLines() const
{
    QByteArrayList lines;
    const QByteArray head = raw.left(raw.indexOf("\r\n\r\n"));
    for (qsizetype at = head.indexOf("\r\n"); at >= 0;) {
        const qsizetype end = head.indexOf("\r\n", at + 2);
        lines.append(head.mid(at + 2, end < 0 ? -1 : end - at - 2));
        at = end;
    }
    return lines;
}

/// One connection: collects requests, performs answers.
class ScriptedServer::Connection final : public QObject
{
public:
    Connection(ScriptedServer *server, QTcpSocket *socket, int number)
        : QObject(socket)
        , m_server(server)
        , m_socket(socket)
        , m_number(number)
    {
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::bytesWritten, this, &Connection::fill);
        connect(socket, &QTcpSocket::disconnected, this, [this] {
            if (m_server->m_lastSocket == m_socket) {
                m_server->m_lastSocket = nullptr;
            }
            m_socket->deleteLater();
            Q_EMIT m_server->connectionLost();
        });
        connect(&m_drip, &QTimer::timeout, this, &Connection::dripOne);
        read();
    }

private:
    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        m_server->m_bytesReceived += bytes.size();
        m_input += bytes;
        for (;;) {
            const qsizetype headEnd = m_input.indexOf("\r\n\r\n");
            if (headEnd < 0) {
                return;
            }
            const qsizetype size = headEnd + 4 + contentLength(m_input.left(headEnd + 2));
            if (m_input.size() < size) {
                return;
            }
            m_server->m_requests.append({m_input.left(size), m_number});
            m_server->m_lastSocket = m_socket;
            m_input.remove(0, size);
            perform(m_server->nextAnswer());
            Q_EMIT m_server->requestReceived();
        }
    }

    void perform(const ScriptedAnswer &answer)
    {
        m_end = answer.end;
        m_filler = answer.filler;
        if (answer.dripInterval > 0) {
            m_socket->write(answer.bytes.left(answer.atOnce));
            m_drops = answer.bytes.mid(answer.atOnce);
            m_drip.start(answer.dripInterval);
            return;
        }
        m_socket->write(answer.bytes);
        fill();
        if (m_filler == 0) {
            endConnection();
        }
    }

    void dripOne()
    {
        if (m_drops.isEmpty()) {
            m_drip.stop();
            endConnection();
            return;
        }
        m_socket->write(m_drops.left(1));
        m_drops.remove(0, 1);
    }

    /// Keeps at most a little more than one block in memory.
    void fill()
    {
        constexpr qint64 block = 64 * 1024;
        if (m_filler > 0 && m_socket->bytesToWrite() < block) {
            const qint64 count = std::min(m_filler, block);
            m_filler -= count;
            m_socket->write(QByteArray(count, 'x'));
            if (m_filler == 0) {
                endConnection();
            }
        }
    }

    void endConnection()
    {
        if (m_end == ScriptedAnswer::End::Close) {
            m_socket->disconnectFromHost();
        } else if (m_end == ScriptedAnswer::End::Reset) {
            constexpr int moment = 30; // lets the client read what was sent: a reset may overtake it
            QTimer::singleShot(moment, m_socket, [socket = m_socket] { resetConnection(socket); });
        }
    }

    ScriptedServer *m_server;
    QTcpSocket *m_socket;
    int m_number;
    QByteArray m_input;
    ScriptedAnswer::End m_end = ScriptedAnswer::End::Keep;
    qint64 m_filler = 0;
    QByteArray m_drops;
    QTimer m_drip;
};

ScriptedServer::ScriptedServer(const QList<ScriptedAnswer> &script, QObject *parent)
    : QObject(parent)
    , m_server(new QTcpServer(this))
    , m_script(script)
{
    listen(QHostAddress(QHostAddress::LocalHost));
}

ScriptedServer::ScriptedServer(const QList<ScriptedAnswer> &script, const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_tls(true)
    , m_script(script)
{
    auto *server = new QSslServer(this);
    server->setSslConfiguration(tls);
    m_server = server;
    listen(QHostAddress(QHostAddress::LocalHost));
}

ScriptedServer::~ScriptedServer()
{
    delete m_server; // its connections look at our members
}

void ScriptedServer::listen(const QHostAddress &address, quint16 port)
{
    m_server->disconnect(this);
    m_server->close();
    connect(m_server, &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::accept);
    if (!m_server->listen(address, port)) {
        qFatal("The scripted server cannot listen");
    }
    m_port = m_server->serverPort();
}

void ScriptedServer::stopListening()
{
    m_server->close();
}

void ScriptedServer::setScript(const QList<ScriptedAnswer> &script)
{
    m_script = script;
    m_answered = 0;
}

void ScriptedServer::writeNow(const QByteArray &bytes)
{
    if (m_lastSocket != nullptr) {
        m_lastSocket->write(bytes);
    }
}

void ScriptedServer::writeToAll(const QByteArray &bytes)
{
    const QList<QTcpSocket *> sockets = m_server->findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets) {
        socket->write(bytes);
    }
}

void ScriptedServer::closeConnections()
{
    const QList<QTcpSocket *> sockets = m_server->findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets) {
        ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR);
    }
}

QUrl ScriptedServer::url(const QString &host) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host);
    url.setPort(m_port);
    return url;
}

int ScriptedServer::count(const QByteArray &method) const
{
    return static_cast<int>(std::count_if(m_requests.begin(), m_requests.end(),
                                          [&method](const ScriptedRequest &request) { return request.method() == method; }));
}

int ScriptedServer::openConnections() const
{
    const QList<QTcpSocket *> sockets = m_server->findChildren<QTcpSocket *>();
    return static_cast<int>(std::count_if(sockets.begin(), sockets.end(),
                                          [](const QTcpSocket *socket) { return socket->state() == QAbstractSocket::ConnectedState; }));
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        new Connection(this, socket, ++m_connections);
    }
}

ScriptedAnswer ScriptedServer::nextAnswer()
{
    const qsizetype index = std::min(m_answered++, m_script.size() - 1);
    return m_script.at(index);
}

} // namespace daraja
