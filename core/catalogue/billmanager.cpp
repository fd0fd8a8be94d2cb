// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Bill Manager, invoices: daraja-api 18.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice billPaths[] = {
    {"usual", QT_TRANSLATE_NOOP("Catalogue", "As on the portal")},
    {"other", QT_TRANSLATE_NOOP("Catalogue", "As in the go-live e-mail, with the prefix twice")},
};

constexpr Choice reminders[] = {
    {"1", QT_TRANSLATE_NOOP("Catalogue", "7 and 3 days before, and on the day")},
    {"0", QT_TRANSLATE_NOOP("Catalogue", "None")},
};

constexpr FieldSpec billPathField{
    .name = "path",
    .kind = FieldKind::Choice,
    .place = Place::Path,
    .choices = billPaths,
    .choiceCount = static_cast<int>(std::size(billPaths)),
    .label = QT_TRANSLATE_NOOP("Catalogue", "Path"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Which of Safaricom's two paths is asked. Try the other one when the answer is 401."),
    .sample = "usual",
    .fallback = "usual",
    .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal has the prefix once, the go-live e-mail twice."),
};

constexpr FieldSpec appKeyField{
    .name = "app_key",
    .kind = FieldKind::AppKey,
    .source = Source::Derived,
    .place = Place::Header,
    .minLength = 1,
    .maxLength = 200,
    .label = QT_TRANSLATE_NOOP("Catalogue", "App key"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "From the answer to the opt-in, kept in the profile; sent as a header."),
    .sample = "AG_2376487236_126732989KJ",
    .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal also writes appKey; which name of the header counts is unconfirmed."),
};

[[nodiscard]] consteval FieldSpec billText(const char *name, const char *label, const char *help, const char *sample, int longest = 0)
{
    return {.name = name, .minLength = 1, .maxLength = longest, .anyCharacter = true, .label = label, .help = help, .sample = sample};
}

constexpr FieldSpec invoiceReferenceField =
    billText("externalReference", QT_TRANSLATE_NOOP("Catalogue", "Invoice number"),
             QT_TRANSLATE_NOOP("Catalogue", "Your number of the invoice; no two invoices may have the same."), "INV-00231");

constexpr FieldSpec billAmountField{
    .name = "amount",
    .kind = FieldKind::Amount,
    .minimum = 1,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings."),
    .sample = "800",
};

constexpr FieldSpec itemFields[] = {
    billText("itemName", QT_TRANSLATE_NOOP("Catalogue", "Item"), QT_TRANSLATE_NOOP("Catalogue", "What is charged."), "Water"),
    billAmountField,
};

constexpr FieldSpec billedNameField = billText("billedFullName", QT_TRANSLATE_NOOP("Catalogue", "Customer"),
                                               QT_TRANSLATE_NOOP("Catalogue", "The name on the invoice."), "Wanjiku Test");

constexpr FieldSpec billedPhoneField{
    .name = "billedPhoneNumber",
    .kind = FieldKind::LocalMsisdn,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Phone number"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "The Safaricom number that gets the invoice by SMS."),
    .sample = "0712345678",
};

constexpr FieldSpec billedPeriodField{
    .name = "billedPeriod",
    .kind = FieldKind::Date,
    .format = "MMMM yyyy",
    .label = QT_TRANSLATE_NOOP("Catalogue", "Period"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Month and year, for example August 2026."),
    .sample = "August 2026",
};

constexpr FieldSpec invoiceNameField =
    billText("invoiceName", QT_TRANSLATE_NOOP("Catalogue", "Title"),
             QT_TRANSLATE_NOOP("Catalogue", "What the invoice is for; stands in the SMS."), "Rent and water");

constexpr FieldSpec dueDateField{
    .name = "dueDate",
    .kind = FieldKind::Date,
    .format = "yyyy-MM-dd|yyyy-MM-dd HH:mm:ss|yyyy-MM-dd HH:mm:ss.00",
    .label = QT_TRANSLATE_NOOP("Catalogue", "Due"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "When the invoice is to be paid."),
    .sample = "2026-08-31",
};

constexpr FieldSpec billAccountField =
    billText("accountReference", QT_TRANSLATE_NOOP("Catalogue", "Account number"),
             QT_TRANSLATE_NOOP("Catalogue", "What the customer types as account number when paying."), "G70");

constexpr FieldSpec invoiceItemsField{
    .name = "invoiceItems",
    .kind = FieldKind::List,
    .required = false,
    .items = itemFields,
    .itemCount = static_cast<int>(std::size(itemFields)),
    .label = QT_TRANSLATE_NOOP("Catalogue", "Items"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "One a line, name and amount: Water; 100"),
    .sample = R"([{"itemName":"Rent","amount":"700"},{"itemName":"Water","amount":"100"}])",
};

constexpr FieldSpec invoiceFields[] = {
    invoiceReferenceField, billedNameField,  billedPhoneField, billedPeriodField, invoiceNameField,
    dueDateField,          billAccountField, billAmountField,  invoiceItemsField,
};

constexpr FieldSpec singleFields[] = {
    billPathField,    appKeyField,  invoiceReferenceField, billedNameField, billedPhoneField,  billedPeriodField,
    invoiceNameField, dueDateField, billAccountField,      billAmountField, invoiceItemsField,
};

constexpr int largestBulk = 1000;

constexpr FieldSpec invoicesField{
    .name = "invoices",
    .kind = FieldKind::List,
    .items = invoiceFields,
    .itemCount = static_cast<int>(std::size(invoiceFields)),
    .maxItems = largestBulk,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Invoices"),
    .help = QT_TRANSLATE_NOOP("Catalogue",
                              "At most 1,000: a JSON array, or one a line: number; customer; phone; period; title; due; account; amount"),
    .sample = R"([{"externalReference":"INV-00231","billedFullName":"Wanjiku Test","billedPhoneNumber":"0712345678",)"
              R"("billedPeriod":"August 2026","invoiceName":"Rent and water","dueDate":"2026-08-31","accountReference":"G70",)"
              R"("amount":"800","invoiceItems":[{"itemName":"Rent","amount":"700"},{"itemName":"Water","amount":"100"}]}])",
    .disagreement =
        QT_TRANSLATE_NOOP("Catalogue", "The portal sends a bare array; one library puts it into an object, which is probably wrong."),
};

constexpr FieldSpec bulkFields[] = {billPathField, appKeyField, invoicesField};

constexpr FieldSpec cancelFields[] = {billPathField, appKeyField, invoiceReferenceField};

constexpr FieldSpec cancelItemFields[] = {invoiceReferenceField};

constexpr FieldSpec cancelBulkFields[] = {
    billPathField,
    appKeyField,
    {
        .name = "invoices",
        .kind = FieldKind::List,
        .items = cancelItemFields,
        .itemCount = static_cast<int>(std::size(cancelItemFields)),
        .maxItems = largestBulk,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Invoices"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The numbers of the invoices, one a line."),
        .sample = R"([{"externalReference":"INV-00231"},{"externalReference":"INV-00232"}])",
    },
};

constexpr FieldSpec shortCodeOfBiller{
    .name = "shortcode",
    .kind = FieldKind::ShortCode,
    .source = Source::Profile,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Short code"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "The paybill or till that invoices are paid to."),
    .sample = "600984",
};

constexpr FieldSpec billEmailField{
    .name = "email",
    .kind = FieldKind::Email,
    .label = QT_TRANSLATE_NOOP("Catalogue", "E-mail"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Stands on invoices and receipts for customers to reach you."),
    .sample = "bills@shop.example",
};

constexpr FieldSpec billContactField{
    .name = "officialContact",
    .kind = FieldKind::LocalMsisdn,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Contact number"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "The phone number on invoices and receipts."),
    .sample = "0712345678",
};

constexpr FieldSpec billRemindersField{
    .name = "sendReminders",
    .kind = FieldKind::Choice,
    .choices = reminders,
    .choiceCount = static_cast<int>(std::size(reminders)),
    .label = QT_TRANSLATE_NOOP("Catalogue", "Reminders"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Whether Safaricom reminds customers of unpaid invoices by SMS."),
    .sample = "1",
    .fallback = "1",
};

constexpr FieldSpec billLogoField{
    .name = "logo",
    .required = false,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Logo"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "A JPEG in base64 for invoices and receipts."),
    .sample = "image",
};

constexpr FieldSpec billCallbackField{
    .name = "callbackurl",
    .kind = FieldKind::Url,
    .source = Source::Derived,
    .callbackPath = "bill",
    .label = QT_TRANSLATE_NOOP("Catalogue", "Callback URL"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Where payments of invoices are reported; tried up to five times."),
    .sample = "https://shop.example/daraja/bill",
};

constexpr FieldSpec optInFields[] = {
    billPathField, shortCodeOfBiller, billEmailField, billContactField, billRemindersField, billLogoField, billCallbackField,
};

constexpr FieldSpec updateOptInFields[] = {
    billPathField, appKeyField, shortCodeOfBiller, billEmailField, billContactField, billRemindersField, billLogoField, billCallbackField,
};

constexpr FieldSpec reconcileFields[] = {
    billPathField,
    appKeyField,
    {
        .name = "paymentDate",
        .kind = FieldKind::Date,
        .source = Source::Derived,
        .format = "yyyy-MM-dd",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Paid on"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The day of the payment; today, if left empty."),
        .sample = "2026-03-14",
    },
    {
        .name = "paidAmount",
        .kind = FieldKind::Amount,
        .minimum = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Paid"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings."),
        .sample = "800",
    },
    billAccountField,
    {
        .name = "transactionId",
        .kind = FieldKind::Receipt,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receipt"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The M-Pesa receipt of the payment."),
        .sample = "UCE9T3W1HD",
    },
    {
        .name = "phoneNumber",
        .kind = FieldKind::LocalMsisdn,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Phone number"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The Safaricom number that gets the receipt by SMS."),
        .sample = "0712345678",
    },
    billText("fullName", QT_TRANSLATE_NOOP("Catalogue", "Customer"), QT_TRANSLATE_NOOP("Catalogue", "The name on the receipt."),
             "Wanjiku Test"),
    invoiceNameField,
    invoiceReferenceField,
};

