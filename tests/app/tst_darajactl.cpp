// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace daraja;

namespace {

constexpr int patience = 60'000;
const QString program = QStringLiteral(DARAJA_BINARY_DIR "/bin/darajactl");

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] bool isOneJsonLine() const
    {
        return out.count('\n') == 1 && out.endsWith('\n') && QJsonDocument::fromJson(out).isObject();
    }
};

/// An environment without anything of the person who runs the tests.
QProcessEnvironment cleanEnvironment(const QHash<QString, QString> &extra = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(QLatin1StringView("MPESA_"))) {
            environment.remove(name);
        }
    }
    static const QTemporaryDir data; // for the history
    environment.insert(QStringLiteral("XDG_DATA_HOME"), data.path());
    for (auto value = extra.cbegin(); value != extra.cend(); ++value) {
        environment.insert(value.key(), value.value());
    }
    return environment;
}

/// The simulator in a process of its own.
class SimulateProcess
{
public:
    explicit SimulateProcess(const QStringList &options = {})
    {
        m_process.setProcessEnvironment(cleanEnvironment());
        m_process.start(program, QStringList{QStringLiteral("simulate"), QStringLiteral("--json")} + options);
    }
    ~SimulateProcess()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    Q_DISABLE_COPY_MOVE(SimulateProcess)

    [[nodiscard]] bool isReady()
    {
        if (m_first.isEmpty() && m_process.canReadLine()) {
            m_first = QJsonDocument::fromJson(m_process.readLine()).object();
        }
        return !m_first.isEmpty();
    }
    [[nodiscard]] QString value(const char *name) const { return m_first.value(QLatin1StringView(name)).toString(); }
    [[nodiscard]] QJsonObject first() const { return m_first; }
    [[nodiscard]] QProcess &process() { return m_process; }

    /// The variables by which any command reaches this simulator.
    [[nodiscard]] QHash<QString, QString> variables() const
    {
        return {{QStringLiteral("MPESA_BASE_URL"), value("baseUrl")},
                {QStringLiteral("MPESA_CONSUMER_KEY"), value("consumerKey")},
                {QStringLiteral("MPESA_CONSUMER_SECRET"), value("consumerSecret")},
                {QStringLiteral("MPESA_SHORTCODE"), value("shortCode")},
                {QStringLiteral("MPESA_PASSKEY"), value("passkey")},
                {QStringLiteral("MPESA_INITIATOR_NAME"), value("initiatorName")},
                {QStringLiteral("MPESA_INITIATOR_PASSWORD"), value("initiatorPassword")},
                {QStringLiteral("MPESA_CERTIFICATE_FILE"), value("certificateFile")},
                {QStringLiteral("MPESA_PHONE_NUMBER"), value("msisdn")}};
    }

private:
    QProcess m_process;
    QJsonObject m_first;
};

} // namespace

/// The command line as its users meet it: a process, its output, its exit code.
class TestDarajactl : public QObject
{
    Q_OBJECT

private:
    Run m_run;

    /// Runs to the end while this process's own servers go on answering. The result is in m_run.
    void run(const QStringList &arguments, const QHash<QString, QString> &variables = {})
    {
        QProcess process;
        process.setProcessEnvironment(cleanEnvironment(variables));
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(program, arguments);
        QTRY_VERIFY_WITH_TIMEOUT(process.state() == QProcess::NotRunning && process.error() != QProcess::FailedToStart, patience);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        m_run = {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    static QSet<QString> keys(const QJsonObject &json)
    {
        const QStringList list = json.keys();
        return QSet<QString>(list.begin(), list.end());
    }
    static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' '); }

private Q_SLOTS:
    void init() { m_run = {}; }

