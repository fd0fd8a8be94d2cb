// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

class QTcpSocket;

namespace daraja {

/// What was written and has not reached the kernel; with TLS, encrypted or not.
[[nodiscard]] qint64 unsentBytes(const QTcpSocket &socket);

/// Two ways to end a TCP connection that QTcpSocket does not have. The socket must be connected. Without effect where the system has no
/// Berkeley sockets: then FIN comes when the socket is closed, and never RST on demand.

/// Sends FIN behind what the kernel holds; reading goes on.
void shutDownWriting(const QTcpSocket &socket);
/// Makes the coming close send RST instead of FIN, and drop what the kernel holds.
void resetOnClose(const QTcpSocket &socket);

} // namespace daraja
