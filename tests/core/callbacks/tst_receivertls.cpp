// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackreceiver.h"
#include "core/callbacks/tlsidentity.h"
#include "core/http/httpclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/jobwatch.h"
#include "tests/support/rawconnection.h"
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

Q_DECLARE_METATYPE(daraja::TestAuthority::Leaf)

using namespace daraja;

using Leaf = TestAuthority::Leaf;

namespace {

const QByteArray paidBody = R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1","ResultCode":0,"ResultDesc":"ok"}}})";

} // namespace

/// Callbacks from the network: certificate, key, and strangers at the door.
class TestReceiverTls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void identity();
    void identityProblems_data();
    void identityProblems();
    void identityWarnings();
    void takesCallbacks();
    void loopbackStaysPlain();
    void manyOverOneConnection();
    void tooLargeIsSaid();
    void plainTextAndSilenceAtTheDoor();
    void addresses_data();
    void addresses();
    void portTaken();
    void expiredIsAWarning();
    void reloads();
    void changedFilesAreSeen();

private:
    QString write(const QString &name, const QByteArray &content);
    /// Certificate and key files of that kind; the key of another certificate when `strange`.
    PublicListener listener(Leaf leaf = Leaf::Good, bool strange = false);
    /// Posts to the public address; the status, 0 without an answer.
    int post(const QByteArray &body = paidBody);
    /// The whole answer to these bytes.
    QByteArray exchange(const QByteArray &bytes);
    void listen(const PublicListener &where);

    FakeClock m_clock{QDateTime::currentDateTimeUtc()};
    TestAuthority m_authority;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CallbackReceiver> m_receiver;
    std::unique_ptr<QSignalSpy> m_received;
};

void TestReceiverTls::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_folder = std::make_unique<QTemporaryDir>();
    m_receiver = std::make_unique<CallbackReceiver>(m_clock);
    m_received = std::make_unique<QSignalSpy>(m_receiver.get(), &CallbackReceiver::received);
}

void TestReceiverTls::cleanup()
{
    m_received.reset();
    m_receiver.reset();
}

QString TestReceiverTls::write(const QString &name, const QByteArray &content)
{
    QFile file(m_folder->filePath(name));
    const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    return written ? file.fileName() : QString();
}

PublicListener TestReceiverTls::listener(Leaf leaf, bool strange)
{
    const QSslConfiguration configuration = m_authority.serverConfiguration(leaf);
    const QSslConfiguration other = m_authority.serverConfiguration(leaf);
    return {QHostAddress(QHostAddress::LocalHost), 0, write(QStringLiteral("cert.pem"), configuration.localCertificate().toPem()),
            write(QStringLiteral("key.pem"), (strange ? other : configuration).privateKey().toPem())};
}

void TestReceiverTls::listen(const PublicListener &where)
{
    ReceiverOptions options;
    options.publicListener = where;
    QVERIFY2(m_receiver->listen(options), qPrintable(m_receiver->errorString()));
}

int TestReceiverTls::post(const QByteArray &body)
{
    HttpClient client(QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_receiver->publicPort())), m_clock);
    client.setTrustedAuthorities(m_authority.pem());
    HttpCall call;
    call.method = QByteArrayLiteral("POST");
    call.path = m_receiver->baseUrl().path() + QStringLiteral("/stk");
    call.body = body;
    JobWatch watch(client.send(call));
    return watch.wait() ? watch.result.status : -1;
}

void TestReceiverTls::identity()
{
    const PublicListener files = listener();
    const TlsIdentity identity = readTlsIdentity(files.certificateFile, files.keyFile, m_clock.now());
    QCOMPARE(identity.problem, QString());
    QCOMPARE(identity.warning, QString());
    QCOMPARE(identity.subject, QStringLiteral("localhost"));
    QCOMPARE(identity.hosts, QStringList{QStringLiteral("localhost")});
    QVERIFY(identity.expires > m_clock.now());
    QVERIFY(!identity.configuration.privateKey().isNull());
}

void TestReceiverTls::identityProblems_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    for (const auto &[what, says] : QList<QPair<const char *, const char *>>{{"no certificate file", "nowhere.pem cannot be read"},
                                                                             {"no key file", "nowhere.pem cannot be read"},
                                                                             {"certificate is garbage", "no certificate in"},
                                                                             {"certificate is a key", "no certificate in"},
                                                                             {"key is garbage", "no private key in"},
                                                                             {"key is a certificate", "no private key in"},
                                                                             {"key of another", "does not belong"},
                                                                             {"key with passphrase", "passphrase"},
                                                                             {"empty files", "no certificate in"}}) {
        QTest::newRow(what) << QString::fromLatin1(what) << QString::fromLatin1(says);
    }
}

