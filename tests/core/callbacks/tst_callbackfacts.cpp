// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackfacts.h"
#include "core/callbacks/callbacksenders.h"
#include "core/callbacks/replyrule.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace daraja;

using Kind = Callback::Kind;

Q_DECLARE_METATYPE(daraja::Callback::Kind)
Q_DECLARE_METATYPE(daraja::Callback::Sender)
Q_DECLARE_METATYPE(daraja::PhoneForm)
Q_DECLARE_METATYPE(daraja::ReplyRule)

/// What is said about a callback, its sender and the answer it gets.
class TestCallbackFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void facts_data();
    void facts();
    void claims_data();
    void claims();
    void phones_data();
    void phones();
    void publishedSenders();
    void senders_data();
    void senders();
    void proxies_data();
    void proxies();
    void acceptance_data();
    void acceptance();
    void otherAnswers();
    void rules_data();
    void rules();
    void rulesThatMakeNoSense_data();
    void rulesThatMakeNoSense();
};

void TestCallbackFacts::facts_data()
{
    QTest::addColumn<Kind>("hint");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("expected"); // amount, phone, account, short code, name, UTC time
    const auto row = [](const char *name, Kind hint, const QByteArray &body, const QStringList &expected) {
        QTest::newRow(name) << hint << body << expected;
    };
    const auto text = [](const char *words) { return QString::fromLatin1(words).split(u'|'); };
    row("STK", Kind::StkResult,
        R"({"Body":{"stkCallback":{"CheckoutRequestID":"ws_CO_1","ResultCode":0,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":1250.00},{"Name":"TransactionDate","Value":20260314101552},{"Name":"PhoneNumber","Value":254712345678}]}}}})",
        text("1250.00|254712345678||||2026-03-14T07:15:52Z"));
    row("B2C", Kind::Result,
        R"({"Result":{"ConversationID":"AG_1","ResultCode":0,"ResultParameters":{"ResultParameter":[{"Key":"TransactionAmount","Value":500},{"Key":"ReceiverPartyPublicName","Value":"254712345678 - WANJIKU TEST"},{"Key":"TransactionCompletedDateTime","Value":"14.03.2026 12:04:51"}]}}})",
        text("500|254712345678|||WANJIKU TEST|2026-03-14T09:04:51Z"));
    row("B2B", Kind::Result,
        R"({"Result":{"ConversationID":"AG_1","ResultCode":0,"ResultParameters":{"ResultParameter":[{"Key":"Amount","Value":"640.00"},{"Key":"ReceiverPartyPublicName","Value":"600000 - EXAMPLE LTD"},{"Key":"TransCompletedTime","Value":"20260314120451"}]},"ReferenceData":{"ReferenceItem":[{"Key":"BillReferenceNumber","Value":"ACC-1"}]}}})",
        text("640.00||ACC-1|600000|EXAMPLE LTD|2026-03-14T09:04:51Z"));
    row("C2B", Kind::C2bConfirmation,
        R"({"TransID":"UCE9T3W1HD","TransTime":"20260314113007","TransAmount":"1250.00","BusinessShortCode":"600984","BillRefNumber":"INV-00231","MSISDN":"2547 ***** 678","FirstName":"WANJIKU","MiddleName":"","LastName":"TEST"})",
        text("1250.00|2547 ***** 678|INV-00231|600984|WANJIKU TEST|2026-03-14T08:30:07Z"));
    row("bill", Kind::BillPayment,
        R"({"transactionId":"UCE2B8L6PA","paidAmount":"800","msisdn":"254712345678","accountReference":"ACC-7","shortCode":"718003"})",
        text("800|254712345678|ACC-7|718003||"));
    row("pull", Kind::Pull,
        R"({"Response":[[{"transactionId":"UCE9T3W1HD","trxDate":"2026-03-14T11:30:07+03:00","msisdn":254712345678,"billreference":"INV-1","amount":"1250.0"}]]})",
        text("1250.0|254712345678|INV-1|||2026-03-14T08:30:07Z"));
    row("nothing", Kind::Result, R"({"Result":{"ConversationID":"AG_1","ResultCode":2001}})", text("|||||"));
    row("nonsense", Kind::C2bConfirmation, R"({"TransID":"UCE9T3W1HD","TransTime":"20261399999999","TransAmount":"x"})", text("x|||||"));
}

