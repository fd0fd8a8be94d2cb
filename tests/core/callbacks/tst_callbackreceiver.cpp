// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackreceiver.h"
#include "tests/support/fakeclock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace daraja;

namespace {

const QByteArray paidBody = R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1","ResultCode":0,"ResultDesc":"ok"}}})";
const QByteArray balanceBody = R"({"Result":{"ConversationID":"AG_1","ResultCode":0,"ResultDesc":"ok"}})";

} // namespace

/// Speaks HTTP by hand: the receiver meets strangers.
class TestCallbackReceiver final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void addressIsUnguessable();
    void addressComesAndGoes();
    void receives_data();
    void receives();
    void unreadableIsReportedAndAccepted();
    void inOrderWithDuplicates();
    void strangersAreTurnedAway_data();
    void strangersAreTurnedAway();
    void onlyPost_data();
    void onlyPost();
    void tooLarge();
    void portTaken();
    void closedInMidRequest();

private:
    QByteArray head(const QByteArray &method, const QByteArray &path, qsizetype length) const
    {
        return method + ' ' + path +
               " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
               QByteArray::number(length) + "\r\n\r\n";
    }
    QByteArray basePath() const { return m_receiver->baseUrl().path().toLatin1(); }
    /// The whole answer; empty when none came.
    QByteArray exchange(const QByteArray &bytes);

    FakeClock m_clock;
    std::unique_ptr<CallbackReceiver> m_receiver;
    std::unique_ptr<QSignalSpy> m_received;
};

void TestCallbackReceiver::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_receiver = std::make_unique<CallbackReceiver>(m_clock);
    m_received = std::make_unique<QSignalSpy>(m_receiver.get(), &CallbackReceiver::received);
    QVERIFY(m_receiver->listen());
}

void TestCallbackReceiver::cleanup()
{
    m_received.reset();
    m_receiver.reset();
}

QByteArray TestCallbackReceiver::exchange(const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_receiver->port());
    socket.write(bytes);
    if (!QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000)) {
        return {};
    }
    return socket.readAll();
}

void TestCallbackReceiver::addressIsUnguessable()
{
    const QUrl url = m_receiver->baseUrl();
    QCOMPARE(url.scheme(), QStringLiteral("http"));
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1"));
    QCOMPARE(url.port(), int(m_receiver->port()));
    static const QRegularExpression shape(QStringLiteral("^/cb/[0-9a-f]{32}$"));
    QVERIFY(shape.match(url.path()).hasMatch());
    CallbackReceiver other(m_clock);
    QVERIFY(other.listen());
    QVERIFY(other.baseUrl().path() != url.path());
}

void TestCallbackReceiver::addressComesAndGoes()
{
    QVERIFY(m_receiver->isListening());
    const quint16 port = m_receiver->port();
    m_receiver->close();
    QVERIFY(!m_receiver->isListening());
    QVERIFY(m_receiver->baseUrl().isEmpty());
    QVERIFY(m_receiver->listen(port));
    QCOMPARE(m_receiver->port(), port);
    QCOMPARE(m_receiver->errorString(), QString());
}

void TestCallbackReceiver::receives_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Callback::Kind>("kind");
    QTest::addColumn<QString>("conversation");
    QTest::newRow("STK") << QByteArray("/stk") << paidBody << Callback::Kind::StkResult << QStringLiteral("ws_CO_1");
    QTest::newRow("result") << QByteArray("/result") << balanceBody << Callback::Kind::Result << QStringLiteral("AG_1");
    QTest::newRow("timeout") << QByteArray("/timeout") << balanceBody << Callback::Kind::QueueTimeout << QStringLiteral("AG_1");
}

void TestCallbackReceiver::receives()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(Callback::Kind, kind);
    QFETCH(QString, conversation);
    m_clock.advance(std::chrono::minutes(7));
    const QByteArray answer = exchange(head("POST", basePath() + path, body.size()) + body);
    QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
    const QJsonObject said = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n"))).object();
    QCOMPARE(said, QJsonObject({{QStringLiteral("ResultCode"), 0}, {QStringLiteral("ResultDesc"), QStringLiteral("Accepted")}}));

    QCOMPARE(m_received->size(), 1);
    const auto callback = m_received->at(0).at(0).value<Callback>();
    QCOMPARE(callback.kind, kind);
    QCOMPARE(callback.conversation, conversation);
    QCOMPARE(callback.path, QString::fromLatin1(path));
    QCOMPARE(callback.peer, QStringLiteral("127.0.0.1"));
    QCOMPARE(callback.receivedAt, m_clock.now());
    QCOMPARE(callback.raw, body);
}

