// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/socketend.h"

#include <QSslSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace daraja {

qint64 unsentBytes(const QTcpSocket &socket)
{
    const auto *tls = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (tls != nullptr ? tls->encryptedBytesToWrite() : 0);
}

#ifdef Q_OS_UNIX

void shutDownWriting(const QTcpSocket &socket)
{
    ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
}

void resetOnClose(const QTcpSocket &socket)
{
    const linger hard = {1, 0};
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

#else

void shutDownWriting(const QTcpSocket &) {}

void resetOnClose(const QTcpSocket &) {}

#endif

} // namespace daraja
