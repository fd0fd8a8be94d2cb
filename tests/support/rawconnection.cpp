// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rawconnection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace daraja {

RawConnection::RawConnection(quint16 port, QObject *parent)
    : QObject(parent)
    , m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
{
    if (m_socket < 0) {
        qFatal("No socket for a test connection");
    }
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 && errno != EINPROGRESS) {
        qFatal("A test connection could not begin to connect");
    }
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &RawConnection::readyToRead);
    connect(&m_writeNotifier, &QSocketNotifier::activated, this, &RawConnection::readyToWrite);
    m_readNotifier.setSocket(m_socket);
    m_writeNotifier.setSocket(m_socket);
    m_readNotifier.setEnabled(true);
    m_writeNotifier.setEnabled(true);
}

RawConnection::~RawConnection()
{
    closeSocket();
}

bool RawConnection::isConnected() const
{
    pollfd asked = {m_socket, POLLOUT, 0};
    return m_socket >= 0 && ::poll(&asked, 1, 0) == 1 && (asked.revents & (POLLERR | POLLHUP)) == 0;
}

void RawConnection::send(const QByteArray &bytes)
{
    m_unsent += bytes;
    m_writeNotifier.setEnabled(m_socket >= 0);
}

void RawConnection::finish()
{
    m_finishWanted = true;
    m_writeNotifier.setEnabled(m_socket >= 0);
}

void RawConnection::leave()
{
    closeSocket();
}

void RawConnection::reset()
{
    const linger hard = {1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    closeSocket();
}

void RawConnection::setReading(bool reading)
{
    m_readNotifier.setEnabled(reading && m_socket >= 0);
}

void RawConnection::readyToRead()
{
    std::array<char, 64 * 1024> buffer;
    const ssize_t size = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (size > 0) {
        m_received.append(buffer.data(), size);
    } else if (size == 0) {
        m_finished = true;
        m_readNotifier.setEnabled(false);
    } else if (errno != EAGAIN && errno != EINTR) {
        m_wasReset = true;
        closeSocket();
    }
}

void RawConnection::readyToWrite()
{
    if (!m_unsent.isEmpty()) {
        const ssize_t size = ::send(m_socket, m_unsent.constData(), static_cast<size_t>(m_unsent.size()), MSG_NOSIGNAL);
        if (size > 0) {
            m_unsent.remove(0, size);
        } else if (errno == EPIPE || errno == ECONNRESET) {
            // The server no longer takes anything. What it said before may still be there to be read, and reading tells how it ended.
            m_writeNotifier.setEnabled(false);
            return;
        }
    }
    if (m_unsent.isEmpty()) {
        m_writeNotifier.setEnabled(false);
        if (m_finishWanted) {
            ::shutdown(m_socket, SHUT_WR);
        }
    }
}

void RawConnection::closeSocket()
{
    m_readNotifier.setEnabled(false);
    m_writeNotifier.setEnabled(false);
    if (m_socket >= 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

QList<RawAnswer> RawConnection::answers(bool toHead) const
{
    QList<RawAnswer> found;
    parse(&found, toHead);
    return found;
}

QByteArray RawConnection::rest(bool toHead) const
{
    QList<RawAnswer> found;
    return m_received.sliced(parse(&found, toHead));
}

QList<int> RawConnection::statuses(bool toHead) const
{
    QList<int> found;
    for (const RawAnswer &answer : answers(toHead)) {
        found.append(answer.status);
    }
    return found;
}

/// Returns where the last whole answer ends.
qsizetype RawConnection::parse(QList<RawAnswer> *answers, bool toHead) const
{
    qsizetype position = 0;
    while (true) {
        const qsizetype headEnd = m_received.indexOf("\r\n\r\n", position);
        if (headEnd < 0 || m_received.mid(position, 9) != "HTTP/1.1 ") {
            return position;
        }
        const QByteArray head = m_received.sliced(position, headEnd - position);
        RawAnswer answer;
        qsizetype lineStart = 0;
        while (lineStart <= head.size()) {
            const qsizetype found = head.indexOf("\r\n", lineStart);
            const qsizetype lineEnd = found < 0 ? head.size() : found;
            const QByteArray line = head.sliced(lineStart, lineEnd - lineStart);
            if (lineStart == 0) {
                answer.statusLine = line;
                answer.status = line.mid(9, 3).toInt();
            } else {
                const qsizetype colon = line.indexOf(':');
                answer.headers.append(line.left(colon), line.mid(colon + 1).trimmed());
            }
            lineStart = lineEnd + 2;
        }
        const bool bodiless = toHead || answer.status < 200 || answer.status == 204 || answer.status == 304;
        const qsizetype length = bodiless ? 0 : answer.headers.value("Content-Length").toLongLong();
        const qsizetype bodyStart = headEnd + 4;
        if (m_received.size() - bodyStart < length) {
            return position;
        }
        answer.body = m_received.sliced(bodyStart, length);
        answers->append(answer);
        position = bodyStart + length;
    }
}

} // namespace daraja
