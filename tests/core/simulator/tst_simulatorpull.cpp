// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

class PullHarness : public SimulatorHarness
{
public:
    [[nodiscard]] WireReply registerPull(const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/pulltransactions/v1/register"), changed({{text("ShortCode"), text("174379")},
                                                                                 {text("RequestType"), text("Pull")},
                                                                                 {text("NominatedNumber"), text("254712345678")},
                                                                                 {text("CallBackURL"), shop.url(text("/pull"))}},
                                                                                changes));
    }
    [[nodiscard]] WireReply pull(const QJsonObject &changes = {})
    {
        return post(QByteArrayLiteral("/pulltransactions/v1/query"), changed({{text("ShortCode"), text("174379")},
                                                                              {text("StartDate"), text("2026-03-13 12:00:00")},
                                                                              {text("EndDate"), text("2026-03-16 12:00:00")},
                                                                              {text("OffSetValue"), text("0")}},
                                                                             changes));
    }
    void pay(qint64 shillings, const char *receiver = "174379", const char *reference = "INV-00231")
    {
        CustomerOrder order;
        order.msisdn = text("254712345678");
        order.receiver = text(receiver);
        order.reference = text(reference);
        order.shillings = shillings;
        order.isTill = order.receiver == u"174380";
        QCOMPARE(simulator.payFromCustomer(order).state, CustomerPayment::State::Paid);
    }
};

/// The amounts of a page, in order.
QStringList amounts(const WireReply &reply)
{
    const QJsonArray outer = reply.json().value(u"Response").toArray();
    QStringList found;
    if (outer.size() != 1) {
        return {text("Response is no array within an array")};
    }
    const QJsonArray inner = outer.at(0).toArray();
    for (const QJsonValue &entry : inner) {
        found.append(entry[u"amount"].toString());
    }
    return found;
}

} // namespace

