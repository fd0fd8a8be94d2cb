// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// K1 to K5: the way of the news, with real sockets.

#include "core/doctor/callbackreading.h"
#include "core/doctor/registry.h"
#include "tests/core/doctor/checkbench.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QJsonDocument>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Status = Finding::Status;

Q_DECLARE_METATYPE(daraja::ScriptedAnswer)

namespace {

/// The merchant's server, and a desk that looks at it.
class ShopDesk final
{
    Q_DISABLE_COPY_MOVE(ShopDesk)

public:
    explicit ShopDesk(const QList<ScriptedAnswer> &script)
        : shop(script)
        , bench(stub.url())
    {
        bench.patient.callbackUrl = shop.url();
        bench.patient.callbackUrl.setPath(u"/pay/callback"_s);
        bench.patient.callbackUrl.setQuery(u"k=7f31"_s);
    }
    ~ShopDesk() = default;

    ScriptedServer shop;
    GatewayStub stub;
    CheckBench bench;
};

constexpr const char *published = "196.201.214.200 196.201.214.206 196.201.213.114 196.201.214.207 196.201.214.208 196.201.213.44 "
                                  "196.201.212.127 196.201.212.138 196.201.212.129 196.201.212.136 196.201.212.74 196.201.212.69";

QString publishedOne()
{
    return QString::fromLatin1(published).replace(u' ', u'\n');
}

} // namespace

class CallbackChecksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void reach_data();
    void reach();
    void reachAsksOnceForTheWholePath();
    void refusalOfAListedServer();
    void redirectTellsWhere_data();
    void redirectTellsWhere();
    void nobodyListens();
    void certificates_data();
    void certificates();
    void noSuchHost();
    void noAddressNothingToDo();
    void ownReceiverOfTheSimulator();
    void reply_data();
    void reply();
    void replyPostsAFailedPaymentOnly();
    void replyNeedsConsent();
    void slowReply();
    void allowList_data();
    void allowList();
    void registration_data();
    void registration();
    void registrationHidesTheToken();
    void truthInTheSimulator_data();
    void truthInTheSimulator();
    void truthNeverOnProduction();
    void truthNeedsAReceiver();
};

void CallbackChecksTest::reach_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<Finding::Status>("status");
    for (const int good : {200, 204, 400, 405, 415, 422}) {
        QTest::newRow(QByteArray::number(good).constData()) << ScriptedAnswer::status(good) << Status::Good;
    }
    for (const int bad : {301, 302, 307, 308, 401, 403, 404, 410}) {
        QTest::newRow(QByteArray::number(bad).constData())
            << ScriptedAnswer::status(bad, {}, {"Location: https://www.shop.example/pay/callback"}) << Status::Bad;
    }
    for (const int careful : {429, 500, 502, 503}) {
        QTest::newRow(QByteArray::number(careful).constData()) << ScriptedAnswer::status(careful) << Status::Careful;
    }
    QTest::newRow("closes") << ScriptedAnswer::close() << Status::Bad;
    QTest::newRow("resets") << ScriptedAnswer::reset() << Status::Bad;
    QTest::newRow("no HTTP") << ScriptedAnswer::raw("220 mail.shop.example ESMTP\r\n", ScriptedAnswer::End::Close) << Status::Bad;
}

void CallbackChecksTest::reach()
{
    QFETCH(ScriptedAnswer, answer);
    QFETCH(Finding::Status, status);
    ShopDesk desk({answer});
    QVERIFY(desk.bench.begin());
    const Finding finding = desk.bench.run(callbackChecks(), u"K1"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QVERIFY(!finding.title.isEmpty() && !finding.means.isEmpty() && !finding.summary.isEmpty());
    QVERIFY(status == Status::Good || !finding.steps.isEmpty());
    QCOMPARE(desk.shop.posts(), 0);
    QCOMPARE(finding.gatewayCalls, 0);
}

void CallbackChecksTest::reachAsksOnceForTheWholePath()
{
    ShopDesk desk({ScriptedAnswer::status(302, {}, {"Location: /login"})});
    QVERIFY(desk.bench.begin());
    (void)desk.bench.run(callbackChecks(), u"K1"_s);
    QCOMPARE(desk.shop.requests().size(), 1); // redirects are not followed
    QVERIFY(desk.shop.requests().first().raw.startsWith("GET /pay/callback?k=7f31 HTTP/1.1\r\n"));
    QVERIFY(!desk.shop.requests().first().raw.contains("Authorization"));
}

void CallbackChecksTest::refusalOfAListedServer()
{
    ShopDesk desk({ScriptedAnswer::status(403)});
    desk.bench.patient.allowList = publishedOne();
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(callbackChecks(), u"K1"_s).status, Status::Unknown); // that we are kept out is right there
}

