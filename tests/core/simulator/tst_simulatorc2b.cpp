// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QSignalSpy>

#include <functional>
#include <tuple>

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

const char *const idShape = "[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}[0-9]+";

/// A shop with the sandbox short code 600984 of Safaricom's samples.
class C2bHarness : public SimulatorHarness
{
public:
    [[nodiscard]] WireReply registerUrls(const QJsonObject &changes = {}, const QByteArray &version = "v2")
    {
        return post("/mpesa/c2b/" + version + "/registerurl", changed({{text("ShortCode"), text("600984")},
                                                                       {text("ResponseType"), text("Completed")},
                                                                       {text("ConfirmationURL"), shop.url(text("/confirmation"))},
                                                                       {text("ValidationURL"), shop.url(text("/validation"))}},
                                                                      changes));
    }

    [[nodiscard]] WireReply simulate(const QJsonObject &changes = {}, const QByteArray &version = "v2")
    {
        return post("/mpesa/c2b/" + version + "/simulate", changed({{text("ShortCode"), 600984},
                                                                    {text("CommandID"), text("CustomerPayBillOnline")},
                                                                    {text("Amount"), text("1250")},
                                                                    {text("Msisdn"), 254708374149LL},
                                                                    {text("BillRefNumber"), text("INV-00231")}},
                                                                   changes));
    }

    [[nodiscard]] static SimulatorOptions options(const std::function<void(ProductSwitches &)> &change = {})
    {
        SimulatorOptions options = quickOptions();
        if (change) {
            change(options.products);
        }
        return options;
    }

    [[nodiscard]] bool waitForCallbacks(qsizetype count)
    {
        return waitUntil([this, count] { return shop.requests.size() >= count; });
    }
    [[nodiscard]] QByteArray pathOf(qsizetype index) const { return shop.requests.value(index).path(); }
    [[nodiscard]] QString note() const { return simulator.requests().constLast().note; }
};

constexpr qint64 utilityAtStart = 40'211'00;

} // namespace

Q_DECLARE_METATYPE(daraja::HttpResponse)

