// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L4 to L6: doctor 4, one row for each case.

#include "core/doctor/valuelint.h"
#include "tests/core/doctor/linttable.h"
#include "tests/support/rsapair.h"

#include <QTemporaryDir>
#include <QTest>

using namespace daraja;
using namespace daraja::linttable;

namespace {

const char *const sandboxFingerprint = "E7:F7:01:24:03:07:A1:60:1E:8C:74:44:41:BC:BA:14:29:F7:C3:35";
const char *const productionFingerprint = "38:FB:D5:21:14:36:9A:D9:7C:08:D9:63:85:E5:EF:E3:4D:4C:CA:56";
const char *const webServerFingerprint = "0C:19:3B:B0:B6:F4:6C:80:9F:CB:F7:E6:A0:AF:D0:6F:24:6C:AA:5D";

/// 344 characters that stand for 256 bytes.
QString rightShape()
{
    return QString(342, u'A') + QStringLiteral("==");
}

} // namespace

class TestValueChecksOperator final : public QObject
{
    Q_OBJECT

    const RsaPair m_certificate;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void credential_data()
    {
        addLintColumns();
        const auto ready = [](const QString &value) {
            return Change([value](Profile &, ProfileSecrets &s) {
                s.initiatorPassword.clear();
                s.securityCredential = value;
            });
        };
        const auto cured = [](const QString &credential) { return CureValues{{QStringLiteral("securityCredential"), credential}}; };
        const QString plus = rightShape().replace(100, 1, u'+').replace(200, 1, u'+');
        const QString sentence = QStringLiteral("Quiet#Lake41");
        lintRow("none and no password", ready({}), Status::NotNeeded, "", "neither");
        lintRow(
            "made here", [](Profile &, ProfileSecrets &) {}, Status::Good, "", "made here for every request");
        lintRow("right", ready(rightShape()), Status::Good, "", "with which certificate it was made cannot be seen");
        lintRow("plain password", ready(sentence), Status::Bad, "securityCredential", "looks like the plain password",
                {{QStringLiteral("securityCredential"), QString()}, {QStringLiteral("initiatorPassword"), sentence}});
        lintRow("plain password that is base64 by chance", ready(QStringLiteral("QuietLake416")), Status::Bad, "securityCredential",
                "plain password",
                {{QStringLiteral("securityCredential"), QString()}, {QStringLiteral("initiatorPassword"), QStringLiteral("QuietLake416")}});
        lintRow(
            "plain password beside another",
            [sentence](Profile &, ProfileSecrets &s) { s.securityCredential = sentence + QStringLiteral("!"); }, Status::Bad,
            "securityCredential", "plain password", cured({}));
        lintRow("spaces for plus", ready(QString(plus).replace(u'+', u' ')), Status::Bad, "securityCredential", "damaged in a web form",
                cured(plus));
        lintRow("base64 twice", ready(QString::fromLatin1(rightShape().toLatin1().toBase64())), Status::Bad, "securityCredential",
                "encrypted twice", cured(rightShape()));
        lintRow("512 bytes", ready(QString::fromLatin1(QByteArray(512, '\x9c').toBase64())), Status::Bad, "securityCredential",
                "encrypted twice");
        lintRow("cut", ready(rightShape().left(300)), Status::Bad, "securityCredential", "300 characters instead of 344");
        lintRow("wrapped", ready(rightShape().insert(64, u'\n')), Status::Good);
        lintRow(
            "ready one beside a password", [](Profile &, ProfileSecrets &s) { s.securityCredential = rightShape(); }, Status::Note,
            "securityCredential", "A ready one wins");
        lintRow(
            "password that is too long", [](Profile &, ProfileSecrets &s) { s.initiatorPassword = QString(300, u'#'); }, Status::Bad,
            "initiatorPassword", "at most 245 bytes");
    }

    void credential()
    {
        QFETCH(const Change, change);
        SampleValues values = liveOperator();
        change(values.profile, values.secrets);
        compareLint(lintCredential(values.profile, values.secrets, m_certificate.pem()), values);
    }

    void credentialMadeHereNamesEnvironmentAndCertificate()
    {
        const SampleValues values = liveOperator();
        const Finding finding = lintCredential(values.profile, values.secrets, m_certificate.der());
        const auto facts = std::get<CertificateFacts>(readCertificate(m_certificate.der()));
        QVERIFY(shownIn(finding).contains(facts.sha256));
        QVERIFY(shownIn(finding).contains(QStringLiteral("Production")));
    }

    void certificateIsReadAndShown()
    {
        const SampleValues values = liveOperator();
        const QDateTime then = RsaPair::notBefore().addDays(1);
        for (const QByteArray &file : {m_certificate.pem(), m_certificate.der()}) {
            const Finding finding = lintCertificate(values.profile, values.secrets, file, then);
            QCOMPARE(finding.status, Status::Note);
            const QString shown = shownIn(finding);
            const auto facts = std::get<CertificateFacts>(readCertificate(file));
            for (const QString &wanted : {facts.subject, facts.sha1, facts.sha256, QStringLiteral("fresh download")}) {
                QVERIFY2(shown.contains(wanted), qPrintable(shown));
            }
            QVERIFY(!shown.contains(QStringLiteral("expired")));
        }
    }

    void expiryIsNoFault()
    {
        SampleValues values = liveOperator();
        values.profile.environment = Environment::Simulator;
        const Finding finding = lintCertificate(values.profile, values.secrets, m_certificate.pem(), RsaPair::notAfter().addYears(5));
        QCOMPARE(finding.status, Status::Good);
        QVERIFY2(shownIn(finding).contains(QStringLiteral("expired, as Daraja's usually are; no fault")), qPrintable(shownIn(finding)));
    }

