// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Customer to business: daraja-api 7 and 9. Version 1 and 2 have the same members; the app's product decides which one answers.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice responseTypes[] = {
    {"Completed", QT_TRANSLATE_NOOP("Catalogue", "Complete the payment")},
    {"Cancelled", QT_TRANSLATE_NOOP("Catalogue", "Cancel the payment")},
};

constexpr Choice customerCommands[] = {
    {"CustomerPayBillOnline", QT_TRANSLATE_NOOP("Catalogue", "Paybill")},
    {"CustomerBuyGoodsOnline", QT_TRANSLATE_NOOP("Catalogue", "Till (buy goods)")},
};

constexpr FieldSpec customerShortCodeField{
    .name = "ShortCode",
    .kind = FieldKind::ShortCode,
    .source = Source::Profile,
    .wire = WireType::Number,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Short code"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "The short code that customers pay to; it must belong to the organisation of the app."),
    .sample = "600984",
    .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, Customer To Business, Simulate: Short Code"),
};

constexpr FieldSpec registerFields[] = {
    customerShortCodeField,
    {
        .name = "ResponseType",
        .kind = FieldKind::Choice,
        .choices = responseTypes,
        .choiceCount = static_cast<int>(std::size(responseTypes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "If validation fails"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What becomes of a payment when the validation URL does not answer within 8 seconds."),
        .sample = "Completed",
        .fallback = "Completed",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal says 8 seconds, one blog says 5."),
    },
    {
        .name = "ConfirmationURL",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .callbackPath = "confirmation",
        .refusesWords = true,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Confirmation URL"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Where Daraja reports each payment after the money moved."),
        .sample = "https://shop.example/daraja/confirmation",
    },
    {
        .name = "ValidationURL",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .callbackPath = "validation",
        .refusesWords = true,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Validation URL"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Asked before a payment completes, if Safaricom has enabled validation for the short code."),
        .sample = "https://shop.example/daraja/validation",
    },
};

constexpr FieldSpec simulateFields[] = {
    customerShortCodeField,
    {
        .name = "CommandID",
        .kind = FieldKind::Choice,
        .source = Source::Profile,
        .choices = customerCommands,
        .choiceCount = static_cast<int>(std::size(customerCommands)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Paid to"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whether the customer pays a paybill or a till."),
        .sample = "CustomerPayBillOnline",
    },
    {
        .name = "Amount",
        .kind = FieldKind::Amount,
        .wire = WireType::Number,
        .minimum = 1,
        .maximum = largestPayment,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings, 1 to 250,000. No real money."),
        .sample = "1250",
    },
    {
        .name = "Msisdn",
        .kind = FieldKind::Msisdn,
        .wire = WireType::Number,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Payer"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The number that seems to pay; Safaricom's test number is 254708374149."),
        .sample = "254708374149",
        .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, Customer To Business, Simulate: MSISDN"),
    },
    {
        .name = "BillRefNumber",
        .required = false,
        .requiredWhen = "CommandID=CustomerPayBillOnline",
        .maxLength = 20,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Account number"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What the customer types as account number, at most 20 characters. A till has none."),
        .sample = "INV-00231",
    },
};

QString simulateRule(const FieldSpec &field, const QString &, const Values &values, const RequestContext &)
{
    const bool toTill = values.value(QStringLiteral("CommandID")) == u"CustomerBuyGoodsOnline";
    return toTill && QLatin1StringView(field.name) == u"BillRefNumber"
               ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "A till has no account numbers. Leave it empty, or choose Paybill."))
               : QString();
}

/// What differs between version 1 and 2.
struct VersionRow
{
    const char *id;
    const char *title;
    const char *summary;
    const char *path;
    const char *product;
};