void TestCallbackFacts::facts()
{
    QFETCH(Kind, hint);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, expected);
    const CallbackFacts facts = factsOf(parseCallback(body, hint));
    const QStringList found{facts.amount,    facts.phone, facts.account,
                            facts.shortCode, facts.name,  facts.time.isValid() ? facts.time.toUTC().toString(Qt::ISODate) : QString()};
    QCOMPARE(found, expected);
}

void TestCallbackFacts::claims_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("claims");
    const auto row = [](const char *name, Kind kind, const char *code, bool claims) {
        QTest::newRow(name) << kind << QString::fromLatin1(code) << claims;
    };
    row("STK paid", Kind::StkResult, "0", true);
    row("STK cancelled", Kind::StkResult, "1032", false);
    row("result", Kind::Result, "0", true);
    row("result as 00", Kind::Result, "00", true);
    row("result refused", Kind::Result, "2001", false);
    row("timeout", Kind::QueueTimeout, "0", false);
    row("validation", Kind::C2bValidation, "", false);
    row("confirmation", Kind::C2bConfirmation, "", true);
    row("express", Kind::B2bExpress, "0", true);
    row("express cancelled", Kind::B2bExpress, "4001", false);
    row("order", Kind::StandingOrder, "200", true);
    row("order refused", Kind::StandingOrder, "1037", false);
    row("bill", Kind::BillPayment, "", true);
    row("pull", Kind::Pull, "", true);
    row("unreadable", Kind::Unreadable, "0", false);
}

void TestCallbackFacts::claims()
{
    QFETCH(Kind, kind);
    QFETCH(QString, code);
    QFETCH(bool, claims);
    Callback callback;
    callback.kind = kind;
    callback.resultCode = code;
    QCOMPARE(factsOf(callback).claimsMoney, claims);
}

void TestCallbackFacts::phones_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<PhoneForm>("form");
    QTest::newRow("none") << QStringLiteral(" ") << PhoneForm::None;
    QTest::newRow("plain") << QStringLiteral("254712345678") << PhoneForm::Plain;
    QTest::newRow("local") << QStringLiteral("0712345678") << PhoneForm::Plain;
    QTest::newRow("masked") << QStringLiteral("2547 ***** 678") << PhoneForm::Masked;
    QTest::newRow("masked close") << QStringLiteral("25471****678") << PhoneForm::Masked;
    QTest::newRow("masked order") << QStringLiteral("254******678") << PhoneForm::Masked;
    QTest::newRow("hashed") << QString(64, u'a') << PhoneForm::Hashed;
    QTest::newRow("short hash") << QString(63, u'a') << PhoneForm::Other;
    QTest::newRow("name") << QStringLiteral("WANJIKU") << PhoneForm::Other;
}

void TestCallbackFacts::phones()
{
    QFETCH(QString, text);
    QFETCH(PhoneForm, form);
    QCOMPARE(phoneFormOf(text), form);
}

/// Typed again from daraja-api 22.1 and doctor 1.13.
void TestCallbackFacts::publishedSenders()
{
    QStringList current;
    QStringList older;
    for (const SafaricomAddress &address : safaricomAddresses()) {
        (address.older ? older : current).append(address.address);
    }
    current.sort();
    const QStringList published{QStringLiteral("196.201.212.127"), QStringLiteral("196.201.212.129"), QStringLiteral("196.201.212.136"),
                                QStringLiteral("196.201.212.138"), QStringLiteral("196.201.212.69"),  QStringLiteral("196.201.212.74"),
                                QStringLiteral("196.201.213.114"), QStringLiteral("196.201.213.44"),  QStringLiteral("196.201.214.200"),
                                QStringLiteral("196.201.214.206"), QStringLiteral("196.201.214.207"), QStringLiteral("196.201.214.208")};
    QCOMPARE(current, published);
    QCOMPARE(older, QStringList({QStringLiteral("196.201.212.128"), QStringLiteral("196.201.212.132")}));
    QVERIFY(!safaricomAddressSource().isEmpty());
}