struct BillRow
{
    const char *id;
    const char *title;
    const char *summary;
    const char *done;
    const char *path;
    const char *otherPath;
    bool bodyIsList = false;
};

[[nodiscard]] consteval OperationSpec billOperation(const BillRow &row, const FieldSpec *fields, std::size_t count)
{
    return {
        .id = row.id,
        .title = row.title,
        .summary = row.summary,
        .group = group::billManager,
        .path = row.path,
        .otherPath = row.otherPath,
        .effect = Effect::Changes,
        .bodyIsList = row.bodyIsList,
        .done = row.done,
        .product = QT_TRANSLATE_NOOP("Catalogue", "Bill Manager"),
        .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Bill Manager"),
        .tokenRejection = rejection::billManager,
        .fields = fields,
        .fieldCount = static_cast<int>(count),
    };
}

} // namespace

constexpr OperationSpec billOptInOperation =
    billOperation({.id = "bill_optin",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Opt in"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Makes the short code a biller; the answer has the app key for the others."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "{shortcode} can send invoices now."),
                   .path = "/v1/billmanager-invoice/optin",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/optin"},
                  optInFields, std::size(optInFields));
static_assert(wellFormed(billOptInOperation));

constexpr OperationSpec billUpdateOptInOperation =
    billOperation({.id = "bill_update_optin",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Change the opt-in"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Changes the biller's contact details, reminders or callback URL."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "The details of the biller {shortcode} are changed."),
                   .path = "/v1/billmanager-invoice/change-optin-details",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/change-optin-details"},
                  updateOptInFields, std::size(updateOptInFields));