void TestReceiverTls::identityProblems()
{
    QFETCH(QString, what);
    QFETCH(QString, says);
    const QSslConfiguration good = m_authority.serverConfiguration(Leaf::Good);
    PublicListener files = listener();
    const QByteArray garbage = "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----\n";
    if (what == QLatin1StringView("no certificate file")) {
        files.certificateFile = m_folder->filePath(QStringLiteral("nowhere.pem"));
    } else if (what == QLatin1StringView("no key file")) {
        files.keyFile = m_folder->filePath(QStringLiteral("nowhere.pem"));
    } else if (what == QLatin1StringView("certificate is garbage")) {
        files.certificateFile = write(QStringLiteral("cert.pem"), garbage);
    } else if (what == QLatin1StringView("certificate is a key")) {
        files.certificateFile = files.keyFile;
    } else if (what == QLatin1StringView("key is garbage")) {
        files.keyFile = write(QStringLiteral("key.pem"), garbage);
    } else if (what == QLatin1StringView("key is a certificate")) {
        files.keyFile = files.certificateFile;
    } else if (what == QLatin1StringView("key of another")) {
        files = listener(Leaf::Good, true);
    } else if (what == QLatin1StringView("key with passphrase")) {
        files.keyFile = write(QStringLiteral("key.pem"), good.privateKey().toPem("a passphrase"));
    } else {
        files.certificateFile = write(QStringLiteral("cert.pem"), {});
        files.keyFile = write(QStringLiteral("key.pem"), {});
    }
    const TlsIdentity identity = readTlsIdentity(files.certificateFile, files.keyFile, m_clock.now());
    QVERIFY2(identity.problem.contains(says), qPrintable(identity.problem));
    QVERIFY(!identity.problem.contains(QStringLiteral("PRIVATE KEY-----")));
    ReceiverOptions options;
    options.publicListener = files;
    QVERIFY(!m_receiver->listen(options));
    QVERIFY(!m_receiver->isListening());
    QCOMPARE(m_receiver->errorString(), identity.problem);
}

void TestReceiverTls::identityWarnings()
{
    const PublicListener expired = listener(Leaf::Expired);
    QVERIFY(readTlsIdentity(expired.certificateFile, expired.keyFile, m_clock.now()).warning.contains(QStringLiteral("expired on")));
    const PublicListener good = listener();
    const QDateTime longAgo(QDate(2001, 1, 1), QTime(), Qt::UTC);
    QVERIFY(readTlsIdentity(good.certificateFile, good.keyFile, longAgo).warning.contains(QStringLiteral("not good before")));
}

void TestReceiverTls::takesCallbacks()
{
    listen(listener());
    QVERIFY(m_receiver->publicPort() != 0);
    QVERIFY(m_receiver->publicPort() != m_receiver->port());
    QCOMPARE(post(), 200);
    QCOMPARE(m_received->size(), 1);
    const auto callback = m_received->at(0).at(0).value<Callback>();
    QCOMPARE(callback.conversation, QStringLiteral("ws_CO_1"));
    QCOMPARE(callback.raw, paidBody);
    QCOMPARE(callback.peer, QStringLiteral("127.0.0.1"));
    // A body that does not fit into any buffer on the way.
    const QByteArray filler(1024 * 1024 - paidBody.size(), ' ');
    QCOMPARE(post(paidBody + filler), 200);
    QCOMPARE(m_received->at(1).at(0).value<Callback>().conversation, QStringLiteral("ws_CO_1"));
    m_receiver->close();
    QCOMPARE(m_receiver->publicPort(), quint16(0));
    QVERIFY(m_receiver->publicBaseUrl().isEmpty());
}

void TestReceiverTls::loopbackStaysPlain()
{
    listen(listener());
    RawConnection local(m_receiver->port());
    local.send("POST " + m_receiver->baseUrl().path().toLatin1() +
               "/stk HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(paidBody.size()) + "\r\n\r\n" + paidBody);
    QTRY_COMPARE(local.statuses(), QList<int>({200}));
    QCOMPARE(m_receiver->baseUrl().scheme(), QStringLiteral("http"));
}

QByteArray TestReceiverTls::exchange(const QByteArray &bytes)
{
    QSslSocket socket;
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    trust.setCaCertificates(QSslCertificate::fromData(m_authority.pem()));
    socket.setSslConfiguration(trust);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_receiver->publicPort());
    socket.write(bytes);
    return QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }, 20'000) ? socket.readAll()
                                                                                                              : QByteArray();
}

