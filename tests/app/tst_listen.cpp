// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbacksettings.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/windowsettings.h"
#include "tests/support/rawconnection.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace daraja;

namespace {

constexpr int listenPatience = 30'000;
const QByteArray cancelledBody =
    R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1","ResultCode":1032,"ResultDesc":"Request cancelled by user"}}})";
const QString pathSecret = QStringLiteral("0123456789abcdef");

QJsonObject lineOf(const QByteArray &text, int index)
{
    return QJsonDocument::fromJson(text.split('\n').value(index)).object();
}

} // namespace

/// `darajactl listen` in a process of its own.
class TestListen final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void printsAddressesAndCallbacks();
    void asTheWindowDoesForAProfile();
    void forPeople();
    void storesWhatItTook();
    void forwards();
    void replies();
    void overTls();
    void refusesUnknownSenders();
    void sendTest_data();
    void sendTest();
    void badInput_data();
    void badInput();
    void historyThatCannotBeUsed();

private:
    void start(const QStringList &options, const QStringList &history = {QStringLiteral("--no-history")});
    [[nodiscard]] QByteArray out();
    /// The first line of --json, when it has come.
    [[nodiscard]] QJsonObject addresses();
    void post(const QUrl &address, const QByteArray &body, int status = 200, const QByteArray &headers = {});
    /// Ctrl+C; the exit code.
    int interrupt();
    int wait();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_out;
};

void TestListen::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_folder = std::make_unique<QTemporaryDir>();
    m_process = std::make_unique<QProcess>();
    m_out.clear();
}

void TestListen::cleanup()
{
    if (m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
}

void TestListen::start(const QStringList &options, const QStringList &history)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder->path());
    m_process->setProcessEnvironment(environment);
    m_process->start(QStringLiteral(DARAJA_BINARY_DIR "/bin/darajactl"), QStringList{QStringLiteral("listen")} + options + history);
    QVERIFY(m_process->waitForStarted());
}

QByteArray TestListen::out()
{
    m_out += m_process->readAllStandardOutput();
    return m_out;
}

QJsonObject TestListen::addresses()
{
    const bool came =
        QTest::qWaitFor([this] { return out().contains('\n') || m_process->state() == QProcess::NotRunning; }, listenPatience);
    return came ? lineOf(m_out, 0) : QJsonObject();
}

void TestListen::post(const QUrl &address, const QByteArray &body, int status, const QByteArray &headers)
{
    RawConnection daraja(static_cast<quint16>(address.port()));
    daraja.send("POST " + address.path().toLatin1() + " HTTP/1.1\r\nHost: x\r\n" + headers +
                "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QTRY_COMPARE_WITH_TIMEOUT(daraja.statuses(), QList<int>({status}), listenPatience);
}

int TestListen::interrupt()
{
    ::kill(static_cast<pid_t>(m_process->processId()), SIGINT);
    return wait();
}

int TestListen::wait()
{
    const bool ended = QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning; }, listenPatience);
    (void)out();
    return ended && m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

void TestListen::printsAddressesAndCallbacks()
{
    start({QStringLiteral("--json"), QStringLiteral("--path-secret"), pathSecret});
    const QJsonObject first = addresses();
    QCOMPARE(first.value(QStringLiteral("event")).toString(), QStringLiteral("listening"));
    const QUrl base(first.value(QStringLiteral("baseUrl")).toString());
    QCOMPARE(base.host(), QStringLiteral("127.0.0.1"));
    QCOMPARE(base.path(), QStringLiteral("/cb/") + pathSecret);
    const QJsonObject all = first.value(QStringLiteral("addresses")).toObject();
    QStringList names = all.keys();
    names.sort();
    QCOMPARE(names.join(u' '), QStringLiteral("bill confirmation express order pull result stk timeout validation"));
    const QUrl stk(all.value(QStringLiteral("stk")).toString());
    QCOMPARE(stk, QUrl(base.toString() + QStringLiteral("/stk")));
    post(stk, cancelledBody);
    post(stk, "<html>");
    QTRY_COMPARE_WITH_TIMEOUT(out().count('\n'), 3, listenPatience);
    const QJsonObject callback = lineOf(m_out, 1);
    QCOMPARE(callback.value(QStringLiteral("event")).toString(), QStringLiteral("callback"));
    QCOMPARE(callback.value(QStringLiteral("kind")).toString(), QStringLiteral("stk"));
    QCOMPARE(callback.value(QStringLiteral("resultCode")).toString(), QStringLiteral("1032"));
    QCOMPARE(callback.value(QStringLiteral("conversation")).toString(), QStringLiteral("ws_CO_1"));
    QCOMPARE(callback.value(QStringLiteral("sender")).toString(), QStringLiteral("local"));
    QCOMPARE(callback.value(QStringLiteral("raw")).toString().toUtf8(), cancelledBody);
    QCOMPARE(lineOf(m_out, 2).value(QStringLiteral("kind")).toString(), QStringLiteral("unreadable"));
    QVERIFY(lineOf(m_out, 2).value(QStringLiteral("problem")).toString().contains(QStringLiteral("byte 0")));
    QCOMPARE(interrupt(), 0);
}