static_assert(wellFormed(billUpdateOptInOperation));

constexpr OperationSpec billSingleOperation =
    billOperation({.id = "bill_single",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Send an invoice"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Sends one invoice to a customer by SMS."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "Invoice {externalReference} is on its way to {billedPhoneNumber}."),
                   .path = "/v1/billmanager-invoice/single-invoicing",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/single-invoicing"},
                  singleFields, std::size(singleFields));
static_assert(wellFormed(billSingleOperation));

constexpr OperationSpec billBulkOperation = billOperation({.id = "bill_bulk",
                                                           .title = QT_TRANSLATE_NOOP("Catalogue", "Send many invoices"),
                                                           .summary = QT_TRANSLATE_NOOP("Catalogue", "Sends up to 1,000 invoices at once."),
                                                           .done = QT_TRANSLATE_NOOP("Catalogue", "All of the invoices were accepted."),
                                                           .path = "/v1/billmanager-invoice/bulk-invoicing",
                                                           .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/bulk-invoicing",
                                                           .bodyIsList = true},
                                                          bulkFields, std::size(bulkFields));
static_assert(wellFormed(billBulkOperation));

constexpr OperationSpec billCancelOperation =
    billOperation({.id = "bill_cancel",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Cancel an invoice"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Takes back an invoice of which nothing was paid."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "Invoice {externalReference} is cancelled."),
                   .path = "/v1/billmanager-invoice/cancel-single-invoice",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/cancel-single-invoice"},
                  cancelFields, std::size(cancelFields));
