// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/tlsidentity.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <openssl/err.h>
#include <openssl/pem.h>

#include <memory>

namespace daraja {

namespace {

constexpr qint64 largestPemFile = 1024LL * 1024;

struct OpenSslDeleter
{
    void operator()(BIO *memory) const { BIO_free(memory); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};

QString tlsText(const char *text)
{
    return QCoreApplication::translate("TlsIdentity", text);
}

QByteArray contentOf(const QString &fileName, QString *problem)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = tlsText(QT_TRANSLATE_NOOP("TlsIdentity", "%1 cannot be read: %2")).arg(fileName, file.errorString());
        return {};
    }
    return file.read(largestPemFile);
}

std::unique_ptr<BIO, OpenSslDeleter> memoryOf(const QByteArray &bytes)
{
    return std::unique_ptr<BIO, OpenSslDeleter>(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

/// A key with a passphrase is not asked for one.
int noPassphrase(char *, int, int, void *asked)
{
    *static_cast<bool *>(asked) = true;
    return -1;
}

QString problemWithKey(const QByteArray &certificatePem, const QByteArray &keyPem, const QString &keyFile, QSsl::KeyAlgorithm *algorithm)
{
    bool passphraseAsked = false;
    const std::unique_ptr<EVP_PKEY, OpenSslDeleter> key(
        PEM_read_bio_PrivateKey(memoryOf(keyPem).get(), nullptr, noPassphrase, &passphraseAsked));
    const std::unique_ptr<X509, OpenSslDeleter> certificate(PEM_read_bio_X509(memoryOf(certificatePem).get(), nullptr, nullptr, nullptr));
    const bool fits = key && certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error(); // what OpenSSL noted here must not appear as the error of somebody's connection
    if (passphraseAsked) {
        return tlsText(QT_TRANSLATE_NOOP("TlsIdentity",
                                         "The key in %1 is protected by a passphrase. Save it without one, readable by you only."))
            .arg(keyFile);
    }
    if (!key) {
        return tlsText(QT_TRANSLATE_NOOP("TlsIdentity", "There is no private key in %1. A PEM file with a PRIVATE KEY section is needed."))
            .arg(keyFile);
    }
    if (!fits) {
        return tlsText(QT_TRANSLATE_NOOP("TlsIdentity", "The key in %1 does not belong to the certificate.")).arg(keyFile);
    }
    *algorithm = EVP_PKEY_is_a(key.get(), "EC") ? QSsl::Ec : EVP_PKEY_is_a(key.get(), "DSA") ? QSsl::Dsa : QSsl::Rsa;
    return {};
}

} // namespace

TlsIdentity readTlsIdentity(const QString &certificateFile, const QString &keyFile, const QDateTime &now)
{
    TlsIdentity identity;
    const QByteArray certificatePem = contentOf(certificateFile, &identity.problem);
    const QByteArray keyPem = identity.problem.isEmpty() ? contentOf(keyFile, &identity.problem) : QByteArray();
    if (!identity.problem.isEmpty()) {
        return identity;
    }
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificatePem, QSsl::Pem);
    if (chain.isEmpty()) {
        identity.problem =
            tlsText(QT_TRANSLATE_NOOP("TlsIdentity", "There is no certificate in %1. A PEM file with a CERTIFICATE section is needed."))
                .arg(certificateFile);
        return identity;
    }
    QSsl::KeyAlgorithm algorithm = QSsl::Rsa;
    identity.problem = problemWithKey(certificatePem, keyPem, keyFile, &algorithm);
    if (!identity.problem.isEmpty()) {
        return identity;
    }
    const QSslCertificate &certificate = chain.constFirst();
    identity.subject = certificate.subjectInfo(QSslCertificate::CommonName).value(0);
    identity.hosts = certificate.subjectAlternativeNames().values(QSsl::DnsEntry);
    identity.expires = certificate.expiryDate();
    if (identity.expires < now) {
        identity.warning = tlsText(QT_TRANSLATE_NOOP("TlsIdentity", "The certificate in %1 expired on %2. Safaricom will not connect."))
                               .arg(certificateFile, identity.expires.toUTC().toString(QStringLiteral("d MMMM yyyy")));
    } else if (certificate.effectiveDate() > now) {
        identity.warning = tlsText(QT_TRANSLATE_NOOP("TlsIdentity", "The certificate in %1 is not good before %2."))
                               .arg(certificateFile, certificate.effectiveDate().toUTC().toString(QStringLiteral("d MMMM yyyy")));
    }
    identity.configuration = QSslConfiguration::defaultConfiguration();
    identity.configuration.setLocalCertificateChain(chain);
    identity.configuration.setPrivateKey(QSslKey(keyPem, algorithm));
    identity.configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // callers are not asked for a certificate of theirs
    if (identity.configuration.privateKey().isNull()) {
        identity.problem =
            tlsText(QT_TRANSLATE_NOOP("TlsIdentity", "The key in %1 is of a kind that cannot be used. RSA and EC keys can.")).arg(keyFile);
    }
    return identity;
}

} // namespace daraja
