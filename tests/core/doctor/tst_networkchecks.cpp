// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/doctor/doctordesk.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QRegularExpression>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Leaf = TestAuthority::Leaf;
using Status = Finding::Status;

Q_DECLARE_METATYPE(daraja::ScriptedAnswer)

namespace {

ScriptedAnswer page(int status, const QByteArray &text)
{
    return ScriptedAnswer::status(status, "<html><head><title>" + text + "</title></head><body>" + text + "</body></html>",
                                  {"Content-Type: text/html"});
}

/// Daraja to somebody without credentials (daraja-api 2.2).
ScriptedAnswer darajasWords(const QByteArrayList &headers = {})
{
    return ScriptedAnswer::status(
        400,
        "{\"requestId\":\"41877-9023416-2\",\"errorCode\":\"400.008.01\",\"errorMessage\":\"Invalid Authentication "
        "passed\"}",
        QByteArrayList{"Content-Type: application/json"} + headers);
}

QByteArray dateLine(const QDateTime &time)
{
    return "Date: " + QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss").toLatin1() + " GMT";
}

QString allWords(const Finding &finding)
{
    return findingText(finding) + finding.summary;
}

/// A port of this computer where nobody listens.
QUrl nobody()
{
    ScriptedServer server;
    server.stopListening();
    return server.url();
}

} // namespace

