// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackkeeper.h"
#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/callbackreceiver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/rawconnection.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

Q_DECLARE_METATYPE(daraja::ReceiverOptions)
Q_DECLARE_METATYPE(daraja::Callback::Sender)

using namespace daraja;

namespace {

const QByteArray paidBody = R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1","ResultCode":0,"ResultDesc":"ok"}}})";
const QByteArray c2bBody = R"({"TransID":"UCE9T3W1HD","TransAmount":"1250.00","BusinessShortCode":"600984","MSISDN":"2547 ***** 678"})";
const QString firstSegment = QStringLiteral("0123456789abcdef");
const QString secondSegment = QStringLiteral("fedcba9876543210");

/// Keeps when it is told to.
class PatientKeeper final : public CallbackKeeper
{
public:
    void keep(const Callback &callback, std::function<void(const QString &problem)> kept) override
    {
        callbacks.append(callback);
        waiting.append(std::move(kept));
    }

    QList<Callback> callbacks;
    QList<std::function<void(const QString &)>> waiting;
};

/// Says at once that it kept, or what is wrong.
class QuickKeeper final : public CallbackKeeper
{
public:
    void keep(const Callback &callback, std::function<void(const QString &problem)> kept) override
    {
        callbacks.append(callback);
        kept(problem);
    }

    QString problem;
    QList<Callback> callbacks;
};

} // namespace

/// What is answered, when, and to whom.
class TestReceiverPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyAddressAcceptsInItsWords_data();
    void everyAddressAcceptsInItsWords();
    void rules();
    void delayedAnswer();
    void profilesHaveAddressesOfTheirOwn();
    void addressesStay();
    void unusableOptions_data();
    void unusableOptions();
    void publicAddress_data();
    void publicAddress();
    void keptBeforeItIsAnswered();
    void keptLater();
    void notKept();
    void keeperThatNeverAnswers();
    void keeperOutlivesTheReceiver();
    void closedWhileItIsKept();
    void unknownSenders_data();
    void unknownSenders();
    void slotThatEndsTheReceiver();
    void validationAnswererIsAsked();
    void validationAnswererIsTooSlow();

private:
    [[nodiscard]] QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {}) const
    {
        return "POST " + m_receiver->baseUrl().path().toLatin1() + path + " HTTP/1.1\r\nHost: x\r\n" + headers +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    void listen(const ReceiverOptions &options);

    FakeClock m_clock;
    std::unique_ptr<CallbackReceiver> m_receiver;
    std::unique_ptr<QSignalSpy> m_received;
    std::unique_ptr<QSignalSpy> m_refused;
    std::unique_ptr<QSignalSpy> m_notKept;
    std::unique_ptr<QSignalSpy> m_answered;
    std::unique_ptr<RawConnection> m_daraja;
};

void TestReceiverPolicy::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_receiver = std::make_unique<CallbackReceiver>(m_clock);
    m_received = std::make_unique<QSignalSpy>(m_receiver.get(), &CallbackReceiver::received);
    m_refused = std::make_unique<QSignalSpy>(m_receiver.get(), &CallbackReceiver::refused);
    m_notKept = std::make_unique<QSignalSpy>(m_receiver.get(), &CallbackReceiver::notKept);
    m_answered = std::make_unique<QSignalSpy>(m_receiver.get(), &CallbackReceiver::answered);
    listen({});
}

void TestReceiverPolicy::cleanup()
{
    m_daraja.reset();
    m_received.reset();
    m_refused.reset();
    m_notKept.reset();
    m_answered.reset();
    m_receiver.reset();
}

void TestReceiverPolicy::listen(const ReceiverOptions &options)
{
    QVERIFY2(m_receiver->listen(options), qPrintable(m_receiver->errorString()));
    m_daraja = std::make_unique<RawConnection>(m_receiver->port());
}

void TestReceiverPolicy::everyAddressAcceptsInItsWords_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    const QByteArray accepted = R"({"ResultCode":0,"ResultDesc":"Accepted"})";
    for (const char *path : {"/stk", "/result", "/timeout", "/express", "/order", "/pull"}) {
        QTest::newRow(path) << QByteArray(path) << accepted;
    }
    QTest::newRow("/validation") << QByteArray("/validation") << QByteArray(R"({"ResultCode":"0","ResultDesc":"Accepted"})");
    QTest::newRow("/confirmation") << QByteArray("/confirmation") << QByteArray(R"({"ResultCode":0,"ResultDesc":"Success"})");
    QTest::newRow("/bill") << QByteArray("/bill") << QByteArray(R"({"resmsg":"Success","rescode":"200"})");
}

