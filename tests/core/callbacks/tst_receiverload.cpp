// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackkeeper.h"
#include "core/callbacks/callbackreceiver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/rawconnection.h"

#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <sys/resource.h>

#include <vector>

using namespace daraja;

namespace {

QByteArray paid(int number)
{
    return R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_)" + QByteArray::number(number) + R"(","ResultCode":0}}})";
}

/// Acknowledges in batches, as a database does that writes many rows at once.
class BatchKeeper final : public CallbackKeeper
{
public:
    explicit BatchKeeper(int delay)
        : m_delay(delay)
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            for (const auto &kept : std::exchange(m_waiting, {})) {
                kept({});
            }
        });
    }

    void keep(const Callback &callback, std::function<void(const QString &problem)> kept) override
    {
        conversations.append(callback.conversation);
        m_waiting.append(std::move(kept));
        if (!m_timer.isActive()) {
            m_timer.start(m_delay);
        }
    }

    QStringList conversations;

private:
    int m_delay;
    QTimer m_timer;
    QList<std::function<void(const QString &)>> m_waiting;
};

} // namespace

/// Strangers with bad intentions, and more callbacks at once than any shop has.
class TestReceiverLoad final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void hostileBodies_data();
    void hostileBodies();
    void tooLarge_data();
    void tooLarge();
    void framings_data();
    void framings();
    void slowSender();
    void senderThatStops();
    void thousandSilentConnections();
    void burst_data();
    void burst();

private:
    [[nodiscard]] QByteArray head(const QByteArray &version, const QByteArray &headers) const
    {
        return "POST " + m_receiver->baseUrl().path().toLatin1() + "/stk HTTP/" + version + "\r\nHost: x\r\n" + headers + "\r\n";
    }
    [[nodiscard]] QByteArray post(const QByteArray &body) const
    {
        return head("1.1", "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body;
    }

    FakeClock m_clock;
    std::unique_ptr<CallbackReceiver> m_receiver;
    std::unique_ptr<QSignalSpy> m_received;
};

void TestReceiverLoad::initTestCase()
{
    rlimit files{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096); // both ends of every connection are here
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);
}

void TestReceiverLoad::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_receiver = std::make_unique<CallbackReceiver>(m_clock);
    m_received = std::make_unique<QSignalSpy>(m_receiver.get(), &CallbackReceiver::received);
    QVERIFY(m_receiver->listen());
}

void TestReceiverLoad::cleanup()
{
    m_received.reset();
    m_receiver.reset();
}

