// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/crypto/securitycredential.h"

#include "tests/support/rsapair.h"

#include <QCryptographicHash>
#include <QTest>

#include <openssl/err.h>

using namespace daraja;

namespace {

QString colonHex(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toHex(':').toUpper());
}

QString textOf(const std::variant<QString, CryptoProblem> &answer)
{
    const auto *problem = std::get_if<CryptoProblem>(&answer);
    return problem ? problem->text : QString();
}

} // namespace

class TestSecurityCredential final : public QObject
{
    Q_OBJECT

    const RsaPair m_safaricom;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); } // it would be blamed on the next TLS handshake

    void readsCertificates_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray pem = m_safaricom.pem();
        QTest::newRow("PEM") << pem;
        QTest::newRow("DER") << m_safaricom.der();
        QTest::newRow("PEM with Windows line ends") << QByteArray(pem).replace("\n", "\r\n");
        QTest::newRow("PEM with a byte order mark") << "\xEF\xBB\xBF" + pem;
        QTest::newRow("PEM below a text") << "Bag Attributes: none\n\n" + pem;
        QTest::newRow("PEM without the last line end") << pem.trimmed();
    }

    void readsCertificates()
    {
        QFETCH(const QByteArray, file);
        const auto answer = readCertificate(file);
        const auto *facts = std::get_if<CertificateFacts>(&answer);
        QVERIFY(facts);
        QCOMPARE(facts->subject, QStringLiteral("apicrypt.test.example"));
        QCOMPARE(facts->issuer, QStringLiteral("Test authority"));
        QCOMPARE(facts->notBefore, RsaPair::notBefore());
        QCOMPARE(facts->notAfter, RsaPair::notAfter());
        QCOMPARE(facts->keyBits, 2048);
        QCOMPARE(facts->sha1, colonHex(QCryptographicHash::hash(m_safaricom.der(), QCryptographicHash::Sha1)));
        QCOMPARE(facts->sha256, colonHex(QCryptographicHash::hash(m_safaricom.der(), QCryptographicHash::Sha256)));

        const auto credential = securityCredential(QStringLiteral("Safaricom999!*!"), file);
        QVERIFY(std::holds_alternative<QString>(credential));
        QCOMPARE(m_safaricom.decrypt(std::get<QString>(credential)), QByteArrayLiteral("Safaricom999!*!"));
    }

    void encryptsTheBarePassword_data()
    {
        QTest::addColumn<QString>("password");
        QTest::newRow("sandbox") << QStringLiteral("Safaricom999!*!");
        QTest::newRow("one character") << QStringLiteral("x");
        QTest::newRow("spaces at the ends") << QStringLiteral(" secret ");
        QTest::newRow("beyond ASCII") << QStringLiteral("n\u00FAmero\u20AC");
        QTest::newRow("longest") << QString(245, u'p');
    }

    void encryptsTheBarePassword()
    {
        QFETCH(const QString, password);
        const auto answer = securityCredential(password, m_safaricom.pem());
        QVERIFY2(std::holds_alternative<QString>(answer), qPrintable(textOf(answer)));
        const QString credential = std::get<QString>(answer);
        QCOMPARE(credential.size(), 344);
        QVERIFY(!credential.contains(u'\n'));
        QCOMPARE(m_safaricom.decrypt(credential), password.toUtf8());
    }

    void differsEachTime()
    {
        const auto first = securityCredential(QStringLiteral("same"), m_safaricom.pem());
        const auto second = securityCredential(QStringLiteral("same"), m_safaricom.pem());
        QVERIFY(std::get<QString>(first) != std::get<QString>(second));
    }

    void refusesPasswords_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QString() << QStringLiteral("is empty");
        QTest::newRow("too long") << QString(246, u'p') << QStringLiteral("at most 245 bytes");
        QTest::newRow("too long in UTF-8") << QString(123, u'\u00E9') << QStringLiteral("at most 245 bytes");
    }

    void refusesPasswords()
    {
        QFETCH(const QString, password);
        QFETCH(const QString, says);
        const QString text = textOf(securityCredential(password, m_safaricom.pem()));
        QVERIFY2(text.contains(says), qPrintable(text));
        QVERIFY(password.isEmpty() || !text.contains(password));
    }

    void refusesFiles_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says");
        const QByteArray pem = m_safaricom.pem();
        const QByteArray encrypted =
            QByteArray(pem).replace("-----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\n"
                                                                     "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("is empty");
        QTest::newRow("blank") << QByteArrayLiteral(" \n\n") << QStringLiteral("is empty");
        QTest::newRow("text") << QByteArrayLiteral("hello") << QStringLiteral("not a certificate");
        QTest::newRow("HTML") << QByteArrayLiteral("<html><body>Sign in</body></html>") << QStringLiteral("not a certificate");
        QTest::newRow("cut PEM") << pem.left(pem.size() / 2) << QStringLiteral("not a certificate");
        QTest::newRow("cut DER") << m_safaricom.der().left(300) << QStringLiteral("not a certificate");
        QTest::newRow("damaged PEM") << QByteArray(pem).replace(100, 40, QByteArray(40, '!')) << QStringLiteral("not a certificate");
        QTest::newRow("encrypted PEM asks nobody") << encrypted << QStringLiteral("not a certificate");
        QTest::newRow("private key") << m_safaricom.privateKeyPem() << QStringLiteral("a key, not a certificate");
        QTest::newRow("elliptic key") << RsaPair::elliptic().pem() << QStringLiteral("no RSA key");
        QTest::newRow("short key") << RsaPair(1024).pem() << QStringLiteral("shorter than 2048 bits");
        QTest::newRow("huge") << QByteArray(2 * 1024 * 1024, 'A') << QStringLiteral("too large");
        QTest::newRow("binary") << QByteArray("\x30\x82\xff\xff\x00\x01", 6) << QStringLiteral("not a certificate");
    }

    void refusesFiles()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, says);
        const auto facts = readCertificate(file);
        QCOMPARE(ERR_peek_error(), 0UL);
        const auto *problem = std::get_if<CryptoProblem>(&facts);
        QVERIFY(problem);
        QVERIFY2(problem->text.contains(says), qPrintable(problem->text));
        QVERIFY2(problem->text.contains(QStringLiteral("Safaricom's")), qPrintable(problem->text));
        QCOMPARE(textOf(securityCredential(QStringLiteral("secret-password"), file)), problem->text);
    }
};

QTEST_GUILESS_MAIN(TestSecurityCredential)
#include "tst_securitycredential.moc"
