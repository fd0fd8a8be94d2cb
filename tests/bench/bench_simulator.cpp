// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Token and STK requests per second of the simulator, against nginx serving a static file of the same size in the same run.
// Both get the same requests from the same client: keep-alive connections, one request under way on each, written by one thread on plain
// sockets, so that the client costs little and the same. Rounds alternate. The simulator has a thread of its own, nginx one worker process.

#include "core/base/clock.h"
#include "core/crypto/stkpassword.h"
#include "core/simulator/simulator.h"
#include "tests/bench/report.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace daraja;

namespace {

constexpr int connections = 8;
constexpr int requestsInRound = 4000;
constexpr int rounds = 5;

/// A blocking connection that sends one request and reads one answer at a time.
class Line
{
    Q_DISABLE_COPY_MOVE(Line)

public:
    explicit Line(quint16 port)
        : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_ok = connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~Line() { ::close(m_socket); }

    [[nodiscard]] bool write(const QByteArray &request)
    {
        m_ok = m_ok && ::send(m_socket, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) == request.size();
        return m_ok;
    }

    /// The answer; empty when the connection ended.
    [[nodiscard]] QByteArray read()
    {
        QByteArray bytes;
        qsizetype whole = -1;
        char buffer[8192];
        while (m_ok && (whole < 0 || bytes.size() < whole)) {
            const ssize_t count = ::recv(m_socket, buffer, sizeof buffer, 0);
            m_ok = count > 0;
            bytes.append(buffer, m_ok ? count : 0);
            const qsizetype head = bytes.indexOf("\r\n\r\n");
            if (whole < 0 && head >= 0) {
                const QByteArray lower = bytes.first(head + 2).toLower();
                const qsizetype at = lower.indexOf("content-length: ");
                whole = head + 4 + lower.mid(at + 16, lower.indexOf('\r', at) - at - 16).toInt();
            }
        }
        return m_ok ? bytes : QByteArray();
    }

private:
    int m_socket;
    bool m_ok = false;
};

/// Requests per second; 0 when one was not answered with 200.
double rateOf(quint16 port, const QByteArray &request)
{
    std::vector<std::unique_ptr<Line>> lines;
    for (int i = 0; i < connections; ++i) {
        lines.push_back(std::make_unique<Line>(port));
    }
    bool ok = true;
    QElapsedTimer timer;
    timer.start();
    for (int sent = 0; sent < requestsInRound && ok; sent += connections) {
        for (const auto &line : lines) {
            ok = line->write(request) && ok;
        }
        for (const auto &line : lines) {
            ok = line->read().startsWith("HTTP/1.1 200 ") && ok;
        }
    }
    return ok ? requestsInRound * 1e9 / static_cast<double>(timer.nsecsElapsed()) : 0;
}

/// The body of one answer.
QByteArray bodyOf(quint16 port, const QByteArray &request)
{
    Line line(port);
    const QByteArray answer = line.write(request) ? line.read() : QByteArray();
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

class SimulatorThread
{
    Q_DISABLE_COPY_MOVE(SimulatorThread)

public:
    SimulatorThread()
    {
        m_thread.start();
        m_context.moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            &m_context,
            [this] {
                SimulatorOptions options;
                options.consumerKey = QStringLiteral("key-of-the-bench");
                options.consumerSecret = QStringLiteral("secret-of-the-bench");
                m_simulator = std::make_unique<Simulator>(m_clock);
                if (!m_simulator->start(options)) {
                    qFatal("%s", qPrintable(m_simulator->errorString()));
                }
                m_port = m_simulator->options().port;
                m_passkey = m_simulator->options().passkey;
            },
            Qt::BlockingQueuedConnection);
        while (!isReady()) {
            QThread::msleep(20); // its key is made once; the figures are to be without that
        }
    }
    ~SimulatorThread()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_simulator.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    [[nodiscard]] quint16 port() const { return m_port; }

    [[nodiscard]] QByteArray tokenRequest() const
    {
        return "GET /oauth/v1/generate?grant_type=client_credentials HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic " +
               QByteArrayLiteral("key-of-the-bench:secret-of-the-bench").toBase64() + "\r\n\r\n";
    }

    /// A push whose outcome never comes (4999): no prompt stays open and no callback is posted.
    [[nodiscard]] QByteArray pushRequest(const QByteArray &token) const
    {
        const QByteArray body = "{\"BusinessShortCode\":174379,\"Password\":\"" +
                                stkPassword(QStringLiteral("174379"), m_passkey, QStringLiteral("20260314120000")).toLatin1() +
                                "\",\"Timestamp\":\"20260314120000\",\"TransactionType\":\"CustomerPayBillOnline\",\"Amount\":4999,"
                                "\"PartyA\":254708374149,\"PartyB\":174379,\"PhoneNumber\":254708374149,"
                                "\"CallBackURL\":\"http://127.0.0.1:9/cb\",\"AccountReference\":\"BENCH\",\"TransactionDesc\":\"bench\"}";
        return "POST /mpesa/stkpush/v1/processrequest HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
               "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    [[nodiscard]] bool isReady()
    {
        bool ready = false;
        QMetaObject::invokeMethod(
            &m_context, [this, &ready] { ready = m_simulator->isReady(); }, Qt::BlockingQueuedConnection);
        return ready;
    }

    SystemClock m_clock;
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Simulator> m_simulator;
    quint16 m_port = 0;
    QString m_passkey;
};

/// nginx with one worker and one static file, in a folder of its own.
class Nginx
{
    Q_DISABLE_COPY_MOVE(Nginx)

public:
    Nginx() = default;
    ~Nginx()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.terminate();
            m_process.waitForFinished();
        }
    }

