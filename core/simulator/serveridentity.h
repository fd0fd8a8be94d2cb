// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>
#include <optional>

namespace daraja {

/// The simulator's own RSA-2048 key and self-signed certificate: what Safaricom's certificate is to the real Daraja (daraja-api 3.3).
/// The key is made once, on a thread of the pool; destroying the object meanwhile is safe. The private key never leaves it.
class ServerIdentity final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerIdentity)

public:
    explicit ServerIdentity(QObject *parent);
    ~ServerIdentity() override;

    /// Begins to make the key; no-op when it is there or under way.
    void prepare();
    [[nodiscard]] bool isReady() const { return m_key != nullptr; }
    [[nodiscard]] QByteArray certificatePem() const { return m_certificatePem; }

    /// What was encrypted with the certificate by RSA PKCS#1 v1.5, or nothing when it was not. Nothing before ready().
    [[nodiscard]] std::optional<QByteArray> decrypt(const QByteArray &cipher) const;

Q_SIGNALS:
    /// Once, later than prepare().
    void ready();

private:
    struct Key;
    struct Made;
    struct Mailbox;

    static Made make();
    void take(const Made &made);

    std::shared_ptr<Mailbox> m_mailbox; ///< set while the key is being made
    std::shared_ptr<Key> m_key;
    QByteArray m_certificatePem;
};

} // namespace daraja
