// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QSslConfiguration>

#include <memory>

namespace daraja {

/// A certificate authority that lives as long as the test: keys and certificates are made at run time, none is kept in the tree.
class TestAuthority
{
public:
    explicit TestAuthority(const QByteArray &commonName = QByteArrayLiteral("Daraja Desk test authority"));
    ~TestAuthority();
    Q_DISABLE_COPY_MOVE(TestAuthority)

    enum class Leaf {
        Good,       ///< for localhost and 127.0.0.1
        WrongHost,  ///< for elsewhere.example
        Expired,    ///< good until yesterday
        SelfSigned, ///< good, but signed by its own key
    };

    /// The authority's certificate.
    [[nodiscard]] QByteArray pem() const;

    /// What a TLS server needs to show a certificate of that kind. Its subject is `localhost`.
    [[nodiscard]] QSslConfiguration serverConfiguration(Leaf leaf) const;

private:
    struct Keys;
    std::unique_ptr<Keys> m_keys;
};

} // namespace daraja
