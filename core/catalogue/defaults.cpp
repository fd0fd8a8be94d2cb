// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/defaults.h"

#include "core/base/nairobitime.h"
#include "core/catalogue/dates.h"
#include "core/catalogue/payload.h"
#include "core/catalogue/validation.h"
#include "core/crypto/securitycredential.h"
#include "core/crypto/stkpassword.h"
#include "core/profiles/hiddencharacters.h"

namespace daraja {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView payBill = u"CustomerPayBillOnline";
constexpr QStringView buyGoods = u"CustomerBuyGoodsOnline";
constexpr QStringView orderPayBill = u"Standing Order Customer Pay Bill";
constexpr QStringView orderMerchant = u"Standing Order Customer Pay Merchant";

/// Where callbacks of a kind are to go; empty when nobody listens. On the simulator a placeholder would lose a result that could come, and
/// a registration of one would lose all that follow.
QString callbackAddress(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context)
{
    if (context.callbackUrl.isEmpty()) {
        const bool needsAddress = context.profile.environment == Environment::Simulator || operation.effect == Effect::Changes;
        return needsAddress ? QString() : noCallbackUrl.toString();
    }
    return addressBelow(context.callbackUrl, u'/' + QString::fromLatin1(field.callbackPath)).toString(QUrl::FullyEncoded);
}

QString derivedPassword(const OperationSpec &operation, const RequestContext &context, const Values &chosen)
{
    const auto value = [&](QStringView name) {
        const QString given = valueNamed(operation, name, chosen);
        const FieldSpec *field = operation.field(name);
        return given.isEmpty() && field ? defaultValue(operation, *field, context, chosen) : given;
    };
    const QString shortCode = value(u"BusinessShortCode");
    const QString timestamp = value(u"Timestamp");
    const QString &passkey = context.secrets.passkey;
    const bool complete = !shortCode.isEmpty() && !timestamp.isEmpty() && !passkey.isEmpty() && findHiddenCharacters(passkey).isEmpty();
    return complete ? stkPassword(shortCode, passkey, timestamp) : QString();
}

QString derivedCredential(const RequestContext &context)
{
    if (!context.secrets.securityCredential.isEmpty()) {
        return context.secrets.securityCredential;
    }
    if (context.secrets.initiatorPassword.isEmpty() || context.certificate.isEmpty()) {
        return {};
    }
    const auto made = securityCredential(context.secrets.initiatorPassword, context.certificate);
    const auto *credential = std::get_if<QString>(&made);
    return credential ? *credential : QString();
}

QString derivedPartyB(const OperationSpec &operation, const RequestContext &context, const Values &chosen)
{
    QString type = valueNamed(operation, u"TransactionType", chosen);
    if (type.isEmpty()) {
        type = context.profile.receiver == ReceiverKind::Till ? buyGoods.toString() : payBill.toString();
    }
    if (type == buyGoods) {
        return context.profile.till;
    }
    const QString shortCode = valueNamed(operation, u"BusinessShortCode", chosen);
    return shortCode.isEmpty() ? context.profile.shortCode : shortCode;
}

bool isTill(const RequestContext &context)
{
    return context.profile.receiver == ReceiverKind::Till;
}

/// A choice that follows from how the organisation receives money, or from another choice; else the fallback.
QString derivedChoice(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &chosen)
{
    const QLatin1StringView name(field.name);
    const auto offered = [&field](QStringView paybill, QStringView till, bool wantsTill) {
        const QStringView wanted = wantsTill ? till : paybill;
        for (int i = 0; i < field.choiceCount; ++i) {
            if (wanted == QLatin1StringView(field.choices[i].value)) {
                return wanted.toString();
            }
        }
        return QString();
    };
    QString value;
    if (name == u"TransactionType" || name == u"CommandID") {
        value = offered(payBill, buyGoods, isTill(context));
        if (value.isEmpty()) {
            value = offered(orderPayBill, orderMerchant, isTill(context));
        }
    } else if (name == u"ReceiverPartyIdentifierType") {
        const QString type = valueNamed(operation, u"TransactionType", chosen);
        value = offered(u"4", u"2", type.isEmpty() ? isTill(context) : type != orderPayBill);
    } else if (field.source == Source::Profile) {
        value = offered(u"4", u"2", isTill(context));
        if (value.isEmpty()) {
            value = offered(u"PB", u"BG", isTill(context));
        }
    }
    return value.isEmpty() ? QString::fromUtf8(field.fallback) : value;
}

/// What a Party is by default: the organisation's till or short code, as its type says; nobody's phone.
QString derivedParty(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &chosen)
{
    if (field.source != Source::Profile) {
        return {};
    }
    const QString typeName = QString::fromLatin1(field.typeField);
    QString type = valueNamed(operation, typeName, chosen);
    if (type.isEmpty()) {
        type = derivedChoice(operation, *operation.field(typeName), context, chosen);
    }
    if (type == u"2" || type == u"BG") {
        return context.profile.till;
    }
    return type == u"4" || type == u"PB" ? context.profile.shortCode : QString();
}

/// A short code of the organisation: its till where the choice beside it says so.
QString derivedShortCode(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &chosen)
{
    const QLatin1StringView name(field.name);
    if (name == u"PartyB" && operation.field(u"TransactionType")) {
        return derivedPartyB(operation, context, chosen);
    }
    const FieldSpec *type = operation.field(u"ReceiverPartyIdentifierType");
    if (type && name == u"BusinessShortCode") {
        QString value = valueNamed(operation, u"ReceiverPartyIdentifierType", chosen);
        value = value.isEmpty() ? derivedChoice(operation, *type, context, chosen) : value;
        return value == u"2" ? context.profile.till : context.profile.shortCode;
    }
    return context.profile.shortCode;
}

/// A phone number: PartyA and PhoneNumber of a push follow each other; then the profile's default payer, who never gets money by default.
QString derivedMsisdn(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &chosen)
{
    const bool mayPay = operation.effect == Effect::AsksForMoney || operation.sandboxOnly;
    const QString number = operation.field(u"PhoneNumber")
                               ? valueNamed(operation, QLatin1StringView(field.name) == u"PartyA" ? u"PhoneNumber" : u"PartyA", chosen)
                               : QString();
    return number.isEmpty() && mayPay ? context.profile.phoneNumber : number;
}

QString rawDefault(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &chosen)
{
    const bool fromForm = field.source == Source::Form;
    switch (field.kind) {
    case FieldKind::StkPassword:
        return derivedPassword(operation, context, chosen);
    case FieldKind::Credential:
        return derivedCredential(context);
    case FieldKind::Timestamp:
        return context.now.isValid() ? darajaTimestamp(context.now) : QString();
    case FieldKind::EpochSeconds:
        return context.now.isValid() ? QString::number(context.now.toSecsSinceEpoch()) : QString();
    case FieldKind::Date:
        return !fromForm && context.now.isValid() ? dateFor(field, plainNairobi(context.now).addSecs(field.secondsFromNow)) : QString();
    case FieldKind::Party:
        return derivedParty(operation, field, context, chosen);
    case FieldKind::ShortCode:
        return fromForm ? QString() : derivedShortCode(operation, field, context, chosen);
    case FieldKind::Choice:
        return fromForm ? QString::fromUtf8(field.fallback) : derivedChoice(operation, field, context, chosen);
    case FieldKind::Msisdn:
        return derivedMsisdn(operation, field, context, chosen);
    case FieldKind::AppKey:
        return context.secrets.billManagerKey;
    case FieldKind::OperatorName:
        return context.profile.initiatorName;
    case FieldKind::Url:
        return callbackAddress(operation, field, context);
    default:
        return QString::fromUtf8(field.fallback);
    }
}

QString missingPassword(const RequestContext &context)
{
    const QString hidden = describeHiddenCharacters(context.secrets.passkey);
    if (!hidden.isEmpty()) {
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The passkey has %1. Clean it in the profile.")).arg(hidden);
    }
    if (context.secrets.passkey.isEmpty()) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue",
            "The passkey is missing. Enter it in the profile under Passkey, or set MPESA_PASSKEY. Safaricom shows it with the M-Pesa "
            "Express simulation, and for a live short code in the go-live e-mail."));
    }
    return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The password cannot be made without a short code. Enter that first."));
}

