// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/credentialimport.h"

#include <QElapsedTimer>
#include <QTest>

using namespace daraja;

namespace {

QStringList leftoverLines(const CredentialImport &import)
{
    QStringList lines;
    for (const CredentialImport::Leftover &leftover : import.leftovers) {
        lines.append(QStringLiteral("%1:%2").arg(leftover.line).arg(leftover.reason));
    }
    return lines;
}

} // namespace

class TestCredentialImport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsEveryName()
    {
        Profile base;
        base.id = QStringLiteral("kept");
        base.name = QStringLiteral("Kept");
        const CredentialImport import = importCredentials(QStringLiteral("MPESA_CONSUMER_KEY=key\n"
                                                                         "MPESA_CONSUMER_SECRET=secret\n"
                                                                         "MPESA_SHORTCODE=174379\n"
                                                                         "MPESA_PASSKEY=pass\n"
                                                                         "MPESA_INITIATOR_NAME=testapi\n"
                                                                         "MPESA_INITIATOR_PASSWORD=word\n"
                                                                         "MPESA_SECURITY_CREDENTIAL=cred==\n"
                                                                         "MPESA_BILL_MANAGER_APP_KEY=AG_1\n"
                                                                         "MPESA_PHONE_NUMBER=0712345678\n"
                                                                         "MPESA_ENVIRONMENT=production\n"
                                                                         "MPESA_TILL=5123456\n"
                                                                         "MPESA_CERTIFICATE_FILE=/tmp/a b.cer\n"
                                                                         "MPESA_CALLBACK_URL=https://shop.example/cb\n"),
                                                          base);
        QCOMPARE(import.profile.id, QStringLiteral("kept"));
        QCOMPARE(import.profile.name, QStringLiteral("Kept"));
        QCOMPARE(import.profile.consumerKey, QStringLiteral("key"));
        QCOMPARE(import.profile.shortCode, QStringLiteral("174379"));
        QCOMPARE(import.profile.initiatorName, QStringLiteral("testapi"));
        QCOMPARE(import.profile.phoneNumber, QStringLiteral("0712345678"));
        QCOMPARE(import.profile.environment, Environment::Production);
        QCOMPARE(import.profile.till, QStringLiteral("5123456"));
        QCOMPARE(import.profile.receiver, ReceiverKind::Till);
        QCOMPARE(import.profile.certificateFile, QStringLiteral("/tmp/a b.cer"));
        QCOMPARE(import.profile.callbackBaseUrl, QUrl(QStringLiteral("https://shop.example/cb")));
        QCOMPARE(import.secrets, (ProfileSecrets{QStringLiteral("secret"), QStringLiteral("pass"), QStringLiteral("word"),
                                                 QStringLiteral("cred=="), QStringLiteral("AG_1")}));
        QCOMPARE(import.placements.size(), 13);
        QCOMPARE(import.placements.first().name, QStringLiteral("MPESA_CONSUMER_KEY"));
        QCOMPARE(import.placements.first().reason, QStringLiteral("line 1: MPESA_CONSUMER_KEY"));
        QCOMPARE(import.placements.last().name, QStringLiteral("MPESA_CALLBACK_URL"));
        QVERIFY(import.leftovers.isEmpty());
    }

    void understandsLines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("secret");
        const auto row = [](const char *name, const char16_t *text, const char16_t *secret) {
            QTest::newRow(name) << QString::fromUtf16(text) << QString::fromUtf16(secret);
        };
        row("plain", u"MPESA_CONSUMER_SECRET=abc", u"abc");
        row("spaces around", u"  MPESA_CONSUMER_SECRET = abc  ", u"abc");
        row("tabs around", u"\tMPESA_CONSUMER_SECRET\t=\tabc\t", u"abc");
        row("colon", u"MPESA_CONSUMER_SECRET: abc", u"abc");
        row("colon in the value", u"MPESA_CONSUMER_SECRET=a:b=c", u"a:b=c");
        row("lower case", u"mpesa_consumer_secret=abc", u"abc");
        row("export", u"export MPESA_CONSUMER_SECRET=abc", u"abc");
        row("export and tab", u"export\tMPESA_CONSUMER_SECRET=abc", u"abc");
        row("double quotes", u"MPESA_CONSUMER_SECRET=\"a b # c\"", u"a b # c");
        row("single quotes", u"MPESA_CONSUMER_SECRET='a \"b\" \\ $c'", u"a \"b\" \\ $c");
        row("no escapes in single quotes", u"MPESA_CONSUMER_SECRET='a\\\\b\\$'", u"a\\\\b\\$");
        row("escapes", u"MPESA_CONSUMER_SECRET=\"a\\\"b\\\\c\\$d\\`e\\n\"", u"a\"b\\c$d`e\\n");
        row("spaces in quotes stay", u"MPESA_CONSUMER_SECRET=\" abc \"", u" abc ");
        row("comment behind quotes", u"MPESA_CONSUMER_SECRET=\"abc\" # mine", u"abc");
        row("comment", u"MPESA_CONSUMER_SECRET=abc # mine", u"abc");
        row("hash inside", u"MPESA_CONSUMER_SECRET=abc#1&%$", u"abc#1&%$");
        row("Windows line ends", u"# x\r\nMPESA_CONSUMER_SECRET=abc\r\n\r\n", u"abc");
        row("old Macintosh line ends", u"# x\rMPESA_CONSUMER_SECRET=abc\r", u"abc");
        QTest::newRow("byte order mark") << QString(QChar(0xFEFF)) + QStringLiteral("MPESA_CONSUMER_SECRET=abc\n") << QStringLiteral("abc");
        row("hidden characters stay", u"MPESA_CONSUMER_SECRET=abc\u200B\u00A0\n", u"abc\u200B\u00A0");
        row("quote inside", u"MPESA_CONSUMER_SECRET=a\"b'c", u"a\"b'c");
        row("last wins", u"MPESA_CONSUMER_SECRET=one\nMPESA_CONSUMER_SECRET=two", u"two");
        row("last usable wins", u"MPESA_CONSUMER_SECRET=one\nMPESA_CONSUMER_SECRET=\n", u"one");
    }

    void understandsLines()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, secret);
        const CredentialImport import = importCredentials(text, {});
        QCOMPARE(import.secrets.consumerSecret, secret);
        QCOMPARE(import.placements.size(), 1);
    }

    void leavesNothingOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("leftovers");
        const auto row = [](const char *name, const QString &text, const QStringList &leftovers) {
            QTest::newRow(name) << text << leftovers;
        };
        const QString unknown = QStringLiteral("not a name that is used here");
        row("comments and blanks", QStringLiteral("# one\n\n   \n  # two\n"), {});
        row("unknown name", QStringLiteral("DATABASE_URL=x\nMPESA_SHORTCODE=174379\nMPESA_OTHER=1"),
            {QStringLiteral("1:") + unknown, QStringLiteral("3:") + unknown});
        row("prose", QStringLiteral("my keys are below"), {QStringLiteral("1:nothing in it has a name that is used here")});
        row("no value", QStringLiteral("MPESA_PASSKEY=\nMPESA_SHORTCODE=\"\""),
            {QStringLiteral("1:no value"), QStringLiteral("2:no value")});
        row("repeated", QStringLiteral("MPESA_PASSKEY=a\n\nMPESA_PASSKEY=b\nmpesa_passkey=c"),
            {QStringLiteral("1:given again in line 3"), QStringLiteral("3:given again in line 4")});
        row("open quote", QStringLiteral("MPESA_PASSKEY=\"abc"), {QStringLiteral("1:the quote is not closed")});
        row("behind the quote", QStringLiteral("MPESA_PASSKEY='abc'def"), {QStringLiteral("1:text behind the closing quote")});
        row("environment", QStringLiteral("MPESA_ENVIRONMENT=staging"),
            {QStringLiteral("1:no environment of that name: simulator, sandbox, production or custom")});
        row("addresses", QStringLiteral("MPESA_BASE_URL=daraja\nMPESA_CALLBACK_URL=ftp://x"),
            {QStringLiteral("1:not an address that begins with https:// or http://"),
             QStringLiteral("2:not an address that begins with https:// or http://")});
    }

    void leavesNothingOut()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, leftovers);
        const CredentialImport import = importCredentials(text, {});
        QCOMPARE(leftoverLines(import), leftovers);
        const QStringList lines = text.split(u'\n');
        for (const CredentialImport::Leftover &leftover : import.leftovers) {
            QCOMPARE(leftover.text, lines.at(leftover.line - 1));
        }
    }

    void keepsTheBaseWhereNothingWasFound()
    {
        Profile base;
        base.consumerKey = QStringLiteral("old");
        base.shortCode = QStringLiteral("600984");
        base.environment = Environment::Production;
        const CredentialImport import = importCredentials(QStringLiteral("MPESA_CONSUMER_KEY=new\nMPESA_SHORTCODE=\n"), base);
        base.consumerKey = QStringLiteral("new");
        QCOMPARE(import.profile, base);
        QCOMPARE(import.secrets, ProfileSecrets{});
    }

    void baseUrlChoosesTheEnvironment_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("environment");
        QTest::addColumn<QString>("custom");
        const QString local = QStringLiteral("http://127.0.0.1:9000");
        QTest::newRow("alone") << QStringLiteral("MPESA_BASE_URL=") + local << int(Environment::Custom) << local;
        QTest::newRow("before the environment")
            << QStringLiteral("MPESA_BASE_URL=%1\nMPESA_ENVIRONMENT=sandbox").arg(local) << int(Environment::Custom) << local;
        QTest::newRow("behind the environment")
            << QStringLiteral("MPESA_ENVIRONMENT=sandbox\nMPESA_BASE_URL=") + local << int(Environment::Custom) << local;
        QTest::newRow("sandbox's own") << QStringLiteral("MPESA_BASE_URL=https://sandbox.safaricom.co.ke/") << int(Environment::Sandbox)
                                       << QString();
        QTest::newRow("production's own keeps its guards")
            << QStringLiteral("MPESA_ENVIRONMENT=custom\nMPESA_BASE_URL=https://api.safaricom.co.ke:443") << int(Environment::Production)
            << QString();
        QTest::newRow("environment alone") << QStringLiteral("MPESA_ENVIRONMENT=LIVE") << int(Environment::Production) << QString();
        QTest::newRow("neither") << QStringLiteral("MPESA_SHORTCODE=174379") << int(Environment::Simulator) << QString();
    }

    void baseUrlChoosesTheEnvironment()
    {
        QFETCH(const QString, text);
        QFETCH(const int, environment);
        QFETCH(const QString, custom);
        const CredentialImport import = importCredentials(text, {});
        QCOMPARE(int(import.profile.environment), environment);
        QCOMPARE(import.profile.customBaseUrl.toString(), custom);
        QVERIFY(import.leftovers.isEmpty());
    }

    void survivesBinaryJunk()
    {
        QByteArray junk;
        quint32 state = 12345;
        while (junk.size() < 1024 * 1024) {
            state = state * 1664525U + 1013904223U;
            junk.append(static_cast<char>(state >> 24));
        }
        const QString text = QString::fromLatin1(junk);
        QElapsedTimer timer;
        timer.start();
        const CredentialImport import = importCredentials(text, {});
        QVERIFY2(import.problem.startsWith(QStringLiteral("This is not text")), qPrintable(import.problem));
        QVERIFY(import.placements.isEmpty() && import.leftovers.isEmpty());
        QCOMPARE(import.profile, Profile{});
        QVERIFY2(timer.elapsed() < 5'000, "takes much longer than linear time would");
    }

    void survivesOneEnormousLine()
    {
        const QString value(1024 * 1024, u'x');
        const CredentialImport import = importCredentials(QStringLiteral("MPESA_PASSKEY=") + value, {});
        QCOMPARE(import.secrets.passkey, value);
    }

    void survivesHalfCharacters()
    {
        const CredentialImport import =
            importCredentials(QStringLiteral("MPESA_PASSKEY=a") + QChar(0xD800) + QStringLiteral("b\nMPESA_SHORTCODE=174379"), {});
        QCOMPARE(import.profile.shortCode, QStringLiteral("174379"));
        QCOMPARE(import.placements.size() + import.leftovers.size(), 2);
    }

    /// What a program is given must be looked at as it stands: repaired here, it would be called right.
    void repairsNothingInTheProcessEnvironment()
    {
        const auto unset = qScopeGuard([] {
            qunsetenv("MPESA_CONSUMER_KEY");
            qunsetenv("MPESA_PASSKEY");
        });
        const QByteArray finished =
            QByteArray("174379bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c91920260314091500").toBase64();
        qputenv("MPESA_CONSUMER_KEY", "••••••••••");
        qputenv("MPESA_PASSKEY", finished);
        const CredentialImport import = importFromEnvironment({});
        QCOMPARE(import.profile.consumerKey, QStringLiteral("••••••••••"));
        QCOMPARE(import.secrets.passkey, QString::fromLatin1(finished));
        QVERIFY(import.leftovers.isEmpty());
    }

    void readsTheProcessEnvironment()
    {
        const auto unset = qScopeGuard([] {
            for (const char *name :
                 {"MPESA_CONSUMER_KEY", "MPESA_CONSUMER_SECRET", "MPESA_PASSKEY", "MPESA_BASE_URL", "MPESA_ENVIRONMENT"}) {
                qunsetenv(name);
            }
        });
        qputenv("MPESA_CONSUMER_KEY", "key # not a comment");
        qputenv("MPESA_CONSUMER_SECRET", "'quotes belong to it'");
        qputenv("MPESA_PASSKEY", "");
        qputenv("MPESA_BASE_URL", "http://127.0.0.1:9000");
        qputenv("MPESA_ENVIRONMENT", "secretive");
        const CredentialImport import = importFromEnvironment({});
        QCOMPARE(import.profile.consumerKey, QStringLiteral("key # not a comment"));
        QCOMPARE(import.secrets.consumerSecret, QStringLiteral("'quotes belong to it'"));
        QVERIFY(import.secrets.passkey.isEmpty());
        QCOMPARE(import.profile.environment, Environment::Custom);
        QStringList names;
        for (const CredentialImport::Placement &placement : import.placements) {
            names.append(placement.name);
        }
        QCOMPARE(names, QStringList({QStringLiteral("MPESA_CONSUMER_KEY"), QStringLiteral("MPESA_CONSUMER_SECRET"),
                                     QStringLiteral("MPESA_BASE_URL")}));
        QCOMPARE(import.leftovers.size(), 1);
        QCOMPARE(import.leftovers.first().text, QStringLiteral("MPESA_ENVIRONMENT"));
    }
};

QTEST_GUILESS_MAIN(TestCredentialImport)
#include "tst_credentialimport.moc"
