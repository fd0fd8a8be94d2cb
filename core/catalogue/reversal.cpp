// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Reversal of a customer's payment: daraja-api 16.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice reversalCommand{"TransactionReversal", QT_TRANSLATE_NOOP("Catalogue", "Reversal")};
constexpr Choice organisationType{"11", QT_TRANSLATE_NOOP("Catalogue", "Organisation")};

constexpr FieldSpec reversalFields[] = {
    operatorField("Initiator", QT_TRANSLATE_NOOP("Catalogue", "APIs, Reversals, Simulate: Initiator")),
    credentialField,
    fixedField("CommandID", reversalCommand, QT_TRANSLATE_NOOP("Catalogue", "Command"),
               QT_TRANSLATE_NOOP("Catalogue", "Always TransactionReversal.")),
    {
        .name = "TransactionID",
        .kind = FieldKind::Receipt,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receipt"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The M-Pesa receipt of the customer's payment. Payments to people cannot be reversed."),
        .sample = "UCE9T3W1HD",
    },
    {
        .name = "Amount",
        .kind = FieldKind::Amount,
        .minimum = 1,
        .maximum = largestPayment,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Exactly what the customer paid, in whole shillings."),
        .sample = "1250",
    },
    {
        .name = "ReceiverParty",
        .kind = FieldKind::ShortCode,
        .source = Source::Profile,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Short code"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Your short code, which received the payment."),
        .sample = "600984",
    },
    fixedField("RecieverIdentifierType", organisationType, QT_TRANSLATE_NOOP("Catalogue", "Receiver's type"),
               QT_TRANSLATE_NOOP("Catalogue", "Always 11. The name is misspelt; spelt rightly it is refused.")),
    resultUrlField,
    timeoutUrlField,
    remarksField(2, "Reversal"),
    occasionField("Occasion"),
};

} // namespace

constexpr OperationSpec reversalOperation{
    .id = "reversal",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Reversal"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Gives a customer's payment back."),
    .group = group::account,
    .path = "/mpesa/reversal/v1/request",
    .effect = Effect::MovesMoney,
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{Amount} of payment {TransactionID} moves from {ReceiverParty} back to the customer."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Reversal"),
    .role = QT_TRANSLATE_NOOP("Catalogue", "Org Reversals Initiator"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Reversals"),
    .fields = reversalFields,
    .fieldCount = static_cast<int>(std::size(reversalFields)),
};
static_assert(wellFormed(reversalOperation));

} // namespace daraja
