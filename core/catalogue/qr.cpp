// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Dynamic QR code: daraja-api 17.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice transactionCodes[] = {
    {"PB", QT_TRANSLATE_NOOP("Catalogue", "Paybill")},
    {"BG", QT_TRANSLATE_NOOP("Catalogue", "Till (buy goods)")},
    {"WA", QT_TRANSLATE_NOOP("Catalogue", "Withdraw at an agent")},
    {"SM", QT_TRANSLATE_NOOP("Catalogue", "Send money to a phone number")},
    {"SB", QT_TRANSLATE_NOOP("Catalogue", "Send to a business")},
};

constexpr FieldSpec qrFields[] = {
    {
        .name = "MerchantName",
        .minLength = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Name"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The name that the customer sees after scanning."),
        .sample = "Example Shop",
    },
    {
        .name = "RefNo",
        .minLength = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Reference"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What the payment is for, for example an invoice number."),
        .sample = "INV-00231",
    },
    {
        .name = "Amount",
        .kind = FieldKind::Amount,
        .wire = WireType::Number,
        .minimum = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings, more than 0."),
        .sample = "1250",
    },
    {
        .name = "TrxCode",
        .kind = FieldKind::Choice,
        .source = Source::Profile,
        .choices = transactionCodes,
        .choiceCount = static_cast<int>(std::size(transactionCodes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Kind of payment"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What scanning the code starts."),
        .sample = "PB",
    },
    {
        .name = "CPI",
        .kind = FieldKind::Party,
        .source = Source::Profile,
        .typeField = "TrxCode",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Who is paid"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The paybill, till or agent number, or a phone number to send money to."),
        .sample = "600984",
    },
    {
        .name = "Size",
        .kind = FieldKind::Count,
        .minimum = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Size"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Width and height of the picture in pixels."),
        .sample = "300",
        .fallback = "300",
    },
};

} // namespace

constexpr OperationSpec qrCodeOperation{
    .id = "qr_code",
    .title = QT_TRANSLATE_NOOP("Catalogue", "QR code"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Makes a picture that the M-PESA app scans to pay."),
    .group = group::payments,
    .path = "/mpesa/qrcode/v1/generate",
    .answer = AnswerKind::Qr,
    .done = QT_TRANSLATE_NOOP("Catalogue", "Customers scan it with the M-PESA app."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Dynamic QR"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Dynamic QR"),
    .disagreement = QT_TRANSLATE_NOOP("Catalogue", "ResponseCode is 00 in practice; the portal's sample shows an id there."),
    .tokenRejection = rejection::initiator,
    .fields = qrFields,
    .fieldCount = static_cast<int>(std::size(qrFields)),
};
static_assert(wellFormed(qrCodeOperation));

} // namespace daraja