/// N1 and N2 against servers that misbehave on real sockets.
class TestNetworkChecks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void darajaAnswers()
    {
        ScriptedServer server({darajasWords()});
        DoctorDesk desk(server.url());
        desk.examine();
        const Finding finding = desk.run(networkChecks(), u"N1"_s);
        QCOMPARE(finding.status, Status::Good);
        QCOMPARE(finding.checkId, u"N1"_s);
        QCOMPARE(finding.gatewayCalls, 1);
        QCOMPARE(finding.exchanges.size(), 1);
        QVERIFY(desk.examination->facts().gatewayReachable);
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(!server.requests().first().raw.toLower().contains("authorization"));
    }

    void answers_data()
    {
        QTest::addColumn<ScriptedAnswer>("first");
        QTest::addColumn<ScriptedAnswer>("second");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("says");
        const QByteArray incapsula = "Request unsuccessful. Incapsula incident ID: 443000270035424-61";
        QTest::newRow("fault of the API gateway")
            << ScriptedAnswer::status(404, "{\"fault\":{\"faultstring\":\"Unable to identify proxy for host: secure and url: /\","
                                           "\"detail\":{\"errorcode\":\"messaging.adaptors.http.flow.ApplicationNotFound\"}}}")
            << darajasWords() << Status::Good << u"answers"_s;
        QTest::newRow("fault in XML") << ScriptedAnswer::status(404, "<?xml version=\"1.0\"?><Fault><faultstring>x</faultstring></Fault>")
                                      << darajasWords() << Status::Good << u"answers"_s;
        QTest::newRow("empty 404") << ScriptedAnswer::status(404) << darajasWords() << Status::Good << u"answers"_s;
        QTest::newRow("a page for tokens, Daraja at the root") << page(200, "Daraja") << darajasWords() << Status::Good << u"answers"_s;
        QTest::newRow("a firewall before tokens, Daraja at the root")
            << page(403, "Denied") << darajasWords() << Status::Good << u"answers"_s;
        QTest::newRow("plain text") << ScriptedAnswer::status(200, "hello") << darajasWords() << Status::Note << u"not in Daraja's way"_s;
        QTest::newRow("503 empty") << ScriptedAnswer::status(503) << darajasWords() << Status::Careful << u"out of order"_s;
        QTest::newRow("502 page") << page(502, "Bad Gateway") << darajasWords() << Status::Careful << u"out of order"_s;
        QTest::newRow("Incapsula 503") << page(503, incapsula) << page(503, incapsula) << Status::Bad << u"A firewall answered"_s;
        QTest::newRow("Incapsula 200") << page(200, incapsula) << page(200, incapsula) << Status::Bad << u"443000270035424-61"_s;
        QTest::newRow("403 page") << page(403, "Forbidden") << page(403, "Forbidden") << Status::Bad << u"A firewall answered"_s;
        QTest::newRow("429 page") << page(429, "Slow down") << page(429, "Slow down") << Status::Bad << u"Wait 15 minutes"_s;
        QTest::newRow("login of a hotel") << page(200, "Guest network") << page(200, "Guest network") << Status::Bad
                                          << u"A web page answered in Daraja's place"_s;
        QTest::newRow("redirects everywhere") << ScriptedAnswer::status(302, {}, {"Location: http://login.example/"})
                                              << ScriptedAnswer::status(302, {}, {"Location: http://login.example/"}) << Status::Bad
                                              << u"A web page answered"_s;
        QTest::newRow("silence") << ScriptedAnswer::silence() << darajasWords() << Status::Bad << u"does not answer"_s;
        // Twice: a connection that is closed without an answer Qt tries again by itself.
        QTest::newRow("reset") << ScriptedAnswer::reset() << ScriptedAnswer::reset() << Status::Bad << u"breaks off"_s;
        QTest::newRow("closed") << ScriptedAnswer::close() << ScriptedAnswer::close() << Status::Bad << u"breaks off"_s;
        const ScriptedAnswer ssh = ScriptedAnswer::raw("SSH-2.0-OpenSSH_9.2\r\n\r\n", ScriptedAnswer::End::Close);
        QTest::newRow("not HTTP") << ssh << ssh << Status::Bad << u"breaks off"_s;
    }
    void answers()
    {
        QFETCH(ScriptedAnswer, first);
        QFETCH(ScriptedAnswer, second);
        QFETCH(Status, status);
        QFETCH(QString, says);
        ScriptedServer server({first, second});
        DoctorDesk desk(server.url());
        desk.examine();
        const Finding finding = desk.run(networkChecks(), u"N1"_s);
        QCOMPARE(finding.status, status);
        QVERIFY2(allWords(finding).contains(says), qPrintable(allWords(finding)));
        QVERIFY(!finding.because.isEmpty() && !finding.means.isEmpty());
        QCOMPARE(desk.examination->facts().gatewayReachable, status != Status::Bad);
        if (status == Status::Bad) {
            QVERIFY(!finding.steps.isEmpty());
            QVERIFY2(!allWords(finding).contains(u"%1"), qPrintable(allWords(finding)));
        }
    }

    void nobodyThere_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QString>("says");
        QTest::newRow("refused") << nobody() << u"refuses the connection"_s;
        QTest::newRow("no such name") << QUrl(u"https://api.daraja.invalid"_s) << u"There is no server named api.daraja.invalid"_s;
        QTest::newRow("no address") << QUrl() << u"The base URL cannot be used"_s;
        QTest::newRow("plain http elsewhere") << QUrl(u"http://api.daraja.invalid"_s) << u"The base URL cannot be used"_s;
    }
    void nobodyThere()
    {
        QFETCH(QUrl, url);
        QFETCH(QString, says);
        DoctorDesk desk(url, Environment::Custom);
        desk.context.profile.customBaseUrl = url;
        desk.examine();
        const Finding finding = desk.run(networkChecks(), u"N1"_s);
        QCOMPARE(finding.status, Status::Bad);
        QVERIFY2(finding.title.contains(says), qPrintable(finding.title));
        QCOMPARE(finding.cure.action, Finding::Cure::Action::EditValue);
        QCOMPARE(finding.blamed(), QStringList{u"customBaseUrl"_s});
    }

    void simulatorThatIsOff()
    {
        DoctorDesk desk(nobody(), Environment::Simulator);
        desk.examine();
        const Finding finding = desk.run(networkChecks(), u"N1"_s);
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.cure.action, Finding::Cure::Action::OpenPage);
        QCOMPARE(finding.cure.page, u"simulator"_s);
    }

    void certificates_data()
    {
        QTest::addColumn<int>("leaf");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("says");
        QTest::newRow("wrong name") << int(Leaf::WrongHost) << true << Status::Bad << u"The certificate is for another server"_s;
        QTest::newRow("expired") << int(Leaf::Expired) << true << Status::Bad << u"expired on"_s;
        QTest::newRow("self-signed") << int(Leaf::SelfSigned) << true << Status::Bad << u"Nobody vouches"_s;
        QTest::newRow("company authority") << int(Leaf::Good) << false << Status::Bad << u"opened on the way, by “Duka Ltd web filter”"_s;
        QTest::newRow("company authority that is trusted")
            << int(Leaf::Good) << true << Status::Careful << u"opened on the way, by “Duka Ltd web filter”"_s;
    }
    void certificates()
    {
        QFETCH(int, leaf);
        QFETCH(bool, trusted);
        QFETCH(Status, status);
        QFETCH(QString, says);
        ScriptedServer server({darajasWords()}, m_company.serverConfiguration(Leaf(leaf)));
        DoctorDesk desk(server.url());
        desk.patient.trustedAuthorities = trusted ? m_company.pem() : QByteArray();
        desk.examine();
        const Finding finding = desk.run(networkChecks(), u"N1"_s);
        QCOMPARE(finding.status, status);
        QVERIFY2(finding.title.contains(says), qPrintable(finding.title));
        QCOMPARE(server.requests().size(), status == Status::Bad ? 0 : 1); // nothing is sent to a stranger
    }

    /// An authority of the user's own is no interception where the server is not Safaricom's.
    void ownAuthorityOfACustomServer()
    {
        ScriptedServer server({darajasWords()}, m_company.serverConfiguration(Leaf::Good));
        DoctorDesk desk(server.url(), Environment::Custom);
        desk.context.profile.customBaseUrl = server.url();
        desk.patient.trustedAuthorities = m_company.pem();
        desk.examine();
        QCOMPARE(desk.run(networkChecks(), u"N1"_s).status, Status::Good);
    }

    void comparison_data()
    {
        QTest::addColumn<bool>("otherWorks");
        QTest::addColumn<QString>("because");
        QTest::newRow("one fails") << true << u"probably Safaricom's"_s;
        QTest::newRow("both fail") << false << u"probably on this side"_s;
    }
    void comparison()
    {
        QFETCH(bool, otherWorks);
        QFETCH(QString, because);
        ScriptedServer own({ScriptedAnswer::close()});
        ScriptedServer other({otherWorks ? darajasWords() : ScriptedAnswer::close()});
        DoctorDesk desk(own.url());
        desk.patient.otherBaseUrl = other.url();
        desk.examine();
        const Finding finding = desk.run(networkChecks(), u"N1"_s);
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.sure, Finding::Sure::Medium);
        QVERIFY2(finding.because.contains(because), qPrintable(finding.because));
        QVERIFY(finding.because.contains(u"Production"));
        QCOMPARE(finding.gatewayCalls, 2);
        QVERIFY(!other.requests().first().raw.toLower().contains("authorization"));
    }

    void otherIsNotAskedWithoutNeed()
    {
        ScriptedServer own({darajasWords()});
        ScriptedServer other({darajasWords()});
        DoctorDesk desk(own.url());
        desk.patient.otherBaseUrl = other.url();
        desk.examine();
        QCOMPARE(desk.run(networkChecks(), u"N1"_s).status, Status::Good);
        QCOMPARE(other.requests().size(), 0);
    }

    void clock_data()
    {
        QTest::addColumn<int>("theirsAhead"); ///< seconds
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("says");
        QTest::newRow("right") << 0 << Status::Good << u"The clock is right"_s;
        QTest::newRow("3 s") << 3 << Status::Good << u"The clock is right"_s;
        QTest::newRow("30 s behind") << 30 << Status::Note << u"behind Safaricom"_s;
        QTest::newRow("2 min behind") << 120 << Status::Careful << u"behind Safaricom"_s;
        QTest::newRow("2 min ahead") << -120 << Status::Careful << u"ahead of Safaricom"_s;
        QTest::newRow("7 min 12 s behind") << 433 << Status::Bad << u"is 7 min 1"_s;
        QTest::newRow("7 min ahead") << -425 << Status::Bad << u"is 7 min "_s;
        QTest::newRow("3 h ahead: Nairobi's time taken for UTC") << -3 * 3600 - 30 << Status::Bad << u"3 h 0 min ahead"_s;
    }
    void clock()
    {
        QFETCH(int, theirsAhead);
        QFETCH(Status, status);
        QFETCH(QString, says);
        ScriptedServer server;
        DoctorDesk desk(server.url());
        server.setScript({darajasWords({dateLine(QDateTime::currentDateTimeUtc().addSecs(theirsAhead))})});
        desk.examine();
        QCOMPARE(desk.run(networkChecks(), u"N1"_s).status, Status::Good);
        const Finding finding = desk.run(networkChecks(), u"N2"_s);
        QCOMPARE(finding.status, status);
        QVERIFY2(finding.title.contains(says), qPrintable(finding.title));
        QVERIFY(std::abs(*desk.examination->clockOffset() + theirsAhead * 1000LL) < 5'000);
        QCOMPARE(finding.steps.isEmpty(), status == Status::Good || status == Status::Note);
        QCOMPARE(finding.gatewayCalls, 0);
    }

    void noTimeToCompareWith_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("none") << QByteArray("X-Nothing: 1");
        QTest::newRow("not a date") << QByteArray("Date: today");
        QTest::newRow("other form") << QByteArray("Date: 2026-03-14T09:00:00Z");
    }
    void noTimeToCompareWith()
    {
        QFETCH(QByteArray, line);
        ScriptedServer server({darajasWords({line})});
        DoctorDesk desk(server.url());
        desk.examine();
        QCOMPARE(desk.run(networkChecks(), u"N1"_s).status, Status::Good);
        QCOMPARE(desk.run(networkChecks(), u"N2"_s).status, Status::Unknown);
        QVERIFY(!desk.examination->clockOffset());
    }

private:
    TestAuthority m_company{QByteArrayLiteral("Duka Ltd web filter")};
};

QTEST_GUILESS_MAIN(TestNetworkChecks)

#include "tst_networkchecks.moc"
