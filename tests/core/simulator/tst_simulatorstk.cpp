// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

#include <QSignalSpy>

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

} // namespace

/// STK push: what is refused, what the phone decides, what comes back.
class TestSimulatorStk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void acknowledgementHasTheDocumentedShape()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply = harness.push();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("Content-Type"), QByteArrayLiteral("application/json"));
        static const QRegularExpression shape(
            QStringLiteral(R"(^\{"MerchantRequestID":"[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}[0-9]+",)"
                           R"("CheckoutRequestID":"ws_CO_140320261200000708374149","ResponseCode":"0",)"
                           R"("ResponseDescription":"Success. Request accepted for processing",)"
                           R"("CustomerMessage":"Success. Request accepted for processing"\}$)"));
        QVERIFY2(shape.match(QString::fromUtf8(reply.body)).hasMatch(), reply.body.constData());
        harness.clock.advance(std::chrono::milliseconds(75'042));
        QCOMPARE(harness.push({{text("PhoneNumber"), 254112345678LL}}).text("CheckoutRequestID"), text("ws_CO_1403202612011542112345678"));
    }

    void takesWhatClientsReallySend_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::newRow("as documented") << QJsonObject();
        QTest::newRow("everything as text") << QJsonObject{{text("BusinessShortCode"), text("174379")},
                                                           {text("Amount"), text("1250")},
                                                           {text("PartyA"), text("254708374149")},
                                                           {text("PartyB"), text("174379")},
                                                           {text("PhoneNumber"), text("254708374149")}};
        QTest::newRow("unknown members") << QJsonObject{{text("Remark"), text("x")}, {text("Occassion"), QJsonArray{1, 2}}};
        QTest::newRow("long reference") << QJsonObject{{text("AccountReference"), text("fifteen letters")}};
        QTest::newRow("smallest amount") << QJsonObject{{text("Amount"), 1}};
        QTest::newRow("largest amount") << QJsonObject{{text("Amount"), 250000}};
        QTest::newRow("till") << QJsonObject{{text("TransactionType"), text("CustomerBuyGoodsOnline")}, {text("PartyB"), 174380}};
    }
    void takesWhatClientsReallySend()
    {
        QFETCH(QJsonObject, changes);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.push(changes).text("ResponseCode"), text("0"));
        QCOMPARE(harness.simulator.handset().openPrompts().size(), 1);
    }

    void takesAnyJsonContentType_data()
    {
        QTest::addColumn<QByteArrayList>("headers");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("plain") << QByteArrayList{"Content-Type: application/json"} << true;
        QTest::newRow("charset") << QByteArrayList{"content-type: application/json; charset=UTF-8"} << true;
        QTest::newRow("capitals") << QByteArrayList{"Content-Type: Application/JSON"} << true;
        QTest::newRow("none") << QByteArrayList{} << true;
        QTest::newRow("form") << QByteArrayList{"Content-Type: application/x-www-form-urlencoded"} << false;
        QTest::newRow("text") << QByteArrayList{"Content-Type: text/plain"} << false;
    }
    void takesAnyJsonContentType()
    {
        QFETCH(QByteArrayList, headers);
        QFETCH(bool, isRead);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const WireReply reply =
            harness.send("POST", "/mpesa/stkpush/v1/processrequest", headers + QByteArrayList{"Authorization: Bearer " + harness.token()},
                         QJsonDocument(harness.pushMembers()).toJson());
        if (isRead) {
            QCOMPARE(reply.text("ResponseCode"), text("0"));
        } else {
            QVERIFY(isRefusal(reply, 400, text("400.002.02"), text("Bad Request - Invalid BusinessShortCode")));
            QVERIFY(harness.simulator.requests().constLast().note.contains(text("Content-Type")));
        }
    }

    void unreadableBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArrayLiteral("");
        QTest::newRow("form") << QByteArrayLiteral("BusinessShortCode=174379&Amount=1");
        QTest::newRow("cut") << QByteArrayLiteral(R"({"BusinessShortCode":174379)");
        QTest::newRow("array") << QByteArrayLiteral(R"([{"BusinessShortCode":174379}])");
        QTest::newRow("number") << QByteArrayLiteral("174379");
        QTest::newRow("binary") << QByteArray("\xff\xfe\x00{}", 5);
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("no member") << QByteArrayLiteral("{}");
    }
    void unreadableBodies()
    {
        QFETCH(QByteArray, body);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.send("POST", "/mpesa/stkpush/v1/processrequest",
                                       {"Content-Type: application/json", "Authorization: Bearer " + harness.token()}, body),
                          400, text("400.002.02"), text("Bad Request - Invalid BusinessShortCode")));
        QVERIFY(!harness.simulator.requests().constLast().note.isEmpty());
    }

    void badMembers_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *member, const QJsonValue &value, const char *named) {
            const QByteArray shown = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
            QTest::addRow("%s %s", member, shown.constData()) << QJsonObject{{text(member), value}} << text(named);
        };
        for (const char *member : {"BusinessShortCode", "Timestamp", "TransactionType", "Amount", "PartyA", "PartyB", "PhoneNumber",
                                   "CallBackURL", "AccountReference"}) {
            row(member, QJsonValue(), member); // absent
            row(member, text(""), member);
            row(member, QJsonArray{1}, member);
        }
        row("TransactionDesc", QJsonValue(), "Remarks");
        row("Password", QJsonValue(), "Password");
        row("BusinessShortCode", text("17437x"), "BusinessShortCode");
        row("BusinessShortCode", 17, "BusinessShortCode");
        row("BusinessShortCode", 17437900, "BusinessShortCode");
        row("Timestamp", text("2026031412000"), "Timestamp");
        row("Timestamp", text("2026-03-14 12:"), "Timestamp");
        row("TransactionType", text("CustomerPaybillOnline"), "TransactionType");
        row("Amount", 0, "Amount");
        row("Amount", -5, "Amount");
        row("Amount", 12.5, "Amount");
        row("Amount", text("12.50"), "Amount");
        row("Amount", text("many"), "Amount");
        row("Amount", 250001, "Amount");
        row("PartyA", text("0708374149"), "PartyA");
        row("PartyB", text("shop"), "PartyB");
        row("PhoneNumber", text("0708374149"), "PhoneNumber");
        row("PhoneNumber", text("+254708374149"), "PhoneNumber");
        row("PhoneNumber", text("254208374149"), "PhoneNumber");
        row("PhoneNumber", 25470837414LL, "PhoneNumber");
        row("CallBackURL", text("shop.example/cb"), "CallBackURL");
        row("CallBackURL", text("ftp://shop.example/cb"), "CallBackURL");
        row("AccountReference", QString(30, u'x'), "AccountReference");
    }
    void badMembers()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, named);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.push(changes), 400, text("400.002.02"), text("Bad Request - Invalid ") + named));
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
    }

    void merchantRefusals_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("noteHas");
        const auto password = [](const QByteArray &code, const QByteArray &key, const QByteArray &time) {
            return SimulatorHarness::password(code, key, time);
        };
        const QString wrong = text("Wrong credentials");
        const QString unknown = text("Merchant does not exist");
        QTest::newRow("passkey") << QJsonObject{{text("Password"), password("174379", QByteArray(64, 'a'), "20260314120000")}} << wrong
                                 << text("passkey");
        QTest::newRow("timestamp") << QJsonObject{{text("Timestamp"), text("20260314120001")}} << wrong << text("Timestamp");
        QTest::newRow("short code inside") << QJsonObject{{text("Password"),
                                                           password("600984", SimulatorHarness::passkey, "20260314120000")}}
                                           << wrong << text("BusinessShortCode");
        QTest::newRow("not encoded") << QJsonObject{{text("Password"), text("174379 bfb279 20260314120000")}} << wrong << text("base64");
        QTest::newRow("passkey as password") << QJsonObject{{text("Password"), text(SimulatorHarness::passkey)}} << wrong
                                             << text("Password");
        QTest::newRow("unknown short code") << QJsonObject{{text("BusinessShortCode"), 600984}, {text("PartyB"), 600984}} << unknown
                                            << text("174379");
        QTest::newRow("till as short code") << QJsonObject{{text("BusinessShortCode"), 174380}} << unknown << text("till");
    }
    void merchantRefusals()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, message);
        QFETCH(QString, noteHas);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.push(changes), 500, text("500.001.1001"), message));
        QVERIFY2(harness.simulator.requests().constLast().note.contains(noteHas),
                 qPrintable(harness.simulator.requests().constLast().note));
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
    }

    void buyGoodsOnThePaybill()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QVERIFY(isRefusal(harness.push({{text("TransactionType"), text("CustomerBuyGoodsOnline")}}), 400, text("400.002.02"),
                          text("Bad Request - Invalid TransactionType")));
    }

    void wrongReceiver_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("receiver");
        QTest::addColumn<QString>("code");
        QTest::newRow("till as paybill") << text("CustomerPayBillOnline") << 174380 << text("2028");
        QTest::newRow("unknown paybill") << text("CustomerPayBillOnline") << 600984 << text("SFC_IC0003");
        QTest::newRow("unknown till") << text("CustomerBuyGoodsOnline") << 600984 << text("SFC_IC0003");
    }
    void wrongReceiver()
    {
        QFETCH(QString, type);
        QFETCH(int, receiver);
        QFETCH(QString, code);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QCOMPARE(harness.push({{text("TransactionType"), type}, {text("PartyB"), receiver}}).text("ResponseCode"), text("0"));
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        const QJsonValue given = harness.shop.stkCallback(0).value(u"ResultCode");
        QCOMPARE(given.isString() ? given.toString() : QString::number(given.toInt()), code);
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
    }

    void promptShowsWhatIsAsked()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.organisation = text("Duka la Wanjiku");
        QVERIFY(harness.start(options));
        Handset &handset = harness.simulator.handset();
        QSignalSpy opened(&handset, &Handset::promptOpened);
        QSignalSpy books(&harness.simulator, &Simulator::booksChanged);
        const WireReply reply = harness.push({{text("PhoneNumber"), 254711000001LL}});
        QCOMPARE(opened.size(), 1);
        const auto prompt = opened.first().first().value<Prompt>();
        QCOMPARE(prompt.id, reply.text("CheckoutRequestID"));
        QCOMPARE(prompt.msisdn, text("254711000001"));
        QCOMPARE(prompt.amount, text("1250"));
        QCOMPARE(prompt.payee, text("Duka la Wanjiku"));
        QCOMPARE(prompt.accountReference, text("INV-00231"));
        QCOMPARE(prompt.openedAt, harness.clock.now());
        QCOMPARE(prompt.expiresAt, harness.clock.now().addSecs(60));
        QCOMPARE(prompt.state, Prompt::State::Open);
        QCOMPARE(handset.openPrompts().size(), 1);
        QCOMPARE(handset.prompt(prompt.id).msisdn, prompt.msisdn);
        QVERIFY(handset.prompt(text("other")).id.isEmpty());
        QCOMPARE(harness.simulator.wallets(), (QStringList{text("254708374149"), text("254711000001")}));
        QVERIFY(!books.isEmpty());
    }

    void paidWithThePin()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy closed(&harness.simulator.handset(), &Handset::promptClosed);
        QSignalSpy books(&harness.simulator, &Simulator::booksChanged);
        const WireReply push = harness.push();
        const QString id = push.text("CheckoutRequestID");
        harness.clock.advance(std::chrono::seconds(22));
        harness.simulator.handset().enterPin(id, text(Handset::defaultPin));
        QCOMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<Prompt>().state, Prompt::State::Paid);
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 50'000'00 - 1'250'00);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 1'250'00);
        QCOMPARE(harness.simulator.accounts().working, 88'214'00);
        QVERIFY(!books.isEmpty());
        QVERIFY(harness.shop.requests.isEmpty()); // comes later, by itself

        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.requests.first().method, QByteArrayLiteral("POST"));
        QCOMPARE(harness.shop.requests.first().target, QByteArrayLiteral("/cb/7f31"));
        QCOMPARE(harness.shop.requests.first().headers.value("Content-Type"), QByteArrayLiteral("application/json"));

        const QByteArray body = harness.shop.body(0);
        static const QRegularExpression receiptShape(text("\"MpesaReceiptNumber\",\"Value\":\"(UCE[0-9A-Z]{7})\""));
        const QString receipt = receiptShape.match(QString::fromUtf8(body)).captured(1);
        QVERIFY2(!receipt.isEmpty(), body.constData());
        // What Safaricom's page shows, with this payment's values.
        const QByteArray sample = R"({ "Body": { "stkCallback": {
            "MerchantRequestID": "%1",
            "CheckoutRequestID": "ws_CO_140320261200000708374149",
            "ResultCode": 0,
            "ResultDesc": "The service request is processed successfully.",
            "CallbackMetadata": { "Item": [
              { "Name": "Amount", "Value": 1250.00 },
              { "Name": "MpesaReceiptNumber", "Value": "%2" },
              { "Name": "Balance" },
              { "Name": "TransactionDate", "Value": 20260314120022 },
              { "Name": "PhoneNumber", "Value": 254708374149 } ] } } } })";
        const QByteArray expected = QString::fromUtf8(sample).arg(push.text("MerchantRequestID"), receipt).toUtf8();
        QCOMPARE(QJsonDocument::fromJson(body), QJsonDocument::fromJson(expected));
        QVERIFY(body.contains("\"Value\":1250.00}"));
        QVERIFY(body.contains("\"ResultCode\":0,"));
        QVERIFY(body.contains("{\"Name\":\"Balance\"}"));

        // The end is the end.
        harness.simulator.handset().cancel(id);
        harness.simulator.handset().enterPin(id, text("0000"));
        QCOMPARE(closed.size(), 1);
        QCOMPARE(harness.simulator.handset().prompt(id).state, Prompt::State::Paid);
    }

    void refusedOnThePhone_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("description");
        QTest::addColumn<Prompt::State>("state");
        QTest::newRow("cancel") << text("cancel") << 1032 << text("Request cancelled by user") << Prompt::State::Cancelled;
        QTest::newRow("wrong PIN") << text("0000") << 2001 << text("The initiator information is invalid.") << Prompt::State::WrongPin;
        QTest::newRow("no PIN") << QString() << 2001 << text("The initiator information is invalid.") << Prompt::State::WrongPin;
        QTest::newRow("empty wallet") << text("1234") << 1 << text("The balance is insufficient for the transaction.")
                                      << Prompt::State::NotEnough;
        QTest::newRow("nobody answers") << text("ignore") << 1037 << text("DS timeout user cannot be reached.") << Prompt::State::Expired;
    }
    void refusedOnThePhone()
    {
        QFETCH(QString, action);
        QFETCH(int, code);
        QFETCH(QString, description);
        QFETCH(Prompt::State, state);
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.promptLifetime = action == u"ignore" ? 30 : 60'000;
        QVERIFY(harness.start(options));
        harness.simulator.setWallet(text("254708374149"), 1'249'99);
        const WireReply push = harness.push();
        const QString id = push.text("CheckoutRequestID");
        if (action == u"cancel") {
            harness.simulator.handset().cancel(id);
        } else if (action != u"ignore") {
            harness.simulator.handset().enterPin(id, action);
        }
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.json(0),
                 (QJsonObject{{text("Body"),
                               QJsonObject{{text("stkCallback"), QJsonObject{{text("MerchantRequestID"), push.text("MerchantRequestID")},
                                                                             {text("CheckoutRequestID"), id},
                                                                             {text("ResultCode"), code},
                                                                             {text("ResultDesc"), description}}}}}}));
        QCOMPARE(harness.simulator.handset().prompt(id).state, state);
        QVERIFY(harness.simulator.handset().openPrompts().isEmpty());
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 1'249'99);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00);
    }

    void paysToTheLastCent()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        harness.simulator.setWallet(text("254708374149"), 1'250'00);
        harness.simulator.handset().enterPin(harness.push().text("CheckoutRequestID"), text("1234"));
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 0);
    }

    void oneOpenPromptForEachNumber()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString first = harness.push().text("CheckoutRequestID");
        QVERIFY(isRefusal(harness.push({{text("Amount"), 10032}}), 500, text("500.001.1001"),
                          text("Unable to lock subscriber, a transaction is already in process for the current subscriber")));
        const QString other = harness.push({{text("PhoneNumber"), 254711000001LL}}).text("CheckoutRequestID");
        QCOMPARE(harness.simulator.handset().openPrompts().size(), 2);
        QCOMPARE(harness.simulator.handset().openPrompts().first().id, first);
        harness.simulator.handset().cancel(first);
        QCOMPARE(harness.simulator.handset().openPrompts().size(), 1);
        QCOMPARE(harness.simulator.handset().openPrompts().first().id, other);
        const QString again = harness.push().text("CheckoutRequestID");
        QVERIFY(!again.isEmpty());
        QVERIFY(again != first); // in the same millisecond
    }

    void answersByItselfWhenTold()
    {
        SimulatorHarness harness;
        SimulatorOptions options = SimulatorHarness::quickOptions();
        options.automaticAnswer = 0;
        QVERIFY(harness.start(options));
        QSignalSpy closed(&harness.simulator.handset(), &Handset::promptClosed);
        QCOMPARE(harness.push().status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 1; }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(closed.first().first().value<Prompt>().state, Prompt::State::Paid);

        harness.simulator.setWallet(text("254708374149"), 0);
        QCOMPARE(harness.push().status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.stkCallback(1).value(u"ResultCode"), QJsonValue(1));

        harness.simulator.setAutomaticAnswer(-1);
        const QString id = harness.push().text("CheckoutRequestID");
        harness.simulator.handset().cancel(id);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 3; }));
        QCOMPARE(harness.shop.stkCallback(2).value(u"ResultCode"), QJsonValue(1032));
    }

    void triggersAreAsPublished()
    {
        // The table of the README, by hand.
        const QList<QStringList> expected{
            {text("10000"), text("254700000000"), text("0")},          {text("10001"), text("254700000001"), text("1")},
            {text("10017"), text("254700000017"), text("17")},         {text("10026"), text("254700000026"), text("26")},
            {text("1001"), text("254700001001"), text("1001")},        {text("1019"), text("254700001019"), text("1019")},
            {text("1025"), text("254700001025"), text("1025")},        {text("1032"), text("254700001032"), text("1032")},
            {text("1036"), text("254700001036"), text("1036")},        {text("1037"), text("254700001037"), text("1037")},
            {text("2001"), text("254700002001"), text("2001")},        {text("2028"), text("254700002028"), text("2028")},
            {text("8006"), text("254700008006"), text("8006")},        {text("9999"), text("254700009999"), text("9999")},
            {text("10003"), text("254700010003"), text("SFC_IC0003")}, {text("4999"), text("254700004999"), text("4999")},
        };
        QList<QStringList> table;
        const QList<Simulator::Trigger> triggers = Simulator::triggers();
        for (const Simulator::Trigger &trigger : triggers) {
            table.append({trigger.amount, trigger.msisdn, trigger.code});
            QVERIFY(!trigger.text.isEmpty());
        }
        QCOMPARE(table, expected);
    }

    void triggers_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("description");
        const QList<Simulator::Trigger> triggers = Simulator::triggers();
        for (const Simulator::Trigger &trigger : triggers) {
            if (trigger.code != u"4999") {
                QTest::addRow("amount %s", qPrintable(trigger.amount))
                    << QJsonObject{{text("Amount"), trigger.amount}} << trigger.code << trigger.text;
                QTest::addRow("number %s", qPrintable(trigger.msisdn))
                    << QJsonObject{{text("PhoneNumber"), trigger.msisdn}} << trigger.code << trigger.text;
            }
        }
    }
    void triggers()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, code);
        QFETCH(QString, description);
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy opened(&harness.simulator.handset(), &Handset::promptOpened);
        const WireReply push = harness.push(changes);
        QCOMPARE(push.text("ResponseCode"), text("0"));
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        const QJsonObject callback = harness.shop.stkCallback(0);
        QCOMPARE(callback.value(u"CheckoutRequestID").toString(), push.text("CheckoutRequestID"));
        QCOMPARE(callback.value(u"ResultDesc").toString(), description);
        QCOMPARE(callback.contains(u"CallbackMetadata"), code == u"0");
        if (code == u"SFC_IC0003") {
            QCOMPARE(callback.value(u"ResultCode"), QJsonValue(code));
        } else {
            QCOMPARE(callback.value(u"ResultCode"), QJsonValue(code.toInt()));
        }
        QVERIFY(opened.isEmpty());
        QCOMPARE(harness.simulator.handset().prompt(push.text("CheckoutRequestID")).state, Prompt::State::Answered);
        const qint64 paid = harness.simulator.accounts().utility - 40'211'00;
        QCOMPARE(paid > 0, code == u"0");
        harness.clock.advance(std::chrono::seconds(2));
        QCOMPARE(harness.query(push.text("CheckoutRequestID")).json().value(u"ResultCode"), QJsonValue(code));
    }

    void triggersDoNotWaitForEachOther()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSet<QString> ids;
        for (int i = 0; i < 20; ++i) {
            ids.insert(harness.push({{text("Amount"), 1032}}).text("CheckoutRequestID"));
        }
        QCOMPARE(ids.size(), 20); // though the clock stands still
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 20; }));
    }

    void certainPaymentNeverOverdrawsAWallet()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        harness.simulator.setWallet(text("254708374149"), 1);
        QCOMPARE(harness.push({{text("Amount"), 10000}}).status, 200);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"ResultCode"), QJsonValue(0));
        QCOMPARE(harness.simulator.walletOf(text("254708374149")), 0);
        QCOMPARE(harness.simulator.accounts().utility, 40'211'00 + 10'000'00);
    }

    void neverSettles()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString id = harness.push({{text("Amount"), 4999}}).text("CheckoutRequestID");
        QCOMPARE(harness.push({{text("Amount"), 1032}}).status, 200);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QVERIFY(harness.shop.stkCallback(0).value(u"CheckoutRequestID").toString() != id);
        harness.clock.advance(std::chrono::hours(10 * 24));
        harness.simulator.expireTokens();
        QCOMPARE(harness.simulator.callbackAttempts().size(), 1);
    }

    void nextOutcomeIsForOneAcceptedPush()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        QSignalSpy changed(&harness.simulator, &Simulator::nextOutcomeChanged);
        harness.simulator.setNextOutcome(text("1025"));
        harness.simulator.setNextOutcome(text("1025"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(harness.push({{text("Amount"), 0}}).status, 400);
        QCOMPARE(harness.simulator.nextOutcome(), text("1025"));
        QCOMPARE(harness.push({{text("Amount"), 1032}}).status, 200);
        QCOMPARE(harness.simulator.nextOutcome(), QString());
        QCOMPARE(changed.size(), 2);
        QVERIFY(waitUntil([&harness] { return !harness.shop.requests.isEmpty(); }));
        QCOMPARE(harness.shop.stkCallback(0).value(u"ResultCode"), QJsonValue(1025));

        QCOMPARE(harness.push().status, 200);
        QCOMPARE(harness.simulator.handset().openPrompts().size(), 1);

        harness.simulator.setNextOutcome(text("E3008"));
        QCOMPARE(harness.push({{text("PhoneNumber"), 254711000001LL}}).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 2; }));
        QCOMPARE(harness.shop.stkCallback(1).value(u"ResultCode"), QJsonValue(text("E3008")));
        QCOMPARE(harness.shop.stkCallback(1).value(u"ResultDesc").toString(), text("Error, the user has a bad debt contract."));

        const QString odd = QStringLiteral("\"\\\n");
        harness.simulator.setNextOutcome(odd);
        QCOMPARE(harness.push({{text("PhoneNumber"), 254711000002LL}}).status, 200);
        QVERIFY(waitUntil([&harness] { return harness.shop.requests.size() == 3; }));
        QCOMPARE(harness.shop.stkCallback(2).value(u"ResultCode"), QJsonValue(odd));
    }

    void isBusyWhenTooManyPhonesRing()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        for (int i = 0; i < 1'000; ++i) {
            QCOMPARE(harness.push({{text("PhoneNumber"), 254711000000LL + i}}).status, 200);
        }
        QVERIFY(isRefusal(harness.push(), 500, text("500.003.02"), text("System is busy. Please try again in few minutes.")));
        const Prompt oldest = harness.simulator.handset().openPrompts().constFirst();
        harness.simulator.handset().cancel(oldest.id);
        QCOMPARE(harness.push().status, 200);
        QVERIFY(harness.simulator.handset().prompt(oldest.id).id.isEmpty()); // made room
    }

    void oddTextsTravelWhole()
    {
        SimulatorHarness harness;
        QVERIFY(harness.start());
        const QString reference = QStringLiteral("a\"b\\c\u00e9\u0001");
        QCOMPARE(harness.push({{text("AccountReference"), reference}}).status, 200);
        QCOMPARE(harness.simulator.handset().openPrompts().first().accountReference, reference);
    }
};

QTEST_GUILESS_MAIN(TestSimulatorStk)

#include "tst_simulatorstk.moc"