void TestCallbackReceiver::unreadableIsReportedAndAccepted()
{
    const QByteArray body("<html>");
    const QByteArray answer = exchange(head("POST", basePath() + "/stk?from=relay", body.size()) + body);
    QVERIFY(answer.startsWith("HTTP/1.1 200 "));
    QCOMPARE(m_received->size(), 1);
    const auto callback = m_received->at(0).at(0).value<Callback>();
    QCOMPARE(callback.kind, Callback::Kind::Unreadable);
    QVERIFY(!callback.problem.isEmpty());
    QCOMPARE(callback.path, QStringLiteral("/stk"));
}

void TestCallbackReceiver::inOrderWithDuplicates()
{
    QByteArray bytes;
    for (int i = 0; i < 20; ++i) {
        const QByteArray body =
            R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_)" + QByteArray::number(i / 2) + R"(","ResultCode":0}}})";
        bytes += "POST " + basePath() + "/stk HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        bytes += (i == 19 ? "Connection: close\r\n\r\n" : "\r\n") + body;
    }
    const QByteArray answers = exchange(bytes);
    QCOMPARE(answers.count("HTTP/1.1 200 "), 20);
    QCOMPARE(m_received->size(), 20);
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(m_received->at(i).at(0).value<Callback>().conversation, QStringLiteral("ws_CO_%1").arg(i / 2));
    }
}

void TestCallbackReceiver::strangersAreTurnedAway_data()
{
    QTest::addColumn<QByteArray>("path"); // `@` stands for the base path
    for (const char *path : {"/", "/stk", "/cb/", "/cb/stk", "/cb/00000000000000000000000000000000/stk", "@", "@/", "@/other", "@/stk/",
                             "@/stk/more", "@stk", "@//stk", "@/STK", "/x@/stk", "@/../stk"}) {
        QTest::addRow("%s", path) << QByteArray(path);
    }
}

void TestCallbackReceiver::strangersAreTurnedAway()
{
    QFETCH(QByteArray, path);
    path.replace("@", basePath());
    const QByteArray answer = exchange(head("POST", path, paidBody.size()) + paidBody);
    QVERIFY2(answer.startsWith("HTTP/1.1 404 "), answer.constData());
    QVERIFY(!answer.contains(basePath()));
    QCOMPARE(m_received->size(), 0);
}

void TestCallbackReceiver::onlyPost_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
        QTest::addRow("%s", method) << QByteArray(method);
    }
}

void TestCallbackReceiver::onlyPost()
{
    QFETCH(QByteArray, method);
    const QByteArray answer = exchange(head(method, basePath() + "/stk", 0));
    QVERIFY2(answer.startsWith("HTTP/1.1 405 "), answer.constData());
    QVERIFY(answer.contains("\r\nAllow: POST\r\n"));
    QCOMPARE(m_received->size(), 0);
}

void TestCallbackReceiver::tooLarge()
{
    constexpr qsizetype limit = 1024 * 1024;
    const QByteArray filler(limit, ' ');
    QVERIFY(
        exchange(head("POST", basePath() + "/stk", limit) + paidBody + filler.first(limit - paidBody.size())).startsWith("HTTP/1.1 200 "));
    QCOMPARE(m_received->size(), 1);
    // 10 MB are announced and refused before they come.
    QVERIFY(exchange(head("POST", basePath() + "/stk", 10'000'000)).startsWith("HTTP/1.1 413 "));
    QCOMPARE(m_received->size(), 1);
}

void TestCallbackReceiver::portTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    CallbackReceiver receiver(m_clock);
    QVERIFY(!receiver.listen(other.serverPort()));
    QVERIFY(!receiver.isListening());
    QVERIFY2(receiver.errorString().contains(QString::number(other.serverPort())), qPrintable(receiver.errorString()));
    QVERIFY(receiver.baseUrl().isEmpty());
    // It is not lost: another port works.
    QVERIFY(receiver.listen());
    QCOMPARE(receiver.errorString(), QString());
}

void TestCallbackReceiver::closedInMidRequest()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_receiver->port());
    socket.write(head("POST", basePath() + "/stk", paidBody.size()) + paidBody.first(10));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    QTRY_COMPARE(socket.bytesToWrite(), 0);
    m_receiver->close();
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_received->size(), 0);
    QVERIFY(m_receiver->listen());
    QVERIFY(exchange(head("POST", basePath() + "/stk", paidBody.size()) + paidBody).startsWith("HTTP/1.1 200 "));
    QCOMPARE(m_received->size(), 1);
}

QTEST_GUILESS_MAIN(TestCallbackReceiver)
#include "tst_callbackreceiver.moc"