QString missingCredential(const RequestContext &context)
{
    if (context.secrets.initiatorPassword.isEmpty()) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "Enter the operator password in the profile, or set MPESA_INITIATOR_PASSWORD; or paste a ready-made "
                         "security credential there (MPESA_SECURITY_CREDENTIAL)."));
    }
    if (context.certificate.isEmpty()) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "The operator password cannot be encrypted without Safaricom's certificate. Choose SandboxCertificate.cer or "
                         "ProductionCertificate.cer in the profile under Certificate, or set MPESA_CERTIFICATE_FILE."));
    }
    const auto made = securityCredential(context.secrets.initiatorPassword, context.certificate);
    const auto *problem = std::get_if<CryptoProblem>(&made);
    return problem ? problem->text : QString();
}

QString missingShortCode()
{
    return catalogueText(QT_TRANSLATE_NOOP(
        "Catalogue", "The short code is missing. Enter the paybill, or the store number of a till, in the profile under Short "
                     "code, or set MPESA_SHORTCODE."));
}

QString missingTill()
{
    return catalogueText(QT_TRANSLATE_NOOP(
        "Catalogue", "The till number is missing. Enter it in the profile under Till number, set MPESA_TILL, or enter it here."));
}

} // namespace

QString valueNamed(const OperationSpec &operation, QStringView name, const Values &values)
{
    const FieldSpec *field = operation.field(name);
    if (!field) {
        return {};
    }
    auto found = values.constFind(QString::fromLatin1(field->name));
    if (found == values.cend()) {
        found = std::find_if(values.keyBegin(), values.keyEnd(), [name](const QString &key) {
                    return key.size() == name.size() && key.compare(name, Qt::CaseInsensitive) == 0;
                }).base();
    }
    return found == values.cend() ? QString() : normalizeField(*field, *found);
}

