// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// L7 to L9: doctor 4, one row for each case.

#include "core/doctor/valuelint.h"
#include "tests/core/doctor/linttable.h"

#include <QTest>

using namespace daraja;
using namespace daraja::linttable;

namespace {

/// What a shop's program sends for a prompt on a phone.
Values shopPush()
{
    return {{QStringLiteral("BusinessShortCode"), QStringLiteral("4123456")},
            {QStringLiteral("TransactionType"), QStringLiteral("CustomerPayBillOnline")},
            {QStringLiteral("Amount"), QStringLiteral("1250")},
            {QStringLiteral("PartyA"), QStringLiteral("254712345678")},
            {QStringLiteral("PartyB"), QStringLiteral("4123456")},
            {QStringLiteral("PhoneNumber"), QStringLiteral("254712345678")},
            {QStringLiteral("CallBackURL"), QStringLiteral("https://shop.example/payments/stk")},
            {QStringLiteral("AccountReference"), QStringLiteral("INV-00231")},
            {QStringLiteral("TransactionDesc"), QStringLiteral("School fees")}};
}

void addRequestColumns()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("says");
}

void requestRow(const char *row, const char *name, const QString &value, Status status, const char *says = "")
{
    QTest::newRow(row) << QString::fromLatin1(name) << value << status << QString::fromUtf8(says);
}

QString chars(const char *value)
{
    return QString::fromUtf8(value);
}

} // namespace

