// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <memory>
#include <optional>

class QTcpServer;
class QTcpSocket;

namespace daraja {

/// What the server does when a whole request has come. A value.
struct ScriptedAnswer
{
    enum class End {
        Keep,  ///< leave the connection open
        Close, ///< FIN after the last byte
        Reset, ///< RST a moment after the last byte
    };

    QByteArray bytes; ///< exactly what is written
    End end = End::Keep;
    qsizetype atOnce = 0; ///< so many bytes before the drip
    int dripInterval = 0; ///< milliseconds between single bytes; 0 writes all at once
    qint64 filler = 0;    ///< so many more bytes `x` follow, made while they leave

    /// A well-formed answer with Content-Length.
    [[nodiscard]] static ScriptedAnswer status(int status, const QByteArray &body = {}, const QByteArrayList &headerLines = {});
    [[nodiscard]] static ScriptedAnswer json(const QByteArray &body)
    {
        return status(200, body, {QByteArrayLiteral("Content-Type: application/json")});
    }
    [[nodiscard]] static ScriptedAnswer raw(const QByteArray &bytes, End end = End::Keep) { return {bytes, end}; }
    [[nodiscard]] static ScriptedAnswer silence() { return {}; }
    [[nodiscard]] static ScriptedAnswer close() { return {{}, End::Close}; }
    [[nodiscard]] static ScriptedAnswer reset() { return {{}, End::Reset}; }

    [[nodiscard]] ScriptedAnswer thenClose() const;
    /// The `first` bytes at once, then the others one by one.
    [[nodiscard]] ScriptedAnswer dripping(int interval, qsizetype first = 0) const;
    /// The head at once, then the body byte by byte.
    [[nodiscard]] ScriptedAnswer drippingBody(int interval) const { return dripping(interval, bytes.indexOf("\r\n\r\n") + 4); }
};

/// One request as it came.
struct ScriptedRequest
{
    QByteArray raw;     ///< head and body
    int connection = 0; ///< counts from 1

    [[nodiscard]] QByteArray method() const { return raw.left(raw.indexOf(' ')); }
    [[nodiscard]] QByteArray body() const { return raw.mid(raw.indexOf("\r\n\r\n") + 4); }
    [[nodiscard]] QByteArrayList headerLines() const; ///< without the request line
};

/// A server without manners, for tests of clients: it reads whole requests and answers each with the next entry of a script, the last one
/// for ever. Also over TLS. It knows only Content-Length. Lives on the test's thread.
class ScriptedServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedServer)

public:
    explicit ScriptedServer(const QList<ScriptedAnswer> &script = {ScriptedAnswer::json("{}")}, QObject *parent = nullptr);
    /// Speaks TLS.
    ScriptedServer(const QList<ScriptedAnswer> &script, const QSslConfiguration &tls, QObject *parent = nullptr);
    ~ScriptedServer() override;

    /// Called by the constructors with loopback; port 0 takes a free one.
    void listen(const QHostAddress &address, quint16 port = 0);
    /// Nobody listens any more; open connections stay.
    void stopListening();

    void setScript(const QList<ScriptedAnswer> &script);
    /// Sends these bytes on the connection of the last request now.
    void writeNow(const QByteArray &bytes);
    /// Sends these bytes on every connection now.
    void writeToAll(const QByteArray &bytes);
    /// Sends FIN on every connection now. Each ends, and no longer counts in openConnections(), when the client has closed it too.
    void closeConnections();

    [[nodiscard]] quint16 port() const { return m_port; }
    /// `http` or `https` on 127.0.0.1 (or `host`).
    [[nodiscard]] QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const;

    [[nodiscard]] const QList<ScriptedRequest> &requests() const { return m_requests; }
    [[nodiscard]] int count(const QByteArray &method) const;
    [[nodiscard]] int posts() const { return count("POST"); }
    /// Connections accepted; with TLS: whose handshake was done.
    [[nodiscard]] int connections() const { return m_connections; }
    /// Bytes of anything received, also of requests that are not whole.
    [[nodiscard]] qint64 bytesReceived() const { return m_bytesReceived; }
    [[nodiscard]] int openConnections() const;

Q_SIGNALS:
    void requestReceived();
    void connectionLost(); ///< the client went away

private:
    class Connection;
    void accept();
    [[nodiscard]] ScriptedAnswer nextAnswer();

    QTcpServer *m_server = nullptr;
    bool m_tls = false;
    quint16 m_port = 0;
    QList<ScriptedAnswer> m_script;
    qsizetype m_answered = 0;
    QList<ScriptedRequest> m_requests;
    int m_connections = 0;
    qint64 m_bytesReceived = 0;
    QTcpSocket *m_lastSocket = nullptr;
};

} // namespace daraja
