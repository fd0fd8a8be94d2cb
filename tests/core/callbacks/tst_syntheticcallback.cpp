// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackfacts.h"
#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/syntheticcallback.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace daraja;

using Kind = Callback::Kind;

namespace {

const QDateTime now(QDate(2026, 3, 14), QTime(7, 15, 52), Qt::UTC);

Callback made(const char *id, const SyntheticFacts &facts = {})
{
    const SyntheticOutcome *outcome = findSyntheticOutcome(QString::fromLatin1(id));
    return outcome == nullptr ? Callback() : makeSyntheticCallback(*outcome, facts, now);
}

} // namespace

class TestSyntheticCallback final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyOutcome_data();
    void everyOutcome();
    void stkOnTheWire();
    void resultsOnTheWire_data();
    void resultsOnTheWire();
    void c2bPhones();
    void factsAreUsed_data();
    void factsAreUsed();
    void idsHaveSafaricomsForm();
    void hostileFactsStayInTheirPlace();
    void isFound();
};

void TestSyntheticCallback::everyOutcome_data()
{
    QTest::addColumn<QString>("id");
    for (const SyntheticOutcome &outcome : syntheticOutcomes()) {
        QTest::newRow(outcome.id.data()) << QString(outcome.id);
    }
}

/// Each is JSON for Qt's own reader too, is read as its kind, and carries its code and text.
void TestSyntheticCallback::everyOutcome()
{
    QFETCH(QString, id);
    const SyntheticOutcome &outcome = *findSyntheticOutcome(id);
    QCOMPARE(QString(outcome.id), id);
    QVERIFY(*outcome.title != '\0');
    const Callback callback = makeSyntheticCallback(outcome, {}, now);
    QVERIFY2(QJsonDocument::fromJson(callback.raw).isObject(), callback.raw.constData());
    QVERIFY2(callback.kind == outcome.kind, qPrintable(callback.problem));
    QCOMPARE(callback.resultCode, QString(outcome.code));
    QCOMPARE(callback.resultDescription, QString(outcome.text));
    QCOMPARE(callback.path, callbackPathOf(outcome.kind));
    const bool fails = outcome.kind == Kind::QueueTimeout || outcome.kind == Kind::C2bValidation ||
                       (!outcome.code.isEmpty() && outcome.code != QLatin1StringView("0"));
    QCOMPARE(factsOf(callback).claimsMoney, !fails);
}

/// Against daraja-api 5.4, as typed there.
void TestSyntheticCallback::stkOnTheWire()
{
    SyntheticFacts facts;
    facts.amount = QStringLiteral("1250");
    facts.phone = QStringLiteral("0712345678");
    facts.receipt = QStringLiteral("UCE4K7Q2ZB");
    facts.conversation = QStringLiteral("ws_CO_14032026101530417712345678");
    facts.originatorConversation = QStringLiteral("3b7d-4c1e-9f02-7a6c1d9e0b42118305");
    QCOMPARE(made("stk_0", facts).raw,
             QByteArray("{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"3b7d-4c1e-9f02-7a6c1d9e0b42118305\","
                        "\"CheckoutRequestID\":\"ws_CO_14032026101530417712345678\",\"ResultCode\":0,"
                        "\"ResultDesc\":\"The service request is processed successfully.\",\"CallbackMetadata\":{\"Item\":["
                        "{\"Name\":\"Amount\",\"Value\":1250.00},{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"UCE4K7Q2ZB\"},"
                        "{\"Name\":\"Balance\"},{\"Name\":\"TransactionDate\",\"Value\":20260314101552},"
                        "{\"Name\":\"PhoneNumber\",\"Value\":254712345678}]}}}}"));
    QCOMPARE(made("stk_1032", facts).raw,
             QByteArray("{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"3b7d-4c1e-9f02-7a6c1d9e0b42118305\","
                        "\"CheckoutRequestID\":\"ws_CO_14032026101530417712345678\",\"ResultCode\":1032,"
                        "\"ResultDesc\":\"Request cancelled by user\"}}}"));
}

