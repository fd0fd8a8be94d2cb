// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/syntheticcallback.h"

#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"
#include "core/callbacks/callbackpaths.h"
#include "core/callbacks/wirejson.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QUuid>

namespace daraja {

namespace {

QString randomText(qsizetype length, QStringView alphabet)
{
    QString text;
    for (qsizetype i = 0; i < length; ++i) {
        text += alphabet.at(QRandomGenerator::global()->bounded(static_cast<int>(alphabet.size())));
    }
    return text;
}

/// Everything that a body needs, with what was left empty made up.
struct Ingredients
{
    Ingredients(const SyntheticOutcome &chosen, const SyntheticFacts &given, const QDateTime &now);

    [[nodiscard]] bool isPaid() const { return outcome.code == QLatin1StringView("0"); }
    [[nodiscard]] QByteArray code() const { return wireText(outcome.code); }
    /// A number for digits, a text for the others (daraja-api 10.2).
    [[nodiscard]] QByteArray looseCode() const
    {
        bool isNumber = false;
        QString(outcome.code).toInt(&isNumber);
        return isNumber ? QByteArray(outcome.code.data(), outcome.code.size()) : code();
    }
    [[nodiscard]] QByteArray description() const { return wireText(outcome.text); }
    /// With two decimals, as Safaricom writes amounts.
    [[nodiscard]] QString decimalAmount() const { return amount.contains(u'.') ? amount : amount + QStringLiteral(".00"); }
    /// A number where a number stands on the wire, if it is one.
    [[nodiscard]] static QByteArray number(const QString &text)
    {
        bool isNumber = false;
        text.toDouble(&isNumber);
        return isNumber && text.front().isDigit() && (text.size() == 1 || text.front() != u'0' || text.at(1) == u'.') ? text.toLatin1()
                                                                                                                      : wireText(text);
    }

