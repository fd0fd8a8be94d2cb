// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "tests/support/requestcontexts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace daraja;

namespace {

/// Written by hand after daraja-api 5.1: as clients in the wild send it.
QJsonObject stkPush()
{
    return QJsonDocument::fromJson(
               QByteArrayLiteral(
                   "{ \"BusinessShortCode\": 174379, \"Password\": \"MTc0Mzc5\", \"Timestamp\": \"20260314101530\", "
                   "\"TransactionType\": \"CustomerPayBillOnline\", \"Amount\": 1250, \"PartyA\": 254712345678, \"PartyB\": 174379, "
                   "\"PhoneNumber\": 254712345678, \"CallBackURL\": \"https://shop.example/cb/7f31\", \"AccountReference\": \"INV-00231\", "
                   "\"TransactionDesc\": \"School fees\" } "))
        .object();
}

/// After daraja-api 14.
QJsonObject balance()
{
    return QJsonDocument::fromJson(
               QByteArrayLiteral("{ \"Initiator\": \"testapi\", \"SecurityCredential\": \"abc\", \"CommandID\": \"AccountBalance\", "
                                 "\"PartyA\": 600984, \"IdentifierType\": \"4\", \"Remarks\": \"ok\", \"QueueTimeOutURL\": "
                                 "\"http://127.0.0.1:7061/timeout\", "
                                 "\"ResultURL\": \"http://127.0.0.1:7061/result\" } "))
        .object();
}

} // namespace

