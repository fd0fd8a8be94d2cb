// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/catalogue/defaults.h"

#include "core/base/nairobitime.h"
#include "core/catalogue/payload.h"
#include "core/crypto/securitycredential.h"
#include "core/crypto/stkpassword.h"
#include "core/profiles/hiddencharacters.h"

namespace daraja {

using namespace Qt::StringLiterals;

namespace {

/// Sent where Daraja demands a URL and no callback can reach this computer. example.com is reserved and answers nobody's callbacks (RFC
/// 2606).
constexpr QStringView noCallbackUrl = u"https://example.com/no-callback";

constexpr QStringView payBill = u"CustomerPayBillOnline";
constexpr QStringView buyGoods = u"CustomerBuyGoodsOnline";

/// Where callbacks of a kind are to go; empty when nobody listens. On the simulator a placeholder would lose a result that could come.
QString callbackAddress(const RequestContext &context, QStringView leaf)
{
    if (context.callbackUrl.isEmpty()) {
        return context.profile.environment == Environment::Simulator ? QString() : noCallbackUrl.toString();
    }
    return addressBelow(context.callbackUrl, u'/' + leaf.toString()).toString(QUrl::FullyEncoded);
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

/// PartyA of an operation with IdentifierType.
QString derivedParty(const OperationSpec &operation, const RequestContext &context, const Values &chosen)
{
    QString type = valueNamed(operation, u"IdentifierType", chosen);
    if (type.isEmpty()) {
        type = context.profile.receiver == ReceiverKind::Till ? u"2"_s : u"4"_s;
    }
    if (type == u"1") {
        return {};
    }
    return type == u"2" ? context.profile.till : context.profile.shortCode;
}

/// The payer's number: PartyA and PhoneNumber follow each other, then the profile's default payer.
QString payer(const OperationSpec &operation, const RequestContext &context, const Values &chosen, QStringView other)
{
    const QString number = valueNamed(operation, other, chosen);
    return number.isEmpty() ? context.profile.phoneNumber : number;
}

QString rawDefault(const OperationSpec &operation, const FieldSpec &field, const RequestContext &context, const Values &chosen)
{
    const QLatin1StringView name(field.name);
    const Profile &profile = context.profile;
    if (field.kind == FieldKind::StkPassword) {
        return derivedPassword(operation, context, chosen);
    }
    if (field.kind == FieldKind::Credential) {
        return derivedCredential(context);
    }
    if (field.kind == FieldKind::Party) {
        return derivedParty(operation, context, chosen);
    }
    if (name == u"Timestamp") {
        return context.now.isValid() ? darajaTimestamp(context.now) : QString();
    }
    if (name == u"BusinessShortCode") {
        return profile.shortCode;
    }
    if (name == u"TransactionType") {
        return profile.receiver == ReceiverKind::Till ? buyGoods.toString() : payBill.toString();
    }
    if (name == u"IdentifierType") {
        return profile.receiver == ReceiverKind::Till ? u"2"_s : u"4"_s;
    }
    if (name == u"PartyA") {
        return payer(operation, context, chosen, u"PhoneNumber");
    }
    if (name == u"PhoneNumber") {
        return payer(operation, context, chosen, u"PartyA");
    }
    if (name == u"PartyB") {
        return derivedPartyB(operation, context, chosen);
    }
    if (name == u"Initiator") {
        return profile.initiatorName;
    }
    if (name == u"CallBackURL") {
        return callbackAddress(context, u"stk");
    }
    if (name == u"ResultURL") {
        return callbackAddress(context, u"result");
    }
    if (name == u"QueueTimeOutURL") {
        return callbackAddress(context, u"timeout");
    }
    return QString::fromUtf8(field.fallback);
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
        if (name == u"PartyB" && valueNamed(operation, u"TransactionType", values) == buyGoods) {
            return missingTill();
        }
        return missingShortCode();
    case FieldKind::Party: {
        const QString type = valueNamed(operation, u"IdentifierType", values);
        if (type == u"1") {
            return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the phone number whose balance is asked for."));
        }
        return type == u"2" ? missingTill() : missingShortCode();
    }
    case FieldKind::OperatorName:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The operator name is missing. Enter it in the profile under Operator name, or "
                                                            "set MPESA_INITIATOR_NAME. In the sandbox it is testapi."));
    case FieldKind::Msisdn:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the customer's phone number, for example 0712 345 678."));
    case FieldKind::Amount:
        return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "Enter the amount in whole shillings."));
    case FieldKind::Identifier:
        return catalogueText(
            QT_TRANSLATE_NOOP("Catalogue", "Paste the CheckoutRequestID from the answer to the STK push; it begins with ws_CO_."));
    case FieldKind::Url:
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "There is no address for the callback: the callback receiver is not running. Enter a URL that the "
                         "simulator can reach, or start the receiver."));
    case FieldKind::Text:
    case FieldKind::Choice:
    case FieldKind::Timestamp:
    default:
        break;
    }
    return catalogueText(QT_TRANSLATE_NOOP("Catalogue", "%1 is missing.")).arg(catalogueText(field.label));
}

} // namespace daraja