void TestCallbackFacts::senders_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<Callback::Sender>("sender");
    QTest::newRow("published") << QStringLiteral("196.201.214.200") << Callback::Sender::Safaricom;
    QTest::newRow("older") << QStringLiteral("196.201.212.132") << Callback::Sender::Safaricom;
    QTest::newRow("neighbour") << QStringLiteral("196.201.214.201") << Callback::Sender::Unknown;
    QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << Callback::Sender::Local;
    QTest::newRow("loopback 6") << QStringLiteral("::1") << Callback::Sender::Local;
    QTest::newRow("private") << QStringLiteral("192.168.1.5") << Callback::Sender::Unknown;
    QTest::newRow("nothing") << QString() << Callback::Sender::Unknown;
    QTest::newRow("garbage") << QStringLiteral("localhost") << Callback::Sender::Unknown;
}

void TestCallbackFacts::senders()
{
    QFETCH(QString, peer);
    QFETCH(Callback::Sender, sender);
    QCOMPARE(senderAt(peer), sender);
}

void TestCallbackFacts::proxies_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QStringList>("trusted");
    QTest::addColumn<QString>("sender");
    const QString local = QStringLiteral("127.0.0.1");
    const QString safaricom = QStringLiteral("196.201.214.200");
    const QStringList trusted{local, QStringLiteral("10.0.0.2")};
    QTest::newRow("nobody is trusted") << local << QByteArray("196.201.214.200") << QStringList() << local;
    QTest::newRow("a stranger forges") << QStringLiteral("203.0.113.9") << QByteArray("196.201.214.200") << trusted
                                       << QStringLiteral("203.0.113.9");
    QTest::newRow("proxy") << local << QByteArray("196.201.214.200") << trusted << safaricom;
    QTest::newRow("proxy writes behind a forgery")
        << local << QByteArray("196.201.214.200, 203.0.113.9") << trusted << QStringLiteral("203.0.113.9");
    QTest::newRow("two proxies") << local << QByteArray("203.0.113.9, 196.201.214.200,10.0.0.2") << trusted << safaricom;
    QTest::newRow("only proxies") << local << QByteArray("10.0.0.2") << trusted << QStringLiteral("10.0.0.2");
    QTest::newRow("no header") << local << QByteArray() << trusted << local;
    QTest::newRow("garbage") << local << QByteArray("196.201.214.200, unknown") << trusted << local;
    QTest::newRow("port") << local << QByteArray("196.201.214.200:51234") << trusted << safaricom;
    QTest::newRow("IPv6 with port") << local << QByteArray("[2001:db8::7]:4711") << trusted << QStringLiteral("2001:db8::7");
    QTest::newRow("mapped") << local << QByteArray("::ffff:196.201.214.200") << trusted << safaricom;
}

void TestCallbackFacts::proxies()
{
    QFETCH(QString, peer);
    QFETCH(QByteArray, header);
    QFETCH(QStringList, trusted);
    QFETCH(QString, sender);
    QCOMPARE(truePeer(peer, header, trusted), sender);
}

void TestCallbackFacts::acceptance_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("STK") << Kind::StkResult << QByteArray(R"({"ResultCode":0,"ResultDesc":"Accepted"})");
    QTest::newRow("result") << Kind::Result << QByteArray(R"({"ResultCode":0,"ResultDesc":"Accepted"})");
    QTest::newRow("validation") << Kind::C2bValidation << QByteArray(R"({"ResultCode":"0","ResultDesc":"Accepted"})");
    QTest::newRow("confirmation") << Kind::C2bConfirmation << QByteArray(R"({"ResultCode":0,"ResultDesc":"Success"})");
    QTest::newRow("bill") << Kind::BillPayment << QByteArray(R"({"resmsg":"Success","rescode":"200"})");
    QTest::newRow("express") << Kind::B2bExpress << QByteArray(R"({"ResultCode":0,"ResultDesc":"Accepted"})");
}

