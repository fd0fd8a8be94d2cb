// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

const QByteArray success = QByteArrayLiteral(R"({"resmsg":"Success","rescode":"200"})");
const QByteArray sent = QByteArrayLiteral(R"({"Status_Message":"Invoice sent successfully","resmsg":"Success","rescode":"200"})");
const QByteArray cancelled =
    QByteArrayLiteral(R"({"Status_Message":"Invoice cancelled successfuly.","resmsg":"Success","rescode":"200","errors":[]})");

/// A shop that speaks to Bill Manager.
class BillHarness : public SimulatorHarness
{
public:
    BillHarness() { shop.response = HttpResponse::json(200, R"({"resmsg":"Success","rescode":"200"})"); }

    [[nodiscard]] bool start()
    {
        SimulatorOptions options = quickOptions();
        options.products.billRetryDelay = 0;
        return SimulatorHarness::start(options);
    }

    [[nodiscard]] WireReply bill(const QByteArray &path, const QByteArray &body, const QByteArray &appKey)
    {
        QByteArrayList headers{"Authorization: Bearer " + token(), "Content-Type: application/json"};
        if (!appKey.isEmpty()) {
            headers.append("app_key: " + appKey);
        }
        return send("POST", prefix + path, headers, body);
    }
    [[nodiscard]] WireReply bill(const QByteArray &path, const QJsonObject &body)
    {
        return bill(path, QJsonDocument(body).toJson(QJsonDocument::Compact), key);
    }
    [[nodiscard]] WireReply bill(const QByteArray &path, const QJsonArray &body)
    {
        return bill(path, QJsonDocument(body).toJson(QJsonDocument::Compact), key);
    }

    [[nodiscard]] QJsonObject optInMembers(const QJsonObject &changes = {}) const
    {
        return changed({{text("shortcode"), text("174379")},
                        {text("email"), text("bills@shop.example")},
                        {text("officialContact"), text("0710000000")},
                        {text("sendReminders"), text("1")},
                        {text("callbackurl"), shop.url(text("/bill"))}},
                       changes);
    }
    /// False when it was refused.
    [[nodiscard]] bool optIn()
    {
        key = bill("optin", optInMembers()).text("app_key").toLatin1();
        return !key.isEmpty();
    }

    [[nodiscard]] static QJsonObject invoice(const QString &reference = text("1107"), const QJsonObject &changes = {})
    {
        return changed({{text("externalReference"), reference},
                        {text("billedFullName"), text("Customer One")},
                        {text("billedPhoneNumber"), text("0712345678")},
                        {text("billedPeriod"), text("August 2026")},
                        {text("invoiceName"), text("Water")},
                        {text("dueDate"), text("2026-09-15")},
                        {text("accountReference"), text("A1")},
                        {text("amount"), text("800")},
                        {text("invoiceItems"), QJsonArray{QJsonObject{{text("itemName"), text("meter")}, {text("amount"), text("800")}}}}},
                       changes);
    }

    /// A customer pays the account from the menu of the phone.
    void payAccount(const QString &account, qint64 shillings)
    {
        CustomerOrder order;
        order.msisdn = text("254712345678");
        order.receiver = text("174379");
        order.reference = account;
        order.shillings = shillings;
        QCOMPARE(simulator.payFromCustomer(order).state, CustomerPayment::State::Paid);
    }

    QByteArray prefix = QByteArrayLiteral("/v1/billmanager-invoice/");
    QByteArray key;
};

QJsonObject reference(const char *name)
{
    return {{text("externalReference"), text(name)}};
}

bool isConflict(const WireReply &reply, const QString &message)
{
    const bool is = reply.status == 409 && reply.text("rescode") == u"409" && reply.text("resmsg") == u"Conflict" &&
                    reply.text("Status_Message") == message && reply.json().value(u"errors").isArray();
    if (!is) {
        qInfo("got %d %s", reply.status, reply.body.constData());
    }
    return is;
}

} // namespace