    [[nodiscard]] static QString program()
    {
        const QString inPath = QStandardPaths::findExecutable(QStringLiteral("nginx"));
        return inPath.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")}) : inPath;
    }

    [[nodiscard]] bool start(const QByteArray &content)
    {
        QTcpServer free;
        if (!m_folder.isValid() || !free.listen(QHostAddress::LocalHost)) {
            return false;
        }
        m_port = free.serverPort();
        free.close();
        const QByteArray folder = QFile::encodeName(m_folder.path());
        QByteArray config = "daemon off;\nworker_processes 1;\npid " + folder + "/pid;\nerror_log " + folder + "/error.log;\n";
        if (geteuid() == 0) {
            config += "user root;\n"; // its folder is not for others to read
        }
        config += "events { worker_connections 64; }\nhttp {\n  access_log off;\n  sendfile on;\n  tcp_nodelay on;\n"
                  "  keepalive_requests 1000000;\n  default_type application/json;\n  open_file_cache max=10;\n"
                  "  client_body_temp_path " +
                  folder + "/body;\n  proxy_temp_path " + folder + "/proxy;\n  fastcgi_temp_path " + folder +
                  "/fastcgi;\n  uwsgi_temp_path " + folder + "/uwsgi;\n  scgi_temp_path " + folder +
                  "/scgi;\n"
                  "  server { listen 127.0.0.1:" +
                  QByteArray::number(m_port) + "; root " + folder + "; }\n}\n";
        if (!write(QStringLiteral("nginx.conf"), config) || !write(QStringLiteral("answer.json"), content)) {
            return false;
        }
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program(),
                        {QStringLiteral("-p"), m_folder.path(), QStringLiteral("-c"), m_folder.filePath(QStringLiteral("nginx.conf")),
                         QStringLiteral("-e"), m_folder.filePath(QStringLiteral("error.log"))});
        for (int tries = 0; tries < 100 && m_process.state() != QProcess::NotRunning; ++tries) {
            if (bodyOf(m_port, request()) == content) {
                return true;
            }
            QThread::msleep(50);
            m_process.waitForFinished(1);
        }
        return false;
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] static QByteArray request() { return QByteArrayLiteral("GET /answer.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"); }

private:
    [[nodiscard]] bool write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

void compare(bench::Report &report, const QString &what, quint16 port, const QByteArray &request)
{
    const QByteArray sample = bodyOf(port, request);
    report.require(sample.startsWith('{'), what + QStringLiteral(": the simulator refused"));
    Nginx nginx;
    const bool hasNginx = !Nginx::program().isEmpty();
    const bool serves = hasNginx && nginx.start(sample);
    report.require(!hasNginx || serves, QStringLiteral("nginx is installed and does not start"));
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int round = 0; round <= rounds; ++round) { // the first warms up
        const double simulated = rateOf(port, request);
        const double served = serves ? rateOf(nginx.port(), Nginx::request()) : 0;
        report.require(simulated > 0 && (served > 0 || !serves), what + QStringLiteral(": an answer was missing or not 200"));
        if (round > 0) {
            ours.push_back(simulated);
            theirs.push_back(served);
        }
    }
    const QString unit = QStringLiteral("requests/s");
    report.row(what + QStringLiteral(", simulator, median"), bench::median(ours), unit);
    if (serves) {
        report.row(QStringLiteral("  nginx, a static file of the same %1 bytes").arg(sample.size()), bench::median(theirs), unit);
        report.row(QStringLiteral("  ratio (nginx / simulator)"), bench::median(theirs) / bench::median(ours), QString());
    } else {
        report.skip(QStringLiteral("  nginx, a static file of the same size"), QStringLiteral("nginx not installed"));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    bench::Report report(
        QStringLiteral("Simulator under load: %1 connections, %2 rounds of %3").arg(connections).arg(rounds).arg(requestsInRound));
    SimulatorThread simulator;
    compare(report, QStringLiteral("token"), simulator.port(), simulator.tokenRequest());
    const QByteArray token =
        QJsonDocument::fromJson(bodyOf(simulator.port(), simulator.tokenRequest())).object().value(u"access_token").toString().toLatin1();
    compare(report, QStringLiteral("STK push"), simulator.port(), simulator.pushRequest(token));
    return report.finish();
}
