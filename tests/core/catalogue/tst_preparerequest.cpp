// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/request.h"

#include "tests/support/requestcontexts.h"
#include "tests/support/rsapair.h"

#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace daraja;

using Change = std::function<void(RequestContext &context)>;
Q_DECLARE_METATYPE(Change)

namespace {

Values pairs(std::initializer_list<std::pair<const char *, const char *>> list)
{
    Values values;
    for (const auto &[name, value] : list) {
        values.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    }
    return values;
}

QString allProblems(const PreparedRequest &request)
{
    QStringList lines;
    for (const FieldProblem &problem : request.problems) {
        lines.append(problem.field + QStringLiteral(": ") + problem.message);
    }
    return lines.join(u'\n');
}

} // namespace

class TestPrepareRequest final : public QObject
{
    Q_OBJECT

    const RsaPair m_safaricom;

    RequestContext balanceContext() const
    {
        RequestContext context = sandboxContext();
        context.secrets.initiatorPassword = QStringLiteral("Safaricom999!*!");
        context.certificate = m_safaricom.pem();
        return context;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    // The bodies below are written by hand after daraja-api 3.1, 5.1, 6 and 14, member by member.

    void stkPushToAPaybill()
    {
        const Values given = pairs(
            {{"Amount", "1,250"}, {"PhoneNumber", "0712 345 678"}, {"AccountReference", "INV-00231"}, {"TransactionDesc", "School fees"}});
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_push"), given, sandboxContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QCOMPARE(request.body,
                 QByteArrayLiteral("{\"BusinessShortCode\":174379,"
                                   "\"Password\":\"MTc0Mzc5YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGEx"
                                   "ZWQyYzkxOTIwMjYwMzE0MTAxNTMw\","
                                   "\"Timestamp\":\"20260314101530\","
                                   "\"TransactionType\":\"CustomerPayBillOnline\","
                                   "\"Amount\":1250,"
                                   "\"PartyA\":254712345678,"
                                   "\"PartyB\":174379,"
                                   "\"PhoneNumber\":254712345678,"
                                   "\"CallBackURL\":\"https://shop.example/cb/7f31/stk\","
                                   "\"AccountReference\":\"INV-00231\","
                                   "\"TransactionDesc\":\"School fees\"}"));
        QCOMPARE(request.values.size(), 11);
        QCOMPARE(request.values.value(QStringLiteral("PhoneNumber")), QStringLiteral("254712345678"));
    }

    void stkPushToATill()
    {
        RequestContext context = sandboxContext();
        context.profile.shortCode = QStringLiteral("600984");
        context.profile.receiver = ReceiverKind::Till;
        context.profile.till = QStringLiteral("5123456");
        context.secrets.passkey = QStringLiteral("passkey-of-the-store");
        context.callbackUrl = QUrl(QStringLiteral("http://127.0.0.1:7061"));
        context.profile.environment = Environment::Simulator;
        const PreparedRequest request =
            prepareRequest(operationNamed(u"stk_push"), pairs({{"amount", "1"}, {"PHONENUMBER", "+254112345678"}}), context);
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QCOMPARE(request.body, QByteArrayLiteral("{\"BusinessShortCode\":600984,"
                                                 "\"Password\":\"NjAwOTg0cGFzc2tleS1vZi10aGUtc3RvcmUyMDI2MDMxNDEwMTUzMA==\","
                                                 "\"Timestamp\":\"20260314101530\","
                                                 "\"TransactionType\":\"CustomerBuyGoodsOnline\","
                                                 "\"Amount\":1,"
                                                 "\"PartyA\":254112345678,"
                                                 "\"PartyB\":5123456,"
                                                 "\"PhoneNumber\":254112345678,"
                                                 "\"CallBackURL\":\"http://127.0.0.1:7061/stk\","
                                                 "\"AccountReference\":\"Daraja Desk\","
                                                 "\"TransactionDesc\":\"Payment\"}"));
    }