QString defaultValue(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &chosen)
{
    return normalizeField(field, rawDefault(operation, field, context, chosen));
}

QString missingText(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &values)
{
    const QString name = QString::fromLatin1(field.name);
    switch (field.kind) {
    case FieldKind::StkPassword:
        return missingPassword(context);
    case FieldKind::Credential:
        return missingCredential(context);
    case FieldKind::ShortCode:
        if (field.source == Source::Form) {
            break;
        }
        if ((name == u"PartyB" && valueNamed(operation, u"TransactionType", values) == buyGoods) ||
            valueNamed(operation, u"ReceiverPartyIdentifierType", values) == u"2") {
            return missingTill();
        }
        return missingShortCode();
    case FieldKind::Party: {
        const QString type = valueNamed(operation, QString::fromLatin1(field.typeField), values);
        if (meansPhone(type)) {
            return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the phone number, for example 0712 345 678."));
        }
        if (field.source == Source::Form) {
            break;
        }
        if (type == u"2" || type == u"BG") {
            return missingTill();
        }
        if (type == u"4" || type == u"PB") {
            return missingShortCode();
        }
        break;
    }
    case FieldKind::OperatorName:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The operator name is missing. Enter it in the profile under Operator name, or "
                                                            "set MPESA_INITIATOR_NAME. In the sandbox it is testapi."));
    case FieldKind::Msisdn:
    case FieldKind::LocalMsisdn:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the phone number, for example 0712 345 678."));
    case FieldKind::Amount:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the amount in whole shillings."));
    case FieldKind::Identifier:
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "Paste the CheckoutRequestID from the answer to the STK push; it begins with ws_CO_."));
    case FieldKind::Receipt:
        return *field.alternative
                   ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the M-Pesa receipt, for example UCE4K7Q2ZB, or instead of it %1."))
                         .arg(QLatin1StringView(field.alternative))
                   : catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the M-Pesa receipt, for example UCE4K7Q2ZB."));
    case FieldKind::AppKey:
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue",
            "Enter the app_key from the answer to the Bill Manager opt-in, in the profile, or set MPESA_BILL_MANAGER_APP_KEY."));
    case FieldKind::Url:
        return operation.effect == Effect::Changes && context.profile.environment != Environment::Simulator
                   ? catalogueText(QT_TRANSLATE_NOOP(
                         "Catalogue", "Safaricom needs a public address here. Enter it, or the profile's public address under Callbacks."))
                   : catalogueText(QT_TRANSLATE_NOOP(
                         "Catalogue", "There is no address for the callback: the callback receiver is not running. Enter a URL that the "
                                      "simulator can reach, or start the receiver."));
    default:
        break;
    }
    const QString missing = catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 is missing.")).arg(catalogueText(field.label));
    return *field.sample ? missing + u' ' +
                               catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter for example %1.")).arg(QString::fromUtf8(field.sample))
                         : missing;
}

} // namespace daraja