class TestValueChecksRequest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void request_data()
    {
        addRequestColumns();
        for (const char *phone : {"0712345678", "0112 345 678", "712345678", "+254 712-345-678", "254712345678"}) {
            requestRow(phone, "PhoneNumber", chars(phone), Status::Good, QByteArray(phone).startsWith("01") ? "254112345678" : "254712345678");
        }
        requestRow("phone of another country", "PhoneNumber", chars("+255 712 345 678"), Status::Bad, "not a Kenyan mobile number");
        requestRow("short phone", "PhoneNumber", chars("07123456"), Status::Bad, "PhoneNumber will be refused");
        requestRow("amount with cents", "Amount", chars("10.50"), Status::Bad, "whole shillings");
        requestRow("amount of nothing", "Amount", chars("0"), Status::Bad, "whole shillings");
        requestRow("amount with separators", "Amount", chars("1,250"), Status::Good, "1250");
        requestRow("amount over every limit", "Amount", chars("300001"), Status::Bad, "Too much");
        requestRow("reference of 12", "AccountReference", QString(12, u'a'), Status::Good);
        requestRow("reference of 13", "AccountReference", QString(13, u'a'), Status::Careful, "At most 12 characters");
        requestRow("reference of 21", "AccountReference", QString(21, u'a'), Status::Bad, "At most 12 characters");
        requestRow("description of 13", "TransactionDesc", QString(13, u'a'), Status::Good);
        requestRow("description of 14", "TransactionDesc", QString(14, u'a'), Status::Careful, "At most 13 characters");
        requestRow("description of 183", "TransactionDesc", QString(183, u'a'), Status::Bad, "will be refused");
        for (const char *bad : {"a@b", "a#b", "a&b", "a<b", "a>b", "a\"b"}) {
            requestRow(bad, "AccountReference", chars(bad), Status::Careful, "Daraja fails on");
        }
        requestRow("timestamp of 13 digits", "Timestamp", chars("2026031410153"), Status::Bad, "14 digits");
        requestRow("month 13", "Timestamp", chars("20261314101530"), Status::Bad, "14 digits");
        requestRow("good timestamp", "Timestamp", chars("20260314101530"), Status::Good);
        requestRow("redacted password", "Password", Redactor::mask(), Status::Good);
        requestRow("transaction type in small letters", "TransactionType", chars("customerpaybillonline"), Status::Good);
        requestRow("invented transaction type", "TransactionType", chars("PayBill"), Status::Bad, "Choose CustomerPayBillOnline");
    }

    void request()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, value);
        QFETCH(const Status, status);
        QFETCH(const QString, says);
        Values values = shopPush();
        values.insert(name, value);
        RequestContext context;
        context.profile = livePaybill().profile;
        const Finding finding = lintRequest(context, values);
        const QString shown = shownIn(finding);
        QVERIFY2(finding.status == status, qPrintable(shown));
        QVERIFY2(shown.contains(says), qPrintable(shown));
        QCOMPARE(finding.blames.contains(name), status != Status::Good);
    }

    void timestampMustBeTheOneInThePassword()
    {
        // base64 of 4123456, 64 x 'a' and 20260314101530
        const QString password = QString::fromLatin1((QByteArrayLiteral("4123456") + QByteArray(64, 'a') + "20260314101530").toBase64());
        RequestContext context;
        context.profile = livePaybill().profile;
        Values values = shopPush();
        values.insert(QStringLiteral("Password"), password);
        values.insert(QStringLiteral("Timestamp"), QStringLiteral("20260314101530"));
        QCOMPARE(lintRequest(context, values).status, Status::Good);
        values.insert(QStringLiteral("Timestamp"), QStringLiteral("20260314101531"));
        const Finding finding = lintRequest(context, values);
        QCOMPARE(finding.status, Status::Bad);
        QVERIFY2(shownIn(finding).contains(QStringLiteral("20260314101530")), qPrintable(shownIn(finding)));
        QVERIFY(!shownIn(finding).contains(password));
        values.insert(QStringLiteral("Timestamp"), QStringLiteral("20260314101530"));
        values.insert(QStringLiteral("BusinessShortCode"), QStringLiteral("555555"));
        values.insert(QStringLiteral("PartyB"), QStringLiteral("555555"));
        QVERIFY(shownIn(lintRequest(context, values)).contains(QStringLiteral("made for the number 4123456, the request is for 555555")));
    }

    void profilePhone()
    {
        RequestContext context;
        QCOMPARE(lintRequest(context, {}).status, Status::NotNeeded);
        context.profile.phoneNumber = QStringLiteral("0712 345 678");
        QCOMPARE(lintRequest(context, {}).status, Status::Good);
        QVERIFY(shownIn(lintRequest(context, {})).contains(QStringLiteral("254712345678")));
        context.profile.phoneNumber = QStringLiteral("+1 202 555 0100");
        const Finding finding = lintRequest(context, {});
        QCOMPARE(finding.status, Status::Bad);
        QCOMPARE(finding.cure.action, Finding::Cure::Action::EditValue);
        QCOMPARE(finding.cure.member, QStringLiteral("phoneNumber"));
    }

    void receiver_data()
    {
        QTest::addColumn<SampleValues>("sample");
        QTest::addColumn<Values>("request");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const SampleValues &sample, const Values &request, Status status, const char *says) {
            QTest::newRow(name) << sample << request << status << QString::fromUtf8(says);
        };
        SampleValues same = liveTill();
        same.profile.shortCode = same.profile.till;
        SampleValues sandboxTill = sandboxShop();
        sandboxTill.profile.receiver = ReceiverKind::Till;
        sandboxTill.profile.till = QStringLiteral("174380");
        SampleValues nothing;
        SampleValues leftover = livePaybill();
        leftover.profile.till = leftover.profile.shortCode;
        Values otherReceiver = shopPush();
        otherReceiver.insert(QStringLiteral("PartyB"), QStringLiteral("987654"));
        Values buyGoods = otherReceiver;
        buyGoods.insert(QStringLiteral("TransactionType"), QStringLiteral("CustomerBuyGoodsOnline"));
        Values payout{{QStringLiteral("PartyA"), QStringLiteral("4123456")}, {QStringLiteral("PartyB"), QStringLiteral("254712345678")}};

        row("paybill", livePaybill(), {}, Status::Good, "paybill 4123456");
        row("till with a store number", liveTill(), {}, Status::Good, "till 987654 under 4123456");
        row("no number", nothing, {}, Status::NotNeeded, "no short code");
        row("one number for both", same, {}, Status::Careful, "Did you go live with a store or head office number?");
        row("buy goods on the sandbox's number", sandboxTill, {}, Status::Careful, "paybill requests only");
        row("sandbox paybill", sandboxShop(), {}, Status::Good, "paybill 174379");
        row("paybill request", livePaybill(), shopPush(), Status::Good, "");
        row("paybill request with two numbers", livePaybill(), otherReceiver, Status::Careful, "two numbers: 4123456 and 987654");
        row("buy goods request", livePaybill(), buyGoods, Status::Good, "till 987654");
        row("paybill request for the till", liveTill(), otherReceiver, Status::Bad, "987654 is a till, but the request is for a paybill");
        row("payout to a phone", livePaybill(), payout, Status::Good, "");
        row("till number left behind in a paybill", leftover, {}, Status::Careful, "Is 4123456 a till?");
    }

    void receiver()
    {
        QFETCH(const SampleValues, sample);
        QFETCH(const Values, request);
        QFETCH(const Status, status);
        QFETCH(const QString, says);
        const Finding finding = lintReceiver(sample.profile, request);
        const QString shown = shownIn(finding);
        QVERIFY2(finding.status == status, qPrintable(shown));
        QVERIFY2(shown.contains(says), qPrintable(shown));
        if (status == Status::Careful && finding.title.endsWith(u'?')) {
            QVERIFY(shown.contains(QStringLiteral("SFC_IC0003")));
        }
    }

    void callback_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("address");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *tag, Environment environment, const char *name, const char *address, Status status,
                            const char *says) {
            QTest::newRow(tag) << environment << QString::fromLatin1(name) << QString::fromUtf8(address) << status
                               << QString::fromUtf8(says);
        };
        constexpr Environment live = Environment::Production;
        constexpr Environment sandbox = Environment::Sandbox;
        row("good", live, "CallBackURL", "https://shop.example/payments/stk", Status::Good, "one that Safaricom can use");
        row("http on production", live, "CallBackURL", "http://shop.example/stk", Status::Bad, "https://");
        row("http in the sandbox", sandbox, "CallBackURL", "http://shop.example/stk", Status::Note, "will need https://");
        row("space", live, "CallBackURL", "https://shop.example/my stk", Status::Bad, "contains a space");
        row("space at the end", live, "CallBackURL", "https://shop.example/stk ", Status::Bad, "contains a space");
        row("encoded space", live, "CallBackURL", "https://shop.example/my%20stk", Status::Bad, "contains a space");
        row("no address", live, "CallBackURL", "shop.example/stk", Status::Bad, "no complete web address");
        row("other scheme", live, "CallBackURL", "ftp://shop.example/stk", Status::Bad, "no complete web address");
        for (const char *host :
             {"localhost", "127.0.0.1", "10.1.2.3", "172.16.0.9", "172.31.255.1", "192.168.1.4", "shop.local", "intranet", "[::1]"}) {
            row(host, sandbox, "CallBackURL", QByteArray("https://").append(host).append("/stk").constData(), Status::Bad,
                "Safaricom cannot reach");
        }
        row("172.32 is public", sandbox, "CallBackURL", "https://172.32.0.9/stk", Status::Good, "");
        row("number on production", live, "CallBackURL", "https://196.201.214.1/stk", Status::Bad, "is a number, not a name");
        row("tunnel on production", live, "CallBackURL", "https://a1b2.ngrok-free.app/stk", Status::Careful, "tunnel");
        row("bin on production", live, "CallBackURL", "https://webhook.site/a1b2", Status::Careful, "request bin");
        row("tunnel in the sandbox", sandbox, "CallBackURL", "https://a1b2.ngrok-free.app/stk", Status::Good, "");
        row("mpesa in a registration", sandbox, "ConfirmationURL", "https://shop.example/MPesa/confirm", Status::Bad, "400.003.02");
        row("execution in a registration", live, "ValidationURL", "https://shop.example/execution", Status::Bad, "the word \"exec\"");
        row("mpesa elsewhere", live, "CallBackURL", "https://shop.example/mpesa", Status::Note, "discouraged");
        row("query elsewhere", live, "CallBackURL", "https://shop.example/query", Status::Good, "");
        row("localhost on the simulator", Environment::Simulator, "CallBackURL", "http://localhost:8000/stk", Status::Good, "");
    }

    void callback()
    {
        QFETCH(const Environment, environment);
        QFETCH(const QString, name);
        QFETCH(const QString, address);
        QFETCH(const Status, status);
        QFETCH(const QString, says);
        Profile profile;
        profile.environment = environment;
        const Finding finding = lintCallback(profile, {}, {{name, address}});
        const QString shown = shownIn(finding);
        QVERIFY2(finding.status == status, qPrintable(shown));
        QVERIFY2(shown.contains(says), qPrintable(shown));
    }

    void callbackAddressesOfProfileAndServer()
    {
        Profile profile;
        profile.environment = Environment::Production;
        QCOMPARE(lintCallback(profile, {}).status, Status::NotNeeded);
        const Finding server = lintCallback(profile, QUrl(QStringLiteral("http://shop.example/stk?token=topsecret")));
        QCOMPARE(server.status, Status::Bad);
        QVERIFY(!shownIn(server).contains(QStringLiteral("topsecret")));
        profile.callbackBaseUrl = QUrl(QStringLiteral("https://192.168.0.7/cb"));
        const Finding own = lintCallback(profile, QUrl(QStringLiteral("https://shop.example/stk")));
        QCOMPARE(own.status, Status::Bad);
        QCOMPARE(own.cure.member, QStringLiteral("callbackBaseUrl"));
    }
};

QTEST_GUILESS_MAIN(TestValueChecksRequest)
#include "tst_valuechecks_request.moc"