    const SyntheticOutcome &outcome;
    QString amount;
    QString phone;
    QString shortCode;
    QString account;
    QString conversation;
    QString originator;
    QString receipt;
    QString stamp; ///< 14 digits, Nairobi time
    QDateTime time;
};

QString madeUpConversation(Callback::Kind kind, const QString &phone, const QString &stamp)
{
    switch (kind) {
    case Callback::Kind::StkResult: {
        const QString day = stamp.mid(6, 2) + stamp.mid(4, 2) + stamp.left(4) + stamp.mid(8);
        return QStringLiteral("ws_CO_") + day + QString::number(QRandomGenerator::global()->bounded(1000)) + phone.right(9);
    }
    case Callback::Kind::Result:
    case Callback::Kind::QueueTimeout:
        return QStringLiteral("AG_") + stamp.left(8) + u'_' + randomText(20, u"0123456789abcdef");
    default:
        return QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
}

/// The first three characters are the day (daraja-api 1.4).
QString madeUpReceipt(const QString &stamp)
{
    const int day = stamp.mid(6, 2).toInt();
    QString receipt(QChar(u'A' + (stamp.left(4).toInt() - 2006) % 26));
    receipt += QChar(u'A' + stamp.mid(4, 2).toInt() - 1);
    receipt += QChar(day < 10 ? u'0' + day : u'A' + day - 10);
    return receipt + randomText(7, u"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}

Ingredients::Ingredients(const SyntheticOutcome &chosen, const SyntheticFacts &given, const QDateTime &now)
    : outcome(chosen)
    , stamp(darajaTimestamp(now))
    , time(now)
{
    const auto orElse = [](const QString &text, const QString &otherwise) { return text.trimmed().isEmpty() ? otherwise : text.trimmed(); };
    amount = orElse(given.amount, QStringLiteral("1"));
    phone = orElse(given.phone, QStringLiteral("254708374149"));
    phone = normalizeMsisdn(phone).value_or(phone);
    shortCode = orElse(given.shortCode, QStringLiteral("600984"));
    account = orElse(given.account, QStringLiteral("INV-00231"));
    conversation = orElse(given.conversation, madeUpConversation(chosen.kind, phone, stamp));
    originator = orElse(given.originatorConversation, QUuid::createUuid().toString(QUuid::WithoutBraces).mid(9) +
                                                          QString::number(QRandomGenerator::global()->bounded(100'000, 999'999)));
    const bool failed = !chosen.code.isEmpty() && !isPaid();
    receipt = orElse(given.receipt, failed ? madeUpReceipt(stamp).left(3) + QStringLiteral("0000000") : madeUpReceipt(stamp));
}

QByteArray stkBody(const Ingredients &from) // daraja-api 5.4
{
    QList<WireMember> members{{"MerchantRequestID", wireText(from.originator)},
                              {"CheckoutRequestID", wireText(from.conversation)},
                              {"ResultCode", from.looseCode()},
                              {"ResultDesc", from.description()}};
    if (from.isPaid()) {
        const QByteArray items = wireNamed({{"Amount", Ingredients::number(from.decimalAmount())},
                                            {"MpesaReceiptNumber", wireText(from.receipt)},
                                            {"Balance", {}},
                                            {"TransactionDate", from.stamp.toLatin1()},
                                            {"PhoneNumber", Ingredients::number(from.phone)}},
                                           "Name", "Value");
        members.append({"CallbackMetadata", wireObject({{"Item", items}})});
    }
    return wireObject({{"Body", wireObject({{"stkCallback", wireObject(members)}})}});
}

/// What a product reports when it worked (daraja-api 11, 12, 14, 15, 16).
QList<WireMember> resultParameters(const Ingredients &from)
{
    const QString party = from.phone + QStringLiteral(" - WANJIKU TEST");
    const QString business = from.shortCode + QStringLiteral(" - EXAMPLE LTD");
    if (from.outcome.id.startsWith(QLatin1StringView("b2c"))) {
        return {{"TransactionAmount", Ingredients::number(from.amount)},
                {"TransactionReceipt", wireText(from.receipt)},
                {"B2CRecipientIsRegisteredCustomer", "\"Y\""},
                {"B2CChargesPaidAccountAvailableFunds", "-312.50"},
                {"ReceiverPartyPublicName", wireText(party)},
                {"TransactionCompletedDateTime", wireText(toNairobi(from.time).toString(QStringLiteral("dd.MM.yyyy HH:mm:ss")))},
                {"B2CUtilityAccountAvailableFunds", "40211.00"},
                {"B2CWorkingAccountAvailableFunds", "9800.00"}};
    }
    const QByteArray balanceText = "\"{Amount={CurrencyCode=KES, MinimumAmount=482150, BasicAmount=4821.50}}\"";
    if (from.outcome.id.startsWith(QLatin1StringView("b2b"))) {
        return {{"DebitAccountBalance", balanceText},
                {"Amount", wireText(from.decimalAmount())},
                {"DebitPartyAffectedAccountBalance", "\"Working Account|KES|4821.50|4821.50|0.00|0.00\""},
                {"TransCompletedTime", wireText(from.stamp)},
                {"DebitPartyCharges", "\"\""},
                {"ReceiverPartyPublicName", wireText(business)},
                {"Currency", "\"KES\""},
                {"InitiatorAccountCurrentBalance", balanceText}};
    }
    if (from.outcome.id.startsWith(QLatin1StringView("balance"))) {
        return {{"ActionType", {}},
                {"AccountBalance",
                 "\"Working Account|KES|88214.00|88214.00|0.00|0.00&Float Account|KES|0.00|0.00|0.00|0.00&Utility "
                 "Account|KES|40211.00|40211.00|0.00|0.00&Charges Paid Account|KES|-312.50|-312.50|0.00|0.00&Organization "
                 "Settlement Account|KES|0.00|0.00|0.00|0.00\""},
                {"BOCompletedTime", from.stamp.toLatin1()}};
    }
    if (from.outcome.id.startsWith(QLatin1StringView("reversal"))) {
        return {{"DebitAccountBalance", "\"Utility Account|KES|40211.00|40211.00|0.00|0.00\""},
                {"Amount", Ingredients::number(from.amount)},
                {"TransCompletedTime", from.stamp.toLatin1()},
                {"OriginalTransactionID", wireText(from.account)},
                {"Charge", "0"},
                {"CreditPartyPublicName", wireText(party)},
                {"DebitPartyPublicName", wireText(business)}};
    }
    return {{"DebitPartyName", wireText(business)},
            {"CreditPartyName", wireText(party)},
            {"OriginatorConversationID", wireText(from.originator)},
            {"InitiatedTime", from.stamp.toLatin1()},
            {"DebitAccountType", "\"Utility Account\""},
            {"DebitPartyCharges", "\"Fee For B2C Payment|KES|13.00\""},
            {"TransactionReason", {}},
            {"ReasonType", "\"Business Payment to Customer via API\""},
            {"TransactionStatus", "\"Completed\""},
            {"FinalisedTime", from.stamp.toLatin1()},
            {"Amount", Ingredients::number(from.amount)},
            {"ConversationID", wireText(from.conversation)},
            {"ReceiptNo", wireText(from.receipt)}};
}

QByteArray resultBody(const Ingredients &from) // daraja-api 10.2, 10.3
{
    const bool timedOut = from.outcome.kind == Callback::Kind::QueueTimeout;
    QList<WireMember> members{{"ResultType", timedOut ? "1" : "0"},
                              {"ResultCode", timedOut ? from.code() : from.looseCode()},
                              {"ResultDesc", from.description()},
                              {"OriginatorConversationID", wireText(from.originator)},
                              {"ConversationID", wireText(from.conversation)}};
    if (!timedOut) {
        members.append({"TransactionID", wireText(from.receipt)});
    }
    if (from.isPaid()) {
        members.append({"ResultParameters", wireObject({{"ResultParameter", wireNamed(resultParameters(from), "Key", "Value")}})});
    }
    if (!timedOut) {
        const QByteArray item = wireObject(
            {{"Key", "\"QueueTimeoutURL\""}, {"Value", "\"https://internalsandbox.safaricom.co.ke/mpesa/abresults/v1/submit\""}});
        members.append({"ReferenceData", wireObject({{"ReferenceItem", item}})});
    }
    return wireObject({{"Result", wireObject(members)}});
}

QByteArray c2bBody(const Ingredients &from) // daraja-api 8
{
    const bool confirmed = from.outcome.kind == Callback::Kind::C2bConfirmation;
    QString phone = from.phone;
    if (from.outcome.id.endsWith(QLatin1StringView("hashed"))) {
        phone = QString::fromLatin1(QCryptographicHash::hash(phone.toUtf8(), QCryptographicHash::Sha256).toHex());
    } else if (!from.outcome.id.endsWith(QLatin1StringView("plain"))) {
        phone = phone.left(4) + QStringLiteral(" ***** ") + phone.right(3);
    }
    return wireObject({{"TransactionType", "\"Pay Bill\""},
                       {"TransID", wireText(from.receipt)},
                       {"TransTime", wireText(from.stamp)},
                       {"TransAmount", wireText(from.decimalAmount())},
                       {"BusinessShortCode", wireText(from.shortCode)},
                       {"BillRefNumber", wireText(from.account)},
                       {"InvoiceNumber", "\"\""},
                       {"OrgAccountBalance", confirmed ? "\"88214.00\"" : "\"\""},
                       {"ThirdPartyTransID", "\"\""},
                       {"MSISDN", wireText(phone)},
                       {"FirstName", "\"WANJIKU\""},
                       {"MiddleName", "\"\""},
                       {"LastName", "\"\""}});
}

QByteArray expressBody(const Ingredients &from) // daraja-api 13
{
    QList<WireMember> members{{"resultCode", from.code()},
                              {"resultDesc", from.description()},
                              {"amount", wireText(from.amount + QStringLiteral(".0"))},
                              {"requestId", wireText(from.conversation)},
                              {"paymentReference", wireText(from.account)}};
    if (from.isPaid()) {
        members += {{"resultType", "\"0\""},
                    {"conversationID", wireText(madeUpConversation(Callback::Kind::Result, from.phone, from.stamp))},
                    {"transactionId", wireText(from.receipt)},
                    {"status", "\"SUCCESS\""}};
    }
    return wireObject(members);
}

QByteArray orderBody(const Ingredients &from) // daraja-api 19
{
    QList<WireMember> data{{"responseCode", from.code()}, {"Status", from.isPaid() ? "\"OKAY\"" : "\"ERROR\""}};
    if (from.isPaid()) {
        data.prepend({"TransactionID", wireText(from.receipt)});
        data.append({"Msisdn", wireText(from.phone.left(3) + QStringLiteral("******") + from.phone.right(3))});
    }
    return wireObject({{"ResponseHeader", wireObject({{"responseRefID", wireText(from.conversation)},
                                                      {"requestRefID", wireText(from.originator)},
                                                      {"responseCode", from.code()},
                                                      {"responseDescription", from.description()}})},
                       {"ResponseBody", wireObject({{"responseData", wireNamed(data, "name", "value")}})}});
}

QByteArray billBody(const Ingredients &from) // daraja-api 18
{
    return wireObject({{"transactionId", wireText(from.receipt)},
                       {"paidAmount", wireText(from.amount)},
                       {"msisdn", wireText(from.phone)},
                       {"dateCreated", wireText(toNairobi(from.time).toString(QStringLiteral("yyyy-MM-dd")))},
                       {"accountReference", wireText(from.account)},
                       {"shortCode", wireText(from.shortCode)}});
}

QByteArray pullBody(const Ingredients &from) // daraja-api 20
{
    const QByteArray transaction = wireObject({{"transactionId", wireText(from.receipt)},
                                               {"trxDate", wireText(nairobiIso(from.time))},
                                               {"msisdn", Ingredients::number(from.phone)},
                                               {"sender", "\"MPESA\""},
                                               {"transactiontype", "\"c2b-pay-bill-debit\""},
                                               {"billreference", wireText(from.account)},
                                               {"amount", wireText(from.amount + QStringLiteral(".0"))},
                                               {"organizationname", "\"EXAMPLE LTD\""}});
    return wireObject({{"ResponseRefID", wireText(from.conversation)},
                       {"ResponseCode", "\"1000\""},
                       {"ResponseMessage", "\"Success\""},
                       {"Response", wireArray({wireArray({transaction})})}});
}

QByteArray bodyOf(const Ingredients &from)
{
    switch (from.outcome.kind) {
    case Callback::Kind::StkResult:
        return stkBody(from);
    case Callback::Kind::Result:
    case Callback::Kind::QueueTimeout:
        return resultBody(from);
    case Callback::Kind::C2bValidation:
    case Callback::Kind::C2bConfirmation:
        return c2bBody(from);
    case Callback::Kind::B2bExpress:
        return expressBody(from);
    case Callback::Kind::StandingOrder:
        return orderBody(from);
    case Callback::Kind::BillPayment:
        return billBody(from);
    case Callback::Kind::Pull:
        return pullBody(from);
    case Callback::Kind::Unreadable:
        break;
    }
    return {};
}

} // namespace

Callback makeSyntheticCallback(const SyntheticOutcome &outcome, const SyntheticFacts &facts, const QDateTime &now)
{
    Callback callback = parseCallback(bodyOf(Ingredients(outcome, facts, now)), outcome.kind);
    callback.path = callbackPathOf(outcome.kind);
    callback.receivedAt = now;
    callback.sender = Callback::Sender::Local;
    return callback;
}

} // namespace daraja