/// Bill Manager: opt-in, invoices and their life, payments pushed to the biller.
class TestSimulatorBills final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void optIn()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.bill("optin", harness.optInMembers());
        QCOMPARE(reply.status, 200);
        static const QRegularExpression shape(
            text("^\\{\"app_key\":\"AG_[0-9]{10}_[0-9A-Z]{11}\",\"resmsg\":\"Success\",\"rescode\":\"200\"\\}$"));
        QVERIFY2(shape.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.constData());
        const WireReply again = harness.bill("optin", harness.optInMembers());
        QCOMPARE(again.status, 409);
        QCOMPARE(again.body, QByteArray(R"({"resmsg":"Biller already registered.","rescode":"409"})"));
        QCOMPARE(harness.bill("change-optin-details", harness.optInMembers({{text("sendReminders"), 0}})).body, success);
    }

    void updateNeedsOptIn()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.bill("change-optin-details", harness.optInMembers()).status, 409);
    }

    void optInRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("message");
        QTest::newRow("phone") << QJsonObject{{text("officialContact"), text("7100")}} << "Invalid officialContact.";
        QTest::newRow("reminders") << QJsonObject{{text("sendReminders"), text("yes")}} << "Invalid sendReminders.";
        QTest::newRow("callback") << QJsonObject{{text("callbackurl"), text("shop")}} << "Invalid callbackurl.";
        QTest::newRow("no email") << QJsonObject{{text("email"), QJsonValue()}} << "Invalid email.";
        QTest::newRow("foreign") << QJsonObject{{text("shortcode"), text("555555")}} << "Invalid consumer key or short code.";
    }
    void optInRefused()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, message);
        BillHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.bill("optin", harness.optInMembers(changes));
        QCOMPARE(reply.status, 409);
        QCOMPARE(reply.text("resmsg"), message);
        QCOMPARE(reply.text("rescode"), text("409"));
    }

    void appKeyIsNeeded_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("another") << QByteArray("AG_0000000000_ABCDEFGHIJK");
    }
    void appKeyIsNeeded()
    {
        QFETCH(QByteArray, key);
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        const WireReply reply = harness.bill("single-invoicing", QJsonDocument(BillHarness::invoice()).toJson(), key);
        QCOMPARE(reply.status, 409);
        QCOMPARE(reply.text("resmsg"), text("Invalid consumer key or short code."));
        QVERIFY(harness.simulator.requests().constLast().note.contains(text("app_key")));
    }

    void invoicesAtBothPrefixes_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::newRow("documented") << QByteArray("/v1/billmanager-invoice/");
        QTest::newRow("doubled") << QByteArray("/v1/billmanager-invoice/v1/billmanager-invoice/");
    }
    void invoicesAtBothPrefixes()
    {
        QFETCH(QByteArray, prefix);
        BillHarness harness;
        harness.prefix = prefix;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(harness.bill("single-invoicing", BillHarness::invoice()).body, sent);
        QCOMPARE(harness.bill("bulk-invoicing", QJsonArray{BillHarness::invoice(text("2")), BillHarness::invoice(text("3"))}).body, sent);
        const QJsonObject changed = BillHarness::invoice(text("2"), {{text("amount"), text("900")}});
        QCOMPARE(harness.bill("change-invoice", changed).text("rescode"), text("200"));
        QCOMPARE(harness.bill("change-invoices", QJsonArray{changed}).text("rescode"), text("200"));
        QCOMPARE(harness.bill("cancel-single-invoice", reference("1107")).body, cancelled);
        QCOMPARE(harness.bill("cancel-bulk-invoices", QJsonArray{reference("2")}).body, cancelled);
        QCOMPARE(harness.bill("cancel-bulk-invoice", QJsonArray{reference("3")}).body, cancelled); // the e-mail's spelling
    }

    void invoiceRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("message");
        QTest::newRow("phone") << QJsonObject{{text("billedPhoneNumber"), text("712")}} << "Invalid billedPhoneNumber.";
        QTest::newRow("due date") << QJsonObject{{text("dueDate"), text("15/09/2026")}} << "Invalid dueDate.";
        QTest::newRow("no such day") << QJsonObject{{text("dueDate"), text("2026-09-31")}} << "Invalid dueDate.";
        QTest::newRow("amount") << QJsonObject{{text("amount"), text("1,000")}} << "Invalid amount.";
        QTest::newRow("no account") << QJsonObject{{text("accountReference"), QJsonValue()}} << "Invalid accountReference.";
        QTest::newRow("no reference") << QJsonObject{{text("externalReference"), text("")}} << "Invalid externalReference.";
    }
    void invoiceRefused()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, message);
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QVERIFY(isConflict(harness.bill("single-invoicing", BillHarness::invoice(text("1107"), changes)), message));
        QVERIFY(isConflict(
            harness.bill("bulk-invoicing", QJsonArray{BillHarness::invoice(text("1")), BillHarness::invoice(text("2"), changes)}),
            message));
        QVERIFY(isConflict(harness.bill("cancel-single-invoice", reference("1")), text("Invoice does not exist."))); // whole or not at all
    }

    void dueDateWithTime()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(
            harness.bill("single-invoicing", BillHarness::invoice(text("1"), {{text("dueDate"), text("2026-09-15 00:00:00.00")}})).body,
            sent);
    }

    void referenceIsUnique()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(harness.bill("single-invoicing", BillHarness::invoice()).body, sent);
        QVERIFY(isConflict(harness.bill("single-invoicing", BillHarness::invoice()), text("Duplicate externalReference.")));
        const WireReply twice =
            harness.bill("bulk-invoicing", QJsonArray{BillHarness::invoice(text("7")), BillHarness::invoice(text("7"))});
        QVERIFY(isConflict(twice, text("Duplicate externalReference.")));
        const QJsonArray errors = twice.json().value(u"errors").toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors.at(0)[u"externalReference"].toString(), text("7"));
        QVERIFY(isConflict(harness.bill("change-invoice", BillHarness::invoice(text("7"))), text("Invoice does not exist.")));
    }

    void bulkIsABareArray_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const QByteArray one = QJsonDocument(BillHarness::invoice()).toJson(QJsonDocument::Compact);
        QTest::newRow("wrapped") << QByteArray("bulk-invoicing") << "{\"invoices\":[" + one + "]}";
        QTest::newRow("one object") << QByteArray("bulk-invoicing") << one;
        QTest::newRow("empty") << QByteArray("bulk-invoicing") << QByteArray("[]");
        QTest::newRow("too many") << QByteArray("bulk-invoicing") << '[' + QByteArrayList(1'001, "{}").join(',') + ']';
        QTest::newRow("array at the single path") << QByteArray("single-invoicing") << '[' + one + ']';
        QTest::newRow("no JSON") << QByteArray("single-invoicing") << QByteArray("externalReference=1");
    }
    void bulkIsABareArray()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        const WireReply reply = harness.bill(path, body, harness.key);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.body, QByteArray(R"({"resmsg":"Bad Request","rescode":"400"})"));
        QVERIFY(!harness.simulator.requests().constLast().note.isEmpty());
    }

    void thousandAtOnce()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QJsonArray invoices;
        for (int i = 0; i < 1'000; ++i) {
            invoices.append(BillHarness::invoice(QString::number(i)));
        }
        QCOMPARE(harness.bill("bulk-invoicing", invoices).body, sent);
    }

    void paidInvoiceStays()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(harness.bill("single-invoicing", BillHarness::invoice()).body, sent);
        harness.payAccount(text("A1"), 1);
        QVERIFY(isConflict(harness.bill("cancel-single-invoice", reference("1107")),
                           text("partially or fully paid invoices cannot be cancelled.")));
        QVERIFY(isConflict(harness.bill("cancel-bulk-invoices", QJsonArray{reference("1107")}),
                           text("partially or fully paid invoices cannot be cancelled.")));
        QVERIFY(isConflict(harness.bill("change-invoice", BillHarness::invoice()),
                           text("partially or fully paid invoices cannot be changed.")));
        const QJsonObject acknowledgement{{text("paymentDate"), text("2026-03-14")}, {text("paidAmount"), text("1")},
                                          {text("accountReference"), text("A1")},    {text("transactionId"), text("UCE9T3W1HD")},
                                          {text("phoneNumber"), text("0712345678")}, {text("fullName"), text("Customer One")},
                                          {text("invoiceName"), text("Water")},      {text("externalReference"), text("1107")}};
        QCOMPARE(harness.bill("reconciliation", acknowledgement).body, success);
        QCOMPARE(harness.bill("reconciliation", SimulatorHarness::changed(acknowledgement, reference("9"))).text("resmsg"),
                 text("Invoice does not exist."));
        QCOMPARE(
            harness.bill("reconciliation", SimulatorHarness::changed(acknowledgement, {{text("paidAmount"), text("one")}})).text("resmsg"),
            text("Invalid paidAmount."));
    }

    void paymentIsPushed()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(harness.bill("single-invoicing", BillHarness::invoice()).body, sent);
        harness.payAccount(text("B9"), 50); // nobody was billed for this account
        harness.payAccount(text("A1"), 800);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.requests.first().path(), QByteArray("/bill"));
        static const QRegularExpression shape(
            text("^\\{\"transactionId\":\"UCE[0-9A-Z]{7}\",\"paidAmount\":\"800\",\"msisdn\":\"254712345678\","
                 "\"dateCreated\":\"2026-03-14\",\"accountReference\":\"A1\",\"shortCode\":\"174379\"\\}$"));
        QVERIFY2(shape.match(QString::fromUtf8(harness.shop.body(0))).hasMatch(), harness.shop.body(0).constData());
        harness.payAccount(text("A1"), 5);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; })); // and nothing came in between
        QCOMPARE(harness.shop.json(1).value(u"paidAmount").toString(), text("5"));
    }

    void pushIsRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("server error") << 500 << QByteArray("{}");
        QTest::newRow("refused") << 200 << QByteArray(R"({"resmsg":"Later","rescode":"500"})");
    }
    void pushIsRepeated()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(harness.bill("single-invoicing", BillHarness::invoice()).body, sent);
        harness.shop.response = HttpResponse::json(status, body);
        harness.payAccount(text("A1"), 800);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 5; }));
        QCOMPARE(harness.shop.body(4), harness.shop.body(0));
        harness.shop.response = HttpResponse::json(200, "{}");
        harness.payAccount(text("A1"), 1);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() >= 6; }));
        QCOMPARE(harness.shop.json(5).value(u"paidAmount").toString(), text("1")); // no sixth attempt
        QCOMPARE(harness.simulator.callbackAttempts().size(), 6);
    }

    void invoicePaidByPush()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(harness.bill("single-invoicing", BillHarness::invoice()).body, sent);
        const QString id = harness.push({{text("AccountReference"), text("A1")}, {text("CallBackURL"), harness.shop.url(text("/stk"))}})
                               .text("CheckoutRequestID");
        harness.simulator.handset().enterPin(id, text(Handset::defaultPin));
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        const bool isFirst = harness.shop.requests.first().path() == "/bill";
        QCOMPARE(harness.shop.json(isFirst ? 0 : 1).value(u"paidAmount").toString(), text("1250"));
    }

    void cancelledInvoiceIsNotPaid()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(harness.optIn());
        QCOMPARE(harness
                     .bill("bulk-invoicing",
                           QJsonArray{BillHarness::invoice(), BillHarness::invoice(text("2"), {{text("accountReference"), text("B2")}})})
                     .body,
                 sent);
        QCOMPARE(harness.bill("cancel-single-invoice", reference("1107")).body, cancelled);
        harness.payAccount(text("A1"), 800);
        harness.payAccount(text("B2"), 1);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.json(0).value(u"accountReference").toString(), text("B2"));
    }

    void tokenIsRefusedWithoutRequestId()
    {
        BillHarness harness;
        QVERIFY(harness.start());
        QVERIFY(!harness.token().isEmpty());
        harness.simulator.expireTokens();
        const WireReply reply = harness.bill("optin", harness.optInMembers());
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.body, QByteArray(R"({"errorCode":"401","errorMessage":"Unauthorized - Invalid Access Token"})"));
    }
};

QTEST_GUILESS_MAIN(TestSimulatorBills)

#include "tst_simulatorbills.moc"
