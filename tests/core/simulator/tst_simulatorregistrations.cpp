// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QTemporaryDir>

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

/// A shop that has registered everything that can be registered.
class RegisteredShop : public SimulatorHarness
{
public:
    [[nodiscard]] bool start(const QString &stateFile)
    {
        SimulatorOptions options = quickOptions();
        options.stateFile = stateFile;
        options.products.c2bValidates = false;
        options.products.c2bRegistersOnce = true;
        return SimulatorHarness::start(options);
    }

    [[nodiscard]] WireReply registerUrls()
    {
        return post(QByteArrayLiteral("/mpesa/c2b/v1/registerurl"), {{text("ShortCode"), text("174379")},
                                                                     {text("ResponseType"), text("Cancelled")},
                                                                     {text("ConfirmationURL"), shop.url(text("/confirmation"))},
                                                                     {text("ValidationURL"), shop.url(text("/validation"))}});
    }
    [[nodiscard]] WireReply registerPull()
    {
        return post(QByteArrayLiteral("/pulltransactions/v1/register"), {{text("ShortCode"), text("174379")},
                                                                         {text("RequestType"), text("Pull")},
                                                                         {text("NominatedNumber"), text("254712345678")},
                                                                         {text("CallBackURL"), shop.url(text("/pull"))}});
    }
    [[nodiscard]] WireReply optIn()
    {
        return post(QByteArrayLiteral("/v1/billmanager-invoice/optin"), {{text("shortcode"), text("174379")},
                                                                         {text("email"), text("bills@shop.example")},
                                                                         {text("officialContact"), text("0710000000")},
                                                                         {text("sendReminders"), text("1")},
                                                                         {text("callbackurl"), shop.url(text("/bill"))}});
    }
    [[nodiscard]] WireReply bill(const QByteArray &path, const QByteArray &appKey, const QJsonObject &members)
    {
        return send("POST", "/v1/billmanager-invoice/" + path,
                    {"Authorization: Bearer " + token(), "Content-Type: application/json", "app_key: " + appKey},
                    QJsonDocument(members).toJson());
    }
    [[nodiscard]] WireReply order()
    {
        return post(QByteArrayLiteral("/standingorder/v1/createStandingOrderExternal"),
                    {{text("StandingOrderName"), text("Rent")},
                     {text("StartDate"), text("20260315")},
                     {text("EndDate"), text("20270314")},
                     {text("BusinessShortCode"), text("174379")},
                     {text("TransactionType"), text("Standing Order Customer Pay Bill")},
                     {text("ReceiverPartyIdentifierType"), text("4")},
                     {text("Amount"), text("4500")},
                     {text("PartyA"), text("254708374149")},
                     {text("CallBackURL"), shop.url(text("/order"))},
                     {text("AccountReference"), text("House 4")},
                     {text("TransactionDesc"), text("Rent")},
                     {text("Frequency"), text("4")}});
    }
    [[nodiscard]] CustomerPayment pay(const QString &account, qint64 shillings)
    {
        CustomerOrder order;
        order.msisdn = text("254712345678");
        order.receiver = text("174379");
        order.reference = account;
        order.shillings = shillings;
        return simulator.payFromCustomer(order);
    }
};

const QJsonObject waterBill{{QStringLiteral("externalReference"), QStringLiteral("1107")},
                            {QStringLiteral("billedFullName"), QStringLiteral("Customer One")},
                            {QStringLiteral("billedPhoneNumber"), QStringLiteral("0712345678")},
                            {QStringLiteral("billedPeriod"), QStringLiteral("August 2026")},
                            {QStringLiteral("invoiceName"), QStringLiteral("Water")},
                            {QStringLiteral("dueDate"), QStringLiteral("2026-09-15")},
                            {QStringLiteral("accountReference"), QStringLiteral("A1")},
                            {QStringLiteral("amount"), QStringLiteral("800")}};

} // namespace

/// What organisations registered is there after a restart, and gone after a reset.
class TestSimulatorRegistrations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void surviveARestart()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(text("state.json"));
        QByteArray appKey;
        {
            RegisteredShop first;
            QVERIFY(first.start(file));
            QCOMPARE(first.registerUrls().status, 200);
            QVERIFY(first.registerPull().body.contains("\"1000\""));
            appKey = first.optIn().text("app_key").toLatin1();
            QCOMPARE(first.bill("single-invoicing", appKey, waterBill).status, 200);
            QCOMPARE(first.pay(text("A1"), 300).state, CustomerPayment::State::Paid);
            QCOMPARE(first.order().status, 200);
            first.simulator.handset().enterPin(first.simulator.handset().openPrompts().first().id, text(Handset::defaultPin));
            first.simulator.stop();
        }
        RegisteredShop second;
        QVERIFY(second.start(file));
        QCOMPARE(second.registerUrls().text("errorMessage"), text("Urls are already registered."));
        QVERIFY(second.registerPull().body.contains("\"1001\""));
        QCOMPARE(second.optIn().text("resmsg"), text("Biller already registered."));
        const QJsonObject reference{{text("externalReference"), text("1107")}};
        QCOMPARE(second.bill("cancel-single-invoice", appKey, reference).text("Status_Message"),
                 text("partially or fully paid invoices cannot be cancelled."));
        QCOMPARE(second.order().status, 200);
        QVERIFY(waitUntil([&second] { return !second.shop.requests.isEmpty(); }));
        QCOMPARE(second.shop.json(0).value(u"ResponseHeader").toObject().value(u"responseCode").toString(), text("1050"));
        const WireReply pulled =
            second.post(QByteArrayLiteral("/pulltransactions/v1/query"), {{text("ShortCode"), text("174379")},
                                                                          {text("StartDate"), text("2026-03-14 00:00:00")},
                                                                          {text("EndDate"), text("2026-03-15 00:00:00")},
                                                                          {text("OffSetValue"), text("0")}});
        QVERIFY2(pulled.body.contains("\"amount\":\"300.0\""), pulled.body.constData());
    }

    void confirmationGoesWhereItWasRegistered()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(text("state.json"));
        RegisteredShop shop;
        QVERIFY(shop.start(file));
        QCOMPARE(shop.registerUrls().status, 200);
        shop.simulator.stop();
        QVERIFY(shop.start(file));
        QCOMPARE(shop.pay(text("A1"), 20).state, CustomerPayment::State::Paid);
        QVERIFY(waitUntil([&shop] { return !shop.shop.requests.isEmpty(); }));
        QCOMPARE(shop.shop.requests.first().path(), QByteArray("/confirmation"));
        QCOMPARE(shop.shop.json(0).value(u"MSISDN").toString().size(), 64); // registered by v1: hashed
    }

    void goneAfterReset()
    {
        RegisteredShop shop;
        QVERIFY(shop.start(QString()));
        QCOMPARE(shop.registerUrls().status, 200);
        QCOMPARE(shop.registerPull().status, 200);
        const QByteArray appKey = shop.optIn().text("app_key").toLatin1();
        QCOMPARE(shop.bill("single-invoicing", appKey, waterBill).status, 200);
        shop.simulator.reset();
        QCOMPARE(shop.bill("single-invoicing", appKey, waterBill).status, 409);
        QCOMPARE(shop.registerUrls().status, 200);
        QVERIFY(shop.registerPull().body.contains("\"1000\""));
        const QByteArray newKey = shop.optIn().text("app_key").toLatin1();
        QVERIFY(newKey != appKey);
        QCOMPARE(shop.bill("single-invoicing", newKey, waterBill).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorRegistrations)

#include "tst_simulatorregistrations.moc"
