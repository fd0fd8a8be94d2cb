// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackreceiver.h"
#include "core/callbacks/jsonreader.h"
#include "core/history/historystore.h"
#include "tests/bench/report.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTimer>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

/// Callbacks taken and stored per second, how long the thread that takes them is ever kept from its event loop, and what reading a large
/// JSON costs against Qt's own reader.

using namespace daraja;

namespace {

constexpr int burstSize = 10'000;
constexpr int senderCount = 100;
constexpr int tickInterval = 5; // milliseconds

QByteArray burstBody(int number)
{
    return R"({"Body":{"stkCallback":{"MerchantRequestID":"3b7d-4c1e-9f02-7a6c1d9e0b42118305","CheckoutRequestID":"ws_CO_1403202610153041)" +
           QByteArray::number(number) +
           R"(","ResultCode":0,"ResultDesc":"The service request is processed successfully.","CallbackMetadata":{"Item":[)"
           R"({"Name":"Amount","Value":1250.00},{"Name":"MpesaReceiptNumber","Value":"UCE)" +
           QByteArray::number(1'000'000 + number) +
           R"("},{"Name":"Balance"},{"Name":"TransactionDate","Value":20260314101552},{"Name":"PhoneNumber","Value":254712345678}]}}}})";
}

/// Posts its share on one connection, each after the answer to the one before, as Safaricom does; the number of answers 200.
int postAll(quint16 port, const QByteArray &path, int first, int count)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int accepted = 0;
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        QByteArray answer(4096, '\0');
        for (int i = first; i < first + count; ++i) {
            const QByteArray body = burstBody(i);
            const QByteArray request =
                "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
            if (::send(socket, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) != request.size()) {
                break;
            }
            const auto size = ::recv(socket, answer.data(), static_cast<size_t>(answer.size()), 0);
            if (size <= 0 || !answer.startsWith("HTTP/1.1 200 ")) {
                break;
            }
            ++accepted;
        }
    }
    ::close(socket);
    return accepted;
}

struct Burst
{
    double perSecond = 0;
    double longestStall = 0; ///< milliseconds
    int accepted = 0;
};

Burst runBurst(CallbackReceiver &receiver)
{
    Burst burst;
    QEventLoop loop;
    QElapsedTimer sinceTick;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
        burst.longestStall = std::max(burst.longestStall, double(sinceTick.nsecsElapsed()) / 1e6 - tickInterval);
        sinceTick.start();
    });
    tick.setTimerType(Qt::PreciseTimer);

    const QByteArray path = receiver.baseUrl().path().toLatin1() + "/stk";
    const quint16 port = receiver.port();
    std::atomic<int> accepted = 0;
    std::atomic<int> running = senderCount;
    std::vector<std::thread> senders;
    QElapsedTimer time;
    sinceTick.start();
    tick.start(tickInterval);
    time.start();
    for (int i = 0; i < senderCount; ++i) {
        senders.emplace_back([&, i] {
            accepted += postAll(port, path, i * burstSize / senderCount, burstSize / senderCount);
            if (--running == 0) {
                QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
            }
        });
    }
    loop.exec();
    burst.perSecond = burstSize * 1e9 / double(time.nsecsElapsed());
    for (std::thread &sender : senders) {
        sender.join();
    }
    burst.accepted = accepted;
    return burst;
}

void reportBurst(bench::Report &report, const QString &what, const Burst &burst)
{
    report.require(burst.accepted == burstSize, QStringLiteral("%1: %2 of %3 were accepted").arg(what).arg(burst.accepted).arg(burstSize));
    report.row(what + QStringLiteral(", per second"), burst.perSecond, QStringLiteral("/s"));
    report.row(what + QStringLiteral(", longest stall of the receiving thread"), burst.longestStall, QStringLiteral("ms"));
}

void benchStored(bench::Report &report, const Clock &clock)
{
    const QTemporaryDir folder;
    HistoryStore store(clock);
    QEventLoop loop;
    QObject::connect(&store, &HistoryStore::opened, &loop, &QEventLoop::quit);
    store.open(folder.filePath(QStringLiteral("history.sqlite")));
    loop.exec();
    report.require(store.status().state == HistoryStatus::State::Open, QStringLiteral("the history is on disk"));

    CallbackReceiver receiver(clock);
    receiver.setKeeper(&store);
    report.require(receiver.listen(), QStringLiteral("the receiver listens"));
    reportBurst(report, QStringLiteral("10,000 callbacks, each on disk before its answer"), runBurst(receiver));
    int stored = 0;
    store.count({}, 2 * burstSize, &loop, [&](int count) {
        stored = count;
        loop.quit();
    });
    loop.exec();
    report.require(stored == burstSize, QStringLiteral("%1 of %2 are stored").arg(stored).arg(burstSize));
}

void benchJson(bench::Report &report)
{
    QByteArray body = R"({"ResponseRefID":"26ca-4409-b2f0","ResponseCode":"1000","ResponseMessage":"Success","Response":[[)";
    for (int i = 0; body.size() < 5'000'000; ++i) {
        body += (i == 0 ? "" : ",");
        body += R"({"transactionId":"UCE)" + QByteArray::number(1'000'000 + i) +
                R"(","trxDate":"2026-03-14T11:30:07+03:00","msisdn":254712345678,"sender":"MPESA","transactiontype":"c2b-pay-bill-debit",)"
                R"("billreference":"INV-00231","amount":"1250.0","organizationname":"EXAMPLE LTD"})";
    }
    body += "]]}";
    std::vector<double> ours;
    std::vector<double> qts;
    for (int round = 0; round < 7; ++round) {
        QElapsedTimer time;
        time.start();
        const JsonReading reading = readJson(body);
        ours.push_back(double(time.nsecsElapsed()) / 1e6);
        report.require(reading.problem.isEmpty(), QStringLiteral("the JSON is read"));
        time.start();
        const QJsonDocument document = QJsonDocument::fromJson(body);
        qts.push_back(double(time.nsecsElapsed()) / 1e6);
        report.require(document.isObject(), QStringLiteral("Qt reads the JSON"));
    }
    report.row(QStringLiteral("5 MB of JSON, places and literals kept"), bench::median(ours), QStringLiteral("ms"));
    report.row(QStringLiteral("5 MB of JSON, QJsonDocument"), bench::median(qts), QStringLiteral("ms"));
    report.row(QStringLiteral("ratio"), bench::median(ours) / bench::median(qts), QStringLiteral("x"));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const SystemClock clock;
    bench::Report report(QStringLiteral("Callbacks"));
    {
        CallbackReceiver receiver(clock);
        report.require(receiver.listen(), QStringLiteral("the receiver listens"));
        reportBurst(report, QStringLiteral("10,000 callbacks, nothing stored"), runBurst(receiver));
    }
    benchStored(report, clock);
    benchJson(report);
    return report.finish();
}
