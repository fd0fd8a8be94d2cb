// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/httpheaders.h"

#include <QObject>
#include <QSocketNotifier>

namespace daraja {

/// One whole answer found in received bytes.
struct RawAnswer
{
    QByteArray statusLine;
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
};

/// A TCP client that writes exactly the bytes it is told and collects what comes back, for tests of servers.
///
/// Sits on a plain non-blocking socket because QTcpSocket can neither half-close nor tell FIN from RST. Nothing waits: everything happens
/// in the event loop, and tests poll the accessors with QTRY_ macros.
class RawConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawConnection)

public:
    /// Begins to connect to 127.0.0.1.
    explicit RawConnection(quint16 port, QObject *parent = nullptr);
    /// Closes the socket if it is open.
    ~RawConnection() override;

    /// Queues bytes; they leave in order as soon as the kernel takes them.
    void send(const QByteArray &bytes);
    /// FIN behind everything sent so far; goes on receiving.
    void finish();
    /// FIN, and nobody listens any more.
    void leave();
    /// RST at once.
    void reset();
    /// Leaves what comes in the kernel, so that its buffers fill.
    void setReading(bool reading);

    /// Whether the kernel has connected; needs no turn of the event loop.
    [[nodiscard]] bool isConnected() const;
    /// Bytes the kernel has not taken.
    [[nodiscard]] qsizetype unsent() const { return m_unsent.size(); }
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    /// The server ended the connection, by FIN or RST, or refused it.
    [[nodiscard]] bool isClosed() const { return m_finished || m_wasReset; }
    [[nodiscard]] bool wasReset() const { return m_wasReset; }

    /// The whole answers received so far, interim ones (1xx) included. `toHead`: none of them has a body.
    [[nodiscard]] QList<RawAnswer> answers(bool toHead = false) const;
    /// What stands behind the last whole answer.
    [[nodiscard]] QByteArray rest(bool toHead = false) const;
    /// The status codes of answers().
    [[nodiscard]] QList<int> statuses(bool toHead = false) const;

private:
    void readyToRead();
    void readyToWrite();
    void closeSocket();
    qsizetype parse(QList<RawAnswer> *answers, bool toHead) const;

    int m_socket = -1;
    QSocketNotifier m_readNotifier{QSocketNotifier::Read};
    QSocketNotifier m_writeNotifier{QSocketNotifier::Write};
    QByteArray m_unsent;
    QByteArray m_received;
    bool m_finishWanted = false;
    bool m_finished = false;
    bool m_wasReset = false;
};

} // namespace daraja