void TestReceiverPolicy::everyAddressAcceptsInItsWords()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    m_daraja->send(post(path, c2bBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200}));
    QCOMPARE(m_daraja->answers().at(0).body, body);
    QCOMPARE(m_received->size(), 1);
    QCOMPARE(m_received->at(0).at(0).value<Callback>().path, QString::fromLatin1(path));
    QCOMPARE(m_answered->size(), 1);
    QCOMPARE(m_answered->at(0).at(1).toInt(), 200);
    QCOMPARE(m_answered->at(0).at(2).toByteArray(), body);
}

void TestReceiverPolicy::rules()
{
    ReceiverOptions options;
    options.replies.insert(QStringLiteral("/validation"), readReplyRule(QStringLiteral("C2B00012")).rule);
    options.replies.insert(QStringLiteral("/stk"), readReplyRule(QStringLiteral("503")).rule);
    listen(options);
    m_daraja->send(post("/validation", c2bBody) + post("/stk", paidBody) + post("/result", paidBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200, 503, 200}));
    QCOMPARE(m_daraja->answers().at(0).body, QByteArray(R"({"ResultCode":"C2B00012","ResultDesc":"Rejected"})"));
    m_receiver->setReplies({{QStringLiteral("/validation"), readReplyRule(QStringLiteral("accept,id=T-7")).rule}});
    m_daraja->send(post("/validation", c2bBody) + post("/stk", paidBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200, 503, 200, 200, 200}));
    QVERIFY(m_daraja->answers().at(3).body.contains(R"("ThirdPartyTransID":"T-7")"));
    QCOMPARE(m_received->size(), 5); // a rule decides what is said, not what is recorded
}

void TestReceiverPolicy::delayedAnswer()
{
    ReceiverOptions options;
    options.replies.insert(QStringLiteral("/stk"), readReplyRule(QStringLiteral("accept,delay=150")).rule);
    listen(options);
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(m_received->size(), 1); // told at once
    QCOMPARE(m_daraja->statuses(), QList<int>());
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200}));
    // A sender that leaves meanwhile gets nothing, and nothing is said to have been answered.
    m_answered->clear();
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(m_received->size(), 2);
    m_daraja->reset();
    RawConnection other(m_receiver->port());
    other.send(post("/stk", paidBody));
    QTRY_COMPARE(other.statuses(), QList<int>({200}));
    QCOMPARE(m_answered->size(), 1);
}

void TestReceiverPolicy::profilesHaveAddressesOfTheirOwn()
{
    ReceiverOptions options;
    options.addresses = {{QStringLiteral("p1"), firstSegment}, {QStringLiteral("p2"), secondSegment}};
    listen(options);
    QCOMPARE(m_receiver->baseUrl(QStringLiteral("p1")).path(), QStringLiteral("/cb/") + firstSegment);
    QCOMPARE(m_receiver->baseUrl(QStringLiteral("p2")).path(), QStringLiteral("/cb/") + secondSegment);
    QCOMPARE(m_receiver->baseUrl(QStringLiteral("none")), m_receiver->baseUrl(QStringLiteral("p1")));
    QCOMPARE(m_receiver->baseUrl(), m_receiver->baseUrl(QStringLiteral("p1")));
    QByteArray second = post("/stk", paidBody);
    second.replace(firstSegment.toLatin1(), secondSegment.toLatin1());
    QByteArray third = second;
    third.replace(secondSegment.toLatin1(), "0000000000000000");
    m_daraja->send(post("/stk", paidBody) + second + third);
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200, 200, 404}));
    QCOMPARE(m_received->size(), 2);
    QCOMPARE(m_received->at(0).at(0).value<Callback>().profileId, QStringLiteral("p1"));
    QCOMPARE(m_received->at(1).at(0).value<Callback>().profileId, QStringLiteral("p2"));
}

