// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/doctor/benchtable.h"
#include "tests/doctor/gatekeeper.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;
using Leaf = TestAuthority::Leaf;

namespace {

/// An address on this computer where nobody listens.
QUrl nobody()
{
    ScriptedServer server;
    server.stopListening();
    return server.url();
}

/// What a firewall or a hotel's login says instead of Daraja.
HttpResponse page(int status, const QByteArray &text)
{
    return HttpResponse::html(status, "<html><head><title>" + text + "</title></head><body>" + text + "</body></html>");
}

SetUp behind(const QList<ScriptedAnswer> &script)
{
    SetUp setUp = livePaybill();
    const auto server = std::make_shared<ScriptedServer>(script);
    setUp.wayIn = [server](const QUrl &) { return server->url(); };
    return setUp;
}

SetUp behindPage(int status, const QByteArray &text)
{
    SetUp setUp = livePaybill();
    setUp.inTheWay = [status, text](const HttpRequest &) { return page(status, text); };
    return setUp;
}

/// Daraja behind TLS with a certificate of that kind.
SetUp behindTls(const std::shared_ptr<TestAuthority> &authority, Leaf leaf, bool isTrusted)
{
    SetUp setUp = livePaybill();
    const auto gate = std::make_shared<std::unique_ptr<Gatekeeper>>();
    setUp.wayIn = [authority, leaf, gate](const QUrl &daraja) {
        *gate = std::make_unique<Gatekeeper>(daraja, authority->serverConfiguration(leaf));
        return (*gate)->url();
    };
    setUp.trustedAuthorities = isTrusted ? authority->pem() : QByteArray();
    return setUp;
}

/// Everything that a finding tells in words.
QString wordsOf(const Finding &finding)
{
    QString words = findingText(finding);
    for (const auto &[name, value] : finding.facts) {
        words += name + u' ' + value + u'\n';
    }
    return words;
}

} // namespace

