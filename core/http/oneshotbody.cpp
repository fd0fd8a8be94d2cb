// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/oneshotbody.h"

#include <algorithm>
#include <cstring>

namespace daraja {

OneShotBody::OneShotBody(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_body.size() - m_read;
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min(maxSize, m_body.size() - m_read);
    if (count <= 0) {
        return m_read >= m_body.size() ? -1 : 0;
    }
    std::memcpy(data, m_body.constData() + m_read, static_cast<std::size_t>(count));
    const bool first = m_read == 0;
    m_read += count;
    if (first) {
        Q_EMIT firstRead();
    }
    return count;
}

qint64 OneShotBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace daraja