/// C2B: addresses are registered, customers' payments validated and confirmed.
class TestSimulatorC2b final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void acknowledgements_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("isLong");
        QTest::addColumn<QString>("code");
        QTest::newRow("v1") << QByteArray("v1") << false << "0";
        QTest::newRow("v2") << QByteArray("v2") << false << "0";
        QTest::newRow("long code") << QByteArray("v2") << true << "00000000";
    }
    void acknowledgements()
    {
        QFETCH(QByteArray, version);
        QFETCH(bool, isLong);
        QFETCH(QString, code);
        C2bHarness harness;
        QVERIFY(harness.start(C2bHarness::options([isLong](ProductSwitches &switches) { switches.c2bLongResponseCode = isLong; })));
        const QString shape = text("^\\{\"OriginatorCoversationID\":\"%1\",\"ResponseCode\":\"%2\",\"ResponseDescription\":\"%3\"\\}$");
        const WireReply registered = harness.registerUrls({}, version);
        QCOMPARE(registered.status, 200);
        QVERIFY2(QRegularExpression(shape.arg(text(idShape), code, text("success"))).match(QString::fromUtf8(registered.body)).hasMatch(),
                 registered.body.constData());
        const WireReply simulated = harness.simulate({}, version);
        QCOMPARE(simulated.status, 200);
        QVERIFY2(QRegularExpression(shape.arg(text(idShape), code, text("Accept the service request successfully\\.")))
                     .match(QString::fromUtf8(simulated.body))
                     .hasMatch(),
                 simulated.body.constData());
    }

    void registrationRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        const auto bad = [](const char *member) { return text("Bad Request - Invalid ") + text(member); };
        const auto row = [](const char *name, const QJsonObject &changes, int status, const char *code, const QString &message) {
            QTest::newRow(name) << changes << status << text(code) << message;
        };
        for (const char *type : {"completed", "CANCELLED", "Canceled", ""}) {
            row(qPrintable(text("type ") + text(type)), {{text("ResponseType"), text(type)}}, 400, "400.003.02", bad("ResponseType"));
        }
        row("no type", {{text("ResponseType"), QJsonValue()}}, 400, "400.003.02", bad("ResponseType"));
        row("no confirmation", {{text("ConfirmationURL"), QJsonValue()}}, 400, "400.003.02", bad("ConfirmationURL"));
        row("bad validation", {{text("ValidationURL"), text("shop.example/v")}}, 400, "400.003.02", bad("ValidationURL"));
        for (const char *path : {"/m-pesa", "/MPESA/c", "/Safaricom", "/run.exe", "/execution", "/cmd", "/my-sql", "/query"}) {
            row(path, {{text("ConfirmationURL"), text("https://shop.example") + text(path)}}, 400, "400.003.02", bad("ConfirmationURL"));
        }
        row("word in validation", {{text("ValidationURL"), text("https://mpesa.example/v")}}, 400, "400.003.02", bad("ValidationURL"));
        row("short code", {{text("ShortCode"), text("60")}}, 400, "400.002.02", bad("ShortCode"));
        row("foreign short code", {{text("ShortCode"), text("555555")}}, 401, "401.003.01",
            text("Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found"));
    }
    void registrationRefused()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, message);
        C2bHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.registerUrls(changes), status, code, message));
        QVERIFY(!harness.note().isEmpty());
        QCOMPARE(harness.simulate().status, 200);
        QVERIFY(harness.note().contains(text("No URLs are registered")));
    }

    void onlyTheVersionOfTheAppAnswers()
    {
        C2bHarness harness;
        QVERIFY(
            harness.start(C2bHarness::options([](ProductSwitches &switches) { switches.c2bVersion = ProductSwitches::C2bVersion::V1; })));
        const QString message = text("Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found");
        QVERIFY(isRefusal(harness.registerUrls({}, "v2"), 401, text("401.003.01"), message));
        QVERIFY(harness.note().contains(text("v1")));
        QVERIFY(isRefusal(harness.simulate({}, "v2"), 401, text("401.003.01"), message));
        QCOMPARE(harness.registerUrls({}, "v1").status, 200);
        ProductSwitches switches;
        switches.c2bVersion = ProductSwitches::C2bVersion::V2;
        harness.simulator.setProductSwitches(switches);
        QVERIFY(isRefusal(harness.registerUrls({}, "v1"), 401, text("401.003.01"), message));
        QCOMPARE(harness.registerUrls({}, "v2").status, 200);
    }

    void lastRegistrationWins()
    {
        C2bHarness harness;
        QVERIFY(harness.start(C2bHarness::options([](ProductSwitches &switches) { switches.c2bValidates = false; })));
        QCOMPARE(harness.registerUrls().status, 200);
        QCOMPARE(harness.registerUrls({{text("ConfirmationURL"), harness.shop.url(text("/later"))}}).status, 200);
        QCOMPARE(harness.simulate().status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.pathOf(0), QByteArray("/later"));
    }

    void productionTakesOneRegistration()
    {
        C2bHarness harness;
        QVERIFY(harness.start(C2bHarness::options([](ProductSwitches &switches) { switches.c2bRegistersOnce = true; })));
        QCOMPARE(harness.registerUrls().status, 200);
        QVERIFY(isRefusal(harness.registerUrls(), 500, text("500.003.1001"), text("Urls are already registered.")));
        QCOMPARE(harness.registerUrls({{text("ShortCode"), text("600985")}}).status, 200);
        harness.simulator.reset();
        QCOMPARE(harness.registerUrls().status, 200);
    }

    void expressOnlyShortCode()
    {
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls({{text("ShortCode"), text("174379")}}).status, 200);
        ProductSwitches switches;
        switches.c2bRefusesExpressCode = true;
        harness.simulator.setProductSwitches(switches);
        const WireReply reply = harness.registerUrls({{text("ShortCode"), text("174379")}});
        QCOMPARE(reply.status, 500);
        const QJsonObject fault = reply.json().value(u"Envelope").toObject().value(u"Body").toObject().value(u"Fault").toObject();
        QVERIFY2(fault.value(u"faultstring")
                     .toString()
                     .startsWith(text("Execution of ServiceCallout SCO-AddURLVault failed. Reason: ResponseCode 409")),
                 reply.body.constData());
        QCOMPARE(fault.value(u"detail").toObject().value(u"source").toObject().value(u"errorcode").toString(),
                 text("steps.servicecallout.ExecutionFailed"));
        QCOMPARE(harness.registerUrls().status, 200); // 600984 is none
    }

    void asksThenTells()
    {
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls().status, 200);
        harness.shop.response = HttpResponse::json(200, R"({"ResultCode":"0","ResultDesc":"Accepted","ThirdPartyTransID":"shop-77"})");
        QCOMPARE(harness.simulate().status, 200);
        QVERIFY(harness.waitForCallbacks(2));
        QCOMPARE(harness.pathOf(0), QByteArray("/validation"));
        QCOMPARE(harness.pathOf(1), QByteArray("/confirmation"));
        const QString receipt = harness.shop.json(0).value(u"TransID").toString();
        QVERIFY2(QRegularExpression(text("^UCE[0-9A-Z]{7}$")).match(receipt).hasMatch(), qPrintable(receipt));
        const QString shape = text("{\"TransactionType\":\"Pay Bill\",\"TransID\":\"%1\",\"TransTime\":\"20260314120000\","
                                   "\"TransAmount\":\"1250.00\",\"BusinessShortCode\":\"600984\",\"BillRefNumber\":\"INV-00231\","
                                   "\"InvoiceNumber\":\"\",\"OrgAccountBalance\":\"%2\",\"ThirdPartyTransID\":\"%3\","
                                   "\"MSISDN\":\"2547 ***** 149\",\"FirstName\":\"CUSTOMER\",\"MiddleName\":\"\",\"LastName\":\"\"}");
        QCOMPARE(QString::fromUtf8(harness.shop.body(0)), shape.arg(receipt, QString(), QString()));
        QCOMPARE(QString::fromUtf8(harness.shop.body(1)), shape.arg(receipt, text("41461.00"), text("shop-77")));
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart + 1'250'00);
        QCOMPARE(harness.simulator.walletOf(text(SimulatorHarness::msisdn)), 50'000'00 - 1'250'00);
    }

    void msisdnForms_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("msisdn");
        using Form = ProductSwitches::MsisdnForm;
        QTest::newRow("v1") << QByteArray("v1") << static_cast<int>(Form::ByVersion)
                            << text("bbff37cea44ac0b2d964ee0dfb8d2df8513dc7ba1b36129a929fc3fbd6dd4af4");
        QTest::newRow("v2") << QByteArray("v2") << static_cast<int>(Form::ByVersion) << text("2547 ***** 149");
        QTest::newRow("v2 hashed") << QByteArray("v2") << static_cast<int>(Form::Hashed)
                                   << text("bbff37cea44ac0b2d964ee0dfb8d2df8513dc7ba1b36129a929fc3fbd6dd4af4");
        QTest::newRow("v1 masked") << QByteArray("v1") << static_cast<int>(Form::Masked) << text("2547 ***** 149");
        QTest::newRow("plain") << QByteArray("v2") << static_cast<int>(Form::Plain) << text("254708374149");
    }
    void msisdnForms()
    {
        QFETCH(QByteArray, version);
        QFETCH(int, form);
        QFETCH(QString, msisdn);
        C2bHarness harness;
        QVERIFY(harness.start(C2bHarness::options(
            [form](ProductSwitches &switches) { switches.c2bMsisdn = static_cast<ProductSwitches::MsisdnForm>(form); })));
        QCOMPARE(harness.registerUrls({}, version).status, 200);
        QCOMPARE(harness.simulate({}, version).status, 200);
        QVERIFY(harness.waitForCallbacks(2));
        QCOMPARE(harness.shop.json(0).value(u"MSISDN").toString(), msisdn);
        QCOMPARE(harness.shop.json(1).value(u"MSISDN").toString(), msisdn);
    }

    void rejections_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("code");
        for (int code = 11; code <= 16; ++code) {
            const QByteArray name = "C2B000" + QByteArray::number(code);
            QTest::newRow(name.constData()) << QByteArray("{\"ResultCode\":\"" + name + "\",\"ResultDesc\":\"Rejected\"}")
                                            << QString::fromLatin1(name);
        }
        QTest::newRow("a number") << QByteArray(R"({"ResultCode":1,"ResultDesc":"Rejected"})") << "1";
    }
    void rejections()
    {
        QFETCH(QByteArray, reply);
        QFETCH(QString, code);
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls().status, 200); // Completed does not help against a rejection
        harness.shop.response = HttpResponse::json(200, reply);
        QSignalSpy changes(&harness.simulator, &Simulator::customerPaymentChanged);
        QCOMPARE(harness.simulate().status, 200);
        QTRY_COMPARE(changes.size(), 2);
        const auto payment = changes.at(1).at(0).value<CustomerPayment>();
        QCOMPARE(payment.state, CustomerPayment::State::Rejected);
        QVERIFY2(payment.problem.contains(code), qPrintable(payment.problem));
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart);
        QCOMPARE(harness.simulator.walletOf(text(SimulatorHarness::msisdn)), 50'000'00);
        QCOMPARE(harness.shop.requests.size(), 1);
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1); // no confirmation is on its way
    }

    void responseTypeDecidesUnanswered_data()
    {
        QTest::addColumn<HttpResponse>("response");
        QTest::addColumn<bool>("isHeld");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isPaid");
        HttpResponse redirect;
        redirect.status = 302;
        redirect.headers.set("Location", "/elsewhere");
        const QList<std::tuple<const char *, HttpResponse, bool>> replies{
            {"status 500", HttpResponse::json(500, R"({"ResultCode":"0"})"), false},
            {"no JSON", HttpResponse::html(200, "<p>Accepted</p>"), false},
            {"no ResultCode", HttpResponse::json(200, R"({"ResultDesc":"Accepted"})"), false},
            {"empty", HttpResponse::json(200, ""), false},
            {"redirect", redirect, false},
            {"too late", HttpResponse::json(200, R"({"ResultCode":"C2B00012"})"), true},
        };
        for (const auto &[name, response, isHeld] : replies) {
            QTest::addRow("%s, Completed", name) << response << isHeld << "Completed" << true;
            QTest::addRow("%s, Cancelled", name) << response << isHeld << "Cancelled" << false;
        }
    }
    void responseTypeDecidesUnanswered()
    {
        QFETCH(HttpResponse, response);
        QFETCH(bool, isHeld);
        QFETCH(QString, type);
        QFETCH(bool, isPaid);
        C2bHarness harness;
        QVERIFY(harness.start(C2bHarness::options([](ProductSwitches &switches) { switches.c2bValidationTimeout = 300; })));
        QCOMPARE(harness.registerUrls({{text("ResponseType"), type}}).status, 200);
        harness.shop.response = response;
        harness.shop.holdsAnswers = isHeld;
        QSignalSpy changes(&harness.simulator, &Simulator::customerPaymentChanged);
        QCOMPARE(harness.simulate().status, 200);
        QTRY_COMPARE(changes.size(), 2);
        const auto payment = changes.at(1).at(0).value<CustomerPayment>();
        QCOMPARE(payment.state, isPaid ? CustomerPayment::State::Paid : CustomerPayment::State::Rejected);
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart + (isPaid ? 1'250'00 : 0));
        if (isPaid) {
            QVERIFY(harness.waitForCallbacks(2));
            QCOMPARE(harness.pathOf(1), QByteArray("/confirmation"));
        } else {
            QCOMPARE(harness.shop.requests.size(), 1);
        }
    }

    void deadShop()
    {
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls({{text("ResponseType"), text("Cancelled")}}).status, 200);
        harness.shop.close();
        QSignalSpy changes(&harness.simulator, &Simulator::customerPaymentChanged);
        QCOMPARE(harness.simulate().status, 200);
        QTRY_COMPARE(changes.size(), 2);
        QCOMPARE(changes.at(1).at(0).value<CustomerPayment>().state, CustomerPayment::State::Rejected);
    }

    void nobodyIsAskedWithoutActivation()
    {
        C2bHarness harness;
        QVERIFY(harness.start(C2bHarness::options([](ProductSwitches &switches) { switches.c2bValidates = false; })));
        QCOMPARE(harness.registerUrls().status, 200);
        QCOMPARE(harness.simulate().status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QCOMPARE(harness.pathOf(0), QByteArray("/confirmation"));
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1);
    }

    void paysWithoutUrls()
    {
        C2bHarness harness;
        QVERIFY(harness.start());
        harness.simulator.setWallet(text(SimulatorHarness::msisdn), 0); // the sandbox knows no wallets: a simulated customer can pay
        QCOMPARE(harness.simulate().status, 200);
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart + 1'250'00);
        QVERIFY(harness.note().contains(text("No URLs are registered")));
        QVERIFY(harness.simulator.callbackAttempts().isEmpty());
    }

    void simulateRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("member");
        QTest::newRow("no account") << QJsonObject{{text("BillRefNumber"), QJsonValue()}} << "BillRefNumber";
        QTest::newRow("empty account") << QJsonObject{{text("BillRefNumber"), text("")}} << "BillRefNumber";
        QTest::newRow("long account") << QJsonObject{{text("BillRefNumber"), QString(21, u'x')}} << "BillRefNumber";
        QTest::newRow("command") << QJsonObject{{text("CommandID"), text("CustomerPaybillOnline")}} << "CommandID";
        QTest::newRow("till by paybill command") << QJsonObject{{text("ShortCode"), 174380}} << "CommandID";
        QTest::newRow("paybill by till command")
            << QJsonObject{{text("ShortCode"), 174379}, {text("CommandID"), text("CustomerBuyGoodsOnline")}} << "CommandID";
        QTest::newRow("amount") << QJsonObject{{text("Amount"), text("0")}} << "Amount";
        QTest::newRow("phone") << QJsonObject{{text("Msisdn"), text("0708374149")}} << "Msisdn";
        QTest::newRow("MSISDN in capitals") << QJsonObject{{text("Msisdn"), QJsonValue()}, {text("MSISDN"), 254708374149LL}} << "Msisdn";
    }
    void simulateRefused()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, member);
        C2bHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.simulate(changes), 400, text("400.002.02"), text("Bad Request - Invalid ") + member));
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart);
    }

    void tillPayment()
    {
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls({{text("ShortCode"), text("174380")}}).status, 200);
        QCOMPARE(harness
                     .simulate({{text("ShortCode"), 174380},
                                {text("CommandID"), text("CustomerBuyGoodsOnline")},
                                {text("BillRefNumber"), QJsonValue()},
                                {text("Amount"), 20}})
                     .status,
                 200);
        QVERIFY(harness.waitForCallbacks(2));
        const QJsonObject told = harness.shop.json(1);
        QCOMPARE(told.value(u"TransactionType").toString(), text("Buy Goods"));
        QCOMPARE(told.value(u"BillRefNumber").toString(), QString());
        QCOMPARE(told.value(u"OrgAccountBalance").toString(), text("20.00"));
        QCOMPARE(harness.simulator.accounts().merchant, 20'00);
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart);
    }

    void stoppedWhileAsking()
    {
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls().status, 200);
        harness.shop.holdsAnswers = true;
        QCOMPARE(harness.simulate().status, 200);
        QVERIFY(harness.waitForCallbacks(1));
        QSignalSpy changes(&harness.simulator, &Simulator::customerPaymentChanged);
        harness.simulator.stop();
        harness.shop.held.first().respond(harness.shop.response);
        QVERIFY(harness.start());
        QCOMPARE(harness.askToken().status, 200); // round trips pass: the old payment must not move
        QCOMPARE(harness.askToken().status, 200);
        QCOMPARE(changes.size(), 0);
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart);
    }

    void confirmationByFault_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("confirmations");
        QTest::newRow("lost") << "lost-callback" << 0;
        QTest::newRow("double") << "duplicate-callback" << 2;
    }
    void confirmationByFault()
    {
        QFETCH(QString, fault);
        QFETCH(int, confirmations);
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls().status, 200);
        QVERIFY(harness.simulator.setFault(fault, FaultUse::Once, text("c2b_simulate")));
        QCOMPARE(harness.simulate().status, 200);
        // The validation is asked in any case; a lost confirmation is on record as an attempt.
        QTRY_COMPARE(harness.simulator.callbackAttempts().size(), 1 + qMax(1, confirmations));
        QVERIFY(harness.waitForCallbacks(1 + confirmations));
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart + 1'250'00);
        harness.shop.requests.clear();
        QCOMPARE(harness.simulate().status, 200); // only once
        QVERIFY(harness.waitForCallbacks(2));
        QCOMPARE(harness.pathOf(0), QByteArray("/validation"));
        QCOMPARE(harness.pathOf(1), QByteArray("/confirmation"));
    }

    void paidFromThePhone()
    {
        C2bHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.registerUrls({{text("ShortCode"), text("174379")}}).status, 200);
        QSignalSpy changes(&harness.simulator, &Simulator::customerPaymentChanged);
        CustomerOrder order;
        order.msisdn = text("254712345678");
        order.receiver = text("174379");
        order.reference = text("house 4");
        order.shillings = 300;
        const CustomerPayment first = harness.simulator.payFromCustomer(order);
        QCOMPARE(first.state, CustomerPayment::State::Validating);
        QTRY_COMPARE(changes.size(), 2);
        const auto paid = changes.at(1).at(0).value<CustomerPayment>();
        QCOMPARE(paid.state, CustomerPayment::State::Paid);
        QCOMPARE(paid.receipt, first.receipt);
        QVERIFY(harness.waitForCallbacks(2));
        QCOMPARE(harness.shop.json(1).value(u"BillRefNumber").toString(), text("house 4"));
        QCOMPARE(harness.shop.json(1).value(u"MSISDN").toString(), text("2547 ***** 678"));
        QCOMPARE(harness.simulator.walletOf(text("254712345678")), 50'000'00 - 300'00);
    }

    void impossibleFromThePhone_data()
    {
        QTest::addColumn<QString>("msisdn");
        QTest::addColumn<QString>("receiver");
        QTest::addColumn<qint64>("shillings");
        QTest::addColumn<QString>("problemHas");
        QTest::newRow("receiver") << "254708374149"
                                  << "555555" << qint64(10) << "555555";
        QTest::newRow("nothing") << "254708374149"
                                 << "174379" << qint64(0) << "250,000";
        QTest::newRow("too much") << "254708374149"
                                  << "174379" << qint64(250'001) << "250,000";
        QTest::newRow("more than the wallet") << "254708374149"
                                              << "174379" << qint64(50'001) << "enough";
        QTest::newRow("no phone") << "174380"
                                  << "174379" << qint64(10) << "174380";
    }
    void impossibleFromThePhone()
    {
        QFETCH(QString, msisdn);
        QFETCH(QString, receiver);
        QFETCH(qint64, shillings);
        QFETCH(QString, problemHas);
        C2bHarness harness;
        QVERIFY(harness.start());
        CustomerOrder order;
        order.msisdn = msisdn;
        order.receiver = receiver;
        order.shillings = shillings;
        const CustomerPayment payment = harness.simulator.payFromCustomer(order);
        QCOMPARE(payment.state, CustomerPayment::State::Rejected);
        QVERIFY2(payment.problem.contains(problemHas), qPrintable(payment.problem));
        QCOMPARE(harness.simulator.accounts().utility, utilityAtStart);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorC2b)

#include "tst_simulatorc2b.moc"