void TestCallbackFacts::acceptance()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, body);
    const HttpResponse response = replyTo(kind, {});
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, body);
    QCOMPARE(response.headers.value("Content-Type"), QByteArray("application/json"));
}

void TestCallbackFacts::otherAnswers()
{
    ReplyRule rule;
    rule.thirdPartyTransId = QStringLiteral("a \"b\"");
    const QJsonObject accepted = QJsonDocument::fromJson(replyTo(Kind::C2bValidation, rule).body).object();
    QCOMPARE(accepted.value(QStringLiteral("ThirdPartyTransID")).toString(), rule.thirdPartyTransId);
    rule = {};
    rule.answer = ReplyRule::Answer::Reject;
    rule.code = QStringLiteral("C2B00012");
    const HttpResponse rejected = replyTo(Kind::C2bValidation, rule);
    QCOMPARE(rejected.status, 200);
    QCOMPARE(rejected.body, QByteArray(R"({"ResultCode":"C2B00012","ResultDesc":"Rejected"})"));
    rule.answer = ReplyRule::Answer::Status;
    rule.status = 502;
    const HttpResponse failed = replyTo(Kind::StkResult, rule);
    QCOMPARE(failed.status, 502);
    QCOMPARE(failed.body, QByteArray(R"({"errorMessage":"Bad Gateway"})"));
    QCOMPARE(c2bRejections().size(), 6);
}

void TestCallbackFacts::rules_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ReplyRule>("rule");
    QTest::addColumn<QString>("again");
    const auto row = [](const char *text, const ReplyRule &rule, const char *again) {
        QTest::newRow(text) << QString::fromLatin1(text) << rule << QString::fromLatin1(again);
    };
    using Answer = ReplyRule::Answer;
    const QString usual = ReplyRule().code;
    row("accept", {}, "accept");
    row(" Accept , delay=1500", {Answer::Accept, usual, 500, 1500, {}}, "accept,delay=1500");
    row("accept,id=T=7", {Answer::Accept, usual, 500, 0, QStringLiteral("T=7")}, "accept,id=T=7");
    row("c2b00012", {Answer::Reject, QStringLiteral("C2B00012"), 500, 0, {}}, "C2B00012");
    row("503,delay=10", {Answer::Status, usual, 503, 10, {}}, "503,delay=10");
}

void TestCallbackFacts::rules()
{
    QFETCH(QString, text);
    QFETCH(ReplyRule, rule);
    QFETCH(QString, again);
    const ReplyRuleReading reading = readReplyRule(text);
    QCOMPARE(reading.problem, QString());
    QVERIFY(reading.rule == rule);
    QCOMPARE(replyRuleText(rule), again);
    QVERIFY(readReplyRule(again).rule == rule);
}

void TestCallbackFacts::rulesThatMakeNoSense_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *path, const char *text, const char *says) {
        QTest::addRow("%s %s", path, text) << QString::fromLatin1(path) << QString::fromLatin1(text) << QString::fromLatin1(says);
    };
    row("/stk", "", "no answer");
    row("/stk", "yes", "\"yes\" is no answer");
    row("/stk", "C2B00017", "no answer");
    row("/stk", "accept,delay=soon", "\"soon\" is not a number");
    row("/stk", "accept,slow", "\"slow\" is not understood");
    row("/stk", "accept,id=", "\"id=\" is not understood");
    row("/stk", "accept,delay=600001", "0 to 600000");
    row("/stk", "accept,delay=-1", "0 to 600000");
    row("/stk", "99", "200 to 599");
    row("/stk", "600", "200 to 599");
    row("/stk", "C2B00012", "Only /validation");
    row("/confirmation", "accept,id=7", "Only /validation");
    row("/nowhere", "accept", "/nowhere");
}

void TestCallbackFacts::rulesThatMakeNoSense()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, says);
    const ReplyRuleReading reading = readReplyRule(text);
    const QString problem = reading.problem.isEmpty() ? problemWithRule(reading.rule, path) : reading.problem;
    QVERIFY2(problem.contains(says) && !problem.isEmpty(), qPrintable(problem));
}

QTEST_GUILESS_MAIN(TestCallbackFacts)
#include "tst_callbackfacts.moc"