class TestFirstInvalidMember final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answers_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char *operation, const char *member, const QJsonValue &value, const char *complaint) {
            const bool push = QByteArray(operation) == "stk_push";
            QJsonObject body = push ? stkPush() : balance();
            body.insert(QLatin1StringView(member), value);
            QTest::addRow("%s %s %s", operation, member,
                          QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).left(50).constData())
                << QString::fromLatin1(operation) << body << QString::fromLatin1(complaint);
        };
        const auto push = [&row](const char *member, const QJsonValue &value, const char *complaint = "") {
            row("stk_push", member, value, complaint);
        };
        const auto ask = [&row](const char *member, const QJsonValue &value, const char *complaint = "") {
            row("account_balance", member, value, complaint);
        };

        // Numbers and digit strings are both taken (daraja-api 1.3).
        push("BusinessShortCode", QStringLiteral("174379"));
        push("BusinessShortCode", 5123456);
        push("BusinessShortCode", 1234, "BusinessShortCode");
        push("BusinessShortCode", QStringLiteral("12345678"), "BusinessShortCode");
        push("BusinessShortCode", QStringLiteral("174379 "), "BusinessShortCode");
        push("BusinessShortCode", 174379.5, "BusinessShortCode");
        push("Amount", QStringLiteral("1"));
        push("Amount", 1.0);
        push("Amount", 250000);
        push("Amount", 250001, "Amount");
        push("Amount", 0, "Amount");
        push("Amount", -10, "Amount");
        push("Amount", 10.5, "Amount");
        push("Amount", QStringLiteral("10.5"), "Amount");
        push("Amount", QStringLiteral("10.00"), "Amount");
        push("Amount", QStringLiteral("ten"), "Amount");
        push("Amount", QStringLiteral("+5"), "Amount");
        push("Amount", 1e300, "Amount");
        push("Amount", QString(30, u'9'), "Amount");
        push("PartyA", QStringLiteral("254712345678"));
        push("PartyA", QStringLiteral("0712345678"), "PartyA");
        push("PartyA", 254812345678.0, "PartyA");
        push("PhoneNumber", QStringLiteral("254112345678"));
        push("PhoneNumber", 712345678, "PhoneNumber");
        push("PhoneNumber", QStringLiteral("+254712345678"), "PhoneNumber");
        push("PartyB", QStringLiteral("5123456"));
        push("PartyB", QStringLiteral("shop"), "PartyB");
        push("Timestamp", QStringLiteral("2026031410153"), "Timestamp");
        push("Timestamp", QStringLiteral("2026-03-14T10:"), "Timestamp");
        push("Timestamp", 20260314101530.0, "Timestamp");
        push("TransactionType", QStringLiteral("CustomerBuyGoodsOnline"));
        push("TransactionType", QStringLiteral("customerpaybillonline"), "TransactionType");
        push("TransactionType", QStringLiteral("Paybill"), "TransactionType");
        push("CallBackURL", QStringLiteral("http://127.0.0.1:7061/stk"));
        push("CallBackURL", QStringLiteral("http://localhost/stk"));
        push("CallBackURL", QStringLiteral("shop.example"), "CallBackURL");
        push("CallBackURL", QStringLiteral("https://shop.example/a b"), "CallBackURL");
        push("CallBackURL", QStringLiteral("ftp://shop.example"), "CallBackURL");
        push("Password", QStringLiteral("whatever: another check tells")); // Wrong credentials, not Invalid Password
        push("AccountReference", QStringLiteral("fifteen charact"));
        push("AccountReference", QString(20, u'a'));
        push("AccountReference", QString(21, u'a'), "AccountReference");
        push("AccountReference", 42);
        push("AccountReference", QStringLiteral("   "), "AccountReference");
        push("TransactionDesc", QString(182, u'a'));
        push("TransactionDesc", QString(183, u'a'), "Remarks");
        push("TransactionDesc", QStringLiteral(""), "Remarks");
        push("Unknown", QJsonArray{1, 2});
        push("transactiondesc", QStringLiteral("x"));

        ask("IdentifierType", 4);
        ask("IdentifierType", QStringLiteral("2"));
        ask("IdentifierType", 3, "IdentifierType");
        ask("IdentifierType", QStringLiteral("four"), "IdentifierType");
        ask("PartyA", QStringLiteral("600984"));
        ask("PartyA", QStringLiteral("254712345678"), "PartyA");
        ask("CommandID", QStringLiteral("Accountbalance"), "CommandID");
        ask("SecurityCredential", QStringLiteral(""), "SecurityCredential");
        ask("Remarks", QString(101, u'r'), "Remarks");
        ask("ResultURL", QStringLiteral("/result"), "ResultURL");
        ask("Occasion", QStringLiteral("x"));
    }

    void answers()
    {
        QFETCH(const QString, operation);
        QFETCH(const QJsonObject, body);
        QFETCH(const QString, complaint);
        QCOMPARE(firstInvalidMember(operationNamed(operation), body), complaint);
    }

    void phoneNumberWithIdentifierTypeOne()
    {
        QJsonObject body = balance();
        body.insert(QStringLiteral("IdentifierType"), 1);
        QCOMPARE(firstInvalidMember(operationNamed(u"account_balance"), body), QStringLiteral("PartyA"));
        body.insert(QStringLiteral("PartyA"), 254712345678.0);
        QCOMPARE(firstInvalidMember(operationNamed(u"account_balance"), body), QString());
    }

    /// One member of a hand-written body replaced.
    void otherProducts_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char *operation, const char *body, const char *complaint) {
            QTest::addRow("%s %s", operation, QByteArray(body).left(300).constData())
                << QString::fromLatin1(operation) << QByteArray(body) << QString::fromLatin1(complaint);
        };
        // 7: sentence case, forbidden words as parts of words
        const auto registered = [&row](const char *type, const char *confirmation, const char *complaint) {
            const QByteArray body = QByteArrayLiteral("{\"ShortCode\":\"600984\",\"ResponseType\":\"") + type +
                                    "\",\"ConfirmationURL\":\"" + confirmation + "\",\"ValidationURL\":\"http://127.0.0.1:7061/v\"}";
            row("c2b_register", body.constData(), complaint);
        };
        registered("Cancelled", "https://shop.example/c", "");
        registered("completed", "https://shop.example/c", "ResponseType");
        registered("Completed", "https://shop.example/execution", "ConfirmationURL");
        registered("Completed", "https://m-pesa.shop.example/c", "ConfirmationURL");
        registered("Completed", "https://shop.example/MySqlite", "ConfirmationURL");
        // 9: account number with paybills only
        row("c2b_simulate",
            "{\"ShortCode\":600984,\"CommandID\":\"CustomerBuyGoodsOnline\",\"Amount\":1,\"Msisdn\":254708374149,\"BillRefNumber\":null}",
            "");
        row("c2b_simulate",
            "{\"ShortCode\":600984,\"CommandID\":\"CustomerBuyGoodsOnline\",\"Amount\":1,\"Msisdn\":254708374149,\"BillRefNumber\":\"\"}",
            "");
        row("c2b_simulate",
            "{\"ShortCode\":600984,\"CommandID\":\"CustomerPayBillOnline\",\"Amount\":1,\"Msisdn\":254708374149,\"BillRefNumber\":\"\"}",
            "BillRefNumber");
        row("c2b_simulate",
            "{\"ShortCode\":600984,\"CommandID\":\"CustomerPayBillOnline\",\"Amount\":1,\"MSISDN\":254708374149,\"BillRefNumber\":\"a\"}",
            "Msisdn");
        // 11
        const QByteArray pay = "{\"OriginatorConversationID\":\"a-1\",\"InitiatorName\":\"testapi\",\"SecurityCredential\":\"abc\","
                               "\"CommandID\":\"SalaryPayment\",\"Amount\":10,\"PartyA\":600984,\"PartyB\":254712345678,\"Remarks\":\"ok\","
                               "\"QueueTimeOutURL\":\"http://127.0.0.1/t\",\"ResultURL\":\"http://127.0.0.1/r\"}";
        const auto paid = [&](const char *what, const char *by, const char *complaint) {
            row("b2c_payment", QByteArray(pay).replace(what, by).constData(), complaint);
        };
        paid("x", "x", "");
        paid("\"Remarks\"", "\"Occassion\":\"\",\"Remarks\"", "");
        paid("\"Remarks\"", "\"Occasion\":5,\"Remarks\"", ""); // unknown here, ignored
        paid("\"Amount\":10", "\"Amount\":\"9\"", "Amount");
        paid("InitiatorName", "Initiator", "InitiatorName");
        paid("QueueTimeOutURL", "QueueTimeoutURL", "QueueTimeOutURL");
        paid("SalaryPayment", "Salary", "CommandID");
        paid("254712345678", "\"0712345678\"", "PartyB");
        paid("\"OriginatorConversationID\":\"a-1\",", "", "OriginatorConversationID");
        row("b2c_payment_v1", QByteArray(pay).replace("\"OriginatorConversationID\":\"a-1\",", "").constData(), "");
        // 12 and 16: the misspelt name is the right one
        const QByteArray reversal = "{\"Initiator\":\"testapi\",\"SecurityCredential\":\"abc\",\"CommandID\":\"TransactionReversal\","
                                    "\"TransactionID\":\"UCE9T3W1HD\",\"Amount\":10,\"ReceiverParty\":600984,\"RecieverIdentifierType\":11,"
                                    "\"ResultURL\":\"http://127.0.0.1/r\",\"QueueTimeOutURL\":\"http://127.0.0.1/t\",\"Remarks\":\"ok\"}";
        row("reversal", reversal.constData(), "");
        row("reversal", QByteArray(reversal).replace("Reciever", "Receiver").constData(), "RecieverIdentifierType");
        row("reversal", QByteArray(reversal).replace("11", "4").constData(), "RecieverIdentifierType");
        row("reversal", QByteArray(reversal).replace("UCE9T3W1HD", "UCE9T").constData(), "TransactionID");
        // 15: one of two
        const QByteArray status = "{\"Initiator\":\"testapi\",\"SecurityCredential\":\"abc\",\"CommandID\":\"TransactionStatusQuery\","
                                  "\"TransactionID\":\"UCE9T3W1HD\",\"PartyA\":600984,\"IdentifierType\":\"4\","
                                  "\"ResultURL\":\"http://127.0.0.1/r\",\"QueueTimeOutURL\":\"http://127.0.0.1/t\",\"Remarks\":\"ok\"}";
        row("transaction_status", status.constData(), "");
        row("transaction_status", QByteArray(status).replace("\"TransactionID\":\"UCE9T3W1HD\",", "").constData(), "TransactionID");
        row("transaction_status",
            QByteArray(status).replace("\"TransactionID\":\"UCE9T3W1HD\"", "\"OriginalConversationID\":\"a-1\"").constData(), "");
        row("transaction_status",
            QByteArray(status)
                .replace("\"TransactionID\":\"UCE9T3W1HD\"", "\"TransactionID\":\"\",\"OriginalConversationID\":\"a-1\"")
                .constData(),
            "");
        // 17
        row("qr_code", "{\"MerchantName\":\"A\",\"RefNo\":\"B\",\"Amount\":1,\"TrxCode\":\"SM\",\"CPI\":\"254712345678\",\"Size\":300}",
            "");
        row("qr_code", "{\"MerchantName\":\"A\",\"RefNo\":\"B\",\"Amount\":1,\"TrxCode\":\"SM\",\"CPI\":\"373132\",\"Size\":300}", "CPI");
        row("qr_code", "{\"MerchantName\":\"A\",\"RefNo\":\"B\",\"Amount\":1,\"TrxCode\":\"XX\",\"CPI\":\"373132\",\"Size\":300}",
            "TrxCode");
        // 18: lists, nested lists, both forms of numbers
        const char *invoice =
            "{\"externalReference\":\"1\",\"billedFullName\":\"A\",\"billedPhoneNumber\":\"0722000000\",\"billedPeriod\":\"August 2026\","
            "\"invoiceName\":\"R\",\"dueDate\":\"2026-09-15 00:00:00.00\",\"accountReference\":\"A1\",\"amount\":2000,"
            "\"invoiceItems\":[{\"itemName\":\"food\",\"amount\":1000}]}";
        const QByteArray list = QByteArrayLiteral("[") + invoice + ',' + invoice + ']';
        row("bill_single", invoice, "");
        row("bill_single", QByteArray(invoice).replace("itemName", "name").constData(), "itemName");
        row("bill_single", QByteArray(invoice).replace("1000", "\"x\"").constData(), "amount");
        row("bill_single", QByteArray(invoice).replace("[{\"itemName\":\"food\",\"amount\":1000}]", "[]").constData(), "");
        row("bill_single", QByteArray(invoice).replace("0722000000", "254722000000").constData(), "");
        row("bill_single", QByteArray(invoice).replace("0722000000", "722000000").constData(), "billedPhoneNumber");
        row("bill_single", QByteArray(invoice).replace("2026-09-15 00:00:00.00", "15-09-2026").constData(), "dueDate");
        row("bill_bulk", list.constData(), "");
        row("bill_bulk", QByteArray(list).replace("August 2026", "soon").constData(), "billedPeriod");
        row("bill_bulk", (QByteArrayLiteral("{\"invoices\":") + list + '}').constData(), "invoices");
        row("bill_bulk", "[]", "invoices");
        row("bill_bulk", "[1]", "invoices");
        row("bill_cancel_bulk", "[{\"externalReference\":\"113\"},{\"reference\":\"114\"}]", "externalReference");
        // 20
        row("pull_query",
            "{\"ShortCode\":\"600984\",\"StartDate\":\"2026-03-13 10:15:30\",\"EndDate\":\"2026-03-14 10:15:30\",\"OffSetValue\":0}", "");
        row("pull_query", "{\"ShortCode\":\"600984\",\"StartDate\":\"2026-03-13\",\"EndDate\":\"2026-03-14 10:15:30\",\"OffSetValue\":0}",
            "StartDate");
        row("pull_query",
            "{\"ShortCode\":\"600984\",\"StartDate\":\"2026-03-13 10:15:30\",\"EndDate\":\"2026-03-14 10:15:30\",\"OffsetValue\":0}",
            "OffSetValue");
        // 21: nested objects, both forms of time
        row("b2c_hakikisha",
            "{\"header\":{\"requestID\":\"a\",\"timestamp\":\"20250603074239\"},\"body\":{\"msisdn\":254722000000,\"shortcode\":123456}}",
            "");
        row("b2c_hakikisha", "{\"header\":{\"requestID\":\"a\",\"timestamp\":1748933384},\"body\":{\"msisdn\":\"254722000000\"}}",
            "shortcode");
        row("b2c_hakikisha", "{\"requestID\":\"a\",\"timestamp\":1748933384,\"msisdn\":\"254722000000\",\"shortcode\":123456}",
            "requestID");
        row("b2c_hakikisha", "{\"header\":[],\"body\":7}", "requestID");
        row("bonga_redeem",
            "{\"msisdn\":\"254720776155\",\"amount\":50,\"bongaPoints\":20,\"conversionRate\":\"0.2\",\"shortCode\":\"888880\","
            "\"accountNumber\":\"test\"}",
            "");
        row("bonga_redeem",
            "{\"msisdn\":\"254720776155\",\"amount\":50,\"bongaPoints\":20,\"conversionRate\":-1,\"shortCode\":\"888880\","
            "\"accountNumber\":\"test\"}",
            "conversionRate");
    }

    void otherProducts()
    {
        QFETCH(const QString, operation);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, complaint);
        const QJsonDocument document = QJsonDocument::fromJson(body);
        QVERIFY2(!document.isNull(), body.constData());
        const QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
        QCOMPARE(firstInvalidMember(operationNamed(operation), value), complaint);
    }

    void complainsInTheOrderOfTheRow()
    {
        QJsonObject body = stkPush();
        body.remove(QStringLiteral("PhoneNumber"));
        body.remove(QStringLiteral("Timestamp"));
        body.remove(QStringLiteral("TransactionDesc"));
        QCOMPARE(firstInvalidMember(operationNamed(u"stk_push"), body), QStringLiteral("Timestamp"));
    }
};

QTEST_GUILESS_MAIN(TestFirstInvalidMember)
#include "tst_firstinvalidmember.moc"