    void helpAndMistakes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("help") << words("--help") << 0 << QByteArray("darajactl tour");
        QTest::newRow("nothing") << QStringList() << 2 << QByteArray("darajactl tour");
        QTest::newRow("unknown command") << words("pay") << 2 << QByteArray("There is no command \"pay\"");
        QTest::newRow("unknown option") << words("token --shout") << 2 << QByteArray("shout");
        QTest::newRow("simulate --help has the triggers") << words("simulate --help") << 0 << QByteArray("1032");
        QTest::newRow("simulate --help has the faults") << words("simulate --help") << 0 << QByteArray("lost-callback");
        QTest::newRow("simulate --help has what is invented")
            << words("simulate --help") << 0 << QByteArray("Invented, or not as Daraja does");
        QTest::newRow("unknown fault") << words("simulate --faults rain") << 2
                                       << QByteArray("There is no fault rain. There are: lost-callback");
        QTest::newRow("fault of nothing") << words("simulate --faults busy:rain") << 2 << QByteArray("Nothing here is called rain");
        QTest::newRow("unknown product") << words("simulate --products express,rain") << 2 << QByteArray("the products b2b, ");
        QTest::newRow("unknown role") << words("simulate --missing-roles rain") << 2 << QByteArray("Nothing here is called rain");
        QTest::newRow("bad identifier type") << words("simulate --buy-goods-type 3") << 2 << QByteArray("--buy-goods-type takes 2 or 4.");
        QTest::newRow("bad version of C2B") << words("simulate --c2b-version 3") << 2 << QByteArray("--c2b-version takes 1 or 2.");
        QTest::newRow("bad form of numbers") << words("simulate --c2b-msisdn secret") << 2 << QByteArray("plain, masked or hashed");
        QTest::newRow("bad time to validate") << words("simulate --c2b-validation-timeout 5") << 2 << QByteArray("100 to 60000");
        QTest::newRow("bad time to retry") << words("simulate --bill-retry-delay -1") << 2 << QByteArray("0 to 600000");
        QTest::newRow("state file nowhere") << words("simulate --state /nonexistent/state.json") << 2 << QByteArray("cannot be written");
        QTest::newRow("call --help has an example") << words("call --help") << 0 << QByteArray("stk_push Amount=1");
        QTest::newRow("call without operation") << words("call") << 2 << QByteArray("Which operation?");
        QTest::newRow("unknown operation") << words("call fly") << 2 << QByteArray("There is no operation \"fly\"");
        QTest::newRow("no value") << words("call stk_push Amount") << 2 << QByteArray("Name=value");
        QTest::newRow("bad wait") << words("call stk_push --wait soon") << 2 << QByteArray("--wait");
        QTest::newRow("bad port") << words("simulate --port 70000") << 2 << QByteArray("65535");
        QTest::newRow("secret on the command line")
            << words("call account_balance SecurityCredential=abc") << 2 << QByteArray("must not stand on a command line");
        QTest::newRow("password on the command line")
            << words("call stk_push password=abc") << 2 << QByteArray("must not stand on a command line");
        QTest::newRow("unknown profile") << words("token --profile Nobody --settings /nonexistent/none.ini") << 2
                                         << QByteArray("no profile \"Nobody\"");
    }
    void helpAndMistakes()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, says);
        run(arguments);
        QCOMPARE(m_run.exitCode, exitCode);
        QVERIFY2((m_run.out + m_run.err).contains(says), (m_run.out + m_run.err).constData());
    }

    void productionIsLocked_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("locked") << QStringList() << QStringLiteral("GUARD_LOCKED") << QStringLiteral("600984");
        QTest::newRow("--again opens nothing") << words("--again") << QStringLiteral("GUARD_LOCKED") << QStringLiteral("600984");
        QTest::newRow("wrong word") << words("--unlock 600985") << QString() << QStringLiteral("Nothing was sent");
        QTest::newRow("too much") << words("--unlock 600984") << QStringLiteral("GUARD_OVER_CAP") << QStringLiteral("KES 20,000.00");
    }
    /// None of these may leave this computer.
    void productionIsLocked()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, code);
        QFETCH(QString, says);
        run(words("call stk_push Amount=20000 PhoneNumber=0712345678 --json") + arguments,
            {{QStringLiteral("MPESA_ENVIRONMENT"), QStringLiteral("production")},
             {QStringLiteral("MPESA_CONSUMER_KEY"), QStringLiteral("key-of-nobody")},
             {QStringLiteral("MPESA_CONSUMER_SECRET"), QStringLiteral("secret-of-nobody")},
             {QStringLiteral("MPESA_PASSKEY"), QString(64, u'a')},
             {QStringLiteral("MPESA_SHORTCODE"), QStringLiteral("600984")}});
        QCOMPARE(m_run.exitCode, 2);
        QVERIFY2(m_run.isOneJsonLine(), m_run.out.constData());
        const QJsonObject error = m_run.json().value(QStringLiteral("error")).toObject();
        QCOMPARE(error.value(QStringLiteral("origin")).toString(), QStringLiteral("validation"));
        QVERIFY2(code.isEmpty() || error.value(QStringLiteral("code")).toString() == code, m_run.out.constData());
        QVERIFY2(error.value(QStringLiteral("message")).toString().contains(says), m_run.out.constData());
    }

    void mistakesAreOneJsonObject()
    {
        run(words("call fly --json"));
        QCOMPARE(m_run.exitCode, 2);
        QVERIFY2(m_run.isOneJsonLine(), m_run.out.constData());
        QCOMPARE(m_run.json().value(QStringLiteral("ok")), QJsonValue(false));
        QCOMPARE(m_run.json().value(QStringLiteral("error")).toObject().value(QStringLiteral("origin")).toString(),
                 QStringLiteral("validation"));
        QVERIFY(m_run.json().contains(QStringLiteral("advice")));
    }

    void operationsAreListedAndDocumented()
    {
        run(words("operations --json"));
        QCOMPARE(m_run.exitCode, 0);
        QVERIFY(m_run.isOneJsonLine());
        QStringList ids;
        for (const QJsonValue &operation : m_run.json().value(QStringLiteral("operations")).toArray()) {
            ids.append(operation.toObject().value(QStringLiteral("id")).toString());
        }
        QCOMPARE(ids.size(), 37);
        QCOMPARE(ids.removeDuplicates(), 0);
        for (const QString &id : {QStringLiteral("stk_push"), QStringLiteral("bill_change_bulk"), QStringLiteral("bonga_redeem")}) {
            QVERIFY2(ids.contains(id), qPrintable(id));
        }
        run(words("operations"));
        QCOMPARE(m_run.exitCode, 0);
        for (const QString &id : std::as_const(ids)) {
            QVERIFY2(m_run.out.contains("  " + id.toLatin1() + ' '), qPrintable(id));
        }
        run(words("operations reversal --json"));
        const QJsonObject reversal = m_run.json().value(QStringLiteral("operation")).toObject();
        QCOMPARE(reversal.value(QStringLiteral("effect")).toString(), QStringLiteral("movesMoney"));
        QCOMPARE(reversal.value(QStringLiteral("outcome")).toString(), QStringLiteral("callback"));
        run(words("operations stk_push"));
        QCOMPARE(m_run.exitCode, 0);
        QVERIFY(m_run.out.contains("/mpesa/stkpush/v1/processrequest"));
        QVERIFY(m_run.out.contains("CallBackURL"));
    }

    void simulateSaysOneLineAndEndsCleanly()
    {
        SimulateProcess simulator;
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        for (const char *name : {"baseUrl", "consumerKey", "consumerSecret", "shortCode", "passkey", "initiatorName", "initiatorPassword",
                                 "certificateFile", "msisdn"}) {
            QVERIFY2(!simulator.value(name).isEmpty(), name);
        }
        QCOMPARE(simulator.first().size(), 10);
        QCOMPARE(simulator.value("till"), QStringLiteral("174380"));
        QCOMPARE(simulator.value("shortCode"), QStringLiteral("174379"));
        QCOMPARE(simulator.value("msisdn"), QStringLiteral("254708374149"));
        QVERIFY(QFile::exists(simulator.value("certificateFile")));

        const quint16 port = static_cast<quint16>(QUrl(simulator.value("baseUrl")).port());
        run({QStringLiteral("simulate"), QStringLiteral("--json"), QStringLiteral("--port"), QString::number(port)});
        QCOMPARE(m_run.exitCode, 2);
        QVERIFY(m_run.isOneJsonLine());

        ::kill(static_cast<pid_t>(simulator.process().processId()), SIGTERM);
        QTRY_COMPARE_WITH_TIMEOUT(simulator.process().state(), QProcess::NotRunning, patience);
        QCOMPARE(simulator.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(simulator.process().exitCode(), 0);
        QCOMPARE(simulator.process().readAllStandardOutput(), QByteArray());
        QVERIFY(!QFile::exists(simulator.value("certificateFile")));
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        QTRY_COMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void simulateKeepsItsStateAndHasFaults()
    {
        QTemporaryDir folder;
        const QString state = folder.filePath(QStringLiteral("shop.json"));
        const QStringList options{QStringLiteral("--state"), state, QStringLiteral("--faults"), QStringLiteral("busy:stk_query")};
        for (const bool isFirst : {true, false}) {
            SimulateProcess simulator(options);
            QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
            if (isFirst) {
                run(words("call stk_push Amount=10000 --json"), simulator.variables());
                QCOMPARE(m_run.exitCode, 0);
            } else {
                run(words("call account_balance --wait 60 --json"), simulator.variables());
                QVERIFY2(m_run.out.contains("Utility Account|KES|50211.00|"), m_run.out.constData());
                run(words("call stk_query CheckoutRequestID=ws_CO_14032026101530417712345678 --json"), simulator.variables());
                QVERIFY2(m_run.out.contains("500.003.02"), m_run.out.constData());
            }
            ::kill(static_cast<pid_t>(simulator.process().processId()), SIGTERM);
            QTRY_COMPARE_WITH_TIMEOUT(simulator.process().state(), QProcess::NotRunning, patience);
        }
    }

    void simulateBehavesAsTheProductsDo()
    {
        SimulateProcess simulator(words("--c2b-version 1 --c2b-long-code --c2b-registers-once"));
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        run(words("call c2b_register ResponseType=Completed --json"), simulator.variables());
        QCOMPARE(m_run.exitCode, 4); // the app has the other version
        run(words("call c2b_register_v1 ResponseType=Completed --json"), simulator.variables());
        QCOMPARE(m_run.exitCode, 0);
        QVERIFY2(m_run.out.contains("\"ResponseCode\":\"00000000\""), m_run.out.constData());
        run(words("call c2b_register_v1 ResponseType=Completed --json"), simulator.variables());
        QCOMPARE(m_run.exitCode, 1);
    }

    void tokenTellsItsLifeAndNotItself()
    {
        SimulateProcess simulator({QStringLiteral("--token-lifetime"), QStringLiteral("1200")});
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        run(words("token --json"), simulator.variables());
        QCOMPARE(m_run.exitCode, 0);
        QVERIFY(m_run.isOneJsonLine());
        const QJsonObject json = m_run.json();
        QCOMPARE(keys(json), QSet<QString>({QStringLiteral("ok"), QStringLiteral("cached"), QStringLiteral("environment"),
                                            QStringLiteral("createdAt"), QStringLiteral("expiresAt"), QStringLiteral("expiresIn")}));
        QCOMPARE(json.value(QStringLiteral("ok")), QJsonValue(true));
        QCOMPARE(json.value(QStringLiteral("cached")), QJsonValue(false));
        QCOMPARE(json.value(QStringLiteral("environment")).toString(), QStringLiteral("custom"));
        const QDateTime created = QDateTime::fromString(json.value(QStringLiteral("createdAt")).toString(), Qt::ISODateWithMs);
        const QDateTime expires = QDateTime::fromString(json.value(QStringLiteral("expiresAt")).toString(), Qt::ISODateWithMs);
        QCOMPARE(created.secsTo(expires), 1200);
        QVERIFY(json.value(QStringLiteral("expiresIn")).toInt() > 1100);
        QVERIFY(json.value(QStringLiteral("expiresIn")).toInt() <= 1200);

        run(words("token --json --reveal --refresh"), simulator.variables());
        const QString token = m_run.json().value(QStringLiteral("accessToken")).toString();
        QCOMPARE(token.size(), 28);
        run(words("token"), simulator.variables());
        QVERIFY(m_run.out.contains("Expires"));
        QVERIFY(!(m_run.out + m_run.err).contains(simulator.value("consumerSecret").toUtf8()));
    }

    void wrongSecretIsExitFour()
    {
        SimulateProcess simulator;
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        QHash<QString, QString> variables = simulator.variables();
        variables.insert(QStringLiteral("MPESA_CONSUMER_SECRET"), QStringLiteral("a-wrong-secret"));
        run(words("token --json"), variables);
        QCOMPARE(m_run.exitCode, 4);
        QVERIFY(m_run.isOneJsonLine());
        const QJsonObject error = m_run.json().value(QStringLiteral("error")).toObject();
        QCOMPARE(error.value(QStringLiteral("code")).toString(), QStringLiteral("AUTH_INVALID_CREDENTIALS"));
        QCOMPARE(error.value(QStringLiteral("origin")).toString(), QStringLiteral("auth"));
        QCOMPARE(error.value(QStringLiteral("httpStatus")).toInt(), 400);
        QVERIFY(!m_run.json().value(QStringLiteral("advice")).toObject().value(QStringLiteral("steps")).toArray().isEmpty());
        QVERIFY(!(m_run.out + m_run.err).contains("a-wrong-secret"));

        variables.remove(QStringLiteral("MPESA_CONSUMER_SECRET"));
        run(words("token --json"), variables);
        QCOMPARE(m_run.exitCode, 2);
        QVERIFY(m_run.err.contains("MPESA_CONSUMER_SECRET"));
    }

    void callsEndAsTheirTriggersSay_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("paid") << QStringLiteral("10") << QStringLiteral("0") << QStringLiteral("paid") << 0;
        QTest::newRow("cancelled") << QStringLiteral("1032") << QStringLiteral("1032") << QStringLiteral("refused") << 1;
        QTest::newRow("wrong PIN") << QStringLiteral("2001") << QStringLiteral("2001") << QStringLiteral("refused") << 1;
        QTest::newRow("unreachable") << QStringLiteral("1037") << QStringLiteral("1037") << QStringLiteral("refused") << 1;
    }
    void callsEndAsTheirTriggersSay()
    {
        QFETCH(QString, amount);
        QFETCH(QString, code);
        QFETCH(QString, outcome);
        QFETCH(int, exitCode);
        SimulateProcess simulator(
            {QStringLiteral("--answer"), QStringLiteral("50"), QStringLiteral("--callback-delay"), QStringLiteral("50")});
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        run({QStringLiteral("call"), QStringLiteral("stk_push"), QStringLiteral("amount=") + amount,
             QStringLiteral("PHONENUMBER=0712345678"), QStringLiteral("AccountReference=INV-1"), QStringLiteral("TransactionDesc=Test"),
             QStringLiteral("--wait"), QStringLiteral("30"), QStringLiteral("--json")},
            simulator.variables());
        QCOMPARE(m_run.exitCode, exitCode);
        QVERIFY2(m_run.isOneJsonLine(), m_run.out.constData());
        const QJsonObject json = m_run.json();
        QCOMPARE(json.value(QStringLiteral("operation")).toString(), QStringLiteral("stk_push"));
        QCOMPARE(json.value(QStringLiteral("outcome")).toString(), outcome);
        QCOMPARE(json.value(QStringLiteral("ok")).toBool(), exitCode == 0);
        QCOMPARE(json.value(QStringLiteral("acknowledgement")).toObject().value(QStringLiteral("ResponseCode")).toString(),
                 QStringLiteral("0"));
        QCOMPARE(json.value(QStringLiteral("result")).toObject().value(QStringLiteral("code")).toString(), code);
        QVERIFY(json.value(QStringLiteral("durationMs")).isDouble());
    }

    void balanceAndNoWaiting()
    {
        SimulateProcess simulator({QStringLiteral("--callback-delay"), QStringLiteral("50")});
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        run(words("call account_balance --wait 30 --json"), simulator.variables());
        QCOMPARE(m_run.exitCode, 0);
        QCOMPARE(m_run.json().value(QStringLiteral("outcome")).toString(), QStringLiteral("done"));
        const QJsonObject parameters =
            m_run.json().value(QStringLiteral("result")).toObject().value(QStringLiteral("parameters")).toObject();
        QVERIFY(parameters.value(QStringLiteral("AccountBalance")).toString().contains(QLatin1StringView("Working Account|KES|")));
        run(words("call account_balance --json"), simulator.variables());
        QCOMPARE(m_run.exitCode, 0);
        QCOMPARE(m_run.json().value(QStringLiteral("outcome")).toString(), QStringLiteral("pending"));
        QVERIFY(m_run.json().value(QStringLiteral("result")).isNull());
    }

    void badValuesNameTheField()
    {
        SimulateProcess simulator;
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        run(words("call stk_push Amount=0 PhoneNumber=12 AccountReference=A TransactionDesc=B --json"), simulator.variables());
        QCOMPARE(m_run.exitCode, 2);
        const QJsonObject error = m_run.json().value(QStringLiteral("error")).toObject();
        QCOMPARE(error.value(QStringLiteral("origin")).toString(), QStringLiteral("validation"));
        QCOMPARE(error.value(QStringLiteral("field")).toString(), QStringLiteral("Amount"));
        QVERIFY(error.value(QStringLiteral("message")).toString().contains(QLatin1StringView("Phone"), Qt::CaseInsensitive));
    }

    void deadServerIsExitThree()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        run(words("token --json"), {{QStringLiteral("MPESA_BASE_URL"), QStringLiteral("http://127.0.0.1:%1").arg(port)},
                                    {QStringLiteral("MPESA_CONSUMER_KEY"), QStringLiteral("key")},
                                    {QStringLiteral("MPESA_CONSUMER_SECRET"), QStringLiteral("secret-of-mine")}});
        QCOMPARE(m_run.exitCode, 3);
        QCOMPARE(m_run.json().value(QStringLiteral("error")).toObject().value(QStringLiteral("origin")).toString(),
                 QStringLiteral("network"));
    }

    void plainHttpElsewhereIsBadInput()
    {
        run(words("token --json"), {{QStringLiteral("MPESA_BASE_URL"), QStringLiteral("http://192.0.2.1")},
                                    {QStringLiteral("MPESA_CONSUMER_KEY"), QStringLiteral("key")},
                                    {QStringLiteral("MPESA_CONSUMER_SECRET"), QStringLiteral("secret-of-mine")}});
        QCOMPARE(m_run.exitCode, 2);
    }

    void lostAnswerToAPushIsExitFiveAndSentOnce()
    {
        int pushes = 0;
        HttpServer server([&pushes](const HttpRequest &request, HttpResponder responder) {
            if (request.path().startsWith("/oauth")) {
                responder.respond(HttpResponse::json(200, R"({"access_token":"abcdefghijklmnopqrstuvwxyz12","expires_in":"3599"})"));
            } else {
                ++pushes;
                responder.close();
            }
        });
        QVERIFY(server.listen());
        run(words("call stk_push Amount=5 PhoneNumber=0712345678 AccountReference=A TransactionDesc=B --json"),
            {{QStringLiteral("MPESA_BASE_URL"), QStringLiteral("http://127.0.0.1:%1").arg(server.port())},
             {QStringLiteral("MPESA_CONSUMER_KEY"), QStringLiteral("key")},
             {QStringLiteral("MPESA_CONSUMER_SECRET"), QStringLiteral("secret-of-mine")},
             {QStringLiteral("MPESA_SHORTCODE"), QStringLiteral("174379")},
             {QStringLiteral("MPESA_PASSKEY"), QStringLiteral("a-passkey-that-is-long-enough-for-anybody")}});
        QCOMPARE(m_run.exitCode, 5);
        QCOMPARE(pushes, 1);
        QCOMPARE(m_run.json().value(QStringLiteral("error")).toObject().value(QStringLiteral("origin")).toString(),
                 QStringLiteral("unknown"));
    }

    void withoutCredentialsTheBuiltInSimulatorAnswers()
    {
        run(words("call stk_push Amount=7 PhoneNumber=0712345678 AccountReference=A TransactionDesc=B --wait 30 --json"));
        QCOMPARE(m_run.exitCode, 0);
        QCOMPARE(m_run.json().value(QStringLiteral("outcome")).toString(), QStringLiteral("paid"));
        QVERIFY(m_run.err.contains("built-in simulator"));
    }

    void tourHolds()
    {
        run(words("tour --json"));
        QCOMPARE(m_run.exitCode, 0);
        QVERIFY(m_run.isOneJsonLine());
        QStringList names;
        for (const QJsonValue &value : m_run.json().value(QStringLiteral("steps")).toArray()) {
            const QJsonObject step = value.toObject();
            QVERIFY2(step.value(QStringLiteral("ok")).toBool(), qPrintable(step.value(QStringLiteral("name")).toString()));
            QVERIFY(step.value(QStringLiteral("durationMs")).isDouble());
            QVERIFY(!step.value(QStringLiteral("detail")).toString().isEmpty());
            names.append(step.value(QStringLiteral("name")).toString());
        }
        QCOMPARE(names.join(u'|'),
                 QStringLiteral("token|cached token|forced refresh|STK push paid|STK push cancelled|STK query|balance|"
                                "wrong secret refused|expired token renewed in mid-call|C2B: register, pay, be told|B2C payment|"
                                "transaction status|B2B to a paybill|tax remittance|B2B Express Checkout|reversal|dynamic QR|"
                                "Bill Manager: opt in, invoice|standing order|Pull: register, query|look up a customer|"
                                "look up an organisation|SIM swap|Lipa na Bonga"));
        QCOMPARE(m_run.json().value(QStringLiteral("ok")), QJsonValue(true));
    }

    void interruptWhileWaitingIsPending()
    {
        SimulateProcess simulator;
        QTRY_VERIFY_WITH_TIMEOUT(simulator.isReady(), patience);
        QProcess process;
        process.setProcessEnvironment(cleanEnvironment(simulator.variables()));
        process.start(program,
                      words("call stk_push Amount=10 PhoneNumber=0712345678 AccountReference=A TransactionDesc=B --wait 600 --json"));
        QByteArray err;
        QTRY_VERIFY_WITH_TIMEOUT((err += process.readAllStandardError()).toLower().contains("waiting for"), patience);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
        QCOMPARE(process.exitCode(), 5);
        const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(json.value(QStringLiteral("outcome")).toString(), QStringLiteral("pending"));
    }
};

QTEST_GUILESS_MAIN(TestDarajactl)
#include "tst_darajactl.moc"
