// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/doctor/overlaprecord.h"
#include "core/doctor/tokenreading.h"
#include "tests/core/doctor/doctordesk.h"
#include "tests/support/jobwatch.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace daraja;
using namespace Qt::StringLiterals;
using Status = Finding::Status;
using Action = Finding::Cure::Action;

Q_DECLARE_METATYPE(daraja::ScriptedAnswer)
Q_DECLARE_METATYPE(daraja::KeyPair)

namespace {

ScriptedAnswer token(const QByteArray &text = "kS9Yx2mQv71LdPzR0aWcE4tUbN8h", const QByteArray &expiresIn = "\"3599\"")
{
    return ScriptedAnswer::json("{\"access_token\":\"" + text + "\",\"expires_in\":" + expiresIn + "}");
}

ScriptedAnswer refusal(int status, const QByteArray &code, const QByteArray &message)
{
    return ScriptedAnswer::status(status, "{\"requestId\":\"41877-9023416-2\",\"errorCode\":\"" + code + "\",\"errorMessage\":\"" +
                                              message + "\"}");
}

ScriptedAnswer page(int status, const QByteArray &text)
{
    return ScriptedAnswer::status(status, "<html><head><title>" + text + "</title></head></html>", {"Content-Type: text/html"});
}

/// Lost on the way. (A connection that is closed without a byte Qt tries again by itself.)
ScriptedAnswer halfAnAnswer()
{
    return ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", ScriptedAnswer::End::Close);
}

ScriptedAnswer unknownPair()
{
    return ScriptedAnswer::status(400);
}

/// What stood behind Basic.
QString pairIn(const ScriptedRequest &request)
{
    for (const QByteArray &line : request.headerLines()) {
        if (line.toLower().startsWith("authorization: basic ")) {
            return QString::fromUtf8(QByteArray::fromBase64(line.mid(21).trimmed()));
        }
    }
    return {};
}

QByteArray transcriptOf(const Finding &finding)
{
    QByteArray text = findingText(finding).toUtf8();
    for (const HttpExchange &exchange : finding.exchanges) {
        text += everythingIn(exchange);
    }
    return text;
}

} // namespace