void TestListen::asTheWindowDoesForAProfile()
{
    const QString profiles = m_folder->filePath(QStringLiteral("desk-profiles.ini"));
    Profile shop;
    shop.name = QStringLiteral("Duka la Mama");
    shop.environment = Environment::Sandbox;
    shop.callbackBaseUrl = QUrl(QStringLiteral("https://desk.example.com/in"));
    shop.id = ProfileStore(profiles).save(shop);
    QString segment;
    {
        const auto settings = openWindowSettingsOf(profiles);
        QCOMPARE(settings->fileName(), m_folder->filePath(QStringLiteral("desk.ini")));
        setCallbackPort(*settings, 0);
        segment = callbackSegment(*settings, shop.id);
        CallbackSettings chosen;
        chosen.replies.insert(QStringLiteral("/stk"), readReplyRule(QStringLiteral("503")).rule);
        writeCallbackSettings(*settings, chosen);
    }
    const QStringList options{QStringLiteral("--json"), QStringLiteral("--profile"), QStringLiteral("duka la mama"),
                              QStringLiteral("--settings"), profiles};
    start(options);
    const QJsonObject first = addresses();
    const QUrl base(first.value(QStringLiteral("baseUrl")).toString());
    QCOMPARE(base.path(), QStringLiteral("/cb/") + segment);
    QCOMPARE(first.value(QStringLiteral("publicBaseUrl")).toString(), QStringLiteral("https://desk.example.com/in/cb/") + segment);
    post(QUrl(base.toString() + QStringLiteral("/stk")), cancelledBody, 503);
    post(QUrl(base.toString() + QStringLiteral("/result")), "{}", 200);
    QCOMPARE(interrupt(), 0);

    // What is said on the command line comes first.
    cleanup();
    m_process = std::make_unique<QProcess>();
    m_out.clear();
    start(options + QStringList{QStringLiteral("--reply"), QStringLiteral("stk=accept"), QStringLiteral("--public-url"),
                                QStringLiteral("https://tunnel.example.com")});
    const QJsonObject second = addresses();
    QCOMPARE(second.value(QStringLiteral("publicBaseUrl")).toString(), QStringLiteral("https://tunnel.example.com/cb/") + segment);
    post(QUrl(second.value(QStringLiteral("baseUrl")).toString() + QStringLiteral("/stk")), cancelledBody, 200);
    QCOMPARE(interrupt(), 0);
}

void TestListen::forPeople()
{
    start({QStringLiteral("--path-secret"), pathSecret, QStringLiteral("--public-url"), QStringLiteral("https://desk.example.com/in")});
    QTRY_VERIFY_WITH_TIMEOUT(out().contains("Ctrl+C"), listenPatience);
    QVERIFY(m_out.contains("https://desk.example.com/in/cb/0123456789abcdef/validation  (ValidationURL)"));
    QCOMPARE(interrupt(), 0);
    cleanup();
    init();
    start({QStringLiteral("--path-secret"), pathSecret});
    QTRY_VERIFY_WITH_TIMEOUT(out().contains("Ctrl+C"), listenPatience);
    static const QRegularExpression address(QStringLiteral("http://127\\.0\\.0\\.1:[0-9]+/cb/0123456789abcdef/stk"));
    QByteArray nasty = cancelledBody;
    nasty.replace("Request cancelled", "\\u001b[2J cancelled");
    post(QUrl(address.match(QString::fromUtf8(m_out)).captured()), nasty);
    QTRY_VERIFY_WITH_TIMEOUT(out().contains("1032"), listenPatience);
    QVERIFY(!m_out.contains('\x1b')); // a stranger does not draw on the terminal
    QVERIFY(m_out.contains("from this computer"));
    QCOMPARE(interrupt(), 0);
}