void CallbackChecksTest::redirectTellsWhere_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("shown");
    QTest::newRow("absolute") << QByteArray("https://www.shop.example/pay/callback") << u"https://www.shop.example/pay/callback"_s;
    QTest::newRow("slash") << QByteArray("/pay/callback/") << u"/pay/callback/"_s;
    QTest::newRow("none") << QByteArray() << QString();
}

void CallbackChecksTest::redirectTellsWhere()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, shown);
    ShopDesk desk({ScriptedAnswer::status(308, {}, location.isEmpty() ? QByteArrayList() : QByteArrayList{"Location: " + location})});
    QVERIFY(desk.bench.begin());
    const Finding finding = desk.bench.run(callbackChecks(), u"K1"_s);
    QCOMPARE(finding.status, Status::Bad);
    QVERIFY2(finding.steps.first().contains(shown), qPrintable(finding.steps.first()));
}

void CallbackChecksTest::nobodyListens()
{
    ShopDesk desk({ScriptedAnswer::status(200)});
    desk.shop.stopListening();
    QVERIFY(desk.bench.begin());
    const Finding finding = desk.bench.run(callbackChecks(), u"K1"_s);
    QCOMPARE(finding.status, Status::Bad);
    QVERIFY2(finding.title.contains(u"Nobody listens"), qPrintable(finding.title));
}

void CallbackChecksTest::certificates_data()
{
    QTest::addColumn<int>("leaf");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<Finding::Status>("status");
    using Leaf = TestAuthority::Leaf;
    QTest::newRow("good") << int(Leaf::Good) << true << Status::Good;
    QTest::newRow("unknown authority") << int(Leaf::Good) << false << Status::Bad;
    QTest::newRow("other host") << int(Leaf::WrongHost) << true << Status::Bad;
    QTest::newRow("expired") << int(Leaf::Expired) << true << Status::Bad;
    QTest::newRow("self-signed") << int(Leaf::SelfSigned) << true << Status::Bad;
}

void CallbackChecksTest::certificates()
{
    QFETCH(int, leaf);
    QFETCH(bool, trusted);
    QFETCH(Finding::Status, status);
    const TestAuthority authority;
    GatewayStub stub;
    ScriptedServer shop({ScriptedAnswer::status(200)}, authority.serverConfiguration(TestAuthority::Leaf(leaf)));
    CheckBench bench(stub.url());
    bench.patient.callbackUrl = shop.url();
    bench.patient.trustedAuthorities = trusted ? authority.pem() : QByteArray();
    QVERIFY(bench.begin());
    const Finding finding = bench.run(callbackChecks(), u"K1"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QVERIFY(status == Status::Good || (finding.sure == Finding::Sure::High && finding.title.contains(u"certificate")));
}

void CallbackChecksTest::noSuchHost()
{
    HttpResult result;
    result.exchange.failure = HttpFailure::HostNotFound;
    result.exchange.failureText = u"Host shop.invalid not found"_s;
    const Finding finding = readReach(result, QUrl(u"https://shop.invalid/c"_s), false);
    QCOMPARE(finding.status, Status::Bad);
    QVERIFY(finding.title.contains(u"does not exist"));
}

void CallbackChecksTest::noAddressNothingToDo()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    QVERIFY(bench.begin(Consent::PostCallback));
    for (const QString &id : {u"K1"_s, u"K2"_s, u"K3"_s, u"K5"_s}) {
        const Finding finding = bench.run(callbackChecks(), id);
        QCOMPARE(finding.status, Status::NotNeeded);
        QVERIFY(!finding.means.isEmpty());
    }
    QVERIFY(bench.callbacks.isEmpty());
}

