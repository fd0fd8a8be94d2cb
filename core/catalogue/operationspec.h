// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/fieldspec.h"

#include <QHash>
#include <QList>

namespace daraja {

struct RequestContext;

/// Values of a request by wire name, as text.
using Values = QHash<QString, QString>;

/// What an operation does to the world; decides colour, questions before sending, and whether a repeat is harmless. In order of gravity.
enum class Effect {
    Reads,        ///< a repeat is harmless
    Changes,      ///< registers or edits something, moves no money
    AsksForMoney, ///< a person is asked to pay and must agree
    MovesMoney,   ///< nobody is asked any more
};

/// How an operation's outcome arrives (daraja-api 1.2).
enum class Delivery {
    InAnswer,        ///< the HTTP answer is the outcome
    StkCallback,     ///< `Body.stkCallback` at CallBackURL, joined by CheckoutRequestID
    ResultUrl,       ///< `Result` envelope at ResultURL, joined by ConversationID
    ExpressCallback, ///< flat object at callbackUrl, joined by RequestRefID, which comes back as `requestId`
    OrderCallback,   ///< `ResponseHeader` and `ResponseBody` at CallBackURL, joined by `responseRefID`
};

/// How the outcome is best shown.
enum class AnswerKind {
    Plain,          ///< as JSON
    Qr,             ///< `QRCode`: a picture in base64 (daraja-api 17)
    Balances,       ///< `AccountBalance`: a table of accounts (daraja-api 14)
    Statement,      ///< one transaction: who, whom, how much, when, status (daraja-api 15)
    MoneyStatement, ///< what was moved and what is left (daraja-api 5, 11, 12, 13, 16)
    Transactions,   ///< `Response`: a table of payments (daraja-api 20)
};

/// How a product refuses a token (daraja-api 2.4).
struct TokenRejection
{
    int status = 404;
    const char *code = "404.001.03";
    const char *message = "Invalid Access Token";
};

/// One thing that Daraja can do: everything about it is derived from this row. Text is translatable in context `Catalogue`.
struct OperationSpec
{
    /// What is wrong with a value beside the others, in words for people, or nothing. Asked for each field that has a value which is right
    /// in itself. `values` are complete.
    using Rule = QString (*)(const FieldSpec &field, const QString &value, const Values &values, const RequestContext &context);

    const char *id = nullptr; ///< `stk_push`
    const char *title = "";
    const char *summary = "";   ///< one sentence
    const char *group = "";     ///< heading in the list
    const char *path = "";      ///< always asked by POST
    const char *otherPath = ""; ///< where another source sees it; sent there when a field with Place::Path has the value `other`
    Effect effect = Effect::Reads;
    Delivery delivery = Delivery::InAnswer;
    AnswerKind answer = AnswerKind::Plain;
    bool sandboxOnly = false; ///< production does not offer it
    bool bodyIsList = false;  ///< the body is the array of the one field of FieldKind::List
    /// With AsksForMoney and MovesMoney, one sentence: `{Amount} moves from your Utility account ({PartyA}) to {PartyB}`.
    const char *moves = "";
    /// One sentence when it went well, with values of the request in the same way. Empty where the result says it itself.
    const char *done = "";
    const char *product = "";      ///< name of the API product on the portal, for "this app lacks …"
    const char *role = "";         ///< what the API operator must be allowed to do (daraja-api 10.5)
    const char *source = "";       ///< where the facts come from
    const char *disagreement = ""; ///< what other sources say about the whole operation
    TokenRejection tokenRejection{};
    Rule rule = nullptr;
    const FieldSpec *fields = nullptr;
    int fieldCount = 0;

    [[nodiscard]] QList<const FieldSpec *> fieldList() const;
    [[nodiscard]] const FieldSpec *field(QStringView name) const; ///< case-insensitive; nullptr when there is none

    [[nodiscard]] constexpr bool readsOnly() const { return effect == Effect::Reads; }
    /// Somebody's money may move because of it.
    [[nodiscard]] constexpr bool isAboutMoney() const { return effect >= Effect::AsksForMoney; }

    /// For `static_assert`: whether a field of exactly this name exists.
    [[nodiscard]] consteval bool names(std::string_view name) const
    {
        for (int i = 0; i < fieldCount; ++i) {
            if (name == fields[i].name) {
                return true;
            }
        }
        return false;
    }
};

/// For `static_assert` under each table: names present and unique, limits sane, choices where needed, and everything that names a field
/// names one that exists.
[[nodiscard]] consteval bool wellFormed(const OperationSpec &operation)
{
    if (!operation.id || !*operation.id || !*operation.path || !*operation.title || !wellFormed(operation.fields, operation.fieldCount) ||
        operation.isAboutMoney() != bool(*operation.moves) ||
        (operation.bodyIsList && operation.fields[operation.fieldCount - 1].kind != FieldKind::List)) {
        return false;
    }
    bool choosesPath = false;
    for (int i = 0; i < operation.fieldCount; ++i) {
        const FieldSpec &field = operation.fields[i];
        const std::string_view condition = field.requiredWhen;
        if ((!condition.empty() && !operation.names(condition.substr(0, condition.find('=')))) ||
            (*field.alternative && !operation.names(field.alternative)) || (*field.typeField && !operation.names(field.typeField))) {
            return false;
        }
        choosesPath = choosesPath || field.place == Place::Path;
    }
    for (const std::string_view sentence : {std::string_view(operation.moves), std::string_view(operation.done)}) {
        for (std::size_t open = sentence.find('{'); open != std::string_view::npos; open = sentence.find('{', open + 1)) {
            if (!operation.names(sentence.substr(open + 1, sentence.find('}', open) - open - 1))) {
                return false;
            }
        }
    }
    return choosesPath == bool(*operation.otherPath);
}

/// All operations in order of display.
[[nodiscard]] const QList<const OperationSpec *> &operations();
/// By id; nullptr when there is none.
[[nodiscard]] const OperationSpec *findOperation(QStringView id);

/// A text of a row in the interface's language.
[[nodiscard]] QString catalogueText(const char *text);

/// What will move from where to where, in one sentence: `KES 500 moves from your Utility account (600984) to 254712345678.` `values` are
/// those of a prepared request; `…` stands for what is missing. Empty for operations that are not about money.
[[nodiscard]] QString moneySentence(const OperationSpec &operation, const Values &values);
/// What it did, in one sentence: `Invoice INV-00231 is cancelled.` Empty where the result says it itself.
[[nodiscard]] QString doneSentence(const OperationSpec &operation, const Values &values);

} // namespace daraja