    void stkQuery()
    {
        const PreparedRequest request = prepareRequest(
            operationNamed(u"stk_query"), pairs({{"CheckoutRequestID", " ws_CO_14032026101530417712345678\n"}}), sandboxContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QCOMPARE(request.body,
                 QByteArrayLiteral("{\"BusinessShortCode\":174379,"
                                   "\"Password\":\"MTc0Mzc5YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGEx"
                                   "ZWQyYzkxOTIwMjYwMzE0MTAxNTMw\","
                                   "\"Timestamp\":\"20260314101530\","
                                   "\"CheckoutRequestID\":\"ws_CO_14032026101530417712345678\"}"));
    }

    void accountBalanceOfAPaybill()
    {
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"), {}, balanceContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        const QString credential = request.values.value(QStringLiteral("SecurityCredential"));
        QCOMPARE(m_safaricom.decrypt(credential), QByteArrayLiteral("Safaricom999!*!"));
        QCOMPARE(request.body, "{\"Initiator\":\"testapi\","
                               "\"SecurityCredential\":\"" +
                                   credential.toLatin1() +
                                   "\","
                                   "\"CommandID\":\"AccountBalance\","
                                   "\"PartyA\":174379,"
                                   "\"IdentifierType\":\"4\","
                                   "\"Remarks\":\"Balance query\","
                                   "\"QueueTimeOutURL\":\"https://shop.example/cb/7f31/timeout\","
                                   "\"ResultURL\":\"https://shop.example/cb/7f31/result\"}");
    }

    void accountBalanceOfATill()
    {
        RequestContext context = balanceContext();
        context.profile.receiver = ReceiverKind::Till;
        context.profile.till = QStringLiteral("5123456");
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"), {}, context);
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QVERIFY(request.body.contains("\"PartyA\":5123456,\"IdentifierType\":\"2\","));
    }

    void accountBalanceByHand()
    {
        const Values given = pairs({{"Initiator", "other"},
                                    {"CommandID", "AccountBalance"},
                                    {"PartyA", "0712345678"},
                                    {"IdentifierType", "1"},
                                    {"Remarks", "Month's end"},
                                    {"QueueTimeOutURL", "https://a.example/t"},
                                    {"ResultURL", "https://a.example/r"}});
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"), given, balanceContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QVERIFY(request.body.startsWith("{\"Initiator\":\"other\","));
        QVERIFY(request.body.endsWith(
            "\"CommandID\":\"AccountBalance\",\"PartyA\":254712345678,\"IdentifierType\":\"1\",\"Remarks\":\"Month's end\","
            "\"QueueTimeOutURL\":\"https://a.example/t\",\"ResultURL\":\"https://a.example/r\"}"));
    }

    void readyCredentialWins()
    {
        RequestContext context = balanceContext();
        context.secrets.securityCredential = QString::fromLatin1(QByteArray(256, 'c').toBase64()).insert(64, u'\n');
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"), {}, context);
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QCOMPARE(request.values.value(QStringLiteral("SecurityCredential")), QString::fromLatin1(QByteArray(256, 'c').toBase64()));
    }

    void longKeysAreFine()
    {
        const RsaPair longer(3072);
        RequestContext context = balanceContext();
        context.certificate = longer.der();
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"), {}, context);
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QCOMPARE(longer.decrypt(request.values.value(QStringLiteral("SecurityCredential"))), QByteArrayLiteral("Safaricom999!*!"));
    }

