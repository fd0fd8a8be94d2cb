// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDateTime>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>
#include <optional>

namespace daraja {

/// A key and its self-signed certificate, made at run time, as Safaricom makes them for SecurityCredential. Links OpenSSL::Crypto.
class RsaPair
{
public:
    explicit RsaPair(unsigned int bits = 2048)
        : RsaPair(EVP_RSA_gen(bits))
    {
    }

    /// One with a key that cannot encrypt passwords.
    static RsaPair elliptic() { return RsaPair(EVP_EC_gen("P-256")); }

    [[nodiscard]] QByteArray pem() const
    {
        return written([this](BIO *bio) { PEM_write_bio_X509(bio, m_certificate.get()); });
    }
    [[nodiscard]] QByteArray der() const
    {
        return written([this](BIO *bio) { i2d_X509_bio(bio, m_certificate.get()); });
    }
    [[nodiscard]] QByteArray privateKeyPem() const
    {
        return written([this](BIO *bio) { PEM_write_bio_PrivateKey(bio, m_key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    }

    /// What Daraja does with a SecurityCredential; nothing when it is not one for this key.
    [[nodiscard]] std::optional<QByteArray> decrypt(const QString &credential) const
    {
        const QByteArray cipher = QByteArray::fromBase64(credential.toLatin1());
        const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(m_key.get(), nullptr),
                                                                                  EVP_PKEY_CTX_free);
        EVP_PKEY_decrypt_init(context.get());
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING);
        QByteArray plain(EVP_PKEY_get_size(m_key.get()), Qt::Uninitialized);
        auto size = static_cast<size_t>(plain.size());
        const int done = EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char *>(plain.data()), &size,
                                          reinterpret_cast<const unsigned char *>(cipher.constData()), static_cast<size_t>(cipher.size()));
        if (done != 1) {
            return {};
        }
        plain.truncate(static_cast<qsizetype>(size));
        return plain;
    }

    /// The certificate's life: long over, like that of Safaricom's sandbox certificate.
    static QDateTime notBefore() { return {QDate(2014, 11, 12), QTime(7, 12, 45), Qt::UTC}; }
    static QDateTime notAfter() { return {QDate(2016, 11, 11), QTime(7, 12, 45), Qt::UTC}; }

private:
    explicit RsaPair(EVP_PKEY *key)
        : m_key(key, EVP_PKEY_free)
        , m_certificate(X509_new(), X509_free)
    {
        X509 *certificate = m_certificate.get();
        X509_set_version(certificate, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        ASN1_TIME_set(X509_getm_notBefore(certificate), notBefore().toSecsSinceEpoch());
        ASN1_TIME_set(X509_getm_notAfter(certificate), notAfter().toSecsSinceEpoch());
        addName(X509_get_subject_name(certificate), "apicrypt.test.example");
        addName(X509_get_issuer_name(certificate), "Test authority");
        X509_set_pubkey(certificate, key);
        X509_sign(certificate, key, EVP_sha256());
    }

    static void addName(X509_NAME *name, const char *commonName)
    {
        X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("Daraja Desk tests"), -1, -1, 0);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(commonName), -1, -1, 0);
    }

    template <typename Write> static QByteArray written(Write write)
    {
        const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
        write(bio.get());
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio.get(), &data);
        return {data, static_cast<qsizetype>(size)};
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
    std::unique_ptr<X509, decltype(&X509_free)> m_certificate;
};

} // namespace daraja
