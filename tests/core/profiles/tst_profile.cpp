// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/profile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace daraja;

using Change = std::function<void(Profile &profile)>;
Q_DECLARE_METATYPE(Change)

class TestProfile final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static Profile good()
    {
        Profile profile;
        profile.id = QStringLiteral("one");
        profile.name = QStringLiteral("Duka la Amina");
        profile.environment = Environment::Production;
        profile.consumerKey = QStringLiteral("Gx3pQ7rT");
        profile.shortCode = QStringLiteral("600984");
        profile.initiatorName = QStringLiteral("api_amina");
        profile.phoneNumber = QStringLiteral("0712 345 678");
        profile.callbackBaseUrl = QUrl(QStringLiteral("https://shop.example/daraja"));
        return profile;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void goodOnesHaveNone_data()
    {
        QTest::addColumn<Change>("change");
        QTest::newRow("as it is") << Change([](Profile &) {});
        QTest::newRow("only a key") << Change([](Profile &p) {
            p = {};
            p.name = QStringLiteral("x");
            p.environment = Environment::Sandbox;
            p.consumerKey = QStringLiteral("k");
        });
        QTest::newRow("simulator without a key") << Change([](Profile &p) {
            p = {};
            p.name = QStringLiteral("x");
        });
        QTest::newRow("till") << Change([](Profile &p) {
            p.receiver = ReceiverKind::Till;
            p.till = QStringLiteral("5123456");
        });
        QTest::newRow("custom https") << Change([](Profile &p) {
            p.environment = Environment::Custom;
            p.customBaseUrl = QUrl(QStringLiteral("https://daraja.example/mock"));
        });
        QTest::newRow("custom http on loopback") << Change([](Profile &p) {
            p.environment = Environment::Custom;
            p.customBaseUrl = QUrl(QStringLiteral("http://127.0.0.1:9000"));
            p.callbackBaseUrl = QUrl(QStringLiteral("http://localhost:7061"));
        });
        QTest::newRow("sandbox with http callback") << Change([](Profile &p) {
            p.environment = Environment::Sandbox;
            p.callbackBaseUrl = QUrl(QStringLiteral("http://shop.example"));
        });
        QTest::newRow("custom URL that is not in use") << Change([](Profile &p) { p.customBaseUrl = QUrl(QStringLiteral("ftp://x")); });
    }

    void goodOnesHaveNone()
    {
        QFETCH(const Change, change);
        Profile profile = good();
        change(profile);
        const QList<ProfileProblem> problems = problemsWith(profile);
        QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().member + problems.first().text));
    }

    void eachFaultIsNamed_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const Change &change, const char *member, const char *says) {
            QTest::newRow(name) << change << QString::fromLatin1(member) << QString::fromLatin1(says);
        };
        row(
            "no name", [](Profile &p) { p.name.clear(); }, "name", "Give the profile a name");
        row(
            "name with a line break", [](Profile &p) { p.name += u'\n'; }, "name", "line break");
        const auto custom = [](const char *url) {
            return [url = QString::fromLatin1(url)](Profile &p) {
                p.environment = Environment::Custom;
                p.customBaseUrl = QUrl(url);
            };
        };
        row("no base URL", custom(""), "customBaseUrl", "Enter the address");
        row("base URL without scheme", custom("daraja.example"), "customBaseUrl", "begins with https://");
        row("base URL of another scheme", custom("ftp://daraja.example"), "customBaseUrl", "begins with https://");
        row("http elsewhere", custom("http://daraja.example"), "customBaseUrl", "Use https://");
        row("base URL with a password", custom("https://u:p@daraja.example"), "customBaseUrl", "Leave out");
        row("base URL with a query", custom("https://daraja.example/?a=b"), "customBaseUrl", "Leave out");
        row("base URL is production", custom("https://api.safaricom.co.ke"), "customBaseUrl", "Sandbox or Production");
        row(
            "no key", [](Profile &p) { p.consumerKey.clear(); }, "consumerKey", "Enter the consumer key");
        row(
            "key with a space at the end", [](Profile &p) { p.consumerKey += u' '; }, "consumerKey", "space at the end");
        row(
            "dots for a key", [](Profile &p) { p.consumerKey = QString(20, u'\u2022'); }, "consumerKey", "copied the dots");
        row(
            "stars for a key", [](Profile &p) { p.consumerKey = QString(20, u'*'); }, "consumerKey", "copied the dots");
        row(
            "header for a key", [](Profile &p) { p.consumerKey = QStringLiteral("Basic abc="); }, "consumerKey", "Authorization header");
        row(
            "key and secret", [](Profile &p) { p.consumerKey = QStringLiteral("abc:def"); }, "consumerKey", "before the colon");
        row(
            "short code too short", [](Profile &p) { p.shortCode = QStringLiteral("1234"); }, "shortCode", "5 to 7 digits");
        row(
            "short code too long", [](Profile &p) { p.shortCode = QStringLiteral("12345678"); }, "shortCode", "5 to 7 digits");
        row(
            "short code with letters", [](Profile &p) { p.shortCode = QStringLiteral("60098A"); }, "shortCode", "5 to 7 digits");
        row(
            "foreign digits", [](Profile &p) { p.shortCode = QStringLiteral("\u0661\u0662\u0663\u0664\u0665"); }, "shortCode",
            "5 to 7 digits");
        row(
            "short code with zero-width space", [](Profile &p) { p.shortCode += QChar(0x200B); }, "shortCode", "zero-width space");
        row(
            "till missing", [](Profile &p) { p.receiver = ReceiverKind::Till; }, "till", "Enter the till number");
        row(
            "till wrong",
            [](Profile &p) {
                p.receiver = ReceiverKind::Till;
                p.till = QStringLiteral("12");
            },
            "till", "5 to 7 digits");
        row(
            "operator with a tab", [](Profile &p) { p.initiatorName += u'\t'; }, "initiatorName", "tab");
        row(
            "phone", [](Profile &p) { p.phoneNumber = QStringLiteral("12345"); }, "phoneNumber", "0712 345 678");
        row(
            "callback relative", [](Profile &p) { p.callbackBaseUrl = QUrl(QStringLiteral("/cb")); }, "callbackBaseUrl",
            "begins with https://");
        row(
            "callback on this computer", [](Profile &p) { p.callbackBaseUrl = QUrl(QStringLiteral("https://localhost/cb")); },
            "callbackBaseUrl", "cannot reach");
        row(
            "callback on 127.0.0.1", [](Profile &p) { p.callbackBaseUrl = QUrl(QStringLiteral("https://127.0.0.1/cb")); },
            "callbackBaseUrl", "cannot reach");
        row(
            "callback by http in production", [](Profile &p) { p.callbackBaseUrl = QUrl(QStringLiteral("http://shop.example")); },
            "callbackBaseUrl", "In production");
        row(
            "callback with a query", [](Profile &p) { p.callbackBaseUrl = QUrl(QStringLiteral("https://shop.example/?x=1")); },
            "callbackBaseUrl", "Leave out");
        row(
            "cap of nothing", [](Profile &p) { p.productionCap = 0; }, "productionCap", "at least 1");
        row(
            "certificate gone", [this](Profile &p) { p.certificateFile = m_folder.filePath(QStringLiteral("gone.cer")); },
            "certificateFile", "no such file");
        row(
            "certificate is a folder", [this](Profile &p) { p.certificateFile = m_folder.path(); }, "certificateFile",
            "not a certificate file");
    }

    void eachFaultIsNamed()
    {
        QFETCH(const Change, change);
        QFETCH(const QString, member);
        QFETCH(const QString, says);
        Profile profile = good();
        change(profile);
        const QList<ProfileProblem> problems = problemsWith(profile);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().member, member);
        QVERIFY2(problems.first().text.contains(says), qPrintable(problems.first().text));
    }

    void allFaultsAtOnce()
    {
        Profile profile = good();
        profile.name.clear();
        profile.shortCode = QStringLiteral("1");
        profile.phoneNumber = QStringLiteral("x");
        QStringList members;
        for (const ProfileProblem &problem : problemsWith(profile)) {
            members.append(problem.member);
        }
        QCOMPARE(members, QStringList({QStringLiteral("name"), QStringLiteral("shortCode"), QStringLiteral("phoneNumber")}));
    }

    void certificateThatIsThere()
    {
        QFile file(m_folder.filePath(QStringLiteral("sandbox.cer")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
        file.close();
        Profile profile = good();
        profile.certificateFile = file.fileName();
        QVERIFY(problemsWith(profile).isEmpty());
    }

    void secretNames()
    {
        const QString id = QStringLiteral("shop");
        QCOMPARE(secretName(id, SecretKind::ConsumerSecret), QStringLiteral("shop/consumer-secret"));
        QCOMPARE(secretName(id, SecretKind::Passkey), QStringLiteral("shop/passkey"));
        QCOMPARE(secretName(id, SecretKind::InitiatorPassword), QStringLiteral("shop/initiator-password"));
        QCOMPARE(secretName(id, SecretKind::SecurityCredential), QStringLiteral("shop/security-credential"));
        QCOMPARE(secretName(id, SecretKind::BillManagerKey), QStringLiteral("shop/bill-manager-key"));
    }

    void secretsByKind()
    {
        ProfileSecrets secrets;
        int number = 0;
        for (const SecretKind kind : {SecretKind::ConsumerSecret, SecretKind::Passkey, SecretKind::InitiatorPassword,
                                      SecretKind::SecurityCredential, SecretKind::BillManagerKey}) {
            secrets.value(kind) = QString::number(number++);
        }
        QCOMPARE(secrets,
                 (ProfileSecrets{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4")}));
        QCOMPARE(std::as_const(secrets).value(SecretKind::Passkey), QStringLiteral("1"));
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
