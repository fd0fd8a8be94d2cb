// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/credentialimport.h"
#include "tests/core/profiles/pastedsamples.h"

#include <QTest>

using namespace daraja;

namespace {

const QString sampleKey = QStringLiteral("q7Gd0pQyK3mZbW1xTn5LhA2cV8eRfU6sJoY4iXwD9kHaBtNg");
const QString sampleSecret = QStringLiteral("Zx81LmQpR7sTu2VwYa3BcD4eFg5HiJ6kNo9PqS0tUvWxYzAb1Cd2Ef3Gh4Ij5Kl6");
const QString samplePasskey = QStringLiteral("4f1c0a9be27d83561fa0c4d7e8b95263aa10cd37fe48b2906d5c71e3f80b942d");

QString sampleCredential()
{
    return QString(342, u'A') + QStringLiteral("==");
}

/// Puts the values where their words stand.
QString filledIn(const char *text)
{
    QString filled = QString::fromUtf8(text);
    const auto put = [&filled](const char *word, const QString &value) {
        static const QString mark = QStringLiteral("(?<![A-Za-z_=])%1(?![A-Za-z_])|(?<==)%1(?![A-Za-z_=])");
        filled.replace(QRegularExpression(mark.arg(QLatin1StringView(word))), value);
    };
    put("CREDENTIAL", sampleCredential());
    put("PASSWORD",
        QString::fromLatin1((QStringLiteral("4123456") + samplePasskey + QStringLiteral("20260314101530")).toLatin1().toBase64()));
    put("PASSKEY", samplePasskey);
    put("BASIC", QString::fromLatin1((sampleKey + u':' + sampleSecret).toLatin1().toBase64()));
    put("SECRET", sampleSecret);
    put("KEY", sampleKey);
    return filled;
}

/// What was found, as in Sample::found, with the values put back into words.
QString foundIn(const CredentialImport &import)
{
    QStringList found;
    const auto add = [&found](const char *name, const QString &value) {
        if (!value.isEmpty()) {
            const QString shown = value == sampleKey            ? QStringLiteral("KEY")
                                  : value == sampleSecret       ? QStringLiteral("SECRET")
                                  : value == samplePasskey      ? QStringLiteral("PASSKEY")
                                  : value == sampleCredential() ? QStringLiteral("CREDENTIAL")
                                                                : value;
            found.append(QLatin1StringView(name) + u'=' + shown);
        }
    };
    add("ENV", import.profile.environment == Environment::Custom ? QString() : environmentId(import.profile.environment));
    add("KEY", import.profile.consumerKey);
    add("SECRET", import.secrets.consumerSecret);
    add("CODE", import.profile.shortCode);
    add("PASSKEY", import.secrets.passkey);
    add("OPERATOR", import.profile.initiatorName);
    add("OPASS", import.secrets.initiatorPassword);
    add("CREDENTIAL", import.secrets.securityCredential);
    add("BILL", import.secrets.billManagerKey);
    add("PHONE", import.profile.phoneNumber);
    add("TILL", import.profile.till);
    return found.join(u' ');
}

QString leftoversOf(const CredentialImport &import)
{
    QStringList lines;
    for (const CredentialImport::Leftover &leftover : import.leftovers) {
        lines.append(QString::number(leftover.line));
    }
    return lines.join(u' ');
}

/// A profile whose environment shows whether one was found.
Profile unset()
{
    Profile base;
    base.environment = Environment::Custom;
    return base;
}

QString everythingSaid(const CredentialImport &import)
{
    QString said = import.problem;
    for (const CredentialImport::Placement &placement : import.placements) {
        said += placement.name + u'\n' + placement.reason + u'\n';
    }
    for (const CredentialImport::Leftover &leftover : import.leftovers) {
        said += leftover.reason + u'\n';
    }
    return said;
}

} // namespace