void CallbackChecksTest::ownReceiverOfTheSimulator()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.patient.callbackUrl = bench.context.callbackUrl;
    QVERIFY(bench.begin(Consent::PostCallback));
    QCOMPARE(bench.run(callbackChecks(), u"K1"_s).status, Status::NotNeeded);
    QCOMPARE(bench.run(callbackChecks(), u"K2"_s).status, Status::NotNeeded);
    QVERIFY(bench.callbacks.isEmpty());
}

void CallbackChecksTest::reply_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<Finding::Status>("status");
    for (const int good : {200, 201, 202, 204}) {
        QTest::newRow(QByteArray::number(good).constData()) << ScriptedAnswer::status(good) << Status::Good;
    }
    for (const int bad : {301, 302, 308, 400, 401, 403, 404, 405, 419, 422, 500, 503}) {
        QTest::newRow(QByteArray::number(bad).constData()) << ScriptedAnswer::status(bad) << Status::Bad;
    }
    QTest::newRow("closes") << ScriptedAnswer::close() << Status::Bad;
}

void CallbackChecksTest::reply()
{
    QFETCH(ScriptedAnswer, answer);
    QFETCH(Finding::Status, status);
    ShopDesk desk({answer});
    QVERIFY(desk.bench.begin(Consent::PostCallback));
    const Finding finding = desk.bench.run(callbackChecks(), u"K2"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QVERIFY(!finding.title.isEmpty() && !finding.means.isEmpty() && !finding.because.isEmpty());
    QCOMPARE(desk.shop.requests().size(), 1);
}

void CallbackChecksTest::replyPostsAFailedPaymentOnly()
{
    ShopDesk desk({ScriptedAnswer::status(200)});
    QVERIFY(desk.bench.begin(Consent::PostCallback));
    (void)desk.bench.run(callbackChecks(), u"K2"_s);
    QCOMPARE(desk.shop.requests().size(), 1);
    const ScriptedRequest request = desk.shop.requests().first();
    QVERIFY(request.raw.startsWith("POST /pay/callback?k=7f31 HTTP/1.1\r\n"));
    const QJsonObject callback =
        QJsonDocument::fromJson(request.body()).object().value(u"Body").toObject().value(u"stkCallback").toObject();
    QCOMPARE(callback.value(u"ResultCode").toInt(), 1032);
    QVERIFY(callback.value(u"CheckoutRequestID").toString().contains(u"TEST"));
    QVERIFY(callback.value(u"MerchantRequestID").toString().contains(u"TEST"));
    QVERIFY(!callback.contains(u"CallbackMetadata")); // no receipt, no amount
}

void CallbackChecksTest::replyNeedsConsent()
{
    ShopDesk desk({ScriptedAnswer::status(200)});
    QVERIFY(desk.bench.begin());
    QCOMPARE(desk.bench.run(callbackChecks(), u"K2"_s).status, Status::NotRun);
    QVERIFY(desk.shop.requests().isEmpty());
}

void CallbackChecksTest::slowReply()
{
    HttpResult result;
    result.status = 200;
    result.exchange.outcome = HttpOutcome::Answered;
    result.exchange.timings.done = replyLimitMs;
    QCOMPARE(readReply(result).status, Status::Good);
    result.exchange.timings.done = replyLimitMs + 1;
    QCOMPARE(readReply(result).status, Status::Careful);
}

void CallbackChecksTest::allowList_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<QString>("fact");
    const QString lines = publishedOne();
    QString nginx;
    for (const QString &address : lines.split(u'\n')) {
        nginx += u"    allow %1;\n"_s.arg(address);
    }
    QTest::newRow("lines") << lines << Status::Good << QString();
    QTest::newRow("blanks") << QString::fromLatin1(published) << Status::Good << QString();
    QTest::newRow("commas") << QString::fromLatin1(published).replace(u' ', u',') << Status::Good << QString();
    QTest::newRow("nginx") << nginx + u"    deny all;\n"_s << Status::Good << QString();
    QTest::newRow("ranges") << u"196.201.212.0/24 196.201.213.0/24\r\n196.201.214.0/24"_s << Status::Good << QString();
    QTest::newRow("/32") << QString(lines).replace(u'\n', u"/32\n"_s) << Status::Good << QString();
    QTest::newRow("one missing") << QString(lines).remove(u"196.201.212.69"_s) << Status::Bad << u"196.201.212.69"_s;
    QTest::newRow("old list") << QString(lines).replace(u"196.201.212.69"_s, u"196.201.212.128"_s) << Status::Bad << u"196.201.212.128"_s;
    QTest::newRow("in a comment") << QString(lines).replace(u"196.201.212.69"_s, u"# 196.201.212.69"_s) << Status::Bad
                                  << u"196.201.212.69"_s;
    QTest::newRow("denied") << QString(lines).replace(u"196.201.212.69"_s, u"deny 196.201.212.69;"_s) << Status::Bad << u"196.201.212.69"_s;
    QTest::newRow("longer number") << QString(lines).replace(u"196.201.212.69"_s, u"196.201.212.690"_s) << Status::Bad
                                   << u"196.201.212.69"_s;
    QTest::newRow("small range") << QString(lines).replace(u"196.201.212.69"_s, u"196.201.212.70/31"_s) << Status::Bad
                                 << u"196.201.212.69"_s;
    QTest::newRow("stale too") << lines + u"\n196.201.212.132"_s << Status::Note << u"196.201.212.132"_s;
    QTest::newRow("foreign too") << lines + u"\n203.0.113.7"_s << Status::Note << u"203.0.113.7"_s;
    QTest::newRow("everybody") << u"0.0.0.0/0"_s << Status::Note << QString();
    QTest::newRow("others only") << u"10.0.0.1"_s << Status::Bad << u"10.0.0.1"_s;
    QTest::newRow("no addresses") << u"allow from safaricom"_s << Status::Unknown << QString();
    QTest::newRow("nonsense") << u"999.1.2.3 1.2.3 1.2.3.4.5 1.2.3.4/99"_s << Status::Unknown << QString();
}