void TestReceiverTls::manyOverOneConnection()
{
    listen(listener());
    QByteArray bytes;
    for (int i = 0; i < 500; ++i) {
        bytes += "POST " + m_receiver->baseUrl().path().toLatin1() + "/stk HTTP/1.1\r\nHost: x\r\n" +
                 (i == 499 ? "Connection: close\r\n" : "") + "Content-Length: " + QByteArray::number(paidBody.size()) + "\r\n\r\n" +
                 paidBody;
    }
    QCOMPARE(exchange(bytes).count("HTTP/1.1 200 "), 500);
    QCOMPARE(m_received->size(), 500);
}

void TestReceiverTls::tooLargeIsSaid()
{
    listen(listener());
    const QByteArray answer = exchange("POST " + m_receiver->baseUrl().path().toLatin1() +
                                       "/stk HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n" + QByteArray(200'000, ' '));
    QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.constData());
    QCOMPARE(m_received->size(), 0);
}

/// Clients that never speak TLS keep nobody out.
void TestReceiverTls::plainTextAndSilenceAtTheDoor()
{
    listen(listener());
    std::vector<std::unique_ptr<RawConnection>> strangers;
    for (int i = 0; i < 150; ++i) {
        strangers.push_back(std::make_unique<RawConnection>(m_receiver->publicPort()));
    }
    for (int i = 0; i < 20; ++i) {
        strangers.at(static_cast<size_t>(i))->send("POST /cb/x HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    QCOMPARE(post(), 200);
    QTRY_VERIFY(strangers.at(0)->isClosed());
    QCOMPARE(m_received->size(), 1);
}

void TestReceiverTls::addresses_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<Leaf>("leaf");
    QTest::addColumn<QString>("host");
    QTest::newRow("by certificate") << QHostAddress(QHostAddress::LocalHost) << Leaf::Good << QStringLiteral("localhost");
    QTest::newRow("every address") << QHostAddress(QHostAddress::Any) << Leaf::WrongHost << QStringLiteral("elsewhere.example");
}

void TestReceiverTls::addresses()
{
    QFETCH(QHostAddress, address);
    QFETCH(Leaf, leaf);
    QFETCH(QString, host);
    PublicListener where = listener(leaf);
    where.address = address;
    listen(where);
    const QUrl url = m_receiver->publicBaseUrl();
    QCOMPARE(url.scheme(), QStringLiteral("https"));
    QCOMPARE(url.host(), host);
    QCOMPARE(url.port(), int(m_receiver->publicPort()));
    QCOMPARE(url.path(), m_receiver->baseUrl().path());
    // What the user says about a proxy in front of it goes first.
    ReceiverOptions options = m_receiver->options();
    options.publicUrl = QUrl(QStringLiteral("https://pay.example.com"));
    QVERIFY(m_receiver->listen(options));
    QCOMPARE(m_receiver->publicBaseUrl().host(), QStringLiteral("pay.example.com"));
}

void TestReceiverTls::portTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    ReceiverOptions options;
    options.publicListener = listener();
    options.publicListener->port = other.serverPort();
    QVERIFY(!m_receiver->listen(options));
    QVERIFY(!m_receiver->isListening());
    QVERIFY2(m_receiver->errorString().contains(QString::number(other.serverPort())), qPrintable(m_receiver->errorString()));
}

void TestReceiverTls::expiredIsAWarning()
{
    listen(listener(Leaf::Expired));
    QVERIFY(m_receiver->tlsWarning().contains(QStringLiteral("expired on")));
    listen(listener());
    QCOMPARE(m_receiver->tlsWarning(), QString());
}

void TestReceiverTls::reloads()
{
    QVERIFY(!m_receiver->reloadCertificate()); // nothing to reload
    listen(listener(Leaf::SelfSigned));        // nobody trusts it
    QCOMPARE(post(), 0);
    (void)listener(Leaf::Good); // into the same files
    QVERIFY(m_receiver->reloadCertificate());
    QCOMPARE(post(), 200);
    (void)listener(Leaf::Good, true);
    QVERIFY(!m_receiver->reloadCertificate());
    QVERIFY(m_receiver->errorString().contains(QStringLiteral("does not belong")));
    QCOMPARE(post(), 200); // the old one stays
}

void TestReceiverTls::changedFilesAreSeen()
{
    ReceiverOptions options;
    options.publicListener = listener(Leaf::SelfSigned);
    options.certificateLook = 20;
    QVERIFY(m_receiver->listen(options));
    QSignalSpy problems(m_receiver.get(), &CallbackReceiver::certificateProblem);
    QFile::remove(options.publicListener->keyFile);
    QTRY_COMPARE(problems.size(), 1);
    QVERIFY(problems.at(0).at(0).toString().contains(options.publicListener->keyFile));
    (void)listener(Leaf::Good); // into the same files, as a renewal does
    QTRY_COMPARE(post(), 200);
}

QTEST_GUILESS_MAIN(TestReceiverTls)
#include "tst_receivertls.moc"
