// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/securitycredential.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>
#include <memory>

namespace daraja {

namespace {

constexpr qsizetype certificateSizeLimit = 1024LL * 1024;
constexpr int safaricomKeyBits = 2048;
constexpr int paddingBytes = 11; // of PKCS#1 v1.5

struct OpenSslDeleter
{
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(unsigned char *bytes) const { OPENSSL_free(bytes); }
};
template <typename T> using OpenSsl = std::unique_ptr<T, OpenSslDeleter>;

/// OpenSSL's error queue is per thread: what stays in it would be blamed on the next TLS handshake.
struct ErrorQueueCleaner
{
    ~ErrorQueueCleaner() { ERR_clear_error(); }
};

CryptoProblem cryptoProblem(const char *text)
{
    return {QCoreApplication::translate("Crypto", text)};
}

/// Without it OpenSSL asks for the pass phrase of an encrypted PEM block on the terminal, and waits.
int refusePassPhrase(char *, int, int, void *)
{
    return -1;
}

/// The certificate with an RSA key of usable size, or why not.
std::variant<OpenSsl<X509>, CryptoProblem> loadCertificate(const QByteArray &pemOrDer)
{
    if (pemOrDer.trimmed().isEmpty()) {
        return cryptoProblem(QT_TRANSLATE_NOOP("Crypto", "The certificate file is empty. Download it again from Safaricom's portal."));
    }
    if (pemOrDer.size() > certificateSizeLimit) {
        return cryptoProblem(QT_TRANSLATE_NOOP("Crypto", "The file is too large for a certificate. Choose Safaricom's .cer file."));
    }
    QByteArray bytes = pemOrDer;
    if (bytes.startsWith("\xEF\xBB\xBF")) {
        bytes.remove(0, 3);
    }
    const OpenSsl<BIO> bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
    OpenSsl<X509> certificate(PEM_read_bio_X509(bio.get(), nullptr, refusePassPhrase, nullptr));
    if (!certificate) {
        BIO_reset(bio.get());
        certificate.reset(d2i_X509_bio(bio.get(), nullptr));
    }
    if (!certificate) {
        if (bytes.contains("PRIVATE KEY-----") || bytes.contains("PUBLIC KEY-----")) {
            return cryptoProblem(QT_TRANSLATE_NOOP("Crypto", "This file holds a key, not a certificate. Choose Safaricom's .cer file."));
        }
        return cryptoProblem(QT_TRANSLATE_NOOP("Crypto", "This is not a certificate in PEM or DER form. Choose Safaricom's .cer file."));
    }
    const EVP_PKEY *key = X509_get0_pubkey(certificate.get());
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA) {
        return cryptoProblem(
            QT_TRANSLATE_NOOP("Crypto", "The certificate holds no RSA key, so it is not Safaricom's. Choose Safaricom's .cer file."));
    }
    if (EVP_PKEY_get_bits(key) < safaricomKeyBits) {
        return cryptoProblem(QT_TRANSLATE_NOOP(
            "Crypto", "The certificate's key is shorter than 2048 bits, so it is not Safaricom's. Choose Safaricom's .cer file."));
    }
    return certificate;
}

QString commonName(const X509_NAME *name)
{
    const int index = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (index < 0) {
        return {};
    }
    unsigned char *utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    const OpenSsl<unsigned char> owner(utf8);
    return size < 0 ? QString() : QString::fromUtf8(reinterpret_cast<const char *>(utf8), size);
}

QDateTime instantOf(const ASN1_TIME *time)
{
    std::tm utc{};
    if (ASN1_TIME_to_tm(time, &utc) != 1) {
        return {};
    }
    return {QDate(utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday), QTime(utc.tm_hour, utc.tm_min, utc.tm_sec), Qt::UTC};
}

QString fingerprint(const X509 *certificate, const EVP_MD *digest)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    if (X509_digest(certificate, digest, bytes.data(), &size) != 1) {
        return {};
    }
    const QByteArray raw(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(size));
    return QString::fromLatin1(raw.toHex(':').toUpper());
}

/// Empty when OpenSSL refuses.
QByteArray encryptPkcs1(EVP_PKEY *key, const QByteArray &plain)
{
    const OpenSsl<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(key, nullptr));
    const auto *input = reinterpret_cast<const unsigned char *>(plain.constData());
    const auto inputSize = static_cast<size_t>(plain.size());
    size_t size = 0;
    if (!context || EVP_PKEY_encrypt_init(context.get()) != 1 || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_encrypt(context.get(), nullptr, &size, input, inputSize) != 1) {
        return {};
    }
    QByteArray cipher(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_PKEY_encrypt(context.get(), reinterpret_cast<unsigned char *>(cipher.data()), &size, input, inputSize) != 1) {
        return {};
    }
    cipher.truncate(static_cast<qsizetype>(size));
    return cipher;
}

} // namespace

std::variant<CertificateFacts, CryptoProblem> readCertificate(const QByteArray &pemOrDer)
{
    const ErrorQueueCleaner cleaner;
    const auto loaded = loadCertificate(pemOrDer);
    if (const auto *failed = std::get_if<CryptoProblem>(&loaded)) {
        return *failed;
    }
    const X509 *certificate = std::get<OpenSsl<X509>>(loaded).get();
    CertificateFacts facts;
    facts.subject = commonName(X509_get_subject_name(certificate));
    facts.issuer = commonName(X509_get_issuer_name(certificate));
    facts.notBefore = instantOf(X509_get0_notBefore(certificate));
    facts.notAfter = instantOf(X509_get0_notAfter(certificate));
    facts.sha1 = fingerprint(certificate, EVP_sha1());
    facts.sha256 = fingerprint(certificate, EVP_sha256());
    facts.keyBits = EVP_PKEY_get_bits(X509_get0_pubkey(certificate));
    return facts;
}

std::variant<QString, CryptoProblem> securityCredential(const QString &password, const QByteArray &pemOrDer)
{
    if (password.isEmpty()) {
        return cryptoProblem(QT_TRANSLATE_NOOP("Crypto", "The operator password is empty."));
    }
    const ErrorQueueCleaner cleaner;
    const auto loaded = loadCertificate(pemOrDer);
    if (const auto *failed = std::get_if<CryptoProblem>(&loaded)) {
        return *failed;
    }
    EVP_PKEY *key = X509_get0_pubkey(std::get<OpenSsl<X509>>(loaded).get());
    const int longest = EVP_PKEY_get_size(key) - paddingBytes;

    QByteArray plain = password.toUtf8();
    QByteArray cipher;
    const bool fits = plain.size() <= longest;
    if (fits) {
        cipher = encryptPkcs1(key, plain);
    }
    OPENSSL_cleanse(plain.data(), static_cast<size_t>(plain.size()));

    if (!fits) {
        return CryptoProblem{
            QCoreApplication::translate("Crypto", "The operator password is too long: at most %1 bytes fit the certificate's key.")
                .arg(longest)};
    }
    if (cipher.isEmpty()) {
        return cryptoProblem(
            QT_TRANSLATE_NOOP("Crypto", "The certificate's key cannot encrypt. Download the certificate again from Safaricom's portal."));
    }
    return QString::fromLatin1(cipher.toBase64());
}

} // namespace daraja
