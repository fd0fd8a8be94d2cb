// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Payments from the organisation to businesses and to the tax authority: daraja-api 12.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice payBillCommand{"BusinessPayBill", QT_TRANSLATE_NOOP("Catalogue", "To a paybill")};
constexpr Choice buyGoodsCommand{"BusinessBuyGoods", QT_TRANSLATE_NOOP("Catalogue", "To a till")};
constexpr Choice payToBulkCommand{"BusinessPayToBulk", QT_TRANSLATE_NOOP("Catalogue", "Top up a B2C account")};
constexpr Choice taxCommand{"PayTaxToKRA", QT_TRANSLATE_NOOP("Catalogue", "Tax to the Kenya Revenue Authority")};
constexpr Choice shortCodeType{"4", QT_TRANSLATE_NOOP("Catalogue", "Short code")};
constexpr Choice taxCollector{"572572", QT_TRANSLATE_NOOP("Catalogue", "Kenya Revenue Authority")};

constexpr Choice tillTypes[] = {
    {"2", QT_TRANSLATE_NOOP("Catalogue", "Till (seen to work in production)")},
    {"4", QT_TRANSLATE_NOOP("Catalogue", "Short code (as the portal says)")},
};

constexpr Choice transferCommands[] = {
    {"BusinessTransferFromMMFToUtility", QT_TRANSLATE_NOOP("Catalogue", "from Working to Utility")},
    {"BusinessToBusinessTransfer", QT_TRANSLATE_NOOP("Catalogue", "business to business")},
    {"DisburseFundsToBusiness", QT_TRANSLATE_NOOP("Catalogue", "disbursement to a business")},
    {"MerchantToMerchantTransfer", QT_TRANSLATE_NOOP("Catalogue", "merchant to merchant")},
    {"MerchantTransferFromMerchantToWorking", QT_TRANSLATE_NOOP("Catalogue", "from Merchant to Working")},
    {"MerchantServicesMMFAccountTransfer", QT_TRANSLATE_NOOP("Catalogue", "Merchant Services account transfer")},
    {"AgencyFloatAdvance", QT_TRANSLATE_NOOP("Catalogue", "agency float advance")},
};

constexpr FieldSpec businessOperatorField =
    operatorField("Initiator", QT_TRANSLATE_NOOP("Catalogue", "APIs, Business To Business, Simulate: Initiator"));

[[nodiscard]] consteval FieldSpec commandField(const Choice &only)
{
    return fixedField("CommandID", only, QT_TRANSLATE_NOOP("Catalogue", "Command"),
                      QT_TRANSLATE_NOOP("Catalogue", "Says what kind of payment it is; fixed for this operation."));
}

constexpr FieldSpec senderTypeField = fixedField("SenderIdentifierType", shortCodeType, QT_TRANSLATE_NOOP("Catalogue", "Payer's type"),
                                                 QT_TRANSLATE_NOOP("Catalogue", "Always 4, a short code."));

constexpr FieldSpec receiverTypeField =
    fixedField("RecieverIdentifierType", shortCodeType, QT_TRANSLATE_NOOP("Catalogue", "Receiver's type"),
               QT_TRANSLATE_NOOP("Catalogue", "Always 4, a short code. The name is misspelt, and must be."));

constexpr FieldSpec businessAmountField{
    .name = "Amount",
    .kind = FieldKind::Amount,
    .minimum = 1,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings. It comes out of the Working account."),
    .sample = "640",
};

constexpr FieldSpec businessPayerField{
    .name = "PartyA",
    .kind = FieldKind::ShortCode,
    .source = Source::Profile,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Paying short code"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Your short code."),
    .sample = "600984",
    .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, Business To Business, Simulate: Party A"),
};

[[nodiscard]] consteval FieldSpec businessReceiverField(const char *label, const char *help, const char *sample,
                                                        Source source = Source::Form)
{
    return {.name = "PartyB", .kind = FieldKind::ShortCode, .source = source, .label = label, .help = help, .sample = sample};
}

