// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/history/historyfeed.h"
#include "core/history/weather.h"
#include "tests/core/history/historydesk.h"
#include "tests/core/history/historyfixture.h"

#include <QRegularExpression>

using namespace daraja;

namespace {

using State = ActivityEntry::State;

const QString listeningHere = QStringLiteral("https://desk.example/7f31c0/stk");

HttpExchange exchangeOf(const QDateTime &at, int status, qint64 milliseconds)
{
    HttpExchange exchange;
    exchange.method = QByteArrayLiteral("POST");
    exchange.url = QUrl(QStringLiteral("https://sandbox.safaricom.co.ke/mpesa/stkpush/v1/processrequest"));
    exchange.startedAt = at;
    exchange.status = status;
    exchange.outcome = status == 0 ? HttpOutcome::Unknown : HttpOutcome::Answered;
    exchange.failure = status == 0 ? HttpFailure::Timeout : HttpFailure::None;
    exchange.timings.done = milliseconds;
    return exchange;
}

MpesaError refusal(int status, const QString &code, const QString &message)
{
    MpesaError error;
    error.origin = MpesaError::Origin::Api;
    error.httpStatus = status;
    error.code = code;
    error.message = message;
    return error;
}

/// A history of pushes on the sandbox, and what its weather is.
class WeatherDesk final
{
public:
    /// Accepted after that long, `minutes` ago.
    HistoryEntry accepted(qint64 milliseconds, int minutes, const QString &address = listeningHere)
    {
        HistoryEntry entry = desk.push(QStringLiteral("ws_CO_1403202612%1712345678").arg(1000 + ++m_made));
        entry.at = now().addSecs(-60 * minutes);
        entry.state = State::Pending;
        entry.values = {{QStringLiteral("CallBackURL"), address}};
        entry.exchanges = {exchangeOf(entry.at, 200, milliseconds)};
        return entry;
    }

    void put(const HistoryEntry &entry) { desk.put(entry); }

    /// And its callback comes, that long after the acknowledgement.
    void putWithCallback(const HistoryEntry &entry, qint64 milliseconds)
    {
        put(entry);
        const QDateTime acknowledged = entry.at.addMSecs(entry.exchanges.first().timings.done);
        const QByteArray message = cancelledStkMessage(entry.conversation.toLatin1());
        QCOMPARE(desk.keep(receivedCallback(message, Callback::Kind::StkResult, acknowledged.addMSecs(milliseconds))), QString());
    }

    [[nodiscard]] QDateTime now() const { return QDateTime(QDate(2026, 3, 14), QTime(9, 30), Qt::UTC); }

    Weather weather(const HistoryQuery &whose = {})
    {
        std::optional<Weather> answer;
        Weather::read(*desk.store, whose, now(), desk.store.get(), [&answer](const Weather &found) { answer = found; });
        [&] {
            QVERIFY(!answer); // never from inside
            QTRY_VERIFY(answer.has_value());
        }();
        return answer.value_or(Weather());
    }

    HistoryDesk desk;

private:
    int m_made = 0;
};

} // namespace

/// How Daraja did in the last 24 hours, read from a real history.
class TestWeather final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingSent();
    void whatCounts_data();
    void whatCounts();
    void delays();
    void callbackThatDidNotCome_data();
    void callbackThatDidNotCome();
    void onlyOneEnvironment();
    void manyEntries();
    void probesAreMarkedOnTheWay();
    void nobodyListensAnyMore();
    void historyCannotBeRead();
    void words();
};

void TestWeather::nothingSent()
{
    WeatherDesk desk;
    const Weather weather = desk.weather();
    QCOMPARE(weather.calls, 0);
    QCOMPARE(weather.from, desk.now().addDays(-1));
    QCOMPARE(weather.to, desk.now());
    QVERIFY(weather.complete);
    QCOMPARE(weatherLines(weather), QStringList{QStringLiteral("Nothing was sent in these 24 hours.")});
    QVERIFY(weatherToJson(weather).value(QStringLiteral("answer")).isNull());
}

