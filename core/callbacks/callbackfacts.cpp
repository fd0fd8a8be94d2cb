// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/callbacks/callbackfacts.h"

#include "core/base/msisdn.h"
#include "core/base/nairobitime.h"

#include <QRegularExpression>
#include <QStringList>
#include <QTimeZone>

namespace daraja {

namespace {

/// The first of these parameters that has a value; names in any case.
QString firstOf(const Callback &callback, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names) {
        for (const auto &[key, value] : callback.parameters) {
            if (name.compare(key, Qt::CaseInsensitive) == 0 && !value.trimmed().isEmpty()) {
                return value.trimmed();
            }
        }
    }
    return {};
}

/// `254712345678 - WANJIKU TEST`
void readParty(CallbackFacts &facts, const QString &party)
{
    const qsizetype dash = party.indexOf(QLatin1StringView(" - "));
    const QString number = party.left(dash).trimmed();
    facts.name = dash < 0 ? QString() : party.mid(dash + 3).trimmed();
    if (phoneFormOf(number) == PhoneForm::Plain || phoneFormOf(number) == PhoneForm::Masked) {
        facts.phone = number;
    } else {
        facts.shortCode = number;
    }
}

QDateTime timeOf(const QString &text)
{
    if (QDateTime time = fromDarajaTimestamp(text); time.isValid()) {
        return time;
    }
    const QDateTime european = QDateTime::fromString(text, QStringLiteral("dd.MM.yyyy HH:mm:ss")); // B2C, Nairobi time
    if (european.isValid()) {
        return fromDarajaTimestamp(european.toString(QStringLiteral("yyyyMMddHHmmss")));
    }
    const QDateTime iso = QDateTime::fromString(text, Qt::ISODate);
    return iso.isValid() && iso.timeSpec() != Qt::LocalTime ? iso.toUTC() : QDateTime();
}

bool isZero(const QString &code)
{
    static const QRegularExpression zeros(QStringLiteral("^0+$"));
    return zeros.match(code).hasMatch();
}

bool claimsMoney(const Callback &callback)
{
    switch (callback.kind) {
    case Callback::Kind::C2bConfirmation:
    case Callback::Kind::BillPayment:
    case Callback::Kind::Pull:
        return true;
    case Callback::Kind::StkResult:
    case Callback::Kind::Result:
    case Callback::Kind::B2bExpress:
        return isZero(callback.resultCode);
    case Callback::Kind::StandingOrder:
        return isZero(callback.resultCode) || callback.resultCode == QLatin1StringView("200");
    case Callback::Kind::C2bValidation:
    case Callback::Kind::QueueTimeout:
    case Callback::Kind::Unreadable:
        break;
    }
    return false;
}

} // namespace

PhoneForm phoneFormOf(const QString &phone)
{
    static const QRegularExpression hash(QStringLiteral("^[0-9A-Fa-f]{64}$"));
    static const QRegularExpression masked(QStringLiteral("^[+0-9 ]+[*xX•]+[0-9* ]*$"));
    const QString text = phone.trimmed();
    if (text.isEmpty()) {
        return PhoneForm::None;
    }
    if (hash.match(text).hasMatch()) {
        return PhoneForm::Hashed;
    }
    if (masked.match(text).hasMatch()) {
        return PhoneForm::Masked;
    }
    return normalizeMsisdn(text) ? PhoneForm::Plain : PhoneForm::Other;
}

CallbackFacts factsOf(const Callback &callback)
{
    CallbackFacts facts;
    facts.amount = firstOf(callback, {u"Amount", u"TransAmount", u"TransactionAmount", u"paidAmount"});
    facts.account = firstOf(callback, {u"BillRefNumber", u"accountReference", u"paymentReference", u"billreference"});
    for (const auto &[key, value] : callback.references) {
        if (facts.account.isEmpty() && key == QLatin1StringView("BillReferenceNumber")) {
            facts.account = value;
        }
    }
    facts.time = timeOf(firstOf(callback, {u"TransactionDate", u"TransTime", u"TransactionCompletedDateTime", u"TransCompletedTime",
                                           u"BOCompletedTime", u"FinalisedTime", u"trxDate", u"dateCreated"}));
    readParty(facts, firstOf(callback, {u"ReceiverPartyPublicName", u"CreditPartyPublicName", u"CreditPartyName"}));
    if (const QString phone = firstOf(callback, {u"PhoneNumber", u"MSISDN"}); !phone.isEmpty()) {
        facts.phone = phone;
    }
    if (const QString shortCode = firstOf(callback, {u"BusinessShortCode", u"shortCode"}); !shortCode.isEmpty()) {
        facts.shortCode = shortCode;
    }
    QStringList names;
    for (const QStringView part : {QStringView(u"FirstName"), QStringView(u"MiddleName"), QStringView(u"LastName")}) {
        names.append(firstOf(callback, {part}));
    }
    names.removeAll(QString());
    if (!names.isEmpty()) {
        facts.name = names.join(u' ');
    }
    facts.phoneForm = phoneFormOf(facts.phone);
    facts.claimsMoney = claimsMoney(callback);
    return facts;
}

} // namespace daraja