[[nodiscard]] consteval OperationSpec registerOperation(const VersionRow &row)
{
    return {
        .id = row.id,
        .title = row.title,
        .summary = row.summary,
        .group = group::customerToBusiness,
        .path = row.path,
        .effect = Effect::Changes,
        .done = QT_TRANSLATE_NOOP("Catalogue", "From now on payments to {ShortCode} are reported to these addresses."),
        .product = row.product,
        .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Customer To Business Register URL"),
        .disagreement =
            QT_TRANSLATE_NOOP("Catalogue", "The portal says that a report that could not be delivered is never repeated; others "
                                           "say up to three times."),
        .tokenRejection = rejection::customer,
        .fields = registerFields,
        .fieldCount = static_cast<int>(std::size(registerFields)),
    };
}

[[nodiscard]] consteval OperationSpec simulateOperation(const VersionRow &row)
{
    return {
        .id = row.id,
        .title = row.title,
        .summary = row.summary,
        .group = group::customerToBusiness,
        .path = row.path,
        .effect = Effect::MovesMoney,
        .sandboxOnly = true,
        .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} of test money moves from {Msisdn} to {ShortCode}."),
        .done = QT_TRANSLATE_NOOP("Catalogue", "{Msisdn} pays {Amount} to {ShortCode}: the report comes to the registered URLs."),
        .product = row.product,
        .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Customer To Business Simulate"),
        .disagreement =
            QT_TRANSLATE_NOOP("Catalogue", "By one estimate only two in five simulated payments are reported in Safaricom's sandbox."),
        .tokenRejection = rejection::customer,
        .rule = simulateRule,
        .fields = simulateFields,
        .fieldCount = static_cast<int>(std::size(simulateFields)),
    };
}

constexpr const char *productVersion1 = QT_TRANSLATE_NOOP("Catalogue", "Customer to Business (C2B) version 1");
constexpr const char *productVersion2 = QT_TRANSLATE_NOOP("Catalogue", "Customer to Business (C2B) version 2");

} // namespace

constexpr OperationSpec c2bRegisterOperation =
    registerOperation({.id = "c2b_register",
                       .title = QT_TRANSLATE_NOOP("Catalogue", "Register URLs"),
                       .summary = QT_TRANSLATE_NOOP(
                           "Catalogue", "Tells Safaricom where to report payments. Production takes it once: delete the old addresses in "
                                        "the portal first, under Self Service, URL Management."),
                       .path = "/mpesa/c2b/v2/registerurl",
                       .product = productVersion2});
static_assert(wellFormed(c2bRegisterOperation));

constexpr OperationSpec c2bRegisterV1Operation = registerOperation(
    {.id = "c2b_register_v1",
     .title = QT_TRANSLATE_NOOP("Catalogue", "Register URLs (v1)"),
     .summary = QT_TRANSLATE_NOOP("Catalogue", "Tells Safaricom where to report payments, for apps whose product is version 1."),
     .path = "/mpesa/c2b/v1/registerurl",
     .product = productVersion1});
static_assert(wellFormed(c2bRegisterV1Operation));

constexpr OperationSpec c2bSimulateOperation =
    simulateOperation({.id = "c2b_simulate",
                       .title = QT_TRANSLATE_NOOP("Catalogue", "Simulate a payment"),
                       .summary = QT_TRANSLATE_NOOP(
                           "Catalogue", "Plays a customer who pays to a sandbox short code; its registered URLs are asked and told."),
                       .path = "/mpesa/c2b/v2/simulate",
                       .product = productVersion2});
static_assert(wellFormed(c2bSimulateOperation));

constexpr OperationSpec c2bSimulateV1Operation =
    simulateOperation({.id = "c2b_simulate_v1",
                       .title = QT_TRANSLATE_NOOP("Catalogue", "Simulate a payment (v1)"),
                       .summary = QT_TRANSLATE_NOOP("Catalogue", "Plays a customer who pays, for apps whose product is version 1."),
                       .path = "/mpesa/c2b/v1/simulate",
                       .product = productVersion1});
static_assert(wellFormed(c2bSimulateV1Operation));

} // namespace daraja