void TestSyntheticCallback::resultsOnTheWire_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QStringList>("keys"); // empty: no ResultParameters
    const auto row = [](const char *id, const char *keys) {
        QTest::newRow(id) << QByteArray(id) << QString::fromLatin1(keys).split(u' ', Qt::SkipEmptyParts);
    };
    row("b2c_0", "TransactionAmount TransactionReceipt B2CRecipientIsRegisteredCustomer B2CChargesPaidAccountAvailableFunds "
                 "ReceiverPartyPublicName TransactionCompletedDateTime B2CUtilityAccountAvailableFunds B2CWorkingAccountAvailableFunds");
    row("b2b_0", "DebitAccountBalance Amount DebitPartyAffectedAccountBalance TransCompletedTime DebitPartyCharges ReceiverPartyPublicName "
                 "Currency InitiatorAccountCurrentBalance");
    row("balance_0", "ActionType AccountBalance BOCompletedTime");
    row("status_0", "DebitPartyName CreditPartyName OriginatorConversationID InitiatedTime DebitAccountType DebitPartyCharges "
                    "TransactionReason ReasonType TransactionStatus FinalisedTime Amount ConversationID ReceiptNo");
    row("reversal_0",
        "DebitAccountBalance Amount TransCompletedTime OriginalTransactionID Charge CreditPartyPublicName DebitPartyPublicName");
    row("b2c_2001", "");
    row("reversal_R000001", "");
    row("timeout", "");
}

void TestSyntheticCallback::resultsOnTheWire()
{
    QFETCH(QByteArray, id);
    QFETCH(QStringList, keys);
    const QJsonObject result = QJsonDocument::fromJson(made(id.constData()).raw).object().value(QStringLiteral("Result")).toObject();
    QVERIFY(!result.isEmpty());
    QStringList found;
    for (const QJsonValue item :
         result.value(QStringLiteral("ResultParameters")).toObject().value(QStringLiteral("ResultParameter")).toArray()) {
        found.append(item.toObject().value(QStringLiteral("Key")).toString());
    }
    QCOMPARE(found, keys);
    QCOMPARE(result.contains(QStringLiteral("ResultParameters")), !keys.isEmpty());
    // Digits are a number, letters a text, and a timeout says "1" (10.2, 10.3).
    const bool isText = id == "timeout" || id == "reversal_R000001";
    QCOMPARE(result.value(QStringLiteral("ResultCode")).isString(), isText);
    QCOMPARE(result.contains(QStringLiteral("TransactionID")), id != "timeout");
}

void TestSyntheticCallback::c2bPhones()
{
    SyntheticFacts facts;
    facts.phone = QStringLiteral("254712345678");
    QCOMPARE(made("c2b_confirmation", facts).parameter(u"MSISDN"), QStringLiteral("2547 ***** 678"));
    QCOMPARE(made("c2b_confirmation_plain", facts).parameter(u"MSISDN"), facts.phone);
    // sha256sum of the twelve digits.
    QCOMPARE(made("c2b_confirmation_hashed", facts).parameter(u"MSISDN"),
             QStringLiteral("7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90"));
    QCOMPARE(made("c2b_validation", facts).parameter(u"OrgAccountBalance"), QString());
}

void TestSyntheticCallback::factsAreUsed_data()
{
    everyOutcome_data();
}

