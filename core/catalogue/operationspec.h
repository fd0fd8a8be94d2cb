// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

#include <string_view>

namespace daraja {

/// What a value is: decides editor, validation, wire type, redaction.
enum class FieldKind {
    Text,
    ShortCode,   ///< 5 to 7 digits
    Party,       ///< short code or till, or a phone number: the operation's IdentifierType says which
    Amount,      ///< whole shillings
    Msisdn,      ///< typed in any accepted form, travels as 2547…
    Url,         ///< absolute http(s)
    Choice,      ///< one of `choices`
    Identifier,  ///< an id that Daraja made (CheckoutRequestID)
    Timestamp,   ///< 14 digits, Nairobi time
    StkPassword, ///< secret
    Credential,  ///< SecurityCredential; secret
    OperatorName,
};

/// Where a value comes from when the caller gives none.
enum class Source {
    Form,    ///< a person is asked for it; defaultValue() may have a proposal
    Profile, ///< the profile has it; the caller may override
    Derived, ///< computed at the moment of sending; the caller may override
};

enum class WireType { String, Number };

struct Choice
{
    const char *value; ///< as on the wire
    const char *label; ///< QT_TRANSLATE_NOOP("Catalogue", …)
};

/// One member of a request body. Text is translatable in context `Catalogue`.
struct FieldSpec
{
    const char *name = nullptr; ///< wire name, with Safaricom's spelling
    FieldKind kind = FieldKind::Text;
    Source source = Source::Form;
    WireType wire = WireType::String;
    bool required = true;
    int minLength = 0;
    int maxLength = 0;  ///< 0: unlimited
    qint64 minimum = 0; ///< with Amount, KES
    qint64 maximum = 0;
    const Choice *choices = nullptr;
    int choiceCount = 0;
    const char *label = "";
    const char *help = ""; ///< one line
    const char *sample = "";
    const char *fallback = ""; ///< sent when neither caller, profile nor clock gives a value
    const char *portal = "";   ///< where Safaricom's portal shows it, or empty

    [[nodiscard]] bool isSecret() const { return kind == FieldKind::StkPassword || kind == FieldKind::Credential; }
};

/// How an operation's outcome arrives (daraja-api 1.2).
enum class Delivery {
    InAnswer,    ///< the HTTP answer is the outcome
    StkCallback, ///< `Body.stkCallback` at CallBackURL, joined by CheckoutRequestID
    ResultUrl,   ///< `Result` envelope at ResultURL, joined by ConversationID
};

/// One thing that Daraja can do: everything about it is derived from this row.
struct OperationSpec
{
    const char *id = nullptr; ///< `stk_push`
    const char *title = "";
    const char *summary = ""; ///< one sentence
    const char *group = "";   ///< heading in the list: `Payments`, `Account`
    const char *path = "";
    bool readOnly = false;     ///< a repeat is harmless
    bool asksForMoney = false; ///< marks the operation in lists; never resent once bytes left
    Delivery delivery = Delivery::InAnswer;
    const char *product = ""; ///< name of the API product on the portal, for "this app lacks …"
    const char *source = "";  ///< where the facts come from
    const FieldSpec *fields = nullptr;
    int fieldCount = 0;

    [[nodiscard]] QList<const FieldSpec *> fieldList() const;
    [[nodiscard]] const FieldSpec *field(QStringView name) const; ///< case-insensitive; nullptr when there is none
};

/// For `static_assert` under each table: names present and unique, limits sane, choices where needed.
[[nodiscard]] consteval bool wellFormed(const OperationSpec &operation)
{
    if (!operation.id || !*operation.id || !*operation.path || !*operation.title || operation.fieldCount == 0) {
        return false;
    }
    for (int i = 0; i < operation.fieldCount; ++i) {
        const FieldSpec &field = operation.fields[i];
        if (!field.name || !*field.name || !*field.label || (field.maxLength && field.minLength > field.maxLength) ||
            field.minimum > field.maximum || (field.kind == FieldKind::Choice) != (field.choiceCount > 0)) {
            return false;
        }
        for (int j = 0; j < i; ++j) {
            if (std::string_view(field.name) == operation.fields[j].name) {
                return false;
            }
        }
    }
    return true;
}

/// All operations in order of display.
[[nodiscard]] const QList<const OperationSpec *> &operations();
/// By id; nullptr when there is none.
[[nodiscard]] const OperationSpec *findOperation(QStringView id);

/// A text of a row in the interface's language.
[[nodiscard]] QString catalogueText(const char *text);

} // namespace daraja
