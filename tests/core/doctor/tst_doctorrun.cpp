// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/simulator/simulator.h"
#include "tests/core/doctor/doctordesk.h"
#include "tests/support/scriptedserver.h"

#include <QPointer>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

using namespace daraja;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Status = Finding::Status;
using Outcome = Verdict::Outcome;

namespace {

ScriptedAnswer token()
{
    return ScriptedAnswer::json("{\"access_token\":\"kS9Yx2mQv71LdPzR0aWcE4tUbN8h\",\"expires_in\":\"3599\"}");
}

DoctorRun::Options optionsFor(const QStringList &only, Consents consents = {})
{
    DoctorRun::Options options;
    options.only = only;
    options.consents = consents;
    options.pace = 1ms;
    return options;
}

bool wasGivenKeys(const ScriptedServer &server)
{
    return std::any_of(server.requests().begin(), server.requests().end(),
                       [](const ScriptedRequest &request) { return request.raw.toLower().contains("\r\nauthorization:"); });
}

} // namespace

/// The walk along the tree: order, obstacles, ends of all kinds.
class TestDoctorRun final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        SimulatorOptions options;
        options.consumerKey = QString::fromLatin1(DoctorDesk::key);
        options.consumerSecret = QString::fromLatin1(DoctorDesk::secret);
        QVERIFY(m_simulator.start(options));
        QVERIFY(waitUntil([this] { return m_simulator.isReady(); }, 60'000));
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_simulator.reset();
    }

    void fromBeginningToEnd()
    {
        const std::unique_ptr<DoctorDesk> desk = simulatorDesk();
        DoctorRun run(desk->patient, optionsFor({}), desk->clock);
        QCOMPARE(run.problem(), QString());
        RunWatch watch(run);
        run.start();
        QVERIFY(run.isRunning());
        QVERIFY(watch.started.isEmpty()); // nothing from inside
        QVERIFY(watch.wait());
        QVERIFY(!run.isRunning());
        QCOMPARE(watch.finished, 1);
        QStringList order;
        for (const Finding &finding : watch.report.findings) {
            order.append(finding.checkId);
            QVERIFY2(!finding.title.isEmpty(), qPrintable(finding.checkId));
        }
        QCOMPARE(order.join(u' '), idsOf(run.plan())); // each once, in the order of the tree
        QCOMPARE(watch.ended.size(), order.size());
        QVERIFY(!order.contains(u"T4"_s) && !order.contains(u"S4"_s) && !order.contains(u"K4"_s)); // on request only
        QVERIFY(watch.report.verdict.outcome != Outcome::FaultFound);
        QCOMPARE(watch.statusOf(u"T1"_s), Status::Good);
        QCOMPARE(watch.report.profileName, u"Duka"_s);
        QCOMPARE(watch.report.environment, Environment::Simulator);
        QVERIFY(watch.report.hasClockOffset);
        QVERIFY(watch.report.gatewayCalls > 2);
        int withKeys = 0;
        for (const SimulatorRequest &request : m_simulator.requests()) {
            withKeys += request.path == u"/oauth/v1/generate" && request.status == 200 ? 1 : 0;
        }
        QCOMPARE(withKeys, 1); // one fresh token for the run and the program
        QVERIFY(desk->tokens.isUsable());
        run.cancel(); // no-op
        QCOMPARE(watch.finished, 1);
    }

    void cancelInEachCheck_data() { standardChecks(); }
    void cancelInEachCheck()
    {
        QFETCH(QString, id);
        const std::unique_ptr<DoctorDesk> desk = simulatorDesk();
        DoctorRun run(desk->patient, optionsFor({}), desk->clock);
        RunWatch watch(run);
        bool cancelled = false;
        connect(&run, &DoctorRun::checkStarted, this, [&](const QString &begun) {
            if (begun == id) {
                // At once, and in the middle of what the check does.
                QTimer::singleShot(0, &run, [&] {
                    cancelled = run.isRunning();
                    run.cancel();
                });
            }
        });
        run.start();
        QVERIFY(watch.wait());
        checkWholeAfterCancel(run, watch, cancelled);
    }

    void cancelBeforeEachCheck_data() { standardChecks(); }
    void cancelBeforeEachCheck()
    {
        QFETCH(QString, id);
        const std::unique_ptr<DoctorDesk> desk = simulatorDesk();
        DoctorRun run(desk->patient, optionsFor({}), desk->clock);
        RunWatch watch(run);
        connect(&run, &DoctorRun::checkStarted, this, [&](const QString &begun) {
            if (begun == id) {
                run.cancel();
            }
        });
        run.start();
        QVERIFY(watch.wait());
        const bool cancelled = watch.started.contains(id);
        if (cancelled) {
            QCOMPARE(watch.statusOf(id), Status::NotRun);
        }
        checkWholeAfterCancel(run, watch, cancelled);
    }

    void deletedInEachCheck_data() { standardChecks(); }
    void deletedInEachCheck()
    {
        QFETCH(QString, id);
        const std::unique_ptr<DoctorDesk> desk = simulatorDesk();
        auto *run = new DoctorRun(desk->patient, optionsFor({}), desk->clock);
        const QPointer<DoctorRun> alive(run);
        int signalled = 0;
        bool isOver = false;
        connect(run, &DoctorRun::checkStarted, this, [&](const QString &begun) {
            if (begun == id) {
                delete run;
            }
        });
        connect(run, &DoctorRun::checkFinished, this, [&] { signalled += alive ? 0 : 1; });
        connect(run, &DoctorRun::finished, this, [&] { isOver = true; });
        run->start();
        QVERIFY(waitUntil([&] { return !alive || isOver; }, 60'000));
        QCOMPARE(signalled, 0);
        delete alive.data();
        DoctorRun next(desk->patient, optionsFor({u"N1"_s}), desk->clock); // the patient is free again
        RunWatch watch(next);
        next.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.report.verdict.outcome, Outcome::Healthy);
    }

    void networkLostInMidRun()
    {
        Simulator simulator(m_clock);
        SimulatorOptions options;
        options.consumerKey = QString::fromLatin1(DoctorDesk::key);
        options.consumerSecret = QString::fromLatin1(DoctorDesk::secret);
        QVERIFY(simulator.start(options));
        QVERIFY(waitUntil([&] { return simulator.isReady(); }, 60'000));
        const std::unique_ptr<DoctorDesk> desk = simulatorDesk(&simulator);
        DoctorRun run(desk->patient, optionsFor({}), desk->clock);
        RunWatch watch(run);
        connect(&run, &DoctorRun::checkStarted, this, [&](const QString &id) {
            if (id == u"P1") {
                simulator.stop();
            }
        });
        run.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.report.verdict.outcome, Outcome::CouldNotTell);
        QCOMPARE(watch.report.verdict.cause, u"P1"_s);
        for (const QString &id : {u"Q1"_s, u"S1"_s, u"S2"_s, u"I1"_s, u"I2"_s}) {
            const Finding *finding = watch.report.finding(id);
            QVERIFY2(finding->status == Status::NotRun, qPrintable(id));
            QVERIFY2(finding->means.contains(u"stopped answering"), qPrintable(finding->means));
        }
        QCOMPARE(watch.report.operatorAttempts, 0);
    }

    void firewallInMidRun()
    {
        const ScriptedAnswer page = ScriptedAnswer::status(403, "<html><title>Access denied</title></html>", {"Content-Type: text/html"});
        ScriptedServer server({ScriptedAnswer::json("{}"), token(), page});
        DoctorDesk desk(server.url());
        desk.context.profile.shortCode = u"174379"_s;
        desk.context.secrets.passkey = u"bfb279f9aa9bdbcf158e97dd71a467cd"_s;
        desk.client.setContext(desk.context);
        DoctorRun run(desk.patient, optionsFor({u"P1"_s, u"S1"_s, u"Q1"_s}), desk.clock);
        RunWatch watch(run);
        run.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.report.verdict.outcome, Outcome::CouldNotTell);
        QCOMPARE(watch.statusOf(u"S1"_s), Status::NotRun);
        QVERIFY2(watch.report.finding(u"S1"_s)->means.contains(u"firewall"), qPrintable(watch.report.finding(u"S1"_s)->means));
        QVERIFY2(server.requests().size() <= 4, qPrintable(QString::number(server.requests().size()))); // nobody hammers a firewall
    }

    void profileEditedInMidRun()
    {
        const std::unique_ptr<DoctorDesk> desk = simulatorDesk();
        DoctorRun run(desk->patient, optionsFor({}), desk->clock);
        RunWatch watch(run);
        connect(&run, &DoctorRun::checkStarted, this, [&](const QString &id) {
            if (id == u"N1") {
                desk->context.profile.shortCode = u"600984"_s;
                desk->context.profile.consumerKey = u"another"_s;
                desk->context.secrets.passkey = u"another"_s;
                desk->client.setContext(desk->context);
                desk->tokens.setCredentials(u"another"_s, u"another"_s);
            }
        });
        run.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.statusOf(u"T1"_s), Status::Good);
        QCOMPARE(watch.statusOf(u"S1"_s), Status::Good);
        QCOMPARE(watch.report.shortCode, u"174379"_s);
        QVERIFY(desk->tokens.token().isEmpty()); // the token is of the values before
    }

    void twoRunsAtOnce()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        DoctorDesk desk(server.url());
        DoctorRun first(desk.patient, optionsFor({u"N1"_s}), desk.clock);
        DoctorRun second(desk.patient, optionsFor({u"N1"_s}), desk.clock);
        RunWatch watchFirst(first);
        RunWatch watchSecond(second);
        first.start();
        second.start();
        QVERIFY(watchSecond.wait());
        QCOMPARE(watchSecond.report.verdict.outcome, Outcome::Stopped);
        QVERIFY(watchSecond.report.verdict.title.contains(u"already at work"));
        QCOMPARE(watchSecond.statusOf(u"N1"_s), Status::NotRun);
        QVERIFY(watchSecond.started.isEmpty());
        QVERIFY(first.isRunning());
        QVERIFY(waitUntil([&] { return server.requests().size() == 1; }));
        DoctorRun third(desk.patient, optionsFor({u"N1"_s}), desk.clock); // the end of the second one freed nothing
        RunWatch watchThird(third);
        third.start();
        QVERIFY(watchThird.wait());
        QCOMPARE(watchThird.report.verdict.outcome, Outcome::Stopped);
        server.setScript({ScriptedAnswer::json("{}")});
        first.cancel();
        QCOMPARE(watchFirst.finished, 1);
        DoctorRun fourth(desk.patient, optionsFor({u"N1"_s}), desk.clock);
        RunWatch watchFourth(fourth);
        fourth.start();
        QVERIFY(watchFourth.wait());
        QCOMPARE(watchFourth.report.verdict.outcome, Outcome::Healthy);
    }

    void twoPatientsAtOnce()
    {
        ScriptedServer server;
        DoctorDesk one(server.url());
        DoctorDesk two(server.url());
        DoctorRun first(one.patient, optionsFor({u"N1"_s}), one.clock);
        DoctorRun second(two.patient, optionsFor({u"N1"_s}), two.clock);
        RunWatch watchFirst(first);
        RunWatch watchSecond(second);
        first.start();
        second.start();
        QVERIFY(watchFirst.wait() && watchSecond.wait());
        QCOMPARE(watchFirst.report.verdict.outcome, Outcome::Healthy);
        QCOMPARE(watchSecond.report.verdict.outcome, Outcome::Healthy);
    }

    void unknownIds()
    {
        DoctorDesk desk(QUrl(u"http://127.0.0.1:9"_s));
        QVERIFY(DoctorRun(desk.patient, optionsFor({u"S1"_s, u"X7"_s}), desk.clock).problem().contains(u"X7"));
        QVERIFY(DoctorRun(desk.patient, optionsFor({u""_s}), desk.clock).problem().contains(u"no check"));
        DoctorRun::Options options;
        options.symptom = u"feels-unwell"_s;
        QVERIFY(DoctorRun(desk.patient, options, desk.clock).problem().contains(u"feels-unwell"));
        QCOMPARE(DoctorRun(desk.patient, optionsFor({u" s1"_s}), desk.clock).problem(), QString());
    }

    void whatIsNeededRunsToo_data()
    {
        QTest::addColumn<QStringList>("only");
        QTest::addColumn<QString>("symptom");
        QTest::addColumn<QString>("plan");
        QTest::newRow("offline") << QStringList{u"L2"_s} << QString() << u"L2"_s;
        QTest::newRow("clock") << QStringList{u"N2"_s} << QString() << u"N1 N2"_s;
        QTest::newRow("token, in small letters") << QStringList{u"t1"_s} << QString() << u"N1 T1"_s;
        QTest::newRow("variants") << QStringList{u"T2"_s} << QString() << u"N1 T1 T2"_s;
        QTest::newRow("on request") << QStringList{u"T4"_s} << QString() << u"N1 T1 T4"_s;
        QTest::newRow("control") << QStringList{u"S2"_s} << QString() << u"N1 T1 S1 S2"_s;
        QTest::newRow("real prompt") << QStringList{u"S4"_s} << QString() << u"N1 T1 S1 S4"_s;
        QTest::newRow("in the order of the tree") << QStringList{u"K1"_s, u"P1"_s, u"L1"_s} << QString() << u"L1 N1 T1 P1 K1"_s;
        QTest::newRow("callbacks alone") << QStringList{u"K1"_s, u"K3"_s} << QString() << u"K1 K3"_s;
        QTest::newRow("yesterday") << QStringList() << u"worked-yesterday"_s << u"N1 N2 T1 T4 P1"_s;
        QTest::newRow("phone") << QStringList() << u"phone-never-rings"_s << u"L2 L3 L8 N1 T1 Q1 S1 S2 S3"_s;
        QTest::newRow("pending") << QStringList() << u"order-still-pending"_s << u"L9 N1 T1 K1 K2 K3 K4"_s;
        QTest::newRow("both") << QStringList{u"N2"_s} << u"registration-fails"_s << u"L9 N1 N2 T1 P1 K5"_s;
    }
    void whatIsNeededRunsToo()
    {
        QFETCH(QStringList, only);
        QFETCH(QString, symptom);
        QFETCH(QString, plan);
        DoctorDesk desk(QUrl(u"http://127.0.0.1:9"_s));
        DoctorRun::Options options = optionsFor(only);
        options.symptom = symptom;
        QCOMPARE(idsOf(DoctorRun(desk.patient, options, desk.clock).plan()), plan);
    }

    void productionWithoutConsentIsNeverHealthy()
    {
        ScriptedServer server({ScriptedAnswer::json("{}")});
        DoctorDesk desk(server.url(), Environment::Production);
        desk.client.setContext(desk.context);
        DoctorRun run(desk.patient, optionsFor({u"T1"_s, u"P1"_s, u"S1"_s}), desk.clock);
        RunWatch watch(run);
        run.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.statusOf(u"T1"_s), Status::NotRun);
        QCOMPARE(watch.statusOf(u"S1"_s), Status::NotRun);
        QVERIFY(watch.report.finding(u"S1"_s)->means.contains(u"not agreed")); // the reason, not the chain
        QCOMPARE(watch.report.verdict.outcome, Outcome::CouldNotTell);
        QCOMPARE(watch.report.verdict.cause, u"T1"_s);
        QVERIFY(!wasGivenKeys(server));
    }

    void checksOnRequestNeedTheirConsent()
    {
        ScriptedServer server({ScriptedAnswer::json("{}"), token()});
        DoctorDesk desk(server.url());
        desk.client.setContext(desk.context);
        DoctorRun run(desk.patient, optionsFor({u"T4"_s}), desk.clock);
        RunWatch watch(run);
        run.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.statusOf(u"T1"_s), Status::Good);
        QCOMPARE(watch.statusOf(u"T4"_s), Status::NotRun);
        QCOMPARE(server.requests().size(), 2);
    }

    void noTokenIsAskedWithKeysThatCannotBeRight()
    {
        ScriptedServer server({ScriptedAnswer::json("{}")});
        DoctorDesk desk(server.url());
        desk.context.secrets.consumerSecret = QString(40, QChar(0x2022)); // the portal's dots
        desk.client.setContext(desk.context);
        DoctorRun run(desk.patient, optionsFor({u"L1"_s, u"T1"_s, u"T2"_s, u"P1"_s}), desk.clock);
        RunWatch watch(run);
        run.start();
        QVERIFY(watch.wait());
        QCOMPARE(watch.report.verdict.outcome, Outcome::FaultFound);
        QCOMPARE(watch.report.verdict.cause, u"L1"_s);
        QCOMPARE(watch.statusOf(u"N1"_s), Status::Good); // nothing secret in that one
        QCOMPARE(watch.statusOf(u"T1"_s), Status::NotRun);
        QCOMPARE(watch.statusOf(u"T2"_s), Status::NotRun);
        QVERIFY(!wasGivenKeys(server));
    }

    void emptyProfile()
    {
        ScriptedServer server({ScriptedAnswer::json("{}")});
        DoctorDesk desk(server.url());
        desk.context = {};
        desk.context.profile.environment = Environment::Sandbox;
        desk.client.setContext(desk.context);
        DoctorRun run(desk.patient, optionsFor({}), desk.clock);
        RunWatch watch(run);
        run.start();
        QVERIFY(watch.wait());
        QVERIFY(watch.report.verdict.outcome != Outcome::Healthy);
        QVERIFY(watch.report.verdict.outcome != Outcome::Stopped);
        QVERIFY(!wasGivenKeys(server));
    }

    void aCheckThatSaysNothingIsGivenUp()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        DoctorDesk desk(server.url());
        DoctorRun::Options options = optionsFor({u"N2"_s});
        options.guard = 50ms;
        DoctorRun run(desk.patient, options, desk.clock);
        RunWatch watch(run);
        run.start();
        QVERIFY(watch.wait(10'000)); // long before the time limit of the request
        QCOMPARE(watch.statusOf(u"N1"_s), Status::Unknown);
        QCOMPARE(watch.statusOf(u"N2"_s), Status::NotRun);
        QCOMPARE(watch.report.verdict.outcome, Outcome::CouldNotTell);
        QVERIFY(waitUntil([&] { return server.openConnections() == 0; })); // and its request with it
    }

    void faultFoundBeforeCancelStays()
    {
        ScriptedServer server({ScriptedAnswer::silence()});
        DoctorDesk desk(server.url());
        desk.context.secrets.consumerSecret = QString(40, QChar(0x2022));
        desk.client.setContext(desk.context);
        DoctorRun run(desk.patient, optionsFor({u"L1"_s, u"N1"_s}), desk.clock);
        RunWatch watch(run);
        run.start();
        QVERIFY(waitUntil([&] { return server.requests().size() == 1; }));
        run.cancel();
        QCOMPARE(watch.finished, 1);
        QCOMPARE(watch.report.verdict.outcome, Outcome::FaultFound);
        QCOMPARE(watch.report.verdict.cause, u"L1"_s);
        QCOMPARE(watch.statusOf(u"N1"_s), Status::NotRun);
    }

private:
    /// A new profile on the simulator, as the program makes it.
    [[nodiscard]] std::unique_ptr<DoctorDesk> simulatorDesk(const Simulator *simulator = nullptr) const
    {
        const Simulator &daraja = simulator != nullptr ? *simulator : m_simulator;
        auto desk = std::make_unique<DoctorDesk>(daraja.baseUrl(), Environment::Simulator);
        const SimulatorOptions &options = daraja.options();
        desk->context.profile.shortCode = options.shortCode;
        desk->context.profile.initiatorName = options.initiatorName;
        desk->context.secrets.passkey = options.passkey;
        desk->context.secrets.initiatorPassword = options.initiatorPassword;
        desk->context.certificate = daraja.certificatePem();
        desk->client.setContext(desk->context);
        return desk;
    }

    static void standardChecks()
    {
        QTest::addColumn<QString>("id");
        const QList<CheckRow> rows = checkRows();
        for (const CheckRow &row : rows) {
            if (!row.spec.onRequest) {
                QTest::newRow(qPrintable(row.spec.id)) << row.spec.id;
            }
        }
    }

    void checkWholeAfterCancel(const DoctorRun &run, RunWatch &watch, bool cancelled)
    {
        QCOMPARE(watch.finished, 1);
        QVERIFY(!run.isRunning());
        QCOMPARE(watch.report.verdict.outcome == Outcome::Stopped, cancelled);
        QCOMPARE(watch.report.findings.size(), run.plan().size());
        const qsizetype ended = watch.ended.size();
        const qsizetype requests = m_simulator.requests().size();
        QTest::qWait(30); // whatever were still under way would show
        QCOMPARE(watch.ended.size(), ended);
        QCOMPARE(watch.finished, 1);
        QVERIFY(m_simulator.requests().size() <= requests + 1); // one may have been on the wire
        QCOMPARE(m_simulator.handset().openPrompts().size(), 0);
    }

    SystemClock m_clock;
    Simulator m_simulator{m_clock};
};

QTEST_GUILESS_MAIN(TestDoctorRun)

#include "tst_doctorrun.moc"