void TestReceiverPolicy::addressesStay()
{
    const QString own = m_receiver->baseUrl().path();
    m_receiver->close();
    listen({});
    QCOMPARE(m_receiver->baseUrl().path(), own);
    ReceiverOptions options;
    options.addresses = {{{}, firstSegment}};
    listen(options);
    m_receiver->close();
    QVERIFY(m_receiver->listen(quint16(0))); // with the options it had
    QCOMPARE(m_receiver->baseUrl().path(), QStringLiteral("/cb/") + firstSegment);
}

void TestReceiverPolicy::unusableOptions_data()
{
    QTest::addColumn<ReceiverOptions>("options");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const ReceiverOptions &options, const char *says) {
        QTest::newRow(name) << options << QString::fromLatin1(says);
    };
    ReceiverOptions options;
    options.addresses = {{{}, QStringLiteral("short")}};
    row("short segment", options, "16 to 64");
    options.addresses = {{QStringLiteral("a"), firstSegment}, {QStringLiteral("b"), firstSegment}};
    row("same segment twice", options, "same secret address");
    options = {};
    options.publicUrl = QUrl(QStringLiteral("pay.example.com"));
    row("public address without scheme", options, "https://pay.example.com");
    options.publicUrl = QUrl(QStringLiteral("https://pay.example.com/?a=1"));
    row("public address with query", options, "from ? or #");
    options = {};
    options.publicListener = PublicListener{QHostAddress(QHostAddress::Any), 0, {}, {}};
    row("network without TLS", options, "need TLS");
    options.publicListener->certificateFile = QStringLiteral("/nowhere/cert.pem");
    row("network without key", options, "need TLS");
    options.publicListener->keyFile = QStringLiteral("/nowhere/key.pem");
    row("no certificate", options, "/nowhere/cert.pem cannot be read");
    options.publicListener->address = QHostAddress();
    row("no address", options, "not an IP address");
    options = {};
    options.replies.insert(QStringLiteral("/stk"), readReplyRule(QStringLiteral("C2B00012")).rule);
    row("rule", options, "Only /validation");
    options = {};
    options.trustedProxies = QStringList{QStringLiteral("proxy.local")};
    row("proxy", options, "proxy.local is not the IP address");
}

void TestReceiverPolicy::unusableOptions()
{
    QFETCH(ReceiverOptions, options);
    QFETCH(QString, says);
    QVERIFY(!m_receiver->listen(options));
    QVERIFY(!m_receiver->isListening());
    QVERIFY(m_receiver->baseUrl().isEmpty());
    QVERIFY2(m_receiver->errorString().contains(says), qPrintable(m_receiver->errorString()));
    listen({}); // it is not lost
    QCOMPARE(m_receiver->errorString(), QString());
}

void TestReceiverPolicy::publicAddress_data()
{
    QTest::addColumn<QUrl>("given");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << QUrl() << QString();
    QTest::newRow("host") << QUrl(QStringLiteral("https://pay.example.com"))
                          << QStringLiteral("https://pay.example.com/cb/0123456789abcdef");
    QTest::newRow("path") << QUrl(QStringLiteral("https://pay.example.com:8443/desk/"))
                          << QStringLiteral("https://pay.example.com:8443/desk/cb/0123456789abcdef");
}

void TestReceiverPolicy::publicAddress()
{
    QFETCH(QUrl, given);
    QFETCH(QString, expected);
    ReceiverOptions options;
    options.addresses = {{{}, firstSegment}};
    options.publicUrl = given;
    listen(options);
    QCOMPARE(m_receiver->publicBaseUrl().toString(), expected);
    QCOMPARE(m_receiver->publicPort(), quint16(0));
    m_receiver->close();
    QVERIFY(m_receiver->publicBaseUrl().isEmpty());
}

void TestReceiverPolicy::keptBeforeItIsAnswered()
{
    QuickKeeper keeper;
    m_receiver->setKeeper(&keeper);
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200}));
    QCOMPARE(keeper.callbacks.size(), 1);
    QCOMPARE(keeper.callbacks.at(0).raw, paidBody);
    QCOMPARE(keeper.callbacks.at(0).path, QStringLiteral("/stk"));
    QCOMPARE(keeper.callbacks.at(0).sender, Callback::Sender::Local);
    QCOMPARE(m_received->size(), 1);
    m_receiver->setKeeper(nullptr);
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200, 200}));
    QCOMPARE(keeper.callbacks.size(), 1);
}