void TestListen::storesWhatItTook()
{
    const QString file = m_folder->filePath(QStringLiteral("history.sqlite"));
    start({QStringLiteral("--json")}, {QStringLiteral("--history"), file});
    const QUrl base(addresses().value(QStringLiteral("baseUrl")).toString());
    post(QUrl(base.toString() + QStringLiteral("/stk")), cancelledBody);
    ::kill(static_cast<pid_t>(m_process->processId()), SIGKILL); // what was answered is on disk
    QTRY_COMPARE_WITH_TIMEOUT(m_process->state(), QProcess::NotRunning, listenPatience);
    QByteArray stored;
    for (const QString &suffix : {QString(), QStringLiteral("-wal")}) {
        QFile part(file + suffix);
        if (part.open(QIODevice::ReadOnly)) {
            stored += part.readAll();
        }
    }
    QVERIFY(stored.contains("ws_CO_1"));
    // The default place is the user's data folder.
    m_out.clear();
    m_process = std::make_unique<QProcess>();
    start({QStringLiteral("--json")}, {});
    QVERIFY(addresses().value(QStringLiteral("history")).toString().startsWith(m_folder->path()));
    QCOMPARE(interrupt(), 0);
}

void TestListen::forwards()
{
    ScriptedServer server({ScriptedAnswer::status(201, "taken")});
    start({QStringLiteral("--json"), QStringLiteral("--forward"), server.url().toString() + QStringLiteral("/hook/{path}")});
    const QUrl base(addresses().value(QStringLiteral("baseUrl")).toString());
    post(QUrl(base.toString() + QStringLiteral("/stk")), cancelledBody);
    QTRY_COMPARE_WITH_TIMEOUT(out().count('\n'), 3, listenPatience);
    QCOMPARE(server.posts(), 1);
    QVERIFY(server.requests().at(0).raw.startsWith("POST /hook/stk "));
    QCOMPARE(server.requests().at(0).body(), cancelledBody);
    const QJsonObject forward = lineOf(m_out, 2);
    QCOMPARE(forward.value(QStringLiteral("event")).toString(), QStringLiteral("forward"));
    QCOMPARE(forward.value(QStringLiteral("status")).toInt(), 201);
    QCOMPARE(forward.value(QStringLiteral("answer")).toString(), QStringLiteral("taken"));
    QCOMPARE(forward.value(QStringLiteral("conversation")).toString(), QStringLiteral("ws_CO_1"));
    QCOMPARE(interrupt(), 0);
}

void TestListen::replies()
{
    start({QStringLiteral("--json"), QStringLiteral("--reply"), QStringLiteral("stk=503"), QStringLiteral("--reply"),
           QStringLiteral("/result=404,delay=1")});
    const QUrl base(addresses().value(QStringLiteral("baseUrl")).toString());
    post(QUrl(base.toString() + QStringLiteral("/stk")), cancelledBody, 503);
    post(QUrl(base.toString() + QStringLiteral("/result")), cancelledBody, 404);
    post(QUrl(base.toString() + QStringLiteral("/timeout")), cancelledBody, 200);
    QCOMPARE(interrupt(), 0);
}

void TestListen::overTls()
{
    const TestAuthority authority;
    const QSslConfiguration configuration = authority.serverConfiguration(TestAuthority::Leaf::Good);
    for (const auto &[name, content] : {std::pair(QStringLiteral("c.pem"), configuration.localCertificate().toPem()),
                                        std::pair(QStringLiteral("k.pem"), configuration.privateKey().toPem())}) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    start({QStringLiteral("--json"), QStringLiteral("--bind"), QStringLiteral("127.0.0.1"), QStringLiteral("--certificate"),
           m_folder->filePath(QStringLiteral("c.pem")), QStringLiteral("--key"), m_folder->filePath(QStringLiteral("k.pem"))});
    const QUrl address(addresses().value(QStringLiteral("publicBaseUrl")).toString());
    QCOMPARE(address.scheme(), QStringLiteral("https"));
    QCOMPARE(address.host(), QStringLiteral("localhost"));
    QSslSocket socket;
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    trust.setCaCertificates(QSslCertificate::fromData(authority.pem()));
    socket.setSslConfiguration(trust);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), static_cast<quint16>(address.port()));
    socket.write("POST " + address.path().toLatin1() + "/stk HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
                 QByteArray::number(cancelledBody.size()) + "\r\n\r\n" + cancelledBody);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, listenPatience);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200 "));
    QCOMPARE(interrupt(), 0);
}