    void givenTimestampIsInThePassword()
    {
        const PreparedRequest request = prepareRequest(
            operationNamed(u"stk_query"), pairs({{"Timestamp", "20200102030405"}, {"CheckoutRequestID", "ws_CO_1"}}), sandboxContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        const QByteArray password = QByteArray::fromBase64(request.values.value(QStringLiteral("Password")).toLatin1());
        QVERIFY(password.endsWith("c91920200102030405"));
        QCOMPARE(request.values.value(QStringLiteral("Timestamp")), QStringLiteral("20200102030405"));
    }

    void timestampIsNairobiTime()
    {
        RequestContext context = sandboxContext();
        context.now = QDateTime(QDate(2025, 12, 31), QTime(22, 30, 5), Qt::UTC);
        const OperationSpec &query = operationNamed(u"stk_query");
        QCOMPARE(defaultValue(query, *query.field(u"Timestamp"), context, {}), QStringLiteral("20260101013005"));
    }

    void partiesFollow()
    {
        RequestContext context = sandboxContext();
        context.profile.till = QStringLiteral("5123456");
        context.profile.phoneNumber = QStringLiteral("0700 000 001");
        const OperationSpec &push = operationNamed(u"stk_push");
        const auto value = [&](QStringView name, const Values &chosen) { return defaultValue(push, *push.field(name), context, chosen); };
        QCOMPARE(value(u"PhoneNumber", {}), QStringLiteral("254700000001"));
        QCOMPARE(value(u"PartyA", {}), QStringLiteral("254700000001"));
        QCOMPARE(value(u"PartyA", pairs({{"PhoneNumber", "0712345678"}})), QStringLiteral("254712345678"));
        QCOMPARE(value(u"PhoneNumber", pairs({{"PartyA", "0712345678"}})), QStringLiteral("254712345678"));
        QCOMPARE(value(u"PartyB", {}), QStringLiteral("174379"));
        QCOMPARE(value(u"PartyB", pairs({{"TransactionType", "CustomerBuyGoodsOnline"}})), QStringLiteral("5123456"));
        QCOMPARE(value(u"PartyB", pairs({{"transactiontype", "customerbuygoodsonline"}})), QStringLiteral("5123456"));
        QCOMPARE(value(u"PartyB", pairs({{"BusinessShortCode", "600984"}})), QStringLiteral("600984"));
        QCOMPARE(value(u"TransactionType", {}), QStringLiteral("CustomerPayBillOnline"));
        QCOMPARE(value(u"AccountReference", {}), QStringLiteral("Daraja Desk"));
        QCOMPARE(value(u"Amount", {}), QString());
    }

    void tillThatIsItsOwnStoreIsFine()
    {
        RequestContext context = sandboxContext();
        context.profile.receiver = ReceiverKind::Till;
        context.profile.till = context.profile.shortCode;
        const PreparedRequest request =
            prepareRequest(operationNamed(u"stk_push"), pairs({{"Amount", "1"}, {"PhoneNumber", "0712345678"}}), context);
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
    }

    void withoutACallbackAddress_data()
    {
        QTest::addColumn<int>("environment");
        QTest::addColumn<QString>("url");
        const QString placeholder = QStringLiteral("https://example.com/no-callback");
        QTest::newRow("simulator") << int(Environment::Simulator) << QString();
        QTest::newRow("sandbox") << int(Environment::Sandbox) << placeholder;
        QTest::newRow("production") << int(Environment::Production) << placeholder;
        QTest::newRow("custom") << int(Environment::Custom) << placeholder;
    }

    void withoutACallbackAddress()
    {
        QFETCH(const int, environment);
        QFETCH(const QString, url);
        RequestContext context = balanceContext();
        context.profile.environment = static_cast<Environment>(environment);
        context.callbackUrl.clear();
        const PreparedRequest push =
            prepareRequest(operationNamed(u"stk_push"), pairs({{"Amount", "1"}, {"PhoneNumber", "0712345678"}}), context);
        const PreparedRequest balance = prepareRequest(operationNamed(u"account_balance"), {}, context);
        QCOMPARE(push.values.value(QStringLiteral("CallBackURL")), url);
        QCOMPARE(balance.values.value(QStringLiteral("ResultURL")), url);
        QCOMPARE(balance.values.value(QStringLiteral("QueueTimeOutURL")), url);
        QCOMPARE(push.isValid(), !url.isEmpty());
        if (url.isEmpty()) {
            QCOMPARE(push.problems.size(), 1);
            QCOMPARE(push.problems.first().daraja, QStringLiteral("Bad Request - Invalid CallBackURL"));
            QVERIFY(push.problems.first().message.contains(QStringLiteral("start the receiver")));
            QCOMPARE(balance.problems.size(), 2);
        }
    }

    void callbackAddressKeepsItsPath_data()
    {
        QTest::addColumn<QUrl>("base");
        QTest::addColumn<QString>("url");
        QTest::newRow("host") << QUrl(QStringLiteral("https://a.example")) << QStringLiteral("https://a.example/stk");
        QTest::newRow("slash") << QUrl(QStringLiteral("https://a.example/")) << QStringLiteral("https://a.example/stk");
        QTest::newRow("path") << QUrl(QStringLiteral("https://a.example:8443/x/y")) << QStringLiteral("https://a.example:8443/x/y/stk");
        QTest::newRow("path and slash") << QUrl(QStringLiteral("https://a.example/x/")) << QStringLiteral("https://a.example/x/stk");
        QTest::newRow("escaped") << QUrl(QStringLiteral("https://a.example/x%20y")) << QStringLiteral("https://a.example/x%20y/stk");
    }

    void callbackAddressKeepsItsPath()
    {
        QFETCH(const QUrl, base);
        QFETCH(const QString, url);
        RequestContext context = sandboxContext();
        context.callbackUrl = base;
        const OperationSpec &push = operationNamed(u"stk_push");
        QCOMPARE(defaultValue(push, *push.field(u"CallBackURL"), context, {}), url);
    }

    void missingPiecesAreNamedWithTheirPlace_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char *name, const char *operation, const Change &change, const char *field, const QStringList &says) {
            QTest::newRow(name) << QString::fromLatin1(operation) << change << QString::fromLatin1(field) << says;
        };
        row("passkey", "stk_push", [](RequestContext &c) { c.secrets.passkey.clear(); }, "Password",
            {QStringLiteral("passkey is missing"), QStringLiteral("MPESA_PASSKEY"), QStringLiteral("profile")});
        row("passkey with a line break", "stk_push", [](RequestContext &c) { c.secrets.passkey += u'\n'; }, "Password",
            {QStringLiteral("line break"), QStringLiteral("Clean it in the profile")});
        row("short code", "stk_query", [](RequestContext &c) { c.profile.shortCode.clear(); }, "BusinessShortCode",
            {QStringLiteral("short code is missing"), QStringLiteral("MPESA_SHORTCODE"), QStringLiteral("profile")});
        row("till", "stk_push", [](RequestContext &c) { c.profile.receiver = ReceiverKind::Till; }, "PartyB",
            {QStringLiteral("till number is missing"), QStringLiteral("MPESA_TILL"), QStringLiteral("profile")});
        row("till for its balance", "account_balance", [](RequestContext &c) { c.profile.receiver = ReceiverKind::Till; }, "PartyA",
            {QStringLiteral("till number is missing"), QStringLiteral("MPESA_TILL")});
        row("operator", "account_balance", [](RequestContext &c) { c.profile.initiatorName.clear(); }, "Initiator",
            {QStringLiteral("operator name is missing"), QStringLiteral("MPESA_INITIATOR_NAME"), QStringLiteral("profile")});
        row("operator password", "account_balance", [](RequestContext &c) { c.secrets.initiatorPassword.clear(); }, "SecurityCredential",
            {QStringLiteral("operator password"), QStringLiteral("MPESA_INITIATOR_PASSWORD"), QStringLiteral("MPESA_SECURITY_CREDENTIAL")});
        row("certificate", "account_balance", [](RequestContext &c) { c.certificate.clear(); }, "SecurityCredential",
            {QStringLiteral("certificate"), QStringLiteral("SandboxCertificate.cer"), QStringLiteral("MPESA_CERTIFICATE_FILE")});
        row("wrong certificate", "account_balance", [](RequestContext &c) { c.certificate = QByteArrayLiteral("junk"); },
            "SecurityCredential", {QStringLiteral("not a certificate"), QStringLiteral(".cer")});
        row("profile's short code is wrong", "account_balance", [](RequestContext &c) { c.profile.shortCode = QStringLiteral("12"); },
            "PartyA", {QStringLiteral("In the profile:"), QStringLiteral("5 to 7 digits")});
        row("profile's credential is wrong", "account_balance",
            [](RequestContext &c) { c.secrets.securityCredential = QStringLiteral("Safaricom999!*!"); }, "SecurityCredential",
            {QStringLiteral("plain password")});
    }

    void missingPiecesAreNamedWithTheirPlace()
    {
        QFETCH(const QString, operation);
        QFETCH(const Change, change);
        QFETCH(const QString, field);
        QFETCH(const QStringList, says);
        RequestContext context = balanceContext();
        change(context);
        Values given;
        if (operation == u"stk_push") {
            given = pairs({{"Amount", "1"}, {"PhoneNumber", "0712345678"}});
        } else if (operation == u"stk_query") {
            given = pairs({{"CheckoutRequestID", "ws_CO_1"}});
        }
        const PreparedRequest request = prepareRequest(operationNamed(operation), given, context);
        QVERIFY(!request.isValid());
        const FieldProblem problem = request.problems.first();
        QCOMPARE(problem.field, field);
        QCOMPARE(problem.daraja, QStringLiteral("Bad Request - Invalid ") + field);
        for (const QString &each : says) {
            QVERIFY2(problem.message.contains(each), qPrintable(problem.message));
        }
        QVERIFY(!allProblems(request).contains(QStringLiteral("Safaricom999")));
    }

    void contradictionsAreProblems_data()
    {
        QTest::addColumn<Values>("given");
        QTest::addColumn<int>("environment");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, Values given, Environment environment, const char *field, const char *says) {
            given.insert(QStringLiteral("Amount"), QStringLiteral("1"));
            given.insert(QStringLiteral("PhoneNumber"), QStringLiteral("0712345678"));
            QTest::newRow(name) << given << int(environment) << QString::fromLatin1(field) << QString::fromLatin1(says);
        };
        const Environment sandbox = Environment::Sandbox;
        row("paybill with another receiver", pairs({{"PartyB", "600984"}}), sandbox, "PartyB", "on its own short code");
        // Base64 of 174379, a passkey and 20200102030405.
        row("password of another time", pairs({{"Password", "MTc0Mzc5cGFzc2tleTIwMjAwMTAyMDMwNDA1"}}), sandbox, "Password",
            "20200102030405");
        const char *publicAddress = "only this network can reach";
        for (const char *url : {"http://localhost/cb", "https://127.0.0.1/cb", "https://10.1.2.3/cb", "https://172.16.0.1",
                                "https://192.168.1.1/cb", "https://printer.local/cb", "https://shop/cb", "https://[::1]/cb",
                                "https://[fe80::1]/cb", "https://0.0.0.0/cb", "https://169.254.1.1/"}) {
            row(url, pairs({{"CallBackURL", url}}), sandbox, "CallBackURL", publicAddress);
        }
        row("http in production", pairs({{"CallBackURL", "http://shop.example/cb"}}), Environment::Production, "CallBackURL",
            "must begin with https://");
        row("loopback in production", pairs({{"CallBackURL", "https://127.0.0.1/cb"}}), Environment::Production, "CallBackURL",
            publicAddress);
    }

    void contradictionsAreProblems()
    {
        QFETCH(const Values, given);
        QFETCH(const int, environment);
        QFETCH(const QString, field);
        QFETCH(const QString, says);
        RequestContext context = sandboxContext();
        context.profile.environment = static_cast<Environment>(environment);
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_push"), given, context);
        QCOMPARE(request.problems.size(), 1);
        QCOMPARE(request.problems.first().field, field);
        QVERIFY2(request.problems.first().message.contains(says), qPrintable(allProblems(request)));
        QCOMPARE(request.problems.first().daraja, QStringLiteral("Bad Request - Invalid ") + field);
    }

    void publicAddressesAreFine_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url :
             {"https://shop.example/cb", "https://8.8.8.8/cb", "https://172.32.0.1/cb", "https://[2001:4860:4860::8888]/cb"}) {
            QTest::newRow(url) << QString::fromLatin1(url);
        }
    }

    void publicAddressesAreFine()
    {
        QFETCH(const QString, url);
        Values given = pairs({{"Amount", "1"}, {"PhoneNumber", "0712345678"}});
        given.insert(QStringLiteral("CallBackURL"), url);
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_push"), given, sandboxContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
    }

    void loopbackIsFineElsewhere_data()
    {
        QTest::addColumn<int>("environment");
        QTest::newRow("simulator") << int(Environment::Simulator);
        QTest::newRow("custom") << int(Environment::Custom);
    }

    void loopbackIsFineElsewhere()
    {
        QFETCH(const int, environment);
        RequestContext context = sandboxContext();
        context.profile.environment = static_cast<Environment>(environment);
        const Values given = pairs({{"Amount", "1"}, {"PhoneNumber", "0712345678"}, {"CallBackURL", "http://127.0.0.1:7061/cb"}});
        QVERIFY(prepareRequest(operationNamed(u"stk_push"), given, context).isValid());
    }

    void partyMustFitItsType_data()
    {
        QTest::addColumn<QString>("party");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("says");
        QTest::newRow("phone as short code") << QStringLiteral("0712345678") << QStringLiteral("4")
                                             << QStringLiteral("choose identifier type 1");
        QTest::newRow("phone as till") << QStringLiteral("0712345678") << QStringLiteral("2") << QStringLiteral("choose identifier type 1");
        QTest::newRow("short code as phone") << QStringLiteral("174379") << QStringLiteral("1")
                                             << QStringLiteral("asks for a phone number");
        QTest::newRow("nothing as phone") << QString() << QStringLiteral("1") << QStringLiteral("Enter the phone number");
    }

    void partyMustFitItsType()
    {
        QFETCH(const QString, party);
        QFETCH(const QString, type);
        QFETCH(const QString, says);
        const Values given{{QStringLiteral("PartyA"), party}, {QStringLiteral("IdentifierType"), type}};
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"), given, balanceContext());
        QCOMPARE(request.problems.size(), 1);
        QCOMPARE(request.problems.first().field, QStringLiteral("PartyA"));
        QVERIFY2(request.problems.first().message.contains(says), qPrintable(allProblems(request)));
    }

    void allProblemsComeInTheOrderOfTheRow()
    {
        const Values given = pairs({{"TransactionDesc", "a#b"}, {"Amount", "0"}, {"CallBackURL", "x"}, {"Zebra", "1"}, {"Colour", "2"}});
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_push"), given, {});
        QStringList fields;
        for (const FieldProblem &problem : request.problems) {
            fields.append(problem.field);
            QCOMPARE(problem.daraja.isEmpty(), problem.field == u"Zebra" || problem.field == u"Colour");
        }
        QCOMPARE(fields, QStringList({QStringLiteral("BusinessShortCode"), QStringLiteral("Password"), QStringLiteral("Timestamp"),
                                      QStringLiteral("Amount"), QStringLiteral("PartyA"), QStringLiteral("PartyB"),
                                      QStringLiteral("PhoneNumber"), QStringLiteral("CallBackURL"), QStringLiteral("TransactionDesc"),
                                      QStringLiteral("Colour"), QStringLiteral("Zebra")}));
        QVERIFY(request.problems.last().message.contains(QStringLiteral("AccountReference")));
    }

    void oneValueUnderTwoSpellings()
    {
        const Values base = pairs({{"PhoneNumber", "0712345678"}, {"Amount", "5"}});
        Values same = base;
        same.insert(QStringLiteral("amount"), QStringLiteral("5"));
        QVERIFY(prepareRequest(operationNamed(u"stk_push"), same, sandboxContext()).isValid());
        Values other = base;
        other.insert(QStringLiteral("amount"), QStringLiteral("500"));
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_push"), other, sandboxContext());
        QCOMPARE(request.problems.size(), 1);
        QVERIFY(request.problems.first().message.contains(QStringLiteral("given twice")));
    }

    void emptyValuesAreFilled()
    {
        const Values given = pairs({{"Amount", "1"}, {"PhoneNumber", "0712345678"}, {"AccountReference", "  "}, {"PartyB", ""}});
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_push"), given, sandboxContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QCOMPARE(request.values.value(QStringLiteral("AccountReference")), QStringLiteral("Daraja Desk"));
    }

    void shortCodeWithALeadingZeroTravelsAsText()
    {
        RequestContext context = sandboxContext();
        context.profile.shortCode = QStringLiteral("012345");
        const PreparedRequest request = prepareRequest(operationNamed(u"stk_query"), pairs({{"CheckoutRequestID", "ws_CO_1"}}), context);
        QVERIFY(request.body.startsWith("{\"BusinessShortCode\":\"012345\","));
        QCOMPARE(firstInvalidMember(operationNamed(u"stk_query"), QJsonDocument::fromJson(request.body).object()), QString());
    }

    void textIsEscaped()
    {
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"),
                                                       pairs({{"Remarks", "a\\b 'c' \xC3\xA9 \xF0\x9F\x98\x80"}}), balanceContext());
        QVERIFY2(request.isValid(), qPrintable(allProblems(request)));
        QVERIFY(request.body.contains("\"Remarks\":\"a\\\\b 'c' \xC3\xA9 \xF0\x9F\x98\x80\""));
    }

    void redactorKnowsTheSecrets()
    {
        RequestContext context = balanceContext();
        context.secrets.consumerSecret = QStringLiteral("consumer-secret-value");
        const PreparedRequest request = prepareRequest(operationNamed(u"account_balance"), {}, context);
        const QByteArray text = "x consumer-secret-value " + context.secrets.passkey.toUtf8() + " Safaricom999!*! " +
                                request.values.value(QStringLiteral("SecurityCredential")).toUtf8() + " y";
        const QByteArray mask = Redactor::mask().toUtf8();
        QCOMPARE(request.redactor.text(text), "x " + mask + ' ' + mask + ' ' + mask + ' ' + mask + " y");
    }
};

QTEST_GUILESS_MAIN(TestPrepareRequest)
#include "tst_preparerequest.moc"