/// Pull: the payments of the last 48 hours.
class TestSimulatorPull final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void registration_data()
    {
        QTest::addColumn<bool>("isSpaced");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const char *const id = "\"ResponseRefID\":\"[0-9a-f-]+[0-9]+\"";
        QTest::newRow("as documented") << false
                                       << text("^\\{%1,\"ResponseStatus\":\"1000\",\"ShortCode\":\"174379\","
                                               "\"ResponseDescription\":\"Shortcode Registered Successfully\"\\}$")
                                              .arg(text(id))
                                       << text("^\\{%1,\"ResponseStatus\":\"1001\",\"ShortCode\":\"174379\","
                                               "\"ResponseDescription\":\"ShortCode already Registered\"\\}$")
                                              .arg(text(id));
        QTest::newRow("with a space") << true
                                      << text("^\\{%1,\"Response Status\":\"1000\",\"ShortCode\":\"174379\","
                                              "\"Response Description\":\"Shortcode Registered Successfully\"\\}$")
                                             .arg(text(id))
                                      << text("^\\{%1,\"Response Status\":\"1001\",.*$").arg(text(id));
    }
    void registration()
    {
        QFETCH(bool, isSpaced);
        QFETCH(QString, first);
        QFETCH(QString, second);
        PullHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.products.pullSpacedStatus = isSpaced;
        QVERIFY(harness.start(options));
        const WireReply fresh = harness.registerPull();
        QCOMPARE(fresh.status, 200);
        QVERIFY2(QRegularExpression(first).match(QString::fromUtf8(fresh.body)).hasMatch(), fresh.body.constData());
        const WireReply known = harness.registerPull();
        QVERIFY2(QRegularExpression(second).match(QString::fromUtf8(known.body)).hasMatch(), known.body.constData());
        QVERIFY(isRefusal(harness.registerPull({{text("ShortCode"), text("555555")}}), 400, text("400.001"),
                          text("Bad Request - Invalid ShortCode")));
        harness.simulator.reset();
        QVERIFY(harness.registerPull().body.contains("1000"));
    }

    void paymentsAsDocumented()
    {
        PullHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerPull().status, 200);
        harness.pay(1250);
        const WireReply reply = harness.pull();
        QCOMPARE(reply.status, 200);
        static const QRegularExpression shape(
            text("^\\{\"ResponseRefID\":\"[0-9a-f-]+[0-9]+\",\"ResponseCode\":\"1000\",\"ResponseMessage\":\"Success\",\"Response\":\\[\\["
                 "\\{\"transactionId\":\"UCE[0-9A-Z]{7}\",\"trxDate\":\"2026-03-14T12:00:00\\+03:00\",\"msisdn\":254712345678,"
                 "\"sender\":\"MPESA\",\"transactiontype\":\"c2b-pay-bill-debit\",\"billreference\":\"INV-00231\",\"amount\":\"1250.0\","
                 "\"organizationname\":\"Demo shop\"\\}\\]\\]\\}$"));
        QVERIFY2(shape.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.constData());
    }

    void nothingFound()
    {
        PullHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerPull().status, 200);
        const WireReply reply = harness.pull();
        QCOMPARE(reply.text("ResponseCode"), text("1001"));
        QVERIFY2(reply.body.endsWith("\"Response\":[[]]}"), reply.body.constData());
    }

    void pushesAndOwnPaymentsOfTheShortCode()
    {
        PullHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerPull().status, 200);
        QCOMPARE(harness.registerPull({{text("ShortCode"), text("174380")}}).status, 200);
        const QString id = harness.push({{text("Amount"), 70}}).text("CheckoutRequestID");
        harness.simulator.handset().enterPin(id, text(Handset::defaultPin));
        const QString refused = harness.push({{text("Amount"), 71}}).text("CheckoutRequestID");
        harness.simulator.handset().cancel(refused);
        harness.pay(20);
        harness.pay(30, "174380", "");
        QCOMPARE(amounts(harness.pull()), (QStringList{text("70.0"), text("20.0")}));
        const WireReply till = harness.pull({{text("ShortCode"), text("174380")}});
        QCOMPARE(amounts(till), QStringList{text("30.0")});
        QVERIFY(till.body.contains("\"transactiontype\":\"c2b-buy-goods-debit\",\"billreference\":\"\""));
    }

    void datesLimit()
    {
        PullHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.tokenLifetime = 1'000'000'000; // longer than the test's days
        QVERIFY(harness.start(options));
        QCOMPARE(harness.registerPull().status, 200);
        harness.pay(1); // 14 March 12:00
        harness.clock.advance(std::chrono::hours(1));
        harness.pay(2); // 13:00
        const auto between = [&harness](const char *from, const char *until) {
            return amounts(harness.pull({{text("StartDate"), text(from)}, {text("EndDate"), text(until)}}));
        };
        QCOMPARE(between("2026-03-14 12:00:00", "2026-03-14 12:00:00"), QStringList{text("1.0")});
        QCOMPARE(between("2026-03-14 12:00:01", "2026-03-14 13:00:00"), QStringList{text("2.0")});
        harness.clock.advance(std::chrono::hours(47));
        QCOMPARE(between("2026-03-14 00:00:00", "2026-03-20 00:00:00"), (QStringList{text("1.0"), text("2.0")}));
        harness.clock.advance(std::chrono::seconds(1)); // 48 hours and a second after the first
        QCOMPARE(between("2026-03-14 00:00:00", "2026-03-20 00:00:00"), QStringList{text("2.0")});
    }

    void pages()
    {
        PullHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerPull().status, 200);
        for (int i = 1; i <= 103; ++i) {
            harness.pay(i);
        }
        const QStringList first = amounts(harness.pull());
        QCOMPARE(first.size(), 100);
        QCOMPARE(first.first(), text("1.0"));
        QCOMPARE(amounts(harness.pull({{text("OffSetValue"), 100}})), (QStringList{text("101.0"), text("102.0"), text("103.0")}));
        QCOMPARE(amounts(harness.pull({{text("OffSetValue"), text("102")}})), QStringList{text("103.0")});
        QCOMPARE(harness.pull({{text("OffSetValue"), text("103")}}).text("ResponseCode"), text("1001"));
    }

    void byGet()
    {
        PullHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerPull().status, 200);
        harness.pay(5);
        const WireReply reply = harness.send("GET",
                                             "/pulltransactions/v1/query?ShortCode=174379&StartDate=2026-03-14%2000:00:00"
                                             "&EndDate=2026-03-15%2000:00:00&OffSetValue=0",
                                             {"Authorization: Bearer " + harness.token()});
        QCOMPARE(amounts(reply), QStringList{text("5.0")});
    }

    void refusals_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("member");
        QTest::newRow("start") << QJsonObject{{text("StartDate"), text("14.03.2026")}} << "StartDate";
        QTest::newRow("end") << QJsonObject{{text("EndDate"), QJsonValue()}} << "EndDate";
        QTest::newRow("end before start") << QJsonObject{{text("EndDate"), text("2026-03-01 00:00:00")}} << "EndDate";
        QTest::newRow("offset") << QJsonObject{{text("OffSetValue"), text("first")}} << "OffSetValue";
        QTest::newRow("not registered") << QJsonObject{{text("ShortCode"), text("174380")}} << "ShortCode";
    }
    void refusals()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, member);
        PullHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerPull().status, 200);
        QVERIFY(isRefusal(harness.pull(changes), 400, text("400.001"), text("Bad Request - Invalid ") + member));
        QVERIFY(!harness.simulator.requests().constLast().note.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSimulatorPull)

#include "tst_simulatorpull.moc"
