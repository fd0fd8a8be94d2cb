// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <string_view>

namespace daraja {

/// What a value is: decides editor, validation, wire type, redaction.
enum class FieldKind {
    Text,
    ShortCode,   ///< 5 to 7 digits
    Party,       ///< short code or till, or a phone number: the field named by `typeField` says which
    Amount,      ///< whole shillings
    Count,       ///< a whole number that is no money: pixels, points, an offset
    Decimal,     ///< digits, perhaps a point and more digits
    Msisdn,      ///< typed in any accepted form, travels as 2547…
    LocalMsisdn, ///< typed in any accepted form, travels as 07… or 01… (Bill Manager)
    Email,
    Url,          ///< absolute http(s)
    Choice,       ///< one of `choices`
    Identifier,   ///< an id that Daraja made (CheckoutRequestID)
    Receipt,      ///< M-Pesa receipt: ten capital letters and digits
    UniqueId,     ///< an id that the caller makes, once per intent (OriginatorConversationID)
    Timestamp,    ///< 14 digits, Nairobi time
    Date,         ///< in the format `format`; people type it as 2026-03-14, 14/03/2026 or 14 Mar 2026
    EpochSeconds, ///< seconds since 1970
    List,         ///< several objects of `items`: a JSON array, or one object a line with its values separated by tabs, `;` or `,`
    StkPassword,  ///< secret
    Credential,   ///< SecurityCredential; secret
    AppKey,       ///< `app_key` of Bill Manager; secret
    OperatorName,
};

/// Where a value comes from when the caller gives none.
enum class Source {
    Form,    ///< a person is asked for it; defaultValue() may have a proposal
    Profile, ///< the profile has it; the caller may override
    Derived, ///< computed at the moment of sending; the caller may override
};

enum class WireType { String, Number };

/// Where in the request a value travels.
enum class Place {
    Body,   ///< member of the body, or of its object `parent`
    Header, ///< HTTP header of that name
    Path,   ///< not at all: it chooses between `path` (value `usual`) and `otherPath` (value `other`) of the operation
};

struct Choice
{
    const char *value; ///< as on the wire
    const char *label; ///< QT_TRANSLATE_NOOP("Catalogue", …)
};

/// One member of a request. Text is translatable in context `Catalogue`.
struct FieldSpec
{
    const char *name = nullptr; ///< wire name, with Safaricom's spelling
    FieldKind kind = FieldKind::Text;
    Source source = Source::Form;
    WireType wire = WireType::String;
    Place place = Place::Body;
    const char *parent = ""; ///< the object of the body that it is a member of: `header`, `body`; or empty
    bool required = true;
    const char *requiredWhen = ""; ///< needed although not `required` when another field has this value: `CommandID=BusinessPayBill`
    const char *alternative = "";  ///< of this field and the one named here, one must be given
    int minLength = 0;
    int maxLength = 0;  ///< 0: unlimited
    qint64 minimum = 0; ///< with Amount (KES) and Count
    qint64 maximum = 0; ///< 0: unlimited
    const Choice *choices = nullptr;
    int choiceCount = 0;
    const char *format = "";          ///< with Date, as QDateTime writes it; several may be accepted, separated by `|`, the first is sent
    int secondsFromNow = 0;           ///< with Date and Source::Derived: what is proposed
    const char *typeField = "";       ///< with Party: the field that says what it is
    const char *callbackPath = "";    ///< with Url: where below RequestContext::callbackUrl it is by default
    bool refusesWords = false;        ///< with Url: Safaricom refuses some words in it (daraja-api 22.2)
    bool anyCharacter = false;        ///< with Text: not one of those that provoke failures (daraja-api 1.2)
    const FieldSpec *items = nullptr; ///< with List: members of one object
    int itemCount = 0;
    int maxItems = 0; ///< with List; 0: unlimited
    const char *label = "";
    const char *help = ""; ///< one line
    const char *sample = "";
    const char *fallback = "";     ///< sent when neither caller, profile nor clock gives a value
    const char *portal = "";       ///< where Safaricom's portal shows it, or empty
    const char *disagreement = ""; ///< what other sources say (daraja-api 27), or empty

    [[nodiscard]] constexpr bool isSecret() const
    {
        return kind == FieldKind::StkPassword || kind == FieldKind::Credential || kind == FieldKind::AppKey;
    }
    /// A person never has to type it: it is made when the request is sent.
    [[nodiscard]] constexpr bool isComputed() const
    {
        return source == Source::Derived &&
               (isSecret() || kind == FieldKind::Timestamp || kind == FieldKind::UniqueId || kind == FieldKind::EpochSeconds);
    }
};

/// For wellFormed() of an operation: one table of fields.
[[nodiscard]] consteval bool wellFormed(const FieldSpec *fields, int count)
{
    if (count == 0) {
        return false;
    }
    for (int i = 0; i < count; ++i) {
        const FieldSpec &field = fields[i];
        if (!field.name || !*field.name || !*field.label || (field.maxLength && field.minLength > field.maxLength) ||
            (field.maximum && field.minimum > field.maximum) || (field.kind == FieldKind::Choice) != (field.choiceCount > 0) ||
            (field.kind == FieldKind::Date) != bool(*field.format) || (field.kind == FieldKind::Url) != bool(*field.callbackPath) ||
            (field.kind == FieldKind::Party) != bool(*field.typeField) || (field.kind == FieldKind::List) != (field.itemCount > 0) ||
            (field.itemCount > 0 && !wellFormed(field.items, field.itemCount)) ||
            (field.required && (*field.requiredWhen || *field.alternative))) {
            return false;
        }
        for (int j = 0; j < i; ++j) {
            if (std::string_view(field.name) == fields[j].name) {
                return false;
            }
        }
    }
    return true;
}

} // namespace daraja
