// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// M-Pesa Ratiba, standing orders: daraja-api 19.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/dates.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice orderTypes[] = {
    {"Standing Order Customer Pay Bill", QT_TRANSLATE_NOOP("Catalogue", "Paybill")},
    {"Standing Order Customer Pay Merchant", QT_TRANSLATE_NOOP("Catalogue", "Till (Merchant)")},
    {"Standing Order Customer Pay Marchant", QT_TRANSLATE_NOOP("Catalogue", "Till (as misspelt on one page: Marchant)")},
};

constexpr Choice orderReceiverTypes[] = {
    {"4", QT_TRANSLATE_NOOP("Catalogue", "Paybill")},
    {"2", QT_TRANSLATE_NOOP("Catalogue", "Till")},
};

constexpr Choice frequencies[] = {
    {"1", QT_TRANSLATE_NOOP("Catalogue", "once")},
    {"2", QT_TRANSLATE_NOOP("Catalogue", "every day")},
    {"3", QT_TRANSLATE_NOOP("Catalogue", "every week")},
    {"4", QT_TRANSLATE_NOOP("Catalogue", "every month")},
    {"5", QT_TRANSLATE_NOOP("Catalogue", "every two months")},
    {"6", QT_TRANSLATE_NOOP("Catalogue", "every quarter")},
    {"7", QT_TRANSLATE_NOOP("Catalogue", "every half year")},
    {"8", QT_TRANSLATE_NOOP("Catalogue", "every year")},
};

constexpr FieldSpec orderFields[] = {
    {
        .name = "StandingOrderName",
        .minLength = 1,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Name"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The customer must not have another standing order of this name."),
        .sample = "School fees term 1",
    },
    {
        .name = "StartDate",
        .kind = FieldKind::Date,
        .source = Source::Derived,
        .format = "yyyyMMdd",
        .label = QT_TRANSLATE_NOOP("Catalogue", "First day"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Today, if left empty. 14 Mar 2026 and 2026-03-14 are fine."),
        .sample = "20260314",
    },
    {
        .name = "EndDate",
        .kind = FieldKind::Date,
        .format = "yyyyMMdd",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Last day"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "When the standing order ends."),
        .sample = "20261231",
    },
    {
        .name = "BusinessShortCode",
        .kind = FieldKind::ShortCode,
        .source = Source::Profile,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receiver"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Your paybill or till that is paid."),
        .sample = "174379",
    },
    {
        .name = "TransactionType",
        .kind = FieldKind::Choice,
        .source = Source::Profile,
        .choices = orderTypes,
        .choiceCount = static_cast<int>(std::size(orderTypes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Transaction type"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whether the money goes to a paybill or to a till."),
        .sample = "Standing Order Customer Pay Bill",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "For tills one page of the portal has Merchant, another Marchant."),
    },
    {
        .name = "ReceiverPartyIdentifierType",
        .kind = FieldKind::Choice,
        .source = Source::Derived,
        .choices = orderReceiverTypes,
        .choiceCount = static_cast<int>(std::size(orderReceiverTypes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receiver's type"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "4 for a paybill, 2 for a till; follows the transaction type."),
        .sample = "4",
    },
    {
        .name = "Amount",
        .kind = FieldKind::Amount,
        .minimum = 1,
        .maximum = largestPayment,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings, each time."),
        .sample = "4500",
    },
    {
        .name = "PartyA",
        .kind = FieldKind::Msisdn,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Customer"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The phone number that agrees and pays."),
        .sample = "254712345678",
    },
    {
        .name = "CallBackURL",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .callbackPath = "order",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Callback URL"),
        .help =
            QT_TRANSLATE_NOOP("Catalogue", "Where Daraja posts the outcome. Without a public address it is https://example.com/no-callback "
                                           "and the outcome cannot arrive."),
        .sample = "https://shop.example/daraja/order",
    },
    {
        .name = "AccountReference",
        .minLength = 1,
        .maxLength = 12,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Account reference"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Recorded as the account, at most 12 characters."),
        .sample = "INV-00231",
        .fallback = "Daraja Desk",
    },
    {
        .name = "TransactionDesc",
        .minLength = 1,
        .maxLength = 13,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Description"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What the payments are for, at most 13 characters."),
        .sample = "School fees",
        .fallback = "Payment",
    },
    {
        .name = "Frequency",
        .kind = FieldKind::Choice,
        .choices = frequencies,
        .choiceCount = static_cast<int>(std::size(frequencies)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "How often"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "How often the customer pays."),
        .sample = "4",
        .fallback = "4",
    },
};

QString orderRule(const FieldSpec &field, const QString &value, const Values &values, const RequestContext &)
{
    const QLatin1StringView name(field.name);
    if (name == u"EndDate") {
        const QDateTime start = dateIn(field, values.value(QStringLiteral("StartDate")));
        return start.isValid() && dateIn(field, value) < start
                   ? catalogueText(QT_TRANSLATE_NOOP("Catalogue", "The last day is before the first. Enter a later date."))
                   : QString();
    }
    if (name == u"ReceiverPartyIdentifierType") {
        const bool isPaybill = values.value(QStringLiteral("TransactionType")) == u"Standing Order Customer Pay Bill";
        return isPaybill == (value == u"4")
                   ? QString()
                   : catalogueText(
                         QT_TRANSLATE_NOOP("Catalogue", "A paybill has type 4, a till type 2. Change this or the transaction type."));
    }
    return {};
}

} // namespace

constexpr OperationSpec standingOrderOperation{
    .id = "standing_order",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Standing order (Ratiba)"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks a customer to agree to regular payments."),
    .group = group::payments,
    .path = "/standingorder/v1/createStandingOrderExternal",
    .effect = Effect::AsksForMoney,
    .delivery = Delivery::OrderCallback,
    .moves = QT_TRANSLATE_NOOP("Catalogue",
                               "{PartyA} is asked to agree to pay {Amount} {Frequency} to {BusinessShortCode}, {StartDate} to {EndDate}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "M-Pesa Ratiba"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, M-Pesa Ratiba; a contract with Safaricom is needed"),
    .tokenRejection = rejection::lookUp,
    .rule = orderRule,
    .fields = orderFields,
    .fieldCount = static_cast<int>(std::size(orderFields)),
};
static_assert(wellFormed(standingOrderOperation));

} // namespace daraja
