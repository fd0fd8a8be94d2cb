// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/catalogue/operationspec.h"

#include <QtGlobal>

#include <iterator>

namespace daraja {

/// Headings of the list of operations.
namespace group {
inline constexpr const char *payments = QT_TRANSLATE_NOOP("Catalogue", "Payments");
inline constexpr const char *customerToBusiness = QT_TRANSLATE_NOOP("Catalogue", "Customer to business");
inline constexpr const char *payOut = QT_TRANSLATE_NOOP("Catalogue", "Pay out to people");
inline constexpr const char *payBusinesses = QT_TRANSLATE_NOOP("Catalogue", "Pay businesses");
inline constexpr const char *account = QT_TRANSLATE_NOOP("Catalogue", "Account");
inline constexpr const char *billManager = QT_TRANSLATE_NOOP("Catalogue", "Bill Manager");
inline constexpr const char *lookUp = QT_TRANSLATE_NOOP("Catalogue", "Look up");
inline constexpr const char *bonga = QT_TRANSLATE_NOOP("Catalogue", "Lipa na Bonga");
} // namespace group

/// daraja-api 2.4: how groups of products refuse a token.
namespace rejection {
inline constexpr TokenRejection customer{401, "401.003.01", "Error Occurred - Invalid Access Token"};
inline constexpr TokenRejection payOut{401, "401.002.01", "Error Occurred - Invalid Access Token"};
inline constexpr TokenRejection initiator{400, "400.003.01", "Invalid Access Token"};
inline constexpr TokenRejection lookUp{401, "401.001", "Invalid Access Token"};
inline constexpr TokenRejection billManager{401, "401", "Unauthorized - Invalid Access Token"};
} // namespace rejection

/// daraja-api 23.
inline constexpr qint64 largestPayment = 250'000;

/// A member that has only one right value.
[[nodiscard]] consteval FieldSpec fixedField(const char *name, const Choice &only, const char *label, const char *help,
                                             WireType wire = WireType::String)
{
    return {.name = name,
            .kind = FieldKind::Choice,
            .source = Source::Derived,
            .wire = wire,
            .choices = &only,
            .choiceCount = 1,
            .label = label,
            .help = help,
            .sample = only.value,
            .fallback = only.value};
}

/// The members that every operation with an API operator has (daraja-api 10): B2C alone says `InitiatorName`.
[[nodiscard]] consteval FieldSpec operatorField(const char *name, const char *portal)
{
    return {.name = name,
            .kind = FieldKind::OperatorName,
            .source = Source::Profile,
            .minLength = 1,
            .maxLength = 100,
            .label = QT_TRANSLATE_NOOP("Catalogue", "Operator name"),
            .help = QT_TRANSLATE_NOOP("Catalogue", "The API operator of the organisation portal, who needs the role for this."),
            .sample = "testapi",
            .portal = portal};
}

inline constexpr FieldSpec credentialField{
    .name = "SecurityCredential",
    .kind = FieldKind::Credential,
    .source = Source::Derived,
    .label = QT_TRANSLATE_NOOP("Catalogue", "Security credential"),
    .help =
        QT_TRANSLATE_NOOP("Catalogue", "The operator's password under the key of Safaricom's certificate; made when the request is sent, "
                                       "unless the profile holds a ready one."),
    .sample = // Base64 of 256 bytes of English prose: the right shape, and no credential.
    "RGFyYWphIERlc2s6IHRoaXMgaXMgYSBzYW1wbGUgb2YgdGhlIHJpZ2h0IHNoYXBlIGFuZCBzaXplLCBtYWRlIG"
    "9mIHBsYWluIHRleHQuIEl0IGlzIG5vIGNyZWRlbnRpYWwgYW5kIG9wZW5zIG5vdGhpbmcuIEEgcmVhbCBvbmUg"
    "aXMgdGhlIG9wZXJhdG9yJ3MgcGFzc3dvcmQgdW5kZXIgdGhlIGtleSBvZiBTYWZhcmljb20ncyBjZXJ0aWZpY2"
    "F0ZSwgMjU2IGJ5dGVzIHRoYXQgZGlmZmVyIGVhY2ggdGltZS4gLi4uLi4uLi4uLi4uLi4uLi4uLi4uLi4uLg==",
    .portal = QT_TRANSLATE_NOOP("Catalogue", "Test Credentials: Security Credential"),
    .disagreement = QT_TRANSLATE_NOOP("Catalogue", "One library appends a timestamp to the password before it encrypts; nobody else does."),
};

[[nodiscard]] consteval FieldSpec remarksField(int shortest, const char *fallback)
{
    return {.name = "Remarks",
            .minLength = shortest,
            .maxLength = 100,
            .label = QT_TRANSLATE_NOOP("Catalogue", "Remarks"),
            .help = QT_TRANSLATE_NOOP("Catalogue", "A note for your records, at most 100 characters."),
            .sample = fallback,
            .fallback = fallback};
}

inline constexpr FieldSpec timeoutUrlField{
    .name = "QueueTimeOutURL",
    .kind = FieldKind::Url,
    .source = Source::Derived,
    .callbackPath = "timeout",
    .label = QT_TRANSLATE_NOOP("Catalogue", "Timeout URL"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Where Daraja reports that the request waited too long. Without a public address it is "
                                           "https://example.com/no-callback and the report cannot arrive."),
    .sample = "https://shop.example/daraja/timeout",
};

inline constexpr FieldSpec resultUrlField{
    .name = "ResultURL",
    .kind = FieldKind::Url,
    .source = Source::Derived,
    .callbackPath = "result",
    .label = QT_TRANSLATE_NOOP("Catalogue", "Result URL"),
    .help = QT_TRANSLATE_NOOP("Catalogue", "Where Daraja posts the result. Without a public address it is https://example.com/no-callback "
                                           "and the result cannot arrive."),
    .sample = "https://shop.example/daraja/result",
};

/// B2C and B2B write `Occassion`, status and reversal `Occasion` (daraja-api 27).
[[nodiscard]] consteval FieldSpec occasionField(const char *name)
{
    return {.name = name,
            .required = false,
            .maxLength = 100,
            .label = QT_TRANSLATE_NOOP("Catalogue", "Occasion"),
            .help = QT_TRANSLATE_NOOP("Catalogue", "Another note, at most 100 characters."),
            .sample = "March",
            .disagreement =
                QT_TRANSLATE_NOOP("Catalogue", "Spelt with one s or two, depending on the product; unknown members are ignored.")};
}

} // namespace daraja