class TestPastedCredentials final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void samples_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("leftovers");
        for (const pasted::Sample &sample : pasted::samples()) {
            QTest::newRow(sample.name) << filledIn(sample.text) << QString::fromUtf8(sample.found) << QString::fromUtf8(sample.leftovers);
        }
    }

    void samples()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, found);
        QFETCH(const QString, leftovers);
        const CredentialImport import = importCredentials(text, unset());
        QCOMPARE(foundIn(import), found);
        QCOMPARE(leftoversOf(import), leftovers);
        const QString said = everythingSaid(import);
        for (const QString &secret : {sampleSecret, samplePasskey, sampleCredential()}) {
            QVERIFY2(!said.contains(secret), qPrintable(said));
        }
        for (const CredentialImport::Placement &placement : import.placements) {
            QVERIFY(placement.reason.startsWith(QStringLiteral("line %1: ").arg(placement.line)));
            QVERIFY(!credentialLabel(placement.what).isEmpty());
        }
    }

    void samplesWithOtherLineEnds()
    {
        for (const pasted::Sample &sample : pasted::samples()) {
            QString text = filledIn(sample.text).remove(u'\r');
            text.replace(u'\n', QStringLiteral("\r\n"));
            const QString found = foundIn(importCredentials(QChar(0xFEFF) + text, unset()));
            QVERIFY2(found == QLatin1StringView(sample.found), qPrintable(QLatin1StringView(sample.name) + u' ' + found));
        }
    }

    void reasonsSayWhereValuesComeFrom()
    {
        const auto reasonOf = [](const char *text, CredentialName what) {
            const CredentialImport import = importCredentials(filledIn(text), unset());
            for (const CredentialImport::Placement &placement : import.placements) {
                if (placement.what == what) {
                    return placement.reason;
                }
            }
            return QString();
        };
        QCOMPARE(reasonOf("\n\nconsumerKey: 'KEY',", CredentialName::ConsumerKey), QStringLiteral("line 3: consumerKey"));
        QCOMPARE(reasonOf("PASSKEY", CredentialName::Passkey), QStringLiteral("line 1: looks like a passkey, 64 hex digits"));
        QCOMPARE(reasonOf("\"Password\": \"PASSWORD\"", CredentialName::Passkey), QStringLiteral("line 1: inside the finished Password"));
        QCOMPARE(reasonOf("Basic BASIC", CredentialName::ConsumerSecret), QStringLiteral("line 1: inside the Authorization header"));
        QCOMPARE(reasonOf("curl https://api.safaricom.co.ke/x", CredentialName::Environment),
                 QStringLiteral("line 1: Safaricom's address api.safaricom.co.ke"));
        QCOMPARE(reasonOf("174379", CredentialName::ShortCode), QStringLiteral("line 1: Safaricom's public test number"));
    }

    void namesOutdoLooks()
    {
        const QString other = QString(64, u'a');
        const CredentialImport import = importCredentials(filledIn("PASSKEY\nMPESA_PASSKEY=") + other, unset());
        QCOMPARE(import.secrets.passkey, other);
    }

    void aPasskeyBoxGivesBackThePasskeyToo()
    {
        const CredentialImport import = importCredentials(filledIn("MPESA_PASSKEY=PASSWORD\n"), unset());
        QCOMPARE(import.secrets.passkey, samplePasskey);
        QCOMPARE(import.profile.shortCode, QStringLiteral("4123456"));
    }

    void hostileText_data()
    {
        QTest::addColumn<QString>("text");
        const qsizetype large = 1024 * 1024;
        QTest::newRow("one line of words") << QStringLiteral("word ").repeated(large / 5);
        QTest::newRow("quotes without an end") << QStringLiteral("'x\"y`").repeated(large / 5);
        QTest::newRow("escapes") << QStringLiteral("\"\\").repeated(large / 2);
        QTest::newRow("brackets") << QStringLiteral("[").repeated(large);
        QTest::newRow("deep JSON") << QStringLiteral("{\"a\":").repeated(100'000) + QStringLiteral("1") +
                                          QStringLiteral("}").repeated(100'000);
        QTest::newRow("known names without values") << QStringLiteral("consumerKey:").repeated(large / 12);
        QTest::newRow("many assignments") << QStringLiteral("MPESA_PASSKEY=abc\n").repeated(large / 18);
        QTest::newRow("many labels") << QStringLiteral("Consumer Key\n").repeated(large / 13);
        QTest::newRow("tabs") << QStringLiteral("\t").repeated(large);
        QTest::newRow("tables") << QStringLiteral("passkey\t").repeated(large / 8);
        QTest::newRow("blank lines") << QStringLiteral("\n").repeated(large);
        QTest::newRow("strings in strings") << QStringLiteral("\"{\\\"a\\\": \\\"b=c\\\"}\" ").repeated(large / 21);
        QTest::newRow("base64") << QStringLiteral("QUJD").repeated(large / 4);
        QTest::newRow("equals") << QStringLiteral("=").repeated(large);
        QTest::newRow("half characters") << QString(5'000, QChar(0xD800));
    }

    void hostileText()
    {
        QFETCH(const QString, text);
        const CredentialImport import = importCredentials(text, unset()); // ends: the test's own time limit is the judge
        QVERIFY(import.problem.isEmpty());
        int line = 0;
        for (const CredentialImport::Leftover &leftover : import.leftovers) {
            QVERIFY(leftover.line > line && !leftover.reason.isEmpty());
            line = leftover.line;
        }
    }

    void whatIsNoTextIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QByteArray zip = QByteArrayLiteral("PK\x03\x04\x14");
        zip.append(QByteArray(2000, '\x01'));
        QTest::newRow("archive") << QString::fromUtf8(zip) << QStringLiteral("not text");
        QTest::newRow("NUL") << QStringLiteral("MPESA_PASSKEY=a") + QChar(u'\0') + QStringLiteral("b") << QStringLiteral("not text");
        QTest::newRow("invalid UTF-8") << QString::fromUtf8(QByteArray(500, '\xfe')) << QStringLiteral("not text");
        QTest::newRow("far too much") << QString(longestImport + 1, u'x') << QStringLiteral("too much text");
    }

    void whatIsNoTextIsRefused()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, says);
        const CredentialImport import = importCredentials(text, unset());
        QVERIFY2(import.problem.contains(says), qPrintable(import.problem));
        QVERIFY(import.placements.isEmpty() && import.leftovers.isEmpty());
        QCOMPARE(import.profile, unset());
    }

    void aStrayInvalidByteIsNoReasonToRefuse()
    {
        const QString text =
            QString::fromUtf8("# caf\xe9 shop, its keys from the portal, copied on Monday morning at ten\nMPESA_SHORTCODE=174379\n");
        QCOMPARE(importCredentials(text, unset()).profile.shortCode, QStringLiteral("174379"));
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<CredentialName>("known");
        const auto row = [](const char *name, CredentialName known) { QTest::newRow(name) << QString::fromUtf8(name) << known; };
        for (const char *name :
             {"MPESA_CONSUMER_KEY", "consumerKey", "Consumer Key", "$this->consumer_key", "self::CONSUMER_KEY", "Mpesa:ConsumerKey",
              "process.env.DARAJA_KEY", "setConsumerKey", "Mpesa__ConsumerKey", "sandboxConsumerKey", "client_id"}) {
            row(name, CredentialName::ConsumerKey);
        }
        for (const char *name : {"passkey", "pass_key", "LNMO_PASSKEY", "Lipa Na Mpesa Online Passkey", "stkPasskey", "withPassKey"}) {
            row(name, CredentialName::Passkey);
        }
        row("BusinessShortCode", CredentialName::ShortCode);
        row("Store Number", CredentialName::ShortCode);
        row("till_no", CredentialName::Till);
        row("InitiatorName", CredentialName::InitiatorName);
        row("SecurityCredential", CredentialName::SecurityCredential);
        for (const char *name :
             {"", "key", "secret", "SECRET_KEY", "DB_PASSWORD", "API_KEY", "BASE_URL", "url", "name", "sandboxed", "consumer"}) {
            row(name, CredentialName::None);
        }
        row("password", CredentialName::Password);
        row("MPESA_CALLBACK_URL", CredentialName::CallbackUrl);
        row("CallBackURL", CredentialName::OfRequest);
    }

    void names()
    {
        QFETCH(const QString, name);
        QFETCH(const CredentialName, known);
        QCOMPARE(credentialName(name), known);
    }
};

QTEST_GUILESS_MAIN(TestPastedCredentials)
#include "tst_pastedcredentials.moc"
