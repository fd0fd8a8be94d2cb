// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httprequestreader.h"
#include "core/http/httpserver.h"

#include <QPointer>
#include <QTimer>

class QTcpSocket;

namespace daraja {

struct HttpResponder::State
{
    explicit State(HttpConnection *answeringConnection);
    ~State();
    Q_DISABLE_COPY_MOVE(State)

    QPointer<HttpConnection> connection;
    bool answered = false;
};

/// One client of an HttpServer: reads a request, hands it over, writes its answer, reads the next. Internal to the server.
///
/// While a request is being handled nothing is read beyond a small buffer, so a client that pipelines waits in its own socket. A client
/// that closes its side counts as gone once what was already written has left.
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    /// Takes the socket over.
    HttpConnection(QTcpSocket *socket, std::shared_ptr<const HttpServer::Handler> handler, const HttpServerLimits &limits, QObject *parent);
    ~HttpConnection() override;

    /// Ends at once, without ended(), and deletes the connection: now, or later when a call into it is on the stack.
    void drop();

    /// \name The one answer of the request being handled; called by HttpResponder. No-ops when the client has gone.
    /// @{
    void respond(const HttpResponse &response);
    void respondRaw(const QByteArray &bytes, bool closeAfter);
    void reset();
    void hangUp();
    /// @}

    [[nodiscard]] bool isAlive() const;
    /// Whether the client's next request, or the rest of one, is awaited.
    [[nodiscard]] bool isReading() const { return m_phase == Phase::Reading; }
    /// When it connected or was last answered, in milliseconds of a steady clock.
    [[nodiscard]] qint64 lastActive() const { return m_lastActive; }

Q_SIGNALS:
    /// A request was answered with an error before the handler saw it.
    void refused(int status, const QByteArray &reason);
    /// The socket is closed. Once.
    void ended();

private:
    enum class Phase {
        Reading,  ///< the next request, or waiting for it
        Handling, ///< a handler owes an answer
        Closing,  ///< what is written leaves, what comes is thrown away
        Ended,
    };
    enum class Wait { Nothing, Idle, Head, Body, Linger };
    class Entry;

    void readRequests();
    bool readOn();
    void dispatch();
    void finishAnswer(bool keepAlive);
    void refuse(int status, const QByteArray &reason);
    void write(const QByteArray &bytes);
    void flush();
    void watchOutput();
    void close();
    void lingerWhenWritten();
    void discardInput();
    void waitFor(Wait wait);
    void inputTimedOut();
    void wasWritten();
    void end();

    QTcpSocket *m_socket;
    std::shared_ptr<const HttpServer::Handler> m_handler;
    HttpServerLimits m_limits;
    QString m_peer;

    Phase m_phase = Phase::Reading;
    HttpRequestReader m_reader;
    QByteArray m_input; ///< read from the socket; the part up to m_inputUsed is done with
    qsizetype m_inputUsed = 0;
    bool m_continueSent = false;
    bool m_toHead = false;   ///< of the request being handled
    bool m_keepAlive = true; ///< of the request being handled
    qint64 m_discarded = 0;

    qint64 m_lastActive;
    Wait m_wait = Wait::Nothing;
    QTimer m_inputTimer;     ///< what m_wait says
    QTimer m_outputTimer;    ///< no written byte was taken for too long
    bool m_moreCame = false; ///< input arrived while readRequests() was on the stack
    int m_entered = 0;       ///< calls into this object that are on the stack and go on using it
};

} // namespace daraja