void TestReceiverPolicy::keptLater()
{
    PatientKeeper keeper;
    m_receiver->setKeeper(&keeper);
    RawConnection other(m_receiver->port());
    m_daraja->send(post("/stk", paidBody) + post("/result", paidBody));
    QTRY_COMPARE(keeper.waiting.size(), 1);
    other.send(post("/timeout", paidBody));
    QTRY_COMPARE(keeper.waiting.size(), 2); // one of each connection: the next waits in its socket
    QCOMPARE(m_received->size(), 0);
    QCOMPARE(m_daraja->statuses(), QList<int>());
    keeper.waiting.at(0)({});
    keeper.waiting.at(0)(QStringLiteral("said twice"));
    QTRY_COMPARE(keeper.waiting.size(), 3);
    QCOMPARE(m_received->size(), 1);
    QCOMPARE(m_notKept->size(), 0);
    keeper.waiting.at(2)({});
    keeper.waiting.at(1)({});
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200, 200}));
    QTRY_COMPARE(other.statuses(), QList<int>({200}));
    QCOMPARE(m_received->size(), 3);
}

void TestReceiverPolicy::notKept()
{
    QuickKeeper keeper;
    keeper.problem = QStringLiteral("The disk is full.");
    m_receiver->setKeeper(&keeper);
    m_daraja->send(post("/stk", paidBody) + post("/validation", c2bBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({503, 503}));
    QCOMPARE(m_notKept->size(), 2);
    QCOMPARE(m_notKept->at(0).at(1).toString(), keeper.problem);
    QCOMPARE(m_received->size(), 2); // people see it all the same
    keeper.problem.clear();
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({503, 503, 200}));
}

void TestReceiverPolicy::keeperThatNeverAnswers()
{
    PatientKeeper keeper;
    m_receiver->setKeeper(&keeper);
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(keeper.waiting.size(), 1);
    m_clock.advance(std::chrono::milliseconds(ReceiverOptions().keepLimit));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({503}));
    QCOMPARE(m_notKept->size(), 1);
    keeper.waiting.at(0)({}); // too late to say anything
    QCOMPARE(m_received->size(), 1);
    QCOMPARE(m_answered->size(), 1);
}

void TestReceiverPolicy::keeperOutlivesTheReceiver()
{
    PatientKeeper keeper;
    m_receiver->setKeeper(&keeper);
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(keeper.waiting.size(), 1);
    m_receiver.reset();
    keeper.waiting.at(0)({});
    QCOMPARE(m_received->size(), 0);
    QTRY_VERIFY(m_daraja->isClosed());
}

void TestReceiverPolicy::closedWhileItIsKept()
{
    PatientKeeper keeper;
    m_receiver->setKeeper(&keeper);
    m_daraja->send(post("/stk", paidBody));
    QTRY_COMPARE(keeper.waiting.size(), 1);
    m_receiver->close();
    keeper.waiting.at(0)({});
    QCOMPARE(m_received->size(), 1); // it is on disk and was true
    QCOMPARE(m_answered->size(), 0);
}

void TestReceiverPolicy::unknownSenders_data()
{
    QTest::addColumn<bool>("refuses");
    QTest::addColumn<QByteArray>("forwardedFor");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<Callback::Sender>("sender");
    using Sender = Callback::Sender;
    QTest::newRow("this computer") << true << QByteArray() << 200 << QStringLiteral("127.0.0.1") << Sender::Local;
    QTest::newRow("Safaricom") << true << QByteArray("196.201.214.200") << 200 << QStringLiteral("196.201.214.200") << Sender::Safaricom;
    QTest::newRow("stranger") << true << QByteArray("203.0.113.9") << 403 << QStringLiteral("203.0.113.9") << Sender::Unknown;
    QTest::newRow("stranger is shown") << false << QByteArray("203.0.113.9") << 200 << QStringLiteral("203.0.113.9") << Sender::Unknown;
    QTest::newRow("forgery") << true << QByteArray("196.201.214.200, 203.0.113.9") << 403 << QStringLiteral("203.0.113.9")
                             << Sender::Unknown;
}