void TestSyntheticCallback::factsAreUsed()
{
    QFETCH(QString, id);
    const SyntheticFacts facts{QStringLiteral("77"),        QStringLiteral("254722000001"), QStringLiteral("600111"),
                               QStringLiteral("ACC-9"),     QStringLiteral("conv-1"),       QStringLiteral("orig-1"),
                               QStringLiteral("UCE1111111")};
    const Callback callback = makeSyntheticCallback(*findSyntheticOutcome(id), facts, now);
    const bool joins = callback.kind != Kind::C2bValidation && callback.kind != Kind::C2bConfirmation &&
                       callback.kind != Kind::BillPayment && callback.kind != Kind::Pull;
    QCOMPARE(callback.conversation, joins ? QStringLiteral("conv-1") : QString());
    if (factsOf(callback).claimsMoney) {
        QCOMPARE(callback.transactionId, facts.receipt);
        if (!id.startsWith(QStringLiteral("balance")) && !id.startsWith(QStringLiteral("order"))) {
            QCOMPARE(factsOf(callback).amount.toDouble(), 77.0);
        }
    }
}

void TestSyntheticCallback::idsHaveSafaricomsForm()
{
    static const QRegularExpression checkout(QStringLiteral("^ws_CO_14032026101552[0-9]{1,3}708374149$"));
    static const QRegularExpression conversation(QStringLiteral("^AG_20260314_[0-9a-f]{20}$"));
    static const QRegularExpression receipt(QStringLiteral("^UCE[A-Z0-9]{7}$")); // 14 March 2026
    static const QRegularExpression merchant(QStringLiteral("^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[0-9]{6}$"));
    QSet<QString> seen;
    for (int i = 0; i < 50; ++i) {
        const Callback stk = made("stk_0");
        QVERIFY2(checkout.match(stk.conversation).hasMatch(), qPrintable(stk.conversation));
        QVERIFY2(receipt.match(stk.transactionId).hasMatch(), qPrintable(stk.transactionId));
        QVERIFY2(merchant.match(stk.originatorConversation).hasMatch(), qPrintable(stk.originatorConversation));
        QVERIFY(conversation.match(made("b2c_0").conversation).hasMatch());
        seen.insert(stk.transactionId);
    }
    QCOMPARE(seen.size(), 50);
}

/// Quotes, control characters and numbers that are none do not break the JSON.
void TestSyntheticCallback::hostileFactsStayInTheirPlace()
{
    const QString nasty = QStringLiteral("a\"b\\c\n\x01é");
    const SyntheticFacts facts{nasty, nasty, nasty, nasty, nasty, nasty, nasty};
    for (const SyntheticOutcome &outcome : syntheticOutcomes()) {
        const Callback callback = makeSyntheticCallback(outcome, facts, now);
        QVERIFY2(QJsonDocument::fromJson(callback.raw).isObject(), callback.raw.constData());
        QVERIFY2(callback.kind == outcome.kind, outcome.id.data());
    }
    QCOMPARE(made("bill", facts).parameter(u"accountReference"), nasty);
    for (const QString &amount :
         {QStringLiteral("007"), QStringLiteral("nan"), QStringLiteral("-5"), QStringLiteral("1e3"), QStringLiteral("0")}) {
        SyntheticFacts odd;
        odd.amount = amount;
        QVERIFY2(QJsonDocument::fromJson(made("b2c_0", odd).raw).isObject(), qPrintable(amount));
        QVERIFY2(QJsonDocument::fromJson(made("stk_0", odd).raw).isObject(), qPrintable(amount));
    }
}

void TestSyntheticCallback::isFound()
{
    QCOMPARE(QString(findSyntheticOutcome(QStringLiteral(" STK_1032 "))->id), QStringLiteral("stk_1032"));
    QCOMPARE(QString(findSyntheticOutcome(QStringLiteral("1032"))->id), QStringLiteral("stk_1032"));
    QCOMPARE(QString(findSyntheticOutcome(QStringLiteral("0"))->id), QStringLiteral("stk_0"));
    QCOMPARE(QString(findSyntheticOutcome(QStringLiteral("r000001"))->id), QStringLiteral("reversal_R000001"));
    QVERIFY(findSyntheticOutcome(QStringLiteral("31415")) == nullptr);
    QVERIFY(findSyntheticOutcome(QString()) == nullptr);
}

QTEST_GUILESS_MAIN(TestSyntheticCallback)
#include "tst_syntheticcallback.moc"
