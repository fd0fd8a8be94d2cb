// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/profiles/environment.h"

#include <QTest>

using namespace daraja;

class TestEnvironment final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void idsGoBothWays_data()
    {
        QTest::addColumn<int>("environment");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("url");
        QTest::newRow("simulator") << int(Environment::Simulator) << QStringLiteral("simulator") << QStringLiteral("Simulator")
                                   << QString();
        QTest::newRow("sandbox") << int(Environment::Sandbox) << QStringLiteral("sandbox") << QStringLiteral("Sandbox")
                                 << QStringLiteral("https://sandbox.safaricom.co.ke");
        QTest::newRow("production") << int(Environment::Production) << QStringLiteral("production") << QStringLiteral("Production")
                                    << QStringLiteral("https://api.safaricom.co.ke");
        QTest::newRow("custom") << int(Environment::Custom) << QStringLiteral("custom") << QStringLiteral("Custom server") << QString();
    }

    void idsGoBothWays()
    {
        QFETCH(const int, environment);
        QFETCH(const QString, id);
        QFETCH(const QString, name);
        QFETCH(const QString, url);
        const auto value = static_cast<Environment>(environment);
        QCOMPARE(environmentId(value), id);
        bool ok = false;
        QCOMPARE(environmentFromId(id, &ok), value);
        QVERIFY(ok);
        QCOMPARE(environmentFromId(QStringLiteral(" ") + id.toUpper() + QStringLiteral(" "), &ok), value);
        QVERIFY(ok);
        QCOMPARE(environmentName(value), name);
        QVERIFY(!environmentMotto(value).isEmpty());
        QCOMPARE(environmentBaseUrl(value).toString(), url);
    }

    void liveIsProduction()
    {
        bool ok = false;
        QCOMPARE(environmentFromId(QStringLiteral("Live"), &ok), Environment::Production);
        QVERIFY(ok);
    }

    void anythingElseIsSandboxAndNotOk_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("empty") << QString();
        QTest::newRow("other") << QStringLiteral("staging");
        QTest::newRow("prefix") << QStringLiteral("prod");
        QTest::newRow("longer") << QStringLiteral("production1");
    }

    void anythingElseIsSandboxAndNotOk()
    {
        QFETCH(const QString, id);
        bool ok = true;
        QCOMPARE(environmentFromId(id, &ok), Environment::Sandbox);
        QVERIFY(!ok);
        QCOMPARE(environmentFromId(id), Environment::Sandbox);
    }

    void knowsSafaricomsHosts_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<int>("environment");
        QTest::newRow("production") << QUrl(QStringLiteral("https://api.safaricom.co.ke")) << int(Environment::Production);
        QTest::newRow("spelled otherwise") << QUrl(QStringLiteral("http://API.Safaricom.co.ke.:443/mpesa/"))
                                           << int(Environment::Production);
        QTest::newRow("sandbox") << QUrl(QStringLiteral("https://sandbox.safaricom.co.ke/")) << int(Environment::Sandbox);
        QTest::newRow("look-alike") << QUrl(QStringLiteral("https://api.safaricom.co.ke.example")) << int(Environment::Custom);
        QTest::newRow("other") << QUrl(QStringLiteral("http://127.0.0.1:9000")) << int(Environment::Custom);
        QTest::newRow("none") << QUrl() << int(Environment::Custom);
    }

    void knowsSafaricomsHosts()
    {
        QFETCH(const QUrl, url);
        QFETCH(const int, environment);
        QCOMPARE(int(environmentOfUrl(url)), environment);
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
