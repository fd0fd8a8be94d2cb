// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Lipa na Bonga, payment with loyalty points: daraja-api 21.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr FieldSpec pointsFields[] = {
    {
        .name = "points",
        .kind = FieldKind::Count,
        .minimum = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Points"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "How many Bonga points to convert."),
        .sample = "40",
    },
};

constexpr FieldSpec redeemFields[] = {
    {
        .name = "msisdn",
        .kind = FieldKind::Msisdn,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Customer"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The phone number whose points are used."),
        .sample = "254712345678",
    },
    {
        .name = "amount",
        .kind = FieldKind::Amount,
        .wire = WireType::Number,
        .minimum = 1,
        .maximum = largestPayment,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What the points are worth, in whole shillings."),
        .sample = "8",
    },
    {
        .name = "bongaPoints",
        .kind = FieldKind::Count,
        .wire = WireType::Number,
        .minimum = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Points"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "How many points are taken from the customer."),
        .sample = "40",
    },
    {
        .name = "conversionRate",
        .kind = FieldKind::Decimal,
        .wire = WireType::Number,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Rate"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Shillings for a point, as the calculation answered."),
        .sample = "0.2",
        .fallback = "0.2",
    },
    {
        .name = "shortCode",
        .kind = FieldKind::ShortCode,
        .source = Source::Profile,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receiver"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Your paybill that is paid."),
        .sample = "600984",
    },
    {
        .name = "accountNumber",
        .minLength = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Account number"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Recorded as the account of the payment."),
        .sample = "INV-00231",
    },
};

} // namespace

constexpr OperationSpec bongaCalculateOperation{
    .id = "bonga_calculate",
    .title = QT_TRANSLATE_NOOP("Catalogue", "What points are worth"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Converts Bonga points to shillings."),
    .group = group::bonga,
    .path = "/v1/lipa/na/bonga/calculate-points",
    .done = QT_TRANSLATE_NOOP("Catalogue", "This is what {points} points are worth."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Lipa na Bonga"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Lipa na Bonga"),
    .tokenRejection = rejection::lookUp,
    .fields = pointsFields,
    .fieldCount = static_cast<int>(std::size(pointsFields)),
};
static_assert(wellFormed(bongaCalculateOperation));

constexpr OperationSpec bongaRedeemOperation{
    .id = "bonga_redeem",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Pay with points"),
    .summary = QT_TRANSLATE_NOOP("Catalogue",
                                 "Takes a customer's Bonga points as payment; the money is reported like any payment to the paybill."),
    .group = group::bonga,
    .path = "/v1/lipa/na/bonga/redeem-paybill",
    .effect = Effect::MovesMoney,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{bongaPoints} Bonga points of {msisdn} are taken and {amount} moves to {shortCode}."),
    .done = QT_TRANSLATE_NOOP("Catalogue", "{bongaPoints} points of {msisdn} paid {amount} to {shortCode}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Lipa na Bonga"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Lipa na Bonga"),
    .tokenRejection = rejection::lookUp,
    .fields = redeemFields,
    .fieldCount = static_cast<int>(std::size(redeemFields)),
};
static_assert(wellFormed(bongaRedeemOperation));

} // namespace daraja
