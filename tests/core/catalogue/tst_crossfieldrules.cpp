// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "tests/support/requestcontexts.h"

#include <QTest>

using namespace daraja;

namespace {

/// `Amount=1; PartyB=0712345678`
Values valuesOf(const char *text)
{
    Values values;
    for (const QString &pair : QString::fromUtf8(text).split(u';', Qt::SkipEmptyParts)) {
        values.insert(pair.section(u'=', 0, 0).trimmed(), pair.section(u'=', 1).trimmed());
    }
    return values;
}

RequestContext shopAt(Environment environment)
{
    RequestContext context = sandboxContext();
    context.profile.environment = environment;
    context.profile.shortCode = QStringLiteral("600984");
    context.profile.till = QStringLiteral("5123456");
    context.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'c').toBase64());
    context.secrets.billManagerKey = QStringLiteral("AG_2376487236_126732989KJ");
    return context;
}

QString listOf(const PreparedRequest &request)
{
    QStringList lines;
    for (const FieldProblem &problem : request.problems) {
        lines.append(problem.field + QStringLiteral(": ") + problem.message);
    }
    return lines.join(u'\n');
}

} // namespace

/// Values that are right in themselves and wrong together, or wrong where the profile points.
class TestCrossFieldRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void oneProblemEach_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<Values>("given");
        QTest::addColumn<int>("environment");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *operation, const char *given, const char *field, const char *says,
                            Environment environment = Environment::Sandbox) {
            QTest::addRow("%s %s", operation, given) << QString::fromLatin1(operation) << valuesOf(given) << int(environment)
                                                     << QString::fromLatin1(field) << QString::fromUtf8(says);
        };
        // daraja-api 9
        row("c2b_simulate", "Amount=1; Msisdn=0708374149", "BillRefNumber", "Account number is missing");
        row("c2b_simulate", "Amount=1; Msisdn=0708374149; CommandID=CustomerBuyGoodsOnline; BillRefNumber=A1", "BillRefNumber",
            "A till has no account numbers");
        row("c2b_simulate", "Amount=1; Msisdn=0708374149; BillRefNumber=A1", "", "Production does not offer this", Environment::Production);
        // daraja-api 22.2
        for (const char *word : {"mpesa", "M-Pesa", "SAFARICOM", "exe", "exec", "cmd", "sql", "query", "execution"}) {
            const QByteArray given = QByteArrayLiteral("ConfirmationURL=https://shop.example/") + word + "/cb";
            row("c2b_register", given.constData(), "ConfirmationURL", "Safaricom refuses addresses with");
        }
        row("c2b_register_v1", "ValidationURL=https://mpesa.shop.example/v", "ValidationURL", "\"mpesa\"");
        row("c2b_register", "ValidationURL=http://shop.example/v", "ValidationURL", "must begin with https://", Environment::Production);
        row("c2b_register", "ValidationURL=https://abc.ngrok.io/v", "ValidationURL", "refuses tunnels", Environment::Production);
        row("c2b_register", "ValidationURL=https://192.168.1.1/v", "ValidationURL", "only this network can reach");
        row("bill_optin", "email=a@b.example; officialContact=0712345678; callbackurl=http://localhost/b", "callbackurl",
            "only this network can reach");
        // daraja-api 11
        row("b2c_payment", "PartyB=0712345678; Amount=9", "Amount", "from 10 to 250,000");
        row("b2c_payment", "PartyB=0712345678; Amount=250001", "Amount", "Too much");
        row("b2c_payment", "Amount=10", "PartyB", "Enter the phone number");
        row("b2c_payment", "PartyB=0712345678; Amount=10; Remarks=x", "Remarks", "At least 2 characters");
        row("b2c_pochi", "PartyB=0712345678; Amount=10; CommandID=BusinessPayment", "CommandID", "Choose BusinessPayToPochi");
        // daraja-api 12
        row("b2b_paybill", "Amount=1; PartyB=600000", "AccountReference", "Account number is missing");
        row("b2b_paybill", "Amount=1; PartyB=600000; AccountReference=12345678901234", "AccountReference", "At most 13");
        row("b2b_paybill", "Amount=1; PartyB=600000; AccountReference=1; RecieverIdentifierType=2", "RecieverIdentifierType", "Choose 4");
        row("b2b_buygoods", "Amount=1; PartyB=5123456; RecieverIdentifierType=1", "RecieverIdentifierType", "Choose 2, 4");
        row("tax_remittance", "Amount=1; AccountReference=PRN1; PartyB=600000", "PartyB", "Choose 572572");
        row("tax_remittance", "Amount=1", "AccountReference", "Payment registration number is missing");
        row("b2b_buygoods", "Amount=1; PartyB=5123456; RecieverIdentifierTyp=2", "RecieverIdentifierTyp", "has no value of this name");
        row("b2b_buygoods", "Amount=1; PartyB=5123456; ReceiverIdentifierType=2", "ReceiverIdentifierType", "has no value of this name");
        // daraja-api 15
        row("transaction_status", "", "TransactionID", "or instead of it OriginalConversationID");
        row("transaction_status", "TransactionID=AG_20260314_70104c9e2ab81d5f6037", "TransactionID", "This is a ConversationID");
        row("transaction_status", "TransactionID=UCE6R0V8NA; PartyA=0712345678", "PartyA", "choose identifier type 1");
        row("transaction_status", "TransactionID=UCE6R0V8NA; IdentifierType=1", "PartyA", "Enter the phone number");
        // daraja-api 16
        row("reversal", "TransactionID=UCE9T3W1HD; Amount=10; RecieverIdentifierType=4", "RecieverIdentifierType", "Choose 11");
        // daraja-api 17
        row("qr_code", "MerchantName=A; RefNo=B; Amount=1; TrxCode=SM; CPI=174379", "CPI", "asks for a phone number");
        row("qr_code", "MerchantName=A; RefNo=B; Amount=1; TrxCode=PB; CPI=0712345678", "CPI", "kind of payment SM");
        row("qr_code", "MerchantName=A; RefNo=B; Amount=1; TrxCode=WA", "CPI", "Who is paid is missing");
        row("qr_code", "MerchantName=A; RefNo=B; Amount=1; TrxCode=SM", "CPI", "Enter the phone number");
        row("qr_code", "MerchantName=A; RefNo=B; Amount=0", "Amount", "1 or more");
        // daraja-api 19
        row("standing_order", "StandingOrderName=A; StartDate=2026-12-31; EndDate=2026-01-01; Amount=1; PartyA=0712345678", "EndDate",
            "before the first");
        row("standing_order", "StandingOrderName=A; EndDate=2027-01-01; Amount=1; PartyA=0712345678; ReceiverPartyIdentifierType=2",
            "ReceiverPartyIdentifierType", "A paybill has type 4");
        row("standing_order",
            "StandingOrderName=A; EndDate=2027-01-01; Amount=1; PartyA=0712345678; ReceiverPartyIdentifierType=4; "
            "BusinessShortCode=5123456; "
            "TransactionType=Standing Order Customer Pay Marchant",
            "ReceiverPartyIdentifierType", "a till type 2");
        // daraja-api 20: now is 2026-03-14 10:15:30
        row("pull_query", "StartDate=2026-03-12 10:15:29", "StartDate", "48 hours");
        row("pull_query", "StartDate=2026-03-14 10:15:30", "EndDate", "not after the start");
        row("pull_query", "StartDate=2026-03-14 09:00:00; EndDate=2026-03-14 08:00:00", "EndDate", "not after the start");
        // daraja-api 21
        row("org_info", "Identifier=0712345678", "Identifier", "Identifier type 4 asks for 5 to 7 digits");
        row("org_info", "IdentifierType=1; Identifier=600984", "IdentifierType", "Choose 4, 2");
    }

    void oneProblemEach()
    {
        QFETCH(const QString, operation);
        QFETCH(const Values, given);
        QFETCH(const int, environment);
        QFETCH(const QString, field);
        QFETCH(const QString, says);
        const PreparedRequest request = prepareRequest(operationNamed(operation), given, shopAt(static_cast<Environment>(environment)));
        QVERIFY2(request.problems.size() == 1, qPrintable(listOf(request)));
        QCOMPARE(request.problems.first().field, field);
        QVERIFY2(request.problems.first().message.contains(says), qPrintable(listOf(request)));
    }

    void theseAreFine_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<Values>("given");
        const auto row = [](const char *operation, const char *given) {
            QTest::addRow("%s %s", operation, given) << QString::fromLatin1(operation) << valuesOf(given);
        };
        row("pull_query", "StartDate=2026-03-12 10:15:30");
        row("b2b_buygoods", "Amount=1; PartyB=5123456; RecieverIdentifierType=4");
        row("transaction_status", "OriginalConversationID=6f20-4a9d-8b13-c0de5a7712f4640091");
        row("transaction_status", "TransactionID=UCE6R0V8NA; IdentifierType=1; PartyA=0712345678");
        row("standing_order", "StandingOrderName=A; EndDate=14 Mar 2026; Amount=1; PartyA=0712345678");
        row("standing_order",
            "StandingOrderName=A; EndDate=2027-01-01; Amount=1; PartyA=0712345678; TransactionType=Standing Order Customer Pay Marchant");
        row("qr_code", "MerchantName=A; RefNo=B; Amount=1; TrxCode=WA; CPI=123456");
        row("b2b_paybill", "Amount=5000000; PartyB=600000; AccountReference=1234567890123"); // no limit is documented for businesses
    }

    void theseAreFine()
    {
        QFETCH(const QString, operation);
        QFETCH(const Values, given);
        const PreparedRequest request = prepareRequest(operationNamed(operation), given, shopAt(Environment::Sandbox));
        QVERIFY2(request.isValid(), qPrintable(listOf(request)));
    }

    void eitherReceiptOrId()
    {
        const PreparedRequest request =
            prepareRequest(operationNamed(u"transaction_status"), valuesOf("TransactionID=UCE6R0V8NA; OriginalConversationID=x-1"),
                           shopAt(Environment::Sandbox));
        QVERIFY2(request.problems.size() == 2, qPrintable(listOf(request)));
        QVERIFY(request.problems.first().message.contains(QStringLiteral("not both")));
    }

    void uniqueIdsAreMadeOnce()
    {
        const OperationSpec &pay = operationNamed(u"b2c_payment");
        const QString name = QStringLiteral("OriginatorConversationID");
        const Values given = valuesOf("PartyB=0712345678; Amount=10");
        const QString first = prepareRequest(pay, given, shopAt(Environment::Sandbox)).values.value(name);
        const QString second = prepareRequest(pay, given, shopAt(Environment::Sandbox)).values.value(name);
        QVERIFY(first != second);
        QCOMPARE(first.size(), 36);
        QCOMPARE(checkField(*pay.field(name), first).message, QString());
        QCOMPARE(defaultValue(pay, *pay.field(name), shopAt(Environment::Sandbox), {}), QString());
        Values again = given;
        again.insert(name, first); // a resend by hand
        QCOMPARE(prepareRequest(pay, again, shopAt(Environment::Sandbox)).values.value(name), first);
        QVERIFY(!prepareRequest(operationNamed(u"transaction_status"), valuesOf("TransactionID=UCE6R0V8NA"), shopAt(Environment::Sandbox))
                     .body.contains("OriginalConversationID"));
    }

    // Nobody gets money because a form was left empty.
    void receiversHaveNoDefault()
    {
        RequestContext context = shopAt(Environment::Sandbox);
        context.profile.phoneNumber = QStringLiteral("0712345678");
        const auto value = [&context](QStringView operation, QStringView field) {
            const OperationSpec &spec = operationNamed(operation);
            return defaultValue(spec, *spec.field(field), context, {});
        };
        for (const QStringView id :
             {u"b2c_payment", u"b2c_payment_v1", u"b2c_pochi", u"b2b_paybill", u"b2b_buygoods", u"b2b_pay_to_bulk"}) {
            QCOMPARE(value(id, u"PartyB"), QString());
        }
        QCOMPARE(value(u"bonga_redeem", u"msisdn"), QString());
        QCOMPARE(value(u"c2b_simulate", u"Msisdn"), QStringLiteral("254712345678"));
        QCOMPARE(value(u"standing_order", u"PartyA"), QStringLiteral("254712345678"));
        QCOMPARE(value(u"b2c_payment", u"PartyA"), QStringLiteral("600984"));
        QCOMPARE(value(u"b2b_transfer", u"PartyB"), QStringLiteral("600984")); // between accounts of one organisation
    }

    void tillsAreFollowed()
    {
        RequestContext context = shopAt(Environment::Sandbox);
        context.profile.receiver = ReceiverKind::Till;
        const auto value = [&context](QStringView operation, QStringView field, const char *chosen = "") {
            const OperationSpec &spec = operationNamed(operation);
            return defaultValue(spec, *spec.field(field), context, valuesOf(chosen));
        };
        QCOMPARE(value(u"c2b_simulate", u"CommandID"), QStringLiteral("CustomerBuyGoodsOnline"));
        QCOMPARE(value(u"standing_order", u"TransactionType"), QStringLiteral("Standing Order Customer Pay Merchant"));
        QCOMPARE(value(u"standing_order", u"ReceiverPartyIdentifierType"), QStringLiteral("2"));
        QCOMPARE(value(u"standing_order", u"BusinessShortCode"), QStringLiteral("5123456"));
        QCOMPARE(value(u"standing_order", u"BusinessShortCode", "TransactionType=Standing Order Customer Pay Bill"),
                 QStringLiteral("600984"));
        QCOMPARE(value(u"transaction_status", u"PartyA"), QStringLiteral("5123456"));
        QCOMPARE(value(u"qr_code", u"TrxCode"), QStringLiteral("BG"));
        QCOMPARE(value(u"qr_code", u"CPI"), QStringLiteral("5123456"));
        QCOMPARE(value(u"b2c_payment", u"PartyA"), QStringLiteral("600984"));
        QCOMPARE(value(u"org_info", u"IdentifierType"), QStringLiteral("4"));
    }

    // A placeholder that is registered would swallow every report of a payment.
    void registrationsHaveNoPlaceholder_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("field");
        QTest::newRow("c2b") << QStringLiteral("c2b_register") << QStringLiteral("ConfirmationURL");
        QTest::newRow("c2b v1") << QStringLiteral("c2b_register_v1") << QStringLiteral("ValidationURL");
        QTest::newRow("pull") << QStringLiteral("pull_register") << QStringLiteral("CallBackURL");
        QTest::newRow("bill") << QStringLiteral("bill_optin") << QStringLiteral("callbackurl");
    }

    void registrationsHaveNoPlaceholder()
    {
        QFETCH(const QString, operation);
        QFETCH(const QString, field);
        RequestContext context = shopAt(Environment::Sandbox);
        context.callbackUrl.clear();
        const OperationSpec &spec = operationNamed(operation);
        QCOMPARE(defaultValue(spec, *spec.field(field), context, {}), QString());
        const PreparedRequest request = prepareRequest(spec, {}, context);
        QVERIFY2(listOf(request).contains(field + QStringLiteral(": Safaricom needs a public address")), qPrintable(listOf(request)));
        const OperationSpec &pay = operationNamed(u"b2c_payment");
        QCOMPARE(defaultValue(pay, *pay.field(u"ResultURL"), context, {}), QStringLiteral("https://example.com/no-callback"));
    }

    void otherPathIsAChoice()
    {
        const OperationSpec &cancel = operationNamed(u"bill_cancel_bulk");
        Values given = valuesOf("path=other");
        given.insert(QStringLiteral("invoices"), QStringLiteral("113\n114"));
        const PreparedRequest request = prepareRequest(cancel, given, shopAt(Environment::Sandbox));
        QVERIFY2(request.isValid(), qPrintable(listOf(request)));
        QCOMPARE(request.path, QStringLiteral("/v1/billmanager-invoice/v1/billmanager-invoice/cancel-bulk-invoice"));
        QCOMPARE(request.body, QByteArrayLiteral("[{\"externalReference\":\"113\"},{\"externalReference\":\"114\"}]"));
        QVERIFY(curlCommand(request, QUrl(QStringLiteral("https://api.example"))).contains(request.path));
    }

    void invoicesAreCounted()
    {
        const OperationSpec &bulk = operationNamed(u"bill_bulk");
        const QString line = QStringLiteral("%1\tWanjiku Test\t0722000000\t2026-08\tRent\t15/09/2026\tA1\t2,000\n");
        QString lines;
        for (int i = 1; i <= 1000; ++i) {
            lines += line.arg(i);
        }
        const RequestContext context = shopAt(Environment::Sandbox);
        const QString name = QStringLiteral("invoices");
        QVERIFY2(prepareRequest(bulk, {{name, lines}}, context).isValid(), "1,000 are documented");
        lines += line.arg(1001);
        const PreparedRequest tooMany = prepareRequest(bulk, {{name, lines}}, context);
        QCOMPARE(tooMany.problems.size(), 1);
        QVERIFY(tooMany.problems.first().message.contains(QStringLiteral("At most 1000 at once; this has 1001")));
    }

    void missingAppKeySaysWhereItComesFrom()
    {
        RequestContext context = shopAt(Environment::Sandbox);
        context.secrets.billManagerKey.clear();
        const PreparedRequest request = prepareRequest(operationNamed(u"bill_cancel"), valuesOf("externalReference=1"), context);
        QCOMPARE(request.problems.size(), 1);
        QCOMPARE(request.problems.first().field, QStringLiteral("app_key"));
        QVERIFY(request.problems.first().message.contains(QStringLiteral("opt-in")));
        QVERIFY(
            prepareRequest(operationNamed(u"bill_optin"), valuesOf("email=a@b.example; officialContact=0712345678"), context).isValid());
    }
};

QTEST_GUILESS_MAIN(TestCrossFieldRules)
#include "tst_crossfieldrules.moc"