void TestReceiverLoad::hostileBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("every byte") << [] {
        QByteArray bytes;
        for (int i = 0; i < 256; ++i) {
            bytes += char(i);
        }
        return bytes;
    }();
    QTest::newRow("deep arrays") << QByteArray(500'000, '[');
    QTest::newRow("deep objects") << QByteArray("{\"Body\":").repeated(60'000);
    QTest::newRow("invalid UTF-8") << QByteArray("{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"\xC3\x28\xFF\"}}}");
    QTest::newRow("wrong types") << QByteArray(
        R"({"Body":{"stkCallback":{"CheckoutRequestID":[1],"ResultCode":{"a":1},"CallbackMetadata":7}}})");
    QTest::newRow("wrong types below") << QByteArray(
        R"({"Body":{"stkCallback":{"CheckoutRequestID":"","ResultCode":0,"CallbackMetadata":{"Item":[7,"x",null,[[]],{"Name":{}}]}}}})");
    QTest::newRow("a number that never ends") << QByteArray(900'000, '9');
    QTest::newRow("a string that never ends") << "\"" + QByteArray(900'000, 'x');
    QTest::newRow("many names") << "{" + QByteArray("\"a\":1,").repeated(100'000) + "\"a\":1}";
}

/// Recorded, readable or not, and the receiver goes on.
void TestReceiverLoad::hostileBodies()
{
    QFETCH(QByteArray, body);
    RawConnection daraja(m_receiver->port());
    daraja.send(post(body) + post(paid(1)));
    QTRY_COMPARE(daraja.statuses(), QList<int>({200, 200}));
    QCOMPARE(m_received->size(), 2);
    const auto hostile = m_received->at(0).at(0).value<Callback>();
    QCOMPARE(hostile.kind, Callback::Kind::Unreadable);
    QVERIFY(!hostile.problem.isEmpty());
    QCOMPARE(hostile.raw, body);
    QCOMPARE(m_received->at(1).at(0).value<Callback>().kind, Callback::Kind::StkResult);
}

void TestReceiverLoad::tooLarge_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    const QByteArray ten(10'000'000, ' ');
    QTest::newRow("10 MB") << QByteArray("Content-Length: 10000000\r\n") << ten;
    QTest::newRow("10 MB in chunks") << QByteArray("Transfer-Encoding: chunked\r\n") << "989680\r\n" + ten + "\r\n0\r\n\r\n";
    QTest::newRow("10 MB in small chunks") << QByteArray("Transfer-Encoding: chunked\r\n")
                                           << QByteArray("400\r\n" + QByteArray(1024, ' ') + "\r\n").repeated(10'000) + "0\r\n\r\n";
}

void TestReceiverLoad::tooLarge()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    RawConnection sender(m_receiver->port());
    sender.send(head("1.1", headers) + body);
    QTRY_COMPARE(sender.statuses(), QList<int>({413}));
    QTRY_VERIFY(sender.isClosed());
    QCOMPARE(m_received->size(), 0);
    RawConnection daraja(m_receiver->port());
    daraja.send(post(paid(1)));
    QTRY_COMPARE(daraja.statuses(), QList<int>({200}));
}

void TestReceiverLoad::framings_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body"); // on the wire
    const QByteArray body = paid(1);
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    QTest::newRow("HTTP/1.0") << QByteArray("1.0") << length << body;
    QTest::newRow("close") << QByteArray("1.1") << length + "Connection: close\r\n" << body;
    QTest::newRow("form type") << QByteArray("1.1") << length + "Content-Type: application/x-www-form-urlencoded\r\n" << body;
    QTest::newRow("chunked") << QByteArray("1.1") << QByteArray("Transfer-Encoding: chunked\r\n")
                             << QByteArray::number(20, 16) + "\r\n" + body.first(20) + "\r\n" + QByteArray::number(body.size() - 20, 16) +
                                    ";x=y\r\n" + body.mid(20) + "\r\n0\r\nTrailer: 1\r\n\r\n";
    QTest::newRow("expects 100") << QByteArray("1.1") << length + "Expect: 100-continue\r\n" << body;
}

void TestReceiverLoad::framings()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    RawConnection daraja(m_receiver->port());
    daraja.send(head(version, headers) + body);
    QTRY_VERIFY(!daraja.statuses().isEmpty() && daraja.statuses().last() == 200);
    QCOMPARE(m_received->size(), 1);
    QCOMPARE(m_received->at(0).at(0).value<Callback>().raw, paid(1));
}

void TestReceiverLoad::slowSender()
{
    RawConnection slow(m_receiver->port());
    const QByteArray bytes = post(paid(1));
    qsizetype sent = 0;
    QTimer drip;
    connect(&drip, &QTimer::timeout, this, [&] {
        slow.send(bytes.sliced(sent, 1));
        if (++sent == bytes.size()) {
            drip.stop();
        }
    });
    drip.start(1);
    RawConnection quick(m_receiver->port());
    quick.send(post(paid(2)));
    QTRY_COMPARE(quick.statuses(), QList<int>({200}));
    QTRY_COMPARE(slow.statuses(), QList<int>({200}));
    QCOMPARE(m_received->size(), 2);
    QCOMPARE(m_received->at(0).at(0).value<Callback>().conversation, QStringLiteral("ws_CO_2"));
    QCOMPARE(m_received->at(1).at(0).value<Callback>().raw, paid(1));
}

void TestReceiverLoad::senderThatStops()
{
    RawConnection half(m_receiver->port());
    half.send(post(paid(1)).chopped(5));
    RawConnection whole(m_receiver->port());
    whole.send(post(paid(2)));
    QTRY_COMPARE(whole.statuses(), QList<int>({200}));
    half.finish();
    QTRY_VERIFY(half.isClosed());
    QCOMPARE(m_received->size(), 1);
}

/// Whoever holds connections open keeps nobody out: the oldest that owe a request give way.
void TestReceiverLoad::thousandSilentConnections()
{
    constexpr int strangers = 1000;
    RawConnection waiting(m_receiver->port());
    BatchKeeper keeper(400);
    m_receiver->setKeeper(&keeper);
    waiting.send(post(paid(1))); // is being written to disk all the while
    QTRY_COMPARE(keeper.conversations.size(), 1);

    std::vector<std::unique_ptr<RawConnection>> silent;
    for (int i = 0; i < strangers; ++i) {
        silent.push_back(std::make_unique<RawConnection>(m_receiver->port()));
        if (i % 2 == 0) {
            silent.back()->send("POST /cb/ HTTP/1.1\r\nHost: ");
        }
        if (i % 100 == 99) {
            QCoreApplication::processEvents();
        }
    }
    RawConnection daraja(m_receiver->port());
    daraja.send(post(paid(2)));
    QTRY_COMPARE(daraja.statuses(), QList<int>({200}));
    QTRY_COMPARE(waiting.statuses(), QList<int>({200}));
    QCOMPARE(m_received->size(), 2);
    const auto closed = std::count_if(silent.cbegin(), silent.cend(), [](const auto &one) { return one->isClosed(); });
    QVERIFY2(closed >= strangers - 400, qPrintable(QString::number(closed)));
    QVERIFY(silent.back()->isConnected() && !silent.back()->isClosed());
    m_receiver->setKeeper(nullptr);
}

void TestReceiverLoad::burst_data()
{
    QTest::addColumn<int>("connections");
    QTest::addColumn<int>("keeperDelay"); // -1: none
    QTest::newRow("10,000 over 100 connections") << 100 << -1;
    QTest::newRow("10,000 over 200 connections, kept in batches") << 200 << 5;
}

/// All are kept and told, each once, in the order of its connection; every one is answered.
void TestReceiverLoad::burst()
{
    QFETCH(int, connections);
    QFETCH(int, keeperDelay);
    constexpr int total = 10'000;
    BatchKeeper keeper(keeperDelay);
    if (keeperDelay >= 0) {
        m_receiver->setKeeper(&keeper);
    }
    std::vector<std::unique_ptr<RawConnection>> senders;
    const int each = total / connections;
    for (int i = 0; i < connections; ++i) {
        QByteArray bytes;
        for (int j = 0; j < each; ++j) {
            bytes += post(paid(i * each + j));
        }
        senders.push_back(std::make_unique<RawConnection>(m_receiver->port()));
        senders.back()->send(bytes);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_received->size(), total, 60'000);
    for (const auto &sender : senders) {
        QTRY_COMPARE(sender->received().count("HTTP/1.1 200 "), each);
    }
    QSet<QString> told;
    QHash<int, int> last;
    for (const QList<QVariant> &arguments : *m_received) {
        const QString conversation = arguments.at(0).value<Callback>().conversation;
        told.insert(conversation);
        const int number = conversation.mid(6).toInt();
        QVERIFY(last.value(number / each, -1) < number);
        last.insert(number / each, number);
    }
    QCOMPARE(told.size(), total);
    if (keeperDelay >= 0) {
        QCOMPARE(keeper.conversations.size(), total);
        QCOMPARE(QSet<QString>(keeper.conversations.cbegin(), keeper.conversations.cend()), told);
        m_receiver->setKeeper(nullptr);
    }
}

QTEST_GUILESS_MAIN(TestReceiverLoad)
#include "tst_receiverload.moc"
