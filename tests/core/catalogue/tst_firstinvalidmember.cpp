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
