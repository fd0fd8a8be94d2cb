// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/testcertificates.h"

#include <QSslCertificate>
#include <QSslKey>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace daraja {

template <typename T, void (*release)(T *)> struct OpenSslDelete
{
    void operator()(T *object) const { release(object); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, OpenSslDelete<EVP_PKEY, EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, OpenSslDelete<X509, X509_free>>;

namespace {

constexpr long oneDay = 24L * 60 * 60;

/// What a certificate shall say.
struct CertificateText
{
    QByteArray subject;
    QByteArray alternativeNames;  ///< OpenSSL's notation; empty for an authority
    long notBefore = -2 * oneDay; ///< seconds from now
    long notAfter = 30 * oneDay;
};

KeyPtr newKey()
{
    return KeyPtr(EVP_EC_gen("P-256"));
}

void addExtension(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData());
    Q_ASSERT(extension != nullptr);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/// A certificate for `key`; without `issuer` it signs itself.
CertificatePtr newCertificate(EVP_PKEY *key, const CertificateText &text, X509 *issuer, EVP_PKEY *issuerKey)
{
    CertificatePtr certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    unsigned char serial[8] = {};
    RAND_bytes(serial, sizeof serial);
    serial[0] = 1; // positive
    ASN1_STRING_set(X509_get_serialNumber(certificate.get()), serial, sizeof serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), text.notBefore);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), text.notAfter);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(text.subject.constData()), -1, -1, 0);
    X509 *signer = issuer != nullptr ? issuer : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    if (text.alternativeNames.isEmpty()) {
        addExtension(certificate.get(), signer, NID_basic_constraints, QByteArrayLiteral("critical,CA:TRUE"));
        addExtension(certificate.get(), signer, NID_key_usage, QByteArrayLiteral("critical,keyCertSign,cRLSign"));
    } else {
        addExtension(certificate.get(), signer, NID_subject_alt_name, text.alternativeNames);
    }
    X509_sign(certificate.get(), issuer != nullptr ? issuerKey : key, EVP_sha256());
    return certificate;
}

template <typename Write> QByteArray pemText(Write write)
{
    BIO *memory = BIO_new(BIO_s_mem());
    write(memory);
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    const QByteArray text(data, size);
    BIO_free(memory);
    return text;
}

QByteArray certificatePem(X509 *certificate)
{
    return pemText([certificate](BIO *memory) { PEM_write_bio_X509(memory, certificate); });
}

QByteArray keyPem(EVP_PKEY *key)
{
    return pemText([key](BIO *memory) { PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

} // namespace

struct TestAuthority::Keys
{
    KeyPtr key;
    CertificatePtr certificate;
};

TestAuthority::TestAuthority(const QByteArray &commonName)
    : m_keys(std::make_unique<Keys>())
{
    m_keys->key = newKey();
    m_keys->certificate = newCertificate(m_keys->key.get(), {commonName, {}}, nullptr, nullptr);
}

TestAuthority::~TestAuthority() = default;

QByteArray TestAuthority::pem() const
{
    return certificatePem(m_keys->certificate.get());
}

QSslConfiguration TestAuthority::serverConfiguration(Leaf leaf) const
{
    CertificateText text{QByteArrayLiteral("localhost"), QByteArrayLiteral("DNS:localhost,IP:127.0.0.1")};
    if (leaf == Leaf::WrongHost) {
        text.alternativeNames = QByteArrayLiteral("DNS:elsewhere.example");
    } else if (leaf == Leaf::Expired) {
        text.notAfter = -oneDay;
    }
    const KeyPtr key = newKey();
    const bool selfSigned = leaf == Leaf::SelfSigned;
    const CertificatePtr certificate =
        newCertificate(key.get(), text, selfSigned ? nullptr : m_keys->certificate.get(), selfSigned ? nullptr : m_keys->key.get());

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(certificatePem(certificate.get())));
    configuration.setPrivateKey(QSslKey(keyPem(key.get()), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace daraja