void TestListen::refusesUnknownSenders()
{
    start({QStringLiteral("--json"), QStringLiteral("--reject-unknown-senders"), QStringLiteral("--trust-proxy"),
           QStringLiteral("127.0.0.1")});
    const QUrl stk(addresses().value(QStringLiteral("baseUrl")).toString() + QStringLiteral("/stk"));
    post(stk, cancelledBody, 403, "X-Forwarded-For: 203.0.113.9\r\n");
    post(stk, cancelledBody, 200, "X-Forwarded-For: 196.201.214.200\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(out().count('\n'), 3, listenPatience);
    QVERIFY(lineOf(m_out, 1).value(QStringLiteral("refused")).toBool());
    QCOMPARE(lineOf(m_out, 1).value(QStringLiteral("peer")).toString(), QStringLiteral("203.0.113.9"));
    QCOMPARE(lineOf(m_out, 2).value(QStringLiteral("sender")).toString(), QStringLiteral("safaricom"));
    QCOMPARE(interrupt(), 0);
}

void TestListen::sendTest_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("cancelled") << QStringLiteral("1032") << 200 << 0;
    QTest::newRow("paid, here") << QStringLiteral("stk_0") << 200 << 0;
    QTest::newRow("server says no") << QStringLiteral("c2b_confirmation") << 500 << 1;
}

void TestListen::sendTest()
{
    QFETCH(QString, outcome);
    QFETCH(int, status);
    QFETCH(int, exitCode);
    ScriptedServer server({ScriptedAnswer::status(status)});
    start({QStringLiteral("--json"), QStringLiteral("--forward"), server.url().toString(), QStringLiteral("--send-test"), outcome});
    QCOMPARE(wait(), exitCode);
    QCOMPARE(server.posts(), 1);
    QVERIFY(QJsonDocument::fromJson(server.requests().at(0).body()).isObject());
    QCOMPARE(out().count('\n'), 1);
    QCOMPARE(lineOf(m_out, 0).value(QStringLiteral("status")).toInt(), status);
}

void TestListen::badInput_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *options, const char *says) {
        QTest::newRow(options) << QString::fromLatin1(options) << QByteArray(says);
    };
    row("--port 70000", "65535");
    row("--path-secret short", "16 to 64");
    row("--profile nobody", "There is no profile \"nobody\"");
    row("--profile nobody --path-secret 0123456789abcdef", "leave --path-secret out");
    row("--bind 0.0.0.0", "need TLS");
    row("--bind here --certificate a --key b", "not an IP address");
    row("--bind 127.0.0.1 --certificate /nowhere/a --key /nowhere/b", "/nowhere/a cannot be read");
    row("--key b", "go with --bind");
    row("--public-url desk.example.com", "must look like");
    row("--reply stk=maybe", "no answer");
    row("--reply nowhere=accept", "/nowhere");
    row("--reply stk=C2B00012", "Only /validation");
    row("--forward http://shop.example/", "https://");
    row("--trust-proxy proxy", "not the IP address");
    row("--send-test 1032", "--forward URL");
    row("--send-test 31415 --forward http://localhost:1/", "no outcome");
    row("--send-test stk_0 --forward https://shop.example/", "Type shop.example");
    row("--send-test stk_0 --forward https://shop.example/ --test-host other.example", "Type shop.example");
}

void TestListen::badInput()
{
    QFETCH(QString, options);
    QFETCH(QByteArray, says);
    start(options.split(u' '));
    QCOMPARE(wait(), 2);
    const QByteArray errors = m_process->readAllStandardError();
    QVERIFY2(errors.contains(says), errors.constData());
}

void TestListen::historyThatCannotBeUsed()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    start({QStringLiteral("--json")}, {QStringLiteral("--history"), m_folder->filePath(QStringLiteral("folder"))});
    QCOMPARE(wait(), 2);
    const QByteArray errors = m_process->readAllStandardError();
    QVERIFY2(errors.contains("--no-history"), errors.constData());
}

QTEST_GUILESS_MAIN(TestListen)
#include "tst_listen.moc"
