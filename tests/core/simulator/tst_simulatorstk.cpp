// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/simulator/simulatorharness.h"

using namespace daraja;

namespace {

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

} // namespace

/// STK push: what is taken and what is refused.
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