void TestReceiverPolicy::unknownSenders()
{
    QFETCH(bool, refuses);
    QFETCH(QByteArray, forwardedFor);
    QFETCH(int, status);
    QFETCH(QString, peer);
    QFETCH(Callback::Sender, sender);
    ReceiverOptions options;
    options.refuseUnknownSenders = refuses;
    options.trustedProxies = QStringList{QStringLiteral("127.0.0.1")};
    listen(options);
    QuickKeeper keeper;
    m_receiver->setKeeper(&keeper);
    m_daraja->send(post("/stk", paidBody, forwardedFor.isEmpty() ? QByteArray() : "x-forwarded-for: " + forwardedFor + "\r\n"));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({status}));
    const bool isRefused = status == 403;
    QCOMPARE(m_refused->size(), isRefused ? 1 : 0);
    QCOMPARE(m_received->size(), isRefused ? 0 : 1);
    const auto callback = (isRefused ? m_refused : m_received)->at(0).at(0).value<Callback>();
    QCOMPARE(callback.peer, peer);
    QCOMPARE(callback.sender, sender);
    QCOMPARE(callback.refused, isRefused);
    QCOMPARE(keeper.callbacks.size(), 1); // recorded in any case
    QCOMPARE(keeper.callbacks.at(0).refused, isRefused);
    // Nobody is trusted unless the user says so.
    listen({});
    m_daraja->send(post("/stk", paidBody, "X-Forwarded-For: 196.201.214.200\r\n"));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200}));
    QCOMPARE(m_received->last().at(0).value<Callback>().peer, QStringLiteral("127.0.0.1"));
}

void TestReceiverPolicy::slotThatEndsTheReceiver()
{
    connect(m_receiver.get(), &CallbackReceiver::received, this, [this] { m_receiver.reset(); });
    m_daraja->send(post("/stk", paidBody));
    QTRY_VERIFY(m_daraja->isClosed());
    QVERIFY(m_receiver == nullptr);
}

void TestReceiverPolicy::validationAnswererIsAsked()
{
    int asked = 0;
    m_receiver->setValidationAnswerer([&asked](const Callback &callback, const CallbackReceiver::Answer &answer) {
        ++asked;
        if (callback.transactionId == QLatin1StringView("UCE9T3W1HD")) {
            answer(HttpResponse::json(200, "{\"ResultCode\":\"C2B00013\"}"));
        } else {
            answer({});
        }
        answer(HttpResponse::json(500, "twice"));
    });
    QByteArray other = c2bBody;
    other.replace("UCE9T3W1HD", "UCE9T3W1HE");
    m_daraja->send(post("/validation", c2bBody) + post("/validation", other) + post("/confirmation", c2bBody) +
                   post("/validation", "<html>"));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200, 200, 200, 200}));
    QCOMPARE(asked, 2); // not for confirmations, not for what is no validation
    QCOMPARE(m_daraja->answers().at(0).body, QByteArray("{\"ResultCode\":\"C2B00013\"}"));
    QCOMPARE(m_daraja->answers().at(1).body, QByteArray(R"({"ResultCode":"0","ResultDesc":"Accepted"})"));
}

void TestReceiverPolicy::validationAnswererIsTooSlow()
{
    CallbackReceiver::Answer late;
    m_receiver->setValidationAnswerer([&late](const Callback &, const CallbackReceiver::Answer &answer) { late = answer; });
    ReceiverOptions options;
    options.validationLimit = 50;
    options.replies.insert(QStringLiteral("/validation"), readReplyRule(QStringLiteral("C2B00016")).rule);
    listen(options);
    m_daraja->send(post("/validation", c2bBody));
    QTRY_COMPARE(m_daraja->statuses(), QList<int>({200}));
    QVERIFY(m_daraja->answers().at(0).body.contains("C2B00016"));
    late(HttpResponse::json(200, "{}"));
    QCOMPARE(m_answered->size(), 1);
    m_receiver.reset();
    late(HttpResponse::json(200, "{}")); // an answer to nobody
}

QTEST_GUILESS_MAIN(TestReceiverPolicy)
#include "tst_receiverpolicy.moc"