    void badCertificateFiles_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("text") << QByteArrayLiteral("hello") << QStringLiteral("not a certificate");
        QTest::newRow("key") << m_certificate.privateKeyPem() << QStringLiteral("holds a key, not a certificate");
        QTest::newRow("small key") << RsaPair(1024).pem() << QStringLiteral("shorter than 2048 bits");
        QTest::newRow("no RSA") << RsaPair::elliptic().pem() << QStringLiteral("no RSA key");
    }

    void badCertificateFiles()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, says);
        SampleValues values = liveOperator();
        Finding finding = lintCertificate(values.profile, values.secrets, file, RsaPair::notBefore());
        QCOMPARE(finding.status, Status::Bad);
        QVERIFY2(finding.means.contains(says), qPrintable(finding.means));
        QCOMPARE(finding.cure.member, QStringLiteral("certificateFile"));
        values.secrets = livePaybill().secrets; // nothing needs it: no fault of the set-up
        finding = lintCertificate(values.profile, values.secrets, file, RsaPair::notBefore());
        QCOMPARE(finding.status, Status::Careful);
    }

    void missingCertificates()
    {
        SampleValues values = liveOperator();
        QCOMPARE(lintCertificate(values.profile, values.secrets, {}, RsaPair::notBefore()).status, Status::Bad);
        values.profile.certificateFile = QStringLiteral("/no/such/file.cer");
        const Finding finding = lintCertificate(values.profile, values.secrets, {}, RsaPair::notBefore());
        QCOMPARE(finding.status, Status::Bad);
        QVERIFY2(finding.means.contains(QStringLiteral("no such file")), qPrintable(finding.means));
        values = liveOperator();
        values.secrets.securityCredential = rightShape();
        QCOMPARE(lintCertificate(values.profile, values.secrets, {}, RsaPair::notBefore()).status, Status::NotNeeded);
        values = livePaybill();
        QCOMPARE(lintCertificate(values.profile, values.secrets, {}, RsaPair::notBefore()).status, Status::NotNeeded);
    }

    void knownCertificates_data()
    {
        QTest::addColumn<QString>("fingerprint");
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *fingerprint, Environment environment, Status status, const char *says) {
            QTest::newRow(name) << QString::fromLatin1(fingerprint) << environment << status << QString::fromUtf8(says);
        };
        row("sandbox at home", sandboxFingerprint, Environment::Sandbox, Status::Good, "Safaricom's certificate of this environment");
        row("production at home", productionFingerprint, Environment::Production, Status::Good, "Safaricom's certificate");
        row("sandbox on production", sandboxFingerprint, Environment::Production, Status::Bad, "the one of Sandbox");
        row("production on sandbox", productionFingerprint, Environment::Sandbox, Status::Bad, "the one of Production");
        row("sandbox on the simulator", sandboxFingerprint, Environment::Simulator, Status::Bad, "Leave the box empty");
        row("sandbox on a server of one's own", sandboxFingerprint, Environment::Custom, Status::Good, "can be used");
        row("web server on sandbox", webServerFingerprint, Environment::Sandbox, Status::Careful, "web server");
        row("web server on production", webServerFingerprint, Environment::Production, Status::Bad, "web server");
        row("unknown on production", "00:11:22", Environment::Production, Status::Note, "Not a certificate that is known here");
        row("unknown on the simulator", "00:11:22", Environment::Simulator, Status::Good, "can be used");
    }

    void knownCertificates()
    {
        QFETCH(const QString, fingerprint);
        QFETCH(const Environment, environment);
        QFETCH(const Status, status);
        QFETCH(const QString, says);
        CertificateFacts facts;
        facts.sha1 = fingerprint;
        facts.keyBits = 2048;
        facts.notBefore = RsaPair::notBefore();
        facts.notAfter = RsaPair::notAfter();
        const Finding finding = lintCertificateFacts(facts, environment, RsaPair::notAfter().addYears(9));
        QCOMPARE(finding.status, status);
        QVERIFY2(shownIn(finding).contains(says), qPrintable(shownIn(finding)));
    }

    void operatorPassword_data()
    {
        addLintColumns();
        const auto password = [](const char *value) {
            return Change([value](Profile &, ProfileSecrets &s) { s.initiatorPassword = QString::fromUtf8(value); });
        };
        lintRow("none", password(""), Status::NotNeeded);
        lintRow("advised signs", password("Lake#&%$41"), Status::Good);
        for (const char *bad : {"Lake@41", "Lake.41", "Lake(41)", "Lake[41]", "Lake!41", "Lake*41", "Lake 41", "L\u00e1ke41"}) {
            lintRow(bad, password(bad), Status::Careful, "initiatorPassword", "advises against");
        }
        lintRow(
            "the sandbox's own, in the sandbox",
            [](Profile &p, ProfileSecrets &s) {
                p.environment = Environment::Sandbox;
                s.initiatorPassword = QStringLiteral("Safaricom999!*!");
            },
            Status::Good);
    }

    void operatorPassword()
    {
        QFETCH(const Change, change);
        SampleValues values = liveOperator();
        change(values.profile, values.secrets);
        compareLint(lintOperatorPassword(values.profile, values.secrets), values);
    }
};

QTEST_GUILESS_MAIN(TestValueChecksOperator)
#include "tst_valuechecks_operator.moc"