/// The way to Daraja is at fault, on real sockets: said so, and nothing is concluded about key, passkey and operator.
class TestNetworkFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase() { m_table.reset(); }

    void faultOfTheNetwork_data()
    {
        QTest::addColumn<SetUp>("setUp");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("words"); ///< must be in what it says; may be empty
        SetUp refused = livePaybill();
        refused.wayIn = [](const QUrl &) { return nobody(); };
        QTest::newRow("connection refused") << refused << "N1" << QString();
        QTest::newRow("silence") << behind({ScriptedAnswer::silence()}) << "N1" << QString();
        QTest::newRow("connection reset") << behind({ScriptedAnswer::reset()}) << "N1" << QString();
        QTest::newRow("connection closed without an answer") << behind({ScriptedAnswer::close()}) << "N1" << QString();
        SetUp nowhere = livePaybill();
        nowhere.wayIn = [](const QUrl &) { return QUrl(QStringLiteral("https://api.daraja.invalid")); };
        QTest::newRow("host not found") << nowhere << "N1" << QString();
        QTest::newRow("403 page of a firewall") << behindPage(403, "Access denied") << "N1" << QString();
        QTest::newRow("503 page of Incapsula") << behindPage(503, "Request unsuccessful. Incapsula incident ID: 0-000000000000000000")
                                               << "N1" << QString();
        QTest::newRow("login page of a hotel") << behindPage(200, "Welcome to the guest network. Please log in.") << "N1" << QString();
        const auto authority = std::make_shared<TestAuthority>();
        QTest::newRow("certificate of another name") << behindTls(authority, Leaf::WrongHost, true) << "N1" << QString();
        QTest::newRow("expired certificate") << behindTls(authority, Leaf::Expired, true) << "N1" << QString();
        QTest::newRow("self-signed certificate") << behindTls(authority, Leaf::SelfSigned, true) << "N1" << QString();
        const auto company = std::make_shared<TestAuthority>(QByteArrayLiteral("Duka Ltd web filter"));
        QTest::newRow("intercepted by a company's authority")
            << behindTls(company, Leaf::Good, false) << "N1" << QStringLiteral("Duka Ltd web filter");
        SetUp ahead = livePaybill();
        ahead.clockAhead = std::chrono::minutes(7);
        QTest::newRow("clock 7 minutes ahead") << ahead << "N2" << QStringLiteral("7 min");
        SetUp behindTime = livePaybill();
        behindTime.clockAhead = -std::chrono::minutes(7);
        QTest::newRow("clock 7 minutes behind") << behindTime << "N2" << QStringLiteral("7 min");
    }
    void faultOfTheNetwork()
    {
        QFETCH(SetUp, setUp);
        QFETCH(QString, cause);
        QFETCH(QString, words);
        setUp.other.reset(); // on one network both would be at fault
        const Examined examined = m_clinic.examine(setUp);
        m_table->add(QString::fromUtf8(QTest::currentDataTag()), examined);
        QCOMPARE(examined.wrongs, QStringList());
        const Verdict &verdict = examined.report.verdict;
        QVERIFY2(examined.showUnless(verdict.outcome == Verdict::Outcome::FaultFound && verdict.cause == cause),
                 qPrintable(examined.inWords()));
        QVERIFY2(wordsOf(*examined.report.cause()).contains(words), qPrintable(wordsOf(*examined.report.cause())));
        if (cause == u"N1") {
            for (const char *id : {"T1", "P1", "Q1", "S1", "I1", "I2"}) {
                const Finding *finding = examined.report.finding(QString::fromLatin1(id));
                QVERIFY2(finding && finding->status == Finding::Status::NotRun, qPrintable(examined.inWords()));
            }
            QCOMPARE(examined.operatorCalls, 0);
        }
    }

    /// The callback address of the shop has a certificate that Safaricom would not take.
    void certificateOfTheShop_data()
    {
        QTest::addColumn<int>("leaf");
        QTest::newRow("callback address with a certificate of another name") << static_cast<int>(Leaf::WrongHost);
        QTest::newRow("callback address with an expired certificate") << static_cast<int>(Leaf::Expired);
        QTest::newRow("callback address with a self-signed certificate") << static_cast<int>(Leaf::SelfSigned);
    }
    void certificateOfTheShop()
    {
        QFETCH(int, leaf);
        const TestAuthority authority;
        SetUp setUp = simulatorPaybill();
        setUp.shopTls = authority.serverConfiguration(static_cast<Leaf>(leaf));
        setUp.trustedAuthorities = authority.pem();
        const Examined examined = m_clinic.examine(setUp);
        m_table->add(QString::fromUtf8(QTest::currentDataTag()), examined);
        QCOMPARE(examined.wrongs, QStringList());
        const Verdict &verdict = examined.report.verdict;
        QVERIFY2(examined.showUnless(verdict.outcome == Verdict::Outcome::FaultFound && verdict.cause == u"K1"),
                 qPrintable(examined.inWords()));
        QVERIFY2(wordsOf(*examined.report.cause()).contains(u"certificate"), qPrintable(wordsOf(*examined.report.cause())));
    }

    /// A company that looks into TLS and whose authority this computer trusts: Daraja is reached, and it is told who reads along.
    void trustedInterceptionIsNamed()
    {
        const auto company = std::make_shared<TestAuthority>(QByteArrayLiteral("Duka Ltd web filter"));
        const Examined examined = m_clinic.examine(behindTls(company, Leaf::Good, true));
        m_table->add(QStringLiteral("company's authority that is trusted"), examined);
        QCOMPARE(examined.wrongs, QStringList());
        QVERIFY2(examined.showUnless(examined.report.verdict.outcome != Verdict::Outcome::FaultFound), qPrintable(examined.inWords()));
        const Finding *reach = examined.report.finding(QStringLiteral("N1"));
        QVERIFY(reach);
        QVERIFY2(wordsOf(*reach).contains(u"Duka Ltd web filter"), qPrintable(wordsOf(*reach)));
        QCOMPARE(examined.report.finding(QStringLiteral("I1"))->status, Finding::Status::Good);
    }

    /// The network goes in the middle of a run: what was found stays, and nothing is concluded from the silence.
    void lostInMidRun_data()
    {
        QTest::addColumn<QByteArray>("lastPath");
        QTest::newRow("at the token") << QByteArrayLiteral("/oauth/v1/generate");
        QTest::newRow("at the products") << QByteArrayLiteral("/mpesa/qrcode/v1/generate");
        QTest::newRow("at the number") << QByteArrayLiteral("/sfcverify/v1/query/info");
        QTest::newRow("at the passkey") << QByteArrayLiteral("/mpesa/stkpushquery/v1/query");
        QTest::newRow("at the operator") << QByteArrayLiteral("/mpesa/accountbalance/v1/query");
    }
    void lostInMidRun()
    {
        QFETCH(QByteArray, lastPath);
        SetUp setUp = livePaybill();
        setUp.other.reset();
        const auto gate = std::make_shared<std::unique_ptr<Gatekeeper>>();
        setUp.wayIn = [gate, lastPath](const QUrl &daraja) {
            *gate = std::make_unique<Gatekeeper>(daraja, [gate, lastPath](const HttpRequest &request) -> std::optional<HttpResponse> {
                // An empty body is a probe of the products; what is meant is the check itself.
                const bool isProbe = request.body.size() <= 2 && lastPath != "/mpesa/qrcode/v1/generate";
                if (request.path() == lastPath && (request.method == "GET" || !isProbe)) {
                    QMetaObject::invokeMethod(
                        qApp, [gate] { (*gate)->close(); }, Qt::QueuedConnection);
                }
                return {};
            });
            return (*gate)->url();
        };
        const Examined examined = m_clinic.examine(setUp);
        (*gate).reset();
        m_table->add(QStringLiteral("network lost %1").arg(QString::fromUtf8(QTest::currentDataTag())), examined);
        QCOMPARE(examined.wrongs, QStringList());
        const Verdict &verdict = examined.report.verdict;
        QVERIFY2(examined.showUnless(verdict.outcome == Verdict::Outcome::CouldNotTell ||
                                     (verdict.outcome == Verdict::Outcome::FaultFound && verdict.cause.startsWith(u'N'))),
                 qPrintable(examined.inWords()));
    }

private:
    Clinic m_clinic;
    std::unique_ptr<BenchTable> m_table = std::make_unique<BenchTable>(QStringLiteral("Fault of the network"));
};

QTEST_GUILESS_MAIN(TestNetworkFaults)

#include "tst_networkfaults.moc"
