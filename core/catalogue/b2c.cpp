// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Payments from the organisation to people: daraja-api 11.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice payOutCommands[] = {
    {"BusinessPayment", QT_TRANSLATE_NOOP("Catalogue", "Payment to a registered customer")},
    {"SalaryPayment", QT_TRANSLATE_NOOP("Catalogue", "Salary, also to unregistered numbers")},
    {"PromotionPayment", QT_TRANSLATE_NOOP("Catalogue", "Promotion, with a message of congratulation")},
};

constexpr Choice pochiCommand{"BusinessPayToPochi", QT_TRANSLATE_NOOP("Catalogue", "To a Pochi La Biashara")};

constexpr qint64 smallestPayOut = 10;

constexpr FieldSpec payOutIdField{
    .name = "OriginatorConversationID",
    .kind = FieldKind::UniqueId,
    .source = Source::Derived,
    .minLength = 1,
    .maxLength = 100,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Your unique id"),
    .help =
        QT_TRANSLATE_NOOP("Catalogue", "Made once for each payment. Sent again with the same id, a payment that was accepted is refused."),
    .sample = "payroll-2026-03-0017",
};

constexpr FieldSpec payOutOperatorField =
    operatorField("InitiatorName", QT_TRANSLATE_NOOP("Catalogue", "APIs, Business To Customer, Simulate: Initiator Name"));

constexpr FieldSpec payOutCommandField{
    .name = "CommandID",
    .kind = FieldKind::Choice,
    .choices = payOutCommands,
    .choiceCount = static_cast<int>(std::size(payOutCommands)),
    .label = QT_TRANSLATE_NOOP("Catalogue", "Kind of payment"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Only a salary reaches numbers that are not registered with M-Pesa."),
    .sample = "BusinessPayment",
    .fallback = "BusinessPayment",
};

[[nodiscard]] consteval FieldSpec payOutAmountField(WireType wire)
{
    return {.name = "Amount",
            .kind = FieldKind::Amount,
            .wire = wire,
            .minimum = smallestPayOut,
            .maximum = largestPayment,
            .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
            .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings, 10 to 250,000. It comes out of the Utility account."),
            .sample = "500",
            .disagreement = QT_TRANSLATE_NOOP("Catalogue", "Older texts say 150,000 at most.")};
}

[[nodiscard]] consteval FieldSpec payOutPayerField(WireType wire)
{
    return {.name = "PartyA",
            .kind = FieldKind::ShortCode,
            .source = Source::Profile,
            .wire = wire,
            .label = QT_TRANSLATE_NOOP("Catalogue", "Paying short code"),
            .help = QT_TRANSLATE_NOOP("Catalogue", "The B2C short code of the organisation."),
            .sample = "600984",
            .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, Business To Customer, Simulate: Party A")};
}

[[nodiscard]] consteval FieldSpec payOutReceiverField(WireType wire)
{
    return {.name = "PartyB",
            .kind = FieldKind::Msisdn,
            .wire = wire,
            .label = QT_TRANSLATE_NOOP("Catalogue", "Receiver"),
            .help = QT_TRANSLATE_NOOP("Catalogue",
                                      "The phone number that gets the money. A payment to a wrong number cannot be reversed here."),
            .sample = "254712345678",
            .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, Business To Customer, Simulate: Party B")};
}

constexpr FieldSpec payOutFields[] = {
    payOutIdField,
    payOutOperatorField,
    credentialField,
    payOutCommandField,
    payOutAmountField(WireType::Number),
    payOutPayerField(WireType::Number),
    payOutReceiverField(WireType::Number),
    remarksField(2, "Payment"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr FieldSpec payOutV1Fields[] = {
    payOutOperatorField,
    credentialField,
    payOutCommandField,
    payOutAmountField(WireType::Number),
    payOutPayerField(WireType::Number),
    payOutReceiverField(WireType::Number),
    remarksField(2, "Payment"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr FieldSpec pochiFields[] = {
    payOutIdField,
    payOutOperatorField,
    credentialField,
    fixedField("CommandID", pochiCommand, QT_TRANSLATE_NOOP("Catalogue", "Command"),
               QT_TRANSLATE_NOOP("Catalogue", "Always BusinessPayToPochi.")),
    payOutAmountField(WireType::String),
    payOutPayerField(WireType::String),
    payOutReceiverField(WireType::String),
    remarksField(2, "Payment"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr const char *payOutRole = QT_TRANSLATE_NOOP("Catalogue", "ORG B2C API Initiator");

} // namespace

constexpr OperationSpec b2cPaymentOperation{
    .id = "b2c_payment",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pay a customer (B2C)"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Pays a phone number out of the organisation's Utility account."),
    .group = group::payOut,
    .path = "/mpesa/b2c/v3/paymentrequest",
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} moves from your Utility account ({PartyA}) to {PartyB}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Business to Customer (B2C)"),
    .role = payOutRole,
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Business To Customer, version 3"),
    .tokenRejection = rejection::payOut,
    .fields = payOutFields,
    .fieldCount = static_cast<int>(std::size(payOutFields)),
};
static_assert(wellFormed(b2cPaymentOperation));

constexpr OperationSpec b2cPaymentV1Operation{
    .id = "b2c_payment_v1",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pay a customer (B2C v1)"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "The older way to pay a phone number. Nothing guards it against being sent twice."),
    .group = group::payOut,
    .path = "/mpesa/b2c/v1/paymentrequest",
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} moves from your Utility account ({PartyA}) to {PartyB}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Business to Customer (B2C)"),
    .role = payOutRole,
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Business To Customer, version 1"),
    .tokenRejection = rejection::payOut,
    .fields = payOutV1Fields,
    .fieldCount = static_cast<int>(std::size(payOutV1Fields)),
};
static_assert(wellFormed(b2cPaymentV1Operation));

constexpr OperationSpec b2cPochiOperation{
    .id = "b2c_pochi",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pay a Pochi La Biashara"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Pays the business wallet of a phone number out of the Utility account."),
    .group = group::payOut,
    .path = "/mpesa/b2pochi/v1/paymentrequest",
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} moves from your Utility account ({PartyA}) to the Pochi La Biashara of {PartyB}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Business to Pochi"),
    .role = payOutRole,
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Business To Pochi"),
    .tokenRejection = rejection::payOut,
    .fields = pochiFields,
    .fieldCount = static_cast<int>(std::size(pochiFields)),
};
static_assert(wellFormed(b2cPochiOperation));

} // namespace daraja
