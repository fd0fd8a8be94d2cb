// SPDX-FileCopyrightText: Daraja Desk contributors
// SPDX-License-Identifier: Apache-2.0

// Hakikisha, who stands behind a phone number or short code: daraja-api 21.

#include "core/catalogue/commonfields.h"
#include "core/catalogue/rows.h"

namespace daraja {

namespace {

constexpr Choice organisationTypes[] = {
    {"4", QT_TRANSLATE_NOOP("Catalogue", "Paybill")},
    {"2", QT_TRANSLATE_NOOP("Catalogue", "Till")},
};

constexpr FieldSpec hakikishaFields[] = {
    {
        .name = "requestID",
        .kind = FieldKind::UniqueId,
        .source = Source::Derived,
        .parent = "header",
        .minLength = 1,
        .maxLength = 100,
        .label = QT_TRANSLATE_NOOP("Catalogue", "Your unique id"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Made once for each request; comes back in the answer."),
        .sample = "8aeefeea-8713-4a4d-b1b4-7b8c143b7ec1",
    },
    {
        .name = "timestamp",
        .kind = FieldKind::EpochSeconds,
        .source = Source::Derived,
        .parent = "header",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Time"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Seconds since 1970, when the request is sent."),
        .sample = "1773472530",
        .disagreement = QT_TRANSLATE_NOOP("Catalogue", "One sample of the portal has 14 digits, yyyyMMddHHmmss."),
    },
    {
        .name = "msisdn",
        .kind = FieldKind::Msisdn,
        .parent = "body",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Phone number"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The number whose owner is asked for; Safaricom numbers only."),
        .sample = "254712345678",
    },
    {
        .name = "shortcode",
        .kind = FieldKind::ShortCode,
        .source = Source::Profile,
        .parent = "body",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Short code"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "Your short code."),
        .sample = "600984",
    },
};

constexpr FieldSpec organisationFields[] = {
    {
        .name = "IdentifierType",
        .kind = FieldKind::Choice,
        .choices = organisationTypes,
        .choiceCount = static_cast<int>(std::size(organisationTypes)),
        .label = QT_TRANSLATE_NOOP("Catalogue", "Identifier type"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "What the number is: 4 paybill, 2 till."),
        .sample = "4",
        .fallback = "4",
    },
    {
        .name = "Identifier",
        .kind = FieldKind::Party,
        .typeField = "IdentifierType",
        .label = QT_TRANSLATE_NOOP("Catalogue", "Paybill or till"),
        .help = QT_TRANSLATE_NOOP("Catalogue", "The number whose owner is asked for."),
        .sample = "600984",
    },
};

} // namespace

constexpr OperationSpec b2cHakikishaOperation{
    .id = "b2c_hakikisha",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Whose phone number"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks who owns a phone number, before it is paid (B2C Hakikisha)."),
    .group = group::lookUp,
    .path = "/mpesa/b2c/hakikisha/v1/hakikisha",
    .done = QT_TRANSLATE_NOOP("Catalogue", "This is who owns {msisdn}: compare before you pay."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "B2C Hakikisha"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, B2C Hakikisha; production needs a contract"),
    .tokenRejection = rejection::lookUp,
    .fields = hakikishaFields,
    .fieldCount = static_cast<int>(std::size(hakikishaFields)),
};
static_assert(wellFormed(b2cHakikishaOperation));

constexpr OperationSpec orgInfoOperation{
    .id = "org_info",
    .title = QT_TRANSLATE_NOOP("Catalogue", "Whose paybill or till"),
    .summary = QT_TRANSLATE_NOOP("Catalogue", "Asks for the name and tariff of an organisation, before it is paid (Query Org Info)."),
    .group = group::lookUp,
    .path = "/sfcverify/v1/query/info",
    .done = QT_TRANSLATE_NOOP("Catalogue", "This is who owns {Identifier}: compare before you pay."),
    .product = QT_TRANSLATE_NOOP("Catalogue", "Query Org Info"),
    .source = QT_TRANSLATE_NOOP("Catalogue", "Safaricom's portal, Query Org Info"),
    .disagreement = QT_TRANSLATE_NOOP("Catalogue", "ResponseCode of a success is 4000 in the portal's sample and 0 in its table."),
    .tokenRejection = rejection::lookUp,
    .fields = organisationFields,
    .fieldCount = static_cast<int>(std::size(organisationFields)),
};
static_assert(wellFormed(orgInfoOperation));

} // namespace daraja