[[nodiscard]] consteval FieldSpec businessReferenceField(bool required, const char *label, const char *help, const char *sample)
{
    return {.name = "AccountReference",
            .required = required,
            .maxLength = 13,
            .label = label,
            .help = help,
            .sample = sample,
            .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal says 13 characters; in production 32 were used.")};
}

constexpr FieldSpec requesterField{
    .name = "Requester",
    .kind = FieldKind::Msisdn,
    .required = false,
    .label = QT_TRANSLATE_NOOP("Catalogue", "On behalf of"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "The phone number of the customer for whom you pay, if any."),
    .sample = "254712345678",
};

constexpr FieldSpec payBillFields[] = {
    businessOperatorField,
    credentialField,
    commandField(payBillCommand),
    senderTypeField,
    receiverTypeField,
    businessAmountField,
    businessPayerField,
    businessReceiverField(QT_TRANSLATE_NOOP("Catalogue", "Paybill"), QT_TRANSLATE_NOOP("Catalogue", "The paybill that gets the money."),
                          "600000"),
    businessReferenceField(true, QT_TRANSLATE_NOOP("Catalogue", "Account number"),
                           QT_TRANSLATE_NOOP("Catalogue", "Your account number at that paybill, at most 13 characters."), "353353"),
    requesterField,
    remarksField(1, "Payment"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr FieldSpec buyGoodsFields[] = {
    businessOperatorField,
    credentialField,
    commandField(buyGoodsCommand),
    senderTypeField,
    {
        .name = "RecieverIdentifierType",
        .kind = FieldKind::Choice,
        .choices = tillTypes,
        .choiceCount = static_cast<int>(std::size(tillTypes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receiver's type"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What PartyB is. The name is misspelt, and must be."),
        .sample = "2",
        .fallback = "2",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal says 4; in production 4 was answered with SFC_IC0003 and 2 worked."),
    },
    businessAmountField,
    businessPayerField,
    businessReceiverField(QT_TRANSLATE_NOOP("Catalogue", "Till"),
                          QT_TRANSLATE_NOOP("Catalogue", "The till, store or head office number that gets the money."), "600000"),
    businessReferenceField(false, QT_TRANSLATE_NOOP("Catalogue", "Reference"),
                           QT_TRANSLATE_NOOP("Catalogue", "Your reference, at most 13 characters."), "353353"),
    requesterField,
    remarksField(1, "Payment"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr FieldSpec payToBulkFields[] = {
    businessOperatorField,
    credentialField,
    commandField(payToBulkCommand),
    senderTypeField,
    receiverTypeField,
    businessAmountField,
    businessPayerField,
    businessReceiverField(QT_TRANSLATE_NOOP("Catalogue", "B2C short code"),
                          QT_TRANSLATE_NOOP("Catalogue", "The bulk short code that pays people out."), "600979"),
    businessReferenceField(false, QT_TRANSLATE_NOOP("Catalogue", "Reference"),
                           QT_TRANSLATE_NOOP("Catalogue", "Your reference, at most 13 characters."), "353353"),
    requesterField,
    remarksField(1, "Top up"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr FieldSpec transferFields[] = {
    businessOperatorField,
    credentialField,
    {
        .name = "CommandID",
        .kind = FieldKind::Choice,
        .choices = transferCommands,
        .choiceCount = static_cast<int>(std::size(transferCommands)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Transfer"),
        .help = QT_TRANSLATE_NOOP(
            "Catalogue", "From Working to Utility is offered to chosen organisations; the others are known from old libraries only."),
        .sample = "BusinessTransferFromMMFToUtility",
        .fallback = "BusinessTransferFromMMFToUtility",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The way back, from Utility to Working, is always refused with 21."),
    },
    senderTypeField,
    receiverTypeField,
    businessAmountField,
    businessPayerField,
    businessReceiverField(QT_TRANSLATE_NOOP("Catalogue", "Receiving short code"),
                          QT_TRANSLATE_NOOP("Catalogue", "Your own short code again, for a transfer between your accounts."), "600984",
                          Source::Profile),
    businessReferenceField(false, QT_TRANSLATE_NOOP("Catalogue", "Reference"),
                           QT_TRANSLATE_NOOP("Catalogue", "Your reference, at most 13 characters."), "353353"),
    remarksField(1, "Transfer"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr FieldSpec taxFields[] = {
    businessOperatorField,
    credentialField,
    commandField(taxCommand),
    senderTypeField,
    receiverTypeField,
    businessAmountField,
    businessPayerField,
    fixedField("PartyB", taxCollector, QT_TRANSLATE_NOOP("Catalogue", "Tax collector"),
               QT_TRANSLATE_NOOP("Catalogue", "Always 572572, the Kenya Revenue Authority.")),
    businessReferenceField(true, QT_TRANSLATE_NOOP("Catalogue", "Payment registration number"),
                           QT_TRANSLATE_NOOP("Catalogue", "The PRN that the Kenya Revenue Authority gave for this payment."), "PRN1234XN"),
    remarksField(1, "Tax"),
    timeoutUrlField,
    resultUrlField,
    occasionField("Occassion"),
};

constexpr const char *businessProduct = QT_TRANSLATE_NOOP("Catalogue", "Business to Business (B2B)");
constexpr const char *businessPath = "/mpesa/b2b/v1/paymentrequest";

} // namespace

constexpr OperationSpec b2bPaybillOperation{
    .id = "b2b_paybill",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pay a paybill"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Pays another business's paybill out of your Working account."),
    .group = group::payBusinesses,
    .path = businessPath,
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue",
                               "{Amount} moves from your Working account ({PartyA}) to paybill {PartyB}, account {AccountReference}."),
    .product = businessProduct,
    .role = QT_TRANSLATE_NOOP("Catalogue", "Business Paybill Org API initiator"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Business Pay Bill"),
    .tokenRejection = rejection::initiator,
    .fields = payBillFields,
    .fieldCount = static_cast<int>(std::size(payBillFields)),
};
static_assert(wellFormed(b2bPaybillOperation));

constexpr OperationSpec b2bBuyGoodsOperation{
    .id = "b2b_buygoods",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pay a till"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Pays another business's till, store or head office out of your Working account."),
    .group = group::payBusinesses,
    .path = businessPath,
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} moves from your Working account ({PartyA}) to till {PartyB}."),
    .product = businessProduct,
    .role = QT_TRANSLATE_NOOP("Catalogue", "Business Buy Goods Org API initiator"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Business Buy Goods; the receiver's type as seen in production"),
    .tokenRejection = rejection::initiator,
    .fields = buyGoodsFields,
    .fieldCount = static_cast<int>(std::size(buyGoodsFields)),
};
static_assert(wellFormed(b2bBuyGoodsOperation));

constexpr OperationSpec b2bPayToBulkOperation{
    .id = "b2b_pay_to_bulk",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Top up a B2C account"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Moves money from your Working account to the short code that pays people out."),
    .group = group::payBusinesses,
    .path = businessPath,
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} moves from your Working account ({PartyA}) to the B2C account of {PartyB}."),
    .product = businessProduct,
    .role = QT_TRANSLATE_NOOP("Catalogue", "Org Business Pay to Bulk API initiator"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, B2C Account Top Up"),
    .tokenRejection = rejection::initiator,
    .fields = payToBulkFields,
    .fieldCount = static_cast<int>(std::size(payToBulkFields)),
};
static_assert(wellFormed(b2bPayToBulkOperation));

constexpr OperationSpec b2bTransferOperation{
    .id = "b2b_transfer",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Transfer between accounts"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Moves money by one of the rarer commands, for example from Working to Utility."),
    .group = group::payBusinesses,
    .path = businessPath,
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} moves from {PartyA} to {PartyB}: {CommandID}."),
    .product = businessProduct,
    .role = QT_TRANSLATE_NOOP("Catalogue", "Safaricom enables it for chosen organisations"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Reports from production; the older commands from libraries only"),
    .tokenRejection = rejection::initiator,
    .fields = transferFields,
    .fieldCount = static_cast<int>(std::size(transferFields)),
};
static_assert(wellFormed(b2bTransferOperation));

constexpr OperationSpec taxRemittanceOperation{
    .id = "tax_remittance",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pay tax to KRA"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Pays tax to the Kenya Revenue Authority out of your Working account."),
    .group = group::payBusinesses,
    .path = "/mpesa/b2b/v1/remittax",
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves =
        QT_TRANSLATE_NOOP("Catalogue", "{Amount} of tax moves from your Working account ({PartyA}) to the {PartyB} ({AccountReference})."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Tax Remittance"),
    .role = QT_TRANSLATE_NOOP("Catalogue", "Tax Remittance to KRA API"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Tax Remittance"),
    .tokenRejection = rejection::initiator,
    .fields = taxFields,
    .fieldCount = static_cast<int>(std::size(taxFields)),
};
static_assert(wellFormed(taxRemittanceOperation));

} // namespace daraja