static_assert(wellFormed(billCancelOperation));

constexpr OperationSpec billCancelBulkOperation =
    billOperation({.id = "bill_cancel_bulk",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Cancel many invoices"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Takes back several invoices of which nothing was paid."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "The invoices are cancelled."),
                   .path = "/v1/billmanager-invoice/cancel-bulk-invoices",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/cancel-bulk-invoice", // singular in the e-mail
                   .bodyIsList = true},
                  cancelBulkFields, std::size(cancelBulkFields));
static_assert(wellFormed(billCancelBulkOperation));

constexpr OperationSpec billChangeOperation =
    billOperation({.id = "bill_change",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Change an invoice"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Changes an invoice that is not paid yet; found by its invoice number."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "Invoice {externalReference} is changed."),
                   .path = "/v1/billmanager-invoice/change-invoice",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/change-invoice"},
                  singleFields, std::size(singleFields));
static_assert(wellFormed(billChangeOperation));

constexpr OperationSpec billChangeBulkOperation =
    billOperation({.id = "bill_change_bulk",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Change many invoices"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Changes several invoices that are not paid yet."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "The invoices are changed."),
                   .path = "/v1/billmanager-invoice/change-invoices",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/change-invoices",
                   .bodyIsList = true},
                  bulkFields, std::size(bulkFields));
static_assert(wellFormed(billChangeBulkOperation));

constexpr OperationSpec billReconcileOperation =
    billOperation({.id = "bill_reconcile",
                   .title = QT_TRANSLATE_NOOP("Catalogue", "Confirm a payment"),
                   .summary = QT_TRANSLATE_NOOP("Catalogue", "Tells Bill Manager that a payment was booked; the customer gets a receipt."),
                   .done = QT_TRANSLATE_NOOP("Catalogue", "The payment of {paidAmount} is booked; {phoneNumber} gets a receipt by SMS."),
                   .path = "/v1/billmanager-invoice/reconciliation",
                   .otherPath = "/v1/billmanager-invoice/v1/billmanager-invoice/reconciliation"},
                  reconcileFields, std::size(reconcileFields));
static_assert(wellFormed(billReconcileOperation));

} // namespace daraja