void TestWeather::whatCounts_data()
{
    QTest::addColumn<HistoryEntry>("entry");
    QTest::addColumn<int>("accepted");
    QTest::addColumn<int>("refused");
    QTest::addColumn<int>("failed");
    QTest::addColumn<int>("answers");
    WeatherDesk desk;
    const auto failing = [&desk](const MpesaError &error) {
        HistoryEntry entry = desk.accepted(300, 10);
        entry.state = State::Failed;
        entry.error = error;
        entry.exchanges.first().status = error.httpStatus;
        return entry;
    };
    QTest::newRow("accepted") << desk.accepted(300, 10) << 1 << 0 << 0 << 1;
    HistoryEntry token = desk.accepted(300, 10);
    token.kind = ActivityEntry::Kind::Token;
    token.operationId = QStringLiteral("token");
    token.state = State::Done;
    QTest::newRow("a token") << token << 1 << 0 << 0 << 1;
    QTest::newRow("the sender's fault") << failing(refusal(400, QStringLiteral("400.002.02"),
                                                           QStringLiteral("Bad Request - Invalid PhoneNumber")))
                                        << 0 << 1 << 0 << 1;
    QTest::newRow("wrong passkey") << failing(refusal(500, QStringLiteral("500.001.1001"), QStringLiteral("Wrong credentials"))) << 0 << 1
                                   << 0 << 1;
    QTest::newRow("Safaricom busy") << failing(
                                           refusal(503, QLatin1StringView(ErrorCode::gatewayPage), QStringLiteral("Service Unavailable")))
                                    << 0 << 0 << 1 << 0;
    MpesaError silence;
    silence.origin = MpesaError::Origin::UnknownOutcome;
    silence.code = QLatin1StringView(ErrorCode::outcomeUnknown);
    HistoryEntry silent = failing(silence);
    silent.exchanges = {exchangeOf(silent.at, 0, 30'000)};
    QTest::newRow("no answer") << silent << 0 << 0 << 1 << 0;
    HistoryEntry second = desk.accepted(300, 10);
    second.exchanges.prepend(exchangeOf(second.at, 503, 80));
    QTest::newRow("accepted at the second attempt") << second << 1 << 0 << 0 << 1;
    HistoryEntry asked = desk.accepted(300, 10);
    HttpExchange query = exchangeOf(asked.at, 500, 90);
    query.url = QUrl(QStringLiteral("https://sandbox.safaricom.co.ke/mpesa/stkpushquery/v1/query"));
    asked.exchanges.append(query);
    QTest::newRow("asked for its outcome in vain") << asked << 1 << 0 << 0 << 1;

    HistoryEntry probe = desk.accepted(300, 10);
    probe.probe = true;
    QTest::newRow("the doctor's own") << probe << 0 << 0 << 0 << 0;
    HistoryEntry running = desk.accepted(300, 10);
    running.state = State::Running;
    QTest::newRow("on its way") << running << 0 << 0 << 0 << 0;
    HistoryEntry kept = failing(refusal(0, QLatin1StringView(ErrorCode::invalidField), QStringLiteral("Amount is missing")));
    kept.exchanges.clear();
    QTest::newRow("never left") << kept << 0 << 0 << 0 << 0;
    HistoryEntry cancelled = silent;
    cancelled.exchanges.first().failure = HttpFailure::Aborted;
    QTest::newRow("cancelled") << cancelled << 0 << 0 << 0 << 0;
    QTest::newRow("a day and a minute ago") << desk.accepted(300, 1'441) << 0 << 0 << 0 << 0;
}

void TestWeather::whatCounts()
{
    QFETCH(HistoryEntry, entry);
    QFETCH(int, accepted);
    QFETCH(int, refused);
    QFETCH(int, failed);
    QFETCH(int, answers);
    WeatherDesk desk;
    desk.put(entry);
    const Weather weather = desk.weather();
    QCOMPARE(weather.accepted, accepted);
    QCOMPARE(weather.refused, refused);
    QCOMPARE(weather.failed, failed);
    QCOMPARE(weather.calls, accepted + refused + failed);
    QCOMPARE(weather.answer, (Weather::Delay{answers, answers * 300, answers * 300})); // of the attempt that decided
}

void TestWeather::delays()
{
    WeatherDesk desk;
    desk.putWithCallback(desk.accepted(300, 60), 5'000);
    desk.putWithCallback(desk.accepted(2'100, 50), 38'000);
    desk.putWithCallback(desk.accepted(400, 40), 7'000);
    desk.putWithCallback(desk.accepted(500, 1), -200); // overtook its acknowledgement; young, and here
    const Weather weather = desk.weather();
    QCOMPARE(weather.answer, (Weather::Delay{4, 400, 2'100}));
    QCOMPARE(weather.callback, (Weather::Delay{4, 5'000, 38'000}));
    QCOMPARE(weather.callbacks, 4);
    QCOMPARE(weather.lost, 0);
    QCOMPARE(weather.unheard, 0);
}

void TestWeather::callbackThatDidNotCome_data()
{
    QTest::addColumn<bool>("anotherCame");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("forsaken");
    QTest::addColumn<int>("lost");
    QTest::addColumn<int>("unheard");
    QTest::newRow("lost") << true << 10 << listeningHere << false << 1 << 0;
    QTest::newRow("may still come") << true << 2 << listeningHere << false << 0 << 0;
    QTest::newRow("nothing ever came") << false << 10 << listeningHere << false << 0 << 1;
    QTest::newRow("the shop's own address") << true << 10 << QStringLiteral("https://shop.example/daraja/stk") << false << 0 << 1;
    QTest::newRow("the program had ended") << true << 10 << listeningHere << true << 0 << 0;
    QTest::newRow("nobody was to get it") << true << 10 << noCallbackUrl.toString() << false << 0 << 0;
}

void TestWeather::callbackThatDidNotCome()
{
    QFETCH(bool, anotherCame);
    QFETCH(int, minutes);
    QFETCH(QString, address);
    QFETCH(bool, forsaken);
    QFETCH(int, lost);
    QFETCH(int, unheard);
    WeatherDesk desk;
    if (anotherCame) {
        desk.putWithCallback(desk.accepted(300, 60), 5'000);
    }
    HistoryEntry entry = desk.accepted(300, minutes, address);
    entry.forsaken = forsaken;
    desk.put(entry);
    const Weather weather = desk.weather();
    QCOMPARE(weather.lost, lost);
    QCOMPARE(weather.unheard, unheard);
    QCOMPARE(weather.callbacks, (anotherCame ? 1 : 0) + lost + unheard);
}

void TestWeather::onlyOneEnvironment()
{
    WeatherDesk desk;
    desk.put(desk.accepted(300, 10));
    HistoryEntry real = desk.accepted(700, 10);
    real.environment = Environment::Production;
    real.profileId = QStringLiteral("p-2");
    real.profile = QStringLiteral("Real shop");
    desk.put(real);
    HistoryQuery whose;
    whose.environments = {Environment::Production};
    QCOMPARE(desk.weather(whose).answer, (Weather::Delay{1, 700, 700}));
    whose = {};
    whose.profiles = {QStringLiteral("p-1")};
    QCOMPARE(desk.weather(whose).answer, (Weather::Delay{1, 300, 300}));
    QCOMPARE(desk.weather().calls, 2);
}

/// The newest of very many stand for all.
void TestWeather::manyEntries()
{
    WeatherDesk desk;
    int written = 0;
    for (int i = 0; i < 2'150; ++i) {
        HistoryEntry entry = desk.accepted(i < 150 ? 9'000 : 300, i < 150 ? 600 : 60);
        entry.uid = QStringLiteral("many-%1").arg(i);
        desk.desk.store->put(entry, desk.desk.store.get(), [&written](const QString &problem) { written += problem.isEmpty() ? 1 : 0; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(written, 2'150, 60'000);
    const Weather weather = desk.weather();
    QVERIFY(!weather.complete);
    QCOMPARE(weather.calls, 2'000);
    QCOMPARE(weather.answer.slowestMs, 300);
    QVERIFY(weatherLines(weather).first().contains(QStringLiteral("newest")));
}

/// A call that was sent to find a fault stays one all the way into the file.
void TestWeather::probesAreMarkedOnTheWay()
{
    HistoryDesk desk;
    Simulator simulator(desk.clock);
    QSignalSpy ready(&simulator, &Simulator::ready);
    QVERIFY(simulator.start(quickSimulator()));
    QVERIFY(ready.wait(30'000));
    ActivityLog log(desk.clock);
    HistoryFeed feed(log, *desk.store, desk.clock);
    FollowedClient shop(simulator.baseUrl(), desk.clock, shopContext(QUrl()));
    log.follow(*shop.client, shop.tokens);
    const Values unknown{{QStringLiteral("CheckoutRequestID"), QStringLiteral("ws_CO_00000000000000000000000000")}};
    for (const CallFlags flags : {CallFlags(CallFlag::Probe), CallFlags()}) {
        ApiCall *call = shop.client->call(QStringLiteral("stk_query"), unknown, {}, flags);
        QCOMPARE(call->isProbe(), flags.testFlag(CallFlag::Probe));
        QSignalSpy finished(call, &ApiCall::finished);
        QVERIFY(finished.wait());
    }
    feed.flush();
    const auto weather = [&desk] {
        std::optional<Weather> answer;
        Weather::read(*desk.store, {}, desk.clock.now().addSecs(60), desk.store.get(), [&answer](const Weather &found) { answer = found; });
        [&] { QTRY_VERIFY(answer.has_value()); }();
        return answer.value_or(Weather());
    };
    const Weather before = weather();
    QCOMPARE(before.accepted, 1); // the token
    QCOMPARE(before.refused, 1);
    desk.reopen();
    QCOMPARE(weather(), before);
}

void TestWeather::nobodyListensAnyMore()
{
    WeatherDesk desk;
    desk.put(desk.accepted(300, 10));
    int answers = 0;
    auto context = std::make_unique<QObject>();
    Weather::read(*desk.desk.store, {}, desk.now(), context.get(), [&answers](const Weather &) { ++answers; });
    context.reset();
    QCOMPARE(desk.weather().calls, 1); // asked later, answered later
    QCOMPARE(answers, 0);
}

void TestWeather::historyCannotBeRead()
{
    WeatherDesk desk;
    QSignalSpy closed(desk.desk.store.get(), &HistoryStore::closed);
    desk.desk.store->close();
    QVERIFY(closed.wait());
    const Weather weather = desk.weather();
    QVERIFY(!weather.problem.isEmpty());
    QCOMPARE(weatherLines(weather), QStringList{weather.problem});
}

void TestWeather::words()
{
    Weather weather;
    weather.calls = 41;
    weather.accepted = 38;
    weather.refused = 1;
    weather.failed = 2;
    weather.answer = {39, 420, 2'100};
    weather.callbacks = 15;
    weather.lost = 1;
    weather.unheard = 2;
    weather.callback = {12, 5'100, 38'000};
    QCOMPARE(weatherLines(weather),
             (QStringList{QStringLiteral("38 of 41 calls accepted, 1 refused, 2 failed at Safaricom or on the way"),
                          QStringLiteral("Answers: half within 0.4 s, slowest 2.1 s"),
                          QStringLiteral("Callbacks: 12 of 15 came, half within 5.1 s, slowest 38 s"),
                          QStringLiteral("2 callbacks were to go to an address from which nothing came here: it may lead "
                                         "elsewhere.")}));
    const QJsonObject json = weatherToJson(weather);
    QCOMPARE(json.value(QStringLiteral("lost")).toInt(), 1);
    QCOMPARE(json.value(QStringLiteral("answer")).toObject().value(QStringLiteral("medianMs")).toInt(), 420);
}

QTEST_GUILESS_MAIN(TestWeather)
#include "tst_weather.moc"
