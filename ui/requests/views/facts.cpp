// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/requests/views/facts.h"

#include "ui/requests/views/resulttext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace daraja {

namespace {

enum class FactForm { Money, Time, YesNo, Plain, Id };

struct KnownParameter
{
    QLatin1StringView name;
    const char *label;
    FactForm form;
};

/// Result parameters in the order in which they are read (daraja-api 5, 11, 12, 13, 15, 16).
const KnownParameter knownParameters[] = {
    {QLatin1StringView("TransactionReceipt"), QT_TRANSLATE_NOOP("Facts", "Receipt"), FactForm::Id},
    {QLatin1StringView("ReceiptNo"), QT_TRANSLATE_NOOP("Facts", "Receipt"), FactForm::Id},
    {QLatin1StringView("MpesaReceiptNumber"), QT_TRANSLATE_NOOP("Facts", "Receipt"), FactForm::Id},
    {QLatin1StringView("TransactionDate"), QT_TRANSLATE_NOOP("Facts", "Completed"), FactForm::Time},
    {QLatin1StringView("transactionId"), QT_TRANSLATE_NOOP("Facts", "Receipt"), FactForm::Id},
    {QLatin1StringView("OriginalTransactionID"), QT_TRANSLATE_NOOP("Facts", "Reversed receipt"), FactForm::Id},
    {QLatin1StringView("TransactionCompletedDateTime"), QT_TRANSLATE_NOOP("Facts", "Completed"), FactForm::Time},
    {QLatin1StringView("TransCompletedTime"), QT_TRANSLATE_NOOP("Facts", "Completed"), FactForm::Time},
    {QLatin1StringView("InitiatedTime"), QT_TRANSLATE_NOOP("Facts", "Started"), FactForm::Time},
    {QLatin1StringView("FinalisedTime"), QT_TRANSLATE_NOOP("Facts", "Finished"), FactForm::Time},
    {QLatin1StringView("ReasonType"), QT_TRANSLATE_NOOP("Facts", "Kind"), FactForm::Plain},
    {QLatin1StringView("TransactionReason"), QT_TRANSLATE_NOOP("Facts", "Reason"), FactForm::Plain},
    {QLatin1StringView("B2CRecipientIsRegisteredCustomer"), QT_TRANSLATE_NOOP("Facts", "Registered"), FactForm::YesNo},
    {QLatin1StringView("DebitAccountType"), QT_TRANSLATE_NOOP("Facts", "Out of"), FactForm::Plain},
    {QLatin1StringView("DebitPartyCharges"), QT_TRANSLATE_NOOP("Facts", "Charges"), FactForm::Money},
    {QLatin1StringView("Charge"), QT_TRANSLATE_NOOP("Facts", "Charges"), FactForm::Money},
    {QLatin1StringView("B2CUtilityAccountAvailableFunds"), QT_TRANSLATE_NOOP("Facts", "Utility account"), FactForm::Money},
    {QLatin1StringView("B2CWorkingAccountAvailableFunds"), QT_TRANSLATE_NOOP("Facts", "Working account"), FactForm::Money},
    {QLatin1StringView("B2CChargesPaidAccountAvailableFunds"), QT_TRANSLATE_NOOP("Facts", "Charges account"), FactForm::Money},
    {QLatin1StringView("DebitAccountBalance"), QT_TRANSLATE_NOOP("Facts", "Paying account"), FactForm::Money},
    {QLatin1StringView("DebitAccountCurrentBalance"), QT_TRANSLATE_NOOP("Facts", "Paying account"), FactForm::Money},
    {QLatin1StringView("InitiatorAccountCurrentBalance"), QT_TRANSLATE_NOOP("Facts", "Operator's account"), FactForm::Money},
    {QLatin1StringView("DebitPartyAffectedAccountBalance"), QT_TRANSLATE_NOOP("Facts", "Account that paid"), FactForm::Money},
    {QLatin1StringView("paymentReference"), QT_TRANSLATE_NOOP("Facts", "Reference"), FactForm::Plain},
    {QLatin1StringView("OriginatorConversationID"), QT_TRANSLATE_NOOP("Facts", "Id of its request"), FactForm::Id},
    {QLatin1StringView("requestId"), QT_TRANSLATE_NOOP("Facts", "Id of its request"), FactForm::Id},
    {QLatin1StringView("ConversationID"), QT_TRANSLATE_NOOP("Facts", "Conversation"), FactForm::Id},
};

const KnownParameter *knownParameter(const QString &name)
{
    const auto found = std::find_if(std::begin(knownParameters), std::end(knownParameters),
                                    [&name](const KnownParameter &known) { return name.compare(known.name, Qt::CaseInsensitive) == 0; });
    return found == std::end(knownParameters) ? nullptr : found;
}

Fact factFrom(const KnownParameter &known, const QString &value)
{
    Fact fact{QCoreApplication::translate("Facts", known.label), value, Fact::Kind::Text, value};
    switch (known.form) {
    case FactForm::Money:
        fact.value = moneyText(value);
        break;
    case FactForm::Time:
        fact.value = timeText(value);
        break;
    case FactForm::YesNo:
        fact.value = value == u"Y"   ? QCoreApplication::translate("Facts", "Yes")
                     : value == u"N" ? QCoreApplication::translate("Facts", "No")
                                     : value;
        break;
    case FactForm::Id:
        fact.kind = Fact::Kind::Code;
        break;
    case FactForm::Plain:
        break;
    }
    return fact;
}

/// A long word is an id, or an address: it cannot be broken into lines.
Fact::Kind kindOf(const QString &value)
{
    constexpr qsizetype longestWord = 24;
    return value.size() > longestWord && !value.contains(u' ') ? Fact::Kind::Code : Fact::Kind::Text;
}

bool isNamed(const QString &name, std::initializer_list<QLatin1StringView> names)
{
    return std::any_of(names.begin(), names.end(), [&name](QLatin1StringView one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

/// Members that say how the asking went, not what was asked for.
bool isAboutTheAnswer(const QString &name)
{
    return isNamed(name,
                   {QLatin1StringView("ResponseCode"), QLatin1StringView("ResponseStatus"), QLatin1StringView("Response Status"),
                    QLatin1StringView("ResponseDescription"), QLatin1StringView("responseDesc"), QLatin1StringView("ResponseMessage"),
                    QLatin1StringView("ResponseRefID"), QLatin1StringView("requestRefID"), QLatin1StringView("ConversationID"),
                    QLatin1StringView("OriginatorConversationID"), QLatin1StringView("OriginatorCoversationID"),
                    QLatin1StringView("rescode"), QLatin1StringView("resmsg"), QLatin1StringView("status"), QLatin1StringView("message"),
                    QLatin1StringView("requestID"), QLatin1StringView("timestamp"), QLatin1StringView("code")});
}

QString plainValue(const QJsonValue &value)
{
    if (value.isDouble()) {
        return QString::number(value.toDouble(), 'f', value.toDouble() == std::floor(value.toDouble()) ? 0 : 2);
    }
    return value.isBool() ? QString(value.toBool() ? QStringLiteral("true") : QStringLiteral("false")) : value.toString();
}

/// `INV-00231: Duplicate externalReference.`
QString joinedValues(const QJsonObject &object)
{
    QStringList values;
    for (const QJsonValue value : object) {
        values.append(value.isObject() || value.isArray()
                          ? QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
                          : plainValue(value));
    }
    values.removeAll(QString());
    return values.join(QStringLiteral(": "));
}

void collect(const QJsonObject &object, QList<Fact> &facts, QList<Fact> &technical)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString name = member.key();
        if (member.value().isObject()) {
            collect(member.value().toObject(), facts, technical);
            continue;
        }
        if (member.value().isArray()) {
            for (const QJsonValue &entry : member.value().toArray()) {
                const QString text = entry.isObject() ? joinedValues(entry.toObject()) : plainValue(entry);
                const QString label = name == u"errors" ? QCoreApplication::translate("Facts", "Not accepted") : nameText(name);
                facts.append({label, text, Fact::Kind::Text, text});
            }
            continue;
        }
        const QString value = plainValue(member.value());
        if (value.isEmpty()) {
            continue;
        }
        Fact fact{nameText(name), value, kindOf(value), value};
        if (name.compare(u"lastSwapDate", Qt::CaseInsensitive) == 0 && value == u"01-01-1900") { // daraja-api 21
            fact.value = QCoreApplication::translate("Facts", "More than 3 months ago, or never");
        }
        (isAboutTheAnswer(name) ? technical : facts).append(fact);
    }
}

} // namespace

Statement statementOf(const CallResult &result)
{
    Statement statement;
    QList<std::pair<const KnownParameter *, Fact>> known;
    QList<Fact> unknown;
    for (const auto &[name, value] : result.parameters) {
        if (isNamed(name, {QLatin1StringView("Amount"), QLatin1StringView("TransactionAmount")})) {
            statement.amount = moneyText(value);
        } else if (isNamed(name, {QLatin1StringView("DebitPartyName"), QLatin1StringView("DebitPartyPublicName"),
                                  QLatin1StringView("PhoneNumber")}) &&
                   statement.from.isEmpty()) {
            statement.from = value;
        } else if (isNamed(name, {QLatin1StringView("CreditPartyName"), QLatin1StringView("CreditPartyPublicName"),
                                  QLatin1StringView("ReceiverPartyPublicName")}) &&
                   statement.to.isEmpty()) {
            statement.to = value;
        } else if (isNamed(name, {QLatin1StringView("DebitPartyName")}) && statement.to.isEmpty()) {
            statement.to = value; // Safaricom's own sample names the second party so too (daraja-api 15)
        } else if (isNamed(name, {QLatin1StringView("TransactionStatus")})) {
            statement.status = value;
        } else if (isNamed(name, {QLatin1StringView("Currency")}) && value == u"KES") {
            continue; // it stands at every amount
        } else if (const KnownParameter *parameter = knownParameter(name)) {
            if (!value.isEmpty()) {
                known.append({parameter, factFrom(*parameter, value)});
            }
        } else if (!value.isEmpty()) {
            unknown.append({name, value, kindOf(value), value});
        }
    }
    std::stable_sort(known.begin(), known.end(), [](const auto &one, const auto &other) { return one.first < other.first; });
    for (const auto &entry : std::as_const(known)) {
        statement.facts.append(entry.second);
    }
    const QString receipt = QCoreApplication::translate("Facts", "Receipt");
    const bool isNamedThere =
        std::any_of(known.cbegin(), known.cend(), [&receipt](const auto &entry) { return entry.second.label == receipt; });
    // With a transaction status, the id of the result is that of the asking.
    if (!result.transactionId.isEmpty() && !isNamedThere) {
        statement.facts.prepend({receipt, result.transactionId, Fact::Kind::Code, result.transactionId});
    }
    statement.facts += unknown;
    return statement;
}

QList<Fact> factsOf(const QJsonObject &answer)
{
    QList<Fact> facts;
    QList<Fact> technical;
    collect(answer, facts, technical);
    return facts + technical;
}

} // namespace daraja
