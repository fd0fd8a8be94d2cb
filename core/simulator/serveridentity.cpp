// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/serveridentity.h"

#include <QMutex>
#include <QThreadPool>

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace daraja {

namespace {

constexpr unsigned int keyBits = 2048;
constexpr long secondsPerDay = 24L * 60 * 60;
constexpr long validDays = 3650;

struct OpenSslDeleter
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
};
template <typename T> using OpenSslPtr = std::unique_ptr<T, OpenSslDeleter>;

/// Self-signed, as Safaricom's file is read: only the key in it counts.
QByteArray selfSignedPem(EVP_PKEY *key)
{
    const OpenSslPtr<X509> certificate(X509_new());
    unsigned char serial[8] = {};
    if (!certificate || RAND_bytes(serial, sizeof serial) != 1) {
        return {};
    }
    long number = 1;
    for (const unsigned char byte : serial) {
        number = (number << 7 | (byte & 0x7f)) & 0x7fffffff;
    }
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), number);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -secondsPerDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validDays * secondsPerDay);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    const QByteArray commonName = QByteArrayLiteral("Daraja Desk simulator");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(commonName.constData()),
                               static_cast<int>(commonName.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    if (X509_sign(certificate.get(), key, EVP_sha256()) == 0) {
        return {};
    }
    const OpenSslPtr<BIO> memory(BIO_new(BIO_s_mem()));
    char *text = nullptr;
    if (!memory || PEM_write_bio_X509(memory.get(), certificate.get()) != 1) {
        return {};
    }
    const long size = BIO_get_mem_data(memory.get(), &text);
    return QByteArray(text, size);
}

} // namespace

struct ServerIdentity::Key
{
    explicit Key(EVP_PKEY *newKey)
        : key(newKey)
    {
    }
    ~Key() { EVP_PKEY_free(key); }
    Q_DISABLE_COPY_MOVE(Key)

    EVP_PKEY *key;
};

struct ServerIdentity::Made
{
    std::shared_ptr<Key> key;
    QByteArray certificatePem;
};

/// Where the maker finds the identity, as long as that lives.
struct ServerIdentity::Mailbox
{
    [[nodiscard]] bool isRead()
    {
        const QMutexLocker locker(&mutex);
        return owner != nullptr;
    }

    QMutex mutex;
    ServerIdentity *owner = nullptr;
};

ServerIdentity::ServerIdentity(QObject *parent)
    : QObject(parent)
{
}

ServerIdentity::~ServerIdentity()
{
    if (m_mailbox) {
        const QMutexLocker locker(&m_mailbox->mutex);
        m_mailbox->owner = nullptr;
    }
}

void ServerIdentity::prepare()
{
    if (m_key || m_mailbox) {
        return;
    }
    m_mailbox = std::make_shared<Mailbox>();
    m_mailbox->owner = this;
    QThreadPool::globalInstance()->start([mailbox = m_mailbox] {
        if (!mailbox->isRead()) {
            return;
        }
        const Made made = make();
        OPENSSL_thread_stop(); // the thread may outlive the library's clean-up at exit, which then misses what it keeps for each thread
        const QMutexLocker locker(&mailbox->mutex);
        if (ServerIdentity *owner = mailbox->owner) {
            QMetaObject::invokeMethod(
                owner, [owner, made] { owner->take(made); }, Qt::QueuedConnection);
        }
    });
}

ServerIdentity::Made ServerIdentity::make()
{
    EVP_PKEY *key = EVP_RSA_gen(keyBits);
    if (!key) {
        return {};
    }
    Made made{std::make_shared<Key>(key), {}};
    made.certificatePem = selfSignedPem(key);
    return made;
}

void ServerIdentity::take(const Made &made)
{
    m_mailbox.reset();
    if (!made.key || made.certificatePem.isEmpty()) {
        qWarning("The simulator could not make its RSA key; account balance will not answer until it is started again.");
        return;
    }
    m_key = made.key;
    m_certificatePem = made.certificatePem;
    Q_EMIT ready();
}

std::optional<QByteArray> ServerIdentity::decrypt(const QByteArray &cipher) const
{
    if (!m_key) {
        return {};
    }
    const OpenSslPtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(m_key->key, nullptr));
    const auto *bytes = reinterpret_cast<const unsigned char *>(cipher.constData());
    const auto size = static_cast<size_t>(cipher.size());
    size_t length = 0;
    if (!context || EVP_PKEY_decrypt_init(context.get()) <= 0 || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) <= 0 ||
        EVP_PKEY_decrypt(context.get(), nullptr, &length, bytes, size) <= 0) {
        return {};
    }
    QByteArray plain(static_cast<qsizetype>(length), Qt::Uninitialized);
    if (EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char *>(plain.data()), &length, bytes, size) <= 0) {
        return {};
    }
    plain.truncate(static_cast<qsizetype>(length));
    return plain;
}

} // namespace daraja
