// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Account balance and transaction status: daraja-api 14 and 15.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice balanceCommand{"AccountBalance", QT_TRANSLATE_NOOP("Catalogue", "Account balance")};
constexpr Choice statusCommand{"TransactionStatusQuery", QT_TRANSLATE_NOOP("Catalogue", "Transaction status")};

constexpr Choice identifierTypes[] = {
    {"4", QT_TRANSLATE_NOOP("Catalogue", "Short code (paybill)")},
    {"2", QT_TRANSLATE_NOOP("Catalogue", "Till")},
    {"1", QT_TRANSLATE_NOOP("Catalogue", "Phone number")},
};

[[nodiscard]] consteval FieldSpec partyField(const char *label, const char *help, const char *portal)
{
    return {.name = "PartyA",
            .kind = FieldKind::Party,
            .source = Source::Profile,
            .wire = WireType::Number,
            .typeField = "IdentifierType",
            .label = label,
            .help = help,
            .sample = "600984",
            .portal = portal};
}

constexpr FieldSpec identifierTypeField{
    .name = "IdentifierType",
    .kind = FieldKind::Choice,
    .source = Source::Profile,
    .choices = identifierTypes,
    .choiceCount = static_cast<int>(std::size(identifierTypes)),
    .label = QT_TRANSLATE_NOOP("Catalogue", "Identifier type"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "What PartyA is: 4 short code, 2 till, 1 phone number."),
    .sample = "4",
};

constexpr FieldSpec accountBalanceFields[] = {
    operatorField("Initiator", QT_TRANSLATE_NOOP("Catalogue", "APIs, Account Balance, Simulate: Initiator Name")),
    credentialField,
    fixedField("CommandID", balanceCommand, QT_TRANSLATE_NOOP("Catalogue", "Command"),
               QT_TRANSLATE_NOOP("Catalogue", "Always AccountBalance.")),
    partyField(QT_TRANSLATE_NOOP("Catalogue", "Whose balance"),
               QT_TRANSLATE_NOOP("Catalogue", "The short code, or the till with identifier type 2."),
               QT_TRANSLATE_NOOP("Catalogue", "APIs, Account Balance, Simulate: Party A")),
    identifierTypeField,
    remarksField(1, "Balance query"),
    timeoutUrlField,
    resultUrlField,
};

constexpr FieldSpec transactionStatusFields[] = {
    operatorField("Initiator", QT_TRANSLATE_NOOP("Catalogue", "APIs, Transaction Status, Simulate: Initiator")),
    credentialField,
    fixedField("CommandID", statusCommand, QT_TRANSLATE_NOOP("Catalogue", "Command"),
               QT_TRANSLATE_NOOP("Catalogue", "Always TransactionStatusQuery.")),
    {
        .name = "TransactionID",
        .kind = FieldKind::Receipt,
        .required = false,
        .alternative = "OriginalConversationID",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Receipt"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The M-Pesa receipt of the payment, which the customer has by SMS."),
        .sample = "UCE6R0V8NA",
    },
    {
        .name = "OriginalConversationID",
        .kind = FieldKind::UniqueId,
        .required = false,
        .alternative = "TransactionID",
        .maxLength = 100,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Or the request's id"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The OriginatorConversationID of the request, for when there is no receipt."),
        .sample = "payroll-2026-03-0017",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "An older page of the portal calls it OriginatorConversationID."),
    },
    partyField(QT_TRANSLATE_NOOP("Catalogue", "Whose transaction"),
               QT_TRANSLATE_NOOP("Catalogue", "Your short code, or your till with identifier type 2."),
               QT_TRANSLATE_NOOP("Catalogue", "APIs, Transaction Status, Simulate: Party A")),
    identifierTypeField,
    resultUrlField,
    timeoutUrlField,
    remarksField(1, "Status query"),
    occasionField("Occasion"),
};

} // namespace

constexpr OperationSpec accountBalanceOperation{
    .id = "account_balance",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Account balance"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks for the balances of the organisation's accounts."),
    .group = group::account,
    .path = "/mpesa/accountbalance/v1/query",
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::Balances,
    .done = QT_TRANSLATE_NOOP("Catalogue", "These are the balances of {PartyA}."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "M-Pesa account balance"),
    .role = QT_TRANSLATE_NOOP("Catalogue", "Balance Query ORG API"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Account Balance"),
    .tokenRejection = rejection::initiator,
    .fields = accountBalanceFields,
    .fieldCount = static_cast<int>(std::size(accountBalanceFields)),
};
static_assert(wellFormed(accountBalanceOperation));

constexpr OperationSpec transactionStatusOperation{
    .id = "transaction_status",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Transaction status"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks what became of a payment, by its receipt or by the id of its request."),
    .group = group::account,
    .path = "/mpesa/transactionstatus/v1/query",
    .delivery = Delivery::ResultUrl,
    .answer = AnswerKind::Statement,
    .product = QT_TRANSLATE_NOOP("Catalogue", "Transaction status"),
    .role = QT_TRANSLATE_NOOP("Catalogue", "Transaction Status query ORG API"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Transaction Status; its sample's names with spaces are typing errors"),
    .tokenRejection = rejection::initiator,
    .fields = transactionStatusFields,
    .fieldCount = static_cast<int>(std::size(transactionStatusFields)),
};
static_assert(wellFormed(transactionStatusOperation));

} // namespace daraja