void CallbackChecksTest::allowList()
{
    QFETCH(QString, pasted);
    QFETCH(Finding::Status, status);
    QFETCH(QString, fact);
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.patient.allowList = pasted;
    QVERIFY(bench.begin());
    const Finding finding = bench.run(callbackChecks(), u"K3"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    const bool told =
        std::any_of(finding.facts.begin(), finding.facts.end(), [&fact](const auto &row) { return row.second.contains(fact); });
    QVERIFY(fact.isEmpty() || told);
}

void CallbackChecksTest::registration_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<Finding::Status>("status");
    QTest::addColumn<QString>("check"); ///< of the cure
    const auto error = [](const char *code, const char *message) {
        return QStringLiteral("{\"requestId\":\"41877-9023416-2\",\"errorCode\":\"%1\",\"errorMessage\":\"%2\"}")
            .arg(QLatin1StringView(code), QLatin1StringView(message));
    };
    QTest::newRow("done") << u"{\"OriginatorCoversationID\":\"6f20-4a9d\",\"ResponseCode\":\"0\",\"ResponseDescription\":\"success\"}"_s
                          << Status::Good << QString();
    QTest::newRow("done, long code")
        << u"{\"OriginatorCoversationID\":\"6f20\",\"ResponseCode\":\"00000000\",\"ResponseDescription\":\"Success\"}"_s << Status::Good
        << QString();
    QTest::newRow("done, no code") << u"{\"OriginatorCoversationID\":\"6f20\",\"ResponseDescription\":\"success\"}"_s << Status::Good
                                   << QString();
    QTest::newRow("registered") << error("500.003.1001", "Urls are already registered.") << Status::Note << QString();
    QTest::newRow("duplicate") << error("500.003.1001", "Duplicate notification info") << Status::Note << QString();
    QTest::newRow("words alone") << u"500 Duplicate notification info"_s << Status::Note << QString();
    QTest::newRow("version") << error("401.003.01", "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found")
                             << Status::Bad << u"P1"_s;
    QTest::newRow("token") << error("401.003.01", "Error Occurred - Invalid Access Token - abc") << Status::Bad << u"P1"_s;
    QTest::newRow("response type") << error("400.002.02", "Bad Request - Invalid ResponseType") << Status::Bad << QString();
    QTest::newRow("address") << error("400.003.02", "Bad Request - Invalid ConfirmationURL") << Status::Bad << QString();
    QTest::newRow("prompts only") << u"{\"Envelope\":{\"Body\":{\"Fault\":{\"faultstring\":\"Execution of ServiceCallout SCO-AddURLVault "
                                     u"failed. Reason: ResponseCode 409\","
                                     "\"detail\":{\"source\":{\"errorcode\":\"steps.servicecallout.ExecutionFailed\"}}}}}}"_s
                                  << Status::Bad << QString();
    QTest::newRow("internal") << error("500.003.1001", "Internal Server Error") << Status::Unknown << QString();
    QTest::newRow("firewall") << u"<html><body>Request unsuccessful. Incapsula incident ID: 443000270035424-61</body></html>"_s
                              << Status::Unknown << QString();
    QTest::newRow("no success at all") << u"{}"_s << Status::Unknown << QString();
    QTest::newRow("nonsense") << u"hello"_s << Status::Unknown << QString();
}

