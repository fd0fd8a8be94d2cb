// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QIODevice>

namespace daraja {

/// A request body that can be read once and never again.
///
/// QNetworkAccessManager sends a request again by itself when the connection breaks before an answer. It must rewind the body for that, and
/// this device refuses: the request then ends with ContentReSendError instead of a second payment. Sequential, known size, one thread.
class OneShotBody final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OneShotBody)

public:
    /// Open for reading at once.
    explicit OneShotBody(QByteArray body, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 size() const override { return m_body.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override { return bytesAvailable() == 0; }
    bool reset() override { return false; }

    /// Whether anybody took bytes: then they may be on their way.
    [[nodiscard]] bool wasRead() const { return m_read > 0; }

Q_SIGNALS:
    /// The first bytes were taken. Emitted from inside read(), so a receiver may take a note and no more.
    void firstRead();

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace daraja
