// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// M-Pesa Express (STK push, Lipa na M-Pesa Online): daraja-api 5 and 6.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"
#include "core/catalogue/validation.h"

namespace daraja {

namespace {

constexpr Choice transactionTypes[] = {
    {"CustomerPayBillOnline", QT_TRANSLATE_NOOP("Catalogue", "Paybill")},
    {"CustomerBuyGoodsOnline", QT_TRANSLATE_NOOP("Catalogue", "Till (buy goods)")},
};

// The two members that each STK operation authenticates with.
constexpr FieldSpec stkShortCodeField{
    .name = "BusinessShortCode",
    .kind = FieldKind::ShortCode,
    .source = Source::Profile,
    .wire = WireType::Number,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Short code"),
    .help = QT_TRANSLATE_NOOP("Catalogue",
                              "The paybill, or the store or head office number of a till: the number that the passkey belongs to."),
    .sample = "174379",
    .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, M-Pesa Express, Simulate: Business Short Code"),
};
constexpr FieldSpec stkPasswordField{
    .name = "Password",
    .kind = FieldKind::StkPassword,
    .source = Source::Derived,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Password"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Made when the request is sent: base64 of short code, passkey and timestamp."),
    .sample = "MTc0Mzc5YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjYwMzE0MTAxNTMw",
};
constexpr FieldSpec stkTimestampField{
    .name = "Timestamp",
    .kind = FieldKind::Timestamp,
    .source = Source::Derived,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Timestamp"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "14 digits in Nairobi time, the same as inside the password."),
    .sample = "20260314101530",
};

/// The Timestamp inside a given Password, or empty when it cannot be told.
QString timestampInside(const QString &password)
{
    const QByteArray plain = QByteArray::fromBase64(password.toLatin1());
    const QString digits = QString::fromLatin1(plain.right(14));
    return digits.size() == 14 && isDigits(digits) ? digits : QString();
}

QString stkRule(const FieldSpec &field, const QString &value, const Values &values, const RequestContext &)
{
    if (field.kind == FieldKind::StkPassword) {
        const QString inside = timestampInside(value);
        if (!inside.isEmpty() && inside != values.value(QStringLiteral("Timestamp"))) {
            return catalogueText(QT_TRANSLATE_NOOP(
                                     "Catalogue",
                                     "This password was made for the timestamp %1. Give that timestamp too, or leave the password empty."))
                .arg(inside);
        }
    }
    if (QLatin1StringView(field.name) == u"PartyB" && values.value(QStringLiteral("TransactionType")) == u"CustomerPayBillOnline" &&
        value != values.value(QStringLiteral("BusinessShortCode"))) {
        return catalogueText(QT_TRANSLATE_NOOP(
            "Catalogue", "A paybill receives on its own short code. Enter the short code here too, or choose the type for a till."));
    }
    return {};
}

constexpr FieldSpec stkPushFields[] = {
    stkShortCodeField,
    stkPasswordField,
    stkTimestampField,
    {
        .name = "TransactionType",
        .kind = FieldKind::Choice,
        .source = Source::Profile,
        .choices = transactionTypes,
        .choiceCount = static_cast<int>(std::size(transactionTypes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Transaction type"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whether the money goes to a paybill or to a till."),
        .sample = "CustomerPayBillOnline",
    },
    {
        .name = "Amount",
        .kind = FieldKind::Amount,
        .wire = WireType::Number,
        .minimum = 1,
        .maximum = largestPayment,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Amount"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Whole shillings, 1 to 250,000."),
        .sample = "1250",
    },
    {
        .name = "PartyA",
        .kind = FieldKind::Msisdn,
        .source = Source::Derived,
        .wire = WireType::Number,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Payer"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The number that pays; normally the one that gets the prompt."),
        .sample = "254712345678",
        .disagreement =
            QT_TRANSLATE_NOOP("Catalogue", "Sent as a number: text was seen to fail in production with 1037, others say that it works."),
    },
    {
        .name = "PartyB",
        .kind = FieldKind::ShortCode,
        .source = Source::Profile,
        .wire = WireType::Number,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receiver"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "For a paybill the short code again, for a till the till number."),
        .sample = "174379",
    },
    {
        .name = "PhoneNumber",
        .kind = FieldKind::Msisdn,
        .wire = WireType::Number,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Phone number"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The phone that gets the prompt. 0712 345 678 and +254 712 345 678 are fine."),
        .sample = "254712345678",
    },
    {
        .name = "CallBackURL",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .callbackPath = "stk",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Callback URL"),
        .help =
            QT_TRANSLATE_NOOP("Catalogue", "Where Daraja posts the result. Without a public address it is https://example.com/no-callback: "
                                           "no callback can reach this computer, and the result is found by STK query."),
        .sample = "https://shop.example/daraja/stk",
    },
    {
        .name = "AccountReference",
        .minLength = 1,
        .maxLength = 12,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Account reference"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Shown in the prompt and recorded as the account, at most 12 characters."),
        .sample = "INV-00231",
        .fallback = "Daraja Desk",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "12 characters are documented; the sandbox took 15."),
    },
    {
        .name = "TransactionDesc",
        .minLength = 1,
        .maxLength = 13,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Description"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What the payment is for, at most 13 characters."),
        .sample = "School fees",
        .fallback = "Payment",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "The portal calls it optional; the sandbox refused a request without it."),
    },
};

constexpr FieldSpec stkQueryFields[] = {
    stkShortCodeField,
    stkPasswordField,
    stkTimestampField,
    {
        .name = "CheckoutRequestID",
        .kind = FieldKind::Identifier,
        .minLength = 1,
        .maxLength = 100,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Checkout request ID"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "From the answer to the STK push; begins with ws_CO_."),
        .sample = "ws_CO_14032026101530417712345678",
    },
};

} // namespace

constexpr OperationSpec stkPushOperation{
    .id = "stk_push",
    .title = QT_TRANSLATE_NOOP("Catalogue", "STK push"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks a customer's phone for a payment: a prompt for the PIN appears on it."),
    .group = group::payments,
    .path = "/mpesa/stkpush/v1/processrequest",
    .effect = Effect::AsksForMoney,
    .delivery = Delivery::StkCallback,
    .answer = AnswerKind::MoneyStatement,
    .moves = QT_TRANSLATE_NOOP("Catalogue", "{PhoneNumber} is asked to pay {Amount} to {PartyB}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Lipa na M-Pesa (M-Pesa Express)"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, M-Pesa Express; limits and types as seen in practice"),
    .rule = stkRule,
    .fields = stkPushFields,
    .fieldCount = static_cast<int>(std::size(stkPushFields)),
};
static_assert(wellFormed(stkPushOperation));

constexpr OperationSpec stkQueryOperation{
    .id = "stk_query",
    .title = QT_TRANSLATE_NOOP("Catalogue", "STK query"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks what became of an STK push."),
    .group = group::payments,
    .path = "/mpesa/stkpushquery/v1/query",
    .delivery = Delivery::InAnswer,
    .product = QT_TRANSLATE_NOOP("Catalogue", "Lipa na M-Pesa (M-Pesa Express)"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, M-Pesa Express Query"),
    .rule = stkRule,
    .fields = stkQueryFields,
    .fieldCount = static_cast<int>(std::size(stkQueryFields)),
};
static_assert(wellFormed(stkQueryOperation));

} // namespace daraja