void CallbackChecksTest::registration()
{
    QFETCH(QString, answer);
    QFETCH(Finding::Status, status);
    QFETCH(QString, check);
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.patient.c2bAnswer = answer;
    QVERIFY(bench.begin());
    const Finding finding = bench.run(callbackChecks(), u"K5"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(finding.cure.check, check);
    QVERIFY(!finding.title.isEmpty() && !finding.means.isEmpty());
    QVERIFY(status == Status::Good || !finding.steps.isEmpty());
    QCOMPARE(stub.seen.size(), 1); // the token: nothing is registered to find out
}

void CallbackChecksTest::registrationHidesTheToken()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.patient.c2bAnswer =
        u"{\"errorCode\":\"401.003.01\",\"errorMessage\":\"Error Occurred - Invalid Access Token - secret-of-the-bench\"}"_s;
    bench.context.secrets.consumerSecret = u"secret-of-the-bench"_s;
    QVERIFY(bench.begin());
    const Finding finding = bench.run(callbackChecks(), u"K5"_s);
    QVERIFY2(!CheckBench::transcript(finding).contains("secret-of-the-bench"), CheckBench::transcript(finding).constData());
    QVERIFY(finding.said.contains(u"Invalid Access Token"));
}

void CallbackChecksTest::truthInTheSimulator_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<Finding::Status>("status");
    QTest::newRow("arrives") << QString() << Status::Good;
    QTest::newRow("lost") << u"lost-callback"_s << Status::Bad;
}

void CallbackChecksTest::truthInTheSimulator()
{
    QFETCH(QString, fault);
    QFETCH(Finding::Status, status);
    SimulatorOptions options;
    options.automaticAnswer = 50;
    options.faults = fault;
    SimulatorBench desk(options);
    QVERIFY(desk.bench->begin(Consent::RealPrompt));
    const Finding finding = desk.bench->run(callbackChecks(), u"K4"_s);
    QVERIFY2(finding.status == status, qPrintable(findingText(finding)));
    QCOMPARE(desk.bench->callbacks.isEmpty(), status == Status::Bad);
    QCOMPARE(finding.code, u"0"_s);
}

void CallbackChecksTest::truthNeverOnProduction()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.context.profile.environment = Environment::Production;
    QVERIFY(bench.begin(Consent::RealPrompt));
    QCOMPARE(bench.run(callbackChecks(), u"K4"_s).status, Status::NotRun);
    QCOMPARE(stub.seen.size(), 1);
}

void CallbackChecksTest::truthNeedsAReceiver()
{
    GatewayStub stub;
    CheckBench bench(stub.url());
    bench.patient.resultsReachUs = false;
    QVERIFY(bench.begin(Consent::RealPrompt));
    QCOMPARE(bench.run(callbackChecks(), u"K4"_s).status, Status::NotRun);
    QCOMPARE(stub.seen.size(), 1);
}

QTEST_GUILESS_MAIN(CallbackChecksTest)
#include "tst_callbackchecks.moc"
