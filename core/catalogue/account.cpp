// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Account balance: daraja-api 14, with the operator's credentials of daraja-api 3.2.

#include "core/catalogue/rows.h"

#include <QtGlobal>

#include <iterator>

namespace daraja {

namespace {

constexpr Choice balanceCommands[] = {
    {"AccountBalance", QT_TRANSLATE_NOOP("Catalogue", "Account balance")},
};

constexpr Choice identifierTypes[] = {
    {"4", QT_TRANSLATE_NOOP("Catalogue", "Short code (paybill)")},
    {"2", QT_TRANSLATE_NOOP("Catalogue", "Till")},
    {"1", QT_TRANSLATE_NOOP("Catalogue", "Phone number")},
};

constexpr FieldSpec accountBalanceFields[] = {
    {
        .name = "Initiator",
        .kind = FieldKind::OperatorName,
        .source = Source::Profile,
        .minLength = 1,
        .maxLength = 100,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Operator name"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The API operator of the organisation portal, with the role Balance Query ORG API."),
        .sample = "testapi",
        .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, Account Balance, Simulate: Initiator Name"),
    },
    {
        .name = "SecurityCredential",
        .kind = FieldKind::Credential,
        .source = Source::Derived,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Security credential"),
        .help = QT_TRANSLATE_NOOP("Catalogue",
                                  "The operator's password under the key of Safaricom's certificate; made when the request is sent, "
                                  "unless the profile holds a ready one."),
        .sample = // Base64 of 256 bytes of English prose: the right shape, and no credential.
        "RGFyYWphIERlc2s6IHRoaXMgaXMgYSBzYW1wbGUgb2YgdGhlIHJpZ2h0IHNoYXBlIGFuZCBzaXplLCBtYWRlIG"
        "9mIHBsYWluIHRleHQuIEl0IGlzIG5vIGNyZWRlbnRpYWwgYW5kIG9wZW5zIG5vdGhpbmcuIEEgcmVhbCBvbmUg"
        "aXMgdGhlIG9wZXJhdG9yJ3MgcGFzc3dvcmQgdW5kZXIgdGhlIGtleSBvZiBTYWZhcmljb20ncyBjZXJ0aWZpY2"
        "F0ZSwgMjU2IGJ5dGVzIHRoYXQgZGlmZmVyIGVhY2ggdGltZS4gLi4uLi4uLi4uLi4uLi4uLi4uLi4uLi4uLg==",
        .portal = QT_TRANSLATE_NOOP("Catalogue", "Test Credentials: Security Credential"),
    },
    {
        .name = "CommandID",
        .kind = FieldKind::Choice,
        .source = Source::Derived,
        .choices = balanceCommands,
        .choiceCount = static_cast<int>(std::size(balanceCommands)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Command"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Always AccountBalance."),
        .sample = "AccountBalance",
        .fallback = "AccountBalance",
    },
    {
        .name = "PartyA",
        .kind = FieldKind::Party,
        .source = Source::Profile,
        .wire = WireType::Number,
        .typeField = "IdentifierType",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Whose balance"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The short code, or the till with identifier type 2."),
        .sample = "600984",
        .portal = QT_TRANSLATE_NOOP("Catalogue", "APIs, Account Balance, Simulate: Party A"),
    },
    {
        .name = "IdentifierType",
        .kind = FieldKind::Choice,
        .source = Source::Profile,
        .choices = identifierTypes,
        .choiceCount = static_cast<int>(std::size(identifierTypes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Identifier type"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What PartyA is: 4 short code, 2 till, 1 phone number."),
        .sample = "4",
    },
    {
        .name = "Remarks",
        .minLength = 1,
        .maxLength = 100,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Remarks"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "A note for your records, at most 100 characters."),
        .sample = "Balance query",
        .fallback = "Balance query",
    },
    {
        .name = "QueueTimeOutURL",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Timeout URL"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Where Daraja reports that the request waited too long. Without a public address it is "
                                               "https://example.com/no-callback and the report cannot arrive."),
        .sample = "https://shop.example/daraja/timeout",
    },
    {
        .name = "ResultURL",
        .kind = FieldKind::Url,
        .source = Source::Derived,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Result URL"),
        .help =
            QT_TRANSLATE_NOOP("Catalogue", "Where Daraja posts the balance. Without a public address it is https://example.com/no-callback "
                                           "and the balance cannot arrive."),
        .sample = "https://shop.example/daraja/result",
    },
};

} // namespace

constexpr OperationSpec accountBalanceOperation{
    .id = "account_balance",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Account balance"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks for the balances of the organisation's accounts."),
    .group = QT_TRANSLATE_NOOP("Catalogue", "Account"),
    .path = "/mpesa/accountbalance/v1/query",
    .delivery = Delivery::ResultUrl,
    .product = QT_TRANSLATE_NOOP("Catalogue", "M-Pesa account balance"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Account Balance"),
    .fields = accountBalanceFields,
    .fieldCount = static_cast<int>(std::size(accountBalanceFields)),
};
static_assert(wellFormed(accountBalanceOperation));

} // namespace daraja