/// T1 to T4 against a Daraja that says what a test tells it.
class TestTokenChecks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QFile::remove(overlapFile());
    }
    void cleanupTestCase() { QFile::remove(overlapFile()); }

    void accepted_data()
    {
        QTest::addColumn<QByteArray>("expiresIn");
        QTest::newRow("text") << QByteArray("\"3599\"");
        QTest::newRow("number") << QByteArray("3599");
    }
    void accepted()
    {
        QFETCH(QByteArray, expiresIn);
        ScriptedServer server({token("kS9Yx2mQv71LdPzR0aWcE4tUbN8h", expiresIn)});
        DoctorDesk desk(server.url());
        desk.examine();
        const Finding finding = desk.run(tokenChecks(), u"T1"_s);
        QCOMPARE(finding.status, Status::Good);
        QCOMPARE(finding.title, u"Safaricom accepts this key and secret on Sandbox"_s);
        QVERIFY(finding.means.contains(u"proves nothing about short code, passkey or operator"));
        QCOMPARE(desk.examination->facts().token, u"kS9Yx2mQv71LdPzR0aWcE4tUbN8h"_s);
        QCOMPARE(pairIn(server.requests().first()),
                 u"%1:%2"_s.arg(QLatin1StringView(DoctorDesk::key), QLatin1StringView(DoctorDesk::secret)));
        QVERIFY(!transcriptOf(finding).contains(DoctorDesk::secret));
        QVERIFY(!transcriptOf(finding).contains("kS9Yx2mQv71LdPzR0aWcE4tUbN8h"));
        // One OAuth call serves the whole program.
        QVERIFY(desk.tokens.isUsable());
        QCOMPARE(desk.tokens.token().token, u"kS9Yx2mQv71LdPzR0aWcE4tUbN8h"_s);
        QCOMPARE(desk.tokens.token().expiresIn, std::chrono::seconds(3599));
        QVERIFY(std::abs(desk.tokens.token().createdAt.msecsTo(QDateTime::currentDateTimeUtc())) < 60'000);
        QCOMPARE(desk.tokens.fetchCount(), 0);
        QCOMPARE(server.requests().size(), 1);
    }

    void tokenOfOtherCredentialsIsNotAdopted()
    {
        ScriptedServer server({token()});
        DoctorDesk desk(server.url());
        desk.examine();
        desk.tokens.setCredentials(u"another-key"_s, u"another-secret"_s); // the profile was edited in mid-run
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Good);
        QVERIFY(desk.tokens.token().isEmpty());
    }

    void refused_data()
    {
        QTest::addColumn<ScriptedAnswer>("answer");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QStringList>("blames");
        QTest::addColumn<int>("calls");
        const QStringList pair{u"consumerKey"_s, u"consumerSecret"_s};
        const QString unknown = u"Safaricom does not recognise this key and secret on Sandbox"_s;
        const QString silent = u"Safaricom is not answering"_s;
        const QString firewall = u"A firewall answered, not Daraja"_s;
        const QString website = u"That address is the website, not the API"_s;
        QTest::newRow("400 empty") << unknownPair() << Status::Bad << unknown << u""_s << pair << 1;
        QTest::newRow("400 blank") << ScriptedAnswer::status(400, "\r\n") << Status::Bad << unknown << u""_s << pair << 1;
        QTest::newRow("400.008.01") << refusal(400, "400.008.01", "Invalid Authentication passed") << Status::Bad << unknown
                                    << u"400.008.01"_s << pair << 1;
        QTest::newRow("400 other words") << refusal(400, "400.003.01", "Bad Request") << Status::Bad << unknown << u"400.003.01"_s << pair
                                         << 1;
        QTest::newRow("401 JSON") << refusal(401, "401.002.01", "Unauthorized") << Status::Bad << unknown << u"401.002.01"_s << pair << 1;
        QTest::newRow("400.008.02") << refusal(400, "400.008.02", "Invalid grant type passed") << Status::Bad
                                    << u"The address for tokens was damaged"_s << u"400.008.02"_s << QStringList() << 1;
        QTest::newRow("200 page") << page(200, "Safaricom developers") << Status::Bad << website << u""_s << QStringList() << 1;
        QTest::newRow("302") << ScriptedAnswer::status(302, {}, {"Location: https://developer.safaricom.co.ke/"}) << Status::Bad << website
                             << u""_s << QStringList() << 1;
        QTest::newRow("404 page") << page(404, "Not found") << Status::Bad << u"Nobody gives out tokens at that address"_s << u""_s
                                  << QStringList() << 1;
        QTest::newRow("401 page") << page(401, "Sign in") << Status::Unknown << firewall << u""_s << QStringList() << 1;
        QTest::newRow("403 page") << page(403, "Forbidden") << Status::Unknown << firewall << u""_s << QStringList() << 1;
        QTest::newRow("Incapsula") << page(503, "Request unsuccessful. Incapsula incident ID: 1-2") << Status::Unknown << firewall << u""_s
                                   << QStringList() << 1;
        QTest::newRow("503 empty") << ScriptedAnswer::status(503) << Status::Unknown << silent << u""_s << QStringList() << 3;
        QTest::newRow("500 JSON") << refusal(500, "500.001.1001", "Server error") << Status::Unknown << silent << u"500.001.1001"_s
                                  << QStringList() << 3;
        QTest::newRow("spike arrest") << refusal(500, "500.003.02", "Error Occurred: Spike Arrest Violation") << Status::Unknown << silent
                                      << u"500.003.02"_s << QStringList() << 3;
        QTest::newRow("cut off") << halfAnAnswer() << Status::Unknown << silent << u""_s << QStringList() << 3;
        QTest::newRow("200 without a token") << ScriptedAnswer::json("{}") << Status::Unknown
                                             << u"Daraja's answer about key and secret cannot be read"_s << u""_s << QStringList() << 1;
        QTest::newRow("200 list") << ScriptedAnswer::json("[]") << Status::Unknown
                                  << u"Daraja's answer about key and secret cannot be read"_s << u""_s << QStringList() << 1;
    }
    void refused()
    {
        QFETCH(ScriptedAnswer, answer);
        QFETCH(Status, status);
        QFETCH(QString, title);
        QFETCH(QString, code);
        QFETCH(QStringList, blames);
        QFETCH(int, calls);
        ScriptedServer server({answer});
        DoctorDesk desk(server.url());
        desk.examine();
        const Finding finding = desk.run(tokenChecks(), u"T1"_s);
        QCOMPARE(finding.title, title);
        QCOMPARE(finding.status, status);
        QCOMPARE(finding.code, code);
        QCOMPARE(finding.blamed(), blames);
        QCOMPARE(server.requests().size(), calls);
        QCOMPARE(finding.gatewayCalls, calls);
        QVERIFY(!finding.because.isEmpty() && !finding.means.isEmpty() && !finding.steps.isEmpty() && !finding.summary.isEmpty());
        QVERIFY(desk.examination->facts().token.isEmpty());
        QVERIFY(!transcriptOf(finding).contains(DoctorDesk::secret));
        if (blames.size() == 2) {
            QVERIFY(finding.facts.contains(qMakePair(u"Consumer secret"_s, u"32 characters, ends in F0iL"_s)));
        }
    }

    void worksAtTheThirdTime()
    {
        ScriptedServer server({ScriptedAnswer::status(503), halfAnAnswer(), token()});
        DoctorDesk desk(server.url());
        desk.examine();
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Good);
        QCOMPARE(server.requests().size(), 3);
    }

    void damagedAddressOfACustomServer()
    {
        ScriptedServer server({page(200, "Welcome")});
        DoctorDesk desk(server.url(), Environment::Custom);
        desk.context.profile.customBaseUrl = server.url();
        desk.examine();
        const Finding finding = desk.run(tokenChecks(), u"T1"_s);
        QCOMPARE(finding.blamed(), QStringList{u"customBaseUrl"_s});
        QCOMPARE(finding.cure.action, Action::EditValue);
    }

    void missingValues_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("member");
        QTest::newRow("both") << QString() << QString() << u"Consumer key and secret are missing"_s << u"consumerKey"_s;
        QTest::newRow("key") << QString() << u"secret"_s << u"The consumer key is missing"_s << u"consumerKey"_s;
        QTest::newRow("secret") << u"key"_s << QString() << u"The consumer secret is missing"_s << u"consumerSecret"_s;
    }
    void missingValues()
    {
        QFETCH(QString, key);
        QFETCH(QString, secret);
        QFETCH(QString, title);
        QFETCH(QString, member);
        ScriptedServer server;
        DoctorDesk desk(server.url());
        desk.context.profile.consumerKey = key;
        desk.context.secrets.consumerSecret = secret;
        desk.examine();
        const Finding finding = desk.run(tokenChecks(), u"T1"_s);
        QCOMPARE(finding.status, Status::NotRun);
        QCOMPARE(finding.title, title);
        QCOMPARE(finding.cure.member, member);
        QCOMPARE(server.requests().size(), 0);
        QCOMPARE(desk.run(tokenChecks(), u"T2"_s).status, Status::NotRun);
    }

    void productionWithoutConsent()
    {
        ScriptedServer server({token()});
        DoctorDesk desk(server.url(), Environment::Production);
        desk.examine();
        Finding finding = desk.run(tokenChecks(), u"T1"_s);
        QCOMPARE(finding.status, Status::NotRun);
        QVERIFY(finding.means.contains(u"not agreed"));
        QCOMPARE(server.requests().size(), 0);

        AccessToken old;
        old.token = u"of-this-morning-1234567890"_s;
        old.createdAt = QDateTime::currentDateTimeUtc().addSecs(-600);
        old.createdSteady = desk.clock.steady() - std::chrono::minutes(10);
        desk.tokens.adopt(old, QString::fromLatin1(DoctorDesk::key), QString::fromLatin1(DoctorDesk::secret));
        desk.examine();
        finding = desk.run(tokenChecks(), u"T1"_s);
        QCOMPARE(finding.status, Status::Good);
        QCOMPARE(finding.sure, Finding::Sure::Medium);
        QCOMPARE(desk.examination->facts().token, old.token);
        QCOMPARE(server.requests().size(), 0);

        old.createdSteady -= std::chrono::hours(1);
        desk.tokens.adopt(old, QString::fromLatin1(DoctorDesk::key), QString::fromLatin1(DoctorDesk::secret));
        desk.examine();
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::NotRun);

        desk.examine(Consent::FreshToken);
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Good);
        QCOMPARE(server.requests().size(), 1);
    }

    void variants_data()
    {
        QTest::addColumn<KeyPair>("pair");
        QTest::addColumn<QList<KeyPair>>("variants");
        const KeyPair plain{u"abcKEY"_s, u"xyzSECRET"_s};
        const KeyPair swapped{plain.secret, plain.key};
        QTest::newRow("plain") << plain << QList<KeyPair>{swapped};
        QTest::newRow("blanks") << KeyPair{u" abcKEY"_s, u"xyzSECRET\n"_s} << QList<KeyPair>{plain, swapped};
        QTest::newRow("zero width") << KeyPair{u"abc\u200bKEY"_s, u"xyzSECRET"_s} << QList<KeyPair>{plain, swapped};
        QTest::newRow("percent") << KeyPair{u"abcKEY"_s, u"xyz%2BSECRET"_s}
                                 << QList<KeyPair>{{u"xyz%2BSECRET"_s, u"abcKEY"_s}, {u"abcKEY"_s, u"xyz+SECRET"_s}};
        QTest::newRow("all three") << KeyPair{u"abcKEY "_s, u"xyz%2BSECRET"_s}
                                   << QList<KeyPair>{{u"abcKEY"_s, u"xyz%2BSECRET"_s},
                                                     {u"xyz%2BSECRET"_s, u"abcKEY"_s},
                                                     {u"abcKEY"_s, u"xyz+SECRET"_s}};
        QTest::newRow("the same twice") << KeyPair{u"same"_s, u"same"_s} << QList<KeyPair>{};
        QTest::newRow("nothing but blanks") << KeyPair{u" "_s, u"\n"_s} << QList<KeyPair>{};
    }
    void variants()
    {
        QFETCH(KeyPair, pair);
        QFETCH(QList<KeyPair>, variants);
        QList<KeyPair> found;
        for (const PairVariant &variant : variantsOf(pair)) {
            found.append(variant.pair);
        }
        QCOMPARE(found, variants);
    }

    void swappedPairIsFound()
    {
        ScriptedServer server({unknownPair(), token()});
        DoctorDesk desk(server.url());
        desk.examine();
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Bad);
        const Finding finding = desk.run(tokenChecks(), u"T2"_s);
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.title, u"It works when key and secret are swapped"_s);
        QCOMPARE(finding.cure.action, Action::ApplyValues);
        QCOMPARE(finding.cure.values.value(u"consumerKey"_s), QString::fromLatin1(DoctorDesk::secret));
        QCOMPARE(finding.cure.values.value(u"consumerSecret"_s), QString::fromLatin1(DoctorDesk::key));
        QCOMPARE(pairIn(server.requests().last()),
                 u"%1:%2"_s.arg(QLatin1StringView(DoctorDesk::secret), QLatin1StringView(DoctorDesk::key)));
        QVERIFY(!transcriptOf(finding).contains(DoctorDesk::secret));
        QVERIFY(!transcriptOf(finding).contains("kS9Yx2mQv71LdPzR0aWcE4tUbN8h"));
        QVERIFY(desk.tokens.token().isEmpty()); // it is not the token of the profile as it is
        const Verdict verdict = judge(desk.examination->findings(), RunScope::Chosen);
        QCOMPARE(verdict.cause, u"T2"_s);
        QCOMPARE(desk.run(tokenChecks(), u"T3"_s).status, Status::NotNeeded);
    }

    void threeVariantsAtMost()
    {
        ScriptedServer server({unknownPair()});
        DoctorDesk desk(server.url());
        desk.context.profile.consumerKey += u' ';
        desk.context.secrets.consumerSecret.insert(4, u"%2B"_s);
        desk.examine();
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Bad);
        const Finding finding = desk.run(tokenChecks(), u"T2"_s);
        QCOMPARE(finding.status, Status::Note);
        QCOMPARE(finding.gatewayCalls, 3);
        QCOMPARE(finding.facts.size(), 3);
        QCOMPARE(server.requests().size(), 4);
        QCOMPARE(judge(desk.examination->findings(), RunScope::Chosen).cause, u"T1"_s);
    }

    void otherEnvironment_data()
    {
        QTest::addColumn<Environment>("own");
        QTest::addColumn<ScriptedAnswer>("answer");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("title");
        QTest::newRow("keys of production") << Environment::Sandbox << token() << Status::Bad
                                            << u"These are keys of Production; the profile is set to Sandbox"_s;
        QTest::newRow("keys of the sandbox") << Environment::Production << token() << Status::Bad
                                             << u"These are keys of Sandbox; the profile is set to Production"_s;
        QTest::newRow("known nowhere, empty") << Environment::Sandbox << unknownPair() << Status::Note
                                              << u"Production does not know this key and secret either"_s;
        QTest::newRow("known nowhere, code") << Environment::Sandbox << refusal(400, "400.008.01", "Invalid Authentication passed")
                                             << Status::Note << u"Production does not know this key and secret either"_s;
        QTest::newRow("no answer") << Environment::Sandbox << halfAnAnswer() << Status::Unknown
                                   << u"Production gave no usable answer about key and secret"_s;
        QTest::newRow("firewall") << Environment::Sandbox << page(403, "Forbidden") << Status::Unknown
                                  << u"Production gave no usable answer about key and secret"_s;
    }
    void otherEnvironment()
    {
        QFETCH(Environment, own);
        QFETCH(ScriptedAnswer, answer);
        QFETCH(Status, status);
        QFETCH(QString, title);
        ScriptedServer server({unknownPair()});
        ScriptedServer other({answer});
        DoctorDesk desk(server.url(), own);
        desk.patient.otherBaseUrl = other.url();
        desk.examine(Consent::FreshToken | Consent::OtherEnvironment);
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Bad);
        const Finding finding = desk.run(tokenChecks(), u"T3"_s);
        QCOMPARE(finding.status, status);
        QCOMPARE(finding.title, title);
        QCOMPARE(other.requests().size(), 1);
        const QString there = own == Environment::Sandbox ? u"production"_s : u"sandbox"_s;
        const bool works = status == Status::Bad;
        QCOMPARE(finding.cure.action, works ? Action::SwitchEnvironment : Action::None);
        QCOMPARE(finding.cure.values.value(u"environment"_s), works ? there : QString());
        QCOMPARE(judge(desk.examination->findings(), RunScope::Chosen).cause, works ? u"T3"_s : u"T1"_s);
        QVERIFY(desk.tokens.token().isEmpty());
        QVERIFY(!transcriptOf(finding).contains("kS9Yx2mQv71LdPzR0aWcE4tUbN8h"));
    }

    void otherEnvironmentIsLeftAlone()
    {
        ScriptedServer server({unknownPair()});
        ScriptedServer other({token()});
        DoctorDesk desk(server.url());
        desk.examine(Consent::OtherEnvironment);
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Bad);
        QCOMPARE(desk.run(tokenChecks(), u"T3"_s).status, Status::NotNeeded); // there is none
        desk.patient.otherBaseUrl = other.url();
        desk.examine();
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Bad);
        QCOMPARE(desk.run(tokenChecks(), u"T3"_s).status, Status::NotRun); // no consent
        server.setScript({token()});
        desk.examine(Consent::OtherEnvironment);
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Good);
        QCOMPARE(desk.run(tokenChecks(), u"T2"_s).status, Status::NotNeeded);
        QCOMPARE(desk.run(tokenChecks(), u"T3"_s).status, Status::NotNeeded);
        QCOMPARE(other.requests().size(), 0);
    }

    void overlap_data()
    {
        QTest::addColumn<QList<ScriptedAnswer>>("answers"); ///< to: first token, ask with it, second token, ask with the first
        QTest::addColumn<Status>("status");
        QTest::addColumn<int>("kept"); ///< -1: nothing, else whether they overlap
        const ScriptedAnswer granted = refusal(400, "400.002.02", "Bad Request - Invalid BusinessShortCode");
        const ScriptedAnswer rejected = refusal(404, "404.001.03", "Invalid Access Token");
        const ScriptedAnswer first = token("first-token-of-two-0001");
        const ScriptedAnswer second = token("second-token-of-two-002");
        QTest::newRow("overlap") << QList<ScriptedAnswer>{first, granted, second, granted} << Status::Good << 1;
        QTest::newRow("cancelled") << QList<ScriptedAnswer>{first, granted, second, rejected} << Status::Note << 0;
        QTest::newRow("the product is missing") << QList<ScriptedAnswer>{first, rejected} << Status::Unknown << -1;
        QTest::newRow("the same token again") << QList<ScriptedAnswer>{first, granted, first} << Status::Unknown << -1;
        QTest::newRow("no second token") << QList<ScriptedAnswer>{first, granted, unknownPair()} << Status::Unknown << -1;
        QTest::newRow("a page at the end") << QList<ScriptedAnswer>{first, granted, second, page(403, "Forbidden")} << Status::Unknown
                                           << -1;
        QTest::newRow("nothing at the end") << QList<ScriptedAnswer>{first, granted, second, halfAnAnswer()} << Status::Unknown << -1;
    }
    void overlap()
    {
        QFETCH(QList<ScriptedAnswer>, answers);
        QFETCH(Status, status);
        QFETCH(int, kept);
        ScriptedServer server(answers);
        DoctorDesk desk(server.url());
        desk.examine(Consent::TokenOverlap);
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Good);
        const Finding finding = desk.run(tokenChecks(), u"T4"_s);
        QCOMPARE(finding.status, status);
        const std::optional<TokenOverlap> record = lastTokenOverlap();
        QCOMPARE(record ? int(record->overlaps) : -1, kept);
        if (record) {
            QVERIFY(std::abs(record->at.secsTo(QDateTime::currentDateTimeUtc())) < 60);
            QVERIFY(server.requests().last().raw.contains("Bearer first-token-of-two-0001"));
            QCOMPARE(desk.examination->facts().token, u"second-token-of-two-002"_s); // what the others go on with
            QCOMPARE(desk.tokens.token().token, u"second-token-of-two-002"_s);
        }
        QVERIFY(!transcriptOf(finding).contains("token-of-two"));
    }

    void overlapIsNotTriedOnProduction()
    {
        ScriptedServer server({token()});
        DoctorDesk desk(server.url(), Environment::Production);
        desk.examine(Consent::TokenOverlap | Consent::FreshToken);
        QCOMPARE(desk.run(tokenChecks(), u"T1"_s).status, Status::Good);
        QCOMPARE(desk.run(tokenChecks(), u"T4"_s).status, Status::NotNeeded);
        QCOMPARE(server.requests().size(), 1);
    }

    void overlapRecord()
    {
        QVERIFY(!lastTokenOverlap());
        const QDateTime at(QDate(2026, 3, 14), QTime(7, 15, 30), Qt::UTC);
        QVERIFY(keepTokenOverlap({true, at}));
        QVERIFY(lastTokenOverlap()->overlaps);
        QCOMPARE(lastTokenOverlap()->at, at);
        QVERIFY(keepTokenOverlap({false, at}));
        QVERIFY(!lastTokenOverlap()->overlaps);
        for (const char *bytes : {"", "garbage", "{\"format\":2,\"overlaps\":true,\"at\":\"2026-03-14T07:15:30Z\"}",
                                  "{\"format\":1,\"overlaps\":1,\"at\":\"2026-03-14T07:15:30Z\"}", "{\"format\":1,\"overlaps\":true}"}) {
            QFile file(overlapFile());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
            file.close();
            QVERIFY2(!lastTokenOverlap(), bytes);
        }
    }

    void whatWasFoundIsTold()
    {
        QVERIFY(keepTokenOverlap({false, QDateTime(QDate(2026, 3, 14), QTime(7, 15, 30), Qt::UTC)}));
        ScriptedServer server({token()});
        DoctorDesk desk(server.url());
        desk.examine();
        const Finding finding = desk.run(tokenChecks(), u"T1"_s);
        QVERIFY(finding.facts.contains(qMakePair(u"Earlier tokens"_s, u"were cancelled when tried on 2026-03-14"_s)));
    }

private:
    static QString overlapFile()
    {
        return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/darajadesk/token-overlap.json"_s;
    }
};

QTEST_GUILESS_MAIN(TestTokenChecks)

#include "tst_tokenchecks.moc"
