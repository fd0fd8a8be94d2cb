// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// B2B Express Checkout, a prompt on the phone of a merchant's till: daraja-api 13.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr FieldSpec expressFields[] = {
    {
        .name = "primaryShortCode",
        .kind = FieldKind::ShortCode,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Paying till"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The merchant's till that is debited."),
        .sample = "600981",
    },
    {
        .name = "receiverShortCode",
        .kind = FieldKind::ShortCode,
        .source = Source::Profile,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receiving paybill"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Your paybill, which is credited."),
        .sample = "600984",
    },
    {
        .name = "amount",
        .kind = FieldKind::Amount,
        .minimum = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings."),
        .sample = "85",
    },
    {
        .name = "paymentRef",
        .minLength = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Reference"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Shown to the merchant in the prompt, for example the number of the order."),
        .sample = "ORD-88",
    },
    {
        .name = "callbackUrl",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .callbackPath = "express",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Callback URL"),
        .help =
            QT_TRANSLATE_NOOP("Catalogue", "Where Daraja posts the outcome. Without a public address it is https://example.com/no-callback "
                                           "and the outcome cannot arrive."),
        .sample = "https://shop.example/daraja/express",
    },
    {
        .name = "partnerName",
        .minLength = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Your name"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Your organisation's name as the merchant knows it; shown in the prompt."),
        .sample = "Vendor",
    },
    {
        .name = "RequestRefID",
        .kind = FieldKind::UniqueId,
        .source = Source::Derived,
        .minLength = 1,
        .maxLength = 100,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Your unique id"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Made once for each request; comes back in the callback as requestId."),
        .sample = "c2f1-77de-4b1a-9d20",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal's table writes RequestRefId, its sample RequestRefID."),
    },
};

} // namespace

constexpr OperationSpec b2bExpressOperation{
    .id = "b2b_express",
    .title = QT_TRANSLATE_NOOP("Catalogue", "B2B Express Checkout"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks a merchant, by a prompt on the phone of the till, to pay your paybill."),
    .group = group::payments,
    .path = "/v1/ussdpush/get-msisdn",
    .effect = Effect::AsksForMoney,
    .delivery = Delivery::ExpressCallback,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "The merchant of till {primaryShortCode} is asked to pay {amount} to {receiverShortCode}."),
    .done = QT_TRANSLATE_NOOP("Catalogue", "{amount} came from till {primaryShortCode} to {receiverShortCode}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "B2B Express Checkout"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, B2B Express Checkout"),
    .tokenRejection = rejection::initiator,
    .fields = expressFields,
    .fieldCount = static_cast<int>(std::size(expressFields)),
};
static_assert(wellFormed(b2bExpressOperation));

} // namespace daraja
